"""What an archive does not hold, or not under the name it was asked for."""

from __future__ import annotations

from variorum.errors.base import VariorumError


class ReferenceUnknown(VariorumError):
    """A reference that no text of the archive answers."""

    def __init__(self, said: str, near: tuple[str, ...] = ()) -> None:
        way = f"Near it: {', '.join(near)}." if near else "See what is there with: variorum list."
        super().__init__(f"{said}: nothing in the archive has this reference. {way}")
        self.said = said
        self.near = near


class ReferenceIsSeries(ReferenceUnknown):
    """The name of a whole series, where one text is needed."""

    def __init__(self, said: str, series: str, statements: int) -> None:
        many = f"{statements:,} statement{'' if statements == 1 else 's'}"
        VariorumError.__init__(self, f"{said} is a series of {many}: {series}@latest, or variorum list {series}")
        self.said = said
        self.near = (f"{series}@latest",)


class ReferenceAmbiguous(VariorumError):
    """A reference that fits several texts or series; `fits` are names of one each.

    `told` says of each what helps to choose, in the same order.
    """

    MOST = 12

    def __init__(self, said: str, fits: tuple[str, ...], *, told: tuple[str, ...] = (), what: str = "texts") -> None:
        super().__init__(f"{said}: fits {len(fits):,} {what}. Name one:")
        longest = max(map(len, fits[: self.MOST]), default=0)
        lines = [
            f"{fit:<{longest}}  {words}".rstrip() for fit, words in zip(fits, told or ("",) * len(fits), strict=True)
        ]
        more = [f"… {len(fits) - self.MOST:,} more"] if len(fits) > self.MOST else []
        self.listed = (*lines[: self.MOST], *more)
        self.said = said
        self.fits = fits


class AliasWrong(VariorumError):
    """A name that cannot stand for a series."""

    def __init__(self, alias: str) -> None:
        super().__init__(f"{alias}: no name for a series. Use small letters, digits, hyphens and underscores.")


class AliasTaken(VariorumError):
    """A name that stands for another series."""

    def __init__(self, alias: str) -> None:
        super().__init__(f"{alias}: is the name of another series. Choose another name.")


class QueryEmpty(VariorumError):
    """Search words that hold nothing to look for."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f'{said or "nothing"}: no word to look for. Give a word, a "phrase" or begin*; -word only leaves out.'
        )
        self.said = said


class NothingAsked(VariorumError):
    """A search for what statements say that asks for nothing."""

    def __init__(self) -> None:
        super().__init__("nothing was asked: give a number, what is counted, a unit, a name or a date.")


class NumberUnreadable(VariorumError):
    """Characters that are to be a number and are none."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"{said or 'nothing'}: not a number. Write it as in 1500000, 1,500,000, 1.5 million, 5 1/4,"
            ' "one and a half million", or a range as in "100 to 200".'
        )
        self.said = said


class UnitUnknown(VariorumError):
    """A unit that no figure of the statements has; `known` are those they have, the most frequent first."""

    def __init__(self, said: str, known: tuple[str, ...]) -> None:
        way = f"There are: {', '.join(known)}." if known else "No figure that was read has one."
        super().__init__(f"{said}: no figure has this unit. {way}")
        self.said = said
        self.known = known


class DateUnreadable(VariorumError):
    """Characters that are to be a date that statements name, and are none."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said or 'nothing'}: not a date. Write it as in 1990-01-20, 1990-01 or 1990.")
        self.said = said


class ScopeError(VariorumError):
    """A limit on what is searched that fits nothing at all; `near` are values that it may have meant."""

    def __init__(self, said: str, what: str, near: tuple[str, ...] = ()) -> None:
        way = f"There are: {'; '.join(near)}." if near else "See what is there with: variorum list."
        super().__init__(f"{said}: {what}. {way}")
        self.said = said
        self.near = near


class QuoteNotFound(VariorumError):
    """Words that a text does not have; `nearest` are the characters of its likest line, "" where it has no lines."""

    def __init__(self, words: str, reference: str, nearest: str, *, whole: bool) -> None:
        read = "" if whole else " that was read, and it may not have been read whole"
        way = f"The nearest line says: {nearest}" if nearest else "It has no lines."
        super().__init__(f"{words}: not found in the text of {reference}{read}. {way}")
        self.words = words
        self.reference = reference
        self.nearest = nearest


class PlaceMissing(VariorumError):
    """A place beyond the last of those where the words stand."""

    def __init__(self, place: int, count: int) -> None:
        super().__init__(f"place {place}: the words stand in {count}. Give a number from 1 to {count}.")


class RevisionOtherLanguage(VariorumError):
    """A text that cannot be a later one of another, since the two are in different languages."""

    def __init__(self, reference: str, language: str) -> None:
        super().__init__(
            f"{reference}: a text in {language} is no revision of it. Say its language with --language if it is wrong."
        )
