"""In continuous integration with the real statements at hand, a test that is skipped fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
TESTS = """
import pytest

def test_that_runs():
    assert True

@pytest.mark.skip(reason="too lazy")
def test_that_is_skipped():
    assert False

@pytest.mark.xfail(reason="not yet")
def test_that_is_expected_to_fail():
    assert False
"""


def run_pytest(folder, *, continuous, data):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", folder, folder]
    environment = {**os.environ, "CI": continuous, "VARIORUM_TEST_DATA": str(data)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize(
    ("continuous", "data", "closing"),
    [
        ("true", True, "1 passed, 1 xfailed, 1 error"),
        ("true", False, "1 passed, 1 skipped, 1 xfailed"),
        ("", True, "1 passed, 1 skipped, 1 xfailed"),
    ],
)
def test_a_skipped_test_fails_where_it_could_have_run(tmp_path, continuous, data, closing):
    shutil.copy(CONFTEST, tmp_path / "conftest.py")
    (tmp_path / "test_three.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "data" / "seeds").mkdir(parents=True)
    where = tmp_path / ("data" if data else "nowhere")
    done = run_pytest(tmp_path, continuous=continuous, data=where)
    assert closing in done.stdout.splitlines()[-1], done.stdout


def test_a_module_that_skips_itself_fails_too(tmp_path):
    shutil.copy(CONFTEST, tmp_path / "conftest.py")
    (tmp_path / "test_none.py").write_text("import pytest\npytest.importorskip('no_such_module')\n", encoding="utf-8")
    done = run_pytest(tmp_path, continuous="true", data=tmp_path)
    assert "1 error" in done.stdout.splitlines()[-1], done.stdout
