"""Made corpora with planted reuse: invented words as frequent as in a language, and passages noised word by word."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from variorum.model.reuse import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SYLLABLES = "ka ro mi ten sa lor bri del gu no pa fen tor il me du var hes ost lin sche wan".split()
NOISE = {"verbatim": 0.0, "light": 0.05, "medium": 0.15, "heavy": 0.3}
_VOCABULARY = 60_000
_WORDS = 520
_HOLDERS = (2, 40)
_LENGTHS = (20, 120)


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage as it stands in a document: code points [start, end); `base` where it is not noised."""

    group: int
    level: str
    document: int
    start: int
    end: int
    base: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents with what was planted in them, and where their formulae stand: (document, start, end)."""

    documents: tuple[Document, ...]
    planted: tuple[Planted, ...]
    formulae: tuple[tuple[int, int, int], ...]


def corpus(documents: int, *, seed: int, formulae: int = 0) -> Corpus:
    """Documents of some 3 kB with passages planted in 2 to 40 of them; `formulae` stand in up to a fifth."""
    draw = _Words(seed)
    inserts: list[list[tuple[list[str], int, str, bool]]] = [[] for _ in range(documents)]
    for group in range(int(documents * 0.3)):
        level = list(NOISE)[group % len(NOISE)]
        passage = draw.words(int(draw.chance.integers(*_LENGTHS)))
        most = min(_HOLDERS[1], documents)
        holders = draw.chance.choice(documents, max(2, min(most, int(draw.chance.pareto(1.1) * 2) + 2)), replace=False)
        for k, holder in enumerate(holders.tolist()):
            words = passage if k == 0 else draw.noised(passage, NOISE[level])
            inserts[holder].append((words, group, level, k == 0))
    for _ in range(formulae):
        words = draw.words(int(draw.chance.integers(9, 22)))
        share = draw.chance.uniform(0.045, 0.2)
        for holder in draw.chance.choice(documents, int(share * documents), replace=False).tolist():
            inserts[holder].append((words, -1, "", False))
    planted: list[Planted] = []
    formulaic: list[tuple[int, int, int]] = []
    made = []
    for number, passages in enumerate(inserts):
        text = ""
        cuts = _WORDS // (len(passages) + 1)
        for words, group, level, base in passages:
            text += " ".join(draw.words(cuts)) + ". "
            start = len(text)
            text += " ".join(words)
            if group < 0:
                formulaic.append((number, start, len(text)))
            else:
                planted.append(Planted(group, level, number, start, len(text), base))
            text += ". "
        made.append(Document(f"d{number:07}", text + " ".join(draw.words(cuts)) + "."))
    return Corpus(tuple(made), tuple(planted), tuple(formulaic))


def stream(documents: int, *, seed: int, words: int = 320) -> Iterator[str]:
    """The texts of a corpus of any size, some 3 kB each, one at a time: made as `corpus` makes them, without formulae.

    Some 20 µs and 200 bytes a document.
    """
    draw = _Words(seed)
    passages = [draw.words(int(length)) for length in draw.chance.integers(*_LENGTHS, int(documents * 0.3))]
    many = np.clip((draw.chance.pareto(1.1, len(passages)) * 2).astype(np.int64) + 2, 2, min(_HOLDERS[1], documents))
    groups = np.repeat(np.arange(len(passages)), many)
    holders = draw.chance.integers(0, documents, len(groups))
    first = np.zeros(len(groups), np.bool_)
    first[np.cumsum(many) - many] = True
    order = np.argsort(holders, kind="stable")
    opens = np.searchsorted(holders[order], np.arange(documents + 1)).tolist()
    for one, other in itertools.pairwise(opens):
        cuts = words // (other - one + 1)
        text = ""
        for row in order[one:other].tolist():
            group = int(groups[row])
            share = 0.0 if first[row] else NOISE[list(NOISE)[group % len(NOISE)]]
            text += f"{' '.join(draw.words(cuts))}. {' '.join(draw.noised(passages[group], share))}. "
        yield f"{text}{' '.join(draw.words(cuts))}."


class _Words:
    """Draws words by Zipf's law from an invented vocabulary."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        lengths = self.chance.integers(1, 5, _VOCABULARY)
        syllables = self.chance.integers(0, len(SYLLABLES), (_VOCABULARY, 4))
        made = dict.fromkeys("".join(SYLLABLES[k] for k in row[:n]) for row, n in zip(syllables, lengths, strict=True))
        self._vocabulary = sorted(made, key=len)
        # The most frequent words are short, the rest of any length.
        rest = self._vocabulary[200:]
        self._vocabulary[200:] = [rest[k] for k in self.chance.permutation(len(rest))]
        shares = 1 / np.arange(2, len(self._vocabulary) + 2) ** 1.05
        self._sums = np.cumsum(shares / shares.sum())
        self._drawn = self._draws()

    def words(self, count: int) -> list[str]:
        """So many words in a row."""
        return list(itertools.islice(self._drawn, count))

    def noised(self, words: list[str], share: float) -> list[str]:
        """The words, of which this share is changed (three fifths), left out or added; a heavy one swaps its halves."""
        made: list[str] = []
        rolls: NDArray[np.float64] = self.chance.random(len(words)) / max(share, 1e-9)
        for word, roll in zip(words, rolls.tolist(), strict=True):
            if roll < 0.6:
                made.append(next(self._drawn))
            elif roll >= 0.8:
                made.append(word)
                if roll < 1:
                    made.append(next(self._drawn))
        if share >= NOISE["heavy"] and self.chance.random() < 0.3:
            made = made[len(made) // 2 :] + made[: len(made) // 2]
        return made

    def _draws(self) -> Iterator[str]:
        while True:
            for k in np.searchsorted(self._sums, self.chance.random(100_000)).tolist():
                yield self._vocabulary[min(k, len(self._vocabulary) - 1)]
