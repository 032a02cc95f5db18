"""Families of boxes, made as those of a whole corpus are, and kept so that they need not be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.reuse.described import FamilyTable, Sources, Standing, describe_places
from variorum.reuse.engines.base import Slices
from variorum.reuse.families import Places, join_boxes
from variorum.reuse.grow.held import BOX_ORDER, Held, HeldFamilies, HeldPassages
from variorum.reuse.kernels.slices import cut, cut_column
from variorum.reuse.kernels.states import AFTER
from variorum.reuse.shares import opens_of
from variorum.reuse.tokens import KINDS, Columns
from variorum.reuse.uniting import closed_parts, in_order, united_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from variorum.reuse.described import Described
    from variorum.reuse.engines.base import Boxes
    from variorum.reuse.grow.known import Known, Rules


_HALF = 32


class Hashes(NamedTuple):
    """Stands for an engine where nothing but the hashes of tokens is looked at: a quarter of the pages are touched."""

    compared: Compared

    def slices(
        self,
        documents: NDArray[np.int64],
        begins: NDArray[np.int64],
        ends: NDArray[np.int64],
        *,
        whole: bool = True,  # noqa: ARG002
    ) -> Slices:
        """The hashes of the tokens [begin, end) of documents, a run for each row; the other columns are empty."""
        known, numbers, _ = self.compared
        opens = np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64)
        columns = Columns._make(np.empty(0, kind) for kind in KINDS)
        hashes = np.empty(int(opens[-1]), np.uint32)
        cut_column(known.columns.hashes, known.firsts[numbers[documents]] + begins, opens, hashes)
        return Slices(columns._replace(hashes=hashes), opens)

    def each(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """What `work` makes of each item."""
        return map(work, items)


class Compared(NamedTuple):
    """The documents that count, in canonical order; stands for an engine where families are made.

    `numbers` are those of the index, `places` the way back (-1 for what does not count).
    """

    known: Known
    numbers: NDArray[np.int64]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, known: Known) -> Compared:
        """Those that count after a change."""
        numbers = np.flatnonzero(known.states & AFTER)
        numbers = numbers[np.argsort(known.ranks[numbers], kind="stable")]
        places = np.full(len(known.ranks), -1, np.int64)
        places[numbers] = np.arange(len(numbers))
        return cls(known, numbers, places)

    def slices(
        self,
        documents: NDArray[np.int64],
        begins: NDArray[np.int64],
        ends: NDArray[np.int64],
        *,
        whole: bool = True,  # noqa: ARG002
    ) -> Slices:
        """The tokens [begin, end) of documents, a run for each row."""
        opens = np.concatenate([[0], np.cumsum(ends - begins)]).astype(np.int64)
        columns = Columns._make(np.empty(int(opens[-1]), kind) for kind in KINDS)
        cut(*self.known.columns, self.known.firsts[self.numbers[documents]] + begins, opens, *columns)
        return Slices(columns, opens)

    def each(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """What `work` makes of each item."""
        return map(work, items)


def families_of(boxes: Boxes, compared: Compared, rules: Rules) -> Held:
    """The families of boxes that share no part with others."""
    within, tuning = rules.within > 0, rules.tuning
    boxes = boxes.copy()
    boxes[:, :2] = compared.places[boxes[:, :2]]
    boxes = in_order(boxes, tuning)
    united = united_of(boxes)
    places = join_boxes(
        boxes,
        Hashes(compared),  # type: ignore[arg-type]
        rules.table,
        tuning,
        within=within,
        united=united,
    )
    known = compared.known
    sources = Sources(*(column[compared.numbers] for column in (known.days, known.issuers, known.last_days)))
    places, standing = told_of(places, sources, rules)
    described = describe_places(places, compared, rules.table, tuning)  # type: ignore[arg-type]
    return held_of(boxes, united, places, standing, described, compared.numbers, rules)


def told_of(places: Places, sources: Sources, rules: Rules) -> tuple[Places, Standing]:
    """The families worth telling, and their standing."""
    standing = Standing.of(places, sources)
    told = standing.told(len(sources.day), rules.tuning, within=rules.within > 0)
    places = Places._make(column[told[places.family]] for column in places)
    return places, Standing._make(column[told] for column in standing)


def held_of(
    boxes: Boxes,
    united: NDArray[np.int64],
    places: Places,
    standing: Standing,
    described: Described,
    numbers: NDArray[np.int64],
    rules: Rules,
) -> Held:
    """What is kept of the families of boxes in order, whose documents have these numbers in the index."""
    boxes, parts = boxes.copy(), closed_parts(boxes, united, rules.tuning).astype(np.int32)
    boxes[:, :2] = numbers[boxes[:, :2]]
    documents, firsts = numbers[places.document], opens_of(places.family)[:-1]
    first_boxes = places.box[firsts]
    families = HeldFamilies(
        parts[first_boxes],
        documents[firsts],
        places.begin[firsts],
        places.end[firsts],
        described.medoid - firsts,
        boxes[first_boxes][:, BOX_ORDER].astype(np.int64),
        standing,
    )
    return Held(boxes, boxes[:0], parts, families, HeldPassages(documents, *described[:4]))


def table_of(held: Held, compared: Compared) -> FamilyTable:
    """The table of what is held, whose families are in order."""
    standing, passages = held.families.standing, held.passages
    opens = np.concatenate([[0], np.cumsum(standing.passages)]).astype(np.int64)
    formulaic = standing.formulaic(len(compared.numbers))
    documents = compared.places[passages.document]
    medoids = held.families.medoid + opens[:-1]
    return FamilyTable(documents, *passages[1:], opens, medoids, formulaic, standing.burst)


def in_their_order(families: HeldFamilies, compared: Compared, rules: Rules) -> NDArray[np.int64]:
    """The rows of families that are still told, in the order of their first passages (as `families` numbers them)."""
    first, second, *bounds = families.box.T
    keys = [(compared.places[families.document], families.begin), (families.end, compared.places[first])]
    keys += [(compared.places[second], bounds[0]), (bounds[1], bounds[2]), (bounds[3], bounds[3])]
    told = np.flatnonzero(families.standing.told(len(compared.numbers), rules.tuning, within=rules.within > 0))
    return told[np.lexsort([one[told] << _HALF | other[told] for one, other in reversed(keys)])]
