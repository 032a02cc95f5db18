"""How much reuse is found, and how exactly: `python -m evaluation.reuse` prints the tables.

Scored on made corpora with planted passages by the scorer beside them, which says what counts as found; and on one
that is made here, from other words and with another seed (`evaluation/planted.py`). Real documents have an exact
oracle: a paragraph that stands word for word in two of them.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.datasets import data_folder
from evaluation.figures import Figure
from evaluation.planted import corpus
from variorum.model.reuse import Document
from variorum.workflows.reuse import find_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.reuse import Reuse

CORPORA = {"1k": "reuse, 1,000 documents", "10k-nb": "reuse, 10,000 documents", "own": "reuse, other words"}
_SEED, _DOCUMENTS, _FORMULAE = 20, 1000, 30
REAL = "reuse, real documents"
FORMULAE = ("formulaic precision", "formulaic recall")
# (level, kind, corpus) -> what is to be reached, in percent.
RECALLS = {
    "verbatim/src": 99.8,
    "light/src": 99.7,
    "medium/src": 99,
    "heavy/src": 92,
    "medium/sib": 97,
    "heavy/sib": 90,
}
PRECISION = {"1k": 98.5, "10k-nb": 99.5, "own": 98.5}
PLAGDET = {"1k": 96, "10k-nb": 95, "own": 96}
EDGES = "edges within 5 characters, verbatim"
PARAGRAPHS = "paragraphs of 40 words in one family"
FIGURES = (
    *(
        Figure(name, measure, target, slack=0.5)
        for key, name in CORPORA.items()
        for measure, target in (
            *((f"recall, {level}", reach if key != "10k-nb" else None) for level, reach in RECALLS.items()),
            ("precision", PRECISION[key]),
            ("plagdet", PLAGDET[key]),
            (EDGES, 99),
            *((formulaic, 97) for formulaic in FORMULAE if key != "10k-nb"),
        )
    ),
    Figure(REAL, PARAGRAPHS, 100, slack=0),
)


def measure() -> dict[tuple[str, str], float]:
    """The figures of all corpora, in percent."""
    folder = data_folder() / "reuse"
    figures = {(REAL, PARAGRAPHS): _real(), **_made("1k", folder / "1k"), **_made("10k-nb", folder / "10k-nb")}
    with tempfile.TemporaryDirectory() as scratch:
        _write_own(Path(scratch))
        return {**figures, **_made("own", Path(scratch))}


def main() -> int:
    """Print the figures."""
    for (name, figure), value in measure().items():
        print(f"{name:28} {figure:40} {value:7.2f}")
    return 0


def _write_own(folder: Path) -> None:
    """A corpus of our own making, in the form of the others."""
    made = corpus(_DOCUMENTS, seed=_SEED, formulae=_FORMULAE)
    _write(folder / "docs.jsonl", ({"id": one.id, "series": one.id, "text": one.text} for one in made.documents))
    names = [one.id for one in made.documents]
    _write(
        folder / "boilerplate.jsonl", ({"id": names[k], "begin": start, "end": end} for k, start, end in made.formulae)
    )
    groups = defaultdict(list)
    for one in made.planted:
        groups[one.group].append(one)
    pairs = (pair for group in groups.values() for pair in itertools.combinations(group, 2))
    _write(
        folder / "truth.jsonl",
        (
            {
                "group": one.group,
                "level": one.level,
                "kind": "src" if one.base or other.base else "sib",
                "a": names[one.document],
                "a_begin": one.start,
                "a_end": one.end,
                "b": names[other.document],
                "b_begin": other.start,
                "b_end": other.end,
            }
            for one, other in pairs
        ),
    )


def _made(key: str, folder: Path) -> dict[tuple[str, str], float]:
    rows = _rows(_in(folder, "docs"))
    reuse = find_passages(Document(str(row["id"]), str(row["text"]), series=str(row["series"])) for row in rows)
    with tempfile.TemporaryDirectory() as scratch:
        found, formulae, scores = (Path(scratch) / name for name in ("found.jsonl", "formulae.jsonl", "scores.json"))
        _write(found, _pairs(reuse))
        _write(formulae, _formulaic(reuse))
        scorer = [sys.executable, str(data_folder() / "reuse" / "evaluate.py"), str(folder), str(found)]
        printed = subprocess.run(
            [*scorer, "--formulaic", str(formulae), "--json", str(scores)], capture_output=True, check=True, text=True
        ).stdout
        scored = json.loads(scores.read_text())
        edges = _edges(folder, found)
    name = CORPORA[key]
    figures = {(name, f"recall, {level}"): 100 * scored["levels"][level][1] for level in RECALLS}
    figures |= {(name, "precision"): 100 * scored["precision"], (name, "plagdet"): 100 * scored["plagdet"]}
    figures[name, EDGES] = edges
    if key != "10k-nb":
        rates = re.search(r"formulaic spans: precision ([\d.]+) recall ([\d.]+)", printed)
        assert rates is not None
        figures |= {(name, measured): 100 * float(rates[k + 1]) for k, measured in enumerate(FORMULAE)}
    return figures


def _pairs(reuse: Reuse) -> Iterator[dict[str, object]]:
    """Every two passages of a family that is not formulaic, in two documents."""
    for family in reuse.families:
        if family.formulaic:
            continue
        for one, other in itertools.combinations(family.passages, 2):
            if one.document != other.document:
                yield {
                    "a": reuse.documents[one.document].id,
                    "a_begin": one.start,
                    "a_end": one.end,
                    "b": reuse.documents[other.document].id,
                    "b_begin": other.start,
                    "b_end": other.end,
                }


def _formulaic(reuse: Reuse) -> Iterator[dict[str, object]]:
    for family in reuse.families:
        if family.formulaic:
            for one in family.passages:
                yield {"id": reuse.documents[one.document].id, "begin": one.start, "end": one.end}


def _edges(folder: Path, found: Path) -> float:
    """The share of ends of verbatim copies that are told within five characters."""
    said = defaultdict(list)
    for row in _rows(found):
        a, b = (int(row["a_begin"]), int(row["a_end"])), (int(row["b_begin"]), int(row["b_end"]))
        said[row["a"], row["b"]].append((*a, *b))
        said[row["b"], row["a"]].append((*b, *a))
    right = ends = 0
    for row in _rows(_in(folder, "truth")):
        if row["level"] == "verbatim":
            true = [int(row[name]) for name in ("a_begin", "a_end", "b_begin", "b_end")]
            offs = [[abs(x - y) for x, y in zip(one, true, strict=True)] for one in said[row["a"], row["b"]]]
            right += sum(off <= 5 for off in min(offs, key=max, default=[]))
            ends += 4
    return 100 * right / ends


def _real() -> float:
    """The share of paragraphs, word for word in several real documents, that one family holds in all of them."""
    rows = list(_rows(data_folder() / "official_documents.jsonl.gz"))
    reuse = find_passages(Document(row["id"], row["text"], row["date"], row["issuer"]) for row in rows)
    repeats = dict(reuse.duplicates)
    spans = defaultdict(list)
    for number, family in enumerate(reuse.families):
        for one in family.passages:
            spans[one.document].append((number, one.start, one.end))
    paragraphs = defaultdict(list)
    for k, document in enumerate(reuse.documents):
        for match in re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", document.text, re.DOTALL):
            words = match[0].split()
            if len(words) >= 40 and k not in repeats:
                paragraphs[" ".join(words)].append((k, *match.span()))
    repeated = [places for places in paragraphs.values() if len({place[0] for place in places}) > 1]
    whole = sum(_in_one_family(places, spans) for places in repeated)
    return 100 * whole / len(repeated)


def _in_one_family(places: list[tuple[int, int, int]], spans: dict[int, list[tuple[int, int, int]]]) -> bool:
    """Whether one family covers nine tenths of a paragraph wherever it stands."""
    families = [
        {number for number, begin, end in spans[k] if 10 * (min(end, stop) - max(begin, start)) >= 9 * (stop - start)}
        for k, start, stop in places
    ]
    return bool(set.intersection(*families))


def _in(folder: Path, name: str) -> Path:
    packed = folder / f"{name}.jsonl.gz"
    return packed if packed.exists() else folder / f"{name}.jsonl"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    yield from map(json.loads, text.decode().splitlines())


def _write(path: Path, rows: Iterator[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
