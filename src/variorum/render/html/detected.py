"""The series that were found in a pile of documents as a page: each with its reasons, its dates and its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from variorum.render.detected import extent, reasons, sum_sentence
from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.words import direction, language_tag, plain_date
from variorum.render.locators import source_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from variorum.model.detected import Detection, Filed, Listed, Proposal

STYLES = ("base.css", "series-life.css", "asked.css", "detected.css")
# The dates of all proposals stand on one axis of so many units; each is a mark as wide as this.
WIDTH, MARK = 1000, 3
# The members of a larger proposal are folded.
MOST_OPEN = 6


@dataclass(frozen=True, slots=True)
class MemberView:
    """A document; `mark` says what else is to be known of it."""

    date: str
    title: Markup
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A series that is proposed."""

    name: str
    extent: str
    reasons: tuple[str, ...]
    dates: str
    language: str
    direction: str
    members: tuple[MemberView, ...]


def detected_page(
    detection: Detection,
    documents: Sequence[Listed],
    *,
    source: str,
    unread: Sequence[tuple[str, str, str]] = (),
    there: int = 0,
    filed: Sequence[Filed] = (),
) -> str:
    """One complete HTML document without script; nothing in it is fetched. Equal arguments give equal pages.

    `source` is what was looked through, "" for the archive; `unread` are name, locator and message of what could not be
    read, `there` counts what the archive has already, and `filed` is what was stored.
    """
    style = assets.joined(*STYLES)
    ends = _ends(documents[place].date for proposal in detection.proposals for place in proposal.members)
    stored: dict[str, int] = {}
    for each in filed:
        stored[each.series] = stored.get(each.series, 0) + 1
    where = plain(source) if source else "the archive"
    return assets.template("detected.html").render(
        policy=assets.security_policy(style=style),
        style=style,
        document_title=f"Series found in {where}",
        where=where,
        sentence=f"{sum_sentence(detection)}.",
        there=there,
        ends=[plain_date(end) for end in ends] if ends else None,
        width=WIDTH,
        proposals=[_proposal(each, documents, ends) for each in detection.proposals],
        unsorted=[_member(documents[place], "") for place in detection.unsorted],
        unread=[(source_said(name, locator), plain(message)) for name, locator, message in unread],
        stored=list(stored.items()),
        most_open=MOST_OPEN,
    )


def _proposal(proposal: Proposal, documents: Sequence[Listed], ends: tuple[str, str] | None) -> ProposalView:
    known, by_title = set(proposal.known), set(proposal.by_title)
    language = proposal.language or ""
    return ProposalView(
        plain(proposal.name),
        plain(extent(proposal, documents)),
        tuple(map(plain, reasons(proposal, documents))),
        _marks((documents[place].date for place in proposal.members), ends),
        language_tag(language),
        direction(language_tag(language)),
        tuple(
            _member(
                documents[place],
                "in the series already" if place in known else "by title and dates alone" if place in by_title else "",
            )
            for place in proposal.members
        ),
    )


def _member(document: Listed, mark: str) -> MemberView:
    said = source_said(document.name, document.locator) if document.locator else plain(document.name)
    when = plain(plain_date(document.date)) if document.date else "undated"
    return MemberView(when, shown(document.title), said, mark)


def _ends(dates: Iterable[str]) -> tuple[str, str] | None:
    """The first and the last date, if they are two."""
    known = sorted(found for found in dates if _day(found) is not None)
    return (known[0], known[-1]) if known and known[0] != known[-1] else None


def _marks(dates: Iterable[str], ends: tuple[str, str] | None) -> str:
    """A mark for each date on the axis between the ends, as one path."""
    if ends is None:
        return ""
    start, end = (_day(one) or 0 for one in ends)
    days = sorted({day for found in dates if (day := _day(found)) is not None})
    at = dict.fromkeys((day - start) * (WIDTH - MARK) // max(end - start, 1) for day in days)
    return "".join(f"M{x} 0h{MARK}v10h-{MARK}z" for x in at)


def _day(said: str) -> int | None:
    """A date as the number of a day, of a month or a year its first; None for none."""
    parts = [int(part) for part in said.split("-") if part.isdigit()]
    try:
        year, month, day, *_ = (*parts, 1, 1, 1)
        return date(year, month, day).toordinal() if parts else None
    except ValueError:
        return None
