"""The learned weights of the pairing: as a value, in use for a while, and as the module that ships."""

from __future__ import annotations

import textwrap
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.align import segments, weights

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = Path(weights.__file__)
NAMES = ("FIRST", "SECOND", "EXTENSION", "MOVED")
HEAD = '''"""Weights of the pairing, fitted by `python -m evaluation.train`; the first of each tuple is the constant."""

from __future__ import annotations

'''

Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """One vector for each question the pairing asks; the first weight of each is the constant."""

    first: Vector
    second: Vector
    extension: Vector
    moved: Vector


def shipped() -> Weights:
    """The weights that the package has now."""
    return Weights(weights.FIRST, weights.SECOND, weights.EXTENSION, weights.MOVED)


def in_force() -> Weights:
    """The weights that pairing uses now."""
    return Weights(*(getattr(segments, name) for name in NAMES))


@contextmanager
def in_use(chosen: Weights) -> Iterator[None]:
    """Pair with these weights instead of those in force."""
    before = in_force()
    _put(chosen)
    try:
        yield
    finally:
        _put(before)


def alike(one: Weights, other: Weights) -> bool:
    """Whether two sets of weights differ by no more than another machine's rounding."""
    pairs = zip(astuple(one), astuple(other), strict=True)
    return all(len(a) == len(b) and all(map(_close, a, b)) for a, b in pairs)


def _close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-3, abs_tol=1e-3)


def module(chosen: Weights) -> str:
    """The source of `variorum.align.weights` with these weights, to five figures each."""
    return HEAD + "\n".join(map(_assignment, NAMES, astuple(chosen))) + "\n"


def _put(chosen: Weights) -> None:
    for name, vector in zip(NAMES, astuple(chosen), strict=True):
        setattr(segments, name, vector)


def _assignment(name: str, vector: Vector) -> str:
    lines = textwrap.wrap(", ".join(f"{weight:.5g}" for weight in vector) + ",", 112)
    return f"{name}: tuple[float, ...] = (\n" + "".join(f"    {line}\n" for line in lines) + ")  # fmt: skip"
