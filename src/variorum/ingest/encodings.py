"""Which old encoding bytes are in, by what they would say in each."""

from __future__ import annotations

import re

# Letters, and the marks that stand beside or between words in Western European print.
_PLAUSIBLE = re.compile(
    r"(?<=[A-Za-z])[À-ÖØ-öø-ÿŒœŠšŽžŸ]{1,2}(?![À-ÖØ-öø-ÿ])|(?<![\x80-￿])[À-ÖØ-öø-ÿŒœŠšŽžŸ]{1,2}(?=[A-Za-z\W]|$)"
    r"|[‘’‚“”„–—…•«»‹›\xa0€£§©®™°ºª]|(?<!\w)[¿¡](?=\w)|\b[½¼¾]|(?<=\w)[²³]\b"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
SAMPLE = 64 * 1024
# Share of characters beyond ASCII that must stand where Western print has them.
_WESTERN = 0.95


def guess(data: bytes) -> str | None:
    """The codec under which these bytes, which are not UTF-8, are most likely text; None where there is none."""
    sample = _telling_lines(data)
    if _is_western(sample) and _decodes(data, "cp1252"):
        return "cp1252"
    import charset_normalizer

    for match in charset_normalizer.from_bytes(sample):
        if _decodes(data, match.encoding):
            return match.encoding
    return None


def _telling_lines(data: bytes) -> bytes:
    """The lines that hold a byte beyond ASCII, up to a bound; a newline is one byte in every encoding looked for."""
    lines: list[bytes] = []
    size = 0
    for line in re.finditer(rb"[^\n]*[\x80-\xff][^\n]*\n?", data):
        lines.append(line.group()[: SAMPLE - size])
        size += len(lines[-1])
        if size >= SAMPLE:
            break
    return b"".join(lines)


def _is_western(sample: bytes) -> bool:
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = len(_NOT_ASCII.findall(text))
    plausible = sum(len(found) for found in _PLAUSIBLE.findall(text))
    return plausible >= _WESTERN * beyond


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
