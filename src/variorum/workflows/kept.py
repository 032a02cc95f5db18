"""What an archive keeps, by the reference that a person wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.errors import ReferenceIsSeries, ReferenceUnknown
from variorum.model.references import parse_reference
from variorum.model.witnesses import Witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.archive.store import Store
    from variorum.model.claims import Claim
    from variorum.model.provenance import Capture, KeptWitness
    from variorum.model.units import Segmentation
    from variorum.model.witnesses import Text


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """All that an archive knows of one witness: its captures in the order they came, its findings, its text.

    `originals` are the names of the files that the captures stand in, in their order.
    """

    witness: KeptWitness
    captures: tuple[Capture, ...]
    findings: tuple[tuple[Claim, bool], ...]
    text: Text
    originals: tuple[str, ...]


def kept_statement(store: Store, said: str) -> KeptStatement:
    """The statement a reference names. Raises ReferenceUnknown or ReferenceAmbiguous."""
    witness = named(store, said)
    captures = catalogue.captures_of(store.connection, witness)
    findings = tuple(
        (found.claim, found.chosen) for found in catalogue.load_findings(store.connection, witness.capture)
    )
    text = catalogue.load_text(store.connection, witness.text)
    names = tuple(catalogue.original_name(store.connection, capture.original.sha256) for capture in captures)
    return KeptStatement(witness, captures, findings, text, names)


def kept_segmentation(store: Store, kept: KeptWitness) -> Segmentation:
    """The lines of a row's text, as they were decided when it was read."""
    return catalogue.load_segmentation(store.connection, kept.text)


def named(store: Store, said: str) -> KeptWitness:
    """The witness a reference names. Raises ReferenceUnknown, ReferenceIsSeries or ReferenceAmbiguous."""
    reference = parse_reference(said)
    if reference is None:
        slug = catalogue.series_slug(store.connection, said)
        if slug is None:
            raise ReferenceUnknown(said, catalogue.near_series(store.connection, said))
        raise ReferenceIsSeries(said, slug, sum(1 for _ in catalogue.witnesses(store.connection, series=slug)))
    return catalogue.find_witness(store.connection, reference)


def series_named(store: Store, said: str) -> str:
    """The slug of the series meant. Raises ReferenceUnknown or ReferenceAmbiguous."""
    slug = catalogue.series_slug(store.connection, said)
    if slug is None:
        raise ReferenceUnknown(said, catalogue.near_series(store.connection, said))
    return slug


def kept_rows(store: Store, series: str | None = None) -> Iterator[KeptWitness]:
    """Every witness, or a series', in the order of the list. Raises ReferenceUnknown or ReferenceAmbiguous."""
    return catalogue.witnesses(store.connection, series=series_named(store, series) if series else None)


def kept_witness(store: Store, kept: KeptWitness) -> Witness:
    """The witness of a row, with its text as stored."""
    capture = next(catalogue.captures(store.connection, "capture.id = ?", (kept.capture,)))
    text = catalogue.load_text(store.connection, kept.text)
    return Witness(kept.reference, text, capture.original, kept.language)
