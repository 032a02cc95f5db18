"""What is wrong with stored segments and successions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def tiling_faults(content: str, spans: Iterable[tuple[int, int, int]]) -> Iterator[str]:
    """What is wrong with segments (number, start, end): they and the white space between them make up the text."""
    place = 0
    for expected, (number, start, end) in enumerate(spans):
        if number != expected:
            yield f"segment {expected} is missing"
            return
        if not place <= start < end <= len(content):
            yield f"segment {number} ({start}–{end}) does not lie in order in a text of {len(content)} code points"
            return
        if content[place:start].strip():
            yield f"characters {place}–{start} are in no segment"
        if content[start].isspace() or content[end - 1].isspace():
            yield f"segment {number} begins or ends on white space"
        place = end
    if content[place:].strip():
        yield f"characters {place}–{len(content)} are in no segment"


def succession_faults(rows: str, base: int, other: int) -> Iterator[str]:
    """What is wrong with the stored successions of two texts of so many segments: each is in one row at most."""
    try:
        found = json.loads(rows)
        sides = [[number for row in found for number in row[side]] for side in (0, 1)]
        strands = [(strand[0], strand[1], row) for row in found for strand in row[6]]
        kinds = {row[2] for row in found}
    except (ValueError, TypeError, LookupError) as error:
        yield f"it cannot be read ({error})"
        return
    for name, numbers, count in (("first", sides[0], base), ("second", sides[1], other)):
        if len(set(numbers)) < len(numbers) or not set(numbers) <= set(range(count)):
            yield f"it does not keep to the {count} segments of the {name} text, each once"
    if any(i not in row[0] or j not in row[1] for i, j, row in strands):
        yield "a segment goes on as one that does not answer it"
    if strays := sorted(map(str, kinds - {kind.value for kind in BeadKind})):
        yield f"{strays[0]} is no kind of bead"
