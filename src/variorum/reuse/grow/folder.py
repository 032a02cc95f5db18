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

from variorum.errors import RunDamaged
from variorum.reuse.described import Standing
from variorum.reuse.grow.held import Held, HeldFamilies, HeldPassages
from variorum.reuse.grow.postings import Index, Segment, merged_part
from variorum.reuse.grow.stored import Stored, Texts
from variorum.reuse.kernels.windows import OPENING_BITS
from variorum.reuse.run.arrays import begin_array, save_array, write_array
from variorum.reuse.run.manifest import INDEX, disk_said
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import KINDS, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from variorum.reuse.grow.known import Known

FORMAT = "variorum.reuse-index/2"
_STATE, _WEIGHTS = "index.json", "weights.npy"
# The columns of tokens end with room for those of a text that is asked about and not kept.
ROOM = 1 << 16
# A base is written anew in so many parts.
_PARTS = 64


@dataclass(frozen=True, slots=True)
class State:
    """What index.json says: which files count, and how far the columns of tokens do. Later ones were never finished."""

    generation: int
    base: int
    tokens: int
    enough: int
    format: str = FORMAT


class Kept(NamedTuple):
    """An index as it is on the disk, mapped and not read; `rows` are the documents' places among the texts."""

    state: State
    table: TokenTable
    stored: Stored
    rows: NDArray[np.int64]


def has_index(folder: str) -> bool:
    """Whether a run has an index of this version, with all its files."""
    try:
        load_index(folder)
    except RunDamaged:
        return False
    return True


def _state(place: str) -> State:
    with open(os.path.join(place, _STATE), encoding="utf-8") as file:
        return State(**json.load(file))


def load_index(folder: str) -> Kept:
    """The index of a run. What is written into its arrays stays in memory. Raises RunDamaged."""
    place = os.path.join(folder, INDEX)
    try:
        state = _state(place)
        if state.format != FORMAT:
            raise ValueError(state.format)
        found = {name: _mapped(place, f"kept-{state.generation}", name) for name in _NAMES}
        base = Segment(*(_mapped(place, f"base-{state.base}", name) for name in Segment._fields))
        columns = mapped_columns(folder)
        table = TokenTable(np.load(os.path.join(place, _WEIGHTS)), state.enough)
    except (OSError, ValueError, TypeError) as error:
        raise RunDamaged(folder, f"{INDEX} cannot be read") from error
    if min(len(column) for column in columns) < state.tokens or state.tokens != found["firsts"][-1]:
        raise RunDamaged(folder, f"{INDEX} is cut short")
    return Kept(state, table, _stored(found, base, columns), found["rows"])


def mapped_columns(folder: str) -> Columns:
    """The columns of tokens, with what is behind those that count."""
    place = os.path.join(folder, INDEX)
    return Columns._make(
        np.asarray(np.memmap(os.path.join(place, f"{name}.bin"), kind, "c"))
        for name, kind in zip(Columns._fields, KINDS, strict=True)
    )


def _stored(found: dict[str, NDArray[Any]], base: Segment, columns: Columns) -> Stored:
    """The arrays by name as what they are."""

    def named(kind: Any) -> Iterator[NDArray[Any]]:  # noqa: ANN401
        return (found[f"{kind.__name__}-{name}"] for name in kind._fields if f"{kind.__name__}-{name}" in found)

    families = HeldFamilies._make([*named(HeldFamilies), Standing._make(named(Standing))])
    held = Held(found["boxes"], found["parts"], families, HeldPassages._make(named(HeldPassages)))
    texts = Texts(columns, found["firsts"], found["digests"], found["compared"])
    return Stored(texts, Index(base, Segment._make(named(Segment))), held)


def _arrays(stored: Stored, rows: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """What is written anew when a run has grown, by name."""
    held, texts = stored.held, stored.texts
    arrays: dict[str, Any] = {"rows": rows, "boxes": held.boxes, "parts": held.parts}
    arrays |= {"firsts": texts.firsts, "digests": texts.digests, "compared": texts.compared}
    tables: tuple[Any, ...] = (held.families, held.families.standing, held.passages, stored.postings.more)
    for table in tables:
        arrays |= {f"{type(table).__name__}-{name}": column for name, column in table._asdict().items()}
    return {name: column for name, column in arrays.items() if not isinstance(column, tuple)}


_NAMES = tuple(_arrays(Stored.nothing(), np.empty(0, np.int64)))


def start_index(folder: str) -> None:
    """Make room for an index, and remove what there is of one."""
    place = os.path.join(folder, INDEX)
    with disk_said(place):
        os.makedirs(place, exist_ok=True)
        drop_index(folder)


def drop_index(folder: str) -> None:
    """Remove what there is of an index."""
    place = os.path.join(folder, INDEX)
    for name in sorted(os.listdir(place)):
        if name in (_STATE, _WEIGHTS) or name.endswith(".bin") or name.startswith(("kept-", "base-")):
            path = os.path.join(place, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)


def write_weights(folder: str, table: TokenTable) -> None:
    """Write what tokens say."""
    with disk_said(folder):
        save_array(os.path.join(folder, INDEX, _WEIGHTS), table.weights)


def append_tokens(folder: str, columns: Columns, tokens: int) -> None:
    """Write columns behind the first so many tokens; until `write_index` says that they count, they do not."""
    place = os.path.join(folder, INDEX)
    with disk_said(place):
        for name, kind, column in zip(Columns._fields, KINDS, columns, strict=True):
            path = os.path.join(place, f"{name}.bin")
            with open(path, "r+b" if os.path.exists(path) else "w+b") as file:
                file.truncate(tokens * np.dtype(kind).itemsize)
                file.seek(0, os.SEEK_END)
                write_array(file, np.asarray(column))
                write_array(file, np.zeros(ROOM, kind))


def write_index(folder: str, stored: Stored, rows: NDArray[np.int64], state: State) -> None:
    """Write what is stored, but for the tokens and the base of its postings; `folder` may be another than theirs."""
    place = os.path.join(folder, INDEX)
    with disk_said(place):
        _save(os.path.join(place, f"kept-{state.generation}"), _arrays(stored, rows))
        with open(os.path.join(place, _STATE), "w", encoding="utf-8") as file:
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
    place = os.path.join(folder, INDEX)
    if not os.path.exists(os.path.join(place, _STATE)):
        return
    state = _state(place)
    wanted = {f"kept-{state.generation}", f"base-{state.base}"}
    for name in sorted(os.listdir(place)):
        if name.startswith(("kept-", "base-")) and name not in wanted:
            shutil.rmtree(os.path.join(place, name), ignore_errors=True)


def _save(place: str, arrays: dict[str, NDArray[Any]]) -> None:
    os.makedirs(place, exist_ok=True)
    for name, array in arrays.items():
        save_array(os.path.join(place, f"{name}.npy"), array)


def _mapped(place: str, part: str, name: str) -> NDArray[Any]:
    path = os.path.join(place, part, f"{name}.npy")
    # What is written over is a copy of one's own; nothing can be mapped of an array without rows.
    found = np.load(path, mmap_mode="c")
    return np.asarray(found)
