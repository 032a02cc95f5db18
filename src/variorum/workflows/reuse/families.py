"""Families of a run with their wordings, many at a time: what lies near on the disk is read once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.reuse_views import Wording
from variorum.render.html.reuse.lanes import Saying
from variorum.workflows.reuse.views import reworded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.reuse_views import RunDocument, RunFamily, RunPassage
    from variorum.reuse.run.reading import RunReader

# A family shows so many of its passages: of a formula of thousands of documents its page says what is left out.
MOST_SHOWN = 400
# Texts are held together that have so many words.
_MOST_WORDS = 1_000_000
# So many documents of a family are looked at together, to count who says it when.
_MOST_HOLDERS = 10_000


@dataclass(frozen=True, slots=True)
class ReadFamily:
    """A family as it is read: who says it when and how often, its series, the wordings shown, its medoid's words."""

    family: RunFamily
    sayings: Counter[Saying]
    series: frozenset[str]
    wordings: tuple[Wording, ...]
    medoid: str


def read_families(reader: RunReader, numbers: Sequence[int], *, most: int | None) -> Iterator[ReadFamily]:
    """These families, in this order, with so many wordings at most; what they say is held together.

    Of the passages beyond those it is counted who says them when, some thousands at a time.
    """
    families = reader.families_numbered(numbers)
    shown = [range(one.first, one.first + min(one.passages, most or one.passages)) for one in families]
    rows = sorted({one.medoid for one in families}.union(*shown))
    passages = dict(zip(rows, reader.passages(rows), strict=True))
    holding = sorted({one.document for one in passages.values()})
    documents = dict(zip(holding, reader.documents(holding), strict=True))
    words = _words_of(list(passages.values()), documents, reader)
    for family, own in zip(families, shown, strict=True):
        sayings, series = _sayings(reader, family, documents)
        wordings = tuple(_wordings([passages[row] for row in own], documents, words))
        yield ReadFamily(family, sayings, series, wordings, words[family.medoid])


def _sayings(
    reader: RunReader, family: RunFamily, known: dict[int, RunDocument]
) -> tuple[Counter[Saying], frozenset[str]]:
    """Who says a family when, counted by passages, and in which series; `known` documents are not read again."""
    sayings: Counter[Saying] = Counter()
    series: set[str] = set()
    for start in range(0, family.passages, _MOST_HOLDERS):
        stop = min(start + _MOST_HOLDERS, family.passages)
        holders = reader.holders[family.first + start : family.first + stop].tolist()
        others = sorted({number for number in holders if number not in known})
        documents = {**known, **dict(zip(others, reader.documents(others), strict=True))} if others else known
        sayings.update(Saying(documents[number].issuer, documents[number].date) for number in holders)
        series.update(documents[number].series for number in holders)
    return sayings, frozenset(series - {""})


def _words_of(passages: Sequence[RunPassage], documents: dict[int, RunDocument], reader: RunReader) -> dict[int, str]:
    """The words of passages, by row; so many texts are held at a time as have a million words."""
    wanted: dict[int, list[RunPassage]] = {}
    for one in passages:
        wanted.setdefault(one.document, []).append(one)
    said: dict[int, str] = {}
    for batch in batches(sorted(wanted), lambda number: documents[number].words, len(wanted), _MOST_WORDS):
        for number, text in zip(batch, reader.texts(batch), strict=True):
            said.update((one.row, one.span.of(text)) for one in wanted[number])
    return said


def _wordings(
    passages: Sequence[RunPassage], documents: dict[int, RunDocument], words: dict[int, str]
) -> Iterator[Wording]:
    """Passages with their words; what has the same words is compared with the earliest once."""
    earliest = words[passages[0].row]
    compared: dict[str, Alignment] = {}
    for one in passages:
        text = words[one.row]
        if one is not passages[0] and text not in compared:
            compared[text] = reworded(earliest, text)
        yield Wording(one, documents[one.document], text, None if one is passages[0] else compared[text])


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
