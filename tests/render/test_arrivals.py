"""What adding says in its last line."""

from __future__ import annotations

import pytest

from variorum.render.arrivals import OUTCOMES, counts_line
from variorum.workflows.identity import Outcome


@pytest.mark.parametrize("outcome", [*Outcome, "refused"])
@pytest.mark.parametrize("count", [1, 2])
def test_every_outcome_is_counted_in_words(outcome: str, count: int) -> None:
    assert outcome in OUTCOMES
    assert counts_line({str(outcome): count}, dry_run=False).startswith(f"{count} ")
