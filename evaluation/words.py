"""How well equal words are found inside a pair of sentences, against word links by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.scores import Tally
from variorum import collate_segments
from variorum.model.alignment import EditOp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.datasets import WordPair
    from variorum.model.spans import Span


@dataclass(frozen=True, slots=True)
class WordScore:
    """Links of words that are the same, over all pairs; `apart` counts sentences said not to answer each other at all.

    All words of those are missed.
    """

    words: Tally
    pairs: int
    apart: int


def score(pairs: Sequence[WordPair]) -> WordScore:
    """Over all pairs. A link of two words that differ is no fault and no merit: such words are never called equal."""
    words, apart = Tally(), 0
    for pair in pairs:
        said = equal_words(pair.base, pair.other)
        apart += said is None
        words += tally_of(pair, said or set())
    return WordScore(words, len(pairs), apart)


def tally_of(pair: WordPair, said: set[tuple[int, int]]) -> Tally:
    """What was called equal against the links of words that are the same but for case; possible ones are optional."""
    wanted = {(i, j) for i, j in pair.sure if pair.base[i].casefold() == pair.other[j].casefold()}
    return Tally(len(said & (pair.sure | pair.possible)), len(said), len(wanted | (said & pair.possible)))


def equal_words(base: Sequence[str], other: Sequence[str]) -> set[tuple[int, int]] | None:
    """Pairs of word numbers called equal; None where the two sentences are said not to answer each other."""
    bead = collate_segments([" ".join(base)], [" ".join(other)]).alignment.beads[0]
    if not (bead.base and bead.other):
        return None
    found: set[tuple[int, int]] = set()
    for edit in bead.edits:
        if edit.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC):
            mine, theirs = words_within(base, edit.base), words_within(other, edit.other)
            if len(mine) == len(theirs):
                found.update(zip(mine, theirs, strict=True))
    return found


def words_within(words: Sequence[str], span: Span) -> list[int]:
    """The numbers of the words that lie whole within a span of the words joined by single spaces."""
    inside, start = [], 0
    for number, word in enumerate(words):
        if span.start <= start and start + len(word) <= span.end:
            inside.append(number)
        start += len(word) + 1
    return inside
