"""How many facts there are, and what became of how many, as a sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.render.facts_lines import issue_of
from variorum.render.facts_words import counted_kinds
from variorum.render.html.facts.changes import KEY_WORDS, counted_key, date_of, verdict_key
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
    said = counted_kinds(statements[-1].facts) or "no facts"
    if len(statements) == 1:
        return f"{said[0].upper()}{said[1:]}."
    last = len(statements) - 1
    changes = view.told(change for change in view.matrix.changes if issue_of(change) == last)
    told = f"{date_of(statements[last])}, against {date_of(statements[last - 1])}: {counts_words(changes)}."
    if last == 1:
        return told
    return f"{counted(len(view.matrix.rows), 'fact')} in {counted(last + 1, 'statement')}. {told}"


def counts_words(changes: Iterable[FactChange]) -> str:
    """How many facts have which verdict, what stayed first: "4 same, 1 not explained by the date; 2 dropped"."""
    found = Counter(verdict_key(change.kind, change.verdict) for change in changes)
    stayed = ["same", "moved", *(key for key in KEY_WORDS if key not in ("same", "moved", *_CAME, *_DEMANDS))]
    parts = (
        ", ".join(f"{found[key]:,} {counted_key(key, found[key])}" for key in keys if found[key])
        for keys in (stayed, _CAME, _DEMANDS)
    )
    return "; ".join(filter(None, parts)) or "no facts in either"


def ledger_counts(view: LedgerView) -> str:
    """What became of the facts of two statements: "41 same, 1 value changed; 5 dropped, 7 added."."""
    return f"{counts_words(view.told(view.matrix.changes))}."
