"""Changed facts, splits and mergers on the pages of a series, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.series_statements import COUNCIL, council, issue, line_with, series
from variorum.analysis.series.decisions import Decisions
from variorum.analysis.series.issues import Place
from variorum.analysis.series.lineage import trace
from variorum.workflows.lives import Series


def two_years() -> Series:
    """The year in which 150 passengers became 150 residents, and one line became two."""
    return series(*(issue(date, *lines) for date, *lines in COUNCIL[:2]))


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (1280, False)])
def test_the_news_of_a_series_has_the_changed_figures_and_names_of_its_latest_issue(open_page, width, scripts):
    page = open_page(two_years().to_html(facts=True), width=width, scripts=scripts)
    section = page.locator(".list-facts")
    change = section.locator(".fact-change", has_text="150 residents")
    expect(change.locator("q.o")).to_contain_text("150 passengers")
    if width == 320:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    change.locator("q.n a").click()
    if scripts:
        expect(page.locator("#life-body .run.here .text").first).to_contain_text("150")
    else:
        expect(page.locator("tr:has(i:target)")).to_contain_text("150 residents")


def test_a_page_without_a_ledger_has_no_facts(open_page):
    page = open_page(two_years().to_html(), fragment="#find=150")
    assert page.locator(".list-facts, .fact-change").count() == 0


def test_each_wording_in_the_life_of_a_line_has_its_changed_facts(open_page):
    traced = council()
    line = line_with(traced, "150 residents")
    page = open_page(traced.to_html(facts=True), fragment=f"#{traced.lineage.anchor(line.last)}")
    runs = page.locator("#life-body .run")
    assert runs.nth(0).locator(".fact-change").count() == 0
    change = runs.nth(1).locator(".fact-change", has_text="150 residents")
    expect(change.locator("q.o")).to_contain_text("150 passengers")
    assert violations(page) == []
    pages = dict(traced.html_pages(facts=True))
    name = next(one for one in pages if one.endswith(f"{traced.lineage.anchor(line.first)}.html"))
    static = open_page(pages[name], scripts=False)
    assert static.locator(".run").nth(0).locator(".fact-change").count() == 0
    said = static.locator(".run").nth(1).locator(".fact-change", has_text="150 residents")
    expect(said.locator("q.n a")).to_have_attribute("href", f"../index.html#{traced.lineage.anchor(line.places[1])}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_split_is_told_in_the_news_with_both_wordings_and_the_lives_of_all_its_lines(open_page, scripts):
    traced = two_years()
    (family,) = traced.news().families
    page = open_page(traced.to_html(facts=True), scripts=scripts)
    told = page.locator(".list.families")
    expect(told.locator("h2")).to_have_text("⋏ Split 1")
    told.locator("summary").click()
    expect(told.locator("li p")).to_contain_text("Split: 1 line before, 2 now.")
    assert "as a person judged" not in told.inner_text()
    links = [link.get_attribute("href") for link in told.locator("li p a").all()]
    assert links == [f"#{traced.lineage.anchor(traced.lineage.lines[line].last)}" for line in family.now]
    assert told.locator("del, ins").count()


def test_a_merger_that_a_person_made_is_marked_as_judged(open_page):
    kept = "The Council meets on the quay where the ferry Alma was launched."
    before = (kept, "The bells of all churches were rung until midnight.", "Candles stood in every window of the port.")
    after = (kept, "The bells of all churches were rung and candles stood in every window of the port until midnight.")
    issues = [issue("2019-05-21", *before), issue("2020-05-21", *after)]
    digests = [one.witness.witness.text.sha256 for one in issues]
    links = frozenset({(Place(digests[0], n), Place(digests[1], 1)) for n in (1, 2)})
    traced = Series(trace(issues, "council", "en", Decisions(links=links)))
    assert traced.news().merged
    page = open_page(traced.to_html(facts=True))
    told = page.locator(".list.families")
    expect(told.locator("h2")).to_contain_text("Merged")
    expect(told.locator("li p")).to_contain_text("Merged: 2 lines before, 1 now; as a person judged.")


def test_without_script_every_place_of_a_line_resolves_or_the_reader_is_told(open_page, monkeypatch):
    traced = council()
    line = line_with(traced, "The Council meets")
    middle = traced.lineage.anchor(line.places[1])
    page = open_page(traced.to_html(facts=True), fragment=f"#{middle}", scripts=False)
    expect(page.locator("tr:has(i:target)")).to_contain_text("The Council meets")
    assert page.locator(".no-script").count() == 0
    monkeypatch.setattr("variorum.render.html.lineage.page.MOST_PLACES", 3)
    bounded = traced.to_html(facts=True)
    expect(open_page(bounded, scripts=False).locator(".no-script")).to_contain_text("first place and of its last")
    expect(open_page(bounded).locator(".no-script")).to_be_hidden()


def test_on_paper_a_table_of_all_lines_stands_in_for_the_map(open_page):
    traced = council()
    page = open_page(traced.to_html(facts=True))
    page.emulate_media(media="print")
    assert page.locator("#grid").is_hidden()
    rows = page.locator(".all-lines tbody tr:visible")
    assert rows.count() == len(traced.lineage.lines)
    expect(rows.filter(has_text="The owners must answer")).to_contain_text("absent from 21 May 2020 to 21 May 2021")
    assert page.locator(".fact-change").first.is_visible()
