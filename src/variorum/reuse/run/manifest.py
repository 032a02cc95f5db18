"""run.json: what a run was made of, how, by what, and how far it has come."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from variorum.errors import RunBusy, RunDamaged, RunMissing, RunOfAnotherVersion, RunUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "variorum.reuse-run/1"
METHOD = "4"
"""Goes up when the same documents and settings give another answer. What an older one found can still be read."""
RUN_FILE = "run.json"
DOCUMENTS, TEXTS, FAMILIES, PASSAGES, INDEX = (
    "documents.parquet",
    "texts",
    "families.parquet",
    "passages.parquet",
    "index",
)
READ, FOUND = "documents", "tables"
"""The first stage (documents and texts are written) and the last (families and passages are)."""
DRAFT, _LOCK = ".draft-", ".lock"


@dataclass(frozen=True, slots=True)
class RunInput:
    """What documents came from: its name (never a path of this machine), its size in bytes, its digest, how many."""

    name: str
    size: int
    sha256: str
    documents: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What run.json says. `settings` are by area ("scope", "tuning", "columns"); `stages` are those finished, in order.

    `token_table` is the digest of the frozen table of weights, its version; "" before there is one.
    """

    tool: str
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)
    inputs: tuple[RunInput, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    token_table: str = ""
    format: str = FORMAT
    method: str = METHOD

    @property
    def is_read(self) -> bool:
        """Whether all documents are in."""
        return READ in self.stages

    @property
    def is_finished(self) -> bool:
        """Whether the tables can be read."""
        return FOUND in self.stages

    def after(self, stage: str, **counts: int) -> Manifest:
        """The same with one more stage finished, and what it counted."""
        stages = (*(each for each in self.stages if each != stage), stage)
        return replace(self, stages=stages, counts={**self.counts, **counts})


def is_run(folder: str) -> bool:
    """Whether a folder is that of a run, in whatever state."""
    return os.path.isfile(os.path.join(folder, RUN_FILE))


def read_manifest(folder: str) -> Manifest:
    """What a run says of itself, also one of an older method. Raises RunMissing, RunDamaged, or RunOfAnotherVersion."""
    try:
        with open(os.path.join(folder, RUN_FILE), encoding="utf-8") as file:
            said = json.load(file)
        form, method = str(said["format"]), str(said["method"])
        if form == FORMAT and method.isdecimal() and int(method) <= int(METHOD):
            inputs = tuple(RunInput(**each) for each in said["inputs"])
            return Manifest(**{**said, "inputs": inputs, "stages": tuple(said["stages"])})
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RunMissing(folder) from error
    except OSError as error:
        raise RunDamaged(folder, f"its run.json cannot be read ({reason_of(error)})", rebuilt=False) from error
    except (ValueError, KeyError, TypeError) as error:
        raise RunDamaged(folder, "its run.json is none", rebuilt=False) from error
    raise _of_another_version(folder, form, method, str(said.get("tool")))


def check_method(folder: str, manifest: Manifest) -> None:
    """Raise RunOfAnotherVersion where a run was found by an older method: nothing that comes would fit to it."""
    if manifest.method != METHOD:
        raise _of_another_version(folder, manifest.format, manifest.method, manifest.tool)


def _of_another_version(folder: str, form: str, method: str, tool: str) -> RunOfAnotherVersion:
    return RunOfAnotherVersion(folder, f"{form}, method {method}", f"{FORMAT}, method {METHOD}", tool)


def write_manifest(folder: str, manifest: Manifest) -> None:
    """Put run.json in place, whole. Raises RunUnwritable."""
    said = {"format": manifest.format, "method": manifest.method, **asdict(manifest)}
    with written_whole(os.path.join(folder, RUN_FILE)) as draft, open(draft, "w", encoding="utf-8") as file:
        file.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def written_whole(path: str) -> Iterator[str]:
    """The path of a draft to write; at the end it is on the disk and takes the name, or after an error is gone.

    Raises RunUnwritable for what the system refuses.
    """
    folder, name = os.path.split(path)
    draft = os.path.join(folder, f"{DRAFT}{os.getpid()}-{name}")
    with disk_said(path):
        try:
            yield draft
            put_in_place(draft, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(draft)
            raise


def put_in_place(draft: str, path: str) -> None:
    """Give a file that is written its name, once it is on the disk."""
    with open(draft, "rb") as file:
        os.fsync(file.fileno())
    os.replace(draft, path)


@contextmanager
def disk_said(path: str) -> Iterator[None]:
    """Turn what the system refuses to write into an error that says the way out."""
    try:
        yield
    except OSError as error:
        raise RunUnwritable(path, reason_of(error)) from error


@contextmanager
def held(folder: str) -> Iterator[None]:
    """While inside, no other program writes to this run. Raises RunBusy where one does.

    The system lets go of it when the program ends, however it ends.
    """
    path = os.path.join(folder, _LOCK)
    with disk_said(folder):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(folder, descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(folder: str, descriptor: int) -> None:
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows: a file that is open for writing cannot be replaced there by another
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise RunBusy(folder) from error


def is_vacant(folder: str) -> bool:
    """Whether a folder is not there, or holds nothing but what a run left that was killed as it began."""
    try:
        return all(name == _LOCK or name.startswith(DRAFT) for name in os.listdir(folder))
    except FileNotFoundError:
        return True
    except OSError as error:
        raise RunUnwritable(folder, reason_of(error)) from error


def text_files(folder: str) -> list[str]:
    """The files of a run's texts inside its folder, in the order of their rows; sums and marks beside them are none."""
    names = sorted(os.listdir(os.path.join(folder, TEXTS)))
    return [
        os.path.join(TEXTS, name) for name in names if name.endswith(".parquet") and not name.startswith((".", "_"))
    ]


def clear_drafts(folder: str) -> None:
    """Remove what a run that was killed had begun to write."""
    for name in sorted(os.listdir(folder)):
        if name.startswith(DRAFT):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))


def reason_of(error: OSError) -> str:
    """What the system says of an error, in small letters."""
    # Arrow gives a number and words of its own.
    said = os.strerror(error.errno) if error.errno else error.strerror or str(error) or type(error).__name__
    return said.lower()
