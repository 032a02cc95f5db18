"""What the kernels do by themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.reuse.bags import Bags
from variorum.reuse.engines.packed import Compared, cut_out, packed
from variorum.reuse.kernels.likeness import KNOWN, likeness, likest
from variorum.reuse.kernels.sorting import sort_rows
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import Columns


@given(st.lists(st.integers(0, 2**64 - 1), max_size=200), st.data())
def test_rows_are_sorted_between_two_places_and_nowhere_else(values, data):
    begin = data.draw(st.integers(0, len(values)))
    end = data.draw(st.integers(begin, len(values)))
    rows = np.array(values, np.uint64)
    sort_rows(rows, begin, end)
    assert rows.tolist() == values[:begin] + sorted(values[begin:end]) + values[end:]


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 600)), max_size=200), min_size=1, max_size=4),
    st.data(),
)
def test_a_token_stands_where_it_stood_before_it_was_packed(documents, data):
    sizes = np.array([len(each) for each in documents])
    starts, lengths = np.array(list(_laid_out(documents)), np.int64).reshape(-1, 2).T
    nothing = np.zeros(len(starts), np.uint32), np.zeros(len(starts), np.uint8)
    columns = Columns(starts.astype(np.uint32), lengths.astype(np.uint16), *nothing)
    d = data.draw(st.integers(0, len(documents) - 1))
    begin = data.draw(st.integers(0, int(sizes[d])))
    end = data.draw(st.integers(begin, int(sizes[d])))
    runs = np.array([[d, begin, end], [0, 0, sizes[0]]])
    compared = Compared.of(sizes, np.arange(len(sizes)))
    cut = cut_out(packed(columns, sizes), compared, *np.ascontiguousarray(runs.T), whole=True).columns
    rows = [k for d, begin, end in runs.tolist() for k in range(compared.firsts[d] + begin, compared.firsts[d] + end)]
    assert cut.starts.tolist() == starts[rows].tolist()
    assert cut.lengths.tolist() == lengths[rows].tolist()


def _laid_out(documents):
    for each in documents:
        end = 0
        for gap, length in each:
            yield end + gap, length
            end += gap + length


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=6), min_size=1, max_size=60))
def test_the_likest_of_runs_is_the_first_of_those_that_are_most_like_all_witnesses(runs):
    sizes = [len(run) for run in runs]
    ends = np.cumsum(sizes)
    bags = Bags.of(
        np.array([token for run in runs for token in run], np.uint32),
        ends - sizes,
        ends,
        TokenTable(np.full(16, 3, np.uint8), 1),
    )
    step, stride = max(1, len(runs) // 24), max(1, len(runs) // 8)
    sums = [sum(likeness(*bags, k, j) for j in range(0, len(runs), step)) for k in range(0, len(runs), stride)]
    likes = np.empty(len(runs))
    middle = likest(*bags, np.arange(len(runs)), likes, np.empty((KNOWN, KNOWN)))
    assert middle == sums.index(max(sums)) * stride
    assert likes.tolist() == [likeness(*bags, k, middle) for k in range(len(runs))]
