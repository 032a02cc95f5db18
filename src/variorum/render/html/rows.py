"""A row of the page for each bead: its cells, words, address and proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind, Side
from variorum.model.units import BODY_KINDS, SegmentKind
from variorum.render.html.characters import shown
from variorum.render.html.marks import inline_markup, side_markup
from variorum.render.html.proof import ProofView, proof_of
from variorum.render.html.words import side_words
from variorum.render.redline import (
    echo_places,
    is_change,
    kind_of,
    line_words,
    place_words,
    row_of,
    segments_on,
    tags,
)
from variorum.render.sentences import change_sentences, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from variorum.model.alignment import Alignment, Bead
    from variorum.model.summary import Summary
    from variorum.render.redline import Row


@dataclass(frozen=True, slots=True)
class CellView:
    """One side of a row: its line numbers in words ("lines 3 and 4") and short ("3–4"), and its marked text."""

    lines: str
    numbers: str
    text: Markup


@dataclass(frozen=True, slots=True)
class EchoView:
    """Words of an absent line that stand elsewhere: the place in words, its address, the words there."""

    place: str
    address: str
    quotes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One bead as the template shows it. `inline` is None where one side says it all."""

    address: str
    old_address: str
    kind: BeadKind
    tags: tuple[str, ...]
    moved: bool
    change: bool
    quiet: bool
    vote: bool
    glyph: str
    status: str
    more: str
    older: CellView | None
    newer: CellView | None
    inline: Markup | None
    gone: int
    new: int
    echoes: tuple[EchoView, ...]
    proof: ProofView


@dataclass(frozen=True, slots=True)
class SlimView:
    """A kept bead of a page that has too many: its wording once, as the newer text has it, and both its addresses."""

    address: str
    old_address: str
    tags: tuple[str, ...]
    number: str
    text: Markup


@dataclass(frozen=True, slots=True)
class FoldView:
    """Kept rows that stand together."""

    words: str
    rows: list[RowView] | list[SlimView]
    slim: bool


class Rows:
    """The rows of one alignment, made when asked for."""

    def __init__(self, alignment: Alignment, summary: Summary) -> None:
        self._alignment = alignment
        self._sides = {side: side_words(alignment, summary, side) for side in Side}
        self._bead_of = {
            (side, index): number
            for number, bead in enumerate(alignment.beads)
            for side in Side
            for index in _indexes(bead, side)
        }

    def view(self, index: int) -> RowView:
        """The row of the bead at `index`."""
        row = row_of(self._alignment, index)
        bead = row.bead
        paired = bool(bead.base and bead.other)
        wordings = [self._cell(bead, side) for side in Side]
        status, _, more = status_words(row).partition(", ")
        return RowView(
            address=self.address(index),
            old_address=address(self._alignment, bead, Side.BASE) if paired else "",
            kind=bead.kind,
            tags=("quiet",) if row.quiet else tags(bead),
            moved=bead.moved,
            change=is_change(bead),
            quiet=row.quiet,
            vote=row.kind is SegmentKind.VOTE,
            glyph=row.glyph,
            status=status,
            more=more,
            older=wordings[0],
            newer=wordings[1],
            inline=inline_markup(self._alignment, bead) if paired and _differs(bead) else None,
            gone=len(bead.gone),
            new=len(bead.new),
            echoes=self._echoes(row),
            proof=proof_of(self._alignment, bead, self._sides),
        )

    def slim(self, index: int) -> SlimView:
        """The row of a kept bead, without its older wording and its proof."""
        bead = self._alignment.beads[index]
        return SlimView(
            address=self.address(index),
            old_address=address(self._alignment, bead, Side.BASE),
            tags=("quiet",) if kind_of(self._alignment, bead) not in BODY_KINDS else tags(bead),
            number=_short([number + 1 for number in bead.other]),
            text=side_markup(self._alignment, bead, Side.OTHER),
        )

    def address(self, index: int) -> str:
        """The fragment that names the bead's row: by its newer wording if it has one, else by its older."""
        bead = self._alignment.beads[index]
        return address(self._alignment, bead, Side.OTHER if bead.other else Side.BASE)

    def address_at(self, side: Side, segment: int) -> str:
        """The fragment that names the row in which a segment stands."""
        return self.address(self._bead_of[side, segment])

    def numbers(self, index: int, side: Side) -> str:
        """The bead's lines on one side in words: "line 3"."""
        return line_words([number + 1 for number in _indexes(self._alignment.beads[index], side)])

    def sentences(self) -> list[tuple[Markup, str]]:
        """Each change as one plain sentence, with the address of its row."""
        return [(shown(change.text), self.address(change.bead)) for change in change_sentences(self._alignment)]

    def _cell(self, bead: Bead, side: Side) -> CellView | None:
        numbers = [number + 1 for number in _indexes(bead, side)]
        if not numbers:
            return None
        return CellView(line_words(numbers), _short(numbers), side_markup(self._alignment, bead, side))

    def _echoes(self, row: Row) -> tuple[EchoView, ...]:
        return tuple(
            EchoView(
                place=place_words(echo.segment),
                address=self.address(self._bead_of[echo.side, echo.segment.index]),
                quotes=tuple(shown(span.of(self._alignment.side(echo.side).content)) for span in echo.spans),
            )
            for echo in echo_places(self._alignment, row.bead)
        )


def address(alignment: Alignment, bead: Bead, side: Side) -> str:
    """A fragment made of the side, the text's digest and the span of the bead's segments there."""
    segments = segments_on(alignment, bead, side)
    letter = "b" if side is Side.BASE else "o"
    digest = alignment.side(side).witness.text.sha256[:8]
    return f"{letter}-{digest}-{segments[0].span.start}-{segments[-1].span.end}"


def _indexes(bead: Bead, side: Side) -> tuple[int, ...]:
    return bead.base if side is Side.BASE else bead.other


def _differs(bead: Bead) -> bool:
    """Whether the older wording holds anything that the newer one does not show."""
    return bead.kind is not BeadKind.KEPT or is_change(bead)


def _short(numbers: Sequence[int]) -> str:
    """Line numbers as "3", "3–5" or "3, 5"."""
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(str(number) for number in numbers)
