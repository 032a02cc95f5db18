"""How much was kept, reworded, dropped and added at each issue: stacked shares as SVG, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.html.lineage.words import issue_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.lineage import Lineage
    from variorum.model.news import IssueMeasures

# Heights are in thousandths of the whole.
HEIGHT = 1000
STEP = 10


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of change: its name and word, and all its bars as one path."""

    name: str
    glyph: str
    word: str
    path: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """One issue of the table: date, and counts of body lines."""

    date: str
    lines: int
    kept: int
    reworded: int
    returned: int
    added: int
    dropped: int

    @property
    def parts(self) -> tuple[int, ...]:
        """The counts in the order of the stack, from below."""
        return self.kept, self.reworded, self.returned, self.added, self.dropped


_KINDS = (
    ("kept", "=", "kept"),
    ("reworded", "≈", "reworded, split or merged"),
    ("returned", "↺", "returned"),
    ("added", "+", "first-ever"),
    ("dropped", "−", "dropped"),
)


@dataclass(frozen=True, slots=True)
class BarsView:
    """All bars. The first issue has none: there is nothing before it to be compared with."""

    width: int
    height: int
    shares: tuple[Share, ...]
    rows: tuple[BarRow, ...]


def bars(lineage: Lineage, measured: Sequence[IssueMeasures]) -> BarsView:
    """Of each issue the shares of its body lines and of those that were dropped at it; they add up to all of them."""
    dates = issue_dates(lineage)
    rows = tuple(
        BarRow(
            dates[one.issue],
            one.lines,
            one.kept,
            one.reworded + one.split + one.merged,
            one.returned,
            one.introduced,
            one.dropped,
        )
        for one in measured
    )
    paths: list[list[str]] = [[] for _ in _KINDS]
    for k, row in enumerate(rows):
        if k:
            _stack(paths, k, row)
    shares = tuple(Share(*kind, "".join(path)) for kind, path in zip(_KINDS, paths, strict=True))
    return BarsView(len(rows) * STEP, HEIGHT, shares, rows)


def _stack(paths: list[list[str]], k: int, row: BarRow) -> None:
    total = sum(row.parts)
    below = 0
    for path, part in zip(paths, row.parts, strict=True):
        if part:
            bottom, top = (HEIGHT - edge * HEIGHT // total for edge in (below, below + part))
            path.append(f"M{k * STEP} {bottom}h{STEP}V{top}h-{STEP}z")
            below += part
