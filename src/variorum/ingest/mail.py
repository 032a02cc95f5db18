"""Mail messages and pages saved as MHTML: the message's own text, and what is attached to it."""

from __future__ import annotations

import io
import re
from email import message_from_bytes, policy
from email.errors import MessageError
from typing import TYPE_CHECKING, cast

from variorum.errors import SourceDamaged, SourceError, SourceTooLarge, SourceWithoutText
from variorum.ingest.columns import claims
from variorum.ingest.decode import Decoded, decode
from variorum.ingest.formats import HTML
from variorum.ingest.limits import bytes_said
from variorum.ingest.locators import step
from variorum.ingest.markup import codec_named
from variorum.ingest.parts import Lost, Part, Passage, all_bytes
from variorum.ingest.sniff import declared_encoding
from variorum.model.claims import Field
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage
    from typing import TypeVar

    from variorum.ingest.parts import Bounds
    from variorum.model.claims import Claim

    Value = TypeVar("Value")

SEEMS = "a mail message"

# What the standard library's parser of headers is known to raise on headers that are none.
_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):")
# Programs write these; a memorandum that begins with From, Date and Subject has none of them.
_BY_PROGRAMS = {"message-id", "received", "mime-version", "return-path", "delivered-to", "dkim-signature"}
_ENDINGS = (".eml", ".mht", ".mhtml")
# The parser's time grows with the square of a header's length, and with the product of lines and nesting.
_LONGEST_HEADER = 16 * 1024
_MOST_HEADERS = 1024 * 1024
_DEEPEST = 32
_PASSED = {"image", "audio", "video"}
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}


def is_mail(head: str, name: str) -> bool:
    """Whether the characters begin with the head of a message, as programs write it."""
    names: set[str] = set()
    lines = head.split("\n")
    for line in lines:
        if not line.strip():
            break
        header = _HEADER.match(line)
        if header is not None:
            names.add(header[1].lower())
        elif line[0] not in " \t" or not names:
            return False
    if not {"from", "sender"} & names and "snapshot-content-location" not in names:
        return False
    hinted = name.lower().endswith(_ENDINGS) and bool({"date", "subject"} & names)
    return bool(_BY_PROGRAMS & names) or hinted


def mail_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Part | Passage | Lost]:
    """The message's text, plain or else HTML, and its attachments; pictures and signatures are passed over."""
    data = all_bytes(stream, name, bounds.limits.input_bytes)
    _check(data, name)
    message = _tried(lambda: message_from_bytes(data, policy=policy.default), None)
    leaves = _tried(lambda: list(_leaves(message, _DEEPEST)) if message is not None else None, None)
    if message is None or leaves is None:
        raise SourceDamaged(name, SEEMS, "its parts cannot be told apart")
    body = _body(message, leaves)
    found = False
    for number, leaf in enumerate(leaves, start=1):
        place = step("part", number)
        try:
            part = _taken(message, leaf, place, f"{name}!{place}", rest=leaves if leaf is body else None)
        except SourceError as error:
            yield Lost(place, name, error)
            continue
        if part is not None:
            found = True
            yield part
    if not found:
        raise SourceWithoutText(name, "is a mail message without text", "Save what it shows as plain text.")


def _check(data: bytes, name: str) -> None:
    """Refuse a head that would keep the parser busy for hours."""
    end = re.search(rb"\r?\n\r?\n", data[: _MOST_HEADERS + 4])
    if end is None and len(data) > _MOST_HEADERS:
        limit = bytes_said(_MOST_HEADERS)
        raise SourceTooLarge(name, seen=f"its head takes more than {limit}", limit=limit)


def _tried(action: Callable[[], Value], otherwise: Value) -> Value:
    """What the standard library makes of a message, or `otherwise` where it fails at it."""
    try:
        return action()
    except _BROKEN:
        return otherwise


def _leaves(message: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """The parts that hold no others, in order; a message attached to this one is a part."""
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        if depth == 0:
            return
        for part in payload:
            yield from _leaves(cast("EmailMessage", part), depth - 1)
    else:
        yield message


def _body(message: EmailMessage, leaves: list[EmailMessage]) -> EmailMessage | None:
    """The part that is the message's text: the plain one where it holds any, else the HTML."""
    candidates = [
        _tried(lambda kind=kind: cast("EmailMessage | None", message.get_body((kind,))), None)  # type: ignore[misc]
        for kind in ("plain", "html")
    ]
    for candidate in candidates:
        if candidate is not None and any(candidate is leaf for leaf in leaves) and _bytes(candidate).strip():
            return candidate
    return next((leaf for leaf in leaves if _is_text(leaf) and not _is_attached(leaf)), None)


def _taken(
    message: EmailMessage, leaf: EmailMessage, place: str, said: str, *, rest: list[EmailMessage] | None
) -> Part | Passage | None:
    """A part of the message; None for one that is passed over. `rest` is there for the body: all parts beside it."""
    if rest is not None:
        return _text(message, leaf, place, said, rest)
    kind = _kind(leaf)
    if not _is_attached(leaf) or kind.partition("/")[0] in _PASSED or kind in _SIGNATURES:
        return None
    name = (_tried(leaf.get_filename, None) or "").replace("\\", "/").rpartition("/")[2]
    codec = codec_named(_tried(leaf.get_content_charset, None) or "")
    return Part(place, name, io.BytesIO(_bytes(leaf)), _claims(message, leaf, body=False), codec)


def _text(message: EmailMessage, leaf: EmailMessage, place: str, said: str, rest: list[EmailMessage]) -> Passage:
    data = _bytes(leaf)
    codec = codec_named(_tried(leaf.get_content_charset, None) or "")
    is_html = _kind(leaf) == HTML
    decoded = decode(data, declared=codec or (declared_encoding(data) if is_html else None))
    if decoded is None:
        raise SourceDamaged(said, "the text of a mail message", "it is in no encoding known here")
    warnings = (*decoded.warnings, *_further(leaf, rest))
    content = Decoded(decoded.content, decoded.encoding, warnings)
    return Passage(place, data, content, HTML if is_html else None, _claims(message, leaf, body=True))


def _further(body: EmailMessage, rest: list[EmailMessage]) -> tuple[TextWarning, ...]:
    """A warning where text of the body's kind stands in other parts, as after a picture or in a list's footer."""
    others = [
        number
        for number, leaf in enumerate(rest, start=1)
        if leaf is not body and _kind(leaf) == _kind(body) and not _is_attached(leaf) and _bytes(leaf).strip()
    ]
    if not others:
        return ()
    message = f"The message has more text, which was left out, in its part {', '.join(map(str, others[:10]))}."
    return (TextWarning(WarningKind.EXTRACTION, message, incomplete=True),)


def _kind(leaf: EmailMessage) -> str:
    return _tried(leaf.get_content_type, "application/octet-stream")


def _is_text(leaf: EmailMessage) -> bool:
    return _kind(leaf) in ("text/plain", HTML)


def _is_attached(leaf: EmailMessage) -> bool:
    if _tried(leaf.get_content_disposition, None) == "attachment" or _tried(leaf.get_filename, None):
        return True
    return not _kind(leaf).startswith("text/")


def _bytes(leaf: EmailMessage) -> bytes:
    """The part's own bytes, out of their transfer encoding."""
    inner = leaf.get_payload()
    if isinstance(inner, list):
        return b"".join(_tried(lambda part=part: part.as_bytes(policy=policy.compat32), b"") for part in inner)  # type: ignore[misc]
    data: object = _tried(lambda: leaf.get_payload(decode=True), None)
    return data if isinstance(data, bytes) else b""


def _header(message: EmailMessage, name: str) -> str:
    return _tried(lambda: str(message.get(name, ""))[:_LONGEST_HEADER], "")


def _claims(message: EmailMessage, leaf: EmailMessage, *, body: bool) -> tuple[Claim, ...]:
    """What the message says; its subject and identity are those of its own text, not of what is attached."""
    sender = _header(message, "From")
    named = sender.partition("<")[0].strip(' "') or sender.strip("<> ")
    found = [
        (Field.PUBLISHED, _header(message, "Date"), "the message's Date"),
        (Field.ISSUER, "" if named.startswith("Saved by") or not named else named, "the message's From"),
    ]
    if body:
        address = _header(message, "Snapshot-Content-Location") or _header(leaf, "Content-Location")
        found = [
            (Field.TITLE, _header(message, "Subject"), "the message's Subject"),
            *found,
            (Field.SOURCE_ID, _header(message, "Message-ID"), "the message's Message-ID"),
            (Field.URL, address if address.startswith(("http://", "https://")) else "", "the saved page's address"),
        ]
    return claims(found)
