"""What holds of every extractor of facts: the rules alone, and the rules with a language model, really loaded."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.facts.statements import witness
from variorum.model.facts import FactKind
from variorum.render.ledger import fact_fields
from variorum.workflows.extracting import core_extractor

STRAIGHT = str.maketrans("’“”", '\'""')
STATEMENT = """On the third anniversary of the flood, the Orsa Harbour Council remembers the 212 people who lost \
their lives on the night of 3-4 May 2011.

More than 40 Orsa Coast Guard volunteers were injured, and 17 children were reported missing. Minister Ilka Vandermeer \
said that the Council will publish the report. The Mayor and the Harbour Council demand that the dykes be repaired. \
Those responsible must be punished. About 30 percent of the harbour was lost, at a cost of $4.5 million.

For further information call 202-555-0143 or write to 12 Quay Street, Orsa 20401."""


@pytest.fixture(scope="module", params=["core", "nlp"])
def extractor(request):
    """Each extractor in turn."""
    return core_extractor() if request.param == "core" else request.getfixturevalue("parsed")


def said(extractor, text, anchor="2014-05-04", language=None):
    """The facts as JSON has them, white space folded, quotation marks straight, without offsets."""
    rows = [fact_fields(fact, text) for fact in extractor.read(witness(text, language), anchor).facts]
    return [
        {key: _folded(value) for key, value in row.items() if key not in ("start", "end") and "_span" not in key}
        for row in rows
    ]


def _folded(value):
    return " ".join(value.split()).translate(STRAIGHT) if isinstance(value, str) else value


def spans_of(fact):
    """Every span that a fact holds."""
    quantity, stance = fact.quantity, fact.stance
    spans = [fact.span, fact.role]
    if quantity:
        spans += [quantity.counted, quantity.counted_inferred, quantity.predicate, quantity.qualifier]
    if stance:
        spans += [stance.holder, stance.target]
    return [span for span in spans if span is not None]


def test_it_says_what_it_is(extractor):
    assert extractor.name
    assert extractor.name == extractor.name.strip()


def test_the_facts_of_a_statement_come_in_text_order_with_their_kind_value_and_place(extractor):
    facts = extractor.read(witness(STATEMENT), "2014-05-04").facts
    places = [fact.span.start for fact in facts]
    assert places == sorted(places)
    assert {FactKind.QUANTITY, FactKind.DATE, FactKind.PERSON, FactKind.ORGANISATION, FactKind.DEMAND} <= {
        fact.kind for fact in facts
    }
    values = {fact.span.of(STATEMENT): fact.quantity.low for fact in facts if fact.quantity}
    assert {int(value) for words, value in values.items() if words in ("212", "40", "17")} == {212, 40, 17}


def test_every_span_lies_in_the_text_and_holds_no_space_at_its_ends(extractor):
    for fact in extractor.read(witness(STATEMENT), "2014-05-04").facts:
        for span in spans_of(fact):
            words = span.of(STATEMENT)
            assert words
            assert words == words.strip()
        assert 0 <= fact.confidence <= 1
        assert fact.rule


def test_the_same_statement_gives_the_same_facts(extractor):
    statement = witness(STATEMENT)
    assert extractor.read(statement, "2014-05-04") == extractor.read(statement, "2014-05-04")


def test_what_was_read_before_changes_nothing(extractor):
    first = extractor.read(witness(STATEMENT), "2014-05-04")
    extractor.read(witness("Quorblatt Zemmerling met 14 unheard-of Vexillarians in Drommelgate."), None)
    assert extractor.read(witness(STATEMENT), "2014-05-04") == first


def test_no_number_is_in_two_quantities_and_none_is_read_in_a_telephone_number_or_an_address(extractor):
    quantities = [fact for fact in extractor.read(witness(STATEMENT), None).facts if fact.quantity]
    reached = 0
    for fact in quantities:
        assert fact.span.start >= reached
        reached = fact.span.end
    assert not {"202", "555", "0143", "202-555-0143", "12", "20401"} & {fact.span.of(STATEMENT) for fact in quantities}


def test_wrapping_changes_no_fact(extractor):
    wrapped = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in STATEMENT.split("\n\n"))
    assert said(extractor, wrapped) == said(extractor, STATEMENT)


def test_the_form_of_quotation_marks_changes_no_fact(extractor):
    straight = (
        "The Council's members demand that the \"Orsa Plan\" be kept. The Mayor calls on Orsa's 14 towns to vote."
    )
    curly = straight.replace("'", "’").replace(' "', " “").replace('" ', "” ")
    assert curly.translate(STRAIGHT) == straight
    assert said(extractor, curly) == said(extractor, straight)


def test_the_case_of_a_heading_changes_no_fact(extractor):
    title = "Statement by the Ministry of Harbours of the Republic of Orsa"
    body = "\n\nThe Ministry of Harbours of the Republic of Orsa remembers the 212 people who died.\n"
    quiet, loud = (
        [fact for fact in said(extractor, heading + body) if fact["text"].upper() != fact["text"]]
        for heading in (title, title.upper())
    )
    assert quiet[-len(loud) :] == loud


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u200b", "...", "— — —", "\x00\x01", "42", "ORSA"])
def test_a_text_with_nothing_to_read_has_no_facts(extractor, text):
    assert extractor.read(witness(text), None).facts == ()


@pytest.mark.parametrize(
    "text",
    [
        "وزارة الموانئ في أورسا تدين مقتل 212 مدنيا في 4 مايو 2011.",
        "\u202eThe Orsa Council, Ilka Vandermeer said, demands 14 boats.\u202c",
        "Orsa Оrsа ඔර්සා 東京 met 14 Πeople in Kaрpow, said Ílka Vandermeer.",
        "e\u0301" * 2000 + " 14 boats.",
        "\ud800 The Orsa Council has 14 boats. \udfff",
        "((((((((((" * 200 + "14 boats" + "))))))))))" * 200,
        "and 14 boats " * 900,
        "boat, " * 900,
        "of the " * 900 + "14 boats.",
    ],
    ids=["right to left", "turned", "mixed", "marks", "surrogates", "nested", "joined", "listed", "chained"],
)
def test_hostile_text_is_read_to_its_end(extractor, text):
    for fact in extractor.read(witness(text, "en"), None).facts:
        assert all(0 <= span.start < span.end <= len(text) for span in spans_of(fact))


@given(st.text(alphabet='ab Z1.,;()’"-\n\u00a0é“', max_size=120))
@settings(max_examples=40)
def test_any_text_is_read(parsed, text):
    for each in (core_extractor(), parsed):
        for fact in each.read(witness(text, "en"), None).facts:
            assert all(0 <= span.start < span.end <= len(text) for span in spans_of(fact))


def test_a_statement_in_german_has_the_same_facts_with_any_extractor(parsed):
    text = "Am 4. Mai 2011 starben 212 Menschen. Der Hafenrat von Orsa fordert Aufklärung."
    assert said(parsed, text, language="de") == said(core_extractor(), text, language="de")
