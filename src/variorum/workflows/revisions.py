"""Silent edits: witnesses of one issue that differ, with the words that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.model.units import BODY_KINDS, SegmentKind
from variorum.render.sentences import change_sentences, survival_sentence
from variorum.render.typeset import visible
from variorum.workflows.compare import compare
from variorum.workflows.judge import standing
from variorum.workflows.kept import kept_witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.archive.store import Store
    from variorum.model.alignment import Alignment, Bead
    from variorum.model.provenance import KeptWitness
    from variorum.workflows.compare import Comparison
    from variorum.workflows.judge import Standing


@dataclass(frozen=True, slots=True)
class Revision:
    """Two texts of one issue in one language, the earlier revision and the next, compared.

    A sentence for each change, in text order: `body` of headings, items, sentences and votes, `head` of title and date
    lines, `furniture` of menus and release lines, which has `furniture_lines` lines that changed.
    """

    before: KeptWitness
    after: KeptWitness
    comparison: Comparison
    body: tuple[str, ...]
    head: tuple[str, ...]
    furniture: tuple[str, ...]
    furniture_lines: int

    @property
    def in_body(self) -> bool:
        """Whether a line of the body changed, and not title, date line or furniture alone."""
        return bool(self.body)

    @property
    def summary(self) -> str:
        """The counts."""
        alignment, summary = self.comparison.alignment, self.comparison.summary
        return " ".join(filter(None, (summary.sentence, survival_sentence(alignment, summary))))

    @property
    def changes(self) -> tuple[str, ...]:
        """The summary, then a sentence for each change: the body's first, the furniture's last."""
        return (self.summary, *self.body, *self.head, *self.furniture)

    def told(self, *, furniture: bool) -> tuple[str, ...]:
        """The changes, those of furniture only counted unless they are asked for."""
        if furniture or not self.furniture:
            return self.changes
        lines = f"{self.furniture_lines} line{'' if self.furniture_lines == 1 else 's'} changed"
        return (self.summary, *self.body, *self.head, f"furniture: {lines} (--furniture)")


def revisions(store: Store, *, series: str | None = None, since: str | None = None) -> Iterator[Revision]:
    """Every revision, or a series', by reference; with `since` (ISO 8601) only those captured on that day or later.

    Raises ReferenceUnknown for a series that is not there.
    """
    earlier: KeptWitness | None = None
    decided = standing(store)
    for witness in catalogue.witnesses(store.connection, series=series):
        follows = (
            earlier is not None
            and (earlier.issue, earlier.language) == (witness.issue, witness.language)
            and (since is None or witness.captured[: len(since)] >= since)
        )
        if follows and earlier is not None:
            yield revision(store, earlier, witness, decided)
        earlier = witness


def revision(store: Store, before: KeptWitness, after: KeptWitness, decided: Standing | None = None) -> Revision:
    """Two witnesses of one issue compared; `decided` is what people decided, looked up where it is not given."""
    decided = standing(store) if decided is None else decided
    comparison = compare(kept_witness(store, before), kept_witness(store, after), standing=decided)
    alignment = comparison.alignment
    sentences: dict[str, list[str]] = {"body": [], "head": [], "furniture": []}
    furniture = set()
    for change in change_sentences(alignment):
        room = _room(alignment, alignment.beads[change.bead])
        sentences[room].append(visible(" ".join(change.text.split())))
        if room == "furniture":
            furniture.add(change.bead)
    body, head, rest = map(tuple, sentences.values())
    return Revision(before, after, comparison, body, head, rest, len(furniture))


def _room(alignment: Alignment, bead: Bead) -> str:
    kinds = {alignment.base.segments[i].kind for i in bead.base} | {
        alignment.other.segments[j].kind for j in bead.other
    }
    if kinds & (BODY_KINDS | {SegmentKind.VOTE}):
        return "body"
    return "head" if kinds & {SegmentKind.TITLE, SegmentKind.DATELINE} else "furniture"
