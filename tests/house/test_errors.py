"""All errors are imported from one place, and are not loaded before they are needed."""

from __future__ import annotations

import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

from variorum import errors

MODULES = sorted(module.name for module in pkgutil.iter_modules(errors.__path__))


def test_every_area_is_known_to_the_front_door() -> None:
    assert sorted([*errors.AREAS, "base"]) == MODULES


@pytest.mark.parametrize("area", MODULES)
def test_every_error_is_imported_from_the_front_door(area: str) -> None:
    module = import_module(f"variorum.errors.{area}")
    own = [
        (name, each) for name, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == module.__name__
    ]

    assert own
    for name, each in own:
        assert getattr(errors, name) is each
        assert issubclass(each, errors.VariorumError)


def test_a_name_that_is_no_error_is_refused_as_by_any_module() -> None:
    misspelled = "SourceMisspelled"

    with pytest.raises(AttributeError, match=r"'variorum\.errors' has no attribute 'SourceMisspelled'"):
        getattr(errors, misspelled)


def test_no_area_is_loaded_before_it_is_asked_for() -> None:
    seen = (
        "import sys, variorum.errors; print(sorted(name for name in sys.modules if name.startswith('variorum.errors')))"
    )

    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['variorum.errors', 'variorum.errors.base']"
