"""Families of a run with their wordings, many at a time: what lies near on the disk is read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.reuse_views import Wording
from variorum.workflows.reuse_views import reworded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.reuse_views import RunDocument, RunFamily, RunPassage
    from variorum.reuse.run.reading import RunReader

# A family shows so many of its passages: of a formula of thousands of documents its page says what is left out.
MOST_SHOWN = 400
# Texts are held together that have so many words.
_MOST_WORDS = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadFamily:
    """A family as it is read: the documents of all its passages, the wordings that are shown, its medoid's words."""

    family: RunFamily
    holders: tuple[RunDocument, ...]
    wordings: tuple[Wording, ...]
    medoid: str


def read_families(reader: RunReader, numbers: Sequence[int], *, most: int | None) -> Iterator[ReadFamily]:
    """These families, in this order, with so many wordings at most; what they say is held together."""
    families = reader.families_numbered(numbers)
    rows = [row for one in families for row in range(one.first, one.first + one.passages)]
    passages = dict(zip(rows, reader.passages(rows), strict=True))
    holding = sorted({one.document for one in passages.values()})
    documents = dict(zip(holding, reader.documents(holding), strict=True))
    shown = {one.medoid for one in families}
    shown.update(
        row for one in families for row in range(one.first, one.first + min(one.passages, most or one.passages))
    )
    words = _words_of([passages[row] for row in sorted(shown)], documents, reader)
    for family in families:
        own = range(family.first, family.first + family.passages)
        yield ReadFamily(
            family,
            tuple(documents[passages[row].document] for row in own),
            tuple(_wordings([passages[row] for row in own[:most]], documents, words)),
            words[family.medoid],
        )


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
