"""What a comparison cannot do with what it was given."""

from __future__ import annotations

from variorum.errors.base import VariorumError


class JudgementError(VariorumError):
    """A person's decision that the two texts do not allow; line numbers count from 1."""


class LineMissing(JudgementError):
    """A line number that a text does not have; `side` is "base" or "other"."""

    def __init__(self, number: int, side: str, count: int) -> None:
        text = "the base" if side == "base" else "the other text"
        super().__init__(
            f"line {number}: {text} has {count} lines. Give a number from 1 to {count}, as the page shows them."
        )


class PairOfKinds(JudgementError):
    """A pair of lines that are counted apart: a title with a sentence, say; `kinds` in the order of the pair."""

    def __init__(self, pair: tuple[int, int], kinds: tuple[str, str]) -> None:
        super().__init__(
            f"{pair[0]}:{pair[1]}: line {pair[0]} of the base is a {kinds[0]} and line {pair[1]} of the other text a "
            f"{kinds[1]}, which are counted apart and never answer each other. Say first what one of them is too, "
            f"as in --as {kinds[0]} :{pair[1]}."
        )


class PairMissing(JudgementError):
    """A pair to be parted that nothing has paired; `answers` are the lines of the other text that answer the first."""

    def __init__(self, pair: tuple[int, int], answers: tuple[int, ...]) -> None:
        numbers = ", ".join(map(str, answers))
        is_what = f"answered by line {numbers}" if answers else "answered by no line"
        way_out = f"Give {pair[0]}:{answers[0]} if that is the pair you mean" if answers else "Leave it out"
        super().__init__(
            f"{pair[0]}:{pair[1]}: these two lines are not paired: line {pair[0]} of the base is {is_what} of the "
            f"other text. {way_out}."
        )


class PairContradicted(JudgementError):
    """A pair that is both made and parted."""

    def __init__(self, pair: tuple[int, int]) -> None:
        super().__init__(f"{pair[0]}:{pair[1]}: this pair is both made and parted. Decide for one of the two.")


class LanguageUnknown(VariorumError):
    """A code that names no language."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code}: no language has this code. Give one of ISO 639-1, as in en, de, fr, es or ru, or leave it out: "
            "then the language is told by the words."
        )


class EmptyLine(VariorumError, ValueError):
    """A line without a word among lines already split: left out, it would shift the numbers of all that follow."""

    def __init__(self, index: int, side: str) -> None:
        super().__init__(
            f"line {index} of the {side}, counted from 0, holds only white space and can answer nothing. Leave such "
            "lines out, and compare whole texts with variorum.collate."
        )


class TooFewTexts(VariorumError, ValueError):
    """Fewer texts than can vary."""

    def __init__(self, count: int) -> None:
        have = "one text" if count == 1 else "no text"
        super().__init__(f"{have}: an apparatus shows where texts vary, so it takes two or more. Name another.")


class BaseMissing(VariorumError, ValueError):
    """A base that is none of the texts; `given` are their names."""

    def __init__(self, base: str, given: tuple[str, ...]) -> None:
        names = ", ".join(given)
        super().__init__(f"{base}: this is none of the texts. The base is one of {names}, or none.")
