"""The index of a run on the disk: tokens, postings and what was found, so that the run can grow."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.errors import RunDamaged
from variorum.reuse.described import Standing
from variorum.reuse.grow.held import Held, HeldFamilies, HeldPassages
from variorum.reuse.grow.postings import Index, Segment
from variorum.reuse.grow.stored import Stored, Texts
from variorum.reuse.run.manifest import INDEX, disk_said, written_whole
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import KINDS, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

FORMAT = "variorum.reuse-index/1"
_STATE, _WEIGHTS = "index.json", "weights.npy"
# The columns of tokens end with room for those of a text that is asked about and not kept.
ROOM = 1 << 16
NO_BASE = 0
"""The base of an index whose seeds are not sown yet."""


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


def index_state(folder: str) -> State | None:
    """How far the index of a run is; None where it has none of this version."""
    try:
        state = _state(os.path.join(folder, INDEX))
    except (OSError, ValueError, TypeError):
        return None
    return state if state.format == FORMAT else None


def has_index(folder: str) -> bool:
    """Whether a run has an index of this version, complete or not."""
    return index_state(folder) is not None


def _state(place: str) -> State:
    with open(os.path.join(place, _STATE), encoding="utf-8") as file:
        return State(**json.load(file))


def load_index(folder: str) -> Kept:
    """The index of a run. What is written into its arrays stays in memory. Raises RunDamaged."""
    place = os.path.join(folder, INDEX)
    try:
        state = _state(place)
        found = {name: _mapped(place, f"kept-{state.generation}", name) for name in _NAMES}
        base = Segment.nothing()
        if state.base != NO_BASE:
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


def start_index(folder: str, table: TokenTable) -> None:
    """Make an index of no document, where what is there is none."""
    place = os.path.join(folder, INDEX)
    with disk_said(place):
        os.makedirs(place, exist_ok=True)
        for name in sorted(os.listdir(place)):
            if name == _STATE or name.endswith(".bin") or name.startswith(("kept-", "base-")):
                path = os.path.join(place, name)
                shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
        np.save(os.path.join(place, _WEIGHTS), table.weights)


def append_tokens(folder: str, columns: Columns, tokens: int) -> None:
    """Write columns behind the first so many tokens; until `write_index` says that they count, they do not."""
    place = os.path.join(folder, INDEX)
    with disk_said(place):
        for name, kind, column in zip(Columns._fields, KINDS, columns, strict=True):
            path = os.path.join(place, f"{name}.bin")
            with open(path, "r+b" if os.path.exists(path) else "w+b") as file:
                file.truncate(tokens * np.dtype(kind).itemsize)
                file.seek(0, os.SEEK_END)
                np.ascontiguousarray(column).tofile(file)
                np.zeros(ROOM, kind).tofile(file)


def write_index(folder: str, stored: Stored, rows: NDArray[np.int64], state: State, before: State) -> None:
    """Write what is stored, but for the tokens, beside what was there (`before`); `folder` may be another."""
    place = os.path.join(folder, INDEX)
    with disk_said(place):
        _save(os.path.join(place, f"kept-{state.generation}"), _arrays(stored, rows))
        if state.base != before.base:
            _save(os.path.join(place, f"base-{state.base}"), stored.postings.base._asdict())
        with open(os.path.join(place, _STATE), "w", encoding="utf-8") as file:
            json.dump(asdict(state), file)


class BaseWriter:
    """Writes the postings of an index that has none, a part of them at a time, in order."""

    def __init__(self, folder: str, state: State, total: int) -> None:
        self._place, self._state = os.path.join(folder, INDEX), replace(state, base=state.generation)
        self._base = os.path.join(self._place, f"base-{self._state.base}")
        os.makedirs(self._base, exist_ok=True)
        self._postings = np.lib.format.open_memmap(
            os.path.join(self._base, "postings.npy"), "w+", np.dtype(np.uint64), (total,)
        )
        self._counts: list[NDArray[np.int64]] = [np.zeros(1, np.int64)]
        self._done = 0

    def add(self, postings: NDArray[np.uint64], counts: NDArray[np.int64]) -> None:
        """The next postings, and how many there are with the same upper bits of their seeds."""
        self._postings[self._done : self._done + len(postings)] = postings
        self._done += len(postings)
        self._counts.append(counts)

    def finish(self) -> None:
        """From now on they count."""
        self._postings.flush()
        opens = np.cumsum(np.concatenate(self._counts)).astype(np.int64)
        np.save(os.path.join(self._base, "opens.npy"), opens)
        with written_whole(os.path.join(self._place, _STATE)) as draft, open(draft, "w", encoding="utf-8") as file:
            json.dump(asdict(self._state), file)


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
        np.save(os.path.join(place, f"{name}.npy"), array)


def _mapped(place: str, part: str, name: str) -> NDArray[Any]:
    path = os.path.join(place, part, f"{name}.npy")
    # What is written over is a copy of one's own; nothing can be mapped of an array without rows.
    found = np.load(path, mmap_mode="c")
    return np.asarray(found)
