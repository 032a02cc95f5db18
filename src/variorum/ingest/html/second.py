"""The running text of a web page as it stands in the markup: text between two tags, long enough to be a sentence."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from variorum.ingest.second_reading import LEAST_LETTERS, findings, squeezed, warnings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.units import Block
    from variorum.model.witnesses import TextWarning

# What no browser shows as text, up to what closes it. Both cases are written out: a pattern that ignores case is tried
# at every character, and takes five times as long.
_ANY_CASE = {
    name: "".join(f"[{letter}{letter.upper()}]" for letter in name)
    for name in ("script", "style", "title", "svg", "head")
}
_UNSHOWN = re.compile(rf"<(?:({'|'.join(_ANY_CASE.values())})(?=[\s/>])|!--)")
_CLOSING = {name: re.compile(f"</{pattern}") for name, pattern in _ANY_CASE.items()}
_COMMENT_END = re.compile("-->")
_BODY = re.compile(r"<[bB][oO][dD][yY]\b")
# A link opens at most so many tags before the words in it.
_LINK_REACH = 6
# A list of other pages has lines in links, and not paragraphs.
_PARAGRAPH = 200
_LINK = re.compile(r"(/?)[aA](?=[\s>])")
# Sites ask for consent in paragraphs; data and formulas for machines stand in some pages as text.
_NO_WORDS = re.compile(r"cookie|\":|\{\\")


def page_doubts(markup: str, content: str, blocks: Sequence[Block]) -> Iterator[TextWarning]:
    """What speaks against the text that was read from this markup. Time is linear in both."""
    return warnings_of(findings(_stretches(markup), content, blocks), source="page")


def _stretches(markup: str) -> Iterator[tuple[str, bytes]]:
    pieces = _shown(markup).split("<")
    for number, piece in enumerate(pieces):
        if len(piece) < LEAST_LETTERS:
            continue
        written = piece[piece.rfind(">") + 1 :]
        if len(written) < LEAST_LETTERS or written.isspace():
            continue
        if "&" in written:
            written = unescape(written)
        letters = squeezed(written)
        # Markup within markup is for machines.
        if len(letters) < LEAST_LETTERS or "<" in written or _NO_WORDS.search(written):
            continue
        if len(letters) >= _PARAGRAPH or not _is_linked(pieces[max(0, number - _LINK_REACH) : number + 1]):
            yield written, letters


def _shown(markup: str) -> str:
    """The body of a page without scripts and the like; what one of them opens and nothing closes goes to the end."""
    body = _BODY.search(markup)
    start = body.start() if body is not None else 0
    parts = []
    while (opened := _UNSHOWN.search(markup, start)) is not None:
        parts.append(markup[start : opened.start()])
        closing = _CLOSING[opened[1].lower()] if opened[1] else _COMMENT_END
        closed = closing.search(markup, opened.end())
        start = closed.start() if closed is not None else len(markup)
    parts.append(markup[start:])
    return "".join(parts)


def _is_linked(pieces: Sequence[str]) -> bool:
    """Whether the words after the last of these tags are in a link, as in a list of other pages."""
    for piece in reversed(pieces):
        link = _LINK.match(piece)
        if link is not None:
            return not link[1]
    return False
