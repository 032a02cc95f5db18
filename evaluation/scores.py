"""How answers are scored against human ones: counts that add up over texts, and the figures made of them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from evaluation.datasets import links_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from evaluation.datasets import GoldPair, Group

# Below, a reader may doubt that two lines in different places are one.
NEARLY = 0.6
_FOLDED = str.maketrans("’‘“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers are right, were given, and should have been given. Tallies of several texts add up."""

    right: int = 0
    said: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.said + other.said, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of the given answers that are right; 1 where none was given."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """The share of the wanted answers that were given; 1 where none was wanted."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was given or wanted."""
        return 2 * self.right / (self.said + self.gold) if self.said + self.gold else 1.0


def tally(said: Collection[object], gold: Collection[object]) -> Tally:
    """Answers against wanted ones, each counted once."""
    return Tally(len(set(said) & set(gold)), len(set(said)), len(set(gold)))


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum."""
    return sum(tallies, Tally())


def links(pair: GoldPair, said: list[Group]) -> Tally:
    """Pairs of sentences that answer each other."""
    return tally(links_of(said), pair.links)


def links_not_verbatim(pair: GoldPair, said: list[Group]) -> Tally:
    """The same without pairs that are equal but for white space and the form of quotation marks, on either side."""
    return tally(*({link for link in found if not verbatim(pair, *link)} for found in (links_of(said), pair.links)))


def beads_of_several(pair: GoldPair, said: list[Group]) -> Tally:
    """Groups with more than one sentence on a side and at least one on the other, right only as a whole."""
    return tally(
        *(
            {group for group in groups if all(group) and len(group[0]) + len(group[1]) > 2}
            for groups in (said, pair.groups)
        )
    )


def moved_found(pair: GoldPair, said: list[Group]) -> Tally:
    """Links of the groups that changed place, against all links that were said: of use is its recall."""
    wanted = links_of([group for group, moved in zip(pair.groups, pair.moved, strict=True) if moved])
    found = links_of(said)
    return Tally(len(wanted & found), len(found), len(wanted))


def unmarked_moves(pair: GoldPair, said: list[Group]) -> set[tuple[int, int]]:
    """Links said of nearly equal sentences that nothing answers in the gold, on either side.

    Where annotators never mark a move, each is most likely a move that they put down as dropped and added.
    """
    answered_rows, answered_columns = {i for i, _ in pair.links}, {j for _, j in pair.links}
    return {
        (i, j)
        for i, j in links_of(said) - pair.links
        if i not in answered_rows and j not in answered_columns and nearly_equal(pair.base[i], pair.other[j])
    }


def links_but_unmarked_moves(pair: GoldPair, said: list[Group]) -> Tally:
    """Links, with unmarked moves taken off what was said."""
    return tally(links_of(said) - unmarked_moves(pair, said), pair.links)


def nearly_equal(left: str, right: str) -> bool:
    """Whether two sentences of four words or more share NEARLY of their words in the same order."""
    words = folded(left).casefold().split(), folded(right).casefold().split()
    return min(map(len, words)) > 3 and SequenceMatcher(None, *words, autojunk=False).ratio() >= NEARLY


def verbatim(pair: GoldPair, row: int, column: int) -> bool:
    """Whether two sentences are equal but for white space and the form of quotation marks."""
    return folded(pair.base[row]) == folded(pair.other[column])


def folded(sentence: str) -> str:
    """The sentence with one form of quotation marks and single spaces."""
    return " ".join(sentence.translate(_FOLDED).split())
