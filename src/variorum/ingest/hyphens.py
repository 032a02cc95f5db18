"""Words that the end of a line cuts in two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# How pdfium writes a hyphen that it takes for one that only the end of the line made.
LINE_END_HYPHEN = "\x02"
_WORD = re.compile(r"\w+(?:[-‐]\w+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
# In an address every hyphen is its own.
_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def vocabulary(paragraphs: Iterable[Sequence[str]]) -> frozenset[str]:
    """The words of paragraphs of lines in small letters, compounds whole, without those that a line's end cuts."""
    words: set[str] = set()
    for lines in paragraphs:
        follows = False
        for line in lines:
            cut = line.endswith(LINE_END_HYPHEN)
            parts = _WORD.findall(line.rstrip(LINE_END_HYPHEN).casefold())
            words.update(parts[1 if follows else 0 : len(parts) - cut])
            follows = cut
    return frozenset(words)


def mended(above: str, below: str, words: frozenset[str]) -> tuple[str, str]:
    """A line's end as it reads before the next line, and what stands between them.

    A hyphen at the end of a line goes, unless the document's own words speak for a compound: it has the compound
    elsewhere, or both halves as words and not the whole; or it stands beside a figure or before a capital.
    """
    if above.endswith(("\xad", LINE_END_HYPHEN)):
        stem = above[:-1]
        left, right = _LAST_WORD.search(stem), _FIRST_WORD.match(below)
        if left is None or right is None or right.group()[0].isupper() or _ADDRESS.search(stem):
            return f"{stem}-", ""
        first, second = left.group().casefold(), right.group().casefold()
        whole = first + second
        if whole not in words and (
            f"{first}-{second}" in words or (min(len(first), len(second)) > 3 and first in words and second in words)
        ):
            return f"{stem}-", ""
        return stem, ""
    return above, "" if above.endswith(("-", "‐")) and above[-2:-1].isalnum() and below[:1].isalnum() else " "
