"""The likeness of two lines is the score that comparing them gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.align.collate import Judgements, collate_witnesses
from variorum.align.likeness import Likeness
from variorum.model.alignment import SegmentedWitness
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Text, Witness

BASE = "The Council will raise the mooring rate by 1/4 percentage point, to 3-1/2 percent, on March 6, 1988."
OTHERS = (
    BASE,
    "The Council will lower the mooring rate by 1/2 percentage point, to 3 percent, on 6 March 1988.",
    "the  Council will raise the mooring rate by 1/4 percentage point, to 3-1/2 percent, on 6 March 1988!",
    "To raise the mooring rate to 3-1/2 percent is what the Council will do on March 6, 1988.",
    "Storms on the northern route keep small vessels in port.",
    "It is 33 years since the flood, and 34 years since the bridge was built.",
    "委员会决定提高泊位利率",
    "1.",
)


def compared(one, other):
    """What a comparison gives when a person says that the two lines answer each other."""
    sides = [
        SegmentedWitness(
            Witness("", Text(words, "", Derivation("", ""))),
            (Segment(0, SegmentKind.SENTENCE, Span(0, len(words)), 0),),
            LineBreaks.PARAGRAPH,
            "",
        )
        for words in (one, other)
    ]
    (bead,) = collate_witnesses(*sides, judgements=Judgements(pairs=((0, 0),))).beads
    return bead.score


@pytest.mark.parametrize("one", OTHERS)
@pytest.mark.parametrize("other", OTHERS)
def test_the_likeness_is_the_score_of_the_comparison(one, other):
    assert Likeness(one).of(other) == pytest.approx(compared(one, other))


WORDS = st.lists(
    st.sampled_from("the Council must raise 3-1/2 percent of March 6 , 1988 . rates Rates “dues” dues".split()),
    min_size=1,
    max_size=14,
).map(" ".join)


@given(WORDS, WORDS)
def test_the_likeness_is_the_score_of_the_comparison_for_any_words(one, other):
    assert Likeness(one).of(other) == pytest.approx(compared(one, other))


@pytest.mark.parametrize("other", OTHERS)
def test_the_likeness_is_not_greater_than_its_bound(other):
    assert Likeness(BASE).of(other) <= Likeness(BASE).at_most(other)


def test_a_line_is_wholly_like_itself_and_like_its_other_spellings():
    assert Likeness(BASE).of(BASE) == Likeness(BASE).of(OTHERS[2].rstrip("!") + ".") == 1.0


def test_nothing_is_like_white_space():
    assert Likeness(BASE).of(" \n") == Likeness(" ").of(BASE) == 0.0


def test_the_nearest_line_is_the_likest_and_of_equals_the_first():
    assert Likeness(BASE).nearest([OTHERS[4], OTHERS[1], OTHERS[0], OTHERS[0]])[0] == 2
    assert Likeness(BASE).nearest([]) == (-1, 0.0)
    assert Likeness("Nothing like it").nearest(["one", "two"]) == (0, 0.0)


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("the records must be published", 1.0),
        ("It was held that THE records must be published in full, and whoever altered them must answer for it.", 1.0),
        ("It was held that the papers must be published in full, and whoever altered them must answer for it.", 0.655),
        ("Published must be the records.", 0.448),
        ("The records " + "of the harbour office in the lower town " * 3 + "must be published.", 0.655),
        ("Storms keep small vessels in port.", 0.0),
        ("", 0.0),
    ],
)
def test_what_stands_in_a_longer_line_is_measured_in_order_by_weight_and_near_each_other(line, share):
    assert Likeness("The records must be published.").contained(line) == pytest.approx(share, abs=0.001)


LONGER = st.lists(st.sampled_from("the Council must raise 3-1/2 percent of rates , “dues” .".split()), max_size=40)


@given(WORDS, LONGER, LONGER)
def test_a_sentence_is_contained_whole_wherever_it_stands_in_a_line(words, before, after):
    likeness = Likeness(words)
    line = " ".join([*before, words, *after])
    assert likeness.contained(line) == likeness.contained(line, at_least=1.0) == (1.0 if likeness.size else 0.0)


@given(WORDS, LONGER)
def test_a_share_below_the_bar_may_be_left_out_and_no_other(words, line):
    share = Likeness(words).contained(" ".join(line))
    assert Likeness(words).contained(" ".join(line), at_least=0.8) in ({share} if share >= 0.8 else {share, 0.0})
