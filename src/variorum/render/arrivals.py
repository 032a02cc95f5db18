"""What became of statements that were added, as lines of a terminal and as events for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.listing import shortened
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.claims import Claim
    from variorum.model.provenance import KeptWitness
    from variorum.model.witnesses import TextWarning

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
    chosen: tuple[Claim, ...]
    warnings: tuple[TextWarning, ...]
    before: KeptWitness | None
    changes: tuple[str, ...] = ()


def arrival_lines(arrived: Arrived, *, width: int, detail: bool) -> str:
    """What became of one statement: its outcome and reference, then its title, why its facts are believed, changes."""
    head = f"{arrived.outcome:<12} {arrived.witness.reference}"
    lines = [head]
    if detail:
        lines += [_INDENT + shortened(words, width - len(_INDENT)) for words in _details(arrived)]
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
    event = {
        "schema": SCHEMA,
        "event": arrived.outcome,
        "dry_run": dry_run,
        "name": arrived.name,
        "locator": arrived.locator,
        "reference": witness.reference,
        "text_sha256": witness.text_sha256,
        "original_sha256": witness.original_sha256,
        "found": {claim.field: {"value": claim.value, "reason": claim.reason} for claim in arrived.chosen},
        "warnings": [{"kind": w.kind, "message": w.message, "incomplete": w.incomplete} for w in arrived.warnings],
        "before": arrived.before.reference if arrived.before else None,
        "changes": list(arrived.changes),
    }
    return json.dumps(event, ensure_ascii=False) + "\n"


def refusal_event(name: str, locator: str, message: str) -> str:
    """One line of JSON."""
    event = {"schema": SCHEMA, "event": "refused", "name": name, "locator": locator, "message": message}
    return json.dumps(event, ensure_ascii=False) + "\n"


def _details(arrived: Arrived) -> Sequence[str]:
    facts = {claim.field.value: claim for claim in arrived.chosen}
    lines = []
    if (title := facts.get("title")) is not None:
        lines.append(visible(f"“{title.value}” ({title.reason})"))
    others = [facts[name] for name in ("stated", "published", "issuer", "language") if name in facts]
    lines += [visible(f"{claim.field} {claim.value} ({claim.reason})") for claim in others]
    return lines


def _relation(outcome: str) -> str:
    return {
        "revision": "other text than",
        "replaced": "this address held",
        "second": "beside",
        "translation": "another language of",
        "recaptured": "same text as",
    }[outcome]
