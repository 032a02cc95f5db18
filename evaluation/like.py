"""`search --like`: of the lines that are like a sentence, how many the index gives to be compared with it.

python -m evaluation.like     print the counts
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.archives import fomc_statements, make_archive, real_documents
from evaluation.datasets import data_folder
from evaluation.figures import Figure, aligned
from variorum.archive.search import candidates
from variorum.text.tokenize import PUNCTUATION, Vocabulary, tokenize
from variorum.workflows.search import LIKE, Nearness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.archives import Document
    from evaluation.figures import Key
    from variorum.archive.store import Store

SETS = {"FOMC statements": fomc_statements, "official documents": real_documents}
FIGURES = tuple(Figure("like", f"candidates' recall, {name}", 98, slack=0.5) for name in SETS)
QUERIES = 90
# A sentence that is looked for is reworded like this: a share of its words is left out, or replaced by words of others.
REWORDED = 0.2
SHORTEST = 5
# Of a line, such a share is looked for in the lines that are longer.
STRETCH = 0.3
# Brute force leaves out a line only if the words shared in any order are so far below both bars.
SURE = 0.2


@dataclass(frozen=True, slots=True)
class Recall:
    """For one set: lines like the queries, how many of them are candidates, and queries with a relative to find."""

    lines: int
    queries: int
    answered: int
    like: int
    found: int

    @property
    def share(self) -> float:
        """The recall."""
        return self.found / self.like if self.like else 1.0


class Lines:
    """All lines of an archive by the words they hold: what brute force searches."""

    def __init__(self, store: Store) -> None:
        self.vocabulary = Vocabulary(10_000_000)
        self.words: list[str] = []
        self.numbers: list[int] = []
        self._sizes: list[int] = []
        self._postings: dict[int, list[tuple[int, int]]] = {}
        rows = store.connection.execute(
            'SELECT segment.id, substr(content, "start" + 1, "end" - "start") FROM segment'
            " JOIN text ON text.id = segment.text WHERE typeof(content) = 'text' ORDER BY segment.id"
        )
        for number, words in rows:
            bag = self._bag(words)
            for form, count in bag.items():
                self._postings.setdefault(form, []).append((len(self.words), count))
            self.words.append(words)
            self.numbers.append(number)
            self._sizes.append(bag.total())

    def like(self, sentence: str) -> set[int]:
        """The numbers of all segments that are like the sentence, or have it in them."""
        shared: Counter[int] = Counter()
        bag = self._bag(sentence)
        for form, count in bag.items():
            for place, other in self._postings.get(form, ()):
                shared[place] += min(count, other)
        size, nearness = bag.total(), Nearness(sentence)
        # Both bars need more of the sentence's words than this: a line that is alike has a third of them at least.
        near = [place for place, n in shared.items() if n / size >= LIKE - SURE]
        counts = {words: nearness.of(words) > 0 for words in {self.words[place] for place in near}}
        return {self.numbers[place] for place in near if counts[self.words[place]]}

    def _bag(self, words: str) -> Counter[int]:
        classes = self.vocabulary.classes
        return Counter(form for form in tokenize(words, self.vocabulary).forms if classes[form] > PUNCTUATION)


def recall(documents: Iterable[Document], *, queries: int = QUERIES) -> Recall:
    """A third of the queries are lines as they stand, a third reworded by chance, a third a stretch of a line."""
    with tempfile.TemporaryDirectory() as folder, make_archive(Path(folder) / "archive", documents) as store:
        lines = Lines(store)
        like = found = answered = 0
        for sentence in _queries(lines.words, queries):
            relatives = lines.like(sentence)
            like += len(relatives)
            found += len(relatives & _looked_at(store, sentence))
            answered += bool(relatives)
        return Recall(len(lines.words), queries, answered, like, found)


def _looked_at(store: Store, sentence: str) -> set[int]:
    """The candidates that count."""
    nearness = Nearness(sentence)
    given, _ = candidates(store.connection, sentence)
    return {candidate.segment for candidate in given if nearness.of(candidate.words)}


def _queries(lines: list[str], count: int) -> list[str]:
    chance = random.Random(7)
    long = sorted({" ".join(line.split()) for line in lines if len(line.split()) >= SHORTEST})
    drawn = chance.sample(long, count)
    return [_query(number % 3, line, lines, chance) for number, line in enumerate(drawn)]


def _query(kind: int, line: str, lines: list[str], chance: random.Random) -> str:
    return (line, _reworded(line, lines, chance), _stretch(line, chance))[kind]


def _stretch(line: str, chance: random.Random) -> str:
    words = line.split()
    size = max(SHORTEST, int(STRETCH * len(words)))
    first = chance.randrange(len(words) - size + 1)
    return " ".join(words[first : first + size])


def _reworded(line: str, lines: list[str], chance: random.Random) -> str:
    words = []
    for word in line.split():
        fate = chance.random()
        if fate < REWORDED / 2:
            words.append(chance.choice(chance.choice(lines).split() or [word]))
        elif fate >= REWORDED:
            words.append(word)
    return " ".join(words) or line


def measure() -> dict[Key, Recall]:
    """The recall on each set."""
    data = data_folder()
    return {figure.key: recall(make(data)) for figure, make in zip(FIGURES, SETS.values(), strict=True)}


def summary(measured: Mapping[Key, Recall]) -> dict[Key, float]:
    """The recall of each set, in per cent."""
    return {key: 100 * row.share for key, row in measured.items()}


def main() -> None:
    """Print the counts behind the figures."""
    rows = [["set", "", "lines", "queries", "with a relative", "like lines", "compared"]]
    for (_, what), row in measure().items():
        counts = (row.lines, row.queries, row.answered, row.like, row.found)
        rows.append([what.rpartition(", ")[2], "", *(f"{n:,}" for n in counts)])
    print("\n".join(aligned(rows)))


if __name__ == "__main__":
    main()
