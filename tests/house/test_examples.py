"""The examples hold every kind of change, as their README says."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

import variorum
from variorum.model.alignment import BeadKind, Degree, EditNote, EditOp
from variorum.model.units import SegmentKind


def series(examples, name):
    paths = sorted((examples / name).iterdir())
    return {path.stem: variorum.compare(before, path).alignment for before, path in pairwise(paths)}


@pytest.fixture(scope="module")
def bridge(examples):
    return series(examples, "karrow-bridge")


@pytest.fixture(scope="module")
def harbour(examples):
    return series(examples, "harbour-council")


def kinds(alignment):
    return {bead.kind for bead in alignment.beads}


def texts(alignment, kind):
    """The lines of all beads of a kind, each side's joined by a space."""
    found = []
    for bead in alignment.beads:
        if bead.kind is kind:
            sides = ((alignment.base, bead.base), (alignment.other, bead.other))
            found += [
                " ".join(side.segments[k].span.of(side.content) for k in places) for side, places in sides if places
            ]
    return [" ".join(text.split()) for text in found]


def notes(alignment):
    return {edit.note for bead in alignment.beads for edit in bead.edits if edit.note}


def changed(alignment):
    """The pairs of words of every replacement."""
    return {
        (edit.base.of(alignment.base.content), edit.other.of(alignment.other.content))
        for bead in alignment.beads
        for edit in bead.edits
        if edit.op is EditOp.REPLACE
    }


def test_every_kind_of_bead_and_every_degree_is_there(bridge):
    beads = [bead for alignment in bridge.values() for bead in alignment.beads]
    assert {bead.kind for bead in beads} == set(BeadKind)
    assert {bead.degree for bead in beads if bead.degree} == set(Degree)
    assert any(bead.moved and bead.kind is BeadKind.KEPT for bead in beads)
    assert any(bead.moved and bead.kind is BeadKind.REWORDED for bead in beads)


def test_every_kind_of_line_is_there(bridge, harbour):
    alignments = [*bridge.values(), *harbour.values()]
    found = {segment.kind for alignment in alignments for segment in alignment.other.segments}
    assert found >= set(SegmentKind) - {SegmentKind.HEADING}


def test_the_notes_name_what_the_readme_names(bridge):
    assert {EditNote.CAPITAL, EditNote.ROLLOVER} <= notes(bridge["2019"])
    assert {EditNote.QUOTES, EditNote.DATE_ORDER, EditNote.ROLLOVER} <= notes(bridge["2020"])
    assert EditNote.RENUMBERED in notes(bridge["2023"])


def test_a_line_goes_and_comes_back_after_three_years(bridge):
    (gone,) = (text for text in texts(bridge["2019"], BeadKind.DROPPED) if "bell" in text)
    assert not any(
        "bell" in side.content for year in ("2020", "2021") for side in (bridge[year].base, bridge[year].other)
    )
    assert gone in texts(bridge["2022"], BeadKind.ADDED)


def test_a_figure_changes_beside_its_noun_and_then_the_noun_beside_its_figure(bridge):
    assert ("41", "46") in changed(bridge["2019"])
    assert any("gauges" in was and "sluices" in now and "46" not in was + now for was, now in changed(bridge["2020"]))


def test_a_demand_comes_is_weakened_twice_and_goes(bridge):
    assert any("must be published" in text for text in texts(bridge["2021"], BeadKind.ADDED))
    assert ("must", "should") in changed(bridge["2022"])
    assert any("is invited to consider" in now for _, now in changed(bridge["2023"]))
    assert any("is invited to consider" in text for text in texts(bridge["2024"], BeadKind.DROPPED))


def test_the_words_of_a_dropped_line_survive_in_the_new_title(bridge):
    alignment = bridge["2020"]
    (title,) = (segment.span for segment in alignment.other.segments if segment.kind is SegmentKind.TITLE)
    echoes = [echo for bead in alignment.beads if bead.kind is BeadKind.DROPPED for echo in bead.echoes]
    places = {echo.at.of(alignment.other.content) for echo in echoes if title.start <= echo.at.start < title.end}
    assert places == {"Day of the River"}


def test_the_votes_change_and_pair_with_votes(harbour):
    for alignment in harbour.values():
        for bead in alignment.beads:
            base = {alignment.base.segments[k].kind for k in bead.base}
            other = {alignment.other.segments[k].kind for k in bead.other}
            assert (SegmentKind.VOTE in base | other) <= (base | other == {SegmentKind.VOTE})
    against = texts(harbour["2023-05-03"], BeadKind.ADDED)
    assert any(text.startswith("Voting against it was Tomas R. Ferrin") for text in against)


def test_the_demo_pair_is_told_as_its_author_tells_it(bridge):
    counts = Counter(bead.kind.value for bead in bridge["2020"].beads)
    # The title and the date line are added too.
    assert counts == {"kept": 1, "reworded": 8, "split": 2, "merged": 1, "dropped": 6, "added": 4}
    moved = [bead.base for bead in bridge["2020"].beads if bead.moved]
    assert moved == [(2, 3), (5,), (6,)]
