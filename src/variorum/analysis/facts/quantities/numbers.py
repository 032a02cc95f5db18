"""Reads one number at a place: digits with their fraction and scale, or number words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from variorum.analysis.facts.quantities.plurals import is_plural
from variorum.text.number_words import DENOMINATORS, MAGNITUDES, ORDINALS, SMALL, scale_of, small_words
from variorum.text.numerals import read_numeral, share

if TYPE_CHECKING:
    from variorum.analysis.facts.reading import Reading

# A hyphen that binds, in UTF-8 read as Latin-1; it stands in published statements.
_BROKEN = "\u00e2\u0080\u0091"
_HALF = Decimal("0.5")
_TENS = 20
_IN = frozenset(("in", "out"))
_MOST_OF = 1000
_THOUSAND = 1000
_GROUP_DIGITS = 3
_MOST_GROUPS = 6
# Scales stack ("hundred thousand million") no deeper in any figure a person says.
_MOST_WORDS = 24
_GROUP_GAPS = frozenset(" \n\u00a0\u2009\u202f")
_FIXED_GAPS = frozenset("\u00a0\u2009\u202f")
_RUSSIAN_ENDINGS = frozenset("й я е го му м х ю ми ой ая ое ый ий ом ей ых".split())
_ARTICLES = frozenset(("a", "an"))
_VAGUE = frozenset(("several", "few"))
_AFTER_FRACTION = frozenset(("of", "percent", "percentage", "majority", "per", "point", "%"))
_SCALE_STARTS = frozenset(("hundred", "thousand", "million", "billion", "trillion", "dozen"))
STARTERS = frozenset((*SMALL, *MAGNITUDES, *ORDINALS, *_SCALE_STARTS, "half", "quarter", "none", "nil"))
"""English words that a number may begin with, after "a" or without."""
# A noun that is spelt like eight.
_ATTENTION = "Acht"
_GERMAN_OCCASIONS = frozenset("sitzung tagung jahrestag konferenz treffen mal plenarsitzung vollversammlung".split())
_AND_BETWEEN = frozenset(("y", "et"))


def starters(language: str) -> frozenset[str]:
    """The words that a number may begin with in a language."""
    words = small_words(language)
    return STARTERS if words is SMALL else frozenset(words)


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens [first, last) that say one number. `value` is the lower end of a magnitude ("dozens": 24).

    `bare` of a plain run of digits, `digits` how many; `word` of one written in letters alone; `fraction` of a part of
    one; `scaled` of one that a scale multiplies; `unit` of a measure written on to the digits.
    """

    first: int
    last: int
    value: Decimal
    digits: int = 0
    bare: bool = False
    word: bool = False
    fraction: bool = False
    ordinal: bool = False
    magnitude: bool = False
    scaled: bool = False
    unit: str | None = None


def read_number(reading: Reading, k: int, end: int) -> Number | None:
    """The number that begins at token k, or with the article before it, and ends before token `end`."""
    form = reading.forms[k]
    number = _digits(reading, k, end) if form[:1].isnumeric() else _words(reading, k, end)
    if number is None or number.ordinal:
        return number
    if reading.form(number.last) in _IN and (part := _one_in(reading, number, end)):
        return part
    return _scaled(reading, _and_a_half(reading, number, end), end)


def _one_in(reading: Reading, number: Number, end: int) -> Number | None:
    """A share such as "one in four women", "2 out of 5 boats"; "two in 2020" is none."""
    at = number.last + (2 if reading.form(number.last) == "out" and reading.form(number.last + 1) == "of" else 1)
    if reading.language != "en" or at >= end or number.fraction or not 1 <= number.value < _TENS or number.scaled:
        return None
    form = reading.forms[at]
    whole = _digits(reading, at, end) if form[:1].isnumeric() else _words(reading, at, end) if form in SMALL else None
    if whole is None or not number.value < whole.value <= _MOST_OF or whole.ordinal or whole.fraction:
        return None
    if not is_plural(reading.form(whole.last)) or not reading.spelling(whole.last).islower():
        return None
    return Number(number.first, whole.last, share(int(number.value), int(whole.value)), fraction=True, word=number.word)


def _digits(reading: Reading, k: int, end: int) -> Number | None:
    spelling = reading.spelling(k)
    if spelling[-1] == _BROKEN[0] and reading.text.startswith(_BROKEN, reading.ends[k] - 1):
        whole = read_numeral(spelling[:-1], reading.language)
        return _with_fraction(reading, Number(k, k + 1, whole.value), k + 3, end) if whole and whole.plain else None
    if k and reading.touches(k) and unicodedata.category(reading.spelling(k - 1)[-1]) == "Cc":
        return None
    numeral = read_numeral(spelling, reading.language)
    if numeral is None:
        return None
    number = Number(
        k,
        k + 1,
        numeral.value,
        digits=numeral.digits,
        bare=numeral.plain,
        fraction=numeral.fraction,
        ordinal=numeral.ordinal,
        scaled=bool(numeral.unit) or (spelling[-1].isalpha() and not numeral.ordinal),
        unit=numeral.unit,
    )
    if not numeral.plain:
        return number
    at = number.last
    if reading.language == "ru" and at + 1 < end and _hyphen(reading, at) and reading.form(at + 1) in _RUSSIAN_ENDINGS:
        return replace(number, last=at + 2, ordinal=True, bare=False)
    if reading.language == "de" and reading.form(at) == "." and reading.form(at + 1) in _GERMAN_OCCASIONS:
        return replace(number, last=at + 1, ordinal=True, bare=False)
    return _mixed(reading, number, end) or _spaced(reading, number, end) or _slashed(reading, number, end) or number


def _mixed(reading: Reading, number: Number, end: int) -> Number | None:
    """A whole number and a fraction: "4-3/4", "4 3/4", "4 ¾"."""
    at = number.last
    if reading.form(at) == "-" and reading.touches(at) and reading.touches(at + 1):
        at += 1
    return _with_fraction(reading, number, at, end)


def _with_fraction(reading: Reading, number: Number, at: int, end: int) -> Number | None:
    if at >= end or not reading.form(at)[:1].isnumeric():
        return None
    part = read_numeral(reading.spelling(at), reading.language)
    if part is None or not part.fraction:
        return None
    return replace(number, last=at + 1, value=number.value + part.value, bare=False)


def _spaced(reading: Reading, number: Number, end: int) -> Number | None:
    """Groups of three digits parted by one space: "1 234 567,8". In English only spaces that bind do so surely."""
    last, whole = number.last, reading.spelling(number.first)
    if number.digits > _GROUP_DIGITS or whole.startswith("0"):
        return None
    while last < min(end, number.first + _MOST_GROUPS) and (group := _group(reading, last)):
        whole += group
        last += 1
        if not group.isdigit():
            break
    if last == number.last or (last < end and reading.form(last)[:1].isdecimal()):
        return None
    numeral = read_numeral(whole, "en" if "." in whole else "de")
    return (
        None if numeral is None else replace(number, last=last, value=numeral.value, digits=numeral.digits, bare=False)
    )


def _group(reading: Reading, k: int) -> str:
    """The three digits of token k, with decimals or without, if one space parts it from what stands before."""
    gap = reading.text[reading.ends[k - 1] : reading.starts[k]]
    spelling = reading.spelling(k)
    if gap not in _GROUP_GAPS or not (spelling[:3].isdecimal() and spelling.isascii()):
        return ""
    rest = spelling[_GROUP_DIGITS:]
    return spelling if not rest or (rest[0] in ",." and rest[1:].isdecimal() and len(rest) <= _GROUP_DIGITS) else ""


def _slashed(reading: Reading, number: Number, end: int) -> Number | None:
    """A fraction with the sign made for it, which parts tokens: "1⁄2"."""
    at = number.last
    if at + 1 >= end or reading.form(at) != "⁄" or not (reading.touches(at) and reading.touches(at + 1)):
        return None
    part = read_numeral(f"{reading.spelling(number.first)}/{reading.spelling(at + 1)}", reading.language)
    return None if part is None else replace(number, last=at + 2, value=part.value, digits=0, bare=False, fraction=True)


def _words(reading: Reading, k: int, end: int) -> Number | None:
    form = reading.forms[k]
    if small_words(reading.language) is not SMALL:
        return _foreign_words(reading, k, end)
    if form in MAGNITUDES:
        return _magnitude(reading, k, end)
    first = k - 1 if reading.form(k - 1) in _ARTICLES else k
    if form in ("half", "quarter") or form in _SCALE_STARTS:
        return _part_or_scale(reading, first, k)
    if first < k and form in DENOMINATORS and form in ORDINALS and reading.form(k + 1) == "of":
        return Number(first, k + 1, share(1, DENOMINATORS[form]), fraction=True, word=True)
    if form in ORDINALS and form not in SMALL:
        return Number(k, k + 1, ORDINALS[form], ordinal=True, word=True)
    if form not in SMALL:
        return None
    return _counted_words(reading, k, end)


def _magnitude(reading: Reading, k: int, end: int) -> Number | None:
    """Such as "hundreds of thousands": at least two hundred of them."""
    value, last = 2 * MAGNITUDES[reading.forms[k]], k + 1
    if reading.forms[k] == "tens" and reading.form(last) != "of":
        return None
    while last + 1 < end and reading.forms[last] == "of" and reading.forms[last + 1] in MAGNITUDES:
        value *= MAGNITUDES[reading.forms[last + 1]]
        last += 2
    return Number(k, last, value, magnitude=True, scaled=True, word=True)


def _part_or_scale(reading: Reading, first: int, k: int) -> Number | None:
    """Such as "a million", "a dozen", "half a million", "a quarter of", "several hundred"; the word alone is none."""
    form = reading.forms[k]
    scale = scale_of(form, "en")
    if scale is not None:
        if reading.form(k - 1) in _VAGUE:
            return Number(k - 1, k + 1, 2 * scale, magnitude=True, scaled=True, word=True)
        return Number(first, k + 1, scale, scaled=True, word=True) if first < k else None
    value = _HALF if form == "half" else Decimal("0.25")
    following = reading.form(k + 1)
    if form == "half" and following in _ARTICLES and scale_of(reading.form(k + 2), "en"):
        scale = scale_of(reading.form(k + 2), "en") or Decimal(1)
        return Number(k, k + 3, value * scale, scaled=True, word=True)
    touching = following == "-" and reading.touches(k + 1)
    if (first < k or form == "half") and (
        following in ("percent", "percentage", "point") or (touching and reading.form(k + 2) == "point")
    ):
        return Number(first, k + 1, value, fraction=True, word=True)
    if following == "of" and (first < k or (form == "half" and reading.form(k - 1) not in ("first", "second", "the"))):
        return Number(first, k + 1, value, fraction=True, word=True)
    return None


def _counted_words(reading: Reading, k: int, end: int) -> Number | None:
    """Such as "twenty-five", "one hundred and fifty thousand", "two thirds"."""
    total = group = Decimal(0)
    last, scaled, tens, empty = k, False, False, True
    while last < min(end, k + _MOST_WORDS):
        at = last
        if (last > k and _hyphen(reading, last)) or (
            last > k and scaled and reading.forms[last] == "and" and reading.form(last + 1) in SMALL
        ):
            at += 1
        form = reading.form(at)
        scale = scale_of(form, "en")
        if form in SMALL and (empty or (tens and 0 < SMALL[form] < 10)):
            group += SMALL[form]
            empty, tens = False, SMALL[form] >= _TENS
        elif scale is not None and group:
            group, total = (group * scale, total) if scale < _THOUSAND else (Decimal(0), total + group * scale)
            scaled, tens, empty = True, False, True
        else:
            break
        last = at + 1
    if reading.forms[last - 1] == "and":
        return None
    number = Number(k, last, total + group, scaled=scaled, word=True)
    return _fraction_words(reading, number, end) or _ordinal_words(reading, number, tens=tens, end=end) or number


def _foreign_words(reading: Reading, k: int, end: int) -> Number | None:
    """Such as "sechs", "trente-cinq", "treinta y cinco", "deux cents" in their languages."""
    small = small_words(reading.language)
    if reading.forms[k] not in small or reading.spelling(k) == _ATTENTION:
        return None
    value, last = small[reading.forms[k]], k + 1
    at = last + 1 if _hyphen(reading, last) or reading.form(last) in _AND_BETWEEN else last
    unit = small.get(reading.form(at)) if at < end else None
    if unit is not None and unit < 10 and value >= _TENS and not value % 10:
        value, last = value + unit, at + 1
    elif reading.form(last) == "cents" and reading.language == "fr":
        value, last = value * 100, last + 1
    return Number(k, last, value, word=True)


def _ordinal_words(reading: Reading, number: Number, *, tens: bool, end: int) -> Number | None:
    """Such as "twenty-fourth", "two hundred and forty-eighth", "two hundredth"."""
    at = number.last
    if at < end and (_hyphen(reading, at) or reading.forms[at] == "and"):
        at += 1
    value = ORDINALS.get(reading.form(at)) if at < end else None
    if value is None or not (tens or number.scaled or value == ORDINALS["hundredth"]):
        return None
    if value == ORDINALS["hundredth"]:
        return replace(number, last=at + 1, value=number.value * value, ordinal=True, scaled=False)
    if tens and value >= 10:
        return None
    return replace(number, last=at + 1, value=number.value + value, ordinal=True, scaled=False)


def _hyphen(reading: Reading, k: int) -> bool:
    return reading.form(k) == "-" and reading.touches(k) and reading.touches(k + 1)


def _fraction_words(reading: Reading, number: Number, end: int) -> Number | None:
    at = number.last
    joined = at < end and _hyphen(reading, at)
    at += joined
    whole = DENOMINATORS.get(reading.form(at), 0) if at < end else 0
    if not whole or number.scaled or number.value < 1 or number.value >= whole:
        return None
    if reading.form(at).startswith("quarter") and not joined and reading.form(at + 1) not in _AFTER_FRACTION:
        return None
    return replace(number, last=at + 1, value=share(int(number.value), whole), fraction=True)


def _and_a_half(reading: Reading, number: Number, end: int) -> Number:
    """Such as "two and a half", "one-and-a-half", "one and a half million"."""
    forms, at, words = reading.forms, number.last, 0
    if number.fraction or number.scaled or number.magnitude:
        return number
    for word in ("and", "a", "half"):
        at += at < end and _hyphen(reading, at)
        if at >= end or forms[at] != word:
            break
        at, words = at + 1, words + 1
    return replace(number, last=at, value=number.value + _HALF, bare=False) if words == 3 else number


def _scaled(reading: Reading, number: Number, end: int) -> Number:
    """The number with the scales that follow it: "5 million", "2.5 Mio.", "150 hundred thousand"."""
    value, last = number.value, number.last
    if number.word and number.scaled and not number.magnitude and number.last > number.first + 2:
        return number
    for _ in range(2):
        at = last + 1 if last < end and _hyphen(reading, last) else last
        scale = scale_of(reading.form(at), reading.language) if at < end and not number.unit else None
        if scale is None:
            break
        value, last = value * scale, at + 1
        if reading.language in ("de", "ru") and last < end and reading.form(last) == "." and reading.touches(last):
            last += 1 if reading.form(at) in ("mio", "mrd", "tsd", "тыс") else 0
    if last == number.last:
        return number
    return replace(number, last=last, value=value, scaled=True, bare=False)
