"""The Spark engine, with two workers on this machine: the same answers as the embedded engine, byte for byte.

One session for all of them: they stay in one file, which one process runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from evaluation.planted import corpus
from variorum.cli.main import main
from variorum.errors import JavaMissing, RunOccupied, SparkUnreachable, WorkerDiffers, WorkerLacks
from variorum.model.reuse import Document
from variorum.reuse.engines import spark, spark_addresses
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.engines.spark import SparkEngine
from variorum.reuse.engines.spark_session import open_session, said_by_workers, unwarned
from variorum.reuse.plan import STAGES, find_families
from variorum.reuse.run.kept import StageFiles
from variorum.reuse.run.reading import RunReader
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning
from variorum.workflows.reuse import places
from variorum.workflows.reuse.places import Places

SMALL = {
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
}

# Addresses of another kind than files: Hadoop's own file system of mounts, over the folder of the tests.
MOUNTED = "viewfs://tests"


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    root = tmp_path_factory.getbasetemp()
    mounted = {f"spark.hadoop.fs.viewfs.mounttable.tests.link.{root}": f"file://{root}"}
    made = open_session("local[2]", settings=SMALL | mounted)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def planted():
    """Documents with passages and formulae, of five issuers, one a week; one is there twice."""
    first = date(2015, 1, 1)
    made = [
        replace(
            document,
            date=(first + timedelta(weeks=k)).isoformat()[: 4 + 3 * (k % 3)] if k % 9 else "",
            issuer=f"issuer {k % 5}" if k % 7 else "",
            series=f"series {k % 3}",
        )
        for k, document in enumerate(corpus(120, seed=11, formulae=4).documents)
    ]
    return [*made, replace(made[5], id="again"), Document("empty", "")]


@pytest.fixture(scope="module")
def tables(planted, tmp_path_factory):
    """Half of the documents in Parquet, half in JSON Lines, in no order; and what the embedded engine finds."""
    folder = tmp_path_factory.mktemp("tables")
    rows = [{"id": one.id, "body": one.text, "date": one.date, "issuer": one.issuer} for one in planted[:80]]
    half = pa.Table.from_pylist([{"id": "v", "body": "", "date": "", "issuer": ""}, *rows[::-2]])
    texts = pa.array([b"not UTF-8: \xff", *(one.encode() for one in half["body"].to_pylist()[1:])], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), len(texts), texts.buffers())
    parquet.write_table(half.set_column(1, "body", texts), folder / "some.parquet", row_group_size=10)
    lines = [json.dumps(row).encode() for row in rows[::2]]
    bad = [
        b"no JSON",
        b'{"id": "x", "body": ""}',
        b'{"id": "y", "body": "\xff"}',
        b'{"id": "z", "body": "a \\ud800 b"}',
    ]
    (folder / "rest.jsonl").write_bytes(b"\n".join([*lines, *bad]))
    inputs = [str(folder / name) for name in ("some.parquet", "rest.jsonl")]
    assert main(["reuse", "find", *inputs, "-o", str(folder / "embedded")]) == 4
    return folder


def found_by(engine, documents, scope=None, tuning=None, **how):
    """All that is found, as bytes."""
    found = find_families(engine, documents, scope or Scope(), tuning or Tuning(), **how)
    arrays = (*found.table, found.sizes, found.first, found.compared)
    said = [[[*column.names, ""][code] for code in column.codes.tolist()] for column in found.said]
    return [each.tobytes() for each in arrays], found.tokens.version, found.ids.at(found.rows), said


def same(session, documents, scope=None, tuning=None):
    """What both engines found, which is the same."""
    with SparkEngine(session) as engine:
        spark = found_by(engine, documents, scope, tuning)
    assert spark == found_by(EmbeddedEngine(), documents, scope, tuning)
    return find_families(EmbeddedEngine(), documents, scope or Scope(), tuning or Tuning())


class TestTheSameAnswer:
    def test_across_issuers_and_within_days(self, session, planted):
        assert len(same(session, planted, Scope(across="issuer", most_days=400)).table.opens) > 10

    def test_within_documents_and_between_two_series(self, session, planted):
        twice = [replace(one, id=f"t{k}", text=f"{one.text} {one.text}") for k, one in enumerate(planted[:20])]
        scope = Scope(across="series", between=("series 0", "series 1"), within=True)
        assert len(same(session, [*planted, *twice], scope).table.opens) > 10

    def test_of_scans(self, session, planted):
        assert len(same(session, planted[:60], tuning=Tuning.for_scans()).table.opens) > 10

    def test_of_nothing(self, session):
        assert len(same(session, []).table.opens) == 1

    def test_of_one_text_in_many_documents(self, session):
        text = corpus(1, seed=3).documents[0].text
        found = same(session, [Document(f"d{k:04}", text) for k in range(300)])
        assert len(found.compared) == 1

    def test_however_the_documents_are_divided_and_fetched(self, session, planted, tmp_path, monkeypatch):
        monkeypatch.setattr(spark, "_FEW", 0)
        monkeypatch.setattr(spark, "_ASKED", 40)
        from variorum.reuse.engines.spark_documents import handed_over

        frame = handed_over(session, reversed(planted), str(tmp_path)).repartition(5, "issuer")
        with SparkEngine(session) as engine:
            known = EmbeddedEngine()
            assert found_by(engine, frame) == found_by(known, planted)
            # Tokens of what no box covers are asked of the workers.
            documents, begins = np.arange(100, 0, -1), np.arange(100)
            slices = [each.slices(documents, begins, begins + 7) for each in (engine, known)]
            assert [column.tolist() for column in slices[0].columns] == [c.tolist() for c in slices[1].columns]
            assert slices[0].opens.tolist() == slices[1].opens.tolist()


def ended(*_, **__):
    raise KeyboardInterrupt


class Try:
    """One try at finding in the session, whose stages are kept in a folder; what is told, done and found."""

    def __init__(self, session, folder, documents, until=None):
        self.said, self.done, self.found = [], [], None
        files = StageFiles(str(folder), self.said.append)
        files.cut_from(lambda: {"documents": 120})

        def report(step):
            if step.stage == until:
                raise KeyboardInterrupt
            self.done.append(step.stage)

        with SparkEngine(session) as engine:
            engine.keep_at(f"file://{folder}/.stages", self.said.append)
            try:
                self.found = found_by(engine, documents, report=report, stages=files)
            except KeyboardInterrupt:
                return


def unread():
    """Documents that may not be looked at."""
    raise AssertionError
    yield


class TestGoingOn:
    """What the workers keep outlives an engine, and is known again."""

    def test_after_every_stage_with_the_same_answer(self, session, planted, tmp_path):
        after = ("documents read", "words weighed", "places linked", "passages found", "families joined")
        documents = planted
        for k, stage in enumerate(STAGES[1:]):
            made = Try(session, tmp_path, documents, until=stage)
            assert made.done == [STAGES[k]]
            assert made.said == ([f"goes on after: {after[k - 1]}"] if k else [])
            documents = unread()
        # Links are let go once there are boxes.
        assert [path.name for path in (tmp_path / ".stages").glob("links*")] == []
        made = Try(session, tmp_path, documents)
        assert made.done == ["tables"]
        assert made.found == found_by(EmbeddedEngine(), planted)
        known = find_families(EmbeddedEngine(), planted, Scope(), Tuning())
        assert len(known.table.opens) > 30
        assert known.table.formulaic.any()
        assert len(known.first) == len(known.compared) + 1

    def test_not_with_what_is_damaged_which_is_told_of(self, session, planted, tmp_path):
        Try(session, tmp_path, planted[:40], until="boxes")
        files = {name: next(tmp_path.glob(f".stages/{name}-*/*.parquet")) for name in ("tokens", "links")}
        tokens = files["tokens"].read_bytes()
        middle = len(tokens) // 2
        files["tokens"].write_bytes(tokens[:middle] + bytes([tokens[middle] ^ 1]) + tokens[middle + 1 :])
        files["links"].unlink()
        made = Try(session, tmp_path, planted[:40], until="boxes")
        damaged = "what an earlier try kept is damaged ({}), and is done again"
        assert made.said == [
            damaged.format("documents read"),
            damaged.format("places linked"),
            "goes on after: words weighed",
        ]
        assert made.done == ["tokens", "links"]

    def test_without_a_place_that_can_be_written_and_says_so(self, session, planted, tmp_path):
        (tmp_path / "file").touch()
        made = Try(session, tmp_path / "file", planted[:20], until="boxes")
        assert "cannot keep the tokens that the workers found, and goes on without" in made.said[0]
        assert made.done == ["tokens", "weights", "links"]


class TestTheCommand:
    @pytest.mark.usefixtures("session")
    def test_writes_the_same_three_tables_also_where_it_was_interrupted(self, planted, tmp_path, capsys, monkeypatch):
        rows = [{"id": one.id, "text": one.text, "date": one.date, "issuer": one.issuer} for one in planted[:60]]
        made = tmp_path / "made.jsonl"
        made.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        printed = []
        for engine in ("embedded", "spark"):
            where = ["--master", "local[2]"] if engine == "spark" else []
            command = ["reuse", "find", str(made), "-o", str(tmp_path / engine), "--engine", engine, *where]
            if where:
                with monkeypatch.context() as interrupted:
                    interrupted.setattr(SparkEngine, "extend", ended)
                    assert main(command) == 130
                monkeypatch.setattr(SparkEngine, "link", ended)
            assert main(command) == 0
            said = capsys.readouterr()
            assert ("goes on after: places linked" in " ".join(said.err.split())) == bool(where)
            printed.append(said.out)
        assert printed[0] == printed[1]
        for table in ("documents", "families", "passages"):
            embedded, spark = (tmp_path / engine / f"{table}.parquet" for engine in ("embedded", "spark"))
            assert embedded.read_bytes() == spark.read_bytes()

    def test_names_the_master_only_with_spark(self, capsys):
        assert main(["reuse", "find", "x", "-o", "y", "--master", "yarn"]) == 2
        assert "--master is for --engine spark" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("first", "words"),
        [
            ("sys.modules['pyspark'] = None", 'pyspark is not installed. Run: pip install "variorum[spark]"'),
            ("os.environ.update(PATH=''); os.environ.pop('JAVA_HOME', None)", "java is not on the path"),
        ],
    )
    def test_says_what_to_install(self, tmp_path, first, words):
        (tmp_path / "made.jsonl").write_text('{"id": "a", "text": "A text."}\n', encoding="utf-8")
        code = f"import os, sys; {first}; from variorum.cli.main import main; sys.exit(main())"
        command = ["reuse", "find", "made.jsonl", "-o", "run", "--engine", "spark"]
        done = subprocess.run(
            [sys.executable, "-c", code, *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 3
        assert f"--engine spark: {words}" in done.stderr


@pytest.mark.usefixtures("session")
class TestAddresses:
    """What Spark itself reads and writes: here on this disk, elsewhere `s3a://` or `hdfs://`."""

    def find(self, tables, run, *options, at="file://"):
        inputs = [f"{at}{tables}/some.parquet", f"{at}{tables}/rest.jsonl"]
        return main(["reuse", "find", *inputs, "-o", str(run), "--engine", "spark", "--master", "local[2]", *options])

    @pytest.mark.parametrize(
        ("kept", "stage", "after"),
        [
            ("folder", "extend", "places linked"),
            ("address", "expect", "passages found"),
            ("unseen", "link", "words weighed"),
        ],
    )
    def test_are_read_by_the_workers_and_gone_on_with(self, tables, tmp_path, capsys, monkeypatch, kept, stage, after):
        run, stages, of = tmp_path / "run", tmp_path / "kept", {}
        named = {
            "folder": (run,),
            "address": (f"{MOUNTED}{run}/",),
            "unseen": (f"file://{run}", "--stages", str(stages)),
        }
        if kept == "address":
            of = {"at": MOUNTED}
            monkeypatch.setattr(spark_addresses, "_FEW", 0)
        if kept == "unseen":
            # As if the workers were on other machines.
            monkeypatch.setattr(places, "is_local", lambda _: False)
        with monkeypatch.context() as interrupted:
            interrupted.setattr(SparkEngine, stage, ended)
            assert self.find(tables, *named[kept], **of) == 130
        unseen = "cannot keep what lies with the workers (documents read, places linked), who do not see"
        assert (unseen in " ".join(capsys.readouterr().err.split())) == (kept == "unseen")
        names = {path.name.partition("-local")[0] for path in tmp_path.glob("**/.stages/[a-z]*")}
        of_workers = set() if kept == "unseen" else {"tokens", "links", "tokens.bin", "links.bin"}
        assert names == {"weights.bin", "stages.json"} | of_workers | ({"boxes.bin"} if stage == "expect" else set())
        # What is no part of a run is not written over.
        run.mkdir(exist_ok=True)
        (run / "mine").write_text("mine")
        if kept != "folder":
            assert self.find(tables, *named[kept], **of) == 3
            assert "holds something already" in capsys.readouterr().err
        (run / "mine").unlink()
        with monkeypatch.context() as again:
            if kept != "unseen":
                again.setattr(SparkEngine, "read", ended)
            assert self.find(tables, *named[kept], **of) == 4
        told = " ".join(capsys.readouterr().err.split())
        assert f"goes on after: {after}" in told
        assert "is passed over" in told
        assert list(tmp_path.glob("**/.stages")) == []
        for table in ("families", "passages"):
            assert (run / f"{table}.parquet").read_bytes() == (tables / "embedded" / f"{table}.parquet").read_bytes()
        for sums in run.glob("texts/.*"):
            # Hadoop's own, which are beside files on a disk alone.
            sums.unlink()
        made, known = (RunReader(folder) for folder in (run, tables / "embedded"))
        assert list(made.all_documents()) == list(known.all_documents())
        assert made.manifest.counts == known.manifest.counts
        assert made.texts(range(80)) == known.texts(range(80))
        assert self.find(tables, *named[kept], **of) == 3
        assert "holds something already" in capsys.readouterr().err

    def test_have_a_folder_for_stages_each_and_what_was_begun_is_gone_on_with(self, session, tmp_path):
        with ExitStack() as stack:
            one, other = (
                Places.of(f"file://{tmp_path}/{name}/run", str(tmp_path / "kept"), session, stack)
                for name in ("one", "two")
            )
            assert {os.path.dirname(each.stages) for each in (one, other)} == {f"{tmp_path}/kept"}
            assert one.stages != other.stages
            here = Places.of(str(tmp_path / "here"), "", session, stack)
            folder, address = str(tmp_path / "here"), f"file://{tmp_path}/here"
            assert here == (f"{address}/texts", folder, folder, f"{address}/.stages", "")
            (tmp_path / "here" / "texts").mkdir()
            with pytest.raises(RunOccupied):
                Places.of(here.tables, "", session, stack)
            (tmp_path / "here" / ".stages").mkdir()
            assert Places.of(here.tables, "", session, stack) == here
            (tmp_path / "here" / "run.json").touch()
            with pytest.raises(RunOccupied):
                Places.of(here.tables, "", session, stack)

    def test_name_a_place_for_stages_for_an_address_alone(self, tables, tmp_path, capsys):
        assert self.find(tables, str(tmp_path / "run"), "--stages", "x") == 2
        assert "--stages is for a RUN at an address" in " ".join(capsys.readouterr().err.split())

    def test_give_a_document_twice_and_it_counts_once(self, tmp_path, capsys):
        rows = [{"id": f"d{k}", "text": f"The text of day {k}.", "date": f"2020-01-{k + 1:02}"} for k in range(6)]
        table = tmp_path / "a.jsonl"
        find = ["reuse", "find", f"file://{table}", "--engine", "spark", "--master", "local[2]", "-o"]
        table.write_text("".join(json.dumps(row) + "\n" for row in (*rows, rows[2], rows[4], rows[2])), "utf-8")
        assert main([*find, str(tmp_path / "run")]) == 0
        said = " ".join(capsys.readouterr().err.split())
        assert "d2 is given 3 times, text and all (a.jsonl and a.jsonl), and counts once" in said
        reader = RunReader(tmp_path / "run")
        assert [each.id for each in reader.all_documents()] == [row["id"] for row in rows]
        assert reader.texts(range(6)) == [row["text"] for row in rows]
        counts = reader.manifest.counts
        assert (counts["repeated"], counts["characters"]) == (3, sum(len(row["text"]) for row in rows))
        table.write_text("".join(json.dumps(row) + "\n" for row in (*rows, {**rows[2], "text": "Other."})), "utf-8")
        assert main([*find, str(tmp_path / "other")]) == 3
        assert "d2: two documents have this id (a.jsonl and a.jsonl); their texts differ" in capsys.readouterr().err

    def test_that_hold_nothing_or_no_ids_are_told_of(self, tmp_path, capsys):
        find = ["reuse", "find", "--engine", "spark", "-o", str(tmp_path / "run")]
        assert main([*find, f"file://{tmp_path}/nothing.parquet"]) == 3
        assert f"file://{tmp_path}/nothing.parquet: no such file" in capsys.readouterr().err
        (tmp_path / "a.jsonl").write_text('{"text": "A text."}\n', encoding="utf-8")
        assert main([*find, f"file://{tmp_path}/a.jsonl"]) == 3
        assert "a.jsonl: no column holds an id (its columns: text)" in capsys.readouterr().err
        assert main([*find, f"file://{tmp_path}/a.jsonl", "b.jsonl"]) == 2


class TestWhatIsInTheWay:
    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("s3a://bucket/a.parquet", "Spark has no connector for s3a:// (Class org.apache.hadoop.fs.s3a.S3AFile"),
            ("nowhere://a/b.jsonl", "Spark has no connector for nowhere:// (No FileSystem for scheme)"),
            ("hdfs://127.0.0.1:1/a.parquet", "Spark cannot reach it (Connection refused)"),
        ],
    )
    @pytest.mark.usefixtures("session")
    def test_an_address_that_spark_cannot_read_or_write(self, tmp_path, capsys, address, words):
        find = ["reuse", "find", "--engine", "spark", "--master", "local[2]"]
        (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "A text."}\n', encoding="utf-8")
        for given in ([address, "-o", str(tmp_path / "run")], [f"file://{tmp_path}/a.jsonl", "-o", address]):
            assert main([*find, *given]) == 3
            assert f"{address}: {words}" in " ".join(capsys.readouterr().err.split())

    def test_no_java(self, monkeypatch):
        monkeypatch.delenv("JAVA_HOME", raising=False)
        monkeypatch.setenv("PATH", "")
        with pytest.raises(
            JavaMissing, match=r"java is not on the path\. Spark needs Java 17 or newer\. On Debian: apt"
        ):
            open_session("local[2]")

    def test_a_java_home_without_java(self, monkeypatch, tmp_path):
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        with pytest.raises(JavaMissing, match="there is no bin/java in JAVA_HOME"):
            open_session("local[2]")

    def test_a_master_that_nobody_answers_for(self):
        with pytest.raises(SparkUnreachable, match=r"^spark://127\.0\.0\.1:1: no Spark master .*refused"):
            open_session("spark://127.0.0.1:1")

    def test_yarn_without_its_settings(self, monkeypatch):
        monkeypatch.delenv("HADOOP_CONF_DIR", raising=False)
        monkeypatch.delenv("YARN_CONF_DIR", raising=False)
        with pytest.raises(SparkUnreachable, match="HADOOP_CONF_DIR"):
            open_session("yarn")

    def test_a_master_that_is_none(self):
        # In a process of its own: a session that is there would be taken.
        code = (
            "from variorum.reuse.engines.spark_session import open_session\n"
            "from variorum.errors import SparkFailed\n"
            "try:\n    open_session('lokal[2]')\n"
            "except SparkFailed as error:\n    print(error)"
        )
        done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
        assert "--master lokal[2]: Spark gave up (Master must either be yarn or start with" in done.stdout
        assert done.stderr == ""

    def test_a_worker_without_a_package(self, session):
        def lacking(batches):
            import_module("variorum_is_not_there")
            yield from batches

        with unwarned():
            frame = session.range(1).mapInArrow(lacking, "id long")
        with pytest.raises(WorkerLacks, match=r"^variorum_is_not_there: the Spark workers do not"), said_by_workers():
            frame.collect()

    def test_workers_with_another_version(self, session, monkeypatch):
        monkeypatch.setattr("variorum.reuse.engines.spark.__version__", "0.0.1")
        with pytest.raises(WorkerDiffers, match=r"variorum is 0\.0\.1 here and"), SparkEngine(session) as engine:
            engine.read([Document("a", "text")])

    def test_a_fault_of_ours_stays_what_it_is(self, session):
        from pyspark.errors import PythonException

        def faulty(batches):
            raise IndexError

        with unwarned():
            frame = session.range(1).mapInArrow(faulty, "id long")
        with pytest.raises(PythonException, match="IndexError"), said_by_workers():
            frame.collect()
