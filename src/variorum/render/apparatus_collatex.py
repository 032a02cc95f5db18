"""The alignment table of several witnesses as the JSON that CollateX writes and its readers take."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.align.chain import heaviest_chain
from variorum.align.reading import Reading
from variorum.render.printable import dumped, escaped
from variorum.text.tokenize import MARKUP, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model.apparatus import Collation, Sides, Stretch
    from variorum.model.spans import Span

Token = dict[str, str]


def collatex_document(collation: Collation) -> str:
    """`{"witnesses": [siglum …], "table": [position …]}`, a position on a line.

    A position has for each witness the tokens that it has there, none where it has nothing; `t` is a token's
    characters with the white space up to the next, `n` its comparison form. Down the table each witness's tokens are
    its whole text, in its order: where it has a line at another place, that line stands in positions of its own. This
    is the form that the Java program writes; its Python port writes the same table with a row for each witness.
    """
    tokens = [_Tokens(collation, witness) for witness in range(len(collation.witnesses))]
    rows = [
        [tokens[witness].at(cells.get(witness)) for witness in range(len(tokens))] for cells in _positions(collation)
    ]
    body = ",\n".join(map(dumped, rows))
    sigla = dumped([witness.siglum for witness in collation.witnesses])
    return escaped(f'{{"witnesses": {sigla},\n"table": [\n{body}\n]}}\n')


@dataclass(frozen=True, slots=True)
class _Block:
    """One version of a parallel, as far as these witnesses have it in the table's order."""

    stretches: tuple[Stretch, ...]
    witnesses: Sides


def _positions(collation: Collation) -> Iterator[dict[int, Span]]:
    """For each position of the table, where the witnesses have words."""
    for block in _blocks(collation):
        for stretch in block.stretches:
            cells = {
                witness: span
                for reading in stretch.readings
                for witness, span in zip(reading.witnesses, reading.spans, strict=True)
                if witness in block.witnesses and span.start < span.end
            }
            if cells:
                yield cells


def _blocks(collation: Collation) -> Iterator[_Block]:
    """The parallels in order; a witness that has one elsewhere has it in a block of its own, after what it follows."""
    alone = [_out_of_order(collation, witness) for witness in range(len(collation.witnesses))]
    after: dict[int, list[_Block]] = defaultdict(list)
    for witness, moved in enumerate(alone):
        last = -1
        for number in _in_text_order(collation, witness):
            if number in moved:
                after[last] += _versions(collation, number, (witness,))
            else:
                last = number
    yield from after[-1]
    for number, parallel in enumerate(collation.parallels):
        here = tuple(witness for witness in parallel.present if number not in alone[witness])
        yield from _versions(collation, number, here)
        yield from after[number]


def _versions(collation: Collation, number: int, witnesses: Sides) -> list[_Block]:
    return [_Block(version.stretches, witnesses) for version in collation.parallels[number].versions]


def _in_text_order(collation: Collation, witness: int) -> list[int]:
    """The parallels that a witness has, as they stand in it."""
    own = [number for number, parallel in enumerate(collation.parallels) if parallel.segments[witness]]
    return sorted(own, key=lambda number: collation.parallels[number].segments[witness])


def _out_of_order(collation: Collation, witness: int) -> set[int]:
    """The parallels that a witness cannot have at their place in the table."""
    own = _in_text_order(collation, witness)
    boxes = [(place, place + 1, number, number + 1) for place, number in enumerate(own)]
    kept = heaviest_chain(boxes, [1.0] * len(boxes))
    return set(own) - {own[k] for k in kept}


class _Tokens:
    """The tokens of one witness, each with what follows it up to the next."""

    def __init__(self, collation: Collation, witness: int) -> None:
        text = collation.witnesses[witness].text
        self._content = text.content
        units = Reading(text, vocabulary := Vocabulary(len(text.content))).units
        self._forms = {
            start: vocabulary.forms[form].lstrip("\x00")
            for start, form in zip(units.starts, units.forms, strict=True)
            if vocabulary.classes[form] != MARKUP
        }
        cells = sorted(_own_spans(collation, witness), key=lambda span: span.start)
        known = sorted(self._forms)
        self._starts: dict[int, list[int]] = {}
        self._ends: dict[int, int] = {}
        for number, cell in enumerate(cells):
            first = bisect_right(known, cell.start)
            inside = known[first : bisect_left(known, cell.end, first)]
            self._starts[cell.start] = [cell.start if number else 0, *inside]
            self._ends[cell.start] = cells[number + 1].start if number + 1 < len(cells) else len(self._content)

    def at(self, cell: Span | None) -> list[Token]:
        """The tokens of a cell."""
        if cell is None:
            return []
        starts = self._starts[cell.start]
        ends = [*starts[1:], self._ends[cell.start]]
        heads = [cell.start, *starts[1:]]
        return [
            {"t": self._content[start:end], "n": self._forms.get(head) or self._content[head:end].strip()}
            for start, end, head in zip(starts, ends, heads, strict=True)
        ]


def _own_spans(collation: Collation, witness: int) -> Iterator[Span]:
    for parallel in collation.parallels:
        for version in parallel.versions:
            for stretch in version.stretches:
                for reading in stretch.readings:
                    if witness in reading.witnesses:
                        span = reading.spans[reading.witnesses.index(witness)]
                        if span.start < span.end:
                            yield span
