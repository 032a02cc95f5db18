"""What markup decoded characters are written in, and the encoding that markup declares."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from variorum.errors import ADD_IT, NAME_A_STATEMENT
from variorum.ingest.formats import AKOMA_NTOSO, FLAT_ODT, HTML, MARKDOWN, TEI, TEXT, XML, Foreign

_REACH = 256 * 1024
_HTML_TAG = re.compile(
    r"</?(?:html|head|body|meta|title|div|p|br|hr|h[1-6]|ul|ol|li|table|tr|td|th|blockquote|section|article|main|header|footer|"
    r"nav|span|a|strong|em|b|i|u|font|center|pre|img|sup|sub|dl|dt|dd)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|br|h[1-6]|ul|ol|li|table|blockquote|section|article|main|center|pre|dl)\b[^<>]*>",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_PAGE_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# How far the namespaces of a root element reach.
_DECLARED = 8192
_XML_ROOT = re.compile(r"(?:<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)?<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL)
# A page without a frame is taken for one when tags are this dense; a plain text that speaks of a tag is far below.
_CHARACTERS_PER_TAG = 400
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_PARAGRAPH = 40
_XML_KINDS: dict[str, str | Foreign] = {
    "html": HTML,
    "akomantoso": AKOMA_NTOSO,
    "tei": TEI,
    "tei.2": TEI,
    "teicorpus": TEI,
    "teicorpus.2": TEI,
    "svg": Foreign("a drawing (SVG)", NAME_A_STATEMENT),
    "rss": Foreign("a news feed (RSS)", f"{ADD_IT}, or save the entry's own page."),
    "feed": Foreign("a news feed (Atom)", f"{ADD_IT}, or save the entry's own page."),
}
_WORD_XML = Foreign("a Word document saved as XML", "Open it in Word and save it as DOCX.")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office"
_WEB_ARCHIVE = Foreign("a web archive (MHTML) or a mail message", f"{ADD_IT}, or save its text as HTML or plain text.")

# Each is worth what it proves: three points make a text Markdown. Plain text may hold a link or a few marks of stress.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class _Sign:
    """A pattern that cannot match where none of `marks` stands, what a match is worth, and all of them at most.

    Looking for the marks first takes a third of the time, since few texts have any.
    """

    marks: tuple[str, ...]
    pattern: re.Pattern[str]
    worth: int
    most: int

    def points(self, head: str) -> int:
        found = 0
        if any(mark in head for mark in self.marks):
            for _ in self.pattern.finditer(head):
                found += self.worth
                if found >= self.most:
                    return self.most
        return found


_SETTINGS = r"\A---[ \t]*\r?\n(?:[\w -]+:.*\r?\n|[ \t]+.*\r?\n|-[ \t].*\r?\n)+?---[ \t]*\r?$"
_UNDERLINED = r"(?:^|\n[ \t]*\r?\n)[^\s>*-][^\n]*\n(?:={3,}|-{3,})[ \t]*\r?\n[ \t]*\r?\n"
_STARS = r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s])\*\*(?![\w*])"
_DASHES = r"(?<![\w_])__(?=[^\s_])[^_\n]{1,200}(?<=[^\s])__(?![\w_])"
_LINK = r"!?\[[^\]\n]{1,200}\]\([^)\s]{1,500}(?: \"[^\"\n]*\")?\)"
_MARKDOWN_SIGNS = (
    _Sign(("# ", "#\t"), re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE), 3, 3),
    _Sign(("---",), re.compile(_SETTINGS, re.MULTILINE), 3, 3),
    _Sign(("```", "~~~"), re.compile(r"^ {0,3}(?:```|~~~)[\w-]*[ \t]*\r?$", re.MULTILINE), 2, 4),
    _Sign(("===", "---"), re.compile(_UNDERLINED), 2, 4),
    _Sign(("**",), re.compile(_STARS), 1, 2),
    _Sign(("__",), re.compile(_DASHES), 1, 2),
    _Sign(("](",), re.compile(_LINK), 1, 1),
    _Sign(("]:",), re.compile(r"^\[[^\]\n]{1,80}\]:[ \t]+\S", re.MULTILINE), 1, 2),
    _Sign(("- ", "* ", "+ "), re.compile(r"(?:^ {0,3}[-*+] \S.*\n(?:[ \t]*\n)?){3}", re.MULTILINE), 1, 1),
    _Sign(("> ",), re.compile(r"^> \S", re.MULTILINE), 1, 1),
)


def kind(content: str) -> str | Foreign:
    """HTML, Markdown, plain text, or the foreign markup that the characters are."""
    head = content[:_REACH]
    if head.startswith(("MIME-Version:", "From: <Saved by")):
        return _WEB_ARCHIVE
    start = _PREAMBLE.match(head)
    body = head[start.end() :] if start is not None else head
    if _PAGE_START.match(body):
        return HTML
    if head.lstrip().startswith("<?xml") or _is_bare_xml(content, body):
        return _xml_kind(body)
    markdown = _markdown_points(head) >= _ENOUGH
    if not markdown and _is_fragment(head, starts_with_tag=_BLOCK_TAG.match(body) is not None):
        return HTML
    return MARKDOWN if markdown else TEXT


def _xml_kind(body: str) -> str | Foreign:
    root = _XML_ROOT.match(body)
    if root is None:
        return XML
    name = root.group(1).lower()
    if name in ("worddocument", "package") and "schemas.microsoft.com/office" in body:
        return _WORD_XML
    if name == "document" and _OFFICE in body[: root.end() + _DECLARED]:
        return FLAT_ODT
    return _XML_KINDS.get(name, XML)


def _is_bare_xml(content: str, body: str) -> bool:
    """Whether this is XML that does not say so: its root names its namespace, or closes at the very end."""
    root = _XML_ROOT.match(body)
    if root is None or _HTML_TAG.match(body[root.start(1) - 1 :]) or _HTML_TAG.match(f"<{root.group(1)}>"):
        return False
    start_tag = body[: body.find(">", root.end()) + 1]
    if root.group(1).lower() in _XML_KINDS or "xmlns" in start_tag[root.end() :]:
        return True
    if re.search(rf"</(?:[\w.-]+:)?{re.escape(root.group(1))}\s*>\s*\Z", content[-_DECLARED:]) is None:
        return False
    from variorum.ingest.xml.tree import is_well_formed

    return is_well_formed(content)


def _is_fragment(head: str, *, starts_with_tag: bool) -> bool:
    """Whether tags hold the text together; where blank lines do, as in plain text with a table in it, it is no page."""
    if _BLOCK_TAG.search(head) is None:
        return False
    chunks = [chunk for chunk in _BLANK_LINE.split(head) if len(chunk.strip()) >= _PARAGRAPH]
    tagged = sum(1 for chunk in chunks if _HTML_TAG.search(chunk) is not None)
    if tagged * 4 < len(chunks) * 3:
        return False
    tags = sum(1 for _ in _HTML_TAG.finditer(head))
    return starts_with_tag or (tags >= _ENOUGH and tags * _CHARACTERS_PER_TAG >= len(head))


def _markdown_points(head: str) -> int:
    return sum(sign.points(head) for sign in _MARKDOWN_SIGNS)


_DECLARATION = re.compile(
    rb"""<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^<>]*?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# What pages mean by these names (WHATWG Encoding): the later, larger set.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def declared_codec(head: bytes) -> str | None:
    """The Python codec for the first encoding that a page's head declares, if it is one of characters."""
    found = _DECLARATION.search(head)
    if found is None:
        return None
    return codec_named((found.group(1) or found.group(2)).decode("ascii", "replace"))


def codec_named(label: str) -> str | None:
    """The Python codec for what pages mean by the name of an encoding, if it is one of characters."""
    try:
        codec = codecs.lookup({"x-sjis": "shift_jis", "ks_c_5601-1987": "euc_kr"}.get(label.lower(), label))
    except LookupError:
        return None
    name = codec.name
    # "unicode_escape", "idna" and their like are codecs, and no encodings of a page.
    if name.startswith(
        (
            "utf",
            "raw",
            "unicode",
            "idna",
            "punycode",
            "hex",
            "base64",
            "rot",
            "zlib",
            "bz2",
            "quopri",
            "uu",
            "mbcs",
            "oem",
        )
    ):
        return None
    return _MEANT.get(name, name)
