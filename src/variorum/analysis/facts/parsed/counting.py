"""What a figure counts, where the grammar of its line says it and the rules do not, or only its beginning."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.parsed.phrases import left_edge
from variorum.model.facts import FactKind

if TYPE_CHECKING:
    from variorum.analysis.facts.parsed.passages import Grammar
    from variorum.model.facts import Fact
    from variorum.model.spans import Span

# Further behind its figure a noun is another's.
_LONGEST = 10
_HELD = frozenset((",", "-"))
_TIMES = frozenset(("time", "times", "fold"))


def with_counted(g: Grammar, fact: Fact) -> Fact:
    """The quantity with the noun that its figure describes in the grammar; a unit or an ordinal has its own.

    What the rules say stays where it holds that noun.
    """
    quantity = fact.quantity
    if fact.kind is not FactKind.QUANTITY or quantity is None or quantity.unit is not None or quantity.ordinal:
        return fact
    found = _counted(g, fact.span)
    if found is None:
        return fact
    said = quantity.counted
    if said is not None and (said.end >= found.end or said.start < fact.span.end or said.end <= found.start):
        return fact
    return replace(fact, quantity=replace(quantity, counted=found, counted_inferred=None))


def _counted(g: Grammar, figure: Span) -> Span | None:
    """The phrase up to the plural noun that the figure before it describes ("15", "hundreds of")."""
    first = bisect_left(g.starts, figure.start)
    after = bisect_left(g.starts, figure.end)
    own = [k for k in range(first, after) if not first <= g.parse.heads[k] < after]
    if len(own) != 1 or g.starts[first] != figure.start or g.ends[after - 1] != figure.end:
        return None
    noun = g.parse.heads[own[0]] if g.parse.deps[own[0]] == "nummod" else _of(g, own[0], after)
    if noun is None or not after <= noun < after + _LONGEST or g.parse.tags[noun] not in ("NNS", "NNPS"):
        return None
    start = after + (g.forms[after] == "of")
    return g.span(start, noun + 1) if start <= noun and _holds_together(g, start, noun) else None


def _of(g: Grammar, word: int, after: int) -> int | None:
    """The noun behind "of"."""
    if after >= len(g.forms) or g.forms[after] != "of" or g.parse.heads[after] != word:
        return None
    objects = [k for k in g.children[after] if g.parse.deps[k] == "pobj"]
    return objects[0] if len(objects) == 1 and left_edge(g, objects[0]) == after + 1 else None


def _holds_together(g: Grammar, start: int, noun: int) -> bool:
    """Whether nothing stands before a noun but what describes it."""
    return all(
        g.forms[k] in _HELD
        or (g.parse.tags[k].startswith(("NN", "JJ", "VBN", "VBG", "RB", "POS")) and g.forms[k] not in _TIMES)
        for k in range(start, noun)
    )
