"""Looks for words before they are called absent: echoes of whole lines, and clauses inside a paired line that nothing answers."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.model.alignment import EditOp
from variorum.model.spans import Span
from variorum.text.tokenize import FUNCTION, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.alignment import Edit
    from variorum.text.tokenize import Tokens, Vocabulary

# An echo has at least this many content words in a row, or two that are a third of its line: less is in every text on the subject.
ECHO_WORDS = 3
SHORT_ECHO_WORDS, SHORT_ECHO_SHARE = 2, 0.34
# A clause is gone when it has this many content words, and at most a third of them stand in its line's answer.
CLAUSE_WORDS = 3
ANSWERED_SHARE = 0.34
STEM = 5
_CLAUSE_MARKS = frozenset(",;:()—")


class WordIndex:
    """Where each pair of neighbouring content words stands in one text; built once for all lines looked for in it."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.tokens, self.classes = tokens, vocabulary.classes
        self.content = [k for k, form in enumerate(tokens.forms) if self.classes[form] == WORD]
        self.places: dict[tuple[int, int], list[int]] = {}
        forms = tokens.forms
        for n in range(len(self.content) - 1):
            self.places.setdefault((forms[self.content[n]], forms[self.content[n + 1]]), []).append(n)

    def within(self, span: Span) -> range:
        """The content words that begin inside a span, as places in `content`."""
        starts = self.tokens.starts
        return range(
            bisect_left(self.content, span.start, key=lambda k: starts[k]), bisect_left(self.content, span.end, key=lambda k: starts[k])
        )


def find_echoes(line: Span, here: WordIndex, there: WordIndex, preferred: Sequence[Span]) -> list[tuple[Span, Span]]:
    """The longest runs of a line's content words that stand in the other text, each with one place: in `preferred` if it is there.

    Time grows with the line's words times the places of its rarest word pairs.
    """
    inside = here.within(line)
    found: list[tuple[Span, Span]] = []
    n = inside.start
    while n < inside.stop - 1:
        length, place = _longest_run(n, inside.stop, here, there, preferred)
        if length >= ECHO_WORDS or (length >= SHORT_ECHO_WORDS and length >= SHORT_ECHO_SHARE * len(inside)):
            found.append((_span(here, n, length), _span(there, place, length)))
            n += length
        else:
            n += 1
    return found


# A pair of words that stands in more places than this is no echo of one line.
MAX_PLACES = 64


def _longest_run(n: int, stop: int, here: WordIndex, there: WordIndex, preferred: Sequence[Span]) -> tuple[int, int]:
    mine, theirs = here.tokens.forms, there.tokens.forms
    best = (0, False)
    best_place = -1
    for place in there.places.get((mine[here.content[n]], mine[here.content[n + 1]]), ())[:MAX_PLACES]:
        length = 2
        while n + length < stop and place + length < len(there.content) and (
            mine[here.content[n + length]] == theirs[there.content[place + length]]
        ):
            length += 1
        start = there.tokens.starts[there.content[place]]
        rank = (length, any(span.start <= start < span.end for span in preferred))
        if rank > best:
            best, best_place = rank, place
    return best[0], best_place


def _span(index: WordIndex, n: int, length: int) -> Span:
    return Span(index.tokens.starts[index.content[n]], index.tokens.ends[index.content[n + length - 1]])


def unanswered(edits: Sequence[Edit], text: str, side: int, tokens: Tokens, vocabulary: Vocabulary, answer: set[str]) -> tuple[Span, ...]:
    """Clauses of one side's changes (side 0 the base, 1 the other) hardly a word of which stands in the answer.

    `answer` holds the stems of the lines on the other side of the bead.
    """
    spans: list[Span] = []
    for edit in edits:
        if edit.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC):
            continue
        own, opposite = (edit.base, edit.other) if side == 0 else (edit.other, edit.base)
        if own.start < own.end:
            spans += _clauses(own, opposite.end - opposite.start, text, tokens, vocabulary, answer)
    return tuple(_joined(spans, text))


def _clauses(span: Span, opposite: int, text: str, tokens: Tokens, vocabulary: Vocabulary, answer: set[str]) -> list[Span]:
    """The unanswered clauses of one change; of a replacement no longer than what replaced it, none."""
    classes, forms = vocabulary.classes, vocabulary.forms
    first = bisect_left(tokens.starts, span.start)
    last = bisect_left(tokens.starts, span.end, first)
    out: list[Span] = []
    clause: list[int] = []
    clauses: list[list[int]] = []
    for k in range(first, last):
        if text[tokens.starts[k]] in _CLAUSE_MARKS:
            clauses.append(clause)
            clause = []
        else:
            clause.append(k)
    clauses.append(clause)
    if opposite and len(clauses) == 1 and 2 * opposite > span.end - span.start:
        return []
    for places in clauses:
        words = [forms[tokens.forms[k]][:STEM] for k in places if classes[tokens.forms[k]] >= WORD]
        if len(words) >= CLAUSE_WORDS - (1 if out else 0) and sum(word in answer for word in words) <= ANSWERED_SHARE * len(words):
            trimmed = [k for k in places if classes[tokens.forms[k]] >= FUNCTION]
            out.append(Span(tokens.starts[trimmed[0]], tokens.ends[trimmed[-1]]))
    return out


def _joined(spans: list[Span], text: str) -> list[Span]:
    """Neighbouring clauses as one span, where nothing but marks stands between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and not any(c.isalnum() for c in text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def stems_of(tokens: Tokens, vocabulary: Vocabulary, spans: Sequence[Span]) -> set[str]:
    """The stems of the content words in some spans."""
    classes, forms = vocabulary.classes, vocabulary.forms
    stems: set[str] = set()
    for span in spans:
        first = bisect_left(tokens.starts, span.start)
        last = bisect_left(tokens.starts, span.end, first)
        stems.update(forms[form][:STEM] for form in tokens.forms[first:last] if classes[form] >= WORD)
    return stems
