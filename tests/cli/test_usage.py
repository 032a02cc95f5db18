"""What is said about the command itself, and what wrong usage gets."""

from __future__ import annotations

import subprocess
import sys

import pytest

import variorum as package
from tests.cli.commands import variorum


def test_the_version_is_printed():
    assert variorum("--version").out == f"variorum {package.__version__}\n"


def test_the_help_lists_the_commands_without_importing_them():
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "variorum", "--help"], capture_output=True, text=True, check=True
    )
    assert "compare Show what changed between two statements." in " ".join(seen.stdout.split())
    assert "variorum.cli.compare" not in seen.stderr
    assert "variorum.workflows" not in seen.stderr


def test_comparing_two_plain_texts_imports_nothing_heavy(pair):
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "variorum", "compare", *map(str, pair)],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in seen.stderr.splitlines()}
    heavy = {
        "numpy",
        "scipy",
        "rich",
        "pyarrow",
        "lxml",
        "pypdfium2",
        "docx",
        "jinja2",
        "charset_normalizer",
        "msgspec",
    }
    assert not imported & heavy


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_help_of_compare_names_its_options_and_statuses(option):
    seen = variorum("compare", option)
    assert seen.status == 0
    options = "only full context orthographic stat plain json markdown html color exit-code base-date other-date label"
    for name in [*options.split(), "lang", "pair", "unpair", "as"]:
        assert f"--{name}" in seen.out
    assert "  130  interrupted\n" in seen.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing argument 'A'"),
        (["a.txt"], "Missing argument 'B'"),
        (["a.txt", "b.txt", "c.txt"], "unexpected extra argument"),
        (["-", "-"], "Standard input can be read once"),
        (["a.txt", "b.txt", "--only", "lost"], "'lost' is not one of kept, reworded"),
        (["a.txt", "b.txt", "--context", "-1"], "-1 is not in the range"),
        (["a.txt", "b.txt", "--pair", "3"], "'3' is not two line numbers"),
        (["a.txt", "b.txt", "--pair", "0:1"], "lines are counted from 1"),
        (["a.txt", "b.txt", "--unpair", "a:b"], "'a:b' is not two line numbers"),
        (["a.txt", "b.txt", "--as", "title", "x"], "'x' is not a line number"),
        (["a.txt", "b.txt", "--as", "poem", "1"], "'poem' is not one of"),
        (["a.txt", "b.txt", "--base-date", "2023-02-30"], "'2023-02-30' is not a date"),
        (["a.txt", "b.txt", "--other-date", "May 2023"], "'May 2023' is not a date"),
        (["a.txt", "b.txt", "--label", "1", "--label", "2", "--label", "3"], "--label can be given twice"),
        (["a.txt", "b.txt", "--html", "-", "--json"], "both go to standard output"),
        (["a.txt", "b.txt", "--json", "--plain"], "--json and --plain are two forms of the same answer"),
        (["a.txt", "b.txt", "--json", "--only", "dropped"], "--only has no meaning for --json"),
        (["a.txt", "b.txt", "--html", "x.html", "--full"], "--full has no meaning for --html"),
        (["a.txt", "b.txt", "--plain", "--context", "1"], "--context has no meaning for --plain"),
        (["a.txt", "b.txt", "--color", "maybe"], "'maybe' is not one of"),
    ],
)
def test_wrong_usage_is_named_before_anything_is_read(arguments, said, tmp_path):
    seen = variorum("compare", *arguments, cwd=tmp_path)
    assert (seen.status, seen.out) == (2, "")
    assert said in " ".join(seen.err.split())
    assert "Traceback" not in seen.err


def test_an_unknown_command_is_wrong_usage():
    assert variorum("compose").status == 2
