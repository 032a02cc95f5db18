"""What became of statements that were added, as lines of a terminal and as events for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.listing import MIN_VALUE, shortened
from variorum.render.printable import json_line
from variorum.render.statements import finding_fields, limit_fields, warning_fields
from variorum.render.typeset import display_width, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.claims import Claim
    from variorum.model.provenance import KeptWitness
    from variorum.model.witnesses import Limit, TextWarning

SCHEMA = "variorum.add/1"
_INDENT = " " * 13
# In the order of the last line's counts.
OUTCOMES = ("added", "translation", "second", "revision", "replaced", "recaptured", "unchanged", "refused")
_MEANS = {
    "added": "added",
    "translation": "in another language",
    "second": "second of a day",
    "revision": "with other text than before",
    "replaced": "of a new date at a known address",
    "recaptured": "captured again with the same text",
    "unchanged": "there already",
    "refused": "not read",
}


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
        "translation",
        "recaptured",
    ):
        lines.append(f"{_INDENT}{_relation(arrived.outcome)} {arrived.before.reference}")
    lines += [_INDENT + shortened(visible(change), width - len(_INDENT)) for change in arrived.changes]
    lines += [f"{_INDENT}warning: {visible(warning.message)}" for warning in arrived.warnings]
    lines += [f"{_INDENT}limit: {hit.what}: {hit.limit}, seen {hit.seen}; {hit.effect}" for hit in arrived.limits]
    return "\n".join(visible(line) for line in lines) + "\n"


def refusal_line(message: str, locator: str) -> str:
    """What could not be read, and where in its source."""
    place = f" ({locator})" if locator else ""
    return visible(f"{'refused':<12} {' '.join(message.split())}{place}\n")


def counts_line(counts: dict[str, int], *, dry_run: bool) -> str:
    """The last line: how many of each outcome."""
    parts = [f"{counts[outcome]} {_MEANS[outcome]}" for outcome in OUTCOMES if counts.get(outcome)]
    words = f"{', '.join(parts)}." if parts else "Nothing to add."
    return f"{words}{' Nothing was written: this was a dry run.' if dry_run else ''}\n"


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
        changes=list(arrived.changes),
    )


def refusal_event(name: str, locator: str, message: str, *, dry_run: bool) -> str:
    """One line of JSON."""
    return json_line(SCHEMA, event="refused", dry_run=dry_run, name=name, locator=locator, message=message)


def counts_event(counts: dict[str, int], *, dry_run: bool) -> str:
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
        "translation": "another language of",
        "recaptured": "same text as",
    }[outcome]
