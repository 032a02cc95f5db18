"""Quote a kept text: find the words, and give them back as they stand, with all that a citation needs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from variorum.align.likeness import Likeness
from variorum.archive import catalogue
from variorum.errors import PlaceMissing, QueryEmpty, QuoteNotFound
from variorum.model.citations import Citation, Place
from variorum.text.passages import find_passages
from variorum.workflows.kept import kept_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.archive.store import Store
    from variorum.model.spans import Span
    from variorum.model.units import Segment
    from variorum.model.witnesses import Text

# So many characters on either side are kept with a quotation, to find it again in another text of the same statement.
AROUND = 32


def quote(store: Store, reference: str, words: str, *, place: int | None = None) -> Citation:
    """Every place of the words in the text that a reference names, or the one at `place`, counted from 1.

    The words are found whatever the form of their white space, quotation marks, dashes and case; what comes back is
    what the text has. Raises ReferenceUnknown, ReferenceAmbiguous, QueryEmpty, QuoteNotFound or PlaceMissing.
    """
    if not words.strip():
        raise QueryEmpty(words)
    kept = kept_statement(store, reference)
    segments = catalogue.load_segmentation(store.connection, kept.witness.text).segments
    spans = find_passages(kept.text.content, words)
    if not spans:
        raise QuoteNotFound(words, kept.witness.reference, _nearest(kept.text, segments, words), whole=kept.text.whole)
    if place is not None:
        if not 1 <= place <= len(spans):
            raise PlaceMissing(place, len(spans))
        spans = spans[place - 1 : place]
    capture = next(capture for capture in kept.captures if capture.id == kept.witness.capture)
    warnings = tuple(warning.message for warning in kept.text.warnings) + tuple(hit.effect for hit in kept.text.limits)
    return Citation(
        kept.witness,
        words,
        tuple(_place(kept.text, segments, span) for span in spans),
        catalogue.original_name(store.connection, capture.original.sha256),
        capture.locator,
        capture.original.media_type,
        warnings,
    )


def keep(store: Store, citation: Citation, *, now: str) -> int:
    """Keep every place of a quotation for good; how many were not kept before. `now` is UTC, ISO 8601 with seconds."""
    witness = citation.witness
    kept = 0
    with store.writing():
        for place in citation.places:
            anchor = (witness.text_sha256, place.span.start, place.span.end)
            there = store.connection.execute(
                'SELECT 1 FROM quotation WHERE text_sha256 = ? AND "start" = ? AND "end" = ?', anchor
            ).fetchone()
            if not there:
                store.connection.execute(
                    'INSERT INTO quotation (reference, text_sha256, "start", "end", exact, prefix, suffix, kept_at)'
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (witness.reference, *anchor, place.exact, place.prefix, place.suffix, now),
                )
                kept += 1
    return kept


def _place(text: Text, segments: Sequence[Segment], span: Span) -> Place:
    content = text.content
    first = bisect_right([segment.span.start for segment in segments], span.start) - 1
    last = bisect_left([segment.span.start for segment in segments], span.end) - 1
    first = max(first, 0)
    last = max(last, first)
    pages = [number for number, page in enumerate(text.pages, 1) if _meet(page, span)]
    blocks = [block.place for block in text.blocks if block.place and _meet(block.span, span)]
    return Place(
        span,
        span.of(content),
        content[max(0, span.start - AROUND) : span.start],
        content[span.end : span.end + AROUND],
        (first + 1, last + 1),
        (segments[first].paragraph + 1, segments[last].paragraph + 1),
        (pages[0], pages[-1]) if pages else None,
        tuple(dict.fromkeys((blocks[0], blocks[-1]))) if blocks else (),
    )


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _nearest(text: Text, segments: Sequence[Segment], words: str) -> str:
    lines = [segment.span.of(text.content) for segment in segments]
    best, _ = Likeness(words).nearest(lines)
    return lines[best] if best >= 0 else ""
