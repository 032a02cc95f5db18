"""A ledger for a screen reader: no columns, no glyphs, one sentence a change and a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.facts_view import SIDES, LedgerView, row_parts, run_dates, runs, summary_sentences
from variorum.render.facts_words import KIND_WORDS, sides
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.facts import FactKind
    from variorum.model.ledger import FactChange, FactRow
    from variorum.render.facts_words import Said


def ledger_plain(view: LedgerView) -> str:
    """Notices, what the statements are called, the counts, then the changes and the facts."""
    lines = [f"Note: {notice}" for notice in view.notices]
    lines += _names(view)
    lines.append(f"Summary: {' '.join(summary_sentences(view))}")
    lines += _series(view) if view.series else _statements(view)
    return "".join(visible(" ".join(line.split())) + "\n" for line in lines)


def _names(view: LedgerView) -> Iterator[str]:
    statements = view.matrix.statements
    if view.series:
        yield f"Series: {view.series}, {statements[0].date} to {statements[-1].date}"
        return
    for word, statement in zip(SIDES if len(statements) > 1 else ("statement",), statements, strict=True):
        yield f"{word.capitalize()}: {statement.reference}, {statement.date or 'no date found'}"


def _statements(view: LedgerView) -> Iterator[str]:
    """Of two statements first the changes; then, unless only some of these are wanted, every fact in text order."""
    yield from (_change(view, change) for change in view.changes())
    if view.verdicts:
        return
    statements = view.matrix.statements
    for place, (word, statement) in enumerate(zip(SIDES, statements, strict=False)):
        of = f" of the {word}" if len(statements) > 1 else ""
        for one, kind in ((view.said(place, index), fact.kind) for index, fact in enumerate(statement.facts)):
            yield f"Line {one.line}{of}, {KIND_WORDS[kind][0]}: {_spoken(one)}."


def changes_plain(view: LedgerView) -> Iterator[str]:
    """How many facts of two statements changed, then a sentence a change."""
    yield f"Facts: {' '.join(summary_sentences(view))}"
    yield from (_change(view, change) for change in view.changes())


def _change(view: LedgerView, change: FactChange) -> str:
    """One change in a sentence: what kind of fact, what became of it, which line says what."""
    last = len(view.matrix.statements) - 1
    found = [
        f"{_side(view, place)} line {one.line} {'said' if place < last else 'says'} {_spoken(one)}"
        for place, one in sides(view.matrix, change)
    ]
    return f"{_name(change.kind)}, {view.words(change)}: {', '.join(found)}."


def _side(view: LedgerView, place: int) -> str:
    return (view.matrix.statements[place].date or "undated") if view.series else SIDES[place]


def _series(view: LedgerView) -> Iterator[str]:
    """What changed in the latest issue, then a sentence a fact, what ended behind what stands in the latest."""
    for change in view.latest():
        yield f"Latest: {_change(view, change)}"
    for rows, what in zip(row_parts(view), ("", "", "Ended: "), strict=True):
        for row in rows:
            yield f"{what}{_row(view, row)}"


def _row(view: LedgerView, row: FactRow) -> str:
    told = []
    for at, run in enumerate(runs(view, row)):
        verdict = f", {run.told}" if run.verdict and at else ""
        told.append(f"{_spoken(run.said)}, {run_dates(view, run)}{verdict}")
    return f"{_name(row.kind)}: {'; '.join(told)}."


def _name(kind: FactKind) -> str:
    return KIND_WORDS[kind][0].capitalize()


def _spoken(said: Said) -> str:
    inferred = f" ({said.inferred}, inferred)" if said.inferred else ""
    return f"'{said.words}'{inferred}" + (f" ({said.remark})" if said.remark else "")
