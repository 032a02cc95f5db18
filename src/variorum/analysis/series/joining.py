"""Joins the segments of an issue to the lines of the one before, and to those that had the very same words."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from variorum.analysis.series.containment import Holders
from variorum.analysis.series.rivals import Free, without_rivals
from variorum.analysis.series.wordings import tie
from variorum.model.alignment import BeadKind
from variorum.model.lineage import LineEventKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.analysis.series.issues import Forms
    from variorum.analysis.series.step import Step
    from variorum.model.lineage import Succession

# A rewording goes on as the same line from this tie on: what it kept of its words, and what both share by words that
# are rare in the series. A comparison pairs more; but a chain of weak answers ends at a line that says something else.
# The loosest answers of the hand-made alignments beside the project have 0.44; of looser ones in real series half are
# wrong.
TIED = 0.43
# A part of a split or merge shares this much with the rest, by the same words.
PART = 0.3


def join_kept(step: Step, successions: Iterable[Succession]) -> None:
    """Lines that stand word for word where a comparison finds them."""
    for one in successions:
        if one.kind is BeadKind.KEPT:
            _strand(step, one, *one.strands[0], LineEventKind.KEPT)


def join_equal(step: Step, successions: Iterable[Succession]) -> None:
    """Lines that have had these very words before; of several the one among the same neighbours."""
    answers = {j: step.previous[i] for one in successions for i, j in one.strands}
    by_words: dict[Forms, deque[int]] = {}
    for segment, words in enumerate(step.here.words):
        if segment in step.going:
            continue
        if words not in by_words:
            by_words[words] = _latest_first(step, step.wordings.lines_of(step.here, segment))
        lines = by_words[words]
        while lines and lines[0] in step.taken:
            lines.popleft()
        answer = answers.get(segment)
        if not lines or (answer is not None and answer in lines and step.free(answer, segment)):
            continue
        line = _among_its_neighbours(step, lines, segment)
        if line is not None:
            step.join(segment, line, LineEventKind.REWORDED, step.likeness(line, segment))


def _latest_first(step: Step, lines: Sequence[int]) -> deque[int]:
    return deque(sorted(lines, key=lambda line: (-step.traces[line].issue, line)))


def _among_its_neighbours(step: Step, lines: Iterable[int], segment: int) -> int | None:
    """The first of the free lines that has most of its old neighbours beside the segment too."""
    near = [step.going.get(segment + side) for side in (-1, 1)]
    most = sum(1 for going in near if going is not None and going.line is not None)
    best, beside = None, -1
    for line in lines:
        if step.free(line, segment) and (number := _neighbours(step, line, segment)) > beside:
            best, beside = line, number
            if beside == most:
                break
    return best


def _neighbours(step: Step, line: int, segment: int) -> int:
    """How many of a line's old neighbours stand beside the segment too."""
    trace = step.traces[line]
    old = step.issues[trace.issue].lines
    beside = 0
    for side in (-1, 1):
        there, here = trace.segment + side, step.going.get(segment + side)
        if 0 <= there < len(old) and here is not None and here.line == old[there]:
            beside += 1
    return beside


def join_close(step: Step, successions: Sequence[Succession]) -> None:
    """Rewordings, splits and merges that are close enough, and of which no line is closer to another."""
    for succession in _closest(step, successions):
        _went_on(step, succession)


def _closest(step: Step, successions: Sequence[Succession]) -> Sequence[Succession]:
    """The successions, but for loose ones that say less of the same than another line does."""
    if not successions:
        return successions
    before = step.issues[-2]
    base = {i for i, line in enumerate(step.previous) if line not in step.taken and before.group(i) == "body"}
    settled = without_rivals(successions, before, step.here, step.rarity, Free(base, set(step.open_segments())))
    step.hit(settled.limits)
    return settled.successions


def _went_on(step: Step, one: Succession) -> None:
    """A rewording, split or merge; what an equal line took from it is no part of it any more."""
    others = [j for j in one.other if j not in step.going]
    lines = [step.previous[i] for i in one.base]
    if one.kind is BeadKind.KEPT or not others or not all(line not in step.taken for line in lines):
        return
    strands = [(i, j) for i, j in one.strands if j in others] or [(one.base[0], others[0])]
    strands = [(i, j) for i, j in strands if _is_tied(step, one, i, j)]
    others = [j for j in others if any(j == k for _, k in strands) or _is_part(step, one.base, j, one)]
    if not strands:
        return
    kind = LineEventKind.REWORDED
    if len(one.base) == 1 and len(others) > 1:
        kind = LineEventKind.SPLIT
    elif len(one.base) > 1 and len(others) == 1:
        kind = LineEventKind.MERGED
    for i, j in strands:
        _strand(step, one, i, j, kind)
    for j in others:
        if j not in step.going and step.here.place(j) not in step.decisions.rejected:
            step.begin(j, LineEventKind.SPLIT, parents=tuple(lines), judged=one.judged)
    joined = {i for i, _ in strands}
    for i, line in zip(one.base, lines, strict=True):
        if i not in joined and _goes_into(step, i, strands[0][1], one):
            step.merged[line] = strands[0][1]


def _strand(step: Step, one: Succession, i: int, j: int, kind: LineEventKind) -> None:
    line = step.previous[i]
    if j not in step.going and step.free(line, j):
        step.join(j, line, kind, one.score, moved=one.moved, judged=one.judged)


def _is_tied(step: Step, one: Succession, i: int, j: int) -> bool:
    """Whether a rewording is close enough to be the same line."""
    if one.judged or one.score >= TIED or step.here.group(j) != "body":
        return True
    return closeness(step, step.issues[-2].stems[i], j, one.score) >= TIED


def closeness(step: Step, stems: Sequence[str], segment: int, score: float) -> float:
    """What a rewording kept of its words, and what both share by words that are rare in the series."""
    both, mine, theirs = tie(step.rarity, stems, step.here.stems[segment])
    return score + (both + max(mine, theirs)) / 2


def _is_part(step: Step, base: Sequence[int], j: int, one: Succession) -> bool:
    """Whether a segment has enough of the lines that went into it."""
    before = step.issues[-2].stems
    whole = [stem for i in base for stem in before[i]]
    return one.judged or tie(step.rarity, whole, step.here.stems[j])[2] >= PART


def _goes_into(step: Step, i: int, j: int, one: Succession) -> bool:
    """Whether enough of a line stands in a segment."""
    before = step.issues[-2].stems
    return one.judged or tie(step.rarity, before[i], step.here.stems[j])[1] >= PART


def join_contained(step: Step) -> None:
    """Lines that now stand inside another, and segments that stood inside a line of the issue before."""
    if step.k:
        _went_into(step)
        _came_out_of(step)


def _went_into(step: Step) -> None:
    """Lines of the issue before whose words now stand inside another: they were merged into it, not dropped."""
    before = step.issues[-2]
    holders = Holders(step.here, (segment for segment in _changed(step) if step.here.group(segment) == "body"))
    for i, line in enumerate(step.previous):
        if line in step.taken or line in step.merged or before.group(i) != "body":
            continue
        place = holders.of(before, i)
        if place is None:
            continue
        if place not in step.going and step.free(line, place):
            step.join(place, line, LineEventKind.REWORDED, before.likeness(i, step.here, place))
        else:
            step.merged[line] = place


def _came_out_of(step: Step) -> None:
    """New lines whose words stood inside a line of the issue before that has changed: they were split off it."""
    before = step.issues[-2]
    kept = {going.before[1] for going in step.going.values() if going.before and going.kind is LineEventKind.KEPT}
    changed = (i for i in range(len(step.previous)) if i not in kept and before.group(i) == "body")
    holders = Holders(before, changed)
    for segment in step.open_segments():
        place = holders.of(step.here, segment)
        if place is not None and step.here.place(segment) not in step.decisions.rejected:
            step.begin(segment, LineEventKind.SPLIT, parents=(step.previous[place],))


def _changed(step: Step) -> list[int]:
    """The segments that are not what they were in the issue before."""
    kept = {segment for segment, going in step.going.items() if going.kind is LineEventKind.KEPT}
    return [segment for segment in range(len(step.here.lines)) if segment not in kept]
