"""A long `add` killed at random moments, and what the archive is afterwards.

`python -m tests.archive.torture ROUNDS [SEED] [TABLE]` does it so many times and writes the table.
"""

from __future__ import annotations

import json
import platform
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.archive.archives import EXAMPLES, NOW
from variorum.archive.files import DRAFT
from variorum.archive.store import Store
from variorum.archive.verify import Check, verify
from variorum.errors import ArchiveExists, ArchiveMissing
from variorum.workflows.add import Added, add
from variorum.workflows.arriving import Arrival

# Makes the archive if need be, adds a folder, and says what is added as soon as `add` says it.
ADD = """
import json, sys, time
from pathlib import Path
from variorum.archive.store import Store
from variorum.errors import ArchiveExists
from variorum.workflows.add import add
from variorum.workflows.arriving import Arrival

folder, sources = Path(sys.argv[1]), Path(sys.argv[2])

def arrivals():
    for path in sorted(sources.iterdir()):
        yield Arrival(path.name, path.open("rb"), "2024-05-01T10:00:00Z")

started = time.monotonic()
print(json.dumps("begin"), flush=True)
try:
    Store.create(folder).close()
except ArchiveExists:
    pass
with Store.open(folder) as store:
    for each in add(store, arrivals(), now=lambda: "2024-05-01T10:00:00Z"):
        said = [each.outcome, each.witness.reference, each.witness.text_sha256, each.name, each.locator]
        print(json.dumps(said), flush=True)
print(json.dumps(time.monotonic() - started), flush=True)
"""


NOTES = """\
killed in: the part of the time that the whole add was taking on this machine just then. Rounds in which it had ended
before the kill are no kills; they were checked like the others.
said to be added: lines that the program had printed when it was killed. A batch is one transaction, and said after it.
files without a row, drafts: what was being written. Adding again takes the files over; a draft is swept by rebuild.
Every round ended with adding again, which gave the references and texts of an undisturbed add, and with a clean verify.
A killed process is no power failure: what the disk had not written by then is in the hands of fsync and of the disk."""


@dataclass(slots=True)
class Round:
    """One kill: at which part of the undisturbed time, what had been said by then, and what was found.

    `took` is how long the process needed where it had ended before, else None.
    """

    moment: float
    took: float | None = None
    said: int = 0
    captures: int = 0
    orphans: int = 0
    drafts: int = 0
    faults: list[str] = field(default_factory=list)


def make_sources(folder: Path, *, files: int = 12, rows: int = 300) -> None:
    """Statements in a table of several batches, in files large and small, and in five formats."""
    folder.mkdir()
    for path in (EXAMPLES / "karrow-bridge").iterdir():
        (folder / f"karrow-{path.name}").write_bytes(path.read_bytes())
    for number in range(files):
        lines = (f"Berth {line} was closed on day {number}. The Council regrets it." for line in range(number * 4 + 1))
        text = f"Notice {number} of the Harbour Council\n\n{number % 28 + 1} May 2019\n\n" + "\n\n".join(lines) + "\n"
        (folder / f"notice-{number:02}.txt").write_text(text, "utf-8")
    with (folder / "letters.jsonl").open("w", encoding="utf-8") as file:
        for number in range(rows):
            text = f"Gauge {number} stood at {number * 7 % 31} spans. It will be read again. Reading {number} is void."
            row = {"id": f"letter-{number}", "title": f"Letter {number}", "text": text}
            file.write(json.dumps(row) + "\n")


def add_all(archive: Path, sources: Path) -> tuple[list[list[str]], float]:
    """Add everything undisturbed: what was said, and how long it took from its beginning."""
    command = [sys.executable, "-c", ADD, str(archive), str(sources)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [line for line in lines if isinstance(line, list)], float(lines[-1])


def kill_while_adding(archive: Path, sources: Path, *, moment: float, seconds: float) -> Round:
    """Begin to add, kill the process at a part of the time that adding takes, and look at what is there."""
    result = Round(moment)
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen([sys.executable, "-c", ADD, archive, sources], stdout=output)
        while process.poll() is None and not output.tell():
            output.seek(0, 2)
            time.sleep(0.0005)
        time.sleep(moment * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        output.seek(0)
        # The last line may be cut off: then nothing was said.
        lines = [json.loads(line) for line in output if line.endswith("\n")]
    result.took = next((line for line in lines if isinstance(line, float)), None)
    _look(archive, [line for line in lines if isinstance(line, list)], result)
    return result


def _look(archive: Path, said: list[list[str]], result: Round) -> None:
    result.said = len(said)
    result.drafts = sum(1 for _ in archive.rglob(f"{DRAFT}*"))
    try:
        store = Store.open(archive)
    except ArchiveMissing:
        # Killed before there was an archive; nothing may have been said to be in it.
        result.faults += [f"said to be added, and there is no archive: {each[3]}" for each in said[:1]]
        return
    with store:
        found = verify(store)
        result.captures = found.captures
        result.orphans = sum(note.check is Check.ORIGINAL for note in found.notes)
        result.faults += [f"{problem.check}: {problem.subject}: {problem.detail}" for problem in found.failures]
        there = set(
            store.connection.execute(
                "SELECT sha256, locator FROM capture JOIN reading ON capture = capture.id"
                " JOIN text ON text.id = reading.text"
            )
        )
        missing = [each for each in said if (each[2], each[4]) not in there]
        result.faults += [f"said to be added, and not there: {each}" for each in missing]


def add_again(archive: Path, sources: Path) -> list[list[str]]:
    """Add everything once more, in this process; what was said."""
    arrivals = [Arrival(path.name, path.open("rb"), NOW) for path in sorted(sources.iterdir())]
    with suppress(ArchiveExists):
        Store.create(archive).close()
    with Store.open(archive) as store:
        done = [each for each in add(store, arrivals, now=lambda: NOW) if isinstance(each, Added)]
    return [[each.outcome, each.witness.reference, each.witness.text_sha256, each.name, each.locator] for each in done]


def play(archive: Path, sources: Path, expected: list[list[str]], *, moment: float, seconds: float) -> Round:
    """Kill, look, add again, look again: the archive must then be what an undisturbed `add` makes."""
    result = kill_while_adding(archive, sources, moment=moment, seconds=seconds)
    again = add_again(archive, sources)
    with Store.open(archive) as store:
        found = verify(store)
        result.faults += [f"after adding again: {problem.subject}: {problem.detail}" for problem in found.failures]
        lost = [note for note in found.notes if note.check is Check.ORIGINAL]
        result.faults += [f"after adding again: {note.subject}: {note.detail}" for note in lost]
        if found.captures != len(expected):
            result.faults.append(f"after adding again: {found.captures} captures, not {len(expected)}")
    if [each[1:] for each in again] != [each[1:] for each in expected]:
        result.faults.append("after adding again: other references or texts than undisturbed")
    return result


def torture(rounds: int, seed: int, folder: Path) -> tuple[list[Round], int]:
    """So many kills of a running process, at moments that the seed decides; and how much there was to add.

    Rounds in which the process had ended before do not count as one of them, and are checked all the same.
    """
    sources = folder / "sources"
    make_sources(sources)
    add_all(folder / "warm", sources)
    expected, seconds = add_all(folder / "whole", sources)
    chance = random.Random(seed)
    played: list[Round] = []
    while sum(each.took is None for each in played) < rounds:
        archive = folder / f"{len(played)}"
        result = play(archive, sources, expected, moment=chance.random(), seconds=seconds)
        played.append(result)
        # The machine is busier or idler than it was: the next moments are parts of the time that it takes now.
        seconds = seconds * 1.01 if result.took is None else result.took
        shutil.rmtree(archive)
    return played, len(expected)


def table(played: list[Round], statements: int, seed: int) -> str:
    """What happened, by the tenth of the undisturbed time in which the process was killed."""
    tenths: dict[int, list[Round]] = {}
    for each in played:
        tenths.setdefault(int(each.moment * 10), []).append(each)
    system = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    kills = sum(each.took is None for each in played)
    lines = [
        f"An add of {statements} statements, killed with SIGKILL at {kills} moments.",
        f"Moments of random.Random({seed}); {system} {platform.machine()}.",
        "",
        "killed in      killed  ended before  said to be added  in the archive  files without a row  drafts  faults",
    ]
    for tenth, rounds in sorted(tenths.items()):
        lines.append(_line(f"{tenth * 10:>3}-{tenth * 10 + 10} %", rounds))
    lines += [_line("all", played), ""]
    lines.append(NOTES)
    faults = Counter(fault for each in played for fault in each.faults)
    lines += [f"FAULT {count} x {fault}" for fault, count in sorted(faults.items())]
    return "\n".join(lines) + "\n"


def _line(label: str, rounds: list[Round]) -> str:
    sums = [
        sum(each.took is None for each in rounds),
        sum(each.took is not None for each in rounds),
        sum(each.said for each in rounds),
        sum(each.captures for each in rounds),
        sum(each.orphans for each in rounds),
        sum(each.drafts for each in rounds),
        sum(len(each.faults) for each in rounds),
    ]
    widths = (8, 14, 18, 16, 21, 8, 8)
    return f"{label:<13}" + "".join(f"{value:>{width}}" for value, width in zip(sums, widths, strict=True))


def main(arguments: list[str]) -> int:
    """Play the rounds and write the table; exit status 1 where anything was lost."""
    rounds = int(arguments[0]) if arguments else 500
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    with tempfile.TemporaryDirectory() as folder:
        played, statements = torture(rounds, seed, Path(folder))
    text = table(played, statements, seed)
    if len(arguments) > 2:
        Path(arguments[2]).write_text(text, "utf-8")
    print(text)
    return 1 if any(each.faults for each in played) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
