"""Lines that a search found, as a terminal shows them and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from variorum.render.listing import shortened
from variorum.render.printable import json_document
from variorum.render.typeset import Style, display_width, paint, pieces, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.found import Hit, Hits
    from variorum.render.typeset import Piece

SCHEMA = "variorum.hits/1"
_INDENT = "  "


def hit_lines(hits: Hits, *, width: int, color: bool) -> str:
    """Each line under date, issuer and title of its statement, what was looked for marked, and over its exact place."""
    lines: list[str] = []
    warned: set[str] = set()
    for hit in hits.rows:
        lines += _hit(hit, width, color=color)
        # Once for each text, however many of its lines were found.
        if hit.text_sha256 not in warned:
            warned.add(hit.text_sha256)
            lines += [f"{_INDENT}warning: {visible(warning)}" for warning in hit.warnings]
        lines.append("")
    lines += [f"limit: {bound.what}: {bound.limit}; {bound.effect}" for bound in hits.limits]
    return "".join(f"{line}\n" for line in lines)


def hits_document(hits: Hits, *, words: str, like: str | None, order: str) -> str:
    """The hits for programs; spans are offsets into the stored text."""
    return json_document(
        SCHEMA,
        words=words if like is None else None,
        like=like,
        order=order,
        total=hits.total,
        statements=hits.statements,
        hits=[_fields(hit) for hit in hits.rows],
        limits=[asdict(bound) for bound in hits.limits],
    )


def _fields(hit: Hit) -> dict[str, object]:
    marks = [[mark.start, mark.end] for mark in hit.marks]
    return {**asdict(hit), "date": hit.date or None, "marks": marks, "warnings": list(hit.warnings)}


def _hit(hit: Hit, width: int, *, color: bool) -> Sequence[str]:
    head = " · ".join(dict.fromkeys(filter(None, (hit.date or "undated", hit.issuer, hit.title))))
    body = wrap(_marked(hit, color=color), width - len(_INDENT))
    where = f"line {hit.line}, characters {hit.start} to {hit.end}" if hit.line else "in no line of its text"
    place = f"{hit.reference}, {hit.kind}, {where}"
    told = f"{hit.event} in {hit.event_at}" if hit.event_at not in ("", hit.reference) else hit.event
    more = hit.nearness or (f"{told} here" if told and told == hit.event else told)
    quiet = [f"{place}; {more}"] if more else [place]
    if display_width(quiet[0]) > width - len(_INDENT):
        quiet = [place, *filter(None, [more])]
    return [
        shortened(visible(head), width),
        *(_INDENT + paint(line, color=color) for line in body),
        *(_INDENT + paint([(line, Style.QUIET)], color=color) for line in quiet),
    ]


def _marked(hit: Hit, *, color: bool) -> list[Piece]:
    """The words with what was looked for in bold, or between quotation marks that the words themselves do not have."""
    opening, closing = ("", "") if color else ("[[", "]]") if {"«", "»"} & set(hit.words) else ("«", "»")
    parts: list[Piece] = []
    place = hit.start
    for mark in hit.marks:
        start, end = max(mark.start, hit.start), min(mark.end, hit.end)
        parts.append((hit.words[place - hit.start : start - hit.start], Style.PLAIN))
        parts.append((opening + hit.words[start - hit.start : end - hit.start] + closing, Style.BOLD))
        place = end
    parts.append((hit.words[place - hit.start :], Style.PLAIN))
    if hit.start > hit.line_start:
        parts.insert(0, ("… ", Style.PLAIN))
    if hit.end < hit.line_end:
        parts.append((" …", Style.PLAIN))
    return pieces(parts, color=color)
