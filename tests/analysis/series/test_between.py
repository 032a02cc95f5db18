"""The composed change between two issues: lines that are one are its pairs, and both texts come back from it."""

from __future__ import annotations

from hypothesis import given, settings

from tests.analysis.series.test_lineage import POOL, line_of, many_issues, series
from variorum.align.collate import collate_witnesses
from variorum.analysis.series.between import Changes
from variorum.model.alignment import BeadKind, Side
from variorum.render.redline import restore

ONE, TWO, THREE, FOUR = POOL[:4]
WHOLE = "The Office thanks the volunteers of the rescue stations, and it will review the tolls at its next session."
PARTS = ("The Office thanks the volunteers of the rescue stations.", "It will review the tolls at its next session.")


@settings(max_examples=50, deadline=None)
@given(many_issues)
def test_each_segment_is_in_exactly_one_bead_and_both_texts_come_back(issues):
    lineage = series(*map(tuple, issues))
    last = len(lineage.issues) - 1
    for before, after in {(0, last), (last, 0), (0, 0), (max(last - 1, 0), last)}:
        alignment = Changes(lineage).between(before, after)
        for side in Side:
            held = sorted(k for bead in alignment.beads for k in (bead.base if side is Side.BASE else bead.other))
            assert held == list(range(len(alignment.side(side).segments)))
            assert restore(alignment, side) == alignment.side(side).content


@settings(max_examples=50, deadline=None)
@given(many_issues)
def test_a_line_that_stands_in_both_issues_is_a_pair_whatever_stands_between(issues):
    lineage = series(*map(tuple, issues))
    last = len(lineage.issues) - 1
    pairs = {(i, j) for bead in Changes(lineage).between(0, last).beads for i in bead.base for j in bead.other}
    for line in lineage.lines:
        at = {event.issue: event.segment for event in line.places}
        if 0 in at and last in at:
            assert (at[0], at[last]) in pairs


def test_of_two_neighbours_it_is_what_comparing_them_gives():
    lineage = series((ONE, TWO, THREE), (THREE.replace("fewer", "more"), ONE, FOUR))
    composed = Changes(lineage).between(0, 1)
    direct = collate_witnesses(
        *(one.witness for one in lineage.issues), base_date="2001-05-01", other_date="2002-05-01"
    )
    assert composed.beads == direct.beads


def test_a_line_is_followed_to_where_hardly_a_word_is_left_and_says_through_how_many_issues():
    steps = (
        "The council of the harbour will keep the northern ferry at twelve crowns until the spring.",
        "The council of the harbour will keep the northern ferry at fifteen crowns until the summer.",
        "The council expects that the northern ferry stays at fifteen crowns until the summer.",
        "Ministers expect that the eastern ferry stays at fifteen crowns beyond the summer.",
    )
    lineage = series(*((ONE, step) for step in steps))
    assert len(line_of(lineage, "crowns").places) == 4
    bead = next(one for one in Changes(lineage).between(0, 3).beads if one.other == (1,))
    assert (bead.kind, bead.base) == (BeadKind.REWORDED, (1,))
    assert bead.reason.startswith("one line through 4 issues; ")


def test_what_was_split_on_the_way_answers_with_its_parts():
    lineage = series((ONE, WHOLE), (ONE, *PARTS), (ONE, TWO, *PARTS))
    kinds = {bead.base: (bead.kind, bead.other) for bead in Changes(lineage).between(0, 2).beads if bead.base}
    assert kinds[(1,)] == (BeadKind.SPLIT, (2, 3))
    back = {bead.other: (bead.kind, bead.base) for bead in Changes(lineage).between(2, 0).beads if bead.other}
    assert back[(1,)] == (BeadKind.MERGED, (2, 3))


def test_what_was_merged_away_and_is_a_line_again_is_no_part_of_another():
    lineage = series((ONE, *PARTS), (ONE, WHOLE), (ONE, *PARTS))
    kept = [(bead.base, bead.other) for bead in Changes(lineage).between(0, 2).beads if bead.kind is BeadKind.KEPT]
    assert kept == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]


def test_in_a_real_series_every_line_that_goes_on_is_a_pair(shared_data):
    from tests.analysis.series.test_lineage_of_real_series import read_series, traced

    issues = read_series(shared_data / "series" / "us_president")
    name = next(iter(sorted(issues)))
    lineage = traced(name, issues[name])
    changes = Changes(lineage)
    for k in range(1, len(lineage.issues)):
        composed = {(bead.base, bead.other) for bead in changes.between(k - 1, k).beads if bead.base and bead.other}
        joined = {
            (event.before_segment, event.segment)
            for line in lineage.lines
            for event in line.places
            if event.issue == k and event.before == k - 1
        }
        assert all(any(i in base and j in other for base, other in composed) for i, j in joined)
