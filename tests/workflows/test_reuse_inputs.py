"""Where the documents of a corpus come from: every input, and what is told of what could not be read."""

from __future__ import annotations

import codecs
import datetime
import gzip
import io
import json
import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.ingest.conftest import Line, pdf_of_lines
from variorum.errors import ColumnMissing, NoDocuments, SourceUnsupported, TextColumnMissing
from variorum.ingest.corpus.columns import Columns
from variorum.model.reuse import Document
from variorum.reuse.run.manifest import Manifest, write_manifest
from variorum.workflows.reuse.inputs import Corpus, CorpusDigests

ROWS = [
    {"id": "a", "text": "The ferry is late.", "date": "2021-05-04", "author": "Council", "series": "news"},
    {"id": "b", "text": "The ferry is early.", "published": "2021-05-06T10:00:00Z", "title": "On time"},
    {"id": 3, "text": "No ferry\u00a0runs.", "date": "May 2022", "url": "https://ferry.example/3"},
]
WANTED = [
    Document("a", "The ferry is late.", "2021-05-04", "Council", "news"),
    Document("b", "The ferry is early.", title="On time"),
    Document("3", "No ferry\u00a0runs.", "2022-05", url="https://ferry.example/3"),
]


def written(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def jsonl(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def read(*sources, columns=None, **given):
    """The documents of some sources, and the corpus that was read."""
    corpus = Corpus(list(sources), columns, **given)
    return [document for document, _ in corpus.documents()], corpus


class TestTables:
    def test_json_lines_are_a_document_a_row_by_the_usual_names(self, tmp_path):
        documents, corpus = read(written(tmp_path, "a.jsonl", jsonl(ROWS)))
        assert documents == WANTED
        assert corpus.told.columns == [
            ("a.jsonl", Columns("id", "text", "date", "author", "series", "title", "url")),
        ]
        assert (corpus.told.refusals, corpus.told.doubted) == (0, 0)

    def test_packed_with_gzip_and_on_standard_input_they_are_the_same(self, tmp_path):
        packed = gzip.compress(jsonl(ROWS))
        assert read(written(tmp_path, "a.jsonl.gz", packed))[0] == WANTED
        assert read("-", stdin=io.BytesIO(jsonl(ROWS)))[0] == WANTED
        assert read("-", stdin=io.BytesIO(packed))[0] == WANTED

    def test_a_json_array_and_a_csv_are_too(self, tmp_path):
        assert read(written(tmp_path, "a.json", json.dumps(ROWS)))[0] == WANTED
        table = 'id;text;date;author;series\na;"The ferry; late\nagain";2021-05-04;Council;news\n'
        assert read(written(tmp_path, "a.csv", table))[0] == [
            Document("a", "The ferry; late\nagain", "2021-05-04", "Council", "news")
        ]

    def test_parquet_has_dates_and_numbers_of_its_own(self, tmp_path):
        table = pa.table(
            {
                "Doc ID": [1, 2],
                "body": ["one", "two"],
                "date": [datetime.date(2021, 5, 4), None],
                "issuer": pa.array(["Council", None]).dictionary_encode(),
                "more": [[1], [2]],
            }
        )
        pq.write_table(table, tmp_path / "a.parquet")
        assert read(str(tmp_path / "a.parquet"))[0] == [
            Document("1", "one", "2021-05-04", "Council"),
            Document("2", "two"),
        ]

    def test_columns_that_are_named_are_taken_before_the_usual(self, tmp_path):
        path = written(tmp_path, "a.csv", "name,words,text,when\nx,these words,not these,2020\n")
        columns = Columns(id="Name", text="WORDS", date="when")
        assert read(path, columns=columns)[0] == [Document("x", "these words", "2020")]

    def test_without_an_id_a_document_is_called_by_its_file_and_line(self, tmp_path):
        path = written(tmp_path, "a.jsonl", b'{"text": "one"}\n\n{"text": "two"}\n')
        assert [document.id for document in read(path)[0]] == ["a.jsonl:1", "a.jsonl:3"]

    def test_a_column_that_is_not_there_is_named_with_those_that_are(self, tmp_path):
        path = written(tmp_path, "a.csv", "id,words\nx,one\n")
        with pytest.raises(
            ColumnMissing, match=r"a\.csv: there is no column body for the text \(its columns: id, words\)"
        ):
            read(path, columns=Columns(text="body"))
        with pytest.raises(
            TextColumnMissing, match=r"a\.csv: no column is called text.*its columns: id, words.*--text"
        ):
            read(path)

    def test_halves_of_surrogate_pairs_are_replaced_one_for_one(self, tmp_path):
        path = written(tmp_path, "a.jsonl", b'{"text": "a\\ud800b"}\n{"text": "\\udc00\\udc00 \\ud83d\\ude00"}\n')
        (one, two), corpus = read(path)
        assert (one.text, two.text) == ("a\ufffdb", "\ufffd\ufffd \U0001f600")
        assert corpus.told.doubts == [
            "a.jsonl, line 1: half a pair of surrogates stands in its text, read as U+FFFD",
            "a.jsonl, line 2: 2 halves of surrogates stand in its text, read as U+FFFD",
        ]

    def test_a_line_end_in_a_title_is_a_space(self, tmp_path):
        (document,), _ = read(written(tmp_path, "a.jsonl", jsonl([{"text": "one", "title": "A\r\n title"}])))
        assert document.title == "A title"


class TestBadRows:
    def test_every_bad_line_is_told_of_with_its_number_and_passed_over(self, tmp_path):
        lines = [
            b'{"id": 1, "text": "good"}',
            b'{"id": 2, "text": ',
            b'{"id": 3, "text": "\xff"}',
            b"[4]",
            b'{"id": 5, "text": ""}',
            b'{"id": 6, "text": 6}',
            b'{"id": 7}',
            b"[" * 100_000,
            b'{"id": 9, "text": "good too"}',
        ]
        documents, corpus = read(written(tmp_path, "a.jsonl", b"\n".join(lines)))
        assert [document.id for document in documents] == ["1", "9"]
        told = [str(each.error) for each in corpus.told.refused]
        assert [words.partition(":")[0] for words in told] == [f"a.jsonl, line {n}" for n in (2, 3, 4, 5, 6, 7, 8)]
        for words, said in zip(
            told,
            (
                "is no JSON (expecting value at column 19)",
                "is not UTF-8 (its byte 20)",
                "is no object of JSON",
                "has an empty text",
                "has int for a text in its column text",
                "has no text",
                "is nested too deep",
            ),
            strict=True,
        ):
            assert f": {said}. It is passed over" in words
        assert corpus.told.refusals == 7

    def test_a_line_that_is_too_long_is_passed_over_and_not_held(self, tmp_path):
        from dataclasses import replace

        from variorum.ingest.limits import DEFAULT_LIMITS

        path = written(tmp_path, "a.jsonl", jsonl([{"text": "x" * 5_000}, {"text": "short"}]))
        documents, corpus = read(path, limits=replace(DEFAULT_LIMITS, input_bytes=1_000))
        assert [document.text for document in documents] == ["short"]
        assert "line 1: has more than 1.0 kB" in str(corpus.told.refused[0].error)

    def test_a_gzip_file_that_breaks_off_gives_what_came_before(self, tmp_path):
        rows = [{"text": os.urandom(200).hex()} for _ in range(200)]
        documents, corpus = read(written(tmp_path, "a.jsonl.gz", gzip.compress(jsonl(rows))[:-2_000]))
        assert 0 < len(documents) < 200
        assert [document.text for document in documents] == [row["text"] for row in rows[: len(documents)]]
        assert "damaged after line" in str(corpus.told.refused[-1].error)

    def test_a_row_with_too_many_cells_is_passed_over(self, tmp_path):
        documents, corpus = read(written(tmp_path, "a.csv", "id,text\n1,one\n2,two,three\n3,three\n"))
        assert [document.id for document in documents] == ["1", "3"]
        assert "a.csv, line 3: has 3 cells, the table 2 columns" in str(corpus.told.refused[0].error)

    def test_a_table_in_another_encoding_is_read_by_a_guess_that_is_told_of_once(self, tmp_path):
        rows = "".join(f"{k},Le Conseil élève les droits d’amarrage n° {k}.\n" for k in range(3)).encode("cp1252")
        documents, corpus = read(written(tmp_path, "a.csv", b"id,text\nx,plain\n" + rows))
        assert documents[3].text == "Le Conseil élève les droits d’amarrage n° 2."
        (doubt,) = corpus.told.doubts
        assert doubt.startswith("a.csv, line 3: it is not UTF-8, and is read as cp1252, as all that follows: save")
        array = json.dumps([{"text": "plain"}, {"text": "Le Conseil élève les droits d’amarrage."}], ensure_ascii=False)
        documents, corpus = read(written(tmp_path, "a.json", array.encode("cp1252")))
        assert documents[1].text == "Le Conseil élève les droits d’amarrage."
        (doubt,) = corpus.told.doubts
        assert doubt == "a.json: The text does not say its encoding and is not UTF-8; it was read as cp1252."

    def test_broken_bytes_in_a_table_are_told_of_by_line(self, tmp_path):
        rows = b"id,text\n" + b"".join(
            "{},Совет порта решил поднять сборы.{}\n".format(k, "{}").encode().replace(b"{}", b"\xff" * (k % 2))
            for k in range(4)
        )
        documents, corpus = read(written(tmp_path, "a.csv", rows))
        assert documents[1].text == "Совет порта решил поднять сборы.\ufffd"
        assert corpus.told.doubts == [
            f"a.csv, line {k}: bytes in it that are no letters are read as U+FFFD" for k in (3, 5)
        ]

    def test_lines_in_broken_utf16_are_told_of_and_passed_over_as_those_in_utf8_are(self, tmp_path):
        rows = "".join(json.dumps({"id": str(k), "text": f"Ferry {k} is late."}) + "\n" for k in range(4))
        for encoding, half in (("utf-16-le", b"\x3d\xd8"), ("utf-32-be", b"\x00\x11\x00\x00")):
            data = ("\ufeff" + rows).encode(encoding).replace("Ferry 1".encode(encoding), half + half)
            documents, corpus = read(written(tmp_path, "a.jsonl", data + b"{"))
            assert [document.id for document in documents] == ["0", "2", "3"]
            assert [str(each.error) for each in corpus.told.refused] == [
                f"a.jsonl, line 2: is not {encoding[:6].upper()} (its character 22). It is passed over",
                f"a.jsonl, line 5: is not {encoding[:6].upper()} (its character 1). It is passed over",
            ]

    def test_tables_in_broken_utf16_are_told_of_with_the_line(self, tmp_path):
        table = "\ufeffid,text\n" + "".join(f"{k},Ferry {k} is late.\n" for k in range(4))
        broken = table.encode("utf-16-le").replace("Ferry 2".encode("utf-16-le"), b"\x00\xdcF\x00\x00\xd8")
        documents, corpus = read(written(tmp_path, "a.csv", broken))
        assert [document.text for document in documents][1:3] == ["Ferry 1 is late.", "\ufffdF\ufffd is late."]
        assert corpus.told.doubts == ["a.csv, line 4: bytes in it that are no letters are read as U+FFFD"]
        array = "\ufeff[\n" + ",\n".join(json.dumps({"text": f"Ferry {k} is late."}) for k in range(3)) + "]"
        broken = array.encode("utf-16-be").replace("Ferry 1".encode("utf-16-be"), b"\xdc\x00")
        documents, corpus = read(written(tmp_path, "a.json", broken))
        assert [document.text for document in documents][1:] == ["\ufffd is late.", "Ferry 2 is late."]
        (doubt,) = corpus.told.doubts
        assert doubt.startswith("a.json: Bytes that are not utf-16-be stand in the text, the first in line 3; read as")

    def test_an_id_that_had_to_be_changed_is_told_of(self, tmp_path):
        rows = [{"id": "a\ud800", "text": "one"}, {"id": "b\0", "text": "two"}, {"id": "c" * 2_100, "text": "three"}]
        documents, corpus = read(written(tmp_path, "a.jsonl", jsonl(rows)))
        assert [document.id for document in documents] == ["a\ufffd", "b", "c" * 2_000]
        assert corpus.told.doubts == [
            "a.jsonl, line 1: half a pair of surrogates stands in its id, read as U+FFFD",
            "a.jsonl, line 2: its id holds what cannot be shown, and is read as 'b'",
            "a.jsonl, line 3: its id has 2,100 characters, of which the first 2,000 count",
        ]

    def test_files_put_one_behind_the_other_may_each_begin_with_a_mark_of_their_encoding(self, tmp_path):
        mark = "\ufeff".encode()
        lines = mark + mark + jsonl(ROWS[:1]) + mark + jsonl(ROWS[1:])
        documents, corpus = read(written(tmp_path, "a.jsonl", lines))
        assert (documents, corpus.told.refusals) == (WANTED, 0)
        documents, _ = read(written(tmp_path, "a.csv", mark + mark + b"id,text\nx,one\n"))
        assert documents == [Document("x", "one")]

    def test_a_row_of_parquet_that_is_not_utf8_is_told_of_and_passed_over(self, tmp_path):
        texts = pa.array([b"one", b"caf\xe9", b"three"], pa.binary())
        strings = pa.Array.from_buffers(pa.string(), 3, texts.buffers())
        pq.write_table(pa.table({"id": ["a", "b", "c"], "text": strings}), tmp_path / "a.parquet")
        documents, corpus = read(str(tmp_path / "a.parquet"))
        assert [document.text for document in documents] == ["one", "three"]
        (refused,) = corpus.told.refused
        assert str(refused.error) == "a.parquet, row 2: is not UTF-8 (byte 4 of a cell). It is passed over"

    def test_a_date_that_is_none_is_doubted_and_its_document_kept_undated(self, tmp_path):
        rows = [{"text": "one", "date": "last spring"}, {"text": "two", "date": ""}, {"text": "three", "date": "2020"}]
        documents, corpus = read(written(tmp_path, "a.jsonl", jsonl(rows)))
        assert [document.date for document in documents] == ["", "", "2020"]
        assert corpus.told.doubts == ["a.jsonl, line 1: its date 'last spring' cannot be read; it counts as undated"]

    def test_a_parquet_file_that_is_none_is_refused(self, tmp_path):
        path = written(tmp_path, "a.parquet", b"PAR1 nothing PAR1")
        with pytest.raises(NoDocuments, match=r"a\.parquet.*seems to be a Parquet file, but is damaged"):
            read(path)


class TestFolders:
    @pytest.fixture
    def folder(self, tmp_path):
        place = tmp_path / "papers"
        written(place, "one.txt", "On the ferry\n\n4 May 2021\n\nThe ferry is late again.\n")
        written(place, "deep/two.html", "<html><body><h1>On rain</h1><p>It rained all day.</p></body></html>")
        written(place, "deep/three.pdf", pdf_of_lines([[Line("The dues are three per cent.")]]))
        written(place, "rows.jsonl", jsonl(ROWS[:1]))
        written(place, ".hidden", "not this")
        return place

    def test_every_format_is_read_and_a_document_is_called_by_its_path(self, folder):
        documents, corpus = read(str(folder))
        assert [document.id for document in documents] == ["deep/three.pdf", "deep/two.html", "one.txt", "a"]
        assert documents[2].date == "2021-05-04"
        assert "It rained all day." in documents[1].text
        assert "three per cent" in documents[0].text
        assert (corpus.told.refusals, [each.name for each in corpus.inputs]) == (0, ["papers"])

    def test_what_is_doubtful_of_the_letters_of_a_file_is_told_of(self, tmp_path):
        wide = "The ferry X is late.\nThe pier is shut.\n".encode("utf-16-le")
        place = tmp_path / "papers"
        written(place, "half.txt", codecs.BOM_UTF16_LE + wide.replace(b"X\0", b"\x3d\xd8"))
        written(place, "odd.txt", codecs.BOM_UTF16_LE + wide + b"T")
        written(
            place, "page.html", b'<html><head><meta charset="nothing"></head><p>Le caf\xe9 du port est ferm\xe9.</p>'
        )
        documents, corpus = read(str(place))
        assert [document.text for document in documents][:2] == [
            "The ferry \ufffd is late.\nThe pier is shut.\n",
            "The ferry X is late.\nThe pier is shut.\n\ufffd",
        ]
        half, odd, page = corpus.told.doubts
        assert half.startswith(
            "half.txt: Halves of surrogate pairs stand in the text (1), the first in line 1, in 1 of 9"
        )
        assert odd.startswith(
            "odd.txt: Bytes that are not utf-16-le stand in the text, the first in line 3; read as U+FFFD"
        )
        assert page == "page.html: The text does not say its encoding and is not UTF-8; it was read as cp1252."

    def test_what_cannot_be_read_is_told_of_and_the_rest_is(self, folder):
        written(folder, "broken.pdf", b"%PDF-1.4\nnothing\n")
        written(folder, "list.csv", "name,date\none.txt,2021\n")
        documents, corpus = read(str(folder))
        assert len(documents) == 4
        assert sorted(each.name for each in corpus.told.refused) == ["broken.pdf", "list.csv"]

    def test_a_table_that_names_files_says_what_they_are_and_is_no_document(self, folder):
        table = "file,date,issuer,series\ntwo.html,2019-03-04,Weather Office,rain\n../one.txt,1999,Nobody,none\n"
        written(folder, "deep/metadata.csv", table)
        documents, corpus = read(str(folder))
        told = {one.id: (one.date, one.issuer, one.series) for one in documents}
        assert told["deep/two.html"] == ("2019-03-04", "Weather Office", "rain")
        # A table speaks of what lies in its own folder.
        assert told["one.txt"] == ("2021-05-04", "", "")
        assert (len(documents), corpus.told.refusals) == (4, 0)

    def test_a_run_in_the_folder_is_no_document(self, folder):
        run = folder / "deep" / "RUN"
        run.mkdir()
        write_manifest(str(run), Manifest("variorum"))
        written(run, "texts/00000.parquet", b"PAR1")
        assert len(read(str(folder))[0]) == 4

    def test_several_inputs_are_one_corpus(self, folder, tmp_path):
        more = written(tmp_path, "more.jsonl", jsonl(ROWS[1:]))
        documents, corpus = read(str(folder), more)
        assert len(documents) == 6
        assert [(each.name, each.documents) for each in corpus.inputs] == [("papers", 4), ("more.jsonl", 2)]
        assert [document.id for document in documents if document.id.endswith("one.txt")] == ["papers/one.txt"]

    def test_files_of_one_name_in_two_folders_are_two_documents(self, tmp_path):
        written(tmp_path / "a" / "papers", "one.txt", "The ferry is late again.\n")
        written(tmp_path / "b" / "papers", "one.txt", "The ferry is early again.\n")
        documents, corpus = read(str(tmp_path / "a" / "papers"), str(tmp_path / "b" / "papers"))
        assert [document.id for document in documents] == ["a/papers/one.txt", "b/papers/one.txt"]
        assert [each.name for each in corpus.inputs] == ["a/papers", "b/papers"]

    def test_an_archive_gives_the_latest_text_of_each_issue(self, tmp_path, examples):
        from variorum.archive.store import Store
        from variorum.workflows.add import add
        from variorum.workflows.inputs import arrivals

        place = tmp_path / ".variorum"
        now = "2031-01-01T00:00:00Z"
        Store.create(place).close()
        with Store.open(place) as store:
            coming = arrivals(
                [str(examples / "karrow-bridge")], now=lambda: now, fetcher=lambda: None, known=lambda _: None
            )
            kept = list(add(store, coming, now=lambda: now))
        documents, corpus = read(str(tmp_path))
        assert sorted(document.id for document in documents) == sorted(each.witness.reference for each in kept)
        assert {document.series for document in documents} == {""}
        assert corpus.inputs[0].documents == len(kept) == 7


class TestDigests:
    def test_inputs_are_known_again_by_what_they_hold(self, tmp_path):
        written(tmp_path / "f", "one.txt", "The ferry is late again.\n")
        written(tmp_path / "f", "two.jsonl", jsonl(ROWS))
        sources = [str(tmp_path / "f"), written(tmp_path, "a.jsonl", jsonl(ROWS[:1])), "-"]
        _, corpus = read(*sources[:2], "-", stdin=io.BytesIO(b'{"text": "one"}\n{"bad'))

        def again(typed):
            found = CorpusDigests(sources, stdin=io.BytesIO(typed)).compared()
            return [(each.name, each.size, each.sha256) for each in found]

        same = [(each.name, each.size, each.sha256) for each in corpus.inputs]
        assert again(b'{"text": "one"}\n{"bad') == same
        assert again(b'{"text": "one"}\n{"bed') != same
        written(tmp_path / "f", "one.txt", "The ferry is late again!\n")
        assert again(b'{"text": "one"}\n{"bad') != same

    def test_no_path_of_the_machine_is_kept(self, tmp_path):
        documents, corpus = read(written(tmp_path, "deep/down/a.jsonl", b'{"text": "one"}\n'))
        assert str(tmp_path) not in repr((documents, corpus.inputs))


class TestNothing:
    def test_no_document_at_all_is_an_error_with_the_first_reason(self, tmp_path):
        with pytest.raises(
            NoDocuments, match=r"a\.jsonl: no document with a text was found\. a\.jsonl, line 1: has an empty"
        ):
            read(written(tmp_path, "a.jsonl", b'{"text": ""}\n'))
        with pytest.raises(NoDocuments, match=r"no such file"):
            read(str(tmp_path / "nowhere"))

    def test_an_address_is_not_fetched(self):
        with pytest.raises(SourceUnsupported, match="add it to an archive"):
            read("https://ferry.example/a.jsonl")
