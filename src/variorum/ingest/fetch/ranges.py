"""The ranges of IP addresses that are no place on the public internet.

After IANA's registries of special-purpose addresses, and not after `ipaddress.is_global`, whose answers have changed
from one Python to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network


@dataclass(frozen=True, slots=True)
class Range:
    """A range in words with their article; `nobody` where no single machine can ever answer there."""

    words: str
    nobody: bool = False


_V4 = (
    ("0.0.0.0/8", Range("an unspecified address", nobody=True)),
    ("10.0.0.0/8", Range("a private address")),
    ("100.64.0.0/10", Range("a carrier's shared address")),
    ("127.0.0.0/8", Range("a loopback address")),
    ("169.254.0.0/16", Range("a link-local address")),
    ("172.16.0.0/12", Range("a private address")),
    ("192.0.0.0/24", Range("an address reserved for protocols")),
    ("192.0.2.0/24", Range("an address for documentation")),
    ("192.88.99.0/24", Range("a relay's address")),
    ("192.168.0.0/16", Range("a private address")),
    ("198.18.0.0/15", Range("an address for benchmarks")),
    ("198.51.100.0/24", Range("an address for documentation")),
    ("203.0.113.0/24", Range("an address for documentation")),
    ("224.0.0.0/4", Range("a multicast address", nobody=True)),
    ("255.255.255.255/32", Range("the broadcast address", nobody=True)),
    ("240.0.0.0/4", Range("a reserved address")),
)
# The first that holds an address speaks for it. Whatever stands in none and not in 2000::/3 has not been given out.
_V6 = (
    ("::/128", Range("an unspecified address", nobody=True)),
    ("::1/128", Range("a loopback address")),
    ("64:ff9b:1::/48", Range("a translated address of a local network")),
    ("100::/32", Range("a discarded address")),
    ("2001:db8::/32", Range("an address for documentation")),
    ("2001::/32", Range("a Teredo address")),
    ("2001:2::/48", Range("an address for benchmarks")),
    ("2001::/23", Range("an address reserved for protocols")),
    ("3fff::/20", Range("an address for documentation")),
    ("fc00::/7", Range("a private address")),
    ("fe80::/10", Range("a link-local address")),
    ("fec0::/10", Range("a site-local address")),
    ("ff00::/8", Range("a multicast address", nobody=True)),
)
_UNASSIGNED = Range("a reserved address")
# IPv6 addresses that stand for an IPv4 address, and are public exactly when that is: the network, how many bits follow
# the four bytes, and what it is called.
_CARRIERS = (
    ("::ffff:0:0/96", 0, "an IPv4-mapped address"),
    ("64:ff9b::/96", 0, "a NAT64 address"),
    ("2002::/16", 80, "a 6to4 address"),
)
# The old way of writing IPv4 in IPv6: nothing answers there, and programs disagree on what it means.
_COMPATIBLE = "::/96"
# ISATAP: the IPv4 address stands in the last four bytes, after one of these.
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def special_range(address: IPv4Address | IPv6Address) -> Range | None:
    """The range that keeps an address off the public internet, or None for one that is on it."""
    if isinstance(address, IPv4Address):
        return next((found for network, found in _table4() if address in network), None)
    for network, shift, words in _carriers():
        if address in network:
            return _inside(int(address) >> shift, words)
    found = next((found for network, found in _table6() if address in network), None)
    if found is not None:
        return found
    if address in _network6(_COMPATIBLE):
        return _inside(int(address), "an IPv4-compatible address") or _UNASSIGNED
    if address not in _network6("2000::/3"):
        return _UNASSIGNED
    if (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return _inside(int(address), "an ISATAP address")
    return None


def _inside(number: int, carrier: str) -> Range | None:
    found = special_range(IPv4Address(number & 0xFFFF_FFFF))
    return found and Range(f"{carrier} of {found.words}", nobody=found.nobody)


@cache
def _network6(said: str) -> IPv6Network:
    return IPv6Network(said)


@cache
def _table4() -> tuple[tuple[IPv4Network, Range], ...]:
    return tuple((IPv4Network(network), found) for network, found in _V4)


@cache
def _table6() -> tuple[tuple[IPv6Network, Range], ...]:
    return tuple((IPv6Network(network), found) for network, found in _V6)


@cache
def _carriers() -> tuple[tuple[IPv6Network, int, str], ...]:
    return tuple((IPv6Network(network), shift, words) for network, shift, words in _CARRIERS)
