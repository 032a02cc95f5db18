"""What the pages of reuse call things: kinds of families, counts, when others say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.html.characters import plain
from variorum.render.html.reuse.lanes import NO_ISSUER
from variorum.render.html.words import plain_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.reuse_views import RunDocument, RunFamily, RunPassage

BURST, OTHER, FORMULAIC = "burst", "other", "formulaic"
KIND_GLYPHS = {BURST: "✱", OTHER: "", FORMULAIC: "∷"}
"""The kinds of families, in the order in which lists have them."""
KINDS = tuple(KIND_GLYPHS)
NO_DATE = "undated"
# So much of a digest tells one text from another in an address.
DIGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A passage's document and place: what a reader sees of it, and what proves it. `href` is "" without a page."""

    anchor: str
    href: str
    date: str
    issuer: str
    title: str
    document: str
    start: int
    end: int
    sha256: str
    similarity: str


def kind_of_family(family: RunFamily) -> str:
    """Burst, formulaic or other."""
    return BURST if family.burst else FORMULAIC if family.formulaic else OTHER


def many(count: int, one: str, several: str = "") -> str:
    """A number with its noun, whose plural may be given: "1 family", "1,204 families"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def share(part: int, whole: int) -> str:
    """A share in whole per cent; what is there is never 0%, and what is not whole never 100%."""
    if part in (0, whole):
        return f"{100 * part // max(whole, 1)}%"
    return f"{min(max(round(100 * part / whole), 1), 99)}%"


def place_of(passage: RunPassage, document: RunDocument, href: str = "") -> PlaceView:
    """The place of a passage; `href` leads to the page of its document."""
    anchor = anchor_of(passage, document)
    return PlaceView(
        anchor,
        f"{href}#{anchor}" if href else "",
        date_of(document),
        issuer_of(document),
        title_of(document),
        plain(document.id),
        passage.span.start,
        passage.span.end,
        document.text_sha256,
        f"{passage.similarity:.0%}",
    )


def whole_place(document: RunDocument, href: str = "") -> PlaceView:
    """A document as the place of all that it says; `href` leads to its page."""
    sha256 = document.text_sha256
    named = date_of(document), issuer_of(document), title_of(document), plain(document.id)
    return PlaceView("", href, *named, 0, 0, sha256, "")


def anchor_of(passage: RunPassage, document: RunDocument) -> str:
    """The address of a passage: its text's digest and its span, which nothing else in the run can change."""
    return f"{digest_of(document)}-{passage.span.start}-{passage.span.end}"


def digest_of(document: RunDocument) -> str:
    """The beginning of the digest of a document's text."""
    return document.text_sha256[:DIGEST_SHOWN]


def date_of(document: RunDocument) -> str:
    """A document's date for reading."""
    return plain(plain_date(document.date)) if document.date else NO_DATE


def dates_said(dates: Sequence[str]) -> str:
    """From when to when documents in order are: their dates as read, the undated last and told apart."""
    dated = [date for date in dates if date != NO_DATE]
    if not dated:
        return NO_DATE
    said = dated[0] if dated[0] == dated[-1] else f"{dated[0]} to {dated[-1]}"
    return said if len(dated) == len(dates) else f"{said} and {NO_DATE}"


def issuer_of(document: RunDocument) -> str:
    """Who issued a document, as said."""
    return plain(document.issuer) or NO_ISSUER


def title_of(document: RunDocument) -> str:
    """A document's title as said, else its id."""
    return plain(" ".join(document.title.split()) or document.id)
