"""Silent edits: witnesses of one issue that differ, with the words that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.model.alignment import EditOp
from variorum.model.units import BODY_KINDS
from variorum.workflows.compare import compare
from variorum.workflows.kept import kept_witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.archive.store import Store
    from variorum.model.alignment import Alignment, Bead
    from variorum.model.provenance import KeptWitness
    from variorum.workflows.compare import Comparison


@dataclass(frozen=True, slots=True)
class Revision:
    """Two texts of one issue in one language, the earlier revision and the next, compared.

    `furniture_only` is true where no line of the body, title or date line changed: menus and release lines did.
    """

    before: KeptWitness
    after: KeptWitness
    comparison: Comparison
    furniture_only: bool

    @property
    def changes(self) -> tuple[str, ...]:
        """The summary, then a sentence for each change, in text order."""
        sentences = [line for line in self.comparison.to_plain().splitlines() if line.strip()]
        first = next((place for place, line in enumerate(sentences) if line.startswith("Summary: ")), 0)
        return tuple(line.removeprefix("Summary: ") for line in sentences[first:])


def revisions(store: Store, *, series: str | None = None, since: str | None = None) -> Iterator[Revision]:
    """Every revision, or a series', by reference; with `since` (ISO 8601) only those captured on that day or later.

    Raises ReferenceUnknown for a series that is not there.
    """
    earlier: KeptWitness | None = None
    for witness in catalogue.witnesses(store.connection, series=series):
        follows = (
            earlier is not None
            and (earlier.issue, earlier.language) == (witness.issue, witness.language)
            and (since is None or witness.captured[: len(since)] >= since)
        )
        if follows and earlier is not None:
            yield revision(store, earlier, witness)
        earlier = witness


def revision(store: Store, before: KeptWitness, after: KeptWitness) -> Revision:
    """Two witnesses of one issue compared."""
    comparison = compare(kept_witness(store, before), kept_witness(store, after))
    return Revision(before, after, comparison, _furniture_only(comparison.alignment))


def _furniture_only(alignment: Alignment) -> bool:
    return not any(_changes_body(alignment, bead) for bead in alignment.beads)


def _changes_body(alignment: Alignment, bead: Bead) -> bool:
    kinds = {alignment.base.segments[i].kind for i in bead.base} | {
        alignment.other.segments[j].kind for j in bead.other
    }
    if kinds.isdisjoint(BODY_KINDS | {"title", "dateline", "vote"}):
        return False
    return bead.moved or any(edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC) for edit in bead.edits)
