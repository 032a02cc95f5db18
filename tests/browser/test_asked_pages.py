"""The pages that answer one question of a series, in a real browser: lists of lines, the life of words, of a line."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.archive.archives import EXAMPLES
from tests.browser.axe import violations
from tests.browser.series_statements import council, hostile
from variorum.workflows.detect import detect_in_files
from variorum.workflows.life_pages import Listing, find
from variorum.workflows.series_measures import Measured


def opened_all(page):
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    return page


def listed(traced, what):
    tables = {
        "dropped": traced.dropped,
        "returned": traced.returned,
        "new": traced.new,
        "steady": lambda: traced.steady(2),
    }
    gone = traced.gone_inside() if what == "dropped" else ()
    return Listing(traced, what, f"{what} of all", tables[what](), gone)


def dangling(page) -> list[str]:
    """Links within the page that lead nowhere in it."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')]
        .filter((link) => !document.getElementById(link.hash.slice(1))).map((link) => link.outerHTML)"""
    )
    return found


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_to_complain_of(open_page, width, scheme):
    for html in (
        listed(council(), "dropped" if width == 320 else "returned").to_html(),
        find(council(), "harbour" if width == 320 else "150 residents").to_html(),
        detect_in_files(str(EXAMPLES)).to_html() if width == 320 else Measured(council()).to_html(),
    ):
        page = opened_all(open_page(html, width=width, scheme=scheme))
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("what", ["returned", "steady"])
def test_a_list_reads_without_script_and_every_quotation_in_it_has_its_characters(open_page, what):
    traced = council()
    rows = listed(traced, what).table.rows
    assert rows
    html = listed(traced, what).to_html()
    assert "<script" not in html
    page = opened_all(open_page(html))
    shown = page.locator("#list .run")
    assert shown.count() == len(rows)
    contents = {issue.reference: issue.witness.content for issue in traced.lineage.issues}
    for place, exact in zip(
        page.locator(".run .proof figcaption").all_inner_texts(),
        page.locator(".run .proof .exact").all_inner_texts(),
        strict=True,
    ):
        reference, start, end = re.fullmatch(r"(\S+): characters (\d+) to (\d+) of text [0-9a-f]{12}…", place).groups()
        assert contents[reference][int(start) : int(end)] == exact
    for row, words in zip(rows, shown.all(), strict=True):
        assert row.words in words.locator(".exact").all_inner_texts()


def test_a_list_says_first_how_many_and_when_and_each_date_is_a_head(open_page):
    page = open_page(listed(council(), "dropped").to_html())
    expect(page.locator(".summary")).to_have_text("Dropped of all: 2 lines.")
    assert page.locator("#list h2").all_inner_texts() == ["21 May 2022 2"]
    row = page.locator(".run", has=page.locator(".text", has_text="breakwater"))
    assert row.locator(".status").inner_text() == "− dropped"
    expect(row.locator(".told")).to_contain_text("dropped after 1 issue")


def test_the_words_that_a_line_came_back_with_are_marked_against_those_it_left_with(open_page):
    traced = council()
    page = open_page(listed(traced, "returned").to_html())
    expect(page.locator(".run .told")).to_contain_text("after 2 issues without")
    assert page.locator(".run .glyph").inner_text() == "↺"


def test_an_address_leads_to_its_line_and_to_the_text_it_is_from(open_page):
    traced = council()
    html = listed(traced, "dropped").to_html()
    anchor = re.search(r'<li class="run dropped" id="([^"]+)"', html)[1]
    page = open_page(html, fragment=f"#{anchor}")
    assert page.locator(":target").get_attribute("id") == anchor
    assert dangling(page) == []


def test_the_page_of_words_says_when_they_stood_and_holds_the_lives_of_the_lines(open_page):
    traced = council()
    page = open_page(find(traced, "harbour").to_html())
    assert page.locator("h1").inner_text().strip("“”") == "harbour"
    expect(page.locator(".summary")).to_contain_text(
        "“harbour” stands in 4 of 4 issues: first 21 May 2019, last 21 May 2022, without a gap. The last is the latest"
    )
    assert page.locator(".ends mark").all_inner_texts() == ["harbour"] * 2
    assert page.locator(".bearer").count() == 2
    page.locator(".stretches a").first.click()
    expect(page.locator(".bearer:target")).to_have_count(1)
    page.locator(".whole-life summary").first.click()
    expect(page.locator(".whole-life[open] .run").first).to_be_visible()
    assert dangling(page) == []


def test_the_page_of_a_line_has_its_life_with_changes_facts_and_proof(open_page):
    traced = council()
    number = next(line.number for line in traced.lineage.lines if "150" in traced.lineage.words(line.last))
    page = opened_all(open_page(find(traced, f"L{number}").to_html()))
    expect(page.locator(".summary")).to_contain_text("In 4 of 4 issues, in 2 wordings")
    runs = page.locator(".run")
    assert runs.count() == 2
    assert runs.nth(1).locator(".text del").text_content() == "[removed: passengers]"
    assert runs.nth(1).locator(".exact").inner_text().startswith("As a result of the sinking 150 residents")
    expect(runs.nth(1).locator(".fact-change").first).to_contain_text("same value, other noun")
    assert dangling(page) == []
    assert page.locator("script").count() == 0


def test_hostile_words_stay_text(open_page):
    for html in (find(hostile(), "</p></style></script><script>").to_html(), listed(hostile(), "new").to_html()):
        page = open_page(html)
        assert page.locator("script, img, iframe, object, link, base").count() == 0


def test_on_paper_the_places_stand_and_nothing_to_press(open_page):
    page = open_page(listed(council(), "dropped").to_html())
    page.emulate_media(media="print")
    assert page.locator(".proof figcaption").first.is_visible()
    assert not page.locator(".proof blockquote").first.is_visible()
    assert page.pdf().startswith(b"%PDF")
