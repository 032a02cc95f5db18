"""A family whole: its wordings in order of date, changes marked against the earliest, each with its documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.alignment import EditOp, Side
from variorum.render.html.characters import shown
from variorum.render.html.marks import inline_markup, side_markup
from variorum.render.html.reuse.words import dates_said, many, place_of
from variorum.render.reuse.words import REWORDED, SAME_WORDS, base_words, sign_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markupsafe import Markup

    from variorum.model.alignment import Alignment
    from variorum.model.reuse_views import FamilyView, RunDocument, Wording
    from variorum.render.html.reuse.words import PlaceView

# Past so many documents that say the same words in a row the rest are folded.
MOST_OPEN = 3
# A wording that keeps less than this of both is read by itself: with the text of the earliest in it, it is a thicket.
LEAST_KEPT = 0.34


@dataclass(frozen=True, slots=True)
class RunView:
    """Passages in a row with one wording: what it is beside the earliest, the words, and where they stand."""

    name: str
    glyph: str
    status: str
    dates: str
    text: Markup
    is_folded: bool
    places: tuple[PlaceView, ...]


def wording_runs(view: FamilyView, href_of: Callable[[RunDocument], str], given: set[str]) -> Iterator[RunView]:
    """The wordings in their order; neighbours that differ in white space alone are one.

    `href_of` gives the page of a document, "" where there is none; `given` are the anchors that the page has already.
    """
    for _, group in groupby(view.wordings, key=lambda one: " ".join(one.text.split())):
        wordings = list(group)
        yield _run(wordings, base_words(view.earliest), tuple(_places(wordings, href_of, given)))


def _places(wordings: Sequence[Wording], href_of: Callable[[RunDocument], str], given: set[str]) -> Iterator[PlaceView]:
    for one in wordings:
        place = place_of(one.passage, one.document, href_of(one.document))
        yield replace(place, anchor="") if place.anchor in given else place
        given.add(place.anchor)


def _run(wordings: Sequence[Wording], base: str, places: tuple[PlaceView, ...]) -> RunView:
    first = wordings[0]
    name, glyph, status = _status(first, base)
    text = _marked(first.against, name) if first.against else shown(first.text)
    return RunView(
        name,
        glyph,
        status,
        dates_said([one.date for one in places]),
        text,
        "<details" in text,
        places,
    )


def _marked(alignment: Alignment, name: str) -> Markup:
    """A wording with what changed against the earliest; where it is mostly another, without what is gone."""
    if name == "reworded":
        return inline_markup(alignment, alignment.beads[0])
    return side_markup(alignment, alignment.beads[0], Side.OTHER)


def _status(wording: Wording, base: str) -> tuple[str, str, str]:
    """What a wording is beside the first, which is called `base`: a name, a glyph, and words."""
    if wording.against is None:
        return "first", "", base
    sign = sign_of(wording)
    if sign != REWORDED:
        return "kept", sign, SAME_WORDS[sign]
    gone, new, kept = _changed_words(wording.against)
    if kept < LEAST_KEPT * (kept + max(gone, new)):
        whole = len(wording.against.base.content.split())
        return "other", sign, f"{kept:,} of the first wording’s {many(whole, 'word')}; those gone are not shown"
    parts = [f"{many(count, 'word')} {said}" for count, said in ((gone, "removed"), (new, "added")) if count]
    return "reworded", sign, f"{SAME_WORDS[sign]}: {', '.join(parts)}"


def _changed_words(alignment: Alignment) -> tuple[int, int, int]:
    """How many words of the earliest are gone, how many are new, and how many are in both."""
    gone = new = kept = 0
    for edit in alignment.beads[0].edits:
        base, other = (
            len(span.of(side.content).split())
            for span, side in zip((edit.base, edit.other), (alignment.base, alignment.other), strict=True)
        )
        if edit.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC):
            kept += other
        else:
            gone, new = gone + base, new + other
    return gone, new, kept
