"""The comparison page: what its template shows, from an alignment and its summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.alignment import EditNote, EditOp, Side
from variorum.model.witnesses import Limit
from variorum.render.facts_words import line_of
from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.chips import Chip
from variorum.render.html.facts.changes import change_views, told_apart
from variorum.render.html.facts.counts import ledger_counts
from variorum.render.html.minimap import HEIGHT, places
from variorum.render.html.proof import derivation_words, witness_facts
from variorum.render.html.rows import FoldView, Rows, RowView
from variorum.render.html.words import absence_words, side_words
from variorum.render.quoting import dots
from variorum.render.redline import (
    FILTERS,
    GLYPHS,
    MOVED_GLYPH,
    ORTHOGRAPHIC_GLYPH,
    Fold,
    RowOptions,
    fold_words,
    has_moved_words,
    rows,
    title_of,
)
from variorum.render.sentences import limit_words, notices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from variorum.model.alignment import Alignment
    from variorum.model.facts import Fact
    from variorum.model.summary import Quotation, Summary
    from variorum.render.facts_view import LedgerView
    from variorum.render.html.facts.changes import ChangeView
    from variorum.render.redline import Row

_CHIP_GLYPHS = {kind.value: glyph for kind, glyph in GLYPHS.items()} | {
    "moved": MOVED_GLYPH,
    "capital": "Aa",
    "rollover": "#",
    "orthographic": ORTHOGRAPHIC_GLYPH,
}
_CHIP_WORDS = {"capital": "a capital only", "rollover": "an anniversary count only"}

# A kept line takes 2 kB with both wordings and its proof: of more, a page holds each once and without its proof.
MOST_KEPT_WHOLE = 2_000
# Past this many whole lines, or clauses, of a side, the rest are folded: the lines themselves say it better.
MOST_QUOTATIONS = 9
MOST_FACTS = 8


@dataclass(frozen=True, slots=True)
class QuotationView:
    """Words that are gone or new, with the address of their row."""

    text: Markup
    address: str
    lines: str
    whole: bool


def comparison_page(alignment: Alignment, summary: Summary, facts: LedgerView | None = None) -> str:
    """One complete HTML document with both texts in full, and the changed facts where a ledger of both is given.

    Nothing in it is fetched, and a policy in it forbids fetching. It is readable without its script. Equal arguments
    give equal pages. Time and memory grow with the texts: 5,000 changed beads of 22 words are 13 MB, as many kept 2 MB.
    """
    styles = ("base.css", "page.css", "facts.css") if facts else ("base.css", "page.css")
    style, script = assets.joined(*styles), assets.static("page.js")
    lines = Rows(alignment, summary)
    changed, moved_on = told_apart(changed_facts(facts, lines)) if facts else ([], [])
    display = rows(alignment, RowOptions())
    kept = sum(len(row.beads) for row in display if isinstance(row, Fold))
    dropped, added = absence_words(alignment)
    title = title_of(alignment)
    older, newer = (side_words(alignment, summary, side) for side in Side)
    return assets.template("page.html").render(
        policy=assets.security_policy(style=style, script=script),
        style=style,
        script=script,
        derivation=derivation_words(alignment.derivation),
        document_title=plain(title) if title else f"{older.name} → {newer.name}",
        title=shown(title) if title else None,
        older=older,
        newer=newer,
        summary=summary,
        chips=chips(summary, dropped, added),
        notices=(*notices_of(alignment, summary), *_page_limits(kept)),
        orthographic=sum(
            edit.op is EditOp.ORTHOGRAPHIC and edit.note is not EditNote.SPACE
            for bead in alignment.beads
            for edit in bead.edits
        ),
        gone=quotations(alignment, lines, summary.gone),
        new=quotations(alignment, lines, summary.new),
        moved_words=any(has_moved_words(alignment, bead) for bead in alignment.beads),
        dropped_word=dropped,
        added_word=added,
        most_quotations=MOST_QUOTATIONS,
        rows=_rows(alignment, lines, display, slim=kept > MOST_KEPT_WHOLE),
        facts=facts is not None,
        facts_counts=ledger_counts(facts) if facts else "",
        facts_changed=changed,
        facts_moved_on=moved_on,
        most_facts=MOST_FACTS,
        sentences=[*((one.sentence, one.said[-1].place) for one in (*changed, *moved_on)), *lines.sentences()],
        places=[(place, lines.address(place.first)) for place in places(alignment)],
        map_height=HEIGHT,
        witnesses=witness_facts(alignment, older, newer),
    )


def changed_facts(facts: LedgerView, lines: Rows) -> tuple[ChangeView, ...]:
    """The changed facts, each with the rows that its words stand in."""
    statements = facts.matrix.statements

    def row_of_fact(k: int, fact: Fact) -> str:
        return lines.address_at(tuple(Side)[k], line_of(statements[k], fact.span.start) - 1)

    return change_views(facts, facts.matrix.changes, row_of_fact)


def chips(summary: Summary, dropped: str, added: str) -> tuple[Chip, ...]:
    """The counts of body lines that are not zero, and that of kept lines even so; orthographic ones have a switch."""
    words = _CHIP_WORDS | {"dropped": dropped, "added": added}
    return tuple(
        Chip(name, _CHIP_GLYPHS[name], count, words.get(name, name))
        for name in FILTERS
        if name != "orthographic" and ((count := getattr(summary.body, name)) or name == "kept")
    )


def quotations(alignment: Alignment, lines: Rows, quoted: Sequence[Quotation]) -> tuple[QuotationView, ...]:
    """Quotations as the summary orders them."""
    return tuple(
        QuotationView(
            shown(quotation.span.of(alignment.side(quotation.side).content)).join(dots(alignment, quotation)),
            lines.address(quotation.bead),
            lines.numbers(quotation.bead, quotation.side),
            quotation.whole,
        )
        for quotation in quoted
    )


def _rows(alignment: Alignment, lines: Rows, display: Sequence[Row | Fold], *, slim: bool) -> list[RowView | FoldView]:
    """Rows and folds in display order; the rows in a fold are there too, so that the page holds both texts."""
    return [
        FoldView(
            fold_words(alignment, row),
            [lines.slim(index) for index in row.beads] if slim else [lines.view(index) for index in row.beads],
            slim,
        )
        if isinstance(row, Fold)
        else lines.view(row.index)
        for row in display
    ]


def _page_limits(kept: int) -> tuple[str, ...]:
    """What this page leaves out of the kept lines, in words."""
    if kept <= MOST_KEPT_WHOLE:
        return ()
    effect = "kept lines stand here once, as the second text has them; JSON has both forms and each proof"
    limit = Limit("kept lines shown with both forms and proof", f"{MOST_KEPT_WHOLE:,}", f"{kept:,}", effect)
    return (limit_words(limit),)
