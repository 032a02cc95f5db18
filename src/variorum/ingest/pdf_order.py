"""The order in which the lines of a PDF's page are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.ingest.pdf_lines import Line

# Runs that share less of the narrower one's width stand beside each other.
_BENEATH = 0.3


def runs_in_order(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Runs of lines, each line further down the page than the one before, in the order of reading.

    That is the order of the content, but for a run that was drawn later and stands above: a heading, or an inserted
    picture of a page with its letters. Columns beside each other keep the order in which they were drawn.
    """
    ordered: list[Sequence[Line]] = []
    for run in _runs(lines):
        place = next((index for index, other in enumerate(ordered) if _is_above(run, other)), len(ordered))
        if any(_is_above(other, run) for other in ordered[place:]):
            place = len(ordered)
        ordered.insert(place, run)
    return ordered


def _runs(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    start = 0
    for index in range(1, len(lines)):
        if lines[index].baseline > lines[index - 1].baseline + 0.5 * lines[index].height:
            yield lines[start:index]
            start = index
    if lines:
        yield lines[start:]


def _is_above(upper: Sequence[Line], lower: Sequence[Line]) -> bool:
    """Whether all of a run stands higher on the page than all of another that it stands over."""
    if min(line.baseline for line in upper) <= max(line.baseline for line in lower):
        return False
    left, right = _edges(upper)
    lower_left, lower_right = _edges(lower)
    shared = min(right, lower_right) - max(left, lower_left)
    return shared > _BENEATH * min(right - left, lower_right - lower_left)


def _edges(run: Sequence[Line]) -> tuple[float, float]:
    return min(line.left for line in run), max(line.right for line in run)
