"""An index of names and words: for each the families that have it, in files that a page loads as it asks."""

from __future__ import annotations

import heapq
import os
import re
import unicodedata
from array import array
from contextlib import ExitStack
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from variorum.render.html.reuse.columns import steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Scripts that set no space between words: each of their characters is a term of its own, as in the page's script.
_OWN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TERM = re.compile(rf"[{_OWN}]|(?:(?![{_OWN}_])\w)+")
# So many entries are held, some 15 MB; then they wait on the disk.
_MOST_HELD = 1_000_000
# A file of the index is closed past so many characters: what an answer has to load and read.
_FILE_CHARACTERS = 120_000


def terms_of(text: str) -> set[str]:
    """The terms of a text: words in small letters without accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))
    return set(_TERM.findall(text.lower()))


class TermIndex:
    """Takes the terms of families in ascending order of these; gives files of them, sorted by UTF-16 code units.

    `kind` names what the terms are: words, issuers, series.

    Held are a million entries; what is more waits in files in `folder`, which is the caller's to remove.
    """

    def __init__(self, folder: str, kind: str, *, most_held: int = _MOST_HELD) -> None:
        self._folder = folder
        self.kind = kind
        self._most_held = most_held
        self._held: dict[str, array[int]] = {}
        self._entries = 0
        self._waiting: list[str] = []

    def add(self, family: int, terms: Iterable[str]) -> None:
        """A family, by its place from 0, has these terms."""
        for term in terms:
            places = self._held.get(term)
            if places is None:
                places = self._held[term] = array("I")
            places.append(family)
            self._entries += 1
        if self._entries > self._most_held:
            self._put_by()

    def files(self) -> Iterator[list[tuple[str, list[int]]]]:
        """The terms in order, as many at a time as a file should have, each with its families as steps."""
        file: list[tuple[str, list[int]]] = []
        size = 0
        with ExitStack() as opened:
            runs = [self._lines(opened.enter_context(open(path, encoding="utf-8"))) for path in self._waiting]
            runs.append((_key(term), list(places)) for term, places in sorted(self._held.items(), key=_order))
            for key, same in groupby(heapq.merge(*runs, key=lambda entry: entry[0]), key=lambda entry: entry[0]):
                places = [place for _, some in same for place in some]
                term = key.decode("utf-16-be", "surrogatepass")
                file.append((term, steps(places)))
                size += len(term) + 3 * len(places)
                if size > _FILE_CHARACTERS:
                    yield file
                    file, size = [], 0
        if file:
            yield file

    def _put_by(self) -> None:
        path = os.path.join(self._folder, f"{self.kind}-{len(self._waiting)}")
        with open(path, "w", encoding="utf-8") as file:
            for term, places in sorted(self._held.items(), key=_order):
                file.write(f"{_key(term).hex()} {' '.join(map(str, places))}\n")
        self._waiting.append(path)
        self._held, self._entries = {}, 0

    @staticmethod
    def _lines(file: TextIO) -> Iterator[tuple[bytes, list[int]]]:
        for line in file:
            key, *places = line.split()
            yield bytes.fromhex(key), list(map(int, places))


def _key(term: str) -> bytes:
    """What sorts terms as a browser does."""
    return term.encode("utf-16-be", "surrogatepass")


def _order(item: tuple[str, object]) -> bytes:
    return _key(item[0])
