"""Fixtures for every test, and the rule that continuous integration skips nothing it could run."""

from __future__ import annotations

import atexit
import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("VARIORUM_TEST_DATA") or ROOT.parent / "shared" / "data")
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# A slow machine is no failure, and a failure found in continuous integration must be found again at a desk.
# Sixty examples keep the suite under ten minutes; `VARIORUM_HYPOTHESIS=deep` tries two thousand.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=IN_CI,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", parent=settings.get_profile("house"), max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("VARIORUM_HYPOTHESIS", "house"))


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    """The project's own example statements."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real statements and hand-made gold answers, kept beside the project and never in it."""
    if not (DATA / "seeds").is_dir():
        pytest.skip(f"the real statements are not at {DATA}; set VARIORUM_TEST_DATA to their folder")
    return DATA


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In continuous integration with the real statements at hand, a skipped test is a failed one."""
    return _not_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips itself."""
    return _not_skipped((yield))


def pytest_sessionfinish() -> None:
    """Let go what the command keeps from the search for rubbish, or a module tells of it as leaked at the end."""
    atexit.unregister(gc.freeze)
    gc.unfreeze()


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def _not_skipped(report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail") and IN_CI and DATA.is_dir():
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and nothing may be skipped here: {reason}"
    return report
