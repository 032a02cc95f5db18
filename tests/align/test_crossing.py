"""Words that stand in the answer in another order: swapped clauses, halves of splits and merges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import variorum
from variorum.model.alignment import Bead, BeadKind, Degree, EditOp

SILENT = {EditOp.EQUAL, EditOp.ORTHOGRAPHIC}
_WORDS = """
harbour river bridge ferry lantern council dyke archive pilot bell orchard winter market letter valley engine tower
school mill road opened closed repaired remembered counted welcomed examined published crossed lifted guarded answered
carried measured old northern quiet public narrow early common heavy distant wooden modest formal bright steep shallow
""".split()


def only_bead(base: list[str], other: list[str]) -> Bead:
    beads = variorum.collate_segments(base, other).alignment.beads
    assert len(beads) == 1, [(bead.kind, bead.base, bead.other) for bead in beads]
    return beads[0]


def changed_words(base: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """The words of both sides that the only bead calls changed, without their marks."""
    texts = "\n".join(base), "\n".join(other)
    edits = [edit for edit in only_bead(base, other).edits if edit.op not in SILENT]
    was = [word.strip(".,;") for edit in edits for word in edit.base.of(texts[0]).split()]
    now = [word.strip(".,;") for edit in edits for word in edit.other.of(texts[1]).split()]
    return [word for word in was if word.isalnum()], [word for word in now if word.isalnum()]


def test_a_split_whose_halves_changed_order_keeps_the_words_of_both() -> None:
    base = ["Though the gates of the upper lock remain well guarded, leaks in the dyke have grown in recent weeks."]
    other = [
        "Leaks in the dyke have grown in recent weeks.",
        "The gates of the upper lock remain well guarded.",
    ]
    assert only_bead(base, other).kind is BeadKind.SPLIT
    assert changed_words(base, other) == (["Though"], [])
    assert ("Though ", "") in [(e.base.of(base[0]), e.other.of("\n".join(other))) for e in only_bead(base, other).edits]


def test_a_merge_whose_halves_changed_order_keeps_the_words_of_both() -> None:
    base = ["The bell rang at noon over the flooded square.", "The ferry keepers counted every drowned animal."]
    other = ["The ferry keepers counted every drowned animal, and the bell rang at noon over the flooded square."]
    assert only_bead(base, other).kind is BeadKind.MERGED
    assert changed_words(base, other) == ([], ["and"])


def test_a_change_inside_a_swapped_half_is_an_edit_of_its_own() -> None:
    base = ["The bell rang at noon over the flooded square.", "The ferry keepers counted every drowned animal."]
    other = ["The ferry keepers counted every drowned cow, and the bell rang at night over the flooded square."]
    assert changed_words(base, other) == (["noon", "animal"], ["night", "cow", "and"])


def test_a_clause_that_goes_to_the_end_of_its_line_is_not_struck() -> None:
    base = ["In the winter of the great flood, the council closed the northern harbour to every ship."]
    other = ["The council closed the northern harbour to every ship in the winter of the great flood."]
    assert changed_words(base, other) == ([], [])
    bead = only_bead(base, other)
    assert bead.kind is BeadKind.REWORDED
    assert bead.score == 1.0
    assert bead.degree is not Degree.LIGHT


def test_the_edits_of_a_swap_stand_in_the_order_of_the_base_and_cross_in_the_other() -> None:
    base = ["The bell rang at noon over the flooded square.", "The ferry keepers counted every drowned animal."]
    other = ["The ferry keepers counted every drowned animal, and the bell rang at noon over the flooded square."]
    edits = only_bead(base, other).edits
    assert [edit.base.start for edit in edits] == sorted(edit.base.start for edit in edits)
    assert [edit.other.start for edit in edits] != sorted(edit.other.start for edit in edits)


def test_two_words_by_chance_in_another_place_do_not_shred_a_rewrite() -> None:
    base = ["The Board of the canal ignored the old letters of its engineers, and the pier of the bridge gave way."]
    other = ["The Board shelved all of it, whatever the keepers had filed in the old letters of the drought."]
    crossing = [
        edit
        for edit in only_bead(base, other).edits
        if edit.op in SILENT and edit.base.of(base[0]).strip() and "pier" in edit.base.of(base[0])
    ]
    assert crossing == []


@st.composite
def clause_lists(draw: st.DrawFn) -> list[str]:
    """Two to five clauses of three to six words, no word twice."""
    words = iter(draw(st.permutations(_WORDS)))
    sizes = draw(st.lists(st.integers(3, 6), min_size=2, max_size=5))
    return [" ".join(next(words) for _ in range(size)) for size in sizes]


@given(clause_lists(), st.data())
def test_a_permutation_of_the_clauses_of_a_line_loses_no_word(clauses: list[str], data: st.DataObject) -> None:
    permuted = data.draw(st.permutations(clauses))
    assert changed_words(["; ".join(clauses) + "."], ["; ".join(permuted) + "."]) == ([], [])


@given(clause_lists(), st.data())
def test_a_permutation_of_the_lines_that_one_line_joins_loses_no_word(clauses: list[str], data: st.DataObject) -> None:
    permuted = data.draw(st.permutations(clauses))
    comparison = variorum.collate_segments([clause + "." for clause in clauses], ["; ".join(permuted) + "."])
    for bead in comparison.alignment.beads:
        if bead.base and bead.other:
            base, other = comparison.alignment.base.content, comparison.alignment.other.content
            gone = [edit.base.of(base) for edit in bead.edits if edit.op not in SILENT]
            kept = {word for run in gone for word in run.strip(".; \n").split()} & set(other.strip(".").split())
            assert kept == set()


def test_a_small_word_between_two_clauses_that_moved_belongs_to_one_of_them() -> None:
    clauses = ["nobody lit the lanterns that year", "in the winter of the great flood", "every drowned cow was buried"]
    base, other = " and ".join(["the pilots left", *clauses]), " and ".join(["the pilots left", *clauses[::-1]])
    for side, text in (("base", base), ("other", other)):
        spans = sorted(
            (span.start, span.end) for edit in only_bead([base], [other]).edits if (span := getattr(edit, side))
        )
        assert "".join(text[start:end] for start, end in spans) == text


def test_a_line_that_says_the_same_words_in_another_order_is_reworded() -> None:
    base = "Yesterday evening after heavy rain in the old market square the council counted boats."
    other = "In the old market square yesterday evening after heavy rain the council counted boats."
    bead = only_bead([base], [other])
    assert (bead.kind, bead.score, bead.degree) == (BeadKind.REWORDED, 1.0, Degree.MEDIUM)
    assert bead.reason == "14 of 14 words are the same, 5 in another place"


def test_of_two_clauses_that_swapped_neither_is_struck_whichever_is_the_heavier() -> None:
    base = ["Harbour river bridge ferry lantern council.", "Dyke archive pilot.", "Bell orchard winter."]
    other = ["Dyke archive pilot; bell orchard winter; harbour river bridge ferry lantern council."]
    assert changed_words(base, other) == ([], [])


@given(st.permutations(range(5)), st.sampled_from([" and ", ", and ", "; "]))
def test_the_edits_of_permuted_clauses_tile_both_lines(order: list[int], joint: str) -> None:
    clauses = [
        "the keepers of the lock counted the boats", "nobody lit the lanterns that year", "in the winter of the flood",
        "every drowned cow was buried on the shore", "the pilots and the council left the mill and the bridge",
    ]  # fmt: skip
    base, other = joint.join(clauses), joint.join(clauses[k] for k in order)
    edits = only_bead([base], [other]).edits
    for side, text in (("base", base), ("other", other)):
        spans = sorted((span.start, span.end) for edit in edits if (span := getattr(edit, side)))
        assert "".join(text[start:end] for start, end in spans) == text
