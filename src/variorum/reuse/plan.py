"""The stages from documents to families, written once; an engine runs each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.collecting import seldom_collected
from variorum.errors import DocumentTwice
from variorum.progress import Step, silent
from variorum.reuse.described import Sources, describe_families
from variorum.reuse.engines.base import Bounds
from variorum.reuse.families import Places
from variorum.reuse.flat import ARRAYS, catalogue_arrays, catalogue_of
from variorum.reuse.parts import join_in_parts
from variorum.reuse.stages import NothingKept, documents_key, settings_key, staged
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import first_equals
from variorum.reuse.uniting import in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from variorum.progress import Report
    from variorum.reuse.described import FamilyTable
    from variorum.reuse.documents import Ids, Said
    from variorum.reuse.engines.base import Arrays, Boxes, Catalogue, Engine, Source_contra
    from variorum.reuse.scope import Scope
    from variorum.reuse.stages import Stages
    from variorum.reuse.tuning import Tuning

STAGES = ("tokens", "weights", "links", "boxes", "families", "tables")


class Found(NamedTuple):
    """What documents share. They are in canonical order: by date, then by id, the undated last.

    `rows` are those of the engine's catalogue, whose `ids` these are; of the other columns they are the order. `first`
    is for each document the first with the same tokens. The others are the `compared` ones; `table` numbers its
    documents among these, and so do `boxes` and `places`, which it was made of. `sizes` are tokens.
    """

    ids: Ids
    said: Said
    rows: NDArray[np.int64]
    sizes: NDArray[np.int64]
    first: NDArray[np.int64]
    compared: NDArray[np.int64]
    tokens: TokenTable
    table: FamilyTable
    boxes: Boxes
    places: Places


@seldom_collected()
def find_families(
    engine: Engine[Source_contra],
    source: Source_contra,
    scope: Scope,
    tuning: Tuning,
    *,
    frozen: TokenTable | int | None = None,
    report: Report = silent,
    stages: Stages | None = None,
) -> Found:
    """The families of the documents of a source.

    Words are weighed by a table (`frozen`), by the first so many documents of a source that has an order, or by all.
    What `stages` kept of an earlier try at the same is not found again. Raises DocumentTwice where an id is given to
    two documents.
    """

    def begin(stage: str) -> None:
        report(Step(stage, STAGES.index(stage), len(STAGES), "stages"))

    by = frozen.version if isinstance(frozen, TokenTable) else str(frozen)
    work = _Work(engine, tuning, begin, stages or NothingKept())
    catalogue, rows = work.read(source, by, scope)
    said, sizes = catalogue.documents.said.take(rows), catalogue.sizes[rows]
    first = first_equals(sizes, catalogue.digests[rows])
    compared = np.flatnonzero(first == np.arange(len(first)))
    some = said.take(compared)
    sources = Sources.of(some)
    most_days = -1 if scope.most_days is None else scope.most_days
    bounds = Bounds(some.groups(scope), sources.day, sources.last, most_days, tuning.words if scope.within else 0)
    work.stages.compare(documents_key(sizes[compared], catalogue.digests[rows[compared]], bounds))
    engine.compare(_alone(catalogue, rows[rows < frozen]) if isinstance(frozen, int) else rows[compared])
    table = frozen if isinstance(frozen, TokenTable) else work.weigh()
    if isinstance(frozen, int):
        engine.compare(rows[compared])
    boxes = work.extend(table, bounds)
    places = work.join(boxes, table, bounds)
    begin("tables")
    families = describe_families(places, engine, table, sources, tuning, within=scope.within)
    return Found(catalogue.documents.ids, said, rows, sizes, first, compared, table, families, boxes, places)


class _Work(NamedTuple):
    """The stages whose results may be kept."""

    engine: Engine[Any]
    tuning: Tuning
    told: Callable[[str], None]
    stages: Stages

    def read(self, source: Any, weighed: str, scope: Scope) -> tuple[Catalogue, NDArray[np.int64]]:  # noqa: ANN401 - as the engine takes it
        """The documents, and the rows of those in scope, in canonical order.

        Where the tokens of all of them were kept, the source is not looked at.
        """
        engine = self.engine
        self.stages.begin(settings_key(self.tuning, weighed), engine)
        if (kept := self.stages.kept("tokens")) is not None:
            catalogue = catalogue_of(kept[:ARRAYS])
            engine.hold_tokens(kept[ARRAYS:], catalogue.sizes)
            return catalogue, _canonical(catalogue, scope)
        self.told("tokens")
        catalogue = engine.read(source, ocr=self.tuning.ocr)
        rows = _canonical(catalogue, scope)

        def found() -> Arrays | None:
            held = engine.held_tokens()
            return held and [*catalogue_arrays(catalogue), *held]

        self.stages.keep("tokens", found)
        return catalogue, rows

    def weigh(self) -> TokenTable:
        """What each token says in the documents compared."""

        def made() -> Arrays:
            self.told("weights")
            table = TokenTable.of(self.engine.count(self.tuning.count_slots), self.tuning)
            return table.weights, np.array(table.enough)

        weights, enough = staged(self.stages, "weights", made)
        return TokenTable(weights, int(enough))

    def extend(self, table: TokenTable, bounds: Bounds) -> Boxes:
        """What pairs of documents share. Those that were kept take the place of the links, too."""

        def made() -> Arrays:
            self._link(table, bounds)
            self.told("boxes")
            return (in_order(self.engine.extend(table, self.tuning), self.tuning),)

        (boxes,) = staged(self.stages, "boxes", made)
        self.engine.expect(boxes, self.tuning)
        return boxes

    def _link(self, table: TokenTable, bounds: Bounds) -> None:
        """Let the engine have the links."""
        if (kept := self.stages.kept("links")) is not None:
            self.engine.hold_links(kept)
            return
        self.told("links")
        self.engine.link(table, bounds, self.tuning)
        self.stages.keep("links", self.engine.held_links)

    def join(self, boxes: Boxes, table: TokenTable, bounds: Bounds) -> Places:
        """The families."""

        def made() -> Arrays:
            self.told("families")
            return join_in_parts(boxes, self.engine, table, self.tuning, within=bounds.within > 0)

        return Places._make(staged(self.stages, "families", made))


def _alone(catalogue: Catalogue, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of documents without those that repeat an earlier one whole."""
    first = first_equals(catalogue.sizes[rows], catalogue.digests[rows])
    own: NDArray[np.bool_] = first == np.arange(len(first))
    return rows[own]


def _canonical(catalogue: Catalogue, scope: Scope) -> NDArray[np.int64]:
    """The rows of the documents in scope, in canonical order."""
    ids, said = catalogue.documents
    return said.by_date(_each_once(ids, ids.ordered(said.in_scope(scope))))


def _each_once(ids: Ids, by_id: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows in order of their ids, none of which is given twice."""
    again = ids.again(by_id)
    if len(again):
        raise DocumentTwice(ids.at(by_id[again[:1]])[0])
    return by_id
