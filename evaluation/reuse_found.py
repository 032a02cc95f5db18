"""What is found in a made corpus, as rows that the scorer reads: pairs by themselves or by family, and formulae."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.model.reuse import Document
from variorum.reuse.direct import direct, family_pairs
from variorum.reuse.engines.base import Bounds
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.ocr import alphabet_of
from variorum.reuse.plan import find_families
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.reuse.plan import Found

Row = dict[str, object]


class Answer(NamedTuple):
    """What was found in documents, with which tuning; `texts` are those of the documents compared."""

    found: Found
    names: list[str]
    texts: list[str]
    tuning: Tuning


def answer(rows: Iterable[Row], *, ocr: bool = False) -> Answer:
    """The families of documents, as rows of the made corpora."""
    texts = {str(row["id"]): str(row["text"]) for row in rows}
    tuning = Tuning.for_scans() if ocr else Tuning()
    documents = [Document(name, text) for name, text in texts.items()]
    found = find_families(EmbeddedEngine(), documents, Scope(), tuning)
    names = found.ids.at(found.rows[found.compared])
    return Answer(found, names, [texts[name] for name in names], tuning)


def pairs(found: Answer, kind: str) -> Iterator[Row]:
    """The pairs of passages of what is not formulaic, as `variorum reuse pairs` has them."""
    table, alphabet = found.found.table, alphabet_of(ocr=found.tuning.ocr)
    own = np.arange(len(found.names))
    days = np.zeros(len(own), np.int64)
    bounds = Bounds(own.astype(np.uint32), days, days, -1, 0)
    for family in np.flatnonzero(~table.formulaic).tolist():
        rows = slice(table.opens[family], table.opens[family + 1])
        places = [column[rows].tolist() for column in (table.document, table.start, table.end)]
        words = [found.texts[document][start:end] for document, start, end in zip(*places, strict=True)]
        for some in family_pairs(words, table.document[rows], bounds, alphabet, found.found.tokens, found.tuning):
            kept = direct(some, found.tuning) if kind == "direct" else some
            for left, right in zip(kept.left.tolist(), kept.right.tolist(), strict=True):
                yield {
                    f"{side}{suffix}": value
                    for side, row in (("a", left), ("b", right))
                    for suffix, value in (
                        ("", found.names[places[0][row]]),
                        ("_begin", places[1][row]),
                        ("_end", places[2][row]),
                    )
                }


def formulaic(found: Answer) -> Iterator[Row]:
    """Where formulae stand."""
    table = found.found.table
    for family in np.flatnonzero(table.formulaic).tolist():
        for row in range(table.opens[family], table.opens[family + 1]):
            name = found.names[table.document[row]]
            yield {"id": name, "begin": int(table.start[row]), "end": int(table.end[row])}
