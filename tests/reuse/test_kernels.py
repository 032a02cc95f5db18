"""What the kernels do by themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.reuse.kernels.sorting import sort_rows


@given(st.lists(st.integers(0, 2**64 - 1), max_size=200), st.data())
def test_rows_are_sorted_between_two_places_and_nowhere_else(values, data):
    begin = data.draw(st.integers(0, len(values)))
    end = data.draw(st.integers(begin, len(values)))
    rows = np.array(values, np.uint64)
    sort_rows(rows, begin, end)
    assert rows.tolist() == values[:begin] + sorted(values[begin:end]) + values[end:]
