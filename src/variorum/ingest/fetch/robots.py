"""What a site's robots.txt asks of programs (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

PATH = "/robots.txt"
MOST_BYTES = 500 * 1024
"""As much of a robots.txt is read as RFC 9309 asks for at the least; the rest counts as not there."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin, or why there are none: `unread` says what kept a robots.txt from being read."""

    rules: Protego | None = None
    unread: str = ""

    @property
    def said(self) -> str:
        """What is recorded of a page that may be fetched: "allowed" by the rules, or "none" were there."""
        return "allowed" if self.rules is not None else "none"

    def permits(self, url: str, product: str) -> bool:
        """Whether this program may fetch it. What could not be read may forbid anything, and so forbids all."""
        if self.unread:
            return False
        return self.rules is None or self.rules.can_fetch(url, product)

    def pause(self, product: str) -> float:
        """The seconds that should lie between two requests; 0 where nothing, or no such number, is said."""
        delay = None if self.rules is None else self.rules.crawl_delay(product)
        return 0.0 if delay is None else delay


def parse_robots(data: bytes) -> Robots:
    """The rules in the bytes of a robots.txt, of which at most MOST_BYTES count.

    Protego, and not Python's own parser, which knows no wildcards; from its release 0.7 on it matches them in linear
    time, so that a hostile file costs a fraction of a second.
    """
    from protego import Protego

    return Robots(Protego.parse(data[:MOST_BYTES].decode("utf-8-sig", "replace")))
