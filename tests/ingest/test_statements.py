"""What every container must hold, run over the same three statements in each format."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from dataclasses import replace

import pytest

from tests.ingest.containers import (
    CONTAINERS,
    DATES,
    WORDS,
    claimed,
    csv_of,
    jsonl_of,
    plain_zip_of,
    read,
    texts,
    unread,
    warc_of,
    zip_of,
)
from variorum.errors import SourceEmpty, SourceError, SourceTooLarge
from variorum.ingest.found import Statement, Unread
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.locators import steps
from variorum.ingest.statements import media_type_of, statements


@pytest.fixture(params=CONTAINERS)
def container(request):
    make, media_type = CONTAINERS[request.param]
    return make(WORDS), media_type


class Trickle(io.RawIOBase):
    """A seekable stream that gives a few bytes at a time, and counts the farthest it was read."""

    def __init__(self, data):
        self.inner = io.BytesIO(data)
        self.farthest = 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        return self.inner.seek(offset, whence)

    def tell(self):
        return self.inner.tell()

    def read(self, size=-1):
        data = self.inner.read(min(size, 1013) if size >= 0 else 1013)
        self.farthest = max(self.farthest, self.inner.tell())
        return data


def test_every_container_gives_its_statements_in_order_and_whole(container):
    found = read(container[0])
    assert unread(found) == {}
    assert [content.strip() for content in texts(found)] == WORDS


def test_a_container_is_known_by_its_content_and_not_by_its_name(container):
    for name in ("source", "statement.txt", "a.pdf"):
        assert media_type_of(io.BytesIO(container[0]), name) == container[1]
        assert len(read(container[0], name)) == len(WORDS)


def test_what_a_container_says_comes_with_each_statement(container):
    found = read(container[0])
    if container[1] in ("application/zip",):
        assert all(statement.claims == () for statement in found)
        return
    if container[1] == "message/rfc822":
        assert claimed(found[0])["title"] == "Statement 1"
        assert {claimed(each)["published"] for each in found} == {"2031-03-04"}
        return
    for number, (statement, date) in enumerate(zip(found, DATES, strict=True), start=1):
        said = claimed(statement)
        if "captured" in said:
            assert said == {"captured": f"{date}T10:00:00Z", "url": f"https://harbour.example/{number}.html"}
        else:
            assert said["title"] == f"Statement {number}"
            assert said["source-id"] == str(number)
            assert date in (said.get("published"), said.get("stated"))


def test_every_claim_has_a_reason(container):
    assert all(claim.reason for each in read(container[0]) for claim in each.claims)


def test_locators_are_unique_and_the_same_every_time(container):
    first, second = read(container[0]), read(container[0], "another name")
    locators = [each.locator for each in first]
    assert len(set(locators)) == len(locators)
    assert locators == [each.locator for each in second]
    assert [each.item_sha256 for each in first] == [each.item_sha256 for each in second]
    assert all(steps(locator) for locator in locators)


def test_reading_in_small_pieces_gives_the_same_as_reading_at_once(container):
    assert list(statements(Trickle(container[0]), "source")) == read(container[0])


def test_whoever_reads_may_use_the_stream_between_two_statements(container):
    data = container[0]
    stream = io.BytesIO(data)
    found = []
    for each in statements(stream, "source"):
        # Whoever reads may use the stream in between, if they put it back.
        place = stream.tell()
        stream.seek(0)
        hashlib.sha256(stream.read())
        stream.seek(place)
        found.append(each)
    assert found == read(data)


def test_the_stream_stays_open(container):
    stream = io.BytesIO(container[0])
    list(statements(stream, "source"))
    media_type_of(stream, "source")
    assert not stream.closed


def test_no_name_is_a_path(container):
    assert all("/" not in each.name and "\\" not in each.name for each in read(container[0], "/home/me/source"))


def test_a_container_in_a_zip_file_gives_the_same_statements_one_step_farther_in(container):
    inner = read(container[0])
    outer = read(zip_of([("held", container[0])]))
    assert [each.locator for each in outer] == [f"member:held!{each.locator}" for each in inner]
    assert [(each.item_sha256, each.text, each.claims) for each in outer] == [
        (each.item_sha256, each.text, each.claims) for each in inner
    ]


def test_a_document_is_one_statement_with_the_source_as_its_place():
    (statement,) = read(WORDS[0].encode(), "/home/me/notice.txt")
    assert (statement.locator, statement.name) == ("", "notice.txt")
    assert statement.item_sha256 == hashlib.sha256(WORDS[0].encode()).hexdigest()
    assert statement.media_type == media_type_of(io.BytesIO(WORDS[0].encode()), "x") == "text/plain"


def test_a_document_that_cannot_be_read_is_an_error():
    with pytest.raises(SourceEmpty):
        read(b"")
    with pytest.raises(SourceError, match="picture"):
        read(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    with pytest.raises(SourceError, match="picture"):
        media_type_of(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 100), "x")


def test_a_bad_part_is_said_and_the_others_are_read():
    members = [(f"{number}.txt", b"" if number == 500 else b"Statement %d." % number) for number in range(1000)]
    found = read(zip_of(members))
    assert len(texts(found)) == 999
    assert list(unread(found)) == ["member:500.txt"]
    assert "source!member:500.txt: is empty" in unread(found)["member:500.txt"]


def test_the_digest_of_a_row_is_that_of_its_line():
    line = jsonl_of(WORDS).splitlines()[1]
    assert read(jsonl_of(WORDS))[1].item_sha256 == hashlib.sha256(line).hexdigest()
    row = csv_of(WORDS).splitlines()[2]
    assert read(csv_of(WORDS))[1].item_sha256 == hashlib.sha256(row).hexdigest()


def test_the_digest_of_a_member_is_that_of_its_own_bytes():
    assert read(plain_zip_of(WORDS))[0].item_sha256 == hashlib.sha256(WORDS[0].encode()).hexdigest()


def test_office_documents_are_documents_and_no_archives(make):
    data = make.docx(make.paragraph(WORDS[0]))
    (statement,) = read(data)
    assert (statement.locator, statement.text.content) == ("", WORDS[0])
    (held,) = read(zip_of([("a.docx", data)]))
    assert (held.locator, held.text) == ("member:a.docx", statement.text)
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.docx", data)
    assert read(stored.getvalue()) == [held]


def test_archives_in_archives_are_read_to_a_depth_and_no_farther():
    data = WORDS[0].encode()
    for _ in range(DEFAULT_LIMITS.depth):
        data = zip_of([("a", data)])
    (statement,) = read(data)
    assert statement.locator == "!".join(["member:a"] * DEFAULT_LIMITS.depth)
    (refused,) = read(zip_of([("a", data), ("b.txt", b"The other.")]))[:1]
    assert isinstance(refused, Unread)
    assert "in one another" in str(refused.error)
    assert texts(read(zip_of([("a", data), ("b.txt", b"The other.")]))) == ["The other."]


def test_more_parts_than_the_limit_are_said():
    found = read(jsonl_of(WORDS), limits=replace(DEFAULT_LIMITS, parts=2))
    assert texts(found) == WORDS[:2]
    assert isinstance(found[-1], Unread)
    assert isinstance(found[-1].error, SourceTooLarge)


@pytest.mark.parametrize("make", [jsonl_of, warc_of, csv_of])
def test_of_a_compressed_file_that_is_cut_the_statements_before_the_cut_are_read(make):
    # Words that do not compress, so that the cut falls into the last of them.
    words = [f"{hashlib.sha512(bytes([number])).hexdigest() * 3}." for number in range(3)]
    whole = gzip.compress(make(words), mtime=0)
    found = read(whole[:-40])
    assert texts(found)[:2] == words[:2]
    assert words[2] not in texts(found)
    assert "gzip" in unread(found)[""]
    # Half a text is lost or said to be half.
    assert all(not each.text.whole for each in found[2:] if isinstance(each, Statement))
