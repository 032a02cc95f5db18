"""The terminal pages of a series: no row too wide, nothing left out in silence, and no text that steers a terminal."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.series.test_lineage import POOL, issue, many_issues, series
from variorum.analysis.series.life_rows import event_rows
from variorum.analysis.series.lineage import trace
from variorum.analysis.series.meanwhile import Absences
from variorum.model.life_rows import EventRow
from variorum.render.lineage_csv import csv_table
from variorum.render.lineage_map import MOST_ROWS, columns_of, row_of
from variorum.render.lineage_words import ordinal
from variorum.render.typeset import UNSAFE, display_width
from variorum.workflows.life_pages import Listing, find
from variorum.workflows.lives import Series

ONE, TWO, THREE, FOUR = POOL[:4]


def dated(dates, *sentences):
    return trace([issue(date, *(sentences or (ONE,))) for date in dates], "office", "en")


def pages(made, width):
    yield made.to_terminal(width=width)
    yield made.to_terminal("first", width=width, full=True)
    yield Listing(made, "new", "first-ever", made.new()).to_terminal(width=width)
    yield find(made, "L0").to_terminal(width=width)


@settings(max_examples=40, deadline=None)
@given(many_issues, st.sampled_from([40, 60, 80, 140]))
def test_no_row_is_wider_than_the_terminal(issues, width):
    for page in pages(Series(series(*map(tuple, issues))), width):
        assert [row for row in page.splitlines() if display_width(row) > width] == []


def test_nothing_in_a_text_can_steer_the_terminal():
    made = Series(series((ONE, "The tolls \x1b[2Jstay \u202eat twelve crowns."), (ONE, "The tolls \x1b[2Jrise.")))
    for page in (*pages(made, 80), made.to_plain(), find(made, "tolls").to_terminal()):
        assert not UNSAFE.search(page)


@settings(max_examples=40, deadline=None)
@given(many_issues)
def test_the_map_has_a_sign_for_every_event_where_a_column_is_an_issue(issues):
    lineage = series(*map(tuple, issues))
    columns = columns_of(lineage, 60)
    assert columns.unit == "an issue"
    signs = {"introduced": "+", "returned": "↺", "dropped": "−", "reworded": "≈", "split": "⋏", "merged": "⋎"}
    for line in lineage.lines:
        row = row_of(line, columns)
        for event in line.events:
            sign = signs.get(event.kind.value, "↕" if event.moved else "=")
            assert row[event.issue] == sign
        told = {event.issue for event in line.events}
        for k in set(range(len(lineage.issues))) - told:
            between = line.first.issue < k < line.last.issue
            assert row[k] == ("╌" if between else " ")


@pytest.mark.parametrize(
    ("dates", "unit", "count"),
    [
        ([f"{year}-05-01" for year in range(1994, 2020)], "an issue", 26),
        ([f"{year}-{month:02}-01" for year in range(1994, 2020) for month in (1, 4, 7, 10)], "a year", 26),
        ([f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 28)], "a month", 12),
        ([f"{year}-03-04" for year in range(1789, 2022)], "5 years", 48),
    ],
)
def test_a_column_is_the_finest_stretch_that_fits(dates, unit, count):
    columns = columns_of(dated(dates), 50)
    assert (columns.unit, len(columns.columns)) == (unit, count)
    held = [k for column in columns.columns for k in range(column.first, column.last + 1)]
    assert held == list(range(len(dates)))


def test_a_column_of_several_issues_says_that_a_line_came_is_gone_or_came_back():
    dates = [f"{year}-{month:02}-01" for year in range(2000, 2030) for month in (1, 7)]
    with_two = (1, 4, 5, 7, 9)
    made = [issue(date, *((ONE, TWO) if k in with_two else (ONE,))) for k, date in enumerate(dates)]
    lineage = trace([*made[:12], issue(dates[12], ONE, THREE), *made[13:]], "office", "en")
    columns = columns_of(lineage, 40)
    assert columns.unit == "a year"
    assert "".join(row_of(lineage.lines[1], columns)).rstrip() == "+−↺↺↺−"
    assert "".join(row_of(lineage.lines[2], columns)).strip() == "±"


def test_of_many_lines_the_map_shows_those_of_the_issue_and_says_how_many_it_folds():
    sentences = [f"The {name} of the harbour reports on berth {k}." for k, name in enumerate(NAMES * 3)]
    made = Series(series((*sentences, ONE), (ONE, TWO)))
    page = made.to_terminal()
    total = len(sentences) + 2
    assert f"{MOST_ROWS} of {total} lines" in page
    assert f"{total - MOST_ROWS} folded, --full shows them" in " ".join(page.split())
    assert "folded" not in made.to_terminal(full=True).split("Lines through the series")[1]


NAMES = "master pilot warden clerk diver smith cooper baker tailor glazier mason joiner carter porter nurse".split()


def test_what_is_not_quoted_is_counted_with_the_command_that_lists_it():
    many = [f"The {name} of the harbour may ask for berth {k}." for k, name in enumerate(NAMES)]
    page = Series(series((ONE,), (ONE, *many))).to_terminal()
    assert "and 3 more: variorum series show office --new --on 2002-05-01" in " ".join(page.split())


def test_in_a_text_that_may_not_be_whole_no_line_is_called_dropped():
    from dataclasses import replace

    from variorum.model.witnesses import TextWarning, WarningKind

    made = [issue("2001", ONE, TWO), issue("2002", ONE)]
    witness = made[1].witness
    warning = TextWarning(WarningKind.EXTRACTION, "a page has no text", incomplete=True)
    text = replace(witness.witness.text, warnings=(warning,))
    made[1] = replace(made[1], witness=replace(witness, witness=replace(witness.witness, text=text)))
    series_read = Series(trace(made, "office", "en"))
    assert not series_read.complete
    for said in (series_read.to_terminal(), series_read.to_plain()):
        assert "not found in the text read" in " ".join(said.split())
        assert "may not have been read whole" in " ".join(said.split())
        assert "ropped" not in said.split("Lines through")[0].replace("first-ever, returned or dropped", "")


def test_a_table_of_events_gives_the_words_back_from_their_spans():
    lineage = series((ONE, TWO, 'The Office says: "=2+2", and\nno more.'), (ONE,), (TWO, THREE))
    rows = list(csv.DictReader(io.StringIO(csv_table(EventRow, event_rows(lineage, Absences(lineage))))))
    texts = {one.reference: one.witness.content for one in lineage.issues}
    assert len(rows) == sum(len(line.events) for line in lineage.lines)
    for row in rows:
        assert texts[row["words_reference"]][int(row["start"]) : int(row["end"])] == row["words"]
        assert (row["reference"] == row["words_reference"]) == (row["stands"] == "1")


def test_what_became_of_a_line_stands_apart_from_its_name_however_narrow_the_page_is():
    made = Series(series(*((f"The tolls of the northern bridge stay at {n} crowns.", TWO) for n in (12, 13, 14))))
    for width in (40, 60, 80):
        page = made.to_terminal(width=width)
        assert re.search(r"(?m)^≈ L0  reworded, its 3rd wording", page), page


def test_a_formula_is_called_one_wherever_its_line_is_told_of():
    made = series((ONE,), (ONE, "(12) 2002", TWO), (ONE,))
    told, gone = Series(made).to_terminal("2002"), Series(made)
    assert re.search(r"(?m)^\+ L1  first-ever, formulaic$", told), told
    assert re.search(r"(?m)^\+ L2  first-ever$", told)
    assert "− L1  1 issue, 2002-05-01; formulaic" in gone.to_terminal()
    assert "L1, first-ever, formulaic: " in gone.to_plain("2002")


def test_places_in_a_row_are_named():
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112, 233)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "233rd")
    ]
