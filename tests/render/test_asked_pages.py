"""The pages that answer one question of a series hold together: addresses, proof, nothing where there is nothing."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.browser.series_statements import council, hostile, issue, line_with, series
from variorum.workflows.life_pages import Listing, find
from variorum.workflows.series_measures import Measured

BREAD = "Bread costs 5 crowns in the harbour."


def lists(traced):
    tables = {
        "dropped": traced.dropped(),
        "returned": traced.returned(),
        "new": traced.new(),
        "steady": traced.steady(2),
    }
    return [Listing(traced, what, what, table) for what, table in tables.items()]


def pages(traced):
    found = [find(traced, f"L{line.number}") for line in traced.lineage.lines]
    return [*(one.to_html() for one in (*lists(traced), *found)), Measured(traced).to_html()]


@pytest.mark.parametrize("made", [council, hostile])
def test_every_address_names_one_place_and_every_link_leads_to_one(made):
    for page in (*pages(made()), find(made(), "the").to_html()):
        names = Counter(re.findall(r' id="([^"]+)"', page))
        assert [name for name, count in names.items() if count > 1] == []
        assert [link for link in re.findall(r'href="#([^"]+)"', page) if link not in names] == []


def test_two_texts_in_the_same_words_have_one_address_each_row_its_proof():
    traced = series(
        issue("2019-05-21", BREAD, "The quay is closed."),
        issue("2020-05-21", "The quay is closed."),
        issue("2021-05-21", BREAD, "The quay is closed."),
        issue("2022-05-21", "The quay is closed."),
        issue("2023-05-21", BREAD, "The quay is closed."),
    )
    page = Listing(traced, "returned", "returned", traced.returned()).to_html()
    assert page.count('<li class="run returned"') == 2
    assert page.count("<figcaption>") == 2 + 1
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_a_list_of_nothing_says_so_and_offers_nothing():
    traced = series(issue("2019-05-21", BREAD))
    for listing in lists(traced):
        page = listing.to_html()
        if not listing.table.rows:
            assert ": 0 " in re.search(r'<p class="summary">(.*?)</p>', page)[1]
            assert "variorum line" not in page
            assert "<ol" not in page


def test_what_may_not_be_whole_is_not_said_to_have_dropped_a_line():
    traced = series(issue("2019-05-21", BREAD, "The quay is closed."), issue("2020-05-21", BREAD, whole=False))
    page = Listing(traced, "dropped", "dropped", traced.dropped()).to_html()
    assert "<b>not found in the text read</b>" in page
    assert "may not have been read whole" in page
    life = find(traced, f"L{line_with(traced, 'quay').number}").to_html()
    assert "not found in the text read" in life


def test_a_fact_whose_former_words_stood_in_another_line_names_that_line():
    works = "The Council requests the harbour master to keep it informed of the works on the southern quay {} a year"
    report = "requests the ministry to provide a report on the northern mole before the end of the season."
    traced = series(
        issue("2019-05-21", works.format("twice") + ".", f"The Council {report}"),
        issue("2020-05-21", f"{works.format('once')}, and further {report}"),
    )
    page = find(traced, f"L{line_with(traced, 'southern quay').number}").to_html()
    former = traced.lineage.anchor(line_with(traced, "The Council requests the ministry").first)
    assert re.findall(r"in line ([0-9a-f]{12}-[0-9]+-[0-9]+)", page) == [former]
    assert f'href="#{former}"' not in page


def test_figures_of_one_issue_need_nothing_before_it():
    traced = series(issue("2019-05-21", BREAD))
    assert Measured(traced).to_terminal().startswith("council: 1 issue, 2019-05-21: 7 words in 1 line.\n")
    assert "2019-05-21: 7 words, 1 line: 1 first-ever.\n" in Measured(traced).to_plain()
    assert "1 issue, 21 May 2019" in Measured(traced).to_html()
