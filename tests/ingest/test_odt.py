"""OpenDocument texts: what a reader of the page sees, with tracked changes accepted."""

from __future__ import annotations

import pytest

from variorum import errors
from variorum.ingest.readers import read_bytes


@pytest.fixture
def blocks(make):
    """The blocks of a document whose body is this XML, each as its kind and its characters."""
    return lambda body, **options: shown(make.odt(body, **options))


def shown(data):
    text = read_bytes(data, "file").text
    return [(str(block.kind), block.span.of(text.content)) for block in text.blocks]


def numbers(*items):
    """A list of numbers; an item is its text, or its text and the items under it."""
    return f'<text:list text:style-name="Numbers">{"".join(map(item, items))}</text:list>'


def item(value):
    text, *under = value if isinstance(value, tuple) else (value,)
    inner = f"<text:list>{''.join(map(item, under))}</text:list>" if under else ""
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def test_headings_are_known_by_element_style_and_weight(blocks):
    styles = (
        '<style:style style:name="Title" style:family="paragraph"/>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
        '<style:style style:name="P2" style:family="paragraph" style:default-outline-level="2"/>'
        '<style:style style:name="P3" style:family="paragraph">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P4" style:family="paragraph" style:parent-style-name="P3">'
        '<style:text-properties fo:font-weight="normal"/></style:style>'
        '<style:style style:name="P5" style:family="paragraph" style:parent-style-name="Contents_20_1"/>'
    )
    styled = [
        ("P1", "Lantern Day"),
        ("P5", "Rescue 3"),
        ("P2", "The bell"),
        ("P3", "A bold line"),
        ("P4", "A plain one"),
    ]
    body = "".join(f'<text:p text:style-name="{style}">{text}</text:p>' for style, text in styled)
    assert blocks(f"{body}<text:h>Rescue</text:h><text:h>{'and ' * 50}so on</text:h>", styles=styles) == [
        ("title", "Lantern Day"),
        ("furniture", "Rescue 3"),
        ("heading", "The bell"),
        ("heading", "A bold line"),
        ("paragraph", "A plain one"),
        ("heading", "Rescue"),
        ("paragraph", f"{'and ' * 50}so on"),
    ]


def test_numbers_that_only_the_program_shows_are_written_out(blocks):
    found = blocks(numbers("a", ("b", ("c", "d", "e"), "f"), "g"))
    assert [content for _, content in found] == ["1. a", "2. b", "(a) c", "2.a.1 d", "2.a.2 e", "(b) f", "3. g"]
    assert {kind for kind, _ in found} == {"item"}


def test_a_list_goes_on_where_it_says_so_and_begins_again_where_it_does_not(blocks):
    between = "<text:p>Between.</text:p>"
    going_on = numbers("c").replace("<text:list ", '<text:list text:continue-numbering="true" ')
    named = numbers("a", "b").replace("<text:list ", '<text:list xml:id="first" ')
    back = numbers("e").replace("<text:list ", '<text:list text:continue-list="first" ')
    started = numbers("f").replace("<text:list-item>", '<text:list-item text:start-value="7">')
    found = blocks(named + between + going_on + between + numbers("d") + back + started)
    assert [content for kind, content in found if kind == "item"] == ["1. a", "2. b", "3. c", "1. d", "4. e", "7. f"]


def test_the_second_paragraph_of_an_item_and_a_header_of_a_list_have_no_number(blocks):
    header = "<text:list-header><text:p>Namely:</text:p></text:list-header>"
    items = "<text:list-item><text:p>a</text:p><text:p>more of a</text:p></text:list-item>" + item("b")
    assert blocks(f'<text:list text:style-name="Numbers">{header}{items}</text:list>') == [
        ("paragraph", "Namely:"),
        ("item", "1. a"),
        ("paragraph", "more of a"),
        ("item", "2. b"),
    ]


def test_headings_are_numbered_as_the_outline_says(blocks):
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    heads = [(1, "Rescue"), (2, "Boats"), (2, "Bells"), (1, "Light")]
    body = "".join(f'<text:h text:outline-level="{level}">{text}</text:h>' for level, text in heads)
    plain = '<text:h text:outline-level="1" text:is-list-header="true">Annex</text:h>'
    found = blocks(body + plain, styles=outline)
    assert [content for _, content in found] == ["I. Rescue", "I.1 Boats", "I.2 Bells", "II. Light", "Annex"]


def test_what_a_tracked_change_removed_is_left_out_and_what_it_added_stays(make):
    region = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>never</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        "</text:tracked-changes>"
    )
    marks = '<text:change text:change-id="c1"/>lit <text:change-start text:change-id="c2"/>'
    line = f"<text:p>The lamp is {marks}again.</text:p>"
    text = read_bytes(make.odt(region + line), "file").text
    assert text.content == "The lamp is lit again."
    assert [warning.message for warning in text.warnings] == [
        "The document has 2 tracked changes; it was read as if all were accepted."
    ]
    assert text.whole


def test_hidden_text_is_left_out_and_counted(make):
    body = (
        '<text:p>Seen <text:span text:style-name="Veiled">not this</text:span>and '
        "<text:hidden-text>nor this</text:hidden-text>seen.</text:p>"
        '<text:section text:display="none"><text:p>A whole section</text:p></text:section>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>A whole line</text:p>'
    )
    text = read_bytes(make.odt(body), "file").text
    assert text.content == "Seen and seen."
    assert [warning.message for warning in text.warnings] == ["The document hides 43 characters; they were left out."]


def test_comments_and_pictures_are_not_of_the_text(blocks):
    body = (
        "<text:p>The lamp<office:annotation><dc:creator>A. Keeper</dc:creator><text:p>Is it?</text:p>"
        '</office:annotation> is lit.<draw:frame><draw:image xlink:href="http://example.org/x.png"/></draw:frame></text:p>'
    )
    assert blocks(body) == [("paragraph", "The lamp is lit.")]


def test_notes_come_after_the_text_in_its_order_with_their_numbers(make):
    def note(text):
        return (
            f"<text:note><text:note-citation>9</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body>"
            "</text:note>"
        )

    text = read_bytes(make.odt(f"<text:p>The lamp{note('Of 1994.')} is lit{note('Again.')}.</text:p>"), "file").text
    assert [(block.span.of(text.content), block.place) for block in text.blocks] == [
        ("The lamp is lit.", "paragraph 1"),
        ("1. Of 1994.", "note 1"),
        ("2. Again.", "note 2"),
    ]


def test_spaces_tabs_and_line_breaks_are_those_of_the_page(blocks):
    body = '<text:p>\n  One<text:s text:c="3"/>two   three<text:tab/>four<text:line-break/> five </text:p>'
    assert blocks(body) == [("paragraph", "One   two three\tfour\nfive")]


def test_a_count_of_spaces_is_no_bomb(make):
    spaces = '<text:s text:c="999999999"/>'
    assert len(read_bytes(make.odt(f"<text:p>One{spaces}two</text:p>"), "file").text.content) < 100


def test_a_table_is_read_row_by_row_and_cells_of_paragraphs_on_their_own(blocks):
    def row(*cells):
        written = "".join(
            f"<table:table-cell>{''.join(f'<text:p>{text}</text:p>' for text in cell)}</table:table-cell>"
            for cell in cells
        )
        return f"<table:table-row>{written}</table:table-row>"

    table = (
        f"<table:table><table:table-header-rows>{row(['Lamp'], ['Lit'])}</table:table-header-rows>"
        f"{row(['Outer'], ['yes'])}{row(['Inner', 'and old'], ['no'])}</table:table>"
    )
    assert blocks(table) == [
        ("paragraph", "Lamp\tLit"),
        ("paragraph", "Outer\tyes"),
        ("paragraph", "Inner"),
        ("paragraph", "and old"),
        ("paragraph", "no"),
    ]


def test_text_boxes_follow_their_paragraph_and_tables_of_contents_are_furniture(blocks):
    box = "<draw:frame><draw:text-box><text:p>In the box</text:p></draw:text-box></draw:frame>"
    contents = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Template"
        "</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title>"
        "<text:p>Contents</text:p></text:index-title><text:p>Rescue<text:tab/>3</text:p></text:index-body>"
        "</text:table-of-content>"
    )
    assert blocks(f"{contents}<text:p>Around {box}it.</text:p>") == [
        ("furniture", "Contents"),
        ("furniture", "Rescue\t3"),
        ("paragraph", "Around it."),
        ("paragraph", "In the box"),
    ]


def test_heads_and_feet_of_pages_are_furniture_and_come_once(blocks):
    page = (
        "<style:master-page><style:header><text:p>Harbour Council</text:p></style:header>"
        '<style:footer style:display="false"><text:p>Unseen</text:p></style:footer></style:master-page>'
    )
    assert blocks("<text:p>The lamp is lit.</text:p>", pages=page * 2) == [
        ("paragraph", "The lamp is lit."),
        ("furniture", "Harbour Council"),
    ]


def test_each_paragraph_says_its_number(make):
    body = "<text:p>One</text:p><text:p> </text:p><text:p>Two</text:p>"
    text = read_bytes(make.odt(body), "file").text
    assert [block.place for block in text.blocks] == ["paragraph 1", "paragraph 2"]


def test_a_file_without_its_mark_of_kind_in_front_is_still_known(make):
    data = make.odt("<text:p>The lamp is lit.</text:p>", parts={"mimetype": "x"})
    assert read_bytes(data, "file").text.content == "The lamp is lit."


def test_an_encrypted_document_asks_for_its_password(make):
    manifest = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    parts = {"META-INF/manifest.xml": manifest, "content.xml": "\x8f\x01rubbish"}
    with pytest.raises(errors.SourceProtected, match=r"OpenDocument text \(ODT\) protected by a password"):
        read_bytes(make.odt("", parts=parts), "file")


def test_a_spreadsheet_is_named(make):
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    sheet = f'<o:document-content xmlns:o="{office}"><o:body><o:spreadsheet/></o:body></o:document-content>'
    with pytest.raises(errors.SourceUnsupported, match="an OpenDocument spreadsheet"):
        read_bytes(make.odt("", parts={"mimetype": "x", "content.xml": sheet}), "file")


@pytest.mark.parametrize("parts", [{"content.xml": "<a/>"}, {"content.xml": "<a>"}])
def test_a_document_without_its_text_is_damaged(make, parts):
    with pytest.raises(errors.SourceDamaged, match="an OpenDocument text"):
        read_bytes(make.odt("", parts=parts), "file")


def test_a_document_without_words_is_without_text(make):
    with pytest.raises(errors.SourceWithoutText):
        read_bytes(make.odt("<text:p/>"), "file")


def test_styles_that_inherit_in_a_circle_end(blocks):
    styles = (
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'
    )
    assert blocks('<text:p text:style-name="A">The lamp</text:p>', styles=styles) == [("paragraph", "The lamp")]


def test_broken_properties_cost_only_what_they_say(make):
    text = read_bytes(make.odt("<text:p>The lamp is lit.</text:p>", parts={"meta.xml": "<a"}), "file").text
    assert text.content == "The lamp is lit."
    assert text.claims == ()
