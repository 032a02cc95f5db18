"""Politeness: no host is asked again too soon, or before the time it named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.errors import FetchBusy

if TYPE_CHECKING:
    from collections.abc import Callable

    from variorum.ingest.fetch.addresses import Address
    from variorum.ingest.fetch.policy import FetchPolicy
    from variorum.ingest.fetch.wire import Deadline


class Rate:
    """When each host was last asked, and until when it wants to be left alone."""

    def __init__(self, policy: FetchPolicy, now: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._policy = policy
        self._now = now
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._rests_until: dict[str, float] = {}

    def wait(self, address: Address, deadline: Deadline, *, pause: float) -> None:
        """Wait until `pause` seconds after the host was last asked; never for longer than the policy's longest.

        Raises FetchBusy as `respect_rest` does.
        """
        self.respect_rest(address, deadline)
        if address.host in self._asked:
            pause = min(max(pause, self._policy.pause_seconds), self._policy.longest_pause_seconds)
            self._wait(self._asked[address.host] + pause - self._now(), deadline)

    def respect_rest(self, address: Address, deadline: Deadline) -> None:
        """Wait for as long as the host itself has asked for; raises FetchBusy where that is too long to wait."""
        seconds = self._rests_until.get(address.host, self._now()) - self._now()
        if seconds > self._policy.longest_pause_seconds:
            raise FetchBusy(address.url, seconds=seconds)
        self._wait(seconds, deadline)

    def note_asked(self, address: Address) -> None:
        """Remember that the host has just been asked."""
        self._asked[address.host] = self._now()

    def note_rest(self, address: Address, seconds: float) -> None:
        """Remember that the host wants to be left alone for so long."""
        self._rests_until[address.host] = self._now() + seconds

    def _wait(self, seconds: float, deadline: Deadline) -> None:
        if seconds > 0:
            self._sleep(seconds)
            deadline.extend(seconds)
