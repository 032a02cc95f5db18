"""Other names for a series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.archive.catalogue import exact_slug, near_series, series_slug
from variorum.errors import AliasTaken, AliasWrong, ReferenceUnknown
from variorum.model.references import SLUG

if TYPE_CHECKING:
    from variorum.archive.store import Store


def name_series(store: Store, alias: str, said: str) -> str:
    """Let an alias stand for a series; returns the series' slug.

    Raises ReferenceUnknown for a series that is not there, AliasWrong or AliasTaken for the name.
    """
    slug = series_slug(store.connection, said)
    if slug is None:
        raise ReferenceUnknown(said, near_series(store.connection, said))
    if not SLUG.fullmatch(alias):
        raise AliasWrong(alias)
    if exact_slug(store.connection, alias) not in (None, slug):
        raise AliasTaken(alias)
    with store.writing():
        store.connection.execute(
            "INSERT OR IGNORE INTO series_alias SELECT ?, id FROM series WHERE slug = ?", (alias, slug)
        )
    return slug
