"""What the tables of names say of a spelling: its kind, and the handle that joins it with its variants."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.analysis.facts.names.gazetteers import bodies, countries, places
from variorum.model.facts import FactKind
from variorum.text.normalize import DASHES, SINGLE_QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Entry = tuple[FactKind, str]
"""A kind and a handle."""


class Reading(NamedTuple):
    """What a run of capitals says wherever it stands; offsets count from its beginning.

    `facts` are kind, start, end, name, rule, confidence, and the office from and to, or -1; `loose` are start, end and
    spelling. A `simple` one is the same whatever follows, but for a bracket and a body in small letters. None holds
    before a word of `unless`, with which a name of the tables may go on.
    """

    facts: tuple[tuple[FactKind, int, int, str, str, float, int, int], ...]
    loose: tuple[tuple[int, int, str], ...]
    simple: bool
    unless: tuple[str, ...] = ()


_MARKS = {ord(mark): "'" for mark in SINGLE_QUOTES} | {ord(mark): "-" for mark in DASHES}
# Names that a reader of capitals alone would take for a pronoun or another small word.
_NOT_IN_CAPITALS = frozenset("us who au un va sec quad ss fed hud wagner bis cis".split()) - {"un"}
# Small words that a run of capitals holds.
_HELD = frozenset("of the de del della di da dos du la van von der den bin ibn ben al el".split())


def plain(spelling: str) -> str:
    """A spelling with plain apostrophes and hyphens, single spaces, NFC."""
    words = spelling if spelling.isascii() else unicodedata.normalize("NFC", spelling).translate(_MARKS)
    return " ".join(words.split())


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Spellings with their entries.

    `longest` says how many words the longest name has that begins with a word. `broken` are the spellings by first word
    that a run of capitals does not hold whole ("Bosnia and Herzegovina"), long ones first, `small` those that begin
    with a small letter. `folded` are the spellings without case, for lines in which case says nothing. `readings` keeps
    what was read of runs of capitals, those that open their segment apart: a cache, which changes no answer.
    """

    entries: Mapping[str, Entry | None]
    longest: Mapping[str, int]
    broken: Mapping[str, tuple[str, ...]]
    small: tuple[str, ...]
    folded: Mapping[str, Entry | None]
    longest_folded: Mapping[str, int]
    readings: tuple[dict[str, Reading], dict[str, Reading]] = field(
        default_factory=lambda: ({}, {}), compare=False, repr=False
    )

    def entry(self, spelling: str, *, folded: bool = False) -> Entry | None:
        """The entry of a plain spelling."""
        return self.folded.get(spelling.lower()) if folded else self.entries.get(spelling)

    def has(self, spelling: str, *, folded: bool = False) -> bool:
        """Whether the tables say anything of a plain spelling, be it that it is no name."""
        return spelling.lower() in self.folded if folded else spelling in self.entries

    def most_words(self, first: str, *, folded: bool = False) -> int:
        """How many words a name that begins so may have; 0 where none does."""
        return self.longest_folded.get(first.lower(), 0) if folded else self.longest.get(first, 0)


def gazetteer(known: Mapping[str, Entry | None] | None = None) -> Gazetteer:
    """The shipped tables, with the reader's own in front of them."""
    if not known:
        return _shipped()
    return _made({**_shipped().entries, **{plain(spelling): entry for spelling, entry in known.items()}})


@cache
def _shipped() -> Gazetteer:
    entries: dict[str, Entry | None] = {}
    for spelling, entry in _rows():
        entries.setdefault(spelling, entry)
    return _made(entries)


def _rows() -> Iterator[tuple[str, Entry]]:
    for row in countries.COUNTRIES.strip().splitlines():
        name, variants, peoples = (part.strip() for part in row.split("|"))
        yield from _joined(FactKind.PLACE, name, _listed(variants))
        names = _listed(peoples)
        yield from _joined(FactKind.PEOPLE, names[0] if names else "", names)
    tables = (
        (FactKind.PEOPLE, countries.PEOPLES),
        (FactKind.PLACE, places.VARIANTS),
        (FactKind.ORGANISATION, bodies.ORGANISATIONS),
        (FactKind.DOCUMENT, bodies.DOCUMENTS),
        (FactKind.EVENT, bodies.EVENTS),
    )
    for kind, table in tables:
        for row in table.strip().splitlines():
            name, _, variants = row.partition("|")
            yield from _joined(kind, name.strip(), _variants(variants))
    for table in (places.CAPITALS, places.CITIES, places.STATES):
        for name in table.replace("\n", ";").split(";"):
            yield from _joined(FactKind.PLACE, name.strip(), ())


def _listed(part: str) -> list[str]:
    return [name.strip() for name in part.split(", ") if name.strip()]


def _variants(part: str) -> list[str]:
    """The other spellings of a row; a comma with "and" behind it is part of one."""
    found: list[str] = []
    for name in _listed(part):
        if found and (" and " in name and found[-1].startswith("Foreign")):
            found[-1] += ", " + name
        else:
            found.append(name)
    return found


def _joined(kind: FactKind, name: str, variants: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    for spelling in (name, *variants):
        if spelling:
            yield plain(spelling), (kind, plain(name))


def _made(entries: dict[str, Entry | None]) -> Gazetteer:
    longest: dict[str, int] = {}
    broken: dict[str, list[str]] = {}
    small: list[str] = []
    folded: dict[str, Entry | None] = {}
    for spelling, entry in entries.items():
        words = spelling.replace(",", "").split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
        if spelling.lower() not in _NOT_IN_CAPITALS:
            folded.setdefault(spelling.lower(), entry)
        if not spelling[0].isupper():
            small.append(spelling)
        elif not all(word in _HELD or word[0].isupper() for word in words[1:]) or "," in spelling:
            broken.setdefault(words[0], []).append(spelling)
    longest_folded: dict[str, int] = {}
    for spelling in folded:
        words = spelling.split()
        longest_folded[words[0]] = max(longest_folded.get(words[0], 0), len(words))
    ordered = {first: tuple(sorted(each, key=lambda name: (-len(name), name))) for first, each in broken.items()}
    return Gazetteer(entries, longest, ordered, tuple(small), folded, longest_folded)
