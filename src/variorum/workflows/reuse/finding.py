"""One run of finding, stage by stage: what is on the disk is not done again."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from variorum.errors import NobodySays, NoDocuments, RunOccupied, RunUnwritable
from variorum.reuse.alphabet import Alphabet
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.grow.building import IndexWriter, base_files
from variorum.reuse.grow.folder import drop_index
from variorum.reuse.grow.known import Rules
from variorum.reuse.numbers import numbers_of
from variorum.reuse.plan import find_families
from variorum.reuse.run.found import write_tables
from variorum.reuse.run.kept import FOLDER as KEPT
from variorum.reuse.run.kept import StageFiles, sum_of
from variorum.reuse.run.manifest import (
    DOCUMENTS,
    FAMILIES,
    FOUND,
    INDEX,
    METHOD,
    PASSAGES,
    READ,
    TEXTS,
    Manifest,
    RunInput,
    check_method,
    clear_drafts,
    disk_said,
    held,
    is_run,
    is_vacant,
    read_manifest,
    write_manifest,
)
from variorum.reuse.run.stored import forget_read, keep_read, load_read, read_file, stored_documents
from variorum.reuse.run.writing import DocumentWriter
from variorum.reuse.tokens import tokens_of
from variorum.reuse.tuning import Tuning
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    import pyarrow as pa
    from numpy.typing import NDArray

    from variorum.model.reuse import Document
    from variorum.progress import Report
    from variorum.reuse.engines.base import Engine
    from variorum.reuse.plan import Found
    from variorum.reuse.scope import Scope
    from variorum.reuse.stages import Stages
    from variorum.workflows.reuse.inputs import Corpus, CorpusDigests, Told

    Source = TypeVar("Source")
    # Opens an engine when there is something for it to do.
    EngineOpened = Callable[[], AbstractContextManager[Engine[Iterable[Document]]]]


@dataclass(frozen=True, slots=True)
class FoundRun:
    """A run as `find_run` leaves it. `told` is what there was to say of the inputs, None where they were not read.

    `state` is "new", "resumed" (documents were there) or "there" (nothing was to be done); `after` says after which
    stage one that was resumed went on.
    """

    folder: str
    manifest: Manifest
    told: Told | None
    state: str
    after: str = ""


class Finding:
    """A folder, and what is to be found in it."""

    def __init__(
        self,
        folder: str,
        scope: Scope,
        settings: dict[str, dict[str, Any]],
        report: Report,
        engine: EngineOpened | None = None,
        *,
        ocr: bool = False,
        notice: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._folder = folder
        self._notice = notice
        self._engine: EngineOpened = engine or _embedded
        self._scope = scope
        self._tuning = Tuning.for_scans() if ocr else Tuning()
        # As JSON gives it back.
        said = {
            area: {k: list(v) if isinstance(v, tuple) else v for k, v in each.items()}
            for area, each in settings.items()
        }
        self._settings = {**said, "tuning": asdict(self._tuning)}
        self._report = report
        self._manifest = Manifest(f"variorum {__version__}", self._settings)
        self._read: pa.Table | None = None

    def run(self, corpus: Callable[[], Corpus], digests: Callable[[], CorpusDigests]) -> FoundRun:
        """All stages that are still to be done."""
        there = self._there()
        with disk_said(self._folder):
            os.makedirs(self._folder, exist_ok=True)
        with held(self._folder):
            clear_drafts(self._folder)
            if there is not None and there.is_read:
                self._check_inputs(there, digests())
                self._manifest = there
                if there.is_finished:
                    # It may have been ended as it tidied up.
                    StageFiles(self._folder, self._notice).forget()
                    return FoundRun(self._folder, there, None, "there")
                self._read = load_read(self._folder)
                stages = StageFiles(self._folder, self._notice, resumed=True)
                self._find(stored_documents(self._folder, self._read), stages)
                return FoundRun(self._folder, self._manifest, None, "resumed", stages.after)
            self._clear()
            reading = corpus()
            self._find(self._taken(reading), StageFiles(self._folder, self._notice))
            return FoundRun(self._folder, self._manifest, reading.told, "new")

    def found_by(self, engine: Engine[Source], source: Source, stages: Stages | None = None) -> Found:
        """What an engine finds in documents that this process need not see."""
        found = find_families(engine, source, self._scope, self._tuning, report=self._report, stages=stages)
        if self._scope.most_days is not None:
            first, last = found.said.days()
            if vague := np.count_nonzero(first != last):
                documents = "1 document says" if vague == 1 else f"{vague:,} documents say"
                self._notice(f"{documents} no day but a year or a month, of which any day counts for --max-days")
        return found

    def keep(
        self,
        found: Found,
        read: Iterable[pa.Table],
        words: NDArray[np.int64],
        inputs: tuple[RunInput, ...],
        **counts: int,
    ) -> FoundRun:
        """Write a run of what was found elsewhere; its texts are written there too, and `read` is said of documents.

        The folder has no run yet. `counts` are those of the reading.
        """
        with held(self._folder):
            # The run is one when all of it is there: it cannot be gone on with from its texts alone.
            self._manifest = replace(self._manifest, inputs=inputs).after(READ, **counts)
            self._whole(found, write_tables(self._folder, found, read, words))
        return FoundRun(self._folder, self._manifest, None, "new")

    def _there(self) -> Manifest | None:
        """The run that the folder holds; None where there is none, or none that this version can go on with."""
        if not is_run(self._folder):
            if not is_vacant(self._folder):
                raise RunOccupied(self._folder, "holds something else than a run")
            return None
        there = read_manifest(self._folder)
        if there.method != METHOD:
            if there.is_finished:
                check_method(self._folder, there)
            self._notice("begins anew: what is there was begun by another version")
            return None
        if there.is_read and there.settings != self._settings:
            raise RunOccupied(self._folder, "holds a run with other settings")
        return there

    def _check_inputs(self, there: Manifest, now: CorpusDigests) -> None:
        before = [(each.name, each.size, each.sha256) for each in there.inputs]
        if before != [(each.name, each.size, each.sha256) for each in now.compared()]:
            raise RunOccupied(self._folder, "holds a run of other inputs")

    def _clear(self) -> None:
        """Remove what a run left that did not finish its first stage, and say that one has begun."""
        with disk_said(self._folder):
            for name in (DOCUMENTS, FAMILIES, PASSAGES):
                with suppress(FileNotFoundError):
                    os.unlink(os.path.join(self._folder, name))
            for name in (TEXTS, INDEX, KEPT):
                if os.path.isdir(os.path.join(self._folder, name)):
                    shutil.rmtree(os.path.join(self._folder, name))
        write_manifest(self._folder, self._manifest)

    def _taken(self, corpus: Corpus) -> Iterator[Document]:
        """The documents that are compared, each kept on the disk; at their end the first stage is finished."""
        writer = DocumentWriter(self._folder, again=corpus.told.repeat)
        left_out = 0
        named = _Named(self._scope)
        for document, source in corpus.documents():
            named.see(document)
            if not self._scope.takes(document):
                left_out += 1
            elif writer.take(document, source):
                yield document
        named.check()
        if not writer.count:
            raise NoDocuments(", ".join(each.name for each in corpus.inputs), _none_in_scope(left_out))
        self._read = writer.close()
        keep_read(self._folder, self._read)
        inputs = tuple(RunInput(each.name, each.size, each.sha256, each.documents) for each in corpus.inputs)
        self._finish(
            replace(self._manifest, inputs=inputs),
            READ,
            documents=writer.count,
            characters=writer.characters,
            left_out=left_out,
            unread=corpus.told.refusals,
            doubted=corpus.told.doubted,
            repeated=corpus.told.repeated,
            undated=self._read["date"].null_count,
        )

    def _find(self, documents: Iterator[Document], stages: StageFiles) -> None:
        stages.cut_from(partial(sum_of, read_file(self._folder)))
        with self._engine() as engine:
            writer = None
            if isinstance(engine, EmbeddedEngine):
                writer = IndexWriter(self._folder)
                engine.sow_for(writer)
                # Links that were sown for an index, and their boxes, are of no use without it.
                stages.beside(base_files(self._folder))
            found = self.found_by(engine, documents, stages)
            assert self._read is not None, "the documents were read to their end"  # noqa: S101
            words = self._words(self._read) if self._tuning.ocr else found.sizes
            try:
                counts = write_tables(self._folder, found, [self._read], words)
            except RunUnwritable as error:
                if not writer:
                    raise
                writer.give_up(error)
                counts = write_tables(self._folder, found, [self._read], words)
            if writer:
                self._index(writer, engine, found, numbers_of(self._read["text_row"]))
        self._whole(found, counts)
        stages.forget()

    def _index(self, writer: IndexWriter, engine: Engine[Any], found: Found, rows: NDArray[np.int64]) -> None:
        """Keep what it takes to grow; where there is no room for it, the run is whole without."""
        try:
            writer.finish(engine, found, rows, Rules.of(found.tokens, self._scope, self._tuning))
        except RunUnwritable as error:
            drop_index(self._folder)
            self._notice(f"what `reuse add` and `reuse query` need is made by the first of them: {error.reason}")

    def _whole(self, found: Found, counts: dict[str, int]) -> None:
        """Say that the run is whole."""
        self._finish(replace(self._manifest, token_table=found.tokens.version), FOUND, **counts)
        forget_read(self._folder)

    def _words(self, read: pa.Table) -> NDArray[np.int64]:
        """How many words each document has, where it was not cut into words."""
        alphabet = Alphabet()
        sizes = [tokens_of([document.text], alphabet).sizes for document in stored_documents(self._folder, read)]
        words = np.empty(len(read), np.int64)
        words[np.argsort(numbers_of(read["text_row"]))] = np.concatenate(sizes)
        return words

    def _finish(self, manifest: Manifest, stage: str, **counts: int) -> None:
        self._manifest = manifest.after(stage, **counts)
        write_manifest(self._folder, self._manifest)


@contextmanager
def _embedded() -> Iterator[EmbeddedEngine]:
    yield EmbeddedEngine()


class _Named:
    """The two that `between` names: whether there is a document of each, or else of whom there are."""

    def __init__(self, scope: Scope) -> None:
        self._between = scope.between or ()
        self._what = "series" if scope.across == "series" else "issuer"
        self._seen: dict[str, None] = {}

    def see(self, document: Document) -> None:
        """One more document."""
        if self._between and (name := getattr(document, self._what)):
            self._seen[name] = None

    def check(self) -> None:
        """Raise NobodySays for a name that no document has."""
        for name in self._between:
            if name not in self._seen:
                raise NobodySays(name, self._what, tuple(sorted(self._seen)))


def _none_in_scope(left_out: int) -> str:
    return f"All {left_out:,} documents are left out by --max-days: none of them has a date."
