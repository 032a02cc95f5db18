"""The learned weights of the pairing: as a value, in use for a while, and as the module that ships."""

from __future__ import annotations

import textwrap
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.align import segments, weights

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = Path(weights.__file__)
HEAD = '''"""Weights of the pairing, fitted by `python -m evaluation.train` on human alignments; the first of each tuple is the constant."""

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


@contextmanager
def in_use(chosen: Weights) -> Iterator[None]:
    """Pair with these weights instead of those in force."""
    before = Weights(segments.FIRST, segments.SECOND, segments.EXTENSION, segments.MOVED)
    _put(chosen)
    try:
        yield
    finally:
        _put(before)


def module(chosen: Weights) -> str:
    """The source of `variorum.align.weights` with these weights, to five figures each."""
    vectors = {"FIRST": chosen.first, "SECOND": chosen.second, "EXTENSION": chosen.extension, "MOVED": chosen.moved}
    return HEAD + "\n".join(_assignment(name, vector) for name, vector in vectors.items()) + "\n"


def _put(chosen: Weights) -> None:
    segments.FIRST, segments.SECOND = chosen.first, chosen.second
    segments.EXTENSION, segments.MOVED = chosen.extension, chosen.moved


def _assignment(name: str, vector: Vector) -> str:
    lines = textwrap.wrap(", ".join(f"{weight:.5g}" for weight in vector) + ",", 112)
    return f"{name}: tuple[float, ...] = (\n" + "".join(f"    {line}\n" for line in lines) + ")  # fmt: skip"
