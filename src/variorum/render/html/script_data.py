"""What a page's script draws from, as an element of the page."""

from __future__ import annotations

import json
import re

# What would end the element, start another, be dropped or replaced by a parser, or hide or reorder the source: written
# as an escape of JSON. A lone surrogate has no form in UTF-8.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def embedded(document: object) -> str:
    """A JSON document for a script element: nothing in it can end the element or act on a reader of the source."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
