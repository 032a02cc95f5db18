"""What is kept of a document while the pile that it lies in is looked through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.analysis.detection.titles import Title, TitleReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.analysis.detection.wording import Sketch, Sketcher
    from variorum.model.detected import Piled


@dataclass(frozen=True, slots=True)
class Document:
    """A document at its `place` in the pile; `titled` is its title's shape, `issued` its issuer as given."""

    place: int
    language: str | None
    title: Title
    titled: str
    issuer: frozenset[str]
    issued: str
    date: str
    series: str | None
    sketch: Sketch


def read(pile: Iterable[Piled], sketcher: Sketcher) -> Iterator[Document]:
    """The documents of a pile; a text is let go when it has been read."""
    titles = TitleReader()
    for place, piled in enumerate(pile):
        yield Document(
            place,
            piled.language,
            titles.read(piled.title, piled.date),
            titles.shape(piled.title or "", piled.date),
            titles.issuer(piled.issuer),
            piled.issuer or "",
            piled.date,
            piled.series,
            sketcher.sketch(piled.text),
        )
