"""Ledgers as a program holds them: `variorum.facts`, `Archive.facts`, `Comparison.facts`, `Series.facts`."""

from __future__ import annotations

import csv
import io
import re

import pandas
import pyarrow
import pytest

import variorum
from variorum.errors import LanguageUnknown, SeriesUntraceable
from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict
from variorum.workflows.ledger_rows import LedgerChange, LedgerFact


@pytest.fixture(scope="module")
def paths(examples):
    return [examples / "karrow-bridge" / f"{year}.txt" for year in (2019, 2020)]


@pytest.fixture(scope="module")
def ledger(paths):
    return variorum.facts(*paths)


def test_each_fact_is_a_typed_row_whose_words_stand_at_its_place(ledger, paths):
    texts = {str(path): path.read_text("utf-8") for path in paths}
    assert ledger.facts.kind is LedgerFact
    for row in ledger.facts:
        assert texts[row.reference][row.start : row.end] == row.text
        assert row.kind in FactKind.__members__.values()
    (gauges,) = [row for row in ledger.facts if row.text == "46" and row.counted == "gauges"]
    assert (gauges.low, gauges.high, gauges.line) == ("46", "46", 15)


def test_each_change_is_a_typed_row_with_both_quotations(ledger):
    assert ledger.changes.kind is LedgerChange
    (noun,) = [row for row in ledger.changes if row.now and "sluices" in row.now]
    assert (noun.verdict, noun.was_line, noun.now_line, noun.certain) == ("noun changed", 15, 14, True)
    assert "same" not in {row.verdict for row in ledger.changes}


def test_facts_and_changes_are_arrow_and_pandas_tables_of_fixed_types(ledger, tmp_path):
    table = ledger.to_arrow()
    assert table.num_rows == len(ledger.facts)
    assert table.schema.field("start").type == pyarrow.int64()
    assert table.schema.field("low").type == pyarrow.string()
    (tmp_path / "none.txt").write_text("Nothing was said.\n", "utf-8")
    assert variorum.facts(tmp_path / "none.txt").to_arrow().schema == table.schema
    frame = ledger.changes.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.verdict) == [row.verdict for row in ledger.changes]
    assert ledger.to_pandas().shape == (table.num_rows, table.num_columns)


def test_a_preview_is_bounded_and_says_how_much_there_is(ledger, paths):
    for shown, count in ((ledger, len(ledger.changes)), (one := variorum.facts(paths[0]), len(one.facts))):
        preview = shown._repr_html_()
        assert preview.count("<tr>") <= 21
        assert f"{count:,} row" in preview


def test_kinds_and_verdicts_narrow_a_ledger_and_what_is_none_is_refused(ledger):
    places = ledger.only(kinds=["place"])
    assert {row.kind for row in places.facts} == {row.kind for row in places.changes} == {"place"}
    assert {row.text for row in places.facts} == {row.text for row in ledger.facts if row.kind == "place"}
    spelling = ledger.only(verdicts=[Verdict.SPELLING])
    assert [(row.was, row.now) for row in spelling.changes] == [("Oskarel", "Oskharel")]
    assert spelling.facts == ledger.facts
    assert next(csv.reader(io.StringIO(spelling.to_csv())))[0] == "verdict"
    with pytest.raises(ValueError, match="thing"):
        ledger.only(kinds=["thing"])


def test_a_comparison_an_archive_and_two_files_have_one_ledger(archive, paths):
    def told(ledger):
        return {(row.verdict, row.was, row.now) for row in ledger.changes}

    files = told(variorum.facts(*paths, dates=["2019"]))
    assert told(variorum.compare(*paths, base_date="2019").facts) == files
    assert told(archive.facts("karrow-bridge@2019", "karrow-bridge@2020")) == files
    comparison = archive.compare("karrow-bridge@2019", "karrow-bridge@2020")
    assert told(comparison.facts) == files
    assert comparison.facts is comparison.facts


def test_one_statement_of_an_archive_counts_from_the_date_it_is_kept_under(archive):
    ledger = archive.facts("karrow-bridge@2019")
    (ago,) = [row for row in ledger.facts if row.text == "31 years ago" and row.kind == "date"]
    assert (ago.edtf, ago.relative) == ("1988", True)
    assert len(ledger.changes) == 0


def test_a_series_has_the_facts_of_each_issue_and_their_changes_in_order(archive):
    ledger = archive.trace("harbour-council").facts
    assert ledger.series == "harbour-council"
    dates = [statement.date for statement in ledger.matrix.statements]
    assert dates == sorted(dates)
    assert len(dates) == 4
    rates = [row for row in ledger.changes if row.verdict == "value changed" and row.now and "3-3/4 percent" in row.now]
    assert [(row.was_date, row.now_date) for row in rates] == [("2023-02-01", "2023-03-22")]
    for row in ledger.matrix.rows:
        for place, facts in enumerate(row.facts):
            assert all(0 <= index < len(ledger.matrix.statements[place].facts) for index in facts)


def test_the_facts_of_a_traced_series_are_those_that_the_archive_remembers(store):
    with variorum.open(store.folder) as first:
        read = first.trace("harbour-council").facts
    assert store.connection.execute("SELECT count(*) FROM fact_reading").fetchone() == (4,)
    # So that what is remembered is told from what would be read.
    with store.writing():
        store.connection.execute("UPDATE fact SET confidence = 0.123")
    with variorum.open(store.folder) as again:
        remembered = again.trace("harbour-council").facts
        left = again.trace("harbour-council")
    assert {row.confidence for row in remembered.facts} == {0.123}
    assert [row.text for row in remembered.facts] == [row.text for row in read.facts]
    assert left.facts.to_json() == read.to_json()  # after the archive was closed


def test_the_facts_of_a_stretch_are_those_of_its_issues_alone(archive):
    series = archive.trace("harbour-council")
    part = series.read_facts(since="2023-03", until="2023-05")
    assert [statement.date for statement in part.matrix.statements] == ["2023-03-22", "2023-05-03"]
    with pytest.raises(SeriesUntraceable, match="no issue since 2030"):
        series.read_facts(since="2030")


def test_more_than_two_statements_and_unknown_languages_are_refused(archive, paths):
    with pytest.raises(TypeError, match=r"one statement or two, not 3.*trace"):
        variorum.facts(*paths, paths[0])
    with pytest.raises(TypeError, match="one reference or two, not 0"):
        archive.facts()
    with pytest.raises(LanguageUnknown):
        variorum.facts(paths[0], language="xx-nothing")


def test_reading_facts_says_the_same_every_time(paths):
    first, second = (variorum.facts(*paths).to_json() for _ in range(2))
    assert first == second


def test_facts_of_wrapped_and_of_unwrapped_text_are_alike(tmp_path):
    said = "In these hours 118 residents of the lower towns of Karrow were drowned on March 4-5, 1988."
    for name, text in (("one.txt", said), ("two.txt", re.sub(r" (of|on) ", r"\n\1 ", said))):
        (tmp_path / name).write_text(f"Statement\n\n{text}\n", "utf-8")
    changes = variorum.facts(tmp_path / "one.txt", tmp_path / "two.txt").matrix.changes
    assert changes
    assert {change.verdict for change in changes} == {Verdict.SAME}
