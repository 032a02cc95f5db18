"""Each output of one invented pair, as a golden file; and what holds of every output of any pair."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.builders import Line, alignment_of, summary_of
from tests.render.golden import check
from tests.render.sample import SAMPLE
from variorum.model.units import SegmentKind
from variorum.model.witnesses import Limit, TextWarning, WarningKind
from variorum.render.json import alignment_document
from variorum.render.markdown import comparison_markdown
from variorum.render.plain import comparison_plain, comparison_stat
from variorum.render.redline import FILTERS, RowOptions
from variorum.render.terminal import comparison_page

GOLDEN = Path(__file__).parent / "golden"
RAW_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def sample(**options):
    alignment = alignment_of(SAMPLE, names=("2023.txt", "2024.txt"), **options)
    return alignment, summary_of(alignment)


def page(alignment, summary, *, width=80, color=False, **options):
    return comparison_page(alignment, summary, width=width, color=color, options=RowOptions(**options))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("terminal-80.txt", {}),
        ("terminal-140.txt", {"width": 140}),
        ("terminal-full.txt", {"full": True, "orthographic": True}),
        ("terminal-context.txt", {"context": 1}),
        ("terminal-only.txt", {"only": frozenset({"dropped", "added"})}),
    ],
)
def test_the_terminal_page_is_as_in_its_golden_file(name, options):
    check(GOLDEN / name, page(*sample(), **options))


def test_the_terminal_page_in_colour_is_as_in_its_golden_file():
    check(GOLDEN / "terminal-colour.txt", page(*sample(), color=True).replace("\x1b", "␛"))


def test_the_plain_sentences_are_as_in_their_golden_file():
    check(GOLDEN / "plain.txt", comparison_plain(*sample(), RowOptions()))


def test_the_counts_are_as_in_their_golden_file():
    check(GOLDEN / "stat.txt", comparison_stat(*sample()))


def test_the_markdown_document_is_as_in_its_golden_file():
    check(GOLDEN / "comparison.md", comparison_markdown(*sample()))


def test_the_json_document_is_as_in_its_golden_file():
    check(GOLDEN / "alignment.json", alignment_document(*sample()))


def test_no_row_of_the_page_is_wider_than_the_terminal():
    for width in (40, 60, 80, 100, 140, 200):
        assert max(map(len, page(*sample(), width=width).splitlines())) <= width


def test_what_was_not_read_is_said_first_and_nothing_is_called_dropped():
    warning = TextWarning(WarningKind.PAGE_WITHOUT_TEXT, "page 2 has no text", incomplete=True)
    limit = Limit("pages", "100", "250", "the rest was left out")
    alignment, summary = sample(warnings=((), (warning,)), limits=(limit,))
    seen = page(alignment, summary)
    assert seen.startswith("! 2024.txt: page 2 has no text\n! pages: limit 100, seen 250; the rest was left out\n")
    assert "\n−    5  not found in the text read" in seen
    assert "\nNot found in the text read (other)\n" in seen
    assert not re.search(r"^−.*dropped", seen, re.MULTILINE)
    plain = comparison_plain(alignment, summary, RowOptions())
    assert plain.startswith("Note: 2024.txt: page 2 has no text\n")
    assert "Line 5, not found in the text read:" in plain
    assert "## Not found in the text read" in comparison_markdown(alignment, summary)


def test_only_named_rows_are_shown_and_the_rest_is_counted():
    seen = page(*sample(), only=frozenset({"moved"}))
    assert "moved from line 4" in seen
    assert "dropped  " not in seen
    assert seen.endswith("1 of 15 rows shown: only moved.\n")


def test_many_quotations_are_cut_short_and_say_so():
    alignment = alignment_of([Line((f"Boat number {n} sank.",), ()) for n in range(30)])
    seen = page(alignment, summary_of(alignment))
    assert "and 18 more, in their places below" in seen
    assert "Boat number 29 sank." in seen


def test_the_json_document_has_the_keys_of_its_schema_and_no_others():
    document = json.loads(alignment_document(*sample()))
    definitions = schema()["$defs"]
    assert list(document) == list(schema()["properties"])
    assert list(document["base"]) == list(definitions["witness"]["properties"])
    assert list(document["base"]["segments"][0]) == list(definitions["segment"]["properties"])
    assert list(document["beads"][0]) == list(definitions["bead"]["properties"])
    assert list(document["beads"][2]["edits"][0]) == list(definitions["edit"]["properties"])
    assert list(document["summary"]) == list(definitions["summary"]["properties"])
    assert list(document["summary"]["body"]) == list(definitions["summary"]["properties"]["body"]["properties"])


def test_the_json_document_begins_each_object_with_the_promised_keys():
    document = json.loads(alignment_document(*sample()))
    assert list(document)[:6] == ["schema", "base", "other", "beads", "summary", "limits"]
    assert list(document["base"])[:6] == ["name", "sha256", "text_sha256", "text", "segments", "warnings"]
    promised = ["base", "other", "kind", "degree", "moved", "score", "reason", "echoes", "gone", "new", "edits"]
    assert list(document["beads"][0])[:11] == promised
    assert list(document["summary"])[:3] == ["body", "apparatus", "words"]


def test_markdown_shows_statement_words_and_obeys_none_of_them():
    hostile = "<script>alert(1)</script> *x* [a](http://b.example) `c` @d | ~~e~~ # 1"
    alignment = alignment_of([Line((hostile,), ()), Line((), ("1. First.",)), Line((), ("- Second.",))])
    seen = comparison_markdown(alignment, summary_of(alignment))
    assert "<script>" not in seen
    assert "http://" not in seen
    assert "\\*x\\* \\[a\\](http&#58;//b.example) \\`c\\` &#64;d \\| \\~\\~e\\~\\~ \\# 1" in seen
    assert "> 1\\. First." in seen
    assert "> \\- Second." in seen


def test_markdown_marks_punctuation_beside_a_letter_with_tags():
    alignment = alignment_of([Line(("It rose fast.",), ("It rose, fast.",))])
    assert "It rose<strong>,</strong> fast." in comparison_markdown(alignment, summary_of(alignment))


def schema():
    return json.loads(files("variorum.render").joinpath("schemas/variorum.alignment-1.schema.json").read_text("utf-8"))


VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_schema_is_a_schema_and_refuses_what_is_no_alignment():
    VALIDATOR.check_schema(schema())
    document = json.loads(alignment_document(*sample()))
    VALIDATOR.validate(document)
    for spoil in (
        lambda d: d.pop("limits"),
        lambda d: d["beads"][0].pop("echoes"),
        lambda d: d["beads"][0].update(kind="lost"),
        lambda d: d["beads"][2]["edits"][0].update(base=[1]),
        lambda d: d["base"].update(text_sha256="no digest"),
        lambda d: d["beads"][0].update(score=0.5),
    ):
        spoiled = json.loads(alignment_document(*sample()))
        spoil(spoiled)
        assert not VALIDATOR.is_valid(spoiled)


words = st.sampled_from(
    ["nine", "Nine", "9", "b.", ",", "état", "\u202e", "\x1b[2J", "\ud800", "水", "<b>", "*", "\x9b"]
)
wordings = st.lists(st.lists(words, min_size=1, max_size=5).map(" ".join), max_size=3).map(tuple)
pairs = st.lists(
    st.builds(
        Line,
        wordings,
        wordings,
        st.sampled_from(SegmentKind),
        moved=st.booleans(),
        base_place=st.none() | st.floats(0, 9),
    ).filter(lambda line: line.base or line.other),
    max_size=6,
)


@given(pairs, st.integers(20, 200), st.booleans(), st.booleans(), st.sets(st.sampled_from(FILTERS), max_size=2))
def test_any_pair_can_be_shown_and_no_output_steers_the_terminal(lines, width, color, full, only):
    alignment = alignment_of(lines)
    summary = summary_of(alignment)
    options = RowOptions(only=frozenset(only), full=full, orthographic=full)
    shown = comparison_page(alignment, summary, width=width, color=color, options=options)
    for text in (
        re.sub(r"\x1b\[[0-9;]*m", "", shown) if color else shown,
        comparison_plain(alignment, summary, options),
        comparison_stat(alignment, summary),
        comparison_markdown(alignment, summary),
        alignment_document(alignment, summary),
    ):
        assert not RAW_CONTROL.search(text)
        assert text.endswith("\n")


@given(pairs)
def test_the_json_document_of_any_pair_is_valid_and_holds_both_texts(lines):
    alignment = alignment_of(lines)
    document = json.loads(alignment_document(alignment, summary_of(alignment)))
    VALIDATOR.validate(document)
    assert document["base"]["text"] == alignment.base.content
    assert document["other"]["text"] == alignment.other.content
    assert len(document["beads"]) == len(lines)
