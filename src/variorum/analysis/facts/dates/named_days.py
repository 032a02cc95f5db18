"""Days and months where a statement names them: with a month's name, in figures, in a list, or written out in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.dates.edtf import Stated, either, stated
from variorum.analysis.facts.dates.found import Found
from variorum.analysis.facts.dates.words import BETWEEN, IN_WORDS, JOINERS, LIST_WORDS, MONTH_FOLLOWERS, PART_WORDS
from variorum.text.lexicon import AND_WORDS, MONTHS, SHORT_MONTHS
from variorum.text.number_words import SMALL
from variorum.text.tokenize import DATE_PREFIX

if TYPE_CHECKING:
    from variorum.analysis.facts.segment_words import SegmentWords
    from variorum.text.atoms import Atom

_SURE, _PARTIAL, _LIKELY, _POSSIBLE = 0.99, 0.97, 0.9, 0.8
_AMBIGUOUS = "--?"
_MOST_LISTED = 12
_OF_LORD = ("in", "the", "year", "of", "our", "lord")
_LONGEST_YEAR = 8


def day_at(words: SegmentWords, atom: Atom) -> Found:
    """The date that an atom of the text is."""
    first, last, form = atom
    value = form.removeprefix(DATE_PREFIX)
    if value.startswith(_AMBIGUOUS):
        return Found(first, last, "day or month", _POSSIBLE, edtf=either(value.removeprefix(_AMBIGUOUS)))
    whole, _, end = value.partition("/")
    low = stated(whole)
    high = replace(low, day=int(end)) if end else low
    if low.day is None:
        return _month_of_year(words, first, last, low)
    return Found(first, last, "days" if end else "day", _SURE if low.year else _PARTIAL, low, high)


def _month_of_year(words: SegmentWords, first: int, last: int, month: Stated) -> Found:
    """A month with its year; "32 January 1990" is a day that no calendar has, kept with its number."""
    day = words.figure(first - 1)
    if day is not None and 31 < day < 100 and words.begins_with_letter(first):
        no_day = replace(month, day=day)
        return Found(first - 1, last, "day", _POSSIBLE, no_day, no_day)
    return Found(first, last, "month", _PARTIAL, month, month)


def further_days(words: SegmentWords, found: Found, done: int) -> list[Found]:
    """A date with the days in a list that its month completes: "5, 9 and 12 March 2012", "March 5 and 9, 2012"."""
    if found.rule != "day" or found.low is None or found.low.day is None:
        return [found]
    if words.begins_with_letter(found.first):
        return [found] if found.low.year else _days_after(words, found)
    return _days_before(words, found, found.low, done)


def _days_before(words: SegmentWords, found: Found, low: Stated, done: int) -> list[Found]:
    days: list[Found] = []
    first = found.first
    later = low.day or 0
    while len(days) < _MOST_LISTED and first - 2 >= done and words.form(first - 1) in LIST_WORDS:
        comma = words.form(first - 1) in AND_WORDS and words.form(first - 2) == ","
        place = first - 3 if comma else first - 2
        day = words.figure(place)
        # Days are listed in order; "paragraph 12, 5 March" lists none.
        if day is None or not 1 <= day < later or words.touches(place) or place < done:
            break
        days.append(replace(found, first=place, low=replace(low, day=day), high=replace(low, day=day)))
        first, later = place, day
    if not days or (words.form(found.first - 1) not in AND_WORDS):
        return [found]
    if len(days) == 1 and words.form(first - 1) in BETWEEN:
        return [replace(days[0], high=low, rule="days")]
    return [*reversed(days), found]


def _days_after(words: SegmentWords, found: Found) -> list[Found]:
    """The days after "March 5" up to the year that ends the list."""
    if found.low is None:
        return [found]
    days: list[tuple[int, int]] = []
    k = found.last
    while len(days) < _MOST_LISTED and words.form(k) in LIST_WORDS:
        k += 2 if words.form(k) == "," and words.form(k + 1) in AND_WORDS else 1
        day = words.figure(k)
        if day is None or not 1 <= day <= 31:
            break
        days.append((day, k + 1))
        k += 1
    k = days[-1][1] if days else k
    year = words.figure(k + 1) if words.form(k) == "," else None
    if not days or year is None or not 1000 <= year <= 2999:
        return [found]
    own = found.low.of_year(year)
    listed = [Found(found.first, k + 2, "day", _LIKELY, own, own)]
    for day, last in days:
        low = replace(own, day=day)
        listed.append(Found(last - 1, k + 2, "day", _LIKELY, low, low))
    return listed


def month_at(words: SegmentWords, k: int) -> Found | None:
    """A month named without day or year, where the words beside it say that it is one; or a day written out."""
    month = Stated(None, MONTHS[words.form(k)])
    if words.form(k - 1) == "of" and words.form(k - 2) == "day" and (day := words.ordinal_before(k - 2)):
        return _written_out(words, k, day[1], replace(month, day=day[0]))
    if words.language == "en" and not words.is_capital(k):
        return None
    if words.form(k) in SHORT_MONTHS and words.language != "en":
        return None
    first = k
    if words.form(k - 1) == "-" and words.form(k - 2) in PART_WORDS:
        year = words.figure(k + 1)
        if year is not None and 1000 <= year <= 2999:
            dated = month.of_year(year)
            return Found(k, k + 2, "month", _PARTIAL, dated, dated)
    elif not _is_announced(words, k):
        return None
    return Found(first, k + 1, "month", _LIKELY, month, month)


def _is_announced(words: SegmentWords, k: int) -> bool:
    before = words.form(k - 1)
    if words.form(k + 1) in MONTH_FOLLOWERS:
        return True
    if before in AND_WORDS | JOINERS and words.form(k - 2) in MONTHS and words.is_capital(k - 2) == words.is_capital(k):
        return True
    if before not in IN_WORDS.get(words.language, IN_WORDS["en"]):
        return False
    if before in ("of", "to", "from", "between", "before", "after"):
        # "The streets of March", "to June Carter": a name may follow, unless the sentence goes on without one.
        return not words.is_capital(k + 1)
    return True


def _written_out(words: SegmentWords, k: int, first: int, day: Stated) -> Found:
    """A day whose number or year is in words: "fourth day of March, in the year of our Lord two thousand nine"."""
    place = k + 1 + (words.form(k + 1) == ",")
    if words.follows(place, *_OF_LORD):
        place += len(_OF_LORD)
    year, last = _year_in_words(words, place)
    if year:
        dated = day.of_year(year)
        return Found(first, last, "day in words", _SURE, dated, dated)
    return Found(first, k + 1, "day", _PARTIAL, day, day)


def _year_in_words(words: SegmentWords, k: int) -> tuple[int, int]:
    """The year that begins at token `k` and the token after it: "two thousand and nine", "nineteen hundred ninety"."""
    figure = words.figure(k)
    if figure is not None:
        return (figure, k + 1) if 1000 <= figure <= 2999 else (0, k)
    year = below = 0
    last = k
    for place in range(k, k + _LONGEST_YEAR):
        form = words.form(place)
        if form in SMALL:
            below += int(SMALL[form])
        elif form in ("hundred", "thousand") and below:
            year, below = (year + below) * (100 if form == "hundred" else 1000), 0
        elif form not in ("-", "and"):
            break
        if form not in ("-", "and"):
            last = place + 1
    return (year + below, last) if 1000 <= year + below <= 2999 else (0, k)
