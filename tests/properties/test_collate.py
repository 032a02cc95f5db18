"""What holds of the comparison of any two texts."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import variorum
from tests.properties.strategies import (
    in_print,
    joined,
    pairs,
    paragraphs,
    sentences,
    statements,
    successions,
    texts,
    wrapped,
    wraps_plainly,
)
from variorum.model.alignment import Alignment, Bead, BeadKind, EditOp, Side
from variorum.render.redline import restore

SILENT = {EditOp.EQUAL, EditOp.ORTHOGRAPHIC}
MIRROR = {
    BeadKind.DROPPED: BeadKind.ADDED,
    BeadKind.ADDED: BeadKind.DROPPED,
    BeadKind.SPLIT: BeadKind.MERGED,
    BeadKind.MERGED: BeadKind.SPLIT,
}


def aligned(base: str, other: str) -> Alignment:
    return variorum.collate(base, other).alignment


def indexes(bead: Bead, side: Side) -> tuple[int, ...]:
    return bead.base if side is Side.BASE else bead.other


def has_no_line_twice(text: str) -> bool:
    """Whether no sentence of a generated text is there twice, so that none could answer either."""
    lines = [line.strip(". \n").casefold() for line in text.replace(". ", ".\n").split("\n") if line]
    return len(set(lines)) == len(lines)


def links(alignment: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...], BeadKind]]:
    return {(bead.base, bead.other, bead.kind) for bead in alignment.beads}


def changes(alignment: Alignment) -> list[str]:
    """Everything in an alignment that is neither kept in its place nor a matter of spelling, in words."""
    found = [
        f"{bead.kind}{' moved' if bead.moved else ''}: "
        + " / ".join(
            " | ".join(
                alignment.side(side).segments[i].span.of(alignment.side(side).content) for i in indexes(bead, side)
            )
            for side in Side
        )
        for bead in alignment.beads
        if bead.kind is not BeadKind.KEPT or bead.moved
    ]
    return found + [
        f"{edit.op} {edit.note}: {edit.base.of(alignment.base.content)!r} {edit.other.of(alignment.other.content)!r}"
        for bead in alignment.beads
        for edit in bead.edits
        if edit.op not in SILENT
    ]


@given(pairs())
def test_the_redline_gives_both_texts_back_exactly(pair):
    alignment = aligned(*pair)
    assert alignment.base.content == pair[0]
    assert alignment.other.content == pair[1]
    assert restore(alignment, Side.BASE) == pair[0]
    assert restore(alignment, Side.OTHER) == pair[1]


@given(pairs())
def test_segments_and_the_white_space_between_them_tile_the_text(pair):
    alignment = aligned(*pair)
    for side in Side:
        text, at = alignment.side(side).content, 0
        for place, segment in enumerate(alignment.side(side).segments):
            assert segment.index == place
            assert text[at : segment.span.start].strip() == ""
            assert segment.span.of(text).strip() == segment.span.of(text) != ""
            at = segment.span.end
        assert text[at:].strip() == ""


@given(pairs())
def test_each_segment_is_in_exactly_one_bead(pair):
    alignment = aligned(*pair)
    for side in Side:
        used = sorted(index for bead in alignment.beads for index in indexes(bead, side))
        assert used == list(range(len(alignment.side(side).segments)))


@given(pairs())
def test_the_kind_of_a_bead_says_how_many_segments_answer_each_other(pair):
    for bead in aligned(*pair).beads:
        shape = min(len(bead.base), 2), min(len(bead.other), 2)
        kinds = {
            (1, 0): {BeadKind.DROPPED},
            (0, 1): {BeadKind.ADDED},
            (1, 1): {BeadKind.KEPT, BeadKind.REWORDED},
            (1, 2): {BeadKind.SPLIT},
            (2, 1): {BeadKind.MERGED},
            (2, 2): {BeadKind.REWORDED},
        }[shape]
        assert bead.kind in kinds
        assert (bead.score is None) == (0 in shape)
        assert (bead.degree is not None) == (bead.kind is BeadKind.REWORDED)
        assert bead.reason


@given(pairs())
def test_the_edits_of_a_bead_tile_its_segments_and_cross_no_edge(pair):
    alignment = aligned(*pair)
    for bead in alignment.beads:
        for side in Side:
            spans = [edit.base if side is Side.BASE else edit.other for edit in bead.edits]
            edges = [alignment.side(side).segments[index].span for index in indexes(bead, side)]
            at = 0
            for span in sorted(span for span in ((s.start, s.end) for s in spans) if span[0] < span[1]):
                while at < len(edges) and edges[at].end <= span[0]:
                    at += 1
                assert at < len(edges), "an edit stands behind its bead"
                assert edges[at].start <= span[0], "an edit begins before its segment"
                assert span[1] <= edges[at].end, "an edit crosses a segment's edge"
            covered = sorted(place for span in spans for place in range(span.start, span.end))
            assert covered == [place for edge in edges for place in range(edge.start, edge.end)]


@given(pairs())
def test_an_edit_that_claims_equality_has_the_same_characters_on_both_sides(pair):
    alignment = aligned(*pair)
    for bead in alignment.beads:
        for edit in bead.edits:
            was, now = edit.base.of(alignment.base.content), edit.other.of(alignment.other.content)
            assert {
                EditOp.EQUAL: was == now != "",
                EditOp.ORTHOGRAPHIC: was != now,
                EditOp.DELETE: was != "" and now == "",
                EditOp.INSERT: was == "" and now != "",
                EditOp.REPLACE: was != "" and now != "" and was != now,
            }[edit.op], (edit.op, was, now)


@given(pairs())
def test_a_kept_bead_has_silent_edits_and_capitals_only(pair):
    for bead in aligned(*pair).beads:
        if bead.kind is BeadKind.KEPT:
            assert all(edit.op in SILENT or edit.note == "capital" for edit in bead.edits)


@given(pairs())
def test_scores_lie_between_0_and_1_and_have_four_places_in_json(pair):
    comparison = variorum.collate(*pair)
    document = json.loads(comparison.to_json())
    for bead in document["beads"]:
        if bead["score"] is not None:
            assert 0 <= bead["score"] <= 1
            assert round(bead["score"], 4) == bead["score"]


@given(pairs())
def test_the_json_spans_name_the_texts_it_carries(pair):
    document = json.loads(variorum.collate(*pair).to_json())
    assert document["schema"] == "variorum.alignment/1"
    for side, text in zip(("base", "other"), pair, strict=True):
        assert document[side]["text"] == text
        for bead in document["beads"]:
            for edit in bead["edits"]:
                start, end = edit[side]
                assert 0 <= start <= end <= len(text)


@given(texts())
@example("")
@example("one")
@example("Same. Same. Same.")
@example("Same.\n\nSame.\n\nOther.\n\nSame.")
def test_a_text_compared_with_itself_is_all_kept(text):
    alignment = aligned(text, text)
    assert changes(alignment) == []
    assert all(edit.op is EditOp.EQUAL for bead in alignment.beads for edit in bead.edits)
    assert len(alignment.beads) == len(alignment.base.segments)


@given(successions())
def test_swapping_the_sides_swaps_dropped_with_added_and_split_with_merged(edited):
    assume(has_no_line_twice(edited.base) and has_no_line_twice(edited.other))
    forth, back = aligned(edited.base, edited.other), aligned(edited.other, edited.base)
    assert {(other, base, MIRROR.get(kind, kind)) for base, other, kind in links(forth)} == links(back)


@given(statements())
def test_curly_quotes_and_no_break_spaces_change_nothing_but_orthography(text):
    assert changes(aligned(text, in_print(text))) == []


@given(successions())
def test_curly_quotes_and_no_break_spaces_do_not_change_how_two_texts_pair(edited):
    assert links(aligned(edited.base, in_print(edited.other))) == links(aligned(edited.base, edited.other))


# Which widths wrap a text plainly shows only when it is wrapped: some runs draw many that do not.
@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(paragraphs(), st.integers(40, 120), st.integers(40, 120))
def test_wrapping_a_text_elsewhere_changes_nothing_but_orthography(body, width, other_width):
    assume(len(body) > 1)
    text = joined(body)
    narrow, wide = wrapped(text, width), wrapped(text, other_width)
    assume(wraps_plainly(narrow) and wraps_plainly(wide))
    assert changes(aligned(text, narrow)) == []
    assert changes(aligned(narrow, text)) == []
    assert changes(aligned(narrow, wide)) == []


@given(paragraphs(min_size=2), st.data())
def test_a_permutation_of_paragraphs_is_all_kept_and_moves_the_fewest_lines(body, data):
    order = data.draw(st.permutations(range(len(body))))
    alignment = aligned(joined(body), joined([body[place] for place in order]))
    assert Counter(bead.kind for bead in alignment.beads) == {BeadKind.KEPT: sum(map(len, body))}
    places = [place for k in order for place in _line_places(body, k)]
    assert sum(bead.moved for bead in alignment.beads) == len(places) - _longest_rise(places)
    assert all(edit.op is EditOp.EQUAL for bead in alignment.beads for edit in bead.edits)


def _line_places(body: list[list[str]], paragraph: int) -> range:
    """The places in the base of one paragraph's lines."""
    first = sum(map(len, body[:paragraph]))
    return range(first, first + len(body[paragraph]))


def _longest_rise(places: list[int]) -> int:
    """The length of the longest increasing subsequence."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


@given(st.lists(sentences(), max_size=8), st.lists(sentences(), max_size=8))
def test_lines_already_split_stay_as_they_were_split(base, other):
    alignment = variorum.collate_segments(base, other).alignment
    for side, lines in zip(Side, (base, other), strict=True):
        text = alignment.side(side).content
        assert text == "\n".join(lines)
        assert [segment.span.of(text) for segment in alignment.side(side).segments] == lines
        assert {segment.kind for segment in alignment.side(side).segments} <= {"sentence"}
        assert restore(alignment, side) == text
