"""What the head of an answer means: the page, another address, not yet, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.errors import FetchStatus, FetchTooLarge, FetchWrongType
from variorum.ingest.limits import bytes_said

if TYPE_CHECKING:
    from variorum.ingest.fetch.exchange import Head

OK, NOT_MODIFIED = 200, 304
# 203: a proxy on the way has changed the page, and says so; what came is what is kept.
_WITH_PAGE = frozenset({OK, 203})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_NOW = frozenset({429, 503})
_REMEDIES = {
    401: "The page wants a password: save it with a browser and name the file.",
    403: "The server refuses programs, or this one: save the page with a browser and name the file.",
    404: "Check the address; a page that was taken down may be in a web archive.",
    410: "The page was taken down on purpose; it may be in a web archive.",
    429: "The server has had too many requests: try again later.",
    451: "The page is withheld for legal reasons; it may be in a web archive.",
}
_SERVER_FAILS = "The server has a fault: try again later."
_ODD = "Open the address in a browser to see what it is, and save the page there."

_TYPES = frozenset(
    (
        "csv epub+zip gzip json jsonl jsonlines mbox msword ndjson octet-stream pdf rtf vnd.ms-word "
        "vnd.oasis.opendocument.text wacz warc x-gzip x-jsonlines x-ndjson x-pdf x-wacz x-warc x-zip "
        "x-zip-compressed xml zip"
    ).split()
)
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_SECONDS = re.compile(r"[0-9]{1,9}")
# What is kept of a header field to be sent back one day.
_MOST_VALIDATOR = 1_000
_VALIDATOR = re.compile(r"[\x21-\x7e][\x20-\x7e]*")


def leads_on(head: Head) -> bool:
    """Whether the answer is another address."""
    return head.status in _REDIRECTS


def asks_to_wait(head: Head) -> float | None:
    """For how many seconds the host wants to be left alone; None where it does not say so.

    A date is taken against the server's own clock, in the same head: neither side's need be right.
    """
    said = head.fields.get("retry-after", "").strip()
    if head.status not in _NOT_NOW or not said:
        return None
    if _SECONDS.fullmatch(said):
        return float(said)
    from email.utils import parsedate_to_datetime

    try:
        until = parsedate_to_datetime(said)
        return max(0.0, (until - parsedate_to_datetime(head.fields.get("date", ""))).total_seconds())
    except (TypeError, ValueError):
        return None


def media_type(head: Head) -> str:
    """The media type said, in lower case and without parameters; "" where none is, or none that can be read."""
    said = head.fields.get("content-type", "").partition(";")[0].strip().lower()
    return said if _TYPE.fullmatch(said) else ""


def validator(head: Head, field: str) -> str:
    """A header field to be sent back when the address is asked for again; "" for none that is safe to send."""
    value = head.fields.get(field, "").strip()
    return value if len(value) <= _MOST_VALIDATOR and _VALIDATOR.fullmatch(value) else ""


def check_head(head: Head, name: str, *, most: int) -> None:
    """Refuse what is no page, or one of a wrong type or size, before any of its body is read."""
    if head.status not in _WITH_PAGE:
        fault = _SERVER_FAILS if head.status >= 500 else _ODD
        raise FetchStatus(name, head.status, _REMEDIES.get(head.status, fault))
    said = media_type(head)
    if said and not _may_be_statement(said):
        raise FetchWrongType(name, said)
    length = head.fields.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise FetchTooLarge(name, seen=bytes_said(int(length)), limit=bytes_said(most))


def _may_be_statement(said: str) -> bool:
    kind, _, name = said.partition("/")
    if kind in ("text", "message"):
        return True
    if kind == "multipart":
        return name in ("mixed", "alternative", "related")
    return kind == "application" and (
        name in _TYPES or name.endswith(("+xml", "+json")) or name.startswith("vnd.openxmlformats-officedocument.")
    )
