"""`variorum reuse pairs` on the project's own example, and on scans of a made corpus."""

from __future__ import annotations

import json

import pytest

pq = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("numba")

from variorum.cli.main import main  # noqa: E402
from variorum.workflows.reuse.door import open_run  # noqa: E402

KEYS = ["a", "a_begin", "a_end", "b", "b_begin", "b_end", "score"]


@pytest.fixture(scope="module")
def run(tmp_path_factory, project_root):
    """The run of the example."""
    folder = tmp_path_factory.mktemp("pairs") / "accord"
    assert main(["reuse", "find", str(project_root / "examples" / "ferry-accord"), "-o", str(folder)]) == 0
    return str(folder)


def pairs(capsysbinary, run, *options):
    capsysbinary.readouterr()
    assert main(["reuse", "pairs", run, *options]) == 0
    return [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]


def test_every_two_passages_of_a_family_are_a_pair_in_two_documents(capsysbinary, run):
    opened = open_run(run)
    views = [opened.family(one.family.number) for one in opened.show(limit=None)]
    expected = {
        (one.document.id, one.passage.span.start, other.document.id, other.passage.span.start)
        for view in views
        for k, one in enumerate(view.wordings)
        for other in view.wordings[k + 1 :]
        if one.document.number != other.document.number
    }
    found = pairs(capsysbinary, run, "--family")
    assert {(row["a"], row["a_begin"], row["b"], row["b_begin"]) for row in found} == expected
    assert len(found) == len(expected) > 0
    assert all(list(row) == KEYS for row in found)


def test_pairs_by_themselves_are_some_of_the_familys_and_the_word_for_word_ones_score_the_most(capsysbinary, run):
    whole = {tuple(row.values()) for row in pairs(capsysbinary, run, "--family")}
    direct = {tuple(row.values()) for row in pairs(capsysbinary, run)}
    assert direct == {tuple(row.values()) for row in pairs(capsysbinary, run, "--direct")}
    assert direct <= whole
    assert direct
    assert min(row[-1] for row in direct) > max((row[-1] for row in whole - direct), default=0)


def test_formulae_are_there_when_asked_for(capsysbinary, run):
    assert len(pairs(capsysbinary, run, "--formulaic")) > len(pairs(capsysbinary, run))


def test_a_file_holds_what_standard_output_shows_as_lines_or_as_a_table(capsysbinary, run, tmp_path):
    shown = pairs(capsysbinary, run)
    pairs(capsysbinary, run, "-o", str(tmp_path / "pairs.jsonl"))
    assert [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text("utf-8").splitlines()] == shown
    pairs(capsysbinary, run, "-o", str(tmp_path / "pairs.parquet"))
    assert pq.read_table(tmp_path / "pairs.parquet").to_pylist() == shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pairs.jsonl", "pairs.parquet"]


def test_passim_has_the_words_at_the_same_places(capsysbinary, run):
    opened = open_run(run)
    rows = pairs(capsysbinary, run, "--passim-json")
    assert [(row["id"], row["begin"], row["id2"], row["begin2"]) for row in rows] == [
        (row["a"], row["a_begin"], row["b"], row["b_begin"]) for row in pairs(capsysbinary, run)
    ]
    for row in rows:
        for suffix, words in (("", row["s1"]), ("2", row["s2"])):
            text = opened.text(opened.reader.document(row[f"id{suffix}"]))
            said = text[row[f"begin{suffix}"] : row[f"end{suffix}"]]
            assert words.replace("-", "") == said.replace("-", "\u2010")


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(capsys, run, tmp_path):
    assert main(["reuse", "pairs", run, "-o", str(tmp_path / "none" / "pairs.jsonl")]) == 3
    assert "cannot be written" in capsys.readouterr().err
    assert main(["reuse", "pairs", run, "--passim-json", "-o", "pairs.parquet"]) == 2


def test_documents_that_were_not_compared_are_no_pair(capsysbinary, project_root, tmp_path):
    folder = str(tmp_path / "across")
    example = str(project_root / "examples" / "ferry-accord")
    assert main(["reuse", "find", example, "--across", "issuer", "-o", folder]) == 0
    opened = open_run(folder)
    issuers = {one.id: one.issuer for one in opened.reader.all_documents()}
    found = pairs(capsysbinary, folder, "--family")
    assert found
    assert all(issuers[row["a"]] != issuers[row["b"]] for row in found)


def test_a_run_over_scans_has_pairs_too_and_counts_words(capsysbinary, project_root, tmp_path):
    folder = str(tmp_path / "scans")
    assert main(["reuse", "find", str(project_root / "examples" / "ferry-accord"), "--ocr", "-o", folder]) == 0
    assert pairs(capsysbinary, folder)
    opened = open_run(folder)
    for document in opened.reader.all_documents():
        assert document.words == pytest.approx(len(opened.text(document).split()), rel=0.1)
