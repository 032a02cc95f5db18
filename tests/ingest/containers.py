"""Containers made for the tests: invented statements in every format that holds several."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import zipfile
from xml.sax.saxutils import escape

from variorum.ingest.found import Statement, Unread
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.statements import statements

WORDS = [
    "The Harbour Council decided to light the lamps of the outer quay.",
    "Zweitens dankt der Hafenrat den Wächtern des Lichts – und ihren Familien.",
    "The third statement says what the first two left out, and no more.",
]
DATES = ["2031-03-04", "2032-03-04", "2033-03-04"]


def read(data, name="source", limits=DEFAULT_LIMITS):
    """All that is found in these bytes."""
    return list(statements(io.BytesIO(data), name, limits=limits))


def texts(found):
    """The contents of the statements that were found."""
    return [each.text.content for each in found if isinstance(each, Statement)]


def unread(found):
    """Where and why parts were not read."""
    return {each.locator: str(each.error) for each in found if isinstance(each, Unread)}


def claimed(statement):
    """What is said of a statement, by field; the first of each."""
    return {claim.field.value: claim.value for claim in reversed(statement.claims)}


def zip_of(members):
    """A zip file of these names and bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def record(block, *, lie=0, kind="response", content_type="application/http; msgtype=response", **fields):
    """One WARC record; `lie` is added to its length, and the fields' underscores are hyphens."""
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": "https://harbour.example/statement",
        "WARC-Date": "2031-03-04T10:00:00Z",
        "Content-Type": content_type,
        **{name.replace("_", "-"): value for name, value in fields.items()},
        "Content-Length": str(len(block) + lie),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body, *headers, status="200 OK", content_type="text/html; charset=utf-8"):
    """An HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(words):
    """A small web page."""
    return f"<!DOCTYPE html><html><body><p>{escape(words)}</p></body></html>".encode()


def digest(data):
    """A digest as WARC writes it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def warc_of(words):
    """A WARC with a page for each."""
    uri = "https://harbour.example/{}.html"
    return b"".join(
        record(answer(page(each)), WARC_Target_URI=uri.format(number), WARC_Date=f"{date}T10:00:00Z")
        for number, (each, date) in enumerate(zip(words, DATES, strict=False), start=1)
    )


def wacz_of(words):
    """A WACZ around it."""
    archive = gzip.compress(warc_of(words), mtime=0)
    return zip_of(
        [
            ("datapackage.json", b'{"profile": "data-package"}'),
            ("archive/data.warc.gz", archive),
            ("pages/pages.jsonl", b'{"id": "p", "text": "The words of the index are nobody\'s statement."}\n'),
        ]
    )


def rss_of(words):
    """An RSS feed, each entry's text once as markup in character data."""
    items = "".join(
        f"<item><title>Statement {number}</title><guid>{number}</guid><link>https://harbour.example/{number}</link>"
        f"<pubDate>Tue, 04 Mar {date[:4]} 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[<p>{escape(each)}</p>]]></description></item>\n"
        for number, (each, date) in enumerate(zip(words, DATES, strict=False), start=1)
    )
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


def atom_of(words):
    """An Atom feed, each entry's text as XHTML."""
    entries = "".join(
        f"<entry><title>Statement {number}</title><id>{number}</id><link href='https://harbour.example/{number}'/>"
        f"<published>{date}T10:00:00Z</published><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        f"<p>{escape(each)}</p></div></content></entry>\n"
        for number, (each, date) in enumerate(zip(words, DATES, strict=False), start=1)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{entries}</feed>'.encode()


def rows_of(words):
    """The rows of a table."""
    return [
        {"id": str(number), "date": date, "title": f"Statement {number}", "text": each}
        for number, (each, date) in enumerate(zip(words, DATES, strict=False), start=1)
    ]


def jsonl_of(words):
    """JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(words)).encode()


def json_of(words):
    """A JSON array."""
    return json.dumps(rows_of(words), indent=1).encode()


def csv_of(words, *, delimiter=",", encoding="utf-8"):
    """CSV with a line of names."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "date", "title", "text"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows_of(words))
    return out.getvalue().encode(encoding)


def mail_of(words):
    """A message whose text is the first, with the others attached."""
    parts = [f"Content-Type: text/plain; charset=utf-8\r\n\r\n{words[0]}\r\n"] if words else []
    parts += [
        f'Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename="{n}.txt"\r\n\r\n'
        f"{each}\r\n"
        for n, each in enumerate(words[1:], start=2)
    ]
    head = (
        "From: Harbour Council <press@harbour.example>\r\nDate: Tue, 04 Mar 2031 10:00:00 +0000\r\n"
        "Subject: Statement 1\r\nMessage-ID: <1@harbour.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="quay"\r\n\r\n'
    )
    return (head + "".join(f"--quay\r\n{part}" for part in parts) + "--quay--\r\n").encode()


def csl_of(words):
    """CSL-JSON with abstracts."""
    return json.dumps(
        [
            {
                "id": str(number),
                "type": "speech",
                "title": f"Statement {number}",
                "author": [{"literal": "Harbour Council"}],
                "issued": {"date-parts": [[int(part) for part in date.split("-")]]},
                "abstract": each,
            }
            for number, (each, date) in enumerate(zip(words, DATES, strict=False), start=1)
        ]
    ).encode()


def ris_of(words):
    """RIS with abstracts."""
    return "".join(
        f"TY  - RPRT\r\nTI  - Statement {number}\r\nAU  - Harbour Council\r\nDA  - {date.replace('-', '/')}/\r\n"
        f"AB  - {each}\r\nID  - {number}\r\nER  - \r\n\r\n"
        for number, (each, date) in enumerate(zip(words, DATES, strict=False), start=1)
    ).encode()


def plain_zip_of(words):
    """A zip file of plain texts."""
    return zip_of([(f"texts/{number}.txt", each.encode()) for number, each in enumerate(words, start=1)])


CONTAINERS = {
    "zip": (plain_zip_of, "application/zip"),
    "zip in a zip": (lambda words: zip_of([("inner.zip", plain_zip_of(words))]), "application/zip"),
    "WARC": (warc_of, "application/warc"),
    "WARC.gz": (lambda words: gzip.compress(warc_of(words), mtime=0), "application/gzip"),
    "WACZ": (wacz_of, "application/wacz"),
    "RSS": (rss_of, "application/rss+xml"),
    "Atom": (atom_of, "application/atom+xml"),
    "JSON Lines": (jsonl_of, "application/x-ndjson"),
    "JSON Lines.gz": (lambda words: gzip.compress(jsonl_of(words), mtime=0), "application/gzip"),
    "JSON array": (json_of, "application/json"),
    "CSV": (csv_of, "text/csv"),
    "CSV of a spreadsheet": (lambda words: csv_of(words, delimiter="\t", encoding="utf-16"), "text/csv"),
    "mail": (mail_of, "message/rfc822"),
    "CSL-JSON": (csl_of, "application/vnd.citationstyles.csl+json"),
    "RIS": (ris_of, "application/x-research-info-systems"),
}
