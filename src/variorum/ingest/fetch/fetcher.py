"""Fetching an address: what leads there, what it answers, and what is recorded of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.errors import (
    AddressForbidden,
    FetchBusy,
    FetchError,
    FetchOffline,
    FetchRedirected,
    FetchUnreachable,
    FetchUntrusted,
    ProxyError,
    RobotsForbid,
)
from variorum.ingest.fetch import dial, robots
from variorum.ingest.fetch.addresses import parse_address, parse_redirect
from variorum.ingest.fetch.answers import (
    NOT_MODIFIED,
    asks_to_wait,
    check_head,
    leads_on,
    media_type,
    validator,
)
from variorum.ingest.fetch.body import ACCEPTED, spooled, unpacked
from variorum.ingest.fetch.exchange import Exchange
from variorum.ingest.fetch.policy import PRODUCT, FetchPolicy
from variorum.ingest.fetch.rate import Rate
from variorum.ingest.fetch.wire import Deadline
from variorum.model.provenance import Fetched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from variorum.ingest.fetch.addresses import Address
    from variorum.ingest.fetch.dial import Resolve
    from variorum.ingest.fetch.robots import Robots

__all__ = ["FetchPolicy", "FetchResult", "Fetcher", "fetch"]

# A host that says "not now" is asked again so often, each time after the wait it named.
_TRIES = 3
_ROBOTS_AGE = 24 * 3600
"""RFC 9309 lets a robots.txt be remembered for a day."""
_TOO_MANY = 429
# What keeps a robots.txt away and the page with it: said of the page, and not of its robots.txt.
_OF_THE_HOST = (AddressForbidden, FetchBusy, FetchUnreachable, FetchUntrusted, ProxyError)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What an address answered with; `url` is the one that did, after redirects.

    `media_type` is what the server says ("" for nothing); `stream` is seekable, at its beginning, and the caller closes
    it. The bytes are those before compression for the way, and are not decoded in any other sense.
    """

    url: str
    fetched: Fetched
    media_type: str
    stream: BinaryIO


def fetch(url: str, *, policy: FetchPolicy) -> FetchResult:
    """What is at one address. For several, a Fetcher: it remembers when it asked which host."""
    return Fetcher(policy).fetch(url)


class Fetcher:
    """Fetches addresses one after another under one policy, polite to each host; not for two threads at once.

    `resolve` finds a host's IP addresses, `now` is a clock that never goes back, `sleep` waits.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        *,
        resolve: Resolve = dial.resolve,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._policy = policy
        self._now = now
        self._dialer = dial.Dialer(policy, resolve)
        self._rate = Rate(policy, now, sleep)
        self._robots: dict[str, tuple[float, Robots]] = {}

    def fetch(self, url: str) -> FetchResult:
        """What is at an address. Raises a FetchError that says why there is nothing, and what to do."""
        requested, trail, exchange = self._page(url, None)
        try:
            return self._result(requested, trail, exchange)
        finally:
            exchange.close()

    def refetch(self, url: str, previous: Fetched) -> FetchResult | Fetched:
        """What is at an address now; where the server says that it is what it was at `previous`, how it said so."""
        requested, trail, exchange = self._page(url, previous)
        try:
            if exchange.head.status == NOT_MODIFIED and _validators(previous, trail[-1]):
                return self._unchanged(requested, trail, exchange, previous)
            return self._result(requested, trail, exchange)
        finally:
            exchange.close()

    def _page(self, url: str, previous: Fetched | None) -> tuple[Address, list[Address], Exchange]:
        requested = parse_address(url)
        if self._policy.offline:
            raise FetchOffline(requested.url)
        deadline = Deadline(self._policy.seconds, self._now)
        pause = self._check_robots(requested, deadline)
        self._rate.wait(requested, deadline, pause=pause)
        return requested, *self._follow(requested, deadline, previous=previous)

    def _follow(
        self, requested: Address, deadline: Deadline, *, previous: Fetched | None = None, is_page: bool = True
    ) -> tuple[list[Address], Exchange]:
        """Every address that `requested` leads through, with itself, and the answer of the last.

        Redirects are followed at once: what counts for politeness is the addresses that are asked for.
        """
        trail = [requested]
        while True:
            try:
                if is_page:
                    if len(trail) > 1:
                        self._check_robots(trail[-1], deadline)
                    self._rate.note_asked(trail[-1])
                exchange = self._ask(trail[-1], deadline, _validators(previous, trail[-1]))
                if not leads_on(exchange.head):
                    return trail, exchange
                exchange.close()
                trail.append(self._next_of(trail, exchange.head.fields.get("location", "")))
            except FetchError as error:
                if error.name != requested.url:
                    error.led_from(requested.url)
                raise

    def _next_of(self, trail: list[Address], location: str) -> Address:
        """Where a redirect leads to, if it is one that may be followed."""
        here = trail[-1]
        if not location:
            raise FetchRedirected(
                here.url, "is a redirect that leads nowhere", "Open it in a browser to see what it is."
            )
        there = parse_redirect(here, location)
        if there in trail:
            remedy = "The site may want cookies: save the page with a browser and name the file."
            raise FetchRedirected(here.url, f"redirects in a circle, to {there.url}", remedy)
        if (here.scheme, there.scheme) == ("https", "http"):
            remedy = "Anybody on the way could change it there. If that does not matter, name that address."
            raise FetchRedirected(here.url, f"redirects to {there.url}, without encryption", remedy)
        if len(trail) > self._policy.redirects:
            raise FetchRedirected(
                here.url,
                f"redirects once more, to {there.url}, after {self._policy.redirects} redirects",
                "Open the address in a browser and name the one that it ends at.",
            )
        return there

    def _ask(self, address: Address, deadline: Deadline, validators: list[tuple[str, str]]) -> Exchange:
        """The answer of one address, asked again where its host says "not now" and for how long."""
        tried = 0
        while True:
            self._rate.respect_rest(address, deadline)
            exchange = self._exchange(address, deadline, validators)
            tried += 1
            rest = asks_to_wait(exchange.head)
            if rest is not None:
                self._rate.note_rest(address, rest)
            if rest is None or tried == _TRIES:
                return exchange
            exchange.close()

    def _exchange(self, address: Address, deadline: Deadline, validators: list[tuple[str, str]]) -> Exchange:
        proxy = self._dialer.proxy_of(address)
        forwarder = proxy if proxy is not None and proxy.forwards(address) else None
        headers = [
            ("User-Agent", self._policy.user_agent),
            ("Accept", "*/*"),
            ("Accept-Encoding", ACCEPTED),
            ("Connection", "close"),
            *(forwarder.authorization if forwarder else ()),
            *validators,
        ]
        wire = self._dialer.dial(address, deadline)
        target = address.url if forwarder else address.target
        try:
            return Exchange(wire, address, headers, target=target, head_bytes=self._policy.head_bytes)
        except BaseException:
            wire.close()
            raise

    def _result(self, requested: Address, trail: list[Address], exchange: Exchange) -> FetchResult:
        final, head = trail[-1], exchange.head
        try:
            check_head(head, final.url, most=self._policy.body_bytes)
            pieces = self._unpacked(exchange, final)
            stream = spooled(pieces, final.url, most=self._policy.body_bytes)
        except FetchError as error:
            if error.name != requested.url:
                error.led_from(requested.url)
            raise
        return FetchResult(final.url, self._answer(requested, trail, exchange), media_type(head), stream)

    def _unchanged(self, requested: Address, trail: list[Address], exchange: Exchange, previous: Fetched) -> Fetched:
        """How an address said that nothing changed; what it does not repeat is as it was."""
        said = self._answer(requested, trail, exchange)
        return replace(
            said,
            content_type=previous.content_type,
            etag=said.etag or previous.etag,
            modified=said.modified or previous.modified,
        )

    def _answer(self, requested: Address, trail: list[Address], exchange: Exchange) -> Fetched:
        head = exchange.head
        return Fetched(
            requested=requested.url,
            status=head.status,
            redirects=tuple(address.url for address in trail[1:]),
            content_type=head.fields.get("content-type", "")[:200],
            etag=validator(head, "etag"),
            modified=validator(head, "last-modified"),
            robots="overridden" if self._policy.ignore_robots else self._robots_of(trail[-1]).said,
        )

    def _unpacked(self, exchange: Exchange, address: Address) -> Iterator[bytes]:
        encoding = exchange.head.fields.get("content-encoding", "")
        return unpacked(exchange.body(), encoding, address.url, ratio=self._policy.ratio)

    def _check_robots(self, address: Address, deadline: Deadline) -> float:
        """Refuse what the site's robots.txt forbids; the seconds it wants between two requests."""
        if self._policy.ignore_robots:
            return 0.0
        known = self._robots.get(address.origin)
        if known is None or known[0] < self._now() - _ROBOTS_AGE:
            self._robots[address.origin] = self._now(), self._fetched_robots(address, deadline)
        rules = self._robots_of(address)
        if not rules.permits(address.url, PRODUCT):
            raise RobotsForbid(address.url, rules.unread)
        return rules.pause(PRODUCT)

    def _robots_of(self, address: Address) -> Robots:
        return self._robots[address.origin][1]

    def _fetched_robots(self, address: Address, deadline: Deadline) -> Robots:
        """The rules of an address's origin: none where the server says 4xx, all forbidden where they cannot be had.

        RFC 9309, but that 429 counts as "cannot be had": it says "not now", and nothing of the rules.
        """
        asked = parse_address(address.origin + robots.PATH)
        try:
            trail, exchange = self._follow(asked, deadline, is_page=False)
            try:
                status = exchange.head.status
                if 200 <= status < 300:
                    return robots.parse_robots(_at_least(robots.MOST_BYTES, self._unpacked(exchange, trail[-1])))
            finally:
                exchange.close()
        except FetchError as error:
            if isinstance(error, _OF_THE_HOST) and error.at == asked.url:
                error.said_of(address.url)
                raise
            return robots.Robots(unread=error.what)
        if 400 <= status < 500 and status != _TOO_MANY:
            return robots.Robots()
        return robots.Robots(unread=f"answers with status {status}")


def _at_least(count: int, pieces: Iterable[bytes]) -> bytes:
    """As many of the pieces as are needed for so many bytes, or all of them."""
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) >= count:
            break
    return bytes(data)


def _validators(previous: Fetched | None, address: Address) -> list[tuple[str, str]]:
    """The header fields that ask for an address only if it has changed since, where `previous` knows that very one."""
    if previous is None or (previous.redirects or (previous.requested,))[-1] != address.url:
        return []
    known = (("If-None-Match", previous.etag), ("If-Modified-Since", previous.modified))
    return [(name, value) for name, value in known if value]
