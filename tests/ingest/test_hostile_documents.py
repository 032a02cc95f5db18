"""Documents made to do harm: nothing is fetched for them, nothing blows up, and what is refused is said."""

from __future__ import annotations

import socket
import tracemalloc

import pytest

from variorum import errors
from variorum.ingest.limits import Limits
from variorum.ingest.readers import read_bytes

SECRET = "the word of the day is albatross"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Any socket is a failure."""

    def refuse(*_, **__):
        raise AssertionError("a reader opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def secret(tmp_path):
    """The address of a file that no document may show."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


def laughs(levels=10, each=10):
    first = '<!ENTITY l0 "lamp lamp lamp lamp">'
    return first + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * each}">' for n in range(1, levels))


def refused(data, kind=errors.SourceDamaged, **options):
    tracemalloc.start()
    try:
        with pytest.raises(errors.SourceError) as caught:
            read_bytes(data, "file", **options)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert type(caught.value) is kind, caught.value
    assert peak < 200_000_000
    return caught.value.what


# Entities


@pytest.mark.parametrize("root", ["doc", "akomaNtoso", "TEI"])
def test_an_entity_bomb_is_refused(root):
    for levels, said in ((10, "an avalanche of characters"), (2, "made of others")):
        bomb = f"<?xml version='1.0'?><!DOCTYPE d [{laughs(levels)}]><{root}><p>&l{levels - 1};</p></{root}>"
        assert said in refused(bomb.encode())


def test_an_entity_bomb_in_an_attribute_is_refused():
    refused(f"<?xml version='1.0'?><!DOCTYPE d [{laughs()}]><d><p n='&l9;'>lamp</p></d>".encode())


def test_an_avalanche_of_one_long_entity_is_refused():
    data = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "{"a" * 10_000}">]><d><p>{"&a;" * 10_000}</p></d>'.encode()
    assert "avalanche" in refused(data)


def test_an_entity_that_names_itself_is_refused():
    refused(b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "&b;"><!ENTITY b "&a;">]><d><p>&a;</p></d>')


def test_entities_in_files_are_refused_and_never_shown(secret):
    for system in (f"SYSTEM '{secret}'", f"PUBLIC 'x' '{secret}'", "SYSTEM 'http://127.0.0.1:9/x'"):
        said = refused(f"<!DOCTYPE d [<!ENTITY x {system}>]><d><p>&x;</p></d>".encode())
        assert "stands in another file" in said


def test_an_entity_of_a_file_in_an_attribute_is_refused(secret):
    refused(f"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY x SYSTEM '{secret}'>]><d n='&x;'><p>lamp</p></d>".encode())


def test_no_document_type_is_loaded(secret):
    parameter = f"<!DOCTYPE d [<!ENTITY % p SYSTEM '{secret}'> %p;]><d><p>The lamp is lit.</p></d>"
    for written in (
        f"<!DOCTYPE d SYSTEM '{secret}'><d><p>The lamp is lit.</p></d>",
        "<!DOCTYPE d PUBLIC 'x' 'http://127.0.0.1:9/d.dtd'><d><p>The lamp is lit.</p></d>",
        parameter,
    ):
        assert read_bytes(written.encode(), "file").text.content == "The lamp is lit."


def test_inclusions_and_style_sheets_are_not_followed(secret):
    written = (
        f"<?xml version='1.0'?><?xml-stylesheet href='{secret}'?><d xmlns:xi='http://www.w3.org/2001/XInclude'>"
        f"<p>The lamp is lit.</p><xi:include href='{secret}' parse='text'/></d>"
    )
    assert read_bytes(written.encode(), "file").text.content == "The lamp is lit."


@pytest.mark.parametrize("part", ["content.xml", "styles.xml"])
def test_entities_in_an_opendocument_text_are_refused(make, secret, part):
    for entity, said in ((laughs(), "an avalanche"), (f"<!ENTITY l9 SYSTEM '{secret}'>", "a document type")):
        attack = f"<!DOCTYPE d [{entity}]><d>&l9;</d>"
        assert said in refused(make.odt("<text:p>lamp</text:p>", parts={part: attack}))


def test_a_bomb_that_does_not_say_it_is_xml_is_a_plain_text_as_it_stands():
    bomb = f"<!DOCTYPE d [{laughs()}]><d><p>&l9;</p></d>"
    assert read_bytes(bomb.encode(), "file").text.content == bomb


# Depth and size


@pytest.mark.parametrize("name", ["akomaNtoso", "TEI", "deep"])
def test_elements_nested_fifty_thousand_deep_are_refused(name):
    data = f"<?xml version='1.0'?>{f'<{name}>' * 50_000}lamp{f'</{name}>' * 50_000}".encode()
    assert "nested more than 256 deep" in refused(data)


@pytest.mark.parametrize("element", ["text:span", "text:section", "text:list"])
def test_an_opendocument_text_nested_too_deep_is_refused(make, element):
    body = f"<{element}>" * 50_000 + f"</{element}>" * 50_000
    said = refused(make.odt(f"<text:p>{body}</text:p>"), limits=Limits(ratio=1000))
    assert "content.xml: its elements are nested more than 256 deep" in said


def test_elements_nested_as_deep_as_is_allowed_are_read(make):
    notes = "<p>a<note>" * 100
    text = read_bytes(f"<TEI><text><body>{notes}lamp{'</note></p>' * 100}</body></text></TEI>".encode(), "file").text
    assert "lamp" in text.content
    spans = "<text:span>" * 240 + "lamp" + "</text:span>" * 240
    assert read_bytes(make.odt(f"<text:p>{spans}</text:p>"), "file").text.content == "lamp"
    lists = "<text:list><text:list-item>" * 120 + "<text:p>lamp</text:p>" + "</text:list-item></text:list>" * 120
    assert read_bytes(make.odt(lists), "file").text.content == "lamp"


def test_a_path_that_nobody_would_write_is_left_out():
    text = read_bytes(f"<d>{'<a>' * 100}<p>lamp</p>{'</a>' * 100}<p>lit</p></d>".encode(), "file").text
    assert [block.place for block in text.blocks] == ["", "/d/p"]


def test_more_tags_than_are_read_are_refused_before_a_tree_is_made():
    assert "tags" in refused(b"<?xml version='1.0'?><d>" + b"<a/>" * 4_000_001 + b"</d>", errors.SourceTooLarge)


def test_more_markup_than_is_read_is_refused():
    data = b"<?xml version='1.0'?><d><p>" + b"lamp " * 1000 + b"</p></d>"
    refused(data, errors.SourceTooLarge, limits=Limits(markup_characters=1000))


@pytest.mark.parametrize(
    ("unit", "each"),
    [
        ("<p>lamp</p>", 1),
        ("<list><item>lamp</item></list>", 1),
        ("<p>a<note>lamp</note></p>", 1),
        ("<p n='1'/>", 0),
        ("lamp<lb/>", 1),
        ("&l; ", 1),
    ],
)
def test_a_document_of_twenty_thousand_of_one_thing_is_read_whole(unit, each):
    body = f"<TEI><text><body><p>first</p>{unit * 20_000}</body></text></TEI>"
    data = f"<?xml version='1.0'?><!DOCTYPE TEI [<!ENTITY l 'lamp'>]>{body}".encode()
    content = read_bytes(data, "file").text.content
    assert content.startswith("first")
    assert content.count("lamp") == each * 20_000


def test_rows_within_rows_are_read():
    row = "<row><cell>" * 120 + "lamp" + "</cell></row>" * 120
    assert "lamp" in read_bytes(f"<TEI><text><table>{row * 50}</table></text></TEI>".encode(), "file").text.content


def test_a_bomb_in_an_opendocument_text_is_refused(make):
    bomb = make.odt(f"<text:p>{'a' * 30_000_000}</text:p>")
    assert len(bomb) < 100_000
    assert "times its size" in refused(bomb, errors.SourceTooLarge)


def test_repeated_cells_and_rows_are_read_once(make):
    cell = '<table:table-cell table:number-columns-repeated="99999999"><text:p>lamp</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="99999999">{cell}</table:table-row>'
    assert read_bytes(make.odt(f"<table:table>{row}</table:table>"), "file").text.content == "lamp"


# What lies outside


def test_external_relations_of_a_word_document_are_left_alone(make, secret):
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = ("attachedTemplate", "styles", "header", "footnotes", "image", "oleObject", "numbering")
    links = "".join(
        f'<Relationship Id="{kind}{number}" Type="{office}/{kind}" Target="{target}" TargetMode="External"/>'
        for kind in kinds
        for number, target in enumerate((secret, "http://127.0.0.1:9/x.dotm", "\\\\host\\share\\x"))
    )
    parts = {"word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}">{links}</Relationships>'}
    assert read_bytes(make.docx(make.paragraph("The lamp is lit."), parts), "file").text.content == "The lamp is lit."


def test_relations_that_point_out_of_the_package_find_nothing(make, secret):
    relations = {"../../../../etc/passwd": "styles", secret: "header", "/etc/passwd": "footer"}
    data = make.docx(make.paragraph("The lamp is lit."), {}, relations)
    assert read_bytes(data, "file").text.content == "The lamp is lit."


def test_links_of_an_opendocument_text_are_left_alone(make, secret):
    body = (
        f'<text:section><text:section-source xlink:href="{secret}"/><text:p>The lamp '
        f'<text:a xlink:href="{secret}">is</text:a> lit.<draw:frame><draw:object xlink:href="http://127.0.0.1:9/o"/>'
        f'<draw:image xlink:href="{secret}"/></draw:frame></text:p></text:section>'
    )
    assert read_bytes(make.odt(body), "file").text.content == "The lamp is lit."
