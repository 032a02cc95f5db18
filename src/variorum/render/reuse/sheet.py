"""A page of a run of reuse on a terminal: how its parts are set."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.render.sheet import QuotingSheet


@dataclass(frozen=True, slots=True)
class ReuseSheet(QuotingSheet):
    """A page of at least 40 columns. `full` folds and leaves out nothing."""

    columns: int
    color: bool
    full: bool = False
