"""Marks that a wrap brings to the front of a line: a figure, a number after an abbreviation, a list in a row."""

from __future__ import annotations

import re
from functools import cache

from variorum.text.abbreviations import abbreviations

# "4.5 million", "12 - of whom", where no enumerator stands: that would go on with a capital.
_FIGURE = re.compile(r"\d{1,2}(?:\.\d{1,2}| [-–])\s+")
# What follows a figure and hardly ever an enumerator, in the languages whose numbers are read.
_MEASURE = re.compile(
    r"[%‰€$£¥]|(?:per\s?cent|percentage|(?:m|b|tr)illions?|thousand|points?|times|km|kg|euros?|Euro|Prozent"
    r"|Milli(?:on|ard)en?|pour\s?cent|por\s?ciento|millones|milliards?|процент\w*|миллион\w*|миллиард\w*)\b"
)
_LABEL = re.compile(r"(\(?)([a-z]|[ivxlc]{1,6}|\d{1,2})\)\s")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘']+(?=\.$)")
_MONTHS = frozenset("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split())
_LANGUAGES = ("en", "de", "fr", "es", "ru")
_NUMBERINGS = (
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"),
    tuple("abcdefghijklmnopqrstuvwxyz"),
    tuple(map(str, range(1, 100))),
)
_WORD = re.compile(r"[^\W\d_]{2}")
_SENTENCE_END = re.compile(r"[.!?][\"'’”»)\]]*\Z")
_BLANK_LINE = re.compile(r"\n\s*\n")
# A list in a row has its next label within so many characters; more is not looked at, so that cost stays linear.
_REACH = 1500
_LONGEST_WORD = 12


def goes_on(text: str, start: int, before: int, line: tuple[int, int], *, full: bool) -> bool:
    """Whether a line that begins with a mark goes on with the paragraph from `start`, though the line before ended.

    `before` is where the line before ends; `full` says that it ended where there was no more room.
    """
    if _is_figure(text, line, full=full) or _is_announced(text, before, line):
        return True
    ended = _SENTENCE_END.search(text, max(start, before - _LONGEST_WORD), before)
    return full and ended is None and _is_listed_in_a_row(text, start, line)


def _is_figure(text: str, line: tuple[int, int], *, full: bool) -> bool:
    match = _FIGURE.match(text, *line)
    if match is None:
        return False
    return _MEASURE.match(text, match.end()) is not None or (full and text[match.end() : match.end() + 1].islower())


def _is_announced(text: str, before: int, line: tuple[int, int]) -> bool:
    """Whether the word before is an abbreviation after which no sentence ends: "No." and 5."""
    match = _LAST_WORD.search(text, max(0, before - _LONGEST_WORD), before) if text[line[0]].isdigit() else None
    return match is not None and bool({match[0], match[0].lower()} & _open_abbreviations())


@cache
def _open_abbreviations() -> frozenset[str]:
    return _MONTHS.union(*(table.inner | table.counted for table in map(abbreviations, _LANGUAGES)))


def _is_listed_in_a_row(text: str, start: int, line: tuple[int, int]) -> bool:
    """Whether the label of a line is of a list whose others stand inside lines: "on (i) ways; and", "(ii) how"."""
    match = _LABEL.match(text, *line)
    if match is None:
        return False
    opening, label = match.groups()
    for labels in _NUMBERINGS:
        place = labels.index(label) if label in labels else -1
        if place > 0 and (
            earlier := _behind(r"\s", opening + labels[place - 1], text, max(start, line[0] - _REACH), line[0])
        ):
            # Not where the list begins with its paragraph: "3. (a) the sluices".
            return _WORD.search(text, start, earlier) is not None
        if place == 0 and _behind(r"(?<=\S)[ \u00a0]", opening + labels[1], text, line[0], line[0] + _REACH):
            return True
    return False


def _behind(gap: str, label: str, text: str, start: int, end: int) -> int:
    """Where a label stands behind such a gap in this stretch of a paragraph; 0 for nowhere."""
    blank = _BLANK_LINE.search(text, start, end)
    match = re.compile(rf"{gap}{re.escape(label)}\)\s").search(text, start, blank.start() if blank else end)
    return match.start() if match else 0
