"""What verify finds, and that it finds nothing where nothing is wrong."""

from __future__ import annotations

import io
import random

import pytest

from tests.archive.archives import numbers
from variorum.archive.faults import tiling_faults
from variorum.archive.search_index import index_agrees
from variorum.archive.store import Store
from variorum.archive.verify import Check, verify
from variorum.archive.words import indexable
from variorum.workflows.rebuild import rebuild
from variorum.workflows.series import remember_all


def change(store, *statements):
    """Break rows as a bad program could: past every rule that the schema has."""
    store.connection.execute("PRAGMA foreign_keys = OFF")
    with store.writing():
        for statement in statements:
            store.connection.execute(statement)


def failed(store):
    return {problem.check for problem in verify(store).failures}


def test_a_sound_archive_is_clean_and_counted(store):
    found = verify(store)
    assert found.clean, found.failures
    assert found.notes == ()
    assert (found.originals, found.captures, found.quotations) == (11, 17, 1)
    assert found.texts == 16
    assert found.segments == numbers(store, "SELECT count(*) FROM segment")[0] > 50
    assert found.bytes == numbers(store, "SELECT sum(size) FROM original")[0]


def test_it_works_on_an_archive_opened_for_reading_alone(folder):
    with Store.open(folder, writable=False) as store:
        assert verify(store).clean
        assert numbers(store, "PRAGMA query_only") == [1]


def test_it_changes_no_byte_of_the_database(folder):
    with Store.open(folder) as store:
        before = numbers(store, "PRAGMA data_version"), (folder / "archive.sqlite").read_bytes()
        verify(store)
        assert (numbers(store, "PRAGMA data_version"), (folder / "archive.sqlite").read_bytes()) == before


@pytest.mark.parametrize("damage", ["flip", "cut", "gone"])
def test_one_byte_of_one_original_is_enough(store, damage):
    sha256 = numbers(store, "SELECT sha256 FROM original")[3]
    path = store.originals.path(sha256)
    data = path.read_bytes()
    if damage == "flip":
        path.write_bytes(data[:9] + bytes([data[9] ^ 1]) + data[10:])
    elif damage == "cut":
        path.write_bytes(data[:-1])
    else:
        path.unlink()
    (problem,) = verify(store).failures
    assert (problem.check, problem.subject) == (Check.ORIGINAL, f"original {sha256}")


def test_a_file_without_a_row_is_a_note_and_no_failure(store):
    kept = store.originals.keep(io.BytesIO(b"left by an interrupted add"))
    (store.originals.folder / "ab").mkdir(exist_ok=True)
    (store.originals.folder / "ab" / "notes.txt").write_text("a stray file")
    found = verify(store)
    assert found.clean
    assert {note.subject for note in found.notes} == {f"original {kept.sha256}", "file notes.txt"}


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE text SET content = replace(content, 'the', 'teh') WHERE id = 2", Check.TEXT),
        ("UPDATE text SET content = CAST(x'ff' AS BLOB) WHERE id = 2", Check.DATABASE),
        ('UPDATE block SET "end" = 100000 WHERE text = (SELECT min(text) FROM block) AND number = 0', Check.SPAN),
        ('UPDATE block SET "start" = -1 WHERE text = (SELECT min(text) FROM block) AND number = 0', Check.SPAN),
        ("INSERT INTO page VALUES (1, 0, 5, 4)", Check.SPAN),
        ("UPDATE witness SET title = 'Another title' WHERE id = 1", Check.CAPTURE),
        ("UPDATE witness SET issuer = 'Another Council' WHERE id = 1", Check.CAPTURE),
        ("UPDATE witness SET stated = NULL WHERE stated IS NOT NULL", Check.CAPTURE),
        ("UPDATE witness SET published = '1999-01-01' WHERE id = 1", Check.CAPTURE),
        ("DELETE FROM finding WHERE capture = 3", Check.CAPTURE),
        ("DELETE FROM finding WHERE capture = 3 AND number = 0", Check.CAPTURE),
        ("UPDATE finding SET reason = 'somebody said so' WHERE capture = 3 AND number = 0", Check.CAPTURE),
        ("INSERT INTO finding VALUES (3, 99, 'issuer', 'Another Council', 'nobody found this', 0)", Check.CAPTURE),
        ("DELETE FROM finding_seal WHERE capture = 3", Check.CAPTURE),
        ("UPDATE capture SET url = 'https://other.example/' WHERE id = 2", Check.CAPTURE),
        ("UPDATE capture SET retrieved_at = '1999-01-01T00:00:00Z' WHERE id = 2", Check.CAPTURE),
        ("UPDATE capture SET given = '[]' WHERE id = 2", Check.CAPTURE),
        ("UPDATE issue SET date = '1999' WHERE id = 1", Check.CAPTURE),
        ("UPDATE series SET slug = 'other' WHERE id = 1", Check.CAPTURE),
        ("INSERT INTO warning VALUES (2, 9, 'limit', 'nobody met this', 0)", Check.TEXT),
        ("DELETE FROM block WHERE text = (SELECT min(text) FROM block) AND number = 0", Check.TEXT),
        ("UPDATE segment SET kind = 'vote' WHERE id = 3", Check.TEXT),
        ("UPDATE text SET language = 'xx' WHERE id = 2", Check.TEXT),
        ("DELETE FROM segment WHERE id = 3", Check.SEGMENTS),
        ('UPDATE segment SET "end" = "end" - 1 WHERE id = 3', Check.SEGMENTS),
        ('UPDATE segment SET "end" = 100000 WHERE id = 3', Check.SEGMENTS),
        ("DELETE FROM witness WHERE id = 4", Check.CAPTURE),
        ("UPDATE witness SET text = (SELECT max(id) FROM text) WHERE id = 1", Check.CAPTURE),
        ("DELETE FROM reading WHERE capture = 5", Check.CAPTURE),
        ("UPDATE text SET current = 0 WHERE id = 1", Check.CAPTURE),
        ("UPDATE capture SET issue = 999 WHERE id = 1", Check.DATABASE),
        ("UPDATE quotation SET exact = 'The water sat'", Check.QUOTATION),
        ("UPDATE quotation SET text_sha256 = 'x'", Check.QUOTATION),
        ("CREATE TRIGGER sly AFTER INSERT ON capture BEGIN UPDATE issue SET date = ''; END", Check.DATABASE),
        ("INSERT INTO segment_index (segment_index) VALUES ('delete-all')", Check.INDEX),
        ("INSERT INTO segment_index (rowid, words) VALUES (1, 'intruder')", Check.INDEX),
        ("UPDATE segment_index_data SET block = x'00' WHERE id > 10", Check.DATABASE),
    ],
)
def test_every_kind_of_wrong_row_is_found(store, statement, check):
    change(store, statement)
    assert check in failed(store)


def test_a_page_of_the_database_that_was_overwritten_is_a_failure_and_no_crash(folder):
    with Store.open(folder) as store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = numbers(store, "PRAGMA page_size")[0]
        page = numbers(store, "SELECT rootpage FROM sqlite_schema WHERE name = 'segment'")[0]
    with (folder / "archive.sqlite").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    with Store.open(folder) as store:
        assert Check.DATABASE in failed(store)


def test_the_words_of_the_index_are_compared_one_by_one(store):
    first = numbers(store, "SELECT min(id) FROM segment WHERE text = 3")[0]
    words = numbers(store, "SELECT words FROM segment_text WHERE id = ?", first)[0]
    with store.writing():
        run = store.connection.execute
        run("INSERT INTO segment_index (segment_index, rowid, words) VALUES ('delete', ?, ?)", (first, words))
        run("INSERT INTO segment_index (rowid, words) VALUES (?, ?)", (first, " ".join(reversed(words.split()))))
    assert failed(store) == {Check.INDEX}


def test_words_in_another_order_never_add_up_alike(store):
    """Sums of hashes of tuples did in one of fifty orders."""
    chance = random.Random(3)
    first = numbers(store, "SELECT min(id) FROM segment WHERE text = 3")[0]
    right = indexable(numbers(store, "SELECT words FROM segment_text WHERE id = ?", first)[0])
    run, now = store.connection.execute, right
    with store.writing():
        for _ in range(80):
            run("INSERT INTO segment_index (segment_index, rowid, words) VALUES ('delete', ?, ?)", (first, now))
            now = " ".join(chance.sample(right.split(), len(right.split())))
            run("INSERT INTO segment_index (rowid, words) VALUES (?, ?)", (first, now))
            assert index_agrees(store.connection) == (now == right)


@pytest.mark.parametrize(
    ("spans", "sound"),
    [
        ([(0, 0, 3), (1, 4, 7)], True),
        ([(0, 0, 3)], False),
        ([(0, 0, 4), (1, 4, 7)], False),
        ([(0, 0, 3), (2, 4, 7)], False),
        ([(0, 0, 3), (1, 2, 7)], False),
        ([(0, 4, 7)], False),
        ([(0, 0, 3), (1, 4, 8)], False),
        ([(0, 0, 3), (1, 4, 4)], False),
    ],
)
def test_segments_with_the_white_space_between_them_must_make_up_the_text(spans, sound):
    assert (list(tiling_faults("one two", spans)) == []) is sound


@pytest.fixture
def traced(store):
    """The archive, which remembers how the lines of its series went on."""
    remember_all(store, "karrow")
    assert numbers(store, "SELECT count(*) FROM alignment")[0] > 3
    assert numbers(store, "SELECT count(*) FROM line_event")[0] > 50
    found = verify(store)
    assert found.clean, found.failures
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alignment SET successions = replace(successions, '[[[0],', '[[[999],') WHERE base = 1",
        "UPDATE alignment SET successions = '[[[0],[1],\"kept\",1.0,0,0,[[5,1]]]]' WHERE base = 1",
        "UPDATE alignment SET successions = '[[[0],[1],\"odd\",1.0,0,0,[[0,1]]]]' WHERE base = 1",
        'UPDATE alignment SET successions = \'[[[0],[1],"kept",1,0,0,[]],[[0],[2],"kept",1,0,0,[]]]\' WHERE base = 1',
        "UPDATE alignment SET successions = 'nothing' WHERE base = 1",
        "UPDATE alignment SET successions = '[1]' WHERE base = 1",
        "UPDATE line_event SET segment = 999 WHERE line = 0 AND segment IS NOT NULL",
    ],
)
def test_what_goes_on_as_what_keeps_to_the_lines_that_there_are(traced, statement):
    before = traced.connection.total_changes
    change(traced, statement)
    assert traced.connection.total_changes > before
    failures = verify(traced).failures
    assert failures
    assert {failure.check for failure in failures} == {Check.ALIGNMENT}


def test_a_rebuild_throws_alignments_away_and_they_are_made_again_when_they_are_asked_for(traced):
    rows = "SELECT base, other, successions FROM alignment ORDER BY 1, 2"
    before = traced.connection.execute(rows).fetchall()
    done = rebuild(traced)
    assert done.identical
    assert traced.connection.execute(rows).fetchall() == []
    remember_all(traced, "karrow")
    after = traced.connection.execute(rows).fetchall()
    assert [successions for *_, successions in after] == [successions for *_, successions in before]


def test_the_triggers_of_the_schema_are_its_own_and_all_others_are_found(traced):
    assert numbers(traced, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")[0] > 0
    change(traced, "CREATE TRIGGER traced_too AFTER DELETE ON traced BEGIN DELETE FROM capture; END")
    assert [(problem.check, problem.subject) for problem in verify(traced).failures] == [
        (Check.DATABASE, "trigger traced_too")
    ]
