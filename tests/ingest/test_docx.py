"""Word documents: what a reader of the page sees, with tracked changes accepted."""

from __future__ import annotations

import io

import docx
import pytest

from variorum.ingest.readers import read_bytes
from variorum.model.units import BlockKind


def read_blocks(data):
    text = read_bytes(data, "file").text
    return [(str(block.kind), block.span.of(text.content)) for block in text.blocks], text


@pytest.fixture
def blocks(make):
    """The blocks of a document whose body is this XML."""
    return lambda body: read_blocks(make.styled_docx(body))[0]


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_are_known_by_style_level_and_inheritance(make, blocks):
    styled = [
        make.paragraph(text, f'<w:pStyle w:val="{style}"/>')
        for style, text in [
            ("Titel", "Lantern Day"),
            ("berschrift1", "Rescue"),
            ("Mine", "The bell"),
            ("Toc", "Rescue 3"),
        ]
    ]
    leveled = make.paragraph("The lamp", '<w:outlineLvl w:val="2"/>')
    bold = make.paragraph("A bold line", run="<w:b/>")
    plain = make.paragraph("A bold line no more", run='<w:b w:val="0"/>')
    assert blocks("".join([*styled, leveled, bold, plain])) == [
        ("title", "Lantern Day"),
        ("heading", "Rescue"),
        ("heading", "The bell"),
        ("furniture", "Rescue 3"),
        ("heading", "The lamp"),
        ("heading", "A bold line"),
        ("paragraph", "A bold line no more"),
    ]


def test_numbers_that_only_word_shows_are_written_out(make, blocks):
    items = [
        (2, 0, "a"),
        (2, 1, "b"),
        (2, 1, "c"),
        (2, 2, "d"),
        (2, 0, "e"),
        (2, 1, "f"),
        (3, 0, "g"),
        (3, 0, "h"),
        (1, 0, "i"),
    ]
    body = "".join(make.paragraph(text, make.in_list(number, level)) for number, level, text in items)
    assert [content for _, content in blocks(body)] == [
        *("1. a", "(a) b", "(b) c", "1.i d", "2. e", "(a) f", "5. g", "6. h", "• i"),
    ]
    assert {kind for kind, _ in blocks(body)} == {"item"}


def test_a_paragraph_taken_out_of_its_list_has_no_number(make, blocks):
    assert blocks(make.paragraph("The lamp is lit.", make.in_list(0))) == [("paragraph", "The lamp is lit.")]


def test_tracked_changes_are_read_as_accepted_and_said(make):
    body = (
        f"<w:p>{run('The lamp ')}<w:del><w:r><w:delText>was</w:delText></w:r></w:del><w:ins>{run('is')}</w:ins>"
        f"{run(' lit.')}"
        f"<w:moveFrom>{run('Gone.')}</w:moveFrom></w:p><w:p><w:moveTo>{run('Come.')}</w:moveTo></w:p>"
    )
    found, text = read_blocks(make.styled_docx(body))
    assert found == [("paragraph", "The lamp is lit."), ("paragraph", "Come.")]
    assert text.whole
    assert "4 tracked changes" in text.warnings[0].message


def test_paragraphs_whose_end_was_struck_out_are_one(make, blocks):
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('The lamp ')}</w:p><w:p>{run('is lit.')}</w:p>"
    assert blocks(body) == [("paragraph", "The lamp is lit.")]


def test_a_table_is_read_row_by_row(make, blocks):
    def row(*cells, mark=""):
        return f"<w:tr>{mark}" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    lamp, hours, one, two = (make.paragraph(text) for text in ("Lamp", "Hours", "One.", "Two."))
    struck = "<w:trPr><w:del/></w:trPr>"
    table = f"<w:tbl>{row(lamp, hours)}{row(lamp, lamp, mark=struck)}{row(one + two, hours)}</w:tbl>"
    assert [content for _, content in blocks(table)] == ["Lamp\tHours", "One.", "Two.", "Hours"]


def test_a_table_within_a_table_is_read_in_its_place(make, blocks):
    inner = f"<w:tbl><w:tr><w:tc>{make.paragraph('b')}</w:tc><w:tc>{make.paragraph('c')}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{make.paragraph('a')}{inner}</w:tc><w:tc>{make.paragraph('d')}</w:tc></w:tr></w:tbl>"
    assert [content for _, content in blocks(table)] == ["a", "b\tc", "d"]


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it(make, blocks):
    box = f"<w:txbxContent>{make.paragraph('In the box.')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Before.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run(' Still before.')}</w:p>{make.paragraph('After.')}"
    )
    assert [content for _, content in blocks(body)] == ["Before. Still before.", "In the box.", "After."]


def test_wrappers_of_content_are_seen_through(make, blocks):
    body = (
        f"<w:sdt><w:sdtContent>{make.paragraph('One.')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{run('Two')}</w:hyperlink><w:smartTag>{run(' and')}</w:smartTag>"
        f"<w:fldSimple>{run(' three.')}</w:fldSimple></w:p>"
    )
    assert [content for _, content in blocks(body)] == ["One.", "Two and three."]


def test_codes_of_fields_and_hidden_words_are_left_out(make):
    body = (
        f"<w:p>{run('Page ')}<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
        f"{run('7')}{run('secret', '<w:vanish/>')}</w:p>"
    )
    found, text = read_blocks(make.styled_docx(body))
    assert found == [("paragraph", "Page 7")]
    assert "hides 6 characters" in text.warnings[0].message


def test_characters_that_word_writes_as_elements_are_read(make, blocks):
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        "<w:sym w:font='Symbol' w:char='F0B7'/><w:t> trimmed </w:t></w:r></w:p>"
    )
    assert blocks(body) == [("paragraph", "a\tb\nc\u2011d\xad•trimmed")]


def test_notes_follow_the_text_in_its_order_and_heads_and_feet_come_last(make):
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def part(tag, inner):
        return f'<w:{tag} xmlns:w="{word}">{inner}</w:{tag}>'

    notes = "".join(f'<w:footnote w:id="{n}">{make.paragraph(f"Note {n}.")}</w:footnote>' for n in (-1, 1, 2))
    body = (
        f"<w:p>{run('One')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' and two')}"
        f"<w:r><w:footnoteReference w:id='1'/></w:r>{run('.')}</w:p>"
    )
    data = make.docx(
        body,
        {
            "word/footnotes.xml": part("footnotes", notes),
            "word/header1.xml": part("hdr", make.paragraph("Harbour Council")),
            "word/header2.xml": part("hdr", make.paragraph("Harbour Council")),
            "word/footer1.xml": part("ftr", make.paragraph("Quay 1")),
        },
        {"footnotes.xml": "footnotes", "header1.xml": "header", "header2.xml": "header", "footer1.xml": "footer"},
    )
    assert read_blocks(data)[0] == [
        ("paragraph", "One and two."),
        ("item", "1. Note 2."),
        ("item", "2. Note 1."),
        ("furniture", "Harbour Council"),
        ("furniture", "Quay 1"),
    ]


def test_the_strict_form_of_the_format_is_read_alike(make):
    import zipfile

    source = zipfile.ZipFile(io.BytesIO(make.styled_docx(make.paragraph("One.", '<w:pStyle w:val="berschrift1"/>'))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            content = source.read(name).replace(b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")
            archive.writestr(name, content)
    assert read_blocks(out.getvalue())[0] == [("heading", "One.")]


def test_a_document_of_another_writer_is_read(tmp_path):
    document = docx.Document()
    document.add_heading("Lantern Day", 0)
    document.add_heading("Rescue", 1)
    paragraph = document.add_paragraph("The lamp ")
    paragraph.add_run("is").bold = True
    paragraph.add_run(" lit.")
    for item in ("a cutter", "a bell"):
        document.add_paragraph(item, style="List Bullet")
    for item in ("publish", "answer"):
        document.add_paragraph(item, style="List Number")
    document.sections[0].header.paragraphs[0].text = "Harbour Council"
    path = tmp_path / "statement.docx"
    document.save(str(path))
    assert read_blocks(path.read_bytes())[0] == [
        ("title", "Lantern Day"),
        ("heading", "Rescue"),
        ("paragraph", "The lamp is lit."),
        ("item", "• a cutter"),
        ("item", "• a bell"),
        ("item", "1. publish"),
        ("item", "2. answer"),
        (BlockKind.FURNITURE, "Harbour Council"),
    ]
