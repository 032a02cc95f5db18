"""Mail messages and pages saved as MHTML: the message's own text, and what is attached to it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import TYPE_CHECKING, cast

from variorum.errors import SourceDamaged, SourceError, SourceTooLarge, SourceWithoutText
from variorum.ingest.containers.columns import claims
from variorum.ingest.containers.parts import Lost, Part, Passage, all_bytes
from variorum.ingest.decode import Decoded, decode
from variorum.ingest.formats import HTML
from variorum.ingest.limits import bytes_said
from variorum.ingest.locators import step
from variorum.ingest.markup import codec_named
from variorum.ingest.sniff import declared_encoding
from variorum.model.claims import Field
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from typing import TypeVar

    from variorum.ingest.containers.parts import Bounds
    from variorum.model.claims import Claim

    Value = TypeVar("Value")

SEEMS = "a mail message"

# What the standard library's parser of headers is known to raise on headers that are none.
_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):")
# Programs write these; a memorandum that begins with From, Date and Subject has none of them.
_BY_PROGRAMS = {"message-id", "received", "mime-version", "return-path", "delivered-to", "dkim-signature"}
_ENDINGS = (".eml", ".mht", ".mhtml")
# A header's parameters are parsed in the square of its length.
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
    try:
        # The older policy: the newer parses every header in full, at 4 ms a part and the square of a header's length.
        message = message_from_bytes(data, policy=policy.compat32)
        leaves = [_leaf(number, part) for number, part in enumerate(_parts(message, _DEEPEST), start=1)]
    except _BROKEN as error:
        raise SourceDamaged(name, SEEMS, "its parts cannot be told apart") from error
    body = _body(leaves)
    found = False
    for leaf in leaves:
        place = step("part", leaf.number)
        try:
            is_body = leaf is body
            part = _text(message, leaf, leaves, f"{name}!{place}") if is_body else _attachment(message, leaf)
        except SourceError as error:
            yield Lost(place, name, error)
            continue
        if part is not None:
            found = True
            yield part
    if not found:
        raise SourceWithoutText(name, "is a mail message without text", "Save what it shows as plain text.")


def _check(data: bytes, name: str) -> None:
    """Refuse a head that would keep the parser busy."""
    end = re.search(rb"\r?\n\r?\n", data[: _MOST_HEADERS + 4])
    if end is None and len(data) > _MOST_HEADERS:
        limit = bytes_said(_MOST_HEADERS)
        raise SourceTooLarge(name, seen=f"its head takes more than {limit}", limit=limit)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A part that holds no others; `data` is out of its transfer encoding, `file` the name it was attached under."""

    number: int
    part: Message
    kind: str
    codec: str | None
    file: str
    attached: bool
    data: bytes


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """The parts that hold no others, in order; a message attached to this one is a part."""
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        for part in payload if depth else ():
            yield from _parts(cast("Message", part), depth - 1)
    else:
        yield message


def _leaf(number: int, part: Message) -> _Leaf:
    long = any(len(str(part.get(name, ""))) > _LONGEST_HEADER for name in ("Content-Type", "Content-Disposition"))
    kind = "application/octet-stream" if long else part.get_content_type()
    file = "" if long else _decoded_words(_tried(part.get_filename, None) or "")
    disposition = None if long else _tried(part.get_content_disposition, None)
    codec = None if long else codec_named(_tried(part.get_content_charset, None) or "")
    attached = disposition == "attachment" or bool(file) or not kind.startswith("text/")
    return _Leaf(number, part, kind, codec, file.replace("\\", "/").rpartition("/")[2], attached, _data(part))


def _data(part: Message) -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"".join(_tried(cast("Message", each).as_bytes, b"") for each in inner)
    data: object = _tried(lambda: part.get_payload(decode=True), None)
    return data if isinstance(data, bytes) else b""


def _tried(action: Callable[[], Value], otherwise: Value) -> Value:
    """What the standard library makes of a part, or `otherwise` where it fails at it."""
    try:
        return action()
    except _BROKEN:
        return otherwise


def _body(leaves: list[_Leaf]) -> _Leaf | None:
    """The part that is the message's text: the first plain one that holds any, else the first in HTML."""
    inline = [leaf for leaf in leaves if not leaf.attached and leaf.data.strip()]
    return next((leaf for kind in ("text/plain", HTML) for leaf in inline if leaf.kind == kind), None)


def _attachment(message: Message, leaf: _Leaf) -> Part | None:
    """What is attached; None for what is passed over."""
    if not leaf.attached or leaf.kind.partition("/")[0] in _PASSED or leaf.kind in _SIGNATURES:
        return None
    return Part(step("part", leaf.number), leaf.file, io.BytesIO(leaf.data), _claims(message), leaf.codec)


def _text(message: Message, leaf: _Leaf, leaves: list[_Leaf], said: str) -> Passage:
    """The message's own text."""
    is_html = leaf.kind == HTML
    decoded = decode(leaf.data, declared=leaf.codec or (declared_encoding(leaf.data) if is_html else None))
    if decoded is None:
        raise SourceDamaged(said, "the text of a mail message", "it is in no encoding known here")
    content = Decoded(decoded.content, decoded.encoding, (*decoded.warnings, *_further(leaf, leaves)))
    found = (*_claims(message), *_own_claims(message, leaf.part))
    return Passage(step("part", leaf.number), leaf.data, content, HTML if is_html else None, found)


def _further(body: _Leaf, leaves: list[_Leaf]) -> tuple[TextWarning, ...]:
    """A warning where text of the body's kind stands in other parts, as after a picture or in a list's footer."""
    others = [
        str(leaf.number)
        for leaf in leaves
        if leaf is not body and leaf.kind == body.kind and not leaf.attached and leaf.data.strip()
    ]
    if not others:
        return ()
    message = f"The message has more text, which was left out, in its part {', '.join(others[:10])}."
    return (TextWarning(WarningKind.EXTRACTION, message, incomplete=True),)


def _header(message: Message, name: str) -> str:
    return _decoded_words(str(message.get(name, ""))[:_LONGEST_HEADER])


def _decoded_words(written: str) -> str:
    """A header's words out of their encoding."""
    return _tried(lambda: str(make_header(decode_header(written))), written) if "=?" in written else written


def _claims(message: Message) -> tuple[Claim, ...]:
    """What the message says of itself and of all that is attached to it."""
    sender = _header(message, "From")
    name, address = _tried(lambda: parseaddr(sender), ("", ""))
    return claims(
        (
            (Field.PUBLISHED, _header(message, "Date"), "the message's Date"),
            (Field.ISSUER, "" if "<Saved by" in sender else name or address, "the message's From"),
        )
    )


def _own_claims(message: Message, part: Message) -> tuple[Claim, ...]:
    """What it says of its own text alone."""
    address = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    return claims(
        (
            (Field.TITLE, _header(message, "Subject"), "the message's Subject"),
            (Field.SOURCE_ID, _header(message, "Message-ID"), "the message's Message-ID"),
            (Field.URL, address if address.startswith(("http://", "https://")) else "", "the saved page's address"),
        )
    )
