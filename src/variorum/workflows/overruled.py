"""Which of two judgements counts: the later one that says otherwise of the same lines or names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.judgements import Verb
from variorum.model.references import parse_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.judgements import Judged, JudgedPlace


def overruled(row: Judged, later: Sequence[Judged]) -> int | None:
    """The last judgement after this one that says otherwise of the very same words or names.

    Of a link and a rejection of the line that goes on from it the later counts.
    """
    own = _subject(row)
    if not row.judgement.counts or not own:
        return None
    changed = [
        each.judgement.id
        for each in later
        if each.judgement.counts and (_answers_otherwise(row, each, own) or _begins_otherwise(row, each))
    ]
    return changed[-1] if changed else None


def _answers_otherwise(row: Judged, each: Judged, own: frozenset[object]) -> bool:
    return _subject(each) == own and each.judgement.verb is not row.judgement.verb


def _begins_otherwise(row: Judged, each: Judged) -> bool:
    """Whether one of two links a line to an earlier one, and the other says that it has none."""
    if {row.judgement.verb, each.judgement.verb} != {Verb.LINK, Verb.REJECT}:
        return False
    link, reject = (row, each) if row.judgement.verb is Verb.LINK else (each, row)
    return bool(_subject(reject)) and _later_line(link) in _subject(reject)


def _later_line(link: Judged) -> object:
    """The line of a link that stands in the later text; where no dates tell, the second."""
    first, second = link.places
    dates = [_date_of(place) for place in (first, second)]
    later = first if all(dates) and dates[1] < dates[0] else second
    return later.reference, later.lines


def _date_of(place: JudgedPlace) -> str:
    """The date of the issue that words stand in; "" where it is not known."""
    reference = parse_reference(place.reference) if place.reference else None
    return (reference.date if reference else None) or ""


def _subject(row: Judged) -> frozenset[object]:
    """What a judgement on lines or names is about."""
    judgement = row.judgement
    if judgement.names:
        return frozenset(judgement.names)
    if not judgement.is_of_lines:
        return frozenset()
    return frozenset((place.reference, place.lines) for place in row.places if place.lines)
