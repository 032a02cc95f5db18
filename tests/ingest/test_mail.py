"""Mail messages and saved pages: whose words are the statement, and what is attached."""

from __future__ import annotations

import base64
import io
from contextlib import suppress

import pytest

from tests.ingest.containers import WORDS, claimed, mail_of, read, texts, unread
from variorum.errors import SourceError
from variorum.ingest.statements import media_type_of

ONE, TWO, THREE = WORDS
HEAD = (
    "From: Harbour Council <press@harbour.example>\r\nDate: Tue, 4 Mar 2031 23:30:00 -0800\r\n"
    "Subject: =?utf-8?q?Gr=C3=B6=C3=9Fe?=\r\n of the lamp\r\nMessage-ID: <1@harbour.example>\r\nMIME-Version: 1.0\r\n"
)


def part(content, kind="text/plain; charset=utf-8", *headers):
    return "\r\n".join([f"Content-Type: {kind}", *headers, "", content, ""])


def multipart(kind, *parts, boundary="quay"):
    inner = "".join(f"--{boundary}\r\n{each}\r\n" for each in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n{inner}--{boundary}--\r\n'


def test_what_a_message_says_of_itself_comes_with_its_text():
    (statement,) = read((HEAD + part(ONE)).encode())
    assert statement.text.content.strip() == ONE
    assert statement.locator == "part:1"
    assert claimed(statement) == {
        "title": "Größe of the lamp",
        "published": "2031-03-04",
        "issuer": "Harbour Council",
        "source-id": "<1@harbour.example>",
    }


def test_plain_text_is_read_before_its_twin_in_html():
    plain, html = part(ONE), part(f"<p>{ONE}</p><p>{TWO}</p>", "text/html")
    assert [content.strip() for content in texts(read((HEAD + multipart("alternative", plain, html)).encode()))] == [
        ONE
    ]
    (statement,) = read((HEAD + multipart("alternative", part(" "), html)).encode())
    assert statement.text.content == f"{ONE}\n\n{TWO}"
    assert statement.media_type == "text/html"


def test_transfer_encodings_and_charsets_are_undone():
    quoted = part(
        "Gr=F6=DFe der W=FCrde", "text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable"
    )
    assert texts(read((HEAD + quoted).encode())) == ["Größe der Würde\r\n"]
    packed = part("R3LDtsOfZQ==", "text/plain; charset=utf-8", "Content-Transfer-Encoding: base64")
    assert texts(read((HEAD + packed).encode())) == ["Größe"]
    (statement,) = read(HEAD.encode() + part("Größe der Würde", "text/plain").encode("cp1252"))
    assert statement.text.content.strip() == "Größe der Würde"
    assert statement.text.warnings


def test_attachments_are_statements_and_pictures_are_none(make):
    word = base64.b64encode(make.docx(make.paragraph(TWO))).decode()
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    attachment = 'Content-Disposition: attachment; filename="../a b.docx"'
    data = HEAD + multipart(
        "mixed",
        multipart("related", part(f"<p>{ONE}</p>", "text/html"), part("xx", "image/png"), boundary="inner"),
        part(word, office, "Content-Transfer-Encoding: base64", attachment),
        part("xx", "application/pgp-signature"),
        part("xx", 'image/jpeg; name="seal.jpg"'),
    )
    body, attached = read(data.encode())
    assert (body.text.content, attached.text.content) == (ONE, TWO)
    assert (attached.locator, attached.name) == ("part:3", "a b.docx")
    assert claimed(attached) == {"published": "2031-03-04", "issuer": "Harbour Council"}


def test_a_message_in_a_message_is_read_farther_in():
    inner = HEAD.replace("<1@", "<2@") + part(TWO)
    data = HEAD + multipart("mixed", part(ONE), part(inner, "message/rfc822"))
    body, forwarded = read(data.encode())
    assert body.text.content.strip() == ONE
    assert forwarded.locator == "part:2!part:1"
    assert claimed(forwarded)["source-id"] == "<2@harbour.example>"
    assert forwarded.text.content.strip() == TWO


def test_text_after_the_text_is_said_to_be_left_out():
    (statement,) = read((HEAD + multipart("mixed", part(ONE), part(TWO))).encode())
    assert "part 2" in statement.text.warnings[0].message
    assert not statement.text.whole


def test_a_saved_page_has_the_address_it_was_saved_from():
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/lamp\r\nSubject: Lamps\r\n"
        "Date: Tue, 4 Mar 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    )
    html = part(
        f"<html><body><p>{ONE}</p></body></html>", "text/html", "Content-Location: https://harbour.example/lamp"
    )
    (statement,) = read((head + multipart("related", html, part("x", "image/png"))).encode())
    assert statement.text.content == ONE
    assert claimed(statement)["url"] == "https://harbour.example/lamp"
    assert "issuer" not in claimed(statement)


def test_a_message_without_text_is_an_error():
    with pytest.raises(SourceError, match="without text"):
        read((HEAD + part("xx", "image/png")).encode())


def test_a_memorandum_is_a_message_only_by_its_name():
    memorandum = b"From: the Harbour Council\nDate: 4 March 2031\nSubject: Lamps\n\nThe Council decided.\n"
    assert media_type_of(io.BytesIO(memorandum), "memo.txt") == "text/plain"
    assert media_type_of(io.BytesIO(memorandum), "memo.eml") == "message/rfc822"


def test_a_bad_attachment_spoils_nothing():
    found = read(mail_of([ONE, "", TWO]))
    assert [content.strip() for content in texts(found)] == [ONE, TWO]
    assert list(unread(found)) == ["part:2"]


@pytest.mark.parametrize(
    "data",
    [
        HEAD + "To: " + "a@b.example, " * 60_000 + "\r\n\r\n" + ONE,
        HEAD + "Subject: " + "=?utf-8?q?a?= " * 60_000 + "\r\n\r\n" + ONE,
        HEAD + "Content-Type: text/plain; " + "a=b; " * 10_000 + "\r\n\r\n" + ONE,
        HEAD + "Content-Type: text/plain; a*0=" + "x" * 100_000 + "\r\n\r\n" + ONE,
        HEAD + "X: y\r\n" * 100_000 + "\r\n" + ONE,
        HEAD + "X-Long: " + "y" * 3_000_000 + "\r\n\r\n" + ONE,
        HEAD + "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(3000)) + ONE,
        HEAD + multipart("mixed", *[part("x", "application/octet-stream")] * 10_000),
        HEAD + "From: " + "(" * 20_000 + "\r\n\r\n" + ONE,
        HEAD.replace("From: Harbour", "From: " + '"' * 9_999 + "Harbour") + "\r\n" + ONE,
    ],
    ids=[
        "addresses",
        "words",
        "parameters",
        "a parameter",
        "headers",
        "a header",
        "nesting",
        "parts",
        "comments",
        "quotes",
    ],
)
def test_a_message_meant_to_keep_the_reader_busy_is_read_or_refused(data):
    with suppress(SourceError):
        read(data.encode())
