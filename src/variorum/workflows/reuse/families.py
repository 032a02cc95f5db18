"""Families of a run with their wordings, many at a time: what lies near on the disk is read once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from variorum.render.html.reuse.lanes import Saying
from variorum.workflows.reuse.earliest import earliest_among
from variorum.workflows.reuse.wordings import Excerpt, compared_wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.reuse_views import Earliest, RunDocument, RunFamily, RunPassage, Wording
    from variorum.reuse.run.reading import RunReader

    # Passages by their rows, their documents by their numbers, what they say by the rows.
    _Found = tuple[dict[int, RunPassage], dict[int, RunDocument], dict[int, Excerpt]]

# Texts are held together that have so many words.
_MOST_WORDS = 1_000_000
# So many documents of a family are looked at together, to count who says it when.
_MOST_HOLDERS = 10_000


@dataclass(frozen=True, slots=True)
class ReadFamily:
    """A family as it is read: who says it first, who says it when in how many documents, its series, wordings, medoid.

    `wordings` are those that are shown, each against the first, `nearest` the same against the likest before it;
    `medoid` are the words of the passage most like the others, which stands in the document `medoid_in`.
    """

    family: RunFamily
    earliest: Earliest
    sayings: Counter[Saying]
    series: frozenset[str]
    wordings: tuple[Wording, ...]
    nearest: tuple[Wording, ...]
    medoid: str
    medoid_in: RunDocument


def read_families(
    reader: RunReader, numbers: Sequence[int], rows_of: Callable[[RunFamily], range]
) -> Iterator[ReadFamily]:
    """These families, in this order, with the wordings in the rows that are asked for; what they say is held together.

    Of all passages it is counted who says them when, some thousands at a time.
    """
    families = reader.families_numbered(numbers)
    shown = [rows_of(one) for one in families]
    rows = sorted({row for one in families for row in (one.first, one.medoid)}.union(*shown))
    passages, documents, words = _read(reader, rows)
    for family, own in zip(families, shown, strict=True):
        sayings, series = _sayings(reader, family, documents)
        dates: Counter[str] = Counter()
        for saying, count in sayings.items():
            dates[saying.date] += count
        earliest = earliest_among(documents[passages[family.first].document], dates)
        wordings = _both(family, [passages[row] for row in own], (passages, documents, words))
        medoid, medoid_in = words[family.medoid].words, documents[passages[family.medoid].document]
        yield ReadFamily(family, earliest, sayings, series, *wordings, medoid, medoid_in)


def read_wordings(reader: RunReader, family: RunFamily, rows: range) -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
    """The wordings of a family in these rows of the table of passages, against the first; and against the likest.

    The likest is one before it, of these and the first.
    """
    found = _read(reader, sorted({family.first, *rows}))
    return _both(family, [found[0][row] for row in rows], found)


def _both(
    family: RunFamily, these: Sequence[RunPassage], found: _Found
) -> tuple[tuple[Wording, ...], tuple[Wording, ...]]:
    """These wordings of a family against its first, and against the likest before each."""
    passages, documents, words = found
    known: dict[tuple[int, str], Alignment] = {}
    first = passages[family.first]
    return (
        compared_wordings(first, these, documents, words, "earliest", known),
        compared_wordings(first, these, documents, words, "nearest", known),
    )


def _read(reader: RunReader, rows: Sequence[int]) -> _Found:
    """Passages by their rows, their documents by their numbers, what they say by the rows."""
    passages = dict(zip(rows, reader.passages(rows), strict=True))
    holding = sorted({one.document for one in passages.values()})
    documents = dict(zip(holding, reader.documents(holding), strict=True))
    return passages, documents, _words_of(list(passages.values()), documents, reader)


def _sayings(
    reader: RunReader, family: RunFamily, known: dict[int, RunDocument]
) -> tuple[Counter[Saying], frozenset[str]]:
    """Who says a family when, counted by documents, and in which series; `known` documents are not read again."""
    sayings: Counter[Saying] = Counter()
    series: set[str] = set()
    every = np.unique(reader.holders[family.first : family.first + family.passages])
    for start in range(0, len(every), _MOST_HOLDERS):
        holders = every[start : start + _MOST_HOLDERS].tolist()
        others = sorted({number for number in holders if number not in known})
        documents = {**known, **dict(zip(others, reader.documents(others), strict=True))} if others else known
        sayings.update(Saying(documents[number].issuer, documents[number].date) for number in holders)
        series.update(documents[number].series for number in holders)
    return sayings, frozenset(series - {""})


def _words_of(
    passages: Sequence[RunPassage], documents: dict[int, RunDocument], reader: RunReader
) -> dict[int, Excerpt]:
    """What passages say, by row; so many texts are held at a time as have a million words."""
    wanted: dict[int, list[RunPassage]] = {}
    for one in passages:
        wanted.setdefault(one.document, []).append(one)
    said: dict[int, Excerpt] = {}
    for batch in batches(sorted(wanted), lambda number: documents[number].words, len(wanted), _MOST_WORDS):
        for number, text in zip(batch, reader.texts(batch), strict=True):
            said.update((one.row, Excerpt.of(text, one.span)) for one in wanted[number])
    return said


def batches(numbers: Iterable[int], weight: Callable[[int], int], most: int, most_weight: int) -> Iterator[list[int]]:
    """Numbers in a row, `most` at a time at most, and fewer where they weigh more together."""
    batch: list[int] = []
    weighed = 0
    for number in numbers:
        if batch and (len(batch) >= most or weighed + weight(number) > most_weight):
            yield batch
            batch, weighed = [], 0
        batch.append(number)
        weighed += weight(number)
    if batch:
        yield batch
