"""What the index's script reads of all families: files that a page opened from a disk may load, as it may not fetch."""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64encode
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.render.html.reuse.words import KINDS, kind_of_family
from variorum.text.days import numbered_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.reuse_views import RunFamily

# The day of what has no date.
UNDATED = -(1 << 31)


def data_script(name: str, value: object) -> str:
    """A script in a file of its own that hands over a value under a name.

    Nothing in it can be taken for the end of an element, so it needs no escapes but those of JSON.
    """
    return f"received({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n"


def columns_of(families: Sequence[RunFamily]) -> dict[str, object]:
    """The numbers that families are filtered and sorted by, a column each, little-endian in base 64.

    `first` and `last` are the first and the last day that a family may be said. `loose` has the families (by their
    places here) whose earliest or latest date is a year or a month alone: the last day that the one may mean, and the
    first of the other.
    """
    nobody = (UNDATED, UNDATED)
    days = [[numbered_days(said) if said else nobody for said in (one.earliest, one.latest)] for one in families]
    return {
        "documents": _packed("I", (one.documents for one in families)),
        "issuers": _packed("I", (one.issuers for one in families)),
        "words": _packed("I", (one.words for one in families)),
        "first": _packed("i", (earliest[0] for earliest, _ in days)),
        "last": _packed("i", (latest[1] for _, latest in days)),
        "loose": [
            [place, earliest[1], latest[0]]
            for place, (earliest, latest) in enumerate(days)
            if earliest[0] != earliest[1] or latest[0] != latest[1]
        ],
        "kind": _packed("B", (KINDS.index(kind_of_family(one)) for one in families)),
    }


def steps(places: Iterable[int]) -> list[int]:
    """Ascending places, from 0, as steps from each to the next; the first from -1."""
    return [after - before for before, after in pairwise((-1, *places))]


def _packed(code: str, values: Iterable[int]) -> str:
    numbers = array(code, values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return b64encode(numbers.tobytes()).decode("ascii")
