"""The facts of the rules joined with what the grammar of each line tells."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.parsed.counting import with_counted
from variorum.analysis.facts.parsed.holders import with_subject
from variorum.analysis.facts.parsed.naming import Namer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.analysis.facts.parsed.passages import Grammar
    from variorum.model.facts import Fact


def joined(content: str, facts: tuple[Fact, ...], grammars: Iterable[Grammar], model: str) -> tuple[Fact, ...]:
    """The facts in text order; `grammars` are those of the parsed lines, in text order.

    No fact of the rules is taken away, and none has its kind, value or span changed. What is completed or added has the
    model's name in its rule. Linear in the text.
    """
    starts = [fact.span.start for fact in facts]
    found = list(facts)
    namer = Namer(content, facts, model)
    for grammar in grammars:
        if not grammar.starts:
            continue
        namer.read(grammar)
        for k in range(bisect_left(starts, grammar.starts[0]), bisect_left(starts, grammar.ends[-1])):
            completed = with_subject(grammar, with_counted(grammar, found[k]))
            if completed is not found[k]:
                found[k] = replace(completed, rule=f"{completed.rule}; {model}")
    return tuple(sorted(namer.joined(found), key=lambda fact: (fact.span.start, -fact.span.end, fact.kind, fact.rule)))
