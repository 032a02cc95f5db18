"""What a parser of markup has against a document, in words for those who only have the document."""

from __future__ import annotations

import re

from lxml import etree

_DEPTH = re.compile(r"Excessive depth in document: (\d+)")
AVALANCHE = "its entities are an avalanche of characters"


def complaint(error: etree.XMLSyntaxError | ValueError) -> str:
    """What the parser found, without its advice to programmers.

    Raises MemoryError where it ran out of that: it says so only by a number, and the document may be sound.
    """
    if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from error
    return in_words(" ".join(str(error).split()).replace(" (<string>, line ", " (line ").split(" (line ")[0])


def in_words(message: str) -> str:
    """The same of what stands in a parser's log."""
    depth = _DEPTH.match(message)
    if depth:
        return f"its elements are nested more than {int(depth[1]):,} deep"
    return AVALANCHE if "amplification" in message else message
