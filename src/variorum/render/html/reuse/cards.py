"""A family as a card: how many say it, the words, who says it when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.html.characters import shown
from variorum.render.html.reuse.lanes import lanes_of
from variorum.render.html.reuse.words import KIND_GLYPHS, OTHER, kind_of_family, many
from variorum.render.reuse.words import family_name
from variorum.render.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from variorum.model.reuse_views import RunFamily
    from variorum.render.html.reuse.lanes import Lanes, Saying
    from variorum.render.html.reuse.words import PlaceView

# So much of a family's words is on its card, and so many lanes.
EXCERPT = 320
FEW_LANES, MANY_LANES = 4, 60


@dataclass(frozen=True, slots=True)
class CardView:
    """A family in figures and one wording. `badge` is "" for a family that is neither burst nor formulaic.

    `same_day` says how many more passages are as early as the earliest that is named, "" for none.
    """

    number: int
    name: str
    badge: str
    glyph: str
    counts: tuple[tuple[str, str], ...]
    excerpt: Markup
    earliest: PlaceView
    same_day: str
    lanes: Lanes


def card_view(
    family: RunFamily, excerpt: str, earliest: PlaceView, sayings: Mapping[Saying, int], *, lanes: int = FEW_LANES
) -> CardView:
    """The card of a family; `sayings` are its passages, counted by who says them when."""
    kind = kind_of_family(family)
    return CardView(
        family.number,
        family_name(family.number),
        "" if kind == OTHER else kind,
        KIND_GLYPHS[kind],
        tuple(_counts(family, len({one.date for one in sayings if one.date}))),
        shown(shortened(excerpt, EXCERPT)),
        earliest,
        _same_day(sayings),
        lanes_of(sayings, most=lanes),
    )


def _same_day(sayings: Mapping[Saying, int]) -> str:
    """How many more passages have the date of the first, in words; "" for none."""
    first = min((one.date for one in sayings if one.date), default="")
    more = sum(count for one, count in sayings.items() if first and one.date == first) - 1
    return f"and {many(more, 'more passage')} of that day" if more > 0 else ""


def _counts(family: RunFamily, dates: int) -> list[tuple[str, str]]:
    """How many documents, issuers, series and dates; what no document has is left out."""
    named = (
        (family.documents, "document", "documents"),
        (family.issuers, "issuer", "issuers"),
        (family.series, "series", "series"),
        (dates, "date", "dates"),
        (family.words, "word", "words"),
    )
    return [(f"{count:,}", one if count == 1 else several) for count, one, several in named if count]
