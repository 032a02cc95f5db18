"""Search an archive: by words, or for what is like a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.align.likeness import Likeness
from variorum.archive import search as lines
from variorum.errors import QueryEmpty
from variorum.model.found import Hits, LineFate, Order, Scope
from variorum.model.witnesses import Limit
from variorum.workflows.vote_hits import read_votes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.archive.search import Candidate
    from variorum.archive.store import Store
    from variorum.model.found import Hit
    from variorum.model.spans import Span

# Half of both lines' words are the same. Chosen by one reader over two dozen pairs of official texts: from 0.5 on all
# said a thing of one kind in the same words, between 0.4 and 0.5 half of them had only a formula in common.
LIKE = 0.5
# So much of a sentence, by weight, in a longer line: one word of five or ten may be another. A phrase of fewer words
# than this is for the search by words, since some longer line has nearly all of any.
CONTAINED = 0.8
FEWEST_CONTAINED = 4
# Where the last tenth of the candidates holds no relative, those behind it are taken to hold none.
_TAIL = 0.9


def search(
    store: Store, words: str, *, scope: Scope = lines.ANYWHERE, order: Order = Order.NEWEST, limit: int = 20
) -> Hits:
    """The lines that have these words; how they are read says `variorum.archive.queries.parse_query`.

    Where the scope asks what became of lines, the series in it are traced first. Of rewordings, lines of votes in which
    nothing but who is for changed are left out, and counted. Raises LineagesUnwritable where series are not traced yet
    and the archive cannot be written.
    """
    if scope.event is not None:
        from variorum.workflows.series import remember_all

        remember_all(store, scope.series)
    if scope.event is not LineFate.REWORDED:
        return lines.search(store.connection, words, scope=scope, order=order, limit=limit)
    votes = read_votes(store, words, scope)
    found = lines.search(store.connection, words, scope=scope, order=order, limit=limit, without=votes.rotated)
    return replace(found, rows=tuple(map(votes.said_of, found.rows)), rotations=len(votes.rotated))


def like(
    store: Store, sentence: str, *, scope: Scope = lines.ANYWHERE, at_least: float = LIKE, limit: int = 20
) -> Hits:
    """Has this been said before? The lines that are like a sentence or have it in them, the earliest first.

    A line counts by its likeness (`variorum.align.likeness`), from `at_least` on; or, for a sentence of four words and
    more, by the share of the sentence that it contains, from 0.8 on (from `at_least` on, where that is more). Undated
    lines come last; of one date the nearest come first.
    """
    if not sentence.strip():
        raise QueryEmpty(sentence)
    measure = Nearness(sentence, at_least)
    found, cut = lines.candidates(store.connection, sentence, scope=scope)
    near = {words: measure.of(words) for words in dict.fromkeys(candidate.words for candidate in found)}
    relatives = [candidate for candidate in found if near[candidate.words]]
    relatives.sort(key=lambda one: (not one.date, one.date, -near[one.words], one.segment))
    shown = relatives[:limit]
    rows = lines.hits(store.connection, [(one.segment, None) for one in shown], _unmarked)
    said = tuple(measure.said(row, one.words) for row, one in zip(rows, shown, strict=True))
    return Hits(
        said, len(relatives), lines.statements(store.connection, scope), _limits(len(found), relatives) if cut else ()
    )


class Nearness:
    """Whether a line counts as one that says a sentence again, and by what."""

    def __init__(self, sentence: str, at_least: float = LIKE) -> None:
        self._likeness = Likeness(sentence)
        self._alike = at_least
        self._contained = max(at_least, CONTAINED)
        self._may_contain = self._likeness.size >= FEWEST_CONTAINED

    def of(self, words: str) -> float:
        """The likeness, or the share contained where the line counts by that alone; 0.0 where it does not count."""
        likeness = self._likeness.of(words) if self._likeness.at_most(words) >= self._alike else 0.0
        if likeness >= self._alike:
            return likeness
        if not self._may_contain:
            return 0.0
        contained = self._likeness.contained(words, at_least=self._contained)
        return contained if contained >= self._contained else 0.0

    def said(self, hit: Hit, words: str) -> Hit:
        """The hit of a line that counts, with both figures and the one in words by which it was found."""
        likeness = self._likeness.of(words)
        contained = self._likeness.contained(words) if self._may_contain else None
        if likeness >= self._alike or contained is None:
            nearness = f"{likeness:.2f} alike"
        else:
            # Cut and not rounded: 1.00 is for all of them.
            share = "all" if contained == 1.0 else f"{int(contained * 100) / 100:.2f}"
            nearness = f"{share} of its words, in a longer line"
        return replace(hit, score=likeness, contained=contained, nearness=nearness)


def _unmarked(_words: str, _offset: int) -> tuple[Span, ...]:
    return ()


def _limits(count: int, relatives: Sequence[Candidate]) -> tuple[Limit, ...]:
    """What is said of a list of candidates that was cut: it matters where relatives had not run out by its end."""
    if not any(one.rank >= lines.MOST_CANDIDATES * _TAIL for one in relatives):
        return ()
    effect = "more lines share the rarest words of the sentence, and like ones may be among them"
    return (Limit("lines compared with the sentence", f"{lines.MOST_CANDIDATES:,}", f"more than {count:,}", effect),)
