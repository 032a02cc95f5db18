"""Each issue of a series in figures: a table for a terminal, and a sentence an issue."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from variorum.render.lineage_words import counted, issue_name
from variorum.render.sentences import limit_words
from variorum.render.sheet import hanging, prose
from variorum.render.typeset import Style, paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.lineage import Lineage
    from variorum.model.news import IssueMeasures
    from variorum.render.lineage_sheet import LineageSheet

HEADS = ("words", "lines", "=", "≈", "⋏⋎", "+", "↺", "−", "changed", "alike", "a year", "figures")
KEY = (
    "= kept, ≈ reworded, ⋏⋎ split or merged, + first-ever, ↺ returned, − dropped; changed: share of its words that are"
    " not where they were in the issue before; alike: share of the words of both that stayed, against the issue before"
    " and against that of a year before; figures: changes of words with other figures."
)


def measures_page(sheet: LineageSheet, rows: Sequence[IssueMeasures], *, notices: Sequence[str] = ()) -> str:
    """The table under the sentence that says what sticks out."""
    lineage = sheet.lineage
    said = dict.fromkeys([*notices, *map(limit_words, lineage.limits)])
    parts = (
        (line for notice in said for line in hanging(sheet, [("!", Style.MOVED)], 2, [(notice, Style.BOLD)])),
        prose(sheet, measures_sentence(lineage, rows), Style.BOLD),
        prose(sheet, KEY, Style.QUIET),
        _table(sheet, rows),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def measures_plain(lineage: Lineage, rows: Sequence[IssueMeasures], *, notices: Sequence[str] = ()) -> str:
    """Notices, what sticks out, then each issue."""
    said = [f"Note: {notice}" for notice in dict.fromkeys((*notices, *map(limit_words, lineage.limits)))]
    lines = (*said, measures_sentence(lineage, rows), *(_said(lineage, one) for one in rows))
    return "".join(f"{line}\n" for line in lines)


def measures_sentence(lineage: Lineage, rows: Sequence[IssueMeasures], dates: Sequence[str] | None = None) -> str:
    """How many issues from when to when, which changed most, and how much they change in the middle.

    `dates` are what the issues are called, else their dates in ISO 8601.
    """
    names = dates or [issue_name(lineage, k) for k in range(len(lineage.issues))]
    if len(rows) == 1:
        words, lines = counted(rows[0].words, "word"), counted(rows[0].lines, "line")
        return f"{lineage.series}: 1 issue, {names[0]}: {words} in {lines}."
    said = f"{lineage.series}: {counted(len(rows), 'issue')}, {names[0]} to {names[-1]}."
    changed = [one for one in rows if one.share_changed is not None]
    if not changed:
        return said
    most = max(changed, key=lambda one: one.share_changed or 0)
    middle = median(one.share_changed or 0 for one in changed)
    return (
        f"{said} Most changed against the issue before: {names[most.issue]}, {_share(most.share_changed)} of its words;"
        f" median {_share(middle)}."
    )


def measure_cells(one: IssueMeasures) -> tuple[str, ...]:
    """The figures of an issue under `HEADS`; what has nothing to be measured against is empty."""
    return (
        f"{one.words:,}",
        f"{one.lines:,}",
        f"{one.kept:,}",
        f"{one.reworded:,}",
        f"{one.split + one.merged:,}",
        f"{one.introduced:,}",
        f"{one.returned:,}",
        f"{one.dropped:,}",
        _share(one.share_changed),
        _share(one.similarity),
        _share(one.similarity_year),
        f"{one.figures_changed:,}",
    )


def _table(sheet: LineageSheet, rows: Sequence[IssueMeasures]) -> Iterator[str]:
    cells = [measure_cells(one) for one in rows]
    names = [issue_name(sheet.lineage, one.issue) for one in rows]
    first = max(map(len, names))
    widths = [max(len(head), *(len(row[n]) for row in cells)) for n, head in enumerate(HEADS)]

    def line(name: str, some: Sequence[str]) -> str:
        return f"{name:<{first}} " + " ".join(f"{cell:>{width}}" for cell, width in zip(some, widths, strict=True))

    yield paint([(line("", HEADS), Style.QUIET)], color=sheet.color)
    yield from (line(name, row) for name, row in zip(names, cells, strict=True))


def _said(lineage: Lineage, one: IssueMeasures) -> str:
    counts = (
        (one.kept, "kept"),
        (one.reworded, "reworded"),
        (one.split, "split"),
        (one.merged, "merged"),
        (one.introduced, "first-ever"),
        (one.returned, "returned"),
        (one.dropped, "dropped"),
    )
    parts = [
        f"{issue_name(lineage, one.issue)}: {counted(one.words, 'word')}, {counted(one.lines, 'line')}: "
        + ", ".join(f"{count:,} {word}" for count, word in counts if count)
    ]
    if one.share_changed is not None:
        parts.append(f"{_share(one.share_changed)} of its words changed")
    alike = [
        f"{_share(value)} to {what}"
        for value, what in ((one.similarity, "the issue before"), (one.similarity_year, one.year_before))
        if value is not None
    ]
    parts += [f"alike {' and '.join(alike)}"] if alike else []
    parts += [f"{counted(one.figures_changed, 'figure')} changed"] if one.figures_changed else []
    return "; ".join(parts) + "."


def _share(value: float | None) -> str:
    """A share in per cent; of less than all never 100."""
    if value is None:
        return ""
    return f"{min(round(value * 100), 99 if value < 1 else 100)}%"
