"""What a person names on the command line, as bytes that come in or as one witness."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from variorum.errors import SourceError, SourceMissing
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.sources import STANDARD_INPUT, source_bytes
from variorum.workflows.add import Arrival, NotModified, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from variorum.archive.store import Store
    from variorum.ingest.fetch import Fetcher
    from variorum.ingest.limits import Limits
    from variorum.model.claims import Claim
    from variorum.model.provenance import Fetched, KeptWitness
    from variorum.model.witnesses import Witness

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
) -> Iterator[Arrival | NotModified | Refused]:
    """The bytes of every source, one at a time: files, folders walked in the order of their names, "-", addresses.

    A source that cannot be read is Refused, and the rest goes on. `fetcher` is asked for at the first
    address; `known` says how an address answered last, so that it is asked only for what is new.
    """
    for source in sources:
        for name in files_in(source) if os.path.isdir(source) else [source]:
            try:
                if is_address(name):
                    yield _fetched(name, fetcher(), known(name), now=now, given=given)
                else:
                    yield Arrival(name, open_source(name, limits=limits), now(), given=given)
            except SourceError as error:
                yield Refused(name, "", error)


def table_arrivals(
    table: str, *, now: Callable[[], str], given: tuple[Claim, ...] = (), limits: Limits = DEFAULT_LIMITS
) -> Iterator[Arrival | Refused]:
    """The files that a table names, each with what its row says; what is `given` overrules the row.

    A row that names no file, or one that cannot be read, is Refused, and the rest goes on. Raises a SourceError for
    what is no table of files.
    """
    from variorum.ingest.tables import TableRow, table_rows

    folder = os.path.dirname(table)
    with open_source(table, limits=limits) as stream:
        for row in table_rows(stream, table, limits=limits):
            if not isinstance(row, TableRow):
                yield Refused(table, "", row)
                continue
            path = os.path.join(folder, *row.path.split("/"))
            try:
                stated = {claim.field for claim in given}
                claims = (*given, *(claim for claim in row.claims if claim.field not in stated))
                yield Arrival(path, open_source(path, limits=limits), now(), given=claims)
            except SourceError as error:
                yield Refused(path, f"line {row.line} of {os.path.basename(table)}", error)


def files_in(folder: str) -> Iterator[str]:
    """The files in a folder and in those below it, by name; hidden ones, archives and links to folders are left out."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith(".") or entry.name in _RUBBISH:
            continue
        if entry.is_dir(follow_symlinks=False):
            if not os.path.exists(os.path.join(entry.path, "archive.sqlite")):
                yield from files_in(entry.path)
        elif entry.is_file():
            yield entry.path


def _fetched(
    address: str, fetcher: Fetcher, before: Fetched | None, *, now: Callable[[], str], given: tuple[Claim, ...]
) -> Arrival | NotModified:
    result = fetcher.fetch(address) if before is None else fetcher.refetch(address, before)
    if result is None:
        return NotModified(address)
    return Arrival(address, result.stream, now(), url=result.url, fetched=result.fetched, given=given)


def open_source(name: str, *, limits: Limits) -> BinaryIO:
    """A file as a seekable stream; what cannot be seeked in (a pipe, standard input) is read into memory, bounded."""
    if name != STANDARD_INPUT and os.path.isfile(name):
        try:
            return open(name, "rb")
        except OSError:
            pass  # said by the reader below, in its words
    return io.BytesIO(source_bytes(name, limits=limits))


def find_witness(
    said: str,
    *,
    archive: Callable[[], Store],
    fetcher: Callable[[], Fetcher],
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Witness, KeptWitness | None]:
    """The statement a person named, with its row in the archive where it is kept there.

    An existing path wins; then an address, captured in memory; then a reference (`variorum.model.references`). The
    archive is opened, and the fetcher asked for, only when needed. Raises SourceError, ReferenceUnknown,
    ReferenceAmbiguous or ArchiveMissing.
    """
    from variorum.ingest.readers import read
    from variorum.model.references import parse_reference

    if said == STANDARD_INPUT or os.path.lexists(said):
        return read(said, limits=limits), None
    if is_address(said):
        return _captured(said, fetcher(), limits), None
    reference = parse_reference(said)
    if reference is None:
        raise SourceMissing(said)
    with archive() as store:
        from variorum.archive import catalogue
        from variorum.workflows.kept import kept_witness

        kept = catalogue.find_witness(store.connection, reference)
        return kept_witness(store, kept), kept


def _captured(address: str, fetcher: Fetcher, limits: Limits) -> Witness:
    """A page captured in memory, kept nowhere."""
    from variorum.ingest.readers import read_bytes

    result = fetcher.fetch(address)
    with result.stream as stream:
        return read_bytes(stream.read(limits.input_bytes), address, limits=limits)
