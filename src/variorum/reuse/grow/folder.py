"""The index of a run on the disk: tokens, postings and what was found, so that the run can grow."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from variorum.errors import RunDamaged
from variorum.reuse.described import Standing
from variorum.reuse.grow.held import Held, HeldFamilies, HeldPassages
from variorum.reuse.grow.postings import Index, Segment, merged_part
from variorum.reuse.grow.stored import Stored, Texts
from variorum.reuse.kernels.extension import COLUMNS
from variorum.reuse.kernels.seeds import OPENING_BITS
from variorum.reuse.numbers import numbers_of
from variorum.reuse.run.arrays import begin_array, save_array, write_array
from variorum.reuse.run.manifest import DOCUMENTS, INDEX, PASSAGES, disk_said
from variorum.reuse.run.rows import read_table
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import KINDS, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Boxes
    from variorum.reuse.grow.known import Known

FORMAT = "variorum.reuse-index/2"
_STATE, _WEIGHTS = "index.json", "weights.npy"
# The columns of tokens end with room for those of a text that is asked about and not kept.
ROOM = 1 << 16
# A base is written anew in so many parts.
_PARTS = 64


@dataclass(frozen=True, slots=True)
class State:
    """What index.json says: which files count, how far the tokens do, and the boxes. Later ones were never finished.

    Postings are in the files of the generation `base`, boxes in that of the generation `laid`.
    """

    generation: int
    base: int
    laid: int
    tokens: int
    boxes: int
    enough: int
    format: str = FORMAT


class Kept(NamedTuple):
    """An index as it is on the disk, most of it mapped and not read; `rows` are the documents' places in the texts."""

    state: State
    table: TokenTable
    stored: Stored
    rows: NDArray[np.int64]


def load_index(folder: str) -> Kept:
    """The index of a run. What is written into its arrays stays in memory. Raises RunDamaged."""
    kept = find_index(folder)
    if kept is None:
        raise RunDamaged(folder, f"{INDEX} is missing or damaged")
    return kept


def find_index(folder: str) -> Kept | None:
    """The index of a run, None where it is missing, damaged or of another version. See `load_index`.

    Raises RunDamaged for tables that cannot be read.
    """
    try:
        state, table = _state(folder), load_weights(folder)
        with open(_path(folder, f"kept-{state.generation}.bin"), "rb") as file:
            found = {name: np.load(file) for name in _NAMES}
        base = Segment(*(np.load(_path(folder, f"base-{state.base}", f"{each}.npy"), "c") for each in Segment._fields))
        columns, boxes = mapped_columns(folder), _mapped(_path(folder, f"boxes-{state.laid}.bin"), np.int32)
        boxes = boxes[: state.boxes * COLUMNS].reshape(-1, COLUMNS)
        passages = _passages(folder, found["rows"])
    except (OSError, EOFError, ValueError, TypeError, IndexError):
        return None
    counts = len(boxes), len(found["parts"]), found["firsts"][-1], found["Standing-passages"].sum()
    if counts != (state.boxes, state.boxes, state.tokens, len(passages.document)):
        return None
    if min(len(column) for column in columns) < state.tokens:
        return None
    return Kept(state, table, _stored(found, base, columns, boxes, passages), found["rows"])


def find_weights(folder: str) -> TokenTable | None:
    """What tokens say in a run, None where its index does not tell."""
    try:
        return load_weights(folder)
    except (OSError, EOFError, ValueError, TypeError):
        return None


def load_weights(folder: str) -> TokenTable:
    """What tokens say in a run. Raises what reading a file raises."""
    return TokenTable(np.load(_path(folder, _WEIGHTS)), _state(folder).enough)


def _state(folder: str) -> State:
    with open(_path(folder, _STATE), encoding="utf-8") as file:
        state = State(**json.load(file))
    if state.format != FORMAT:
        raise ValueError(state.format)
    return state


def _path(folder: str, *names: str) -> str:
    return os.path.join(folder, INDEX, *names)


def _passages(folder: str, rows: NDArray[np.int64]) -> HeldPassages:
    """The passages of a run, as its tables have them."""
    try:
        text_rows = numbers_of(read_table(folder, DOCUMENTS, ["text_row"])["text_row"])
        table = read_table(folder, PASSAGES, list(HeldPassages._fields))
    except (pa.ArrowException, OSError) as error:
        raise RunDamaged(folder, f"{DOCUMENTS} or {PASSAGES} cannot be read") from error
    numbers = np.full(len(text_rows), -1, np.int64)
    numbers[rows] = np.arange(len(rows))
    document, *columns = (numbers_of(table[name]) for name in HeldPassages._fields)
    return HeldPassages(numbers[text_rows[document]], *columns)


def mapped_columns(folder: str) -> Columns:
    """The columns of tokens, with what is behind those that count."""
    pairs = zip(Columns._fields, KINDS, strict=True)
    return Columns._make(_mapped(_path(folder, f"{name}.bin"), kind) for name, kind in pairs)


def _mapped(path: str, kind: type[np.generic]) -> NDArray[Any]:
    """The rows of a file. What is written over is a copy of one's own; nothing can be mapped of an empty file."""
    return np.asarray(np.memmap(path, kind, "c")) if os.path.getsize(path) else np.empty(0, kind)


def _stored(
    found: dict[str, NDArray[Any]], base: Segment, columns: Columns, boxes: Boxes, passages: HeldPassages
) -> Stored:
    """The arrays by name as what they are."""

    def named(kind: Any) -> Iterator[NDArray[Any]]:  # noqa: ANN401
        return (found[f"{kind.__name__}-{name}"] for name in kind._fields if f"{kind.__name__}-{name}" in found)

    families = HeldFamilies._make([*named(HeldFamilies), Standing._make(named(Standing))])
    held = Held(boxes, boxes[:0], found["parts"], families, passages)
    texts = Texts(columns, found["firsts"], found["digests"], found["compared"])
    return Stored(texts, Index(base, Segment._make(named(Segment))), held)


def _arrays(stored: Stored, rows: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """What is written anew when a run has grown, by name."""
    held, texts = stored.held, stored.texts
    arrays: dict[str, Any] = {"rows": rows, "parts": held.parts}
    arrays |= {"firsts": texts.firsts, "digests": texts.digests, "compared": texts.compared}
    tables: tuple[Any, ...] = (held.families, held.families.standing, stored.postings.more)
    for table in tables:
        arrays |= {f"{type(table).__name__}-{name}": column for name, column in table._asdict().items()}
    return {name: column for name, column in arrays.items() if not isinstance(column, tuple)}


_NAMES = tuple(_arrays(Stored.nothing(), np.empty(0, np.int64)))


def start_index(folder: str) -> None:
    """Make room for an index, and remove what there is of one."""
    with disk_said(folder):
        os.makedirs(_path(folder), exist_ok=True)
        drop_index(folder)


def drop_index(folder: str) -> None:
    """Remove what there is of an index."""
    for name in sorted(os.listdir(_path(folder))):
        if name in (_STATE, _WEIGHTS) or name.endswith(".bin") or name.startswith("base-"):
            _remove(_path(folder, name))


def write_weights(folder: str, table: TokenTable) -> None:
    """Write what tokens say."""
    with disk_said(folder):
        save_array(_path(folder, _WEIGHTS), table.weights)


def append_tokens(folder: str, columns: Columns, tokens: int) -> None:
    """Write columns behind the first so many tokens; until `write_index` says that they count, they do not."""
    for name, column in columns._asdict().items():
        _append(_path(folder, f"{name}.bin"), column, tokens, room=ROOM)


def append_boxes(folder: str, boxes: Boxes, laid: int, before: int) -> None:
    """Write boxes behind the first so many of the generation `laid`; until `write_index` says so, they do not count."""
    _append(_path(folder, f"boxes-{laid}.bin"), boxes.reshape(-1), before * COLUMNS)


def _append(path: str, rows: NDArray[Any], before: int, *, room: int = 0) -> None:
    """Put rows into a file behind the first so many, and room for some behind them."""
    with disk_said(path), open(path, "r+b" if os.path.exists(path) else "w+b") as file:
        file.truncate(before * rows.itemsize)
        file.seek(0, os.SEEK_END)
        write_array(file, rows)
        write_array(file, np.zeros(room, rows.dtype))


def write_index(folder: str, stored: Stored, rows: NDArray[np.int64], state: State) -> None:
    """Write what is stored, but for tokens, postings and boxes that are there; `folder` may be another than theirs."""
    with disk_said(folder):
        os.makedirs(_path(folder), exist_ok=True)
        with open(_path(folder, f"kept-{state.generation}.bin"), "wb") as kept:
            for array in _arrays(stored, rows).values():
                begin_array(kept, array.dtype, array.shape)
                write_array(kept, array)
        with open(_path(folder, _STATE), "w", encoding="utf-8") as file:
            json.dump(asdict(state), file)


class BaseWriter:
    """Writes the postings of all seeds, which are divided into as many parts; these may come in any order, and at once.

    There is a power of two of parts. What was written counts once the state of the index names its `generation`.
    """

    def __init__(self, folder: str, generation: int) -> None:
        self._place = os.path.join(folder, INDEX, f"base-{generation}")
        self._lock = Lock()
        self._open = ExitStack()

    def begin(self, sizes: NDArray[np.int64]) -> None:
        """So many postings there are in each part."""
        self._firsts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self._counts = np.zeros((len(sizes), (1 << OPENING_BITS) // len(sizes)), np.int64)
        with disk_said(self._place):
            os.makedirs(self._place, exist_ok=True)
            file = open(os.path.join(self._place, "postings.npy"), "wb", buffering=0)  # noqa: SIM115
            self._file = self._open.enter_context(file)
            begin_array(self._file, np.dtype("<u8"), (int(self._firsts[-1]),))
            self._begin = self._file.tell()

    def put(self, part: int, postings: NDArray[np.uint64], counts: NDArray[np.int64]) -> None:
        """The postings of a part in order, and how many there are with the same upper bits of their seeds."""
        self._counts[part] = counts
        with self._lock, disk_said(self._place):
            self._file.seek(self._begin + 8 * int(self._firsts[part]))
            write_array(self._file, postings.astype("<u8", copy=False))

    def finish(self) -> None:
        """All parts were put."""
        with disk_said(self._place):
            self.close()
            save_array(os.path.join(self._place, "opens.npy"), np.append(0, np.cumsum(self._counts)))

    def close(self) -> None:
        """Close the file; what is not finished does not count."""
        self._open.close()


def write_base(folder: str, generation: int, index: Index, known: Known) -> None:
    """Write all postings as a base, a part of them at a time."""
    writer = BaseWriter(folder, generation)
    openings = np.arange(0, len(index.base.opens), (len(index.base.opens) - 1) // _PARTS)
    opens = index.base.opens + index.more.opens
    writer.begin(np.diff(opens[openings]))
    for part, (first, stop) in enumerate(pairwise(openings.tolist())):
        postings = merged_part(*index, known, first, stop)
        writer.put(part, postings, np.diff(opens[first : stop + 1]))
    writer.finish()


def clear_old(folder: str) -> None:
    """Remove what no longer counts, where there is an index."""
    if not os.path.exists(_path(folder, _STATE)):
        return
    state = _state(folder)
    wanted = {f"kept-{state.generation}.bin", f"base-{state.base}", f"boxes-{state.laid}.bin"}
    for name in sorted(os.listdir(_path(folder))):
        if name.startswith(("kept-", "base-", "boxes-")) and name not in wanted:
            _remove(_path(folder, name))


def _remove(path: str) -> None:
    shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
