"""What `pipx install` of the wheel gives: a working command, light enough, the same answer on every Python."""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from tests.house.installation import build_wheel, fresh_environment, other_pythons, run

pytestmark = pytest.mark.slow

MEGABYTE = 1_000_000
LARGEST_INSTALL = 150 * MEGABYTE
NOT_OURS = ("pip", "setuptools", "pkg_resources", "_distutils_hack")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(tmp_path_factory, wheel):
    return fresh_environment(tmp_path_factory.mktemp("base") / "venv", wheel, python=Path(sys.executable))


@pytest.fixture(scope="module")
def pairs(examples):
    """Pairs of examples of every format, each with the next."""
    series = [sorted(path for path in (examples / name).iterdir()) for name in ("karrow-bridge", "harbour-council")]
    return [pair for issues in series for pair in pairwise(issues)]


def documents_of(programs, pairs):
    """The JSON document that an installed command prints of each pair."""
    return [run(programs / "variorum", "compare", *pair, "--json") for pair in pairs]


def digests(documents):
    return [hashlib.sha256(document.encode()).hexdigest() for document in documents]


@pytest.fixture(scope="module")
def documents(programs, pairs):
    return documents_of(programs, pairs)


def test_the_wheel_carries_the_types_the_page_and_the_schema(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "variorum/py.typed" in names
    for ending in (".schema.json", ".css", ".js", ".html"):
        assert any(name.endswith(ending) for name in names), ending
    assert [name for name in names if not name.startswith("variorum")] == []


def test_a_fresh_installation_is_at_most_150_megabytes(programs):
    (packages,) = (programs.parent / "lib").glob("python*/site-packages")
    sizes = {
        entry.name: sum(path.stat().st_size for path in [entry, *entry.rglob("*")] if path.is_file())
        for entry in packages.iterdir()
        if not entry.name.startswith(NOT_OURS)
    }
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    assert sum(sizes.values()) <= LARGEST_INSTALL, largest


def test_a_fresh_installation_compares_every_format_of_the_examples(documents, pairs):
    for written, (base, other) in zip(documents, pairs, strict=True):
        document = json.loads(written)
        assert document["schema"] == "variorum.alignment/1"
        assert document["summary"]["body"]["kept"] + document["summary"]["body"]["reworded"] > 5, (base, other)


def test_a_fresh_installation_writes_the_page(programs, pairs, tmp_path):
    page = tmp_path / "page.html"
    run(programs / "variorum", "compare", *pairs[1], "--html", page)
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


@pytest.mark.parametrize("python", other_pythons(), ids=lambda path: path.parent.parent.name)
def test_another_python_gives_the_same_bytes(python, wheel, documents, pairs, tmp_path):
    other = fresh_environment(tmp_path / "venv", wheel, python=python)
    assert digests(documents_of(other, pairs)) == digests(documents)
