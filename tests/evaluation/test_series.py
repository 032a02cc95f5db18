"""The check of real series sees what does not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.datasets import Succession
from evaluation.sample import by_turns, drawn_of, stratum_of
from evaluation.series import faults, stranger_files
from variorum import collate
from variorum.model.alignment import BeadKind, Edit, EditOp
from variorum.model.spans import Span
from variorum.model.witnesses import Limit

BASE = """The old ferry to the northern islands runs every day of the year. The bridge is closed to carts.
The council raised the tolls on the first of March by a third.
"""
OTHER = """The old ferry to the northern islands runs every week of the year.
The council raised the tolls on the first of March by a third. A lantern was lit near the harbour wall.
"""


@pytest.fixture
def alignment():
    return collate(BASE, OTHER).alignment


def with_bead(alignment, number, **changes):
    """The alignment with one bead changed."""
    beads = list(alignment.beads)
    beads[number] = replace(beads[number], **changes)
    return replace(alignment, beads=tuple(beads))


def test_a_sound_alignment_has_no_fault(alignment):
    assert faults(alignment) == []


def test_a_limit_that_was_hit_is_a_fault(alignment):
    limit = Limit("pairs of words in one change", "40,000", "90,000", "they are not told apart")
    assert faults(replace(alignment, limits=(limit,))) == [
        "a limit was hit: pairs of words in one change, 90,000 of 40,000"
    ]


def test_a_quotation_of_words_that_stayed_is_a_fault(alignment):
    number = next(k for k, bead in enumerate(alignment.beads) if bead.kind is BeadKind.REWORDED)
    faulty = with_bead(alignment, number, gone=(alignment.base.segments[0].span,))
    assert any("quotes what stayed: 'The old ferry" in fault for fault in faults(faulty))


def test_a_segment_in_no_bead_is_a_fault(alignment):
    less = replace(alignment, beads=alignment.beads[1:])
    assert any("not every segment of the base" in fault for fault in faults(less))


def test_a_segment_in_two_beads_is_a_fault(alignment):
    twice = replace(alignment, beads=(*alignment.beads, alignment.beads[0]))
    assert any("exactly one bead" in fault for fault in faults(twice))


def test_a_gap_between_edits_is_a_fault(alignment):
    number = next(k for k, bead in enumerate(alignment.beads) if bead.kind is BeadKind.REWORDED)
    holed = with_bead(alignment, number, edits=alignment.beads[number].edits[1:])
    assert f"the edits of bead {number} do not tile its base" in faults(holed)


def test_characters_in_two_edits_are_a_fault(alignment):
    bead = alignment.beads[0]
    again = Edit(EditOp.DELETE, Span(bead.edits[0].base.start, bead.edits[0].base.start + 1), Span(0, 0))
    assert "the edits of bead 0 do not tile its base" in faults(with_bead(alignment, 0, edits=(*bead.edits, again)))


@pytest.mark.parametrize("score", [1.2, -0.1, None])
def test_a_score_outside_its_range_is_a_fault(alignment, score):
    assert f"the score of bead 0 is {score}" in faults(with_bead(alignment, 0, score=score))


def test_a_score_of_a_line_that_answers_nothing_is_a_fault(alignment):
    number = next(k for k, bead in enumerate(alignment.beads) if bead.kind is BeadKind.DROPPED)
    assert faults(with_bead(alignment, number, score=0.0)) == [f"the score of bead {number} is 0.0"]


def test_strangers_come_from_different_folders_and_are_the_same_in_every_run():
    known = [Succession(folder, f"{folder}/{k}.txt", "") for folder in ("bank", "council", "port") for k in range(9)]
    drawn = stranger_files(known)
    assert drawn == stranger_files(known)
    assert all(base.split("/")[0] != other.split("/")[0] for base, other in drawn)
    assert len(set(drawn)) > 20


def test_every_bead_but_a_kept_one_in_place_can_be_drawn(alignment):
    strata = [stratum_of(bead) for bead in alignment.beads]
    assert len(strata) == 4
    assert {"dropped", "added", None} < set(strata)
    assert {one.stratum for one in drawn_of(alignment, Succession("port", "a.txt", "b.txt"))} == set(strata) - {None}


def test_a_sample_takes_the_folders_by_turns(alignment):
    many = [one for k in range(8) for one in drawn_of(alignment, Succession("s", f"port/{k}.txt", "x"))]
    few = list(drawn_of(alignment, Succession("s", "bank/1.txt", "x")))
    chosen = by_turns(many + few, 4)
    assert sum(one.base_file.startswith("bank") for one in chosen) == 2
