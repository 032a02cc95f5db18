"""The stages from documents to families, written once; an engine runs each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.errors import DocumentTwice
from variorum.progress import Step, silent
from variorum.reuse.described import Sources, describe_families
from variorum.reuse.engines.base import Bounds
from variorum.reuse.families import join_boxes
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import first_equals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.model.reuse import Document
    from variorum.progress import Report
    from variorum.reuse.described import FamilyTable
    from variorum.reuse.engines.base import Boxes, Catalogue, Engine, Source_contra
    from variorum.reuse.families import Places
    from variorum.reuse.scope import Scope
    from variorum.reuse.tuning import Tuning

STAGES = ("tokens", "weights", "links", "boxes", "families", "tables")


class Found(NamedTuple):
    """What documents share. `documents` are in canonical order: by date, then by id, the undated last.

    `first` is for each document the first with the same tokens. The others are the `compared` ones; `table` numbers its
    documents among these, and so do `boxes` and `places`, which it was made of. `sizes` are tokens, a row a document.
    """

    documents: Sequence[Document]
    sizes: NDArray[np.int64]
    first: NDArray[np.int64]
    compared: NDArray[np.int64]
    tokens: TokenTable
    table: FamilyTable
    boxes: Boxes
    places: Places


def find_families(
    engine: Engine[Source_contra],
    source: Source_contra,
    scope: Scope,
    tuning: Tuning,
    *,
    frozen: TokenTable | None = None,
    report: Report = silent,
) -> Found:
    """The families of the documents of a source. Documents are weighed by `frozen`, or else by what they are.

    Raises DocumentTwice where an id is given to two documents.
    """

    def begin(stage: str) -> None:
        report(Step(stage, STAGES.index(stage), len(STAGES), "stages"))

    begin("tokens")
    catalogue = engine.read(source, ocr=tuning.ocr)
    order = _canonical(catalogue, scope)
    sizes = catalogue.sizes[order]
    first = first_equals(sizes, catalogue.digests[order])
    compared = np.flatnonzero(first == np.arange(len(first)))
    documents = [catalogue.documents[k] for k in order.tolist()]
    engine.compare(order[compared])
    begin("weights")
    table = frozen or TokenTable.of(engine.count(tuning.count_slots), tuning)
    begin("links")
    some = [documents[k] for k in compared.tolist()]
    sources = Sources.of(some)
    most_days = -1 if scope.most_days is None else scope.most_days
    engine.link(table, Bounds(scope.groups(some), sources.day, most_days, tuning.words if scope.within else 0), tuning)
    begin("boxes")
    boxes = engine.extend(table, tuning)
    begin("families")
    places = join_boxes(boxes, engine, table, tuning, within=scope.within)
    begin("tables")
    families = describe_families(places, engine, table, sources, tuning, within=scope.within)
    return Found(documents, sizes, first, compared, table, families, boxes, places)


def _canonical(catalogue: Catalogue, scope: Scope) -> NDArray[np.int64]:
    """The rows of the documents in scope, in canonical order."""
    documents = catalogue.documents
    order = [row for row, document in enumerate(documents) if scope.takes(document)]
    order.sort(key=lambda row: (not documents[row].date, documents[row].date, documents[row].id))
    seen: set[str] = set()
    for row in order:
        name = documents[row].id
        if name in seen:
            raise DocumentTwice(name)
        seen.add(name)
    return np.array(order, np.int64)
