"""The tokens of a corpus, as arrays: made once, and read by every later step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.links import BLOCK, index_blocks
from variorum.reuse.kernels.tokens import count, digest, tokenise, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.reuse.alphabet import Alphabet

# Characters that are tokenised at once: some 30 bytes each for the moment.
_BATCH = 4_000_000
_KINDS = (np.uint32, np.uint16, np.uint32, np.uint8)


class Columns(NamedTuple):
    """A row a token: where it starts and how long it is, in code points; the hash of its form; the marks after it."""

    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint16]
    hashes: NDArray[np.uint32]
    tails: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every token of some documents. Document d has the tokens [firsts[d], firsts[d + 1]).

    Starts count from the first code point of the document's text. `blocks` finds the document of a token.
    """

    columns: Columns
    firsts: NDArray[np.int64]
    blocks: NDArray[np.uint32]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many tokens each document has."""
        return np.diff(self.firsts)

    def only(self, documents: NDArray[np.int64]) -> Tokens:
        """The tokens of some of the documents, in order, as if there were no others."""
        if len(documents) == len(self.firsts) - 1:
            return self
        chosen = np.zeros(len(self.firsts) - 1, np.bool_)
        chosen[documents] = True
        kept = np.repeat(chosen, self.sizes)
        return _indexed(Columns._make(column[kept] for column in self.columns), self.sizes[documents])

    def spans(self, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where runs of tokens [begin, end) start and end, in code points of their documents."""
        lasts = self.columns.starts[ends - 1].astype(np.int64) + self.columns.lengths[ends - 1]
        return self.columns.starts[begins].astype(np.int64), lasts


def read_tokens(texts: Sequence[str], alphabet: Alphabet) -> Tokens:
    """The tokens of texts, in their order. Some 100 MB/s; memory is 11 bytes a token."""
    parts = [_tokens_of(batch, alphabet) for batch in _batches(texts)]
    columns = Columns._make(
        np.concatenate([np.empty(0, kind), *(part[k] for part, _ in parts)]) for k, kind in enumerate(_KINDS)
    )
    return _indexed(columns, np.concatenate([np.empty(0, np.int64), *(sizes for _, sizes in parts)]))


def _indexed(columns: Columns, sizes: NDArray[np.int64]) -> Tokens:
    firsts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    blocks = np.zeros(int(firsts[-1]) // BLOCK + 1, np.uint32)
    if len(sizes):
        index_blocks(firsts, blocks)
    return Tokens(columns, firsts, blocks)


def first_equals(tokens: Tokens) -> NDArray[np.int64]:
    """For each document the first that has the same tokens: itself, if none before it has; and of an empty one."""
    digests = np.empty((len(tokens.firsts) - 1, 2), np.uint64)
    digest(tokens.columns.hashes, tokens.firsts, digests)
    own = np.arange(len(digests))
    order = np.lexsort((own, digests[:, 1], digests[:, 0]))
    opens = np.concatenate([[True], (digests[order[1:]] != digests[order[:-1]]).any(axis=1)])[: len(order)]
    first = np.empty_like(own)
    first[order] = order[np.flatnonzero(opens)][np.cumsum(opens) - 1] if len(order) else order
    return np.where(tokens.sizes == 0, own, first)


def weights_of(tokens: Tokens, slots: int) -> NDArray[np.uint8]:
    """What each token says, by its hash: the information of its share in these documents, in sixteenths of a bit."""
    table = np.zeros(slots, np.int64)
    count(tokens.columns.hashes, table)
    weights = np.empty(slots, np.uint8)
    weigh(table, weights)
    return weights


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _tokens_of(texts: list[str], alphabet: Alphabet) -> tuple[Columns, NDArray[np.int64]]:
    """The tokens of some texts, and how many each has."""
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=bounds[1:])
    # A lone surrogate is a character like another.
    code_points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    alphabet.learn(code_points)
    columns = [np.empty(len(code_points), kind) for kind in _KINDS]
    firsts = np.empty(len(texts) + 1, np.int64)
    n = tokenise(code_points, bounds, alphabet.kinds, alphabet.forms, alphabet.listed, *columns, firsts)
    return Columns._make(column[:n].copy() for column in columns), np.diff(firsts)
