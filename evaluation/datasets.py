"""The human alignments that the pairing is measured on, as sentences and links."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

SETS = ("alignment", "argrewrite2", "argrewrite2_moved", "deplain_web", "aesop")
FOLDS = 10


def data_folder() -> Path:
    """The data beside the project: VARIORUM_TEST_DATA, else ../shared/data from the project's root."""
    named = os.environ.get("VARIORUM_TEST_DATA")
    return Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two texts as sentences, and which of them answer each other. `document` names what must not be split over folds."""

    name: str
    document: str
    base: list[str]
    other: list[str]
    groups: list[tuple[tuple[int, ...], tuple[int, ...]]]
    moved: list[bool]

    @property
    def links(self) -> set[tuple[int, int]]:
        """All linked pairs of sentence numbers."""
        return {(i, j) for rows, columns in self.groups for i in rows for j in columns}

    @property
    def fold(self) -> int:
        """The cross-validation fold, the same in every run."""
        return crc32(self.document.encode()) % FOLDS


def load(name: str) -> list[GoldPair]:
    """One set; raises FileNotFoundError where the data is absent."""
    gold = data_folder() / "gold"
    path = gold / "alignment.jsonl" if name == "alignment" else gold / "revisions" / f"{name}.jsonl"
    with path.open(encoding="utf-8") as rows:
        return [_statement_pair(row) if name == "alignment" else _revision_pair(row) for row in map(json.loads, rows)]


def _statement_pair(row: dict[str, object]) -> GoldPair:
    links = row["links"]
    assert isinstance(links, list)
    return GoldPair(
        str(row["id"]), str(row["id"]), list(row["a_sentences"]), list(row["b_sentences"]),  # type: ignore[call-overload]
        [(tuple(link["a"]), tuple(link["b"])) for link in links], [bool(link.get("moved")) or link["kind"] == "moved" for link in links],
    )  # fmt: skip


def _revision_pair(row: dict[str, object]) -> GoldPair:
    groups = [(tuple(rows), tuple(columns)) for rows, columns in row["alignment"]]  # type: ignore[attr-defined]
    return GoldPair(
        str(row["pair_id"]), str(row["doc"]), list(row["source_sentences"]), list(row["target_sentences"]),  # type: ignore[call-overload]
        groups, ["moved" in label for label in row["labels"]],  # type: ignore[attr-defined]
    )  # fmt: skip
