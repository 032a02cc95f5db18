"""variorum compares recurring official statements, line by line, with exact characters as proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.version import __version__ as __version__

if TYPE_CHECKING:
    from variorum.workflows.apparatus import Apparatus, apparatus, apparatus_of_texts
    from variorum.workflows.compare import Comparison, collate, collate_segments, compare
    from variorum.workflows.facts import facts
    from variorum.workflows.ledgers import Ledger
    from variorum.workflows.library import Archive
    from variorum.workflows.library import open_archive as open  # noqa: A004 - `variorum.open`, as in gzip.open
    from variorum.workflows.reuse.door import find_passages, open_run

__all__ = [
    "Apparatus",
    "Archive",
    "Comparison",
    "Ledger",
    "apparatus",
    "apparatus_of_texts",
    "collate",
    "collate_segments",
    "compare",
    "facts",
    "find_passages",
    "open",
    "open_run",
]


def __getattr__(name: str) -> object:
    """Load the public functions when first asked for, so that `import variorum` stays light."""
    if name in ("Archive", "open"):
        from variorum.workflows import library

        return library.Archive if name == "Archive" else library.open_archive
    if name in ("Apparatus", "apparatus", "apparatus_of_texts"):
        from variorum.workflows import apparatus as several

        return getattr(several, name)
    if name == "Ledger":
        from variorum.workflows.ledgers import Ledger

        return Ledger
    if name == "facts":
        from variorum.workflows.facts import facts

        return facts
    if name in ("find_passages", "open_run"):
        from variorum.workflows.reuse import door

        return getattr(door, name)
    if name in __all__:
        from variorum.workflows import compare as module

        return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
