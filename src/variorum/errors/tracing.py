"""What a series, its issues and its lines are not, or not under the name they were asked for."""

from __future__ import annotations

from variorum.errors.base import VariorumError
from variorum.errors.references import ReferenceUnknown


class SeriesUntraceable(VariorumError):
    """A series without any issue to follow lines through."""

    def __init__(self, series: str, why: str, way: str) -> None:
        super().__init__(f"{series}: {why}. {way}")
        self.series = series


class LineagesUnwritable(VariorumError):
    """What became of lines is asked for, is not known yet, and cannot be noted where it is looked up."""

    def __init__(self, place: str, series: str) -> None:
        super().__init__(
            f"{place}: what became of the lines of {series} is not known yet, and cannot be written here now. Try again"
            f" when nobody else writes, or where the archive can be written: variorum series show {series}"
        )


class FactsUnwritable(VariorumError):
    """What statements say is asked for, was not read yet of some, and cannot be noted where it is looked up."""

    def __init__(self, place: str, statements: int) -> None:
        super().__init__(
            f"{place}: what {statements:,} statement{' says' if statements == 1 else 's say'} was not read yet, and"
            " cannot be noted here now. Try again when nobody else writes, or ask once where the archive can be"
            " written: variorum search --number 1"
        )


class IssueUnknown(ReferenceUnknown):
    """A date, or a reference, of which the series has no issue; `near` are the dates nearest to it.

    `written` says whether it is a date or a reference at all.
    """

    def __init__(self, said: str, series: str, near: tuple[str, ...], *, written: bool = True) -> None:
        way = f"Near it: {', '.join(near)}." if near else f"See what is there with: variorum list {series}."
        if not written:
            named = "An issue is named by its date, as in 2023-05-21, 2023-05 or 2023, or as latest, previous, first."
            way = f"{named} {way}"
        VariorumError.__init__(self, f"{said}: {series} has no such issue. {way}")
        self.said = said
        self.near = near


class IssuesSame(VariorumError):
    """Two issues are to be compared that are one."""

    def __init__(self, series: str, date: str, issues: int) -> None:
        way = (
            f"Add another with: variorum add FILE --series {series}."
            if issues == 1
            else "Name two of its issues: dates, latest, previous, first."
        )
        one = f"has one issue, {date}" if issues == 1 else f"both are the issue of {date}"
        super().__init__(f"{series}: {one}; there is nothing to compare it with. {way}")


class LineUnknown(VariorumError):
    """A line that a series does not have, by its number or its anchor."""

    def __init__(self, said: str, series: str, lines: int) -> None:
        super().__init__(
            f"{said}: no line of {series}, which has L0 to L{lines - 1}. "
            f'Find one by its words: variorum line {series} "a few words".'
        )
        self.said = said


class WordsNeverStood(VariorumError):
    """Words that stand in no line of a series; `near` are the likest lines, each with its name."""

    def __init__(self, words: str, series: str, near: tuple[tuple[str, str], ...]) -> None:
        super().__init__(
            f"{words}: these words stand in no line of {series}. Near them:"
            if near
            else f"{words}: these words stand in no line of {series}."
        )
        self.words = words
        self.near = near
        self.listed = tuple(f"{name}  {said}" for name, said in near)
