"""The comparison as a bounded fragment for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.model.alignment import Alignment
    from variorum.model.summary import Summary


def comparison_preview(alignment: Alignment, summary: Summary) -> str:
    raise NotImplementedError
