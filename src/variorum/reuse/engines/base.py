"""What an engine does for the plan: one method a stage, over the same kernels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from variorum.reuse.documents import Documents
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tokens import Columns
    from variorum.reuse.tuning import Tuning

# A row a box: both documents, tokens [begin, end) of the first and of the second, score in sixteenths of a bit.
# Documents are numbers among the compared ones; tokens are counted from their document's first.
Boxes = NDArray[np.int32]
# What documents are read from: an iterable of them, or the name of a table.
Source_contra = TypeVar("Source_contra", contravariant=True)
# What a stage gives, as it is kept.
Arrays = Sequence[NDArray[Any]]
Item = TypeVar("Item")
Result = TypeVar("Result")


class Catalogue(NamedTuple):
    """The documents that were read, in any order; their texts may have been let go.

    A row a document: how many tokens it has, and two hashes of them, which are equal where all its tokens are.
    """

    documents: Documents
    sizes: NDArray[np.int64]
    digests: NDArray[np.uint64]


class Bounds(NamedTuple):
    """Which documents are compared: of other groups, at most so many days apart (-1: any); and within one (0: not).

    Of a document that is from a year or a month, the first and the last day it may be from: what counts is how near the
    days of two may lie.
    """

    groups: NDArray[np.uint32]
    days: NDArray[np.int64]
    last_days: NDArray[np.int64]
    most_days: int
    within: int


class Slices(NamedTuple):
    """Runs of tokens, one after the other: run k has the rows [opens[k], opens[k + 1]) of `columns`."""

    columns: Columns
    opens: NDArray[np.int64]


class Engine(Protocol[Source_contra]):
    """Runs the stages on the documents of a source, in this order, `compare` and `slices` as often as they are asked.

    A stage may be passed over whose answer is known from before; for the tokens of the first and the links of the third
    an engine is given what another one of its `name` held of them.

    No answer depends on the order in which documents arrive, on batches, partitions or threads.
    """

    name: str

    def read(self, source: Source_contra, *, ocr: bool = False) -> Catalogue:
        """Stage 1: the documents of a source, cut into tokens that the engine keeps; with `ocr` for scans."""

    def compare(self, order: NDArray[np.int64]) -> None:
        """From now on only these rows of the catalogue count, in this order: the k-th is document k."""

    def count(self, slots: int) -> NDArray[np.integer[Any]]:
        """Stage 2: how often each slot of the token table occurs in the documents compared."""

    def link(self, table: TokenTable, bounds: Bounds, tuning: Tuning) -> None:
        """Stage 3: the pairs of places that share a seed and are worth a look, kept by the engine."""

    def extend(self, table: TokenTable, tuning: Tuning) -> Boxes:
        """Stage 4: the boxes of the links, in any order."""

    def expect(self, boxes: Boxes, tuning: Tuning) -> None:
        """From now on the tokens of what these boxes cover are asked for, and hardly others."""

    def slices(
        self, documents: NDArray[np.int64], begins: NDArray[np.int64], ends: NDArray[np.int64], *, whole: bool = True
    ) -> Slices:
        """The tokens [begin, end) of documents, a run for each row; where not `whole`, their hashes are enough."""

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """What `work` makes of each item, in their order; several may be under way at once."""

    def held_tokens(self) -> Arrays | None:
        """The tokens of stage 1, or where they are; None where they go when this engine does."""

    def hold_tokens(self, tokens: Arrays, sizes: NDArray[np.int64]) -> None:
        """Take what another engine held of tokens, of documents of these sizes. It may be mapped, and is only read."""

    def held_links(self) -> Arrays | None:
        """The links of stage 3, or where they are; None where they go when this engine does."""

    def hold_links(self, links: Arrays) -> None:
        """Take what another engine held of links."""

    def is_there(self, held: Arrays) -> bool:
        """Whether held tokens or links are whole, as far as they lie elsewhere than in these arrays."""
