"""The preview of a table in a notebook: bounded, and safe whatever a text says."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from variorum.render.tables import MOST_CHARACTERS, MOST_ROWS, html_table


class Reader(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not attrs

    def handle_data(self, data):
        self.words += data


@given(st.lists(st.tuples(st.text(), st.none() | st.floats() | st.integers() | st.text()), max_size=5))
def test_nothing_of_a_value_becomes_markup(rows):
    page = Reader(html_table(["<b>", "plain"], [*rows, ("<script>alert(1)</script>", '"&')], total=9))
    assert page.tags == {"table", "thead", "tbody", "tr", "th", "td", "p"}
    assert "<script>alert(1)</script>" in page.words


def test_a_large_table_shows_its_first_rows_and_says_how_many_there_are():
    page = html_table(["n"], [(number,) for number in range(1000)], total=5000)
    assert page.count("<tr>") == MOST_ROWS + 1
    assert "5,000 rows, the first 20 shown" in page


def test_a_long_value_is_cut_with_a_mark():
    page = html_table(["words"], [("long " * 1000,)], total=1)
    assert len(page) < MOST_CHARACTERS + 200
    assert "…</td>" in page
    assert "<p>1 row</p>" in page
