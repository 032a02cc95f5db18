"""What passes from a process that reads to the one that asked: values as JSON, texts as their own bytes.

Each frame is a line of JSON, which says how many bytes of text follow it. Whatever a hostile file does to the process
that reads it, what comes out of it is data: nothing in a frame is ever run.
"""

from __future__ import annotations

import json
from typing import IO, Any

from variorum import errors
from variorum.ingest.found import Statement, Unread
from variorum.ingest.texts import digest
from variorum.model.claims import Claim, Field
from variorum.model.spans import Span
from variorum.model.units import Block, BlockKind
from variorum.model.witnesses import Derivation, Limit, Text, TextWarning, WarningKind

Frame = dict[str, Any]

_UTF8 = ("utf-8", "surrogatepass")
_KINDS = tuple(BlockKind)


class FrameBroken(Exception):
    """What came is no frame, or longer than any may be."""


def write_frame(sink: IO[bytes], frame: Frame, content: str = "") -> None:
    """Send a frame with the text that belongs to it."""
    data = content.encode(*_UTF8)
    head = json.dumps({**frame, "content": len(data)}, ensure_ascii=False, separators=(",", ":")).encode(*_UTF8)
    sink.write(b"".join((head, b"\n", data)))
    sink.flush()


def read_frame(source: IO[bytes], most: int) -> tuple[Frame, str] | None:
    """The next frame and its text, neither of more than `most` bytes; None where none comes any more."""
    line = source.readline(most)
    if not line:
        return None
    try:
        frame: Frame = json.loads(line.decode(*_UTF8))
        size = frame["content"]
        data = source.read(size) if 0 <= size <= most else b""
        if len(data) != size:
            raise FrameBroken
        return frame, data.decode(*_UTF8)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FrameBroken from error


def statement_frame(found: Statement, place: int) -> Frame:
    """A statement without its characters; `place` is the byte of the source that reading has come to."""
    text = found.text
    return {
        "is": "statement",
        "place": place,
        "locator": found.locator,
        "name": found.name,
        "item": found.item_sha256,
        "media": found.media_type,
        "claims": [(each.field, each.value, each.reason) for each in found.claims],
        "own": [(each.field, each.value, each.reason) for each in text.claims],
        "derivation": (text.derivation.tool, text.derivation.version, text.derivation.settings),
        "blocks": [(_KINDS.index(block.kind), block.span.start, block.span.end, block.place) for block in text.blocks],
        "pages": [(span.start, span.end) for span in text.pages],
        "warnings": [(each.kind, each.message, each.incomplete) for each in text.warnings],
        "limits": [(each.what, each.limit, each.seen, each.effect) for each in text.limits],
    }


def value_of(frame: Frame, content: str) -> Statement | Unread | errors.SourceError | str | None:
    """What was sent: a statement, what was not read, the error that ended all, a media type; None for the end.

    A text's digest is made of what came, not of what was said. Raises FrameBroken.
    """
    try:
        match frame["is"]:
            case "statement":
                return _statement(frame, content)
            case "unread":
                return Unread(frame["locator"], frame["name"], _error(*frame["error"]))
            case "refused":
                return _error(*frame["error"])
            case "kind":
                return str(frame["kind"])
            case "end":
                return None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise FrameBroken from error
    raise FrameBroken


def place_of(frame: Frame) -> int:
    """The byte of the source that reading has come to."""
    place = frame.get("place", 0)
    return place if isinstance(place, int) and place >= 0 else 0


def _statement(frame: Frame, content: str) -> Statement:
    tool, version, settings = frame["derivation"]
    text = Text(
        content=content,
        sha256=digest(content),
        derivation=Derivation(tool, version, tuple((key, value) for key, value in settings)),
        blocks=tuple(Block(_KINDS[kind], Span(start, end), place) for kind, start, end, place in frame["blocks"]),
        pages=tuple(Span(start, end) for start, end in frame["pages"]),
        warnings=tuple(TextWarning(WarningKind(kind), said, bool(lost)) for kind, said, lost in frame["warnings"]),
        limits=tuple(Limit(*each) for each in frame["limits"]),
        claims=_claims(frame["own"]),
    )
    return Statement(frame["locator"], frame["name"], frame["item"], frame["media"], text, _claims(frame["claims"]))


def _claims(values: list[list[str]]) -> tuple[Claim, ...]:
    return tuple(Claim(Field(field), value, reason) for field, value, reason in values)


def unread_frame(found: Unread, place: int) -> Frame:
    """What could not be read."""
    error = error_values(found.error)
    return {"is": "unread", "place": place, "locator": found.locator, "name": found.name, "error": error}


def error_values(error: errors.SourceError) -> tuple[str, str, str, str]:
    """An error as its class, and what it says."""
    known = next(each for each in type(error).__mro__ if getattr(errors, each.__name__, None) is each)
    return known.__name__, error.name, error.what, error.remedy


def _error(kind: str, name: str, what: str, remedy: str) -> errors.SourceError:
    """The error of that class; each makes its sentence of other values, and here the sentence is made already."""
    known = getattr(errors, kind)
    if not (isinstance(known, type) and issubclass(known, errors.SourceError)):
        raise TypeError(kind)
    made = known.__new__(known)
    errors.SourceError.__init__(made, name, what, remedy)
    return made
