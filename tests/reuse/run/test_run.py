"""A run on the disk: what is written is what is read, and what is not whole says so."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from hashlib import sha256

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reuse.test_find import corpus, prose
from variorum.errors import (
    DocumentTwice,
    DocumentUnknown,
    FamilyUnknown,
    RunBusy,
    RunDamaged,
    RunMissing,
    RunOfAnotherVersion,
    RunUnfinished,
    RunUnwritable,
)
from variorum.model.reuse import Document, Family, Passage, Reuse
from variorum.reuse.find import find_reuse
from variorum.reuse.run.manifest import (
    FAMILIES,
    PASSAGES,
    RUN_FILE,
    Manifest,
    RunInput,
    held,
    read_manifest,
    write_manifest,
    written_whole,
)
from variorum.reuse.run.reading import RunReader, Time
from variorum.reuse.run.writing import DocumentWriter, write_run

PASSAGE = prose(1, 40)


@pytest.fixture(scope="module")
def found():
    documents = corpus(PASSAGE, 5)
    documents = [replace(one, issuer=f"Issuer {k % 3}", series=f"s{k % 2}") for k, one in enumerate(documents)]
    documents.append(Document("undated", f"{prose(70, 60)} {PASSAGE} {prose(71, 60)}", issuer="Issuer 9"))
    documents.append(replace(documents[7], id="again", date="2031"))
    return find_reuse(documents)


@pytest.fixture(scope="module")
def folder(found, tmp_path_factory):
    place = str(tmp_path_factory.mktemp("run") / "RUN")
    write_run(place, found)
    return place


@pytest.fixture
def reader(folder):
    return RunReader(folder)


class TestWhatIsWrittenIsWhatIsRead:
    def test_every_document_has_its_text_and_its_place(self, reader, found):
        documents = list(reader.all_documents())
        assert [one.id for one in documents] == [one.id for one in found.documents]
        assert [reader.text(one.number) for one in documents] == [one.text for one in found.documents]
        assert [one.number for one in documents] == list(range(len(documents)))
        assert all(
            one.text_sha256 == sha256(found.documents[one.number].text.encode()).hexdigest() for one in documents
        )
        assert documents[-1].id == "undated"

    def test_every_passage_is_in_its_document_at_its_offsets(self, reader):
        (family,) = reader.families()
        for passage in reader.passages_of(family):
            assert passage.span.of(reader.text(passage.document)) == PASSAGE
            assert passage in reader.passages_in(passage.document)
            assert passage.family == family.number == 1

    def test_a_family_is_counted_by_documents_issuers_and_series_with_a_name(self, reader):
        (family,) = reader.families()
        assert (family.documents, family.passages, family.issuers, family.series) == (6, 6, 4, 2)
        assert (family.earliest, family.latest, family.days) == ("2000-01-01", "2004-01-05", 1465)
        assert family.words == 40

    @pytest.mark.parametrize(
        ("earliest", "latest", "days"),
        [
            ("1994", "1996-01-02", 367),
            ("1994", "1994-05-02", 0),
            ("1994-03", "1994-06", 62),
            ("1994-03-02", "1995", 305),
        ],
    )
    def test_days_lie_between_dates_at_least_where_one_may_be_any_of_its_year(self, tmp_path, earliest, latest, days):
        documents = [Document(date, f"{date}. {PASSAGE}", date=date) for date in (earliest, latest)]
        write_run(tmp_path / "coarse", find_reuse(documents))
        (family,) = RunReader(tmp_path / "coarse").families()
        assert (family.earliest, family.latest, family.days) == (earliest, latest, days)

    def test_a_duplicate_names_the_first_with_its_words(self, reader):
        again = reader.document("again")
        assert reader.document(again.duplicate_of).id == "d007"
        assert [one.id for one in reader.all_documents() if one.duplicate_of is not None] == ["again"]

    def test_all_documents_with_passages_come_in_order(self, reader):
        told = dict(reader.passages_by_document())
        assert list(told) == sorted(told)
        assert {number: reader.passages_in(number) for number in told} == told
        assert len(told) == 6

    def test_the_manifest_counts_what_the_tables_have(self, reader, folder):
        counts = reader.manifest.counts
        assert counts["documents"] == pq.read_metadata(os.path.join(folder, "documents.parquet")).num_rows == 37
        assert counts["families"] == pq.read_metadata(os.path.join(folder, FAMILIES)).num_rows == 1
        assert counts["passages"] == pq.read_metadata(os.path.join(folder, PASSAGES)).num_rows == 6
        assert (counts["duplicates"], counts["words"]) == (1, sum(one.words for one in reader.all_documents()))

    def test_what_is_not_there_is_named_with_what_is(self, reader):
        with pytest.raises(FamilyUnknown, match=r"^7: no family of this run .* numbered 1 to 1\."):
            reader.family(7)
        with pytest.raises(DocumentUnknown, match=r"^d00: no document .* Near it: d000, d001, d002, d003, d004\."):
            reader.document("d00")
        with pytest.raises(DocumentUnknown):
            reader.document(37)


class TestWhenADocumentIs:
    @pytest.mark.parametrize(
        ("date", "beside", "time"),
        [
            ("2020-05-01", "2020-05-02", Time.EARLIER),
            ("2020-05-03", "2020-05-02", Time.LATER),
            ("2020-05-02", "2020-05-02", Time.SAME_DAY),
            ("2020-05", "2020-05-02", Time.UNDATED),
            ("2020-05-02", "2020", Time.UNDATED),
            ("2020", "2020", Time.UNDATED),
            ("2019", "2020-05-02", Time.EARLIER),
            ("", "2020-05-02", Time.UNDATED),
            ("2020-05-02", "", Time.UNDATED),
        ],
    )
    def test_of_the_same_day_is_only_what_has_a_day_and_a_coarse_date_does_not_tell(self, tmp_path, date, beside, time):
        one, other = Document("a", "text", date), Document("b", "other", beside)
        ordered = sorted([one, other], key=lambda each: (not each.date, each.date, each.id))
        write_run(str(tmp_path), Reuse(tuple(ordered), (), ()))
        assert RunReader(tmp_path).times_beside(beside)[ordered.index(one)] == time


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """Families of other sizes: documents, then words, then days; the third formulaic, the fourth a burst."""
    sizes = [(2, 40, 5), (4, 20, 1), (9, 15, 3), (3, 30, 9)]
    documents, families = [], []
    for k, (count, words, days) in enumerate(sizes):
        rows = [Passage(len(documents) + n, 0, 10 + n, words, 1.0) for n in range(count)]
        families.append(Family(tuple(rows), 0, k == 2, k == 3))
        last = count - 1
        documents += [
            Document(f"{k}{n}", "x" * 99, f"20{k:02}-01-{1 + days * (n == last):02}", f"i{n % (k + 1)}")
            for n in range(count)
        ]
    place = str(tmp_path_factory.mktemp("order"))
    write_run(place, Reuse(tuple(documents), tuple(families), ()))
    return RunReader(place)


class TestOrder:
    def test_among_equals_those_in_more_documents_come_first(self, tmp_path):
        documents = [Document(f"d{k}", "x" * 99, f"20{k:02}") for k in range(7)]
        families = [
            Family(tuple(Passage(k, 0, 10, 20, 1.0) for k in held), 0, formulaic=False, burst=False)
            for held in (range(2), range(2, 5), range(5, 7))
        ]
        write_run(str(tmp_path / "run"), Reuse(tuple(documents), tuple(families), ()))
        assert [one.number for one in RunReader(tmp_path / "run").families(sort="words")] == [2, 1, 3]

    @pytest.mark.parametrize(
        ("sort", "numbers"),
        [
            (None, [4, 1, 2]),
            ("documents", [4, 2, 1]),
            ("issuers", [4, 2, 1]),
            ("words", [4, 1, 2]),
            ("spread", [4, 1, 2]),
        ],
    )
    def test_bursts_come_first_then_the_most(self, several, sort, numbers):
        assert [one.number for one in several.families(sort=sort)] == numbers

    def test_the_formulaic_are_asked_for_by_themselves(self, several):
        assert [one.number for one in several.families(sort="documents", formulaic=True)] == [3]
        assert (several.count_families(), several.count_families(formulaic=True), several.count_bursts()) == (3, 1, 1)

    def test_pages_of_a_list_follow_one_another(self, several):
        every = several.families(sort="words")
        assert [several.families(sort="words", limit=1, skip=k)[0] for k in range(3)] == every


class TestWriting:
    def test_documents_that_come_in_another_order_give_the_same_tables(self, tmp_path):
        rows = [Document(f"d{k}", f"text {k}", f"20{k % 7:02}" if k % 3 else "") for k in range(50)]

        def table(name, documents):
            folder = tmp_path / name
            folder.mkdir()
            writer = DocumentWriter(str(folder))
            for each in documents:
                writer.take(each)
            return writer.close().drop_columns(["text_row"])

        assert table("one", rows).equals(table("two", reversed(rows)))

    def test_two_documents_with_one_id_are_refused_with_both_places(self, tmp_path):
        writer = DocumentWriter(str(tmp_path))
        writer.take(Document("same", "text"), "b.jsonl:9")
        with pytest.raises(
            DocumentTwice, match=r"^same: two documents have this id \(b\.jsonl:9 and a\.jsonl:2\); their"
        ):
            writer.take(Document("same", "text", url="https://ferry.example"), "a.jsonl:2")

    def test_a_document_that_came_long_before_is_known_again(self, tmp_path, monkeypatch):
        monkeypatch.setattr("variorum.reuse.run.writing._GROUP_ROWS", 7)
        said = []
        writer = DocumentWriter(str(tmp_path), again=said.append)
        documents = [Document(f"d{k}", f"text {k}", issuer="A" * (k % 2)) for k in range(40)]
        assert all(writer.take(one, f"a:{k}") for k, one in enumerate(documents))
        assert not any(writer.take(one, f"b:{k}") for k, one in enumerate(documents))
        assert said == [
            f"b:{k}: d{k} is given again, text and all; it came before (a:{k}), and counts once" for k in range(40)
        ]
        assert writer.close()["id"].to_pylist() == sorted(f"d{k}" for k in range(40))

    @settings(max_examples=20, deadline=None)
    @given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8))
    def test_any_text_comes_back_as_it_was(self, tmp_path_factory, texts):
        folder = str(tmp_path_factory.mktemp("any"))
        documents = tuple(Document(f"{k}", text) for k, text in enumerate(texts))
        write_run(folder, Reuse(documents, (), ()))
        reader = RunReader(folder)
        assert reader.texts(range(len(texts))) == texts

    def test_texts_in_several_groups_and_parts_are_each_found(self, tmp_path, monkeypatch):
        monkeypatch.setattr("variorum.reuse.run.writing._GROUP_CHARACTERS", 100)
        monkeypatch.setattr("variorum.reuse.run.writing._PART_CHARACTERS", 300)
        documents = tuple(Document(f"{k:02}", f"{k} " * 20) for k in range(30))
        write_run(str(tmp_path), Reuse(documents, (), ()))
        assert len(os.listdir(tmp_path / "texts")) > 2
        reader = RunReader(tmp_path)
        assert [reader.text(k) for k in (29, 0, 17)] == [documents[k].text for k in (29, 0, 17)]

    @pytest.mark.parametrize("beside", ["._SUCCESS.crc", "_SUCCESS", ".part-00000.parquet.crc", ".part-00000.parquet"])
    def test_what_a_file_system_puts_beside_texts_is_none_of_them(self, tmp_path, beside):
        write_run(str(tmp_path), Reuse((Document("a", "The ferry runs."),), (), ()))
        (tmp_path / "texts" / beside).write_bytes(b"crc")
        assert RunReader(tmp_path).text(0) == "The ferry runs."


class TestWhatIsNotWhole:
    def test_a_folder_without_a_run_is_none(self, tmp_path):
        with pytest.raises(RunMissing, match="holds no run"):
            RunReader(tmp_path)

    def test_a_run_that_was_interrupted_says_how_far_it_came(self, tmp_path):
        write_manifest(str(tmp_path), Manifest("variorum 0").after("documents"))
        with pytest.raises(RunUnfinished, match=r"finished so far: documents.* Give the same command again"):
            RunReader(tmp_path)

    def test_a_run_of_another_version_names_the_way_out(self, tmp_path):
        write_manifest(str(tmp_path), replace(Manifest("variorum 9.9").after("tables"), method="99"))
        with pytest.raises(RunOfAnotherVersion, match=r"method 99, made by variorum 9\.9.*variorum reuse rebuild"):
            RunReader(tmp_path)

    @pytest.mark.parametrize("said", ["", "[]", "{}", '{"format": "variorum.reuse-run/1", "method": "1"}', "\ufffd"])
    def test_a_manifest_that_is_none_is_damaged(self, tmp_path, said):
        (tmp_path / RUN_FILE).write_text(said, "utf-8")
        with pytest.raises(RunDamaged, match=r"run\.json is none"):
            RunReader(tmp_path)

    @pytest.mark.parametrize("name", ["documents.parquet", "families.parquet", "passages.parquet"])
    def test_a_missing_and_a_broken_table_are_named(self, tmp_path, found, name):
        write_run(str(tmp_path), found)
        (tmp_path / name).write_bytes(b"PAR1 nothing")
        with pytest.raises(RunDamaged, match=f"{name} cannot be read"):
            everything(RunReader(tmp_path))
        (tmp_path / name).unlink()
        with pytest.raises(RunDamaged, match=f"{name} is missing"):
            everything(RunReader(tmp_path))

    def test_a_manifest_comes_back_as_it_was(self, tmp_path):
        inputs = (RunInput("a.jsonl", 7, "00", 3),)
        manifest = Manifest("variorum 1", {"scope": {"between": ["A", "B"]}}, inputs, token_table="ff")
        write_manifest(str(tmp_path), manifest.after("documents", documents=3))
        assert read_manifest(str(tmp_path)) == manifest.after("documents", documents=3)

    def test_an_unknown_member_of_a_manifest_of_this_version_is_damage_and_no_crash(self, tmp_path):
        write_manifest(str(tmp_path), Manifest("variorum 1"))
        said = json.loads((tmp_path / RUN_FILE).read_text())
        (tmp_path / RUN_FILE).write_text(json.dumps({**said, "inputs": [{"name": 1}]}))
        with pytest.raises(RunDamaged):
            read_manifest(str(tmp_path))

    def test_what_stood_there_stays_until_the_new_is_whole(self, tmp_path):
        path = tmp_path / "table"
        path.write_text("old")

        def interrupted():
            with written_whole(str(path)) as draft, open(draft, "w") as file:
                file.write("half")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            interrupted()
        assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["table"])

    def test_two_programs_do_not_write_to_one_run(self, tmp_path):
        pytest.importorskip("fcntl")
        with held(str(tmp_path)), pytest.raises(RunBusy, match="another program"), held(str(tmp_path)):
            raise AssertionError
        with held(str(tmp_path)):
            pass

    def test_a_disk_that_is_full_is_said_with_the_way_out(self, tmp_path, found):
        resource = pytest.importorskip("resource")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
        try:
            with pytest.raises(RunUnwritable, match=r"cannot be written \(.*\)\. Make room"):
                write_run(str(tmp_path / "full"), found)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def everything(reader):
    """All that a reader can be asked."""
    for family in reader.families():
        for passage in reader.passages_of(family):
            reader.text(passage.document)
    list(reader.all_documents())
