"""Rebuilding: the same rows from the same originals, and nothing lost where they cannot be read any more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from tests.archive.archives import EXAMPLES, keep, numbers, quote, rows
from variorum.archive.fingerprint import derived_fingerprint, truth_fingerprint
from variorum.archive.seals import seal_capture
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.ingest.texts import digest
from variorum.model.witnesses import Derivation
from variorum.progress import Step
from variorum.workflows import rereading
from variorum.workflows.rebuild import rebuild

DERIVED = ("text", "reading", "block", "segment", "finding", "witness", "derivation")


def test_every_derived_row_is_made_again_and_is_what_it_was(store):
    before = derived_fingerprint(store.connection)
    done = rebuild(store)
    assert done.identical
    assert (done.captures, done.kept, done.not_read) == (17, (), ())
    assert derived_fingerprint(store.connection) == done.before == done.after == before
    assert verify(store).clean


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE text SET content = content || '.' WHERE id = 2",
        "UPDATE text SET language = 'xx' WHERE id = 2",
        'UPDATE segment SET "end" = "end" - 1 WHERE id = 7',
        "UPDATE block SET place = 'elsewhere' WHERE text = (SELECT max(text) FROM block) AND number = 1",
        "UPDATE finding SET chosen = 1 - chosen WHERE capture = 3 AND number = 0",
        "UPDATE finding SET reason = 'because' WHERE capture = 3 AND number = 0",
        "UPDATE witness SET title = 'Another' WHERE id = 4",
        "UPDATE derivation SET version = '0' WHERE id = 1",
        "DELETE FROM reading WHERE capture = 15",
        "INSERT INTO warning VALUES (1, 0, 'extraction', 'made up', 1)",
        "INSERT INTO limit_hit VALUES (1, 0, 'pages', '1', '2', 'cut')",
        "INSERT INTO page VALUES (1, 0, 0, 1)",
    ],
)
def test_the_fingerprint_sees_a_change_in_every_derived_table(store, change):
    before = derived_fingerprint(store.connection)
    store.connection.execute(change)
    assert derived_fingerprint(store.connection) != before


def test_whatever_was_spoilt_in_derived_rows_is_as_before_after_a_rebuild(store):
    before = derived_fingerprint(store.connection)
    with store.writing():
        run = store.connection.execute
        run('UPDATE segment SET "end" = "end" - 1')
        run("DELETE FROM finding")
        run("DELETE FROM witness WHERE id % 2")
        run("UPDATE text SET content = content || '.'")
        run("INSERT INTO segment_index (segment_index) VALUES ('delete-all')")
    done = rebuild(store)
    assert not done.identical
    assert done.after == before
    assert verify(store).clean


def test_the_truth_is_not_touched(store):
    before = truth_fingerprint(store.connection)
    rebuild(store)
    assert truth_fingerprint(store.connection) == before


def test_the_database_does_not_grow_with_every_rebuild(store):
    rebuild(store)
    pages = numbers(store, "PRAGMA page_count")[0]
    for _ in range(5):
        rebuild(store)
    assert numbers(store, "PRAGMA page_count")[0] <= pages * 1.1
    counts = [numbers(store, f"SELECT count(*) FROM {table}")[0] for table in DERIVED]
    assert counts[0] == 16


def test_captures_of_two_containers_in_mixed_order_are_each_found(tmp_path):
    with Store.create(tmp_path / ".variorum") as store:
        keep(store, "a.jsonl", rows(3), series="one")
        keep(store, "b.jsonl", rows(9), series="two")
        keep(store, "a.jsonl", rows(3), series="three")
        # What two programs leave behind that add at once: numbers that are not in the order of the places.
        with store.writing():
            store.connection.execute("PRAGMA defer_foreign_keys = ON")
            for table, column in (
                ("capture", "id"),
                ("reading", "capture"),
                ("finding", "capture"),
                ("finding_seal", "capture"),
                ("witness", "capture"),
            ):
                store.connection.execute(f"UPDATE {table} SET {column} = 1000 + {column} * 7 % 31")
            for capture in numbers(store, "SELECT id FROM capture"):
                seal_capture(store.connection, capture)
        order = numbers(store, "SELECT name || locator FROM capture ORDER BY id")
        assert order != sorted(order)
        done = rebuild(store)
        assert (done.identical, done.not_read) == (True, ())
        assert verify(store).clean


def test_progress_counts_the_captures(store):
    steps = []
    rebuild(store, report=steps.append)
    assert steps[-1] == Step("rebuild", 17, 17, "captures")
    assert [step.done for step in steps] == list(range(1, 18))


def read_by(tool, version, changed=lambda content: content):
    """The reading of another version: the same statements, under another derivation."""
    true = rereading.statements

    def statements(stream, name, **options):
        for found in true(stream, name, **options):
            content = changed(found.text.content)
            text = replace(found.text, content=content, sha256=digest(content), derivation=Derivation(tool, version))
            yield replace(found, text=replace(text, blocks=(), pages=()))

    return statements


def test_texts_of_another_version_are_kept_beside_the_new_ones_and_named(store, monkeypatch):
    old = set(numbers(store, "SELECT sha256 FROM text"))
    tools = set(numbers(store, "SELECT tool FROM derivation"))
    monkeypatch.setattr(rereading, "statements", read_by("reader", "99", lambda content: content + "\n"))
    done = rebuild(store)
    monkeypatch.undo()
    assert not done.identical
    assert {text.sha256 for text in done.kept} == old
    assert {text.tool for text in done.kept} == tools
    assert numbers(store, "SELECT count(*) FROM text WHERE current") == [16]
    assert numbers(store, "SELECT count(*) FROM text WHERE NOT current") == [16]
    standing = (
        "SELECT DISTINCT tool FROM witness JOIN text ON text.id = text JOIN derivation ON derivation.id = derivation"
    )
    assert numbers(store, standing) == ["reader"]
    assert verify(store).clean

    again = rebuild(store)
    assert {text.tool for text in again.kept} == {"reader"}
    assert set(numbers(store, "SELECT sha256 FROM text WHERE current")) == old
    assert verify(store).clean


def test_a_text_that_a_quotation_stands_in_outlives_a_reader_that_reads_otherwise(store, monkeypatch):
    quote(store, "letters@2020-01-01", "spans high")
    derivations = dict(store.connection.execute("SELECT tool, version FROM derivation"))
    true = rereading.statements

    def reads_otherwise(stream, name, **options):
        for found in true(stream, name, **options):
            content = found.text.content.replace("spans", "fathoms")
            yield replace(found, text=replace(found.text, content=content, sha256=digest(content), blocks=()))

    monkeypatch.setattr(rereading, "statements", reads_otherwise)
    done = rebuild(store)
    assert dict(store.connection.execute("SELECT tool, version FROM derivation")) == derivations
    assert len(done.kept) == 1
    assert verify(store).clean


def test_what_cannot_be_read_any_more_keeps_its_text_and_is_named(store):
    before = derived_fingerprint(store.connection)
    sha256 = numbers(store, "SELECT original FROM capture WHERE name = '2023.docx'")[0]
    store.originals.path(sha256).write_bytes(b"not what it was")
    done = rebuild(store)
    (lost,) = done.not_read
    assert lost.name == "2023.docx"
    assert sha256 in lost.reason
    assert derived_fingerprint(store.connection) == before
    assert {problem.check for problem in verify(store).failures} == {"original"}


def test_the_first_of_two_captures_that_cannot_be_read_leaves_the_witness_as_it_is(store):
    run = store.connection.execute
    first = numbers(store, "SELECT id FROM capture WHERE url IS NOT NULL")[0]
    with store.writing():
        run("UPDATE capture SET locator = 'row:77' WHERE id = ?", (first,))
        seal_capture(store.connection, first)
    before = derived_fingerprint(store.connection)
    done = rebuild(store)
    assert [each.capture for each in done.not_read] == [first]
    assert derived_fingerprint(store.connection) == before
    assert verify(store).clean


def test_an_error_in_the_middle_leaves_every_old_row(store):
    before = derived_fingerprint(store.connection)

    def stop(step):
        if step.done == 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(store, report=stop)
    assert derived_fingerprint(store.connection) == before
    assert verify(store).clean


REBUILD = """
import sys
from pathlib import Path
from variorum.archive.store import Store
from variorum.workflows.rebuild import rebuild

def say(step):
    print(step.done, flush=True)

with Store.open(Path(sys.argv[1])) as store:
    rebuild(store, report=say)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("after", [1, 8, 17])
def test_killed_at_any_moment_the_old_rows_are_there(folder, after):
    with Store.open(folder) as store:
        before = derived_fingerprint(store.connection)
    with subprocess.Popen([sys.executable, "-c", REBUILD, folder], stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if int(line) >= after:
                break
        time.sleep(0.002 * after)
        process.send_signal(signal.SIGKILL)
    with Store.open(folder) as store:
        assert derived_fingerprint(store.connection) == before
        assert verify(store).clean


def test_ten_times_the_documents_take_no_more_memory(tmp_path):
    import tracemalloc

    peaks = []
    for count in (40, 400):
        with Store.create(tmp_path / str(count)) as store:
            keep(store, "letters.jsonl", rows(28), series="letters")
            for number in range(count // 40):
                keep(store, f"{number}.txt", (EXAMPLES / "karrow-bridge" / "2018.txt").read_bytes() + b" %d" % number)
            tracemalloc.start()
            rebuild(store)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5
