"""The human answers that variorum is measured on, as values. They stay beside the project and never enter it."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SETS = ("alignment", "argrewrite2", "argrewrite2_moved", "deplain_web", "aesop")
WORD_SET = "word_edinburgh_train"
SERIES = ("fomc", "unsc", "us_president", "us_addresses")
FOLDS = 10

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Sentence numbers of the base and of the other that answer each other; one side is empty where nothing answers."""


class Link(TypedDict):
    """A link of `alignment.jsonl`."""

    a: list[int]
    b: list[int]
    kind: str
    moved: NotRequired[bool]


class StatementRow(TypedDict):
    """A row of `alignment.jsonl`, as far as it is read here."""

    id: str
    series: str
    a: str
    b: str
    a_sentences: list[str]
    b_sentences: list[str]
    links: list[Link]


class _RevisionRow(TypedDict):
    pair_id: str
    doc: str
    source_sentences: list[str]
    target_sentences: list[str]
    alignment: list[tuple[list[int], list[int]]]
    labels: list[str]


class _WordRow(TypedDict):
    pair_id: str
    source: list[str]
    target: list[str]
    sure: list[tuple[int, int]]
    possible: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two texts as sentences and which of them answer each other; `moved[k]` is whether `groups[k]` changed place.

    Every sentence is in exactly one group. `document` names what must not be split over folds.
    """

    name: str
    document: str
    base: list[str]
    other: list[str]
    groups: list[Group]
    moved: list[bool]

    @property
    def links(self) -> set[tuple[int, int]]:
        """All linked pairs of sentence numbers."""
        return links_of(self.groups)

    @property
    def fold(self) -> int:
        """The cross-validation fold, the same in every run and in every set that has the document."""
        return fold_of(self.document)


@dataclass(frozen=True, slots=True)
class WordPair:
    """Two sentences as words, and which words answer each other: surely, or by one reader's view at least."""

    name: str
    base: list[str]
    other: list[str]
    sure: set[tuple[int, int]]
    possible: set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Succession:
    """Two neighbouring issues of one series; the paths are relative to the folder `series`."""

    series: str
    base: str
    other: str


def links_of(groups: list[Group]) -> set[tuple[int, int]]:
    """All pairs of one number of the base and one of the other within a group."""
    return {(i, j) for rows, columns in groups for i in rows for j in columns}


def fold_of(document: str) -> int:
    """The fold of a document, by its name alone."""
    return crc32(document.encode()) % FOLDS


def data_folder() -> Path:
    """The data beside the project: VARIORUM_TEST_DATA, else ../shared/data from the project's root."""
    named = os.environ.get("VARIORUM_TEST_DATA")
    return Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def load(name: str) -> list[GoldPair]:
    """One of SETS; raises FileNotFoundError where the data is absent."""
    if name == "alignment":
        return [_statement_pair(row) for row in statement_rows()]
    with (data_folder() / "gold" / "revisions" / f"{name}.jsonl").open(encoding="utf-8") as rows:
        return [_revision_pair(json.loads(row)) for row in rows]


def statement_rows() -> list[StatementRow]:
    """The rows of `alignment.jsonl` as they stand, as the data's own scorer wants them."""
    with (data_folder() / "gold" / "alignment.jsonl").open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def load_words() -> list[WordPair]:
    """The sentence pairs with word links."""
    with (data_folder() / "gold" / "revisions" / f"{WORD_SET}.jsonl").open(encoding="utf-8") as rows:
        return [_word_pair(json.loads(row)) for row in rows]


def scorer() -> ModuleType:
    """The scorer that comes with `alignment.jsonl`, imported from where it lies."""
    path = data_folder() / "gold" / "evaluate.py"
    spec = importlib.util.spec_from_file_location("gold_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def successions() -> list[Succession]:
    """All neighbouring issues of all series, in the order of their dates."""
    found = []
    for folder in SERIES:
        issues = sorted(_issues(folder))
        for series, members in groupby(issues, key=lambda issue: issue[0]):
            files = [file for _, _, file in members]
            found += [Succession(series, base, other) for base, other in pairwise(files)]
    return found


def _issues(folder: str) -> Iterator[tuple[str, str, str]]:
    """(series, date, path) of each issue that a folder's metadata lists and the folder holds."""
    root = data_folder() / "series"
    with (root / folder / "metadata.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            file = f"{folder}/{row['file']}"
            if (root / file).is_file():
                yield row["series"], row["date"], file


def _statement_pair(row: StatementRow) -> GoldPair:
    return GoldPair(
        name=row["id"],
        document=row["id"],
        base=row["a_sentences"],
        other=row["b_sentences"],
        groups=[(tuple(link["a"]), tuple(link["b"])) for link in row["links"]],
        moved=[bool(link.get("moved")) or link["kind"] == "moved" for link in row["links"]],
    )


def _revision_pair(row: _RevisionRow) -> GoldPair:
    return GoldPair(
        name=row["pair_id"],
        document=row["doc"],
        base=row["source_sentences"],
        other=row["target_sentences"],
        groups=[(tuple(rows), tuple(columns)) for rows, columns in row["alignment"]],
        moved=["moved" in label for label in row["labels"]],
    )


def _word_pair(row: _WordRow) -> WordPair:
    return WordPair(
        name=row["pair_id"],
        base=row["source"],
        other=row["target"],
        sure={(i, j) for i, j in row["sure"]},
        possible={(i, j) for i, j in row["possible"]},
    )
