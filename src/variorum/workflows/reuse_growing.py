"""A run that grows: more documents, a new table of weights, or a text that is only asked about."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from pyarrow import parquet

from variorum import __version__
from variorum.errors import DocumentOutOfScope, DocumentUnknown, RunDamaged, RunOfAnotherVersion, RunUnfinished
from variorum.progress import silent
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.grow.building import build_index
from variorum.reuse.grow.folder import clear_old, has_index
from variorum.reuse.grow.journal import commit, next_folder, settle
from variorum.reuse.grow.known import Rules
from variorum.reuse.grow.run import grow_run, scope_of, tuning_of
from variorum.reuse.plan import find_families
from variorum.reuse.run.manifest import (
    DOCUMENTS,
    FOUND,
    READ,
    RUN_FILE,
    TEXTS,
    Manifest,
    RunInput,
    held,
    read_manifest,
    write_manifest,
)
from variorum.reuse.run.reading import RunReader
from variorum.reuse.run.rows import Rows
from variorum.reuse.run.stored import stored_documents
from variorum.reuse.run.writing import write_families
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning
from variorum.workflows.reuse_views import document_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from variorum.model.reuse import Document
    from variorum.model.reuse_views import DocumentView, RunDocument, RunFamily
    from variorum.model.spans import Span
    from variorum.progress import Report
    from variorum.reuse.plan import Found
    from variorum.workflows.reuse_inputs import Corpus, Told

# Passages of a family that are looked at for one of another document.
_LOOKED_AT = 64


@dataclass(frozen=True, slots=True)
class GrownRun:
    """A run that took documents: what it was and is, how many came and repeat others whole, how many its scope leaves.

    `told` is what there was to say of the inputs; `indexed` says that the index had to be made first.
    """

    folder: str
    before: Manifest
    manifest: Manifest
    told: Told
    repeats: int
    left_out: int
    indexed: bool

    @property
    def added(self) -> int:
        """How many documents came."""
        return self.manifest.counts["documents"] - self.before.counts["documents"]


def add_documents(
    folder: str, corpus: Callable[[], Corpus], report: Report = silent, *, indexing: Callable[[], None] = lambda: None
) -> GrownRun:
    """Add the documents of a corpus to a run: it is then as if found from all of them, weighed as before.

    `indexing` is called where the index of the run is to be made first, which takes as long as finding it did. A run is
    never half changed. Raises DocumentTwice, NoDocuments and the errors of a run that cannot be read or written.
    """
    with held(folder):
        before = _settled(folder)
        indexed = _indexed(folder, before, report, indexing)
        reading = corpus()
        target = next_folder(folder)
        grown = grow_run(folder, before, target, reading.documents(), keep=True)
        inputs = tuple(RunInput(each.name, each.size, each.sha256, each.documents) for each in reading.inputs)
        counts = {**grown.manifest.counts, "unread": before.counts["unread"] + reading.told.refusals}
        manifest = replace(grown.manifest, inputs=before.inputs + inputs, counts=counts)
        write_manifest(target, manifest)
        commit(folder)
        clear_old(folder)
    return GrownRun(folder, before, manifest, reading.told, grown.repeats, grown.left_out, indexed)


def _settled(folder: str) -> Manifest:
    """What a run says of itself, once a change of it that was ended in its midst is finished."""
    settle(folder)
    manifest = read_manifest(folder)
    if not manifest.is_finished:
        raise RunUnfinished(folder, manifest.stages)
    return manifest


def _indexed(folder: str, manifest: Manifest, report: Report, indexing: Callable[[], None]) -> bool:
    """Make the index of a run that has none; whether it was made."""
    if has_index(folder):
        return False
    indexing()
    with _found_again(folder, manifest, report) as (engine, found, rows):
        if found.tokens.version != manifest.token_table:
            raise RunDamaged(folder, "its texts are not those it was made of")
        rules = Rules.of(found.tokens, scope_of(manifest), tuning_of(manifest))
        build_index(folder, engine, found, rows, rules)
    return True


@contextmanager
def _found_again(
    folder: str, manifest: Manifest, report: Report
) -> Iterator[tuple[EmbeddedEngine, Found, NDArray[np.int64]]]:
    """What the texts of a run share, the engine that found it, and the documents' places among the texts."""
    read = parquet.read_table(os.path.join(folder, DOCUMENTS))
    engine = EmbeddedEngine(scratch=folder, report=report)
    texts = stored_documents(folder, read)
    found = find_families(engine, texts, scope_of(manifest), tuning_of(manifest), report=report)
    yield engine, found, read["text_row"].to_numpy()


def rebuild_run(folder: str, report: Report = silent) -> tuple[Manifest, Manifest]:
    """Find again what the texts of a run share, weighed by what they are now; what it was and what it is.

    Also of a run that another version made, and of one whose families are damaged. Raises the errors of a run that
    cannot be read or written.
    """
    with held(folder):
        settle(folder)
        before = _described(folder)
        target = next_folder(folder)
        with _found_again(folder, before, report) as (engine, found, rows):
            read = parquet.read_table(os.path.join(folder, DOCUMENTS))
            families, passages = write_families(target, found.table, found.compared, read)
            if has_index(folder):
                rules = Rules.of(found.tokens, scope_of(before), tuning_of(before))
                build_index(target, engine, found, rows, rules)
        bursts, formulaic = int(found.table.burst.sum()), int(found.table.formulaic.sum())
        counts = {"families": families, "passages": passages, "bursts": bursts, "formulaic": formulaic}
        manifest = replace(before, tool=f"variorum {__version__}", token_table=found.tokens.version)
        manifest = manifest.after(FOUND, **counts)
        write_manifest(target, manifest)
        commit(folder)
        clear_old(folder)
    return before, manifest


def _described(folder: str) -> Manifest:
    """What a run says of itself, as far as another version can read it."""
    try:
        return read_manifest(folder)
    except RunOfAnotherVersion:
        with open(os.path.join(folder, RUN_FILE), encoding="utf-8") as file:
            said = json.load(file)
    settings = dict(said.get("settings", {}))
    known = {each.name for each in fields(Scope)}
    scope = {name: value for name, value in settings.get("scope", {}).items() if name in known}
    tuning = Tuning.for_scans() if settings.get("tuning", {}).get("ocr") else Tuning()
    settings |= {"scope": {**asdict(Scope()), **scope}, "tuning": asdict(tuning)}
    inputs = tuple(RunInput(**each) for each in said.get("inputs", ()))
    return Manifest(str(said.get("tool")), settings, inputs, dict(said.get("counts", {})), (READ,))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run says of a text that is none of its documents.

    Families that the run has go by their numbers there; from `new` on they are such as the text alone makes, with
    documents that share nothing else. `same` are the run's documents with the very same words.
    """

    view: DocumentView
    same: tuple[RunDocument, ...]
    new: int


def ask_run(
    folder: str, document: Document, report: Report = silent, *, indexing: Callable[[], None] = lambda: None
) -> Asked:
    """What of a text stands in the documents of a run: as if it were one of them. Nothing of it is stored.

    Raises DocumentOutOfScope where the run's scope leaves the text out; see `add_documents` for `indexing`.
    """
    with held(folder):
        manifest = _settled(folder)
        if not scope_of(manifest).takes(document):
            raise DocumentOutOfScope(document.id)
        _indexed(folder, manifest, report, indexing)
        reader = RunReader(folder)
        with tempfile.TemporaryDirectory(prefix="variorum-") as target:
            grown = grow_run(folder, manifest, target, [(_named_apart(document, reader), "")], keep=False)
            write_manifest(target, grown.manifest)
            return _asked(AskedReader(target, folder), reader, int(grown.numbers[0]), document)


def _named_apart(document: Document, reader: RunReader) -> Document:
    """The document under an id that none of the run has."""
    name = document.id
    while True:
        try:
            reader.document(name)
        except DocumentUnknown:
            return replace(document, id=name)
        name += " (asked)"


class AskedReader(RunReader):
    """The tables of a run with one document more, whose texts are in two places."""

    def __init__(self, folder: str, run: str) -> None:
        super().__init__(folder)
        self._run = run

    @cached_property
    def _texts(self) -> Rows:
        """The run's texts, and the one more."""
        places = [os.path.join(place, TEXTS) for place in (self._run, self.folder)]
        return Rows(
            [os.path.join(place, name) for place in places for name in sorted(os.listdir(place))], columns=["text"]
        )

    def repeating(self, number: int) -> list[RunDocument]:
        """The documents with the same words as that of a number."""
        column = parquet.read_table(os.path.join(self.folder, DOCUMENTS), columns=["duplicate_of"])["duplicate_of"]
        return self.documents(np.flatnonzero(np.array(column.fill_null(-1)) == number).tolist())


def _asked(grown: AskedReader, reader: RunReader, number: int, document: Document) -> Asked:
    view = document_view(grown, grown.document(number))
    same = tuple(reader.document(one.id) for one in grown.repeating(number))
    numbers: dict[int, int] = {}
    new = len(reader.family_table) + 1
    for one in view.elsewhere:
        if one.family.number not in numbers:
            known = _known_family(grown, reader, one.family, number)
            fresh = sum(given >= new for given in numbers.values())
            numbers[one.family.number] = known or new + fresh
    return Asked(_renumbered(view, numbers, document), same, new)


def _known_family(grown: RunReader, reader: RunReader, family: RunFamily, number: int) -> int:
    """The number in the run of a family that it has, 0 of one that it has not."""
    for passage in grown.passages_of(family, limit=_LOOKED_AT):
        if passage.document != number:
            there = reader.passages_in(passage.document - (passage.document > number))
            overlaps = [(_overlap(one.span, passage.span), -one.family) for one in there]
            most, known = max(overlaps, default=(0, 0))
            return -known if most else 0
    return 0


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _renumbered(view: DocumentView, numbers: dict[int, int], document: Document) -> DocumentView:
    """The view with the families' numbers of the run, and the document's own name."""
    elsewhere = tuple(
        replace(
            one,
            family=replace(one.family, number=numbers[one.family.number]),
            passage=replace(one.passage, family=numbers[one.passage.family]),
        )
        for one in view.elsewhere
    )
    stretches = tuple(
        replace(one, families=tuple(sorted(numbers[family] for family in one.families))) for one in view.stretches
    )
    return replace(view, document=replace(view.document, id=document.id), elsewhere=elsewhere, stretches=stretches)
