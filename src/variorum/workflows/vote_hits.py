"""Found lines of votes that other words made reworded: what changed in each by name and side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model.found import LineFate
from variorum.model.references import parse_reference
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.archive.store import Store
    from variorum.model.found import Hit
    from variorum.model.lineage import Lineage, LineEvent


def with_votes(store: Store, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits, each reworded line of a vote with what changed by name; loads the series of such lines, once each."""
    known: dict[tuple[str, str | None], Lineage] = {}
    for hit in hits:
        if (hit.kind, hit.event) != (SegmentKind.VOTE, LineFate.REWORDED):
            yield hit
            continue
        reference = parse_reference(hit.event_at)
        key = hit.series, reference.language if reference else None
        if key not in known:
            from variorum.workflows.series import trace_series

            known[key] = trace_series(store, key[0], language=key[1]).lineage
        event = _event(known[key], hit)
        yield replace(hit, vote=tuple(change.value for change in event.vote)) if event else hit


def _event(lineage: Lineage, hit: Hit) -> LineEvent | None:
    """What became, at the issue that the hit names, of the line that stands where the hit does, there or before."""
    for line in lineage.lines:
        for event in line.events:
            places = (event.issue, event.segment), (event.before, event.before_segment)
            if lineage.issues[event.issue].reference == hit.event_at and any(
                _is_at(lineage, issue, segment, hit) for issue, segment in places
            ):
                return event
    return None


def _is_at(lineage: Lineage, issue: int | None, segment: int | None, hit: Hit) -> bool:
    if issue is None or segment is None:
        return False
    witness = lineage.issues[issue].witness
    span = witness.segments[segment].span
    return witness.witness.text.sha256 == hit.text_sha256 and (span.start, span.end) == (hit.line_start, hit.line_end)
