"""The notebook of the documents says what it gives: every cell is run, and gives the outputs that stand there."""

from __future__ import annotations

import json

import pytest

from docs.notebook import NOTEBOOK, document, executed


@pytest.fixture(scope="module")
def notebook():
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


def test_every_output_of_the_notebook_is_what_its_cell_gives(notebook, project_root, monkeypatch):
    monkeypatch.chdir(project_root)
    for there, now in zip(notebook["cells"], executed(notebook)["cells"], strict=True):
        assert now == there, "".join(there["source"])


def test_the_notebook_is_written_as_its_script_writes_it(notebook):
    assert NOTEBOOK.read_text(encoding="utf-8") == document(notebook)


def test_the_notebook_is_of_the_format_that_notebooks_have(notebook):
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    identifiers = [cell["id"] for cell in notebook["cells"]]
    assert len(set(identifiers)) == len(identifiers)
    for cell in notebook["cells"]:
        extra = {"outputs", "execution_count"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | extra
