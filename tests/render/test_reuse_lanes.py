"""Lanes of issuers over time."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model.reuse_views import RunFamily
from variorum.render.html.reuse.cards import card_view
from variorum.render.html.reuse.columns import steps
from variorum.render.html.reuse.lanes import EDGE, WIDTH, Saying, apart, lanes_of
from variorum.render.html.reuse.words import PlaceView, share

PLACE = PlaceView("", "", "2020", "A", "Title", "a", 0, 6, "0" * 64, "")


def sayings(*said):
    return Counter(Saying(issuer, date) for issuer, date in said)


def test_the_issuer_that_is_earliest_has_the_first_lane_and_the_only_mark_of_its_kind():
    lanes = lanes_of(sayings(("B", "2021-01-01"), ("A", "2022"), ("A", "2020-06"), ("C", "")), most=9)
    assert [(lane.issuer, lane.count, lane.undated) for lane in lanes.lanes] == [("A", 2, 0), ("B", 1, 0), ("C", 1, 1)]
    assert [lane.earliest for lane in lanes.lanes] == [EDGE, None, None]
    assert (lanes.first, lanes.last, lanes.between) == ("June 2020", "2022", "19 months")
    assert lanes.lanes[0].path == f"M{WIDTH - EDGE} 1v10"
    assert lanes.lanes[0].said == "June 2020 to 2022"
    assert lanes.lanes[2].path == ""


def test_of_many_issuers_the_later_ones_share_the_last_lane():
    lanes = lanes_of(sayings(*((f"I{k}", f"200{k}") for k in range(6))), most=3)
    assert [(lane.issuer, lane.count) for lane in lanes.lanes] == [("I0", 1), ("I1", 1), ("4 other issuers", 4)]


def test_without_any_date_there_is_a_count_and_no_mark():
    lanes = lanes_of(sayings(("A", ""), ("", "")), most=3)
    assert [(lane.issuer, lane.path, lane.undated) for lane in lanes.lanes] == [
        ("issuer not known", "", 1),
        ("A", "", 1),
    ]
    assert lanes.first == lanes.last == ""


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.dates().map(str)), min_size=1, max_size=40))
def test_every_passage_is_counted_and_every_mark_stands_in_its_lane(said):
    lanes = lanes_of(sayings(*said), most=2)
    assert sum(lane.count for lane in lanes.lanes) == len(said)
    assert sum(lane.earliest is not None for lane in lanes.lanes) >= 1
    marks = [int(mark.split()[0]) for lane in lanes.lanes for mark in lane.path.split("M")[1:]]
    assert all(EDGE <= mark <= WIDTH - EDGE for mark in marks)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2020-01-01", "2020-01-01", ""),
        ("2020-01-01", "2020-01-02", "1 day"),
        ("2020-01-01", "2020-02-29", "59 days"),
        ("2020", "2021", "12 months"),
        ("2022-01-01", "2022-05-01", "4 months"),
        ("2020-06-18", "2023-06-15", "3 years"),
        ("0001-01-01", "2026-03-11", "2,025 years"),
    ],
)
def test_how_long_two_dates_are_apart(first, last, said):
    assert apart(first, last) == said


def test_a_card_says_how_many_are_as_early_as_the_one_that_it_names():
    family = RunFamily(1, 3, 2, 0, 4, 20, "2020", "2021", 366, formulaic=False, burst=False, first=0, medoid=0)
    early = sayings(("A", "2020"), ("A", "2020"), ("B", "2020"), ("C", "2021"), ("D", ""))
    assert card_view(family, "Words.", PLACE, early).same_day == "and 2 more passages of that day"
    assert card_view(family, "Words.", PLACE, sayings(("A", "2020"), ("B", "2021"))).same_day == ""
    assert card_view(family, "Words.", PLACE, sayings(("A", ""), ("B", ""))).same_day == ""


def test_a_share_is_never_nothing_where_there_is_something():
    assert [share(part, 1000) for part in (0, 1, 499, 999, 1000)] == ["0 %", "1 %", "50 %", "99 %", "100 %"]


@given(st.sets(st.integers(0, 10_000)))
def test_steps_lead_to_every_place(places):
    assert [place - 1 for place in accumulate(steps(sorted(places)))] == sorted(places)
