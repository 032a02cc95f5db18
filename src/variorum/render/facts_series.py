"""The ledger of a series on a terminal: what changed in the latest issue, then a row a fact, its values by run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict
from variorum.render.facts_terminal import (
    NAME_KINDS,
    VERDICT_STYLES,
    FactSheet,
    apart,
    nothing_changed,
    notices,
    verdict_groups,
)
from variorum.render.facts_view import (
    LedgerView,
    last_place,
    row_changes,
    row_parts,
    run_dates,
    runs,
    summary_sentences,
)
from variorum.render.facts_words import KIND_WORDS, VERDICT_GLYPHS, in_line
from variorum.render.lineage_words import counted
from variorum.render.sheet import hanging, prose
from variorum.render.typeset import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.ledger import FactRow
    from variorum.render.facts_view import Run
    from variorum.render.typeset import Piece

# So many facts of a kind are shown, those that stand in the most issues, and how many more there are; more of a kind
# that is asked for alone.
MOST_ROWS = 5
MOST_OF_ONE_KIND = 25
# So many runs of a fact are shown: the first, and the last ones.
MOST_RUNS = 8
# Changes of one verdict in the latest issue, and about so many characters of a line around a date or a name.
MOST_LATEST = 5
MOST_OF_A_LINE = 130
NAMED = frozenset({FactKind.DATE, FactKind.TIME, *NAME_KINDS})
# Behind a glyph and "2008-12-16 to 2015-10-28".
RUN_INDENT = 31
# What both wordings show without a word.
PLAIN = (Verdict.VALUE, Verdict.REWORDED)
EXPLAINED = frozenset({Verdict.ROLLOVER, Verdict.FORMAT})
CAME_OR_WENT = frozenset({Verdict.DROPPED, Verdict.ADDED, Verdict.RETURNED})


def series_page(view: LedgerView, *, width: int, color: bool) -> str:
    """The page for a terminal of `width` columns."""
    sheet = FactSheet(view, width, color, None if view.full else MOST_LATEST, all_with="--full")
    changed, steady, ended = row_parts(view)
    nothing = view.verdicts and not (changed or ended or view.latest())
    parts = (
        notices(sheet),
        _head(sheet),
        (line for sentence in summary_sentences(view) for line in prose(sheet, sentence, Style.BOLD)),
        nothing_changed(sheet) if nothing else _latest(sheet),
        *_kinds(sheet, changed, "changed"),
        *_kinds(sheet, steady, "said in one way"),
        *_kinds(sheet, ended, "ended"),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _head(sheet: FactSheet) -> Iterator[str]:
    statements = sheet.view.matrix.statements
    dates = f"{statements[0].date} to {statements[-1].date}"
    yield from prose(sheet, f"{sheet.view.series}: what was said, {dates}", Style.BOLD)


def _latest(sheet: FactSheet) -> Iterator[str]:
    """What changed in the latest issue against the one before it."""
    statements = sheet.view.matrix.statements
    if len(statements) == 1:
        return
    before, last = (one.date or "undated" for one in statements[-2:])
    changes = sheet.view.latest()
    if changes:
        yield from prose(sheet, f"The latest, {last}, against {before} (lines before → now)", Style.BOLD)
        yield from verdict_groups(sheet, changes)
    elif not sheet.view.verdicts:
        yield from prose(sheet, f"The latest, {last}, against {before}: no changed facts.", Style.BOLD)


def _kinds(sheet: FactSheet, rows: Sequence[FactRow], what: str) -> Iterator[Iterator[str]]:
    """The rows of each kind; in each, what ended last first, then what the date does not explain, what stands most."""
    by_kind = {kind: [row for row in rows if row.kind is kind] for kind in KIND_WORDS}
    present = [kind for kind, alike in by_kind.items() if alike]
    most = MOST_OF_ONE_KIND if len(present) == 1 else MOST_ROWS
    for kind in present:
        ordered = sorted(by_kind[kind], key=lambda row: _order(sheet.view, row))
        yield _rows(sheet, kind, ordered, what, most)


def _order(view: LedgerView, row: FactRow) -> tuple[int, int, int]:
    """What stands latest; then what the date does not explain, what it does, what came and went; what stands most."""
    found = row_changes(view, row)
    tiers = (Verdict.UNEXPECTED in found, bool(found - EXPLAINED - CAME_OR_WENT), bool(found - CAME_OR_WENT), True)
    return -last_place(row), tiers.index(True), -sum(map(bool, row.facts))


def _rows(sheet: FactSheet, kind: FactKind, rows: Sequence[FactRow], what: str, most: int) -> Iterator[str]:
    shown = rows if sheet.view.full else rows[:most]
    yield sheet.heading(f"{KIND_WORDS[kind][1].capitalize()}, {what} ({len(rows):,})")
    told_in_runs = False
    for row in shown:
        found = runs(sheet.view, row)
        before, told_in_runs = told_in_runs, len(found) > 1 and bool(row_changes(sheet.view, row))
        if before or told_in_runs:
            yield ""
        yield from (_row if told_in_runs else _single)(sheet, row, found)
    if len(rows) > len(shown):
        more = f"and {len(rows) - len(shown):,} more (--kind {kind.value}, --full)"
        yield from hanging(sheet, [], 2, [(more, Style.QUIET)])


def _single(sheet: FactSheet, row: FactRow, found: Sequence[Run]) -> Iterator[str]:
    """A fact that is said in one way: its words, from when to when, in how many issues."""
    last = found[-1].last
    said = sheet.view.said(last, row.facts[last][0])
    words = f"{apart(sheet, said, said.words, 4)} "
    when = run_dates(sheet.view, replace(found[0], last=last), issues=sum(map(bool, row.facts)))
    yield from hanging(sheet, [], 2, [(words, Style.PLAIN), (when, Style.QUIET)])


def _row(sheet: FactSheet, row: FactRow, found: Sequence[Run]) -> Iterator[str]:
    """A fact as it was last said in full, and under it its runs: the dates, the words of the first, how many issues.

    Of a name or a date, and of words that would stand there twice, the line around it tells what it is of.
    """
    last = found[-1].last
    whole = sheet.view.said(last, row.facts[last][0])
    if row.kind in NAMED or whole.words == found[-1].said.words:
        statement = sheet.view.matrix.statements[last]
        words = in_line(statement, statement.facts[row.facts[last][0]], None if sheet.view.full else MOST_OF_A_LINE)
        head = f"“{words}”"
    else:
        head = apart(sheet, whole, whole.words, 2)
    yield from hanging(sheet, [], 2, [(head, Style.BOLD)])
    skipped = 0 if sheet.view.full or len(found) <= MOST_RUNS + 1 else len(found) - MOST_RUNS
    for at, run in enumerate(found):
        if at == 1 and skipped:
            yield from hanging(sheet, [], 5, [(f"… {counted(skipped, 'run')} between (--full)", Style.QUIET)])
        if not 1 <= at <= skipped:
            yield from _run(sheet, run, found[at - 1].said.words if at else None)


def _run(sheet: FactSheet, run: Run, before: str | None) -> Iterator[str]:
    """A run behind its dates; `before` are the words of the run before, None of the first."""
    verdict = None if before is None else run.verdict
    style = VERDICT_STYLES.get(verdict, Style.PLAIN) if verdict else Style.PLAIN
    one, last = (sheet.view.matrix.statements[place].date or "undated" for place in (run.first, run.last))
    when = one if one == last else f"{one} to {last}"
    label: list[Piece] = [(f"  {VERDICT_GLYPHS[verdict] if verdict else ' '}  {when}", style)]
    issues = run.last - run.first + 1
    told = [f"({counted(issues, 'issue')})"] if issues > 1 else []
    told += [run.told] if verdict and (verdict not in PLAIN or run.was) else []
    words: list[Piece] = [(apart(sheet, run.said, before or run.said.words, RUN_INDENT), Style.PLAIN)]
    words += [(f" {', '.join(told)}", Style.QUIET)] if told else []
    yield from hanging(sheet, label, RUN_INDENT, words)
