"""What keeping an archive in order found, as lines of a terminal and as JSON."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING

from variorum.render.printable import json_document
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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
