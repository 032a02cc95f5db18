"""Where the words of a row stand, and where each text is from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.model.units import LineBreaks
from variorum.render.html.characters import plain, shown
from variorum.render.redline import segments_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from variorum.model.alignment import Alignment, Bead, SegmentedWitness
    from variorum.model.units import Segment
    from variorum.model.witnesses import Derivation
    from variorum.render.html.words import SideWords

_NEWLINE_WORDS = {
    LineBreaks.WRAP: "a wrap",
    LineBreaks.PARAGRAPH: "the end of a paragraph",
    LineBreaks.BLOCKS: "what the source's own markup makes of it",
}

# Characters of the text quoted before and after a line.
CONTEXT = 60


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One segment in its context, character for character."""

    side: SideWords
    anchor: str
    digest: str
    extractor: str
    start: int
    end: int
    before: Markup
    exact: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class ProofView:
    """Why the bead is what it is, and its segments' exact characters."""

    reason: str
    score: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class WitnessFacts:
    """One text's provenance, as pairs of a name and a value."""

    anchor: str
    side: SideWords
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def proof_of(alignment: Alignment, bead: Bead, sides: Mapping[Side, SideWords]) -> ProofView:
    """The proof of one bead."""
    return ProofView(
        reason=plain(bead.reason),
        score="" if bead.score is None else f"{bead.score:.4f}",
        quotes=tuple(
            _quote(alignment.side(side), segment, sides[side], _anchor(side))
            for side in Side
            for segment in segments_on(alignment, bead, side)
        ),
    )


def witness_facts(alignment: Alignment, older: SideWords, newer: SideWords) -> tuple[WitnessFacts, ...]:
    """The provenance of both texts."""
    return tuple(
        WitnessFacts(
            _anchor(side),
            words,
            witness_provenance(alignment.side(side)),
            tuple(plain(warning.message) for warning in alignment.side(side).witness.text.warnings),
        )
        for side, words in ((Side.BASE, older), (Side.OTHER, newer))
    )


def witness_provenance(witness: SegmentedWitness) -> tuple[tuple[str, str], ...]:
    """What is known of where one text is from and how it was read, as pairs of a name and a value."""
    text, original = witness.witness.text, witness.witness.original
    source = (
        (
            ("original sha256", original.sha256),
            ("original", f"{original.size:,} bytes, {plain(original.media_type)}"),
        )
        if original
        else (("original", "none: the text was handed over by a program"),)
    )
    return (
        ("name", plain(witness.witness.name)),
        *source,
        ("text sha256", text.sha256),
        ("text", f"{len(text.content):,} code points, {len(witness.segments):,} segments"),
        ("extractor", derivation_words(text.derivation)),
        ("language", plain(witness.language)),
        ("a single newline is", _NEWLINE_WORDS[witness.line_breaks]),
    )


def derivation_words(derivation: Derivation) -> str:
    """A tool with its version and settings: "plain 0.1.0 (encoding=utf-8)"."""
    settings = ", ".join(f"{name}={value}" for name, value in derivation.settings)
    return plain(f"{derivation.tool} {derivation.version}" + (f" ({settings})" if settings else ""))


def _quote(witness: SegmentedWitness, segment: Segment, side: SideWords, anchor: str) -> QuoteView:
    content, span = witness.content, segment.span
    return QuoteView(
        side=side,
        anchor=anchor,
        digest=witness.witness.text.sha256[:12],
        extractor=plain(f"{witness.witness.text.derivation.tool} {witness.witness.text.derivation.version}"),
        start=span.start,
        end=span.end,
        before=shown(content[max(span.start - CONTEXT, 0) : span.start].lstrip()),
        exact=shown(span.of(content)),
        after=shown(content[span.end : span.end + CONTEXT].rstrip()),
    )


def _anchor(side: Side) -> str:
    return "proof-b" if side is Side.BASE else "proof-o"
