"""What files made to cost much do cost: the bound under which a source is read without a process of its own.

python -m benchmarks.hostile [BYTES [NAME…]]

For a file of so many bytes of each make, or of those whose name holds a NAME: the time and memory that reading it takes
without any limit but those of the readers, and for some how the time grows with the size. `Limits.here_bytes` was set
by this table, and is its usual size. Each file is read in a process of its own, ended after `GIVEN_UP` seconds.
It stands apart from `make bench`, since it takes minutes, and longer the worse it is.
"""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, print_table
from variorum.ingest.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable

GIVEN_UP = 120.0
SECONDS_CEILING = 4.0
MEGABYTES_CEILING = 250.0
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SENTENCE = "The lamp on the pier is lit again at dusk, and the harbour master keeps its log by hand. "


def _filled(size: int, unit: str, before: str = "", after: str = "") -> bytes:
    """As many units as fit between two ends."""
    room = size - len((before + after).encode())
    return (before + unit * (room // max(len(unit.encode()), 1)) + after).encode()


def _page(unit: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    head, foot = f"<!DOCTYPE html><html><body><p>{_SENTENCE}</p>{before}", f"{after}</body></html>"
    return lambda size: _filled(size, unit, head, foot)


def _text(unit: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    return lambda size: _filled(size, unit, before, after)


def _nested(opening: str, closing: str, deep: int, middle: str = _SENTENCE) -> Callable[[int], bytes]:
    return _page(opening * deep + middle + closing * deep)


def _tei(unit: str, before: str = "", after: str = "", declared: str = "") -> Callable[[int], bytes]:
    head = f"<?xml version='1.0'?>{declared}<TEI><text><body><p>{_SENTENCE}</p>{before}"
    return lambda size: _filled(size, unit, head, f"{after}</body></text></TEI>")


def _stored(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _docx(unit: str, *, styles: str = "") -> Callable[[int], bytes]:
    relations = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    own = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="b" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    )

    def made(size: int) -> bytes:
        head = f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{_SENTENCE}</w:t></w:r></w:p>'
        styled = _filled(size, styles, f'<w:styles xmlns:w="{_WORD}">', "</w:styles>") if styles else b""
        body = _filled(2000 if styles else size, unit, head, "</w:body></w:document>")
        parts = {"_rels/.rels": relations.encode(), "word/document.xml": body}
        if styles:
            parts |= {"word/_rels/document.xml.rels": own.encode(), "word/styles.xml": styled}
        return _stored(parts)

    return made


def _odt(unit: str) -> Callable[[int], bytes]:
    def made(size: int) -> bytes:
        spaces = "".join(f' xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table"))
        head = f"<office:document-content{spaces}><office:body><office:text><text:p>{_SENTENCE}</text:p>"
        body = _filled(size, unit, head, "</office:text></office:body></office:document-content>")
        return _stored({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": body})

    return made


def _mail(parts: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    head = f"From: a@b.example\r\nMessage-ID: <1@b.example>\r\nSubject: lamp\r\nMIME-Version: 1.0\r\n{before}"
    return lambda size: _filled(size, parts, head, after)


def _feed(unit: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    return lambda size: _filled(size, unit, f"<rss version='2.0'><channel>{before}", f"{after}</channel></rss>")


_ROW = json.dumps({"text": _SENTENCE, "title": "Lamp"}) + "\n"
_BOUNDARY = "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
_LYING_RECORD = (
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/statement\r\n"
    "WARC-Date: 2031-03-04T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: 1000300\r\n"
    f"\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html><p>{_SENTENCE}</p>\r\n\r\n"
)
_WORDED = "".join(f"w{number} " for number in range(40_000))
MAKES: dict[str, Callable[[int], bytes]] = {
    "html: sentences": _page(f"<p>{_SENTENCE}</p>"),
    "html: empty paragraphs": _page("<p>"),
    "html: paragraphs of a letter": _page("<p>a"),
    "html: bold, never closed": _page("<b>a"),
    "html: nested two hundred deep": _nested("<div>", "</div>", 200),
    "html: bold in paragraphs, misnested": _page("<b><p>a</b>"),
    "html: cells": _page("<td>a", "<table>", "</table>"),
    "html: tables in cells": _nested("<table><tr><td>", "</td></tr></table>", 60, "a"),
    "html: lists in items": _nested("<ul><li>a", "</ul>", 100, "a"),
    "html: attributes": _page(' a="b"', "<p", ">lamp</p>"),
    "html: attributes, each of its own": lambda size: _page(
        "", "<p " + " ".join(f"a{n}" for n in range(size // 8)) + ">lamp"
    )(size),
    "html: an opened tag": _page("<a "),
    "html: brackets": _page("<"),
    "html: comments": _page("<!-- "),
    "html: scripts": _page("<script>"),
    "html: titles": _page("<title>a"),
    "html: entities": _page("&amp;"),
    "html: character references": _page("&#x1F600;"),
    "html: headings": _page("<h1>a</h1>"),
    "html: headings over links": _page("<h2>a</h2><a href=/>b</a>"),
    "html: links": _page("<a href=/>a</a>"),
    "html: asides": _page("<aside>a</aside>"),
    "html: line breaks": _page("a<br>"),
    "html: hidden": _page("<p hidden>a</p>"),
    "html: meta": lambda size: _filled(
        size,
        '<meta name="date" content="2031-03-04">',
        "<!DOCTYPE html><html><head>",
        f"</head><body><p>{_SENTENCE}</p></body></html>",
    ),
    "html: data for machines": _page('{"@type":"Article","a":[', '<script type="application/ld+json">', "</script>"),
    "html: long stretches, all of their own": lambda size: _page(
        "", "".join(f"<p>{f'{n} harbour lamp ' * 6}</p>" for n in range(size // 110))
    )(size),
    "html: XHTML's empty elements": _page("<p/>", "<?xml version='1.0'?>"),
    "html: XHTML's empty elements, never closed": _page("<a ", "http://www.w3.org/1999/xhtml"),
    "xml: paragraphs": _tei("<p>a</p>"),
    "xml: empty elements": _tei("<a/>"),
    "xml: attributes": _tei("", "<p " + "".join(f"a{n}='' " for n in range(60_000)) + "/>"),
    "xml: namespaces": _tei("<a xmlns='b'/>"),
    "xml: nested two hundred deep": _tei("<a>" * 200 + "b" + "</a>" * 200),
    "xml: entities": _tei("&l;", declared="<!DOCTYPE TEI [<!ENTITY l 'lamp'>]>"),
    "xml: entities of nobody": _tei("&nobody;"),
    "xml: entities declared": lambda size: _tei(
        "&l0;", declared="<!DOCTYPE TEI [" + "".join(f"<!ENTITY l{n} 'a'>" for n in range(size // 50)) + "]>"
    )(size),
    "xml: quotations of one another": _tei("<note>a<note>b</note></note>"),
    "xml: rows": _tei("<row><cell>a</cell></row>", "<table>", "</table>"),
    "xml: items": _tei("<list><item>a</item></list>"),
    "xml: line breaks": _tei("x<lb/>"),
    "xml: rows within rows": _tei("<row><cell>" * 120 + "a" + "</cell></row>" * 120, "<table>", "</table>"),
    "xml: of no known kind": _text("<a>b</a>", "<?xml version='1.0'?><doc>", "</doc>"),
    "xml: that does not say so": _text("<a>b</a>", "<doc>", "</doc>"),
    "xml: that does not say so, broken": _text("<a>b", "<doc>", "</doc>"),
    "docx: paragraphs": _docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>"),
    "docx: runs": _docx("<w:r><w:t>a</w:t></w:r>"),
    "docx: empty elements": _docx("<w:p/>"),
    "docx: rows": _docx("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    "docx: tables in cells": _docx("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60),
    "docx: styles": _docx("<w:p/>", styles='<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>'),
    "docx: struck ends": _docx("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"),
    "odt: paragraphs": _odt("<text:p>a</text:p>"),
    "odt: empty paragraphs": _odt("<text:p/>"),
    "odt: spaces": _odt('<text:p>a<text:s text:c="99999999"/></text:p>'),
    "odt: lists in items": _odt(
        "<text:list><text:list-item>" * 60 + "<text:p>a</text:p>" + "</text:list-item></text:list>" * 60
    ),
    "plain: one line": _text("lamp "),
    "plain: one word": _text("a"),
    "plain: lines of a letter": _text("a\n"),
    "plain: empty lines": _text("\n", "a", "a"),
    "plain: white space": _text(" ", "a", "a"),
    "plain: a line of Latin-1 over a long one": lambda size: b"caf\xe9\n" + b"a" * (size - 6),
    "plain: bytes of no encoding": lambda size: bytes(range(32, 256)) * (size // 224),
    "plain: KOI8": lambda size: "Лампа горит. ".encode("koi8_r") * (size // 13),
    "plain: UTF-8 with holes": lambda size: "Лампа ".encode() * (size // 12) + b"\xff",
    "plain: UTF-8 read twice": _text("Ã©"),
    "plain: halves of pairs": lambda size: b"\xff\xfe" + b"\x00\xd8a\x00" * (size // 4),
    "plain: nearly a tag": _text("<p "),
    "plain: nearly a document type": _text("<!DOCTYPE a [", "<?xml ?>"),
    "plain: nearly a comment": _text("<!--"),
    "plain: digits after the mark of a PDF": _text("1", " %PDF-"),
    "plain: nearly a header of mail": _text("A: b\n", "From: x\n"),
    "markdown: headings": _text("# a\n"),
    "markdown: items": _text("- a\n", "# b\n"),
    "markdown: items in items": lambda size: (
        "# b\n" + "".join("  " * (n % 100) + "- a\n" for n in range(size // 104))
    ).encode(),
    "markdown: quotations in one another": lambda size: ("# b\n" + ("> " * 100 + "a\n") * (size // 202)).encode(),
    "markdown: quotations, ever deeper": _text(">", "# b\n"),
    "markdown: brackets": _text("[", "# b\n"),
    "markdown: links": _text("[a](b)", "# b\n"),
    "markdown: nearly links": _text("[a](", "# b\n"),
    "markdown: stress": _text("*a **b ", "# b\n"),
    "markdown: ticks": lambda size: ("# b\n" + "".join("`" * (n % 400) + "a" for n in range(size // 200))).encode(),
    "markdown: references": lambda size: ("# b\n" + "".join(f"[a{n}]: /b\n" for n in range(size // 13))).encode(),
    "markdown: tables": _text("|a|b|\n", "# b\n\n|a|b|\n|-|-|\n"),
    "markdown: wide tables": lambda size: (
        "# b\n\n" + "|a" * (size // 4) + "|\n" + "|-" * (size // 4) + "|\n"
    ).encode(),
    "markdown: settings": _text("a: b\n", "---\n", "---\nlamp"),
    "markdown: one paragraph of lines": _text("a\n", "# b\n"),
    "markdown: entities": _text("&amp;", "# b\n"),
    "markdown: tags": _text("<a ", "# b\n"),
    "jsonl: rows": _text(_ROW),
    "jsonl: one row of empty objects": _text("{},", '{"text": "lamp", "a": [', "{}]}\n"),
    "jsonl: one row of empty lists": _text("[],", '{"text": "lamp", "a": [', "[]]}\n"),
    "jsonl: one row of keys": lambda size: (
        '{"text": "lamp"' + "".join(f',"{n}":0' for n in range(size // 11)) + "}\n"
    ).encode(),
    "jsonl: brackets": _text("[", '{"text": "lamp", "a": ', "\n"),
    "jsonl: digits": _text("9", '{"text": "lamp", "a": ', "}\n"),
    "jsonl: escapes": _text("\\u0041", '{"text": "', '"}\n'),
    "jsonl: empty rows": _text("{}\n", _ROW),
    "json: rows": _text('{"text": "lamp"},', "[", '{"text": "lamp"}]'),
    "csv: rows": _text("a,b,c\n", "title,text,date\n"),
    "csv: empty lines": _text("\n", "title,text\na,b\n"),
    "csv: one cell": _text("a", 'title,text\na,"', '"\n'),
    "csv: quotation marks": _text('""', 'title,text\na,"', '"\n'),
    "csv: an open quotation mark": _text("a,b\n", 'title,text\na,"'),
    "csv: a cell of lines, each begun anew": _text('a,"b\n', "title,text\n"),
    "csv: cells without end": _text(",", "title,text\n"),
    "rss: entries": _feed("<item><description>a</description></item>"),
    "rss: entries never closed": _feed("<item>"),
    "rss: one entry": _feed("<a/>", "<item><description>lamp</description>", "</item>"),
    "rss: comments never closed": _feed("<!--"),
    "rss: namespaces": lambda size: (
        "<rss "
        + "".join(f"xmlns:a{n}='b' " for n in range(5000))
        + ">"
        + "<item><title>a</title></item>" * (size // 30)
        + "</rss>"
    ).encode(),
    "rss: titles": _feed("<title>"),
    "rss: references": _feed("&lamp;", "<item><description>", "</description></item>"),
    "rss: images": _feed("<image>"),
    "warc: records that lie about their length": _text(_LYING_RECORD),
    "mail: one text": _mail("lamp ", "Content-Type: text/plain\r\n\r\n"),
    "mail: headers": _mail("X: y\r\n", after="\r\nlamp"),
    "mail: one header": _mail("a ", "X: ", "\r\n\r\nlamp"),
    "mail: addresses": _mail("a@b.example, ", "To: ", "\r\n\r\nlamp"),
    "mail: encoded words": _mail("=?utf-8?q?a?= ", "Content-Description: ", "\r\n\r\nlamp"),
    "mail: an encoded subject": _mail("=?utf-8?q?a?= ", "Subject: ", "\r\n\r\nlamp"),
    "mail: parts": _mail("--x\r\n\r\na\r\n", _BOUNDARY),
    "mail: attached texts": _mail("--x\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nlamp\r\n", _BOUNDARY),
    "mail: messages in messages": _mail("--x\r\nContent-Type: message/rfc822\r\n\r\n", _BOUNDARY),
    "mail: parts in parts": lambda size: _mail(
        "", "", "".join(f"Content-Type: multipart/mixed; boundary=x{n}\r\n\r\n--x{n}\r\n" for n in range(size // 55))
    )(size),
    "mail: base64": lambda size: _mail(
        "",
        "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        base64.encodebytes(b"lamp " * (size // 7)).decode(),
    )(size),
    "mail: quoted-printable": _mail(
        "=41", "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    ),
    "ris: records": _text("TY  - RPRT\nAB  - lamp\nER  - \n"),
    "ris: one record": _text("KW  - lamp\n", "TY  - RPRT\nAB  - lamp\n", "ER  - \n"),
    "csl: records": _text('{"type": "report", "abstract": "lamp"},', "[", '{"type": "report", "abstract": "lamp"}]'),
}

# Of these the time is to grow with the size and no faster: a file of so many times the size takes that many times as
# long, with some room for the machine.
GROWING = (
    "xml: paragraphs", "xml: items", "xml: quotations of one another", "xml: empty elements", "xml: line breaks",
    "xml: entities", "warc: records that lie about their length", "plain: one word",
)  # fmt: skip
LARGER = 4
GROWTH_CEILING = 1.5 * LARGER

_PROGRAM = """
import io, sys
from variorum.errors import SourceError
from variorum.ingest.limits import Limits
from variorum.ingest.statements import statements
limits = Limits(here_bytes=10**12)
try:
    for each in statements(io.BytesIO(sys.stdin.buffer.read()), sys.argv[1], limits=limits): pass
except SourceError: pass
"""


def cost(data: bytes, name: str) -> tuple[float, float]:
    """CPU seconds and peak megabytes of a process that reads this; `GIVEN_UP` seconds where it was ended."""
    process = subprocess.Popen([sys.executable, "-c", _PROGRAM, name], stdin=subprocess.PIPE)
    assert process.stdin is not None, "it was asked for"
    process.stdin.write(data)
    process.stdin.close()
    end = time.monotonic() + GIVEN_UP
    while True:
        number, _, usage = os.wait4(process.pid, os.WNOHANG)
        if number:
            return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1000 if sys.platform != "darwin" else 1_000_000)
        if time.monotonic() > end:
            process.kill()
            os.wait4(process.pid, 0)
            return GIVEN_UP, 0.0
        time.sleep(0.005)


def growth(name: str, size: int) -> float:
    """How many times as long a file of LARGER times the size takes, the start of the process apart."""
    extension = "x." + name.partition(":")[0]
    start = min(cost(b"lamp", extension)[0] for _ in range(3))
    small, large = (min(cost(MAKES[name](n), extension)[0] for _ in range(2)) for n in (size, LARGER * size))
    return (large - start) / max(small - start, 0.001)


def main(arguments: list[str]) -> int:
    """Print the table; return 1 when a file costs more than what is promised."""
    chosen = [name for name in MAKES if not arguments[1:] or any(part in name for part in arguments[1:])]
    size = int(arguments[0]) if arguments else DEFAULT_LIMITS.here_bytes
    found = []
    for name in chosen:
        seconds, megabytes = cost(MAKES[name](size), "x." + name.partition(":")[0])
        found.append(Figure(f"{name}: time", seconds, "s", SECONDS_CEILING))
        found.append(Figure(f"{name}: memory", megabytes, "MB", MEGABYTES_CEILING))
        print(f"{seconds:7.2f} s {megabytes:7.0f} MB  {name}", file=sys.stderr, flush=True)
        if name in GROWING:
            found.append(Figure(f"{name}: {LARGER} times as much", growth(name, size), "times", GROWTH_CEILING))
    print_table(found)
    return 1 if any(figure.is_over for figure in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
