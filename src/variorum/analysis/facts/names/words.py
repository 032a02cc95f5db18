"""The words of a run of capitals, each with what it can be in a name, and the groups that may be one name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.analysis.facts.names.gazetteer import plain
from variorum.analysis.facts.names.gazetteers import words as table
from variorum.text.abbreviations import ENGLISH
from variorum.text.capitals import PART

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TITLE, MODIFIER, ORGANISATION, PLACE, EVENT, DOCUMENT, OTHER, CUT, LINK, FIELD = (1 << k for k in range(10))
HEADS = ORGANISATION | PLACE | EVENT | DOCUMENT | OTHER

# Words that begin sentences, and others that no name begins with.
_OPENERS = ENGLISH.openers | frozenset(
    (
        "more most much do does is are was were has have had will would should can could may must be being having "
        "been yes dear please said upon never ever always often so very just even only last next past recent "
        "recently further including especially particularly thank thanks see new-found former late then-president "
        "former"
    ).split()
)


def _flags() -> dict[str, int]:
    flags: dict[str, int] = {}
    for flag, words in (
        (TITLE, table.TITLES),
        (MODIFIER, table.TITLE_MODIFIERS),
        (ORGANISATION, table.ORGANISATION_HEADS),
        (PLACE, table.PLACE_HEADS),
        (EVENT, table.EVENT_HEADS),
        (DOCUMENT, table.DOCUMENT_HEADS),
        (OTHER, table.OTHER_HEADS),
        (FIELD, table.FIELDS),
    ):
        for word in words:
            flags[word] = flags.get(word, 0) | flag
    for word in _OPENERS:
        flags[word.capitalize()] = CUT
    for word in table.CUTS:
        flags[word] = CUT
    return flags


FLAGS = _flags()


# No name is longer; without a bound, a page of nothing but titles would cost the square of its length.
_MOST_WORDS = 40


class Piece(NamedTuple):
    """A word of a run: its place without a possessive's ending, its plain spelling, what it can be."""

    start: int
    end: int
    text: str
    flags: int
    possessive: bool


def pieces(view: str, start: int, end: int) -> list[Piece]:
    """The words of a run."""
    found = []
    for match in PART.finditer(view, start, end):
        word = match[0]
        text = word if word.isascii() and "`" not in word else plain(word)
        stop = match.end()
        possessive = text[-2:] in ("'s", "'S") and text.lower() not in table.COLLECTIVES
        if possessive:
            text = text[:-2]
            stop -= 2
        flags = LINK if text[:1].islower() else FLAGS.get(text, 0)
        found.append(Piece(match.start(), stop, text, flags, possessive))
    return found


def groups(run: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The stretches of a run that may be one name: none holds a month or an opener, a possessive ends one."""
    group: list[Piece] = []
    for piece in run:
        if piece.flags & CUT:
            yield from _trimmed(group)
            group = []
            continue
        group.append(piece)
        if piece.possessive or len(group) == _MOST_WORDS:
            yield from _trimmed(group)
            group = []
    yield from _trimmed(group)


def _trimmed(group: list[Piece]) -> Iterator[list[Piece]]:
    """The group without links at its ends, if anything is left."""
    first, last = 0, len(group)
    while first < last and group[first].flags & LINK:
        first += 1
    while last > first and group[last - 1].flags & LINK:
        last -= 1
    if first < last:
        yield group[first:last]


def spelled(group: Iterable[Piece]) -> str:
    """The plain spelling of a group."""
    return " ".join([piece.text for piece in group])
