"""The clauses that came or went inside a paired line, as a reader finds them quoted."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import variorum
from tests.align.test_large_texts import line_of
from tests.properties.strategies import clauses
from variorum.align import restated
from variorum.model.alignment import EditOp, Side
from variorum.render.redline import segments_on, span_on
from variorum.text.tokenize import WORD, Vocabulary, tokenize


def quoted(base: str, other: str) -> tuple[list[str], list[str]]:
    """What is said to be gone and new inside the only paired line."""
    alignment = variorum.collate(base, other).alignment
    (bead,) = [bead for bead in alignment.beads if bead.base and bead.other]
    sides = (bead.gone, alignment.base.content), (bead.new, alignment.other.content)
    gone, new = ([" ".join(span.of(text).split()) for span in spans] for spans, text in sides)
    return gone, new


KEPT = "The Board closed the upper locks of the canal and moved the families of the valley to the hills"


def test_a_phrase_that_went_is_quoted_from_the_preposition_that_leads_it() -> None:
    assert quoted(f"{KEPT} by secret order of its northern keepers.", f"{KEPT}.") == (
        ["by secret order of its northern keepers"],
        [],
    )


def test_a_quotation_begins_and_ends_where_its_clause_does() -> None:
    tail = ", while the heavy autumn rains flooded many wooden houses of the people"
    head, rest = "The Board closed the upper locks of the canal and moved", "to the hills of the valley."
    assert quoted(f"{head} {rest}", f"{head}{tail} {rest}") == ([], [tail.removeprefix(", ")])


def test_a_clause_whose_last_words_stayed_is_not_quoted() -> None:
    head, rest = "The Board closed the upper locks of the canal and moved", "families of the valley to the hills."
    tail = ", whose cattle drowned after heavy autumn rains broke the"
    assert quoted(f"{head} {rest}", f"{head}{tail} {rest}") == ([], [])


@pytest.mark.parametrize(
    ("went", "said"),
    [
        (
            "Consistent with its old statutory mandate, the Board seeks to foster",
            ["Consistent with its old statutory mandate"],
        ),
        ("Although the keepers warned of", []),
        (
            "Bitter quarrels between wealthy miller families were fought over dry",
            ["Bitter quarrels between wealthy miller families were fought"],
        ),
        (
            "In clear line with the many written warnings of engineers, the keepers respected old",
            ["In clear line with the many written warnings of engineers"],
        ),
        (
            "The wealthy miller families are expected to remain poor in the long term but the Board expects trade to",
            ["The wealthy miller families are expected to remain poor in the long term"],
        ),
    ],
)
def test_a_quotation_ends_before_the_phrase_that_goes_on_into_what_stayed(went: str, said: list[str]) -> None:
    stayed = "local fisheries below the upper lock of the canal, and moves the people of the valley to the hills."
    gone, _ = quoted(f"{went} {stayed}", stayed.capitalize())
    assert gone == said


@pytest.mark.parametrize("adjective", ["equitable", "early"])
def test_a_row_of_adjectives_is_not_cut_before_the_noun(adjective: str) -> None:
    head, tail = "The Board calls on the keepers to reach", "meaningful and peaceful settlement of the quarrel."
    _, new = quoted(f"{head} a {tail}", f"{head} after talks an {adjective}, {tail}")
    assert new == []


def test_a_quotation_has_both_brackets_or_none() -> None:
    rest = "The keepers and the Board met again in Karrow"
    _, new = quoted(f"{rest}.", f"{rest} (14 March 2025) and the distant town of Ilden (17 July 2025).")
    assert new == ["(14 March 2025) and the distant town of Ilden (17 July 2025)"]


def test_the_year_in_brackets_stays_with_the_number_of_the_decision_before_it() -> None:
    rest = "The Board closed the upper locks of the canal and moved the families"
    _, new = quoted(f"{rest}.", f"{rest}, as requested by the keepers in decision 214 (2011), to wooden towers.")
    assert new == ["as requested by the keepers in decision 214 (2011), to wooden towers"]


def test_a_quotation_leaves_out_what_the_answer_names_in_other_words() -> None:
    head = "We remember the engineers who gave their lives for"
    gone, _ = quoted(
        f"{head} the safety of our valley, the freedom of our families and the independence of our river.",
        f"{head} our independence and safety.",
    )
    assert gone == ["the freedom of our families"]


def test_the_number_of_an_item_is_not_quoted() -> None:
    rest = "the upper locks of the canal and the wooden towers of the valley"
    gone, _ = quoted(f"7. Supports the firm intention of the northern Council to inspect {rest};", f"4. Closes {rest};")
    assert gone == ["Supports the firm intention of the northern Council"]


def test_a_quotation_does_not_end_with_a_conjunction() -> None:
    rest = "moved the families of the valley to the hills before dawn."
    _, new = quoted(f"The Board {rest}", f"The Board regularly inspected every wooden lock of its canals and {rest}")
    assert new == ["regularly inspected every wooden lock of its canals"]


def test_a_quotation_begins_with_the_auxiliary_of_its_verb() -> None:
    base = "The water has sunk slowly over the long dry winter but remains high in the valley."
    gone, _ = quoted(base, "The water has fallen but remains high in the valley.")
    assert gone == ["has sunk slowly over the long dry winter"]


def test_a_quotation_holds_no_content_word_that_stayed() -> None:
    base = "The keepers left their old homes and new lives around distant wooden towers, in the valley of the Tessen."
    other = "The keepers left their old homes and new gardens, in the valley of the Tessen."
    gone, _ = quoted(base, other)
    assert gone == ["lives around distant wooden towers"]


def test_quotations_that_meet_are_one() -> None:
    base = "The Board closed the locks, and the families of the valley moved to the hills."
    other = (
        "The Board closed the locks, whose gates leaked badly for almost 30 years, after engineers wrote many warning "
        "letters, and the families of the valley moved to the hills."
    )
    _, new = quoted(base, other)
    assert new == ["whose gates leaked badly for almost 30 years, after engineers wrote many warning letters"]


def test_a_german_quotation_keeps_the_article_with_its_noun() -> None:
    rest = "Familien aus dem Tal auf die Hügel gebracht und dort über den Winter versorgt."
    _, new = quoted(
        f"Der Rat hat die {rest}",
        f"Der Rat hat nach schweren Regenfällen den oberen Kanal gesperrt und die {rest}",
    )
    assert new == ["nach schweren Regenfällen den oberen Kanal gesperrt"]


def test_a_clause_that_an_added_line_says_anew_is_not_called_gone() -> None:
    lost = "drowned many wooden houses of the northern valley"
    anew = "Today we mourn the wooden houses that drowned in the northern valley."
    for other, said in ((f"{KEPT}. {anew}", []), (f"{KEPT}. The mill of Ilden was sold to a baker.", [lost])):
        alignment = variorum.collate(f"{KEPT}, and {lost}.", other).alignment
        gone = [span.of(alignment.base.content) for bead in alignment.beads for span in bead.gone]
        assert gone == [f"and {clause}" for clause in said]
        back = variorum.collate(other, f"{KEPT}, and {lost}.").alignment
        assert [span.of(back.other.content) for bead in back.beads for span in bead.new] == gone


def test_the_lines_that_hold_one_word_and_are_not_looked_through_are_said_as_a_limit() -> None:
    rng = random.Random(31)
    frequent = "valley wooden drowned northern houses".split()
    added = [" ".join([*frequent, *(line_of(rng, 30, 10**9).split())]) for _ in range(restated.MOST_LINES + 50)]
    lost = "and drowned many wooden houses of the northern valley"
    comparison = variorum.collate_segments([f"{KEPT}, {lost}."], [f"{KEPT}.", *added])
    assert [limit.what for limit in comparison.alignment.limits][-1:] == ["lines of one word looked through"]


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[str, str]:
    """A long line, and the same with stretches of it gone, moved or replaced by others, cut anywhere."""
    joints = st.sampled_from([", ", " and ", " of ", "; ", ", which ", " "])

    def line() -> list[str]:
        parts = draw(st.lists(clauses(), min_size=2, max_size=5))
        return "".join(part + draw(joints) for part in parts).rstrip(" ,;").split(" ")

    words = line()
    changed = list(words)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(changed)))
        end = draw(st.integers(start, min(len(changed), start + 12)))
        put = draw(st.sampled_from([[], line(), changed[:6]]))
        changed[start:end] = put
    return " ".join(words) + ".", " ".join([*changed, "before", "dawn."])


@given(rewritten())
def test_a_quotation_lies_in_its_lines_apart_from_others_and_holds_no_content_word_that_stayed(
    texts: tuple[str, str],
) -> None:
    alignment = variorum.collate(*texts).alignment
    for bead in alignment.beads:
        for side, spans in ((Side.BASE, bead.gone), (Side.OTHER, bead.new)):
            assert all(here.end <= there.start for here, there in pairwise(spans))
            lines = [segment.span for segment in segments_on(alignment, bead, side)]
            assert all(any(line.start <= span.start < span.end <= line.end for line in lines) for span in spans)
            stayed = [span_on(edit, side) for edit in bead.edits if edit.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)]
            for span in spans:
                event("a clause is quoted")
                content = content_words(alignment.side(side).content, span.start, span.end)
                assert content
                assert not [word for word in content if any(s.start <= word < s.end for s in stayed)]


def content_words(text: str, start: int, end: int) -> list[int]:
    """Where the content words of a stretch begin."""
    vocabulary = Vocabulary()
    tokens = tokenize(text, vocabulary)
    places = zip(tokens.starts, tokens.forms, strict=True)
    return [place for place, form in places if start <= place < end and vocabulary.classes[form] >= WORD]
