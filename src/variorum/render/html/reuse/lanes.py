"""When each issuer says the words of a family: a lane an issuer, a mark for each passage, the undated apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from variorum.render.html.characters import plain
from variorum.render.html.words import plain_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The width of a lane, with room at both ends for the mark that stands there.
WIDTH, EDGE = 500, 6
# A lane has at most so many places for marks: what stands closer together is one mark.
STEP = 2
NO_ISSUER = "issuer not known"


@dataclass(frozen=True, slots=True)
class Saying:
    """That an issuer said it on a date, ISO 8601 or "" where it is not known."""

    issuer: str
    date: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One issuer's marks as one path; `earliest` is the place of the family's first mark, where it is in this lane."""

    issuer: str
    path: str
    earliest: int | None
    count: int
    undated: int
    said: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of a family over the time from its first date to its last, which both are said at the ends."""

    lanes: tuple[Lane, ...]
    first: str
    last: str
    between: str


def lanes_of(sayings: Mapping[Saying, int], *, most: int) -> Lanes:
    """The lanes in order of their first mark; of more than `most` issuers the later ones share the last lane.

    `sayings` have how many passages each stands for.
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
        lanes = tuple(Lane(name, "", None, dates.total(), dates.total(), "") for name, dates in named)
        return Lanes(lanes, "", "", "")
    first, last = min(every), max(every)
    scale = _Scale(day_of(first), day_of(last))
    lanes = tuple(_lane(name, dates, first, scale) for name, dates in named)
    return Lanes(lanes, plain_date(first), plain_date(last) if last != first else "", apart(first, last))


def apart(first: str, last: str) -> str:
    """How long two dates are apart, in the largest unit that says it well; "" for one date."""
    days = day_of(last) - day_of(first)
    if days < 60:
        return "" if days == 0 else "1 day" if days == 1 else f"{days} days"
    months = round(days * 48 / 1461)
    return f"{months} months" if months < 24 else f"{round(months / 12):,} years"


def day_of(said: str) -> int:
    """The number of a day; of a year or a month its first. What is no date is the first day of all."""
    try:
        return date(*[*map(int, said.split("-")), 1, 1][:3]).toordinal()
    except ValueError:
        return 1


def _dated(dates: Iterable[str]) -> list[str]:
    return [each for each in dates if each]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def place(self, said: str) -> int:
        span = max(self.last - self.first, 1)
        return EDGE + (day_of(said) - self.first) * (WIDTH - 2 * EDGE) // span // STEP * STEP


def _lane(name: str, dates: Counter[str], first: str, scale: _Scale) -> Lane:
    dated = sorted(_dated(dates))
    places = sorted({scale.place(each) for each in dated})
    earliest = scale.place(first) if dated and dated[0] == first else None
    path = "".join(f"M{x} 1v10" for x in places if x != earliest)
    ends = list(dict.fromkeys(plain_date(each) for each in (dated[:1] + dated[-1:])))
    return Lane(name, path, earliest, dates.total(), dates[""], " to ".join(ends))
