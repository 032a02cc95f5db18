"""A run that grows: more documents, a new table of weights, or a text that is only asked about."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING

from pyarrow import parquet

from variorum.errors import RunDamaged, RunMissing, RunOfAnotherVersion, RunUnfinished
from variorum.progress import silent
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.grow.building import IndexWriter, base_files
from variorum.reuse.grow.folder import clear_old, find_index, load_index
from variorum.reuse.grow.known import Rules
from variorum.reuse.grow.run import grow_run, scope_of, tuning_of
from variorum.reuse.numbers import numbers_of
from variorum.reuse.plan import find_families
from variorum.reuse.run.found import write_tables
from variorum.reuse.run.journal import commit, is_pending, is_rebuilt, next_folder, rebuilt_folders, settle
from variorum.reuse.run.kept import StageFiles, sum_of
from variorum.reuse.run.manifest import (
    DOCUMENTS,
    FOUND,
    METHOD,
    READ,
    RUN_FILE,
    Manifest,
    RunInput,
    check_method,
    held,
    is_run,
    read_manifest,
    write_manifest,
)
from variorum.reuse.run.stored import stored_documents
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from variorum.progress import Report
    from variorum.reuse.grow.folder import Kept
    from variorum.reuse.plan import Found
    from variorum.workflows.reuse.inputs import Corpus, Told

    # Takes what there is to say, in words.
    Notice = Callable[[str], None]


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
    folder: str, corpus: Callable[[], Corpus], report: Report = silent, *, indexing: Notice = lambda _: None
) -> GrownRun:
    """Add the documents of a corpus to a run: it is then as if found from all of them, weighed as before.

    `indexing` is told where the run has no index, which is then made first. A run is never half changed. What it has
    already, text and all, is left out and told of. Raises DocumentTwice, NoDocuments and the errors of a run that
    cannot be read or written.
    """
    with held_run(folder):
        before = settled(folder)
        index, made = indexed(folder, before, report, indexing)
        reading = corpus()
        target = next_folder(folder)
        grown = grow_run(folder, before, index, target, reading.documents(), keep=True, again=reading.told.repeat)
        if not len(grown.numbers) and not grown.left_out:
            # The run has all of it.
            settle(folder)
            return GrownRun(folder, before, before, reading.told, 0, 0, made)
        inputs = tuple(RunInput(each.name, each.size, each.sha256, each.documents) for each in reading.inputs)
        said = reading.told
        told = {"unread": said.refusals, "doubted": said.doubted, "repeated": said.repeated}
        counts = grown.manifest.counts | {name: before.counts.get(name, 0) + more for name, more in told.items()}
        manifest = replace(grown.manifest, inputs=before.inputs + inputs, counts=counts)
        write_manifest(target, manifest)
        commit(folder)
        clear_old(folder)
    # One that comes may be the first of its words, and an older document what repeats it.
    repeats = manifest.counts["duplicates"] - before.counts["duplicates"]
    return GrownRun(folder, before, manifest, reading.told, repeats, grown.left_out, made)


def finish_addition(folder: str) -> bool:
    """Finish a change of a run that was ended while its files were put in place; whether there was one."""
    if not is_pending(folder):
        return False
    with held(folder):
        settled(folder)
    return True


@contextmanager
def held_run(folder: str) -> Iterator[None]:
    """As `held`, of a folder that is a run: no other is touched. Where nobody may write, nobody need be kept off."""
    if not is_run(folder):
        raise RunMissing(folder)
    with held(folder) if os.access(folder, os.W_OK) else nullcontext():
        yield


def settled(folder: str) -> Manifest:
    """What a run says of itself, once a change of it that was ended in its midst is finished.

    Raises RunOfAnotherVersion also where only its method is: what comes would be found otherwise than what is there.
    """
    settle(folder)
    manifest = read_manifest(folder)
    if not manifest.is_finished:
        raise RunUnfinished(folder, manifest.stages)
    check_method(folder, manifest)
    return manifest


def indexed(folder: str, manifest: Manifest, report: Report, indexing: Notice = lambda _: None) -> tuple[Kept, bool]:
    """The index of a run, made where it is missing or damaged, as long as finding takes; and whether it was so.

    `indexing` is told so, in words. Where it was interrupted it goes on after the last stage.
    """
    if (index := find_index(folder)) is not None:
        return index, False
    indexing("making the index of the run, which it has not: what is asked or added later is then quick")
    stages = StageFiles(folder, indexing)
    with _found_again(folder, folder, manifest, stages, report, weighed=manifest.counts["weighed"]) as found:
        if found.tokens.version != manifest.token_table:
            raise RunDamaged(folder, "its index is lost, and its texts are not those that it was found from")
    stages.forget()
    return load_index(folder), True


@contextmanager
def _found_again(
    folder: str, target: str, manifest: Manifest, stages: StageFiles, report: Report, *, weighed: int | None = None
) -> Iterator[Found]:
    """What the texts of a run share; at the end its index is written into the folder `target`.

    Words are weighed by the first so many texts, or by all.
    """
    documents = os.path.join(folder, DOCUMENTS)
    read = parquet.ParquetFile(documents).read()
    scope, tuning = scope_of(manifest), tuning_of(manifest)
    engine, writer = EmbeddedEngine(scratch=folder, report=report), IndexWriter(target)
    engine.sow_for(writer)
    stages.cut_from(partial(sum_of, documents))
    stages.beside(base_files(target), needed=True)
    texts = stored_documents(folder, read)
    found = find_families(engine, texts, scope, tuning, frozen=weighed, report=report, stages=stages)
    yield found
    writer.finish(engine, found, numbers_of(read["text_row"]), Rules.of(found.tokens, scope, tuning))


def rebuild_run(folder: str, report: Report = silent, notice: Notice = lambda _: None) -> tuple[Manifest, Manifest]:
    """Find again what the texts of a run share, weighed by what they are now; what it was and what it is.

    Also of a run that another version made, and of one whose families are damaged. Until all is found the run stays as
    it is; where this is interrupted, the next time goes on after the last stage, of which `notice` is told. Raises the
    errors of a run that cannot be read or written.
    """
    with held_run(folder):
        before = _described(folder)
        if is_rebuilt(folder):
            settle(folder)
            clear_old(folder)
            return before, read_manifest(folder)
        settle(folder)
        before = _described(folder)
        work, target = rebuilt_folders(folder)
        with _found_again(folder, target, before, StageFiles(work, notice), report) as found:
            counts = _write_again(folder, target, found, ocr=tuning_of(before).ocr)
        manifest = replace(before, tool=f"variorum {__version__}", method=METHOD, token_table=found.tokens.version)
        manifest = manifest.after(FOUND, **counts)
        write_manifest(target, manifest)
        commit(folder, target)
        clear_old(folder)
    return before, manifest


def _write_again(folder: str, target: str, found: Found, *, ocr: bool) -> dict[str, int]:
    """Write the tables of a run that was found again; what there is to count in them."""
    read = parquet.ParquetFile(os.path.join(folder, DOCUMENTS)).read()
    # A scan is cut into other things than words.
    return write_tables(target, found, [read], numbers_of(read["words"]) if ocr else found.sizes)


def _described(folder: str) -> Manifest:
    """What a run says of itself, as far as another version can read it."""
    try:
        manifest = read_manifest(folder)
        if manifest.method == METHOD:
            return manifest
    except RunOfAnotherVersion:
        pass
    with open(os.path.join(folder, RUN_FILE), encoding="utf-8") as file:
        said = json.load(file)
    settings = dict(said.get("settings", {}))
    known = {each.name for each in fields(Scope)}
    scope = {name: value for name, value in settings.get("scope", {}).items() if name in known}
    tuning = Tuning.for_scans() if settings.get("tuning", {}).get("ocr") else Tuning()
    settings |= {"scope": {**asdict(Scope()), **scope}, "tuning": asdict(tuning)}
    inputs = tuple(RunInput(**each) for each in said.get("inputs", ()))
    return Manifest(str(said.get("tool")), settings, inputs, dict(said.get("counts", {})), (READ,))
