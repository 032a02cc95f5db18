"""The comparison form of a token: what is left when typography is taken away."""

from __future__ import annotations

import unicodedata

# One form for each family of marks that printers and keyboards exchange without a change of wording.
SINGLE_QUOTES = "'‘’‚‛ʼʹ′`´＇"
DOUBLE_QUOTES = '"“”„‟«»″＂〝〞〟'
DASHES = "-‐‑‒–—―−﹘﹣－"
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

_TYPOGRAPHY: dict[int, str | None] = {
    **{ord(mark): "'" for mark in SINGLE_QUOTES},
    **{ord(mark): '"' for mark in DOUBLE_QUOTES},
    **{ord(mark): "-" for mark in DASHES},
    **{ord(mark): None for mark in INVISIBLE},
    **{0xFB00 + k: letters for k, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))},
    ord("…"): "...",
    ord("‹"): "'",
    ord("›"): "'",
}


def fold(token: str) -> str:
    """The token without case, typographic variants, soft hyphens and ligatures; NFC.

    Words that differ in anything a reader would hear or spell differently keep different forms.
    """
    if token.isascii():
        folded = token.lower().replace("`", "'")
    else:
        folded = unicodedata.normalize("NFC", token.translate(_TYPOGRAPHY)).casefold()
    if folded == "''":
        # Printers without a double quotation mark set the single one twice.
        return '"'
    return folded
