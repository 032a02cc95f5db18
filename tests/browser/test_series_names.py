"""The page of a series in a real browser: votes by name, and like words while a line was absent."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.series_statements import issue, line_with, series

FIRST = "The Council left the dues at four crowns."
YES = "Voting for it were Ann T. Lee, Chair; Bo Ek; and {}."
NO = "Voting against it was {}, who preferred to raise the dues of the harbour in spring."
RATE = "The Council decided today to keep the dues of the harbour at four crowns a day."
LONGER = (
    "In view of the long winter the Council decided to keep the dues of the harbour at four crowns a day, expects to"
    " leave them there until the ice is gone from all the bays of the northern coast, and asks the towns for patience."
)


def test_a_rotation_and_a_dissent_are_called_so_in_the_map_the_life_and_the_pair_and_can_be_filtered(open_page):
    traced = series(
        issue("2001-05-01", FIRST, YES.format("Cy Orr")),
        issue("2002-05-01", FIRST, YES.format("Di Poe")),
        issue("2003-05-01", FIRST, YES.format("Di Poe"), NO.format("Eva Fox")),
        issue("2004-05-01", FIRST, YES.format("Di Poe")),
    )
    page = open_page(traced.to_html())
    page.locator("label", has_text="whose names changed").click()
    expect(page.locator("#filtered")).to_contain_text("Showing 1 of 3 lines")
    expect(page.locator("label", has_text="whose names changed")).to_contain_text("1")
    cells = page.locator("#cells tbody td")
    assert cells.evaluate_all("all => all.map((cell) => cell.className + ': ' + cell.ariaLabel)") == [
        "first: first-ever, 1 May 2001",
        "names: names changed, 1 May 2002",
        "kept: kept, 1 May 2003 to 1 May 2004, 2 issues",
    ]
    page.locator("#cells tbody td.names").click()
    expect(page.locator("#life-body .run.names .status")).to_have_text("⇄ names changed")
    page.locator("#life-body .run.names a", has_text="Beside the issue").click()
    expect(page.locator("#pair-body .row.names .status")).to_contain_text("names changed")
    against = line_with(traced, "Voting against")
    page.evaluate(f"location.hash = '#{traced.lineage.anchor(against.first)}'")
    expect(page.locator("#life-body .run .status")).to_have_text("+ first-ever, new dissent")
    expect(page.locator("#life-body .gap")).to_contain_text("− dropped, dissent ended")


def test_an_absence_leads_to_the_line_that_had_like_words_meanwhile(open_page):
    other = "Ferries to the outer islands run twice a day until further notice."
    years = ((FIRST, RATE), (FIRST, other), (FIRST, LONGER), (FIRST, other), (FIRST, RATE))
    traced = series(*(issue(f"200{k}-05-01", *lines) for k, lines in enumerate(years)))
    page = open_page(traced.to_html())
    expect(page.locator(".list.returned")).to_contain_text("Words like these stood meanwhile in another line")
    page.evaluate(f"location.hash = '#{traced.lineage.anchor(line_with(traced, RATE).first)}'")
    gap = page.locator("#life-body .gap")
    expect(gap).to_contain_text("3 issues; like words stood meanwhile, in 1 issue, 1 May 2002, in In view of the long")
    gap.locator("a").click()
    expect(page.locator("#life-body .run")).to_have_count(1)
    expect(page.locator("#life-body .run .text")).to_have_text(LONGER)
