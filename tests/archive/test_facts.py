"""What texts say is remembered as it was read, goes with its text, is checked, and is made again by a rebuild."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archive.archives import NOW, SECRET, keep, numbers, of, prints, traces
from variorum.archive import catalogue
from variorum.archive.backup import backup
from variorum.archive.bag import export
from variorum.archive.database import SCHEMA
from variorum.archive.facts import COLUMNS, facts_fingerprint, from_row, load_facts, to_row
from variorum.archive.removal import purge, remove
from variorum.archive.restore import restore
from variorum.archive.store import Store
from variorum.archive.trash import put_back
from variorum.archive.verify import verify
from variorum.errors import FactsUnwritable
from variorum.model.claims import Field
from variorum.model.facts import Fact, FactKind, Moment, Operator, Quantity, Stance
from variorum.model.spans import Span
from variorum.model.witnesses import Limit
from variorum.workflows import remembered_facts
from variorum.workflows.amend import amend
from variorum.workflows.kept import named
from variorum.workflows.names_table import NamesTable
from variorum.workflows.rebuild import rebuild
from variorum.workflows.remembered_facts import (
    FactReader,
    core_reader,
    facts_of,
    remember_all_facts,
    remember_facts,
    statement_facts,
)

TABLES = ("fact", "fact_reading")
CONTENT = "In all 31 residents of Oskarel, perhaps more, were not to be found. "
SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(*sorted(ends)))
MAYBE = st.none() | SPANS
WORDS = st.text(st.characters(), max_size=8)
VALUES = st.decimals(allow_nan=False, allow_infinity=False)
QUANTITIES = st.builds(
    Quantity,
    *(VALUES, st.none() | VALUES, st.sampled_from(Operator), st.none() | st.just("percent")),
    *(MAYBE, MAYBE, MAYBE, MAYBE, st.booleans()),
)
MOMENTS = st.builds(Moment, st.sampled_from(["", "1990", "1990-01-19/1990-01-20"]), st.booleans(), st.booleans())
STANCES = st.builds(Stance, st.just("demand"), st.none() | WORDS, st.booleans(), MAYBE, MAYBE)
FACTS = st.builds(
    Fact,
    *(st.sampled_from(FactKind), SPANS, st.just("a rule"), st.floats(0, 1)),
    *(st.none() | QUANTITIES, st.none() | MOMENTS, st.none() | STANCES, st.none() | WORDS, MAYBE),
)


class Counting:
    """The rules, with a note of what they were asked to read."""

    name = "core"

    def __init__(self):
        self.read_by = core_reader().extractor
        self.asked = []

    def read(self, witness, anchor):
        self.asked.append((witness.witness.name, anchor))
        found = self.read_by.read(witness, anchor)
        return replace(found, limits=(Limit("lines", "1", "2", "cut"),))


@pytest.fixture
def reader():
    return FactReader(Counting())


def read_all(store, reader=None):
    return remember_all_facts(store, reader or core_reader())


def count(store, table="fact"):
    return numbers(store, f"SELECT count(*) FROM {table}")[0]


@given(st.lists(FACTS, max_size=3))
def test_a_fact_is_read_back_as_it_was_written(facts):
    with closing(sqlite3.connect(":memory:")) as connection:
        for script in ("001", "002", "003"):
            connection.executescript(
                (resources.files("variorum.archive") / "schema" / f"{script}.sql").read_text("utf-8")
            )
        names = ", ".join(f'"{column}"' for column in COLUMNS)
        marks = ", ".join("?" * len(COLUMNS))
        connection.execute("PRAGMA foreign_keys = OFF")
        for number, fact in enumerate(facts):
            row = (1, number, *to_row(fact, CONTENT, 0))
            connection.execute(f"INSERT INTO fact ({names}) VALUES ({marks})", row)
            back = from_row(connection.execute(f"SELECT {names} FROM fact WHERE number = ?", (number,)).fetchone())
            assert back == fact
            # Equal decimals may be written otherwise: 1.0 is not 1.00.
            assert repr(back) == repr(fact)


def test_all_is_read_once_and_remembered(store, reader):
    assert count(store) == 0
    derivation = read_all(store, reader)
    asked = list(reader.extractor.asked)
    assert sorted(name for name, _ in asked) == sorted(row.reference for row in catalogue.witnesses(store.connection))
    assert ("karrow@2019:en", "2019") in asked
    read_all(store, reader)
    rows = list(catalogue.witnesses(store.connection))
    found = facts_of(store, rows, reader)
    assert reader.extractor.asked == asked
    for row, (statement, extraction) in zip(rows, found, strict=True):
        again = core_reader().extractor.read(statement.witness, statement.date)
        assert statement.facts == extraction.facts == again.facts
        assert extraction.limits == (Limit("lines", "1", "2", "cut"),)
        assert load_facts(store.connection, row.text, derivation, statement.date or "") == extraction
    assert any(statement.facts for statement, _ in found)
    assert verify(store).clean


def test_adding_reads_no_facts_and_only_what_is_new_is_read_later(store, reader):
    read_all(store, reader)
    before = len(reader.extractor.asked)
    keep(store, "new.txt", "The Office\n\n4 June 2024\n\nIn all 12 barges were lost.\n", series="letters")
    assert len(reader.extractor.asked) == before
    read_all(store, reader)
    assert reader.extractor.asked[before:] == [("letters@2024-06-04:en", "2024-06-04")]


def test_a_statement_whose_date_was_amended_is_read_again(store, reader):
    row = named(store, "karrow@2019")
    statement_facts(store, row, reader)
    amend(store, "karrow@2019", {Field.STATED: "2020-07-05"}, now=NOW)
    statement_facts(store, named(store, "karrow@2020-07-05"), reader)
    assert [anchor for _, anchor in reader.extractor.asked] == ["2019", "2020-07-05"]
    assert numbers(store, "SELECT anchor FROM fact_reading") == ["2020-07-05"]


def test_what_other_rules_found_is_forgotten_when_these_have_read(store, monkeypatch):
    read_all(store)
    monkeypatch.setattr(remembered_facts, "_sources_digest", lambda: "of others")
    read_all(store)
    versions = numbers(
        store, "SELECT DISTINCT version FROM derivation JOIN fact_reading ON fact_reading.derivation = derivation.id"
    )
    assert [version.partition("+")[2] for version in versions] == ["of others"]


def test_readings_with_a_table_of_names_stand_beside_those_without_and_only_the_last_of_them(store):
    for names in (None, NamesTable((), "aa"), NamesTable((), "bb")):
        read_all(store, FactReader(core_reader().extractor, names))
    settings = numbers(
        store,
        "SELECT settings FROM derivation WHERE id IN (SELECT derivation FROM fact_reading) ORDER BY 1",
    )
    assert settings == ['{"extractor": "core", "names": "bb"}', '{"extractor": "core"}']


def test_what_was_read_is_there_after_an_interruption_and_the_rest_is_read_later(store, reader, monkeypatch):
    monkeypatch.setattr(remembered_facts, "_AT_ONCE", 3)
    real = reader.extractor.read

    def interrupted(witness, anchor):
        if len(reader.extractor.asked) == 7:
            raise KeyboardInterrupt
        return real(witness, anchor)

    monkeypatch.setattr(reader.extractor, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_all(store, reader)
    assert count(store, "fact_reading") == 6
    monkeypatch.undo()
    read_all(store, reader)
    assert len(reader.extractor.asked) == len(list(catalogue.witnesses(store.connection))) + 1


def test_an_archive_opened_to_read_remembers_through_another_connection(folder, reader):
    with Store.open(folder, writable=False) as store:
        read_all(store, reader)
        assert count(store) > 0
        assert remember_facts(store, list(catalogue.witnesses(store.connection)), reader)


def test_where_nothing_can_be_written_a_statement_is_read_each_time_and_a_search_says_so(folder, reader, monkeypatch):
    monkeypatch.setattr(remembered_facts, "_writable", _refuse)
    with Store.open(folder, writable=False) as store:
        row = named(store, "karrow@2019")
        assert statement_facts(store, row, reader) == statement_facts(store, row, reader)
        assert len(reader.extractor.asked) == 2
        with pytest.raises(FactsUnwritable, match="what 16 statements say was not read yet"):
            read_all(store, reader)


def test_while_another_writes_a_statement_is_read_without_waiting_for_long(folder, reader):
    with Store.open(folder) as other, Store.open(folder, writable=False) as store, other.writing():
        row = named(store, "karrow@2019")
        assert statement_facts(store, row, reader).facts
        assert count(store) == 0
        assert len(reader.extractor.asked) == 1


def _refuse(store, patience_ms=None):
    from variorum.errors import ArchiveUnwritable

    raise ArchiveUnwritable(str(store.folder), "no right to")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ('UPDATE fact SET "end" = 100000 WHERE number = 1', "does not lie in a text of"),
        ('UPDATE fact SET "start" = "end" + 1 WHERE number = 1', "does not lie in a text of"),
        ("UPDATE fact SET counted_end = 100000 WHERE counted_end IS NOT NULL", "does not lie in a text of"),
        ("UPDATE fact SET segment = segment + 1 WHERE number = 1", "does not begin in the segment that it names"),
        ("UPDATE fact SET segment = 100000 WHERE number = 1", "does not begin in the segment that it names"),
    ],
)
def test_verify_sees_a_fact_that_is_not_where_it_says(store, change, fault):
    read_all(store)
    with store.writing():
        store.connection.execute(change)
    assert {problem.check for problem in verify(store).failures} == {"fact"}
    assert any(fault in problem.detail for problem in verify(store).failures)


def test_a_rebuild_reads_again_what_was_read_and_nothing_else(store):
    rows = [row for row in catalogue.witnesses(store.connection) if row.issue.series == "karrow"]
    remember_facts(store, rows, core_reader())
    before = facts_fingerprint(store.connection, core_reader().derivation)
    done = rebuild(store)
    assert done.identical
    assert done.facts == len(rows)
    assert facts_fingerprint(store.connection, core_reader().derivation) == before
    assert sorted(numbers(store, "SELECT DISTINCT series FROM statement_fact")) == ["karrow"]
    with store.writing():
        store.connection.execute("UPDATE fact SET low = '7' WHERE low IS NOT NULL")
    again = rebuild(store)
    assert not again.same_facts
    assert not again.identical
    assert again.before == again.after
    assert facts_fingerprint(store.connection, core_reader().derivation) == before


def test_a_rebuild_leaves_what_was_read_with_a_table_of_names_to_whoever_asks_with_it_again(store):
    read_all(store, FactReader(core_reader().extractor, NamesTable((), "aa")))
    done = rebuild(store)
    assert (done.facts, done.identical) == (0, True)
    assert count(store, "fact_reading") == 0


def test_a_rebuild_of_an_archive_that_was_never_asked_reads_no_facts(store):
    assert rebuild(store).facts == 0
    assert count(store, "fact_reading") == 0


def test_facts_are_no_part_of_what_an_export_vouches_for_and_a_backup_has_them(store, tmp_path):
    before = prints(store)
    read_all(store)
    assert prints(store) == before
    export(store, tmp_path / "bag")
    assert not any("fact" in path.name for path in (tmp_path / "bag").rglob("*"))
    restore(tmp_path / "bag", tmp_path / "from-bag")
    backup(store, tmp_path / "b.tar", now=NOW)
    restore(tmp_path / "b.tar", tmp_path / "from-tar")
    with Store.open(tmp_path / "from-bag") as back:
        assert prints(back) == before
        assert count(back) == 0
    with Store.open(tmp_path / "from-tar") as back:
        assert facts_fingerprint(back.connection, core_reader().derivation) == facts_fingerprint(
            store.connection, core_reader().derivation
        )
        assert verify(back).clean


def test_facts_go_with_their_text_and_are_read_again_when_it_is_back(store):
    read_all(store)
    before = count(store)
    entry = remove(store, of(store, "karrow@2019"), now=NOW).entry
    assert 0 < count(store) < before
    assert verify(store).clean
    put_back(store, entry)
    read_all(store)
    assert count(store) == before


def test_a_purge_leaves_no_name_among_the_facts(folder):
    with Store.open(folder) as store:
        keep(store, "seen.txt", "Notice\n\n5 June 2021\n\nMr. Zvonimír Quexley of Oskarel was seen at the quay.\n")
        read_all(store)
        assert "zvonimir quexley" in numbers(store, "SELECT name_key FROM fact")
        purge(store, [*of(store, "notices@2021-06-04"), *of(store, "notices@2021-06-05")])
        assert "zvonimir quexley" not in numbers(store, "SELECT name_key FROM fact")
    assert traces(folder, SECRET) == []


def as_of_schema_2(folder):
    """Make the archive in a folder one of the second schema: without what the third added."""
    with closing(sqlite3.connect(folder / "archive.sqlite", isolation_level=None)) as connection:
        connection.execute("DROP VIEW statement_fact")
        for table in TABLES:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 2")


def test_an_archive_of_the_second_schema_is_brought_up_to_date_and_asked(folder):
    with Store.open(folder) as store:
        before = prints(store)
    as_of_schema_2(folder)
    with Store.open(folder) as store:
        assert numbers(store, "PRAGMA user_version") == [SCHEMA]
        assert prints(store) == before
        read_all(store)
        assert count(store) > 0
        assert verify(store).clean


def test_what_was_removed_under_the_second_schema_comes_back(folder):
    with Store.open(folder) as store:
        before = prints(store)
        entry = remove(store, of(store, "karrow@2019"), now=NOW).entry
    as_of_schema_2(folder)
    with Store.open(folder) as store:
        read_all(store)
        put_back(store, entry)
        read_all(store)
        assert prints(store) == before
        assert "2019" in numbers(store, "SELECT DISTINCT date FROM statement_fact WHERE series = 'karrow'")
        assert verify(store).clean


def test_copies_of_the_second_schema_come_back(store, tmp_path):
    before = prints(store)
    export(store, tmp_path / "bag")
    as_of_schema_2(store.folder)
    with closing(sqlite3.connect(store.folder / "archive.sqlite", isolation_level=None)) as old:
        backup(Store(store.folder, old), tmp_path / "b.tar", now=NOW)
    restore(tmp_path / "b.tar", tmp_path / "from-tar")
    with Store.open(tmp_path / "from-tar") as back:
        assert prints(back) == before
        read_all(back)
        assert count(back) > 0
