"""Fits the weights of the pairing to human alignments, by logistic regression.

python -m evaluation.train                     refit and write src/variorum/align/weights.py, the same bytes each time
python -m evaluation.train --cross-validate    print how well weights do on documents that they were not fitted to

Four questions are fitted one after the other, each on what the one before leaves: does this line answer that one, by
their words alone; does it, seen among the surest of those answers; does the next line belong to the answer too; and
does it answer from another place. Beside the pairs of the sets stand pairs of strangers (one document's base with
another's other text, nothing linked), since the sets never show texts that have nothing to say to each other.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from evaluation.datasets import FOLDS, SETS, GoldPair, data_folder, load
from evaluation.weights import SHIPPED, Vector, Weights, in_force, in_use, module, shipped
from variorum.align import segments
from variorum.align.lines import weigh
from variorum.align.reading import Reading
from variorum.align.similarity import candidate_pairs, dot
from variorum.text.tokenize import Vocabulary
from variorum.workflows.compare import _of_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.datasets import Group
    from variorum.align.lines import Lines
    from variorum.align.similarity import Pairs

# Sets whose links keep the order; the blocks of argrewrite2_moved would teach the first two questions to ignore it.
IN_ORDER = ("alignment", "argrewrite2", "deplain_web", "aesop")
# Strength of the prior that a weight is nothing. Ten times more or less moves no figure by 0.1.
RIDGE = 1.0
STEPS = 60
CONVERGED = 1e-8

Table = tuple[list[list[float]], list[bool]]
"""Measures and whether the answer is yes, row by row."""


@dataclass(frozen=True, slots=True)
class Example:
    """A gold pair as the pairing sees it. `folds` are those of its documents: two where they are strangers."""

    gold: GoldPair
    base: Lines
    other: Lines
    pairs: Pairs
    folds: frozenset[int]


def example(gold: GoldPair, folds: frozenset[int]) -> Example:
    """The pair read, weighed, and its candidates measured."""
    vocabulary = Vocabulary()
    base, other = weigh(*(Reading(_of_lines("", side), vocabulary).lines for side in (gold.base, gold.other)))
    return Example(gold, base, other, candidate_pairs(base, other, range(len(base)), range(len(other))), folds)


def strangers(pairs: Sequence[GoldPair]) -> list[tuple[GoldPair, frozenset[int]]]:
    """Each base with the other text of the next document, with the folds of both: nothing in them answers anything."""
    out = []
    for k, gold in enumerate(pairs):
        turned = (*pairs[k + 1 :], *pairs[:k])
        stranger = next((pair for pair in turned if pair.document != gold.document), None)
        if stranger:
            alone: list[Group] = [((i,), ()) for i in range(len(gold.base))]
            alone += [((), (j,)) for j in range(len(stranger.other))]
            name = f"{gold.name} / {stranger.name}"
            pair = replace(gold, name=name, other=stranger.other, groups=alone, moved=[False] * len(alone))
            out.append((pair, frozenset((gold.fold, stranger.fold))))
    return out


def examples() -> dict[str, list[Example]]:
    """All training pairs by set; those of strangers follow each set's own."""
    out = {}
    for name in SETS:
        pairs = load(name)
        given = [(pair, frozenset((pair.fold,))) for pair in pairs]
        out[name] = [example(pair, folds) for pair, folds in [*given, *strangers(pairs)]]
    return out


def fit(table: Table) -> Vector:
    """The logistic regression of the answers on the measures, constant first. Method: reweighted least squares."""
    measures, answers = np.asarray(table[0], float), np.asarray(table[1], float)
    mean, spread = measures.mean(axis=0), measures.std(axis=0)
    spread[spread == 0] = 1
    scaled = np.column_stack([np.ones(len(measures)), (measures - mean) / spread])
    ridge = np.eye(scaled.shape[1]) * RIDGE
    ridge[0, 0] = 1e-6
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (answers - chance) - ridge @ weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + ridge
        step = np.linalg.solve(curve, slope)
        weights += step
        if abs(step).max() < CONVERGED:
            break
    own = weights[1:] / spread
    return (float(weights[0] - (own * mean).sum()), *map(float, own))


def train(data: dict[str, list[Example]], *, without: int | None = None) -> Weights:
    """The weights fitted to all examples, or to those that have nothing of one fold."""
    kept = {name: [one for one in rows if without not in one.folds] for name, rows in data.items()}
    in_order = [one for name in IN_ORDER for one in kept[name]]
    weights = replace(shipped(), first=fit(_joined([_words_table(one) for one in in_order])))
    with in_use(weights):
        weights = replace(weights, second=fit(_joined([_place_table(one) for one in in_order])))
    with in_use(weights):
        weights = replace(weights, extension=fit(_joined([_extension_table(one) for one in in_order])))
    with in_use(weights):
        return replace(weights, moved=fit(_joined([_moved_table(one) for name in SETS for one in kept[name]])))


def fold_weights(data: dict[str, list[Example]]) -> dict[int, Weights]:
    """For each fold the weights that know nothing of its documents."""
    return {fold: train(data, without=fold) for fold in range(FOLDS)}


def _joined(tables: Sequence[Table]) -> Table:
    return [row for measures, _ in tables for row in measures], [answer for _, answers in tables for answer in answers]


def _words_table(one: Example) -> Table:
    return list(one.pairs.measures), _linked(one)


def _place_table(one: Example) -> Table:
    return _place_measures(one), _linked(one)


def _linked(one: Example) -> list[bool]:
    links = one.gold.links
    return [(i, j) in links for i, j in zip(one.pairs.rows, one.pairs.columns, strict=True)]


def _place_measures(one: Example) -> list[list[float]]:
    """The measures of the second pass, after a first by the weights in use."""
    weights = in_force().first
    first = [dot(weights, measures) for measures in one.pairs.measures]
    chain = segments._chain_of_pairs(one.pairs, first)  # noqa: SLF001
    return list(segments.second_measures(one.pairs, first, chain))


def _extension_table(one: Example) -> Table:
    """For each linked pair, whether a line beside it belongs to the link too."""
    measures: list[list[float]] = []
    answers = []
    links = one.gold.links
    weights = in_force().second
    odds = [dot(weights, row) for row in _place_measures(one)]
    for k, linked in enumerate(_linked(one)):
        if not linked:
            continue
        i, j = one.pairs.rows[k], one.pairs.columns[k]
        for step in (-1, 1):
            for along_columns, beside in ((True, (i, j + step)), (False, (i + step, j))):
                row = segments.extension_measures(
                    one.base, one.other, one.pairs, odds, k, step, along_columns=along_columns
                )
                if row is not None:
                    measures.append(row)
                    answers.append(beside in links)
    return measures, answers


def _moved_table(one: Example) -> Table:
    """For each pair of lines that the pass in order leaves over, whether they are linked."""
    found = segments.pair_in_order(one.base, one.other, one.pairs)
    rows, columns = {i for link in found for i in link.rows}, {j for link in found for j in link.columns}
    left_rows = [i for i in range(len(one.base)) if i not in rows]
    left_columns = [j for j in range(len(one.other)) if j not in columns]
    candidates = segments.moved_candidates(one.base, one.other, left_rows, left_columns, one.pairs)
    linked = _linked(one)
    return [measures for _, measures in candidates], [linked[k] for k, _ in candidates]


def main(arguments: list[str]) -> int:
    """Write the weights, or print the table of what they do on unseen documents."""
    if not (data_folder() / "gold").is_dir():
        print(f"There is no data at {data_folder()}; name its folder in VARIORUM_TEST_DATA.", file=sys.stderr)
        return 2
    if arguments == ["--cross-validate"]:
        from evaluation.run import cross_validated_table

        print(cross_validated_table())
        return 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    SHIPPED.write_text(module(train(examples())), encoding="utf-8")
    print(f"Written: {SHIPPED}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
