"""Demands beside the figures in them, and demands with another verb."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.render.ledgers import change, demand, quantity, statement
from variorum.analysis.facts.stances.words import strength, verb_forms
from variorum.model.facts import FactKind
from variorum.model.ledger import FactMatrix, Verdict
from variorum.render.facts_demands import ASKING, other_verb, told_by_figures
from variorum.render.facts_terminal import ledger_page
from variorum.render.facts_view import LedgerView, summary_sentences
from variorum.render.html.facts import ledger_page as html_page

OLDER = ("The Board decides to lower the toll by 5 percent for barges.", "5 percent")
NEWER = ("The Board decides to lower the toll by 6 percent for barges.", "6 percent")


def asked(older, newer, acts=("decide", "decide"), *, verdict=Verdict.REWORDED):
    """Two statements of a demand with a figure each, both of which changed."""
    statements = tuple(
        statement(name, name, [line], [demand(line[10:-1], act), quantity(figure, figure.split()[0], unit="percent")])
        for name, (line, figure), act in zip(("2023", "2024"), (older, newer), acts, strict=True)
    )
    told = (change(verdict, FactKind.DEMAND, 0, 0), change(Verdict.VALUE, FactKind.QUANTITY, 1, 1))
    return LedgerView(FactMatrix(statements, told, ()), (True, True))


def test_a_demand_with_no_other_new_words_than_its_figures_is_counted_and_not_listed_again():
    view = asked(OLDER, NEWER)
    assert told_by_figures(view.matrix, view.matrix.changes) == {view.matrix.changes[0]}
    page = ledger_page(view, width=80, color=False)
    assert "“5 percent” → “6 percent”" in page
    assert page.count("6 percent") == 1
    assert "≈ reworded (1)" in page
    assert "and 1 demand with no other new words than changes told here" in page
    assert "Changed: 1 value changed; 1 reworded." in list(summary_sentences(view))


def test_a_page_for_a_browser_does_not_list_such_a_demand_again():
    view = asked(OLDER, NEWER)
    earlier = replace(view.matrix.statements[0], reference="2022", date="2022")
    changes = tuple(replace(one, facts=(None, *one.facts)) for one in view.matrix.changes)
    three = replace(
        view,
        matrix=FactMatrix((earlier, *view.matrix.statements), changes, ()),
        whole=(True, True, True),
        series="tolls",
    )
    listed = re.search(r'<section class="changed" .*?</section>', html_page(three), re.DOTALL)
    assert listed
    assert listed[0].count("6 percent") == 1
    assert "and 1 demand with no other new words than changes told here" in listed[0]


def test_a_demand_with_another_new_word_is_listed():
    newer = ("The Board decides to raise the toll by 6 percent for barges.", "6 percent")
    view = asked(OLDER, newer)
    assert told_by_figures(view.matrix, view.matrix.changes) == frozenset()
    assert "no other new words" not in ledger_page(view, width=80, color=False)


def test_a_demand_is_listed_where_the_change_of_its_figure_is_not():
    view = asked(OLDER, NEWER)
    assert told_by_figures(view.matrix, view.matrix.changes[:1]) == frozenset()
    only = replace(view, verdicts=frozenset({Verdict.REWORDED}))
    assert "6 percent for barges" in ledger_page(only, width=80, color=False)


def test_another_verb_of_asking_is_said_in_neutral_words_with_both_demands():
    older = ("The Board urges the bargemen to pay 5 percent.", "5 percent")
    newer = ("The Board calls upon the bargemen to pay 6 percent.", "6 percent")
    view = asked(older, newer, ("urge", "call"))
    page = ledger_page(view, width=80, color=False)
    assert "≈ other verb (1)" in page
    words = " ".join(page.split())
    assert "“urges the bargemen to pay 5 percent” → “calls upon the bargemen to pay 6 percent”" in words
    assert "Changed: 1 value changed; 1 reworded (of them 1 with another verb)." in list(summary_sentences(view))
    assert not re.search("weak|strong", page)
    assert "other verb" in html_page(view)


def test_a_demand_in_mostly_other_words_is_called_so_and_stands_behind_those_with_another_verb():
    older = ("The Board urges the bargemen to grasp this chance at 5 percent.", "5 percent")
    newer = ("The Board urges the keepers of both banks to sustain all they promised for 6 percent.", "6 percent")
    page = ledger_page(asked(older, newer), width=80, color=False)
    assert "≈ mostly other words (1)" in page
    assert "≈ reworded" not in page
    nearly = ("The Board urges the bargemen and keepers to grasp this chance at 6 percent.", "6 percent")
    assert "≈ reworded (1)" in ledger_page(asked(older, nearly), width=80, color=False)


@pytest.mark.parametrize(
    ("acts", "verdict"),
    [
        (("urge", "urge"), Verdict.REWORDED),
        (("urge", "condemn"), Verdict.REWORDED),
        (("regret", "condemn"), Verdict.REWORDED),
        (("urge", "call"), Verdict.SAME),
    ],
)
def test_verbs_of_one_class_and_verbs_that_do_not_ask_are_no_other_verb(acts, verdict):
    view = asked(OLDER, NEWER, acts, verdict=verdict)
    assert not other_verb(view.matrix, view.matrix.changes[0])


def test_every_class_of_asking_with_a_rank_is_known_to_the_pages():
    acts = {verb.act for verb in verb_forms().values()} | ASKING
    ranked = {act for act in acts if (found := strength(act)) and found.ladder == "asking"}
    assert ranked == ASKING - {"welcome", "decide"}
