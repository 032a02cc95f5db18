"""Whole processes, against an empty Python process of the same environment."""

from __future__ import annotations

import os
import sys
from compileall import compile_dir
from pathlib import Path

from benchmarks.figures import ROOT, Figure

RUNS = 20
HELP_CEILING = 8.0
COMPARE_CEILING = 15.0


def figures() -> list[Figure]:
    """The least CPU time of each in alternating runs, and the ratios to the empty process.

    The package is compiled first, as an installer compiles it: a checkout may run where nothing writes bytecode.
    """
    compile_dir(ROOT / "src", quiet=1)
    commands = _commands()
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        _cpu_seconds(command)
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(_cpu_seconds(command))
    least = {name: min(measured) for name, measured in times.items()}
    empty = least["python -c pass"]
    ceilings = {"variorum --help": HELP_CEILING, "variorum compare": COMPARE_CEILING}
    found = [Figure(f"{name}: CPU", 1000 * seconds, "ms") for name, seconds in least.items()]
    return found + [
        Figure(f"{name} against an empty process", least[name] / empty, "times", ceiling, f"{RUNS} alternating runs")
        for name, ceiling in ceilings.items()
    ]


def _commands() -> dict[str, list[str]]:
    variorum = str(Path(sys.executable).with_name("variorum"))
    folder = ROOT / "examples" / "karrow-bridge"
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "variorum --help": [variorum, "--help"],
        "variorum compare": [variorum, "compare", str(folder / "2019.txt"), str(folder / "2020.txt")],
    }


def _cpu_seconds(command: list[str]) -> float:
    """User and system time of one run, its output thrown away."""
    nowhere = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0) for descriptor in (1, 2)]
    process = os.posix_spawn(command[0], command, dict(os.environ), file_actions=nowhere)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime
