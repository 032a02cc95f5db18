"""The numbers and bullets that Word shows before paragraphs and writes nowhere in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.ingest.lists import bullet, enumerator
from variorum.ingest.office.elements import attribute, child, local

if TYPE_CHECKING:
    from lxml import etree

_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_LEVELS = 9
_LEVEL_PLACE = re.compile(r"%([1-9])")


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as `w:b` is there and not turned off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is marked."""

    format: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """All lists of a document, counting as its paragraphs pass."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """The lists that the numbering part defines."""
        numbering = cls()
        for element in root if root is not None else ():
            key = attribute(element, "abstractNumId") or ""
            if local(element) == "abstractNum":
                numbering.levels[key] = dict(_levels(element))
            elif local(element) == "num":
                number = attribute(element, "numId") or ""
                numbering.lists[number] = attribute(child(element, "abstractNumId"), "val") or ""
                for override in element:
                    start = attribute(child(override, "startOverride"), "val")
                    if start is not None:
                        numbering.starts[number, _whole(attribute(override, "ilvl"), 0)] = _whole(start, 1)
        return numbering

    def marker(self, number: str, level: int) -> str:
        """The mark of the next paragraph of a list at a level, with the space after it; "" where there is none."""
        abstract = self.lists.get(number)
        levels = self.levels.get(abstract or "")
        if abstract is None or not levels or level not in levels:
            return ""
        own = levels[level]
        if own.format == "none":
            return ""
        if own.format == "bullet":
            return f"{bullet(own.pattern)} "
        counts = self.counts.setdefault(abstract, {})
        if (number, level) in self.starts and (number, level) not in self.begun:
            counts[level] = self.starts[number, level]
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        self.begun.add((number, level))
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        shown = _LEVEL_PLACE.sub(lambda place: self._figure(levels, counts, int(place.group(1)) - 1), own.pattern)
        return f"{shown} " if shown else ""

    @staticmethod
    def _figure(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
        if level not in levels:
            return ""
        return enumerator(counts.get(level, levels[level].start), _STYLES.get(levels[level].format, "1"))


def _levels(abstract: etree._Element) -> list[tuple[int, Level]]:
    found = []
    for element in abstract:
        if local(element) == "lvl":
            level = Level(
                attribute(child(element, "numFmt"), "val") or "decimal",
                attribute(child(element, "lvlText"), "val") or "",
                _whole(attribute(child(element, "start"), "val"), 1),
            )
            found.append((_whole(attribute(element, "ilvl"), 0), level))
    return found


def _whole(written: str | None, default: int) -> int:
    return int(written) if written is not None and re.fullmatch(r"[0-9]{1,9}", written) else default
