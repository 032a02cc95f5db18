"""What a run of digits says, with the separators of its language: 1,234.5 and 1.234,5 and 5¼ and 34th."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

# A longer run of digits is a code, a key or damage, and no figure that anyone counts with.
_MOST_DIGITS = 18
_COMMA_POINT = frozenset({"en", "zh", "ja", "ko", "he", "th", "ar"})
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})*+", re.ASCII)
_PLAIN = re.compile(r"\d++(?:[.,'’]\d++)*+", re.ASCII)
_FRACTION = re.compile(r"(\d{1,3})[/⁄](\d{1,3})", re.ASCII)
_ORDINAL = re.compile(r"(\d[\d,]*+)(?:st|nd|rd|th|º|ª|er|re|ème|eme|e)", re.ASCII)
_SPANISH_ORDINAL = re.compile(r"(\d++)[ao]", re.ASCII)
_SUFFIXED = re.compile(r"(\d[\d.,]*+)(bn|tn|mn|m|k|km|kg|mm|cm|ha|mw|gw|kw|twh|gwh|mwh|kwh)")
_SUFFIX_SCALES = {"bn": 10**9, "tn": 10**12, "mn": 10**6, "m": 10**6, "k": 1000}
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 32, 64, 100})
_VULGAR = {
    character: Decimal(str(unicodedata.numeric(character)))
    for character in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
}  # fmt: skip
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Numeral:
    """What one token of digits says. `digits` are those before any decimal mark, without separators.

    `unit` is a unit of measure written on to the figure ("20km").
    """

    value: Decimal
    digits: int
    ordinal: bool = False
    fraction: bool = False
    plain: bool = False
    unit: str | None = None


def read_numeral(spelling: str, language: str) -> Numeral | None:
    """The figure that a token says; None of one that is no figure (a time, a version, a mixture with letters).

    With one separator before three digits the language decides; a fraction is below one, with a usual denominator.
    """
    if len(spelling) > 2 * _MOST_DIGITS:
        return None
    if spelling.isascii() and spelling.isdigit():
        return Numeral(Decimal(spelling), len(spelling), plain=True) if len(spelling) <= _MOST_DIGITS else None
    if spelling[-1] in _VULGAR:
        return _vulgar(spelling)
    form = spelling.lower()
    if match := _FRACTION.fullmatch(form):
        return _fraction(int(match[1]), int(match[2]))
    if match := (_SPANISH_ORDINAL.fullmatch(form) if language == "es" else None) or _ORDINAL.fullmatch(form):
        whole = match[1].replace(",", "")
        return Numeral(Decimal(whole), len(whole), ordinal=True)
    if match := _SUFFIXED.fullmatch(form):
        return _suffixed(match[1], match[2], language)
    return _separated(form, language)


def share(part: int, whole: int) -> Decimal:
    """A part of a whole, exact where decimals can say it in six places, else to four."""
    value = Decimal(part) / Decimal(whole)
    exact = value.normalize()
    return exact if len(exact.as_tuple().digits) <= _MOST_DIGITS else value.quantize(_PLACES)


def plain(value: Decimal) -> Decimal:
    """The same value without exponent or idle zeros, so that 1.50 and 1.5 are written alike."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _vulgar(spelling: str) -> Numeral | None:
    value = _VULGAR[spelling[-1]]
    value = value if len(str(value)) < _MOST_DIGITS else value.quantize(_PLACES)
    whole = spelling[:-1]
    if not whole:
        return Numeral(value, 0, fraction=True)
    return Numeral(Decimal(whole) + value, len(whole)) if whole.isascii() and whole.isdigit() else None


def _fraction(part: int, whole: int) -> Numeral | None:
    if not 0 < part < whole or whole not in _DENOMINATORS:
        return None
    return Numeral(share(part, whole), 0, fraction=True)


def _suffixed(figure: str, suffix: str, language: str) -> Numeral | None:
    number = read_numeral(figure, language) if figure[-1].isdigit() else None
    if number is None or number.fraction:
        return None
    scale = _SUFFIX_SCALES.get(suffix)
    if scale:
        return Numeral(number.value * scale, number.digits)
    return Numeral(number.value, number.digits, unit=suffix)


def _separated(form: str, language: str) -> Numeral | None:
    if not _PLAIN.fullmatch(form):
        return None
    marks = [character for character in form if not character.isdigit()]
    last = marks[-1]
    point = "." if language in _COMMA_POINT else ","
    if _GROUPED.fullmatch(form) and (len(marks) > 1 or last != point):
        return _grouped(form, "")
    if marks.count(last) > 1 or last not in ".,":
        return None
    whole, _, decimals = form.rpartition(last)
    if len(marks) > 1:
        return _grouped(whole, decimals) if _GROUPED.fullmatch(whole) and last not in whole else None
    if last != point and language == "en":
        return None
    return _grouped(whole, decimals)


def _grouped(whole: str, decimals: str) -> Numeral | None:
    digits = "".join(filter(str.isdigit, whole))
    if len(digits) + len(decimals) > _MOST_DIGITS:
        return None
    return Numeral(Decimal(f"{digits}.{decimals}" if decimals else digits), len(digits))
