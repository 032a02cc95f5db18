"""Documents that belong together, joined step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Groups:
    """A partition of documents 0 … n-1. What bears the name of one series is together, and never with another's."""

    def __init__(self, series: Sequence[str | None]) -> None:
        self._parents = list(range(len(series)))
        self._series = list(series)
        first: dict[str, int] = {}
        for document, name in enumerate(series):
            if name is not None:
                self._parents[document] = first.setdefault(name, document)

    def of(self, document: int) -> int:
        """The first document of its group."""
        while self._parents[document] != document:
            self._parents[document] = self._parents[self._parents[document]]
            document = self._parents[document]
        return document

    def join(self, one: int, other: int) -> bool:
        """Join the groups of two documents, unless they bear the names of two series; whether they are one now."""
        first, second = sorted((self.of(one), self.of(other)))
        mine, theirs = self._series[first], self._series[second]
        if mine is not None and theirs is not None and mine != theirs:
            return False
        self._parents[second] = first
        self._series[first] = mine if mine is not None else theirs
        return True

    def series(self, document: int) -> str | None:
        """The name of the series that its group bears."""
        return self._series[self.of(document)]

    def sets(self) -> list[list[int]]:
        """All groups, each in rising order, by their first members."""
        found: dict[int, list[int]] = {}
        for document in range(len(self._parents)):
            found.setdefault(self.of(document), []).append(document)
        return list(found.values())
