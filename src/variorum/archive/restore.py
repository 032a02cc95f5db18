"""An archive brought back from a backup file or an exported bag. Nothing in either is trusted before it is checked."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import tarfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from variorum.archive.backup import DIGEST, TOP, HashingReader
from variorum.archive.database import SCHEMA
from variorum.archive.files import DATABASE, DRAFT, said_of, sync_file, sync_folder
from variorum.archive.fingerprint import derived_fingerprint, truth_fingerprint
from variorum.archive.store import Store
from variorum.archive.tables import Loading, tables_of
from variorum.archive.verify import Verified, verify
from variorum.errors import ArchiveExists, ArchiveNewer, ArchiveUnwritable, SourceError, SourceMissing, SourceUnreadable
from variorum.progress import Step, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from variorum.progress import Report

_CHUNK = 1024 * 1024
_MEMBER = re.compile(
    rf"{TOP}/(?:{re.escape(DATABASE)}|{re.escape(DIGEST)}|originals/(?P<folder>[0-9a-f]{{2}})/(?P<sha256>[0-9a-f]{{64}}))"
)
_MANIFEST_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_PAYLOAD = re.compile(r"data/[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


class CopyRefused(SourceError):
    """A backup or bag that is not whole, not ours, or not what its digests say; nothing was restored from it."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, what, "Nothing was restored. Use another copy.")


@dataclass(frozen=True, slots=True)
class Restored:
    """An archive that is back; `verified` is what a look at all of it found."""

    originals: int
    verified: Verified


def restore(source: Path, folder: Path, *, report: Report = silent) -> Restored:
    """Bring an archive back from a backup file or a bag into a folder where there is none.

    Every digest is checked first; the archive is there whole or not at all. Raises CopyRefused, SourceMissing,
    SourceUnreadable, ArchiveExists, ArchiveNewer or ArchiveUnwritable.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArchiveExists(str(folder))
    fill = _from_bag if _is_bag(source) else _from_backup
    draft = folder.with_name(DRAFT + folder.name)
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        try:
            originals = fill(source, draft, report)
            with Store.open(draft) as store:
                _expect_originals(source, store, originals)
                verified = verify(store, report=report)
            if folder.exists():
                folder.rmdir()
            draft.rename(folder)
            sync_folder(folder.parent)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        raise ArchiveUnwritable(str(folder), said_of(error)) from error
    return Restored(len(originals), verified)


def _is_bag(source: Path) -> bool:
    """Whether it is a folder and not a file; it must be there, and open for reading."""
    try:
        if source.is_dir():
            return True
        source.open("rb").close()
    except FileNotFoundError as error:
        raise SourceMissing(str(source)) from error
    except OSError as error:
        raise SourceUnreadable(str(source), said_of(error)) from error
    return False


def _expect_originals(source: Path, store: Store, originals: set[str]) -> None:
    named = {sha256 for (sha256,) in store.connection.execute("SELECT sha256 FROM original")}
    if named != originals:
        example = min(named ^ originals)
        what = "lacks" if example in named else "holds, and its database does not name,"
        raise CopyRefused(str(source), f"{what} original {example}")


def _from_backup(source: Path, draft: Path, report: Report) -> set[str]:
    """Unpack a backup, member by member, each checked against its digest; returns the originals in it."""
    originals: set[str] = set()
    digests: dict[str, str] = {}
    said = ""
    try:
        with tarfile.open(source, "r:*") as tar:
            for member in tar:
                match = _member(source, member, digests)
                stream = tar.extractfile(member)
                if member.name == f"{TOP}/{DIGEST}" and stream is not None:
                    said = stream.read(100).decode("ascii", "replace").split(" ")[0]
                    digests[member.name] = ""
                    continue
                target = draft / member.name.removeprefix(f"{TOP}/")
                digests[member.name] = _unpack(stream, target)
                if match["sha256"]:
                    if digests[member.name] != match["sha256"] or match["folder"] != match["sha256"][:2]:
                        raise CopyRefused(str(source), f"{member.name} has other bytes than its name says")
                    originals.add(match["sha256"])
                    report(Step("restore", len(originals), None, "originals"))
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise CopyRefused(str(source), f"is no backup, or is cut off ({error})") from error
    except OSError as error:
        # gzip says so where its bytes are damaged; every other error is the disk's.
        if error.errno is None:
            raise CopyRefused(str(source), f"is no backup, or is damaged ({error})") from error
        raise
    if not said or digests.get(f"{TOP}/{DATABASE}") != said:
        raise CopyRefused(str(source), f"has no {DATABASE} with the digest that it names")
    return originals


def _member(source: Path, member: tarfile.TarInfo, seen: dict[str, str]) -> re.Match[str]:
    match = _MEMBER.fullmatch(member.name)
    if match is None or not member.isreg() or member.name in seen:
        raise CopyRefused(str(source), f"holds {member.name!r}, which no backup holds")
    return match


def _unpack(stream: IO[bytes] | None, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    assert stream is not None, "a regular member has a stream"  # noqa: S101
    reader = HashingReader(stream)  # type: ignore[arg-type] # tarfile's streams are binary
    with target.open("xb") as file:
        while chunk := reader.read(_CHUNK):
            file.write(chunk)
        sync_file(file)
    return reader.digest.hexdigest()


def _from_bag(source: Path, draft: Path, report: Report) -> set[str]:
    """Check a bag, then load its records; returns the originals in it."""
    payload = _checked_payload(source, report)
    info = _tags(source / "bag-info.txt")
    if not info.get("Variorum-Schema", "").isdigit():
        raise CopyRefused(str(source), "is a bag, but not of a variorum archive")
    schema = int(info["Variorum-Schema"])
    if schema > SCHEMA:
        raise ArchiveNewer(str(source), found=schema, known=SCHEMA)
    originals: set[str] = set()
    with Store.create(draft) as store:
        for name in sorted(payload):
            if name.startswith("data/originals/"):
                with (source / name).open("rb") as stream:
                    kept = store.originals.keep(stream)
                if name != f"data/originals/{kept.sha256[:2]}/{kept.sha256}":
                    raise CopyRefused(str(source), f"{name} has other bytes than its name says")
                originals.add(kept.sha256)
        _load(source, store, schema)
        fingerprints = tuple(make(store.connection, schema=schema) for make in (truth_fingerprint, derived_fingerprint))
    if fingerprints != (info.get("Variorum-Truth"), info.get("Variorum-Derived")):
        raise CopyRefused(str(source), "its rows do not come back as they were")
    return originals


def _load(source: Path, store: Store, schema: int) -> None:
    with store.writing():
        loading = Loading(store.connection)
        for table in tables_of(schema):
            path = source / "data" / "tables" / f"{table}.jsonl"
            number = 0
            try:
                with path.open("rb") as lines:
                    for line in lines:
                        number += 1
                        loading.take(table, json.loads(line))
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError, sqlite3.Error) as error:
                what = f"data/tables/{path.name}, line {number}, is no record of an archive ({error})"
                raise CopyRefused(str(source), what) from error
        loading.finish()


def _checked_payload(source: Path, report: Report) -> dict[str, str]:
    """The files of a bag with their digests, all of them checked: no file more, no file less, no other bytes."""
    if not _is_declared(source):
        raise CopyRefused(str(source), "is no BagIt folder: its bagit.txt is not there or not as it should be")
    tags = _manifest(source, "tagmanifest-sha256.txt", _TAG.fullmatch)
    if not {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"} <= tags.keys():
        raise CopyRefused(str(source), "its tagmanifest-sha256.txt does not name all it should")
    payload = _manifest(source, "manifest-sha256.txt", _PAYLOAD.fullmatch)
    _expect_files(source, payload)
    listed = {**tags, **payload}
    for done, (name, digest) in enumerate(listed.items(), start=1):
        if _digest(source, name) != digest:
            raise CopyRefused(str(source), f"{name} is not there or has other bytes than its digest says")
        report(Step("check", done, len(listed), "files"))
    return payload


def _is_declared(source: Path) -> bool:
    tags = _tags(source / "bagit.txt")
    return tags.get("BagIt-Version") in ("0.97", "1.0") and tags.get("Tag-File-Character-Encoding") == "UTF-8"


def _expect_files(source: Path, payload: dict[str, str]) -> None:
    for path in (source / "data").rglob("*"):
        name = path.relative_to(source).as_posix()
        if path.is_symlink() or (not path.is_dir() and name not in payload):
            raise CopyRefused(str(source), f"{name} is not in its manifest")


def _digest(source: Path, name: str) -> str:
    path = source / name
    if path.is_symlink() or not path.is_file():
        return ""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _manifest(source: Path, name: str, allowed: Callable[[str], re.Match[str] | None]) -> dict[str, str]:
    """The digests of a manifest by file name. A name that could lead out of the folder is refused."""
    digests: dict[str, str] = {}
    for line in _lines(source / name):
        match = _MANIFEST_LINE.fullmatch(line)
        if match is None or not allowed(match[2]) or match[2] in digests:
            raise CopyRefused(str(source), f"{name} holds the line {line[:200]!r}, which no archive's has")
        digests[match[2]] = match[1]
    return digests


def _tags(path: Path) -> dict[str, str]:
    pairs = (line.partition(":") for line in _lines(path))
    return {label.strip(): value.strip() for label, _, value in pairs}


def _lines(path: Path) -> Iterator[str]:
    if path.is_symlink() or not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace", newline=None) as file:
        for line in file:
            yield line.rstrip("\n")
