"""What became of statements that were added, as lines of a terminal and as events for programs."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from variorum.model.claims import Field
from variorum.render.listing import MIN_VALUE, shortened
from variorum.render.locators import place_said
from variorum.render.printable import json_line
from variorum.render.statements import finding_fields, limit_fields, warning_fields
from variorum.render.typeset import display_width, pad, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model.claims import Claim
    from variorum.model.provenance import KeptWitness
    from variorum.model.witnesses import Limit, TextWarning

SCHEMA = "variorum.add/1"
_INDENT = " " * 13
# In the order of the last line's counts.
OUTCOMES = ("added", "language", "second", "revision", "returned", "replaced", "recaptured", "unchanged", "refused")
_MEANS = {
    "added": ("added", "added"),
    "language": ("of a day in another language", "of a day in another language"),
    "second": ("more of one day", "more of one day"),
    "revision": ("revision", "revisions"),
    "returned": ("back to an earlier text", "back to earlier texts"),
    "replaced": ("of a new date at a known address", "of a new date at a known address"),
    "recaptured": ("captured again with the same text", "captured again with the same text"),
    "unchanged": ("there already", "there already"),
    "refused": ("not read", "not read"),
}
# So many series are counted one by one at the end.
MOST_SERIES = 40


@dataclass(frozen=True, slots=True)
class Arrived:
    """One statement as it is told of; `changes` are sentences on the words that changed since `before`."""

    outcome: str
    name: str
    locator: str
    witness: KeptWitness
    findings: tuple[tuple[Claim, bool], ...]
    warnings: tuple[TextWarning, ...]
    before: KeptWitness | None
    changes: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    alike: KeptWitness | None = None
    unused: tuple[Claim, ...] = ()


def arrival_lines(arrived: Arrived, *, width: int, detail: bool) -> str:
    """What became of one statement: its outcome and reference, then its title, why its facts are believed, changes."""
    head = f"{arrived.outcome:<12} {arrived.witness.reference}"
    lines = [head]
    if detail:
        lines += [_INDENT + words for words in _details(arrived, width - len(_INDENT))]
    if arrived.before is not None and arrived.outcome in (
        "revision",
        "replaced",
        "second",
        "language",
        "returned",
        "recaptured",
    ):
        lines.append(f"{_INDENT}{_relation(arrived.outcome)} {arrived.before.reference}")
    if arrived.alike is not None:
        lines.append(f"{_INDENT}the very text of {arrived.alike.reference}")
    lines += [f"{_INDENT}not used: {claim.field} {claim.value} ({claim.reason})" for claim in arrived.unused]
    if way_out := _amendment(arrived):
        lines.append(f"{_INDENT}it is kept as it was; set it right with: {way_out}")
    lines += [_INDENT + shortened(visible(change), width - len(_INDENT)) for change in arrived.changes]
    lines += [f"{_INDENT}warning: {visible(warning.message)}" for warning in arrived.warnings]
    lines += [f"{_INDENT}limit: {hit.what}: {hit.limit}, seen {hit.seen}; {hit.effect}" for hit in arrived.limits]
    return "\n".join(visible(line) for line in lines) + "\n"


def _amendment(arrived: Arrived) -> str:
    """The command that sets right what a person said of a statement that was there already, or nothing."""
    options = {Field.TITLE: "title", Field.STATED: "date", Field.ISSUER: "issuer"}
    options |= {Field.LANGUAGE: "language", Field.SERIES: "series"}
    said = [f"--{options[claim.field]} {quote(claim.value)}" for claim in arrived.unused if claim.field in options]
    return " ".join(("variorum amend", arrived.witness.reference, *said)) if said else ""


def refusal_line(message: str, locator: str) -> str:
    """What could not be read, and where in its source; the place is named once."""
    words = " ".join(message.split())
    place = place_said(locator)
    if locator and f"!{locator}:" in words:
        words, place = words.replace(f"!{locator}:", f", {place}:", 1), ""
    return visible(f"{'refused':<12} {words}{f' ({place})' if place else ''}\n")


def unsaid_line(counts: Mapping[str, int]) -> str:
    """How many statements were not told of one by one, and how to see them."""
    return f"… {_outcomes(counts, more=True)}, not shown. All of them: --full\n"


def series_counts_lines(counts: Mapping[str, Mapping[str, int]]) -> str:
    """A line a series: what became of its statements."""
    longest = max(map(display_width, counts))
    lines = [f"{pad(visible(slug), longest)}  {_outcomes(counts[slug])}\n" for slug in sorted(counts)[:MOST_SERIES]]
    if len(counts) > MOST_SERIES:
        lines.append(f"… {len(counts) - MOST_SERIES:,} more series\n")
    return "".join(lines)


def counts_line(counts: Mapping[str, int], *, dry_run: bool) -> str:
    """The last line: how many of each outcome."""
    words = f"{_outcomes(counts)}." if any(counts.values()) else "Nothing to add."
    return f"{words}{' Nothing was written: this was a dry run.' if dry_run else ''}\n"


def _outcomes(counts: Mapping[str, int], *, more: bool = False) -> str:
    """Counts in words: "2 added, 1 revision"; with `more`, "2 more added, 1 revision"."""
    told = [(counts[outcome], _MEANS[outcome]) for outcome in OUTCOMES if counts.get(outcome)]
    parts = [f"{count:,} {one if count == 1 else several}" for count, (one, several) in told]
    if more:
        parts[0] = parts[0].replace(" ", " more ", 1)
    return ", ".join(parts)


def arrival_event(arrived: Arrived, *, dry_run: bool) -> str:
    """One line of JSON."""
    witness = arrived.witness
    return json_line(
        SCHEMA,
        event=arrived.outcome,
        dry_run=dry_run,
        name=arrived.name,
        locator=arrived.locator,
        reference=witness.reference,
        text_sha256=witness.text_sha256,
        original_sha256=witness.original_sha256,
        findings=finding_fields(arrived.findings),
        warnings=warning_fields(arrived.warnings),
        limits=limit_fields(arrived.limits),
        before=arrived.before.reference if arrived.before else None,
        alike=arrived.alike.reference if arrived.alike else None,
        unused=[{"field": claim.field, "value": claim.value, "reason": claim.reason} for claim in arrived.unused],
        changes=list(arrived.changes),
    )


def refusal_event(name: str, locator: str, message: str, *, dry_run: bool) -> str:
    """One line of JSON."""
    return json_line(SCHEMA, event="refused", dry_run=dry_run, name=name, locator=locator, message=message)


def counts_event(counts: Mapping[str, int], *, dry_run: bool) -> str:
    """The last line of JSON: where it is missing, the command did not come to its end."""
    return json_line(SCHEMA, event="done", dry_run=dry_run, counts={name: counts.get(name, 0) for name in OUTCOMES})


def _details(arrived: Arrived, width: int) -> Sequence[str]:
    facts = {claim.field.value: claim for claim, chosen in arrived.findings if chosen}
    named = ("title", "stated", "published", "issuer", "language")
    return [_detail(facts[name], width) for name in named if name in facts]


def _detail(claim: Claim, width: int) -> str:
    """The value and why it is believed; the value is what is cut where both do not fit."""
    value, reason = visible(claim.value), f" ({visible(claim.reason)})"
    head, quote = ("", ("“", "”")) if claim.field == "title" else (f"{claim.field} ", ("", ""))
    room = max(width - len(head) - len("".join(quote)) - display_width(reason), MIN_VALUE)
    return shortened(f"{head}{quote[0]}{shortened(value, room)}{quote[1]}{reason}", width)


def _relation(outcome: str) -> str:
    return {
        "revision": "other text than",
        "replaced": "this address held",
        "second": "beside",
        "language": "same series and day, in another language than",
        "returned": "the earlier text again, after",
    }[outcome]
