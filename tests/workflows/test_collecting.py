"""Python looks for values that hold one another seldom while a series is traced, and as before afterwards."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.analysis.series.test_lineage import issue
from variorum.analysis.series.lineage import trace
from variorum.collecting import SELDOM, seldom_collected


@pytest.fixture(autouse=True)
def usual():
    """How often the search is made by a threshold of this test's own."""
    before = gc.get_threshold()
    gc.set_threshold(640, 9, 8)
    yield (640, 9, 8)
    gc.set_threshold(*before)


def test_inside_it_is_seldom_and_after_an_error_it_is_as_before(usual):
    seen = []

    def fail():
        with seldom_collected():
            seen.append(gc.get_threshold())
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert seen == [(SELDOM, 9, 8)]
    assert gc.get_threshold() == usual


def test_within_one_another_the_outermost_ends_it(usual):
    with seldom_collected():
        with seldom_collected():
            pass
        assert gc.get_threshold()[0] == SELDOM
    assert gc.get_threshold() == usual


def test_of_threads_at_once_the_last_that_leaves_ends_it(usual):
    inside = Barrier(4, timeout=60)

    def work(_):
        with seldom_collected():
            inside.wait()
            return gc.get_threshold()[0]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4))) == [SELDOM] * 4
    assert gc.get_threshold() == usual


@pytest.mark.parametrize("threshold", [0, 3 * SELDOM])
def test_a_search_that_is_off_or_seldomer_stays_so(threshold):
    gc.set_threshold(threshold, 9, 8)
    with seldom_collected():
        assert gc.get_threshold()[0] == threshold
    assert gc.get_threshold() == (threshold, 9, 8)


def test_what_a_tracing_makes_goes_without_a_search():
    issues = [
        issue(f"20{year}-05-01", f"The harbour master counted {year} ships.", "The lamp on the pier is lit at dusk.")
        for year in range(10, 30)
    ]
    trace(issues, "ships", "en")
    gc.collect()
    gc.disable()
    try:
        trace(issues, "ships", "en")
        assert gc.collect() == 0
    finally:
        gc.enable()
