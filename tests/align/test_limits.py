"""Each bound on time or memory is said where it was hit and could have changed the answer, and nowhere else."""

from __future__ import annotations

import random

import pytest

import variorum
from tests.align.test_large_texts import kinds_of, line_of, word
from variorum.align import alike
from variorum.align.collate import Judgements, collate_witnesses
from variorum.model.alignment import BeadKind
from variorum.workflows.compare import _of_lines


def named(comparison):
    return [limit.what for limit in comparison.alignment.limits]


def formulaic(rng, groups, size, shared, own):
    """Groups of lines that share a formula and differ in the rest."""
    formulas = [line_of(rng, shared, 10**9) for _ in range(groups)]
    return [f"{formula} {line_of(rng, own, 10**9)}" for formula in formulas for _ in range(size)], formulas


def test_lines_of_one_formula_are_paired_though_more_than_are_weighed_are_alike():
    rng = random.Random(11)
    base, formulas = formulaic(rng, 4, 100, 8, 2)
    other = [f"{formula} {line_of(rng, 2, 10**9)}" for formula in formulas for _ in range(100)]
    comparison = variorum.collate_segments(base, other)
    assert comparison.complete
    kinds = kinds_of(comparison)
    assert kinds[BeadKind.REWORDED] > 340
    assert kinds[BeadKind.DROPPED] + kinds[BeadKind.ADDED] < 10


def test_a_list_of_candidates_that_is_cut_is_said_where_lines_are_left_on_both_sides():
    rng = random.Random(12)
    base, formulas = formulaic(rng, 1, 420, 5, 1)
    other = [f"{formulas[0]} {line_of(rng, 1, 10**9)}" for _ in range(420)]
    for lines in (base, other):
        lines += [line_of(rng, 6, 10**9) for _ in range(600)]
    comparison = variorum.collate_segments(base, other)
    assert named(comparison) == ["likeliest answers weighed of one line"]
    assert not comparison.complete


def of_one_formula(rng, size, tail, *, moved=False):
    """300 lines that begin with one of some long formulas, and their answers, one in ten of which is split in two.

    The second half is without the formula, and shares less with its line than every other line of the formula does.
    Where a `tail` of so many words ends all lines of one formula, the second half is that tail. `moved` puts what is
    split last, backwards.
    """
    base, other, parted = [], [], []
    for n in range(300):
        if n % size == 0:
            formula, ending = line_of(rng, 20, 10**9), line_of(rng, tail, 10**9)
        own = line_of(rng, 6, 10**9).split()
        first = own if tail else own[:3]
        base.append(" ".join([formula, *own, ending]))
        if n % 10 == 5:
            parts = [" ".join([formula, *first]), " ".join([*own[len(first) :], ending, line_of(rng, 1, 10**9)])]
            parted += [parts] if moved else []
            other += [] if moved else parts
        else:
            other.append(" ".join([formula, *own[:5], ending, line_of(rng, 1, 10**9)]))
    return base, [*other, *(line for parts in reversed(parted) for line in parts)]


@pytest.mark.parametrize("tail", [0, 12])
@pytest.mark.parametrize("swapped", [False, True])
def test_a_part_of_a_split_or_merge_is_found_beyond_the_likeliest_candidates(tail, swapped):
    base, other = of_one_formula(random.Random(21), 60, tail)
    assert len(base) * len(other) > alike.WHOLE
    comparison = variorum.collate_segments(*((other, base) if swapped else (base, other)))
    kind = BeadKind.MERGED if swapped else BeadKind.SPLIT
    assert kinds_of(comparison) == {BeadKind.REWORDED: 270, kind: 30}
    assert comparison.complete


def test_lines_of_one_formula_get_the_answers_that_they_have_where_all_are_weighed(monkeypatch):
    texts = of_one_formula(random.Random(22), 50, 0)
    bounded = variorum.collate_segments(*texts).alignment.beads
    monkeypatch.setattr(alike, "WHOLE", 10**9)
    assert variorum.collate_segments(*texts).alignment.beads == bounded


def test_a_part_of_a_moved_split_that_is_told_from_a_crowd_is_found():
    comparison = variorum.collate_segments(*of_one_formula(random.Random(21), 60, 0, moved=True))
    assert kinds_of(comparison) == {BeadKind.REWORDED: 270, BeadKind.SPLIT: 30}
    assert comparison.complete


def test_a_part_that_shares_only_what_a_crowd_shares_is_said_where_it_is_left_alone():
    rng = random.Random(25)
    formula, ending, topics = (line_of(rng, size, 10**9) for size in (12, 6, 10))
    base, other = [], []
    for n in range(300):
        own = " ".join(rng.sample(topics.split(), 5))
        base.append(f"{formula} {own} {ending}")
        if n % 10 == 5:
            other += [f"{formula} {own}", f"{ending} {line_of(rng, 1, 10**9)}"]
        else:
            other.append(f"{formula} {own} {ending} {line_of(rng, 1, 10**9)}")
    comparison = variorum.collate_segments(base, other)
    assert kinds_of(comparison) == {BeadKind.REWORDED: 300, BeadKind.ADDED: 30}
    assert named(comparison) == ["lines looked at for one line's words"]


def test_copies_too_many_to_weigh_are_said_where_another_copy_could_be_meant():
    rng = random.Random(13)

    def strewn(copies):
        lines = [line_of(rng, 4, 10**9) for _ in range(260)]
        for _ in range(copies):
            lines.insert(rng.randrange(len(lines)), "Thank you.")
        return lines

    assert named(variorum.collate_segments(strewn(60), strewn(110))) == [
        "copies of one line weighed against each other"
    ]
    assert named(variorum.collate_segments(strewn(60), strewn(62))) == []


def test_an_order_that_is_estimated_is_said_where_it_may_have_parted_two_lines():
    rng = random.Random(14)
    base, other = line_of(rng, 12_000, 3000), line_of(rng, 12_000, 3000)
    comparison = variorum.collate_segments([base], [other])
    assert kinds_of(comparison) == {BeadKind.DROPPED: 1, BeadKind.ADDED: 1}
    assert named(comparison) == ["pairs of words of two lines whose order is compared"]
    words = base.split()
    words[50] = "altered"
    assert variorum.collate_segments([base], [" ".join(words)]).complete


def test_a_vast_line_that_repeats_itself_is_reworded_where_a_few_words_of_it_changed():
    words = ("the council met and spoke of the ledger that the town has kept since the flood " * 3000).split()
    changed = list(words)
    changed[20_000:20_002] = ["river", "burned"]
    changed[35_000] = "ferry"
    comparison = variorum.collate_segments([" ".join(words)], [" ".join(changed)])
    assert kinds_of(comparison) == {BeadKind.REWORDED: 1}
    assert comparison.complete


def test_figures_in_a_change_too_large_to_set_against_each_other_are_said_as_a_limit():
    base, other = (" ".join(f"{word(k)} {k}" for k in range(start, start + 150)) for start in (10**6, 10**7))
    alignment = collate_witnesses(
        _of_lines("base", [base]), _of_lines("other", [other]), judgements=Judgements(pairs=((0, 0),))
    )
    assert [limit.limit for limit in alignment.limits] == ["40,000"]


def test_the_longest_echo_is_found_among_hundreds_of_shorter_ones():
    rng = random.Random(15)
    phrase = "united river towns council"
    others = [f"{phrase} {line_of(rng, 40, 10**9)}." for _ in range(200)]
    others.append(f"{phrase} remembers every ferry {line_of(rng, 40, 10**9)}.")
    line = f"{phrase} remembers every ferry {line_of(rng, 9, 10**9)}."
    comparison = variorum.collate_segments([line], others)
    (dropped,) = [bead for bead in comparison.alignment.beads if bead.kind is BeadKind.DROPPED]
    base = comparison.alignment.base.content
    assert [echo.span.of(base) for echo in dropped.echoes] == [f"{phrase} remembers every ferry"]
    assert comparison.complete


def test_echoes_of_a_long_formula_in_more_places_than_are_looked_at_are_said_as_a_limit():
    rng = random.Random(16)
    formula = line_of(rng, 12, 10**9)
    others = [f"{formula} {line_of(rng, 80, 10**9)}." for _ in range(70)]
    sides = _of_lines("base", [f"{formula} {line_of(rng, 30, 10**9)}."]), _of_lines("other", others)
    alignment = collate_witnesses(*sides, judgements=Judgements(unpairs=tuple((0, k) for k in range(70))))
    assert [limit.what for limit in alignment.limits] == ["places of one run of words"]


def test_a_line_repeated_thousands_of_times_is_reworded_copy_by_copy_in_order():
    read = "The council met and spoke of the river and of the names in the ledger."
    prayed = "The bell was rung for those who did not come back from the water."
    base = [read, prayed] * 1500
    other = [read.replace("names", "dead"), prayed.replace("bell", "horn")] * 1400
    comparison = variorum.collate_segments(base, other)
    assert kinds_of(comparison) == {BeadKind.REWORDED: 2800, BeadKind.DROPPED: 200}
    assert not any(bead.moved for bead in comparison.alignment.beads)
    for bead in comparison.alignment.beads:
        if bead.other:
            assert bead.base == bead.other
