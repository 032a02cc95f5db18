"""A passage of a document beside one of another document that has it too, and what changed from one to the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from variorum.model.reuse_views import Compared
from variorum.reuse.run.reading import Time
from variorum.workflows.reuse.likest import likest_of
from variorum.workflows.reuse.rewording import reworded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.model.reuse_views import DocumentView, Elsewhere, RunFamily, RunPassage
    from variorum.reuse.run.reading import RunReader

# So many passages of others are looked at: those that are next to this one in the order of dates.
_LOOKED_AT = 32


def beside_others(reader: RunReader, view: DocumentView) -> DocumentView:
    """A document of a run with each of its passages beside another document's that is like it.

    It is the likest of those that are next before it in its family, or if there is none, of those next to it. A formula
    is put beside none.
    """
    times = reader.times_beside(view.document.date)
    return replace(
        view, elsewhere=tuple(replace(one, beside=_beside(reader, view.text, one, times)) for one in view.elsewhere)
    )


def _beside(reader: RunReader, text: str, one: Elsewhere, times: NDArray[np.int8]) -> Compared | None:
    rows = [] if one.family.formulaic else _rows(reader, one.passage, one.family, times)
    if not rows:
        return None
    others = reader.passages(rows)
    numbers = list(dict.fromkeys(each.document for each in others))
    texts = dict(zip(numbers, reader.texts(numbers), strict=True))
    words = [each.span.of(texts[each.document]) for each in others]
    mine = one.passage.span.of(text)
    place = likest_of(mine, words)
    other, theirs = others[place], words[place]
    is_later = times[other.document] == Time.LATER
    alignment = reworded(mine, theirs) if is_later else reworded(theirs, mine)
    return Compared(other, reader.documents([other.document])[0], alignment, not is_later)


def _rows(reader: RunReader, passage: RunPassage, family: RunFamily, times: NDArray[np.int8]) -> list[int]:
    """The rows of the passages to look at: of earlier documents the last ones, else of all others the first ones."""
    holders = reader.holders[family.first : family.first + family.passages]
    places = np.flatnonzero(holders != passage.document)
    when = times[holders[places]]
    earlier, same_day = places[when == Time.EARLIER], places[when == Time.SAME_DAY]
    chosen = earlier[-_LOOKED_AT:] if len(earlier) else (same_day if len(same_day) else places)[:_LOOKED_AT]
    return [family.first + place for place in chosen.tolist()]
