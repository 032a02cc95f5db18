"""Every source that cannot be read gives one clear error, and nothing hangs or is cut in silence."""

from __future__ import annotations

import io
import os
import socket
import stat
import sys
import threading
import time
import tracemalloc
import zipfile
import zlib

import pytest

from variorum import errors
from variorum.ingest.limits import DEFAULT_LIMITS, Limits
from variorum.ingest.readers import read, read_bytes
from variorum.model.witnesses import WarningKind

STATEMENT = "The Harbour Council restates its decision of 4 March 2031.\n"


def refusal(kind, source, **options):
    """The error of this class that reading the source raises, checked for its form."""
    with pytest.raises(errors.SourceError) as caught:
        read_bytes(source, "file", **options) if isinstance(source, bytes) else read(str(source), **options)
    error = caught.value
    assert type(error) is kind, error
    name = "file" if isinstance(source, bytes) else str(source)
    assert str(error) == f"{name}: {error.what}. {error.remedy}"
    assert error.remedy[0].isupper()
    assert error.remedy[-1] == "."
    assert not error.what.endswith(".")
    assert "\n" not in str(error)
    return error


# Paths


def test_a_missing_path_is_named_with_the_way_to_give_standard_input(tmp_path):
    assert "no such file" in refusal(errors.SourceMissing, tmp_path / "none.txt").what


def test_a_path_below_a_file_is_missing(tmp_path):
    (tmp_path / "file").write_text(STATEMENT)
    refusal(errors.SourceMissing, tmp_path / "file" / "below")


def test_a_path_with_a_nul_is_missing():
    with pytest.raises(errors.SourceMissing):
        read("a\0b")


def test_a_path_too_long_for_the_system_is_unreadable():
    refusal(errors.SourceUnreadable, "x" * 5000)


def test_a_loop_of_links_is_unreadable(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    refusal(errors.SourceUnreadable, tmp_path / "a")


def test_a_folder_is_told_from_a_file(tmp_path):
    assert "folder" in refusal(errors.SourceIsFolder, tmp_path).what


def test_a_file_the_user_may_not_read_says_so(tmp_path, monkeypatch):
    path = tmp_path / "secret.txt"
    path.write_text(STATEMENT)
    path.chmod(0)
    if os.access(path, os.R_OK):
        # The superuser may read everything: the system's answer to anyone else is put in its place.
        def refuse(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("variorum.ingest.sources.os.open", refuse)
    assert "permission denied" in refusal(errors.SourceUnreadable, path).what


# Sizes


def test_an_empty_file_is_empty(tmp_path):
    (tmp_path / "empty").touch()
    refusal(errors.SourceEmpty, tmp_path / "empty")


@pytest.mark.parametrize("data", [b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe\n\0", "\u2003\u00a0\u2028".encode()])
def test_white_space_alone_is_empty(data):
    assert "white space" in refusal(errors.SourceEmpty, data).what


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.txt"
    path.touch()
    os.truncate(path, 10**9)
    tracemalloc.start()
    error = refusal(errors.SourceTooLarge, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "1.0 GB" in error.what
    assert peak < 10**6


def test_standard_input_is_read_no_further_than_the_limit():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            assert size > 0
            self.given += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(errors.SourceTooLarge, match=r"^-: is too large"):
        read("-", limits=Limits(input_bytes=3_000_000), stdin=stream)
    assert stream.given == 3_000_001


def test_standard_input_of_just_the_limit_is_read_whole():
    witness = read("-", limits=Limits(input_bytes=1000), stdin=io.BytesIO(b"a" * 1000))
    assert witness.text.content == "a" * 1000
    assert witness.name == "-"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no /dev/zero")
def test_an_endless_device_is_bounded():
    refusal(errors.SourceTooLarge, "/dev/zero", limits=Limits(input_bytes=5_000_000))


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="this system has no /dev/null")
def test_the_empty_device_is_empty():
    refusal(errors.SourceEmpty, "/dev/null")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_nobody_opens_for_writing_is_given_up(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    error = refusal(errors.SourceSilent, tmp_path / "pipe", limits=Limits(silence_seconds=0.1))
    assert error.what == "no program began to write to this pipe within 0.1 seconds"
    assert "save the statement as a file" in error.remedy


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("written", [b"", b"The Harbour"])
def test_a_pipe_whose_writer_falls_silent_is_given_up(tmp_path, written):
    os.mkfifo(tmp_path / "pipe")
    # Opened both ways, it has a writer that never ends.
    holder = os.open(tmp_path / "pipe", os.O_RDWR)
    try:
        os.write(holder, written)
        error = refusal(errors.SourceSilent, tmp_path / "pipe", limits=Limits(silence_seconds=0.1))
        assert error.what == "nothing was written to this pipe within 0.1 seconds"
    finally:
        os.close(holder)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no terminals")
def test_a_terminal_with_a_path_is_given_up_when_nothing_is_typed():
    controller, terminal = os.openpty()
    try:
        error = refusal(errors.SourceSilent, os.ttyname(terminal), limits=Limits(silence_seconds=0.1))
        assert "a terminal, and nothing was typed" in error.what
    finally:
        os.close(controller)
        os.close(terminal)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no sockets with a path")
def test_a_socket_is_told_from_a_file(tmp_path, monkeypatch):
    # A socket's path may be a hundred bytes long at most: it is named from inside its folder.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        assert refusal(errors.SourceNotAFile, "socket").what == "is a socket, not a file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_to_its_end_however_slowly_it_is_written(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def write():
        with open(path, "wb", buffering=0) as pipe:
            for word in STATEMENT.split(" "):
                pipe.write(word.encode() + b" ")
                time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    witness = read(str(path))
    writer.join()
    assert witness.text.content == STATEMENT + " "


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="this system has no /dev/fd")
@pytest.mark.parametrize("written", [STATEMENT.encode(), b""])
def test_what_a_shell_hands_over_as_a_file_is_read(written):
    out, into = os.pipe()
    os.write(into, written)
    os.close(into)
    try:
        if written:
            assert read(f"/dev/fd/{out}").text.content == STATEMENT
        else:
            refusal(errors.SourceEmpty, f"/dev/fd/{out}")
    finally:
        os.close(out)


def test_a_program_without_standard_input_says_so(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(errors.SourceUnreadable, match="no standard input"):
        read("-")


def test_standard_input_that_cannot_be_read_says_so():
    class Broken(io.RawIOBase):
        def read(self, _size=-1):
            raise OSError(5, "Input/output error")

    with pytest.raises(errors.SourceUnreadable, match="input/output error"):
        read("-", stdin=Broken())


# Bytes that are no text


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\0" * 5000, os.urandom(16) + b"\0\1\2\3" * 500])
def test_binary_data_is_not_read_as_text(data):
    refusal(errors.SourceBinary, data)


def test_a_program_is_not_read_as_text():
    with pytest.raises(errors.SourceError) as caught:
        read(sys.executable)
    assert type(caught.value) in (errors.SourceUnsupported, errors.SourceBinary)


FOREIGN = {
    "RTF": b"{\\rtf1\\ansi The Council decided.}",
    "PNG": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "JPEG": b"\xff\xd8\xff\xe0" + b"\0" * 50,
    "GIF": b"GIF89a" + b"\0" * 50,
    "TIFF": b"II*\0" + b"\0" * 50,
    "PostScript": b"%!PS-Adobe-3.0\n",
    "gzip": b"\x1f\x8b\x08" + b"\0" * 50,
    "xz": b"\xfd7zXZ\0" + b"\0" * 50,
    "7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 50,
    "SQLite": b"SQLite format 3\0" + b"\0" * 50,
    "tar": b"file.txt".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 200,
    "MHTML": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nThe Council decided.",
    "SVG": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><text>The Council</text></svg>",
    "RSS": b"<?xml version='1.0'?><rss><channel><title>The Council</title></channel></rss>",
    "saved as XML": b"<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/'/>",
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_known_format_that_is_not_read_is_named(kind):
    assert kind.lower() in refusal(errors.SourceUnsupported, FOREIGN[kind]).what.lower()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


@pytest.mark.parametrize(
    ("members", "seems"),
    [
        ({"a.txt": STATEMENT}, "a zip archive"),
        ({"inner.zip": zipped({"a.txt": STATEMENT})}, "a zip archive"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}, "an OpenDocument file"),
        ({"mimetype": "application/epub+zip"}, "an electronic book (EPUB)"),
        ({"xl/workbook.xml": "<a/>"}, "a spreadsheet (XLSX)"),
        ({"ppt/presentation.xml": "<a/>"}, "a presentation (PPTX)"),
    ],
)
def test_other_documents_in_zip_files_are_named(members, seems):
    assert seems in refusal(errors.SourceUnsupported, zipped(members)).what


@pytest.mark.parametrize(
    ("stream", "seems"), [("WordDocument", "old Word document"), ("Workbook", "spreadsheet"), ("Other", "old Office")]
)
def test_old_office_documents_are_named(make, stream, seems):
    assert seems in refusal(errors.SourceUnsupported, make.ole2(stream)).what


# Documents


def test_a_docx_with_a_password_says_so(make):
    assert "password" in refusal(errors.SourceProtected, make.ole2("EncryptionInfo", "EncryptedPackage")).what


def test_a_pdf_with_a_password_says_so(make):
    file = make.pdf(password=b"lamp").page([make.line(STATEMENT.strip())])
    assert "password" in refusal(errors.SourceProtected, file.data()).what


def test_a_pdf_that_only_forbids_printing_is_read(make):
    file = make.pdf(password=b"").page([make.line(STATEMENT.strip())])
    assert read_bytes(file.data(), "file").text.content == STATEMENT.strip()


SCAN = b"q 595 0 0 842 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI Q"


def test_a_scanned_pdf_is_sent_to_text_recognition(make):
    error = refusal(errors.SourceWithoutText, make.pdf().page([], drawing=SCAN).data())
    assert "scanned" in error.what
    assert "OCR" in error.remedy


def test_a_pdf_with_nothing_on_its_pages_is_not_sent_to_text_recognition(make):
    error = refusal(errors.SourceWithoutText, make.pdf().page([]).page([]).data())
    assert "nothing on its pages" in error.what
    assert "OCR" not in error.remedy


def test_a_page_without_text_is_named_and_makes_the_text_incomplete(make):
    file = make.pdf().page([make.line(STATEMENT.strip())]).page([], drawing=SCAN).page([make.line("The end.")])
    text = read_bytes(file.data(), "file").text
    assert [(warning.kind, warning.incomplete) for warning in text.warnings] == [(WarningKind.PAGE_WITHOUT_TEXT, True)]
    assert text.warnings[0].message.startswith("Page 2: no text")
    assert not text.whole
    assert [page.of(text.content).strip() for page in text.pages] == [STATEMENT.strip(), "", "The end."]


def test_a_scanned_page_with_only_a_stamp_is_without_text(make):
    file = make.pdf().page([make.line(STATEMENT.strip())]).page([make.line("Copy 7")], drawing=SCAN)
    assert [warning.kind for warning in read_bytes(file.data(), "file").text.warnings] == [
        WarningKind.PAGE_WITHOUT_TEXT
    ]


def test_a_page_with_nothing_drawn_on_it_is_a_page_without_text_all_the_same(make):
    file = make.pdf().page([make.line(STATEMENT.strip())]).page([])
    text = read_bytes(file.data(), "file").text
    assert [warning.message for warning in text.warnings] == ["Page 2: no text; nothing is drawn there."]
    assert not text.whole


def test_a_page_of_letters_drawn_as_shapes_is_sent_to_text_recognition(make):
    file = make.pdf().page([make.line(STATEMENT.strip())]).page([], drawing=b"72 700 m 80 720 l 90 700 l f")
    (warning,) = read_bytes(file.data(), "file").text.warnings
    assert warning.message.startswith("Page 2: no text, but something is drawn there, which only text recognition")


def test_pages_that_lack_the_same_are_named_in_one_warning(make):
    file = make.pdf()
    for number in range(1, 9):
        file.page([] if number in (2, 5, 6) else [make.line(STATEMENT.strip())], drawing=SCAN if number == 8 else b"")
    messages = [warning.message for warning in read_bytes(file.data(), "file").text.warnings]
    assert messages[0] == "Pages 2 and 5 to 6: no text; nothing is drawn there."
    assert messages[1].startswith("Page 8: hardly any text on what is a picture")
    assert len(messages) == 2


def test_a_pdf_cut_off_is_refused_or_said_to_be_cut(make):
    file = make.pdf()
    for number in range(30):
        file.page([make.line(f"Page {number} of the statement says this.")])
    data = file.data()
    for part in (0.05, 0.5, 0.99):
        refusal(errors.SourceDamaged, data[: int(len(data) * part)])
    text = read_bytes(data[:-7], "file").text
    assert len(text.pages) == 30
    assert not text.whole


def test_a_real_pdf_cut_off_gives_what_is_left_and_says_so(shared_data):
    data = (shared_data / "formats/pdf/061_bank_of_england_03-12-1997.pdf").read_bytes()
    text = read_bytes(data[: len(data) * 6 // 10], "file").text
    assert any(page.end > page.start for page in text.pages)
    messages = [warning.message for warning in text.warnings]
    assert messages[0].startswith("Pages 8 to ")
    assert "no proper end" in messages[-1]
    assert not text.whole


def test_a_pdf_that_is_only_a_name_is_damaged():
    assert "broken or cut off" in refusal(errors.SourceDamaged, b"%PDF-1.7\nnothing more\n").what


def test_pages_past_the_limit_are_recorded_as_not_read(make):
    file = make.pdf()
    for number in range(1, 8):
        file.page([make.line(f"This is leaf {number} of the book of the Council.")])
    text = read_bytes(file.data(), "file", limits=Limits(pages=5)).text
    assert len(text.pages) == 5
    assert "leaf 6" not in text.content
    assert not text.whole
    (limit,) = text.limits
    assert (limit.what, limit.limit, limit.seen) == ("pages", "5", "7")
    assert limit.effect == "pages 6 to 7 were not read"


def test_of_a_pdf_of_a_hundred_thousand_pages_the_first_are_read_and_the_limit_is_said(make):
    file = make.pdf(pages=[b"BT /F1 9 Tf 72 700 Td (The lamp is lit.) Tj ET"] * 100_000)
    text = read_bytes(file.data(), "file").text
    assert text.limits[0].seen == "100,000"
    assert len(text.pages) == DEFAULT_LIMITS.pages


def test_a_pdf_with_more_text_than_the_limit_is_refused(make):
    file = make.pdf().page(
        [make.line(f"Lamp {row} of the outer harbour is lit.", y=800 - 12 * row) for row in range(60)]
    )
    refusal(errors.SourceTooLarge, file.data(), limits=Limits(unpacked_bytes=1000))


def test_a_pdf_that_takes_too_long_is_given_up(make):
    data = make.pdf().page([make.line(STATEMENT.strip())]).data()
    refusal(errors.SourceTimeout, data, limits=Limits(seconds=0.001))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no process's memory so")
def test_a_pdf_that_unpacks_to_more_than_memory_is_given_up(make):
    packed = zlib.compress(b"BT /F1 9 Tf 72 700 Td (The lamp is lit.) Tj ET " + b" " * 200_000_000, 9)
    file = make.pdf(pages=[packed], filter=b"/Filter /FlateDecode")
    assert "memory" in refusal(errors.SourceDamaged, file.data(), limits=Limits(memory_bytes=120_000_000)).what
    assert read_bytes(file.data(), "file").text.content == "The lamp is lit."


def test_a_broken_zip_is_damaged(make):
    data = make.docx(make.paragraph(STATEMENT))
    refusal(errors.SourceDamaged, data[: len(data) // 2])


@pytest.mark.parametrize("length", [4, 40, 300])
def test_the_head_of_a_zip_file_is_damaged_and_nobody_is_told_to_unpack_it(make, length):
    error = refusal(errors.SourceDamaged, make.docx(make.paragraph(STATEMENT))[:length])
    assert "a Word document or another zip file, but is damaged (its end is missing)" in error.what


def test_a_docx_without_its_document_is_damaged(make):
    types = "<Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/>"
    refusal(errors.SourceDamaged, zipped({"_rels/.rels": "<a/>", "mimetype": types}))


def test_a_docx_whose_xml_is_broken_is_damaged():
    refusal(errors.SourceDamaged, zipped({"word/document.xml": "<w:document><w:body>"}))


def test_a_docx_without_words_is_without_text(make):
    refusal(errors.SourceWithoutText, make.docx("<w:p/>"))


def test_a_zip_bomb_is_refused_without_unpacking_it(make):
    bomb = make.docx(make.paragraph("a" * 30_000_000))
    assert len(bomb) < 100_000
    tracemalloc.start()
    error = refusal(errors.SourceTooLarge, bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "times its size" in error.what
    assert peak < 100_000_000


def test_a_bomb_of_many_parts_counts_them_together(make):
    body = "".join(
        make.paragraph(f"Clause {number}: the lamp {number * 7919 % 1000} is lit.") for number in range(2000)
    )
    data = make.docx(body, {"word/styles.xml": f"<styles>{'<a/>' * 20_000}</styles>"}, {"styles.xml": "styles"})
    assert len(body) < 200_000
    refusal(errors.SourceTooLarge, data, limits=Limits(unpacked_bytes=len(body) + 20_000))
    assert read_bytes(data, "file", limits=Limits(unpacked_bytes=len(body) + 100_000)).text.whole


def test_an_entity_bomb_is_refused(make):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE w [<!ENTITY l0 "lamp">{laughs}]><w:document xmlns:w="x"><w:body>&l9;</w:body></w:document>'
    refusal(errors.SourceDamaged, make.docx("", {"word/document.xml": bomb}))


def test_an_entity_that_names_a_file_is_not_followed(make, tmp_path):
    (tmp_path / "secret").write_text("the secret word")
    attack = (
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><w:document><w:body>&x;</w:body></w:document>'
    )
    refusal(errors.SourceDamaged, make.docx("", {"word/document.xml": attack}))


def test_a_page_that_only_scripts_fill_is_without_text():
    error = refusal(errors.SourceWithoutText, b"<!DOCTYPE html><html><body><script>fill()</script></body></html>")
    assert "scripts" in error.remedy


def test_a_page_nested_too_deep_is_refused_and_not_cut():
    page = b"<!DOCTYPE html><body>" + b"<div>" * 50_000 + b"<p>deep</p>" + b"</div>" * 50_000 + b"<p>after</p>"
    assert "nested more than 2,048 deep" in refusal(errors.SourceDamaged, page).what


def test_a_page_too_large_to_parse_is_refused():
    refusal(errors.SourceTooLarge, b"<!DOCTYPE html><p>" + b"a" * 5000, limits=Limits(markup_characters=1000))


# Odd texts that are read right


def test_a_few_nul_bytes_stay_in_the_text():
    witness = read_bytes(b"The lamp\0 is lit. " * 5, "file")
    assert witness.text.content.count("\0") == 5


def test_bidirectional_controls_stay_in_the_text():
    content = "The \u202elamp\u202c is \u2066lit\u2069.\u200f"
    assert read_bytes(content.encode(), "file").text.content == content


def test_a_hundred_thousand_lines_without_a_full_stop_are_read():
    content = "the lamp is lit\n" * 100_000
    assert read_bytes(content.encode(), "file").text.content == content


def test_one_line_of_five_megabytes_is_read():
    content = "the lamp is lit, " * 300_000
    assert read_bytes(content.encode(), "file").text.content == content


@pytest.mark.parametrize(
    "unit", ["# ", "- ", "> ", "**", "[a](b) ", "```\n", "<p>", "<", "|a|\n|-|\n", "---\n", "a\n===\n\n"]
)
def test_marks_without_end_are_read_or_refused(unit):
    try:
        text = read_bytes((unit * (400_000 // len(unit))).encode(), "file").text
    except errors.SourceError:
        text = None
    assert text is None or text.content


def test_carriage_returns_are_kept():
    content = "The lamp is lit.\r\n\r\nThe bell rings.\r\n"
    assert read_bytes(content.encode(), "file").text.content == content


def test_a_file_that_is_a_device_for_standard_input_is_read(tmp_path):
    path = tmp_path / "statement.txt"
    path.write_text(STATEMENT)
    assert stat.S_ISREG(path.stat().st_mode)
    link = tmp_path / "link"
    link.symlink_to(path)
    assert read(str(link)).text.content == STATEMENT
