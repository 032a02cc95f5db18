"""What the kernels do by themselves."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.reuse.bags import Bags
from variorum.reuse.engines.packed import Compared, cut_out, packed
from variorum.reuse.engines.room import Room
from variorum.reuse.kernels.likeness import KNOWN, likeness, likest
from variorum.reuse.kernels.seeds import FAR, FEWEST_BUCKETS, by_bucket, unpack
from variorum.reuse.kernels.sorting import sort_rows
from variorum.reuse.shares import distinct_pairs, medians, opens_of, stable_order
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


_PLACES = st.lists(st.one_of(st.integers(0, 50), st.integers(0, 4 * FAR)), max_size=60).map(np.cumsum)


@given(st.lists(st.tuples(_PLACES, _PLACES), min_size=1, max_size=3), st.integers(0, 2), st.data())
def test_a_bucket_gives_back_its_seeds_in_the_order_in_which_they_were_sown(chunks, more, data):
    buckets = FEWEST_BUCKETS << more
    numbers = np.random.default_rng(data.draw(st.integers(0, 99)))
    everything, parts, starts = [], [], []
    for words, stretches in chunks:
        start = data.draw(st.integers(0, 1_000_000))
        places = (start + np.concatenate([words, stretches])).astype(np.uint32)
        # Of 38 bits that are known, few: so that many are of one bucket.
        seeds = numbers.integers(0, 3, len(places), np.uint64) << np.uint64(62)
        seeds |= numbers.integers(0, 9, len(places), np.uint64) << np.uint64(26)
        contexts = numbers.integers(0, 1 << 16, len(places), np.uint32)
        opens, counts = np.empty(buckets + 1, np.int64), np.empty(buckets, np.int64)
        room = len(places) + buckets * (1 + 2 * (int(places.max(initial=start)) - start) // FAR)
        rows = np.empty(room, np.uint64)
        assert by_bucket(seeds, places, contexts, start, opens, counts, rows) == opens[-1] <= room
        everything.append((seeds, places, contexts, counts))
        parts.append([rows[opens[b] : opens[b + 1]] for b in range(buckets)])
        starts.append(start)
    for b in range(buckets):
        mine = [part[b] for part in parts]
        rests, places, contexts = columns = np.empty((3, sum(map(len, mine))), np.uint32)
        opens = np.cumsum([0, *map(len, mine)])
        n = unpack(np.concatenate(mine), opens, np.array(starts), *columns)
        back = list(zip(rests[:n].tolist(), places[:n].tolist(), contexts[:n].tolist(), strict=True))
        assert n == sum(counts[b] for *_, counts in everything)
        assert back == [
            ((seed >> 26) & 0xFFFFFFFF, place, context)
            for sown in everything
            for seed, place, context in zip(*(column.tolist() for column in sown[:3]), strict=True)
            if seed >> (64 - buckets.bit_length() + 1) == b
        ]


@given(st.lists(st.lists(st.integers(0, 255), max_size=9), max_size=9), st.integers(0, 40))
def test_a_column_reads_as_its_rows_came_wherever_memory_ends(parts, memory):
    column = Room(memory).column(np.uint8, 1.0)
    for part in parts:
        column.append(np.array(part, np.uint8))
    assert column.whole().tolist() == [value for part in parts for value in part]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2**32 - 1)), max_size=60))
def test_numbers_sorted_with_their_rows_are_in_order_and_equals_as_they_came(pairs):
    groups, values = (np.array([pair[k] for pair in pairs], np.int64) for k in (0, 1))
    assert stable_order(groups).tolist() == sorted(range(len(pairs)), key=lambda row: pairs[row][0])
    if max(values, default=0) < 2**31:
        assert distinct_pairs(groups, values).tolist() == sorted({group << 32 | value for group, value in pairs})
    order = stable_order(groups)
    opens = opens_of(groups[order])
    whole = [sorted(values[order[a:b]].tolist()) for a, b in pairwise(opens.tolist())]
    assert medians(values[order], opens).tolist() == [each[len(each) // 2] for each in whole]


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
