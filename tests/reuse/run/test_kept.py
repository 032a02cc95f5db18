"""Results of stages kept on the disk: what was found is not found again, and nothing else is taken for it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import partial

import pytest

from tests.reuse.test_find import corpus, prose
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.plan import STAGES, find_families
from variorum.reuse.run import kept as module
from variorum.reuse.run.kept import FOLDER, StageFiles, sum_of
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning

AFTER = {
    "weights": "documents read",
    "links": "words weighed",
    "boxes": "places linked",
    "families": "passages found",
    "tables": "families joined",
}


@pytest.fixture(scope="module")
def documents():
    return corpus(prose(1, 40), 5, others=10)


class Try:
    """One try at finding, kept in a folder: what is told, which stages were done, and what is found.

    `texts` is a file that tells the texts of the documents, "" where none does.
    """

    def __init__(
        self, folder, documents, *, until=None, scope=None, tuning=None, beside=(), needed=False, texts="", engine=None
    ):
        self.said, self.done = [], []
        self.files = StageFiles(str(folder), self.said.append)
        self.files.beside(beside, needed=needed)
        if texts:
            self.files.cut_from(partial(sum_of, texts))

        def report(step):
            if step.unit == "stages":
                if step.stage == until:
                    raise KeyboardInterrupt
                self.done.append(step.stage)

        found = find_families(
            engine or EmbeddedEngine(threads=1),
            documents,
            scope or Scope(),
            tuning or Tuning(),
            report=report,
            stages=self.files,
        )
        arrays = (*found.table, found.boxes, *found.places, found.tokens.weights)
        names = found.ids.at(found.rows), [[[*each.names, ""][code] for code in each.codes] for each in found.said]
        self.found = [array.tobytes() for array in arrays], found.tokens.enough, names


@pytest.fixture(scope="module")
def whole(documents, tmp_path_factory):
    return Try(tmp_path_factory.mktemp("whole"), documents).found


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "texts"
    path.write_bytes(b"their digests")
    return str(path)


def interrupted(folder, documents, stage, **how):
    with pytest.raises(KeyboardInterrupt):
        Try(folder, documents, until=stage, **how)


def unread():
    """Documents that may not be looked at."""
    raise AssertionError
    yield


def kept(folder):
    return sorted(os.listdir(folder / FOLDER))


class TestGoingOn:
    @pytest.mark.parametrize("stage", AFTER)
    def test_what_was_found_is_not_found_again_and_the_end_is_the_same(self, documents, whole, tmp_path, stage, texts):
        interrupted(tmp_path, documents, stage, texts=texts)
        again = Try(tmp_path, unread(), texts=texts)
        assert again.said == [f"goes on after: {AFTER[stage]}"]
        assert again.done == [*STAGES[STAGES.index(stage) :]]
        assert again.found == whole

    def test_it_may_be_interrupted_ever_again(self, documents, whole, tmp_path, texts):
        for stage in STAGES[1:]:
            interrupted(tmp_path, documents, stage, texts=texts)
        again = Try(tmp_path, unread(), texts=texts)
        assert (again.done, again.found) == (["tables"], whole)
        again.files.forget()
        assert os.listdir(tmp_path) == ["texts"]

    def test_links_are_kept_until_there_are_boxes(self, documents, tmp_path):
        interrupted(tmp_path, documents, "boxes")
        assert kept(tmp_path) == ["links.bin", "stages.json", "weights.bin"]
        interrupted(tmp_path, documents, "tables")
        assert kept(tmp_path) == ["boxes.bin", "families.bin", "stages.json", "weights.bin"]

    def test_documents_of_which_nobody_tells_the_texts_are_read_again_in_any_order(self, documents, whole, tmp_path):
        interrupted(tmp_path, documents, "families")
        again = Try(tmp_path, documents[::-1])
        assert (again.done, again.found) == (["tokens", "families", "tables"], whole)

    def test_names_and_ids_in_any_script_come_back(self, documents, tmp_path, texts):
        said = [("Ж\ud800", "", "2001"), ("", "\x00 é", ""), ("日本", "s", "2001-02-03")]
        some = [
            replace(one, id=f"{k}\udfffя", issuer=issuer, series=series, date=date)
            for k, (one, (issuer, series, date)) in enumerate(zip(documents, said * 9, strict=False))
        ]
        interrupted(tmp_path, some, "tables", texts=texts)
        assert Try(tmp_path, unread(), texts=texts).found == Try(tmp_path / "fresh", some).found

    def test_an_engine_of_another_name_goes_on_with_what_is_neither_tokens_nor_links(
        self, documents, whole, tmp_path, texts
    ):
        interrupted(tmp_path, documents, "boxes", texts=texts)
        again = Try(tmp_path, documents, texts=texts, engine=Other(threads=1))
        assert again.said == ["goes on after: words weighed"]
        assert (again.done, again.found) == (["tokens", "links", "boxes", "families", "tables"], whole)

    @pytest.mark.parametrize("stage", ["weights", "boxes"])
    def test_what_lies_elsewhere_and_is_no_longer_there_is_told_of_and_made_again(
        self, documents, whole, tmp_path, texts, stage
    ):
        interrupted(tmp_path, documents, stage, texts=texts)
        again = Try(tmp_path, documents, texts=texts, engine=Gone(threads=1))
        assert "what an earlier try kept is damaged (documents read), and is done again" in again.said
        assert (again.found, "tokens" in again.done, "links" in again.done) == (whole, True, True)


class Other(EmbeddedEngine):
    """An engine of another name."""

    name = "other"


class Gone(EmbeddedEngine):
    """An engine that does not find again what it held."""

    def is_there(self, held):  # noqa: ARG002 - as the protocol has it
        return False


class TestWhatIsNotTaken:
    @pytest.mark.parametrize("stage", ["tokens", "weights", "boxes", "families"])
    def test_a_damaged_file_is_told_of_and_made_again(self, documents, whole, tmp_path, stage, texts):
        interrupted(tmp_path, documents, "tables", texts=texts)
        path = tmp_path / FOLDER / f"{stage}.bin"
        data = bytearray(path.read_bytes())
        data[-100] ^= 1
        path.write_bytes(data)
        again = Try(tmp_path, documents, texts=texts)
        told = AFTER[STAGES[STAGES.index(stage) + 1]]
        assert again.said[0] == f"what an earlier try kept is damaged ({told}), and is done again"
        done = ["links", "boxes"] if stage == "boxes" else [stage]
        assert (again.done, again.found) == ([*done, "tables"], whole)
        assert Try(tmp_path, unread(), texts=texts).done == ["tables"]

    def test_a_file_that_is_cut_short_or_gone_is_too(self, documents, whole, tmp_path):
        interrupted(tmp_path, documents, "tables")
        os.truncate(tmp_path / FOLDER / "boxes.bin", 100)
        (tmp_path / FOLDER / "families.bin").unlink()
        assert Try(tmp_path, documents).found == whole

    def test_tokens_of_other_texts_are_made_again(self, documents, whole, tmp_path, texts):
        other = [*documents[:-1], replace(documents[-1], text="Nothing that anybody said before.")]
        interrupted(tmp_path, other, "tables", texts=texts)
        (tmp_path / "texts").write_bytes(b"other digests")
        again = Try(tmp_path, documents, texts=texts)
        assert again.said == [
            "what an earlier try kept is of other texts or another order (documents read), and is done again",
            "what an earlier try kept is of other documents, settings or version, and is done again",
        ]
        assert (again.done, again.found) == (list(STAGES), whole)
        assert Try(tmp_path, unread(), texts=texts).done == ["tables"]

    @pytest.mark.parametrize("stage", ["boxes", "tables"])
    def test_links_and_boxes_without_what_was_written_with_them_are_made_again(self, documents, whole, tmp_path, stage):
        beside = tmp_path / "postings.npy"
        beside.write_bytes(b"123")
        interrupted(tmp_path, documents, stage, beside=[str(beside)])
        beside.write_bytes(b"1")
        again = Try(tmp_path, documents, beside=[str(beside)])
        assert "is damaged" in again.said[0]
        assert again.done[:3] == ["tokens", "links", "boxes"]
        assert again.found == whole

    @pytest.mark.parametrize("needed", [True, False])
    def test_where_there_was_no_room_for_that_boxes_are_made_again_if_it_is_needed(self, documents, tmp_path, needed):
        beside = [str(tmp_path / "postings.npy")]
        interrupted(tmp_path, documents, "tables", beside=beside, needed=needed)
        again = Try(tmp_path, documents, beside=beside, needed=needed)
        assert again.done == ["tokens", *(["links", "boxes"] if needed else []), "tables"]

    @pytest.mark.parametrize("said", ["", "[]", '{"version": 1}', '{"version": "", "settings": "", "documents": ""}'])
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
            path.write_text(json.dumps({**json.loads(path.read_text()), "version": "1 0.0.1"}))
        again = Try(tmp_path, other, **how)
        assert again.said == ["what an earlier try kept is of other documents, settings or version, and is done again"]
        assert again.done == list(STAGES)
        assert again.found == Try(tmp_path / "fresh", other, **how).found


class TestAFullDisk:
    def test_where_the_disk_has_little_room_none_of_it_is_taken(self, documents, whole, tmp_path, monkeypatch):
        monkeypatch.setattr(module, "_ROOM", 1 << 40)
        made = Try(tmp_path, documents)
        said = "cannot keep what was found so far ({}: little room is left on the disk)"
        assert [words.partition(", and")[0] for words in made.said] == [*map(said.format, [*AFTER.values()][1:])]
        assert made.found == whole
        assert kept(tmp_path) == []

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
