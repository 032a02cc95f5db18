"""docs/archive.md names every table, view and column there is, no other, and its queries run in any SQLite tool."""

from __future__ import annotations

import re
import sqlite3

import pytest

from tests.archive.archives import numbers

# What SQLite makes for itself.
OWN = re.compile(r"sqlite_\w+|segment_index_(?:data|idx|docsize|config)")
TRUTH = {"original", "series", "series_alias", "issue", "capture", "spent_number", "quotation"} | {
    *("former_place", "judgement", "judgement_anchor"),
}


@pytest.fixture(scope="module")
def page(project_root):
    return (project_root / "docs" / "archive.md").read_text("utf-8")


def parts(page):
    """The page's parts by heading, each with its tables' columns."""
    found = {}
    for part in re.split(r"^## ", page, flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        found[title] = {
            name: [
                column for row in re.findall(r"^\| (`.*?) \|", section, re.M) for column in re.findall(r"`(\w+)`", row)
            ]
            for name, section in re.findall(r"^### `(\w+)`\n(.*?)(?=^###|\Z)", body, re.M | re.S)
        }
    return found


def test_every_table_and_column_is_named_and_no_other(store, page):
    real = {
        name: numbers(store, "SELECT name FROM pragma_table_info(?)", name)
        for name in numbers(store, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        if not OWN.fullmatch(name)
    }
    described = {name: columns for tables in parts(page).values() for name, columns in tables.items()}
    assert {name: sorted(columns) for name, columns in described.items()} == {
        name: sorted(columns) for name, columns in real.items()
    }


def test_what_is_truth_and_what_is_derived_is_what_a_rebuild_makes_of_it(store, page):
    from variorum.archive.tables import TABLES

    described = parts(page)
    assert set(described["Tables of truth"]) == TRUTH
    assert set(TABLES) - {"text", "finding", "finding_seal", "witness"} == TRUTH
    assert not set(described["Derived tables"]) & TRUTH


def test_the_queries_run_without_variorum_on_a_file_opened_only_for_reading(folder, page):
    queries = [
        query for block in re.findall(r"```sql\n(.*?)```", page, re.S) for query in block.split(";") if query.strip()
    ]
    assert len(queries) == 7
    connection = sqlite3.connect(f"{(folder / 'archive.sqlite').as_uri()}?mode=ro", uri=True)
    found = [connection.execute(query).fetchall() for query in queries]
    connection.close()
    assert [bool(rows) for rows in found[:5]] == [True] * 5
    assert {row[:3] for row in found[1]} == {("notices", "2022-03-07", 1)}


def test_the_numbers_in_the_files_head_are_those_of_the_page(store, page):
    application, version = (numbers(store, f"PRAGMA {name}")[0] for name in ("application_id", "user_version"))
    assert f"`application_id` is {application:#x}" in page
    assert f"the number of the schema, now {version}." in page
