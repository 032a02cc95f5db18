"""Looks for what a clause said among the lines of the opposite text that answer nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.echoes import stems_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.align.reading import Reading
    from variorum.model.spans import Span

# A clause is said anew by a line that has this share of its words, if they are more than this share of the line's. By
# eye on statements: below, what is alike is the subject.
CLAUSE_SHARE = 0.5
LINE_SHARE = 0.25
# Of the lines that hold one word so many are looked at; of one in more, a limit is said.
MOST_LINES = 256


class Unanswered:
    """The lines of one text that answer nothing, by the stems of their words.

    Made in time that grows with their words. `limited` says whether a line that says a clause anew may have been
    missed.
    """

    def __init__(self, reading: Reading, lines: Sequence[Span]) -> None:
        self._stems = [stems_of(reading, [line]) for line in lines]
        self._holding: dict[int, list[int]] = {}
        self.limited = False
        for number, stems in enumerate(self._stems):
            for stem in stems:
                self._holding.setdefault(stem, []).append(number)

    def say(self, clause: set[int]) -> bool:
        """Whether one of the lines says a clause of these stems anew."""
        # A line with half of the stems has one of any that are more than half: the rarest name the fewest lines.
        counts = sorted(len(self._holding.get(stem, ())) for stem in clause)
        most = counts[len(clause) // 2] if clause else 0
        rare = [lines for stem in clause if len(lines := self._holding.get(stem, [])) <= most]
        near = {number for lines in rare for number in lines[:MOST_LINES]}
        if any(self._says(clause, number) for number in near):
            return True
        self.limited |= most > MOST_LINES
        return False

    def _says(self, clause: set[int], number: int) -> bool:
        common = len(clause & self._stems[number])
        return common >= CLAUSE_SHARE * len(clause) and common > LINE_SHARE * len(self._stems[number])
