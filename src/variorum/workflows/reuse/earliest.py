"""Which document says a family first, as far as the dates tell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.model.reuse_views import Earliest
from variorum.text.days import numbered_days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.model.reuse_views import RunDocument, RunFamily
    from variorum.reuse.run.reading import RunReader

# Passages whose dates are looked at together; of most families the first few tell who is earliest.
_STEP = 16


def earliest_of(reader: RunReader, family: RunFamily) -> Earliest:
    """Who says a family first; no more of its documents are looked at than may be it."""
    (first,) = reader.documents([reader.passages([family.first])[0].document])
    last = reader.documents([reader.passages([family.first + family.passages - 1])[0].document])[0]
    dates: dict[int, str] = {}
    for start in range(0, family.passages, _STEP):
        rows = range(family.first + start, family.first + min(start + _STEP, family.passages))
        numbers = dict.fromkeys(one.document for one in reader.passages(rows))
        dates |= {one.number: one.date for one in reader.documents(list(numbers))}
        ends = [numbered_days(date) for date in dates.values() if date]
        if not ends or ends[-1][0] > min(day for _, day in ends):
            break
    return earliest_among(first, {**Counter(dates.values()), "": int(not last.date)})


def earliest_among(first: RunDocument, dates: Mapping[str, int]) -> Earliest:
    """The first document in order, and how many documents with which `dates` ("" for none) may be as early."""
    is_undated = dates.get("", 0) > 0
    if not first.date:
        return Earliest(first, is_undated=is_undated)
    days = {date: numbered_days(date) for date, count in dates.items() if date and count}
    sure = min(last for _, last in days.values())
    others = sum(dates[date] for date, (begins, _) in days.items() if begins <= sure) - 1
    begins, ends = days[first.date]
    if begins == ends:
        return Earliest(first, same_day=others, is_undated=is_undated)
    return Earliest(first, rivals=others, is_undated=is_undated)
