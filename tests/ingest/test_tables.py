"""Tables that say what the files beside them are."""

from __future__ import annotations

import csv
import io

import pytest

from tests.ingest.containers import claimed
from variorum.errors import SourceError
from variorum.ingest.containers.tables import TableRow, table_rows

HEAD = "file,date,issuer,title,series,source_repo,source_commit,source_path,source_url,licence,original\n"


def rows(content, name="metadata.csv"):
    return list(table_rows(io.BytesIO(content.encode()), name))


def test_a_row_is_a_file_with_what_the_table_says_of_it():
    (row,) = rows(
        HEAD + 'lamps/2031.txt,2031-03-04,Harbour Council,"Lamps, lit",lamps,harbour/texts,abc,2031.md,'
        "https://harbour.example/lamp,CC0,\n"
    )
    assert (row.line, row.path) == (2, "lamps/2031.txt")
    assert claimed(row) == {
        "source-id": "harbour/texts:2031.md",
        "stated": "2031-03-04",
        "issuer": "Harbour Council",
        "title": "Lamps, lit",
        "url": "https://harbour.example/lamp",
        "series": "lamps",
    }
    assert all(claim.reason.startswith("the table's ") for claim in row.claims)


@pytest.mark.parametrize(
    ("table", "identity"),
    [
        ("id,file,series,source_path\n7,a.txt,lamps,x.md\n", "7"),
        ("file,series,source_path\na.txt,lamps,x.md\n", "x.md"),
        ("file,series,source_repo\na.txt,lamps,harbour/texts\n", "lamps/a.txt"),
        ("file,date\na.txt,2031\n", "a.txt"),
    ],
)
def test_a_row_has_an_identity_that_outlives_its_folder(table, identity):
    (row,) = rows(table)
    assert claimed(row)["source-id"] == identity


def test_paths_that_lead_elsewhere_are_refused_and_the_others_are_read():
    paths = ["/etc/passwd", "../a.txt", "a/../../b.txt", "C:\\a.txt", "..\\a.txt", "", "a\\b.txt", "a/b..c.txt"]
    found = rows("file,title\n" + "".join(f"{path},A\n" for path in paths))
    assert [isinstance(each, SourceError) for each in found] == [True] * 6 + [False] * 2
    assert [each.path for each in found[6:]] == ["a/b.txt", "a/b..c.txt"]
    assert "metadata.csv, line 2" in str(found[0])


def test_a_broken_row_is_said_and_the_next_is_read():
    found = rows('file,title\na.txt,A\nb.txt,"B"x\nc.txt,C,D\nd.txt,D\n')
    assert [getattr(each, "path", None) for each in found] == ["a.txt", None, None, "d.txt"]


@pytest.mark.parametrize("table", ["id,text\n1,The Council decided.\n", "The Council decided.\n", "", "\n\n", "a"])
def test_what_is_no_table_of_files_is_an_error(table):
    with pytest.raises(SourceError):
        rows(table)


def test_every_real_table_names_only_files_that_are_there(shared_data):
    count = 0
    for table in sorted(shared_data.glob("series/*/metadata.csv")):
        with table.open("rb") as stream:
            found = list(table_rows(stream, table.name))
        with table.open(newline="", encoding="utf-8") as text:
            written = list(csv.DictReader(text))
        assert [each.path for each in found] == [row["file"] for row in written]
        for row, each in zip(written, found, strict=True):
            assert isinstance(each, TableRow)
            assert (table.parent / each.path).is_file()
            assert claimed(each)["stated"] == row["date"]
            assert claimed(each).get("url", "") == row["source_url"]
        assert len({claimed(each)["source-id"] for each in found}) == len(found)
        count += len(found)
    assert count == 512
