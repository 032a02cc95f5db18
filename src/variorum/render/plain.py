"""Plain text for a screen reader: no columns, no glyphs, one sentence a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.render.redline import tags
from variorum.render.sentences import change_sentences, notices_of, reading_remarks, survival_sentence
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.alignment import Alignment
    from variorum.model.summary import KindCounts, Summary
    from variorum.render.facts_view import LedgerView
    from variorum.render.redline import RowOptions


def comparison_plain(
    alignment: Alignment, summary: Summary, options: RowOptions, facts: LedgerView | None = None
) -> str:
    """Notices, the two names, the summary, then each change as a sentence on a line of its own, facts first."""
    lines = [f"Note: {notice}" for notice in notices_of(alignment, summary)]
    lines += [f"Base: {_named(alignment, summary, Side.BASE)}", f"Other: {_named(alignment, summary, Side.OTHER)}"]
    lines.append(" ".join(filter(None, (f"Summary: {summary.sentence}", survival_sentence(alignment, summary)))))
    if facts:
        from variorum.render.facts_plain import changes_plain  # not needed unless facts are read

        lines += changes_plain(facts)
    lines += _sentences(alignment, options)
    return "".join(visible(" ".join(line.split())) + "\n" for line in lines)


def comparison_stat(alignment: Alignment, summary: Summary, facts: LedgerView | None = None) -> str:
    """The counts alone: lines by what became of them, what stands outside the lines, words."""
    body, words = summary.body, summary.words
    lines = [f"note: {notice}" for notice in notices_of(alignment, summary)]
    lines += [
        f"note: {_name(alignment, side)}: {remark}"
        for side in Side
        for remark in reading_remarks(alignment.side(side).witness)
    ]
    lines += [f"{_name(alignment, side)}: {len(alignment.side(side).segments)} lines of all kinds" for side in Side]
    lines.append(summary.sentence)
    kinds = ("kept", "reworded", "split", "merged", "dropped", "added")
    lines.append("lines: " + ", ".join(f"{getattr(body, kind)} {kind}" for kind in kinds))
    on_top = ("moved", "capital", "rollover", "echoed", "orthographic")
    lines.append("among them: " + ", ".join(f"{getattr(body, kind)} {kind}" for kind in on_top))
    for name, counts in (
        ("titles", summary.titles),
        ("date lines", summary.datelines),
        ("votes", summary.votes),
        ("furniture", summary.furniture),
    ):
        lines.append(f"{name}: {_counted(counts)}")
    lines.append(f"words: {words.kept} kept, {words.deleted} deleted, {words.inserted} inserted")
    if facts:
        from variorum.render.facts_view import summary_sentences  # not needed unless facts are read

        lines.append(f"facts: {' '.join(summary_sentences(facts))}")
    return "".join(visible(" ".join(line.split())) + "\n" for line in lines)


def _sentences(alignment: Alignment, options: RowOptions) -> Iterator[str]:
    changes = [
        change
        for change in change_sentences(alignment, orthographic=options.orthographic or "orthographic" in options.only)
        if not options.only or options.only & set(tags(alignment.beads[change.bead]))
    ]
    if options.only:
        yield f"Only {', '.join(sorted(options.only))}:"
    if not changes:
        yield "No changes."
    for change in changes:
        yield change.text


def _named(alignment: Alignment, summary: Summary, side: Side) -> str:
    date = summary.base_date if side is Side.BASE else summary.other_date
    said = _name(alignment, side) + (f", dated {date}." if date else ", no date found.")
    return " ".join([said, *reading_remarks(alignment.side(side).witness)])


def _name(alignment: Alignment, side: Side) -> str:
    return alignment.side(side).witness.name


def _counted(counts: KindCounts) -> str:
    return f"{counts.kept} kept, {counts.reworded} reworded, {counts.dropped} dropped, {counts.added} added"
