"""One document of a run of reuse on a terminal, from beginning to end: what stands elsewhere, and what is its own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from variorum.model.spans import Span
from variorum.render.lineage_words import counted
from variorum.render.reuse.changes import REWORDED, beside_words, sign_of_edits
from variorum.render.reuse.terminal import compared_rows
from variorum.render.reuse.words import (
    MOST_TITLE,
    NEAREST_WORDS,
    WHEN_WORDS,
    document_sentence,
    elsewhere_words,
    family_name,
    several_series,
    speaker,
    speakers,
)
from variorum.render.sentences import shortened
from variorum.render.sheet import hanging, prose
from variorum.render.typeset import Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.reuse_views import DocumentView, Elsewhere
    from variorum.render.reuse.sheet import ReuseSheet

# Rows of what stands elsewhere and of what is its own; so much of a passage inside the first names it.
_ROWS, _NAME = 3, 40


class _Block(NamedTuple):
    """A part of a document that stands elsewhere, its passages in order; or (none) that is its own."""

    span: Span
    words: int
    passages: tuple[Elsewhere, ...]


def document_page(sheet: ReuseSheet, view: DocumentView) -> str:
    """A document from its beginning to its end: what stands elsewhere, and where; what is its own."""
    series = several_series(view)
    parts = [_head(sheet, view), *(_block(sheet, view.text, one, series) for one in _blocks(view))]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _head(sheet: ReuseSheet, view: DocumentView) -> Iterator[str]:
    document = view.document
    title = " ".join(document.title.split()) or document.id
    yield from prose(sheet, title, Style.BOLD)
    said = [document.date or "undated", document.issuer, document.series]
    yield from prose(sheet, " · ".join(filter(None, said)), Style.PLAIN)
    yield from prose(sheet, document.id if document.id != title else "", Style.QUIET)
    yield from prose(sheet, document.url, Style.QUIET)
    yield ""
    yield from prose(sheet, document_sentence(view), Style.BOLD)
    yield from _nearest(sheet, view)


def _nearest(sheet: ReuseSheet, view: DocumentView) -> Iterator[str]:
    """The documents that share the most words with this one, a row each."""
    if not view.nearest:
        return
    yield ""
    yield from prose(sheet, NEAREST_WORDS, Style.BOLD)
    indent = max(len(counted(one.words, "word")) for one in view.nearest) + 2
    for one in view.nearest:
        title = f" · {shortened(one.document.title, MOST_TITLE)}" if one.document.title else ""
        name = f" [{one.document.id}]" if one.document.issuer else ""
        said = f"{WHEN_WORDS[one.when]}: {speaker(one.document)}{title}{name}"
        yield from hanging(sheet, [(counted(one.words, "word"), Style.PLAIN)], indent, [(said, Style.QUIET)])


def _blocks(view: DocumentView) -> Iterator[_Block]:
    """The document in parts that stand elsewhere and parts that do not, by turns; white space between is no part."""
    formulae = {one.family.number for one in view.elsewhere if one.family.formulaic}
    worded = [one for one in view.stretches if one.words]
    waiting = list(reversed(view.elsewhere))
    here: list[Elsewhere] = []
    # A formula beside a passage is a part by itself: where it stands besides is of no use to a reader.
    for _, run in groupby(worded, key=lambda one: (bool(one.families), formulae.issuperset(one.families))):
        parts = list(run)
        span = Span(parts[0].span.start, parts[-1].span.end)
        here = [one for one in here if one.passage.span.end > span.start]
        while waiting and waiting[-1].passage.span.start < span.end:
            here.append(waiting.pop())
        told = tuple(one for one in here if not one.family.formulaic) or tuple(here)
        yield _Block(span, sum(one.words for one in parts), told)


def _block(sheet: ReuseSheet, text: str, block: _Block, series: frozenset[str]) -> Iterator[str]:
    size = counted(block.words, "word")
    words = shortened(block.span.of(text), None if sheet.full else _ROWS * sheet.text_width - 8)
    if not block.passages:
        yield from hanging(sheet, [], 3, [(f"its own, {size}", Style.QUIET)])
        yield from hanging(sheet, [], sheet.indent, [(words, Style.QUIET)])
    elif all(one.family.formulaic for one in block.passages):
        where = "; ".join(f"{family_name(one.family.number)}, {elsewhere_words(one)}" for one in block.passages)
        yield from hanging(sheet, [], 3, [(f"formulaic, {size}: {where}", Style.QUIET)])
        yield from hanging(sheet, [], sheet.indent, [(f"“{words}”", Style.QUIET)])
    elif len(block.passages) == 1:
        (one,) = block.passages
        yield from hanging(
            sheet, [("≡", Style.PLAIN)], 3, [(f"{_name(one)}, {size}: {elsewhere_words(one)}", Style.BOLD)]
        )
        if one.beside is None or len(one.named) > 1:
            yield from hanging(sheet, [], sheet.indent, [(_others(one, series), Style.QUIET)])
        yield from hanging(sheet, [], sheet.indent, [(f"“{words}”", Style.PLAIN)])
        yield from _beside(sheet, one)
    else:
        head = f"{size} that stand elsewhere, in {counted(len(block.passages), 'passage')}"
        yield from hanging(sheet, [("≡", Style.PLAIN)], 3, [(head, Style.BOLD)])
        yield from hanging(sheet, [], sheet.indent, [(f"“{words}”", Style.PLAIN)])
        for one in block.passages:
            yield from _passage(sheet, text, one, series)


def _passage(sheet: ReuseSheet, text: str, one: Elsewhere, series: frozenset[str]) -> Iterator[str]:
    """One of several passages of a part, by its first words."""
    begins = shortened(one.passage.span.of(text), _NAME)
    said = f", {counted(one.passage.words, 'word')} from “{begins}”: {elsewhere_words(one)}; {_others(one, series)}"
    yield from hanging(sheet, [("   -", Style.QUIET)], sheet.indent, [(_name(one), Style.BOLD), (said, Style.QUIET)])
    yield from _beside(sheet, one)


def _beside(sheet: ReuseSheet, one: Elsewhere) -> Iterator[str]:
    """Another document's wording that is like this one, and what changed between them."""
    if one.beside is None:
        return
    yield from hanging(sheet, [], sheet.indent, [(beside_words(one.beside), Style.QUIET)])
    if sign_of_edits(one.beside.alignment.beads[0].edits) == REWORDED:
        yield from compared_rows(sheet, one.beside.alignment)


def _name(one: Elsewhere) -> str:
    return f"{family_name(one.family.number)}{', a burst' if one.family.burst else ''}"


def _others(one: Elsewhere, series: frozenset[str]) -> str:
    count = one.earlier + one.same_day + one.later + one.undated
    rest = f" and {count - len(one.named):,} more" if count > len(one.named) else ""
    return "; ".join(speakers(one.named, series)) + rest
