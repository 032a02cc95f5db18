"""From bytes to characters: byte-order mark, then UTF-8, then what was declared, then a guess that says so."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from variorum.ingest.damage import UNREAD, damage
from variorum.model.witnesses import TextWarning, WarningKind

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = "".join(map(chr, (*range(9), *range(14, 27), *range(28, 32), 127)))
_HEAD = 64 * 1024
_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were in, and what was doubtful about it."""

    content: str
    encoding: str
    warnings: tuple[TextWarning, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded | None:
    """The characters of a text, without its byte-order mark; line ends and all else as they stand.

    None where the bytes are no text in any encoding tried. `declared` is a codec name the document gives itself; valid
    UTF-8 overrules it, for chance hardly ever makes that.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data, declared) or _not_utf8(data)
    if "\x1b" in content and declared is not None and declared.startswith("iso2022"):
        return _declared(data, declared)
    if "\x00" in content and (unmarked := _unmarked_utf16(data)) is not None:
        return _marked(data, unmarked, guessed=True)
    return Decoded(content, "utf-8")


def is_binary(content: str) -> bool:
    """Whether control characters abound, as in no text: more than one in ten of the first 64 K characters."""
    head = content[:_HEAD]
    return sum(map(head.count, _CONTROLS)) * 10 > len(head)


def _marked(data: bytes, encoding: str, *, guessed: bool = False) -> Decoded:
    """Decode a known Unicode encoding; half pairs stay as they are, broken bytes become U+FFFD; both are said."""
    warnings = (_guessed(encoding),) if guessed else ()
    try:
        return Decoded(data.decode(encoding), encoding, warnings)
    except UnicodeDecodeError:
        pass
    try:
        content = data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        content = data.decode(encoding, "replace")
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        return Decoded(content, encoding, (*warnings, replaced(content, encoding, line)))
    return Decoded(content, encoding, (*warnings, *_half_pairs(content)))


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        return Decoded(data.decode(declared), declared)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a NUL in nearly every second byte of Western text."""
    head = data[:4096]
    if len(data) % 2 or len(head) < 4:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[first::2].count(0) * 10 > len(head) // 2 * 7 and head[1 - first :: 2].count(0) * 20 < len(head) // 2:
            return encoding
    return None


def _not_utf8(data: bytes) -> Decoded | None:
    """Damaged UTF-8, or another encoding found by its shape."""
    try:
        # Encoders that write each half of a pair on its own (CESU-8) mean the pair.
        content = (
            data.decode("utf-8", "surrogatepass")
            .encode("utf-16-le", "surrogatepass")
            .decode("utf-16-le", "surrogatepass")
        )
    except UnicodeDecodeError as error:
        content = data.decode("utf-8", "replace")
        if _is_damaged_utf8(data, content):
            line = data.count(b"\n", 0, error.start) + 1
            return Decoded(content, "utf-8", (replaced(content, "utf-8", line),))
    else:
        return Decoded(content, "utf-8", _half_pairs(content))
    from variorum.ingest.encodings import guess

    encoding = guess(data)
    if encoding is None:
        return None
    return Decoded(data.decode(encoding), encoding, (_guessed(encoding),))


def _is_damaged_utf8(data: bytes, content: str) -> bool:
    """Whether right UTF-8 outweighs the broken bytes by ten to one: no other encoding looks so by chance."""
    broken = content.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    right = sum(1 for character in content if character >= "\x80") - content.count("\ufffd")
    return right >= 10 * broken


def _guessed(encoding: str) -> TextWarning:
    message = f"The text does not say its encoding and is not UTF-8; it was read as {encoding}."
    return TextWarning(WarningKind.ENCODING_GUESSED, message, incomplete=False)


def replaced(content: str, encoding: str, line: int) -> TextWarning:
    """What is said of a text in which bytes that are not of its encoding, the first in `line`, became U+FFFD."""
    count = content.count(UNREAD)
    found = damage(content.split("\n"))
    message = (
        f"Bytes that are not {encoding} stand in the text, the first in line {line}; read as U+FFFD ({count:,}), "
        f"in {found.damaged:,} of {found.words:,} words."
    )
    return TextWarning(WarningKind.UNDECODABLE, message, incomplete=found.is_great)


def _half_pairs(content: str) -> tuple[TextWarning, ...]:
    first = _HALF_PAIR.search(content)
    if first is None:
        return ()
    halves = len(_HALF_PAIR.findall(content))
    line = content.count("\n", 0, first.start()) + 1
    found = damage(content.split("\n"), lambda word: _HALF_PAIR.search(word) is not None)
    message = (
        f"Halves of surrogate pairs stand in the text ({halves:,}), the first in line {line}, in {found.damaged:,} of "
        f"{found.words:,} words; the characters they were part of are lost."
    )
    return (TextWarning(WarningKind.UNDECODABLE, message, incomplete=found.is_great),)
