"""What the headers of XML documents say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.ingest.claims import first, iso_date, language_code, words_of
from variorum.ingest.xml.vocabularies import DUBLIN_CORE
from variorum.model.claims import Claim, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Dates of the file and of its markup, which are not the document's.
_OF_THE_FILE = ("markup", "generat", "transform", "conver", "export", "manifest", "process", "import", "tna")
_PUBLICATION = ("publi", "issu", "gazette", "promulg")


def xml_claims(root: etree._Element, vocabulary: str) -> tuple[Claim, ...]:
    """The claims of a document's own header, at most one a field."""
    if vocabulary == "Akoma Ntoso":
        return tuple(_akoma_ntoso(root))
    return tuple(_tei(root) if vocabulary == "TEI" else _any(root))


def _akoma_ntoso(root: etree._Element) -> Iterator[Claim]:
    work, expression = _first(root, "FRBRWork"), _first(root, "FRBRExpression")
    yield from first(Field.TITLE, _akoma_ntoso_titles(root, work, expression))
    yield from first(Field.ISSUER, _akoma_ntoso_issuers(root, work, expression))
    languages = _named(expression, "FRBRlanguage")
    yield from first(
        Field.LANGUAGE, ((language_code(each.get("language", "")), "the header's FRBRlanguage") for each in languages)
    )
    yield from first(Field.STATED, _frbr_dates(work, "work", is_publication=False))
    published = [(iso_date(each.get("date", "")), "the header's publication") for each in _named(root, "publication")]
    published += _frbr_dates(expression, "expression", is_publication=True)
    published += _frbr_dates(work, "work", is_publication=True)
    yield from first(Field.PUBLISHED, published)
    addresses = [*_named(expression, "FRBRthis"), *_named(work, "FRBRthis")]
    yield from first(
        Field.SOURCE_ID, ((words_of(each.get("value", "")), "the header's FRBRthis") for each in addresses)
    )


def _akoma_ntoso_titles(root: etree._Element, *levels: etree._Element | None) -> Iterator[tuple[str | None, str]]:
    for name in ("docTitle", "shortTitle"):
        for element in _named(root, name):
            yield _written(element), f"the document's {name}"
            break
    for level in levels:
        for element in _named(level, "FRBRalias"):
            if "title" in element.get("name", "").lower() or element.get("name") in ("short", "full"):
                yield words_of(element.get("value", "")), "the header's FRBRalias"
        for element in _named(level, "FRBRtitle"):
            yield words_of(element.get("value", "")), "the header's FRBRtitle"
    for element in _named(levels[0], "FRBRname"):
        yield words_of(element.get("value", "")), "the header's FRBRname"


def _akoma_ntoso_issuers(root: etree._Element, *levels: etree._Element | None) -> Iterator[tuple[str | None, str]]:
    known = {
        element.get("eId") or element.get("id") or "": words_of(element.get("showAs", ""))
        for name in ("TLCOrganization", "TLCRole", "TLCPerson")
        for element in _named(root, name)
    }
    authors = [element for level in levels for element in _named(level, "FRBRauthor")]
    for element in sorted(authors, key=lambda each: each.get("as", "").lstrip("#") != "issuer"):
        yield known.get(element.get("href", "").lstrip("#")), "the header's FRBRauthor"
    for element in sorted(
        _named(root, "docAuthority"), key=lambda each: "issu" not in each.get("refersTo", "").lower()
    ):
        yield _written(element), "the document's docAuthority"


def _frbr_dates(level: etree._Element | None, which: str, *, is_publication: bool) -> list[tuple[str | None, str]]:
    """The dates of one level, by whether they are of its publication; those of the file are left out."""
    found: list[tuple[str | None, str]] = []
    for element in _named(level, "FRBRdate"):
        name = element.get("name", "").lower().lstrip("#")
        if name.startswith(_OF_THE_FILE) or name.startswith(_PUBLICATION) is not is_publication:
            continue
        said = f" ({words_of(element.get('name', ''))})" if name else ""
        found.append((iso_date(element.get("date", "")), f"the header's date of the {which}{said}"))
    return found


def _tei(root: etree._Element) -> Iterator[Claim]:
    header = _first(root, "teiHeader")
    titles = [element for statement in _named(header, "titleStmt")[:1] for element in _named(statement, "title")]
    titles.sort(key=lambda each: each.get("type", "main") not in ("main", "full"))
    front = [(_written(each), "the title page") for each in _named(root, "docTitle")[:1]]
    yield from first(Field.TITLE, [*((_written(each), "the header's titleStmt") for each in titles), *front])
    source, publication = _first(header, "sourceDesc"), _first(header, "publicationStmt")
    yield from first(
        Field.ISSUER,
        [
            *((_written(each), "the publisher of the header's source") for each in _named(source, "publisher")),
            *((_written(each), "the header's publisher") for each in _named(publication, "publisher")),
            *((_written(each), "the header's authority") for each in _named(publication, "authority")),
        ],
    )
    yield from first(Field.LANGUAGE, _tei_languages(root, header))
    stated = [*_named(_first(header, "creation"), "date"), *_named(_first(root, "front"), "docDate")]
    yield from first(Field.STATED, ((_tei_date(each), f"the document's {_local(each)}") for each in stated))
    yield from first(
        Field.PUBLISHED,
        [
            *((_tei_date(each), "the date of the header's source") for each in _named(source, "date")),
            *((_tei_date(each), "the header's publicationStmt") for each in _named(publication, "date")),
        ],
    )


def _tei_languages(root: etree._Element, header: etree._Element | None) -> Iterator[tuple[str | None, str]]:
    for element in (_first(root, "text"), root):
        if element is not None:
            yield language_code(element.get(_XML_LANGUAGE, "")), f"xml:lang of {_local(element)}"
    languages = _named(header, "language")
    if len(languages) == 1:
        yield language_code(languages[0].get("ident", "")), "the header's langUsage"


def _tei_date(element: etree._Element) -> str | None:
    return iso_date(element.get("when") or element.get("value") or _written(element))


def _any(root: etree._Element) -> Iterator[Claim]:
    """What stands in elements of Dublin Core, and the language that the root gives."""
    core: dict[str, str] = {}
    for element in root.iter(*(f"{{{space}}}*" for space in DUBLIN_CORE)):
        core.setdefault(_local(element), _written(element))
    yield from first(Field.TITLE, [(core.get("title"), "dc:title")])
    yield from first(Field.ISSUER, [(core.get("publisher"), "dc:publisher")])
    tags = [(root.get(_XML_LANGUAGE, ""), "xml:lang of the root"), (core.get("language", ""), "dc:language")]
    yield from first(Field.LANGUAGE, ((language_code(tag), reason) for tag, reason in tags))
    dates = [(core.get(name, ""), f"dc:{name}") for name in ("issued", "available", "date")]
    yield from first(Field.PUBLISHED, ((iso_date(date), reason) for date, reason in dates))
    yield from first(Field.SOURCE_ID, [(core.get("identifier"), "dc:identifier")])


def _first(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else next(element.iter(f"{{*}}{name}"), None)


def _named(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else list(element.iter(f"{{*}}{name}"))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _written(element: etree._Element) -> str:
    return words_of("".join(map(str, element.itertext())))
