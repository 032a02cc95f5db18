"""What people decided of facts: whose name is whose, and what was not read right."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from variorum.text.keys import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.model.facts import Fact
    from variorum.model.ledger import StatementFacts
    from variorum.model.said import RejectedReading

Decision = tuple[tuple[str, str], bool]
"""Two names, and whether they are one's."""


@dataclass(frozen=True, slots=True)
class FactJudgements:
    """The decisions on facts that count: on names in the order in which they were made, on readings by text digest."""

    names: tuple[Decision, ...] = ()
    rejected: Mapping[str, tuple[RejectedReading, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.names or self.rejected)


@dataclass(frozen=True, slots=True)
class JudgedFacts:
    """A statement as people left it: its facts without the rejected ones, and with the handles that people decided of.

    `rejected` are the facts left out, each with the number of the judgement; `renamed` the places in
    `statement.facts` of those whose handle is a person's.
    """

    statement: StatementFacts
    rejected: tuple[tuple[Fact, int], ...] = ()
    renamed: frozenset[int] = frozenset()


def judged(statements: Sequence[StatementFacts], judgements: FactJudgements) -> tuple[JudgedFacts, ...]:
    """The statements as people left them, in order. Those that are compared or followed are judged together.

    Linear in the facts. A later decision on two names overrides an earlier one.
    """
    names = JudgedNames(
        judgements.names,
        (
            (fact.name, fact.span.of(each.witness.content))
            for each in statements
            for fact in each.facts
            if judgements.names and fact.name is not None
        ),
    )
    return tuple(_judged(each, names, judgements) for each in statements)


def _judged(statement: StatementFacts, names: JudgedNames, judgements: FactJudgements) -> JudgedFacts:
    against = judgements.rejected.get(statement.witness.witness.text.sha256, ())
    rejected = [(fact, rejection(fact, against)) for fact in statement.facts]
    kept = [fact for fact, judgement in rejected if judgement is None]
    renamed = set()
    for place, fact in enumerate(kept):
        if names and fact.name is not None:
            handle = names.handle(fact.name, fact.span.of(statement.witness.content))
            if handle != fact.name:
                kept[place] = replace(fact, name=handle)
                renamed.add(place)
    out = tuple((fact, judgement) for fact, judgement in rejected if judgement is not None)
    return JudgedFacts(replace(statement, facts=tuple(kept)), out, frozenset(renamed))


def rejection(fact: Fact, against: Iterable[RejectedReading]) -> int | None:
    """The judgement that rejects a fact of its text: of the same kind, on characters that hold it or that it holds."""
    for each in against:
        outer, inner = sorted((fact.span, each.span), key=lambda span: (span.start, -span.end))
        if each.kind is fact.kind and outer.start <= inner.start and inner.end <= outer.end:
            return each.judgement
    return None


class JudgedNames:
    """The handles of names as people decided; `known` are (handle, words as said) of the names there are.

    Two names that are one's share a handle with all that shares one with either. Of two that are not, and that shared a
    handle, each that was not the handle itself has its own words for one from then on.
    """

    def __init__(self, decisions: Sequence[Decision], known: Iterable[tuple[str, str]]) -> None:
        self._handles: dict[str, dict[str, str]] = {}
        self._own: dict[tuple[str, str], str] = {}
        self._parents: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        last = {frozenset(map(name_key, pair)): (pair, one) for pair, one in decisions}
        if last:
            for handle, said in known:
                self._handles.setdefault(name_key(said), {}).setdefault(name_key(handle), handle)
        for pair, one in last.values():
            if not one:
                self._part(*pair)
        for pair, one in last.values():
            if one:
                self._join(*pair)

    def __bool__(self) -> bool:
        return bool(self._own or self._labels)

    def handle(self, handle: str, said: str) -> str:
        """The handle of words that the readers gave this handle."""
        own = self._own.get((name_key(said), name_key(handle)), handle)
        return self._labels.get(self._root(name_key(own)), own)

    def _part(self, one: str, other: str) -> None:
        keys = name_key(one), name_key(other)
        # A name is known by itself too, whether or not its words stand anywhere.
        shared = {keys[0], *self._handles.get(keys[0], ())} & {keys[1], *self._handles.get(keys[1], ())}
        for name, key in zip((one, other), keys, strict=True):
            self._own |= {(key, handle): name for handle in sorted(shared) if handle != key}

    def _join(self, one: str, other: str) -> None:
        nodes = [*self._nodes(one), *self._nodes(other)]
        chief = self._root(nodes[0][0])
        self._labels.setdefault(chief, nodes[0][1])
        for key, _ in nodes:
            self._parents[self._root(key)] = chief

    def _nodes(self, name: str) -> list[tuple[str, str]]:
        """What a name goes by: its handles, each with its key, and itself."""
        key = name_key(name)
        handles = sorted(self._handles.get(key, {}).items())
        owned = [self._own.get((key, each), handle) for each, handle in handles]
        return list({name_key(handle): handle for handle in (name, *reversed(owned))}.items())[::-1]

    def _root(self, key: str) -> str:
        while self._parents.get(key, key) != key:
            key = self._parents[key]
        return key
