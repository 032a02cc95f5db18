"""The series page's own words: issues by date, the gaps of a line, what kind of line it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.render.html.characters import plain
from variorum.render.html.words import plain_date
from variorum.render.lineage_words import EVENT_WORDS, change_words, is_body
from variorum.render.redline import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.lineage import Line, Lineage, LineEvent


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


def kind_words(line: Line) -> str:
    """What a line that is no ordinary one is: "date line", "vote", "formulaic"; "" for the others."""
    name = {"dateline": "date line"}.get(line.kind.value, line.kind.value) if not is_body(line) else ""
    return name or ("formulaic" if line.formulaic else "")


def issue_span(first: int, last: int, dates: Sequence[str]) -> str:
    """A stretch of issues by the dates of its ends."""
    return dates[first] if first == last else f"{dates[first]} to {dates[last]}"


def state_words(event: LineEvent) -> str:
    """What became of a line, in words that name no other line."""
    words = told_words(event)
    if event.moved:
        words = ["moved"] if event.kind is LineEventKind.KEPT else [*words, "moved"]
    return ", ".join([*words, "as judged"] if event.judged else words)


def told_words(event: LineEvent) -> list[str]:
    """What became of the words of a line, wherever it stands: of a vote by name."""
    words = [EVENT_WORDS.get(event.kind, event.kind.value)]
    if event.kind is LineEventKind.DROPPED and not event.certain:
        words = [NOT_FOUND]
    elif event.kind is LineEventKind.MERGED and not event.present:
        words = ["merged into another line"]
    if event.vote:
        words = [*(words if event.kind is not LineEventKind.REWORDED else ()), *change_words(event)]
    return words
