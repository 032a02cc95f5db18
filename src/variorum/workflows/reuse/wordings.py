"""Wordings of a family, each with what changed against another: the first of all, or the likest before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.reuse_views import Compared, Wording
from variorum.workflows.reuse.likest import likest_before
from variorum.workflows.reuse.rewording import reworded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.reuse_views import Against, RunDocument, RunPassage


def compared_wordings(
    first: RunPassage,
    passages: Sequence[RunPassage],
    documents: Mapping[int, RunDocument],
    words: Mapping[int, str],
    against: Against,
    known: dict[tuple[int, str], Alignment] | None = None,
) -> tuple[Wording, ...]:
    """Passages of a family, in its order, with their words; `first` is its first passage, of these or not.

    The likest is looked for among the first and these. Passages of the same words are compared once with another;
    `known` are such comparisons, by the row of one and the words of the other, and come to have those made here.
    """
    rows = [first, *(one for one in passages if one.row != first.row)]
    others = dict.fromkeys((one.row for one in rows), first)
    if against == "nearest":
        places = likest_before([words[one.row] for one in rows], [one.document for one in rows])
        others = {one.row: rows[place] for one, place in zip(rows, places, strict=True)}
    compared = {} if known is None else known

    def wording(one: RunPassage) -> Wording:
        text, other = words[one.row], others[one.row]
        if one.row == first.row:
            return Wording(one, documents[one.document], text)
        key = other.row, text
        if key not in compared:
            compared[key] = reworded(words[other.row], text)
        return Wording(one, documents[one.document], text, Compared(other, documents[other.document], compared[key]))

    return tuple(map(wording, passages))
