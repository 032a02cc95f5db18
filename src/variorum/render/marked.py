"""The words of a pair of lines with the style that each is set in on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.alignment import EditOp, Side
from variorum.render.folding import folded
from variorum.render.redline import Mark, span_on, standing
from variorum.render.sentences import is_rewritten
from variorum.render.typeset import Style, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment, Bead
    from variorum.render.redline import Run
    from variorum.render.typeset import Piece

# A pair whose changed characters are a smaller share than this is easier to read as one line with both wordings.
INLINE_SHARE = 0.4
# What both texts have, wherever it stands.
KEPT_STYLES = (Style.PLAIN, Style.MOVED_FROM, Style.MOVED_HERE)


def reads_inline(alignment: Alignment, bead: Bead) -> bool:
    """Whether both wordings can be read as one line: few changes, and small ones."""
    if is_rewritten(bead):
        return False
    moved = standing(alignment, bead).elsewhere
    changed = total = 0
    for number, edit in enumerate(bead.edits):
        size = sum(span_on(edit, side).end - span_on(edit, side).start for side in Side)
        total += size
        changed += size if number in moved or edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC) else 0
    return changed <= INLINE_SHARE * total


def marked(
    alignment: Alignment,
    bead: Bead,
    sequence: Sequence[Run],
    *,
    inline: bool = False,
    forms: bool = False,
    full: bool = False,
) -> list[Piece]:
    """The runs with the style each is set in.

    Orthographic forms are marked with `forms` only, and long kept stretches whole with `full`.
    """
    found: list[Piece] = []
    for run in sequence:
        text = run.span.of(alignment.side(run.side).content)
        if run.edit is None or run.mark is not Mark.ORTHOGRAPHIC or not forms:
            found.append((text, _style(run)))
            continue
        edit = bead.edits[run.edit]
        both = [span_on(edit, side).of(alignment.side(side).content) for side in Side]
        if both[0].split() == both[1].split():
            # What differs by its white space alone looks the same here.
            found.append((text, Style.PLAIN))
        else:
            found += [(both[0], Style.REMOVED)] if inline else []
            found.append((text, Style.FORM))
    return found if full else list(_folded(found))


def _folded(found: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with long stretches that both texts have folded."""
    for text, style in joined(found):
        fold = folded(text) if style in KEPT_STYLES else None
        if fold:
            yield fold.head, style
            yield f" [{fold.words}] ", Style.QUIET
            yield fold.tail, style
        else:
            yield text, style


def _style(run: Run) -> Style:
    if run.mark in (Mark.SAME, Mark.ORTHOGRAPHIC):
        return Style.PLAIN
    if run.mark is Mark.MOVED:
        return Style.MOVED_FROM if run.side is Side.BASE else Style.MOVED_HERE
    return Style.REMOVED if run.side is Side.BASE else Style.ADDED
