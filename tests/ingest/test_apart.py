"""Reading in a process of its own: what it finds is the same, and what it may cost is bounded, whatever the format.

The files are such as cost much in truth: `benchmarks/hostile.py` makes them, and measures what they cost unbounded.
"""

from __future__ import annotations

import base64
import ctypes
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.hostile import MAKES
from tests.ingest import containers
from variorum import errors
from variorum.ingest.apart import frames, job, process
from variorum.ingest.apart.request import DOCUMENT, Request
from variorum.ingest.apart.walls import NO_MEMORY
from variorum.ingest.found import Statement, Unread
from variorum.ingest.limits import DEFAULT_LIMITS, MEGABYTE, Limits, bytes_said
from variorum.ingest.readers import needs_process, read, read_bytes, read_bytes_here
from variorum.ingest.statements import media_type_here, media_type_of, statements
from variorum.model.claims import Claim, Field
from variorum.model.spans import Span
from variorum.model.units import Block, BlockKind
from variorum.model.witnesses import Derivation, Limit, Text, TextWarning, WarningKind

HERE = Limits(here_bytes=10**9)
APART = Limits(here_bytes=0)
LAMP = b"<!DOCTYPE html><html><body><p>The lamp on the pier is lit again at dusk.</p></body></html>"


def rows(texts):
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


def made(make, size=MEGABYTE):
    return MAKES[make](size)


def refusal(data, **bounds):
    with pytest.raises(errors.SourceError) as caught:
        read_bytes(data, "statement", limits=Limits(**bounds))
    return caught.value


def children():
    """The processes that this one has started and not yet waited for."""
    tasks = Path("/proc/self/task").iterdir()
    return {pid for task in tasks for pid in (task / "children").read_text().split()}


# What is found is the same


@pytest.mark.parametrize("kind", containers.CONTAINERS)
def test_a_container_read_in_a_process_of_its_own_gives_the_same(kind):
    data = containers.CONTAINERS[kind][0](containers.WORDS)
    here = list(statements(io.BytesIO(data), "source", limits=HERE))
    assert len(here) == len(containers.WORDS)
    assert list(statements(io.BytesIO(data), "source", limits=APART)) == here


# Two of each format.
SOME = [make for _, makes in groupby(MAKES, lambda name: name.partition(":")[0]) for make in list(makes)[:2]]


@pytest.mark.parametrize("make", SOME)
def test_a_document_read_in_a_process_of_its_own_gives_the_same(make):
    data, name = made(make, 3000), f"x.{make.partition(':')[0]}"
    apart = Limits(here_bytes=min(2000, len(data) - 1))

    def outcome(limits):
        try:
            return [
                replace(each, error=str(each.error)) if isinstance(each, Unread) else each
                for each in statements(io.BytesIO(data), name, limits=limits)
            ]
        except errors.SourceError as error:
            return type(error), str(error)

    assert outcome(apart) == outcome(HERE)


def test_a_file_and_a_stream_give_the_same_and_tell_how_far_they_are(tmp_path):
    data = rows([f"The lamp of house {number} is lit. " * 50 for number in range(200)])
    path = tmp_path / "rows.jsonl"
    path.write_bytes(data)
    places = []
    with path.open("rb") as stream:
        found = []
        for each in statements(stream, "rows.jsonl"):
            places.append(stream.tell())
            # Whoever asks may go anywhere in his own file meanwhile.
            stream.seek(17)
            found.append(each)
    assert len(data) > DEFAULT_LIMITS.here_bytes
    assert found == list(statements(io.BytesIO(data), "rows.jsonl"))
    assert places == sorted(places)
    assert places[-1] == len(data)


def test_a_file_that_was_replaced_while_it_was_open_is_read_as_it_was_opened(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(rows(["The lamp is lit. " * 20_000, "The lamp is out."]))
    with path.open("rb") as stream:
        (tmp_path / "other").write_bytes(rows(["Another text altogether. " * 20_000]))
        os.replace(tmp_path / "other", path)
        assert [each.text.content[:12] for each in statements(stream, "rows.jsonl")] == ["The lamp is "] * 2


def test_a_long_row_is_read_as_a_short_one_is():
    words = "<p>The lamp is lit.</p>" * 60_000
    (found,) = statements(io.BytesIO(rows([words])), "x.jsonl")
    assert found.text.content == "\n\n".join(["The lamp is lit."] * 60_000)
    assert found.locator == "row:1"


def test_what_a_large_source_is_is_told_alike():
    for make in ("html: sentences", "xml: paragraphs", "plain: one line", "docx: paragraphs", "jsonl: rows"):
        stream = io.BytesIO(made(make))
        assert media_type_of(stream, "x") == media_type_here(stream, "x", HERE)


@pytest.mark.parametrize("name", ["a\0b.html", "a\ud800b.html", "a b!c.html", "é" * 40_000 + ".html"])
def test_whatever_a_source_is_called_its_process_is_told(name):
    assert read_bytes(LAMP, name, limits=APART).name == name
    with pytest.raises(errors.SourceEmpty) as caught:
        read_bytes(b" " * 1000, name, limits=APART)
    assert caught.value.name == name


# Which sources need a process


def test_small_documents_need_no_process_and_large_ones_packed_ones_and_every_pdf_do(make):
    small = [LAMP, b"The lamp is lit.", make.docx(make.paragraph("lamp")), make.odt("<text:p>lamp</text:p>")]
    assert not any(needs_process(data, DEFAULT_LIMITS) for data in small)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p/>" * MEGABYTE)
    large = [LAMP + b" " * 250_000, make.pdf().page([make.line("lamp")]).data(), packed.getvalue()]
    assert len(packed.getvalue()) < DEFAULT_LIMITS.here_bytes
    assert all(needs_process(data, DEFAULT_LIMITS) for data in large)


def test_a_small_zip_file_in_a_message_is_unpacked_in_a_process_of_its_own(monkeypatch):
    asked = []
    started = process.statements
    monkeypatch.setattr(
        process, "statements", lambda request, stream: asked.append(request) or started(request, stream)
    )
    inner = containers.zip_of([("a.html", LAMP), ("b.html", LAMP)])
    message = (
        b"From: a@b.example\r\nMessage-ID: <1@b.example>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: application/zip\r\n'
        b"Content-Disposition: attachment; filename=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(inner)
        + b"--x--\r\n"
    )
    apart = list(statements(io.BytesIO(message), "m.eml"))
    assert [(each.locator, each.name) for each in apart] == [
        ("part:1!member:a.html", "a.html"),
        ("part:1!member:b.html", "b.html"),
    ]
    assert [request.depth for request in asked] == [1]
    assert apart == list(statements(io.BytesIO(message), "m.eml", limits=APART))


# Time


@pytest.mark.parametrize(
    ("make", "size"),
    [("html: attributes, each of its own", 900_000), ("xml: paragraphs", 5_000_000), ("docx: paragraphs", 5_000_000)],
)
def test_a_document_that_takes_too_long_is_given_up_and_the_limit_said(make, size):
    start = time.monotonic()
    error = refusal(made(make, size), seconds=1)
    assert time.monotonic() - start < 20
    assert type(error) is errors.SourceTimeout
    assert str(error).startswith("statement: its ")
    assert "could not be read within 1 seconds. Save the statement as plain text" in str(error)


def test_a_container_that_takes_too_long_is_given_up_and_what_was_found_stays():
    # Short enough to be read in the container's own process.
    data = rows(["The lamp is lit.", made("html: attributes, each of its own", 900_000).decode()])
    found = list(statements(io.BytesIO(data), "x.jsonl", limits=Limits(seconds=1)))
    assert [type(each) for each in found] == [Statement, Unread]
    assert type(found[1].error) is errors.SourceTimeout
    assert "what comes after row:1 could not be read within 2 seconds" in str(found[1].error)


def test_one_member_that_takes_too_long_costs_no_other():
    slow = made("html: attributes, each of its own", 1_200_000)
    data = containers.zip_of([("a.html", LAMP), ("b.html", slow), ("c.html", LAMP)])
    found = list(statements(io.BytesIO(data), "x.zip", limits=Limits(seconds=2)))
    assert [(each.locator, type(each)) for each in found] == [
        ("member:a.html", Statement),
        ("member:b.html", Unread),
        ("member:c.html", Statement),
    ]
    assert type(found[1].error) is errors.SourceTimeout


def test_the_time_that_who_asks_takes_for_himself_does_not_count():
    data = rows(["The lamp is lit. " * 10_000 for _ in range(40)])
    found = []
    for each in statements(io.BytesIO(data), "x.jsonl", limits=Limits(seconds=1)):
        if len(found) == 1:
            time.sleep(2.5)
        found.append(each)
    assert [type(each) for each in found] == [Statement] * 40


# Memory: where the system refuses it, or a thread looks at it

bounded = pytest.mark.skipif(sys.platform == "win32", reason="tried where it can be")


@bounded
@pytest.mark.parametrize(
    ("make", "size", "memory"),
    [
        ("html: paragraphs of a letter", 4_000_000, 200),
        ("html: empty paragraphs", 4_000_000, 200),
        ("xml: paragraphs", 6_000_000, 150),
        ("docx: paragraphs", 8_000_000, 120),
        ("odt: paragraphs", 6_000_000, 120),
        ("markdown: items", 999_999, 150),
        ("plain: halves of pairs", 8_000_000, 80),
    ],
)
def test_a_document_that_needs_too_much_memory_is_given_up_and_the_limit_said(make, size, memory):
    error = refusal(made(make, size), memory_bytes=memory * MEGABYTE)
    assert type(error) is errors.SourceTooLarge
    assert f"B need more memory to be read, at most {memory}.0 MB. Cut the statement out" in str(error)


@bounded
def test_a_message_that_needs_too_much_memory_is_given_up_and_the_limit_said():
    data = made("mail: messages in messages", 4_000_000)
    with pytest.raises(errors.SourceTooLarge, match=r"its 4\.0 MB need more memory to be read, at most 120\.0 MB"):
        list(statements(io.BytesIO(data), "m.eml", limits=Limits(memory_bytes=120 * MEGABYTE)))


@bounded
def test_a_row_that_needs_too_much_memory_is_given_up_and_what_was_found_stays():
    data = rows(["The lamp is lit."]) + made("jsonl: one row of empty objects", 12_000_000)
    found = list(statements(io.BytesIO(data), "x.jsonl", limits=Limits(memory_bytes=300 * MEGABYTE)))
    assert [type(each) for each in found] == [Statement, Unread]
    assert "what comes after row:1 needs more memory to be read, at most 300.0 MB" in str(found[1].error)


@bounded
@pytest.mark.parametrize("megabytes", [10, 20, 40, 60])
def test_a_process_without_room_for_itself_is_said(megabytes):
    """Whatever it is that finds no room: a reader, its library, the interpreter."""
    try:
        read_bytes(LAMP, "statement", limits=Limits(memory_bytes=megabytes * MEGABYTE, here_bytes=0))
    except errors.SourceError as error:
        assert "memory" in str(error)  # noqa: PT017 - how much is enough differs from system to system
    else:
        assert megabytes > 10


@bounded
def test_where_the_system_bounds_no_memory_a_process_ends_itself():
    program = (
        "from variorum.ingest.apart.walls import watch_memory; watch_memory(80_000_000); held = []\n"
        "while True: held.append(bytearray(1_000_000))"
    )
    done = subprocess.run([sys.executable, "-c", program], timeout=60, check=False)
    assert done.returncode == NO_MEMORY


@bounded
def test_a_process_that_nobody_waits_for_any_more_is_ended_by_the_system():
    program = "from variorum.ingest.apart.walls import bound_processor; bound_processor(-4)\nwhile True: pass"
    assert subprocess.run([sys.executable, "-c", program], timeout=120, check=False).returncode < 0


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes that Windows has for 64 bits")
def test_the_bounds_of_a_job_are_laid_out_as_windows_has_them():
    assert ctypes.sizeof(job.Basic) == 64
    assert ctypes.sizeof(job.Extended) == 144
    assert job.Extended.ProcessMemoryLimit.offset == 112


# What becomes of the process


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_no_process_is_left_whether_all_was_read_or_not(tmp_path):
    data = rows(["The lamp is lit. " * 100 for _ in range(2_000)])
    before = children()
    reading = statements(io.BytesIO(data), "x.jsonl")
    next(reading)
    assert len(children()) == len(before) + 1
    reading.close()
    assert children() == before
    list(statements(io.BytesIO(data), "x.jsonl"))
    refusal(made("xml: paragraphs", 4_000_000), seconds=0.3)
    assert children() == before


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_process_that_is_killed_is_said_and_what_was_found_stays():
    data = rows(["The lamp is lit. " * 100 for _ in range(20_000)])
    before = children()
    reading = statements(io.BytesIO(data), "x.jsonl")
    found = [next(reading)]
    (pid,) = children() - before
    os.kill(int(pid), 9)
    found += reading
    assert all(isinstance(each, Statement) for each in found[:-1])
    assert len(found) < 20_000
    assert "the process that read it broke down or was out of memory, code -9" in str(found[-1].error)


def test_a_python_that_does_not_start_is_said(monkeypatch, tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(LAMP + b" " * 300_000)
    monkeypatch.setattr("sys.executable", str(tmp_path / "none"))
    with pytest.raises(errors.SourceUnreadable, match="did not start"):
        read(path)
    with path.open("rb") as stream, pytest.raises(errors.SourceUnreadable, match="did not start"):
        list(statements(stream, "page.html"))


def test_a_program_with_python_built_in_reads_all_in_its_own_process(monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr(subprocess, "Popen", None)
    assert "lit again" in read_bytes(LAMP + b" " * 300_000, "page.html").text.content
    assert len(list(statements(io.BytesIO(rows(["The lamp is lit. " * 20_000])), "x.jsonl"))) == 1


# What passes between

words = st.text(st.characters(), max_size=20)
shown = st.text(st.characters(), min_size=1, max_size=200)


@given(shown, words, words, st.booleans())
def test_whatever_a_statement_holds_comes_as_it_was_sent(content, said, reason, is_incomplete):
    span = Span(0, len(content))
    text = Text(
        content,
        frames.digest(content),
        Derivation(said, "1", ((said, reason),)),
        blocks=(Block(BlockKind.ITEM, span, reason),),
        pages=(span, span),
        warnings=(TextWarning(WarningKind.EXTRACTION, said, incomplete=is_incomplete),),
        limits=(Limit(said, reason, said, reason),),
        claims=(Claim(Field.TITLE, said, reason),),
    )
    statement = Statement(said, reason, "00", "text/plain", text, (Claim(Field.URL, reason, said), *text.claims))
    pipe = io.BytesIO()
    frames.write_frame(pipe, frames.statement_frame(statement, 12), content)
    pipe.seek(0)
    frame, came = frames.read_frame(pipe, 10_000)
    assert frames.value_of(frame, came) == statement
    assert frames.place_of(frame) == 12
    assert frames.read_frame(pipe, 10_000) is None


def every_error():
    found = [errors.SourceError]
    for each in found:
        found.extend(kind for kind in each.__subclasses__() if kind.__module__.startswith("variorum.errors"))
    return found


@pytest.mark.parametrize("kind", every_error())
def test_every_error_comes_as_it_was_sent(kind):
    error = kind.__new__(kind)
    errors.SourceError.__init__(error, "a\udc80b", "is what\0it is", "Do this.")
    came = frames.value_of({"is": "refused", "error": frames.error_values(error)}, "")
    assert type(came) is kind
    assert (str(came), came.name, came.what, came.remedy) == (str(error), error.name, error.what, error.remedy)


@given(st.binary(max_size=200))
def test_what_is_no_frame_is_broken(data):
    try:
        received = frames.read_frame(io.BytesIO(data), 100)
    except frames.FrameBroken:
        return
    assert received is None or received[0]["content"] <= 100


@pytest.mark.parametrize(
    "frame",
    [
        {"is": "statement"},
        {"is": "unread", "locator": "", "name": "", "error": ["OSError", "a", "b", "c"]},
        {"is": "refused", "error": ["no_such_error", "a", "b", "c"]},
        {"is": "refused", "error": ["VariorumError", "a", "b", "c"]},
        {"is": "refused", "error": ["SourceEmpty", "a"]},
        {"is": "kind"},
        {"is": "something else"},
        {},
    ],
)
def test_a_frame_that_says_what_is_none_is_broken(frame):
    with pytest.raises(frames.FrameBroken):
        frames.value_of(frame, "")


def test_a_request_comes_as_it_was_sent():
    request = Request(DOCUMENT, "a\0\ud800é", Limits(seconds=0.5), "cp1252", None, 3)
    assert Request.of(request.line()) == request
    assert request.line().isascii()
    assert "\n" not in request.line()


def test_a_text_read_here_is_the_text_read_apart():
    here = read_bytes_here(LAMP, "x", HERE, None)
    apart = read_bytes(LAMP, "x", limits=APART)
    assert here == (apart.text, apart.original.media_type)


def test_the_limits_that_the_documents_name_are_those_that_hold():
    root = Path(__file__).parents[2]
    section = (root / "docs" / "archive.md").read_text().partition("## How much is read")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", section, re.MULTILINE))
    limits = DEFAULT_LIMITS
    assert rows["bytes of a source, and of an item in a container"] == f"{limits.input_bytes // MEGABYTE} MB"
    assert rows["bytes of an Office document, unpacked"] == f"{limits.unpacked_bytes // MEGABYTE} MB"
    assert rows["what compression may make of a file"] == f"{limits.ratio} times its size"
    assert (
        rows["characters of markup of a page, an XML document, an entry of a feed"] == f"{limits.markup_characters:,}"
    )
    assert rows["pages of a PDF"] == f"{limits.pages:,}"
    assert rows["items in one source"] == f"{limits.parts:,}"
    assert rows["containers in one another"] == str(limits.depth)
    assert rows["seconds for one statement"] == f"{limits.seconds:g}"
    assert rows["seconds between two statements of a container"] == f"{2 * limits.seconds:g}"
    assert rows["memory while it is read"] == bytes_said(limits.memory_bytes)
    for document in (section, (root / "SECURITY.md").read_text()):
        assert f"more than {limits.here_bytes // 1000} kB" in document
