"""RSS and Atom: each entry, cut out of the feed by its own tags and parsed alone.

A feed is never parsed as a whole: its length costs no memory, one entry that is not well-formed spoils no other, and
the document type with its entities, the only place for bombs, is passed over.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from lxml import etree

from variorum.errors import SourceDamaged, SourceError, SourceTooLarge, SourceWithoutText
from variorum.ingest.complaints import complaint
from variorum.ingest.containers.columns import claims
from variorum.ingest.containers.lines import narrow, narrowed, wide
from variorum.ingest.containers.parts import HEAD, Lost, Passage
from variorum.ingest.decode import Decoded, decode
from variorum.ingest.formats import ATOM, HTML, RSS
from variorum.ingest.limits import bytes_said
from variorum.ingest.locators import step
from variorum.ingest.markup import declared_codec
from variorum.model.claims import Field
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from variorum.ingest.containers.parts import Bounds
    from variorum.model.claims import Claim


_SEEMS = "an entry of a feed"
# Between entries, what may hold their tags without being one.
_PASSED = {b"<!--": re.compile(rb"-->"), b"<![CDATA[": re.compile(rb"\]\]>"), b"<?": re.compile(rb"\?>")}
# A tag may stand across the end of what was read so far.
_TAG_REACH = 4096
_ROOT = re.compile(rb"<((?:[\w.-]+:)?(?:rss|feed|RDF))((?:\s[^<>]*)?)>")
# Its namespaces are parsed again with each entry; those of real feeds take less than 1 kB.
_LONGEST_ROOT = 8 * 1024
_NAMESPACE = re.compile(rb"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_LANGUAGE = re.compile(rb"""\sxml:lang\s*=\s*["']([\w-]+)|<(?:dc:)?language>\s*([\w-]+)""")
_TITLE = re.compile(rb"<(?:[\w.-]+:)?title(?:\s[^<>]*)?>")
_TITLE_END = re.compile(rb"</(?:[\w.-]+:)?title\s*>")
_BESIDE_TITLE = re.compile(rb"<(image|author|textInput)[\s>]")
_CHARACTER_DATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)([A-Za-z][A-Za-z0-9]*;)?")
_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+\d*);")
_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_ATOM_NAMESPACES = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_RSS_NAMESPACES = ("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {
    **dict.fromkeys(("", *_ATOM_NAMESPACES, *_RSS_NAMESPACES), ""),
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}


def feed_kind(head: bytes) -> str | None:
    """RSS or Atom, where the first element is the root of one."""
    root = _root(head)
    if root is None:
        return None
    name = root[1].rpartition(b":")[2]
    if name == b"feed":
        return ATOM if any(each.encode() in root[2] for each in _ATOM_NAMESPACES) else None
    return RSS if name == b"rss" or any(each.encode() in root[2] for each in _RSS_NAMESPACES) else None


def _root(head: bytes) -> re.Match[bytes] | None:
    """The tag of the first element, after declarations and comments."""
    place = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    while place < len(head):
        if head[place : place + 1].isspace():
            place += 1
        elif passed := next((end for mark, end in _PASSED.items() if head.startswith(mark, place)), None):
            found = passed.search(head, place)
            place = found.end() if found is not None else len(head)
        elif head.startswith(b"<!", place):
            inner = head.find(b"[", place, place + 1024)
            subset = inner >= 0 and inner < head.find(b">", place)
            place = _after(head, b">", _after(head, b"]", place)) if subset else _after(head, b">", place)
        else:
            return _ROOT.match(head, place)
    return None


def _after(head: bytes, mark: bytes, start: int) -> int:
    found = head.find(mark, start)
    return found + len(mark) if found >= 0 else len(head)


def feed_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Passage | Lost]:
    """Every entry; one without text of its own, or without a readable one, is lost, and the next is read."""
    stream = narrow(stream)
    head = stream.peek(HEAD)
    root = _root(head)
    if root is None:
        raise SourceDamaged(name, "a news feed", "its first element is not that of a feed")
    if len(root[2]) > _LONGEST_ROOT:
        seen = f"the tag of its first element takes {bytes_said(len(root[2]))}"
        raise SourceTooLarge(name, seen=seen, limit=bytes_said(_LONGEST_ROOT))
    codec = declared_codec(head[:1024])
    reader = _Entries(root, codec, wide(stream), _language(head), _own_title(head, root, codec))
    stream.read(root.end())
    for number, raw in enumerate(cut_entries(stream, _tag(root), bounds.limits.markup_characters), start=1):
        place = step("entry", number)
        try:
            yield reader.passage(raw, place, f"{name}!{place}", bounds)
        except SourceError as error:
            yield Lost(place, name, error)


def _tag(root: re.Match[bytes]) -> bytes:
    """The tag of an entry, with the prefix that the root has in Atom."""
    prefix, colon, name = root[1].rpartition(b":")
    return prefix + colon + b"entry" if name == b"feed" else b"item"


def _language(head: bytes) -> str:
    found = _LANGUAGE.search(head)
    return (found[1] or found[2]).decode("ascii", "replace") if found is not None else ""


def _own_title(head: bytes, root: re.Match[bytes], codec: str | None) -> str:
    """The title of the feed itself, which stands before its entries; "" without one."""
    first = re.search(rb"<" + re.escape(_tag(root)) + rb"[\s>]", head)
    before = _without_others(head[root.end() : first.start() if first is not None else len(head)])
    opening = _TITLE.search(before)
    closing = _TITLE_END.search(before, opening.end()) if opening is not None else None
    if opening is None or closing is None:
        return ""
    written = before[opening.end() : closing.start()]
    decoded = decode(written, declared=codec) if written.strip() else None
    return "" if decoded is None else _plain(unescape(_CHARACTER_DATA.sub(r"\1", decoded.content)))


def _without_others(head: bytes) -> bytes:
    """The head of a feed without the pictures and persons in it, which have titles and names of their own."""
    parts: list[bytes] = []
    reached = 0
    while (opening := _BESIDE_TITLE.search(head, reached)) is not None:
        closing = re.compile(rb"</" + opening[1] + rb"\s*>").search(head, opening.end())
        if closing is None:
            # Looked for once: a head of nothing but such tags would cost the square of its length.
            break
        parts.append(head[reached : opening.start()])
        reached = closing.end()
    return b"".join([*parts, head[reached:]])


def cut_entries(stream: io.BufferedReader, tag: bytes, limit: int) -> Iterator[bytes | None]:
    """The bytes of each entry, from its tag to the end of it; None for one of more than `limit`.

    What stands in comments and character data is no tag. An entry that is not closed ends where the next begins.
    Memory is bounded by the limit, time by the length.
    """
    passed = rb"<(?:!--|!\[CDATA\[|\?)"
    begins = rb"<" + re.escape(tag) + rb"(?:\s[^<>]*)?>"
    outside = re.compile(passed + rb"|" + begins)
    inside = re.compile(passed + rb"|" + begins + rb"|</" + re.escape(tag) + rb"\s*>")
    data, place, begin = b"", 0, -1
    until: re.Pattern[bytes] | None = None
    while True:
        match = (until or (outside if begin < 0 else inside)).search(data, place)
        if match is None:
            place = max(place, len(data) - _TAG_REACH)
            if begin >= 0 and len(data) - begin > limit:
                yield None
                begin, until = -1, None
            chunk = stream.read(HEAD)
            if not chunk:
                break
            kept = begin if begin >= 0 else place
            data, place, begin = data[kept:] + chunk, place - kept, min(begin, 0)
            continue
        place = match.end()
        if until is not None:
            until = None
        elif match[0] in _PASSED:
            until = _PASSED[match[0]]
        elif begin < 0 and not match[0].endswith(b"/>"):
            begin = match.start()
        elif match[0].startswith(b"</"):
            yield data[begin:place] if place - begin <= limit else None
            begin = -1
        else:
            yield data[begin if begin >= 0 else match.start() : match.start() if begin >= 0 else place]
            begin = match.start() if begin >= 0 else -1
    if begin >= 0:
        yield data[begin:]


class _Entries:
    """What the entries of one feed share, and how one of them is read."""

    def __init__(self, root: re.Match[bytes], codec: str | None, wide: str, language: str, title: str) -> None:
        name = root[1].decode("ascii", "replace")
        namespaces = b"".join(_NAMESPACE.findall(root[2])).decode("utf-8", "replace")
        self._frame = (f"<{name}{namespaces}>", f"</{name}>")
        self._codec = codec
        self._wide = wide
        self._language = language
        self._title = title

    def passage(self, raw: bytes | None, place: str, said: str, bounds: Bounds) -> Passage:
        """The entry's content with what the feed says of it."""
        if raw is None:
            limit = bytes_said(bounds.limits.markup_characters)
            raise SourceTooLarge(said, seen=f"an entry of more than {limit}", limit=limit)
        decoded = narrowed(raw, self._wide) if self._wide else decode(raw, declared=self._codec)
        if decoded is None:
            raise SourceDamaged(said, _SEEMS, "it is in no encoding known here")
        entry, broken = self._parse(decoded.content, said)
        values = _values(entry)
        content, media_type, summary = _content(values, said)
        warnings = (*decoded.warnings, *broken, *summary)
        said_of_it = (
            *_claims(entry, values, self._language),
            *claims(((Field.ISSUER, self._title, "the feed's title"),)),
        )
        return Passage(place, raw, Decoded(content, decoded.encoding, warnings), media_type, said_of_it)

    def _parse(self, content: str, said: str) -> tuple[etree._Element, tuple[TextWarning, ...]]:
        """The entry's element; where it is not well-formed, as much as the parser makes of it, with a warning."""
        # The parser takes no half of a pair.
        content = content.encode("utf-8", "replace").decode("utf-8")
        reason = ""
        for written in (content, _escaped(content)):
            try:
                return self._element(written, said, recover=False), ()
            except etree.XMLSyntaxError as error:
                reason = complaint(error)
        entry = self._element(_escaped(content), said, recover=True)
        message = f"The entry is not well-formed ({reason}); it was read as far as it could be."
        return entry, (TextWarning(WarningKind.EXTRACTION, message, incomplete=True),)

    def _element(self, written: str, said: str, *, recover: bool) -> etree._Element:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=recover,
            huge_tree=True,
            remove_pis=True,
            remove_comments=True,
        )
        root = etree.fromstring((self._frame[0] + written + self._frame[1]).encode(), parser)
        if root is None or not len(root) or not isinstance(root[0].tag, str):
            raise SourceDamaged(said, _SEEMS, "it is not well-formed")
        return root[0]


def _escaped(content: str) -> str:
    """The markup with every "&" that XML does not know as the characters it stands for, outside of character data."""
    parts: list[str] = []
    place = 0
    while (start := content.find("<![CDATA[", place)) >= 0 and (end := content.find("]]>", start)) >= 0:
        parts += [_AMPERSAND.sub(_meant, content[place:start]), content[start : end + 3]]
        place = end + 3
    return "".join([*parts, _AMPERSAND.sub(_meant, content[place:])])


def _meant(match: re.Match[str]) -> str:
    characters = html5.get(match[1] or "")
    if characters is None:
        return f"&amp;{match[1] or ''}"
    return "".join(f"&#{ord(each)};" for each in characters)


def _values(entry: etree._Element) -> dict[str, list[etree._Element]]:
    """The entry's elements by name, in their order; those of the modules that are used have a prefix."""
    values: dict[str, list[etree._Element]] = {}
    for element in entry.iterchildren("*"):
        tag = str(element.tag)
        namespace, _, name = tag[1:].partition("}") if tag[:1] == "{" else ("", "", tag)
        if namespace in _PREFIXES:
            values.setdefault(_PREFIXES[namespace] + name, []).append(element)
    return values


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _first(values: dict[str, list[etree._Element]], *names: str) -> str:
    """The first of these elements that says something."""
    found = (_words(element) for name in names for element in values.get(name, ()))
    return next((words for words in found if words.strip()), "")


def _content(values: dict[str, list[etree._Element]], said: str) -> tuple[str, str | None, tuple[TextWarning, ...]]:
    """The fullest text, its media type where it is markup, and a warning where it is a summary by its own name."""
    for name in ("content:encoded", "content", "description", "summary"):
        for element in values.get(name, ()):
            content, media_type = _characters(element)
            if content.strip():
                return content, media_type, (_summary(),) if name == "summary" else ()
    link = _link(values)
    raise SourceWithoutText(
        said,
        "is an entry of a feed without text of its own",
        f"Add the page that it links to: {link}" if link else "Add the page that it tells of.",
    )


def _characters(element: etree._Element) -> tuple[str, str | None]:
    """What an element of content holds: markup as characters, as elements, or plain text."""
    inner = next(element.iterchildren("*"), None)
    if element.get("type") in ("xhtml", "application/xhtml+xml") or (inner is not None and not element.get("type")):
        if inner is None:
            return _words(element), None
        parts = [str(etree.tostring(child, method="html", encoding="unicode")) for child in element]
        return "".join([element.text or "", *parts]), HTML
    content = _words(element)
    is_markup = element.get("type") in ("html", "text/html") or (
        element.get("type") in (None, "") and _MARKUP.search(content) is not None
    )
    return content, HTML if is_markup else None


def _summary() -> TextWarning:
    message = "The feed gives a summary of the entry, not its text."
    return TextWarning(WarningKind.EXTRACTION, message, incomplete=True)


def _claims(entry: etree._Element, values: dict[str, list[etree._Element]], language: str) -> tuple[Claim, ...]:
    about = next((str(value) for key, value in entry.attrib.items() if str(key).endswith("}about")), "")
    published = _first(values, "published", "pubDate", "issued", "dc:date")
    return claims(
        (
            (Field.TITLE, _plain(_first(values, "title", "dc:title")), "the entry's title"),
            (Field.PUBLISHED, published, "the entry's date of publication"),
            (Field.PUBLISHED, _first(values, "updated", "modified"), "the entry's date of update"),
            (Field.URL, _link(values), "the entry's link"),
            (Field.SOURCE_ID, _first(values, "guid", "id") or about or _link(values), "the entry's id"),
            (Field.ISSUER, _author(values), "the entry's author"),
            (
                Field.LANGUAGE,
                str(entry.get(f"{{{_XML}}}lang") or _first(values, "dc:language") or language),
                "the feed's language",
            ),
        )
    )


def _plain(title: str) -> str:
    """A title without the markup that some feeds put in it."""
    return unescape(_MARKUP.sub(lambda match: match[0] if match[0][0] == "&" else "", title))


def _link(values: dict[str, list[etree._Element]]) -> str:
    """The address of the entry's own page, where it is a whole one."""
    links = (element for element in values.get("link", ()) if element.get("rel", "alternate") == "alternate")
    written = [element.get("href") or _words(element) for element in links]
    written += [_words(guid) for guid in values.get("guid", ()) if guid.get("isPermaLink", "true") != "false"]
    addresses = (address.strip() for address in written)
    return next((address for address in addresses if address.startswith(("http://", "https://"))), "")


def _author(values: dict[str, list[etree._Element]]) -> str:
    for author in (*values.get("author", ()), *values.get("dc:publisher", ()), *values.get("dc:creator", ())):
        names = [_words(child) for child in author.iterchildren("{*}name")]
        written = names[0] if names else _words(author)
        # RSS has "address (name)", and often the address alone, which names nobody.
        if bracketed := _BRACKETS.search(written):
            return bracketed[1]
        if written.strip() and "@" not in written:
            return written
    return ""
