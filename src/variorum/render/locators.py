"""Where in its source a statement stands, as people say it."""

from __future__ import annotations

import re

from variorum.render.typeset import visible

_ESCAPE = re.compile("%([0-9A-F]+);")
_WEB_ARCHIVE = re.compile(r"\.warc(\.gz)?$", re.IGNORECASE)


def place_said(locator: str, name: str = "") -> str:
    """A locator in words, in the file of this name: "a/b.html", "row 17", "record at byte 1608"; "" for the whole."""
    said = []
    for step in locator.split("!") if locator else ():
        kind, _, value = step.partition(":")
        value, _, ordinal = value.partition("#")
        value = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)
        if kind == "member":
            name = value
            said.append(f"{value} (number {ordinal} of that name)" if ordinal else value)
        elif kind == "record" and _WEB_ARCHIVE.search(name):
            said.append(f"record at byte {value}")
        else:
            said.append(f"{kind} {value}")
    return visible(", ".join(said))


def source_said(name: str, locator: str) -> str:
    """The file and the place in it: "cap.warc.gz, record at byte 1608"."""
    return ", ".join(part for part in (visible(name), place_said(locator, name)) if part)
