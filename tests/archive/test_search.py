"""Searching the lines of an archive: what is found, where it is marked, in which order, within which bounds."""

from __future__ import annotations

import hashlib
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.archives import keep
from variorum.archive.catalogue import load_segmentation, witnesses
from variorum.archive.contents import readable
from variorum.archive.search import LONGEST_SHOWN, candidates, search
from variorum.errors import QueryEmpty, ScopeError
from variorum.model.found import Order, Scope
from variorum.model.units import SegmentKind
from variorum.model.witnesses import Derivation, Text
from variorum.text.segment import segment


def contents(store):
    return {
        sha256: readable(content) for sha256, content in store.connection.execute("SELECT sha256, content FROM text")
    }


def test_every_line_with_the_words_is_found_once_and_counted(store):
    texts = contents(store)
    expected = [
        (witness.reference, line.index + 1)
        for witness in witnesses(store.connection)
        for line in load_segmentation(store.connection, witness.text).segments
        if "gauge" in line.span.of(texts[witness.text_sha256]).lower()
    ]
    hits = search(store.connection, "gauge*", limit=1000)
    assert sorted((hit.reference, hit.line) for hit in hits.rows) == sorted(expected)
    assert hits.total == len(expected) > 5


def test_the_words_and_marks_of_a_hit_are_the_characters_at_their_offsets(store):
    texts = contents(store)
    hits = search(store.connection, "closure quay OR office", limit=1000)
    assert hits.rows
    for hit in hits.rows:
        content = texts[hit.text_sha256]
        assert hit.words == content[hit.start : hit.end]
        assert hit.line_start <= hit.start < hit.end <= hit.line_end
        marked = {mark.of(content).lower() for mark in hit.marks}
        assert marked <= {"closure", "quay", "office"}
        assert marked


def test_the_newest_come_first_and_the_undated_last(store):
    keep(store, "undated.txt", "The Council\n\nThe gauge has no date at all, and stands.\n", series="undated")
    dates = [hit.date for hit in search(store.connection, "gauge", limit=1000).rows]
    assert dates == sorted(dates, reverse=True)
    assert dates[-1] == ""


def test_the_best_are_those_that_say_it_oftenest_in_the_fewest_words(store):
    lines = "Dredging, dredging and dredging.\n\nOf dredging nothing more is known in this long line.\n"
    keep(store, "a.txt", f"The Council\n\n1 May 1990\n\n{lines}")
    hits = search(store.connection, "dredging", order=Order.BEST)
    assert hits.rows[0].words == "Dredging, dredging and dredging."
    assert [hit.score for hit in hits.rows] == sorted((hit.score for hit in hits.rows), reverse=True)


def test_a_limit_shortens_the_rows_and_not_the_count(store):
    whole = search(store.connection, "gauge*", limit=1000)
    few = search(store.connection, "gauge*", limit=3)
    assert few.rows == whole.rows[:3]
    assert few.total == whole.total


@pytest.mark.parametrize(
    ("date_from", "date_to", "expected"),
    [
        ("2020-01-03", "2020-01-05", ["2020-01-03", "2020-01-04", "2020-01-05"]),
        ("2020-01-05", "2020", ["2020-01-05", "2020-01-06"]),
        (None, "2020-01-01", ["2020-01-01"]),
        ("2020", "2020-01", [f"2020-01-0{day}" for day in range(1, 7)]),
        ("2021", None, []),
    ],
)
def test_bounds_on_the_date_belong_to_it(store, date_from, date_to, expected):
    scope = Scope(series="letters", date_from=date_from, date_to=date_to)
    hits = search(store.connection, "dawn", scope=scope, limit=100)
    assert [hit.date for hit in reversed(hits.rows)] == expected


def test_a_series_an_issuer_and_kinds_narrow_the_search(store):
    by_alias = search(store.connection, "the", scope=Scope(series="bridge"), limit=1000)
    assert {hit.series for hit in by_alias.rows} == {"karrow"}
    issuers = search(store.connection, "river", scope=Scope(issuer="ministry of WATERWAYS"), limit=1000)
    assert issuers.rows
    assert {hit.issuer for hit in issuers.rows} == {"Ministry of Waterways"}
    titles = search(store.connection, "the", scope=Scope(kinds=frozenset({SegmentKind.TITLE})), limit=1000)
    assert {hit.kind for hit in titles.rows} == {"title"}
    assert 0 < titles.total < search(store.connection, "the").total


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(series="kirrow"), "kirrow: no series of this name. There are: karrow."),
        (Scope(issuer="Ministry of Ways"), "Ministry of Ways: no issuer has this in its name"),
        (Scope(issuer="—"), "—: no issuer has this in its name"),
        (Scope(date_from="5 May"), "5 May: no date"),
        (Scope(date_to="2020-1"), "2020-1: no date"),
    ],
)
def test_a_bound_that_fits_nothing_is_said_and_not_answered_with_silence(store, scope, said):
    with pytest.raises(ScopeError, match=said.replace(".", r"\.")):
        search(store.connection, "gauge", scope=scope)


def test_only_the_text_that_stands_for_its_witness_is_searched(store):
    witness = next(witnesses(store.connection, series="letters"))
    content = "The Office measured gauge 0 at dusk."
    text = Text(content, hashlib.sha256(content.encode()).hexdigest(), Derivation("a later reader", "2"))
    assert search(store.connection, '"gauge 0 at dawn"').total == 1
    with store.writing():
        store.write_reading(witness.capture, text, segment(content))
    assert search(store.connection, '"gauge 0 at dawn"').total == 0
    (hit,) = search(store.connection, '"gauge 0 at dusk"').rows
    assert (hit.reference, hit.text_sha256) == (witness.reference, text.sha256)


def test_a_very_long_line_is_shown_round_the_first_mark(store):
    filler = " ".join(f"word{number}" for number in range(2000))
    keep(store, "long.txt", f"The Council\n\n1 May 1990\n\nIt says {filler} and harpoons {filler} in the end.\n")
    (hit,) = search(store.connection, "harpoons").rows
    assert len(hit.words) <= LONGEST_SHOWN
    assert "harpoons" in hit.words
    assert hit.words == contents(store)[hit.text_sha256][hit.start : hit.end]
    assert hit.words.split()[0] in filler.split()
    assert [mark.of(contents(store)[hit.text_sha256]) for mark in hit.marks] == ["harpoons"]


def test_what_the_reader_of_a_text_warned_of_stands_on_its_hits(store):
    number = store.connection.execute("SELECT text FROM statement WHERE series = 'letters' LIMIT 1").fetchone()[0]
    with store.writing():
        store.connection.execute(
            "INSERT INTO warning VALUES (?, 0, 'page-without-text', 'Page 2 holds no text.', 1)", (number,)
        )
    hits = search(store.connection, "dawn", limit=100).rows
    assert sorted(hit.warnings for hit in hits)[-1] == ("Page 2 holds no text.",)
    assert sum(bool(hit.warnings) for hit in hits) == 1


def test_a_text_that_sqlite_cannot_hold_as_text_is_searched_like_any_other(store):
    keep(store, "nul.txt", "The Council\n\n1 May 1990\n\nÉlan\0vital and the unguent of the harbour.\n".encode())
    hits = search(store.connection, "unguent").rows
    for hit in hits:
        assert [mark.of(contents(store)[hit.text_sha256]) for mark in hit.marks] == ["unguent"]
    assert len(hits) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(max_size=20))
def test_any_words_can_be_searched_for(store, words):
    with suppress(QueryEmpty):
        assert search(store.connection, words).total >= 0


def test_a_line_with_the_very_words_is_a_candidate_whatever_the_bound(store):
    words = "The Office read gauge 3 at dawn."
    found, cut = candidates(store.connection, words, most=1)
    assert cut
    assert words in {candidate.words for candidate in found}
    assert len(found) <= 2


def test_words_that_nobody_said_have_no_candidates(store):
    assert candidates(store.connection, "zyxwvu tsrqpo") == ([], False)
    assert candidates(store.connection, "— … !") == ([], False)


TITLED = Scope(kinds=frozenset({SegmentKind.TITLE}))


def test_a_title_that_came_only_from_a_table_is_found_where_titles_are_asked_for(store):
    # The letters' titles are a column of their table, and stand in none of their texts.
    hits = search(store.connection, "letter karrow", scope=TITLED)
    assert hits.total == len(hits.rows) == 6
    first = hits.rows[0]
    assert (first.reference, first.words) == ("letters@2020-01-06:en", "Letter 5 of the Karrow Gauge Office")
    assert (first.kind, first.line, first.start, first.end, first.marks) == ("title", 0, 0, 0, ())
    assert [hit.date for hit in hits.rows] == sorted((hit.date for hit in hits.rows), reverse=True)
    assert search(store.connection, "letter karrow").total == 0


def test_a_title_that_stands_in_its_text_is_found_once_as_the_line_it_is(store):
    hits = search(store.connection, "notice harbour", scope=TITLED)
    assert {hit.reference for hit in hits.rows} == {
        "notices@2021-06-04:en",
        "notices@2022-03-07:en",
        "notices@2022-03-07:en~2",
    }
    assert all(hit.line == 1 and hit.words == "Notice of the Harbour Council" for hit in hits.rows)
    assert hits.total == 3


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("LETTER 3", 1),
        ('"gauge office"', 6),
        ('"office gauge"', 0),
        ("lett* -3", 5),
        ("lettér", 6),
        ("letter OR nothing", 6),
        ("nothing", 0),
    ],
)
def test_titles_are_asked_as_lines_are(store, words, count):
    assert search(store.connection, words, scope=TITLED).total == count


def test_titles_beside_lines_keep_the_order_the_bounds_and_the_limit(store):
    both = Scope(kinds=frozenset({SegmentKind.TITLE, SegmentKind.SENTENCE}))
    hits = search(store.connection, "gauge", scope=both, limit=1000)
    lines = search(store.connection, "gauge", scope=Scope(kinds=frozenset({SegmentKind.SENTENCE})), limit=1000)
    assert hits.total == len(hits.rows) == lines.total + 6
    assert [hit.date for hit in hits.rows] == sorted((hit.date for hit in hits.rows), reverse=True)
    assert search(store.connection, "gauge", scope=both, limit=3).rows == hits.rows[:3]
    assert search(store.connection, "gauge", scope=both, limit=3).total == hits.total
    assert [hit.line for hit in search(store.connection, "gauge", scope=both, order=Order.BEST, limit=6).rows] == [
        0
    ] * 6
    bound = Scope(series="letters", date_from="2020-01-03", date_to="2020-01-04", kinds=TITLED.kinds)
    assert [hit.date for hit in search(store.connection, "gauge", scope=bound).rows] == ["2020-01-04", "2020-01-03"]
    with pytest.raises(ScopeError):
        search(store.connection, "gauge", scope=Scope(issuer="Nobody", kinds=TITLED.kinds))
