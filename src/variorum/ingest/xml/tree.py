"""An XML document as a tree, with nothing fetched for it and nothing blown up in it."""

from __future__ import annotations

import html.entities
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from variorum.errors import SourceDamaged, SourceTooLarge
from variorum.ingest.complaints import AVALANCHE, complaint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from variorum.ingest.limits import Limits

SEEMS = "an XML document"
# An element takes some 300 bytes while its document is read.
_MOST_TAGS = 4_000_000
_MOST_ENTITY_CHARACTERS = 1_000_000
_UNDEFINED = re.compile(r"Entity '[^']*' not defined")
_REFERENCE = re.compile(r"&[^#&;\s]+;")
# What may hold a reference that is none, each with its end; and references.
_SCANNED = re.compile(r"<!\[CDATA\[|<!--|<\?|&([A-Za-z_][\w.-]*);")
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
UNKNOWN = "\ufffd"


def parse(name: str, content: str, limits: Limits, *, seems: str = SEEMS) -> tuple[etree._Element, int]:
    """The root element, and how many references to unknown entities stand in the text as U+FFFD.

    No document type is loaded, no file and no address opened. Entities of plain characters are put in, be they declared
    in the document or known from HTML; raises SourceDamaged for those that are made of others or stand in files.
    """
    if len(content) > limits.markup_characters:
        limit = f"{limits.markup_characters:,} characters"
        raise SourceTooLarge(name, seen=f"{len(content):,} characters of markup", limit=limit)
    if content.count("<") > _MOST_TAGS:
        raise SourceTooLarge(name, seen=f"{content.count('<'):,} tags", limit=f"{_MOST_TAGS:,}")
    root = _parsed(name, content, seems)
    if root is None:
        content, _ = _resolved(name, content, {}, seems, unknown="")
        root = _parsed(name, content, seems)
    if root is not None and next(root.iter(etree.Entity), None) is None:
        return root, 0
    declared = dict(_declared(name, root, seems)) if root is not None else {}
    written, unknown = _resolved(name, content, declared, seems)
    root = _parsed(name, written, seems, is_last=True)
    if root is None or next(root.iter(etree.Entity), None) is not None:
        raise SourceDamaged(name, seems, "it refers to entities that it does not declare")
    return root, unknown


def is_well_formed(content: str) -> bool:
    """Whether the characters are an XML document, or one up to its first undeclared entity."""
    try:
        _parsed("", content, SEEMS)
    except SourceDamaged:
        return False
    return True


def _parsed(name: str, content: str, seems: str, *, is_last: bool = False) -> etree._Element | None:
    """The root element; None where only an undeclared entity is in the way, unless it is the last try."""
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_utf8(content), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if not is_last and _UNDEFINED.match(str(error)):
            return None
        raise SourceDamaged(name, seems, complaint(error)) from error
    return root


def _utf8(content: str) -> bytes:
    """The document for the parser, which takes no half of a pair."""
    return content.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def _declared(name: str, root: etree._Element, seems: str) -> Iterator[tuple[str, str]]:
    """The entities that the document declares and uses."""
    # lxml's stubs know neither the entities of a document type nor the names of references.
    references: Any = root.iter(etree.Entity)
    used = {str(entity.name) for entity in references}
    dtd: Any = root.getroottree().docinfo.internalDTD
    for entity in dtd.iterentities():
        if entity.name not in used:
            continue
        if entity.content is None:
            raise SourceDamaged(name, seems, f"the entity {entity.name} stands in another file, which is not opened")
        if _REFERENCE.search(entity.content) or "<" in entity.content:
            raise SourceDamaged(name, seems, f"the entity {entity.name} is made of others or of markup")
        yield str(entity.name), str(entity.content)


def _resolved(
    name: str, content: str, declared: Mapping[str, str], seems: str, *, unknown: str = UNKNOWN
) -> tuple[str, int]:
    """The document with its entities as characters, and how many became `unknown`; where that is "", they stay.

    Time is linear in the document.
    """
    parts: list[str] = []
    reached = added = count = 0
    while match := _SCANNED.search(content, reached):
        end = match.end()
        entity = match[1]
        if entity is None:
            close = content.find(_ENDS[match[0]], end)
            end = len(content) if close < 0 else close
            parts.append(content[reached:end])
        elif entity in _OF_XML:
            parts.append(content[reached:end])
        else:
            value = declared.get(entity) or html.entities.html5.get(f"{entity};")
            count += value is None
            written = "".join(f"&#{ord(character)};" for character in value or unknown) or match[0]
            added += len(written)
            parts += (content[reached : match.start()], written)
        if added > _MOST_ENTITY_CHARACTERS:
            raise SourceDamaged(name, seems, AVALANCHE)
        reached = end
    parts.append(content[reached:])
    return "".join(parts), count
