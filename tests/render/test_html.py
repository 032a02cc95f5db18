"""The comparison page as a document: whole, escaped, closed to the network, the same every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.statements import arabic, ferry, hostile, long_story
from tests.render.builders import Line, alignment_of, summary_of
from variorum.model.alignment import Edit, EditOp, Side
from variorum.model.spans import Span
from variorum.model.units import SegmentKind
from variorum.model.witnesses import Limit, TextWarning, WarningKind
from variorum.render.html import comparison_page, comparison_preview
from variorum.render.html.characters import plain, shown
from variorum.render.html.marks import inline_markup, side_markup
from variorum.render.html.minimap import HEIGHT, MOST_PLACES, places
from variorum.render.html.page import MOST_QUOTATIONS
from variorum.render.html.preview import LONGEST_LINE, MOST_BYTES, MOST_ROWS
from variorum.render.html.words import direction, plain_date
from variorum.render.redline import segments_on

VOID = {"meta", "input", "br", "rect", "link", "img"}
STORIES = {"ferry": ferry, "hostile": hostile, "arabic": arabic, "long": long_story}
INCOMPLETE = TextWarning(WarningKind.PAGE_WITHOUT_TEXT, "page 2 holds no text", incomplete=True)


class Reader(HTMLParser):
    """Gathers a document's elements, and the statement text in its cells less what the page itself says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, set[str]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: dict[str, list[str]] = {"older": [], "newer": [], "inline": []}
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        classes = set((values.get("class") or "").split())
        self.elements.append((tag, values))
        if "text" in classes and (side := self._cell()):
            self.cells[side].append("")
        if "code" in classes and self._in_text() and (side := self._cell()):
            self.cells[side][-1] += chr(int(values["data-code"] or "", 16))
        if tag not in VOID:
            self.open.append((tag, classes))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.words.append(data)
        own = {"vh", "jump", "code"}
        if self._in_text() and not any(classes & own for _, classes in self.open) and (side := self._cell()):
            self.cells[side][-1] += data

    def _in_text(self) -> bool:
        return any("text" in classes for _, classes in self.open)

    def _cell(self) -> str | None:
        inside = [classes for _, classes in self.open if "cell" in classes]
        return next((side for side in self.cells if inside and side in inside[-1]), None)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


def wordings(alignment, side: Side) -> list[str]:
    spans = [[segment.span for segment in segments_on(alignment, bead, side)] for bead in alignment.beads]
    return [Span(own[0].start, own[-1].end).of(alignment.side(side).content) for own in spans if own]


def page_of(lines, **options) -> str:
    alignment = alignment_of(lines, **options)
    return comparison_page(alignment, summary_of(alignment))


words = st.text(st.characters(codec=None), min_size=1, max_size=12).map(str.strip).filter(bool)
wording = st.lists(words, min_size=1, max_size=6).map(" ".join).filter(lambda text: text == text.strip())
sides = st.lists(wording, max_size=2).map(tuple)
lines_of_two_texts = st.lists(
    st.builds(Line, sides, sides).filter(lambda line: bool(line.base or line.other)), min_size=1, max_size=4
)


@given(lines_of_two_texts)
def test_the_columns_of_any_comparison_give_both_texts_back(lines):
    alignment = alignment_of(lines)
    reader = read(comparison_page(alignment, summary_of(alignment)))
    assert reader.cells["older"] == wordings(alignment, Side.BASE)
    assert reader.cells["newer"] == wordings(alignment, Side.OTHER)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_link_leads_to_an_element_of_the_page_and_no_address_is_given_twice(story):
    reader = read(comparison_page(*story()))
    names = [values["id"] for _, values in reader.elements if "id" in values]
    links = [values["href"] for _, values in reader.elements if "href" in values]
    assert len(names) == len(set(names))
    assert links
    assert {link.removeprefix("#") for link in links} <= set(names)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_nothing_in_the_page_is_fetched_or_runs_but_what_its_policy_names(story):
    html = comparison_page(*story())
    reader = read(html)
    for _, values in reader.elements:
        assert not {"src", "srcset", "action", "style", "data", "poster"} & set(values)
        assert not [name for name in values if name.startswith("on")]
    policy = next(values["content"] for _, values in reader.elements if "http-equiv" in values)
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "base-uri 'none'" in policy
    assert "form-action 'none'" in policy


def test_the_address_of_a_row_is_made_of_the_texts_digest_and_the_span():
    alignment, summary = ferry()
    reader = read(comparison_page(alignment, summary))
    bead = next(bead for bead in alignment.beads if bead.kind == "split")
    (older,) = segments_on(alignment, bead, Side.BASE)
    newer = segments_on(alignment, bead, Side.OTHER)
    names = {values.get("id") for _, values in reader.elements}
    digests = [alignment.side(side).witness.text.sha256[:8] for side in Side]
    assert f"b-{digests[0]}-{older.span.start}-{older.span.end}" in names
    assert f"o-{digests[1]}-{newer[0].span.start}-{newer[-1].span.end}" in names


def test_the_page_is_the_same_under_every_hash_seed():
    program = (
        "import sys, hashlib; from tests.browser.statements import ferry; "
        "from variorum.render.html import comparison_page; "
        "print(hashlib.sha256(comparison_page(*ferry()).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", program]
    seen = {
        subprocess.run(command, env={**environment, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
        for seed in ("0", "1", "77")
    }
    assert len(seen) == 1


def test_absence_is_no_fact_where_the_other_text_was_not_read_whole():
    alignment = alignment_of([Line(("It sank.",), ()), Line((), ("It swam.",))], warnings=((), (INCOMPLETE,)))
    html = comparison_page(alignment, summary_of(alignment))
    assert ">Older lines not found in the text read</h2>" in html
    assert "page 2 holds no text" in html
    assert "dropped</label>" not in html
    assert "added</label>" in html


def test_texts_are_called_older_and_newer_only_where_both_dates_say_so():
    alignment = alignment_of([Line(("It sank.",), ("It swam.",))])
    summary = summary_of(alignment)
    for dates, word in (
        (("2023-05-21", "2024-05-21"), "Older"),
        (("2023-05-21", None), "First"),
        ((None, None), "First"),
    ):
        dated = replace(summary, base_date=dates[0], other_date=dates[1])
        assert f"{word}, line 1" in "".join(read(comparison_page(alignment, dated)).words)


def test_texts_whose_dates_contradict_their_order_are_not_called_older_and_newer():
    alignment = alignment_of([Line(("It sank.",), ("It swam.",))])
    summary = replace(summary_of(alignment), base_date="2024-05-21", other_date="2023-05-21")
    text = "".join(read(comparison_page(alignment, summary)).words)
    assert "First, line 1" in text
    assert "Second, line 1" in text
    assert "Older" not in text


def test_notices_stand_before_the_summary():
    alignment = alignment_of([Line(("It sank.",), ("It swam.",))])
    html = comparison_page(alignment, summary_of(alignment, notices=("The first text is the newer one.",)))
    assert html.index("The first text is the newer one.") < html.index('class="summary"')


def test_limits_that_were_hit_are_said():
    limit = Limit("words in one line", "100,000", "700,000", "The rest of the line was not compared.")
    html = page_of([Line(("It sank.",), ("It swam.",))], limits=(limit,))
    assert "words in one line: limit 100,000, seen 700,000; The rest of the line was not compared." in html
    assert html.index("words in one line") < html.index('class="summary"')


def test_the_title_is_the_newer_texts_and_without_one_the_names_stand_for_it():
    untitled = page_of([Line(("It sank.",), ("It swam.",))], names=("a.txt", "b.txt"))
    assert "<title>a.txt → b.txt</title>" in untitled
    titled = page_of([Line(("Old",), ("New & true",), SegmentKind.TITLE)])
    assert "<title>New &amp; true</title>" in titled
    assert '<h1 lang="en" dir="ltr">New &amp; true</h1>' in titled


def test_titles_and_furniture_are_in_no_filter():
    html = page_of([Line((), ("A title",), SegmentKind.TITLE), Line(("Room 4",), (), SegmentKind.FURNITURE)])
    reader = read(html)
    kinds = [values["data-k"] for _, values in reader.elements if "data-k" in values]
    assert kinds == ["quiet", "quiet"]


def test_many_quotations_are_folded_after_the_first():
    html = page_of([Line((f"Line number {number} is gone.",), ()) for number in range(MOST_QUOTATIONS + 3)])
    assert "<summary>3 more</summary>" in html


def test_the_hidden_words_are_said_once_for_a_run_that_a_clause_cuts():
    alignment = alignment_of([Line(("The owners, by order, had it.",), ("The owners had it.",), gone=("by order",))])
    assert side_markup(alignment, alignment.beads[0], Side.BASE) == (
        'The owners<del>, </del><span class="gone"><del><span class="vh">[removed: </span>by order'
        '<span class="vh">]</span></del></span><del>,</del> had it.'
    )


def test_the_map_has_a_place_for_every_row_and_no_more_places_than_can_be_told_apart():
    alignment, _ = long_story()
    found = places(alignment)
    assert len(found) <= MOST_PLACES + 1
    assert [found[0].first, found[-1].last] == [0, len(alignment.beads) - 1]
    assert all(left.last + 1 == right.first for left, right in pairwise(found))
    assert all(left.top + left.height == right.top for left, right in pairwise(found))
    assert found[-1].top + found[-1].height == HEIGHT


def test_the_map_shows_an_absent_line_in_one_lane_only():
    alignment = alignment_of([Line(("It sank.",), ()), Line((), ("It swam.",)), Line(("So.",), ("So.",))])
    assert [(place.older, place.newer) for place in places(alignment)] == [
        ("absent", "void"), ("void", "absent"), ("kept", "kept"),
    ]  # fmt: skip


def test_the_preview_is_bounded_in_rows_and_says_what_it_leaves_out():
    alignment = alignment_of([Line((f"Older {n}.",), (f"Newer {n}.",)) for n in range(MOST_ROWS + 50)])
    html = comparison_preview(alignment, summary_of(alignment))
    assert html.count("<tr") == MOST_ROWS + 1
    assert f"the last 50 of {MOST_ROWS + 50} rows" in html


def test_the_preview_is_bounded_in_bytes_whatever_a_line_or_name_holds():
    lines = [Line(("ж" * 9000,), ("<" * 9000,)), *[Line(("a b " * 900 + "c",), ("<" * 3000,)) for _ in range(90)]]
    lines.insert(0, Line((), ("Title " * 50_000 + ".",), SegmentKind.TITLE))
    alignment = alignment_of(lines, names=("n" * 9000, "m" * 9000))
    summary = summary_of(alignment, notices=tuple("<" * 9000 for _ in range(50)))
    html = comparison_preview(alignment, summary)
    assert len(html.encode()) <= MOST_BYTES
    assert "rows. The whole page" in html
    assert f"… ({9000:,} characters in all)" in html
    assert LONGEST_LINE < 9000


def test_a_short_preview_leaves_nothing_out():
    html = comparison_preview(*ferry())
    assert "left-out" not in html.split("</style>")[1]
    assert "2 lines kept" in html
    assert "<script" not in html


@given(st.text(st.characters(codec=None)))
def test_shown_text_can_be_written_as_utf8_and_holds_no_markup_of_the_text(text):
    html = shown(text)
    html.encode()
    assert not re.search(r'<(?!span class="code" data-code="[0-9a-f]+">|/span>)', html)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    plain(text).encode()


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2024-01-20", "20 January 2024"), ("2024-01", "January 2024"), ("2024", "2024"), ("2024-13", "2024-13")],
)
def test_dates_are_written_out(iso, words):
    assert plain_date(iso) == words


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("uz-Arab", "rtl"), ("uz", "ltr"), ("und", "auto"), ("", "auto")],
)
def test_a_text_runs_in_the_direction_of_its_language(language, expected):
    assert direction(language) == expected


def test_an_inline_redline_reads_as_the_newer_text_less_what_is_removed():
    alignment = alignment_of([Line(("In all 744 were hurt, 4 lost.",), ("In all hurt 744 others, 4 lost.",))])
    bead = alignment.beads[0]
    spans = [("In all ",) * 2, ("", "hurt "), ("744", "744"), (" were hurt", " others"), (", 4 lost.",) * 2]
    texts = [alignment.side(side).content for side in Side]
    edits = []
    for older, newer in spans:
        at = [text.index(own) if own else 0 for text, own in zip(texts, (older, newer), strict=True)]
        op = EditOp.EQUAL if older == newer else EditOp.REPLACE if older else EditOp.INSERT
        edits.append(Edit(op, Span(at[0], at[0] + len(older)), Span(at[1], at[1] + len(newer))))
    crossed = replace(bead, edits=tuple(edits[i] for i in (0, 2, 1, 3, 4)))
    html = inline_markup(replace(alignment, beads=(crossed,)), crossed)
    kept = re.sub(r'<del>.*?</del>|<span class="(vh|jump)">.*?</span>', "", html)
    assert re.sub(r"<[^>]+>", "", kept).replace(" ", "") == alignment.other.content.replace(" ", "")


def test_a_thin_space_parts_a_removed_word_from_the_added_one_that_takes_its_place():
    alignment = alignment_of([Line(("It sank.",), ("It swam.",))])
    assert '</del><span class="jump">\N{THIN SPACE}</span><ins>' in inline_markup(alignment, alignment.beads[0])
    assert "jump" not in side_markup(alignment, alignment.beads[0], Side.OTHER)


def test_words_that_are_not_the_beads_own_are_left_out_and_the_gap_is_shown():
    between = Line(("Page 2",), (), SegmentKind.FURNITURE, base_place=0.5)
    alignment = alignment_of(
        [Line(("Nine sank and",), ("Nine sank and two burned.",)), between, Line(("two burned.",))]
    )
    first, _, last = alignment.beads
    edits = (Edit(EditOp.DELETE, alignment.base.segments[last.base[0]].span, Span(0, 0)),)
    joined = replace(first, base=(*first.base, *last.base), edits=(*first.edits, *edits))
    assert '<span class="jump"> […] </span>' in side_markup(alignment, joined, Side.BASE)


def test_two_files_of_one_name_are_told_apart_by_their_folders():
    html = page_of([Line(("It sank.",), ("It swam.",))], names=("/home/me/2023/text.txt", "/home/me/2024/text.txt"))
    assert "<title>2023/text.txt → 2024/text.txt</title>" in html
