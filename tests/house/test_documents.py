"""What the documents say of the project is so: links lead somewhere, versions agree, commands exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import variorum

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("*/README.md")])
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)|src=\"(?!https?:)([^\"]+)\"")
MAKE_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


def name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_to_a_file_leads_to_one(document):
    text = document.read_text(encoding="utf-8")
    targets = [first or second for first, second in LINK.findall(text)]
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_make_command_that_is_named_exists(document):
    targets = set(MAKE_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert {first or second for first, second in named} <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_example_that_is_named_exists(document):
    named = re.findall(r"\bexamples/[\w./-]*\w", document.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_version_is_the_same_everywhere():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {variorum.__version__}\n" in citation
    assert f"## [{variorum.__version__}]" in changes


def test_the_pins_name_releases_and_no_places():
    lines = (ROOT / "requirements" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []


def test_the_scripts_are_sound_shell():
    for script in sorted((ROOT / ".ci").iterdir()):
        done = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")


def test_the_readme_shows_what_the_command_prints():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ((command, shown),) = re.findall(r"```console\n\$ (variorum [^\n]*)\n(.*?)```", readme, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-m", "variorum", *command.split()[1:]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        check=True,
    )
    assert done.stdout == shown


def test_the_python_of_the_readme_runs_and_names_the_dropped_lines():
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert "Work on the remaining dykes goes on." in done.stdout.splitlines()
