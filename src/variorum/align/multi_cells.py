"""Stretches of a parallel: columns of units gathered to places where the witnesses agree and places where they vary."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.align.multi_words import columns_of
from variorum.model.alignment import EditNote
from variorum.model.apparatus import Reading, Stretch, StretchKind, Version
from variorum.model.spans import Span
from variorum.text.lexicon import YEAR_WORDS
from variorum.text.normalize import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES
from variorum.text.tokenize import NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.multi_words import Column, Matches
    from variorum.align.units import Units

# Where a place that varies is best divided: each part costs so many words beside the words of its readings. At 2 a
# word that one witness of ten lacks does not make its neighbours part of the locus, and no phrase is told in pieces.
LOCUS_COST = 2
READING_COST = 1
# A varying stretch of more columns than this is not looked at for every division, only for parts of so many at most.
MOST_COLUMNS = 120
_SORTS = {"figure": EditNote.FIGURE, "date": EditNote.DATE, "name": EditNote.NAME}
_QUOTES = frozenset(SINGLE_QUOTES + DOUBLE_QUOTES + "‹›")
_DASHES = frozenset(DASHES)


@dataclass(frozen=True, slots=True)
class Holder:
    """A witness with its own units of a wording; all holders of one wording have equal forms, unit by unit."""

    witness: int
    wording: int
    units: Units


class VersionMaker:
    """Makes a version of wordings and their holders. `years` are the witnesses' own; `title_like` says case is form."""

    def __init__(
        self, holders: Sequence[Holder], wordings: Sequence[Units], years: Sequence[int | None], *, title_like: bool
    ) -> None:
        self._holders = sorted(holders, key=lambda holder: holder.witness)
        self._wordings = wordings
        self._members = sorted({holder.wording for holder in holders})
        self._years, self._title_like = years, title_like
        self._done = {wording: wordings[wording].heads[0] for wording in self._members}

    def make(self, matches: Matches) -> Version:
        """The version, with its stretches in order."""
        columns = columns_of(self._wordings, self._members, matches)
        stretches = [self._heads()] if any(holder.units.heads[0] for holder in self._holders) else []
        plain: list[Column] = []
        for region, same in self._regions(columns):
            if same and not self._differs_in_form(region[0]):
                plain += region
                continue
            stretches += self._stretches([plain] if plain else [])
            stretches += self._stretches([region] if same else self._parts(region))
            plain = []
        stretches += self._stretches([plain] if plain else [])
        return Version(tuple(holder.witness for holder in self._holders), tuple(stretches))

    def _regions(self, columns: Sequence[Column]) -> list[tuple[list[Column], bool]]:
        """The columns, each alone where all have the same there, else with its neighbours."""
        regions: list[tuple[list[Column], bool]] = []
        for column in columns:
            if self._is_same(column):
                regions.append(([column], True))
            elif regions and not regions[-1][1]:
                regions[-1][0].append(column)
            else:
                regions.append(([column], False))
        return regions

    def _is_same(self, column: Column) -> bool:
        return len(column) == len(self._members) and len({self._form(w, k) for w, k in column.items()}) == 1

    def _form(self, wording: int, unit: int) -> int:
        return self._wordings[wording].forms[unit]

    def _parts(self, region: list[Column]) -> list[list[Column]]:
        """A region that varies in parts: figures, dates and names that stand for one another alone.

        The rest is divided where its readings are told most briefly.
        """
        parts: list[list[Column]] = []
        rest: list[Column] = []
        for at, column in enumerate(region):
            if self._sort(column) and not self._cuts_name(region, at) and not self._cuts_name(region, at + 1):
                parts += self._divided(rest)
                parts.append([column])
                rest = []
            else:
                rest.append(column)
        return parts + self._divided(rest)

    def _sort(self, column: Column) -> str:
        """What all wordings have in a column: "figure", "date", "name"; "" where they do not agree."""
        if len(column) < len(self._members):
            return ""
        sorts = {self._wordings[wording].sort(unit) for wording, unit in column.items()}
        return sorts.pop() if len(sorts) == 1 else ""

    def _divided(self, region: list[Column]) -> list[list[Column]]:
        """The division of least cost: for each part LOCUS_COST, and READING_COST and its words for each reading.

        No part ends inside a name. Among equals the shortest last part.
        """
        best: list[tuple[int, int]] = [(0, 0)]
        whole = [not self._cuts_name(region, end) for end in range(len(region) + 1)]
        for end in range(1, len(region) + 1):
            found = [
                (best[start][0] + cost, -start)
                for start, cost in self._costs(region, end)
                if whole[start] and best[start][0] >= 0
            ]
            best.append(min(found) if whole[end] and found else (-1, 0))
        parts: list[list[Column]] = []
        end = len(region)
        while end:
            start = -best[end][1]
            parts.append(region[start:end])
            end = start
        return parts[::-1]

    def _costs(self, region: Sequence[Column], end: int) -> list[tuple[int, int]]:
        """What each part that ends here costs, by its start."""
        readings: dict[int, tuple[int, ...]] = dict.fromkeys(self._members, ())
        out = []
        for start in range(end - 1, max(-1, end - 1 - MOST_COLUMNS), -1):
            for wording, unit in region[start].items():
                readings[wording] = (self._form(wording, unit), *readings[wording])
            told = set(readings.values())
            out.append((start, LOCUS_COST + sum(READING_COST + len(reading) for reading in told)))
        return out

    def _cuts_name(self, region: Sequence[Column], at: int) -> bool:
        """Whether a cut before this column would fall inside a name of some wording."""
        if not 0 < at < len(region):
            return False
        after = {wording: unit for column in reversed(region[at:]) for wording, unit in column.items()}
        before = {wording for column in region[:at] for wording in column}
        return any(self._wordings[w].inside_name(unit) for w, unit in after.items() if w in before)

    def _heads(self) -> Stretch:
        """The enumerators: numbered otherwise is no change of wording, numbered or not is."""
        by_presence: dict[bool, list[Holder]] = defaultdict(list)
        for holder in self._holders:
            by_presence[bool(holder.units.heads[0])].append(holder)
        readings = tuple(
            _reading([(each, 0, each.units.heads[0]) for each in holders]) for holders in by_presence.values()
        )
        if len(readings) > 1:
            return Stretch(StretchKind.VARIANT, readings)
        if len({_folded(holder.units, 0, holder.units.heads[0]) for holder in self._holders}) == 1:
            return Stretch(StretchKind.COMMON, readings)
        return Stretch(StretchKind.ORTHOGRAPHIC, readings, (EditNote.RENUMBERED,))

    def _differs_in_form(self, column: Column) -> bool:
        """Whether the holders write the same word in several ways."""
        units = [(each.units, column[each.wording]) for each in self._holders]
        return len({_folded(each, k, k + 1) for each, k in units}) > 1

    def _stretches(self, parts: Sequence[Sequence[Column]]) -> list[Stretch]:
        """A stretch for each part: its columns hold the units of each wording that come next."""
        made = []
        for part in parts:
            ranges = {}
            for wording in self._members:
                first = self._done[wording]
                self._done[wording] = last = first + sum(wording in column for column in part)
                ranges[wording] = (first, last)
            made.append(self._stretch([(each, *ranges[each.wording]) for each in self._holders]))
        return made

    def _stretch(self, places: Sequence[Place]) -> Stretch:
        by_forms: dict[tuple[int, ...], list[Place]] = defaultdict(list)
        for holder, first, last in places:
            by_forms[tuple(holder.units.forms[first:last])].append((holder, first, last))
        if len(by_forms) > 1:
            readings = tuple(map(_reading, by_forms.values()))
            return Stretch(StretchKind.VARIANT, readings, self._notes(places))
        if self._is_capital(places):
            by_case: dict[tuple[bool, ...], list[Place]] = defaultdict(list)
            for holder, first, last in places:
                by_case[_case(holder.units.raw(first))].append((holder, first, last))
            return Stretch(StretchKind.VARIANT, tuple(map(_reading, by_case.values())), (EditNote.CAPITAL,))
        forms = _forms_that_differ(places)
        kind = StretchKind.ORTHOGRAPHIC if forms else StretchKind.COMMON
        return Stretch(kind, (_reading(places),), forms)

    def _is_capital(self, places: Sequence[Place]) -> bool:
        """Whether a word has a capital in some witnesses and none in others, and not only by where it stands."""
        if self._title_like or any(last - first != 1 for _, first, last in places):
            return False
        raws = {each.units.raw(first) for each, first, _ in places if not _opens(each.units, first)}
        spelt = {raw for raw in raws if not (len(raw) > 1 and raw.isupper())}
        return len({raw.lower() for raw in spelt}) < len(spelt)

    def _notes(self, places: Sequence[Place]) -> tuple[EditNote, ...]:
        """What all readings are, where it has a name."""
        sorts = {each.units.sort(k) for each, first, last in places for k in range(first, last)}
        if any(first == last for _, first, last in places) or len(sorts) != 1 or "" in sorts:
            return ()
        if sorts != {"name"} and any(last - first > 1 for _, first, last in places):
            return ()
        return (EditNote.ROLLOVER,) if self._follows_the_years(places) else (_SORTS[sorts.pop()],)

    def _follows_the_years(self, places: Sequence[Place]) -> bool:
        """Whether the witnesses count years from one same year."""
        since = {
            None
            if (count := _count(each.units, first)) is None or (year := self._years[each.witness]) is None
            else year - count
            for each, first, _ in places
        }
        return len(since) == 1 and None not in since


Place = tuple[Holder, int, int]
"""A holder with units [first, last) of its own."""


def _reading(places: Sequence[Place]) -> Reading:
    return Reading(
        tuple(holder.witness for holder, _, _ in places),
        tuple(_span(holder.units, first, last) for holder, first, last in places),
    )


def _span(units: Units, first: int, last: int) -> Span:
    """Where the units stand; of none, the end of the one before."""
    if first < last:
        return Span(units.starts[first], units.ends[last - 1])
    point = units.ends[first - 1] if first else units.starts[0] if len(units) else 0
    return Span(point, point)


def _folded(units: Units, first: int, last: int) -> str:
    """The characters of the units, white space folded."""
    return " ".join(" ".join(map(units.raw, range(first, last))).split())


def _case(raw: str) -> tuple[bool, ...]:
    """Which letters are capitals; a word all in capitals counts as one with a capital."""
    flags = tuple(c.isupper() for c in raw if c.isalpha())
    return (True, *(False for _ in flags[1:])) if len(flags) > 1 and all(flags) else flags


def _opens(units: Units, k: int) -> bool:
    """Whether a unit is the first word of its segment, after an enumerator, quotation marks and brackets."""
    segment = units.segment_of(k)
    return not any(units.raw(n)[:1].isalnum() for n in range(units.edges[segment] + units.heads[segment], k))


def _forms_that_differ(places: Sequence[Place]) -> tuple[EditNote, ...]:
    """What differs between the ways in which the same units are written, each once."""
    found: list[EditNote] = []
    for n in range(places[0][2] - places[0][1]):
        raws = sorted({" ".join(each.units.raw(first + n).split()) for each, first, _ in places})
        note = _form_note(raws, is_date=places[0][0].units.sort(places[0][1] + n) == "date")
        if note is not None and note not in found:
            found.append(note)
    return tuple(found)


def _form_note(raws: Sequence[str], *, is_date: bool) -> EditNote | None:
    """What differs between spellings of one form."""
    if len(raws) < 2:
        return None
    if len({raw.lower() for raw in raws}) == 1:
        return EditNote.CASE
    letters = [set(raw.lower()) for raw in raws]
    differing = letters[0].union(*letters) - letters[0].intersection(*letters)
    for family, note in ((_QUOTES, EditNote.QUOTES), (_DASHES, EditNote.DASH)):
        if differing and differing <= family:
            return note
    return EditNote.DATE_ORDER if is_date else EditNote.SPELLING


def _count(units: Units, k: int) -> int | None:
    """The number of years that a unit counts: "33" before "years", "34th" before "anniversary"."""
    if units.classes[k] < NUMBER:
        return None
    digits = units.form(k).lstrip("\x00").rstrip("abcdefghijklmnopqrstuvwxyzºª.")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4:
        return None
    following = [units.form(n) for n in range(k + 1, min(k + 3, len(units)))]
    return int(digits) if YEAR_WORDS.intersection(following) else None
