"""The ledger of one or two statements on a terminal: counts, the changed facts, then all facts by kind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict
from variorum.render.facts_alone import verdicts_of_rows
from variorum.render.facts_demands import told_again, told_by_figures
from variorum.render.facts_view import ABSENT, SIDES, LedgerView, summary_sentences
from variorum.render.facts_words import KIND_WORDS, UNTOLD_GLYPH, VERDICT_GLYPHS, VERDICT_WORDS, sides
from variorum.render.lineage_words import counted
from variorum.render.sentences import reading_remarks, shortened
from variorum.render.sheet import NARROWEST, TEXT_WIDTH, hanging, prose
from variorum.render.typeset import Style, display_width, paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.ledger import FactChange, FactRow
    from variorum.render.facts_words import Said
    from variorum.render.typeset import Piece

VERDICT_STYLES = {
    Verdict.UNEXPECTED: Style.BOLD,
    Verdict.DROPPED: Style.OLDER,
    Verdict.ADDED: Style.NEWER,
    Verdict.RETURNED: Style.MOVED,
    Verdict.MOVED: Style.MOVED,
}
# A quotation is cut to so many rows, unless all is asked for.
QUOTED_ROWS = 2
# So many lines of a name that stands in many are told, and how many more there are.
MOST_PLACES = 4
MOST_VARIANTS = 4
MOST_NOTICES = 5
MOST_ASKED = 4
# Where two long quotations begin alike for at least so many characters, so many words of that stay.
LEFT_OUT_FROM = 40
SHARED_WORDS = 3


@dataclass(frozen=True, slots=True)
class FactSheet:
    """A page of at least 40 columns. `most` is how many changes of one verdict are shown, None for all.

    `sides` are the words for the two statements that are beside each other, `all_with` is how all changes are had.
    """

    view: LedgerView
    columns: int
    color: bool
    most: int | None = None
    sides: tuple[str, str] = SIDES
    all_with: str = "variorum facts"

    @property
    def width(self) -> int:
        """The columns that are used."""
        return max(self.columns, NARROWEST)

    @property
    def indent(self) -> int:
        """The columns before statement text."""
        return 5

    def heading(self, text: str, quiet: str = "") -> str:
        """The name of a part, and what is to be known of it."""
        said = [(text, Style.BOLD), (f"   {quiet}", Style.QUIET)] if quiet else [(text, Style.BOLD)]
        if sum(display_width(part) for part, _ in said) > self.width:
            said = said[:1]
        return paint(said, color=self.color)

    def cut(self, words: str, indent: int) -> str:
        """Words that are quoted, so much of them as stands in a few rows."""
        width = min(self.width, TEXT_WIDTH + self.indent) - indent
        return words if self.view.full else shortened(words, QUOTED_ROWS * width - 8)


def ledger_page(view: LedgerView, *, width: int, color: bool) -> str:
    """The page for a terminal of `width` columns."""
    sheet = FactSheet(view, width, color)
    parts = (
        notices(sheet),
        _heads(sheet),
        (line for sentence in summary_sentences(view) for line in prose(sheet, sentence, Style.BOLD)),
        changed_facts(sheet),
        *(() if view.verdicts else _ledger(sheet)),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def notices(sheet: FactSheet) -> Iterator[str]:
    """What comes before anything else."""
    said = list(dict.fromkeys(sheet.view.notices))
    most = len(said) if sheet.view.full else MOST_NOTICES
    for notice in said[:most]:
        yield from hanging(sheet, [("!", Style.MOVED)], 2, [(notice, Style.BOLD)])
    if len(said) > most:
        yield from hanging(sheet, [("!", Style.MOVED)], 2, [(f"and {len(said) - most} more (--full)", Style.BOLD)])


def _heads(sheet: FactSheet) -> Iterator[str]:
    """What the statements are called, and when they are of."""
    statements = sheet.view.matrix.statements
    for word, statement in zip(SIDES if len(statements) > 1 else ("",), statements, strict=True):
        name = f"{statement.reference}, {statement.date or 'no date found'}"
        indent = len(word) + 1 if word else 0
        yield from hanging(
            sheet, [(word, Style.QUIET)] if word else [], max(indent, 6 if word else 0), [(name, Style.PLAIN)]
        )
        for remark in reading_remarks(statement.witness.witness):
            yield from hanging(sheet, [], 6, [(remark, Style.QUIET)])


def changed_facts(sheet: FactSheet) -> Iterator[str]:
    """The changed facts of two statements, grouped by what became of them, each with its lines and both quotations."""
    if len(sheet.view.matrix.statements) < len(SIDES):
        return
    changes = sheet.view.changes()
    if not changes:
        yield from nothing_changed(sheet)
        return
    yield sheet.heading("Changed facts", f"lines {' → '.join(sheet.sides)}; what each said → says")
    yield from verdict_groups(sheet, changes)


def verdict_groups(sheet: FactSheet, changes: Sequence[FactChange]) -> Iterator[str]:
    """Changes that are in the order of the page, under headings of what became of them."""
    again = told_by_figures(sheet.view.matrix, changes)
    for words, group in groupby(changes, key=lambda change: (change.verdict, sheet.view.words(change))):
        alike = list(group)
        alone = [change for change in alike if change not in again]
        shown = alone[: sheet.most]
        yield ""
        demand = alike[0].kind is FactKind.DEMAND and alike[0].verdict in ABSENT
        yield from _verdict(sheet, alike[0], f"lines with {words[1]}" if demand else words[1], len(alike))
        indent = max((len(_lines(sheet, change)) for change in shown), default=1) + 4
        for change in shown:
            yield from _change(sheet, change, indent)
        if folded := len(alike) - len(alone):
            yield from hanging(sheet, [], indent, [(told_again(folded), Style.QUIET)])
        if len(alone) > len(shown):
            more = f"and {len(alone) - len(shown):,} more ({sheet.all_with})"
            yield from hanging(sheet, [], indent, [(more, Style.QUIET)])


def nothing_changed(sheet: FactSheet) -> Iterator[str]:
    """That there is nothing of what is asked."""
    asked = [words for verdict, words in VERDICT_WORDS.items() if verdict in sheet.view.verdicts]
    if not 0 < len(asked) <= MOST_ASKED:
        yield from prose(sheet, "No changed facts.", Style.BOLD)
        return
    others = "; what else became of facts is counted above" if sheet.view.matrix.changes else ""
    yield from prose(sheet, f"Nothing of this kind ({', '.join(asked)}){others}.", Style.BOLD)


def _verdict(sheet: FactSheet, change: FactChange, words: str, count: int) -> Iterator[str]:
    style = VERDICT_STYLES.get(change.verdict, Style.BOLD)
    sign = sheet.view.sign(change)
    yield from hanging(sheet, [(sign, style)], 2, [(words, Style.BOLD), (f" ({count:,})", Style.QUIET)])


def _change(sheet: FactSheet, change: FactChange, indent: int) -> Iterator[str]:
    """One change behind its line numbers: on one row where both quotations fit, else one below the other."""
    found = [one for _, one in sides(sheet.view.matrix, change)]
    label: list[Piece] = [(f"  {_lines(sheet, change)}", Style.QUIET)]
    arrow = " → ".join(one.quoted for one in found)
    named = change.kind is not FactKind.DEMAND and (len(found) == 1 or change.kind in NAME_KINDS)
    kind = f" ({KIND_WORDS[change.kind][0]})" if named else ""
    if len(found) == 1 or indent + display_width(arrow) + len(kind) <= sheet.width:
        words = f"“{sheet.cut(found[0].words, indent)}”{_inferred(found[0])}" if len(found) == 1 else arrow
        yield from hanging(sheet, label, indent, [(words, Style.PLAIN), (kind, Style.QUIET)])
        return
    base, other = (one.words for one in found)
    for at, (one, beside) in enumerate(zip(found, (other, base), strict=True)):
        words = f"{'→ ' if at else ''}{apart(sheet, one, beside, indent)}"
        yield from hanging(sheet, [] if at else label, indent, [(words, Style.PLAIN)])


def apart(sheet: FactSheet, said: Said, beside: str, indent: int) -> str:
    """A fact in quotation marks; where it or what it stands beside is long, without most of what both begin with."""
    long = any(sheet.cut(words, indent) != words for words in (said.words, beside))
    shared = _shared(said.words, beside) if long else ""
    words = sheet.cut(said.words[len(shared) :], indent)
    return f"“{'… ' if shared else ''}{words}”{said.quoted.removeprefix(f'“{said.words}”')}"


def _shared(one: str, other: str) -> str:
    """What both begin with, so far that it can be left out: a few words stay before the first that is another."""
    if one == other:
        return ""
    pairs = zip(one.split(" "), other.split(" "), strict=False)
    alike = [mine for mine, theirs in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    left = " ".join(alike[:-SHARED_WORDS])
    return f"{left} " if len(left) >= LEFT_OUT_FROM else ""


# Of a name alone, nobody knows what it names.
NAME_KINDS = (
    FactKind.PLACE,
    FactKind.PERSON,
    FactKind.ORGANISATION,
    FactKind.PEOPLE,
    FactKind.EVENT,
    FactKind.DOCUMENT,
)


def _inferred(said: Said) -> str:
    return said.quoted.removeprefix(f"“{said.words}”")


def _lines(sheet: FactSheet, change: FactChange) -> str:
    """The numbers of the lines of a change: "5 → 11"; of an absent fact the one that it has, on its side."""
    lines = [str(one.line) for _, one in sides(sheet.view.matrix, change)]
    if len(lines) == 1:
        lines.insert(1 if change.verdict is Verdict.DROPPED else 0, "·")
    return " → ".join(lines)


def _ledger(sheet: FactSheet) -> Iterator[Iterator[str]]:
    """Every fact by kind, in order of first use, with the lines that it stands in."""
    matrix = sheet.view.matrix
    rows = list(zip(matrix.rows, verdicts_of_rows(matrix), strict=True))
    for kind, names in KIND_WORDS.items():
        alike = [(row, verdict) for row, verdict in rows if row.kind is kind]
        if alike:
            yield _kind(sheet, names[1].capitalize(), alike)


def _kind(sheet: FactSheet, name: str, rows: Sequence[tuple[FactRow, Verdict | None]]) -> Iterator[str]:
    yield sheet.heading(f"{name} ({len(rows):,})")
    pair = len(sheet.view.matrix.statements) > 1
    for row, verdict in rows:
        said = [sheet.view.mentions(row, place) for place in range(len(row.facts))]
        where = place_words(said)
        if pair and verdict is None:
            where += f"; in the {SIDES[0 if row.facts[0] else 1]} alone, like words stand elsewhere"
        words = label(sheet, [one for each in said for one in each])
        text: list[Piece] = [(words, Style.PLAIN), (f" ({where})", Style.QUIET)]
        yield from hanging(sheet, [_sign(sheet, row, verdict)] if pair else [], sheet.indent if pair else 2, text)


def _sign(sheet: FactSheet, row: FactRow, verdict: Verdict | None) -> Piece:
    """The sign of a row; a neutral one where nothing is told of it, or where it may stand in what was not read."""
    unread = verdict in ABSENT and not sheet.view.whole[1 if row.facts[0] else 0]
    if verdict is None or unread:
        return f"  {UNTOLD_GLYPH}", Style.PLAIN
    return f"  {VERDICT_GLYPHS[verdict]}", VERDICT_STYLES.get(verdict, Style.PLAIN)


def label(sheet: FactSheet, mentions: Sequence[Said]) -> str:
    """How a fact is said: every variant once, in order of first use."""
    variants: dict[str, Said] = {}
    for one in mentions:
        variants.setdefault(one.words.casefold(), one)
    shown = [f"“{sheet.cut(one.words, sheet.indent)}”{_inferred(one)}" for one in variants.values()]
    most = len(shown) if sheet.view.full else MOST_VARIANTS
    more = f" and {counted(len(shown) - most, 'wording')} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def place_words(said: Sequence[Sequence[Said]]) -> str:
    """The lines of each statement that a fact stands in: "lines 2, 3 and 5 more → 4"; "·" where it stands in none."""
    told = []
    for mentions in said:
        lines = list(dict.fromkeys(one.line for one in mentions))
        more = f" and {len(lines) - MOST_PLACES} more" if len(lines) > MOST_PLACES + 1 else ""
        shown = lines[:MOST_PLACES] if more else lines
        told.append(", ".join(map(str, shown)) + more if lines else "·")
    return ("line " if said and all(part.isdigit() or part == "·" for part in told) else "lines ") + " → ".join(told)
