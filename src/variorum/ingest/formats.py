"""The formats that are read, and how one that is not is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
XML = "application/xml"
TEI = "application/tei+xml"
AKOMA_NTOSO = "application/akn+xml"

# What holds several.
GZIP = "application/gzip"
ZIP = "application/zip"
WACZ = "application/wacz"
WARC = "application/warc"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
JSONL = "application/x-ndjson"
JSON = "application/json"
CSL = "application/vnd.citationstyles.csl+json"
CSV = "text/csv"
MAIL = "message/rfc822"
RIS = "application/x-research-info-systems"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A format known and not read: what it `seems`, with its article, and the way out; or why it cannot be."""

    seems: str
    remedy: str
    protected: bool = False
    damage: str = ""
