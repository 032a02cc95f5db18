"""The comparison as a Markdown document: the summary, the changes as a list, the lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.render.folding import shortened_stretch
from variorum.render.quoting import dots
from variorum.render.redline import (
    NOT_FOUND,
    Fold,
    Mark,
    RowOptions,
    fold_words,
    has_moved_words,
    inline_runs,
    rows,
    runs,
    title_of,
)
from variorum.render.sentences import (
    change_sentences,
    echo_sentence,
    is_rewritten,
    notices_of,
    number_words,
    reading_remarks,
    status_words,
    survival_sentence,
)
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.summary import Quotation, Summary
    from variorum.render.facts_view import LedgerView
    from variorum.render.redline import Row, Run

# What Markdown or HTML could take for its own anywhere in a line, and the starts of addresses that would become links.
SPECIAL = re.compile(r"[\\`*_{}\[\]<>&~$|#@]|://|\bwww\.")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", "://": "&#58;//", "www.": "www&#46;"}
# What would open a list, a heading or a rule at the start of a line.
OPENING = re.compile(r"^(\d*)([-+=:.)])")


@dataclass(frozen=True, slots=True)
class Fence:
    """What goes round marked words: the mark, the tags in its stead, and what stands between it and the words."""

    mark: str
    tags: tuple[str, str]
    inside: tuple[str, str] = ("", "")

    def round(self, core: str, before: str, after: str) -> str:
        """The words between marks; between tags where CommonMark sees no mark, or not which.

        So it is beside both punctuation and a letter, and where two marks of asterisks meet.
        """
        core = core.join(self.inside)
        opens = not _is_punctuation(core[0]) or before == " " or _is_punctuation(before)
        closes = not _is_punctuation(core[-1]) or after == " " or _is_punctuation(after)
        runs_on = self.mark == "*" and "*" in (before, after)
        return core.join((self.mark, self.mark) if opens and closes and not runs_on else self.tags)


STRUCK = Fence("~~", ("<del>", "</del>"))
BOLD = Fence("**", ("<strong>", "</strong>"))
MOVED_FROM = Fence("*", ("<em>", "</em>"), ("↕(", ")"))
MOVED_HERE = Fence("*", ("<em>", "</em>"), ("↕", ""))

Piece = tuple[str, Fence | None]


def comparison_markdown(alignment: Alignment, summary: Summary, facts: LedgerView | None = None) -> str:
    """A document for GitHub's Markdown; statement words can open no markup, link or HTML element in it."""
    parts = [
        *_front(alignment, summary),
        *_quotations(
            alignment, summary.gone, "Gone" if alignment.is_known_whole(Side.OTHER) else NOT_FOUND.capitalize()
        ),
        *_quotations(alignment, summary.new, "New" if alignment.is_known_whole(Side.BASE) else "New, or " + NOT_FOUND),
        *(_facts(facts) if facts else ()),
        "## Changes as a list",
        _changes(alignment),
        "## Lines",
        _key(alignment),
        *_lines(alignment),
    ]
    return "\n\n".join(parts) + "\n"


def _key(alignment: Alignment) -> str:
    key = "~~Struck~~ words are in the base only, **bold** ones in the other text only."
    if any(has_moved_words(alignment, bead) for bead in alignment.beads):
        key += " Words after *↕* stand at another place in the line: *↕(here)* in the base, *↕here* in the other text."
    return key


def escaped(text: str) -> str:
    """The text on one line, for a place inside a line: nothing in it can be taken for Markdown, HTML or an address."""
    folded = " ".join(visible(text).split())
    return SPECIAL.sub(lambda match: ENTITIES.get(match.group(), "\\" + match.group()), folded)


def _front(alignment: Alignment, summary: Summary) -> Iterator[str]:
    yield "# " + escaped(title_of(alignment) or "Comparison")
    for notice in notices_of(alignment, summary):
        yield f"> **Note:** {escaped(notice)}"
    yield "\n".join(
        (
            "| | text | date | SHA-256 of the text |",
            "| --- | --- | --- | --- |",
            _text_row(alignment, Side.BASE, summary.base_date),
            _text_row(alignment, Side.OTHER, summary.other_date),
        )
    )
    for side in Side:
        witness = alignment.side(side).witness
        for remark in reading_remarks(witness):
            yield f"*{escaped(witness.name)}: {escaped(remark)}*"
    yield f"**{escaped(summary.sentence)}**"
    if survivors := survival_sentence(alignment, summary):
        yield escaped(survivors)


def _text_row(alignment: Alignment, side: Side, date: str | None) -> str:
    witness = alignment.side(side).witness
    return f"| {side.value} | {escaped(witness.name)} | {escaped(date or 'not found')} | `{witness.text.sha256}` |"


def _quotations(alignment: Alignment, quotations: Sequence[Quotation], heading: str) -> Iterator[str]:
    if not quotations:
        return
    yield f"## {heading}"
    lines = []
    for quotation in quotations:
        before, after = dots(alignment, quotation)
        words = before + escaped(quotation.span.of(alignment.side(quotation.side).content)) + after
        lines.append(f"- “{words}”" if quotation.whole else f"- in a line: “{words}”")
    yield "\n".join(lines)


def _facts(view: LedgerView) -> Iterator[str]:
    """The facts that changed: how many, then each with its words as said."""
    from variorum.render.facts_view import summary_sentences  # not needed unless facts are read

    yield "## Changed facts"
    yield escaped(" ".join(summary_sentences(view)))
    if changes := view.changes():
        yield "\n".join(f"- {escaped(view.sentence(change))}" for change in changes)


def _changes(alignment: Alignment) -> str:
    changes = change_sentences(alignment)
    return "\n".join(f"- {escaped(change.text)}" for change in changes) if changes else "No changes."


def _lines(alignment: Alignment) -> Iterator[str]:
    for item in rows(alignment, RowOptions()):
        if isinstance(item, Fold):
            yield f"*··· {fold_words(alignment, item)} ···*"
        else:
            yield from _row(alignment, item)


def _row(alignment: Alignment, row: Row) -> Iterator[str]:
    yield f"**{escaped(row.glyph)} {escaped(f'{number_words(row)} {status_words(row)}')}**"
    bead = row.bead
    if not bead.base or not bead.other:
        side = Side.BASE if bead.base else Side.OTHER
        bare: list[Piece] = [(run.span.of(alignment.side(side).content), None) for run in runs(alignment, bead, side)]
        yield f"> {_marked(bare)}"
        if echo := echo_sentence(alignment, bead):
            yield f"> *{escaped(echo)}*"
    elif is_rewritten(bead):
        for side in Side:
            yield f"> {_marked(_pieces(alignment, runs(alignment, bead, side)))}"
    else:
        yield f"> {_marked(_pieces(alignment, inline_runs(alignment, bead)))}"


def _pieces(alignment: Alignment, sequence: Sequence[Run]) -> list[Piece]:
    """Each run's text with the Markdown that goes round it; long stretches that both texts have folded."""
    pieces = [(run.span.of(alignment.side(run.side).content), _fence(run)) for run in sequence]
    stretches = groupby(pieces, key=itemgetter(1))
    joined = [("".join(text for text, _ in group), fence) for fence, group in stretches]
    return [(text if fence in (STRUCK, BOLD) else shortened_stretch(text), fence) for text, fence in joined]


def _fence(run: Run) -> Fence | None:
    if run.mark in (Mark.SAME, Mark.ORTHOGRAPHIC):
        return None
    if run.mark is Mark.MOVED:
        return MOVED_FROM if run.side is Side.BASE else MOVED_HERE
    return STRUCK if run.side is Side.BASE else BOLD


def _marked(pieces: Sequence[Piece]) -> str:
    """The pieces as a block of one line; white space stands outside of the marks, where it would undo them."""
    out = ""
    joined = [
        ("".join(text for text, _ in group), fence)
        for fence, group in groupby(filter(itemgetter(0), pieces), key=itemgetter(1))
    ]
    for at, (text, fence) in enumerate(joined):
        core = escaped(text)
        before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
        if core and fence:
            following = after or next((_first(*piece) for piece in joined[at + 1 :]), " ")
            core = fence.round(core, before or out[-1:] or " ", following)
        out += before + core + after
    return OPENING.sub(r"\1\\\2", " ".join(out.split()))


def _first(text: str, fence: Fence | None) -> str:
    """The first character that a piece will show."""
    return " " if text[:1].isspace() else (fence.mark if fence else escaped(text))[:1]


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
