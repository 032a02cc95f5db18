"""A second, simple way of reading a source, and what it finds that the first has lost, set aside, doubled or moved.

The second way is a sample: long stretches of running text as they stand in the bytes, without a thought of what a page
or a document is. Each must stand in the text that was read, once, in that order, and not as furniture. All letters are
compared squeezed: without white space, punctuation and case, so that no rule about those can make a difference.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.model.units import BlockKind
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.units import Block

# Shorter stretches are menus, captions and labels; measured in letters, which every script has.
LEAST_LETTERS = 60
# Less than this is a teaser among paragraphs; of a short statement a tenth is no teaser. Measured on 21 pages of
# institutions and 126 of newspapers and others, for which the right text is known.
_FEW_LETTERS = 200
_FEW_OF_SHORT = 0.1
_FEW = 0.03
# Around its text a page has its site, whose notices may be as long as half of a short statement.
_AROUND_LETTERS = 120
_AROUND = 0.3
_DOUBLED_LETTERS = 100
_DOUBLED = 0.2
_MOVED = 0.2
# Looking for what is not there costs the whole text each time: so many bytes are looked through in all.
_MOST_SEARCHED = 64 * 1024 * 1024
_EXAMPLE_WORDS = 8
_EXAMPLE_LETTERS = 80
# Scripts that set no spaces have no words to count.
_LONGEST_WORDS = 16

_SEPARATORS = bytes(code for code in range(128) if not chr(code).isalnum())
_WIDE_SEPARATORS = tuple(
    mark.encode() for mark in "\xa0\xad\u200b\u200c\u200d\u2002\u2003\u2009\u200e\u200f\u202f\u2060\u3000\ufeff"
)


def squeezed(content: str) -> bytes:
    """The letters and figures of a text in small letters, as UTF-8; rarer marks stay, alike in both readings."""
    letters = content.casefold().encode("utf-8", "surrogatepass").translate(None, _SEPARATORS)
    if not letters.isascii():
        for mark in _WIDE_SEPARATORS:
            letters = letters.replace(mark, b"")
    return letters


@dataclass(frozen=True, slots=True)
class Stretch:
    """Running text as the second way finds it; `size` in letters."""

    content: str
    size: int


@dataclass(slots=True)
class Findings:
    """What the second way finds, by what became of it; `inside` lies between stretches of the body, `around` not."""

    missing_inside: list[Stretch] = field(default_factory=list)
    missing_around: list[Stretch] = field(default_factory=list)
    aside_inside: list[Stretch] = field(default_factory=list)
    aside_around: list[Stretch] = field(default_factory=list)
    moved: list[Stretch] = field(default_factory=list)
    doubled: list[Stretch] = field(default_factory=list)
    body: int = 0


class Reading:
    """A text that was read, squeezed, with the places of its blocks."""

    def __init__(self, content: str, blocks: Sequence[Block]) -> None:
        self._starts: list[int] = []
        self._kinds: list[BlockKind] = []
        self._searched = 0
        self.findings = Findings()
        seen: set[bytes] = set()
        parts: list[bytes] = []
        length = 0
        for block in blocks:
            written = block.span.of(content)
            letters = squeezed(written)
            self._starts.append(length)
            self._kinds.append(block.kind)
            parts.append(letters)
            length += len(letters)
            if block.kind is not BlockKind.FURNITURE:
                size = size_of(letters)
                self.findings.body += size
                if size >= _DOUBLED_LETTERS:
                    if letters in seen:
                        self.findings.doubled.append(Stretch(written, size))
                    seen.add(letters)
        self._letters = b"".join(parts)

    def find(self, letters: bytes, start: int) -> int:
        """Where letters stand, at best from `start` on; -1 where they do not, or too much was searched already."""
        place = self._letters.find(letters, start)
        if place < 0 and start:
            place = self._letters.find(letters)
        self._searched += len(self._letters) if place < start else place - start
        return place

    @property
    def is_exhausted(self) -> bool:
        """Whether as much was searched as may be."""
        return self._searched > _MOST_SEARCHED

    def is_body(self, place: int) -> bool:
        """Whether letters at a place are in the body and not in furniture."""
        return self._kinds[bisect_right(self._starts, place) - 1] is not BlockKind.FURNITURE


def findings(stretches: Iterable[tuple[str, bytes]], content: str, blocks: Sequence[Block]) -> Findings:
    """What became of stretches, given with their squeezed letters in the order of the source."""
    reading = Reading(content, blocks)
    found = reading.findings
    # What is met after a stretch of the body is around it, unless another of the body comes.
    missing: list[Stretch] = []
    aside: list[Stretch] = []
    met: dict[int, Stretch] = {}
    reached = 0
    tried = 0
    for written, letters in stretches:
        if reading.is_exhausted:
            # What was looked for until now stands for the whole.
            found.body = min(found.body, tried)
            break
        stretch = Stretch(written, size_of(letters))
        tried += stretch.size
        place = reading.find(letters, reached)
        if place < 0:
            missing.append(stretch)
        elif not reading.is_body(place):
            aside.append(stretch)
        else:
            (found.missing_inside if met else found.missing_around).extend(missing)
            (found.aside_inside if met else found.aside_around).extend(aside)
            missing, aside = [], []
            # What stands in the source twice and in the text once is no matter of order.
            met.setdefault(place, stretch)
            reached = place + len(letters)
    found.missing_around.extend(missing)
    found.aside_around.extend(aside)
    found.moved.extend(met[place] for place in _out_of_order(list(met)))
    return found


def _out_of_order(places: Sequence[int]) -> list[int]:
    """The fewest places without which the others ascend."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [number]
        before.append(ends[at - 1] if at else -1)
    kept: set[int] = set()
    number = ends[-1] if ends else -1
    while number >= 0:
        kept.add(number)
        number = before[number]
    return [place for number, place in enumerate(places) if number not in kept]


def warnings_of(found: Findings, *, source: str) -> Iterator[TextWarning]:
    """The warnings for what was found; `source` is what was read ("page", "document")."""
    missing = _many(found.missing_inside, found.body) + _large(found.missing_around, found.body)
    if missing:
        message = f"Another way of reading the {source} finds {said(missing)} that are not in the text"
        yield doubt(message, missing[0].content, incomplete=True)
    aside = _many(found.aside_inside, found.body) + _large(found.aside_around, found.body)
    if aside:
        message = f"{said(aside)} of running text were taken for furniture of the {source}, not for its body"
        yield doubt(message, aside[0].content, incomplete=True)
    if letters_of(found.doubled) >= max(_FEW_LETTERS, _DOUBLED * found.body):
        message = f"{said(found.doubled)} stand in the text more than once"
        yield doubt(message, found.doubled[0].content, incomplete=False)
    if letters_of(found.moved) >= max(_FEW_LETTERS, _MOVED * found.body):
        message = f"Another way of reading the {source} has {said(found.moved)} in another order"
        yield doubt(message, found.moved[0].content, incomplete=False)


def _many(stretches: list[Stretch], body: int) -> list[Stretch]:
    """The stretches, if they are many beside a body of so many letters."""
    return stretches if stretches and letters_of(stretches) >= many_letters(body) else []


def many_letters(body: int) -> float:
    """How many letters are many beside a body of so many."""
    return max(min(_FEW_LETTERS, _FEW_OF_SHORT * body), _FEW * body)


def _large(around: Sequence[Stretch], body: int) -> list[Stretch]:
    """The paragraphs around the text, where they are too much to be those of a site."""
    paragraphs = [stretch for stretch in around if stretch.size >= _AROUND_LETTERS]
    return paragraphs if letters_of(paragraphs) > _AROUND * body else []


def letters_of(stretches: Sequence[Stretch]) -> int:
    """How many letters and figures stretches have together."""
    return sum(stretch.size for stretch in stretches)


def size_of(letters: bytes) -> int:
    """How many letters squeezed letters are; in UTF-8 one takes up to four bytes."""
    return len(letters) if letters.isascii() else len(letters.decode("utf-8", "replace"))


def stretch_of(content: str) -> Stretch:
    """A stretch with its size."""
    return Stretch(content, size_of(squeezed(content)))


def said(stretches: Sequence[Stretch]) -> str:
    """How much they are: "212 words", or "1,480 characters" in a script without spaces."""
    words = sum(len(stretch.content.split()) for stretch in stretches)
    letters = letters_of(stretches)
    return f"{letters:,} characters" if letters > _LONGEST_WORDS * words else f"{words:,} words"


def doubt(message: str, example: str, *, incomplete: bool) -> TextWarning:
    """The warning with the first words of what it is about."""
    words = " ".join(example.split(None, _EXAMPLE_WORDS)[:_EXAMPLE_WORDS])[:_EXAMPLE_LETTERS]
    return TextWarning(WarningKind.EXTRACTION, f"{message}, as in “{words} …”.", incomplete=incomplete)
