"""The tokens of a corpus, as arrays: made once, and read by every later step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.reuse.kernels.tokens import digest, tokenise
from variorum.reuse.ocr import ScanAlphabet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.reuse.alphabet import Alphabet


class Columns(NamedTuple):
    """A row a token: where it starts and how long it is, in code points; the hash of its form; the marks after it.

    Starts count from the first code point of the document's text.
    """

    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint16]
    hashes: NDArray[np.uint32]
    tails: NDArray[np.uint8]


KINDS: tuple[type[np.generic], ...] = (np.uint32, np.uint16, np.uint32, np.uint8)


class Batch(NamedTuple):
    """The tokens of some documents one after the other, how many each has, and two hashes of each one's tokens."""

    columns: Columns
    sizes: NDArray[np.int64]
    digests: NDArray[np.uint64]


def tokens_of(texts: Sequence[str], alphabet: Alphabet) -> Batch:
    """The tokens of some texts: some 100 MB/s, in some 30 bytes a character for the moment."""
    if isinstance(alphabet, ScanAlphabet):
        # Texts that differ in a look-alike are two: what repeats another is told from the letters as they are.
        return _grams_of(texts, alphabet)._replace(digests=tokens_of(texts, alphabet.plain).digests)
    code_points, bounds = _laid_out(texts)
    known = alphabet.learn(code_points)
    columns = [np.empty(len(code_points), kind) for kind in KINDS]
    firsts = np.empty(len(texts) + 1, np.int64)
    return _batch(columns, tokenise(code_points, bounds, *known, *columns, firsts), firsts)


def _grams_of(texts: Sequence[str], alphabet: ScanAlphabet) -> Batch:
    """The grams of some texts, in place of words: see `variorum.reuse.kernels.grams`."""
    from variorum.reuse.kernels.grams import MOST_GRAMS, cut_grams

    code_points, bounds = _laid_out(texts)
    known = alphabet.learn(code_points)
    columns = [np.empty(MOST_GRAMS * len(code_points), kind) for kind in KINDS]
    firsts = np.empty(len(texts) + 1, np.int64)
    return _batch(columns, cut_grams(code_points, bounds, *known, *columns, firsts), firsts)


def _laid_out(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The code points of texts one after the other, and where each text begins, and the last ends."""
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=bounds[1:])
    # A lone surrogate is a character like another.
    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32), bounds


def _batch(columns: list[NDArray[np.generic]], n: int, firsts: NDArray[np.int64]) -> Batch:
    kept = Columns._make(column[:n] for column in columns)
    digests = np.empty((len(firsts) - 1, 2), np.uint64)
    digest(kept.hashes, firsts, digests)
    return Batch(kept, np.diff(firsts), digests)


def first_equals(sizes: NDArray[np.int64], digests: NDArray[np.uint64]) -> NDArray[np.int64]:
    """For each document the first that has the same tokens: itself, if none before it has; and of an empty one."""
    own = np.arange(len(digests))
    order = np.lexsort((own, digests[:, 1], digests[:, 0]))
    opens = np.concatenate([[True], (digests[order[1:]] != digests[order[:-1]]).any(axis=1)])[: len(order)]
    first = np.empty_like(own)
    first[order] = order[np.flatnonzero(opens)][np.cumsum(opens) - 1] if len(order) else order
    return np.where(sizes == 0, own, first)
