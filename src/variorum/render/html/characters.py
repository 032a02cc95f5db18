"""Characters of a statement as HTML: escaped, and the ones that could deceive a reader made visible."""

from __future__ import annotations

import re

from markupsafe import Markup

# Bidirectional overrides, embeddings and isolates can show text in an order it does not have. The marks LRM, RLM and
# ALM only join neutral characters to a run inside the text's own isolated element; right-to-left texts need them.
_BIDI_NAMES = {
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip

# What an HTML page cannot hold as it is: C0 and C1 controls (a parser drops or replaces them), lone surrogates (UTF-8
# has no form for them), the bidirectional controls above. Tab, line feed and form feed are white space and stay.
_UNSHOWABLE = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_SPECIAL = re.compile(f"[\r&<>\"'{_UNSHOWABLE}]")
_MARKUP = re.compile("[&<>\"']")
_UNSHOWABLE_ONLY = re.compile(f"[{_UNSHOWABLE}]")

# A carriage return is written as a reference: a parser turns a bare one into a line feed.
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "\r": "&#13;"}


def shown(text: str) -> Markup:
    """The text as HTML content.

    A character that cannot stand in a page is a `span.code` with a symbol and its code point in `data-code`; from that
    and the content of the rest the text can be read back exactly.
    """
    return Markup(as_html(text))  # noqa: S704 - every special character is replaced


def as_html(text: str) -> str:
    """What `shown` gives, as a piece of a string that is being put together."""
    return _SPECIAL.sub(_markup_of, text)


def escaped(text: str) -> str:
    """Plain text as HTML content or the value of an attribute in quotation marks."""
    return _MARKUP.sub(_reference_of, text)


def plain(text: str) -> str:
    """The text with unshowable characters as symbols, for a place that takes no elements: a title bar, an attribute."""
    return _UNSHOWABLE_ONLY.sub(lambda found: _symbol(ord(found[0])), text)


def _reference_of(found: re.Match[str]) -> str:
    return _REFERENCES[found[0]]


def _markup_of(found: re.Match[str]) -> str:
    character = found[0]
    if character in _REFERENCES:
        return _REFERENCES[character]
    code = ord(character)
    return f'<span class="code" data-code="{code:04x}">{_symbol(code)}</span>'


def _symbol(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return f"⟨{_BIDI_NAMES.get(code, f'U+{code:04X}')}⟩"
