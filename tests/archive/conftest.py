"""A filled archive, made once and copied for each test."""

from __future__ import annotations

import shutil

import pytest

from tests.archive.archives import new_archive
from variorum.archive.store import Store


@pytest.fixture(scope="session")
def master(tmp_path_factory):
    """A filled archive that no test touches."""
    folder = tmp_path_factory.mktemp("master")
    new_archive(folder).close()
    return folder / ".variorum"


@pytest.fixture
def folder(master, tmp_path):
    """A filled archive's folder, for one test."""
    return shutil.copytree(master, tmp_path / ".variorum")


@pytest.fixture
def store(folder):
    """A filled archive, open for writing."""
    with Store.open(folder) as opened:
        yield opened
