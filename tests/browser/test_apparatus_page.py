"""The page of an apparatus in a real browser: readable without script, at any width, by anyone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

import variorum
from tests.browser.axe import violations, violations_in_both_schemes


@pytest.fixture(scope="module")
def karrow(examples):
    made = variorum.apparatus(*sorted((examples / "karrow-bridge").iterdir()))
    return made.to_html(orthographic=True)


@pytest.fixture(scope="module")
def without_base(examples):
    return variorum.apparatus(*sorted((examples / "harbour-council").iterdir()), base=None).to_html()


@pytest.mark.parametrize("width", [1280, 720, 320])
def test_axe_finds_nothing_to_complain_of(open_page, karrow, width):
    page = open_page(karrow, width=width)
    assert violations_in_both_schemes(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert violations_in_both_schemes(page) == []


def test_axe_finds_nothing_without_a_base_nor_in_the_preview(open_page, without_base, examples):
    assert violations(open_page(without_base)) == []
    preview = variorum.apparatus(*sorted((examples / "harbour-council").iterdir()))._repr_html_()
    document = f"<!DOCTYPE html><html lang=en><title>Notebook</title><main><h1>Notebook</h1>{preview}</main></html>"
    assert violations(open_page(document)) == []


@pytest.mark.parametrize("width", [320, 720, 1280, 2560])
def test_nothing_is_wider_than_the_window(open_page, karrow, width):
    page = open_page(karrow, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_it_reads_as_a_table_of_lines_text_and_readings(open_page, without_base, karrow):
    page = open_page(karrow, scripts=False)
    rows = page.get_by_role("row")
    assert rows.count() == 33
    cells = rows.nth(10).get_by_role("cell")
    assert cells.count() == 2
    heads = page.get_by_role("columnheader")
    assert [heads.nth(k).inner_text() for k in range(3)] == ["Line", "Text of A", "Readings"]
    assert "What all have" in open_page(without_base, scripts=False).get_by_role("columnheader").nth(1).inner_text()


def test_a_place_in_the_text_leads_to_its_readings_and_back(open_page, karrow):
    page = open_page(karrow)
    there = page.locator("a.ref").nth(5)
    target = there.get_attribute("href")
    there.click()
    expect(page).to_have_url(re.compile(f"{re.escape(target)}$"))
    entry = page.locator(f"[id='{target[1:]}']")
    back = entry.locator("a.number").first
    back.click()
    expect(page).to_have_url(re.compile(f"#in-{re.escape(target[1:])}$"))


def test_in_print_text_and_readings_stand_beside_each_other_in_black(open_page, karrow):
    page = open_page(karrow)
    page.emulate_media(media="print", color_scheme="light")
    assert page.evaluate("getComputedStyle(document.querySelector('.place')).borderBottomColor") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('.apparatus td')).display") == "table-cell"
