"""Nothing touches the network unasked: every process is watched while it runs, those it starts included."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.ingest.conftest import Line, PdfFile
from tests.ingest.web import Site, answer
from variorum.cli.main import COMMANDS

# Python runs this at the start of every process that finds it, and says by an audit event what a program does: nothing
# in it can open a socket, look a name up or connect without.
WATCH = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket."):
        log = os.open(os.environ["SOCKET_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(log, (event + "\\n").encode())
        os.close(log)

sys.addaudithook(watch)
"""
PAGE = b"<html><body><h1>Statement</h1><p>The bridge was opened. It fell.</p></body></html>"
SERIES = "harbour-council"
# Nothing could be read, or not all.
NOT_ALL = (3, 4)


class Watched:
    """Runs commands in a folder, each watched; `sockets` is what they did with sockets, in order."""

    def __init__(self, folder):
        self.folder = folder
        self._log = folder / "sockets.log"
        watch = folder / "watch"
        watch.mkdir(exist_ok=True)
        (watch / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
        self._environment = {**os.environ, "PYTHONPATH": str(watch), "SOCKET_LOG": str(self._log)}

    def run(self, *arguments, statuses=(0,)):
        """What the command writes on both streams."""
        command = [sys.executable, "-m", "variorum", *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in statuses, done.stderr
        return done.stdout + done.stderr

    @property
    def sockets(self):
        """Audit events, without duplicates."""
        return sorted(set(self._log.read_text(encoding="utf-8").split())) if self._log.exists() else []


@pytest.fixture
def watched(tmp_path):
    return Watched(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory, examples):
    """A watched folder with an archive of the examples, of every format they are in."""
    watched = Watched(tmp_path_factory.mktemp("made"))
    watched.run("init")
    watched.run("add", examples / SERIES, examples / "karrow-bridge", "--series", SERIES)
    shutil.copy(examples / "karrow-bridge" / "2024.txt", watched.folder / "statement.txt")
    (watched.folder / "metadata.csv").write_text("file,date\nstatement.txt,2024-05-02\n", encoding="utf-8")
    return watched


@pytest.fixture
def archive(made, tmp_path):
    """A copy of it, to do with as one likes."""
    shutil.copytree(made.folder, tmp_path / "copy")
    return Watched(tmp_path / "copy")


def test_the_watch_sees_a_command_that_does_use_the_network(watched):
    watched.run("init")
    with Site({"/a": answer(PAGE)}) as site:
        watched.run("add", site.url("/a"), "--allow-private", "--series", SERIES)
        assert site.targets() == ["/a"]
    assert {"socket.__new__", "socket.connect"} <= set(watched.sockets)


def test_the_watch_sees_what_a_process_does_that_a_command_starts(watched):
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket().close()'])"
    subprocess.run([sys.executable, "-c", code], env=watched._environment, check=True)
    assert watched.sockets == ["socket.__new__"]


def test_adding_an_address_offline_is_refused_before_a_socket_is_opened(watched):
    watched.run("init")
    with Site({"/a": answer(PAGE)}) as site:
        said = watched.run("add", site.url("/a"), "--offline", "--allow-private", statuses=NOT_ALL)
        assert site.accepted == 0
    assert "is not fetched with --offline" in " ".join(said.split())
    assert watched.sockets == []


def test_making_an_archive_and_adding_files_opens_no_socket(made):
    assert made.sockets == []


def test_reading_a_pdf_in_a_process_of_its_own_opens_no_socket(watched):
    for name in ("a.pdf", "b.pdf"):
        page = [Line(f"The bridge was opened by {name}.")]
        (watched.folder / name).write_bytes(PdfFile().page(page).data())
    assert "The bridge was opened" in watched.run("compare", "a.pdf", "b.pdf")
    assert watched.sockets == []


# How each command is called on an archive of the examples. `init` and `add` have run when that is made.
CALLS = {
    "init": [],
    "add": [],
    "list": [["list"], ["list", "--json"]],
    "show": [["show", f"{SERIES}@latest"]],
    "series": [["series", "list"], ["series", "show", SERIES], ["series", "show", SERIES, "--html", "series.html"]],
    "line": [["line", SERIES, "harbour"]],
    "apparatus": [["apparatus", f"{SERIES}@first", f"{SERIES}@previous", f"{SERIES}@latest"]],
    "facts": [["facts", "BASE", "OTHER"], ["facts", f"{SERIES}@latest"], ["facts", "--series", SERIES]],
    "judge": [["judge", "reject", f"{SERIES}@latest", "line:2"], ["judge", "list"], ["judge", "undo", "1"]],
    "amend": [["amend", f"{SERIES}@latest", "--title", "A title"]],
    "revisions": [["revisions"]],
    "compare": [["compare", "BASE", "OTHER"], ["compare", "BASE", "OTHER", "--html", "page.html"]],
    "import-table": [["import-table", "metadata.csv"]],
    "reuse": [
        ["reuse", "find", "REUSE", "-o", "run"],
        ["reuse", "show", "run"],
        ["reuse", "family", "run", "F1"],
        ["reuse", "document", "run", "league-2022"],
        ["reuse", "pairs", "run"],
        ["reuse", "query", "run", "BASE"],
        ["reuse", "add", "run", "OTHER"],
        ["reuse", "rebuild", "run"],
    ],
    "who": [["who", f"{SERIES}@latest"]],
    "search": [["search", "harbour"], ["search", "--like", "The harbour was opened to all ships."]],
    "quote": [["quote", f"{SERIES}@2023-02-01", "harbour"]],
    "verify": [["verify"]],
    "rebuild": [["rebuild"]],
    "backup": [["backup", "copy.tar"]],
    "export": [["export", "bag"]],
    "restore": [["backup", "copy.tar"], ["restore", "copy.tar", "restored"]],
    "remove": [["remove", f"{SERIES}@2023-02-01", "--yes"]],
}
# Those that are for the network, of which nothing can be asked here.
FOR_THE_NETWORK = {"watch", "serve"}


def test_it_is_said_here_how_each_command_is_called():
    assert set(COMMANDS) - FOR_THE_NETWORK - set(CALLS) == set()


@pytest.mark.parametrize("name", [name for name in COMMANDS if CALLS.get(name)])
def test_a_command_that_needs_no_network_opens_no_socket(archive, examples, name):
    files = {
        "BASE": examples / "karrow-bridge" / "2019.txt",
        "OTHER": examples / "karrow-bridge" / "2021.html",
        "REUSE": examples / "ferry-accord",
    }
    for arguments in CALLS[name]:
        archive.run(*(files.get(argument, argument) for argument in arguments))
    assert archive.sockets == []
