"""Where in a source a statement stands: steps joined by "!", each a kind and a value ("member:a/b.html!record:1024").

| step | counts |
|---|---|
| `member:NAME` | a member of a zip file by its name; `member:NAME#2` the second of that name |
| `row:N` | a row of JSON Lines or CSV by the line it begins in; of a JSON array by its place |
| `entry:N` | an entry of a feed by its place |
| `record:N` | a record of a web archive by the byte it begins at, unpacked; of CSL-JSON and RIS by its place |
| `part:N` | a part of a mail message by its place among those that hold no others |

Counting begins with 1, bytes with 0. The same bytes give the same locators for ever. Compression alone is no step.
"""

from __future__ import annotations

import re

_BETWEEN = "!"
# What would be taken for the grammar, and what no terminal, database or file should meet.
_ESCAPED = re.compile("[%!#\x00-\x1f\x7f\ud800-\udfff]")
_ESCAPE = re.compile("%([0-9A-F]+);")


def step(kind: str, value: str | int, *, ordinal: int = 1) -> str:
    """One step; `ordinal` tells apart what has the same name."""
    escaped = _ESCAPED.sub(lambda match: f"%{ord(match[0]):X};", str(value))
    return f"{kind}:{escaped}" if ordinal == 1 else f"{kind}:{escaped}#{ordinal}"


def within(locator: str, inner: str) -> str:
    """The locator of what stands at `inner` in what stands at `locator`; "" is the whole."""
    return _BETWEEN.join(filter(None, (locator, inner)))


def steps(locator: str) -> tuple[tuple[str, str, int], ...]:
    """Kind, value and ordinal of each step; raises ValueError for what is no locator."""
    found = []
    for each in locator.split(_BETWEEN) if locator else ():
        kind, colon, value = each.partition(":")
        value, _, ordinal = value.partition("#")
        if not colon:
            raise ValueError(locator)
        found.append((kind, _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value), int(ordinal or 1)))
    return tuple(found)
