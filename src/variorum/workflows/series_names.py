"""Which issues of a series, and which of its lines, are meant by what somebody said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.errors import IssueUnknown, LineUnknown, ReferenceAmbiguous
from variorum.model.references import Position, parse_reference

if TYPE_CHECKING:
    from variorum.model.lineage import Line, Lineage

_DATE = re.compile(r"(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:#(?P<ordinal>\d+))?")
_NUMBER = re.compile(r"L?(?P<number>\d{1,9})")
# A digest has digits; a word may be of these letters alone.
_ANCHOR = re.compile(r"(?=[a-f]*[0-9])[0-9a-f]{8,12}|[0-9a-f]{12}-\d+(?:-\d*)?")
MOST_NEAR = 5


def issue_named(lineage: Lineage, said: str) -> int:
    """The place of an issue, from 0. Raises IssueUnknown or ReferenceAmbiguous."""
    issues = lineage.issues
    if said in Position.__members__.values():
        return {"latest": len(issues) - 1, "previous": max(len(issues) - 2, 0), "first": 0}[said]
    fits = [k for k in range(len(issues)) if _fits(lineage, k, said)]
    if not fits:
        written = bool(_DATE.fullmatch(said)) or parse_reference(said) is not None
        near = sorted(range(len(issues)), key=lambda k: (abs(_number(issues[k].date) - _number(said)), k))[:3]
        dates = tuple(issues[k].date for k in sorted(near)) if written else ()
        raise IssueUnknown(said, lineage.series, dates, written=written)
    if len(fits) > 1:
        raise ReferenceAmbiguous(said, tuple(issues[k].reference for k in fits), what="issues")
    return fits[0]


def issues_within(
    lineage: Lineage, *, since: str | None = None, until: str | None = None, on: str | None = None
) -> frozenset[int]:
    """The places of the issues within these dates, all where none is given. Raises what `issue_named` does for `on`."""
    if on is not None and on in Position.__members__.values():
        return frozenset({issue_named(lineage, on)})
    places = frozenset(
        k
        for k, issue in enumerate(lineage.issues)
        if (since is None or issue.date[: len(since)] >= since)
        and (until is None or issue.date[: len(until)] <= until)
        and (on is None or _fits(lineage, k, on))
    )
    if on is not None and not places:
        issue_named(lineage, on)
    return places


def _fits(lineage: Lineage, k: int, said: str) -> bool:
    issue = lineage.issues[k]
    if match := _DATE.fullmatch(said):
        right = match["ordinal"] is None or int(match["ordinal"]) == issue.issue.ordinal
        return right and issue.date.startswith(match["date"])
    reference = parse_reference(said)
    if reference is None:
        return said == issue.reference
    if reference.digest:
        return issue.witness.witness.text.sha256.startswith(reference.digest)
    if reference.position:
        return k == issue_named(lineage, reference.position.value)
    return (
        reference.series == lineage.series
        and issue.date.startswith(reference.date or "")
        and reference.ordinal in (None, issue.issue.ordinal)
    )


def _number(date: str) -> int:
    """A date as a number to measure nearness by."""
    digits = re.sub(r"\D", "", date)[:8]
    return int(digits.ljust(8, "0")) if digits else 0


def line_named(lineage: Lineage, said: str) -> Line:
    """The line of this number (302 or L302) or anchor, or how an anchor begins.

    Raises LineUnknown or ReferenceAmbiguous.
    """
    lines = lineage.lines
    if match := _NUMBER.fullmatch(said):
        if int(match["number"]) >= len(lines):
            raise LineUnknown(said, lineage.series, len(lines))
        return lines[int(match["number"])]
    fits = [line for line in lines if any(lineage.anchor(place).startswith(said) for place in line.places)]
    exact = [line for line in fits if any(lineage.anchor(place) == said for place in line.places)]
    if not fits:
        raise LineUnknown(said, lineage.series, len(lines))
    if len(fits) > 1 and not exact:
        told = tuple(" ".join(lineage.words(line.last).split())[:60] for line in fits)
        raise ReferenceAmbiguous(said, tuple(f"L{line.number}" for line in fits), told=told, what="lines")
    return (exact or fits)[0]


def names_line(lineage: Lineage, said: str) -> bool:
    """Whether this names a line by number or anchor, and is no words to look for."""
    match = _NUMBER.fullmatch(said)
    if match:
        return said.startswith("L") or int(match["number"]) < len(lineage.lines)
    return bool(_ANCHOR.fullmatch(said))


def lines_near(lineage: Lineage, words: str) -> tuple[tuple[str, str], ...]:
    """The likest lines to some words, by name and words."""
    from variorum.align.likeness import Likeness

    like = Likeness(words)
    said = [" ".join(lineage.words(line.last).split()) for line in lineage.lines]
    ranked = sorted(range(len(said)), key=lambda k: (-like.contained(said[k]), -like.at_most(said[k]), k))
    shown = [k for k in ranked[:MOST_NEAR] if like.contained(said[k]) > 0]
    return tuple((f"L{k}", said[k] if len(said[k]) <= 70 else f"{said[k][:69]}…") for k in shown)
