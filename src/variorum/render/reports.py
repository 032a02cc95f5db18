"""What keeping an archive in order found, took and made, as lines of a terminal and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from variorum.render.listing import shortened
from variorum.render.printable import json_document
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

REMOVE_SCHEMA = "variorum.remove/1"
# So many references, and so many quotations, are named one by one.
NAMED = 20


@dataclass(frozen=True, slots=True)
class Removal:
    """What was done, or would be, to what is in an archive or its trash; `action` is in the schema's own words.

    `quotations` are values whose fields are the members that the schema names; `removals` are names in the trash, and
    `moved` references before and after.
    """

    action: str
    done: bool
    references: tuple[str, ...] = ()
    captures: tuple[int, ...] = ()
    originals: tuple[str, ...] = ()
    quotations: tuple[object, ...] = ()
    judgements: tuple[int, ...] = ()
    removals: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


def removal_document(removal: Removal) -> str:
    """What was removed, put back or erased, or would be, for programs."""
    moved = [{"before": before, "after": after} for before, after in removal.moved]
    members = {field.name: getattr(removal, field.name) for field in fields(removal)}
    return report_document(REMOVE_SCHEMA, **{**members, "moved": moved})


def going_lines(references: Sequence[str], said: Sequence[tuple[str, str, str]], *, width: int) -> str:
    """What is about to go: the texts by reference, then what people `said` of them: what it is, of which, the words."""
    named = [f"  {reference}" for reference in references[:NAMED]]
    quoted = [
        shortened(
            f"  {what}: {visible(reference)}" + (f": “{visible(' '.join(words.split()))}”" if words else ""), width
        )
        for what, reference, words in said[:NAMED]
    ]
    for lines, all_of_them, what in ((named, references, "texts"), (quoted, said, "kept words and judgements")):
        if len(all_of_them) > NAMED:
            lines.append(f"  … {len(all_of_them) - NAMED:,} more {what}")
    return "".join(f"{line}\n" for line in (*named, *quoted))


def finding_lines(kind: str, findings: Iterable[tuple[str, str]]) -> str:
    """A line each: what it is, its subject, the detail."""
    return "".join(f"{kind}: {visible(subject)}: {visible(detail)}\n" for subject, detail in findings)


def counted(counts: Mapping[str, int]) -> str:
    """Numbers with their nouns, which are given in the singular and in this order: "3 statements, 1 original"."""
    return ", ".join(f"{count:,} {name if count == 1 else f'{name}s'}" for name, count in counts.items())


def report_document(schema: str, **members: object) -> str:
    """A report for programs; dataclasses become objects, tuples lists."""
    return json_document(schema, **{name: _plain(value) for name, value in members.items()})


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
