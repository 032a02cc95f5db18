"""The pure floors open no file, print nothing and read no clock; import-linter holds what they may import."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import variorum

PACKAGE = Path(variorum.__file__).parent
PURE = ("align", "analysis", "model", "render", "text")
IMPURE_CALLS = {"breakpoint", "exec", "eval", "input", "open", "print", "__import__"}
IMPURE_METHODS = {"now", "today", "utcnow", "write_text", "write_bytes", "getenv", "urandom"}
# The templates and scripts of the page travel in the package: render reads its own package data and nothing else.
READERS_OF_OWN_DATA = {"read_text", "read_bytes"}


def modules():
    return sorted(path for floor in PURE for path in (PACKAGE / floor).rglob("*.py"))


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", None)
            yield node.lineno, name


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_pure_module_reaches_nothing_outside_its_arguments(path):
    forbidden = IMPURE_CALLS | IMPURE_METHODS
    if path.relative_to(PACKAGE).parts[0] != "render":
        forbidden = forbidden | READERS_OF_OWN_DATA
    assert [(line, name) for line, name in calls(path) if name in forbidden] == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_says_what_it_holds_in_its_first_line(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", "?"))
