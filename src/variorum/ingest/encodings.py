"""Which old encoding bytes are in, by what they would say in each."""

from __future__ import annotations

import re
from collections import Counter

# Where two read the bytes equally well, the earlier: Windows wrote most of what has no mark of its encoding.
_LATIN = (
    *("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "iso8859_15", "iso8859_4", "mac_roman", "cp850", "cp852"),
)
# The letters beyond ASCII of languages in Latin script. Bytes read in a wrong encoding mix those of several.
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "àâäåæçèéêëíïñóôöøü",  # English, with the words it borrowed
        "àâæçèéêëîïôœùûüÿ",  # French
        "äöüßé",  # German
        "áéíñóúü",  # Spanish
        "àáâãçéêíóôõúü",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "àçèéíïòóúü",  # Catalan
        "áèéêëïóöü",  # Dutch
        "àåäéö",  # Swedish, Finnish
        "åæéòóôø",  # Danish, Norwegian
        "áðéíóöúýþæ",  # Icelandic
        "äõöüšž",  # Estonian
        "ąćęłńóśźż",  # Polish
        "áäčďéěíĺľňóôŕřšťúůýž",  # Czech, Slovak
        "áéíóöőúüű",  # Hungarian
        "âăîşţșț",  # Romanian
        "ćčđšž",  # Croatian, Bosnian, Slovene
        "çë",  # Albanian
        "âçğîöûüış",  # Turkish
        "ąčęėįšūųž",  # Lithuanian
        "āčēģīķļņšūž",  # Latvian
    )
)
_OTHER_SCRIPTS = [
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256"),
    *("iso8859_6", "cp874", "big5", "gb18030", "cp932", "euc_jp", "cp949", "iso2022_jp"),
]
_BEYOND = re.compile(r"[^\x00-\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_BETWEEN = "’‘–—…·\xa0\xad"
_AROUND = "“”„‚‹›«»•€£¥¢§©®™°±×÷µ¶¿¡ªº¹²³¼½¾‰†‡" + _BETWEEN
# How much of a text one codec must explain to be believed at once, and at least if no other explains more.
_SURE = 0.97
_LEAST = 0.6
# Enough lines to tell by; charset-normalizer's cost grows with it.
SAMPLE = 32 * 1024
_LONGEST = 4


def guess(data: bytes) -> str | None:
    """The codec under which these bytes, which are not UTF-8, are most likely text; None where there is none.

    Method: a Latin codec is believed when what it makes of the bytes is the letters of one language and marks of print
    where they stand; other scripts are told apart by charset-normalizer.
    """
    sample = _telling_lines(data)
    scored = [(_share(sample, codec), -rank, codec) for rank, codec in enumerate(_LATIN) if _decodes(data, codec)]
    share, _, latin = max(scored, default=(0.0, 0, ""))
    if share >= _SURE:
        return latin
    import charset_normalizer

    # A sample cut from one long line may end within a character.
    for cut in range(_LONGEST if len(sample) >= SAMPLE else 1):
        for match in charset_normalizer.from_bytes(sample[: len(sample) - cut], cp_isolation=_OTHER_SCRIPTS):
            if _decodes(data, match.encoding):
                return match.encoding
    return latin if share >= _LEAST else None


def _telling_lines(data: bytes) -> bytes:
    """The lines that hold a byte beyond ASCII, up to a bound; a newline is one byte in every encoding looked for."""
    lines: list[bytes] = []
    size = 0
    reached = 0
    while size < SAMPLE and (beyond := _HIGH.search(data, reached)) is not None:
        start = data.rfind(b"\n", reached, beyond.start()) + 1 or reached
        end = data.find(b"\n", beyond.end()) + 1 or len(data)
        lines.append(data[start : min(end, start + SAMPLE - size)])
        size += len(lines[-1])
        reached = end
    return b"".join(lines)


def _share(sample: bytes, codec: str) -> float:
    """How much of what lies beyond ASCII is right when read so: letters of one language, marks where print has them."""
    text = sample.decode(codec, "replace")
    letters: Counter[str] = Counter()
    right = 0
    total = 0
    for found in _BEYOND.finditer(text):
        place, character = found.start(), found.group()
        total += 1
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if character.isalpha() and character not in "ªº":
            # A capital inside a small word is a byte misread.
            if not (character.isupper() and before.islower()):
                letters["i" if character == "İ" else character.lower()] += 1
        elif character in _BETWEEN or (character in _AROUND and not (before.isalpha() and after.isalpha())):
            right += 1
    known = max(
        sum(count for letter, count in letters.items() if letter in alphabet or letter == "i")
        for alphabet in _ALPHABETS
    )
    return (right + known) / total if total else 0.0


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
