"""XML documents: each vocabulary by what its elements mean, any other by common names."""

from __future__ import annotations

import pytest

from variorum.ingest.readers import read, read_bytes
from variorum.model.witnesses import WarningKind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def text_of(written):
    return read_bytes(written.encode(), "file").text


def shown(text):
    return [(str(block.kind), block.span.of(text.content)) for block in text.blocks]


def akoma_ntoso(body, meta=""):
    return text_of(f'<akomaNtoso xmlns="{AKN}"><statement><meta>{meta}</meta>{body}</statement></akomaNtoso>')


def tei(body, header=""):
    return text_of(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader><text><body>{body}</body></text></TEI>'
    )


# Akoma Ntoso


def test_a_number_stands_before_what_it_counts_and_a_named_one_heads_it():
    text = akoma_ntoso(
        "<mainBody><article><num>Article 5</num><paragraph><num>1.</num><content><p>The lamp is lit.</p></content>"
        "</paragraph><paragraph><num>2.</num><list><intro><p>It is:</p></intro><point><num>(a)</num><content><p>red;"
        "</p></content></point></list></paragraph></article><article><num>Article 6</num><heading>Bells</heading>"
        "<content><p>They ring.</p></content></article></mainBody>"
    )
    assert shown(text) == [
        ("heading", "Article 5"),
        ("item", "1. The lamp is lit."),
        ("item", "2. It is:"),
        ("item", "(a) red;"),
        ("heading", "Article 6 Bells"),
        ("paragraph", "They ring."),
    ]


def test_each_block_says_its_path_with_numbers_where_there_are_several():
    text = akoma_ntoso("<preamble><p>One</p></preamble><mainBody><p>Two</p><p>Three <i>four</i></p></mainBody>")
    assert [block.place for block in text.blocks] == [
        "/akomaNtoso/statement/preamble/p",
        "/akomaNtoso/statement/mainBody/p[1]",
        "/akomaNtoso/statement/mainBody/p[2]",
    ]


def test_a_letterhead_is_furniture_and_the_first_title_the_title():
    text = akoma_ntoso(
        "<coverPage><p><docAuthority>Harbour Council</docAuthority></p><p><docTitle>Resolution 7</docTitle></p>"
        "<p><docTitle>Adopted on<docDate>4 March 2031</docDate></docTitle></p>"
        "<p>By the <docAuthority>Council</docAuthority></p></coverPage>"
    )
    assert shown(text) == [
        ("furniture", "Harbour Council"),
        ("title", "Resolution 7"),
        ("paragraph", "Adopted on 4 March 2031"),
        ("paragraph", "By the Council"),
    ]


def test_notes_stand_at_the_end_and_do_not_cut_their_paragraph():
    text = akoma_ntoso(
        '<mainBody><p>The lamp<authorialNote marker="1"><p>Of 1994.</p><p>See it.</p></authorialNote> is lit.</p>'
        "</mainBody>"
    )
    assert shown(text) == [("paragraph", "The lamp is lit."), ("item", "1. Of 1994."), ("paragraph", "See it.")]
    assert text.content.startswith("The lamp is lit.")


def test_quoted_amendments_keep_the_marks_that_stand_in_attributes():
    text = akoma_ntoso(
        '<mainBody><p>It reads:</p><quotedStructure startQuote="“" endQuote="”"><paragraph><num>3.</num><content>'
        "<p>The lamp is lit</p></content></paragraph></quotedStructure>"
        '<p>and <quotedText startQuote="‘" endQuote="’">bell</quotedText>.</p></mainBody>'
    )
    assert [content for _, content in shown(text)] == ["It reads:", "“3. The lamp is lit”", "and ‘bell’."]


def test_removed_passages_are_left_out_and_said():
    text = akoma_ntoso("<mainBody><p>The lamp is <del>not</del> <ins>lit</ins>.</p></mainBody>")
    assert text.content == "The lamp is lit."
    assert text.warnings[0].message == "The document marks 1 passages as deleted; they were left out."


# TEI


def test_the_source_is_read_and_not_what_its_editors_made_of_it():
    text = tei(
        "<p>The <choice><sic>lmap</sic><corr>lamp</corr></choice> is <app><lem>lit</lem><rdg>out</rdg></app> at "
        "<choice><abbr>6 o'c.</abbr><expan>6 o'clock</expan></choice><del>never</del><fw>Page 3</fw>.</p>"
    )
    assert text.content == "The lmap is lit at 6 o'c.."


def test_broken_lines_are_joined_and_words_broken_over_them_mended():
    text = tei("<p>The lamp of\n<lb/>the outer har-\n<lb break='no'/>bour<pb n='2'/>is lit.</p>")
    assert text.content == "The lamp of the outer harbour is lit."


def test_items_are_marked_as_their_list_says():
    lists = [
        "<list><item>a</item></list>",
        "<list type='ordered'><item>b</item><item>c</item></list>",
        "<list rend='lower-roman'><item>d</item><item>e</item></list>",
        "<list type='gloss'><label>Lamp</label><item>a light</item></list>",
        "<list><label>(3)</label><item>f</item></list>",
        "<list><item n='12'>g</item><item>4. h</item></list>",
    ]
    assert shown(tei("".join(lists))) == [
        ("item", "• a"),
        ("item", "1. b"),
        ("item", "2. c"),
        ("item", "i. d"),
        ("item", "ii. e"),
        ("item", "Lamp a light"),
        ("item", "(3) f"),
        ("item", "12. g"),
        ("item", "4. h"),
    ]


def test_tables_are_read_row_by_row():
    assert shown(tei("<table><row><cell>Lamp</cell><cell><p>lit</p></cell></row></table>")) == [
        ("paragraph", "Lamp\tlit")
    ]


def test_a_gap_in_the_source_makes_absence_no_claim():
    text = tei("<p>The lamp <gap/> lit.</p>")
    assert not text.whole
    assert text.warnings[0].message == "The document says in 1 places that words of its source are missing."


def test_verse_and_speeches_are_blocks_of_their_own():
    assert [content for _, content in shown(tei("<sp><speaker>Keeper</speaker><l>The lamp</l><l>is lit</l></sp>"))] == [
        "Keeper",
        "The lamp",
        "is lit",
    ]


# Any other


def test_the_text_of_an_unknown_schema_is_read_in_order_and_said_to_be_guessed():
    text = text_of(
        "<statement><header><ref>HC/7</ref></header><title>Lantern Day</title><content>The lamp <em>is</em> lit."
        "<sub>And</sub> more.</content><clauses><clause><num>1</num><text>The bell rings.</text></clause></clauses>"
        "<blank/></statement>"
    )
    assert shown(text) == [
        ("furniture", "HC/7"),
        ("title", "Lantern Day"),
        ("paragraph", "The lamp is lit.And more."),
        ("item", "1 The bell rings."),
    ]
    assert dict(text.derivation.settings)["blocks"] == "guessed from names of elements"
    assert dict(akoma_ntoso("<p>x</p>").derivation.settings)["blocks"] == "as the vocabulary defines them"


def test_blank_lines_divide_the_paragraphs_of_one_element():
    assert text_of("<doc><body>\nOne\nline.\n\n  Two.\n</body></doc>").content == "One line.\n\nTwo."


def test_names_count_in_capitals_too():
    text = text_of("<RULE><HD>Rescue</HD><P>The lamp <E>is</E> lit.</P><FTNT><P>Of 1994.</P></FTNT></RULE>")
    assert shown(text) == [("heading", "Rescue"), ("paragraph", "The lamp is lit."), ("paragraph", "Of 1994.")]


# Entities and sniffing


def test_entities_of_plain_characters_are_put_in():
    text = text_of(
        '<!DOCTYPE d [<!ENTITY hc "Harbour Council">]><d><p>The &hc; &mdash; lit &amp; rung <![CDATA[&hc;]]>.</p></d>'
    )
    assert text.content == "The Harbour Council — lit & rung &hc;."


def test_an_entity_of_html_is_known_where_none_is_declared():
    assert text_of("<?xml version='1.0'?><d><p>The&nbsp;lamp&hellip;</p></d>").content == "The\u00a0lamp…"


def test_an_entity_that_nothing_defines_is_said():
    text = text_of("<!DOCTYPE d SYSTEM 'd.dtd'><d><p>The &lampe; is lit.</p></d>")
    assert text.content == "The \ufffd is lit."
    assert [warning.kind for warning in text.warnings] == [WarningKind.UNDECODABLE]
    assert not text.whole


@pytest.mark.parametrize(
    ("written", "media_type"),
    [
        ("<akomaNtoso><p>x</p></akomaNtoso>", "application/akn+xml"),
        (
            "<?xml version='1.0'?>\n<!-- c --><akn:akomaNtoso xmlns:akn='x'><akn:p>x</akn:p></akn:akomaNtoso>",
            "application/akn+xml",
        ),
        ("<TEI.2><text><p>x</p></text></TEI.2>", "application/tei+xml"),
        ("<resolution><p>x</p></resolution>\n", "application/xml"),
        ("<n:resolution xmlns:n='x'><n:p>x</n:p></n:resolution>", "application/xml"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>", "text/html"),
        ("<div><p>x</p></div>", "text/html"),
        ("<resolution> is how it begins, and not how it ends", "text/plain"),
        ("<a> b & c </a>", "text/plain"),
        ("<council> b & c </council>", "text/plain"),
        ("The <council>x</council>", "text/plain"),
    ],
)
def test_xml_is_known_by_its_root(written, media_type):
    assert read_bytes(written.encode(), "file").original.media_type == media_type


def test_the_encoding_that_the_document_declares_is_its_encoding():
    text = read_bytes("<?xml version='1.0' encoding='iso-8859-1'?><d><p>é</p></d>".encode("latin-1"), "file").text
    assert text.content == "é"
    assert read_bytes("<?xml version='1.0' encoding='utf-16'?><d><p>é</p></d>".encode("utf-16"), "file").text == (
        read_bytes("<?xml version='1.0' encoding='utf-16'?><d><p>é</p></d>".encode("utf-16"), "again").text
    )


def test_the_real_resolutions_are_read_word_for_word_with_every_paragraph(shared_data, word_f1):
    folder = shared_data / "formats/xml"
    for path in sorted(folder.glob("*.xml")):
        text = read(str(path)).text
        reference = (folder / f"{path.name}.ref.txt").read_text(encoding="utf-8")
        assert word_f1(text.content, reference) == 1, path.name
        assert [block.span.of(text.content) for block in text.blocks] == reference.strip().split("\n"), path.name
