"""What every reader must hold, run over one invented statement in each format."""

from __future__ import annotations

import hashlib
import html
import re
import textwrap

import pytest

from variorum.ingest.readers import read, read_bytes
from variorum.model.units import BlockKind

TITLE, HEADING, ITEM, PARAGRAPH = BlockKind.TITLE, BlockKind.HEADING, BlockKind.ITEM, BlockKind.PARAGRAPH
STATEMENT = [
    (TITLE, "Statement of the Harbour Council on Lantern Day"),
    (PARAGRAPH, "Velmora, 4 March 2031"),
    (
        PARAGRAPH,
        (
            "Forty years ago the lamps of the outer harbour went dark for three nights, and 212 sailors did not come "
            "home. The Harbour Council remembers them today, together with the families who waited on the quay and "
            "with the crews of the seven boats that went out to search."
        ),
    ),
    (HEADING, "Rescue at sea"),
    (
        PARAGRAPH,
        (
            "The Council restates that the duty of rescue has no season. Every vessel under the flag of Velmora shall "
            "answer a call of distress within 30 minutes, as decided in the Charter of 1994, and no owner may be "
            "charged for it."
        ),
    ),
    (ITEM, "• Two new cutters enter service in June."),
    (ITEM, "• The signal station on Gull Rock reopens on 1 September."),
    (ITEM, "• The fund for widows and orphans is raised to 1.5 million crowns."),
    (HEADING, "What remains to be done"),
    (ITEM, "1. The inquiry into the failure of the lamps must be published in full."),
    (ITEM, "2. Those who ordered the silence of the bells must answer for it before the Harbour Court."),
    (
        PARAGRAPH,
        "The Council thanks the keepers of the light. “The lamp is lit”, as the old song says – and it will stay lit.",
    ),
]


def as_text(_make):
    return "\n\n".join(textwrap.fill(text, 80) for _, text in STATEMENT).encode()


def as_windows_text(_make):
    return "\r\n\r\n".join(text for _, text in STATEMENT).encode("cp1252")


def as_markdown(_make):
    marks = {TITLE: "# ", HEADING: "## "}
    lines = []
    for kind, text in STATEMENT:
        lines.append(marks.get(kind, "") + text.replace("• ", "- "))
        lines.append("")
    return "\n".join(lines).encode()


def as_html(_make):
    parts = []
    for kind, text in STATEMENT:
        words = html.escape(re.sub(r"^(?:•|\d\.) ", "", text))
        tag = {TITLE: "h1", HEADING: "h2", PARAGRAPH: "p"}.get(kind)
        ordered = text[0].isdigit()
        parts.append(f"<{tag}>{words}</{tag}>" if tag else f"<{'ol' if ordered else 'ul'}><li>{words}</li>")
    body = re.sub(r"</li><[uo]l>", "</li>", "".join(parts))
    body = re.sub(r"(</li>)(?=<(?:h2|p)>)", lambda _: "</li></ul>", body, count=1)
    menu = "<nav><ul>" + "".join(f'<li><a href="/{n}">Page {n}</a></li>' for n in range(9)) + "</ul></nav>"
    return (
        f"<!DOCTYPE html><html><head><title>Harbour Council</title><style>p {{ color: red }}</style></head><body>{menu}"
        f"<main>{body}</main><footer><p>Contact: <a href='x'>press office</a></p></footer></body></html>"
    ).encode()


def as_docx(make):
    properties = {TITLE: '<w:pStyle w:val="Titel"/>', HEADING: '<w:pStyle w:val="berschrift1"/>'}
    body = ""
    for kind, text in STATEMENT:
        look = make.in_list(2 if text[0].isdigit() else 1) if kind is ITEM else properties.get(kind, "")
        body += make.paragraph(re.sub(r"^(?:•|\d\.) ", "", text) if kind is ITEM else text, look)
    return make.styled_docx(body)


def as_pdf(make):
    pages, lines, y = [], [], 780.0
    for kind, text in STATEMENT:
        size = {TITLE: 16, HEADING: 13}.get(kind, 11)
        for wrapped in textwrap.wrap(text, 84):
            if y < 560:
                lines.append(make.line(f"Page {len(pages) + 1}", x=280, y=30, size=9))
                pages.append(lines)
                lines, y = [], 780.0
            lines.append(make.line(wrapped, y=y, size=size, bold=kind in (TITLE, HEADING)))
            y -= size * 1.25
        y -= 8
    lines.append(make.line(f"Page {len(pages) + 1}", x=280, y=30, size=9))
    return make.pdf_of_lines([*pages, lines])


def unmarked(kind, text):
    return html.escape(re.sub(r"^(?:•|\d\.) ", "", text) if kind is ITEM else text, quote=False)


def listed(wrap, ordered, plain):
    """The statement with its items in two lists: `wrap` writes one block, the others one list of items."""
    parts, items, numbered = [], [], False
    for kind, text in [*STATEMENT, (None, "")]:
        if items and (kind is not ITEM or text[0].isdigit() is not numbered):
            parts.append((ordered if numbered else plain)("".join(items)))
            items = []
        numbered = kind is ITEM and text[0].isdigit()
        if kind is ITEM:
            items.append(wrap(kind, unmarked(kind, text)))
        elif kind is not None:
            parts.append(wrap(kind, unmarked(kind, text)))
    return "".join(parts)


def open_document(kind, text):
    if kind is ITEM:
        return f"<text:list-item><text:p>{text}</text:p></text:list-item>"
    if kind is HEADING:
        return f'<text:h text:outline-level="1">{text}</text:h>'
    return f'<text:p text:style-name="{"Title" if kind is TITLE else "Standard"}">{text}</text:p>'


def open_document_body():
    def of(style):
        return lambda items: f'<text:list text:style-name="{style}">{items}</text:list>'

    return listed(open_document, of("Numbers"), of("Points"))


def as_odt(make):
    page = "<style:master-page><style:footer><text:p>Page 1</text:p></style:footer></style:master-page>"
    return make.odt(open_document_body(), pages=page)


def as_flat_odt(make):
    return make.flat_odt(open_document_body())


def as_akoma_ntoso(_make):
    parts = ["<coverPage><p><docAuthority>Harbour Council</docAuthority></p></coverPage><mainBody>"]
    for kind, text in STATEMENT:
        words = unmarked(kind, text)
        if kind is TITLE:
            parts.append(f"<p><docTitle>{words}</docTitle></p>")
        elif kind is HEADING:
            parts.append(f"<section><heading>{words}</heading></section>")
        elif kind is ITEM:
            mark = re.match(r"•|\d\.", text)[0]
            parts.append(f"<point>\n <num>{mark}</num>\n <content>\n  <p>\t{words}</p>\n </content>\n</point>")
        else:
            parts.append(f"<p>{words}</p>")
    body = "\n".join(parts)
    return (
        "<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><statement><meta><keyword>x</keyword></meta>"
        f"{body}</mainBody></statement></akomaNtoso>"
    ).encode()


def as_tei(_make):
    tags = {TITLE: "titlePart", HEADING: "head", ITEM: "item", PARAGRAPH: "p"}
    body = listed(
        lambda kind, text: f"<{tags[kind]}>{text.replace(' ', ' <hi>', 1)}</hi></{tags[kind]}>\n",
        lambda items: f"<list type='ordered'>{items}</list>",
        lambda items: f"<list>{items}</list>",
    )
    return (
        "<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><title>X</title></teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    ).encode()


def as_xml(_make):
    tags = {TITLE: "Title", HEADING: "Heading", ITEM: "Item", PARAGRAPH: "Clause"}
    body = listed(
        lambda kind, text: f"<{tags[kind]}>{text}</{tags[kind]}>\n",
        lambda items: f"<List type='numbered'>{items}</List>",
        lambda items: f"<List>{items}</List>",
    )
    return f"<Statement>{body}</Statement>".encode()


FORMATS = {
    "plain text": (as_text, "text/plain"),
    "plain text of Windows": (as_windows_text, "text/plain"),
    "markdown": (as_markdown, "text/markdown"),
    "html": (as_html, "text/html"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (as_pdf, "application/pdf"),
    "odt": (as_odt, "application/vnd.oasis.opendocument.text"),
    "flat odt": (as_flat_odt, "application/vnd.oasis.opendocument.text-flat-xml"),
    "akoma ntoso": (as_akoma_ntoso, "application/akn+xml"),
    "tei": (as_tei, "application/tei+xml"),
    "xml": (as_xml, "application/xml"),
}


@pytest.fixture(params=FORMATS, scope="module")
def witness(request, make):
    return read_bytes(FORMATS[request.param][0](make), request.param)


def words(text):
    return re.findall(r"[\w.,:;“”–]*\w[\w.,:;“”–]*", text)


def body(text):
    return [block for block in text.blocks if block.kind is not BlockKind.FURNITURE]


def test_every_format_gives_the_same_words_in_the_same_order(witness):
    text = witness.text
    shown = " ".join(block.span.of(text.content) for block in body(text)) if text.blocks else text.content
    assert words(shown) == words(" ".join(each for _, each in STATEMENT))


def test_every_format_that_marks_headings_and_items_keeps_them(witness):
    text = witness.text
    if witness.original.media_type == "text/plain":
        assert text.blocks == ()
        return
    found = [(block.kind, words(block.span.of(text.content))) for block in body(text)]
    assert found == [(kind, words(each)) for kind, each in STATEMENT]


def test_a_format_is_known_by_its_content(witness, request):
    assert witness.original.media_type == FORMATS[request.node.callspec.params["witness"]][1]


def test_blocks_and_pages_lie_in_order_inside_the_text(witness):
    text = witness.text
    for spans in ([block.span for block in text.blocks], text.pages):
        edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text.content)]
        assert edges == sorted(edges)


def test_every_word_of_a_text_with_blocks_is_in_one(witness):
    text = witness.text
    if text.blocks:
        outside = list(text.content)
        for block in text.blocks:
            outside[block.span.start : block.span.end] = " " * (block.span.end - block.span.start)
        assert "".join(outside).strip() == ""


def test_blocks_begin_and_end_on_characters_that_show(witness):
    for block in witness.text.blocks:
        written = block.span.of(witness.text.content)
        assert written
        assert written == written.strip()


def test_the_digests_are_those_of_the_bytes_and_of_the_text(witness, request, make):
    data = FORMATS[request.node.callspec.params["witness"]][0](make)
    assert witness.original.sha256 == hashlib.sha256(data).hexdigest()
    assert witness.original.size == len(data)
    assert witness.text.sha256 == hashlib.sha256(witness.text.content.encode()).hexdigest()


def test_the_derivation_names_the_reader_and_its_version(witness):
    assert witness.text.derivation.tool.startswith("variorum.ingest.")
    assert re.match(r"\d+\.\d+", witness.text.derivation.version)


def test_a_statement_read_without_doubt_is_whole(witness):
    assert witness.text.whole


def test_reading_twice_gives_equal_witnesses(witness, request, make):
    name = request.node.callspec.params["witness"]
    assert read_bytes(FORMATS[name][0](make), name) == witness


def test_the_name_of_a_file_says_nothing_of_its_format(witness, request, make, tmp_path):
    misnamed = tmp_path / "statement.xyz.txt"
    misnamed.write_bytes(FORMATS[request.node.callspec.params["witness"]][0](make))
    again = read(str(misnamed))
    assert again.text == witness.text
    assert again.name == str(misnamed)
