"""Columns from numpy and Python, and back, are what Arrow makes of the same values."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.reuse.numbers import (
    arrow_column,
    arrow_strings,
    arrow_texts,
    first_of,
    flags_of,
    known_in,
    numbers_of,
)

KINDS = st.sampled_from([np.int32, np.int64, np.uint32, np.float64, np.bool_])


@st.composite
def columns(draw):
    """Values, and which of them are missing."""
    size = draw(st.integers(0, 20))
    values = np.array(draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))).astype(draw(KINDS))
    missing = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size)), np.bool_)
    return values, missing


@given(columns())
def test_a_column_is_what_arrow_makes_of_the_same_numbers(column):
    values, missing = column
    assert arrow_column(values).equals(pa.array(values))
    assert arrow_column(values, missing=missing).equals(pa.array(values, mask=missing))
    arrow_column(values, missing=missing).validate(full=True)


def test_numbers_that_do_not_lie_side_by_side_are_a_column_too():
    assert arrow_column(np.arange(10)[::3]).to_pylist() == [0, 3, 6, 9]


@given(st.lists(st.none() | st.text(max_size=5), max_size=10))
def test_strings_of_any_script_are_the_column_that_arrow_makes_of_them(values):
    made = arrow_strings(values)
    made.validate(full=True)
    assert made.equals(pa.array(values, pa.string()))
    texts = [value or "" for value in values]
    assert arrow_texts([text.encode() for text in texts]).equals(pa.array(texts, pa.large_string()))


@given(columns(), st.integers(0, 5))
def test_what_is_read_of_a_column_or_a_part_of_one_is_what_was_written(column, skipped):
    values, missing = column
    table = pa.chunked_array([pa.array(values, mask=missing), pa.array(values, mask=missing)])
    for read in (table, table.slice(skipped)):
        expected = read.to_pylist()
        assert known_in(read).tolist() == [value is not None for value in expected]
        if values.dtype != np.bool_:
            assert numbers_of(read, missing=7).tolist() == [7 if value is None else value for value in expected]
    if values.dtype == np.bool_:
        whole = pa.array(values).slice(skipped)
        assert flags_of(whole).tolist() == whole.to_pylist()
        assert first_of(whole) == (whole.to_pylist().index(True) if values[skipped:].any() else -1)


@pytest.mark.parametrize("kind", [pa.int64(), pa.int32(), pa.float64()])
def test_an_empty_column_has_no_numbers(kind):
    assert numbers_of(pa.chunked_array([], kind)).tolist() == []
