"""Lines that a search found, and statements that say what was asked, as a terminal shows them and as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from variorum.model.said import Holds
from variorum.model.votes import VoteChange
from variorum.render.ledger import fact_fields
from variorum.render.lineage_words import VOTE_WORDS
from variorum.render.listing import shortened
from variorum.render.printable import json_document
from variorum.render.typeset import Style, display_width, paint, pieces, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.found import Hit, Hits
    from variorum.model.said import Asked, SaidFact, Saying, Sayings, Variants
    from variorum.render.typeset import Piece

SCHEMA = "variorum.hits/1"
MOST_VARIANTS = 12
# Of a fact: members of `variorum.ledger/1` that figures, names and dates have.
_ALWAYS = (
    *("kind", "start", "end", "text", "value", "op", "unit", "ordinal", "counted", "counted_inferred", "predicate"),
    *("qualifier", "edtf", "name", "rule", "confidence"),
)
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


def saying_lines(sayings: Sayings, *, width: int, color: bool) -> str:
    """Each statement with its first line, what it says marked; then the words that stand for each name asked for."""
    lines: list[str] = []
    for saying in sayings.rows:
        hit = replace(saying.hit, nearness="; ".join(_told(saying)))
        lines += [
            *_hit(hit, width, color=color),
            *(f"{_INDENT}warning: {visible(words)}" for words in hit.warnings),
            "",
        ]
    for named in sayings.variants if sayings.rows else ():
        lines += _variants(named, width)
    return "".join(f"{line}\n" for line in lines)


def hits_document(hits: Hits, *, words: str, like: str | None, order: str) -> str:
    """The hits for programs; spans are offsets into the stored text."""
    return json_document(
        SCHEMA,
        words=words if like is None else None,
        like=like,
        said=None,
        order=order,
        total=hits.total,
        statements=hits.statements,
        rotations=hits.rotations,
        hits=[{**_fields(hit), "lines": 1, "facts": []} for hit in hits.rows],
        limits=[asdict(bound) for bound in hits.limits],
    )


def sayings_document(sayings: Sayings, asked: Asked, *, order: str) -> str:
    """The statements for programs, as `hits_document` has lines."""
    return json_document(
        SCHEMA,
        words=None,
        like=None,
        said=_asked(asked, sayings),
        order=order,
        total=sayings.total,
        statements=sayings.statements,
        rotations=0,
        hits=[
            {**_fields(each.hit), "lines": each.lines, "facts": [_fact(fact, each.content) for fact in each.facts]}
            for each in sayings.rows
        ],
        limits=[],
    )


def _asked(asked: Asked, sayings: Sayings) -> dict[str, object]:
    figure = asked.figure
    low, high = (figure.low, figure.high) if figure else (None, None)
    return {
        "number": None if low is None else str(low) if low == high else [str(low), str(high)],
        "unit": figure.unit if figure else None,
        "counted": (figure.counted if figure else "") or None,
        "names": [
            {
                "kind": named.kind.value,
                "name": named.asked,
                "words": [{"words": words, "count": count} for words, count in named.words],
            }
            for named in sayings.variants
        ],
        "dates": list(asked.dates),
        "rejected": sayings.rejected,
    }


def _fact(said: SaidFact, content: str) -> dict[str, object]:
    """A fact as in a ledger, with every member always there."""
    fields = fact_fields(said.fact, content)
    return {
        **{name: fields.get(name) for name in _ALWAYS},
        "holds": said.holds.value,
        "judged": said.judged,
    }


def _told(saying: Saying) -> list[str]:
    """What the marked words alone do not tell: a range, what is counted elsewhere, a person's word, further lines."""
    told = []
    for said in saying.facts:
        words = " ".join(said.fact.span.of(saying.content).split())
        figure = said.fact.quantity
        if said.holds is Holds.RANGE:
            told.append(f"“{words}” is a range that holds it")
        if figure and figure.counted is None and figure.counted_inferred:
            told.append(f"“{words}” counts {' '.join(figure.counted_inferred.of(saying.content).split())} (inferred)")
        if said.judged:
            told.append(f"“{words}” as judged")
    more = saying.lines - 1
    return [*dict.fromkeys(told), *([f"{more:,} more line{'' if more == 1 else 's'}"] if more else [])]


def _variants(named: Variants, width: int) -> Iterator[str]:
    """The words that stand for a name, in order of first use."""
    shown = [f"{words} ({count:,})" for words, count in named.words[:MOST_VARIANTS]]
    more = len(named.words) - len(shown)
    words = " · ".join(shown) + (f" · {more:,} more" if more else "")
    label = f"{named.kind.value} {named.asked}, as said: "
    for line in wrap(pieces([(label, Style.PLAIN), (words or "nowhere", Style.PLAIN)], color=False), width):
        yield paint(line, color=False)


def _fields(hit: Hit) -> dict[str, object]:
    marks = [[mark.start, mark.end] for mark in hit.marks]
    return {**asdict(hit), "date": hit.date or None, "marks": marks, "warnings": list(hit.warnings)}


def _hit(hit: Hit, width: int, *, color: bool) -> Sequence[str]:
    head = " · ".join(dict.fromkeys(filter(None, (hit.date or "undated", hit.issuer, hit.title))))
    body = wrap(_marked(hit, color=color), width - len(_INDENT))
    where = f"line {hit.line}, characters {hit.start} to {hit.end}" if hit.line else "in no line of its text"
    place = f"{hit.reference}, {hit.kind}, {where}"
    more = hit.nearness or event_words(hit)
    quiet = [f"{place}; {more}"] if more else [place]
    if display_width(quiet[0]) > width - len(_INDENT):
        quiet = [place, *filter(None, [more])]
    return [
        shortened(visible(head), width),
        *(_INDENT + paint(line, color=color) for line in body),
        *(_INDENT + paint([(line, Style.QUIET)], color=color) for line in quiet),
    ]


def event_words(hit: Hit) -> str:
    """What became of a line, here or at which issue; "" where that was not asked for."""
    event = ", ".join(VOTE_WORDS[VoteChange(change)] for change in hit.vote) or hit.event
    if not event:
        return ""
    return f"{event} here" if hit.event_at in ("", hit.reference) else f"{event} in {hit.event_at}"


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
