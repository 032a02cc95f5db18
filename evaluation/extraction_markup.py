"""Where a web page's own markup begins something new, read with the standard library and none of variorum's readers.

Some references are texts that a scraper took out of a page with a newline after every stretch of characters, so that a
link in the middle of a sentence stands between two "paragraphs". Whether a paragraph may begin at a word is a matter of
the page: only where a tag that is none of HTML's within-a-line ones, or a line break, stands before it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import accumulate

# Phrasing content by the HTML standard (WHATWG), with what older versions had, but for the break of a line.
WITHIN_A_LINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
UNSHOWN = frozenset(("script", "style", "title", "noscript", "template"))
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


class _Stretches(HTMLParser):
    """The page's characters, and before which of them something begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stretches: list[tuple[bool, str]] = []
        self._begins = True
        self._unshown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unshown += tag in UNSHOWN
        self._begins |= tag not in WITHIN_A_LINE

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._begins |= tag not in WITHIN_A_LINE

    def handle_endtag(self, tag: str) -> None:
        self._unshown = max(0, self._unshown - (tag in UNSHOWN))
        self._begins |= tag not in WITHIN_A_LINE

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.stretches.append((self._begins, data))
            # White space alone begins nothing, and takes nothing from what follows.
            self._begins = self._begins and not data.strip()


def lines_of(page: bytes) -> list[str]:
    """The shown characters of a page, divided where its markup begins something: so no line goes over a boundary."""
    declared = _CHARSET.search(page[:4096])
    parser = _Stretches()
    parser.feed(page.decode(declared[1].decode() if declared else "utf-8", "replace"))
    parser.close()
    numbers = list(accumulate(begins for begins, _ in parser.stretches))
    lines: dict[int, list[str]] = {}
    for number, (_, data) in zip(numbers, parser.stretches, strict=True):
        lines.setdefault(number, []).append(data)
    return ["".join(line) for line in lines.values()]
