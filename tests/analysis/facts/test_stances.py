"""What a statement demands, condemns, promises: the verbs read and those left alone, who and of whom, how strongly."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.analysis.facts.reader import reading_of
from variorum.analysis.facts.stances import finder, speech
from variorum.analysis.facts.stances.words import strength, verb_forms
from variorum.model.alignment import SegmentedWitness
from variorum.model.facts import FactKind
from variorum.model.units import SegmentKind
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.segment import segment

OPENING = "The Harbour Office of Orsa marked the day of the flood."


def witness(content, language="en"):
    text = Text(content, hashlib.sha256(content.encode()).hexdigest(), Derivation("test", "1"))
    found = segment(content, language=language)
    return SegmentedWitness(Witness("orsa", text), found.segments, found.line_breaks, found.language)


def statement(*sentences):
    return witness("\n\n".join((OPENING, *sentences)))


def find_stances(made):
    return finder.find_stances(reading_of(made))


def find_speech(made):
    reading = reading_of(made)
    return speech.find_speech(reading, finder.find_stances(reading))


def words(span, read):
    return " ".join(span.of(read.content).split()) if span else None


def read(*sentences):
    """Class, words, holder and target of each stance; a modal and "not" stand with the class."""
    read = statement(*sentences)
    return [told(fact, read) for fact in find_stances(read)]


def told(fact, read):
    stance = fact.stance
    act = " ".join(filter(None, (stance.act, stance.modal, "not" if stance.negated else "")))
    return act, words(fact.span, read), words(stance.holder, read), words(stance.target, read)


def acts(*sentences):
    return [act for act, *_ in read(*sentences)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Minister Quist, speaking in Orsa, condemned the burning of the pier and demanded an inquiry, and amends.",
            [
                ("condemn", "condemned the burning of the pier", "Minister Quist", "the burning of the pier"),
                ("demand", "demanded an inquiry, and amends", "Minister Quist", "an inquiry, and amends"),
            ],
        ),
        (
            "According to maritime law, the sinking should be treated as a crime, and its authors must be punished.",
            [
                ("demand should", "should be treated as a crime", None, "the sinking"),
                ("demand must", "must be punished", None, "its authors"),
            ],
        ),
        (
            "We call on all pilots to return to their posts.",
            [("call", "call on all pilots to return to their posts", "We", "all pilots")],
        ),
        (
            "The Office decided today to lower the toll to two crowns.",
            [("decide", "decided today to lower the toll to two crowns", "The Office", None)],
        ),
        (
            "The Bank will act as needed to keep prices stable.",
            [("promise will", "will act as needed to keep prices stable", "The Bank", None)],
        ),
        (
            "The crew of the ferry were not given a hearing.",
            [("grievance not", "were not given a hearing", None, "The crew of the ferry")],
        ),
        (
            "The leadership of the old Harbour League is directly responsible for this crime.",
            [
                (
                    "blame",
                    "The leadership of the old Harbour League is directly responsible for this crime",
                    None,
                    "The leadership of the old Harbour League",
                )
            ],
        ),
        (
            "We do not recognise the annexation of the islet.",
            [("recognise not", "do not recognise the annexation of the islet", "We", "the annexation of the islet")],
        ),
        (
            "The sinking was declared a crime against the sea.",
            [("declare", "was declared a crime against the sea", None, "The sinking")],
        ),
        (
            "We once again remember with sorrow the memory of the drowned who served here.",
            [("commemorate", "once again remember with sorrow the memory of the drowned", "We", None)],
        ),
        (
            "The Government remains deeply concerned about the silting of the channel.",
            [("concern", "remains deeply concerned about the silting of the channel", "The Government", None)],
        ),
        ("We’ll rebuild the mole.", [("promise will", "We’ll rebuild the mole", "We", None)]),
        ("Together, let us rebuild the mole.", [("demand let us", "let us rebuild the mole", None, "us")]),
    ],
)
def test_a_stance_is_told_with_its_words_its_holder_and_its_target(sentence, expected):
    assert read(sentence) == expected


def test_a_resolution_is_read_by_its_verbs_and_the_body_that_opens_it():
    resolution = witness(
        "Resolution 9 (2012)\n\nThe Harbour Council,\n\n"
        "Noting with concern that the strait is narrow,\n\n"
        "Expressing its deep appreciation to the pilots for their work,\n\n"
        "1. Calls upon the parties to respect the buoys, and requests the Harbour Master to report on them;\n\n"
        "2. Urges all captains to slow down;\n\n"
        "3. Decides to extend the mandate of the pilots until 31 May 2013."
    )
    found = [told(fact, resolution) for fact in find_stances(resolution)]
    assert [(act, target) for act, _, _, target in found] == [
        ("concern", None),
        ("thank", None),
        ("call", "the parties"),
        ("request", "the Harbour Master"),
        ("urge", "all captains"),
        ("decide", None),
    ]
    assert {holder for _, _, holder, _ in found} == {"The Harbour Council"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The demand for pilots and the calls for help rose in the spring.",
        "The requested report was lost, as noted in the log.",
        "If we call on the pilots to return, the port can open.",
        "Should we call on the pilots to return?",
        "Nobody knows whether the pilots should return.",
        "Should the strait close, ferries stop.",
        "The report must have been lost in the storm.",
        "I must say it was a cold day.",
        "The pilots will be tired in the evening.",
        "The ministry responsible for planning the mole has moved.",
        "She could support the plan, and he may condemn it.",
        "This is how we should measure the tide.",
        "The road calls the walkers to the coast.",
        "The United States has a long coast.",
        "We bring them the nets they need to fish.",
        "They sent the masts and sails the crew of Orsa needs to cross.",
        "Her song “I Will Return” won a prize.",
        "It was longer than they should be.",
        "When they ask me to help, I go.",
        "This is the last speech I will give as mayor.",
    ],
)
def test_nouns_questions_conditions_and_guesses_are_no_stances(sentence):
    assert read(sentence) == []


def test_what_is_asked_is_told_behind_a_list_of_those_who_are_asked():
    [(act, said, _, target)] = read(
        "I urge all captains, keepers and pilots, and the crews ashore, to fly the flag today."
    )
    assert (act, target) == ("urge", "all captains, keepers and pilots, and the crews ashore")
    assert said.endswith("to fly the flag today")


def test_what_is_asked_again_is_asked():
    again = (
        "The Office calls once more on all captains to slow down.",
        "The Office calls again upon the pilots to go.",
    )
    assert [target for _, _, _, target in read(*again)] == ["all captains", "the pilots"]
    resolution = witness(
        "Resolution 9 (2012)\n\nThe Harbour Council,\n\n"
        "1. Reaffirms its support, and continues to urge the sides to meet;\n\n"
        "2. Continues to call on all captains to slow down."
    )
    found = [told(fact, resolution)[:2] for fact in find_stances(resolution)]
    assert found == [
        ("reaffirm", "Reaffirms its support"),
        ("urge", "continues to urge the sides to meet"),
        ("call", "Continues to call on all captains to slow down"),
    ]


def test_a_stance_ends_where_the_next_is_joined_to_it():
    found = read("The Bank will keep its rate at 5 percent and expects that prices fall.")
    assert [(act, said, holder) for act, said, holder, _ in found] == [
        ("promise will", "will keep its rate at 5 percent", "The Bank"),
        ("expect", "expects that prices fall", "The Bank"),
    ]
    found = read("The Office stresses that piers should not be lost, and recalls the flood.")
    assert [said for _, said, *_ in found][1:] == ["should not be lost", "recalls the flood"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "The Council calls upon Karrow, the Ferry Board, Ilden, and Orsa to meet again, without delay.",
            "calls upon Karrow, the Ferry Board, Ilden, and Orsa to meet again",
        ),
        (
            "The Council urges both towns to seek a just, lasting and workable settlement.",
            "urges both towns to seek a just, lasting and workable settlement",
        ),
        (
            "We must push back attempts to ignore, deny, distort, or revise the records of the flood.",
            "must push back attempts to ignore, deny, distort, or revise the records of the flood",
        ),
        (
            "Let us recommit to preserving, defending, and protecting the river.",
            "Let us recommit to preserving, defending, and protecting the river",
        ),
        (
            "The Council urges both towns to respect its powers in, and marking of, the lower quay.",
            "urges both towns to respect its powers in, and marking of, the lower quay",
        ),
        (
            "The Council thanks the Harbour Master, Envoy Edda Lorne, Adviser Orm Vale.",
            "thanks the Harbour Master, Envoy Edda Lorne, Adviser Orm Vale",
        ),
        (
            "The Council expects that low tides, including those of spring, ice, and drift, are likely to harm.",
            "expects that low tides, including those of spring, ice, and drift, are likely to harm",
        ),
    ],
)
def test_a_row_is_never_cut_in_two(sentence, said):
    assert said in [words for _, words, *_ in read(sentence)]


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        (
            "The Harbour Council, the Pier Board, and the Ferry Office will continue to watch the gauges.",
            "The Harbour Council, the Pier Board, and the Ferry Office",
        ),
        ("The power to shape our future should be given to the towns.", "The power to shape our future"),
        # Another clause is none of the row.
        ("The tide is high, the quay is wet, and the Council will continue to watch the gauges.", "the Council"),
    ],
)
def test_who_takes_a_stance_is_named_whole(sentence, holder):
    (stance,) = read(sentence)
    assert holder in stance[2:]


def test_the_last_of_a_row_may_have_an_article_and_another_clause_is_none():
    (past,) = read(
        "We acknowledge that the river is the root of our past, the guide of our days, and the light of Orsa."
    )
    assert past[1] == "acknowledge that the river is the root of our past, the guide of our days, and the light of Orsa"
    (gauges,) = read("We will watch the lower gauges, the upper gauges, and the lamps have been lit since noon.")
    assert gauges[1].startswith("will watch the lower gauges")
    assert "lit" not in gauges[1]


def test_what_is_decided_behind_an_aside_is_read():
    read = witness(
        "The Harbour Council,\n\nRecalling the flood,\n\n1. Decides, as recommended by the Master in his report of 19 "
        "February 2032, to extend the mandate of the Ferry Board until 30 April 2032;\n"
    )
    decided = find_stances(read)[-1]
    assert decided.stance.act == "decide"
    assert words(decided.span, read).endswith("to extend the mandate of the Ferry Board until 30 April 2032")


def test_what_is_urged_behind_a_but_is_told_by_itself():
    read = witness(
        "The Harbour Council,\n\nRecalling the flood,\n\n4. Notes the steps taken at Karrow, but urges the town to "
        "open both gates;\n"
    )
    said = [(fact.stance.act, words(fact.span, read)) for fact in find_stances(read)]
    assert said[-2:] == [("note", "Notes the steps taken at Karrow"), ("urge", "urges the town to open both gates")]


def test_a_hyphen_that_a_space_broke_off_ends_nothing():
    (noted,) = read("We recognise the end of this long -standing quarrel of the towns.")
    assert noted[1] == "recognise the end of this long -standing quarrel of the towns"


def test_neither_a_comma_in_a_figure_nor_a_name_with_points_ends_a_demand():
    sentence = "The Office urges all captains to carry 4,500 lamps on the U.S.-Orsa line by 12:30."
    assert read(sentence)[0][1] == sentence.removeprefix("The Office ").rstrip(".")


def test_words_that_only_strengthen_hide_no_stance():
    assert acts("We must all remember the storm.", "We all must remember the storm.") == ["demand must"] * 2
    assert acts("I continue to call on the Council to act.") == ["call"]
    assert acts("The Office condemns, in the strongest possible terms, the attack.") == ["condemn"]


def test_a_thing_that_should_work_is_expected_and_asked_of_nobody():
    assert acts("These measures should support trade.", "Captains should support trade.") == [
        "expect should",
        "expect should",
    ]
    assert acts("The present stance of policy should be sufficient.") == ["expect should"]
    assert acts("We should support trade.", "The pier should be repaired.") == ["demand should", "demand should"]


def test_what_a_verb_demands_is_not_told_again_by_its_modal():
    assert acts("The Office demands that the pier must be repaired.") == ["demand"]
    assert acts("The Office notes that the pier must be repaired.") == ["note", "demand must"]


def test_headings_and_other_languages_are_not_read():
    assert find_stances(witness(OPENING + "\n\nWe condemn the fire.", language="de")) == []
    heading = witness("OFFICE CONDEMNS THE FIRE\n\n" + OPENING)
    assert heading.segments[0].kind is not SegmentKind.SENTENCE
    assert find_stances(heading) == []


def test_the_ladder_of_asking_goes_from_noting_to_ordering():
    ladder = ("note", "take note", "encourage", "request", "call", "urge", "demand", "order")
    ranks = [strength(act) for act in ladder]
    assert {place.ladder for place in ranks} == {"asking"}
    assert [place.rank for place in ranks] == sorted({place.rank for place in ranks})
    should, must, demands = strength("demand", "should"), strength("demand", "must"), strength("demand")
    assert should.rank < must.rank < demands.rank
    assert strength("note").rank < should.rank


def test_censure_is_a_ladder_of_its_own():
    ranks = [strength(act) for act in ("concern", "regret", "deplore", "condemn")]
    assert {place.ladder for place in ranks} == {"censure"}
    assert [place.rank for place in ranks] == sorted({place.rank for place in ranks})
    assert strength("decide") is None


def test_each_form_of_a_verb_is_in_one_row():
    forms = verb_forms()
    assert forms["denies"].act == forms["denied"].act == "deny"
    assert forms["agreed"].act == "decide"
    assert forms["urging"].act == "urge"


SENTENCES = (
    "Minister Ada Quist, speaking in “Orsa Hall”, condemned the burning of the pier and demanded the keepers’ release.",
    "The sinking should be treated as a crime, and its authors must be punished.",
    "We’ll continue to defend the harbour’s rights, and we’re grateful to all pilots.",
    "The Office urges the captains, pilots and keepers to slow down, as a matter of urgency, to save lives.",
    "According to the pilots, the buoys were lost.",
    "The master told the Council that the mole “cannot stand”.",
    "The crew were not given a hearing; the League is responsible for the loss.",
)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.integers(20, 90))
@settings(max_examples=60)
def test_neither_wrapping_nor_the_form_of_quotation_marks_changes_what_is_said(sentences, width):
    plain = statement(" ".join(sentences))
    lines, line = [], ""
    for word in plain.content.split("\n\n")[1].split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped = "\n".join((*lines, line))
    straight = wrapped.replace("’", "'").replace("“", '"').replace("”", '"')
    for other in (witness(f"{OPENING}\n\n{text}") for text in (wrapped, straight)):
        for find in (find_stances, find_speech):
            assert [signs(fact, other) for fact in find(other)] == [signs(fact, plain) for fact in find(plain)]


def signs(fact, read):
    marks = str.maketrans("’“”", '\'""')
    return fact.rule, *(part and part.translate(marks) for part in told(fact, read))


@given(st.lists(st.sampled_from([*verb_forms(), *'must will the a we i to that , ; ( ) " . and not Orsa 9 –'.split()])))
@settings(max_examples=150)
def test_every_span_lies_in_its_sentence_and_shows_words(tokens):
    made = statement("We " + " ".join(tokens) + ".")
    for fact in (*find_stances(made), *find_speech(made)):
        spans = [fact.span, *filter(None, (fact.stance.holder, fact.stance.target))]
        for span in spans:
            shown = span.of(made.content)
            assert shown
            assert shown == shown.strip()
        assert any(one.span.start <= fact.span.start < fact.span.end <= one.span.end for one in made.segments)


@pytest.mark.parametrize(
    "unit",
    [
        "we must ",
        "the Office urges the ",
        '"said that ',
        "(called upon) ",
        "and demands, ",
        "will never be ",
        "the Orsa of Orsa and Orsa ",
        "according to , ",
        "express deep deep ",
        "x" * 40,
    ],
)
def test_a_demand_behind_a_sentence_without_end_is_read(unit):
    # A rule that goes back over what it has read would not end.
    made = statement("We " + unit * 10_000 + ".", "The Office urges all captains to slow down, they said.")
    assert told(find_stances(made)[-1], made)[0] == "urge"
    assert all(fact.stance.holder for fact in find_speech(made))


@pytest.mark.parametrize(
    ("sentence", "span", "holder"),
    [
        ("The master told the Council that the mole was old.", None, "The master"),
        ("He said, “It leaks.”", None, "He"),
        ("According to the pilots, the buoys were lost.", "According to the pilots", "the pilots"),
        ("Minister Quist demanded a full inquiry.", None, "Minister Quist"),
        ("The people of Orsa conveyed to the world that they are free.", None, "The people of Orsa"),
    ],
)
def test_speech_names_who_is_said_to_have_said_it(sentence, span, holder):
    made = statement(sentence)
    (fact,) = find_speech(made)
    assert fact.kind is FactKind.SPEECH
    assert words(fact.span, made) == (span or sentence.rstrip("."))
    assert words(fact.stance.holder, made) == holder


@pytest.mark.parametrize(
    "sentence",
    [
        "We said that the mole was old.",
        "The Member States that trade here pay no toll.",
        "The office declared a day of “mourning and rest” in the spring.",
        "The pier was moved according to plan.",
        "The Office urges all captains to slow down.",
        "The Committee today reaffirmed its view that the mole is old.",
    ],
)
def test_what_the_statement_itself_says_is_no_reported_speech(sentence):
    assert find_speech(statement(sentence)) == []


def test_the_demands_of_the_seed_statements_are_found_and_no_others(shared_data):
    spoken = {
        "000_3a5f3a5ae2636d59.txt": "condemn demand qualify adopt declare grievance blame demand demand promise "
        "commemorate",
        "001_9c6121e9391a4a7a.txt": "qualify adopt commemorate",
    }
    for name, expected in spoken.items():
        made = witness((shared_data / "seeds" / name).read_text(encoding="utf-8"))
        assert [fact.stance.act for fact in find_stances(made)] == expected.split()
