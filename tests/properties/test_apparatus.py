"""What holds of the apparatus of any texts."""

from __future__ import annotations

import json
import re
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import variorum
from tests.properties.strategies import anything, in_print, joined, paragraphs, statements, successions
from variorum.align.reading import Reading
from variorum.analysis.apparatus import loci_of
from variorum.model.alignment import BeadKind, Degree, EditOp
from variorum.model.apparatus import LocusKind, StretchKind
from variorum.text.tokenize import MARKUP, Vocabulary


@st.composite
def traditions(draw: st.DrawFn) -> list[str]:
    """Two to five texts: successors of one another, strangers, noise, copies."""
    found = [draw(statements())]
    for _ in range(draw(st.integers(1, 2))):
        edited = draw(successions())
        found += [edited.base, edited.other]
    if draw(st.booleans()):
        found.append(draw(anything()))
    if draw(st.booleans()):
        found.append(in_print(found[0]))
    return found[: draw(st.integers(2, 5))]


def named(texts):
    return {f"text {number}": text for number, text in enumerate(texts)}


def collated(texts, base=None):
    return variorum.apparatus_of_texts(named(texts), base=base).collation


def cells_of(collation, witness):
    """All places where a witness has words, in the order of its text."""
    spans = [
        reading.spans[reading.witnesses.index(witness)]
        for parallel in collation.parallels
        for version in parallel.versions
        for stretch in version.stretches
        for reading in stretch.readings
        if witness in reading.witnesses
    ]
    return sorted((span for span in spans if span.start < span.end), key=lambda span: span.start)


def words_of(text):
    """The tokens of a segmented text that say something, and those of lines of signs alone."""
    vocabulary = Vocabulary(len(text.content))
    units = Reading(text, vocabulary).units
    classes = [vocabulary.classes[form] for form in units.forms]
    starts = list(zip(units.starts, units.ends, classes, strict=True))
    for segment in text.segments:
        inside = [unit for unit in starts if segment.span.start <= unit[0] < segment.span.end]
        silent = all(kind == MARKUP for _, _, kind in inside)
        yield from (unit[:2] for unit in inside if silent or unit[2] != MARKUP)


@settings(max_examples=30)
@given(traditions())
@example(["# *", "a"])
@example(["", "One line.", " \n"])
def test_every_token_of_every_witness_is_in_exactly_one_cell_and_each_line_in_one_parallel(texts):
    collation = collated(texts)
    for number, witness in enumerate(collation.witnesses):
        held = [k for parallel in collation.parallels for k in parallel.segments[number]]
        assert sorted(held) == [segment.index for segment in witness.text.segments]
        cells = cells_of(collation, number)
        assert all(one.end <= two.start for one, two in pairwise(cells))
        starts = [cell.start for cell in cells]
        assert starts == sorted(starts)
        for start, end in words_of(witness.text):
            assert sum(cell.start <= start and end <= cell.end for cell in cells) == 1


@settings(max_examples=30)
@given(traditions())
def test_each_text_is_given_back_by_its_row_with_only_white_space_and_signs_between(texts):
    collation = collated(texts)
    for number, witness in enumerate(collation.witnesses):
        rest = witness.content
        for cell in reversed(cells_of(collation, number)):
            rest = rest[: cell.start] + rest[cell.end :]
        assert re.sub(r"[\s*\\#_`~>•‣▪▸◦●○■□⁃\u00ad\u200b-\u200f\u2060\ufeff]", "", rest) == ""


@settings(max_examples=20)
@given(traditions())
def test_down_the_table_for_collatex_each_witness_has_its_whole_text_in_order(texts):
    made = variorum.apparatus_of_texts(named(texts))
    document = json.loads(made.to_collatex())
    assert document["witnesses"] == list(made.sigla)
    for number, witness in enumerate(made.collation.witnesses):
        written = "".join(token["t"] for position in document["table"] for token in position[number])
        assert written == (witness.content if witness.text.segments else "")
    assert all(len(position) == len(made.sigla) and any(position) for position in document["table"])


@settings(max_examples=20)
@given(traditions(), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_makes_no_difference(texts, random):
    order = list(named(texts).items())
    shuffled = random.sample(order, len(order))
    for base in (None, order[0][0]):
        one, two = (variorum.apparatus_of_texts(dict(each), base=base) for each in (order, shuffled))
        assert one.to_json() == two.to_json()


@settings(max_examples=20)
@given(traditions())
def test_the_base_changes_lemmas_order_and_moves_but_neither_the_lines_nor_the_readings(texts):
    def told(base):
        collation = collated(texts, base)
        return (
            {parallel.segments: (parallel.versions, parallel.absences) for parallel in collation.parallels},
            collation.limits,
        )

    assert all(told(name) == told(None) for name in named(texts))


@settings(max_examples=20)
@given(successions(), st.lists(statements(), max_size=1))
def test_two_identical_witnesses_never_vary(edited, more):
    texts = [edited.base, edited.other, edited.base, *more]
    collation = collated(texts)
    twins = [k for k, witness in enumerate(collation.witnesses) if witness.name in ("text 0", "text 2")]
    for parallel in collation.parallels:
        assert parallel.segments[twins[0]] == parallel.segments[twins[1]]
        assert len({twin in parallel.moved for twin in twins}) == 1
    for locus in loci_of(collation):
        for reading in locus.all_readings:
            assert len({twin in reading.witnesses for twin in twins}) == 1


@settings(max_examples=30)
@given(successions())
def test_of_two_texts_the_loci_are_the_changes_of_the_comparison(edited):
    alignment = variorum.collate(edited.base, edited.other).alignment
    collation = collated([edited.base, edited.other])
    by_lines = {parallel.segments: parallel for parallel in collation.parallels}
    for bead in alignment.beads:
        assert (bead.base, bead.other) in by_lines
        parallel = by_lines[bead.base, bead.other]
        assert (len(parallel.present) == 1) == (bead.kind in (BeadKind.DROPPED, BeadKind.ADDED))
        far = bead.degree is Degree.LOOSE or len(parallel.versions) > 1
        if len(parallel.present) == 2 and not far and in_one_order(bead.edits):
            assert changed_words(collation, parallel) == edited_words(alignment, bead)
            assert any(v.varies for v in parallel.versions) == any(is_change(edit) for edit in bead.edits)


def in_one_order(edits):
    return all(one.other.start <= two.other.start for one, two in pairwise(edits))


def is_change(edit):
    return edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC)


def changed_words(collation, parallel):
    """For each side the words that vary, in order, marks and white space left out."""
    variants = [s for s in parallel.versions[0].stretches if s.kind is StretchKind.VARIANT]
    return tuple(
        squeezed(
            reading.spans[reading.witnesses.index(side)].of(collation.witnesses[side].content)
            for stretch in variants
            for reading in stretch.readings
            if side in reading.witnesses
        )
        for side in range(2)
    )


def edited_words(alignment, bead):
    changed = [edit for edit in bead.edits if is_change(edit)]
    return (
        squeezed(edit.base.of(alignment.base.content) for edit in changed),
        squeezed(edit.other.of(alignment.other.content) for edit in changed),
    )


def squeezed(parts):
    return "".join("".join(parts).split())


@settings(max_examples=30)
@given(paragraphs(min_size=2))
def test_texts_that_differ_in_print_alone_have_no_locus_but_of_form(body):
    text = joined(body)
    made = variorum.apparatus_of_texts({"plain": text, "print": in_print(text), "again": text})
    assert made.loci == ()
    assert {locus.kind for locus in made.all_loci} <= {LocusKind.FORM}


@pytest.mark.parametrize("folder", ["harbour-council", "karrow-bridge"])
def test_the_examples_have_one_apparatus_in_any_order(examples, folder):
    paths = sorted((examples / folder).iterdir())[:4]
    found = {variorum.apparatus(*order, base=paths[1]).to_json() for order in permutations(paths)}
    assert len(found) == 1


def test_real_statements_have_one_apparatus_in_any_order(shared_data):
    folder = shared_data / "series" / "us_president" / "holocaust_days_of_remembrance"
    paths = sorted(folder.glob("*.txt"))[:4]
    meetings = sorted((shared_data / "series" / "fomc" / "canonical").glob("2025-*.txt"))[:4]
    for group in (paths, meetings):
        found = {variorum.apparatus(*order, base=None).to_json() for order in permutations(group)}
        assert len(found) == 1


def test_of_two_real_statements_the_loci_are_the_changes_of_the_comparison(shared_data):
    meetings = sorted((shared_data / "series" / "fomc" / "canonical").glob("20*.txt"))[-8:]
    compared = 0
    for older, newer in combinations(meetings, 2):
        made = variorum.apparatus(older, newer).collation
        one, two = made.witnesses
        alignment = variorum.compare(one.text.witness, two.text.witness).alignment
        by_lines = {parallel.segments: parallel for parallel in made.parallels}
        for bead in alignment.beads:
            parallel = by_lines[bead.base, bead.other]
            if len(parallel.present) == 2 and len(parallel.versions) == 1 and in_one_order(bead.edits):
                compared += 1
                assert changed_words(made, parallel) == edited_words(alignment, bead)
    assert compared > 300
