"""The tokens that the embedded engine keeps, seven bytes each: positions packed, hashes and tails as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.reuse.engines.base import Slices
from variorum.reuse.kernels.links import BLOCK, index_blocks
from variorum.reuse.kernels.positions import STRIDE, pack, unpack
from variorum.reuse.kernels.slices import cut_column
from variorum.reuse.tokens import KINDS, Columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.engines.room import Room

# What hashes may take of the memory, which are looked at everywhere, and what each other column may, which are where
# passages stand.
_OF_HASHES, _OF_OTHERS = 1 / 3, 1 / 12


class Packed(NamedTuple):
    """The tokens of some documents, one after the other: gaps and lengths in a byte (`kernels.positions`), and anchors.

    What does not fit into a byte is told by the number of its token, its gap and its length.
    """

    gaps: NDArray[np.uint8]
    lengths: NDArray[np.uint8]
    hashes: NDArray[np.uint32]
    tails: NDArray[np.uint8]
    anchors: NDArray[np.uint32]
    far: NDArray[np.int64]
    far_gaps: NDArray[np.uint32]
    far_lengths: NDArray[np.uint32]


_U8, _U32 = np.uint8, np.uint32
NOTHING = Packed._make(np.empty(0, kind) for kind in (_U8, _U8, _U32, _U8, _U32, np.int64, _U32, _U32))


def packed(columns: Columns, sizes: NDArray[np.int64]) -> Packed:
    """The tokens of documents of these sizes."""
    starts, lengths, hashes, tails = columns
    firsts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    gaps, shorts = np.empty(len(starts), _U8), np.empty(len(starts), _U8)
    anchors, far = np.empty(int((sizes // STRIDE).sum()), _U32), np.empty(len(starts), np.int64)
    far = far[: pack(starts, lengths, firsts, gaps, shorts, anchors, far)].copy()
    before = np.where(np.isin(far, firsts), 0, starts[far - 1] + lengths[far - 1]).astype(_U32)
    return Packed(gaps, shorts, hashes, tails, anchors, far, starts[far] - before, lengths[far].astype(_U32))


class PackedColumns:
    """Packed tokens that come one after the other, and are kept as there is room."""

    def __init__(self, room: Room) -> None:
        of_memory = [_OF_HASHES if name == "hashes" else _OF_OTHERS for name in Packed._fields]
        kinds = [column.dtype.type for column in NOTHING]
        self._columns = [room.column(kind, share) for kind, share in zip(kinds, of_memory, strict=True)]
        self._read = 0

    def take(self, more: Packed) -> None:
        """Put tokens behind the last."""
        everything: tuple[NDArray[Any], ...] = more._replace(far=more.far + self._read)
        for column, rows in zip(self._columns, everything, strict=True):
            column.append(rows)
        self._read += len(more.hashes)

    def whole(self) -> Packed:
        """All of them; no more are to come."""
        return Packed._make(column.whole() for column in self._columns)


class Compared(NamedTuple):
    """The documents compared, in canonical order: where the tokens of each are kept, and how many it has.

    In this order they have the places [firsts[d], firsts[d + 1]); `blocks` finds the document of a place. `anchors` is
    where the anchors of each are.
    """

    wheres: NDArray[np.int64]
    sizes: NDArray[np.int64]
    firsts: NDArray[np.int64]
    blocks: NDArray[np.uint32]
    anchors: NDArray[np.int64]

    @classmethod
    def of(cls, all_sizes: NDArray[np.int64], order: NDArray[np.int64]) -> Compared:
        """The documents of an order, of all that are kept one after the other."""
        wheres, anchors = (np.cumsum(each) - each for each in (all_sizes, all_sizes // STRIDE))
        sizes = all_sizes[order]
        firsts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        blocks = np.zeros(int(firsts[-1]) // BLOCK + 1, np.uint32)
        if len(sizes):
            index_blocks(firsts, blocks)
        return cls(wheres[order], sizes, firsts, blocks, anchors[order])


def cut_out(
    tokens: Packed,
    compared: Compared,
    documents: NDArray[np.int64],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    *,
    whole: bool,
) -> Slices:
    """The tokens [begin, end) of documents, a run for each row; where not `whole`, their hashes alone."""
    opens = np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64)
    size = int(opens[-1])
    cut = Columns._make(np.empty(size if whole or name == "hashes" else 0, KINDS[k]) for k, name in enumerate(_NAMES))
    origins = compared.wheres[documents]
    cut_column(tokens.hashes, origins + begins, opens, cut.hashes)
    if whole:
        cut_column(tokens.tails, origins + begins, opens, cut.tails)
        of_text = (origins, compared.anchors[documents], begins)
        unpack(tokens.gaps, tokens.lengths, *tokens[4:], *of_text, opens, cut.starts, cut.lengths)
    return Slices(cut, opens)


_NAMES = Columns._fields
