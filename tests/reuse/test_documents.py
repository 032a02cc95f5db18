"""Documents as columns: in the order in which Python would put them, and grouped as a scope says."""

from __future__ import annotations

from operator import attrgetter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from variorum.errors import DocumentTwice
from variorum.model.reuse import Document
from variorum.reuse.documents import UNDATED, Documents, Listing
from variorum.reuse.find import find_reuse
from variorum.reuse.scope import Scope
from variorum.reuse.tables import column_of, documents_in

IDS = st.text("ab\x00zé\u0301中\ue000\U0001f600\ud800", max_size=20) | st.text(max_size=9)
DATES = st.sampled_from(["", "1999", "2001-05", "2001-05-03", "2001-05-12", "0999-01-01"])
NAMES = st.sampled_from(["", "Office", "office", "Österreich", "外交部"])
ONE = st.builds(Document, IDS, st.just("text"), DATES, NAMES, NAMES)
DOCUMENTS = st.lists(ONE, max_size=60, unique_by=attrgetter("id"))


def columns(documents):
    return Listing.of(documents).documents()


def in_parts(documents, size):
    """The same as a cluster hands them over: in parts, each with names of its own."""
    return Documents.joined(columns(documents[k : k + size]) for k in range(0, len(documents), size))


def said(documents):
    ids = documents.ids.at(np.arange(len(documents.ids.opens) - 1))
    return [ids, *([[*each.names, ""][code] for code in each.codes] for each in documents.said)]


@given(DOCUMENTS, st.integers(1, 7))
@example([Document(name, "") for name in ("\U0001f600", "\uffff", "a" * 40, "a" * 8, "", "\x00", "a" * 8 + "\x00")], 2)
def test_the_order_is_that_of_code_points_and_the_undated_are_last(documents, size):
    known = sorted(documents, key=lambda one: (not one.date, one.date, one.id))
    every = np.arange(len(documents))
    for found in (columns(documents), in_parts(documents, size)):
        assert said(found) == [[getattr(one, name) for one in documents] for name in ("id", "date", "issuer", "series")]
        assert [documents[k] for k in found.said.by_date(found.ids.ordered(every))] == known
        assert len(found.ids.again(found.ids.ordered(every))) == 0


@given(st.lists(IDS, max_size=60), st.data())
def test_ids_that_are_given_again_are_side_by_side(names, data):
    again = data.draw(st.lists(st.sampled_from(names), max_size=9)) if names else []
    ids = columns(Document(name, "") for name in [*names, *again]).ids
    some = np.flatnonzero(data.draw(st.lists(st.booleans(), min_size=len(ids.opens) - 1, max_size=len(ids.opens) - 1)))
    ordered = ids.ordered(some)
    told = ids.at(ordered)
    assert told == sorted(ids.at(some))
    assert ids.again(ordered).tolist() == [k for k in range(1, len(told)) if told[k] == told[k - 1]]


def test_one_id_for_two_documents_in_scope_is_refused():
    documents = [Document(name, "", day) for name, day in (("b", "2001"), ("a", ""), ("b", ""))]
    with pytest.raises(DocumentTwice, match=r"^b: two documents have this id; their dates differ"):
        find_reuse(documents)
    assert len(find_reuse(documents, Scope(most_days=9)).documents) == 1


SCOPES = st.builds(
    Scope,
    st.sampled_from(["document", "issuer", "series"]),
    st.sampled_from([None, ("Office", "外交部"), ("nobody", "office")]),
    st.sampled_from([None, 30]),
)


@given(DOCUMENTS, SCOPES)
def test_a_scope_takes_the_rows_of_the_documents_that_it_takes_and_groups_them_by_name(documents, scope):
    found = columns(documents).said
    assert found.in_scope(scope).tolist() == [k for k, one in enumerate(documents) if scope.takes(one)]
    numbers = found.groups(scope)
    names = [getattr(one, scope.grouped_by) if scope.grouped_by else "" for one in documents]
    same = [[bool(a and a == b) or j == k for j, a in enumerate(names)] for k, b in enumerate(names)]
    assert (numbers[:, None] == numbers[None, :]).tolist() == same


def test_a_year_and_a_month_have_a_first_and_a_last_day():
    dates = ("2001", "2001-01", "2001-01-01", "", "2001-03")
    found = columns(Document(str(k), "", each) for k, each in enumerate(dates)).said
    first, last = found.days()
    assert (first - first[0]).tolist() == [0, 0, 0, UNDATED - first[0], 31 + 28]
    assert (last - first[0]).tolist() == [364, 30, 0, UNDATED - first[0], 31 + 28 + 30]
    assert found.issuer.codes.tolist() == [-1] * 5


@given(st.lists(st.lists(st.none() | st.text("abé", max_size=3), max_size=5), max_size=4))
def test_a_table_of_arrow_gives_the_same_columns_however_it_is_chunked(chunks):
    rows = [row for chunk in chunks for row in chunk]
    names = pa.chunked_array([pa.array(chunk, pa.string()) for chunk in chunks], pa.string())
    ids = pa.chunked_array([pa.array([row or "" for row in chunk], pa.string()) for chunk in chunks], pa.string())
    table = pa.table({"id": ids, "date": names, "issuer": names, "series": names})
    for each, known in ((table, rows), (table[1:], rows[1:])):
        found = documents_in(each)
        assert found.ids.at(np.arange(len(known))) == [row or "" for row in known]
        assert column_of(found.said.series).to_pylist() == known
