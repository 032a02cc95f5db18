"""What Word and OpenDocument files say of themselves in their properties.

Their creator is the person at a keyboard and their dates are those of a file: neither says who issued a statement,
or when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.errors import SourceError
from variorum.ingest.claims import property_claims
from variorum.ingest.office.elements import child, local

if TYPE_CHECKING:
    from lxml import etree

    from variorum.ingest.office.package import Package
    from variorum.model.claims import Claim


def docx_claims(package: Package, content: str) -> tuple[Claim, ...]:
    """The title and language in a Word document's core properties."""
    paths = package.related("", "core-properties")
    return _claims(_properties(package, paths[0]) if paths else None, content, whose="the Word document's")


def odt_claims(package: Package, content: str) -> tuple[Claim, ...]:
    """The title and language in an OpenDocument text's properties."""
    return flat_odt_claims(_properties(package, "meta.xml"), content)


def flat_odt_claims(root: etree._Element | None, content: str) -> tuple[Claim, ...]:
    """The same, of the part or flat file whose root this is."""
    return _claims(child(root, "meta"), content, whose="the OpenDocument text's")


def _properties(package: Package, path: str) -> etree._Element | None:
    """The root of a part of properties; None where it cannot be read: the text can do without it."""
    try:
        return package.part(path)
    except SourceError:
        return None


def _claims(properties: etree._Element | None, content: str, *, whose: str) -> tuple[Claim, ...]:
    said: dict[str, str] = {}
    for element in properties if properties is not None else ():
        said.setdefault(local(element), element.text or "")
    return property_claims(said.get("title", ""), said.get("language", ""), content, whose=whose)
