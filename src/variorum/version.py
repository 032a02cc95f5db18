"""The version, where every floor may read it; `variorum.__version__` is the same."""

from __future__ import annotations

__version__ = "0.1.0"
