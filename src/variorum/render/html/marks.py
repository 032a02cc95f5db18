"""Runs of a redline as HTML elements."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.model.alignment import BeadKind, EditNote, Side
from variorum.model.spans import Span
from variorum.render.folding import folded
from variorum.render.html.characters import as_html
from variorum.render.redline import MOVED_GLYPH, Mark, Run, inline_runs, runs, segments_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.alignment import Alignment, Bead

# Stands between segments of one bead that are not neighbours in the text; no character of either text.
_JUMP = '<span class="jump"> […] </span>'
# Parts a removed word from the added one that took its place in an inline redline: a thin space that neither text has.
_BETWEEN = '<span class="jump">\N{THIN SPACE}</span>'

# Before words that stand elsewhere in the line, whatever shows their colour.
_SIGN = f'<span class="jump sign" aria-hidden="true">{MOVED_GLYPH}</span>'


def side_markup(alignment: Alignment, bead: Bead, side: Side) -> Markup:
    """The bead's text on one side with its changes marked.

    Less `.vh` and `.jump`, its text content is the bead's text on that side, white space between neighbouring segments
    included.
    """
    return _markup(alignment, bead, runs(alignment, bead, side), whole=side)


def inline_markup(alignment: Alignment, bead: Bead) -> Markup:
    """Both wordings of the bead as one text, what was removed before what was added.

    In both markups a long stretch between changes is folded, in an element `details`: no paragraph may hold it.
    """
    return _markup(alignment, bead, inline_runs(alignment, bead), whole=Side.OTHER)


def _markup(alignment: Alignment, bead: Bead, marked: Sequence[Run], *, whole: Side) -> Markup:
    """The runs as elements; those of the side `whole` are all of the bead's text there."""
    one_sided = bead.kind in (BeadKind.DROPPED, BeadKind.ADDED)
    landings = {run.span.start for run in marked if run.side is whole} & _landings(alignment, bead, whole)
    pieces: list[str] = []
    clause: tuple[Side, Span] | None = None
    before: Run | None = None
    edges = _moved_edges(marked)
    for run in marked:
        if run.side is whole and run.span.start in landings:
            pieces.append(_JUMP)
        between = _BETWEEN if before and _touch(alignment, before, run) else ""
        before = run
        for part, span in _cut_at(run, bead.gone if run.side is Side.BASE else bead.new):
            inside = (run.side, span) if span else None
            pieces.append("</span>" if clause and inside != clause else "")
            pieces.append(between)
            pieces.append(_clause_start(run.side) if inside and inside != clause else "")
            between, clause = "", inside
            if run.mark is Mark.MOVED:
                pieces.append(_moved_markup(part.span.of(alignment.side(part.side).content), part, edges))
            else:
                pieces.append(_part_markup(alignment, run, part, one_sided=one_sided))
    pieces.append("</span>" if clause else "")
    return Markup("".join(pieces))  # noqa: S704 - made of escaped text and fixed tags


def _landings(alignment: Alignment, bead: Bead, side: Side) -> set[int]:
    """Where the bead's text goes on after words that are not its own."""
    return {
        right.span.start
        for left, right in pairwise(segments_on(alignment, bead, side))
        if right.index != left.index + 1
    }


def _touch(alignment: Alignment, before: Run, run: Run) -> bool:
    """Whether an added run follows a removed one with no white space to part their words."""
    if before.mark is Mark.SAME or run.mark is Mark.SAME or (before.side, run.side) != (Side.BASE, Side.OTHER):
        return False
    last = alignment.base.content[before.span.end - 1]
    return not last.isspace() and not alignment.other.content[run.span.start].isspace()


def _moved_edges(marked: Sequence[Run]) -> frozenset[tuple[Side, int]]:
    """Where words that stand elsewhere begin and end, neighbouring runs of them taken as one."""
    padded = (None, *(run if run.mark is Mark.MOVED else None for run in marked), None)
    edges: set[tuple[Side, int]] = set()
    for before, run in pairwise(padded):
        if before and not (run and run.side is before.side):
            edges.add((before.side, before.span.end))
        if run and not (before and run.side is before.side):
            edges.add((run.side, run.span.start))
    return frozenset(edges)


def _moved_markup(text: str, run: Run, edges: frozenset[tuple[Side, int]]) -> str:
    """Words that both wordings have, at another place: said once for neighbouring runs; white space stands outside."""
    opens, closes = (run.side, run.span.start) in edges, (run.side, run.span.end) in edges
    name, said = ("moved-from", "moved from here") if run.side is Side.BASE else ("moved-here", "moved here")
    body = text.lstrip() if opens else text
    core = body.rstrip() if closes else body
    start = len(text) - len(body)
    lead, tail = as_html(text[:start]), as_html(text[start + len(core) :])
    words = _orthographic(core, run.note) if run.note else as_html(core)
    before = f'<span class="vh">[{said}: </span>{_SIGN}' if opens else ""
    after = '<span class="vh">]</span>' if closes else ""
    return f'{lead}<span class="{name}">{before}{words}{after}</span>{tail}'


def _part_markup(alignment: Alignment, run: Run, part: Run, *, one_sided: bool) -> str:
    text, cut = part.span.of(alignment.side(part.side).content), part is not run
    if cut and text.isspace():
        return as_html(text)
    return _run_markup(text, part, silent=one_sided or (cut and not any(map(str.isalnum, text))))


def _cut_at(run: Run, clauses: Sequence[Span]) -> Iterator[tuple[Run, Span | None]]:
    """The run cut at the edges of clauses, each part with the clause it lies in."""
    if not clauses:
        yield run, None
        return
    start = run.span.start
    for clause in clauses:
        inside = Span(max(start, clause.start), min(run.span.end, clause.end))
        if inside.start >= inside.end:
            continue
        if start < inside.start:
            yield _part(run, Span(start, inside.start)), None
        yield _part(run, inside), clause
        start = inside.end
    if start < run.span.end:
        yield _part(run, Span(start, run.span.end)), None


def _part(run: Run, span: Span) -> Run:
    return run if span == run.span else Run(run.side, span, run.mark, run.note, run.edit)


def _clause_start(side: Side) -> str:
    return f'<span class="{"gone" if side is Side.BASE else "new"}">'


def _run_markup(text: str, run: Run, *, silent: bool) -> str:
    """The run's text as an element; `silent` where the row, or the rest of the run, says already what became of it."""
    if run.mark is Mark.SAME:
        return _kept(text) if not silent else as_html(text)
    if run.mark is Mark.ORTHOGRAPHIC:
        return _orthographic(text, run.note)
    tag, word = ("del", "removed") if run.side is Side.BASE else ("ins", "added")
    core = text.strip()
    if silent or not core:
        return f"<{tag}>{as_html(text)}</{tag}>"
    start = text.index(core)
    lead, tail = as_html(text[:start]), as_html(text[start + len(core) :])
    noted = f' class="{run.note.value}"' if run.note else ""
    return (
        f'{lead}<{tag}{noted}><span class="vh">[{word}: </span>{as_html(core)}<span class="vh">]</span></{tag}>{tail}'
    )


def _kept(text: str) -> str:
    fold = folded(text)
    if fold is None:
        return as_html(text)
    inner = f'<details class="stretch"><summary class="jump"> {fold.words} </summary>{as_html(fold.inner)}</details>'
    return f"{as_html(fold.head)}{inner}{as_html(fold.tail)}"


def _orthographic(text: str, note: EditNote | None) -> str:
    """White space of another form is not worth a mark of its own."""
    if note is EditNote.SPACE or not text.strip():
        return as_html(text)
    noted = f' title="{note.value}"' if note else ""
    return f'<span class="form"{noted}>{as_html(text)}</span>'
