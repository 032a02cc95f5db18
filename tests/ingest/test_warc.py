"""Web archives: which answers are read, what of them is said, and how lies are met."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import replace

import pytest

from tests.ingest.containers import (
    WORDS,
    answer,
    claimed,
    digest,
    page,
    read,
    record,
    texts,
    unread,
    wacz_of,
    warc_of,
    zip_of,
)
from variorum.ingest.found import Statement
from variorum.ingest.limits import DEFAULT_LIMITS

ONE, TWO, THREE = WORDS


def test_an_answer_has_its_address_and_the_time_of_its_capture():
    (statement,) = read(record(answer(page(ONE)), WARC_Target_URI="<https://harbour.example/lamp%20day.html?x=1>"))
    assert claimed(statement) == {
        "url": "https://harbour.example/lamp%20day.html?x=1",
        "captured": "2031-03-04T10:00:00Z",
    }
    assert statement.name == "lamp day.html"
    assert statement.text.whole


def test_only_whole_answers_of_a_kind_that_statements_come_in_are_read():
    data = b"".join(
        [
            record(b"software: none\r\n", kind="warcinfo", content_type="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\nHost: harbour.example\r\n\r\n", kind="request"),
            record(answer(b"\x89PNG\r\n", content_type="image/png")),
            record(answer(b"body { color: red }", content_type="text/css")),
            record(answer(page("Moved."), status="301 Moved")),
            record(answer(page("Not here."), status="404 Not Found")),
            record(answer(page(ONE))),
            record(b"a: b", kind="metadata", content_type="application/warc-fields"),
            record(answer(TWO.encode(), content_type="text/plain")),
        ]
    )
    assert texts(read(data)) == [ONE, TWO]
    assert unread(read(data)) == {}


def test_texts_taken_out_of_pages_and_files_kept_as_they_were_are_read():
    data = record(ONE.encode(), kind="conversion", content_type="text/plain") + record(
        page(TWO), kind="resource", content_type="text/html"
    )
    assert texts(read(data)) == [ONE, TWO]


def test_a_document_in_an_answer_is_read_by_what_it_is(make):
    data = make.docx(make.paragraph(ONE))
    (statement,) = read(record(answer(data, content_type="application/pdf")))
    assert statement.text.content == ONE
    assert "wordprocessingml" in statement.media_type


def test_the_charset_of_the_answer_goes_before_what_the_page_says():
    body = '<html><head><meta charset="utf-8"></head><body><p>Größe – Würde</p></body></html>'.encode("cp1252")
    (statement,) = read(record(answer(body, content_type="text/html; charset=ISO-8859-1")))
    assert statement.text.content == "Größe – Würde"
    greek = "<p>Το Συμβούλιο αποφάσισε.</p>".encode("iso8859-7")
    (statement,) = read(record(answer(greek, content_type='text/html;charset="iso-8859-7"')))
    assert statement.text.content == "Το Συμβούλιο αποφάσισε."


CHUNKED = (
    b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in (page(ONE)[:30], page(ONE)[30:])) + b"0\r\n\r\n"
)
DEFLATED = zlib.compressobj(wbits=-15)
RAW = DEFLATED.compress(page(ONE)) + DEFLATED.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (CHUNKED, ["Transfer-Encoding: chunked"]),
        (page(ONE), ["Transfer-Encoding: chunked"]),
        (gzip.compress(page(ONE), mtime=0), ["Content-Encoding: gzip"]),
        (page(ONE), ["Content-Encoding: gzip"]),
        (zlib.compress(page(ONE)), ["content-encoding: deflate"]),
        (RAW, ["Content-Encoding: deflate"]),
        (page(ONE), ["Content-Encoding: br"]),
    ],
    ids=["chunks", "chunks removed", "gzip", "gzip removed", "deflate", "bare deflate", "brotli removed"],
)
def test_a_page_is_taken_out_of_what_it_was_sent_in(body, headers):
    (statement,) = read(record(answer(body, *headers)))
    assert statement.text.content == ONE
    assert statement.text.whole


def test_a_page_that_cannot_be_unpacked_is_said():
    found = read(
        record(answer(b"\x1b\x00\x80\xff\x00\x01", "Content-Encoding: br"))
        + record(answer(gzip.compress(page(ONE), mtime=0)[:-12], "Content-Encoding: gzip"))
        + record(b"no answer at all")
        + record(answer(b""))
        + record(answer(page(TWO)))
    )
    assert texts(found) == [TWO]
    said = list(unread(found).values())
    for each, part in zip(
        said, ["compressed with br", "ends too early", "no HTTP answer", "empty answer"], strict=True
    ):
        assert part in each


def test_a_page_whose_last_chunk_is_missing_is_known_not_to_be_whole():
    (statement,) = read(record(answer(CHUNKED[:-30], "Transfer-Encoding: chunked")))
    assert not statement.text.whole


@pytest.mark.parametrize("sent", ["entity", "sent", "hex", "sha256"])
def test_a_digest_that_agrees_says_nothing(sent):
    written = {
        "entity": digest(page(ONE)),
        "sent": digest(CHUNKED),
        "hex": "sha1:" + hashlib.sha1(page(ONE)).hexdigest(),
        "sha256": "sha256:" + hashlib.sha256(page(ONE)).hexdigest(),
    }[sent]
    block = answer(CHUNKED, "Transfer-Encoding: chunked")
    (statement,) = read(record(block, WARC_Payload_Digest=written, WARC_Block_Digest=digest(block)))
    assert statement.text.warnings == ()


@pytest.mark.parametrize("name", ["WARC_Payload_Digest", "WARC_Block_Digest"])
def test_a_digest_that_is_belied_travels_with_the_text(name):
    (statement,) = read(record(answer(page(ONE)), **{name: digest(b"other bytes")}))
    assert name.replace("_", "-") in statement.text.warnings[0].message
    assert not statement.text.whole


def test_a_revisit_is_the_page_again_at_its_own_time():
    name = digest(page(ONE))
    again = record(
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        kind="revisit",
        WARC_Payload_Digest=name,
        WARC_Date="2031-05-01T00:00:00Z",
        WARC_Refers_To_Date="2031-03-04T10:00:00Z",
    )
    first, second = read(record(answer(page(ONE)), WARC_Payload_Digest=name) + again)
    assert second.text == first.text
    assert second.item_sha256 == first.item_sha256
    assert claimed(second)["captured"] == "2031-05-01T00:00:00Z"
    found = read(again + record(answer(page(TWO))))
    assert texts(found) == [TWO]
    assert "the same as on 2031-03-04T10:00:00Z" in unread(found)["record:0"]


def test_pages_are_remembered_for_revisits_only_up_to_a_bound():
    pages = [page(f"{number} {ONE}") for number in range(20)]
    data = b"".join(record(answer(each), WARC_Payload_Digest=digest(each)) for each in pages)
    data += b"".join(record(b"", kind="revisit", WARC_Payload_Digest=digest(each)) for each in pages)
    found = read(data, limits=replace(DEFAULT_LIMITS, recalled_bytes=len(pages[0]) * 5 + 20))
    assert 20 < len(texts(found)) <= 26
    assert len(found) == 40


@pytest.mark.parametrize("lie", [-(10**6), -200, -20, -5, -1, 1, 4, 5, 6, 300, 1000, 10**6, 10**9, 10**12, 10**17])
def test_a_length_that_lies_costs_no_other_record(lie):
    # So much more is the empty lines between two records.
    blank = (1, 4)
    block = answer(page(TWO))
    data = record(answer(page(ONE))) + record(block, lie=lie) + record(answer(page(THREE))) + record(answer(page(ONE)))
    found = read(data)
    assert [content for content in texts(found) if content != TWO] == [ONE, THREE, ONE]
    doubtful = [each for each in found if each.locator == f"record:{len(record(answer(page(ONE))))}"]
    (doubt,) = doubtful
    # Half a page is never taken for a whole one.
    assert unread(doubtful) or (doubt.text.content == TWO and (lie in blank or not doubt.text.whole))


def test_a_page_that_holds_a_record_is_not_cut_where_its_length_is_right():
    body = b"<pre>A record begins so:\n\nWARC/1.0\r\nWARC-Type: response\r\n\r\nand ends so.</pre>"
    found = read(record(answer(body)) + record(answer(page(TWO))))
    assert len(found) == 2
    assert "and ends so." in texts(found)[0]


def test_what_is_no_record_is_said_and_passed_over():
    data = (
        warc_of([ONE])
        + b"rubbish\nrubbish\n"
        + record(answer(page(TWO)))
        + b"WARC/1.0\r\nno length\r\n\r\n"
        + warc_of([THREE])
    )
    found = read(data)
    assert texts(found) == WORDS
    # What follows a record may be its own: then its length lies.
    assert [each.text.whole for each in found if isinstance(each, Statement)] == [False, True, True]
    assert len(unread(found)) == 1
    found = read(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\nrubbish\n" + warc_of([THREE]))
    assert texts(found) == [THREE]


def test_a_file_that_ends_early_gives_what_there_is_as_a_part():
    found = read(warc_of([ONE, TWO])[:-40])
    assert texts(found)[0] == ONE
    assert found[0].text.whole
    assert not found[1].text.whole


def test_bare_line_feeds_and_missing_blank_lines_are_read():
    data = warc_of([ONE]).replace(b"\r\n", b"\n")
    assert len(texts(read(data))) == 1
    assert texts(read(warc_of([ONE]).rstrip() + b"\r\n" + warc_of([TWO]))) == [ONE, TWO]


def test_after_each_of_many_lies_the_next_record_is_found():
    data = b"".join(record(answer(page(ONE)), lie=10**6) for _ in range(4000))
    assert len(read(data, limits=replace(DEFAULT_LIMITS, input_bytes=4_000_000))) == 4000


def test_bombs_in_answers_are_refused():
    bomb = gzip.compress(b"0" * 3_000_000, mtime=0)
    found = read(record(answer(bomb, "Content-Encoding: gzip")) * 3 + record(answer(page(ONE))))
    assert texts(found) == [ONE]
    assert all("unpacks to more than" in each for each in unread(found).values())


def test_of_a_wacz_the_web_archives_are_read_and_nothing_else():
    found = read(wacz_of(WORDS))
    assert [each.locator.split("!")[0] for each in found] == ["member:archive/data.warc.gz"] * 3


def test_a_web_archive_without_a_statement_gives_none():
    assert read(record(answer(b"\x89PNG", content_type="image/png"))) == []
    assert read(zip_of([("datapackage.json", b"{}"), ("archive/a.warc", b"")])) != []
