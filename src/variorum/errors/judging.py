"""What a person's judgement or amendment cannot be."""

from __future__ import annotations

from variorum.errors.base import VariorumError

MOST_PLACES = 8
MOST_SHOWN = 64


class WordsInSeveralLines(VariorumError):
    """Words that single out no line of a text; `lines` are those that have them, by number from 1, with their words."""

    def __init__(self, words: str, reference: str, lines: tuple[tuple[int, str], ...]) -> None:
        super().__init__(
            f"{words}: {len(lines):,} lines of {reference} have these words. Give more of them, or the line's number,"
            f" as in line:{lines[0][0]}:"
        )
        more = [f"… {len(lines) - MOST_PLACES:,} more"] if len(lines) > MOST_PLACES else []
        told = (f"line:{number}  {line[:MOST_SHOWN]}{'…' * (len(line) > MOST_SHOWN)}" for number, line in lines)
        self.listed = (*list(told)[:MOST_PLACES], *more)


class LineNumberMissing(VariorumError):
    """A line number that a kept text does not have."""

    def __init__(self, number: int, reference: str, count: int) -> None:
        super().__init__(f"line:{number}: {reference} has {count:,} lines. Give a number from 1 to {count}.")


class LinesOfOneText(VariorumError):
    """Two lines to be linked or parted that stand in one text."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"{reference}: both lines stand in this text. Lines answer each other from one text to another."
        )


class LinesOfKinds(VariorumError):
    """Two lines that are counted apart, such as a title and a sentence."""

    def __init__(self, kinds: tuple[str, str]) -> None:
        super().__init__(
            f"one line is a {kinds[0]} and the other a {kinds[1]}, which are counted apart and never answer each other."
            " For one comparison, compare --as says what a line is."
        )


class ReadingMissing(VariorumError):
    """Words that are not read as a fact of a kind; `there` is what is read there, kind and words."""

    def __init__(self, words: str, reference: str, kind: str, there: tuple[tuple[str, str], ...]) -> None:
        what = "What is read there:" if there else "Nothing is read there; reject a line with no --as."
        super().__init__(f"{words}: not read as {kind} in {reference}. {what}")
        self.listed = tuple(f"--as {kind}  {_short(said)}" for kind, said in there[:MOST_PLACES])


class ReadingsSeveral(VariorumError):
    """Words in which several facts of one kind are read; `readings` are the words of each."""

    def __init__(self, words: str, reference: str, kind: str, readings: tuple[str, ...]) -> None:
        super().__init__(
            f"{words}: {len(readings):,} readings as {kind} meet these words in {reference}. Give fewer of them, or"
            " more of those around the one that is meant:"
        )
        more = [f"… {len(readings) - MOST_PLACES:,} more"] if len(readings) > MOST_PLACES else []
        self.listed = (*map(_short, readings[:MOST_PLACES]), *more)


class NameNotFound(VariorumError):
    """A name that does not stand in the text it is said to stand in."""

    def __init__(self, names: tuple[str, ...], reference: str) -> None:
        super().__init__(
            f"{' and '.join(names)}: not found in the text of {reference}. Leave out --in, or name another."
        )


class NamesTheSame(VariorumError):
    """One name given twice."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: given twice. Give two names.")


class JudgementMissing(VariorumError):
    """A number that no judgement has, or that of one already taken back (`undone_at`)."""

    def __init__(self, number: int, undone_at: str | None = None) -> None:
        what = f"was undone at {undone_at} already" if undone_at else "no judgement has this number"
        super().__init__(f"{number}: {what}. See them with: variorum judge list{' --all' if undone_at else ''}.")


class NothingToAmend(VariorumError):
    """An amendment that says what is known already, or nothing."""

    def __init__(self, reference: str, said: tuple[str, ...] = ()) -> None:
        what = f"is known as {', '.join(said)} already" if said else "nothing was said of it"
        super().__init__(
            f"{reference}: {what}. Say what is wrong with --title, --date, --issuer, --language or --series."
        )


def _short(words: str) -> str:
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"
