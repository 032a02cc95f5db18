"""The series page's own words: issues by date, events with their glyphs, how a line stood."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.model.units import BODY_KINDS
from variorum.render.html.characters import plain
from variorum.render.html.words import plain_date
from variorum.render.redline import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.lineage import Line, Lineage

EVENT_GLYPHS = {
    LineEventKind.INTRODUCED: "+",
    LineEventKind.KEPT: "=",
    LineEventKind.REWORDED: "≈",
    LineEventKind.SPLIT: "⋏",
    LineEventKind.MERGED: "⋎",
    LineEventKind.DROPPED: "−",
    LineEventKind.RETURNED: "↺",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Issues in a row in which a line is absent and after which it is back: places in `Lineage.issues`, from 0."""

    first: int
    last: int

    @property
    def issues(self) -> int:
        """How many issues it spans."""
        return self.last - self.first + 1


def issue_dates(lineage: Lineage) -> tuple[str, ...]:
    """Each issue's date for reading; the second text of a day says so: "20 January 2024 (2)"."""
    seen: Counter[str] = Counter()
    words = []
    for issue in lineage.issues:
        seen[issue.date] += 1
        again = f" ({seen[issue.date]})" if seen[issue.date] > 1 else ""
        words.append(plain(plain_date(issue.date)) + again)
    return tuple(words)


def counted(number: int, word: str) -> str:
    """A number with its noun: "1 line", "1,200 lines"."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def gaps(line: Line) -> tuple[Gap, ...]:
    """Where a line is absent between two of its places."""
    return tuple(
        Gap(before.issue + 1, after.issue - 1)
        for before, after in pairwise(line.places)
        if after.issue > before.issue + 1
    )


def gap_words(gap: Gap, dates: Sequence[str]) -> str:
    """A gap in words: "absent from 3 May 2001 to 4 June 2002 (9 issues)"."""
    if gap.issues == 1:
        return f"absent on {dates[gap.first]}"
    return f"absent from {dates[gap.first]} to {dates[gap.last]} ({gap.issues:,} issues)"


def absence(*, certain: bool) -> str:
    """What absence may be called: a fact only where the text is known to have been read whole."""
    return "dropped" if certain else NOT_FOUND


def is_quiet(line: Line) -> bool:
    """Whether no count of lines includes it: a title, date line, vote or furniture."""
    return line.kind not in BODY_KINDS


def kind_words(line: Line) -> str:
    """What a line that is no ordinary one is: "date line", "vote", "formulaic"; "" for the others."""
    name = {"dateline": "date line"}.get(line.kind.value, line.kind.value) if is_quiet(line) else ""
    return name or ("formulaic" if line.formulaic else "")
