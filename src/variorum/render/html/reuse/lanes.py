"""When each issuer says the words of a family: a lane an issuer, a mark for each day, a box for a year or a month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.html.characters import plain
from variorum.render.html.words import plain_date
from variorum.text.days import numbered_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The width of a lane, with room at both ends for the mark that stands there.
WIDTH, EDGE = 500, 6
# A lane has at most so many places for marks: what stands closer together is one mark.
STEP = 2
# The least width of the box of a year or a month.
BOX = 8
NO_ISSUER = "issuer not known"


@dataclass(frozen=True, slots=True)
class Saying:
    """That an issuer said it on a date, ISO 8601 or "" where it is not known."""

    issuer: str
    date: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One issuer's documents: the days as the marks of one path, years and months alone as boxes from end to end.

    `earliest` is the place of the family's first day, where it is in this lane and nobody may be as early by another
    date. `count` are all documents, `undated` those of them without a date.
    """

    issuer: str
    path: str
    boxes: str
    earliest: int | None
    count: int
    undated: int
    said: str

    @property
    def undated_said(self) -> str:
        """What to say of those without a date beside the number of all; "" for none."""
        return "undated" if self.undated == self.count else f"{self.undated:,} undated" if self.undated else ""


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of a family over the time from its first date to its last, which both are said at the ends."""

    lanes: tuple[Lane, ...]
    first: str
    last: str
    between: str

    @property
    def has_undated(self) -> bool:
        """Whether a lane has something to say beside its number."""
        return any(lane.undated for lane in self.lanes)


def lanes_of(sayings: Mapping[Saying, int], *, most: int) -> Lanes:
    """The lanes in order of their first mark; of more than `most` issuers the later ones share the last lane.

    `sayings` have how many documents each stands for.
    """
    by_issuer: dict[str, Counter[str]] = {}
    for saying, count in sayings.items():
        by_issuer.setdefault(saying.issuer, Counter())[saying.date] += count
    ordered = sorted(by_issuer.items(), key=lambda item: (min(_dated(item[1]), default="9999"), item[0]))
    named = [(plain(issuer) or NO_ISSUER, dates) for issuer, dates in ordered]
    if len(named) > most:
        rest = sum((dates for _, dates in named[most - 1 :]), Counter())
        named = [*named[: most - 1], (f"{len(named) - most + 1:,} other issuers", rest)]
    every = _dated(date for _, dates in named for date in dates)
    if not every:
        lanes = tuple(Lane(name, "", "", None, dates.total(), dates.total(), "") for name, dates in named)
        return Lanes(lanes, "", "", "")
    first, last = min(every), max(every, key=lambda date: (numbered_days(date)[1], date))
    scale = _Scale(numbered_days(first)[0], numbered_days(last)[1])
    sure = min(numbered_days(date)[1] for date in every)
    # The one date that any document may have that is as early: else nobody knows which is the earliest.
    earliest = {date for date in every if numbered_days(date)[0] <= sure}
    lanes = tuple(_lane(name, dates, first if len(earliest) == 1 else "", scale) for name, dates in named)
    return Lanes(lanes, plain_date(first), plain_date(last) if last != first else "", apart(first, last))


def apart(first: str, last: str) -> str:
    """How long two days are apart, in the largest unit that says it well; "" for one, and for a year or month alone."""
    (begins, ends), (from_day, to_day) = numbered_days(first), numbered_days(last)
    days = from_day - begins if begins == ends and from_day == to_day else 0
    if days < 60:
        return "" if days == 0 else "1 day" if days == 1 else f"{days} days"
    months = round(days * 48 / 1461)
    return f"{months} months" if months < 24 else f"{round(months / 12):,} years"


def _dated(dates: Iterable[str]) -> list[str]:
    return [each for each in dates if each]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def place(self, day: int) -> int:
        span = max(self.last - self.first, 1)
        return EDGE + (day - self.first) * (WIDTH - 2 * EDGE) // span // STEP * STEP

    def box(self, days: tuple[int, int]) -> str:
        begin, end = map(self.place, days)
        begin = max(min(begin, WIDTH - EDGE - BOX), 0)
        return f"M{begin} 2h{max(end - begin, BOX)}v8h-{max(end - begin, BOX)}z"


def _lane(name: str, dates: Counter[str], first: str, scale: _Scale) -> Lane:
    dated = sorted(_dated(dates))
    days = [(date, *numbered_days(date)) for date in dated]
    places = sorted({scale.place(begin) for _, begin, end in days if begin == end})
    earliest = next((scale.place(begin) for date, begin, end in days if date == first and begin == end), None)
    path = "".join(f"M{x} 1v10" for x in places if x != earliest)
    boxes = "".join(dict.fromkeys(scale.box((begin, end)) for _, begin, end in days if begin != end))
    ends = list(dict.fromkeys(plain_date(each) for each in (dated[:1] + dated[-1:])))
    return Lane(name, path, boxes, earliest, dates.total(), dates[""], " to ".join(ends))
