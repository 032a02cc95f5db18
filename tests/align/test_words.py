"""The words of a rewording: what is cut, what is not, and what each difference is called."""

from __future__ import annotations

import pytest

import variorum
from variorum.model.alignment import Bead, BeadKind, Edit, EditNote, EditOp

DATED = "Statement of the Ministry\n\n5 March {}\n\n{}\n"


def only_bead(base: str, other: str) -> Bead:
    beads = variorum.collate_segments([base], [other]).alignment.beads
    assert len(beads) == 1, [bead.kind for bead in beads]
    return beads[0]


def changes(base: str, other: str) -> list[tuple[str, str, EditNote | None]]:
    bead = only_bead(base, other)
    return [(edit.base.of(base), edit.other.of(other), edit.note) for edit in bead.edits if edit.op is not EditOp.EQUAL]


def reworded(base: str, other: str) -> list[tuple[str, str]]:
    return [
        (edit.base.of(base).strip(), edit.other.of(other).strip())
        for edit in only_bead(base, other).edits
        if edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)
    ]


def test_a_changed_noun_is_one_whole_word() -> None:
    assert reworded("In these hours 118 residents were drowned.", "In these hours 118 citizens were drowned.") == [
        ("residents", "citizens")
    ]


def test_a_figure_is_never_cut() -> None:
    assert reworded("The flood took 2,403 lives and 4-1/2 mills.", "The flood took 2,413 lives and 4-3/4 mills.") == [
        ("2,403", "2,413"),
        ("4-1/2", "4-3/4"),
    ]


def test_a_date_is_never_cut_and_is_an_edit_of_its_own() -> None:
    base, other = "The bridge fell on 4 March 1988 at night.", "The bridge fell on 5 March 1988 at night."
    assert changes(base, other) == [("4 March 1988", "5 March 1988", EditNote.DATE)]


def test_a_name_is_never_cut() -> None:
    assert reworded("We thank Edda Lorne for her courage.", "We thank Edda Marr for her courage.") == [
        ("Edda Lorne", "Edda Marr")
    ]


def test_another_spelling_of_a_place_is_an_edit_of_its_own_in_a_rewrite() -> None:
    base = "The water entered the low streets of Oskarel, where nobody had been warned of anything by the Board."
    other = "The water entered without warning through every gate of Oskharel, and the Board had told nobody."
    assert ("Oskarel", "Oskharel") in reworded(base, other)


def test_chance_words_do_not_shred_a_rewrite() -> None:
    base = "The Board of the canal ignored the letters of the engineers, and the pier of the old bridge gave way."
    other = "The Board shelved all of it, whatever the keepers of its archive wrote in the years of the drought."
    assert len(reworded(base, other)) <= 3


def test_a_figure_holds_a_rewritten_line_together() -> None:
    base = "In these hours 118 residents were drowned, 307 were badly hurt, and 6 were never found."
    other = "The flood took the lives of 118 citizens, gravely injured 307 others, and 6 were never found."
    bead = only_bead(base, other)
    kept = {edit.base.of(base): edit.other.of(other) for edit in bead.edits if edit.op is EditOp.EQUAL}
    assert "307" in " ".join(kept)
    pairs = reworded(base, other)
    assert any("badly hurt" in mine and "gravely injured" in theirs for mine, theirs in pairs)


@pytest.mark.parametrize(
    ("base", "other", "note"),
    [
        ("It fell on March 4, 1988 at night.", "It fell on 4 March 1988 at night.", EditNote.DATE_ORDER),
        ("The Board’s letters were read.", "The Board's letters were read.", EditNote.QUOTES),
        ("The so-called inquiry was closed.", "The so\u2011called inquiry was closed.", EditNote.DASH),
        ("The sixth pier\u00a0fell that night.", "The sixth pier fell that night.", EditNote.SPACE),
        ("The sixth pier\nfell that night.", "The sixth pier fell that night.", EditNote.WRAP),
        ("The *sixth* pier fell that night.", "The sixth pier fell that night.", EditNote.MARKUP),
        ("the sixth pier fell that night.", "The sixth pier fell that night.", EditNote.CASE),
        ("By order of the NATIONAL BOARD it fell.", "By order of the National Board it fell.", EditNote.CASE),
    ],
)
def test_a_difference_of_form_leaves_the_line_kept(base: str, other: str, note: EditNote) -> None:
    bead = only_bead(base, other)
    assert bead.kind is BeadKind.KEPT
    assert {edit.note for edit in bead.edits if edit.op is EditOp.ORTHOGRAPHIC} == {note}
    assert all(edit.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC) for edit in bead.edits)


def test_a_capital_in_mid_sentence_is_shown_and_leaves_the_line_kept() -> None:
    base, other = "It calls on the member States to pay.", "It calls on the Member States to pay."
    assert only_bead(base, other).kind is BeadKind.KEPT
    assert changes(base, other) == [("member", "Member", EditNote.CAPITAL)]


def test_quotation_marks_that_come_are_a_change() -> None:
    bead = only_bead("The inquiry found the keepers guilty.", "The “inquiry” found the keepers guilty.")
    assert bead.kind is BeadKind.REWORDED


def test_a_new_number_before_an_item_is_no_rewording() -> None:
    comparison = variorum.collate(
        "5. Calls on the Board to publish the letters;", "6. Calls on the Board to publish the letters;"
    )
    (bead,) = comparison.alignment.beads
    assert bead.kind is BeadKind.KEPT
    assert [edit.note for edit in bead.edits if edit.op is EditOp.ORTHOGRAPHIC] == [EditNote.RENUMBERED]


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("3.5 million people were displaced by the flood.", "4.5 million people were displaced by the flood."),
        ("20. Januar war der Tag der Flut an der Tessen.", "21. Januar war der Tag der Flut an der Tessen."),
        ("12 ferries were lost in the night of the flood.", "13 ferries were lost in the night of the flood."),
    ],
)
def test_a_figure_that_opens_a_sentence_is_no_enumerator(base: str, other: str) -> None:
    (bead,) = variorum.collate(base, other).alignment.beads
    assert bead.kind is BeadKind.REWORDED


def test_an_anniversary_count_that_follows_the_dates_is_a_rollover() -> None:
    line = "The families who lost their homes {} years ago put them up again."
    comparison = variorum.collate(DATED.format(2019, line.format(31)), DATED.format(2020, line.format(32)))
    (bead,) = [
        bead
        for bead in comparison.alignment.beads
        if bead.kind is BeadKind.REWORDED and "31" in text_of(comparison, bead)
    ]
    assert [edit.note for edit in changed(bead)] == [EditNote.ROLLOVER]
    assert comparison.summary.body.rollover == 1


def test_an_anniversary_count_that_does_not_follow_the_dates_is_a_changed_figure() -> None:
    line = "The families who lost their homes {} years ago put them up again."
    comparison = variorum.collate(DATED.format(2019, line.format(31)), DATED.format(2020, line.format(30)))
    (bead,) = [
        bead
        for bead in comparison.alignment.beads
        if bead.kind is BeadKind.REWORDED and "31" in text_of(comparison, bead)
    ]
    assert [edit.note for edit in changed(bead)] == [EditNote.FIGURE]
    assert comparison.summary.body.rollover == 0


def text_of(comparison: variorum.Comparison, bead: Bead) -> str:
    witness = comparison.alignment.base
    return " ".join(witness.segments[k].span.of(witness.content) for k in bead.base)


def changed(bead: Bead) -> list[Edit]:
    return [edit for edit in bead.edits if edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)]


def test_a_deleted_comma_leaves_the_space_after_it() -> None:
    base, other = "The people, who were warned, left.", "The people who were warned, left."
    assert changes(base, other) == [(",", "", None)]


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("It fell on 5-6 December 2018 at night.", "It fell on 5 and 6 December 2018 at night."),
        ("It fell on 21.01.1990 at night.", "It fell on 21 January 1990 at night."),
        ("It fell on 1990-01-21 at night.", "It fell on January 21, 1990 at night."),
        ("Он рухнул 5–6 декабря 2018 года ночью.", "Он рухнул 5 и 6 декабря 2018 года ночью."),
        ("Sie fiel am 21.01.1990 in der Nacht.", "Sie fiel am 21. Januar 1990 in der Nacht."),
        ("Il est tombé les 5-6 décembre 2018 au soir.", "Il est tombé les 5 et 6 décembre 2018 au soir."),
        ("Cayó el 21/01/1990 por la noche.", "Cayó el 21 de enero de 1990 por la noche."),
    ],
)
def test_the_same_date_in_another_form_is_no_rewording(base: str, other: str) -> None:
    assert only_bead(base, other).kind is BeadKind.KEPT
    assert [note for _, _, note in changes(base, other)] == [EditNote.DATE_ORDER]


def test_a_dash_in_a_range_of_days_is_a_dash() -> None:
    base, other = "It fell on 5-6 December 2018.", "It fell on 5–6 December 2018."
    assert changes(base, other) == [("5-6 December 2018", "5–6 December 2018", EditNote.DASH)]


def test_a_line_break_inside_a_date_is_a_wrap() -> None:
    base, other = "It fell on 5\nDecember 2018.", "It fell on 5 December 2018."
    assert changes(base, other) == [("5\nDecember 2018", "5 December 2018", EditNote.WRAP)]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("21.01.1990", "22 January 1990"),
        ("5-6 December 2018", "5 and 7 December 2018"),
        ("03/04/2020", "3 April 2020"),
        ("03/04/2020", "4 March 2020"),
    ],
)
def test_another_date_is_an_edit_of_its_own_whatever_its_form(was: str, now: str) -> None:
    found = changes(f"The bridge fell on {was} at night.", f"The bridge fell on {now} at night.")
    assert [note for _, _, note in found][-1] is EditNote.DATE
    assert found[-1][0] == was


@pytest.mark.parametrize("mark", [("‘‘", "’’"), ("''", "''"), ("``", "''"), ("“", "”")])
def test_a_double_quotation_mark_set_as_two_single_ones_is_the_same_mark(mark):
    opening, closing = mark
    bead = variorum.collate(
        'The Council called it "a grave breach" of the charter.',
        f"The Council called it {opening}a grave breach{closing} of the charter.",
    ).alignment.beads[0]

    assert bead.kind == "kept"
    assert {edit.note for edit in bead.edits if edit.op == "orthographic"} <= {"quotes"}


def test_a_bullet_that_one_text_sets_is_form_and_no_wording():
    lines = ["the quay was closed for a week;", "the lock was opened at dawn."]
    bulleted = "\n".join(f"• {line}" for line in lines)

    beads = variorum.collate_segments(lines, bulleted.split("\n")).alignment.beads

    assert [bead.kind for bead in beads] == ["kept", "kept"]


def test_a_date_that_the_end_of_a_line_divides_belongs_to_each_line_by_half() -> None:
    lines = [
        "The old harbour opened the old harbour and Karrow, and the old harbour opened on 5",
        "March 1988 the harbour.",
    ]
    base = "The old harbour opened the old harbour, and the old harbour opened on 5 March 1988 the harbour."
    alignment = variorum.collate_segments([base], lines).alignment
    edits = [edit.other for bead in alignment.beads for edit in bead.edits]
    spans = sorted((span.start, span.end) for span in edits if span.start < span.end)
    assert "".join(alignment.other.content[start:end] for start, end in spans) == "".join(lines)
