"""JSON that is safe to print on a terminal."""

from __future__ import annotations

import json
import re
from typing import TypeGuard

# Characters that may not stand in UTF-8, or that could steer a terminal or reorder what a person reads: written as
# the escapes that JSON has for them, so that a parser gives them back.
ESCAPED = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def dumped(value: object) -> str:
    """A value on one line; what it ends in is not yet escaped (see `escaped`)."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def escaped(document: str) -> str:
    """A document with every character that a terminal could obey or a person not see written as its escape."""
    return ESCAPED.sub(_escape, document)


def json_document(schema: str, **members: object) -> str:
    """A document that names its schema first: a line for each member, and for each object of a list."""
    return escaped(f"{_object({'schema': schema, **members})}\n")


def json_line(schema: str, **members: object) -> str:
    """A document that names its schema first, on one line."""
    return escaped(f"{dumped({'schema': schema, **members})}\n")


def _object(members: dict[str, object]) -> str:
    return "{" + ",\n".join(f"{dumped(key)}: {_member(value)}" for key, value in members.items()) + "}"


def _member(value: object) -> str:
    if _is_list_of_objects(value):
        return "[\n" + ",\n".join(map(dumped, value)) + "\n]"
    if isinstance(value, dict) and any(map(_is_list_of_objects, value.values())):
        return _object(value)
    return dumped(value)


def _is_list_of_objects(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
