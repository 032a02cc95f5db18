"""The list of changes says each change in one plain sentence, with the statement's own words."""

from __future__ import annotations

from tests.render.builders import Line, alignment_of
from variorum.model.alignment import Degree, EditNote
from variorum.model.units import SegmentKind
from variorum.model.witnesses import TextWarning, WarningKind
from variorum.render.sentences import change_sentences, shortened


def said(*lines, **options):
    return [change.text for change in change_sentences(alignment_of(list(lines)), **options)]


KEPT = Line(("The lights were lit.",), ("The lights were lit.",))


def test_a_changed_word_is_said_with_both_wordings_and_the_line_of_the_base():
    reworded = Line(("150 civilians were Killed.",), ("150 citizens.",))
    assert said(KEPT, reworded) == ["Line 2, reworded: 'civilians were Killed' is now 'citizens'."]


def test_words_that_came_or_went_are_said_with_the_words_before_them():
    assert said(Line(("For 30 years.",), ("For almost 30 years.",))) == [
        "Line 1, reworded: 'almost' is added after 'For'."
    ]
    assert said(Line(("Today it rained.",), ("it rained.",))) == ["Line 1, reworded: 'Today' is removed at the start."]


def test_a_kept_line_is_no_change():
    assert said(KEPT, KEPT) == []


def test_a_dropped_line_is_quoted_whole_with_where_its_words_survive():
    title = Line((), ("The Day of the River",), SegmentKind.TITLE)
    dropped = Line(("5 March became the day of the river.",), (), echoes=("the day of the river",))
    assert said(title, KEPT, dropped) == [
        "Title, added: 'The Day of the River'.",
        "Line 2, dropped: '5 March became the day of the river.' Words survive in the title: 'The Day of the River'.",
    ]


def test_an_added_line_is_called_by_its_number_in_the_other_text():
    assert said(Line(("It rained.",), ()), KEPT, Line((), ("It snowed.",))) == [
        "Line 1, dropped: 'It rained.'",
        "New line 2, added: 'It snowed.'",
    ]


def test_absence_from_a_text_not_read_whole_is_not_called_dropped():
    warning = TextWarning(WarningKind.PAGE_WITHOUT_TEXT, "page 2 has no text", incomplete=True)
    alignment = alignment_of([Line(("It rained.",), ())], warnings=((), (warning,)))
    assert change_sentences(alignment)[0].text == "Line 1, not found in the text read: 'It rained.'"


def test_a_moved_line_says_where_it_stands_now():
    assert said(Line(("B stood.",), ("B stood.",), moved=True, base_place=5), KEPT, KEPT) == [
        "Line 3, moved to line 1: 'B stood.'"
    ]


def test_a_split_and_a_merger_name_their_lines_then_the_words():
    assert said(Line(("Nine sank, two burned.",), ("Nine sank.", "Two burned."))) == [
        "Line 1, split into lines 1 and 2: 'Nine sank. Two burned.'",
        "Line 1, reworded: ', two' is now '.' (full stop).",
        "Line 1, reworded: 'Two' is added after 'Nine sank.'",
    ]
    assert said(Line(("Nine sank.", "Two burned."), ("Nine sank; Two burned.",)))[0].startswith(
        "Lines 1 and 2, merged into line 1:"
    )


def test_a_mark_of_punctuation_has_its_name_beside_it():
    assert said(Line(("It rose.",), ("It rose!",))) == [
        "Line 1, reworded: '.' (full stop) is now '!' (exclamation mark)."
    ]


def test_a_clause_that_nothing_answers_is_said_when_no_edit_says_it():
    rewritten = Line(
        ("The river took them by night.",),
        ("Nobody was warned.",),
        degree=Degree.LOOSE,
        gone=("by night",),
        new=("warned",),
    )
    assert said(rewritten)[1:] == ["Line 1, gone: 'by night'.", "Line 1, new: 'warned'."]
    assert said(Line(("It rose by night.",), ("It rose.",), gone=("by night",))) == [
        "Line 1, reworded: 'by night' is removed after 'It rose'."
    ]


def test_a_rewritten_line_is_said_once_with_both_wordings():
    rewritten = Line(("The river took them.",), ("Nobody was warned.",), degree=Degree.LOOSE, moved=True, base_place=5)
    assert said(rewritten, KEPT) == [
        "Line 2, moved to line 1 and reworded throughout: 'The river took them.' is now 'Nobody was warned.'"
    ]


def test_an_anniversary_count_and_a_capital_are_said_as_what_they_are():
    count = Line(("It is 33 years ago.",), ("It is 34 years ago.",), notes={"34": EditNote.ROLLOVER})
    capital = Line(("All member States.",), ("All Member States.",), notes={"Member": EditNote.CAPITAL})
    assert said(count, capital) == [
        "Line 1, anniversary count: '33' is now '34'.",
        "Line 2, capital: 'member' is now 'Member'.",
    ]


def test_orthographic_differences_are_said_only_when_asked_for():
    item = Line(("5. The dyke.",), ("6. The dyke.",), SegmentKind.ITEM, notes={"6": EditNote.RENUMBERED})
    assert said(item) == []
    assert said(item, orthographic=True) == ["Line 1, renumbered: '5' is now '6'."]


def test_a_quotation_is_cut_between_words_and_says_that_it_is_cut():
    assert shortened("the lights\nwere lit", None) == "the lights were lit"
    assert shortened("the lights were lit", 14) == "the lights …"
    assert len(shortened("x" * 50, 14)) == 14
