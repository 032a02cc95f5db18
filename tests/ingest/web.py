"""Real servers on this machine for the tests of fetching: a site that misbehaves as told, and proxies."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import TYPE_CHECKING

from variorum.ingest.fetch.fetcher import Fetcher, FetchPolicy

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

    Play = Callable[["Visit"], None]

HERE = "127.0.0.1"
ALLOWED = (ip_network(f"{HERE}/32"),)
# A name that nobody has: only the resolver of a test knows it.
NAME = "ministry.example"


def policy(**settings):
    """A policy that may connect to the test servers' one address and to nothing else, and is in a hurry."""
    patient = {"seconds": 20, "silence_seconds": 5, "connect_seconds": 5, "pause_seconds": 0}
    return FetchPolicy(**{"allowed_networks": ALLOWED, **patient, **settings})


def fetcher(resolve=None, **settings):
    """A fetcher under such a policy; its resolver knows NAME, or is the one given."""
    return Fetcher(policy(**settings), resolve=resolve or Names({NAME: [HERE]}))


def body_of(result):
    """The bytes of a result, whose stream is then closed."""
    with result.stream as stream:
        return stream.read()


@dataclass
class Names:
    """A resolver with a table of its own; `asked` is every name it was asked for."""

    table: Mapping[str, list[str]]
    asked: list[str] = field(default_factory=list)

    def __call__(self, host, _port):
        """The addresses in the table; the error that the system gives for a name that is not there."""
        self.asked.append(host)
        if host not in self.table:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.table[host]


@dataclass
class Visit:
    """One request that came in, and the connection to answer it on."""

    connection: socket.socket
    target: str
    headers: dict[str, str]
    at: float

    def send(self, data):
        """Write raw bytes; False once the other side has gone."""
        try:
            self.connection.sendall(data)
        except OSError:
            return False
        return True


def answer(body=b"", status="200 OK", **fields):
    """The raw bytes of an answer; `content_type="…"` and the like are its header fields, and None leaves one out."""
    named = {"content_type": "text/html", "content_length": str(len(body)), **fields}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value is not None]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("utf-8") + body


def redirect(location, status="302 Found"):
    """The raw bytes of a redirect."""
    return answer(b"", status, location=location)


class _Server:
    """Accepts connections on a port of this machine, each on a thread, until it is left."""

    def __init__(self):
        self._listener = socket.create_server((HERE, 0))
        self.port = self._listener.getsockname()[1]
        self._threads = []
        self.accepted = 0

    def __enter__(self):
        self._start(self._accept)
        return self

    def __exit__(self, *_):
        # On Linux closing alone leaves a thread in accept().
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _start(self, work, *arguments):
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.accepted += 1
            self._start(self._serve_and_close, connection)

    def _serve_and_close(self, connection):
        connection.settimeout(10)
        with connection, contextlib.suppress(OSError):
            self.serve(connection)

    def serve(self, connection):
        raise NotImplementedError


class Site(_Server):
    """A web site: a path's play is the raw bytes of its answer, or a function that answers as badly as it likes.

    A path without a play is 404, /robots.txt included. `visits` holds every request.
    """

    def __init__(self, plays: Mapping[str, bytes | Play], *, tls: ssl.SSLContext | None = None):
        super().__init__()
        self.plays = dict(plays)
        self.visits: list[Visit] = []
        self._tls = tls

    def url(self, path="/", host=HERE):
        """The address of a path."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def targets(self):
        """What was asked for, in order, without robots.txt."""
        return [visit.target for visit in self.visits if visit.target != "/robots.txt"]

    def serve(self, connection):
        """Read one request and play its answer."""
        if self._tls is not None:
            with self._tls.wrap_socket(connection, server_side=True) as encrypted:
                self._play(encrypted)
                with contextlib.suppress(OSError):
                    encrypted.unwrap()
        else:
            self._play(connection)

    def _play(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65536)
            if not more:
                return
            head += more
        first, *lines = head.decode("ascii").split("\r\n\r\n")[0].split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        visit = Visit(connection, first.split(" ")[1], headers, time.monotonic())
        self.visits.append(visit)
        play = self.plays.get(visit.target, answer(b"not here", "404 Not Found"))
        if callable(play):
            play(visit)
        else:
            visit.send(play)


class _Relay(_Server):
    """What proxies have in common: `names` is their own table of where hosts are."""

    def __init__(self, names: Mapping[str, int]):
        super().__init__()
        self._names = names
        self.asked: list[str] = []

    def _relay(self, connection, host):
        with socket.create_connection((HERE, self._names[host])) as far:
            ends = {connection: far, far: connection}
            while True:
                for ready in select.select(list(ends), [], [], 10)[0]:
                    data = ready.recv(65536)
                    if not data:
                        return
                    ends[ready].sendall(data)


class SocksProxy(_Relay):
    """A SOCKS 5 proxy that looks names up itself; `account` is who may use it, `reply` what it says to every wish.

    It writes its answers byte by byte, as a network may deliver them.
    """

    def __init__(self, names: Mapping[str, int], *, account: tuple[bytes, bytes] | None = None, reply: int = 0):
        super().__init__(names)
        self._account = account
        self._reply = reply

    def serve(self, connection):
        """One client."""
        version, count = self._read(connection, 2)
        methods = self._read(connection, count)
        method = 2 if self._account else 0
        if version != 5 or method not in methods:
            connection.sendall(b"\x05\xff")
            return
        self._drip(connection, bytes([5, method]))
        if self._account:
            _, length = self._read(connection, 2)
            user = self._read(connection, length)
            known = (user, self._read(connection, self._read(connection, 1)[0])) == self._account
            self._drip(connection, bytes([1, 0 if known else 1]))
            if not known:
                return
        *_, kind = self._read(connection, 4)
        assert kind == 3, "a name, not an address"
        host = self._read(connection, self._read(connection, 1)[0]).decode("ascii")
        self._read(connection, 2)
        self.asked.append(host)
        self._drip(connection, bytes([5, self._reply, 0, 3, 4]) + b"exit" + b"\x12\x34")
        if not self._reply:
            self._relay(connection, host)

    @staticmethod
    def _read(connection, count):
        data = b""
        while len(data) < count:
            more = connection.recv(count - len(data))
            if not more:
                raise ConnectionError
            data += more
        return data

    @staticmethod
    def _drip(connection, data):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in data:
            connection.sendall(bytes([byte]))


class HttpProxy(_Relay):
    """An HTTP proxy: tunnels with CONNECT, and hands on whole requests; `refusal` is what it says to every wish."""

    def __init__(self, names: Mapping[str, int], *, refusal: bytes = b""):
        super().__init__(names)
        self._refusal = refusal
        self.heads: list[str] = []

    def serve(self, connection):
        """One client."""
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65536)
        self.heads.append(head.decode("ascii"))
        method, target, _ = self.heads[-1].split(" ", 2)
        if self._refusal:
            connection.sendall(self._refusal)
        elif method == "CONNECT":
            self.asked.append(target)
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self._relay(connection, target.split(":")[0])
        else:
            self.asked.append(target)
            connection.sendall(answer(b"handed on by the proxy", connection="close"))
