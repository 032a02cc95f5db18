"""Facts as people left them: rejected readings are out, names are joined and parted, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.analysis.facts.judged import FactJudgements, JudgedNames, judged
from variorum.analysis.facts.reader import read_facts
from variorum.model.facts import FactKind
from variorum.model.ledger import StatementFacts
from variorum.model.said import RejectedReading
from variorum.model.spans import Span
from variorum.workflows.compare import given, segmented


def statement(words, name="notice"):
    """A statement with what is read in it."""
    witness = segmented(given(name, words), None)
    return StatementFacts(name, witness, None, read_facts(witness, None))


@pytest.fixture
def flood():
    return statement("In the flood 150 civilians were killed in Kyiv, and 7 barges sank near Kiev and Odesa.")


def handles(found):
    """The handle of each name, by the words as said."""
    content = found.statement.witness.content
    return {fact.span.of(content): fact.name for fact in found.statement.facts if fact.name}


def rejecting(of, kind, words):
    start = of.witness.content.index(words)
    reading = RejectedReading(Span(start, start + len(words)), FactKind(kind), 7)
    return FactJudgements(rejected={of.witness.witness.text.sha256: (reading,)})


def test_without_judgements_all_is_as_it_was(flood):
    (found,) = judged([flood], FactJudgements())
    assert found.statement == flood
    assert (found.rejected, found.renamed) == ((), frozenset())
    assert not FactJudgements()


@pytest.mark.parametrize("words", ["150", "150 civilians", "flood 150 civilians were"])
def test_a_rejected_reading_is_left_out_whether_its_span_holds_the_words_or_lies_in_them(flood, words):
    (found,) = judged([flood], rejecting(flood, "quantity", words))
    ((fact, judgement),) = found.rejected
    assert (fact.span.of(flood.witness.content), judgement) == ("150", 7)
    assert found.statement.facts == tuple(each for each in flood.facts if each != fact)


def test_readings_of_another_kind_place_or_text_stay(flood):
    other = statement("In the storm 150 civilians were killed.", "other")
    for judgements in (rejecting(flood, "place", "150"), rejecting(flood, "quantity", "barges sank")):
        assert judged([flood], judgements)[0].statement == flood
    assert judged([other], rejecting(flood, "quantity", "150"))[0].statement == other


def test_names_that_are_one_share_a_handle_in_all_statements(flood):
    other = statement("The quay of Odessa burned.", "other")
    both = judged([flood, other], FactJudgements(((("Kyiv", "Odesa"), True),)))
    found = {**handles(both[0]), **handles(both[1])}
    assert len(set(found.values())) == 1
    assert set(found) == {"Kyiv", "Kiev", "Odesa", "Odessa"}
    assert both[1].renamed or both[0].renamed
    for each, before in zip(both, (flood, other), strict=True):
        assert [replace(fact, name=None) for fact in each.statement.facts] == [
            replace(fact, name=None) for fact in before.facts
        ]


def test_names_that_are_two_are_parted_and_only_they(flood):
    assert handles(judged([flood], FactJudgements())[0]) == {"Kyiv": "Kyiv", "Kiev": "Kyiv", "Odesa": "Odesa"}
    (found,) = judged([flood], FactJudgements(((("Kiev", "Kyiv"), False),)))
    assert handles(found) == {"Kyiv": "Kyiv", "Kiev": "Kiev", "Odesa": "Odesa"}
    assert [found.statement.facts[place].span.of(flood.witness.content) for place in found.renamed] == ["Kiev"]


def test_the_later_of_two_decisions_counts(flood):
    decisions = ((("Kiev", "Kyiv"), False), (("Kyiv", "Kiev"), True))
    assert judged([flood], FactJudgements(decisions))[0].statement == flood
    assert handles(judged([flood], FactJudgements(decisions[::-1]))[0])["Kiev"] == "Kiev"


def test_joined_names_are_joined_on(flood):
    decisions = ((("Kyiv", "Odesa"), True), (("Odesa", "Ilden"), True), (("Ilden", "Karrow"), True))
    names = JudgedNames(decisions, [("Kyiv", "Kiev"), ("Odesa", "Odesa"), ("Ilden", "Ilden")])
    assert len({names.handle(*pair) for pair in (("Kyiv", "Kiev"), ("Odesa", "Odessa"), ("Karrow", "Karrow"))}) == 1
    assert names.handle("Oskarel", "Oskarel") == "Oskarel"


def test_a_parted_name_can_be_joined_to_another():
    decisions = ((("Kiev", "Kyiv"), False), (("Kiev", "Old Kiev"), True))
    names = JudgedNames(decisions, [("Kyiv", "Kiev"), ("Kyiv", "Kyiv"), ("Old Kiev", "Old Kiev")])
    assert names.handle("Kyiv", "Kiev") == names.handle("Old Kiev", "Old Kiev") != names.handle("Kyiv", "Kyiv")
