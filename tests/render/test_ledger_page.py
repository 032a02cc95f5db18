"""The page of a ledger as a document: what is in it, where its links lead, and what it may not say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.fact_statements import alone, hostile, pair, yearly
from tests.render.test_series_pages import Links
from variorum.model.facts import FactKind
from variorum.model.ledger import FactChange, Verdict
from variorum.render.facts_view import summary_sentences
from variorum.render.html.facts import ledger_page
from variorum.render.html.facts.changes import change_views, shared_ends
from variorum.render.html.facts.matrix import Matrix
from variorum.render.html.facts.statements import Places

LEDGERS = [alone, pair, yearly, hostile]


def words_of(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.mark.parametrize("made", LEDGERS)
def test_every_link_of_a_ledger_leads_to_one_place_in_it(made):
    links = Links(ledger_page(made()))
    assert len(links.ids) == len(set(links.ids))
    for address in links.addresses:
        assert address.startswith("#")
        assert address[1:] in links.ids


@pytest.mark.parametrize("made", LEDGERS)
def test_the_place_of_a_fact_is_made_of_its_texts_digest_and_its_span(made):
    view = made()
    html = ledger_page(view)
    for number, statement in enumerate(view.matrix.statements):
        digest = statement.witness.witness.text.sha256[:12]
        same = [one.witness.witness.text.sha256[:12] for one in view.matrix.statements[:number]].count(digest)
        for fact in statement.facts:
            ending = f"-{same + 1}" if same else ""
            assert f'id="{digest}-{fact.span.start}-{fact.span.end}{ending}"' in html


@pytest.mark.parametrize("made", LEDGERS)
def test_the_lines_of_a_statement_in_the_page_are_its_own_characters(made):
    view = made()
    html = ledger_page(view).split('<section class="statements"')[1]
    lines = re.findall(r'<p class="text">(.*?)</p></li>', html, re.DOTALL)
    lines = [
        re.sub(r'<span class="code" data-code="(\w+)">[^<]*</span>', lambda f: chr(int(f[1], 16)), s) for s in lines
    ]
    own = [
        segment.span.of(statement.witness.content)
        for statement in view.matrix.statements
        for segment in statement.witness.segments
    ]
    assert [words_of(line) for line in lines] == own


def test_a_noun_that_the_text_leaves_out_is_marked_and_stands_in_no_quotation():
    html = ledger_page(pair())
    quotations = [words_of(found) for found in re.findall(r"<q[^>]*>(.*?)</q>", html, re.DOTALL)]
    assert "44 were injured" in quotations
    assert not [said for said in quotations if "44" in said and "passengers" in said]
    assert '<span class="inferred">passengers <i>inferred</i></span>' in html


def test_what_the_date_does_not_explain_stands_first_and_what_is_the_same_last():
    tables = list(Matrix(pair(), Places(pair().matrix.statements)).tables())
    assert [table.head for table in tables][:3] == [
        "Not explained by the date", "Same value, other noun", "Qualifier changed",
    ]  # fmt: skip
    assert tables[-1].head == "Said the same"
    rows = [row for table in tables for row in table.rows]
    assert len(rows) == len(pair().matrix.changes)


def test_a_page_of_two_has_every_fact_and_every_count_that_the_terminal_has():
    view = pair()
    shorter = replace(view, matrix=replace(view.matrix, changes=view.matrix.changes[:-1]))
    rows = [row for table in Matrix(shorter, Places(shorter.matrix.statements)).tables() for row in table.rows]
    (left,) = [row for row in rows if row.verdicts == ("alone",)]
    assert left.told.endswith("alone, like words stand elsewhere")
    assert left.glyph == "•"
    assert "1 in one text alone, like words stand elsewhere" in ledger_page(shorter)
    sentences = " ".join(summary_sentences(shorter))
    assert " 1, in the other alone: 0;" in sentences or " 0, in the other alone: 1;" in sentences


def test_a_page_of_a_series_counts_facts_and_how_often_they_are_said_as_the_terminal_does():
    view = yearly()
    html = words_of(ledger_page(view))
    counts = next(summary_sentences(view)).replace(" issues.", "")
    assert counts.startswith("3 facts, said ")
    assert f"{counts} statements." in html


def test_a_filter_of_a_series_is_of_changes_that_its_matrix_has():
    view = yearly()
    moved = replace(view.matrix.changes[0], verdict=Verdict.MOVED)
    html = ledger_page(replace(view, matrix=replace(view.matrix, changes=(*view.matrix.changes, moved))))
    filters = re.findall(r'data-verdict="([a-z-]+)"> ', html)
    shown = " ".join(re.findall(r'class="fact-row" data-kind="\w+" data-verdict="([^"]+)"', html)).split()
    assert filters
    assert set(filters) <= set(shown)


def test_words_of_demand_that_are_not_found_are_never_called_dropped():
    html = ledger_page(pair())
    assert "demand words not found in 21 May 2024" in html
    assert "1 line with demand words not found" in html
    assert not re.search(r"\b1 dropped", html)


def test_what_may_stand_unread_is_not_found_and_not_dropped():
    view = pair(whole=False)
    changes = (FactChange(Verdict.DROPPED, FactKind.DATE, (4, None)),)
    (told,) = change_views(view, changes, Places(view.matrix.statements).of)
    assert told.told == "not found in the text read"


def test_the_label_of_a_row_lists_the_words_it_was_said_in_by_first_use():
    tables = list(Matrix(yearly(), Places(yearly().matrix.statements)).tables())
    row = tables[0].rows[0]
    assert [str(one.words) for one in row.label] == ["33 bells", "34 bells", "35 bells"]
    assert row.more == 3
    assert row.verdicts[0] == "unexpected"


def test_what_is_said_alike_at_many_statements_is_one_cell_and_the_cells_of_a_row_cover_them_all():
    view = yearly()
    rows = [row for table in Matrix(view, Places(view.matrix.statements)).tables() for row in table.rows]
    for row in rows:
        assert [cell.first for cell in row.cells] == [
            sum(one.columns for one in row.cells[:n]) for n in range(len(row.cells))
        ]
        assert sum(cell.columns for cell in row.cells) == 8
    assert [cell.columns for cell in rows[-1].cells] == [8]
    bells = rows[0].cells
    assert [cell.state for cell in bells] == [
        "said", "changed", "changed", "dropped", "returned", "changed", "changed", "unexpected",
    ]  # fmt: skip
    assert [str(cell.was.words) if cell.was else "" for cell in bells] == [
        "", "33 bells", "34 bells", "35 bells", "", "35 bells", "36 bells", "37 bells",
    ]  # fmt: skip


@pytest.mark.parametrize("made", LEDGERS)
def test_a_ledger_fetches_nothing_and_has_no_style_or_handler_in_an_element(made):
    html = ledger_page(made())
    assert not Links(html).styled
    assert "default-src &#39;none&#39;" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("made", LEDGERS)
def test_equal_ledgers_give_equal_pages(made):
    assert ledger_page(made()) == ledger_page(made())


def test_the_data_of_the_page_says_how_each_fact_was_read():
    html = ledger_page(pair())
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    older = data["statements"][0]
    place, kind, rule, confidence, value = older["facts"][1]
    assert place.startswith(older["sha256"][:12])
    assert (kind, data["rules"][rule], confidence, value) == ("quantity", "quantity.counted", 0.9, "44")


WORDS = st.lists(st.sampled_from(["the", "port", "must", "open", "…", "a"]), min_size=1, max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_the_shared_ends_of_two_quotations_are_equal_whole_words_and_leave_each_something_to_mark(one, other):
    first, last = shared_ends(one, other)
    assert one[:first] == other[:first]
    assert one[len(one) - last :] == other[len(other) - last :]
    for words in (one, other):
        assert words[first : len(words) - last].strip()
        assert not first or words[first - 1] == " "
        assert not last or words[-last] == " "


def test_of_long_quotations_only_the_words_that_differ_are_marked():
    older = "the Committee decided to lower the target range to 4 to 4-1/4 percent"
    newer = "the Committee decided to lower the target range to 3-3/4 to 4 percent"
    first, last = shared_ends(older, newer)
    assert (older[first:-last], newer[first:-last]) == ("4 to 4-1/4", "3-3/4 to 4")
    assert shared_ends("150 civilians", "150 citizens") == (0, 0)


@pytest.mark.parametrize("made", LEDGERS)
def test_a_marked_quotation_is_whole_and_verbatim(made):
    view = made()
    for change in change_views(view, view.matrix.changes, Places(view.matrix.statements).of):
        for one in change.said:
            assert words_of(one.same_before + one.words + one.same_after) == one.said.words
            assert any(one.said.words in " ".join(each.witness.content.split()) for each in view.matrix.statements)


def test_a_statement_without_a_date_is_called_by_its_file_and_no_folder_of_its_maker_stands_above_the_proof():
    view = pair()
    older = replace(view.matrix.statements[0], date=None, reference="/home/someone/private/alma-2023.txt")
    html = ledger_page(replace(view, matrix=replace(view.matrix, statements=(older, view.matrix.statements[1]))))
    assert "against alma-2023.txt" in html
    assert "private" not in html
