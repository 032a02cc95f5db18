"""Real series, traced as `series show` traces them, and the links that their lineages make."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from evaluation.datasets import SERIES, data_folder
from variorum.analysis.series.lineage import trace
from variorum.ingest.readers import read_bytes
from variorum.model.alignment import SegmentedWitness
from variorum.model.lineage import LineEventKind, SeriesIssue
from variorum.model.provenance import Issue
from variorum.model.units import BODY_KINDS
from variorum.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from variorum.model.lineage import Lineage, LineEvent

LIGHT_SCORE = 0.75
LOOSE_SCORE = 0.5


class Stratum(StrEnum):
    """How a line came to its place; `KEPT` is word for word, and needs no judge."""

    KEPT = "kept"
    LIGHT = "light"
    MEDIUM = "medium"
    LOOSE = "loose"
    RETURNED = "returned"
    PARTED = "split or merged"


@dataclass(frozen=True, slots=True)
class Link:
    """Two places of a series that its lineage joins: (issue, segment) of the earlier and of the later one."""

    earlier: tuple[int, int]
    later: tuple[int, int]
    stratum: Stratum


def members() -> dict[str, list[tuple[str, Path]]]:
    """The date and file of each issue of each series, by date."""
    found: dict[str, list[tuple[str, Path]]] = {}
    for folder in SERIES:
        root = data_folder() / "series" / folder
        with (root / "metadata.csv").open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if (root / row["file"]).is_file():
                    found.setdefault(row["series"], []).append((row["date"], root / row["file"]))
    return {name: sorted(files) for name, files in found.items()}


@cache
def lineage_of(name: str) -> Lineage:
    """The lineage of a series by its name in the metadata."""
    return traced(name, members()[name])


def traced(name: str, files: list[tuple[str, Path]]) -> Lineage:
    """The lineage of dated files."""
    issues = [_issue(name, date, ordinal, path) for ordinal, (date, path) in enumerate(files, 1)]
    return trace(issues, name, issues[0].witness.language)


@cache
def _issue(name: str, date: str, ordinal: int, path: Path) -> SeriesIssue:
    witness = read_bytes(path.read_bytes(), path.name)
    found = segment(witness.text.content, blocks=witness.text.blocks)
    divided = SegmentedWitness(witness, found.segments, found.line_breaks, found.language)
    return SeriesIssue(f"{name}@{date}", Issue(name, date, ordinal), None, divided)


def links(lineage: Lineage) -> Iterator[Link]:
    """All links between lines of the body, each once, by the later place."""
    at = places(lineage)
    found: dict[tuple[tuple[int, int], tuple[int, int]], Link] = {}
    for line in lineage.lines:
        if line.kind in BODY_KINDS:
            for event in line.events:
                for link in _of(event, at):
                    found.setdefault((link.earlier, link.later), link)
    yield from sorted(found.values(), key=lambda link: (link.later, link.earlier))


def places(lineage: Lineage) -> Mapping[tuple[int, int], int]:
    """The segment of each line in each issue where it stands, by line and issue."""
    return {
        (line.number, event.issue): event.segment
        for line in lineage.lines
        for event in line.events
        if event.segment is not None
    }


def _of(event: LineEvent, at: Mapping[tuple[int, int], int]) -> Iterator[Link]:
    """What an event joins: a line with itself, a new line with those it was split from, a gone one with its heir."""
    if event.segment is None:
        if event.kind is LineEventKind.MERGED and event.before is not None and event.before_segment is not None:
            for line in event.lines:
                yield Link((event.before, event.before_segment), (event.issue, at[line, event.issue]), Stratum.PARTED)
    elif event.before is not None and event.before_segment is not None:
        yield Link((event.before, event.before_segment), (event.issue, event.segment), stratum_of(event))
    elif event.kind is LineEventKind.SPLIT:
        for line in event.lines:
            earlier = max((issue for number, issue in at if number == line and issue < event.issue), default=None)
            if earlier is not None:
                yield Link((earlier, at[line, earlier]), (event.issue, event.segment), Stratum.PARTED)


def stratum_of(event: LineEvent) -> Stratum:
    """The stratum of a line's event where it stands and stood before."""
    score = event.score or 0.0
    if event.kind in (LineEventKind.SPLIT, LineEventKind.MERGED):
        return Stratum.PARTED
    if score == 1.0:
        return Stratum.KEPT
    if event.kind is LineEventKind.RETURNED:
        return Stratum.RETURNED
    if score >= LIGHT_SCORE:
        return Stratum.LIGHT
    return Stratum.LOOSE if score < LOOSE_SCORE else Stratum.MEDIUM
