"""Every line of a series as a row of a plain table: its words, first and last issue, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.model.units import SegmentKind
from variorum.render.html.characters import shown
from variorum.render.html.chips import Chip
from variorum.render.html.lineage.words import gap_words, gaps, kind_words
from variorum.render.lineage_words import EVENT_GLYPHS, NAMES_GLYPH, counted, is_body, is_names
from variorum.render.redline import MOVED_GLYPH
from variorum.render.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from variorum.model.lineage import Line, Lineage

# More of a line than this is on its own page, or in the biography that the script draws.
WORDS_SHOWN = 160
# More gaps than this are counted.
GAPS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the table. `anchor` names it by its first place."""

    number: int
    anchor: str
    text: Markup
    kind: str
    quiet: bool
    judged: bool
    first: str
    last: str
    stands: bool
    issues: int
    wordings: int
    longest: int
    gaps: str


def line_rows(lineage: Lineage, dates: Sequence[str]) -> tuple[LineRow, ...]:
    """All lines in order of first use."""
    return tuple(_row(lineage, line, dates) for line in lineage.lines)


def line_chips(lineage: Lineage) -> tuple[Chip, ...]:
    """What the lines can be filtered by, with how many lines each keeps of those that the heat map shows at first.

    What became of lines is counted of lines of the body, as in the lists of a series: votes are told by name.
    """
    lines = [line for line in lineage.lines if not _left_out(line)]
    body = [line for line in lines if is_body(line)]
    kinds = [{event.kind for event in line.events} for line in body]
    divided = sum(bool(found & {LineEventKind.SPLIT, LineEventKind.MERGED}) for found in kinds)

    def having(kind: LineEventKind) -> int:
        return sum(kind in found for found in kinds)

    latest = len(lineage.issues) - 1
    now = sum(line.last.issue == latest for line in lines)
    moved = sum(any(event.moved for event in line.events) for line in body)
    # Those of the list of dropped lines: what came back, or went into another line, is not gone.
    gone = sum(line.events[-1].kind is LineEventKind.DROPPED for line in body)
    named = sum(any(is_names(event) for event in line.events) for line in lines)
    chips = (
        Chip("now", "", now, "stand in the latest issue"),
        Chip("reworded", EVENT_GLYPHS[LineEventKind.REWORDED], having(LineEventKind.REWORDED), "were reworded"),
        Chip(
            "parted",
            EVENT_GLYPHS[LineEventKind.SPLIT],
            divided,
            "were split or merged",
        ),
        Chip("moved", MOVED_GLYPH, moved, "moved"),
        Chip("dropped", EVENT_GLYPHS[LineEventKind.DROPPED], gone, "were dropped and stand no longer"),
        Chip("returned", EVENT_GLYPHS[LineEventKind.RETURNED], having(LineEventKind.RETURNED), "came back"),
    )
    return (*chips, Chip("names", NAMES_GLYPH, named, "are votes whose names changed")) if named else chips


def quiet_count(lineage: Lineage) -> int:
    """How many lines are titles, date lines, furniture or formulaic: left out of the heat map until asked for."""
    return sum(map(_left_out, lineage.lines))


def _row(lineage: Lineage, line: Line, dates: Sequence[str]) -> LineRow:
    last = line.last
    return LineRow(
        number=line.number,
        anchor=lineage.anchor(line.places[0]),
        text=shown(shortened(lineage.words(last), WORDS_SHOWN)),
        kind=kind_words(line),
        quiet=not is_body(line) or line.formulaic,
        judged=any(event.judged for event in line.events),
        first=dates[line.first.issue],
        last=dates[last.issue],
        stands=last.issue == len(lineage.issues) - 1,
        issues=len(line.places),
        wordings=line.wordings,
        longest=line.longest_run,
        gaps=gaps_words(line, dates),
    )


def gaps_words(line: Line, dates: Sequence[str]) -> str:
    """The first gaps in words, and how many more there are."""
    found = gaps(line)
    words = [gap_words(gap, dates) for gap in found[:GAPS_SHOWN]]
    if len(found) > GAPS_SHOWN:
        words.append(f"and {counted(len(found) - GAPS_SHOWN, 'more gap')}")
    return "; ".join(words)


def _left_out(line: Line) -> bool:
    return bool(kind_words(line)) and line.kind is not SegmentKind.VOTE


def place_count(lineage: Lineage) -> int:
    """In how many places the lines of a series stand, in all."""
    return sum(len(line.places) for line in lineage.lines)


def every_place(lineage: Lineage, *, most: int | None = None) -> list[list[str]]:
    """The anchors of each line's places, each once in a page: an address stays good when an older issue is found.

    Of more places than `most` only the first and the last.
    """
    given: set[str] = set()
    found: list[list[str]] = []
    for line in lineage.lines:
        places = line.places if most is None or len(line.places) <= most else (line.places[0], line.last)
        anchors = [anchor for anchor in dict.fromkeys(map(lineage.anchor, places)) if anchor not in given]
        given.update(anchors)
        found.append(anchors)
    return found
