"""The page of a ledger: what changed, the matrix of facts and statements, and the statements themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.model.ledger import Verdict
from variorum.model.units import SegmentKind
from variorum.render.facts_alone import PAIR, alone
from variorum.render.facts_demands import told_again, told_by_figures
from variorum.render.facts_words import KIND_WORDS, folded, is_changed, issue_of
from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.chips import Chip
from variorum.render.html.facts.changes import (
    ALONE,
    KEY_GLYPHS,
    KEY_WORDS,
    change_views,
    counted_key,
    date_of,
    language_of,
    verdict_key,
)
from variorum.render.html.facts.counts import summary_sentence
from variorum.render.html.facts.matrix import MOST_WIDE, Matrix, row_place
from variorum.render.html.facts.statements import Places, read_as, statement_views
from variorum.render.html.script_data import embedded
from variorum.render.html.words import direction, short_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model.ledger import FactMatrix, StatementFacts
    from variorum.render.facts_view import LedgerView
    from variorum.render.html.facts.changes import ChangeView
    from variorum.render.html.facts.matrix import TableView

STYLES = ("base.css", "page.css", "facts.css", "ledger.css")
SCRIPTS = ("ledger.js",)
# Past so many changes of one verdict the rest are folded.
MOST_LISTED = 12
# So many changes of the latest statement stand in one list, more of them by verdict.
MOST_IN_ONE = 24
# How each fact was read stands in a table under its statement where there are no more of them than this.
MOST_READINGS = 400
# Past so many rows paper has only those of the changes that are listed, and says how many more the screen has.
MOST_PRINTED = 150
# Of the changes at earlier statements the page lists these, the matrix has all.
_LISTED_BEFORE = (Verdict.UNEXPECTED, Verdict.VALUE, Verdict.NOUN, Verdict.QUALIFIER)


@dataclass(frozen=True, slots=True)
class GroupView:
    """Changes of one verdict."""

    verdict: str
    glyph: str
    head: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A statement at the head of its column."""

    place: str
    date: str
    name: str
    iso: str


def ledger_page(view: LedgerView, *, title: str | None = None) -> str:
    """One complete HTML document: changed facts, matrix, and each statement whole, in which every cell's words stand.

    Nothing in it is fetched, and a policy in it forbids fetching. Its script filters, opens quotations beside the
    matrix and moves by key; without it, all is there to read. Equal arguments give equal pages.
    """
    matrix = view.matrix
    columns = len(matrix.statements)
    places = Places(matrix.statements)
    names = short_names([statement.reference for statement in matrix.statements])
    style = assets.joined(*STYLES) + Markup(f":root {{ --columns: {columns}; }}\n")  # noqa: S704 - a number
    script = Markup('"use strict";\n{{\n{}\n}}').format(assets.joined(*SCRIPTS))
    tables = list(Matrix(view, places).tables())
    on_screen = _on_screen(tables) if columns > MOST_WIDE else {}
    readings = sum(len(statement.facts) for statement in matrix.statements) <= MOST_READINGS
    return assets.template("ledger.html").render(
        policy=assets.security_policy(style=style, script=script),
        style=style,
        script=script,
        data=Markup(_data(matrix, places)),  # noqa: S704 - escaped there
        **_head(view, title),
        **_changed(view, places),
        columns=[
            ColumnView(places.statement(k), date_of(one), plain(name), one.date or "")
            for k, (one, name) in enumerate(zip(matrix.statements, names, strict=True))
        ],
        tables=tables,
        on_screen=on_screen,
        wide=columns > MOST_WIDE,
        statements=statement_views(matrix, places, with_readings=readings),
    )


def _on_screen(tables: Iterable[TableView]) -> dict[str, str]:
    """The tables that a page of many rows leaves to the screen, by name, each with its rows counted in words."""
    rows = Counter({table.name: table.count for table in tables})
    if rows.total() <= MOST_PRINTED:
        return {}
    printed = {verdict.name.lower() for verdict in _LISTED_BEFORE}
    return {name: f"{count:,} {counted_key(name, count)}" for name, count in rows.items() if name not in printed}


def _head(view: LedgerView, title: str | None) -> dict[str, object]:
    """What stands at the top: the latest statement's title, else the name of the series, else how many there are."""
    statements = view.matrix.statements
    own = title or (_title(statements[-1]) if statements else "")
    count = "What a statement says" if len(statements) == 1 else f"What {len(statements):,} statements say"
    heading = own or view.series or count
    return {
        "document_title": plain(heading),
        "title": shown(heading),
        "titled": bool(own),
        "series": plain(view.series) if own else "",
        "language": language_of(statements[-1]) if statements else "",
        "direction": direction(statements[-1].witness.language) if statements else "auto",
        "notices": view.notices,
        "sentence": summary_sentence(view),
        "kinds": _kind_chips(view),
        "verdicts": _verdict_chips(view),
    }


def _title(statement: StatementFacts) -> str:
    """The title that a statement bears, "" where it has none."""
    witness = statement.witness
    titles = (segment.span for segment in witness.segments if segment.kind is SegmentKind.TITLE)
    return next((folded(span.of(witness.content)) for span in titles), "")


def _changed(view: LedgerView, places: Places) -> dict[str, object]:
    """What changed in the latest statement, in one list or, of many, by verdict; and before, by verdict."""
    last = len(view.matrix.statements) - 1
    wanted = list(view.wanted())
    seen = [one for one in wanted if issue_of(one) == last]
    again = told_by_figures(view.matrix, seen)
    latest = change_views(view, (one for one in seen if one not in again), places.of)
    before = (one for one in wanted if one.verdict in _LISTED_BEFORE and issue_of(one) < last)
    return {
        "changes": latest if len(latest) <= MOST_IN_ONE else (),
        "groups": _groups(latest) if len(latest) > MOST_IN_ONE else [],
        "earlier": _groups(change_views(view, before, places.of)),
        "sentences": [(one.sentence, one.said[-1].place) for one in latest],
        "most_listed": MOST_LISTED,
        "again": told_again(len(again)) if again else "",
    }


def _groups(views: Iterable[ChangeView]) -> list[GroupView]:
    found: dict[str, list[ChangeView]] = {}
    for one in views:
        found.setdefault(one.verdict, []).append(one)
    return [
        GroupView(key, KEY_GLYPHS[key], words[0].upper() + words[1:], tuple(found[key]))
        for key, words in KEY_WORDS.items()
        if key in found
    ]


def _kind_chips(view: LedgerView) -> list[Chip]:
    """How many facts of each kind there are, each counted once however often it is said."""
    found = Counter(row.kind for row in view.matrix.rows)
    return [Chip(kind.value, "", found[kind], KIND_WORDS[kind][found[kind] != 1]) for kind in KIND_WORDS if found[kind]]


def _verdict_chips(view: LedgerView) -> list[Chip]:
    """How many changes there are from a statement to the next; of two also what stands in one alone."""
    pair = len(view.matrix.statements) == PAIR
    told = (change for change in view.told(view.matrix.changes) if pair or is_changed(change))
    found = Counter(verdict_key(change.kind, change.verdict) for change in told)
    found[ALONE] = len(alone(view.matrix))
    return [Chip(key, KEY_GLYPHS[key], found[key], counted_key(key, found[key])) for key in KEY_WORDS if found[key]]


def _data(matrix: FactMatrix, places: Places) -> str:
    """What the script says of a quotation: each fact's place, kind, rule and confidence, and what it was taken for.

    Of rows whose cells may be of many statements, the first mention in each.
    """
    rules: dict[str, int] = {}
    statements = []
    for k, statement in enumerate(matrix.statements):
        facts = [
            [
                places.of(k, fact),
                KIND_WORDS[fact.kind][0],
                rules.setdefault(fact.rule, len(rules)),
                round(fact.confidence, 2),
                read_as(fact),
            ]
            for fact in statement.facts
        ]
        statements.append({
            "date": date_of(statement),
            "reference": plain(short_names([statement.reference])[0]),
            "sha256": statement.witness.witness.text.sha256,
            "facts": facts,
        })  # fmt: skip
    said = {
        row_place(row, matrix, places): [[k, found[0]] for k, found in enumerate(row.facts) if found]
        for row in (matrix.rows if len(matrix.statements) > MOST_WIDE else ())
    }
    return embedded({"rules": list(rules), "statements": statements, "rows": said})
