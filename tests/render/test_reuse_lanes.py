"""Lanes of issuers over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model.reuse_views import Earliest, RunDocument, RunFamily
from variorum.render.html.reuse.cards import card_view
from variorum.render.html.reuse.columns import steps
from variorum.render.html.reuse.lanes import EDGE, WIDTH, Saying, apart, lanes_of
from variorum.render.html.reuse.words import PlaceView, share

FAMILY = RunFamily(1, 3, 2, 0, 4, 20, "2020", "2021", 1, formulaic=False, burst=False, first=0, medoid=0)
FIRST = RunDocument(0, "a", "2020-01-02", "A", "", "Title", "", 9)
PLACE = PlaceView("", "", "2020", "A", "Title", "a", 0, 6, "0" * 64, "")


def sayings(*said):
    return Counter(Saying(issuer, date) for issuer, date in said)


def test_the_issuer_that_is_earliest_has_the_first_lane_and_the_only_mark_of_its_kind():
    said = sayings(("B", "2021-01-01"), ("A", "2022-06-30"), ("A", "2020-06-01"), ("C", ""), ("B", ""))
    lanes = lanes_of(said, most=9)
    assert [(lane.issuer, lane.count, lane.undated_said) for lane in lanes.lanes] == [
        ("A", 2, ""),
        ("B", 2, "1 undated"),
        ("C", 1, "undated"),
    ]
    assert [lane.earliest for lane in lanes.lanes] == [EDGE, None, None]
    assert (lanes.first, lanes.last, lanes.between) == ("1 June 2020", "30 June 2022", "2 years")
    assert lanes.lanes[0].path == f"M{WIDTH - EDGE} 1v10"
    assert lanes.lanes[0].said == "1 June 2020 to 30 June 2022"
    assert lanes.lanes[2].path == ""


def test_a_year_is_a_box_from_its_first_day_to_its_last_and_no_mark():
    lanes = lanes_of(sayings(("A", "2020"), ("B", "2020-07-01"), ("C", "2021")), most=9)
    year, day, last = lanes.lanes
    assert (year.path, year.earliest, day.boxes, last.path) == ("", None, "", "")
    # Two years from end to end, of which the first has 366 days of 731.
    assert year.boxes == f"M{EDGE} 2h244v8h-244z"
    assert last.boxes.startswith("M250 2h")
    assert 118 <= int(day.path[1:].split()[0]) - EDGE < 124
    assert (lanes.first, lanes.last, lanes.between) == ("2020", "2021", "")


@pytest.mark.parametrize(
    ("dates", "is_marked"),
    [
        (("2020-01-02", "2020-05"), True),
        (("2020", "2020-05-01"), False),
        (("2020-05", "2020-05-09"), False),
        (("2020-05-09", "2020-05-09"), True),
        (("2019", "2020-01-01"), False),
    ],
)
def test_nothing_is_marked_as_the_earliest_where_it_is_no_day_or_another_may_be_as_early(dates, is_marked):
    lanes = lanes_of(sayings(*zip("AB", dates, strict=True)), most=9)
    assert any(lane.earliest is not None for lane in lanes.lanes) == is_marked


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
        ("2020", "2021", ""),
        ("2020-05", "2021-01-01", ""),
        ("2022-01-01", "2022-05-01", "4 months"),
        ("2020-06-18", "2023-06-15", "3 years"),
        ("0001-01-01", "2026-03-11", "2,025 years"),
    ],
)
def test_how_long_two_dates_are_apart(first, last, said):
    assert apart(first, last) == said


@pytest.mark.parametrize(
    ("earliest", "told"),
    [
        (Earliest(FIRST), ("●", "Earliest", "")),
        (Earliest(FIRST, same_day=2), ("●", "Earliest", "and 2 more documents of that day")),
        (Earliest(FIRST, is_undated=True), ("●", "Earliest of the dated", "")),
        (Earliest(replace(FIRST, date="2020")), ("", "Earliest", "")),
        (
            Earliest(replace(FIRST, date="2020"), rivals=1),
            ("", "Perhaps the earliest", "or another: the dates do not tell"),
        ),
        (
            Earliest(replace(FIRST, date="2020"), rivals=3, is_undated=True),
            ("", "Perhaps the earliest", "or one of 3 others: the dates do not tell"),
        ),
        (Earliest(replace(FIRST, date=""), is_undated=True), ("", "First here", "")),
    ],
)
def test_a_card_calls_earliest_what_the_dates_say_is(earliest, told):
    card = card_view(FAMILY, "Words.", FIRST, PLACE, earliest, sayings(("A", "2020")))
    assert (card.mark, card.rank, card.beside) == told


def test_a_share_is_never_nothing_where_there_is_something():
    assert [share(part, 1000) for part in (0, 1, 499, 999, 1000)] == ["0%", "1%", "50%", "99%", "100%"]


@given(st.sets(st.integers(0, 10_000)))
def test_steps_lead_to_every_place(places):
    assert [place - 1 for place in accumulate(steps(sorted(places)))] == sorted(places)
