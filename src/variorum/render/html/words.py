"""The page's own words: what the two sides are called, dates, writing directions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.render.html.characters import plain
from variorum.render.redline import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.summary import Summary

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "ps", "sd", "syr", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class SideWords:
    """How a page names one text: "Older" or "First", its date in words ("" if unknown), its language.

    `name` is the end of the witness's name that tells the two apart, mostly the file's; a page is often passed on, and
    folders are its maker's own affair. The proof holds the full name.
    """

    word: str
    name: str
    date: str
    language: str
    direction: str


def side_words(alignment: Alignment, summary: Summary, side: Side) -> SideWords:
    """The words for one side. A text is called older or newer only where both dates are known and say so."""
    witness = alignment.side(side)
    ordered = summary.base_date and summary.other_date and summary.base_date < summary.other_date
    names = ("Older", "Newer") if ordered else ("First", "Second")
    names_of_both = [alignment.side(each).witness.name for each in Side]
    date = summary.base_date if side is Side.BASE else summary.other_date
    return SideWords(
        word=names[0] if side is Side.BASE else names[1],
        name=plain(short_names(names_of_both)[0 if side is Side.BASE else 1]),
        date=plain_date(date) if date else "",
        language=language_tag(witness.language),
        direction=direction(language_tag(witness.language)),
    )


def language_tag(language: str) -> str:
    """The `lang` of a text in a language; "" where none is known."""
    known = re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language)
    return language if known and language != "und" else ""


def direction(language: str) -> str:
    """The `dir` of a text in a language; "auto" where none is known."""
    if not language or language == "und":
        return "auto"
    tag = language.lower()
    return "rtl" if tag in _RIGHT_TO_LEFT or tag.split("-")[0] in _RIGHT_TO_LEFT or "-arab" in tag else "ltr"


@lru_cache(1 << 14)
def plain_date(iso: str) -> str:
    """A date for reading: "20 January 2024", "January 2024", "2024"; what is no ISO 8601 date stays as it is."""
    found = _DATE.fullmatch(iso)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return iso
    year, month, day = found.groups()
    parts = (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year)
    return " ".join(part for part in parts if part)


def short_names(names: Sequence[str]) -> list[str]:
    """The end of each name that tells all apart, mostly the file's: a page is passed on, folders are not."""
    parts = [re.split(r"[/\\]", name) for name in names]
    for count in range(1, max(map(len, parts), default=0) + 1):
        short = ["/".join(part[-count:]) for part in parts]
        if len(set(short)) == len(set(names)) and all(short):
            return short
    return list(names)


def absence_words(alignment: Alignment) -> tuple[str, str]:
    """What dropped and added lines are called: by a fact only where the text that lacks them was read whole."""
    return (
        "dropped" if alignment.is_known_whole(Side.OTHER) else NOT_FOUND,
        "added" if alignment.is_known_whole(Side.BASE) else NOT_FOUND,
    )
