"""Words that stay in a line at another place are shown as such, never as gone and come."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import variorum
from tests.render.golden import check
from tests.render.sample import SWAPPED
from variorum.model.alignment import Edit, EditOp, Side
from variorum.model.spans import Span
from variorum.render.html.marks import inline_markup, side_markup
from variorum.render.html.minimap import places
from variorum.render.markdown import comparison_markdown
from variorum.render.order import standing_of
from variorum.render.plain import comparison_plain
from variorum.render.redline import Mark, RowOptions, inline_runs, runs
from variorum.render.terminal import comparison_page

GOLDEN = Path(__file__).parent / "golden"
CLAUSES = [
    "the keepers of the upper lock counted the boats",
    "the pilots repaired the old wooden bridge",
    "four towers stood at the mouth of the river",
    "nobody lit the lanterns that year",
    "in the winter of the great flood",
    "every drowned animal was buried on the northern shore",
]


def only(base: str, other: str):
    comparison = variorum.collate_segments([base], [other])
    (bead,) = comparison.alignment.beads
    return comparison, bead


def said(comparison, sequence, mark, side):
    content = comparison.alignment.side(side).content
    return [run.span.of(content).strip() for run in sequence if run.mark is mark and run.side is side]


def read_as(comparison, sequence, side):
    """The redline without what only the opposite side has or has at this place."""
    marks = (Mark.ADDED if side is Side.BASE else Mark.REMOVED, Mark.MOVED)
    shown = [run for run in sequence if run.side is side or run.mark not in marks]
    return "".join(run.span.of(comparison.alignment.side(run.side).content) for run in shown)


def test_a_clause_that_changed_its_place_is_neither_removed_nor_added():
    comparison, bead = only(
        "In the winter of the great flood, the council closed the northern harbour to every ship.",
        "The council closed the northern harbour to every ship in the winter of the great flood.",
    )
    sequence = inline_runs(comparison.alignment, bead)
    assert " ".join(said(comparison, sequence, Mark.MOVED, Side.BASE)) == "In the winter of the great flood"
    assert " ".join(said(comparison, sequence, Mark.MOVED, Side.OTHER)) == "in the winter of the great flood"
    assert said(comparison, sequence, Mark.REMOVED, Side.BASE) == [","]
    assert said(comparison, sequence, Mark.ADDED, Side.OTHER) == []


def test_the_shorter_of_two_that_swapped_is_the_one_that_moved():
    comparison, bead = only(f"{CLAUSES[0]}; {CLAUSES[1]}.", f"{CLAUSES[1]}; {CLAUSES[0]}.")
    assert said(comparison, runs(comparison.alignment, bead, Side.OTHER), Mark.MOVED, Side.OTHER) == [CLAUSES[1]]


def test_both_sides_show_the_words_with_the_moved_mark():
    comparison, bead = only(f"{CLAUSES[0]}; {CLAUSES[1]}.", f"{CLAUSES[1]}; {CLAUSES[0]}.")
    for side, name, words in (
        (Side.BASE, "moved-from", "moved from here"),
        (Side.OTHER, "moved-here", "moved here"),
    ):
        html = side_markup(comparison.alignment, bead, side)
        sign = '<span class="jump sign" aria-hidden="true">↕</span>'
        assert (
            f'<span class="{name}"><span class="vh">[{words}: </span>{sign}{CLAUSES[1]}<span class="vh">]</span></span>'
            in html
        )
        bare = re.sub(r"<[^>]+>", "", re.sub(r'<span class="(vh|jump)[^>]*>.*?</span>', "", html))
        assert bare == comparison.alignment.side(side).content


def test_moved_words_with_a_change_of_form_in_them_are_one_mark():
    comparison, bead = only(f"{CLAUSES[0].capitalize()}; {CLAUSES[1]}.", f"{CLAUSES[1].capitalize()}; {CLAUSES[0]}.")
    html = inline_markup(comparison.alignment, bead)
    assert html.count("[moved here: ") == html.count("[moved from here: ") == 1


def test_a_line_whose_words_only_changed_their_order_is_reworded_and_says_so():
    comparison, bead = only(f"{CLAUSES[4]} {CLAUSES[1]}", f"{CLAUSES[1]} {CLAUSES[4]}")
    assert {edit.op for edit in bead.edits} <= {EditOp.EQUAL, EditOp.ORTHOGRAPHIC}
    assert bead.kind == "reworded"
    assert bead.reason == "14 of 14 words are the same, 7 in another place"
    page = comparison_page(comparison.alignment, comparison.summary, width=80, color=False, options=RowOptions())
    assert "reworded (medium), only the order of its words" in page
    assert comparison.differs
    assert [(place.older, place.newer) for place in places(comparison.alignment)] == [("moved", "moved")]


@pytest.mark.parametrize(("first", "second"), [(",", "the river"), ("and", "the river"), ("old mill", "and the river")])
def test_words_too_few_to_be_told_of_are_not_called_moved(first, second):
    base, other = f"{second} {first}", f"{first} {second}"
    at = len(second)
    edits = [
        Edit(EditOp.EQUAL, Span(0, at), Span(len(first) + 1, len(other))),
        Edit(EditOp.EQUAL, Span(at + 1, len(base)), Span(0, len(first))),
    ]
    assert standing_of(edits, base).moved == ()
    assert len(standing_of(edits, base).kept) == 1


def test_few_words_are_told_of_with_their_neighbours():
    base, other = (
        "old mill of stone; the river rose over every bank",
        "the river rose over every bank; old mill in stone",
    )
    spans = [(0, 8, 32, 40), (12, 17, 44, 49), (19, 49, 0, 30)]
    edits = [Edit(EditOp.EQUAL, Span(a, b), Span(c, d)) for a, b, c, d in spans]
    assert all(edit.base.of(base) == edit.other.of(other) for edit in edits)
    assert standing_of(edits, base).moved == ((0, 1),)


@given(st.permutations(CLAUSES), st.permutations(CLAUSES), st.integers(2, 6), st.sampled_from([", ", "; ", " and "]))
def test_the_inline_redline_of_swapped_clauses_reads_as_either_text(first, second, count, joint):
    kept = first[:count]
    base, other = joint.join(kept), joint.join(clause for clause in second if clause in kept)
    comparison, bead = only(base, other)
    sequence = inline_runs(comparison.alignment, bead)
    assert "".join(read_as(comparison, sequence, Side.BASE).split()) == "".join(base.split())
    assert "".join(read_as(comparison, sequence, Side.OTHER).split()) == "".join(other.split())
    struck = " ".join(said(comparison, sequence, Mark.REMOVED, Side.BASE))
    assert set(re.findall(r"\w+", struck)) <= {"and", "the", "of"}, "more than small words is struck"
    document = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(comparison.to_markdown())
    if base != other:
        assert "<em>↕" in document


def test_a_space_parts_moved_words_from_those_that_follow_them():
    base, other = (" and ".join(CLAUSES[k] for k in order) for order in ((0, 1, 2), (0, 2, 1)))
    comparison, bead = only(base, other)
    page = comparison_page(comparison.alignment, comparison.summary, width=80, color=True, options=RowOptions())
    assert "bridgeand" not in re.sub(r"\x1b\[[0-9;]*m", "", page)
    assert "bridgeand" not in re.sub(r"<[^>]+>", "", inline_markup(comparison.alignment, bead))


def test_pages_explain_the_mark_where_it_occurs_and_only_there():
    swapped = variorum.collate(*SWAPPED)
    plain = variorum.collate("It rose fast.\n", "It fell fast.\n")
    for comparison, occurs in ((swapped, True), (plain, False)):
        terminal = comparison_page(
            comparison.alignment, comparison.summary, width=80, color=False, options=RowOptions()
        )
        assert ("[↕moved from here↕] {↕moved here↕}" in terminal) is occurs
        assert ("Words after *↕* stand at another place" in comparison.to_markdown()) is occurs
        assert ('<p class="key">' in comparison.to_html()) is occurs


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_of_the_terminal_page_is_wider_than_the_terminal(width):
    comparison = variorum.collate(*SWAPPED)
    page = comparison_page(comparison.alignment, comparison.summary, width=width, color=False, options=RowOptions())
    assert max(map(len, page.splitlines())) <= width


@pytest.mark.parametrize("color", [False, True])
def test_moved_words_in_the_terminal_are_as_in_their_golden_file(color):
    comparison = variorum.collate(*SWAPPED)
    page = comparison_page(comparison.alignment, comparison.summary, width=80, color=color, options=RowOptions())
    check(GOLDEN / f"moved-words{'-colour' * color}.txt", page.replace("\x1b", "␛"))


def test_moved_words_in_sentences_are_as_in_their_golden_file():
    comparison = variorum.collate(*SWAPPED)
    check(GOLDEN / "moved-words-plain.txt", comparison_plain(comparison.alignment, comparison.summary, RowOptions()))


def test_moved_words_in_markdown_are_as_in_their_golden_file():
    comparison = variorum.collate(*SWAPPED)
    check(GOLDEN / "moved-words.md", comparison_markdown(comparison.alignment, comparison.summary))
