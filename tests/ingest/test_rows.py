"""JSON Lines, JSON arrays and CSV: what is a row, what is none, and what its columns say."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from tests.ingest.containers import WORDS, claimed, csv_of, jsonl_of, read, texts, unread
from variorum.errors import SourceError
from variorum.ingest.found import Unread
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.statements import media_type_of, statements


def kind(data, name="source"):
    return media_type_of(io.BytesIO(data), name)


PLAIN = {
    "a sentence with commas": b"The lamps, the bells, and the boats.\nThey were lit, rung, and launched.\n",
    "a line that names columns": b"Text, body, content.\n\nThe Council decided, and that was all.\n",
    "a heading of one word": b"Statement\n\nThe Council decided.\n",
    "a list of names": b"title, text\nThe Council decided to light\nthe lamps, the bells, and the gongs.\n",
    "a Markdown table": b"| id | text |\n|----|------|\n| 1 | The Council |\n| 2 | decided. |\n",
    "a table drawn with bars": b"id | text\n---|---\n1 | The Council\n",
    "a note in braces": b'{The Council} decided.\n\n{"It"} said so.\n',
    "a note in brackets": b"[Unofficial translation]\n\nThe Council decided.\n",
    "a memorandum": b"From: the Harbour Council\nDate: 4 March 2031\nSubject: Lamps\n\nThe Council decided.\n",
    "a text that speaks of feeds": b"The feed begins with <rss version='2.0'> and ends soon.\n",
    "a text that speaks of records": b"TY is the tag of a record.\n\nTY  - it is written so.\n",
    "a table without a text": b"name,size,colour\nlamp,3,red\nbell,4,blue\n",
}


@pytest.mark.parametrize("data", PLAIN.values(), ids=PLAIN)
def test_a_plain_text_is_no_container(data):
    assert kind(data) in ("text/plain", "text/markdown")
    assert [each.locator for each in read(data)] == [""]


def test_a_name_breaks_a_tie():
    assert kind(b"text\nThe Council decided.\n", "a.txt") == "text/plain"
    assert kind(b"text\nThe Council decided.\n", "a.csv") == "text/csv"
    one = b'{"kind": "lamp", "text": "The Council decided."}\n'
    assert kind(one, "a.jsonl") == "application/x-ndjson"
    assert texts(read(one, "a.txt")) == texts(read(one, "a.jsonl")) == ["The Council decided."]
    broken_first = b'{"text": lit}\n' + jsonl_of(WORDS)
    assert texts(read(broken_first, "a.jsonl")) == WORDS


def test_a_row_that_is_none_is_said_with_its_line_and_the_others_are_read():
    lines = jsonl_of(WORDS).splitlines()
    data = b"\n".join(
        [lines[0], b'{"text": "cut', b"", b"[1]", lines[1], b'{"title": "none"}', b'{"text": " "}', lines[2]]
    )
    found = read(data, "a.jsonl")
    assert texts(found) == WORDS
    assert [each.locator for each in found] == [f"row:{line}" for line in (1, 2, 4, 5, 6, 7, 8)]
    said = unread(found)
    assert said["row:2"].startswith("a.jsonl!row:2: ")
    assert "unterminated string" in said["row:2"]
    assert "no object" in said["row:4"]
    assert "its columns: title" in said["row:6"]
    assert "white space" in said["row:7"]


def test_rows_nested_as_deep_as_anyone_likes_spoil_only_themselves():
    data = (
        b'{"text": "One."}\n{"a": '
        + b"[" * 200_000
        + b"\n"
        + b'{"text": '
        + b"9" * 5000
        + b"}\n"
        + b'{"text": "Two."}\n'
    )
    found = read(data, "a.jsonl")
    assert texts(found) == ["One.", "Two."]
    assert list(unread(found)) == ["row:2", "row:3"]


def test_a_line_longer_than_the_limit_is_passed_over():
    long = json.dumps({"text": "x" * 5000}).encode()
    data = b'{"text": "One."}\n' + long + b"\n" + b'{"text": "Two."}\n'
    found = read(data, limits=replace(DEFAULT_LIMITS, input_bytes=4000))
    assert texts(found) == ["One.", "Two."]
    assert "too large" in unread(found)["row:2"]


def test_a_first_row_longer_than_what_a_format_is_known_by_is_read():
    data = json.dumps({"id": "1", "text": "word " * 200_000}).encode() + b"\n" + b'{"text": "Two."}\n'
    assert [len(content) for content in texts(read(data))] == [1_000_000, 4]


def test_halves_of_pairs_are_replaced_and_said():
    (statement,) = read(
        b'{"id": "1", "text": "The \\ud83d lamp \\ud83d\\udca1.", "title": "A \\udc00 title"}', "a.jsonl"
    )
    assert statement.text.content == "The \ufffd lamp \U0001f4a1."
    assert [warning.kind.value for warning in statement.text.warnings] == ["undecodable"]
    assert not statement.text.whole
    assert claimed(statement)["title"] == "A title"
    statement.text.content.encode()


def test_a_byte_order_mark_is_no_part_of_the_first_row():
    for data in (jsonl_of(WORDS), csv_of(WORDS)):
        assert texts(read(b"\xef\xbb\xbf" + data)) == WORDS
        assert claimed(read(b"\xef\xbb\xbf" + data)[0])["source-id"] == "1"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_in_any_encoding_and_dialect(encoding, delimiter):
    words = [f"{each} Größe, „Würde“; „Mühe“" for each in WORDS]
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    found = read(mark + csv_of(words, delimiter=delimiter, encoding=encoding), "a.csv")
    assert texts(found) == words
    guessed = encoding == "cp1252"
    assert all(bool(each.text.warnings) is guessed for each in found)


def test_bad_bytes_in_one_row_are_said_of_that_row_alone():
    lines = jsonl_of(WORDS).splitlines()
    lines[1] = lines[1].replace(b"Zweitens", b"Zweit\xff\xfens")
    found = read(b"\n".join(lines), "a.jsonl")
    assert len(texts(found)) == 3
    assert [bool(each.text.warnings) for each in found] == [False, True, False]


def test_cells_hold_quotes_and_line_ends_as_they_stand():
    data = b'id,text\r\n1,"The ""lamp""\r\nis lit."\r\n\r\n2,The second.\r\n'
    found = read(data)
    assert texts(found) == ['The "lamp"\r\nis lit.', "The second."]
    assert [each.locator for each in found] == ["row:2", "row:5"]


def test_a_broken_row_of_a_table_is_said_and_the_next_is_read():
    data = b'id,text,date\n1,One.,2031\n2,Two.,2031,x\n3,"Thr"ee.,2031\n4,Four.\n5,"Five.\n6,Six.\n'
    found = read(data, "a.csv")
    assert texts(found) == ["One.", "Four."]
    said = unread(found)
    assert list(said) == ["row:3", "row:4", "row:6"]
    assert "4 cells, the table 3 columns" in said["row:3"]
    assert "never closed" in said["row:6"]


def test_a_table_of_texts_without_their_column_says_what_to_do():
    with pytest.raises(SourceError, match=r"file, date.*import-table"):
        read(b"file,date\na.txt,2031-03-04\nb.txt,2032-03-04\n", "metadata.csv")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"ID": "a", "Source URL": "https://x.example/"}, {"source-id": "a", "url": "https://x.example/"}),
        ({"date": "4 March 2031"}, {"stated": "2031-03-04"}),
        ({"date": "2031/03/04"}, {"stated": "2031-03-04"}),
        ({"date": "20310304"}, {"stated": "2031-03-04"}),
        ({"date": "2031-03"}, {"stated": "2031-03"}),
        ({"date": 2031}, {"stated": "2031"}),
        ({"date": "2031-13-45"}, {}),
        ({"date": "soon"}, {}),
        ({"date": "", "published": "2031-03-04T23:30:00-08:00"}, {"published": "2031-03-04"}),
        ({"pub-date": "Tue, 04 Mar 2031 23:30:00 -0800"}, {"published": "2031-03-04"}),
        ({"retrieved_at": "2031-03-04T23:30:00-08:00"}, {"captured": "2031-03-05T07:30:00Z"}),
        ({"retrieved_at": "2031-03-04T10:00:00.123Z"}, {"captured": "2031-03-04T10:00:00Z"}),
        ({"retrieved_at": "2031-03-04"}, {"captured": "2031-03-04"}),
        ({"captured": "20310304"}, {"captured": "2031-03-04"}),
        ({"captured": "4 March 2031"}, {"captured": "2031-03-04"}),
        ({"captured": "20310304100000"}, {"captured": "2031-03-04T10:00:00Z"}),
        ({"captured": "Tue Mar 04 2031 00:30:00 GMT+0100 (Karrow Time)"}, {"captured": "2031-03-03T23:30:00Z"}),
        ({"captured": " "}, {}),
        ({"lang": "pt-BR"}, {"language": "pt"}),
        ({"language": "Portuguese as spoken"}, {}),
        ({"author": ["The Council", "The Court"]}, {"issuer": "The Council; The Court"}),
        ({"author": {"name": "The Council"}}, {"issuer": "The Council"}),
        ({"issuer": None, "institution": "The Council"}, {"issuer": "The Council"}),
        ({"title": " A\n title\x00 "}, {"title": "A title"}),
        ({"title": "x" * 5000}, {}),
        ({"series": "lamps", "headline": "A"}, {"series": "lamps", "title": "A"}),
        ({"colour": "red"}, {}),
    ],
)
def test_columns_are_found_by_the_names_people_give_them(row, said):
    (statement,) = read(json.dumps({**row, "text": "The Council decided."}).encode(), "a.jsonl")
    assert claimed(statement) == said


def test_the_text_is_in_the_first_column_that_holds_one():
    (statement,) = read(b'{"title": "A", "text": null, "body": "The body.", "content": "The content."}', "a.jsonl")
    assert statement.text.content == "The body."


def test_markup_in_a_row_is_read_as_a_page():
    (statement,) = read(b'{"text": "<p>The Council</p><ul><li>lights</li></ul>"}', "a.jsonl")
    assert statement.media_type == "text/html"
    assert statement.text.content == "The Council\n\n• lights"


def test_every_real_document_of_the_corpus_is_a_statement(shared_data):
    with (shared_data / "official_documents.jsonl.gz").open("rb") as stream:
        found = list(statements(stream, "official_documents.jsonl.gz"))
    assert len(found) == 3752
    assert [each.locator for each in found] == [f"row:{line}" for line in range(1, 3753)]
    # Two of them are pictures alone.
    assert sum(isinstance(each, Unread) for each in found) == 2
    for each in found:
        if not isinstance(each, Unread):
            assert set(claimed(each)) >= {"source-id", "issuer", "title", "language"}


@pytest.mark.parametrize(
    "value", ["soon", "2031-03", "03/04/2031", "4.3.2031", "2031-03-04T25:00:00", "2031-02-30", 2031]
)
def test_a_time_of_capture_that_cannot_be_read_refuses_its_row_and_no_other(value):
    rows = [{"text": "The Council decided.", "captured": value}, {"text": "It met.", "captured": "2031-03-04"}]
    first, second = read("\n".join(map(json.dumps, rows)).encode(), "a.jsonl")
    assert isinstance(first, Unread)
    assert str(first.error) == (
        f"a.jsonl!row:1: its column captured says {str(value)!r}, which is no time of capture. "
        "Write the day (2031-03-04) or the time (2031-03-04T10:00:00Z), or leave it empty."
    )
    assert claimed(second) == {"captured": "2031-03-04"}


def test_a_row_of_a_csv_table_with_an_unreadable_time_of_capture_is_named_by_its_line():
    first, second = read(b"text,captured\nThe Council decided.,soon\nIt met.,2031-03-04\n", "a.csv")
    assert isinstance(first, Unread)
    assert "soon" in str(first.error)
    assert claimed(second) == {"captured": "2031-03-04"}
