"""The letters of a PDF whose fonts name none: a text layer of bare glyph numbers, read by their usual order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.ingest.hyphens import LINE_END_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

# Most TrueType fonts number their glyphs in the order of Mac OS Roman: the space is 3; two codes have no glyph.
_SPACE = "\x03"
_OFFSETS = ((range(3, 98), 29), (range(98, 172), 30), (range(172, 225), 31))
_LETTERS = {number: bytes([number + offset]).decode("mac_roman") for numbers, offset in _OFFSETS for number in numbers}
# Of glyph numbers taken for characters, so many are a space: words are five to nine letters long.
_LEAST_SPACES = 0.06
# Real letters taken for glyph numbers become accented ones.
_LEAST_WORDLIKE = 0.9
_CONTROL = re.compile(r"[\x00-\x01\x03-\x08\x0b-\x1f]")
_SMALL_LETTER = re.compile(r"[a-z]")
_WORDLIKE = re.compile(r"[A-Za-z0-9 .,;:()'’–-]")


def are_glyph_numbers(lines: Iterable[str]) -> bool:
    """Whether the characters of a document are the numbers of glyphs, in the usual order, and not characters."""
    content = "".join(lines)
    if content.count(_SPACE) < _LEAST_SPACES * len(content):
        return False
    letters = lettered(content)
    return bool(letters) and len(_WORDLIKE.findall(letters)) >= _LEAST_WORDLIKE * len(letters)


def lettered(line: str) -> str:
    """A line of glyph numbers in letters; a line that has letters of its own stays."""
    if _SMALL_LETTER.search(line) and not _CONTROL.search(line):
        return line
    # A space that is there already was made from a gap between letters.
    written = "".join(
        character if character in (" ", LINE_END_HYPHEN) else _LETTERS.get(ord(character), character)
        for character in line
    )
    return re.sub(" {2,}", " ", written).strip()


def controls(line: str) -> int:
    """How many characters of a line are control characters, which nothing printed has."""
    return len(_CONTROL.findall(line))
