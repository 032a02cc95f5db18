"""The figures of an issue are what a person counts in small series, and hold to each other in any."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.analysis.series.test_lineage import POOL, issue, many_issues, series
from variorum.analysis.series.lineage import trace
from variorum.analysis.series.measures import measures
from variorum.model.units import BODY_KINDS

ONE, TWO, THREE = POOL[:3]


def test_the_first_issue_has_nothing_to_be_measured_against():
    (row,) = measures(series((ONE, TWO)))
    assert (row.words, row.lines, row.introduced) == (27, 2, 2)
    assert (row.share_changed, row.similarity, row.similarity_year, row.year_before) == (None, None, None, "")


def test_what_changed_is_counted_in_words():
    _, row = measures(series(("The tolls stay at twelve crowns.",), ("The tolls stay at fifteen crowns.",)))
    assert (row.words, row.reworded, row.kept) == (6, 1, 0)
    assert row.share_changed == pytest.approx(1 / 6, abs=1e-4)
    assert row.similarity == row.similarity_year == pytest.approx(5 / 6, abs=1e-4)


def test_an_issue_alike_has_changed_nothing_and_one_unlike_everything():
    _, same, other = measures(series((ONE, TWO), (ONE, TWO), (THREE,)))
    assert (same.share_changed, same.similarity, same.kept) == (0.0, 1.0, 2)
    assert (other.share_changed, other.similarity, other.dropped, other.introduced) == (1.0, 0.0, 2, 1)


def test_figures_and_dates_that_changed_are_counted_apart():
    was = "The fund paid 12 crowns to 40 crews, and reports on 4 May 2021."
    now = "The fund paid 15 crowns to 40 crews, and reports on 9 June 2022."
    _, row = measures(series((was,), (now,)))
    assert (row.figures_changed, row.dates_changed) == (1, 1)


def test_the_year_before_is_the_issue_nearest_to_it_and_none_where_all_are_far():
    dates = ("2020-01-29", "2020-06-10", "2021-01-27", "2021-06-16", "2023-06-14")
    rows = measures(trace([issue(date, ONE, TWO) for date in dates], "office", "en"))
    named = [row.year_before.removeprefix("office@").removesuffix("#1") for row in rows]
    assert named == ["", "", "2020-01-29", "2020-06-10", ""]


def test_dates_of_a_year_alone_are_a_year_apart():
    rows = measures(trace([issue(year, ONE) for year in ("2018", "2019-03-05", "2020")], "office", "en"))
    assert [bool(row.year_before) for row in rows] == [False, True, True]


@settings(max_examples=40, deadline=None)
@given(many_issues)
def test_shares_are_shares_and_lines_add_up(issues):
    lineage = series(*map(tuple, issues))
    for row in measures(lineage):
        segments = lineage.issues[row.issue].witness.segments
        assert row.lines == sum(part.kind in BODY_KINDS for part in segments)
        assert row.introduced + row.returned + row.kept + row.reworded <= row.lines
        for share in (row.share_changed, row.similarity, row.similarity_year):
            assert share is None or 0 <= share <= 1
