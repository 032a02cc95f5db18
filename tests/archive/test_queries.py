"""What a person types to search: how it is read, and that no character of it can be an error."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.archive.queries import Query, Term, parse_query
from variorum.archive.words import index_tokens, indexable
from variorum.errors import QueryEmpty

LINES = (
    "The harbour dues were raised by half.",
    "The dues of the harbour were lowered.",
    "No dues at all: the harbour is free, or so it is said.",
    "Forward-looking words, 3-1/2 percent.",
    "Near the quay; NOT the harbour.",
)


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE lines USING fts5(words)")
    connection.executemany("INSERT INTO lines (rowid, words) VALUES (?, ?)", enumerate(map(indexable, LINES)))
    yield connection
    connection.close()


def found(index, said):
    """The numbers of the lines that the index says answer a query."""
    expression = parse_query(said).expression
    rows = index.execute("SELECT rowid FROM lines WHERE lines MATCH ? ORDER BY rowid", (expression,))
    return [number for (number,) in rows]


def answered(query, line):
    """The same without an index: whether a line has what the query wants and nothing that it rules out."""
    tokens = index_tokens(line)
    wanted = all(any(term.places(tokens) for term in group) for group in query.groups)
    return wanted and not any(term.places(tokens) for term in query.without)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("harbour dues", [0, 1, 2]),
        ("HARBOUR Dués", [0, 1, 2]),
        ('"harbour dues"', [0]),
        ("“harbour dues”", [0]),
        ('"harbour dues', [0]),
        ("low*", [1]),
        ('"the har*', []),
        ('"the harb"*', [0, 1, 2, 4]),
        ("raised OR lowered", [0, 1]),
        ("dues raised OR lowered", [0, 1]),
        ("raised OR lowered OR free", [0, 1, 2]),
        ("dues -half", [1, 2]),
        ('dues -"of the harbour"', [0, 2]),
        ("harbour -dues -raised", [4]),
        ("forward-looking", [3]),
        ("3-1/2", [3]),
        ("1/3", []),
        ("or", [2]),
        ("OR", [2]),
        ("harbour OR", [2]),
        ("OR harbour", [2]),
        ("not harbour", [4]),
        ("NOT harbour", [4]),
        ("NEAR quay", [4]),
        ("harbour AND", []),
        ("words:harbour", []),
        ("harbour , ; — dues", [0, 1, 2]),
    ],
)
def test_a_query_is_read_as_it_is_documented(index, said, numbers):
    assert found(index, said) == numbers


def test_or_binds_closer_than_the_rest():
    groups = parse_query("a b OR c d").groups
    assert groups == ((Term(("a",)),), (Term(("b",)), Term(("c",))), (Term(("d",)),))


@pytest.mark.parametrize("said", ["", "   ", '"', '""', "-", "*", "- * —", "-harbour", '-"the harbour"', "(((", "…"])
def test_a_query_without_a_word_to_look_for_says_so(said):
    with pytest.raises(QueryEmpty, match="no word to look for"):
        parse_query(said)


SYNTAX = st.sampled_from(
    [*"\"*()^:+-{},.'\\; \n\0", "AND ", "OR ", "NOT ", "NEAR(", "harbour", "dues", "the", "利", "\ud800"]
)


@given(st.one_of(st.text(max_size=30), st.lists(SYNTAX, max_size=14).map("".join)))
def test_no_characters_are_a_syntax_error_and_the_index_agrees_with_our_own_reading(index, said):
    try:
        query = parse_query(said)
    except QueryEmpty:
        return
    assert found(index, said) == [number for number, line in enumerate(LINES) if answered(query, line)]


def test_a_query_of_ten_thousand_words_is_only_long(index):
    assert found(index, " ".join(f"w{number}" for number in range(10_000))) == []
    assert found(index, " OR ".join(f"w{number}" for number in range(10_000)) + " OR free") == [2]


def test_marks_are_the_places_of_what_was_wanted_in_order_and_without_overlap():
    query = parse_query('"harbour dues" dues half OR lowered rais*')
    marks = query.marks(LINES[0], 100)
    assert [LINES[0][mark.start - 100 : mark.end - 100] for mark in marks] == ["harbour dues", "raised", "half"]


def test_a_phrase_of_repeated_words_is_marked_once():
    query = Query(((Term(("the", "the")),),))
    (mark,) = query.marks("the the the")
    assert (mark.start, mark.end) == (0, 11)
