"""How many facts there are, and what became of how many, as a sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.render.facts_alone import alone
from variorum.render.facts_view import summary_sentences, times_words
from variorum.render.facts_words import issue_of
from variorum.render.html.facts.changes import ALONE, KEY_WORDS, counted_key, date_of, verdict_key
from variorum.render.lineage_words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model.ledger import FactChange
    from variorum.render.facts_view import LedgerView

_CAME = ("dropped", "added", "returned")
_DEMANDS = ("demands-gone", "demands-new")


def summary_sentence(view: LedgerView) -> str:
    """Counts alone: what is said, and of several statements what became of it in the last."""
    statements = view.matrix.statements
    if not statements:
        return "No statements."
    if len(statements) == 1:
        return next(summary_sentences(view))
    last = len(statements) - 1
    every = view.told(view.matrix.changes)
    against = f"{date_of(statements[last])}, against {date_of(statements[last - 1])}"
    if last == 1:
        return f"{against}: {ledger_counts(view)}"
    latest = counts_words(change for change in every if issue_of(change) == last)
    said = sum(len(statement.facts) for statement in statements)
    counts = f"{counted(len(view.matrix.rows), 'fact')}, said {times_words(said)} in {counted(last + 1, 'statement')}."
    return f"{counts} {against}: {latest}. From each to the next, in all: {counts_words(every)}."


def counts_words(changes: Iterable[FactChange], only: int = 0) -> str:
    """How many facts have which verdict, what stayed first: "4 same, 1 not explained by the date; 2 dropped".

    `only` is how many stand in one of two statements alone and are in no change.
    """
    found = Counter(verdict_key(change.kind, change.verdict) for change in changes)
    found[ALONE] = only
    stayed = ["same", "moved", *(key for key in KEY_WORDS if key not in ("same", "moved", *_CAME, *_DEMANDS, ALONE))]
    parts = (
        ", ".join(f"{found[key]:,} {counted_key(key, found[key])}" for key in keys if found[key])
        for keys in (stayed, _CAME, _DEMANDS, (ALONE,))
    )
    return "; ".join(filter(None, parts)) or "no facts in either"


def ledger_counts(view: LedgerView) -> str:
    """What became of the facts of two statements: "41 same, 1 value changed; 5 dropped, 7 added."."""
    return f"{counts_words(view.told(view.matrix.changes), len(alone(view.matrix)))}."
