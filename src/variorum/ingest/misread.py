"""Characters that were decoded wrongly before they came to us: UTF-8 read as Windows-1252 and written again."""

from __future__ import annotations

import re

from variorum.model.witnesses import TextWarning, WarningKind

# The bytes 80 to BF as Windows-1252 shows them; it leaves five of them to the controls of Latin-1.
_SHOWN = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xC0)}
_BYTES = {ord(shown): byte for byte, shown in _SHOWN.items() if shown != "\ufffd"}
# A half of a character's bytes: the signs of Windows-1252, or the C1 controls of Latin-1.
_REST = "".join(sorted({*map(chr, range(0x80, 0xC0)), *map(chr, _BYTES)}))
_REST = f"[{re.escape(_REST)}]"
_UPPER = "A-ZÀ-ÖØ-Þ"
# What one such character is enough for: the signs of General Punctuation ("â€™"), U+FFFD and the byte-order mark, faces
# ("ðŸ˜€"), and the letters and signs of Latin-1 ("Ã©", "Â§"). A word in capitals may end in "Ã" or "Â" before a
# quotation mark (IRMÃ”); there a letter has to follow ("COÃ›T").
_ALONE = rf"â[€\x80-\x8b]{_REST}|ï»¿|ï¿½|ðŸ{_REST}{{2}}|(?:(?<![{_UPPER}])[ÃÂ]{_REST}|[ÃÂ]{_REST}(?=[^\W\d_]))"
# Other scripts show as nothing but such pairs ("ÐŸÑ€Ð¸"): a single one may be chance ("É…").
_ANY = rf"[Â-ß]{_REST}|[à-ï]{_REST}{{2}}|[ð-ô]{_REST}{{3}}"
_MISREAD = re.compile(rf"(?:{_ANY}){{3,}}|{_ALONE}")
# U+0085 alone is an end of line in texts that came from a mainframe.
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
_SUSPICIOUS = re.compile("[\x80-\x84\x86-\x9f]|[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]")


def misread(content: str) -> tuple[TextWarning, ...]:
    """A warning where characters were decoded wrongly; the text stays as it is. Text is not missing."""
    if content.isascii() or _SUSPICIOUS.search(content) is None:
        return ()
    count = 0
    first: tuple[int, str] | None = None
    for match in _MISREAD.finditer(content):
        meant = _meant(match[0])
        if meant is not None:
            count += len(meant)
            first = first or (match.start(), f", which stands for {meant!r}")
    rest = _MISREAD.sub(lambda match: match[0] if _meant(match[0]) is None else " " * len(match[0]), content)
    controls = [match.start() for match in _CONTROL.finditer(rest)]
    count += len(controls)
    if first is None and controls:
        first = controls[0], ""
    if first is None:
        return ()
    start, meaning = first
    message = (
        f"Characters stand in the text that were decoded wrongly before ({count:,}), such as {_word(content, start)}"
        f"{meaning}; they are left as they are, and what differs by them alone may be called a change."
    )
    return (TextWarning(WarningKind.MISREAD, message, incomplete=False),)


def _meant(shown: str) -> str | None:
    """The characters whose UTF-8 this is; None where it is none."""
    data = bytes(_BYTES.get(ord(character), ord(character) & 0xFF) for character in shown)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _word(content: str, start: int) -> str:
    """The characters round a place up to white space, a few at most, with invisible ones written as escapes."""
    before = re.split(r"[ \n\t]", content[max(0, start - 16) : start])[-1]
    after = re.split(r"[ \n\t]", content[start : start + 16])[0]
    return repr(before + after)
