"""A run on the disk that takes documents, is found again, or is asked about a text: as a run of all of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.reuse.grow.test_growing import corpus, vaguely
from variorum.errors import (
    DocumentOutOfScope,
    DocumentTwice,
    RunDamaged,
    RunHalfChanged,
    RunMissing,
    RunOfAnotherVersion,
    RunUnfinished,
    RunUnwritable,
)
from variorum.model.reuse import Document
from variorum.progress import silent
from variorum.reuse.engines import embedded
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.grow import folder as index_folder
from variorum.reuse.grow import run as growing
from variorum.reuse.grow.folder import load_index
from variorum.reuse.plan import STAGES, find_families
from variorum.reuse.run import journal
from variorum.reuse.run.manifest import read_manifest
from variorum.reuse.run.reading import RunReader
from variorum.reuse.run.writing import DocumentWriter, FoundDocuments, write_documents, write_families
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning
from variorum.workflows.reuse.asking import ask_run
from variorum.workflows.reuse.door import find_run
from variorum.workflows.reuse.growing import add_documents, indexed, rebuild_run
from variorum.workflows.reuse.inputs import Corpus
from variorum.workflows.reuse.pairs import pair_lines

TABLES = ("documents.parquet", "families.parquet", "passages.parquet")


def rows(documents):
    return [
        {name: getattr(one, name) for name in ("id", "text", "date", "issuer", "series") if getattr(one, name)}
        for one in documents
    ]


class Source:
    """Documents as the rows of a table."""

    def __init__(self, folder):
        self._folder = folder
        self._made = 0

    def __call__(self, documents):
        self._made += 1
        path = self._folder / f"{self._made}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows(documents)), "utf-8")
        return lambda: Corpus([str(path)])


@pytest.fixture
def source(tmp_path):
    return Source(tmp_path)


def found(folder, documents, source, scope=None, **options):
    find_run(str(folder), source(documents), lambda: None, scope, **options)
    return str(folder)


def at_once(folder, documents, run, scope=None, tuning=None):
    """The tables of all documents, weighed as those of a run, and found together."""
    scope = scope or Scope()
    reader = RunReader(run)
    sources = {one.id: reader.source(one.number) for one in reader.all_documents()}
    folder.mkdir()
    writer = DocumentWriter(str(folder))
    taken = [one for one in documents if scope.takes(one)]
    for one in taken:
        writer.take(one, sources[one.id])
    read, table = writer.close(), load_index(run).table
    together = find_families(EmbeddedEngine(threads=1), taken, scope, tuning or Tuning(), frozen=table)
    own = np.arange(len(together.first))
    first = np.where(together.first == own, -1, together.first)
    words = np.array([one.words for one in reader.all_documents()])
    write_documents(str(folder), [read], FoundDocuments(words, first))
    write_families(str(folder), together.table, together.compared, together.said)
    return folder


def same_tables(one, other):
    return [name for name in TABLES if (Path(one) / name).read_bytes() != (Path(other) / name).read_bytes()] == []


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture
def grown(tmp_path, source):
    """A run of thirty documents that took one more, and its documents."""
    documents = corpus(3, 40)
    run = found(tmp_path / "run", documents[:30], source)
    add_documents(run, source(documents[30:31]))
    return run, documents


class TestAdding:
    @pytest.mark.parametrize(
        "scope",
        [Scope(), Scope(across="issuer"), Scope(between=("A", "B")), Scope(most_days=9), Scope(within=True)],
        ids=str,
    )
    def test_the_tables_are_byte_for_byte_those_of_all_documents_at_once(self, tmp_path, source, scope):
        documents = vaguely(corpus(7, 50))
        run = found(tmp_path / "run", documents[:30], source, scope)
        for some in (documents[30:31], documents[31:33], documents[33:]):
            add_documents(run, source(some))
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run, scope))

    def test_scans_are_added_as_scans(self, tmp_path, source):
        documents = corpus(8, 20)
        run = found(tmp_path / "run", documents[:12], source, ocr=True)
        add_documents(run, source(documents[12:]))
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run, tuning=Tuning.for_scans()))

    def test_places_are_sorted_anew_when_many_have_come(self, tmp_path, source, monkeypatch):
        monkeypatch.setattr("variorum.reuse.grow.run._MOST_MORE", 1000)
        documents = corpus(9, 36)
        run = found(tmp_path / "run", documents[:30], source)
        for one in documents[30:]:
            add_documents(run, source([one]))
        state = load_index(run).state
        assert state.base > 1
        assert state.laid > 1
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    def test_a_later_document_with_the_same_words_is_a_duplicate(self, grown, source):
        run, documents = grown
        first = next(one for one in documents[:30] if one.date)
        told = add_documents(run, source([replace(first, id="again", date="2031-01-01")]))
        reader = RunReader(run)
        assert told.repeats == 1
        assert reader.document("again").duplicate_of == reader.document(first.id).number

    def test_an_earlier_document_with_the_same_words_takes_the_place_of_the_first(self, tmp_path, grown, source):
        run, documents = grown
        reader = RunReader(run)
        first = reader.documents([int(reader.holders[0])])[0]
        early = replace(next(one for one in documents if one.id == first.id), id="before", date="1999-12-31")
        add_documents(run, source([early]))
        reader = RunReader(run)
        assert reader.document(first.id).duplicate_of == reader.document("before").number == 0
        assert same_tables(run, at_once(tmp_path / "at-once", [*documents[:31], early], run))

    def test_the_run_says_what_it_is_made_of(self, grown):
        run, _ = grown
        manifest = read_manifest(run)
        assert [each.documents for each in manifest.inputs] == [30, 1]
        assert manifest.counts["documents"] == 31
        assert manifest.counts["words"] == sum(one.words for one in RunReader(run).all_documents())

    def test_an_index_that_is_not_there_is_made_once(self, tmp_path, source):
        documents = corpus(3, 12)
        run = found(tmp_path / "run", documents[:10], source)
        shutil.rmtree(Path(run) / "index")
        said = []
        first, second = (add_documents(run, source([one]), indexing=said.append) for one in documents[10:])
        assert (first.indexed, second.indexed, len(said)) == (True, False, 1)
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    def test_a_run_that_was_just_found_has_its_index(self, tmp_path, source):
        documents = corpus(3, 12)
        run = found(tmp_path / "run", documents[:10], source)
        assert not add_documents(run, source(documents[10:])).indexed

    def test_the_places_of_seeds_are_the_same_in_however_many_buckets(self, tmp_path, source, monkeypatch):
        documents = corpus(9, 30)
        one = contents(found(tmp_path / "one", documents, source))
        monkeypatch.setattr(embedded, "_IN_BUCKET", 4)
        other = contents(found(tmp_path / "other", documents, source))
        assert [name for name in one if name.startswith("index") and one[name] != other[name]] == []


class TestWhatIsNotAdded:
    @pytest.mark.parametrize("few", [True, False], ids=["few", "many"])
    def test_another_document_under_an_id_of_the_run_is_refused_and_nothing_changes(self, grown, source, few):
        run, documents = grown
        before = {name: content for name, content in contents(run).items() if not name.endswith(".bin")}
        more = ([] if few else [Document(f"more {k}", "Nothing said before.") for k in range(80)]) + [
            replace(documents[0], text="Another.", series="other")
        ]
        said = (
            rf"^{documents[0].id}: the run has .* id already \(.*:1 and .*:{len(more)}\); their series and texts differ"
        )
        with pytest.raises(DocumentTwice, match=said):
            add_documents(run, source(more))
        after = {name: content for name, content in contents(run).items() if not name.endswith(".bin")}
        assert {name: after[name] for name in before} == before
        add_documents(run, source(documents[31:32]))

    def test_what_the_run_has_already_is_left_out_and_told_of(self, grown, source, tmp_path):
        run, documents = grown
        told = add_documents(run, source([documents[4], *documents[31:], documents[33], documents[30]]))
        assert (told.added, told.told.repeated, told.manifest.counts["repeated"]) == (len(documents) - 31, 3, 3)
        assert "the run has it already" in told.told.repeats[0]
        assert "it came before" in told.told.repeats[1]
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    def test_where_the_run_has_all_of_it_nothing_changes(self, grown, source):
        run, documents = grown
        before = contents(run)
        told = add_documents(run, source(documents[:31]))
        assert (told.added, told.told.repeated) == (0, 31)
        assert contents(run) == before

    def test_what_was_never_finished_is_forgotten(self, grown, source, monkeypatch, tmp_path):
        run, documents = grown
        with monkeypatch.context() as patch:
            patch.setattr(growing, "write_index", _killed)
            with pytest.raises(KeyboardInterrupt):
                add_documents(run, source(documents[31:35]))
        assert RunReader(run).manifest.counts["documents"] == 31
        add_documents(run, source(documents[31:]))
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    def test_what_was_all_on_the_disk_is_finished(self, grown, source, monkeypatch, tmp_path):
        run, documents = grown
        replaced, moved = os.replace, []

        def killed_at_the_fourth(one, other):
            # Only those that put a file of the addition in its place count.
            if f"{os.sep}.next{os.sep}" in one and f"{os.sep}.next{os.sep}" not in other:
                if len(moved) == 3:
                    raise KeyboardInterrupt
                moved.append(one)
            replaced(one, other)

        with monkeypatch.context() as patch:
            patch.setattr(journal.os, "replace", killed_at_the_fourth)
            with pytest.raises(KeyboardInterrupt):
                add_documents(run, source(documents[31:35]))
        with pytest.raises(RunHalfChanged, match="reuse add"):
            RunReader(run)
        add_documents(run, source(documents[35:]))
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    def test_a_folder_without_a_run_is_none(self, tmp_path, source):
        (tmp_path / "empty").mkdir()
        with pytest.raises(RunMissing):
            add_documents(str(tmp_path / "empty"), source(corpus(1, 3)))

    def test_a_run_that_is_not_finished_takes_nothing(self, tmp_path, source):
        run = found(tmp_path / "run", corpus(1, 6), source)
        said = json.loads((tmp_path / "run" / "run.json").read_text())
        (tmp_path / "run" / "run.json").write_text(json.dumps({**said, "stages": said["stages"][:1]}))
        with pytest.raises(RunUnfinished):
            add_documents(run, source(corpus(2, 3)))

    @pytest.mark.parametrize("lost", ["all", "tokens", "boxes", "kept", "postings", "state"])
    def test_an_index_that_is_lost_or_cut_short_is_made_again(self, grown, source, tmp_path, lost):
        run, documents = grown
        add_documents(run, source(documents[31:35]))
        index = Path(run) / "index"
        match lost:
            case "all":
                shutil.rmtree(index)
            case "tokens":
                (index / "hashes.bin").write_bytes(b"")
            case "boxes":
                next(index.glob("boxes-*.bin")).write_bytes(b"\0" * 28)
            case "kept":
                kept = next(index.glob("kept-*.bin"))
                kept.write_bytes(kept.read_bytes()[:-8])
            case "postings":
                next(index.glob("base-*/postings.npy")).unlink()
            case _:
                (index / "index.json").write_text("{")
        assert add_documents(run, source(documents[35:])).indexed
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    def test_a_damaged_table_is_said_and_no_index_is_made(self, grown, source):
        run, documents = grown
        (Path(run) / "passages.parquet").write_bytes(b"PAR1")
        with pytest.raises(RunDamaged, match="passages"):
            add_documents(run, source(documents[31:32]), indexing=_killed)

    def test_texts_that_were_changed_make_no_index(self, grown, source, tmp_path):
        run, documents = grown
        shutil.rmtree(Path(run) / "index")
        said = json.loads((Path(run) / "run.json").read_text())
        (Path(run) / "run.json").write_text(json.dumps({**said, "token_table": "0" * 64}))
        with pytest.raises(RunDamaged, match=r"are not those that it was found from.*variorum reuse rebuild"):
            add_documents(run, source(documents[31:32]))
        rebuild_run(run)
        add_documents(run, source(documents[31:]))
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    @pytest.mark.parametrize("kept", [2_000, 100_000, 600_000, 4_000_000, 4_400_000])
    def test_a_disk_that_is_full_changes_no_byte_of_the_run(self, tmp_path, source, kept):
        resource = pytest.importorskip("resource")
        documents = corpus(7, 14)
        run = found(tmp_path / "run", documents[:12], source)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        before = {name: (Path(run) / name).read_bytes() for name in TABLES}
        more = source(documents[12:])
        resource.setrlimit(resource.RLIMIT_FSIZE, (kept, hard))
        try:
            with suppress(RunUnwritable):
                add_documents(run, more)
                kept = 0
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        if kept:
            assert {name: (Path(run) / name).read_bytes() for name in TABLES} == before
            assert list((tmp_path / "run" / "index").glob("*.draft")) == []
            add_documents(run, more)
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))


class TestFindingAgain:
    def test_it_is_what_is_found_of_the_same_texts(self, grown, tmp_path, source):
        run, documents = grown
        add_documents(run, source(documents[31:]))
        rebuild_run(run)
        fresh = found(tmp_path / "fresh", documents, source)
        assert read_manifest(run).token_table == read_manifest(fresh).token_table
        for name in TABLES[1:]:
            assert (Path(run) / name).read_bytes() == (Path(fresh) / name).read_bytes()

    def test_it_goes_on_growing_by_its_new_weights(self, grown, tmp_path, source):
        run, documents = grown
        add_documents(run, source(documents[31:38]))
        rebuild_run(run)
        add_documents(run, source(documents[38:]))
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    def test_a_run_of_an_older_method_is_read_and_made_one_of_this_before_it_grows(self, tmp_path, source):
        documents = corpus(4, 12)
        run = found(tmp_path / "run", documents, source)
        before = contents(run)
        said = json.loads(before["run.json"])
        del said["settings"]["tuning"]["apart"]
        said["settings"]["tuning"]["forgotten"] = 1
        del said["counts"]["weighed"]
        (tmp_path / "run" / "run.json").write_text(json.dumps({**said, "method": "1"}))
        pair = json.loads(next(pair_lines(RunReader(run), "direct")).splitlines()[0])
        assert {pair["a"], pair["b"]} <= {one.id for one in documents}
        with pytest.raises(RunOfAnotherVersion, match=r"method 1, .*reuse rebuild"):
            add_documents(run, source(corpus(2, 3)))
        with pytest.raises(RunOfAnotherVersion, match=r"method 1, .*reuse rebuild"):
            ask_run(run, documents[3])
        rebuild_run(run)
        after = contents(run)
        assert json.loads(after.pop("run.json")) == json.loads(before.pop("run.json"))
        assert after == before


# Ends the process as `kill -9` does, when the next file or folder with such an end would take its place.
KILLED = """
import os, signal, sys
from variorum.cli.main import main
end, place = sys.argv.pop(1), {name: getattr(os, name) for name in ("replace", "rename")}
def killing(name):
    def moved(source, target):
        if str(target).endswith(end):
            os.kill(os.getpid(), signal.SIGKILL)
        place[name](source, target)
    return moved
os.replace, os.rename = map(killing, place)
main(sys.argv[1:])
"""


class TestFindingAgainInterrupted:
    @pytest.fixture
    def rebuilt(self, grown, tmp_path):
        """A run, and what it is once it is found again."""
        run, _ = grown
        shutil.copytree(run, tmp_path / "rebuilt")
        rebuild_run(str(tmp_path / "rebuilt"))
        return run, contents(tmp_path / "rebuilt")

    def test_it_goes_on_after_the_last_stage_and_until_then_the_run_is_as_it_was(self, rebuilt):
        run, whole = rebuilt
        before = {name: content for name, content in contents(run).items() if name.startswith("index")}
        done = []

        def interrupted_at(stage):
            def report(step):
                if step.unit == "stages":
                    done.append(step.stage)
                    if step.stage == stage:
                        raise KeyboardInterrupt

            return report

        for stage in STAGES:
            with pytest.raises(KeyboardInterrupt):
                rebuild_run(run, interrupted_at(stage))
            assert {name: each for name, each in contents(run).items() if name.startswith("index")} == before
            assert RunReader(run).manifest.counts["documents"] == 31
        rebuild_run(run, interrupted_at(""), (said := []).append)
        assert said == ["goes on after: families joined"]
        assert done == sorted([*STAGES[:-1] * 2, *["tables"] * 2], key=STAGES.index)
        assert contents(run) == whole

    @pytest.mark.skipif(sys.platform == "win32", reason="no process is killed so there")
    def test_killed_as_its_files_are_put_in_place_it_ends_as_if_nothing_had_befallen_it(self, rebuilt):
        run, whole = rebuilt
        before = contents(run)
        for end, said in ((".next", ""), ("RUN", "families joined")):
            command = [sys.executable, "-c", KILLED, end.replace("RUN", f"{run}/run.json"), "reuse", "rebuild", run]
            killed = subprocess.run(command, capture_output=True, text=True, check=False)
            assert killed.returncode == -9
            assert said in killed.stderr
            if end != "RUN":
                assert {name: each for name, each in contents(run).items() if not name.startswith(".")} == before
        # All of it is on the disk: there is nothing to find.
        steps = []
        then, now = rebuild_run(run, steps.append)
        assert (then.token_table == now.token_table, steps) == (False, [])
        assert contents(run) == whole

    def test_an_addition_makes_what_was_begun_of_no_use(self, grown, source, tmp_path):
        run, documents = grown
        with pytest.raises(KeyboardInterrupt):
            rebuild_run(run, lambda step: _killed() if step.stage == "tables" else None)
        assert (Path(run) / ".rebuild").exists()
        add_documents(run, source(documents[31:]))
        assert not (Path(run) / ".rebuild").exists()
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))

    def test_an_addition_that_was_killed_is_no_rebuilding(self, grown, source, monkeypatch):
        run, documents = grown
        with pytest.raises(KeyboardInterrupt):
            rebuild_run(run, lambda step: _killed() if step.stage == "tables" else None)
        with monkeypatch.context() as patch:
            patch.setattr(journal, "settle", _killed)
            with pytest.raises(KeyboardInterrupt):
                add_documents(run, source(documents[31:]))
        steps = []
        before, now = rebuild_run(run, steps.append)
        assert (before.counts["documents"], now.counts["documents"]) == (len(documents), len(documents))
        assert {"tokens", "tables"} <= {step.stage for step in steps}

    def test_an_index_that_is_made_anew_goes_on_too(self, grown, source, tmp_path):
        run, documents = grown
        shutil.rmtree(Path(run) / "index")
        with pytest.raises(KeyboardInterrupt):
            indexed(run, read_manifest(run), lambda step: _killed() if step.stage == "families" else None)
        indexed(run, read_manifest(run), silent, (said := []).append)
        assert said[1:] == ["goes on after: passages found"]
        assert not (Path(run) / ".stages").exists()
        add_documents(run, source(documents[31:]))
        assert same_tables(run, at_once(tmp_path / "at-once", documents, run))


class TestAsking:
    def test_nothing_is_stored(self, grown):
        run, documents = grown
        before = contents(run)
        ask_run(run, documents[33])
        assert contents(run) == before

    @pytest.mark.parametrize("room", [1 << 16, 0], ids=["in the room", "beside it"])
    def test_the_stretches_are_those_of_the_run_with_the_text(self, grown, source, monkeypatch, room):
        run, documents = grown
        monkeypatch.setattr(growing, "ROOM", room)
        for one in documents[32:34]:
            asked = ask_run(run, one).view
            add_documents(run, source([one]))
            reader = RunReader(run)
            there = reader.passages_in(reader.document(one.id).number)
            assert [(each.passage.span, each.passage.words) for each in asked.elsewhere] == [
                (each.span, each.words) for each in there
            ]

    def test_families_go_by_their_numbers_in_the_run(self, tmp_path, source):
        documents = corpus(5, 30)
        run = found(tmp_path / "run", documents, source)
        reader = RunReader(run)
        family = reader.families()[0]
        passage = reader.passages_of(family)[0]
        words = passage.span.of(reader.text(passage.document))
        asked = ask_run(run, Document("new", f"Something of its own is said before. {words}"))
        assert family.number in {each.family.number for each in asked.view.elsewhere}
        assert all(each.family.number < asked.new for each in asked.view.elsewhere)

    def test_a_text_that_repeats_a_document_is_told_with_its_stretches(self, tmp_path, source):
        documents = corpus(5, 30)
        run = found(tmp_path / "run", documents, source)
        reader = RunReader(run)
        here = reader.document(int(reader.holders[0]))
        asked = ask_run(run, Document("same", reader.text(here.number)))
        assert [one.id for one in asked.same][:1] == [here.id]
        assert [each.passage.span for each in asked.view.elsewhere] == [
            each.span for each in reader.passages_in(here.number)
        ]

    def test_a_text_under_an_id_of_the_run_is_asked_about_all_the_same(self, grown):
        run, documents = grown
        assert ask_run(run, replace(documents[33], id=documents[0].id)).view.document.id == documents[0].id

    def test_a_text_that_the_scope_leaves_out_is_said(self, tmp_path, source):
        documents = corpus(5, 30)
        run = found(tmp_path / "run", documents, source, Scope(most_days=30))
        with pytest.raises(DocumentOutOfScope, match="--date"):
            ask_run(run, replace(documents[0], id="new", date=""))


def _killed(*_):
    raise KeyboardInterrupt


def test_the_room_for_a_question_is_there():
    assert index_folder.ROOM == growing.ROOM > 0
