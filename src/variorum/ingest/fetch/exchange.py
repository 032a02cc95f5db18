"""One request and its answer, as HTTP/1.1 has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.errors import FetchBroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import h11

    from variorum.ingest.fetch.addresses import Address
    from variorum.ingest.fetch.wire import Wire

    Headers = Sequence[tuple[str, str]]

# A server may say "go on" and the like before it answers; more often than this, it means to say nothing else.
_MOST_PRELUDES = 10


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an answer: names of header fields are in lower case, and the first of several speaks."""

    status: int
    fields: Mapping[str, str]


class Exchange:
    """A request that has been answered; the body comes as it is asked for, and `close` ends it.

    Raises FetchBroken for what is no HTTP: a head larger than the limit, a body shorter than was said, broken chunks.
    """

    def __init__(self, wire: Wire, address: Address, headers: Headers, *, target: str, head_bytes: int) -> None:
        import h11

        self._wire = wire
        self._address = address
        self._connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=head_bytes)
        request = h11.Request(method="GET", target=target, headers=[("Host", address.authority), *headers])
        self._wire.send((self._connection.send(request) or b"") + (self._connection.send(h11.EndOfMessage()) or b""))
        self.head = self._head()

    def body(self) -> Iterator[bytes]:
        """The body as it comes over the wire, piece by piece, to its end."""
        import h11

        event = self._next()
        while not isinstance(event, h11.EndOfMessage):
            if not isinstance(event, h11.Data):
                raise FetchBroken(self._address.url, "the connection was closed too soon")
            yield bytes(event.data)
            event = self._next()

    def close(self) -> None:
        """Let go of the connection; what is left of the body is not read."""
        self._wire.close()

    def _head(self) -> Head:
        import h11

        for _ in range(_MOST_PRELUDES):
            event = self._next()
            if isinstance(event, h11.Response):
                fields: dict[str, str] = {}
                for name, value in event.headers:
                    fields.setdefault(name.decode("ascii").lower(), _words(value))
                return Head(event.status_code, fields)
            if not isinstance(event, h11.InformationalResponse):
                raise FetchBroken(self._address.url, "the connection was closed without an answer")
        raise FetchBroken(self._address.url, "it announces an answer and gives none")

    def _next(self) -> h11.Event:
        import h11

        try:
            event = self._connection.next_event()
            while event is h11.NEED_DATA:
                self._connection.receive_data(self._wire.receive())
                event = self._connection.next_event()
        except h11.RemoteProtocolError as error:
            raise FetchBroken(self._address.url, _said(error)) from error
        if not isinstance(event, h11.Event):
            raise FetchBroken(self._address.url, "it wants to speak something else than HTTP")
        return event


def _words(value: bytes) -> str:
    """A header field's value: UTF-8 where it is, as servers send it, else Latin-1, as the standard once said."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _said(error: h11.RemoteProtocolError) -> str:
    too_long = 431
    return "its header is too long" if error.error_status_hint == too_long else str(error).lower()
