"""Results of stages kept on the disk: what was found is not found again, and nothing else is taken for it."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest

from tests.reuse.test_find import corpus, prose
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.plan import STAGES, find_families
from variorum.reuse.run.kept import FOLDER, StageFiles
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning

AFTER = {"links": "words weighed", "families": "passages found", "tables": "families joined"}


@pytest.fixture(scope="module")
def documents():
    return corpus(prose(1, 40), 5, others=10)


class Try:
    """One try at finding, kept in a folder: what is told, which stages were done, and what is found."""

    def __init__(self, folder, documents, *, until=None, worth=0, scope=None, tuning=None, beside=()):
        self.said, self.done = [], []
        self.files = StageFiles(str(folder), self.said.append, worth=worth)
        self.files.beside(beside)

        def report(step):
            if step.unit == "stages":
                if step.stage == until:
                    raise KeyboardInterrupt
                self.done.append(step.stage)

        found = find_families(
            EmbeddedEngine(threads=1), documents, scope or Scope(), tuning or Tuning(), report=report, stages=self.files
        )
        arrays = (*found.table, found.boxes, *found.places, found.tokens.weights)
        self.found = [array.tobytes() for array in arrays], found.tokens.enough


@pytest.fixture(scope="module")
def whole(documents, tmp_path_factory):
    return Try(tmp_path_factory.mktemp("whole"), documents, worth=1 << 40).found


def interrupted(folder, documents, stage, **how):
    with pytest.raises(KeyboardInterrupt):
        Try(folder, documents, until=stage, **how)


def kept(folder):
    return sorted(os.listdir(folder / FOLDER))


class TestGoingOn:
    @pytest.mark.parametrize("stage", AFTER)
    def test_what_was_found_is_not_found_again_and_the_end_is_the_same(self, documents, whole, tmp_path, stage):
        interrupted(tmp_path, documents, stage)
        again = Try(tmp_path, documents[::-1])
        assert again.said == [f"goes on after: {AFTER[stage]}"]
        assert again.done == ["tokens", *STAGES[STAGES.index(stage) :]]
        assert again.found == whole

    def test_it_may_be_interrupted_ever_again(self, documents, whole, tmp_path):
        for stage in STAGES[1:]:
            interrupted(tmp_path, documents, stage)
        again = Try(tmp_path, documents)
        assert (again.done, again.found) == (["tokens", "tables"], whole)
        again.files.forget()
        assert os.listdir(tmp_path) == []

    def test_what_is_found_soon_is_not_kept(self, documents, tmp_path):
        interrupted(tmp_path, documents, "tables", worth=100_000)
        assert os.listdir(tmp_path) == []


class TestWhatIsNotTaken:
    @pytest.mark.parametrize(
        ("name", "told", "done"),
        [
            ("weights-0.npy", "words weighed", list(STAGES)),
            ("boxes-0.npy", "passages found", ["tokens", *STAGES[2:]]),
            ("families-3.npy", "families joined", ["tokens", *STAGES[4:]]),
        ],
    )
    def test_a_damaged_file_is_told_of_and_made_again(self, documents, whole, tmp_path, name, told, done):
        interrupted(tmp_path, documents, "tables")
        path = tmp_path / FOLDER / name
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
        again = Try(tmp_path, documents)
        assert again.said[0] == f"what an earlier try kept is damaged ({told}), and is done again"
        assert (again.done, again.found) == (done, whole)
        assert Try(tmp_path, documents).done == ["tokens", "tables"]

    def test_a_file_that_is_cut_short_or_gone_is_too(self, documents, whole, tmp_path):
        interrupted(tmp_path, documents, "tables")
        os.truncate(tmp_path / FOLDER / "boxes-0.npy", 100)
        (tmp_path / FOLDER / "families-0.npy").unlink()
        assert Try(tmp_path, documents).found == whole

    def test_boxes_without_what_was_written_with_them_are_made_again(self, documents, whole, tmp_path):
        beside = tmp_path / "postings.npy"
        beside.write_bytes(b"123")
        interrupted(tmp_path, documents, "tables", beside=[str(beside)])
        assert Try(tmp_path, documents, beside=[str(beside)]).done == ["tokens", "tables"]
        beside.write_bytes(b"1")
        again = Try(tmp_path, documents, beside=[str(beside)])
        assert again.said[0] == "what an earlier try kept is damaged (passages found), and is done again"
        assert (again.done, again.found) == (["tokens", *STAGES[2:]], whole)

    @pytest.mark.parametrize("said", ["", "[]", '{"key": 1}'])
    def test_a_list_that_is_none_is_told_of(self, documents, whole, tmp_path, said):
        interrupted(tmp_path, documents, "tables")
        (tmp_path / FOLDER / "stages.json").write_text(said)
        again = Try(tmp_path, documents)
        assert again.said == ["what an earlier try kept cannot be read, and is done again"]
        assert again.found == whole

    @pytest.mark.parametrize("what", ["documents", "dates", "issuers", "scope", "tuning", "version"])
    def test_what_was_kept_of_another_is_told_of_and_left(self, documents, tmp_path, what):
        how = {}
        match what:
            case "documents":
                other = [*documents[:-1], replace(documents[-1], text="Nothing that anybody said before.")]
            case "dates":
                other, how = [replace(one, date="2020-02-02") for one in documents], {"scope": Scope(most_days=9)}
            case "issuers":
                other = [replace(one, issuer=one.id[-1]) for one in documents]
                how = {"scope": Scope(across="issuer")}
            case "scope":
                other, how = documents, {"scope": Scope(within=True)}
            case "tuning":
                other, how = documents, {"tuning": Tuning(gap=5.0)}
            case _:
                other = documents
        interrupted(tmp_path, documents, "tables")
        if what == "version":
            path = tmp_path / FOLDER / "stages.json"
            said = json.loads(path.read_text())
            path.write_text(json.dumps({**said, "key": "1 0.0.1 " + said["key"].split()[-1]}))
        again = Try(tmp_path, other, **how)
        assert again.said == ["what an earlier try kept is of other documents, settings or version, and is done again"]
        assert again.done == list(STAGES)
        assert again.found == Try(tmp_path / "fresh", other, worth=1 << 40, **how).found


class TestAFullDisk:
    def test_a_run_goes_on_without_keeping_and_says_so(self, documents, whole, tmp_path):
        resource = pytest.importorskip("resource")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
        try:
            made = Try(tmp_path, documents)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        # The table of weights does not fit, and the rest does.
        (said,) = made.said
        assert said.startswith("cannot keep what was found so far (words weighed: file too large), and goes on without")
        assert made.found == whole
        assert [name for name in kept(tmp_path) if name.startswith(("weights", "."))] == []
        assert Try(tmp_path, documents).found == whole
