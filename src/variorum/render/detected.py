"""The series that were found in a pile: for a terminal, with reasons that a person understands, and as JSON."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from variorum.model.detected import Rhythm
from variorum.render.listing import shortened
from variorum.render.locators import source_said
from variorum.render.printable import json_document
from variorum.render.typeset import display_width, pad, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.detected import Cadence, Detection, Filed, Listed, Proposal

DETECTED_SCHEMA = "variorum.detected/1"
# So many members of a proposal are named, first and last, where not all are asked for.
FIRST, LAST = 3, 1
_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25


def detected_lines(
    detection: Detection, documents: Sequence[Listed], *, width: int, full: bool = False
) -> Iterator[str]:
    """Each proposal with its reasons and members, the largest first; then how many documents are in none."""
    for proposal in detection.proposals:
        yield from _proposal_lines(proposal, documents, width=width, full=full)
    if full and detection.unsorted:
        yield "in no series\n"
        for place in detection.unsorted:
            yield _member_line(documents[place], width, "")
        yield "\n"
    yield f"{sum_sentence(detection)}\n"


def filed_lines(filed: Sequence[Filed]) -> Iterator[str]:
    """How many documents went into which series, in the order of the proposals."""
    counts: dict[str, int] = {}
    for each in filed:
        counts[each.series] = counts.get(each.series, 0) + 1
    for series, count in counts.items():
        yield f"stored {count:,} in {series}\n"


def detected_document(
    detection: Detection,
    documents: Sequence[Listed],
    *,
    unread: Sequence[tuple[str, str, str]] = (),
    there: int = 0,
    filed: Sequence[Filed] = (),
) -> str:
    """The same for programs; `unread` are name, locator and message of what could not be read."""
    return json_document(
        DETECTED_SCHEMA,
        documents=detection.documents,
        proposals=[_proposal_fields(proposal, documents) for proposal in detection.proposals],
        unsorted=[_listed_fields(documents[place]) for place in detection.unsorted],
        unread=[{"name": name, "locator": locator, "message": message} for name, locator, message in unread],
        there=there,
        stored=[
            {
                **_listed_fields(each.document),
                "series": each.series,
                "reference": each.reference,
                "before": each.before,
                "outcome": each.outcome,
            }
            for each in filed
        ],
    )


def reasons(proposal: Proposal, documents: Sequence[Listed]) -> list[str]:
    """Why these documents are one series, a sentence each, the strongest last."""
    many = len(proposal.members)
    found = [_joining(proposal)] if proposal.existing else []
    if proposal.issuer:
        found.append(f"issued by {proposal.issuer}")
    if proposal.titled > 1 and proposal.title:
        found.append(f"titled “{proposal.title}”{'' if proposal.titled == many else f' ({proposal.titled:,} of them)'}")
    if proposal.wording is not None:
        found.append(f"a text repeats {proposal.wording:.0%} of the wording of the one before it (median)")
    if proposal.by_title:
        count = len(proposal.by_title)
        what = "all are" if count == many else "1 is" if count == 1 else f"{count:,} are"
        found.append(f"{what} here by title and dates alone: the wording is {'its' if count == 1 else 'their'} own")
    dates = sorted(documents[place].date for place in proposal.members if documents[place].date)
    if len(dates) < many:
        found.append(f"{many - len(dates):,} without a date")
    if proposal.beside:
        found.append(f"dated as {proposal.beside} is, in another language: perhaps its translation")
    return found


def extent(proposal: Proposal, documents: Sequence[Listed]) -> str:
    """How many texts, from when to when, in which rhythm."""
    dates = sorted(documents[place].date for place in proposal.members if documents[place].date)
    new = len(proposal.members) - len(proposal.known)
    more = " more" if proposal.existing else ""
    when = f", {dates[0]} to {dates[-1]}" if dates else ""
    return f"{new:,}{more} {'text' if new == 1 else 'texts'}{when}, {rhythm_words(proposal.cadence)}"


def _joining(proposal: Proposal) -> str:
    known = len(proposal.known)
    return f"{known:,} of them {'is' if known == 1 else 'are'} in the archive's series {proposal.name} already"


def rhythm_words(cadence: Cadence) -> str:
    """How the dates follow one another: "about every 6 months"."""
    if cadence.days is None:
        return "of one date, or of none"
    if cadence.rhythm is Rhythm.YEARLY:
        years = round(cadence.days / _YEAR)
        return f"every {'year' if years == 1 else f'{years} years'}, at the same time of the year"
    if cadence.rhythm is Rhythm.REGULAR:
        return f"about every {_span(cadence.days, one='')}"
    return f"in no rhythm, {_span(cadence.days)} apart (median)"


def _span(days: int, *, one: str = "a ") -> str:
    for unit, name, most in ((1, "day", 13), (_WEEK, "week", 60), (_MONTH, "month", 700), (_YEAR, "year", None)):
        if most is None or days <= most:
            count = round(days / unit)
            return f"{one}{name}" if count == 1 else f"{count} {name}s"
    raise AssertionError


def _proposal_lines(proposal: Proposal, documents: Sequence[Listed], *, width: int, full: bool) -> Iterator[str]:
    yield f"{proposal.name}\n"
    for said in (extent(proposal, documents), *reasons(proposal, documents)):
        yield from (f"{line}\n" for line in wrap(visible(said), width, initial_indent="  ", subsequent_indent="    "))
    members = [place for place in proposal.members if place not in proposal.known]
    hidden = 0 if full or len(members) <= FIRST + LAST + 1 else len(members) - FIRST - LAST
    by_title = set(proposal.by_title)
    for place in members[:FIRST] if hidden else members:
        yield _member_line(documents[place], width, " (by title)" if place in by_title and not hidden else "")
    if hidden:
        yield f"    … {hidden:,} more (--full)\n"
        for place in members[-LAST:]:
            yield _member_line(documents[place], width, "")
    yield "\n"


def _member_line(document: Listed, width: int, mark: str) -> str:
    name = visible(source_said(document.name, document.locator)) if document.locator else visible(document.name)
    head = f"    {pad(document.date or 'undated', 10)}  {name}{mark}"
    room = width - display_width(head) - 2
    title = f"  {shortened(visible(document.title), room)}" if document.title and room >= 12 else ""
    return f"{head}{title}\n"


def sum_sentence(detection: Detection) -> str:
    """How many documents there are, how many series were found, and how many documents are in none."""
    count, left = detection.documents, len(detection.unsorted)
    new = left + sum(len(proposal.members) - len(proposal.known) for proposal in detection.proposals)
    if count < 2:
        return f"{count} document{'' if count else 's'}: a series has two at least"
    if not new:
        return f"{count:,} documents, all of them in series already"
    found = f"{len(detection.proposals):,} series proposed" if detection.proposals else "no series found"
    return f"{count:,} documents: {found}, {left:,} document{'' if left == 1 else 's'} in none"


def _proposal_fields(proposal: Proposal, documents: Sequence[Listed]) -> dict[str, object]:
    known, by_title = set(proposal.known), set(proposal.by_title)
    dates = sorted(documents[place].date for place in proposal.members if documents[place].date)
    return {
        "name": proposal.name,
        "existing": proposal.existing,
        "texts": len(proposal.members),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "rhythm": proposal.cadence.rhythm.value,
        "days": proposal.cadence.days,
        "language": proposal.language,
        "issuer": proposal.issuer,
        "title": proposal.title or None,
        "titled": proposal.titled,
        "wording": None if proposal.wording is None else round(proposal.wording, 4),
        "beside": proposal.beside,
        "reasons": reasons(proposal, documents),
        "members": [
            {**_listed_fields(documents[place]), "known": place in known, "by_title": place in by_title}
            for place in proposal.members
        ],
    }


def _listed_fields(document: Listed) -> dict[str, object]:
    return {
        "name": document.name,
        "locator": document.locator,
        "date": document.date or None,
        "title": document.title or None,
    }
