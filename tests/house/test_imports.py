"""A command loads only what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "charset_normalizer",
    "docx",
    "h11",
    "idna",
    "importlib.metadata",
    "jinja2",
    "lxml",
    "numpy",
    "pandas",
    "protego",
    "pyarrow",
    "pypdfium2",
    "rich",
    "scipy",
    "spacy",
    "sqlite3",
    "ssl",
    "thinc",
    "trafilatura",
    "truststore",
}
COMMAND = """
import sys
from variorum.cli.main import main
sys.argv[0] = "variorum"
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""


def modules_after(code, *arguments):
    """The names of all modules in a fresh interpreter after it has run `code`, which prints them to stderr."""
    command = [sys.executable, "-c", code, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return set(run.stderr.split())


@pytest.fixture(scope="module")
def two_texts(examples):
    folder = examples / "karrow-bridge"
    return str(folder / "2019.txt"), str(folder / "2020.txt")


@pytest.mark.parametrize("options", [(), ("--json",), ("--plain",), ("--stat",), ("--markdown",)])
def test_comparing_two_plain_texts_loads_nothing_heavy(two_texts, options):
    loaded = modules_after(COMMAND, "compare", *two_texts, *options)
    assert "variorum.align.collate" in loaded
    assert loaded & HEAVY == set()
    assert [name for name in loaded if name.startswith("variorum.analysis.facts")] == []


@pytest.mark.parametrize("arguments", [("facts",), ("compare", "--facts")], ids=" ".join)
def test_reading_the_facts_of_plain_texts_loads_nothing_heavy(two_texts, arguments):
    loaded = modules_after(COMMAND, *arguments, *two_texts)
    assert "variorum.analysis.facts.reader" in loaded
    assert loaded & (HEAVY | {"spacy"}) == set()


@pytest.fixture(scope="module")
def kept(tmp_path_factory, two_texts):
    """The folder of an archive of two texts."""
    folder = str(tmp_path_factory.mktemp("kept") / ".variorum")
    modules_after(COMMAND, "init", "--archive", folder)
    modules_after(COMMAND, "add", *two_texts, "--series", "karrow", "--archive", folder)
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "karrow@2019"),
        ("series", "list"),
        ("search", "bridge"),
        ("search", "--like", "Trains have been crossing at Karrow again."),
        ("quote", "karrow@2019", "trains"),
        ("revisions",),
        ("list", "--json"),
        ("show", "karrow@2019", "--json"),
        ("search", "bridge", "--json"),
    ],
    ids=" ".join,
)
def test_reading_in_an_archive_loads_the_database_and_no_reader_and_no_network(kept, arguments):
    loaded = modules_after(COMMAND, *arguments, "--archive", kept)
    assert "sqlite3" in loaded
    assert loaded & (HEAVY - {"sqlite3"}) == set()


@pytest.mark.parametrize("arguments", [("show", "karrow@2019"), ("list",), ("search", "bridge")], ids=" ".join)
def test_looking_something_up_does_not_load_what_compares(kept, arguments):
    loaded = modules_after(COMMAND, *arguments, "--archive", kept)
    assert [name for name in loaded if name.startswith(("variorum.analysis", "variorum.ingest.fetch"))] == []


def test_comparing_kept_statements_loads_no_reader_of_files_and_no_network(kept):
    loaded = modules_after(COMMAND, "compare", "karrow@first", "karrow@latest", "--archive", kept)
    assert loaded & (HEAVY - {"sqlite3"}) == set()


def test_the_help_loads_neither_readers_nor_the_aligner():
    loaded = modules_after(COMMAND, "--help")
    floors = {"variorum.align", "variorum.analysis", "variorum.ingest", "variorum.render", "variorum.text"}
    assert loaded & (HEAVY | floors) == set()


def test_importing_the_package_loads_nothing_but_its_version():
    loaded = modules_after("import sys, variorum; print('\\n'.join(sys.modules), file=sys.stderr)")
    assert {name for name in loaded if name.startswith("variorum")} == {"variorum", "variorum.version"}
    assert loaded & (HEAVY | {"click", "rapidfuzz"}) == set()


def test_collating_two_texts_in_a_program_loads_no_command_line_and_no_reader_of_files():
    code = """
import sys, variorum
variorum.collate("The bridge was opened. It fell.", "The bridge was closed. It fell.")
print("\\n".join(sys.modules), file=sys.stderr)
"""
    assert modules_after(code) & (HEAVY | {"click", "variorum.cli", "variorum.render"}) == set()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The folder of a run of two documents, and what finding loaded."""
    folder = tmp_path_factory.mktemp("found")
    words = "The council of Karrow has set the toll of the new bridge at two marks for every cart that crosses by day."
    rows = [f'{{"id": "{name}", "date": "2031-03-0{k}", "text": "{words}"}}' for k, name in enumerate("ab", start=1)]
    (folder / "two.jsonl").write_text("\n".join(rows), encoding="utf-8")
    loaded = modules_after(COMMAND, "reuse", "find", str(folder / "two.jsonl"), "-o", str(folder / "run"))
    return str(folder / "run"), loaded


def test_finding_in_a_table_loads_no_pandas_and_nothing_of_archives_and_comparing(run):
    _, loaded = run
    assert "variorum.reuse.engines.embedded" in loaded
    # Numba loads scipy where it is installed, and that charset_normalizer.
    of_numba = {"charset_normalizer", "importlib.metadata", "scipy"}
    assert loaded & (HEAVY - {"numpy", "pyarrow", "ssl"} - of_numba) == set()
    assert "variorum.reuse.kernels.windows" not in loaded, "what growing compiles"
    floors = ("variorum.align.beads", "variorum.analysis", "variorum.archive", "variorum.workflows.add")
    assert [name for name in loaded if name.startswith(floors)] == []


@pytest.mark.parametrize("question", [("show",), ("family", "1")], ids=" ".join)
def test_reading_in_a_run_loads_nothing_that_finds(run, question):
    name, *rest = question
    loaded = modules_after(COMMAND, "reuse", name, run[0], *rest)
    assert loaded & ((HEAVY | {"numba"}) - {"numpy", "pyarrow", "ssl"}) == set()
    assert [name for name in loaded if name.startswith("variorum.reuse.engines")] == []


def test_the_help_of_finding_loads_neither_arrays_nor_other_commands():
    loaded = modules_after(COMMAND, "reuse", "find", "--help")
    assert loaded & (HEAVY | {"numba", "variorum.cli.compare", "variorum.cli.reuse.show"}) == set()
