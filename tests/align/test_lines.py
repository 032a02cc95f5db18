"""Which line answers which: in place, moved, split, merged; what is absent; what a person overrules."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import variorum
from variorum.align.chain import heaviest_chain
from variorum.align.collate import Judgements, collate_witnesses
from variorum.align.moves import moved_beads
from variorum.errors import JudgementError
from variorum.model.alignment import Bead, BeadKind, Side
from variorum.model.units import SegmentKind
from variorum.model.witnesses import Derivation, Text, Witness

LINES = [
    "The bridge at Karrow had been opened in 1931 and never closed for inspection.",
    "In these hours 118 residents were drowned and 6 were never found.",
    "The inquiry heard 212 witnesses between May 1988 and June 1990.",
    "The same resolution made 5 March the Day of the River.",
    "The records must be published in full, and whoever altered them must answer for it.",
]


def beads(base: list[str], other: list[str]) -> dict[tuple[int, ...], Bead]:
    found = variorum.collate_segments(base, other).alignment.beads
    return {bead.base: bead for bead in found if bead.base}


def test_a_line_that_changed_place_is_found_and_called_moved() -> None:
    other = [LINES[0], LINES[2], LINES[3], LINES[1], LINES[4]]
    found = variorum.collate_segments(LINES, other).alignment.beads
    assert all(bead.kind is BeadKind.KEPT for bead in found)
    assert [bead.base for bead in found if bead.moved] == [(1,)]


def test_a_line_that_stands_word_for_word_is_never_called_dropped() -> None:
    base = [
        "The old harbour opened the old harbour, and the northern harbour closed the river.",
        "The old harbour opened the old ferry.",
    ]
    other = ["The old harbour opened the old ferry."]
    assert beads(base, other)[(1,)].kind is BeadKind.KEPT


def test_a_line_split_in_two_is_one_bead() -> None:
    base = ["In 1990 the Assembly accepted its findings and laid the blame on the Canal Board, which was wound up."]
    other = [
        "In 1990 the Assembly accepted its findings.",
        "It laid the blame on the Canal Board, which was wound up.",
    ]
    bead = beads([*base, LINES[4]], [*other, LINES[4]])[(0,)]
    assert (bead.kind, bead.other) == (BeadKind.SPLIT, (0, 1))
    mirrored = beads([*other, LINES[4]], [*base, LINES[4]])[(0, 1)]
    assert (mirrored.kind, mirrored.other) == (BeadKind.MERGED, (0,))


def test_a_moved_line_may_be_split() -> None:
    findings = "In September 1990 the Assembly accepted its findings in the resolution on the events at Karrow Bridge"
    blame = "laid the blame on the Canal Board, which was wound up."
    bead = beads([f"{findings} and {blame}", *LINES], [*LINES, f"{findings}.", f"It {blame}"])[(0,)]
    assert (bead.kind, bead.other, bead.moved) == (BeadKind.SPLIT, (5, 6), True)


def test_strangers_answer_nothing() -> None:
    base = ["The herring season opens on Monday.", "Nets must be dry by then.", "Boats leave at the third bell."]
    other = ["Choirs from nine parishes will sing.", "Tickets are sold at the gate.", "Children pay half."]
    assert all(
        bead.kind in (BeadKind.DROPPED, BeadKind.ADDED)
        for bead in variorum.collate_segments(base, other).alignment.beads
    )


def test_repeated_lines_are_paired_by_what_stands_beside_them() -> None:
    refrain = "The bell is rung three times."
    base = [LINES[0], refrain, LINES[1], refrain, LINES[2]]
    other = [LINES[1], refrain, LINES[2]]
    found = beads(base, other)
    assert found[(3,)].other == (1,)
    assert found[(1,)].kind is BeadKind.DROPPED


def test_a_title_never_pairs_with_a_sentence() -> None:
    base = f"Statement on the Day of the River\n\n5 March 2019\n\n{LINES[0]}\n"
    other = f"The statement on the Day of the River was read on the bridge.\n\n{LINES[0]}\n"
    alignment = variorum.collate(base, other).alignment
    kinds = {alignment.base.segments[k].kind: bead.kind for bead in alignment.beads for k in bead.base}
    assert kinds[SegmentKind.TITLE] is BeadKind.DROPPED


def test_words_of_a_dropped_line_that_survive_in_the_title_are_echoes() -> None:
    body = "The bridge at Karrow had been opened in 1931 and was never closed for inspection.\n"
    base = f"{body}\nThe same resolution made 5 March the National Mourning Day.\n"
    other = f"Statement of the Ministry on the National Mourning Day\n\n5 March 2020\n\n{body}"
    alignment = variorum.collate(base, other).alignment
    (bead,) = [bead for bead in alignment.beads if bead.kind is BeadKind.DROPPED]
    (echo,) = bead.echoes
    assert echo.side is Side.BASE
    assert echo.span.of(base) == echo.at.of(other) == "National Mourning Day"
    assert variorum.collate(base, other).summary.body.echoed == 1


def test_a_clause_that_nothing_answers_is_listed() -> None:
    base = "The sluices above Karrow were shut that night by order of the Canal Board."
    other = "The sluices above Karrow were shut that night."
    alignment = variorum.collate_segments([base], [other]).alignment
    assert [span.of(base) for span in alignment.beads[0].gone] == ["by order of the Canal Board"]
    assert alignment.beads[0].new == ()


def test_what_is_absent_from_a_text_read_in_part_is_not_called_dropped() -> None:
    from variorum.model.witnesses import TextWarning, WarningKind

    warning = TextWarning(WarningKind.PAGE_WITHOUT_TEXT, "page 2 has no text", incomplete=True)
    derivation = Derivation("test", "1")
    whole = Witness("whole.txt", Text("\n\n".join(LINES), "0" * 64, derivation))
    part = Witness("part.txt", Text("\n\n".join(LINES[:3]), "1" * 64, derivation, warnings=(warning,)))
    sentence = variorum.compare(whole, part).summary.sentence
    assert "dropped" not in sentence
    assert "2 not found in the other text as read" in sentence


def test_the_base_is_the_first_even_if_it_is_later_and_that_is_said_first() -> None:
    base, other = (f"Statement of the Ministry\n\n5 March {year}\n\n{LINES[0]}\n" for year in (2021, 2019))
    assert "later than the other text" in variorum.collate(base, other).summary.notices[0]


@pytest.mark.parametrize("decision", ["unpair", "pair"])
def test_a_person_overrules_one_answer(decision: str) -> None:
    derivation = Derivation("test", "1")
    base, other = (Witness(name, Text("\n\n".join(LINES[:3]), "0" * 64, derivation)) for name in "ab")
    if decision == "unpair":
        found = variorum.compare(base, other, judgements=Judgements(unpairs=((1, 1),))).alignment.beads
        assert not any(bead.base == (1,) and bead.other == (1,) for bead in found)
    else:
        found = variorum.compare(base, other, judgements=Judgements(pairs=((0, 2),))).alignment.beads
        (bead,) = [bead for bead in found if bead.base == (0,)]
        assert (bead.other, bead.judged, bead.reason) == ((2,), True, "judged by a person")
    assert (
        sorted(k for bead in found for k in bead.base) == sorted(k for bead in found for k in bead.other) == [0, 1, 2]
    )


def test_a_person_says_what_a_line_is() -> None:
    derivation = Derivation("test", "1")
    base, other = (Witness(name, Text("\n\n".join(LINES[:3]), "0" * 64, derivation)) for name in "ab")
    judged = variorum.compare(base, other, judgements=Judgements(kinds=((Side.BASE, 0, SegmentKind.TITLE),)))
    assert judged.alignment.base.segments[0].kind is SegmentKind.TITLE


def test_a_line_number_that_does_not_exist_is_refused_by_name() -> None:
    derivation = Derivation("test", "1")
    witness = Witness("a", Text("\n\n".join(LINES[:3]), "0" * 64, derivation))
    with pytest.raises(JudgementError, match="line 50: the other text has 3 lines"):
        variorum.compare(witness, witness, judgements=Judgements(pairs=((0, 49),)))


def test_the_alignment_of_nothing_is_nothing() -> None:
    alignment = variorum.collate("", "").alignment
    assert alignment.beads == ()
    assert variorum.collate("", LINES[0]).alignment.beads[0].kind is BeadKind.ADDED


@given(st.permutations(range(7)))
def test_moves_are_the_fewest_beads_whose_removal_puts_the_rest_in_order(order: list[int]) -> None:
    moved = moved_beads([(base, other, 2, 10) for base, other in enumerate(order)])
    rest = [other for base, other in enumerate(order) if base not in moved]
    assert rest == sorted(rest)
    best = max(
        len(chosen)
        for mask in range(1 << len(order))
        if (chosen := [other for base, other in enumerate(order) if mask >> base & 1]) == sorted(chosen)
    )
    assert len(rest) == best


def test_of_two_moves_the_one_of_fewer_words_is_meant_then_the_earlier_in_the_base() -> None:
    assert moved_beads([(0, 1, 2, 30), (1, 0, 2, 10)]) == {1}
    assert moved_beads([(0, 1, 2, 10), (1, 0, 2, 10)]) == {0}


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(1, 2), st.integers(0, 6), st.integers(1, 2), st.integers(1, 9)),
        max_size=8,
    )
)
def test_the_chain_is_the_heaviest_that_keeps_both_orders(raw: list[tuple[int, int, int, int, int]]) -> None:
    boxes = [(i, i + n, j, j + m) for i, n, j, m, _ in raw]
    values = [float(value) for *_, value in raw]
    chain = heaviest_chain(boxes, values)
    assert follows(boxes, chain)
    best = max(
        (
            sum(values[k] for k in range(len(raw)) if mask >> k & 1)
            for mask in range(1 << len(raw))
            if in_some_order(boxes, mask)
        ),
        default=0,
    )
    assert sum(values[k] for k in chain) == pytest.approx(best)


def follows(boxes: list[tuple[int, int, int, int]], chain: list[int]) -> bool:
    return all(boxes[a][1] <= boxes[b][0] and boxes[a][3] <= boxes[b][2] for a, b in pairwise(chain))


def in_some_order(boxes: list[tuple[int, int, int, int]], mask: int) -> bool:
    return follows(boxes, sorted((k for k in range(len(boxes)) if mask >> k & 1), key=lambda k: boxes[k]))


def test_collate_witnesses_is_pure_and_gives_the_same_twice() -> None:
    first = variorum.collate("\n\n".join(LINES), "\n\n".join(LINES[::-1]))
    again = collate_witnesses(first.alignment.base, first.alignment.other)
    assert again == first.alignment
