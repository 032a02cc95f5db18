"""Interpreters, wheels and fresh environments for the tests of an installation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = ROOT / "requirements" / "constraints.txt"
MINORS = (11, 12, 13, 14)


def run(*command: str | Path, **environment: str) -> str:
    """What a command prints; fails with what it said when it fails. UTF-8 whatever the locale."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, built with the pinned tools of this environment."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (wheel,) = folder.glob("variorum-*.whl")
    return wheel


def fresh_environment(folder: Path, wheel: Path, *, python: Path) -> Path:
    """The folder of programs of a new environment that has the wheel and its dependencies in it.

    As pipx does it: with a pip from outside, which is not installed into each environment first.
    """
    run(python, "-m", "venv", "--without-pip", folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python")
    run(*pip, "install", "--quiet", "--constraint", CONSTRAINTS, wheel)
    return programs


def other_pythons() -> list[Path]:
    """One interpreter of each other minor version from 3.11 on that this machine has, on the path or kept by pyenv."""
    found: dict[int, Path] = {}
    for minor in MINORS:
        name = f"python3.{minor}"
        kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
        places = [shutil.which(name) or ""]
        places += sorted(str(path) for path in kept.glob(f"3.{minor}.*/bin/python"))
        for place in places:
            if place and _runs(place, minor) and minor != sys.version_info.minor:
                found.setdefault(minor, Path(place))
    return list(found.values())


def _runs(python: str, minor: int) -> bool:
    """Whether it is what its name says and can make environments (a version manager's stand-in may be neither)."""
    say = f"import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, {minor}))"
    return subprocess.run([python, "-c", say], capture_output=True, check=False).returncode == 0
