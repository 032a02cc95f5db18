"""What may be fetched, how long it may take and how much may come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.version import __version__

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

    from variorum.ingest.fetch.ranges import Range

PRODUCT = "variorum"
"""What robots.txt files call this program."""


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How addresses are fetched; the defaults are what a person gets who says nothing.

    `allow_private` admits loopback, private and other special addresses, `allowed_networks` only those named. `proxy`
    is `socks5h://` or `http://` with host and port; the proxy then looks names up, and this machine only the proxy's.
    `authorities` is a PEM file of certificate authorities trusted besides the system's. `seconds` bounds one address
    with its redirects and robots.txt, without the waiting that politeness asks for; `silence_seconds` bounds each wait
    for a byte. At least `pause_seconds` lie between two addresses of one host; one that asks for more (Crawl-delay,
    Retry-After) is given up to `longest_pause_seconds`. `head_bytes` bounds the header fields, `body_bytes` the body
    after decompression, and `ratio` how many times its size it may grow to.
    """

    offline: bool = False
    allow_private: bool = False
    allowed_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    ignore_robots: bool = False
    proxy: str | None = None
    authorities: str | None = None
    user_agent: str = f"{PRODUCT}/{__version__}"
    seconds: float = 180.0
    connect_seconds: float = 15.0
    silence_seconds: float = 30.0
    pause_seconds: float = 1.0
    longest_pause_seconds: float = 60.0
    redirects: int = 5
    head_bytes: int = 64 * 1024
    body_bytes: int = DEFAULT_LIMITS.input_bytes
    ratio: int = DEFAULT_LIMITS.ratio

    def refused_range(self, address: IPv4Address | IPv6Address) -> Range | None:
        """The special range for which an address is refused, or None where it may be connected to."""
        from variorum.ingest.fetch.ranges import special_range

        found = special_range(address)
        if found is None or any(address in network for network in self.allowed_networks):
            return None
        return None if self.allow_private and not found.nobody else found
