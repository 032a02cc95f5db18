"""Every error a user can meet: what went wrong with the value and its place, then what to do.

A module for each thing that errors are about; the rest of variorum imports every name from here.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from variorum.errors.base import ExtraMissing as ExtraMissing
from variorum.errors.base import OutputError as OutputError
from variorum.errors.base import VariorumError as VariorumError

if TYPE_CHECKING:
    from variorum.errors.archives import *  # noqa: F403 - a new class is written once
    from variorum.errors.comparing import *  # noqa: F403
    from variorum.errors.detecting import *  # noqa: F403
    from variorum.errors.fetching import *  # noqa: F403
    from variorum.errors.judging import *  # noqa: F403
    from variorum.errors.models import *  # noqa: F403
    from variorum.errors.references import *  # noqa: F403
    from variorum.errors.reusing import *  # noqa: F403
    from variorum.errors.sources import *  # noqa: F403
    from variorum.errors.tracing import *  # noqa: F403

# Loaded when a name is first asked for, so that `variorum --help` stays light: in this order, until one has it.
AREAS = (
    "sources",
    "comparing",
    "archives",
    "references",
    "judging",
    "detecting",
    "fetching",
    "tracing",
    "models",
    "reusing",
)

if not TYPE_CHECKING:  # to mypy a module with this function has every name, misspelled ones too

    def __getattr__(name: str) -> object:
        """The error, loaded with all of its area."""
        for area in AREAS:
            module = importlib.import_module(f"{__name__}.{area}")
            if hasattr(module, name):
                return getattr(module, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
