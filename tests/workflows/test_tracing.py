"""A series that an archive remembers is the series as it would be traced from nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive.archives import keep
from variorum.analysis.series.lineage import trace
from variorum.archive import lineages
from variorum.archive.removal import captures_of_witness, remove
from variorum.archive.store import Store
from variorum.model.judgements import Verb
from variorum.model.lineage import LineEventKind
from variorum.workflows.judge import judge_lines, undo_judgement
from variorum.workflows.kept import named
from variorum.workflows.series import trace_series
from variorum.workflows.tracing import MOST_ADDED

if TYPE_CHECKING:
    import random

SENTENCES = (
    "The Council welcomes the progress that the harbour towns have made since the spring.",
    "The Council regrets that the two lighthouses on the northern shore remain closed.",
    "Fishing crews reported fewer accidents than in any year of the last decade.",
    "The Council calls on all parties to return the seized vessels without delay.",
    "The Council again calls on all parties to return the seized vessels and their crews without delay.",
    "A fund of four million crowns supports the families of lost sailors.",
    "Ferries to the outer islands will run twice a day until further notice.",
    "The Council will review the tolls at its next session.",
    "No ship may pass the strait at night without a pilot.",
    "The Council thanks the volunteers of the rescue stations, and it asks the towns to give them new boats.",
    "The Council thanks the volunteers of the rescue stations.",
    "It asks the towns to give them new boats.",
)
NOW = "2024-05-01T10:00:00Z"


def keep_issue(store, year, sentences, *, series="notices"):
    text = f"Notice of the Harbour Council\n\n4 June {year}\n\n" + "\n\n".join(sentences) + "\n"
    keep(store, f"{series}-{year}.txt", text, series=series)


def as_traced_from_nothing(lineage):
    return trace(lineage.issues, lineage.series, lineage.language)


def kinds(line):
    return [event.kind.value for event in line.events]


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / ".variorum") as store:
        yield store


@settings(max_examples=12)
@given(
    st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), min_size=2, max_size=7),
    st.randoms(use_true_random=False),
)
def test_issues_added_one_by_one_in_any_order_give_the_lineage_of_all(issues, chance: random.Random):
    years = list(range(2001, 2001 + len(issues)))
    chance.shuffle(years)
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / ".variorum") as store:
        for year in years:
            keep_issue(store, year, issues[year - 2001])
            lineage = trace_series(store, "notices").lineage
            assert lineage == as_traced_from_nothing(lineage)


@settings(max_examples=6)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), min_size=6, max_size=9))
def test_issues_added_a_few_at_a_time_give_the_lineage_of_all(issues):
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / ".variorum") as store:
        for number, sentences in enumerate(issues):
            keep_issue(store, 2001 + number, sentences)
            if number % 3 == 2:
                lineage = trace_series(store, "notices").lineage
                assert lineage == as_traced_from_nothing(lineage)


def test_what_is_remembered_is_not_traced_again(store, monkeypatch):
    for year in (2001, 2002, 2003):
        keep_issue(store, year, SENTENCES[:5])
    first = trace_series(store, "notices").lineage
    monkeypatch.setattr("variorum.workflows.tracing.Tracer", None)
    assert trace_series(store, "notices").lineage == first


def test_one_more_issue_follows_only_its_own_lines(store, monkeypatch):
    from variorum.workflows import tracing

    for year in range(2001, 2006):
        keep_issue(store, year, SENTENCES[:5])
    trace_series(store, "notices")
    followed = []
    follow = tracing.follow
    monkeypatch.setattr(tracing, "follow", lambda *given, **named: followed.append(1) or follow(*given, **named))
    keep_issue(store, 2006, SENTENCES[:4])
    lineage = trace_series(store, "notices").lineage
    assert len(followed) == 1
    assert lineage == as_traced_from_nothing(lineage)


def test_more_new_issues_than_are_asked_for_one_by_one(store):
    keep_issue(store, 2001, SENTENCES[:5])
    trace_series(store, "notices")
    for year in range(2002, 2004 + MOST_ADDED):
        keep_issue(store, year, SENTENCES[year % 4 : 6])
    lineage = trace_series(store, "notices").lineage
    assert lineage == as_traced_from_nothing(lineage)


def test_a_series_is_traced_where_nothing_can_be_remembered(store):
    for year in (2001, 2002):
        keep_issue(store, year, SENTENCES[:5])
    with Store.open(store.folder) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        lineage = trace_series(store, "notices").lineage
        other.connection.execute("ROLLBACK")
    assert lineage == as_traced_from_nothing(lineage)
    assert lineages.find_traced(store.connection, "notices", "en") is None


@pytest.mark.parametrize("at", ["standing", "lineages.find_traced"])
def test_what_another_program_takes_away_while_a_series_is_traced_breaks_nothing(store, monkeypatch, at):
    from variorum.workflows import tracing

    for year in (2001, 2002, 2003):
        keep_issue(store, year, SENTENCES[:5])
    holder, _, name = f"tracing.{at}".rpartition(".")
    holder = tracing if holder == "tracing" else lineages
    asked = getattr(holder, name)

    def taken_away(*given):
        monkeypatch.setattr(holder, name, asked)
        with Store.open(store.folder) as other:
            remove(other, captures_of_witness(other.connection, named(other, "notices@2002")), now=NOW)
        return asked(*given)

    monkeypatch.setattr(holder, name, taken_away)
    with Store.open(store.folder, writable=False) as reader:
        lineage = trace_series(reader, "notices").lineage
    assert [issue.date for issue in lineage.issues] == ["2001-06-04", "2003-06-04"]
    assert lineage == as_traced_from_nothing(lineage)
    assert trace_series(store, "notices").lineage == lineage


def test_a_remembered_series_is_read_in_one_state_whatever_is_traced_meanwhile(store, monkeypatch):
    for year in (2001, 2002):
        keep_issue(store, year, SENTENCES[:5])
    before = trace_series(store, "notices").lineage
    load = lineages.load_events

    def added_meanwhile(*given):
        monkeypatch.setattr(lineages, "load_events", load)
        with Store.open(store.folder) as other:
            keep_issue(other, 2003, SENTENCES[3:9])
            trace_series(other, "notices")
        return load(*given)

    monkeypatch.setattr(lineages, "load_events", added_meanwhile)
    with Store.open(store.folder, writable=False) as reader:
        assert trace_series(reader, "notices").lineage == before
    assert len(trace_series(store, "notices").lineage.issues) == 3


def test_a_revision_of_an_issue_takes_its_place(store):
    for year in (2001, 2002):
        keep(store, f"{year}.txt", _notice(year, SENTENCES[:4]), url=f"https://council.example/{year}")
    trace_series(store, "notices")
    keep(store, "2002.txt", _notice(2002, SENTENCES[:3]), url="https://council.example/2002", at="2025-01-01T00:00:00Z")
    lineage = trace_series(store, "notices").lineage
    assert lineage == as_traced_from_nothing(lineage)
    assert "dropped" in {kind for line in lineage.lines for kind in kinds(line)}


def _notice(year, sentences):
    return f"Notice of the Harbour Council\n\n4 June {year}\n\n" + "\n\n".join(sentences) + "\n"


def test_a_judged_link_joins_lines_of_distant_issues_and_its_undoing_parts_them(store):
    old, new = "The mole at Varn is closed.", "Nobody may walk on the sea wall."
    keep_issue(store, 2001, (*SENTENCES[:4], old))
    keep_issue(store, 2002, SENTENCES[:4])
    keep_issue(store, 2003, (*SENTENCES[:4], new))
    before = trace_series(store, "notices").lineage
    judged = judge_lines(store, Verb.LINK, [("notices@2001", old), ("notices@2003", new)], by="a reader", now=NOW)
    linked = trace_series(store, "notices").lineage
    line = next(line for line in linked.lines if old in linked.words(line.first))
    assert kinds(line) == ["introduced", "dropped", "returned"]
    assert line.last.judged
    undo_judgement(store, judged.judgement.id, now=NOW)
    assert trace_series(store, "notices").lineage == before


def test_a_rejected_line_continues_nothing(store):
    keep_issue(store, 2001, SENTENCES[:4])
    keep_issue(store, 2002, SENTENCES[:4])
    trace_series(store, "notices")
    judge_lines(store, Verb.REJECT, [("notices@2002", SENTENCES[2])], now=NOW)
    lineage = trace_series(store, "notices").lineage
    lines = [line for line in lineage.lines if SENTENCES[2] in lineage.words(line.first)]
    assert [kinds(line) for line in lines] == [["introduced", "dropped"], ["introduced"]]
    assert lines[1].first.judged
    assert lines[1].first.kind is LineEventKind.INTRODUCED


def test_what_is_remembered_of_a_series_goes_with_a_text_that_goes(store):
    for year in (2001, 2002):
        keep_issue(store, year, SENTENCES[:5])
    trace_series(store, "notices")
    (text,) = store.connection.execute("SELECT max(id) FROM text").fetchone()
    with store.writing():
        store.connection.execute("DELETE FROM traced_issue WHERE text = ?", (text,))
    for table in ("traced", "traced_issue", "line", "line_event", "line_wording", "line_stem"):
        assert store.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


FORMULA = "The Council decides to remain seized of the matter of the northern shore."


def formulae(lineage):
    return [lineage.words(line.first) for line in lineage.lines if line.formulaic and line.kind == "sentence"]


@pytest.mark.parametrize("traced", [(), ("notices",), ("notices", "letters", "reports")])
def test_words_that_stand_in_three_series_are_a_formula_whichever_of_them_were_traced_before(store, traced):
    for number, series in enumerate(("notices", "letters", "reports")):
        assert "notices" not in traced or number == 0 or formulae(trace_series(store, "notices").lineage) == []
        keep_issue(store, 2001, (SENTENCES[number], FORMULA), series=series)
        if series in traced:
            trace_series(store, series)
    assert formulae(trace_series(store, "notices").lineage) == [FORMULA]
    assert formulae(as_traced_from_nothing(trace_series(store, "notices").lineage)) == []


def test_a_formula_is_one_too_where_the_archive_cannot_be_written(store, tmp_path):
    for series in ("notices", "letters", "reports"):
        keep_issue(store, 2001, (SENTENCES[0], FORMULA), series=series)
    with Store.open(tmp_path / ".variorum", writable=False) as read_only:
        assert formulae(trace_series(read_only, "letters").lineage) == [SENTENCES[0], FORMULA]
