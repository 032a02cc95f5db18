"""How much reuse is found, and how exactly: `python -m evaluation.reuse` prints the tables.

Scored on made corpora with planted passages by the scorer beside them, which says what counts as found; and on three
that are made here, from other words and with other seeds (`evaluation/planted.py`), of which the worst figure counts.
An original and its copy are a pair by themselves, two noised copies one of their family. Scans are the same corpora
with copies as a scanner reads them (`evaluation/scanned.py`). Real documents have an exact oracle: a paragraph that
stands word for word in two of them.
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
from typing import TYPE_CHECKING, Any

from evaluation import reuse_judged, reuse_runs
from evaluation.datasets import data_folder
from evaluation.figures import Figure
from evaluation.planted import corpus
from evaluation.reuse_found import answer, formulaic, pairs
from evaluation.scanned import scan_passages
from variorum.model.reuse import Document
from variorum.workflows.reuse.door import find_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluation.reuse_found import Answer, Row
    from variorum.model.reuse import Reuse

CORPORA = {"1k": "reuse, 1,000 documents", "10k-nb": "reuse, 10,000 documents", "own": "reuse, other words"}
_SEEDS, _DOCUMENTS, _FORMULAE = (20, 21, 22), 1000, 30
# Slips in a hundred characters of scans -> what is to be found of the pairs through their families, in percent.
SCANS = {2: 99, 5: 98, 10: 93}
_SCAN_SEED = 5
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
SCAN_PRECISION = 98
EDGES = "edges within 5 characters, verbatim"
PARAGRAPHS = "paragraphs of 40 words in one family"


def _scan_recall(slips: int) -> str:
    return f"recall, scans with {slips} % slips"


def _scan_precision(slips: int) -> str:
    return f"precision, scans with {slips} % slips"


FIGURES = (
    *(
        Figure(name, measure, target, slack=0.5)
        for key, name in CORPORA.items()
        for measure, target in (
            *((f"recall, {level}", reach if key != "10k-nb" else None) for level, reach in RECALLS.items()),
            ("precision", PRECISION[key]),
            ("plagdet", PLAGDET[key]),
            (EDGES, 99),
            *((figure, 97) for figure in FORMULAE if key != "10k-nb"),
            *((_scan_recall(slips), reach) for slips, reach in SCANS.items()),
            *((_scan_precision(slips), SCAN_PRECISION) for slips in SCANS if key == "10k-nb"),
        )
    ),
    Figure(REAL, PARAGRAPHS, 100, slack=0),
    *reuse_judged.FIGURES,
    *reuse_runs.FIGURES,
)


def measure() -> dict[tuple[str, str], float]:
    """The figures of all corpora, in percent."""
    folder = data_folder() / "reuse"
    figures = {**_real(), **_made("1k", folder / "1k"), **_made("10k-nb", folder / "10k-nb")}
    others = [_other_words(seed) for seed in _SEEDS]
    return {**figures, **{key: min(each[key] for each in others) for key in others[0]}}


def _other_words(seed: int) -> dict[tuple[str, str], float]:
    with tempfile.TemporaryDirectory() as scratch:
        _write_own(Path(scratch), seed)
        return _made("own", Path(scratch))


def main() -> int:
    """Print the figures."""
    for (name, figure), value in measure().items():
        print(f"{name:28} {figure:40} {value:7.2f}", flush=True)
    return 0


def _write_own(folder: Path, seed: int) -> None:
    """A corpus of our own making, in the form of the others."""
    made = corpus(_DOCUMENTS, seed=seed, formulae=_FORMULAE)
    _write(folder / "docs.jsonl", ({"id": one.id, "series": one.id, "text": one.text} for one in made.documents))
    names = [one.id for one in made.documents]
    _write(
        folder / "boilerplate.jsonl", ({"id": names[k], "begin": start, "end": end} for k, start, end in made.formulae)
    )
    groups = defaultdict(list)
    for one in made.planted:
        groups[one.group].append(one)
    together = (pair for group in groups.values() for pair in itertools.combinations(group, 2))
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
            for one, other in together
        ),
    )


def _made(key: str, folder: Path) -> dict[tuple[str, str], float]:
    name = CORPORA[key]
    found = answer(_rows(_in(folder, "docs")))
    with tempfile.TemporaryDirectory() as scratch:
        by_family = _scored(folder, found, "family", Path(scratch))
        scored = _scored(folder, found, "direct", Path(scratch))
        edges = _edges(folder, Path(scratch) / "direct")
    levels = {level: by_family if level.endswith("sib") else scored for level in RECALLS}
    figures = {(name, f"recall, {level}"): 100 * levels[level]["levels"][level][1] for level in RECALLS}
    figures |= {(name, "precision"): 100 * scored["precision"], (name, "plagdet"): 100 * scored["plagdet"]}
    figures[name, EDGES] = edges
    if key != "10k-nb":
        figures |= {(name, measured): 100 * scored[measured] for measured in FORMULAE}
    for slips in SCANS:
        figures |= _scanned(key, folder, slips)
    return figures


def _scanned(key: str, folder: Path, slips: int) -> dict[tuple[str, str], float]:
    """What is found of the verbatim copies as a scanner reads them."""
    name, figures = CORPORA[key], {}
    clean, planted = (list(_rows(_in(folder, part))) for part in ("docs", "truth"))
    documents, truth = scan_passages(clean, planted, slips / 100, seed=_SCAN_SEED)
    with tempfile.TemporaryDirectory() as scratch:
        scans = Path(scratch)
        for part, rows in (("docs", documents), ("truth", truth), ("boilerplate", [])):
            _write(scans / f"{part}.jsonl", iter(rows))
        scored = _scored(scans, answer(documents, ocr=True), "family", scans)
    figures[name, _scan_recall(slips)] = 100 * scored["levels"]["verbatim/all"][1]
    if key == "10k-nb":
        figures[name, _scan_precision(slips)] = 100 * scored["precision"]
    return figures


def _scored(folder: Path, found: Answer, kind: str, scratch: Path) -> dict[str, Any]:
    """What the scorer says of the pairs, which it leaves in the scratch folder under the name of their kind."""
    formulae, scores = scratch / "formulae.jsonl", scratch / "scores.json"
    _write(scratch / kind, pairs(found, kind))
    _write(formulae, formulaic(found))
    scorer = [sys.executable, str(data_folder() / "reuse" / "evaluate.py"), str(folder), str(scratch / kind)]
    options = ["--format", "jsonl", "--formulaic", str(formulae), "--json", str(scores)]
    printed = subprocess.run([*scorer, *options], capture_output=True, check=True, text=True).stdout
    rates = re.search(r"formulaic spans: precision ([\d.]+) recall ([\d.]+)", printed)
    assert rates is not None
    return {**json.loads(scores.read_text()), **{name: float(rates[k + 1]) for k, name in enumerate(FORMULAE)}}


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


def _real() -> dict[tuple[str, str], float]:
    rows = list(_rows(data_folder() / "official_documents.jsonl.gz"))
    reuse = find_passages(Document(row["id"], row["text"], _date(row["date"]), row["issuer"]) for row in rows)
    return {(REAL, PARAGRAPHS): _paragraphs(reuse), **reuse_judged.still_said(reuse), **reuse_runs.runs_told(reuse)}


def _date(said: str) -> str:
    """A date as a run takes it: what stands for an unknown one is none."""
    return "" if said.startswith("0001") else said


def _paragraphs(reuse: Reuse) -> float:
    """The share of paragraphs, word for word in several real documents, that one family holds in all of them."""
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


def _rows(path: Path) -> Iterator[Any]:
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    yield from map(json.loads, text.decode().splitlines())


def _write(path: Path, rows: Iterator[Row]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
