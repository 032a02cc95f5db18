"""A connection on which no wait is without an end."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.errors import FetchBroken, FetchTimeout, FetchUnreachable, FetchUntrusted

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

_READ = 64 * 1024


@dataclass(slots=True)
class Deadline:
    """When the whole of a fetch must be done; `now` is a clock that never goes back."""

    seconds: float
    now: Callable[[], float]
    end: float = field(init=False)

    def __post_init__(self) -> None:
        self.end = self.now() + self.seconds

    def extend(self, seconds: float) -> None:
        """Move the end by what was waited for politeness."""
        self.end += seconds

    def left(self, name: str, *, at_most: float) -> float:
        """How many seconds may be waited now, more than none; raises FetchTimeout when all are gone."""
        left = self.end - self.now()
        if left <= 0:
            raise FetchTimeout(name, "did not arrive within", seconds=self.seconds)
        return min(left, at_most)


class Wire:
    """A connected socket, plain or encrypted; whatever fails on it is a FetchError that names the address."""

    def __init__(self, connected: socket.socket, name: str, deadline: Deadline, *, silence: float) -> None:
        self._socket = connected
        self._name = name
        self._deadline = deadline
        self._silence = silence

    def send(self, data: bytes) -> None:
        """All of the bytes."""
        self._bound()
        try:
            self._socket.sendall(data)
        except TimeoutError as error:
            raise self._late(self._silence) from error
        except OSError as error:
            raise FetchBroken(self._name, reason(error)) from error

    def receive(self, most: int = _READ) -> bytes:
        """Some bytes; none once the other side has ended."""
        self._bound()
        try:
            return self._socket.recv(most)
        except TimeoutError as error:
            raise self._late(self._silence) from error
        except OSError as error:
            raise FetchBroken(self._name, reason(error)) from error

    def encrypt(self, context: ssl.SSLContext, host: str, *, seconds: float) -> None:
        """Speak TLS from here on, to the server that proves to be `host`."""
        self._socket.settimeout(self._deadline.left(self._name, at_most=seconds))
        try:
            # An end that is not announced may be an attacker's cut; `receive` then fails.
            self._socket = context.wrap_socket(self._socket, server_hostname=host, suppress_ragged_eofs=False)
        except ssl.SSLCertVerificationError as error:
            raise FetchUntrusted(self._name, error.verify_message or reason(error)) from error
        except TimeoutError as error:
            raise self._late(seconds) from error
        except OSError as error:
            raise FetchUnreachable(self._name, f"no encrypted connection: {reason(error)}") from error

    def close(self) -> None:
        """Let go of the connection."""
        self._socket.close()

    def _bound(self) -> None:
        self._socket.settimeout(self._deadline.left(self._name, at_most=self._silence))

    def _late(self, seconds: float) -> FetchTimeout:
        """What to say after waiting in vain: that all the time is gone, or that just this wait was too long."""
        self._deadline.left(self._name, at_most=seconds)
        return FetchTimeout(self._name, "said nothing for", seconds=seconds)


def reason(error: OSError) -> str:
    """The system's words for what failed, without numbers, file names of its source or capitals."""
    if isinstance(error, ssl.SSLError) and error.reason:
        return error.reason.lower().replace("_", " ")
    return (error.strerror or str(error) or type(error).__name__).lower()
