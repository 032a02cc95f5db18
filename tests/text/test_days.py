"""The days that a date may mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.days import numbered_days

LATEST = date(9998, 12, 31)


@given(st.dates(max_value=LATEST))
def test_a_year_and_a_month_mean_the_days_that_begin_with_them_and_no_others(day):
    said = day.isoformat()
    for length in (4, 7, 10):
        first, last = (date.fromordinal(number) for number in numbered_days(said[:length]))
        assert first <= day <= last
        assert first.isoformat()[:length] == last.isoformat()[:length] == said[:length]
        for beside in (first - timedelta(1) if first > date.min else None, last + timedelta(1)):
            assert beside is None or beside.isoformat()[:length] != said[:length]


@pytest.mark.parametrize("said", ["", "May 2024", "2024-13", "2024-02-30", "2024-05-"])
def test_what_is_no_date_is_refused(said):
    with pytest.raises(ValueError, match=r".+"):
        numbered_days(said)
