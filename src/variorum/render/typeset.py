"""Setting marked text in lines of a terminal: safe characters, their widths, wrapping, and the marks of a change."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What could steer a terminal or hide or reorder words: controls but for white space, bidirectional controls, invisible
# format characters (joiners excepted, which some scripts need), lone surrogates, tag characters.
UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Letters and signs of alphabets that take one column each: nearly every text, and quick to know.
NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc]*"
)
SOFT_HYPHEN = "\u00ad"
RESET = "\x1b[0m"


class Style(Enum):
    """How a piece is set; the value is its SGR parameters, empty for plain."""

    PLAIN = ""
    BOLD = "1"
    QUIET = "2"
    REMOVED = "2;9"
    ADDED = "1;4"
    FORM = "4"
    OLDER = "1;33"
    NEWER = "1;36"
    MOVED = "1;35"
    MOVED_FROM = "2;3;35"
    MOVED_HERE = "3;35"


# The brackets that stand for a style where there is no colour.
BRACKETS = {
    Style.REMOVED: ("[-", "-]"),
    Style.ADDED: ("{+", "+}"),
    Style.FORM: ("{~", "~}"),
    Style.MOVED_FROM: ("[↕", "↕]"),
    Style.MOVED_HERE: ("{↕", "↕}"),
}
# What stands before a style even in colour, where there may be neither italics nor violet.
SIGNS = {Style.MOVED_FROM: ("↕", ""), Style.MOVED_HERE: ("↕", "")}
# Words of the other text with these styles are parted from words of the base's with those.
OLDER_WORDS = (Style.REMOVED, Style.MOVED_FROM)
NEWER_WORDS = (Style.ADDED, Style.MOVED_HERE)

Piece = tuple[str, Style]


def visible(text: str) -> str:
    """The text without any character that could steer a terminal: each is written out as an escape."""
    text = text.replace(SOFT_HYPHEN, "")
    return UNSAFE.sub(_escaped, text)


def display_width(text: str) -> int:
    """How many columns a text takes: two for wide characters, none for combining ones."""
    if NARROW.fullmatch(text):
        return len(text)
    return sum(map(_width, text))


def pad(text: str, width: int) -> str:
    """The text with spaces to `width` columns."""
    return text + " " * (width - display_width(text))


def pieces(marked: Iterable[Piece], *, color: bool) -> list[Piece]:
    """Marked text ready to wrap: safe, white space folded and outside of marks, neighbours of one style joined.

    Without colour the marks become brackets; with it, a space parts a word of the other text from one of the base's
    before it.
    """
    ready: list[Piece] = []
    for text, style in joined(marked):
        folded = re.sub(r"\s+", " ", visible(text))
        core = folded.strip(" ")
        against = color and style in NEWER_WORDS and ready and ready[-1][1] in OLDER_WORDS
        if folded[:1] == " " or against:
            ready.append((" ", Style.PLAIN))
        if core:
            opening, closing = (SIGNS if color else BRACKETS).get(style, ("", ""))
            ready.append((f"{opening}{core}{closing}", style))
            if len(folded) > 1 and folded[-1] == " ":
                ready.append((" ", Style.PLAIN))
    return ready


def wrap(ready: Sequence[Piece], width: int) -> list[list[Piece]]:
    """Lines of at most `width` columns, broken at spaces and beside wide characters; a longer word is cut."""
    if len(ready) == 1 and ready[0][0].isascii():
        return _wrapped_plainly(*ready[0], width)
    return _wrapped(ready, width)


def _wrapped_plainly(text: str, style: Style, width: int) -> list[list[Piece]]:
    """As `_wrapped`, four times as fast: for most of what is printed of two long texts."""
    lines: list[list[Piece]] = []
    start = 0
    while len(text) - start > width:
        space = text.rfind(" ", start, start + width + 1)
        end = space if space > start else start + width
        lines.append([(text[start:end], style)])
        start = end + (space > start)
    lines.append([(text[start:], style)])
    return lines


def _wrapped(ready: Iterable[Piece], width: int) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    used = 0
    gap: Style | None = None
    for word, space in _words(ready):
        taken = sum(display_width(text) for text, _ in word)
        if not word:
            gap = space
            continue
        if used and used + (gap is not None) + taken > width:
            lines.append([])
            used, gap = 0, None
        if gap is not None and used:
            lines[-1].append((" ", gap))
            used += 1
        if taken <= width:
            lines[-1] += word
            used += taken
        else:
            used = _lay_long(word, lines, used, width)
        gap = space
    return lines


def paint(line: Sequence[Piece], *, color: bool) -> str:
    """A wrapped line as characters for the terminal; every style is closed at its end."""
    if not color:
        return "".join(text for text, _ in line).rstrip()
    return "".join(_sgr(text, style) for text, style in joined(line))


def columns(line: Sequence[Piece]) -> int:
    """How many columns a line takes."""
    return sum(display_width(text) for text, _ in line)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def joined(marked: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one style as one piece."""
    held, current = "", Style.PLAIN
    for text, style in marked:
        if style is not current and held:
            yield held, current
            held = ""
        held, current = held + text, style
    if held:
        yield held, current


def _words(ready: Iterable[Piece]) -> Iterator[tuple[list[Piece], Style | None]]:
    """What may not be broken, each with the style of the space after it (None where there is no space)."""
    word: list[Piece] = []
    for text, style in ready:
        parts = text.split(" ")
        for number, part in enumerate(parts):
            if number:
                yield word, style
                word = []
            for chunk in _chunks(part):
                if word and _breaks_between(word[-1][0][-1], chunk[0]):
                    yield word, None
                    word = []
                word.append((chunk, style))
    if word:
        yield word, None


def _chunks(text: str) -> Iterator[str]:
    """A word in pieces that may stand on different lines: one for each wide character."""
    if NARROW.fullmatch(text):
        if text:
            yield text
        return
    start = 0
    for index in range(1, len(text)):
        if _breaks_between(text[index - 1], text[index]):
            yield text[start:index]
            start = index
    yield text[start:]


def _breaks_between(left: str, right: str) -> bool:
    """Whether a line may end between two characters of a script that writes no spaces; never before closing marks."""
    if NARROW.fullmatch(left + right):
        return False
    wide = _width(left) == 2 or _width(right) == 2
    return wide and unicodedata.category(right)[0] in "LNS" and unicodedata.category(left) not in ("Ps", "Pi")


def _lay_long(word: Sequence[Piece], lines: list[list[Piece]], used: int, width: int) -> int:
    """Set a word that fits on no line, cut where each line is full; returns the columns taken of the last line."""
    for text, style in word:
        start = 0
        for index, char in enumerate(text):
            size = _width(char)
            if used and used + size > width:
                if index > start:
                    lines[-1].append((text[start:index], style))
                lines.append([])
                start, used = index, 0
            used += size
        lines[-1].append((text[start:], style))
    return used


def _sgr(text: str, style: Style) -> str:
    return f"\x1b[{style.value}m{text}{RESET}" if style.value else text
