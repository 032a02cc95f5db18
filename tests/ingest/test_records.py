"""Bibliographic records: what they say, and what they are not."""

from __future__ import annotations

import io
import json

import pytest

from tests.ingest.containers import WORDS, claimed, read, ris_of, texts, unread
from variorum.errors import SourceError
from variorum.ingest.containers.tables import TableRow, table_rows

ITEM = {
    "id": "lamp-2031",
    "type": "speech",
    "title": "Statement on Lantern Day",
    "author": [{"literal": "Harbour Council"}, {"family": "Orrin", "given": "Ada"}],
    "issued": {"date-parts": [["2031", 3, 4]]},
    "URL": "https://harbour.example/lamp",
    "DOI": "10.1/lamp",
    "language": "en-GB",
    "collection-title": "Lantern Day",
    "abstract": "The Council decided to light the lamps.",
}
RIS = (
    "\ufeffTY  - RPRT\nTI  - Statement on Lantern Day\nAU  - Harbour Council\nAU  - Orrin, Ada\n"
    "PY  - 2031\nDA  - 2031/03/04/\n"
    "UR  - https://harbour.example/lamp\nLA  - en\nT3  - Lantern Day\nAN  - 7\n"
    "AB  - The Council decided\nto light the lamps.\n"
    "L1  - files/lamp.pdf\nER  - \n"
)


def test_csl_says_what_it_says():
    (statement,) = read(json.dumps([ITEM]).encode())
    assert statement.text.content == ITEM["abstract"]
    assert claimed(statement) == {
        "title": "Statement on Lantern Day",
        "issuer": "Harbour Council; Ada Orrin",
        "published": "2031-03-04",
        "url": "https://harbour.example/lamp",
        "source-id": "10.1/lamp",
        "language": "en",
        "series": "Lantern Day",
    }


def test_ris_says_what_it_says():
    (statement,) = read(RIS.encode())
    assert statement.text.content == "The Council decided\nto light the lamps."
    assert claimed(statement) == {
        "title": "Statement on Lantern Day",
        "issuer": "Harbour Council; Orrin, Ada",
        "published": "2031-03-04",
        "url": "https://harbour.example/lamp",
        "source-id": "7",
        "language": "en",
        "series": "Lantern Day",
    }


@pytest.mark.parametrize("data", [json.dumps(ITEM).encode(), json.dumps(ITEM, indent=2).encode(), RIS.encode()])
def test_an_abstract_is_never_taken_for_the_whole_statement(data):
    (statement,) = read(data)
    assert not statement.text.whole


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2031]]}, "2031"),
        ({"date-parts": [[2031, 3]]}, "2031-03"),
        ({"date-parts": [[2031, 3, 4], [2031, 3, 9]]}, "2031-03-04"),
        ({"raw": "2031-03-04"}, "2031-03-04"),
        ({"literal": "4 March 2031"}, "2031-03-04"),
        ({"date-parts": [[2031, 13, 40]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [["soon"]]}, None),
        ("2031", None),
    ],
)
def test_dates_of_csl_are_read_as_far_as_they_go(issued, date):
    (statement,) = read(json.dumps([{**ITEM, "issued": issued}]).encode())
    assert claimed(statement).get("published") == date


def test_a_record_without_an_abstract_says_what_to_add():
    bare = {key: value for key, value in ITEM.items() if key != "abstract"}
    found = read(json.dumps([bare, {**bare, "URL": ""}, {**bare, "file": "lamp.pdf"}, 7, ITEM]).encode())
    assert texts(found) == [ITEM["abstract"]]
    said = list(unread(found).values())
    for each, way in zip(said, ["https://harbour.example/lamp", "--title", "import-table", "no object"], strict=True):
        assert way in each


def test_the_files_that_records_name_are_rows_of_a_table():
    rows = list(table_rows(io.BytesIO(RIS.encode()), "lamps.ris"))
    assert [(row.path, claimed(row)["title"]) for row in rows] == [("files/lamp.pdf", "Statement on Lantern Day")]
    data = json.dumps([{**ITEM, "file": "a.pdf"}, ITEM, {**ITEM, "file": "../a.pdf"}]).encode()
    first, second, third = table_rows(io.BytesIO(data), "lamps.json")
    assert isinstance(first, TableRow)
    assert first.path == "a.pdf"
    assert isinstance(second, SourceError)
    assert "names no file" in str(second)
    assert "leads out of the folder" in str(third)


def test_records_that_do_not_end_end_where_the_next_begins():
    data = ris_of(WORDS).replace(b"ER  - \r\n", b"")
    assert texts(read(data)) == WORDS


def test_a_record_in_no_encoding_spoils_no_other():
    data = ris_of(WORDS).replace(b"Zweitens", b"\x81\xff\xfe\x9d" * 3)
    found = read(data)
    assert [content for content in texts(found) if content in WORDS] == [WORDS[0], WORDS[2]]
    assert len(found) == 3


def test_letters_of_a_record_that_were_guessed_or_lost_are_said():
    (guessed,) = read(RIS.lstrip("\ufeff").replace("lamps", "caf\xe9").encode("cp1252"))
    assert [warning.kind.value for warning in guessed.text.warnings] == ["extraction", "encoding-guessed"]
    (lost,) = read(RIS.encode("utf-16-le").replace("lamps".encode("utf-16-le"), b"\0\xd8"))
    assert lost.text.content.endswith("light the \ufffd.")
    assert [warning.kind.value for warning in lost.text.warnings] == ["extraction", "undecodable"]
