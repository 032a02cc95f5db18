"""Proxies: what `--proxy` says, and how each kind is asked for a connection."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from variorum.errors import AddressMalformed, AddressNotWeb, FetchBroken, ProxyError
from variorum.ingest.fetch.addresses import parse_address, without_credentials

if TYPE_CHECKING:
    from variorum.ingest.fetch.addresses import Address
    from variorum.ingest.fetch.wire import Wire

SOCKS, HTTP = "socks5h", "http"
_PORTS = {SOCKS: 1080, HTTP: 8080}
_SAID = re.compile(r"(?P<kind>[a-z0-9]+)://(?:(?P<user>[^:@/]*)(?::(?P<password>[^@/]*))?@)?(?P<place>[^@/]+)/?", re.I)
_HAS_PORT = re.compile(r":\d+$")
# RFC 1928, section 6.
_SOCKS_REPLIES = {
    1: "it failed",
    2: "its rules forbid it",
    3: "the network cannot be reached",
    4: "the host cannot be reached",
    5: "the connection was refused",
    6: "it took too long",
    7: "it knows no such command",
    8: "it knows no such kind of address",
}
_NO_METHOD, _PASSWORD, _NONE_FITS = 0, 2, 0xFF


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where a proxy is and what it speaks; `shown` is safe to print."""

    kind: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @property
    def shown(self) -> str:
        """The proxy as people may see it, without user name and password."""
        return f"{self.kind}://{self.host}:{self.port}"

    def forwards(self, address: Address) -> bool:
        """Whether it is handed the request itself, rather than asked for a connection to the server."""
        return self.kind == HTTP and address.scheme == "http"

    @property
    def authorization(self) -> list[tuple[str, str]]:
        """The header that says who asks, where the proxy wants to know."""
        if not self.user:
            return []
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        return [("Proxy-Authorization", f"Basic {pair}")]


def parse_proxy(said: str, name: str) -> Proxy:
    """The proxy that is meant; raises ProxyError for the address `name` where it is none that can be used."""
    match = _SAID.fullmatch(said.strip())
    shown = without_credentials(said)
    if match is None:
        raise ProxyError(name, shown, "it is no address of a proxy")
    kind = match["kind"].lower()
    if kind == "socks5":
        # That scheme means that names are looked up here, where others can see which.
        raise ProxyError(name, shown, "socks5:// would look names up on this machine: say socks5h://")
    if kind not in _PORTS:
        raise ProxyError(name, shown, f"a proxy of the kind {kind} is not known")
    place = match["place"] if _HAS_PORT.search(match["place"]) else f"{match['place']}:{_PORTS[kind]}"
    try:
        host, port = _place(place)
    except (AddressMalformed, AddressNotWeb) as error:
        raise ProxyError(name, shown, error.what) from error
    return Proxy(kind, host, port, unquote(match["user"] or ""), unquote(match["password"] or ""))


def _place(said: str) -> tuple[str, int]:
    address = parse_address(f"http://{said}")
    return address.host, address.port


def tunnel(wire: Wire, proxy: Proxy, address: Address) -> None:
    """Have the proxy connect to the address's host, whose name it looks up; then `wire` leads there."""
    try:
        if proxy.kind == SOCKS:
            _Socks(wire, proxy, address).connect()
        else:
            _connect(wire, proxy, address)
    except FetchBroken as error:
        raise ProxyError(address.url, proxy.shown, error.reason) from error


def _connect(wire: Wire, proxy: Proxy, address: Address) -> None:
    """The CONNECT method of HTTP."""
    import h11

    host = f"[{address.host}]" if ":" in address.host else address.host
    target = f"{host}:{address.port}"
    connection = h11.Connection(h11.CLIENT)
    request = h11.Request(method="CONNECT", target=target, headers=[("Host", target), *proxy.authorization])
    wire.send((connection.send(request) or b"") + (connection.send(h11.EndOfMessage()) or b""))
    try:
        event = connection.next_event()
        while event is h11.NEED_DATA or isinstance(event, h11.InformationalResponse):
            if event is h11.NEED_DATA:
                # In TLS the client speaks first: nothing of the server's can come with the proxy's answer.
                connection.receive_data(wire.receive())
            event = connection.next_event()
    except h11.RemoteProtocolError as error:
        raise ProxyError(address.url, proxy.shown, f"it answers with what is no HTTP: {error}") from error
    if not isinstance(event, h11.Response):
        raise ProxyError(address.url, proxy.shown, "it closed the connection")
    if not 200 <= event.status_code < 300:
        raise ProxyError(address.url, proxy.shown, f"it answers with status {event.status_code}")


class _Socks:
    """The client's side of SOCKS 5 (RFC 1928, RFC 1929), which hands over the name unresolved."""

    def __init__(self, wire: Wire, proxy: Proxy, address: Address) -> None:
        self._wire = wire
        self._proxy = proxy
        self._address = address

    def connect(self) -> None:
        """Greet, say who asks, ask for the connection."""
        methods = bytes([_NO_METHOD, _PASSWORD] if self._proxy.user else [_NO_METHOD])
        self._wire.send(bytes([5, len(methods)]) + methods)
        version, method = self._exactly(2)
        if version != 5 or method not in methods:
            refused = "it wants a user name and password" if method in (_PASSWORD, _NONE_FITS) else "it is no SOCKS 5"
            raise self._failed(refused)
        if method == _PASSWORD:
            self._introduce()
        self._wire.send(b"\x05\x01\x00" + self._destination())
        version, reply, _, kind = self._exactly(4)
        if version != 5:
            raise self._failed("it is no SOCKS 5")
        if reply:
            raise self._failed(_SOCKS_REPLIES.get(reply, f"it answers with {reply}"))
        length = {1: 4, 3: 0, 4: 16}.get(kind)
        if length is None:
            raise self._failed("it is no SOCKS 5")
        # Where it connected from: nothing to us, but it stands before what the server says.
        self._exactly((length or self._exactly(1)[0]) + 2)

    def _introduce(self) -> None:
        user, password = self._proxy.user.encode(), self._proxy.password.encode()
        if len(user) > 255 or len(password) > 255:
            raise self._failed("the user name or the password is longer than 255 bytes")
        self._wire.send(bytes([1, len(user)]) + user + bytes([len(password)]) + password)
        if self._exactly(2)[1]:
            raise self._failed("it does not know the user name and password")

    def _destination(self) -> bytes:
        ip, port = self._address.ip, self._address.port.to_bytes(2, "big")
        if ip is not None:
            return bytes([1 if ip.version == 4 else 4]) + ip.packed + port
        host = self._address.host.encode("ascii")
        return bytes([3, len(host)]) + host + port

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self._wire.receive(count - len(data))
            if not more:
                raise self._failed("it closed the connection")
            data += more
        return data

    def _failed(self, reason: str) -> ProxyError:
        return ProxyError(self._address.url, self._proxy.shown, reason)
