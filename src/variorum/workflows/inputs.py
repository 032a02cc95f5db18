"""What a person names on the command line, as bytes that come in or as one witness."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from variorum.errors import (
    ArchiveMissing,
    SourceError,
    SourceLeadsOut,
    SourceManifold,
    SourceUnreadable,
    SourceWithoutText,
)
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.sources import STANDARD_INPUT, source_bytes
from variorum.model.provenance import Fetched
from variorum.progress import Step, silent
from variorum.workflows.arriving import Arrival, NotModified, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from variorum.archive.store import Store
    from variorum.ingest.fetch.fetcher import Fetcher
    from variorum.ingest.limits import Limits
    from variorum.model.claims import Claim
    from variorum.model.provenance import KeptWitness
    from variorum.model.witnesses import Witness
    from variorum.progress import Report

# What systems and editors leave in folders; a hidden name is left out as well.
_RUBBISH = frozenset({"Thumbs.db", "desktop.ini"})


def is_address(said: str) -> bool:
    """Whether this is a web address rather than a path."""
    return said.lower().startswith(("http://", "https://"))


def arrivals(
    sources: Iterable[str],
    *,
    now: Callable[[], str],
    fetcher: Callable[[], Fetcher],
    known: Callable[[str], Fetched | None],
    given: tuple[Claim, ...] = (),
    limits: Limits = DEFAULT_LIMITS,
    report: Report = silent,
) -> Iterator[Arrival | NotModified | Refused]:
    """The bytes of every source, one at a time: files, folders walked in the order of their names, "-", addresses.

    A source that cannot be read is Refused, and the rest goes on. `fetcher` is asked for at the first address; `known`
    says how an address answered last, so that it is asked only for what is new. `report` is told of each of several.
    """
    names = [name for source in sources for name in (files_in(source) if os.path.isdir(source) else (source,))]
    for done, name in enumerate(names):
        if len(names) > 1:
            report(Step("all sources", done, len(names), "sources"))
        if isinstance(name, Refused):
            yield name
            continue
        try:
            if is_address(name):
                yield _fetched(name, fetcher(), known, now=now, given=given)
            else:
                yield Arrival(name, open_source(name, limits=limits), now(), given=given)
        except SourceError as error:
            # An address may hold a password, which its error does not repeat.
            yield Refused(error.name, "", error)


def table_arrivals(
    table: str,
    *,
    now: Callable[[], str],
    given: tuple[Claim, ...] = (),
    limits: Limits = DEFAULT_LIMITS,
    report: Report = silent,
) -> Iterator[Arrival | Refused]:
    """The files that a table names, each with what its row says; what is `given` overrules the row.

    A row that names no file, or one that cannot be read, is Refused, and the rest goes on. Raises a SourceError for
    what is no table of files.
    """
    from variorum.ingest.containers.tables import TableRow, table_rows

    folder = os.path.dirname(table)
    with open_source(table, limits=limits) as stream:
        rows = list(table_rows(stream, table, limits=limits))
        for done, row in enumerate(rows):
            report(Step("all files", done, len(rows), "files"))
            if not isinstance(row, TableRow):
                yield Refused(table, "", row)
                continue
            path = os.path.join(folder, *row.path.split("/"))
            try:
                if not _is_within(path, folder):
                    raise SourceLeadsOut(path)
                stated = {claim.field for claim in given}
                claims = (*given, *(claim for claim in row.claims if claim.field not in stated))
                yield Arrival(path, open_source(path, limits=limits), now(), given=claims)
            except SourceError as error:
                yield Refused(path, f"line {row.line} of {os.path.basename(table)}", error)


def files_in(folder: str) -> Iterator[str | Refused]:
    """The files in a folder and in those below it, by name; hidden ones and archives are left out.

    A link is followed once, and only to what lies in the folder: nobody named what it would add from elsewhere. One
    that leads out, a folder that cannot be read and one without any file are Refused.
    """
    walk = _Walk(folder)
    walk.enter(folder)
    while walk.links:
        walk.follow(walk.links.pop(0))
    found = sorted(walk.found, key=lambda each: (each.name if isinstance(each, Refused) else each).split(os.sep))
    if not found:
        remedy = "Hidden files and archives are left out: name a file."
        error = SourceWithoutText(folder, "holds no file to add", remedy)
        yield Refused(folder, "", error)
    yield from found


class _Walk:
    """What a folder holds; links wait until all that has a name of its own is known."""

    def __init__(self, folder: str) -> None:
        self._root = folder
        self._seen: set[str] = set()
        self.found: list[str | Refused] = []
        self.links: list[str] = []

    def enter(self, folder: str) -> None:
        """Take the files of a folder and of those below it, each once."""
        folders = [folder]
        while folders:
            folder = folders.pop()
            if self._is_new(folder) and not os.path.exists(os.path.join(folder, "archive.sqlite")):
                try:
                    folders += self._enter_one(folder)
                except OSError as error:
                    reason = (error.strerror or type(error).__name__).lower()
                    self._refuse(SourceUnreadable(folder, reason))

    def follow(self, link: str) -> None:
        """Take what a link leads to, where that lies in the folder and is not taken already."""
        if not _is_within(link, self._root):
            self._refuse(SourceLeadsOut(link))
        elif os.path.isdir(link):
            self.enter(link)
        elif self._is_new(link):
            # A link to nothing is said by who opens it.
            self.found.append(link)

    def _enter_one(self, folder: str) -> list[str]:
        """Take a folder's own files and links; the folders in it."""
        folders = []
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.name.startswith(".") or entry.name in _RUBBISH:
                    continue
                if entry.is_symlink():
                    self.links.append(entry.path)
                elif entry.is_dir():
                    folders.append(entry.path)
                elif entry.is_file() and self._is_new(entry.path):
                    self.found.append(entry.path)
        return folders

    def _is_new(self, path: str) -> bool:
        known = len(self._seen)
        self._seen.add(os.path.realpath(path))
        return len(self._seen) > known

    def _refuse(self, error: SourceError) -> None:
        self.found.append(Refused(error.name, "", error))


def _is_within(path: str, folder: str) -> bool:
    """Whether what a path leads to, links and all, lies in a folder or is it."""
    root = os.path.realpath(folder)
    target = os.path.realpath(path)
    return target == root or target.startswith(root.rstrip(os.sep) + os.sep)


def _fetched(
    said: str,
    fetcher: Fetcher,
    known: Callable[[str], Fetched | None],
    *,
    now: Callable[[], str],
    given: tuple[Claim, ...],
) -> Arrival | NotModified:
    from variorum.ingest.fetch.addresses import parse_address

    address = parse_address(said).url
    before = known(address)
    result = fetcher.fetch(address) if before is None else fetcher.refetch(address, before)
    if isinstance(result, Fetched):
        return NotModified(address, result, now(), given)
    return Arrival(address, result.stream, now(), url=result.url, fetched=result.fetched, given=given)


def open_source(name: str, *, limits: Limits) -> BinaryIO:
    """A file as a seekable stream; what cannot be seeked in (a pipe, standard input) is read into memory, bounded."""
    if name != STANDARD_INPUT and os.path.isfile(name):
        try:
            return open(name, "rb")
        except OSError:
            pass  # said by the reader below, in its words
    return io.BytesIO(source_bytes(name, limits=limits))


def is_kept_elsewhere(said: str) -> bool:
    """Whether this is an address or a reference, and no path or standard input; an existing path wins."""
    if said == STANDARD_INPUT or os.path.lexists(said):
        return False
    from variorum.model.references import parse_reference

    return is_address(said) or parse_reference(said) is not None


def find_witness(
    said: str,
    *,
    reading: Callable[[], Store],
    writing: Callable[[], Store],
    fetcher: Callable[[], Fetcher],
    now: Callable[[], str],
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Witness, KeptWitness | None]:
    """The statement that an address or a reference names, with its row in the archive.

    What an address holds is kept where there is an archive to keep it, and else captured in memory, without a row.
    Raises SourceError, ReferenceUnknown, ReferenceAmbiguous or ArchiveMissing.
    """
    from variorum.workflows.kept import kept_witness, named

    if not is_address(said):
        with reading() as store:
            kept = named(store, said)
            return kept_witness(store, kept), kept
    try:
        store = writing()
    except ArchiveMissing:
        return _captured(said, fetcher(), limits), None
    with store:
        kept = _kept_address(store, said, fetcher, now, limits)
        return kept_witness(store, kept), kept


def last_answer(store: Store) -> Callable[[str], Fetched | None]:
    """How an address answered when it was last captured in this archive."""
    from variorum.archive.catalogue import last_of_address

    def known(url: str) -> Fetched | None:
        last = last_of_address(store.connection, url)
        return last.fetched if last else None

    return known


def _kept_address(
    store: Store, address: str, fetcher: Callable[[], Fetcher], now: Callable[[], str], limits: Limits
) -> KeptWitness:
    from variorum.workflows.add import add

    coming = arrivals([address], now=now, fetcher=fetcher, known=last_answer(store), limits=limits)
    added = list(add(store, coming, now=now, limits=limits))
    if isinstance(added[0], Refused):
        raise added[0].error
    if len(added) > 1:
        raise SourceManifold(address, len(added))
    return added[0].witness


def _captured(address: str, fetcher: Fetcher, limits: Limits) -> Witness:
    """A page captured in memory, kept nowhere."""
    from variorum.ingest.readers import read_bytes

    result = fetcher.fetch(address)
    with result.stream as stream:
        return read_bytes(stream.read(limits.input_bytes), address, limits=limits)
