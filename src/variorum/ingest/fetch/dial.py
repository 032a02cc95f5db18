"""Connections to addresses: names resolved once, every answer checked, and only what was checked connected to."""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING

from variorum.errors import AddressForbidden, FetchUnreachable, FetchUntrusted, ProxyError
from variorum.ingest.fetch.proxy import parse_proxy, tunnel
from variorum.ingest.fetch.wire import Wire, reason

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence

    from variorum.ingest.fetch.addresses import Address
    from variorum.ingest.fetch.policy import FetchPolicy
    from variorum.ingest.fetch.proxy import Proxy
    from variorum.ingest.fetch.wire import Deadline

    Resolve = Callable[[str, int], Sequence[str]]

# These names have no entry in the public name service: to look one up tells strangers what is being read (RFC 7686).
_ONION = ".onion"


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a name, as the system finds them, in its order of preference."""
    # As bytes: a str would load Python's own, older rules for international names.
    found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Dialer:
    """Connects under a policy; `resolve` answers a name with IP addresses, and is asked once a connection."""

    def __init__(self, policy: FetchPolicy, resolve: Resolve) -> None:
        self._policy = policy
        self._resolve = resolve
        self._context: ssl.SSLContext | None = None

    def dial(self, address: Address, deadline: Deadline) -> Wire:
        """A wire to the address's server, encrypted where its scheme says so.

        The IP address of a host that is one is checked with a proxy, too; a name is then the proxy's to look up.
        """
        if address.ip is not None:
            self._check(address, address.ip)
        proxy = self.proxy_of(address)
        wire = self._direct(address, deadline) if proxy is None else self._proxied(address, proxy, deadline)
        try:
            if proxy is not None and not proxy.forwards(address):
                tunnel(wire, proxy, address)
            if address.scheme == "https":
                wire.encrypt(self._trust(address), address.host, seconds=self._policy.connect_seconds)
        except BaseException:
            wire.close()
            raise
        return wire

    def proxy_of(self, address: Address) -> Proxy | None:
        """The proxy that is asked for an address; environment variables name none."""
        return None if self._policy.proxy is None else parse_proxy(self._policy.proxy, address.url)

    def _direct(self, address: Address, deadline: Deadline) -> Wire:
        if address.host.endswith(_ONION):
            raise FetchUnreachable(address.url, "an .onion address is reached only with --proxy socks5h://…")
        found = [address.ip] if address.ip is not None else self._looked_up(address.host, address, deadline)
        for ip in found:
            self._check(address, ip)
        return self._connected(found, address.port, address, deadline)

    def _proxied(self, address: Address, proxy: Proxy, deadline: Deadline) -> Wire:
        """A wire to the proxy, wherever that is: the user has named it."""
        try:
            try:
                found = [ip_address(proxy.host)]
            except ValueError:
                found = self._looked_up(proxy.host, address, deadline)
            return self._connected(found, proxy.port, address, deadline)
        except FetchUnreachable as error:
            raise ProxyError(address.url, proxy.shown, error.what) from error

    def _check(self, address: Address, ip: IPv4Address | IPv6Address) -> None:
        found = self._policy.refused_range(ip)
        if found is not None:
            raise AddressForbidden(address.url, str(ip), found.words, nobody=found.nobody)

    def _looked_up(self, host: str, address: Address, deadline: Deadline) -> list[IPv4Address | IPv6Address]:
        """Every IP address of a host. The system's own look-up knows no limit of time, so a thread has it."""
        answers: list[Sequence[str] | OSError] = []

        def look_up() -> None:
            try:
                answers.append(self._resolve(host, address.port))
            except OSError as error:
                answers.append(error)

        thread = threading.Thread(target=look_up, name=f"look up {host}", daemon=True)
        thread.start()
        seconds = self._policy.connect_seconds
        thread.join(deadline.left(address.url, at_most=seconds))
        if not answers:
            raise FetchUnreachable(address.url, f"nobody said within {seconds:g} seconds where {host} is")
        answer = answers[0]
        if isinstance(answer, OSError):
            raise FetchUnreachable(address.url, f"no host {host}: {reason(answer)}") from answer
        if not answer:
            raise FetchUnreachable(address.url, f"no host {host}")
        return [ip_address(said) for said in answer]

    def _connected(
        self, found: Sequence[IPv4Address | IPv6Address], port: int, address: Address, deadline: Deadline
    ) -> Wire:
        """A wire to the first that answers."""
        last = FetchUnreachable(address.url, "no IP address")
        for ip in found:
            try:
                connected = _connect(ip, port, deadline.left(address.url, at_most=self._policy.connect_seconds))
            except OSError as error:
                last = FetchUnreachable(address.url, reason(error))
                last.__cause__ = error
            else:
                return Wire(connected, address.url, deadline, silence=self._policy.silence_seconds)
        raise last

    def _trust(self, address: Address) -> ssl.SSLContext:
        """What the system trusts, made once: on macOS and Windows its own verifier, elsewhere OpenSSL's folder.

        truststore and not certifi: what an organisation adds to its machines, or takes away, then holds here as well.
        Verification is never off.
        """
        if self._context is None:
            import ssl

            import truststore

            context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.set_alpn_protocols(["http/1.1"])
            if self._policy.authorities is not None:
                try:
                    context.load_verify_locations(cafile=self._policy.authorities)
                except OSError as error:
                    raise FetchUntrusted(
                        address.url, f"the file of authorities cannot be used: {reason(error)}"
                    ) from error
            self._context = context
        return self._context


def _connect(ip: IPv4Address | IPv6Address, port: int, seconds: float) -> socket.socket:
    """A socket connected to just this address: it is given in numbers, so nothing is looked up again."""
    made = socket.socket(socket.AF_INET6 if isinstance(ip, IPv6Address) else socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.settimeout(seconds)
        if isinstance(ip, IPv6Address):
            made.connect((str(ip).partition("%")[0], port, 0, _interface(ip.scope_id)))
        else:
            made.connect((str(ip), port))
    except BaseException:
        made.close()
        raise
    return made


def _interface(scope: str | None) -> int:
    """The number of the network interface that a link-local address stands on; 0 for none."""
    if not scope:
        return 0
    return int(scope) if scope.isdecimal() else socket.if_nametoindex(scope)
