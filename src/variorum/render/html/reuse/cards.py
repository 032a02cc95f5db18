"""A family as a card: how many say it, the words, who says it when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.render.html.characters import shown
from variorum.render.html.reuse.fragments import counts_html, lanes_html
from variorum.render.html.reuse.lanes import lanes_of
from variorum.render.html.reuse.words import KIND_GLYPHS, OTHER, date_of, issuer_of, kind_of_family, many
from variorum.render.reuse.words import family_name, is_day, rivals_words, without_tags
from variorum.render.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from variorum.model.reuse_views import Earliest, RunDocument, RunFamily
    from variorum.render.html.reuse.lanes import Saying
    from variorum.render.html.reuse.words import PlaceView

# So much of a family's words is on its card, and so many lanes: in a list, and by itself.
EXCERPT = 320
_FEW_LANES, _MANY_LANES = 4, 60


@dataclass(frozen=True, slots=True)
class CardView:
    """A family in figures and one wording. `badge` is "" for a family that is neither burst nor formulaic.

    `excerpt_of` says whose wording is quoted, "" for that of the first document.
    `rank` says whether the document that is named is the earliest, `beside` how many more are or may be as early.
    """

    number: int
    name: str
    badge: str
    glyph: str
    counts: Markup
    excerpt: Markup
    excerpt_of: str
    earliest: PlaceView
    mark: str
    rank: str
    beside: str
    lanes: Markup


def card_view(
    family: RunFamily,
    excerpt: str,
    excerpt_of: RunDocument,
    place: PlaceView,
    earliest: Earliest,
    sayings: Mapping[Saying, int],
) -> CardView:
    """The card of a family, with the place of its first passage; `sayings` are its documents by who says it when.

    The `excerpt` stands in the document `excerpt_of`. See `listed_card` for a card among many.
    """
    kind = kind_of_family(family)
    return CardView(
        family.number,
        family_name(family.number),
        "" if kind == OTHER else kind,
        KIND_GLYPHS[kind],
        counts_html(_counts(family, len({one.date for one in sayings if one.date}))),
        shown(shortened(without_tags(excerpt), EXCERPT)),
        _quoted(excerpt_of, earliest.document),
        place,
        *_earliest_words(earliest),
        lanes_html(lanes_of(sayings, most=_MANY_LANES)),
    )


def listed_card(card: CardView, sayings: Mapping[Saying, int]) -> CardView:
    """The same card as a list shows it: of many lanes a few, and no way to a document but through the family."""
    is_long = len({one.issuer for one in sayings}) > _FEW_LANES
    lanes = lanes_html(lanes_of(sayings, most=_FEW_LANES)) if is_long else card.lanes
    return replace(card, earliest=replace(card.earliest, href=""), lanes=lanes)


def _quoted(quoted: RunDocument, first: RunDocument) -> str:
    """Whose wording is quoted, by the issuer where that is not the first one's, and the date."""
    if quoted.number == first.number:
        return ""
    date = date_of(quoted)
    return date if quoted.issuer == first.issuer and quoted.date else f"{issuer_of(quoted)}, {date}"


def _earliest_words(earliest: Earliest) -> tuple[str, str, str]:
    """The mark of the first document, what it is called, and how many more may be as early."""
    date = earliest.document.date
    if not date:
        return "", "First here", ""
    if earliest.rivals:
        return "", "Perhaps the earliest", rivals_words(earliest.rivals)
    rank = "Earliest of the dated" if earliest.is_undated else "Earliest"
    more = f"and {many(earliest.same_day, 'more document')} of that day" if earliest.same_day else ""
    return ("●" if is_day(date) else ""), rank, more


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
