"""Whatever two texts are compared, every output can be made, steers no terminal and gives the texts back."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import jsonschema
from hypothesis import assume, given
from hypothesis import strategies as st

import variorum
from tests.properties.strategies import pairs
from variorum.model.alignment import Side
from variorum.model.units import BODY_KINDS
from variorum.render.redline import FILTERS, Fold, Mark, RowOptions, inline_runs, kind_of, rows
from variorum.render.typeset import UNSAFE

SCHEMA = json.loads(files("variorum.render").joinpath("schemas/variorum.alignment-1.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# No decoded text holds these as two code points, and JSON cannot tell them from one.
SPLIT_CHARACTER = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@given(pairs(), st.integers(20, 180), st.booleans(), st.booleans(), st.sets(st.sampled_from(FILTERS), max_size=2))
def test_the_printed_outputs_steer_no_terminal(pair, width, color, full, only):
    comparison = variorum.collate(*pair)
    page = comparison.to_terminal(width=width, color=color, only=only, full=full, orthographic=full)
    for text in (
        re.sub(r"\x1b\[[0-9;]*m", "", page) if color else page,
        comparison.to_plain(only=only, orthographic=full),
        comparison.to_stat(),
        comparison.to_markdown(),
        comparison.to_json(),
    ):
        assert not CONTROL.search(text)
        assert not UNSAFE.search(text)
        assert text.endswith("\n")


@given(pairs())
def test_the_json_document_is_valid_and_its_edits_give_both_texts_back(pair):
    assume(not any(SPLIT_CHARACTER.search(text) for text in pair))
    document = json.loads(variorum.collate(*pair).to_json())
    VALIDATOR.validate(document)
    for side, text in zip(("base", "other"), pair, strict=True):
        assert document[side]["text"] == text
        spans = sorted(
            edit[side] for bead in document["beads"] for edit in bead["edits"] if edit[side][0] < edit[side][1]
        )
        segments = document[side]["segments"]
        edges = [0, *(edge for segment in segments for edge in (segment["start"], segment["end"])), len(text)]
        pieces = sorted([*spans, *map(list, zip(edges[::2], edges[1::2], strict=True))])
        assert "".join(text[start:end] for start, end in pieces) == text


@given(pairs())
def test_the_inline_redline_reads_as_either_text_when_the_words_of_the_other_are_left_out(pair):
    alignment = variorum.collate(*pair).alignment
    for bead in alignment.beads:
        for side, opposite in ((Side.BASE, Mark.ADDED), (Side.OTHER, Mark.REMOVED)):
            said = ""
            for run in inline_runs(alignment, bead):
                edit = None if run.edit is None else bead.edits[run.edit]
                if run.mark is opposite or (run.mark in (Mark.CAPITAL, Mark.MOVED) and run.side is not side):
                    continue
                span = run.span if edit is None or run.side is side else edit.base
                said += span.of(alignment.side(side if edit else run.side).content)
            indexes = bead.base if side is Side.BASE else bead.other
            segments = alignment.side(side).segments
            wanted = " ".join(segments[index].span.of(alignment.side(side).content) for index in indexes)
            assert "".join(said.split()) == "".join(wanted.split())


@given(pairs(), st.integers(0, 3), st.booleans())
def test_every_bead_is_either_shown_or_folded_and_the_folds_count_the_lines_in_them(pair, context, full):
    alignment = variorum.collate(*pair).alignment
    display = rows(alignment, RowOptions(context=context, full=full))
    seen = [index for item in display for index in (item.beads if isinstance(item, Fold) else (item.index,))]
    assert seen == list(range(len(alignment.beads)))
    for item in display:
        if isinstance(item, Fold):
            beads = [alignment.beads[index] for index in item.beads]
            assert item.count == sum(len(bead.other) for bead in beads if kind_of(alignment, bead) in BODY_KINDS)
            assert all(bead.kind == "kept" and not bead.moved for bead in beads)
