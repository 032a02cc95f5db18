"""Wordings of a family, each with what changed against another: the first of all, or the likest before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.model.reuse_views import Compared, Wording
from variorum.workflows.reuse.likest import likest_before
from variorum.workflows.reuse.rewording import reworded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.reuse_views import Against, RunDocument, RunPassage
    from variorum.model.spans import Span


# So many characters before and after a passage are kept with it.
_AROUND = 80


class Excerpt(NamedTuple):
    """The words of a passage, and some characters of its document before and after them."""

    prefix: str
    words: str
    suffix: str

    @classmethod
    def of(cls, text: str, span: Span) -> Excerpt:
        """A passage of this text."""
        return cls(text[max(span.start - _AROUND, 0) : span.start], span.of(text), text[span.end : span.end + _AROUND])


def compared_wordings(
    first: RunPassage,
    passages: Sequence[RunPassage],
    documents: Mapping[int, RunDocument],
    said: Mapping[int, Excerpt],
    against: Against,
    known: dict[tuple[int, str], Alignment] | None = None,
) -> tuple[Wording, ...]:
    """Passages of a family, in its order, with what they say, by row; `first` is its first passage, of these or not.

    The likest is looked for among the first and these. Passages of the same words are compared once with another;
    `known` are such comparisons, by the row of one and the words of the other, and come to have those made here.
    """
    rows = [first, *(one for one in passages if one.row != first.row)]
    others = dict.fromkeys((one.row for one in rows), first)
    if against == "nearest":
        places = likest_before([said[one.row].words for one in rows], [one.document for one in rows])
        others = {one.row: rows[place] for one, place in zip(rows, places, strict=True)}
    compared = {} if known is None else known

    def wording(one: RunPassage) -> Wording:
        here, other = said[one.row], others[one.row]
        document, text = documents[one.document], here.words
        if one.row == first.row:
            return Wording(one, document, text, None, here.prefix, here.suffix)
        key = other.row, text
        if key not in compared:
            compared[key] = reworded(said[other.row].words, text)
        against = Compared(other, documents[other.document], compared[key])
        return Wording(one, document, text, against, here.prefix, here.suffix)

    return tuple(map(wording, passages))
