"""The lineage of every real series against a plain count of which words stand in which issue."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from variorum.analysis.series.lineage import trace
from variorum.model.alignment import SegmentedWitness
from variorum.model.lineage import SeriesIssue
from variorum.model.provenance import Issue
from variorum.model.units import BODY_KINDS
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.segment import segment

if TYPE_CHECKING:
    from pathlib import Path

    from variorum.model.lineage import Lineage

FOLDERS = ("fomc", "unsc", "us_president", "us_addresses")
LEAST = 40
_ENUMERATOR = re.compile(r"^[(]?(?:\d{1,3}|[a-z]|[ivx]+)[.)] ")
_SINGLE, _DOUBLE, _DASHES = re.compile("[‘’‚‛′`]"), re.compile("[“”„«»]|''"), re.compile("[‐‑‒–—−]")


def folded(words: str) -> str:
    """The words without their form, by rules written for this test alone."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    plain = _DASHES.sub("-", _DOUBLE.sub('"', _SINGLE.sub("'", plain)))
    return _ENUMERATOR.sub("", " ".join(re.sub(r"[*_#\\]", "", plain).split()))


def read_series(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The date and text of each issue, by series."""
    found: dict[str, list[tuple[str, str]]] = {}
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            content = (folder / row["file"]).read_bytes().decode("utf-8", "replace")
            found.setdefault(row["series"], []).append((row["date"], content))
    return found


def traced(name: str, issues: list[tuple[str, str]]) -> Lineage:
    made = []
    for ordinal, (date, content) in enumerate(sorted(issues), 1):
        text = Text(content, hashlib.sha256(content.encode()).hexdigest(), Derivation("test", "1"))
        found = segment(content)
        witness = Witness(f"{name}@{date}", text)
        divided = SegmentedWitness(witness, found.segments, found.line_breaks, found.language)
        made.append(SeriesIssue(f"{name}@{date}", Issue(name, date, ordinal), None, divided))
    return trace(made, name, "en")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sentence_has_its_first_date_last_date_and_gaps(folder: str, shared_data: Path) -> None:
    recurring = 0
    for name, issues in read_series(shared_data / "series" / folder).items():
        lineage = traced(name, issues)
        counted: dict[str, set[int]] = {}
        for k, one in enumerate(lineage.issues):
            for part in one.witness.segments:
                words = part.span.of(one.witness.content)
                if len(words) >= LEAST and part.kind in BODY_KINDS:
                    counted.setdefault(folded(words), set()).add(k)
        told: dict[str, set[int]] = {}
        for line in lineage.lines:
            wordings: dict[int | None, set[int]] = {}
            said: dict[int | None, set[str]] = {}
            for event in line.places:
                wordings.setdefault(event.wording, set()).add(event.issue)
                said.setdefault(event.wording, set()).add(folded(lineage.words(event)))
            for wording, all_words in said.items():
                for words in all_words:
                    told.setdefault(words, set()).update(wordings[wording])
        for words, stands in counted.items():
            if len(stands) > 1:
                recurring += 1
                assert told[words] == stands, (name, words)
    # Not one sentence of the addresses of different presidents stands in two of them.
    assert recurring > 50 or folder in ("us_addresses", "us_president")
