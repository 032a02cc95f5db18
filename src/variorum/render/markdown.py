"""The comparison as a Markdown document: the summary, the changes as a list, the lines."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.render.folding import shortened_stretch
from variorum.render.redline import (
    NOT_FOUND,
    Fold,
    Mark,
    RowOptions,
    fold_words,
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
    from variorum.render.redline import Row, Run

# What Markdown or HTML could take for its own anywhere in a line, and the starts of addresses that would become links.
SPECIAL = re.compile(r"[\\`*_{}\[\]<>&~$|#@]|://|\bwww\.")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", "://": "&#58;//", "www.": "www&#46;"}
# What would open a list, a heading or a rule at the start of a line.
OPENING = re.compile(r"^(\d*)([-+=:.)])")
TAGS = {"~~": ("<del>", "</del>"), "**": ("<strong>", "</strong>")}


def comparison_markdown(alignment: Alignment, summary: Summary) -> str:
    """A document for GitHub's Markdown; statement words can open no markup, link or HTML element in it."""
    parts = [
        *_front(alignment, summary),
        *_quotations(
            alignment, summary.gone, "Gone" if alignment.is_known_whole(Side.OTHER) else NOT_FOUND.capitalize()
        ),
        *_quotations(alignment, summary.new, "New" if alignment.is_known_whole(Side.BASE) else "New, or " + NOT_FOUND),
        "## Changes as a list",
        _changes(alignment),
        "## Lines",
        "~~Struck~~ words are in the base only, **bold** ones in the other text only.",
        *_lines(alignment),
    ]
    return "\n\n".join(parts) + "\n"


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
        words = escaped(quotation.span.of(alignment.side(quotation.side).content))
        lines.append(f"- “{words}”" if quotation.whole else f"- in a line: “{words}”")
    yield "\n".join(lines)


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
        bare = [(run.span.of(alignment.side(side).content), "") for run in runs(alignment, bead, side)]
        yield f"> {_marked(bare)}"
        if echo := echo_sentence(alignment, bead):
            yield f"> *{escaped(echo)}*"
    elif is_rewritten(bead):
        for side in Side:
            yield f"> {_marked(_pieces(alignment, runs(alignment, bead, side)))}"
    else:
        yield f"> {_marked(_pieces(alignment, inline_runs(alignment, bead)))}"


def _pieces(alignment: Alignment, sequence: Sequence[Run]) -> list[tuple[str, str]]:
    """Each run's text with the Markdown that goes round it; long stretches between changes folded."""
    pieces: list[tuple[str, str]] = []
    for run in sequence:
        changed = run.mark in (Mark.REMOVED, Mark.ADDED, Mark.CAPITAL)
        fence = ("~~" if run.side is Side.BASE else "**") if changed else ""
        pieces.append((run.span.of(alignment.side(run.side).content), fence))
    stretches = groupby(pieces, key=itemgetter(1))
    joined = [("".join(text for text, _ in group), fence) for fence, group in stretches]
    return [(text if fence else shortened_stretch(text), fence) for text, fence in joined]


def _marked(pieces: Sequence[tuple[str, str]]) -> str:
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
            core = _fenced(core, fence, before or out[-1:] or " ", following)
        out += before + core + after
    return OPENING.sub(r"\1\\\2", " ".join(out.split()))


def _first(text: str, fence: str) -> str:
    """The first character that a piece will show."""
    return " " if text[:1].isspace() else (fence or escaped(text))[:1]


def _fenced(core: str, fence: str, before: str, after: str) -> str:
    """The text between marks; between tags where CommonMark sees no mark, beside both punctuation and a letter."""
    opens = not _is_punctuation(core[0]) or before == " " or _is_punctuation(before)
    closes = not _is_punctuation(core[-1]) or after == " " or _is_punctuation(after)
    if opens and closes:
        return f"{fence}{core}{fence}"
    opening, closing = TAGS[fence]
    return f"{opening}{core}{closing}"


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
