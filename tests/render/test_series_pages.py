"""The pages of a series as documents: what is in them, and that it leads somewhere."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.browser.series_statements import council, hostile, issue, line_with, long_council, series
from variorum.analysis.series.decisions import Decisions
from variorum.analysis.series.issues import Place
from variorum.analysis.series.lineage import trace
from variorum.analysis.series.rewordings import rewordings
from variorum.model.alignment import BeadKind, Side
from variorum.model.lineage import LineEventKind
from variorum.render.html.lineage.data import MOVED_FROM, REMOVED
from variorum.render.html.script_data import embedded
from variorum.render.redline import segments_on, span_on
from variorum.workflows.lives import Series


class Links(HTMLParser):
    """The ids and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.styled: list[str] = []
        self.feed(html)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.addresses += [value for name, value in attrs if name == "href" and value]
        self.styled += [name for name, _ in attrs if name == "style" or name.startswith("on")]


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    document: dict[str, Any] = json.loads(found[1])
    return document


@pytest.mark.parametrize("made", [council, long_council, hostile])
def test_every_text_stands_once_in_the_page_and_gives_back_every_line(made):
    traced = made()
    document = data_of(traced.to_html())
    for kept, given in zip(document["issues"], traced.lineage.issues, strict=True):
        assert kept["text"] == given.witness.content
        at, words = 0, []
        for gap, length in zip(kept["spans"][::2], kept["spans"][1::2], strict=True):
            words.append(kept["text"][at + gap : at + gap + length])
            at += gap + length
        assert words == [segment.span.of(given.witness.content) for segment in given.witness.segments]


@pytest.mark.parametrize("made", [council, long_council, hostile])
def test_the_marks_of_a_wording_tile_it_and_quote_the_one_before(made):
    traced = made()
    document = data_of(traced.to_html())
    seen = 0
    for kept in document["issues"]:
        ends = [sum(kept["spans"][: n + 2]) for n in range(0, len(kept["spans"]), 2)]
        for before, base, other, marks in kept["beads"]:
            older = document["issues"][before]
            spans = [(sum(older["spans"][: 2 * n + 1]), sum(older["spans"][: 2 * n + 2])) for n in base]
            for segment, codes in zip(other, marks, strict=True):
                numbers = list(codes)
                own = 0
                while numbers:
                    code = numbers.pop(0)
                    start = numbers.pop(0) if code in (REMOVED, MOVED_FROM) else None
                    length = numbers.pop(0)
                    seen += 1
                    if start is None:
                        own += length
                    else:
                        assert any(low <= start and start + length <= high for low, high in spans)
                assert own == kept["spans"][2 * segment + 1]
                assert ends[segment] <= len(kept["text"])
    assert seen


def test_rewordings_are_of_changed_lines_alone_and_give_both_wordings_back():
    traced = council()
    found = rewordings(traced.lineage, traced.changes)
    kinds = {pair: [bead.kind for bead in alignment.beads] for pair, alignment in found.items()}
    assert kinds == {(0, 1): [BeadKind.REWORDED, BeadKind.SPLIT]}
    for alignment in found.values():
        for bead in alignment.beads:
            for side in Side:
                text = alignment.side(side).content
                whole = [segment.span for segment in segments_on(alignment, bead, side)]
                edits = sorted((span_on(edit, side) for edit in bead.edits), key=lambda span: span.start)
                assert "".join(span.of(text) for span in edits) == "".join(span.of(text) for span in whole)


def test_a_line_that_returns_in_other_words_is_compared_with_those_it_was_last_said_in():
    words = "The owners of the ferry must answer before a court of the Republic"
    other = "The Council thanks the crews of the rescue boats for their work that night."
    traced = series(
        issue("2019-01-01", f"{words} this year.", other),
        issue("2020-01-01", other, "A bell was rung for each of those who were lost at sea."),
        issue("2021-01-01", f"{words} without delay.", other),
    )
    assert line_with(traced, words).last.kind is LineEventKind.RETURNED
    assert list(rewordings(traced.lineage, traced.changes)) == [(0, 2)]


def test_nothing_in_the_data_can_end_its_element_or_act_on_who_reads_the_source():
    text = "</script><!--<script> & \u2028\u2029\u202e\u2066\u061c\ufeff\x7f\x85\ud800"
    made = embedded({"a": text, "b": text * 2})
    assert json.loads(made) == {"a": text, "b": text * 2}
    assert not re.search("[<>&\u2028\u2029\u202e\u2066\u061c\ufeff\x7f-\x9f\ud800-\udfff]", made)


def test_a_page_fetches_nothing_and_has_no_style_or_handler_in_an_element():
    for html in [council().to_html(), *(page for _, page in council().html_pages())]:
        links = Links(html)
        assert not links.styled
        assert "default-src &#39;none&#39;" in html
        assert not [each for each in links.addresses if "://" in each]
        assert len(links.ids) == len(set(links.ids))


def test_equal_series_give_equal_pages():
    assert council().to_html() == council().to_html()
    assert list(council().html_pages()) == list(council().html_pages())


def test_every_link_of_a_folder_leads_to_a_page_and_a_place_in_it():
    twice = series(*(one for one in council().lineage.issues), issue("2023-05-21", *["It is said.", "It is said."]))
    for traced in (council(), long_council(), hostile(), twice):
        pages = dict(traced.html_pages())
        known = {name: Links(html) for name, html in pages.items()}
        lines = [name for name in pages if name.startswith("lines/")]
        assert len(lines) == len(traced.lineage.lines)
        assert len(pages) == 1 + len(lines) + len(traced.lineage.issues) - 1
        for name, links in known.items():
            for address in links.addresses:
                path, _, fragment = address.partition("#")
                folder = name.split("/")[:-1]
                target = (
                    path.removeprefix("../") if path.startswith("../") else "/".join([*folder, path]) if path else name
                )
                assert target in pages, (name, address)
                assert not fragment or fragment in known[target].ids, (name, address)


def test_an_index_has_a_place_for_every_place_of_every_line():
    traced = council()
    ids = Links(dict(traced.html_pages())["index.html"]).ids
    for line in traced.lineage.lines:
        for place in line.places:
            assert traced.lineage.anchor(place) in ids


def test_the_bars_of_an_issue_add_up_to_its_lines_and_those_dropped_at_it():
    html = council().to_html()
    rows = re.findall(r'<tr><th scope="row">([^<]*)</th>((?:<td>\d+</td>)+)</tr>', html)
    counts = [[int(number) for number in re.findall(r"\d+", cells)] for _, cells in rows]
    assert counts == [[5, 0, 0, 0, 5, 0], [5, 2, 2, 0, 0, 1], [6, 5, 0, 0, 1, 0], [6, 4, 0, 1, 1, 2]]
    paths = re.findall(r'<path class="(kept|reworded|returned|added|dropped)" d="([^"]*)"', html)
    heights: dict[int, int] = {}
    for _, path in paths:
        for x, bottom, top in re.findall(r"M(\d+) (\d+)h10V(\d+)h-10z", path):
            heights[int(x)] = heights.get(int(x), 0) + int(bottom) - int(top)
    assert heights == {10: 1000, 20: 1000, 30: 1000}


def test_what_a_person_joined_is_marked_in_the_news_of_the_page_and_of_the_folder():
    old, new = "The bell was rung at noon for the drowned.", "Candles stood in every window of the port that evening."
    kept = "The Council meets on the quay where the ferry Alma was launched."
    issues = [issue("2019-05-21", kept, old), issue("2020-05-21", kept, new)]
    places = [Place(one.witness.witness.text.sha256, 1) for one in issues]
    traced = Series(trace(issues, "council", "en", Decisions(links=frozenset({(places[0], places[1])}))))
    index = next(page for name, page in traced.html_pages() if name == "index.html")
    for page in (traced.to_html(), index):
        latest = page.split('<section class="latest"')[1].split("</section>")[0]
        assert "As a person judged." in latest
        row = page.split('<table class="all-lines"')[1].split("Candles")[0].rsplit("<tr", 1)[1]
        assert "as judged" in row
    untouched = Series(trace(issues, "council", "en"))
    assert "judged" not in next(untouched.html_pages())[1].split("<main>")[1]


def test_a_quotation_is_not_dated_by_a_line_that_said_something_else():
    old = "The bell of the ferry Alma was rung at noon for the nine drowned sailors of the port."
    new = "The bell of the ferry Alma was rung at dusk for the ten drowned sailors of the port."
    kept = "The Council meets on the quay where the ferry was launched."
    traced = series(*(issue(f"20{k}-05-21", kept, *([old] * (k < 12) or [new] * (k < 13))) for k in range(10, 14)))
    for page in (traced.to_html(), next(traced.html_pages())[1]):
        told = page.split('class="list dropped"')[1].split("</section>")[0]
        assert (
            "This line since 21 May 2010, in 3 issues and 2 wordings, in these words since 21 May 2012 (1 issue)"
            in told
        )
        assert "First said" not in page


def test_words_of_a_dropped_line_that_survive_are_quoted_with_the_line_that_has_them():
    gone = "Two hundred passengers of the mail boat were rescued by the crew of the lightship Berta in that night."
    there = "Prizes go to the schools of the island, and again two hundred passengers of the mail boat will be invited."
    kept = "The Council meets on the quay where the ferry was launched."
    last = "A wreath was laid at the breakwater by the harbour master."
    traced = series(issue("2010-05-21", kept, gone, last), issue("2011-05-21", kept, last, there))
    page = traced.to_html()
    told = page.split('class="list dropped"')[1].split("</section>")[0]
    heir = traced.lineage.anchor(line_with(traced, "Prizes").first)
    assert re.search(
        rf'Words survive in <a href="#{heir}">another line</a>: <q[^>]*>[^<]*passengers of the mail boat', told
    )
