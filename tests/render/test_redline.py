"""The redline gives both texts back, says what each run is, and folds what did not change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import variorum
from tests.render.builders import Line, alignment_of
from variorum.model.alignment import EditNote, Side
from variorum.model.units import SegmentKind
from variorum.model.witnesses import TextWarning, WarningKind
from variorum.render.redline import (
    Fold,
    Mark,
    Row,
    RowOptions,
    echo_places,
    fold_words,
    inline_runs,
    line_words,
    place_words,
    restore,
    rows,
    runs,
    segments_on,
)

KEPT = Line(("The lights were lit.",), ("The lights were lit.",))


def wordings(alignment, bead, side):
    content = alignment.side(side).content
    return [(run.mark.value, run.span.of(content)) for run in runs(alignment, bead, side)]


def inline(alignment, bead):
    return [
        (run.side.value, run.mark.value, run.span.of(alignment.side(run.side).content))
        for run in inline_runs(alignment, bead)
    ]


def test_runs_mark_what_went_on_the_base_and_what_came_on_the_other():
    alignment = alignment_of([Line(("Nine boats sank.",), ("Nine boats were lost.",))])
    bead = alignment.beads[0]
    assert wordings(alignment, bead, Side.BASE) == [("same", "Nine boats "), ("removed", "sank"), ("same", ".")]
    assert wordings(alignment, bead, Side.OTHER) == [("same", "Nine boats "), ("added", "were lost"), ("same", ".")]


def test_the_white_space_between_two_segments_of_a_bead_is_a_run_of_no_edit():
    alignment = alignment_of([Line(("Nine sank; two burned.",), ("Nine sank.", "Two burned."))])
    gap = [run for run in runs(alignment, alignment.beads[0], Side.OTHER) if run.edit is None]
    assert [(run.mark, run.span.of(alignment.other.content)) for run in gap] == [(Mark.SAME, " ")]


def test_a_stranger_between_two_segments_of_a_bead_is_in_none_of_its_runs():
    between = Line(("Page 2",), (), SegmentKind.FURNITURE, base_place=0.5)
    alignment = alignment_of([Line(("Nine sank and",), ("Nine sank.",)), between, Line(("two burned.",), ())])
    joined = alignment.beads[0].__class__(
        (0, 2), (0,), alignment.beads[0].kind, 0.5, "", edits=alignment.beads[0].edits
    )
    assert all(run.edit is not None for run in runs(alignment, joined, Side.BASE))


def test_inline_reads_the_base_then_the_other_for_each_change():
    alignment = alignment_of([Line(("Nine boats sank today.",), ("Ten boats sank.",))])
    assert inline(alignment, alignment.beads[0]) == [
        ("base", "removed", "Nine"),
        ("other", "added", "Ten"),
        ("other", "same", " boats sank"),
        ("base", "removed", " today"),
        ("other", "same", "."),
    ]


def test_inline_keeps_the_joint_of_two_lines_that_were_merged():
    alignment = alignment_of([Line(("Nine sank.", "Two burned."), ("Nine sank and two burned.",))])
    text = "".join(part for side, mark, part in inline(alignment, alignment.beads[0]) if mark != "added")
    assert text == "Nine sank. Two burned."


def test_inline_reads_as_either_text_where_words_moved_round_a_figure():
    alignment = variorum.collate(
        "In these hours 118 residents were drowned, 307 were badly hurt, and 6 were never found.",
        "In these hours 118 residents were drowned, gravely wounded 307 others, and 6 were never found.",
    ).alignment
    (bead,) = alignment.beads
    starts = [edit.other.start for edit in bead.edits if edit.other.start < edit.other.end]
    assert starts != sorted(starts), "the words no longer cross: choose others"
    sequence = inline(alignment, bead)
    assert ("other", "same", "307 ") in sequence
    assert "".join(text for _, mark, text in sequence if mark != "added") == alignment.base.content
    assert "".join(text for _, mark, text in sequence if mark != "removed") == alignment.other.content


def test_a_changed_capital_has_a_mark_of_its_own():
    alignment = alignment_of(
        [Line(("All member States.",), ("All Member States.",), notes={"Member": EditNote.CAPITAL})]
    )
    assert ("capital", "member") in wordings(alignment, alignment.beads[0], Side.BASE)
    assert rows(alignment, RowOptions())[0].status == "kept, a capital changed"


def test_an_orthographic_run_shows_the_other_form_inline_and_names_its_edit():
    alignment = alignment_of(
        [Line(('The "Bridge" stands.',), ("The “Bridge” stands.",), notes={"“": EditNote.QUOTES, "”": EditNote.QUOTES})]
    )
    marked = [run for run in inline_runs(alignment, alignment.beads[0]) if run.mark is Mark.ORTHOGRAPHIC]
    assert [run.span.of(alignment.other.content) for run in marked] == ["“", "”"]
    assert [alignment.beads[0].edits[run.edit].base.of(alignment.base.content) for run in marked] == ['"', '"']


def test_kept_lines_are_folded_with_their_count_and_context_opens_them():
    alignment = alignment_of([KEPT, KEPT, KEPT, Line(("It rained.",), ()), KEPT])
    assert rows(alignment, RowOptions())[0] == Fold(3, (0, 1, 2))
    assert [type(item) for item in rows(alignment, RowOptions(context=1))] == [Fold, Row, Row, Row]
    assert [type(item) for item in rows(alignment, RowOptions(full=True))] == [Row] * 5


def test_a_fold_counts_body_lines_and_names_the_rest():
    title = Line(("On the Bridge",), ("On the Bridge",), SegmentKind.TITLE)
    alignment = alignment_of([title, KEPT, KEPT])
    assert fold_words(alignment, rows(alignment, RowOptions())[0]) == "title and 2 lines kept"


def test_a_moved_line_is_shown_with_its_old_place_though_nothing_else_changed():
    alignment = alignment_of([Line(("B stood.",), ("B stood.",), moved=True, base_place=5), KEPT, KEPT])
    row = rows(alignment, RowOptions())[0]
    assert (row.glyph, row.status, row.base_lines, row.other_lines) == ("↕", "moved from line 3", (3,), (1,))


def test_orthographic_differences_are_folded_until_asked_for():
    quotes = Line(('The "Bridge".',), ("The “Bridge”.",), notes={"“": EditNote.QUOTES, "”": EditNote.QUOTES})
    alignment = alignment_of([quotes, KEPT])
    assert rows(alignment, RowOptions()) == (Fold(2, (0, 1)),)
    shown = rows(alignment, RowOptions(orthographic=True))
    assert (shown[0].glyph, shown[1]) == ("·", Fold(1, (1,)))


def test_only_shows_the_beads_it_names_and_nothing_else():
    alignment = alignment_of([KEPT, Line(("It rained.",), ()), Line((), ("It snowed.",)), KEPT])
    assert [row.status for row in rows(alignment, RowOptions(only=frozenset({"added"})))] == ["added"]
    assert [row.index for row in rows(alignment, RowOptions(only=frozenset({"kept", "dropped"})))] == [0, 1, 3]


def test_absence_is_no_claim_about_a_text_that_was_not_read_whole():
    warning = TextWarning(WarningKind.PAGE_WITHOUT_TEXT, "page 2 has no text", incomplete=True)
    lines = [Line(("It rained.",), ()), Line((), ("It snowed.",))]
    alignment = alignment_of(lines, warnings=((), (warning,)))
    assert [row.status for row in rows(alignment, RowOptions())] == ["not found in the text read", "added"]


def test_echoes_say_which_segment_of_the_other_text_holds_the_words():
    title = Line((), ("A Day of Mourning",), SegmentKind.TITLE)
    dropped = Line(("It was made a day of mourning.",), (), echoes=("day of mourning",))
    alignment = alignment_of([title, dropped, KEPT])
    (place,) = echo_places(alignment, alignment.beads[1])
    assert place_words(place.segment) == "the title"
    assert [span.of(alignment.other.content) for span in place.spans] == ["Day of Mourning"]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "line 3"), ([3, 4], "lines 3 and 4"), ([3, 4, 5], "lines 3 to 5"), ([3, 5, 9], "lines 3, 5 and 9")],
)
def test_line_numbers_are_said_in_words(numbers, words):
    assert line_words(numbers) == words


words = st.sampled_from(["nine", "Nine", "9", "10.5", "boats", "b.", ",", "état", "\u202e", "水"])
wordings_of_lines = st.lists(st.from_regex(r"[a-cA-C.,\d]+( [a-cA-C.,\d]+){0,4}", fullmatch=True), max_size=3).map(
    tuple
)
built_lines = st.lists(
    st.builds(
        Line, wordings_of_lines, wordings_of_lines, st.sampled_from(SegmentKind), base_place=st.none() | st.floats(0, 9)
    )
    .filter(lambda line: line.base or line.other),
    max_size=8,
)  # fmt: skip


@given(built_lines)
def test_the_redline_gives_both_texts_back_exactly(lines):
    alignment = alignment_of(lines)
    assert restore(alignment, Side.BASE) == alignment.base.content
    assert restore(alignment, Side.OTHER) == alignment.other.content


@given(built_lines)
def test_a_lost_bead_or_edit_shows_in_the_restored_text(lines):
    alignment = alignment_of(lines)
    for number, bead in enumerate(alignment.beads):
        beads = alignment.beads[:number] + alignment.beads[number + 1 :]
        short = type(alignment)(alignment.base, alignment.other, beads, 0.5, alignment.derivation)
        side = Side.BASE if bead.base else Side.OTHER
        assert restore(short, side) != alignment.side(side).content


@given(built_lines)
def test_inline_runs_hold_the_words_of_both_sides_in_order(lines):
    alignment = alignment_of(lines)
    for bead in alignment.beads:
        sequence = inline_runs(alignment, bead)
        kept = [run for run in sequence if run.mark is Mark.SAME]
        for side, own in ((Side.BASE, Mark.REMOVED), (Side.OTHER, Mark.ADDED)):
            said = "".join(
                run.span.of(alignment.side(run.side).content) for run in sequence if run in kept or run.mark is own
            )
            wanted = " ".join(s.span.of(alignment.side(side).content) for s in segments_on(alignment, bead, side))
            assert "".join(said.split()) == "".join(wanted.split())
