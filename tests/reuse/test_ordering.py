"""The one order of boxes, whatever order they come in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from variorum.reuse.uniting import order_of


def by_every_key(boxes):
    return np.lexsort([boxes[:, column] for column in (5, 3, 4, 2, 1, 0)])


@given(arrays(np.int32, st.tuples(st.integers(0, 60), st.just(7)), elements=st.integers(0, 3)))
def test_boxes_go_by_their_documents_and_then_by_their_places(boxes):
    assert np.array_equal(order_of(boxes), by_every_key(boxes))


def test_many_boxes_of_one_pair_that_come_the_wrong_way_round_are_put_in_order_too():
    boxes = np.zeros((500, 7), np.int32)
    boxes[:, 2] = np.arange(500)[::-1]
    assert np.array_equal(order_of(boxes), by_every_key(boxes))
