"""What a person names to be taken out of an archive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.removal import captures_of_original, captures_of_series, captures_of_witness
from variorum.errors import ReferenceAmbiguous, ReferenceUnknown
from variorum.model.references import parse_reference

if TYPE_CHECKING:
    from variorum.archive.store import Store
    from variorum.model.references import Reference

_CAPTURE = re.compile(r"capture:([1-9]\d{0,17})")


def captures_named(store: Store, said: str) -> tuple[int, ...]:
    """The captures meant: a reference's witness, a series' (slug, alias or prefix), an original's, or `capture:NUMBER`.

    `sha256:` with the digest of an original means all that stands in it, with that of a text the one witness that has
    it. Raises ReferenceUnknown or ReferenceAmbiguous.
    """
    if match := _CAPTURE.fullmatch(said):
        number = int(match[1])
        if any(True for _ in catalogue.captures(store.connection, "capture.id = ?", (number,))):
            return (number,)
        raise ReferenceUnknown(said)
    reference = parse_reference(said)
    if reference is None:
        slug = catalogue.series_slug(store.connection, said)
        if slug is None:
            raise ReferenceUnknown(said, catalogue.near_series(store.connection, said))
        return captures_of_series(store.connection, slug)
    return _of_original(store, reference) or captures_of_witness(
        store.connection, catalogue.find_witness(store.connection, reference)
    )


def _of_original(store: Store, reference: Reference) -> tuple[int, ...]:
    if not reference.digest:
        return ()
    found = store.connection.execute("SELECT sha256 FROM original WHERE sha256 GLOB ?", (reference.digest + "*",))
    digests = [sha256 for (sha256,) in found]
    if len(digests) > 1:
        raise ReferenceAmbiguous(reference.said, tuple(f"sha256:{sha256}" for sha256 in digests))
    return captures_of_original(store.connection, digests[0]) if digests else ()
