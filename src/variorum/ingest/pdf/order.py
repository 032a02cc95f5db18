"""The order in which the lines of a PDF's page are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.ingest.pdf.lines import Line

# Runs that share less of the narrower one's width stand beside each other.
_BENEATH = 0.3
# A page of more runs is a chart or a table, whose order says little; finding one takes time that grows with the square.
_MOST_RUNS = 400


class _Box(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float


def runs_in_order(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Runs of lines, each line further down the page than the one before, in the order of reading.

    That is the order of the content, but for a run that was drawn later and stands above: a heading, or an inserted
    picture of a page with its letters. Columns beside each other keep the order in which they were drawn.
    """
    runs = [(_box(run), run) for run in _runs(lines)]
    if len(runs) > _MOST_RUNS:
        return [run for _, run in runs]
    ordered: list[tuple[_Box, Sequence[Line]]] = []
    for box, run in runs:
        place = next((index for index, (other, _) in enumerate(ordered) if _is_above(box, other)), len(ordered))
        if any(_is_above(other, box) for other, _ in ordered[place:]):
            place = len(ordered)
        ordered.insert(place, (box, run))
    return [run for _, run in ordered]


def _runs(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    start = 0
    for index in range(1, len(lines)):
        if lines[index].baseline > lines[index - 1].baseline + 0.5 * lines[index].height:
            yield lines[start:index]
            start = index
    if lines:
        yield lines[start:]


def _box(run: Sequence[Line]) -> _Box:
    baselines = [line.baseline for line in run]
    return _Box(min(line.left for line in run), max(line.right for line in run), min(baselines), max(baselines))


def _is_above(upper: _Box, lower: _Box) -> bool:
    """Whether all of a run stands higher on the page than all of another that it stands over."""
    if upper.bottom <= lower.top:
        return False
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    return shared > _BENEATH * min(upper.right - upper.left, lower.right - lower.left)
