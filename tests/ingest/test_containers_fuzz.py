"""Whatever the bytes: statements and parts that could not be read, or one error with a name. Nothing else."""

from __future__ import annotations

import hashlib
import io
import json
import re
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.ingest.containers import CONTAINERS, WORDS, answer, page, read, record
from variorum.errors import SourceError
from variorum.ingest.containers.tables import TableRow, table_rows
from variorum.ingest.found import Statement, Unread
from variorum.ingest.limits import Limits
from variorum.ingest.locators import step, steps, within
from variorum.ingest.statements import media_type_of, statements
from variorum.model.claims import Field

LIMITS = Limits(seconds=20, unpacked_bytes=5_000_000, markup_characters=2_000_000, input_bytes=5_000_000, parts=2000)
MADE = [make(WORDS) for make, _ in CONTAINERS.values()]
NAMES = st.sampled_from(["file", "a.jsonl", "a.csv", "a.eml", "a.json", "a.zip", "a.xml"])
FEW = settings(max_examples=120)


def check(data, name):
    try:
        found = list(statements(io.BytesIO(data), name, limits=LIMITS))
    except SourceError as error:
        found = [Unread("", name, error)]
    with suppress(SourceError):
        assert "/" in media_type_of(io.BytesIO(data), name)
    locators = [each.locator for each in found if isinstance(each, Statement)]
    assert len(set(locators)) == len(locators)
    for each in found:
        assert within("", each.locator) == each.locator
        assert all(step(*part[:2], ordinal=part[2]) for part in steps(each.locator))
        if isinstance(each, Unread):
            assert "\n" not in each.error.what
            continue
        assert each.text.content.strip()
        assert re.fullmatch("[0-9a-f]{64}", each.item_sha256)
        assert "/" not in each.name
        for claim in each.claims:
            assert claim.value.strip()
            assert claim.reason
            claim.value.encode()
            if claim.field in (Field.STATED, Field.PUBLISHED):
                assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", claim.value)
            if claim.field is Field.CAPTURED:
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", claim.value)


@settings(max_examples=200)
@given(st.binary(max_size=1500), NAMES)
@example(b"PK\x05\x06" + b"\0" * 18, "file")
@example(b"\x1f\x8b\x08", "file")
@example(b"WARC/1.0\r\n", "file")
@example(b"[{}]", "a.json")
@example(b"{}", "a.jsonl")
@example(b'[{"text": 1}]', "a.json")
@example(b"text\n\0\n", "a.csv")
@example(b"text\n", "a.csv")
@example(b"<rss version='2.0'><item>", "file")
@example(b"TY  - RPRT\n\n", "file")
@example(b"From: a\nMessage-ID: b\n\n", "file")
def test_any_bytes(data, name):
    check(data, name)


@FEW
@given(st.data())
def test_any_container_with_bytes_changed(data):
    whole = bytearray(data.draw(st.sampled_from(MADE)))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(whole), data.draw(NAMES))


@FEW
@given(st.data())
def test_any_container_cut_doubled_or_put_into_another(data):
    one, other = data.draw(st.sampled_from(MADE)), data.draw(st.sampled_from(MADE))
    here, there = data.draw(st.integers(0, len(one))), data.draw(st.integers(0, len(other)))
    check(one[:here] + other[there:], data.draw(NAMES))


WORD = st.sampled_from(
    (
        "<item> </item> <![CDATA[ ]]> <!-- --> <description> </description> &amp; &x; & <link/> <entry > </entry> text "
        "<content> </content> <p> </p> \0 \r\n <title> </title> <guid> </guid> <pubDate> 2031-03-04 </pubDate> \xff"
    )
    .encode("latin-1")
    .split(b" ")
)


@FEW
@given(
    st.lists(WORD, max_size=40).map(b"".join),
    st.sampled_from([b"<rss version='2.0'>", b"<feed xmlns='http://www.w3.org/2005/Atom'>"]),
)
def test_any_feed(inner, root):
    check(root + inner, "file")


CELL = st.sampled_from(
    ["", "a", '"', '""', ",", "\n", "\r\n", "\r", ";", "\t", "x" * 300, "\ud800", "é", "\0", "2031-03-04"]
)


@FEW
@given(st.lists(CELL, max_size=60).map("".join), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-16-be"]))
def test_any_table(inner, encoding):
    data = ("id,text,date,file\n" + inner).encode(encoding, "replace")
    check(data, "a.csv")
    try:
        rows = list(table_rows(io.BytesIO(data), "a.csv"))
    except SourceError:
        return
    assert all(isinstance(row, (TableRow, SourceError)) for row in rows)
    assert all(".." not in row.path.split("/") for row in rows if isinstance(row, TableRow))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KEYS = [
    "text",
    "body",
    "id",
    "date",
    "title",
    "url",
    "author",
    "type",
    "issued",
    "abstract",
    "note",
    "file",
    "language",
]


@FEW
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON | st.just("speech"), max_size=6), max_size=5))
def test_any_rows_and_records(rows):
    check("\n".join(json.dumps(row) for row in rows).encode(), "a.jsonl")
    check(json.dumps(rows).encode(), "a.json")


# Each example starts a process.
@given(
    st.lists(st.tuples(st.integers(-300, 300), st.sampled_from(["response", "revisit", "x", "resource"])), max_size=6)
)
def test_any_lies_in_a_web_archive(records):
    data = b"".join(record(answer(page(WORDS[0])), lie=lie, kind=kind) for lie, kind in records)
    check(data, "file")


@given(st.text(max_size=30), st.integers(1, 5))
@example("a!b%21;#2", 2)
@example("%21;", 1)
def test_a_step_gives_its_value_back(value, ordinal):
    written = step("member", value, ordinal=ordinal)
    assert steps(within(written, "row:3")) == (("member", value, ordinal), ("row", "3", 1))
    assert re.search("[\x00-\x1f]", written) is None


# Archives find their captures again by these: whoever changes one breaks every archive there is.
KEPT = {
    "zip": "8cbc3adbdfea",
    "zip in a zip": "4d0e9d659e40",
    "WARC": "6fffb0194424",
    "WARC.gz": "6fffb0194424",
    "WACZ": "8c4f9cb2bbbd",
    "RSS": "1a2b4a1c3f42",
    "Atom": "4fca5b536826",
    "JSON Lines": "4eda89599c27",
    "JSON Lines.gz": "4eda89599c27",
    "JSON array": "1f9216d2e48f",
    "CSV": "199c0be0df5b",
    "CSV of a spreadsheet": "76ea78eedf05",
    "mail": "eca8ed3c6f54",
    "CSL-JSON": "e6603ff024df",
    "RIS": "0fb6d1548901",
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_locators_and_digests_of_today_are_those_of_every_day(name):
    found = read(CONTAINERS[name][0](WORDS))
    lines = "\n".join(f"{each.locator} {each.item_sha256}" for each in found)
    assert hashlib.sha256(lines.encode()).hexdigest()[:12] == KEPT[name]
