"""The page of a ledger, and the changed facts of two texts, in a real browser."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.fact_statements import alone, hostile, pair, yearly
from variorum.align.collate import collate_witnesses
from variorum.render.html import comparison_page
from variorum.render.html.facts import ledger_page
from variorum.workflows.compare import Comparison

GOLDEN = Path(__file__).parent / "golden"


def open_all(page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def place_of(view, number: int, words: str) -> str:
    """The fragment of the first fact of a statement that is said in these words."""
    statement = view.matrix.statements[number]
    fact = next(one for one in statement.facts if one.span.of(statement.witness.content) == words)
    return f"#{statement.witness.witness.text.sha256[:12]}-{fact.span.start}-{fact.span.end}"


def shown_rows(page) -> int:
    count: int = page.locator(".fact-row:visible").count()
    return count


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (720, "dark"), (320, "light")])
def test_axe_finds_nothing_to_complain_of(open_page, width, scheme):
    page = open_page(ledger_page(pair()), width=width, scheme=scheme)
    open_all(page)
    page.locator(".fact-row td a").first.click()
    expect(page.locator("#quote")).to_be_visible()
    assert violations(page) == []
    page = open_page(ledger_page(yearly()), width=width, scheme=scheme)
    open_all(page)
    assert violations(page) == []


def test_axe_finds_nothing_in_hostile_words_in_one_statement_and_without_script(open_page):
    assert violations(open_page(ledger_page(hostile()))) == []
    assert violations(open_page(ledger_page(alone()))) == []
    page = open_page(ledger_page(pair()), scripts=False)
    assert page.locator(".fact-row").count() == 9
    assert page.locator(".chips").is_hidden()


def test_what_a_screen_reader_meets_is_as_agreed(open_page):
    page = open_page(ledger_page(pair()))
    seen = page.locator("body").aria_snapshot() + "\n"
    file = GOLDEN / "ledger.aria.yaml"
    if os.environ.get("VARIORUM_WRITE_GOLDEN"):
        file.write_text(seen, encoding="utf-8")
    agreed = file.read_text(encoding="utf-8")
    assert seen == agreed, "".join(
        [
            "To agree to it: VARIORUM_WRITE_GOLDEN=1 pytest tests/browser\n",
            *difflib.unified_diff(agreed.splitlines(keepends=True), seen.splitlines(keepends=True)),
        ]
    )


@pytest.mark.parametrize("made", [pair, yearly, hostile])
def test_nothing_is_wider_than_the_narrowest_screen(open_page, made):
    page = open_page(ledger_page(made()), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for cell in page.locator(".fact-row td:visible").all():
        box = cell.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 320


def test_on_a_narrow_screen_each_cell_says_of_which_statements_it_is(open_page):
    page = open_page(ledger_page(yearly()), width=320)
    row = page.locator(".fact-row", has_text="Narrow Sound")
    expect(row.locator("td .when")).to_have_text("21 May 2017 to 21 May 2024")
    assert row.locator("td .when").bounding_box()["height"] > 10


def test_a_cell_opens_its_words_in_their_line_beside_what_they_were(open_page):
    view = pair()
    page = open_page(ledger_page(view))
    page.locator(".fact-row", has_text="150 residents").locator("td").nth(1).click()
    figure = page.locator("#quote figure").last
    expect(figure.locator("mark")).to_have_text("150")
    expect(figure.locator("blockquote")).to_have_text("As a result 150 residents were drowned and 52 were injured.")
    expect(figure.locator("figcaption")).to_contain_text("line 2: quantity, taken for 150; rule quantity.counted")
    assert page.evaluate("location.hash") == place_of(view, 1, "150")
    page.keyboard.press("Escape")
    assert page.locator("#quote").is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "TD"


def test_a_changed_cell_of_a_series_shows_both_wordings(open_page):
    page = open_page(ledger_page(yearly()))
    page.locator("td.unexpected").click()
    marks = page.locator("#quote mark").all_inner_texts()
    assert marks == ["37", "39"]
    assert page.locator("td.unexpected .was").inner_text() == "was 37 bells"


def test_a_long_cell_leads_to_its_words_in_each_of_its_statements(open_page):
    view = yearly()
    page = open_page(ledger_page(view))
    page.locator("td[colspan='8']").last.click()
    links = page.locator("#quote .through a")
    assert links.count() == 8
    links.nth(5).click()
    expect(page.locator("#quote")).to_be_hidden()
    expect(page.locator(".fact:target")).to_have_text("Narrow Sound")
    assert page.evaluate("location.hash") == place_of(view, 5, "Narrow Sound")


def test_a_link_within_the_page_leaves_the_filters_as_they_are(open_page):
    page = open_page(ledger_page(pair()), fragment="#only=quantity")
    count = shown_rows(page)
    assert count == 4
    page.locator("#changes summary").click()
    page.locator("#changes a").first.click()
    expect(page.locator(".fact:target")).to_have_text("52")
    assert shown_rows(page) == count


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_leads_to_the_words_in_their_statement(open_page, scripts):
    view = pair()
    page = open_page(ledger_page(view), fragment=place_of(view, 0, "nine"), scripts=scripts)
    target = page.locator(".fact:target")
    expect(target).to_have_text("nine")
    expect(target).to_be_in_viewport()


def test_chips_and_words_filter_rows_and_list_and_the_address_keeps_them(open_page):
    page = open_page(ledger_page(yearly()))
    assert shown_rows(page) == 3
    page.locator("label", has_text="not explained by the date").click()
    assert shown_rows(page) == 1
    expect(page.locator("#filtered")).to_contain_text("Showing 1 of 3 rows.")
    page.locator("#search").fill("BELLS")
    expect(page).to_have_url(re.compile("#only=unexpected&find=BELLS$"))
    again = open_page(ledger_page(yearly()), fragment="#only=place&find=sound")
    assert shown_rows(again) == 1
    assert again.locator("#search").input_value() == "sound"
    again.get_by_role("button", name="Show all").click()
    assert shown_rows(again) == 3


def test_arrows_lead_from_cell_to_cell_and_tab_passes_the_matrix_in_one_step(open_page):
    page = open_page(ledger_page(yearly()))
    cells = page.locator("td[tabindex='0']")
    assert cells.count() == 1
    cells.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.first") == "1"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.colSpan") == 8
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.className") == "unexpected"
    page.keyboard.press("Enter")
    expect(page.locator("#quote mark").last).to_have_text("39")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.matrix')") is None


def test_print_has_every_fact_with_its_dates_and_no_controls(open_page):
    page = open_page(ledger_page(yearly()))
    page.emulate_media(media="print")
    assert page.locator(".fact-row:visible").count() == 3
    assert page.locator(".fact-row td .when").first.is_visible()
    assert page.locator(".chips, .quote, .statements").filter(visible=True).count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_of_very_many_facts_paper_has_those_that_changed_and_how_many_more_there_are(open_page):
    view = yearly()
    many = replace(view, matrix=replace(view.matrix, rows=view.matrix.rows * 51))
    page = open_page(ledger_page(many))
    assert page.locator(".paper").is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".fact-row:visible").count() == 51
    assert page.locator(".fact-row:visible .words").first.inner_text() != ""
    assert page.locator(".paper").inner_text() == "On the screen also: 102 same."


def two_texts(*, facts: bool = True) -> str:
    view = pair()
    older, newer = view.matrix.statements
    alignment = collate_witnesses(older.witness, newer.witness)
    comparison = Comparison(alignment, older.date, newer.date)
    return comparison_page(alignment, comparison.summary, view if facts else None)


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (320, True), (1280, False)])
def test_the_changed_facts_of_two_texts_stand_between_summary_and_lines_and_lead_to_them(open_page, width, scripts):
    page = open_page(two_texts(), width=width, scripts=scripts)
    section = page.locator(".changed-facts")
    heights = [page.locator(each).bounding_box()["y"] for each in (".summary", ".changed-facts", "#lines")]
    assert heights == sorted(heights)
    if width == 320:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        section.locator("summary").first.click()
    change = section.locator(".fact-change", has_text="150 residents")
    expect(change.locator(".told")).to_contain_text("same value, other noun")
    expect(change.locator("q.o")).to_have_text("150 passengers")
    first = section.locator(".fact-change").first
    expect(first.locator(".told")).to_contain_text("not explained by the date, moved")
    change.locator("q.n a").click()
    expect(page.locator(".row:target")).to_contain_text("150 residents")


def test_changes_as_a_list_begin_with_the_facts_and_without_a_ledger_there_are_none(open_page):
    page = open_page(two_texts())
    page.locator(".changes summary").click()
    sentences = page.locator("#changes li").all_inner_texts()
    assert sentences[1] == "“150 passengers” → “150 residents”: same value, other noun."
    assert sentences[0] == (
        "“44 were injured” [passengers, inferred] → “52 were injured” [residents, inferred]: "
        "not explained by the date, moved."
    )
    plain = open_page(two_texts(facts=False))
    assert plain.locator(".changed-facts").count() == 0
    assert plain.locator("#changes li").count() == len(sentences) - 8
