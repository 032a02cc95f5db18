"""A family whole: its wordings in order of date, changes marked against the earliest, each with its documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.render.html.characters import plain, shown
from variorum.render.html.marks import inline_markup, side_markup
from variorum.render.html.reuse.words import date_of, dates_said, issuer_of, many, place_of, title_of
from variorum.render.reuse.changes import (
    REWORDED,
    SAME_WORDS,
    around_words,
    changed_words,
    compared_words,
    sign_of_edits,
)
from variorum.render.reuse.words import base_words, family_name, told_overlaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markupsafe import Markup

    from variorum.model.alignment import Alignment
    from variorum.model.reuse_views import FamilyView, Overlap, RunDocument, RunFamily, Wording
    from variorum.render.html.reuse.words import PlaceView

# Past so many documents that say the same words in a row the rest are folded.
MOST_OPEN = 3


@dataclass(frozen=True, slots=True)
class ComparedView:
    """A wording with what changed against another: what it is beside that one, in a glyph and words, and its words.

    `other` says which that is, "" for the first of the family; `around` how the document goes on where words at an end
    are gone.
    """

    name: str
    glyph: str
    status: str
    text: Markup
    other: str = ""
    around: str = ""

    @property
    def is_folded(self) -> bool:
        """Whether a part of the words is folded, which no paragraph may hold."""
        return "<details" in self.text


@dataclass(frozen=True, slots=True)
class RunView:
    """Passages in a row with one wording: when, the words, and where they stand.

    `nearest` is the wording against the likest before it, where that is another than the first.
    """

    dates: str
    compared: ComparedView
    nearest: ComparedView | None
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class OverlapView:
    """Another family in the same places: its name, its address ("" for none), and what is told of it."""

    name: str
    href: str
    told: str


def overlap_views(
    family: RunFamily, overlaps: Sequence[Overlap], href_of: Callable[[int], str]
) -> tuple[OverlapView, ...]:
    """The families in the same places for reading; `href_of` gives the address of one by its number."""
    told = told_overlaps(family, overlaps)
    return tuple(OverlapView(family_name(one.family.number), href_of(one.family.number), said) for one, said in told)


def wording_runs(
    view: FamilyView, nearest: Sequence[Wording], href_of: Callable[[RunDocument], str], given: set[str]
) -> Iterator[RunView]:
    """The wordings in their order; neighbours that differ in white space alone are one.

    `nearest` are the same wordings, against the likest before each. `href_of` gives the page of a document, "" where
    there is none; `given` are the anchors that the page has already.
    """
    base = base_words(view.earliest)
    both = zip(view.wordings, nearest, strict=True)
    for _, group in groupby(both, key=lambda pair: " ".join(pair[0].text.split())):
        pairs = list(group)
        places = tuple(_places([wording for wording, _ in pairs], href_of, given))
        first, likest = pairs[0]
        compared, nearest_view = _of_wording(first, base, len(pairs)), _nearest(first, likest, len(pairs))
        yield RunView(dates_said([one.date for one in places]), compared, nearest_view, places)


def _places(wordings: Sequence[Wording], href_of: Callable[[RunDocument], str], given: set[str]) -> Iterator[PlaceView]:
    for one in wordings:
        place = place_of(one.passage, one.document, href_of(one.document))
        yield replace(place, anchor="") if place.anchor in given else place
        given.add(place.anchor)


def _nearest(first: Wording, likest: Wording, several: int) -> ComparedView | None:
    """A wording against the likest before it, where that is not the first of the family."""
    if likest.against is None or first.against is None or likest.against.passage.row == first.against.passage.row:
        return None
    other = likest.against.document
    by = "" if other.issuer == likest.document.issuer else f"{issuer_of(other)}, "
    named = "" if title_of(other) == title_of(likest.document) else f" · {title_of(other)}"
    return replace(_of_wording(likest, "", several), other=f"{by}{date_of(other)}{named}")


def _of_wording(wording: Wording, base: str, several: int) -> ComparedView:
    """What a wording, of `several` passages, is beside what it is compared with; the first is called `base`."""
    if wording.against is None:
        return ComparedView("first", "", base, shown(wording.text))
    return replace(compared_view(wording.against.alignment), around=plain(around_words(wording, several)))


def compared_view(alignment: Alignment) -> ComparedView:
    """What changed from one wording to another, in the words of the other."""
    (bead,) = alignment.beads
    sign, changed = sign_of_edits(bead.edits), changed_words(alignment)
    if sign != REWORDED:
        return ComparedView("kept", sign, SAME_WORDS[sign], side_markup(alignment, bead, Side.OTHER))
    if changed.is_other:
        return ComparedView("other", sign, compared_words(alignment), side_markup(alignment, bead, Side.OTHER))
    counts = (changed.gone, "removed"), (changed.new, "added")
    said = ", ".join(f"{many(count, 'word')} {what}" for count, what in counts if count)
    return ComparedView("reworded", sign, f"{SAME_WORDS[sign]}: {said}", inline_markup(alignment, bead))
