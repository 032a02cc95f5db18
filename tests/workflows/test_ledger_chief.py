"""What is told first of a fact that returned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.render.ledgers import change, series
from variorum.model.facts import FactKind
from variorum.model.ledger import FactRow, Verdict
from variorum.workflows.ledger_chief import returned_before, value_before_return


def returned(*also):
    """A ledger of one row that is absent from the third of five issues, with this besides its return."""
    view = series()
    row = FactRow(
        FactKind.QUANTITY, ((0,), (0,), (), (0,), (0,)), (None, None, Verdict.DROPPED, Verdict.RETURNED, None)
    )
    told = change(Verdict.RETURNED, FactKind.QUANTITY, None, 0, None, 0, None, also=also)
    gone = change(Verdict.DROPPED, FactKind.QUANTITY, None, 0, None, None, None)
    return replace(view.matrix, changes=(gone, told), rows=(row,))


@pytest.mark.parametrize("chief", [Verdict.VALUE, Verdict.UNEXPECTED, Verdict.ROLLOVER])
def test_of_a_fact_that_returns_with_another_value_that_is_told_first(chief):
    made = value_before_return(returned(Verdict.REWORDED, chief))
    assert [one.verdict for one in made.changes] == [Verdict.DROPPED, chief]
    assert made.changes[1].also == (Verdict.RETURNED, Verdict.REWORDED)
    assert made.rows[0].verdicts == (None, None, Verdict.DROPPED, chief, None)


@pytest.mark.parametrize("also", [(), (Verdict.REWORDED,), (Verdict.NOUN,)])
def test_what_returns_with_its_value_has_returned(also):
    ledger = returned(*also)
    assert value_before_return(ledger) == ledger


@pytest.mark.parametrize("chief", [Verdict.VALUE, Verdict.UNEXPECTED, Verdict.ROLLOVER])
def test_who_asks_for_what_returned_is_given_what_returned_with_another_value_too(chief):
    before = returned(Verdict.REWORDED, chief)
    made = returned_before(value_before_return(before), {Verdict.RETURNED})
    assert [one.verdict for one in made.changes] == [Verdict.DROPPED, Verdict.RETURNED]
    assert made.changes[1].also == (chief, Verdict.REWORDED)
    assert made.rows == before.rows


def test_who_asks_for_changed_values_too_is_told_of_those_first():
    ledger = value_before_return(returned(Verdict.VALUE))
    assert returned_before(ledger, {Verdict.RETURNED, Verdict.VALUE}) == ledger
    assert returned_before(ledger, {Verdict.DROPPED}) == ledger
