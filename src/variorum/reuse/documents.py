"""Documents as columns: ids, and what is said of them as numbers of names; the order in which they stand."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from variorum.text.days import numbered_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from variorum.model.reuse import Document
    from variorum.reuse.scope import Scope

    Rows = NDArray[np.int64]

UNDATED = np.int64(1) << 40
"""The day of what has no date: later than all others."""
# Bytes of an id that are compared at once.
_WORD = 8


class Ids(NamedTuple):
    """Ids in UTF-8: id k has the bytes [opens[k], opens[k + 1]) of `letters`, which end with eight of none."""

    letters: NDArray[np.uint8]
    opens: Rows

    @classmethod
    def joined(cls, parts: Sequence[Ids]) -> Ids:
        """Ids one after the other."""
        sizes = [np.diff(part.opens) for part in parts]
        letters = [part.letters[part.opens[0] : part.opens[-1]] for part in parts]
        opens = np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes]))
        return cls(np.concatenate([*letters, np.zeros(_WORD, np.uint8)]), opens)

    def at(self, rows: Rows) -> list[str]:
        """The ids in these rows."""
        begins, ends = self.opens[rows].tolist(), self.opens[rows + 1].tolist()
        return [_text(self.letters[begin:end].tobytes()) for begin, end in zip(begins, ends, strict=True)]

    def ordered(self, rows: Rows) -> Rows:
        """Some rows, sorted by their ids, as these compare code point by code point.

        UTF-8 has the order of code points. From the last eight bytes to the first, each time with the ids that end
        there before the longer ones: time is that of a few sorts of numbers, for ids of common lengths.
        """
        sizes = self.opens[rows + 1] - self.opens[rows]
        by_size = rows[np.argsort(sizes, kind="stable")]
        sizes.sort()
        ordered, stop = rows[:0], len(rows)
        for word in range(-(-int(sizes.max(initial=0)) // _WORD) - 1, -1, -1):
            first = int(np.searchsorted(sizes, word * _WORD, "right"))
            ordered, stop = np.concatenate([by_size[first:stop], ordered]), first
            ordered = ordered[np.argsort(self._words(ordered, word), kind="stable")]
        return np.concatenate([by_size[:stop], ordered])

    def again(self, ordered: Rows) -> Rows:
        """The places among ordered rows of those that have the id of the row before them."""
        sizes = self.opens[ordered + 1] - self.opens[ordered]
        again = np.flatnonzero(sizes[1:] == sizes[:-1]) + 1
        for word in range(-(-int(sizes[again].max(initial=0)) // _WORD)):
            longer = sizes[again] > word * _WORD
            some = again[longer]
            same = self._words(ordered[some], word) == self._words(ordered[some - 1], word)
            again = np.sort(np.concatenate([again[~longer], some[same]]))
        return again

    def _words(self, rows: Rows, word: int) -> NDArray[np.uint64]:
        """Eight bytes of ids that are longer than what is before them; zeros where one ends."""
        begins = self.opens[rows] + word * _WORD
        ends = np.minimum(self.opens[rows + 1], begins + _WORD)
        anywhere = np.ndarray(len(self.letters) - _WORD + 1, ">u8", self.letters, strides=(1,))
        words = anywhere[begins].astype(np.uint64)
        over = ((_WORD - (ends - begins)) * 8).astype(np.uint64)
        return words >> over << over


class Names(NamedTuple):
    """What is said of documents in few different ways: a number for each document, -1 where nothing is."""

    codes: NDArray[np.int32]
    names: tuple[str, ...]

    @classmethod
    def joined(cls, parts: Iterable[Names]) -> Names:
        """Those of documents one after the other."""
        numbers: dict[str, int] = {}
        codes = [np.empty(0, np.int32)]
        for part in parts:
            now = [numbers.setdefault(name, len(numbers)) for name in part.names]
            codes.append(np.array([*now, -1], np.int32)[part.codes])
        return cls(np.concatenate(codes), tuple(numbers))

    def ranks(self) -> Rows:
        """The place of each document's name among all, in order of code points; that of none is behind the last."""
        ranks = np.empty(len(self.names) + 1, np.int64)
        ranks[[*sorted(range(len(self.names)), key=self.names.__getitem__), -1]] = np.arange(len(ranks))
        return ranks[self.codes]

    def take(self, rows: Rows) -> Names:
        """Those of some rows."""
        return self._replace(codes=self.codes[rows])


class Said(NamedTuple):
    """What is said of documents, a row each; dates are ISO 8601."""

    date: Names
    issuer: Names
    series: Names

    def take(self, rows: Rows) -> Said:
        """What is said of the documents in some rows."""
        return Said._make(column.take(rows) for column in self)

    def by_date(self, by_id: Rows) -> Rows:
        """Rows that are in order of their ids in canonical order: by date, then by id, the undated last."""
        return by_id[np.argsort(self.date.ranks()[by_id], kind="stable")]

    def days(self) -> tuple[Rows, Rows]:
        """The first and the last day that the date of each document may mean, numbered; UNDATED for none."""
        days = np.array([*map(numbered_days, self.date.names), (UNDATED, UNDATED)], np.int64)
        first, last = days.T
        return first[self.date.codes], last[self.date.codes]

    def groups(self, scope: Scope) -> NDArray[np.uint32]:
        """Those of one number are not compared with one another; what has no issuer, or series, is one alone."""
        by = scope.grouped_by
        if not by:
            return np.arange(len(self.date.codes), dtype=np.uint32)
        groups, alone = self._by(by).ranks(), self._by(by).codes < 0
        groups[alone] += np.arange(int(alone.sum()))
        return groups.astype(np.uint32)

    def in_scope(self, scope: Scope) -> Rows:
        """The rows of the documents that a scope takes."""
        taken = np.ones(len(self.date.codes), np.bool_)
        if scope.most_days is not None:
            taken &= self.date.codes >= 0
        if scope.between is not None:
            names = self._by(scope.grouped_by)
            taken &= np.array([*(name in scope.between for name in names.names), False])[names.codes]
        return np.flatnonzero(taken)

    def _by(self, column: str) -> Names:
        return self.series if column == "series" else self.issuer


class Documents(NamedTuple):
    """Documents as finding knows them, a row each: an id and 20 bytes."""

    ids: Ids
    said: Said

    @classmethod
    def joined(cls, parts: Iterable[Documents]) -> Documents:
        """Documents one after the other."""
        held = list(parts)
        names = (Names.joined(part.said[k] for part in held) for k in range(len(Said._fields)))
        return cls(Ids.joined([part.ids for part in held]), Said._make(names))


class Listing:
    """Takes documents one at a time and keeps their columns."""

    def __init__(self) -> None:
        self._letters, self._opens = bytearray(), array("q", [0])
        self._numbers: tuple[dict[str, int], ...] = ({"": -1}, {"": -1}, {"": -1})
        self._codes = array("i"), array("i"), array("i")

    def __len__(self) -> int:
        return len(self._opens) - 1

    def take(self, document: Document) -> None:
        """One more document, of which the text is let go."""
        # A lone surrogate is a character like another.
        self._letters += document.id.encode("utf-8", "surrogatepass")
        self._opens.append(len(self._letters))
        said = (document.date, document.issuer, document.series)
        for codes, numbers, name in zip(self._codes, self._numbers, said, strict=True):
            codes.append(numbers.setdefault(name, len(numbers) - 1))

    def documents(self) -> Documents:
        """All that were taken, in the order in which they came."""
        ids = Ids(np.array(self._letters + bytes(_WORD), np.uint8), np.array(self._opens, np.int64))
        names = zip(self._codes, self._numbers, strict=True)
        said = (Names(np.array(codes, np.int32), tuple(numbers)[1:]) for codes, numbers in names)
        return Documents(ids, Said._make(said))

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Self:
        """A listing of documents."""
        listing = cls()
        for document in documents:
            listing.take(document)
        return listing


def _text(letters: bytes) -> str:
    return letters.decode("utf-8", "surrogatepass")
