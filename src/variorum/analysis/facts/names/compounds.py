"""Names that a word in them tells the kind of: "Committee on Trade", "Soviet Army", "Treaty of Orsa", "Lake Orsa"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from variorum.analysis.facts.names.gazetteers.words import COMPLEMENTS, FIELDED
from variorum.analysis.facts.names.words import (
    CUT,
    DOCUMENT,
    EVENT,
    HEADS,
    LINK,
    MODIFIER,
    ORGANISATION,
    OTHER,
    PLACE,
    TITLE,
    Piece,
    pieces,
)
from variorum.model.facts import FactKind
from variorum.text.capitals import RUN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# The order in which a word that is head of several kinds is read.
_KINDS = (
    (DOCUMENT, FactKind.DOCUMENT),
    (ORGANISATION, FactKind.ORGANISATION),
    (EVENT, FactKind.EVENT),
    (PLACE, FactKind.PLACE),
)
_COMPLEMENT = re.compile(r"\s+(on|for|to|in|against)\s+(?:the\s+)?(?=\w)")
_LISTED = re.compile(r"(?:,\s+[A-Z]\w+(?:\s+[A-Z]\w+)*+)*+,?\s+(?:and|&)\s+(?=[A-Z])")
_IN_AND_SHORT = re.compile(
    r"\s+in\s+(?:the\s+)?(?P<place>[A-Z]\w+(?:\s+(?:of\s+(?:the\s+)?)?[A-Z]\w+)*+)\s*\([A-Z]{3,}\)"
)
_MOST_COMPLEMENTS = 4
# Words of an office that stand apart from its last: "Assistant Bureau Chief".
_RANKS = frozenset("Assistant Deputy Associate Acting Senior Vice Chief".split())
# Bodies of several places under one head: "Reserve Banks of Orsa, Karrow, and Mombo".
_OF_SEVERAL = frozenset(("Banks",))
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(
    rf"\s+of\s+(?:\d{{1,2}}\s+(?:{_MONTHS})\s+\d{{4}}|(?:{_MONTHS})\s+\d{{1,2}},?\s+\d{{4}}|(?:{_MONTHS})\s+\d{{4}}|\d{{4}})(?!\w)"
)
_YEAR_BEFORE = re.compile(r"(?<![\w.,/-])(?:1[5-9]|20)\d\d\s$")
# One of these with no word before it names nothing.
_WAR_WORDS = frozenset("Day Week Month Games".split())
# More words before a head than this are a sentence in capitals.
_LONGEST = 12


class Compound(NamedTuple):
    """A name of a kind in [start, end) of the text; it takes the pieces of its group up to `last`."""

    kind: FactKind
    start: int
    end: int
    last: int


def compound_in(
    view: str, group: Sequence[Piece], stop: int, known: Callable[[str], bool], *, strict: bool
) -> Compound | None:
    """The name that a head in a group makes of it, None where there is none. It may go on beyond the group, to `stop`.

    `strict` asks for a head with what it is of or on behind it; in a title with capitals throughout no other shows
    where its name begins.
    """
    head = _head(group)
    if head is None:
        return None
    first = _first(group, head)
    kind = _kind(group[head])
    if kind is None or (kind is FactKind.PLACE and any(piece.flags & TITLE for piece in group[first:head])):
        return None
    last = _end_of_complement(group, head)
    if _is_of_office(group, first, head, last, kind):
        return None
    end = group[last - 1].end
    if last == len(group) and not group[-1].possessive:
        end = _extended(view, group, head, end, stop, known)
        end = _abbreviated(view, end, stop)
        if kind is FactKind.DOCUMENT and (dated := _DATED.match(view, end, stop)):
            end = dated.end()
    bare = last - first == 1 and end == group[head].end
    branched = last > head + 1 or end > group[head].end
    if bare or (strict and not branched) or not _names(group, first, head, kind, branched=branched):
        return None
    start = group[first].start
    if kind is FactKind.DOCUMENT and (year := _YEAR_BEFORE.search(view, max(0, start - 6), start)):
        start = year.start()
    return Compound(kind, start, end, last)


def _is_of_office(group: Sequence[Piece], first: int, head: int, last: int, kind: FactKind) -> bool:
    """Whether a head only says whose office follows: "District Judge", "Assistant Bureau Chief"."""
    if last == len(group) or last > head + 1 or not group[last].flags & TITLE:
        return False
    return kind is FactKind.PLACE or all(piece.text in _RANKS for piece in group[first:head])


def _kind(piece: Piece) -> FactKind | None:
    return next((kind for flag, kind in _KINDS if piece.flags & flag), None)


def _head(group: Sequence[Piece]) -> int | None:
    """The piece that says what the group names: before its first "of", else the last, else the last head within."""
    link = next((k for k, piece in enumerate(group) if piece.flags & LINK and piece.text == "of"), len(group))
    if link < len(group) and link and group[link - 1].flags & (HEADS | TITLE):
        return link - 1 if group[link - 1].flags & (HEADS & ~OTHER) else None
    last = len(group) - 1
    if group[last].flags & HEADS:
        return last if group[last].flags & (HEADS & ~OTHER) else None
    heads = [k for k in range(1, link) if group[k].flags & (HEADS & ~OTHER) and not group[k].flags & TITLE]
    return heads[-1] if heads else None


def _first(group: Sequence[Piece], head: int) -> int:
    """The first piece of the name around a head."""
    first = 0
    for k in range(head):
        is_office = group[k].flags & TITLE and k + 1 < head and group[k + 1].flags & LINK
        if is_office or (group[k].text == "the" and group[k - 1].text == "of"):
            first = k + 1
    while first < head and group[first].flags & LINK:
        first += 1
    return first


def _end_of_complement(group: Sequence[Piece], head: int) -> int:
    """The piece after what belongs to a head: all that follows, up to an office."""
    k = head + 1
    if (
        k < len(group)
        and not group[k].flags & LINK
        and (group[k].flags & OTHER or not group[head].flags & ORGANISATION)
    ):
        return k
    # "Office of the President": an office is of an officer; any other name ends where an officer's title begins.
    ends = CUT if group[head].text == "Office" else CUT | TITLE
    while k < len(group) and not group[k].flags & ends:
        k += 1
    if k < len(group) and group[k].flags & TITLE:
        # "Personal Envoy", "Special Adviser": the office begins with the word before it.
        while k > head + 1 and group[k - 1].flags & MODIFIER:
            k -= 1
    while group[k - 1].flags & LINK:
        k -= 1
    return k


def _extended(view: str, group: Sequence[Piece], head: int, end: int, stop: int, known: Callable[[str], bool]) -> int:
    """Where a name ends that goes on with "on", "for" … or, for what has a field, with "and"."""
    word = group[head].text
    if word in _OF_SEVERAL and (listed := _LISTED.match(view, end, stop)):
        run = RUN.match(view, listed.end(), stop)
        return _until_cut(pieces(view, run.start(), run.end()))[-1].end if run else end
    fielded = word in FIELDED and head + 1 < len(group)
    for _ in range(_MOST_COMPLEMENTS):
        link = _COMPLEMENT.match(view, end, stop)
        if link and _goes_on(group, head, link[1]) and (run := RUN.match(view, link.end(), stop)):
            part = pieces(view, run.start(), run.end())
            if part[0].flags & CUT:
                break
            fielded = word in FIELDED
        elif fielded and (listed := _LISTED.match(view, end, stop)) and (run := RUN.match(view, listed.end(), stop)):
            part = pieces(view, run.start(), run.end())
            spelling = " ".join(piece.text for piece in part)
            if any(piece.flags & (ORGANISATION | DOCUMENT | TITLE | CUT) for piece in part) or known(spelling):
                break
        else:
            break
        used = _until_cut(part)
        end = used[-1].end
        if used[-1].possessive or len(used) < len(part):
            break
    return end


def _goes_on(group: Sequence[Piece], head: int, link: str) -> bool:
    """Whether a name goes on with a link; after what a mission is of, "in" says where it is."""
    return group[head].text in COMPLEMENTS[link] and (link != "in" or head == len(group) - 1)


def _abbreviated(view: str, end: int, stop: int) -> int:
    """Where a name ends that tells its place with "in" and has its short form behind that; `end` without one."""
    match = _IN_AND_SHORT.match(view, end, stop)
    return match.end("place") if match else end


def _until_cut(part: Sequence[Piece]) -> list[Piece]:
    """The pieces up to a month, an opener or the end of a possessive, without a link at the end."""
    used: list[Piece] = []
    for piece in part:
        if used and piece.flags & CUT:
            break
        used.append(piece)
        if piece.possessive:
            break
    while len(used) > 1 and used[-1].flags & LINK:
        used.pop()
    return used


def _names(group: Sequence[Piece], first: int, head: int, kind: FactKind, *, branched: bool) -> bool:
    """Whether a compound is a name and not a word of office with a capital."""
    piece = group[head]
    if head - first > _LONGEST:
        return False
    if kind is FactKind.EVENT:
        return head > first or (branched and piece.text not in _WAR_WORDS)
    return head > first or branched
