"""What the styles of an OpenDocument text say: what is a title or hidden, how lists and headings are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.ingest.lists import bullet, enumerator
from variorum.ingest.office.elements import attribute, child, local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

_MOST_ANCESTORS = 32
_CONTENTS = re.compile(r"Contents_20_\d|(?:Contents|Index|Table)_20_Heading")


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits. `names` are its own and its ancestors'."""

    names: tuple[str, ...] = ()
    is_hidden: bool = False
    is_bold: bool = False
    has_outline: bool = False
    list_style: str = ""

    @property
    def is_title(self) -> bool:
        """Whether it is that of the document's title."""
        return "Title" in self.names

    @property
    def is_heading(self) -> bool:
        """Whether paragraphs in it stand in the outline, or under the title."""
        return self.has_outline or "Subtitle" in self.names or "Heading" in self.names

    @property
    def is_contents(self) -> bool:
        """Whether it is that of a table of contents."""
        return any(_CONTENTS.fullmatch(name) for name in self.names)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is marked: by `bullet` where that is not ""."""

    bullet: str
    format: str
    before: str
    after: str
    start: int
    shown: int


@dataclass(slots=True)
class Count:
    """The numbers of one list as its items pass."""

    numbers: dict[int, int] = field(default_factory=dict)

    def next(self, levels: dict[int, Level], level: int, start: int | None) -> str:
        """The mark of the next item at a level, from 1, with the space after it; "" where there is none."""
        own = levels.get(level)
        if own is None:
            return ""
        if own.bullet:
            return f"{own.bullet} "
        self.numbers[level] = start if start is not None else self.numbers.get(level, own.start - 1) + 1
        for deeper in [number for number in self.numbers if number > level]:
            del self.numbers[deeper]
        figures = [
            enumerator(self.numbers.get(each, levels[each].start), levels[each].format)
            for each in range(max(level - own.shown + 1, 1), level + 1)
            if each in levels and levels[each].format
        ]
        return f"{own.before}{'.'.join(figures)}{own.after} " if own.format and figures else ""


@dataclass(slots=True)
class Styles:
    """All styles of a document, by family and name; lists by name."""

    elements: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    known: dict[tuple[str, str], Style] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Iterable[etree._Element | None]) -> Styles:
        """The styles that these parts define; of two with one name the later counts."""
        styles = cls()
        for root in roots:
            for element in _defined(root):
                name = local(element)
                if name == "style":
                    styles.elements[attribute(element, "family") or "", attribute(element, "name") or ""] = element
                elif name == "list-style":
                    styles.lists[attribute(element, "name") or ""] = dict(_levels(element))
                elif name == "outline-style":
                    styles.outline = dict(_levels(element))
        return styles

    def style(self, family: str, name: str | None) -> Style:
        """The style of a name; one that says nothing where there is none."""
        if not name:
            return Style()
        key = (family, name)
        if key not in self.known:
            self.known[key] = self._resolved(family, name)
        return self.known[key]

    def _resolved(self, family: str, name: str) -> Style:
        chain: list[tuple[str, etree._Element]] = []
        while (element := self.elements.get((family, name))) is not None and len(chain) < _MOST_ANCESTORS:
            chain.append((name, element))
            name = attribute(element, "parent-style-name") or ""
        names = tuple(each for each, _ in chain) + ((name,) if name else ())
        looks = [child(element, "text-properties") for _, element in chain]
        hidden = _nearest(attribute(look, "display") for look in looks)
        weight = _nearest(attribute(look, "font-weight") for look in looks)
        outline = _nearest(attribute(element, "default-outline-level") for _, element in chain)
        numbered = _nearest(attribute(element, "list-style-name") for _, element in chain)
        return Style(names, hidden == "none", _is_bold(weight), bool(outline), numbered or "")


def _nearest(values: Iterator[str | None]) -> str | None:
    """What the style itself says, else the nearest of its ancestors."""
    return next((value for value in values if value is not None), None)


def _is_bold(weight: str | None) -> bool:
    return weight == "bold" or (weight is not None and weight.isdigit() and int(weight) >= 600)


def _defined(root: etree._Element | None) -> Iterator[etree._Element]:
    for group in root if root is not None else ():
        if local(group) in ("styles", "automatic-styles"):
            yield from group


def _levels(style: etree._Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        level = whole(attribute(element, "level"))
        if level is None or not 1 <= level <= 10:
            continue
        if local(element) in ("list-level-style-bullet", "list-level-style-image"):
            yield level, Level(bullet(attribute(element, "bullet-char") or ""), "", "", "", 1, 1)
        else:
            yield (
                level,
                Level(
                    "",
                    attribute(element, "num-format") or "",
                    (attribute(element, "num-prefix") or "").lstrip(),
                    (attribute(element, "num-suffix") or "").rstrip(),
                    whole(attribute(element, "start-value")) or 1,
                    whole(attribute(element, "display-levels")) or 1,
                ),
            )


def whole(written: str | None) -> int | None:
    """An attribute's whole number of at most nine digits."""
    return int(written) if written is not None and re.fullmatch(r"[0-9]{1,9}", written) else None
