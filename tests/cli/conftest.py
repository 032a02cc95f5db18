"""Two statements in a folder."""

from __future__ import annotations

import pytest

from tests.cli.commands import BASE, OTHER


@pytest.fixture
def pair(tmp_path):
    """The paths of an older and a newer statement."""
    paths = tmp_path / "2023.txt", tmp_path / "2024.txt"
    for path, text in zip(paths, (BASE, OTHER), strict=True):
        path.write_text(text, "utf-8", newline="\n")
    return paths
