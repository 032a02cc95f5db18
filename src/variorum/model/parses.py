"""The grammar that a language model sees in one text: tokens, what each hangs on, and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Entity(NamedTuple):
    """A name in tokens [first, after), with the model's own label ("GPE")."""

    first: int
    after: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """One text as a model parses it; the lists have an entry for each token, in text order.

    `starts` and `ends` are code points of the text that was parsed. `heads` are places of tokens, a root's its own.
    `deps` and `tags` are the model's own labels ("nummod", "CD"), "" where it has none. White space is no token.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]
    entities: tuple[Entity, ...]
