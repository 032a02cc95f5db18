"""Pairs of passages of a run: every two of a family, or those that share enough by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from variorum.errors import RunDamaged
from variorum.progress import Step, silent
from variorum.render.reuse.pairs import PairSide, pair_line, passim_line
from variorum.reuse.direct import direct, family_pairs
from variorum.reuse.engines.base import Bounds
from variorum.reuse.grow.folder import find_weights
from variorum.reuse.grow.run import scope_of, tuning_of
from variorum.reuse.kernels.tokens import count
from variorum.reuse.numbers import arrow_column, flags_of, numbers_of
from variorum.reuse.ocr import alphabet_of
from variorum.reuse.run.manifest import DOCUMENTS, PASSAGES
from variorum.reuse.tables import said_in
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.progress import Report
    from variorum.reuse.run.reading import RunReader

PAIRS = pa.schema(
    [
        pa.field(name, kind, nullable=False)
        for side in "ab"
        for name, kind in ((side, pa.string()), (f"{side}_begin", pa.int64()), (f"{side}_end", pa.int64()))
    ]
    + [pa.field("score", pa.float64(), nullable=False)]
)
Kind = Literal["direct", "family"]
# Characters of passages that are held at once; a family has all of its own, however many.
_CHARACTERS = 30_000_000
_FOLD = 4_000_000


class PassagePairs(NamedTuple):
    """Pairs of passages, a row each: the passages by their rows in the run, and the bits that the two share.

    `texts` are the words of the passages from the row `first` on.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    scores: NDArray[np.float64]
    first: int
    texts: Sequence[str]


class Passages(NamedTuple):
    """The table of passages by columns: documents, and code points [start, end)."""

    document: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


def pair_lines(reader: RunReader, kind: Kind, *, formulaic: bool = False, report: Report = silent) -> Iterator[str]:
    """The pairs as lines of JSON: {"a", "a_begin", "a_end", "b", "b_begin", "b_end", "score"}, some at a time."""
    for batch in pair_batches(reader, kind, formulaic=formulaic, report=report):
        columns = (column.to_pylist() for column in batch.columns)
        rows = zip(*columns, strict=True)
        yield "".join(pair_line(tuple(row[:3]), tuple(row[3:6]), row[6]) for row in rows)


def passim_lines(reader: RunReader, kind: Kind, *, formulaic: bool = False, report: Report = silent) -> Iterator[str]:
    """The pairs as passim writes them, some at a time: the words of both too, one under the other."""
    passages, documents = read_passages(reader), list(reader.all_documents())

    def side(pairs: PassagePairs, row: int) -> PairSide:
        where = int(passages.start[row]), int(passages.end[row])
        return PairSide(documents[passages.document[row]], *where, pairs.texts[row - pairs.first])

    for pairs in run_pairs(reader, passages, kind, formulaic=formulaic, report=report):
        rows = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        yield "".join(passim_line(side(pairs, left), side(pairs, right)) for left, right in rows)


def pair_batches(
    reader: RunReader, kind: Kind, *, formulaic: bool = False, report: Report = silent
) -> Iterator[pa.RecordBatch]:
    """The pairs as rows of a table, some at a time."""
    passages = read_passages(reader)
    ids = pq.ParquetFile(reader.path(DOCUMENTS)).read(["id"])["id"].combine_chunks()
    for pairs in run_pairs(reader, passages, kind, formulaic=formulaic, report=report):
        sides = [
            each
            for rows in (pairs.left, pairs.right)
            for each in (
                ids.take(arrow_column(passages.document[rows])),
                arrow_column(passages.start[rows]),
                arrow_column(passages.end[rows]),
            )
        ]
        yield pa.RecordBatch.from_arrays([*sides, arrow_column(pairs.scores.round(2))], schema=PAIRS)


def write_table(path: str, batches: Iterable[pa.RecordBatch]) -> None:
    """The pairs as a Parquet file."""
    with pq.ParquetWriter(path, PAIRS, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def read_passages(reader: RunReader) -> Passages:
    """The passages of a run: 24 bytes each."""
    table = pq.ParquetFile(reader.path(PASSAGES)).read(list(Passages._fields))
    return Passages._make(numbers_of(column) for column in table.columns)


def run_pairs(
    reader: RunReader, passages: Passages, kind: Kind, *, formulaic: bool = False, report: Report = silent
) -> Iterator[PassagePairs]:
    """The pairs of all families, or of all that are not formulaic, family by family, some at a time.

    Only documents that the run compared with one another are a pair. They grow with the square of a family, and what
    is held does not. Raises RunDamaged.
    """
    tuning = tuning_of(reader.manifest)
    table, bounds, alphabet = _token_table(reader), _bounds(reader), alphabet_of(ocr=tuning.ocr)
    families = reader.family_table.select(["first", "passages", "formulaic"])
    firsts, sizes = (numbers_of(families[name]) for name in ("first", "passages"))
    told = np.flatnonzero(formulaic | ~flags_of(families["formulaic"]))
    done = 0
    for some in _batches(told, firsts, sizes, passages):
        texts = _texts(
            reader,
            passages,
            np.concatenate([np.arange(f, f + n) for f, n in zip(firsts[some], sizes[some], strict=True)]),
        )
        for first, size in zip(firsts[some].tolist(), sizes[some].tolist(), strict=True):
            own = [texts[row] for row in range(first, first + size)]
            documents = passages.document[first : first + size]
            for pairs in family_pairs(own, documents, bounds, alphabet, table, tuning):
                kept = direct(pairs, tuning) if kind == "direct" else pairs
                if len(kept.left):
                    yield PassagePairs(kept.left + first, kept.right + first, kept.scores, first, own)
        done += len(some)
        report(Step("pairs", done, len(told), "families"))


def _batches(
    told: NDArray[np.int64], firsts: NDArray[np.int64], sizes: NDArray[np.int64], passages: Passages
) -> Iterator[NDArray[np.int64]]:
    """The families whose words are held at once."""
    upto = np.concatenate([[0], np.cumsum(passages.end - passages.start)])
    characters = np.cumsum(upto[firsts[told] + sizes[told]] - upto[firsts[told]])
    begin = 0
    while begin < len(told):
        before = characters[begin - 1] if begin else 0
        stop = max(begin + 1, int(np.searchsorted(characters, before + _CHARACTERS, side="right")))
        yield told[begin:stop]
        begin = stop


def _texts(reader: RunReader, passages: Passages, rows: NDArray[np.int64]) -> dict[int, str]:
    """The words of passages by their rows."""
    holders = passages.document[rows]
    order = np.argsort(holders, kind="stable")
    numbers, opens = np.unique(holders[order], return_index=True)
    own = dict(zip(numbers.tolist(), np.split(rows[order], opens[1:]), strict=True))
    return {
        row: text[passages.start[row] : passages.end[row]]
        for number, text in reader.stored_texts(numbers)
        for row in own[number].tolist()
    }


def _token_table(reader: RunReader) -> TokenTable:
    """What tokens say in a run: as its index has it, or as its texts do. Raises RunDamaged."""
    table = find_weights(reader.folder) or _counted(reader)
    if table.version != reader.manifest.token_table:
        raise RunDamaged(reader.folder, "its texts are not those it was made of")
    return table


def _counted(reader: RunReader) -> TokenTable:
    tuning = tuning_of(reader.manifest)
    alphabet = alphabet_of(ocr=tuning.ocr)
    total = np.zeros(tuning.count_slots, np.uint32)
    compared = [one.number for one in reader.all_documents() if one.duplicate_of is None]
    batch: list[str] = []
    characters = 0
    for _, text in reader.stored_texts(np.array(compared, np.int64)):
        batch.append(text)
        characters += len(text)
        if characters >= _FOLD:
            count(tokens_of(batch, alphabet).columns.hashes, total)
            batch, characters = [], 0
    count(tokens_of(batch, alphabet).columns.hashes, total)
    return TokenTable.of(total, tuning)


def _bounds(reader: RunReader) -> Bounds:
    """Which documents the run compared."""
    scope = scope_of(reader.manifest)
    said = said_in(reader.documents_said())
    most_days = -1 if scope.most_days is None else scope.most_days
    return Bounds(said.groups(scope), *said.days(), most_days, int(scope.within))
