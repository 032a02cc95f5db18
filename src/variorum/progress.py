"""How long work says how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """So much of a stage is done, in its `unit` ("bytes", "statements"); `total` is None where nobody knows it."""

    stage: str
    done: int
    total: int | None
    unit: str


Report = Callable[[Step], None]


def silent(step: Step) -> None:
    """Takes every step and says nothing."""
