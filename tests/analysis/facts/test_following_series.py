"""The matrix: facts through the issues of a series, a row for each."""

from __future__ import annotations

from variorum.analysis.facts.following.follow import follow
from variorum.analysis.facts.following.matrix import matrix
from variorum.analysis.facts.following.threads import answer_threads, lineage_threads
from variorum.analysis.facts.reader import read_facts
from variorum.analysis.series.lineage import trace
from variorum.model.facts import FactKind
from variorum.model.ledger import StatementFacts, Verdict
from variorum.model.lineage import SeriesIssue
from variorum.model.provenance import Issue
from variorum.workflows.compare import collate, given, segmented

STORM = "On {day} the keepers of Orsa remember the storm. In all, {dead} keepers were killed {ago} years ago."
HALL = "The hall of Sumgayit was opened to all. The Council demands that the harbour be repaired."


def series(*texts):
    """The matrix of statements of one day in the years from 2001 on."""
    issues = []
    for k, text in enumerate(texts):
        date = f"{2001 + k}-05-04"
        issues.append(SeriesIssue(f"storm@{date}", Issue("storm", date, 1), None, segmented(given(date, text), "en")))
    lineage = trace(issues, "storm", "en")
    facts = [
        StatementFacts(one.reference, one.witness, one.date, read_facts(one.witness, one.date))
        for one in lineage.issues
    ]
    return matrix(facts, lineage_threads(lineage))


def row(found, kind, words):
    """What stands in the cells of the row whose first mention is in these words, and what became of it there."""
    for each in found.rows:
        cells = [said(found, k, places) for k, places in enumerate(each.facts)]
        if each.kind is kind and next(cell for cell in cells if cell)[0] == words:
            return [" ".join(cell) for cell in cells], list(each.verdicts)
    raise AssertionError(words)


def said(found, k, places):
    statement = found.statements[k]
    return [" ".join(statement.facts[place].span.of(statement.witness.content).split()) for place in places]


def test_a_count_that_runs_with_the_dates_is_one_row():
    found = series(*(STORM.format(day="4 May", dead=12, ago=31 + k) for k in range(3)))
    assert row(found, FactKind.QUANTITY, "31 years") == (
        ["31 years", "32 years", "33 years"],
        [None, Verdict.ROLLOVER, Verdict.ROLLOVER],
    )
    assert row(found, FactKind.QUANTITY, "12") == (["12", "12", "12"], [None, None, None])


def test_a_fact_that_comes_back_goes_on_in_its_row():
    with_hall = STORM.format(day="4 May", dead=12, ago=31) + " " + HALL
    without = STORM.format(day="4 May", dead=12, ago=32)
    found = series(with_hall, without, without, with_hall)
    verdicts = [None, Verdict.DROPPED, None, Verdict.RETURNED]
    assert row(found, FactKind.PLACE, "Sumgayit") == (["Sumgayit", "", "", "Sumgayit"], verdicts)
    words = "demands that the harbour be repaired"
    assert row(found, FactKind.DEMAND, words) == ([words, "", "", words], verdicts)


def test_the_changes_of_two_statements_are_those_of_following_them():
    base, other = STORM.format(day="4 May", dead=12, ago=31) + " " + HALL, STORM.format(day="May 4", dead=14, ago=31)
    alignment = collate(base, other, language="en").alignment
    sides = [StatementFacts("one", each, None, read_facts(each, None)) for each in (alignment.base, alignment.other)]
    answers = [(bead.base, bead.other) for bead in alignment.beads if bead.base and bead.other]
    assert matrix(sides, answer_threads(answers)).changes == follow(*sides, answers)


def test_one_statement_has_rows_and_no_changes():
    found = series(STORM.format(day="4 May", dead=12, ago=31))
    assert not found.changes
    assert {verdict for each in found.rows for verdict in each.verdicts} == {None}
