"""The running text of an XML or office document as its elements hold it, whatever their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.ingest.second_reading import LEAST_LETTERS, Findings, findings, letters_of, squeezed, warnings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from variorum.model.units import Block
    from variorum.model.witnesses import TextWarning


def element_doubts(
    texts: Iterable[str], content: str, blocks: Sequence[Block], *, left_out: int = 0
) -> Iterator[TextWarning]:
    """A doubt where text of elements amid the body is lost; `left_out` characters were left out knowingly, and said.

    What comes before the body and after it is the document's own description; tables of contents are furniture, and
    notes stand after the text.
    """
    found = findings(_stretches(texts), content, blocks)
    if letters_of(found.missing_inside) > left_out:
        yield from warnings_of(Findings(missing_inside=found.missing_inside, body=found.body), source="document")


def texts_outside(root: etree._Element, names: Iterable[str]) -> Iterator[str]:
    """All text of an element but for what stands in those of these names, knowingly left out."""
    tags = [f"{{*}}{name}" for name in names]
    # Asked for no tag, lxml gives every element.
    elements = root.iter(*tags) if tags else ()
    left_out = {text for element in elements for text in element.itertext()}
    return (str(text) for text in root.itertext() if text not in left_out)


def _stretches(texts: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for text in texts:
        if len(text) >= LEAST_LETTERS:
            letters = squeezed(text)
            if len(letters) >= LEAST_LETTERS:
                yield text, letters
