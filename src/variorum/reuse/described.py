"""What is told of each family: its medoid, how like it each passage is, who says it since when, and what it is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.reuse.bags import Bags
from variorum.reuse.documents import UNDATED
from variorum.reuse.families import Places
from variorum.reuse.kernels.likeness import describe
from variorum.reuse.shares import distinct_pairs, medians, opens_of, shared_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.reuse.documents import Said
    from variorum.reuse.engines.base import Engine
    from variorum.reuse.token_table import TokenTable
    from variorum.reuse.tuning import Tuning

# A formula is short and stands in one document of 28, and in eight at the least; or stands in one of 20, and in 25 at
# the least: where a hundred answer few questions, long words of one source stand in a dozen of them. Past a thousand
# documents it need not be in so large a share: what 500 of 100,000 say singles out none of them.
_SHORT_WORDS, _SHORT_SHARE, _FEWEST_SHORT, _SHARE, _FEWEST = 22, 0.036, 8, 0.05, 25
_SHARES_UP_TO = 1000
# A burst: so many issuers within so many days of the first, whichever day of its year or month a date means.
_BURST_ISSUERS, _BURST_DAYS = 3, 30
# Passages that are described together: some 10 kB each for the moment.
_TOGETHER = 5_000


class Sources(NamedTuple):
    """Who said it when, a row a document: the number of its day, a number for each issuer (-1 for none), its last day.

    Of a year or a month `day` is the first and `last` the last that it may mean.
    """

    day: NDArray[np.int64]
    issuer: NDArray[np.int64]
    last: NDArray[np.int64]

    @classmethod
    def of(cls, said: Said) -> Sources:
        """What is said of documents, as numbers."""
        first, last = said.days()
        return cls(first, said.issuer.codes.astype(np.int64), last)


class FamilyTable(NamedTuple):
    """Families and their passages. Family f has the passages [opens[f], opens[f + 1]), in order of their documents.

    A row a passage: document, code points [start, end), words, similarity to the medoid. A row a family: the medoid's
    row, whether it is formulaic, whether it is a burst.
    """

    document: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    words: NDArray[np.int64]
    similarity: NDArray[np.float64]
    opens: NDArray[np.int64]
    medoid: NDArray[np.int64]
    formulaic: NDArray[np.bool_]
    burst: NDArray[np.bool_]


class Standing(NamedTuple):
    """What decides whether a family is told, a row a family: documents, passages, words of the middle one, burst."""

    documents: NDArray[np.int64]
    passages: NDArray[np.int64]
    words: NDArray[np.int64]
    burst: NDArray[np.bool_]

    @classmethod
    def of(cls, places: Places, sources: Sources) -> Standing:
        """The standing of all families."""
        opens = opens_of(places.family)
        documents = _distinct(places.family, places.document, len(opens) - 1)
        words = medians(places.end - places.begin, opens)
        return cls(documents, np.diff(opens), words, _bursts(places, sources, opens))

    def formulaic(self, documents: int) -> NDArray[np.bool_]:
        """Which are formulaic where so many documents are compared: as these grow, one may cease to be, none begin."""
        of_them = math.sqrt(documents * min(documents, _SHARES_UP_TO))
        fewest = max(_FEWEST_SHORT, _SHORT_SHARE * of_them), max(_FEWEST, _SHARE * of_them)
        spread: NDArray[np.bool_] = self.documents >= np.where(self.words <= _SHORT_WORDS, *fewest)
        return spread & ~self.burst

    def told(self, documents: int, tuning: Tuning, *, within: bool) -> NDArray[np.bool_]:
        """Which are worth telling: long enough or formulaic, in two documents (or twice `within` one)."""
        several = self.passages if within else self.documents
        return (several >= 2) & ((self.words >= tuning.words) | self.formulaic(documents))


class Described(NamedTuple):
    """What stands in passages, a row each, and the row of each family's medoid."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    words: NDArray[np.int64]
    similarity: NDArray[np.float64]
    medoid: NDArray[np.int64]


def describe_families(
    places: Places, engine: Engine[Any], table: TokenTable, sources: Sources, tuning: Tuning, *, within: bool = False
) -> FamilyTable:
    """The table of families worth telling."""
    standing, documents = Standing.of(places, sources), len(sources.day)
    told = standing.told(documents, tuning, within=within)
    places = Places._make(column[told[places.family]] for column in places)
    start, end, words, similarity, medoid = describe_places(places, engine, table, tuning)
    kinds = standing.formulaic(documents)[told], standing.burst[told]
    return FamilyTable(places.document, start, end, words, similarity, opens_of(places.family), medoid, *kinds)


def describe_places(places: Places, engine: Engine[Any], table: TokenTable, tuning: Tuning) -> Described:
    """What stands in the passages of families, each cut to what its family says."""
    opens = opens_of(places.family)

    def part(families: tuple[int, int]) -> Described:
        return _described(places, opens[families[0] : families[1] + 1], engine, table, tuning)

    parts = list(engine.each(part, shared_out(opens, _TOGETHER)))
    return Described._make(np.concatenate(column) for column in zip(_NONE, *parts, strict=True))


_NONE = Described(*(np.empty(0, kind) for kind in (int, int, int, float, int)))


def _described(
    places: Places, opens: NDArray[np.int64], engine: Engine[Any], table: TokenTable, tuning: Tuning
) -> Described:
    """The passages [opens[0], opens[-1]) and their families, by what stands in them."""
    rows = slice(opens[0], opens[-1])
    cut = engine.slices(places.document[rows], places.begin[rows], places.end[rows])
    own = opens - opens[0]
    begins, ends = cut.opens[:-1], cut.opens[1:]
    bags = Bags.of(cut.columns.hashes, begins, ends, table)
    medoid, similarity = np.zeros(len(own) - 1, np.int64), np.zeros(len(begins))
    marks = np.zeros(len(begins), np.uint8)
    tails, words = _tails_and_words(cut.columns.tails, begins, ends, ocr=tuning.ocr)
    describe(*bags, own, tails, tuning.words, medoid, similarity, marks)
    start = cut.columns.starts[begins].astype(np.int64)
    end = cut.columns.starts[ends - 1].astype(np.int64) + cut.columns.lengths[ends - 1] + marks
    return Described(start, end, words, similarity, medoid + opens[0])


def _tails_and_words(
    tails: NDArray[np.uint8], begins: NDArray[np.int64], ends: NDArray[np.int64], *, ocr: bool
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The marks after the last word of runs of tokens, and how many words each is."""
    if not ocr:
        return tails[ends - 1], ends - begins
    from variorum.reuse.kernels.grams import MARKS, count_words

    words = np.empty(len(begins), np.int64)
    count_words(tails, begins, ends, words)
    return tails[ends - 1] & np.uint8(MARKS), words


def _distinct(family: NDArray[np.int64], values: NDArray[np.int64], families: int) -> NDArray[np.int64]:
    """How many different values, none below 0, each family has."""
    return np.bincount(distinct_pairs(family, values) >> 32, minlength=families)


def _bursts(places: Places, sources: Sources, opens: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which families were first said by several issuers within days."""
    families = len(opens) - 1
    if not families:
        return np.zeros(0, np.bool_)
    days, issuers, last = (column[places.document] for column in sources)
    first = np.minimum.reduceat(days, opens[:-1])[places.family]
    early = (days < UNDATED) & (last - first <= _BURST_DAYS) & (issuers >= 0)
    return _distinct(places.family[early], issuers[early], families) >= _BURST_ISSUERS
