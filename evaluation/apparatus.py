"""How well three texts are set against each other word by word, by the sentences that a person linked in two of them.

python -m evaluation.apparatus     print the table; beside CollateX, where that is installed (it is no dependency)

The third text is the issue of the same series that stands before the two, or after them. Every aligned pair of equal
content words of the two judged texts counts: it is right if a person linked the sentences that they stand in. Of the
content words that two linked sentences share, those are found that stand in one column.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any, cast

import variorum
from evaluation.datasets import data_folder, statement_rows
from evaluation.figures import Figure
from variorum.align.reading import Reading
from variorum.text.tokenize import WORD, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from evaluation.figures import Key
    from variorum.model.apparatus import Collation

NAME = "apparatus"
FIGURES = (
    Figure(NAME, "word precision", 99),
    Figure(NAME, "word recall", slack=1),
    Figure(NAME, "answers in six orders", 1, slack=0, less_is_better=True, whole=True),
)

Token = tuple[int, int, str]
"""Where a token starts and ends, and the form by which it is compared."""
Pairs = set[tuple[int, int]]
"""Where equal tokens stand, in the one text and in the other."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of the pairs of content words said, how many are right; of those that linked sentences share, how many found.

    `answers` is how many different ones the six orders of three texts give; `seconds` are of the processor, for one.
    """

    right: int
    said: int
    found: int
    shared: int
    answers: int
    seconds: float

    @property
    def precision(self) -> float:
        """In per cent."""
        return 100 * self.right / max(self.said, 1)

    @property
    def recall(self) -> float:
        """In per cent."""
        return 100 * self.found / max(self.shared, 1)


def ours(texts: dict[str, str]) -> dict[str, list[list[Token]]]:
    """For each text, by name, the tokens that it has at each position of the table."""
    collation = variorum.apparatus_of_texts(texts).collation
    stretches = [
        stretch for parallel in collation.parallels for version in parallel.versions for stretch in version.stretches
    ]
    table: dict[str, list[list[Token]]] = {}
    for number, witness in enumerate(collation.witnesses):
        tokens = tokens_of(collation, number)
        table[witness.name] = []
        for stretch in stretches:
            spans = [
                span
                for reading in stretch.readings
                for w, span in zip(reading.witnesses, reading.spans, strict=True)
                if w == number
            ]
            held = [token for span in spans for token in tokens if span.start <= token[0] < span.end]
            table[witness.name].append(held)
    return table


def tokens_of(collation: Collation, number: int) -> list[Token]:
    """The content words of one text."""
    text = collation.witnesses[number].text
    return content_words(Reading(text, vocabulary := Vocabulary(len(text.content))), vocabulary)


def content_words(reading: Reading, vocabulary: Vocabulary, *, least: int = WORD) -> list[Token]:
    """The tokens of a class not below this."""
    units = reading.units
    return [
        (start, end, vocabulary.forms[form])
        for start, end, form in zip(units.starts, units.ends, units.forms, strict=True)
        if vocabulary.classes[form] >= least
    ]


def collatex(texts: dict[str, str]) -> dict[str, list[list[Token]]]:
    """The same from the Python port of CollateX, over the same tokens and forms."""
    module: Any = importlib.import_module("collatex")
    first = variorum.apparatus_of_texts(texts).collation
    witnesses = []
    for witness in first.witnesses:
        reading = Reading(witness.text, vocabulary := Vocabulary(len(witness.content)))
        tokens = [
            {"t": witness.content[start:end], "n": form, "start": start, "end": end, "content": form in kept}
            for kept in [{form for _, _, form in content_words(reading, vocabulary)}]
            for start, end, form in content_words(reading, vocabulary, least=0)
        ]
        witnesses.append({"id": witness.name, "tokens": tokens})
    order = list(texts)
    witnesses.sort(key=lambda each: order.index(str(each["id"])))
    table = module.collate({"witnesses": witnesses}, segmentation=False, output="table")
    return {
        row.header: [
            [
                (token.token_data["start"], token.token_data["end"], token.token_data["n"])
                for token in cell or ()
                if token.token_data["content"]
            ]
            for cell in row.cells
        ]
        for row in table.rows
    }


def aligned(table: dict[str, list[list[Token]]], one: str, two: str) -> Pairs:
    """The pairs of equal content words of two texts in the same place, in order within it."""
    pairs: Pairs = set()
    for mine, theirs in zip(table[one], table[two], strict=True):
        waiting: dict[str, list[int]] = {}
        for start, _, form in theirs:
            waiting.setdefault(form, []).append(start)
        for start, _, form in mine:
            if waiting.get(form):
                pairs.add((start, waiting[form].pop(0)))
    return pairs


def score(align: Callable[[dict[str, str]], dict[str, list[list[Token]]]]) -> Score:
    """The six pairs together."""
    right = said = found = shared = answers = 0
    seconds = 0.0
    for row in cast("list[Mapping[str, Any]]", statement_rows()):
        texts = _texts(row)
        seen = []
        for order in permutations(texts):
            start = time.process_time()
            table = align({name: texts[name] for name in order})
            seconds += (time.process_time() - start) / 6
            seen.append(aligned(table, "a", "b"))
        pairs = seen[0]
        answers = max(answers, len({frozenset(each) for each in seen}))
        linked = _linked(row)
        right += sum(any(_inside(x, mine) and _inside(y, theirs) for mine, theirs in linked) for x, y in pairs)
        said += len(pairs)
        for mine, theirs in linked:
            both = _forms(texts["a"], mine) & _forms(texts["b"], theirs)
            shared += both.total()
            found += sum(_inside(x, mine) and _inside(y, theirs) for x, y in pairs)
    return Score(right, said, found, shared, answers, seconds)


def summary(result: Score) -> dict[Key, float]:
    """The figures of the table."""
    return {
        (NAME, "word precision"): result.precision,
        (NAME, "word recall"): result.recall,
        (NAME, "answers in six orders"): float(result.answers),
    }


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    """The two texts of a row, and the issue of their series nearest before the first, else after the second."""
    folder = data_folder()
    first, second = folder / row["a"], folder / row["b"]
    texts = {"a": _read(first), "b": _read(second)}
    neighbours = sorted(path for path in first.parent.glob("*.txt") if path not in (first, second))
    before = [path for path in neighbours if path.name < first.name]
    third = before[-1] if before else next(iter(neighbours), None)
    return {**texts, "c": _read(third)} if third else texts


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _linked(row: Mapping[str, Any]) -> list[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
    """The places of the sentences that answer each other, link by link."""
    spans = {side: [tuple(span) for span in row[f"{side}_spans"]] for side in "ab"}
    return [
        ([spans["a"][k] for k in link["a"]], [spans["b"][k] for k in link["b"]])
        for link in row["links"]
        if link["a"] and link["b"]
    ]


def _inside(place: int, spans: Iterable[Sequence[int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _forms(text: str, spans: Iterable[Sequence[int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for start, end in spans:
        collation = variorum.apparatus_of_texts({"one": text[start:end], "two": ""}).collation
        found.update(form for _, _, form in tokens_of(collation, 0 if collation.witnesses[0].name == "one" else 1))
    return found


def main() -> int:
    """Print the table."""
    methods = {"variorum": ours}
    if importlib.util.find_spec("collatex"):
        methods["CollateX"] = collatex
    print(f"{'':12}{'precision':>11}{'recall':>9}{'answers in six orders':>23}{'CPU s':>9}")
    for name, align in methods.items():
        result = score(align)
        shares = f"{result.precision:>11.2f}{result.recall:>9.2f}"
        print(f"{name:12}{shares}{f'{result.answers} at most':>23}{result.seconds:>9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
