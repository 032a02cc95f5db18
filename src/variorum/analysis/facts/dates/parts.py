"""Years, decades, centuries, and seasons, quarters and halves of a year, where a statement names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.analysis.facts.dates.edtf import HALVES, QUARTERS, Stated, decade, part_of_decade, roughly
from variorum.analysis.facts.dates.edtf import SEASONS as SEASON_MONTH
from variorum.analysis.facts.dates.found import Found, Hint
from variorum.analysis.facts.dates.words import (
    CENTURY_WORDS,
    COUNTED_AFTER,
    COUNTING_BEFORE,
    DECADE_WORDS,
    IN_WORDS,
    NOT_YEAR_AFTER,
    PART_WORDS,
    SEASONS,
    STREETS,
)
from variorum.text.lexicon import YEAR_SUFFIXES

if TYPE_CHECKING:
    from variorum.analysis.facts.segment_words import SegmentWords

_FIRST_YEAR, _LAST_YEAR = 1500, 2199
# Years that need no word to announce them.
_PLAIN_YEARS = range(1800, 2100)
_LONGEST_RANGE = 150
_FIRST_CENTURY = 5
_LONGEST_COMPOUND = len("beginning-2000")
_YEARS_JOINED = re.compile(r"(\d{4})[-/](\d{4}|\d{2})", re.ASCII)
_DECADE = re.compile(r"((?:1[5-9]|20)\d0)(?:'?s|er)", re.ASCII)
_SHORT_DECADE = re.compile(r"'?([1-9]0)(?:'?s|er)", re.ASCII)
_DECADE_AFTER = re.compile(r"((?:1[5-9]|20)?\d0)", re.ASCII)
_DECADE_WORDS_BEFORE = frozenset(("années", "años"))
_DECADE_ENDINGS = frozenset("х е ые ых".split())
_ROMAN = {numeral: number for number, numeral in enumerate("xv xvi xvii xviii xix xx xxi".split(), 15)}
_CENTURY_NUMBER = re.compile(r"(1\d|2[0-2]|\d)(?:st|nd|rd|th|e|ème)?", re.ASCII)
_QUARTER = re.compile(r"(?:q([1-4])|(\d{4})q([1-4]))", re.ASCII)
_QUARTER_WORDS = {"quarter": (QUARTERS, 4), "half": (HALVES, 2), "quartal": (QUARTERS, 4), "trimestre": (QUARTERS, 4)}
# A third of a decade that "early", "mid" and "late" say, as years of it.
_PARTS_OF_DECADE = {
    **dict.fromkeys(("early", "beginning", "start"), (0, 3)),
    **dict.fromkeys(("mid", "middle"), (4, 6)),
    **dict.fromkeys(("late", "end"), (7, 9)),
}
# Months that "early", "mid" and "late" say of a year, and those of its beginning and end.
_PARTS_OF_YEAR = {
    **dict.fromkeys(("early", "anfang", "début"), (1, 4)),
    **dict.fromkeys(("beginning", "start"), (1, 1)),
    **dict.fromkeys(("mid", "middle", "mitte"), (5, 8)),
    "late": (9, 12),
    **dict.fromkeys(("end", "ende"), (12, 12)),
}
_SEASON_HINTS = {"this": Hint.THIS_YEAR, "last": Hint.PAST, "next": Hint.ONWARD}
_SURE, _LIKELY, _POSSIBLE = 0.97, 0.9, 0.75


def year_at(words: SegmentWords, k: int) -> Found | None:
    """The year that token `k` is, or the years that begin with it: "1974", "1914-1918", "2019/20"."""
    compound = words.compound(k)
    if compound is not None:
        return _joined_years(words, k)
    year = words.figure(k)
    joined = _YEARS_JOINED.fullmatch(words.form(k)) if year is None else None
    year = int(joined[1]) if joined else year
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    confidence = _confidence(words, k, year)
    if not confidence:
        return None
    if joined:
        return _years(k, k + 1, year, joined[2])
    last = k + 2 if words.form(k + 1) in YEAR_SUFFIXES else k + 1
    return _part_before(words, k, last, year) or Found(k, last, "year", confidence, Stated(year), Stated(year))


def _part_before(words: SegmentWords, k: int, last: int, year: int) -> Found | None:
    """A year with the words before it for a part of it: "late 2014", "the end of 2014"; "year-end 2014"."""
    before = words.form(k - 1)
    if before in _PARTS_OF_YEAR:
        return _part_of_year(k - 1, last, before, year)
    if before == "of" and words.form(k - 2) in _PARTS_OF_YEAR:
        return _part_of_year(k - 2, last, words.form(k - 2), year)
    if before == "-" and words.form(k - 2) in _PARTS_OF_YEAR:
        return _part_of_year(k - 2, last, words.form(k - 2), year)
    return None


def _part_of_year(first: int, last: int, part: str, year: int) -> Found:
    low, high = (Stated(year, month) for month in _PARTS_OF_YEAR[part])
    return Found(first, last, "part of year", _LIKELY, low, high, edtf=roughly(low, high))


def _joined_years(words: SegmentWords, k: int) -> Found | None:
    """The years of a compound that is nothing else: "1914-1918", "mid-1990"."""
    atom = words.compound(k)
    if atom is None:
        return None
    first, last, form = atom
    if len(form) > _LONGEST_COMPOUND:
        return None
    if (joined := _YEARS_JOINED.fullmatch(form)) and k == first and _confidence(words, k, int(joined[1])):
        return _years(first, last, int(joined[1]), joined[2])
    part, _, year = form.partition("-")
    if part in PART_WORDS and last == k + 1 and len(year) == 4 and _is_year(year):
        return _part_of_year(first, last, part, int(year))
    return None


def _is_year(form: str) -> bool:
    return form.isascii() and form.isdigit() and _FIRST_YEAR <= int(form) <= _LAST_YEAR


def _years(first: int, last: int, low: int, end: str) -> Found | None:
    high = int(end) if len(end) == 4 else low - low % 100 + int(end)
    if not low < high <= low + _LONGEST_RANGE:
        return None
    return Found(first, last, "years", _SURE, Stated(low), Stated(high))


def _confidence(words: SegmentWords, k: int, year: int) -> float:
    """How likely the figure at token `k` is a year; 0 of what is a number of something else."""
    before, after = words.form(k - 1), words.form(k + 1)
    if after in YEAR_SUFFIXES:
        return _SURE
    if before == "." and words.touches(k - 1):
        # "No. 1990", "U.S.C. 1601".
        before = words.form(k - 2)
    if before in NOT_YEAR_AFTER or before in COUNTING_BEFORE or after in COUNTED_AFTER or after == "%":
        return 0
    if before[:1].isdigit() or _is_digit_group(words, k) or _is_address(words, k):
        return 0
    if after == "(" and words.figure(k + 2) is not None and words.form(k + 3) == ")":
        # "Resolution 2024 (2011)".
        return 0
    if after == "(" and words.form(k + 2).startswith("covid"):
        return 0
    if before == "(":
        return _confidence_in_brackets(words, k)
    is_counted = words.is_lower_word(k + 1) and after.endswith("s") and year % 50 == 0
    if before in IN_WORDS.get(words.language, IN_WORDS["en"]):
        return _POSSIBLE if is_counted else _SURE
    return _LIKELY if year in _PLAIN_YEARS and not is_counted else 0


def _is_digit_group(words: SegmentWords, k: int) -> bool:
    """Whether more figures belong to the one at token `k`: "2000 100", "$2000", height="2000"."""
    joined = words.touches(k) and (words.form(k - 1) in "$€£¥+#§=" or words.precedes(k, "=", '"'))
    return joined or words.form(k + 1)[:1].isdigit()


def _is_address(words: SegmentWords, k: int) -> bool:
    return any(words.form(place) in STREETS for place in range(k + 2, k + 4)) and words.is_capital(k + 1)


def _confidence_in_brackets(words: SegmentWords, k: int) -> float:
    """The year of a treaty stands in brackets; that of a resolution is a part of its number."""
    if words.form(k + 1) != ")":
        return _LIKELY
    before = words.form(k - 2)
    return 0 if before[:1].isdigit() or before in NOT_YEAR_AFTER or words.compound(k - 2) else _LIKELY


def decade_at(words: SegmentWords, k: int) -> Found | None:
    """The decade at token `k`: "1980s", "the 80s", "1980er Jahre", "années 1980", "1980-х годов"."""
    form = words.form(k)
    if form[-1:].isdecimal():
        return _decade_in_words(words, k, form)
    if match := _DECADE.fullmatch(form):
        last = k + 2 if words.form(k + 1) in DECADE_WORDS else k + 1
        return _decade(words, k, last, int(match[1]))
    if (match := _SHORT_DECADE.fullmatch(form)) and _is_short_decade(words, k):
        last = k + 2 if words.form(k + 1) in DECADE_WORDS else k + 1
        return _decade(words, k, last, 1900 + int(match[1]))
    return None


def _decade_in_words(words: SegmentWords, k: int, form: str) -> Found | None:
    """A decade whose figures have no ending of their own: "années 1980", "1980-х годов"."""
    if words.form(k - 1) in _DECADE_WORDS_BEFORE and (match := _DECADE_AFTER.fullmatch(form)):
        year = int(match[1])
        return _decade(words, k, k + 1, year if year > 100 else 1900 + year)
    if words.form(k + 1) != "-" or words.form(k + 2) not in _DECADE_ENDINGS or len(form) != 4:
        return None
    last = k + 4 if words.form(k + 3) in DECADE_WORDS else k + 3
    return _decade(words, k, last, int(form)) if _DECADE_AFTER.fullmatch(form) else None


def _is_short_decade(words: SegmentWords, k: int) -> bool:
    if words.form(k - 1) == "'":
        return True
    return words.form(k - 1) in ("the", "early", "late", "mid") or words.form(k + 1) in DECADE_WORDS


def _decade(words: SegmentWords, k: int, last: int, year: int) -> Found:
    """A decade with the words for its beginning, middle or end."""
    first, part = k, ""
    if words.form(k - 1) in _PARTS_OF_DECADE:
        first, part = k - 1, words.form(k - 1)
    elif words.form(k - 1) == "-" and words.form(k - 2) in _PARTS_OF_DECADE:
        first, part = k - 2, words.form(k - 2)
    elif words.precedes(k, "of", "the") and words.form(k - 3) in _PARTS_OF_DECADE:
        first, part = k - 3, words.form(k - 3)
    if not part or not year % 100:
        return Found(k, last, "decade", _SURE, edtf=decade(year))
    return Found(first, last, "part of decade", _LIKELY, edtf=part_of_decade(year, *_PARTS_OF_DECADE[part]))


def century_at(words: SegmentWords, k: int) -> Found | None:
    """The century at the word for it, token `k`: "20th century", "siglo XX", "XXe siècle", "20. Jahrhundert"."""
    if words.form(k) not in CENTURY_WORDS:
        return None
    ordinal = words.ordinal_before(k - 1 if words.form(k - 1) == "-" else k)
    if ordinal is not None:
        return _century(ordinal[1], k + 1, ordinal[0])
    if words.form(k) in ("siglo", "siglos"):
        number = _century_number(words.form(k + 1))
        return _century(k, k + 2, number) if number else None
    first = k - 2 if words.form(k - 1) == "." else k - 1
    number = _century_number(words.form(first))
    return _century(first, k + 1, number) if number else None


def _century_number(form: str) -> int:
    roman = _ROMAN.get(form.removesuffix("e"))
    if roman:
        return roman
    match = _CENTURY_NUMBER.fullmatch(form)
    return int(match[1]) if match else 0


def _century(first: int, last: int, number: int) -> Found | None:
    # "The first century of our independence" is no date; nor is it said in any statement of the centuries before.
    if not _FIRST_CENTURY <= number <= 22:
        return None
    return Found(first, last, "century", _SURE, edtf=f"{number - 1:02}XX")


def part_of_year_at(words: SegmentWords, k: int) -> Found | None:
    """The season, quarter or half at token `k`: "spring of 2012", "third quarter of 2012", "Q3 2012"."""
    form = words.form(k)
    if "q" in form and (match := _QUARTER.fullmatch(form)):
        return _short_quarter(words, k, match)
    if form in SEASONS:
        return _season(words, k)
    if form not in _QUARTER_WORDS:
        return None
    months, most = _QUARTER_WORDS[form]
    ordinal = words.ordinal_before(k)
    if ordinal is None or not 1 <= ordinal[0] <= most:
        return None
    return _with_year(words, ordinal[1], k + 1, months + ordinal[0], form)


def _short_quarter(words: SegmentWords, k: int, match: re.Match[str]) -> Found | None:
    if match[2]:
        part = Stated(int(match[2]), QUARTERS + int(match[3]))
        return Found(k, k + 1, "quarter", _SURE, part, part)
    return _with_year(words, k, k + 1, QUARTERS + int(match[1]), "quarter")


def _season(words: SegmentWords, k: int) -> Found | None:
    turn = words.form(k - 1)
    found = _with_year(words, k, k + 1, SEASON_MONTH + SEASONS[words.form(k)], "season")
    if found is None and turn in _SEASON_HINTS:
        part = Stated(None, SEASON_MONTH + SEASONS[words.form(k)])
        return Found(k - 1, k + 1, "season", _POSSIBLE, part, part, hint=_SEASON_HINTS[turn])
    return found


def _with_year(words: SegmentWords, first: int, last: int, month: int, rule: str) -> Found | None:
    """A part of a year with the year after it; without one, only where "in" or "during" announces a quarter."""
    after = last + (1 if words.form(last) in ("of", "de", "del", ",", "des") else 0)
    year = words.figure(after)
    if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR and not words.compound(after):
        part = Stated(year, month)
        return Found(first, after + 1, rule, _SURE, part, part)
    opening = words.form(first - 1) == "the" and words.form(first - 2) in ("in", "during", "for", "since", "of")
    if rule != "quarter" or not opening or after > last:
        return None
    part = Stated(None, month)
    return Found(first, last, rule, _POSSIBLE, part, part)
