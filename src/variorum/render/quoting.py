"""How words from inside a line are quoted: with dots where the line goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.redline import segments_on

if TYPE_CHECKING:
    from variorum.model.alignment import Alignment
    from variorum.model.summary import Quotation
    from variorum.model.units import Segment


def dots(alignment: Alignment, quotation: Quotation) -> tuple[str, str]:
    """What stands before and after the quoted words: "… " and " …" where the line has more there, a full stop apart."""
    segment = segment_of(alignment, quotation)
    before = "… " if quotation.span.start > segment.span.start else ""
    return before, " …" if quotation.span.end < segment.span.end - 1 else ""


def segment_of(alignment: Alignment, quotation: Quotation) -> Segment:
    """The segment that the quotation begins in."""
    held = segments_on(alignment, alignment.beads[quotation.bead], quotation.side)
    return next((part for part in held if quotation.span.start < part.span.end), held[-1])
