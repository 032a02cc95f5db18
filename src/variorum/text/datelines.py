"""Which lines say when and where a text was given, and little else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.text.lexicon import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_DATELINE = 90
_LONGEST_ADOPTION = 300
_LONGEST_PLACE = 40

_MONTH_NAMES = frozenset(
    {
        *MONTHS,
        *"gennaio febbraio marzo aprile maggio giugno luglio settembre ottobre novembre dicembre".split(),
        *"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
        *"januari februari maart mei augustus jänner".split(),
        *"yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split(),
        *"ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık".split(),
        *"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split(),
    }
)
# Any word may stand for a month in the patterns; whether it is one is looked up.
_MONTH = r"\b(?P<month{0}>[^\W\d_]{{3,}})\b"
_DAY = r"(?:\d{1,2}(?!\d)(?:st|nd|rd|th|er|º|°|\.)?)"
_DAYS = rf"{_DAY}(?:(?:\s?[-–]\s?|\s(?:and|und|et|y|to|bis|au|и)\s){_DAY})?"
_DATE = re.compile(
    "|".join(
        (
            # Both names of a month: "30 تشرين الأول/أكتوبر 2020", "24 Nisan/April 2020".
            r"\d{1,2}\s(?:\w+\s)?\w+/\w+\s\d{4}",
            rf"{_DAYS}(?:\s(?:de|of))?\s{_MONTH.format(1)}\.?(?:(?:\sdel?|,)?\s\d{{4}})?",
            rf"{_MONTH.format(2)}\.?\s{_DAYS}(?:,?\s\d{{4}})?",
            rf"{_MONTH.format(3)}\.?\s(?:de\s)?\d{{4}}",
            r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
            r"\d{1,2}[./]\d{1,2}[./]\d{2,4}",
            r"\d{1,2}-\d{1,2}-\d{4}",
            r"\d{4}年\d{1,2}月(?:\d{1,2}日)?",
            # The hour alone, as transcripts begin and end.
            r"\d{1,2}:\d{2} ?(?:[ap]\.?m\.?)? ?(?:[A-Z]{2,5}|uhr)?$",
        )
    ),
    re.IGNORECASE,
)
# "3. Oktober" and "20. Jahrestag" begin no item.
GERMAN_ORDINAL = re.compile(
    r"\d{1,2}\.\s(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jahr)",
    re.IGNORECASE,
)
# Looked for first: no date is without a month's name or joined figures.
_FIGURES_JOINED = re.compile(r"\d[-./:年]\d|/")
_LETTERS = re.compile(r"[^\W\d_]+")
# What may stand beside a date on a dateline, a place aside.
_BESIDE_DATE = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|released?|publication|published|issued|updated|posted|date|dated|on|den|le|el|a|am|at|the|du|um|uhr|vom|datum|fecha|дата"
    r"|г|года|год|р"
    r"|\d{1,2}[:.h]\d{2}|[ap]\.?m|e[ds]?t|gmt|utc|cet|noon)\b",
    re.IGNORECASE,
)
_PLACE_MARK = re.compile(r"[,–—]|-\s")
# "Adopted by the Security Council at its 6791st meeting, on 27 June 2012".
_ADOPTED = re.compile(
    r"adopted (?:by|at|on)|adoptée? (?:par|à|le)|aprobad[oa] (?:por|en)|принята|verabschiedet|angenommen"
    r"|.{0,40}通过$|(?:الذي )?اتخذ",
    re.IGNORECASE,
)


def is_dateline(paragraph: str) -> bool:
    """Whether a paragraph is a date with at most a place, an hour or a weekday, or says when a body adopted a text."""
    adopted = len(paragraph) <= _LONGEST_ADOPTION and _ADOPTED.match(paragraph) is not None
    if not adopted and len(paragraph) > _LONGEST_DATELINE:
        return False
    if _MONTH_NAMES.isdisjoint(_LETTERS.findall(paragraph.lower())) and not _FIGURES_JOINED.search(paragraph):
        return False
    dates = list(_dates(paragraph))
    if not dates or adopted:
        return bool(dates)
    rest = paragraph
    for match in reversed(dates):
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    rest = _BESIDE_DATE.sub(" ", rest).strip(" ,.;:|()[]–—-•*_")
    return not rest or _is_place(rest, paragraph[: dates[0].start()], paragraph[dates[0].end() :])


def _dates(paragraph: str) -> Iterator[re.Match[str]]:
    position = 0
    while match := _DATE.search(paragraph, position):
        name = match["month1"] or match["month2"] or match["month3"]
        if name is None or name.lower() in _MONTH_NAMES:
            yield match
            position = match.end()
        else:
            position = match.start() + 1


def _is_place(rest: str, before: str, after: str) -> bool:
    """Whether what a dateline holds beside its date is a place: a few capitalised words and a mark before the date."""
    return (
        len(rest) <= _LONGEST_PLACE
        and rest in before
        and _PLACE_MARK.search(before) is not None
        and after.strip(" .г") in ("", "года")
        and all(word[0].isupper() or not word[0].isalpha() for word in rest.split())
    )
