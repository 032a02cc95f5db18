"""What is new in one issue of a series against all issues before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.series.votes import vote_news
from variorum.model.lineage import LineEventKind
from variorum.model.news import Family, Gap, IssueNews, LineNews, Steady, Tenure
from variorum.model.units import BODY_KINDS, SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.lineage import Line, Lineage, LineEvent


def news(lineage: Lineage, issue: int, judged_names: Sequence[tuple[tuple[str, str], bool]] = ()) -> IssueNews:
    """What became of every line at the issue of this place (from 0; -1 is the latest). Linear in the events.

    `judged_names` are pairs of names of voters that somebody said are one's, or are not.
    """
    issue = range(len(lineage.issues))[issue]
    told = sorted(
        (
            (_place(line, event), LineNews(line.number, event, tenure(line, issue), back_at(line, event)))
            for line in lineage.lines
            for event in line.events
            if event.issue == issue
        ),
        key=lambda pair: pair[0],
    )
    at_issue = [one for _, one in told]
    body = [one for one in at_issue if lineage.lines[one.line].kind in BODY_KINDS]
    families = _families(body)
    joined = {line for family in families for line in (*family.before, *family.now)}
    single = [one for one in body if one.line not in joined]

    def of(kind: LineEventKind) -> tuple[LineNews, ...]:
        return tuple(one for one in single if one.event.kind is kind)

    others = [one for one in at_issue if lineage.lines[one.line].kind not in BODY_KINDS and _is_change(one.event)]
    votes = tuple(one for one in others if lineage.lines[one.line].kind is SegmentKind.VOTE)
    # A split or merger of whose other lines nothing came is a rewording.
    reworded = tuple(
        one for one in single if one.event.kind in _REWORDED and one.event.present and one.tenure is not None
    )
    return IssueNews(
        issue,
        issue - 1 if issue else None,
        introduced=tuple(one for one in single if one.tenure is None),
        returned=_gaps(of(LineEventKind.RETURNED)),
        dropped=of(LineEventKind.DROPPED),
        families=families,
        reworded=reworded,
        kept=of(LineEventKind.KEPT),
        moved=tuple(one for one in single if one.event.moved and one.event.kind is not LineEventKind.RETURNED),
        votes=votes,
        apparatus=tuple(one for one in others if one not in votes),
        certain=all(one.event.certain for one in at_issue),
        names=vote_news(lineage, issue, judged_names),
    )


def tenure(line: Line, until: int) -> Tenure | None:
    """How a line stood in the issues before the place `until`; None where it did in none."""
    places = [event for event in line.places if event.issue < until]
    if not places:
        return None
    run = worded = longest = 0
    before: LineEvent | None = None
    for event in places:
        in_a_row = before is not None and event.issue == before.issue + 1
        run = run + 1 if in_a_row else 1
        worded = worded + 1 if in_a_row and before is not None and event.wording == before.wording else 1
        longest, before = max(longest, run), event
    last = places[-1].issue
    wordings = len({event.wording for event in places})
    return Tenure(places[0].issue, last, len(places), run, longest, wordings, last - worded + 1, worded)


def wording_runs(line: Line) -> Iterator[Steady]:
    """The runs of issues in a row in which a line stood in one wording."""
    start: LineEvent | None = None
    before: LineEvent | None = None
    for event in line.places:
        goes_on = before is not None and (event.issue, event.wording) == (before.issue + 1, before.wording)
        if start is not None and before is not None and not goes_on:
            yield _steady(line, start, before)
        start, before = (start if goes_on else event), event
    if start is not None and before is not None:
        yield _steady(line, start, before)


def _steady(line: Line, first: LineEvent, last: LineEvent) -> Steady:
    return Steady(line.number, first.wording or 0, first.issue, last.issue, last.issue - first.issue + 1)


_REWORDED = (LineEventKind.REWORDED, LineEventKind.SPLIT, LineEventKind.MERGED)


def _is_change(event: LineEvent) -> bool:
    return event.kind is not LineEventKind.KEPT


def _place(line: Line, event: LineEvent) -> tuple[int, int]:
    """Where to tell of an event: by its segment, else behind the others, by the segment in the issue before."""
    if event.segment is not None:
        return 0, event.segment
    last = next(one for one in reversed(line.events[: line.events.index(event)]) if one.segment is not None)
    return 1, last.segment or 0


def back_at(line: Line, event: LineEvent) -> int | None:
    """The issue in which a line stands again that is absent at an event; None where it never does, or is not absent."""
    if event.present:
        return None
    return next((later.issue for later in line.events if later.issue > event.issue and later.present), None)


def _gaps(returned: Sequence[LineNews]) -> tuple[Gap, ...]:
    """The returned lines by the issue in which they last stood, the longest absence first."""
    lines: dict[int, list[LineNews]] = {}
    for one in returned:
        if one.event.before is not None:
            lines.setdefault(one.event.before, []).append(one)
    return tuple(Gap(last, tuple(lines[last])) for last in sorted(lines))


def _families(body: Sequence[LineNews]) -> tuple[Family, ...]:
    """The lines that splits and mergers hold together, by their first line in the text."""
    groups: list[set[int]] = []
    for one in body:
        if one.event.lines:
            group = {one.line, *one.event.lines}
            for other in [each for each in groups if each & group]:
                groups.remove(other)
                group |= other
            groups.append(group)
    known = {one.line: one for one in body}
    families = []
    for group in groups:
        here = [known[line] for line in group if line in known]
        before = sorted(one.line for one in here if one.tenure and one.tenure.last == one.event.issue - 1)
        now = [one.line for one in body if one.line in group and one.event.present]
        if before and now and before != now:
            families.append(Family(tuple(before), tuple(now)))
    order = {one.line: place for place, one in enumerate(body)}
    return tuple(sorted(families, key=lambda family: order[family.now[0]]))
