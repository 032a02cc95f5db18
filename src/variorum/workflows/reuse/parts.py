"""How the wordings of a family are shared out among pages, so that no page of them is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.reuse_views import FamilyView
from variorum.render.html.characters import shown
from variorum.render.html.reuse.family import wording_runs
from variorum.render.html.reuse.pages import PartEntry, PartView, part_page
from variorum.render.html.reuse.words import date_of, dates_said, place_of
from variorum.render.reuse.words import base_words
from variorum.workflows.reuse.families import read_wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from variorum.model.reuse_views import RunDocument, RunFamily, Wording
    from variorum.render.html.reuse.pages import RunWords
    from variorum.reuse.run.reading import RunReader
    from variorum.workflows.reuse.families import ReadFamily

# A page of families or documents is closed past so many words: some 300 KB, as what was changed stands there too.
MOST_WORDS = 15_000
# A single family has so many on a page.
_MOST_WORDS = 30_000
# What is said of a passage, its date, document and proof, takes as much of a page as so many words.
WORDS_OF_PLACE = 70
# So many passages of a family a page has at most, and may have however long they are.
_MOST, _FEWEST = 400, 20


class Parts:
    """The passages of every family in parts: the first stands with its card, each other on a page of its own.

    Families are given by their numbers from 1, parts are counted from 0.
    """

    def __init__(self, firsts: NDArray[np.int64], sizes: NDArray[np.int64], lengths: NDArray[np.int64]) -> None:
        self._firsts, self._sizes, self._lengths = firsts, sizes, lengths

    def count(self, number: int) -> int:
        """How many parts a family has."""
        return -(-int(self._sizes[number - 1]) // self._each(number))

    def rows(self, number: int, part: int) -> range:
        """The rows of a part in the table of passages."""
        first, size, each = int(self._firsts[number - 1]), int(self._sizes[number - 1]), self._each(number)
        return range(first + part * each, first + min((part + 1) * each, size))

    def part_of(self, number: int, row: int) -> int:
        """The part that a passage is in."""
        return (row - int(self._firsts[number - 1])) // self._each(number)

    def words(self, number: int) -> int:
        """What the first part takes of a page, in words."""
        return len(self.rows(number, 0)) * self._words_of_one(number)

    def _each(self, number: int) -> int:
        return min(max(_MOST_WORDS // self._words_of_one(number), _FEWEST), _MOST)

    def _words_of_one(self, number: int) -> int:
        return int(self._lengths[number - 1]) + WORDS_OF_PLACE


class PartPages:
    """The pages of the wordings of large families, but for the first, which stand with the family's card."""

    def __init__(
        self,
        reader: RunReader,
        parts: Parts,
        page_of: Sequence[int],
        href_of: Callable[[RunDocument], str],
        words: RunWords,
    ) -> None:
        self._reader, self._parts, self._page_of, self._href_of, self._words = reader, parts, page_of, href_of, words

    def file(self, number: int, part: int) -> str:
        """The name of the file that a part of a family stands in."""
        return f"f{number}-{part + 1}.html" if part else file_of(self._page_of[number])

    def views(self, family: RunFamily) -> tuple[PartView, ...]:
        """The pages of a family's wordings, from which passage and date to which; none where there is but one."""
        count = self._parts.count(family.number)
        if count == 1:
            return ()
        parts = [self._parts.rows(family.number, part) for part in range(count)]
        ends = self._reader.passages([row for rows in parts for row in (rows[0], rows[-1])])
        dates = [date_of(one) for one in self._reader.documents([passage.document for passage in ends])]
        return tuple(
            PartView(
                f"{self.file(family.number, part)}#f{family.number}",
                f"{rows[0] - family.first + 1:,} to {rows[-1] - family.first + 1:,}",
                dates_said(dates[2 * part : 2 * part + 2]),
            )
            for part, rows in enumerate(parts)
        )

    def later(self, family: RunFamily) -> Iterator[tuple[int, tuple[Wording, ...], tuple[Wording, ...]]]:
        """The parts of a family's wordings after the first: against the first wording, and against the likest."""
        for part in range(1, self._parts.count(family.number)):
            yield part, *read_wordings(self._reader, family, self._parts.rows(family.number, part))

    def page(
        self,
        read: ReadFamily,
        parts: Sequence[PartView],
        part: int,
        wordings: tuple[Wording, ...],
        nearest: tuple[Wording, ...],
    ) -> tuple[str, str]:
        """The page of a part, under its name."""
        view = FamilyView(read.family, read.earliest, wordings)
        first = read.wordings[0]
        entry = PartEntry(
            read.family,
            parts,
            part,
            base_words(read.earliest),
            shown(first.text),
            place_of(first.passage, first.document, self._href_of(first.document)),
            tuple(wording_runs(view, nearest, self._href_of, set())),
        )
        return f"families/{self.file(read.family.number, part)}", part_page(entry, self._words)


def file_of(page: int) -> str:
    """The name of a page in a row of pages, from 1."""
    return f"{page:04}.html"


def period_of(first: str, last: str) -> str:
    """From what to what; one where both are the same."""
    return first if first == last else f"{first} to {last}"
