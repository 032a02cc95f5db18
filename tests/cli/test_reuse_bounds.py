"""`variorum reuse find` within bounds of memory and of processors."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.cli.main import main


def found(folder, example, *options):
    assert main(["reuse", "find", str(example), "-o", str(folder), *options]) == 0
    return {name: (Path(folder) / name).read_bytes() for name in ("families.parquet", "passages.parquet")}


def test_memory_and_threads_change_no_byte_of_the_tables(tmp_path, project_root, capsys):
    example = project_root / "examples" / "ferry-accord"
    bounded = found(tmp_path / "bounded", example, "--memory", "100M", "--threads", "2")
    assert bounded == found(tmp_path / "free", example, "--threads", "1")
    capsys.readouterr()


@pytest.mark.parametrize("said", ["8 apples", "5M", "-1"])
def test_what_is_no_amount_of_memory_is_refused_with_a_way_out(said, tmp_path, capsys):
    assert main(["reuse", "find", ".", "-o", str(tmp_path / "run"), f"--memory={said}"]) == 2
    assert f"'{said}' is no amount of memory of 100M or more. Say it like 8G or 500M." in capsys.readouterr().err


def test_bounds_of_this_process_are_no_bounds_of_a_cluster(tmp_path, capsys):
    assert main(["reuse", "find", ".", "-o", str(tmp_path / "run"), "--engine", "spark", "--memory", "8G"]) == 2
    assert "--memory and --threads are for the embedded engine" in capsys.readouterr().err
