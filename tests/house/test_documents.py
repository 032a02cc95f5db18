"""What the documents say of the project is so: links lead somewhere, versions agree, commands exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import variorum
from variorum.cli.main import COMMANDS
from variorum.cli.main import variorum as variorum_group

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


# What no two runs have alike: the time of day, and the size of a file that holds it.
DIFFERS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\(\d+\.\d kB\)")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the README's commands are written for a shell")
def test_the_readme_shows_what_its_commands_print_from_an_empty_folder_to_a_restored_archive(tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    commands = [command for block in blocks for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE)]
    assert {command.split()[1] for command in commands if command.startswith("variorum ")} >= {
        *("compare", "init", "add", "list", "search", "quote", "revisions"),
        *("verify", "rebuild", "backup", "export", "restore"),
    }
    printed = "".join(f"$ {command}\n{in_a_shell(command, tmp_path)}" for command in commands)
    assert DIFFERS.sub("…", printed) == DIFFERS.sub("…", "".join(blocks))


def in_a_shell(command, folder):
    """What a person sees of a command, results and messages in the order they come."""
    done = subprocess.run(
        ["bash", "-c", f'variorum() {{ "$PYTHON" -m variorum "$@"; }}; {command}'],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHON": sys.executable, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_every_command_and_every_option_has_its_place_in_the_page_on_the_command_line():
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        command = variorum_group.get_command(None, name)
        (part,) = re.findall(rf"^## (?:[a-z, ]*\b)?{name}\b[a-z, ]*\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
        parts = part + page.split("\n## add\n")[1].split("\n## import-table")[0] + page.split("\n## References\n")[0]
        is_group = isinstance(command, click.Group)
        inner = [command.get_command(None, each) for each in command.list_commands(None)] if is_group else [command]
        options = {option for each in inner for param in each.params for option in param.opts if option[0] == "-"}
        assert [option for option in sorted(options) if f"{option}" not in parts] == [], name


def test_the_python_of_the_readme_runs_and_names_the_dropped_lines():
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert "Work on the remaining dykes goes on." in done.stdout.splitlines()
