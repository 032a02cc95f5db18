"""Make every derived row of an archive again from its originals."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive.derived import Renewal
from variorum.archive.fingerprint import derived_fingerprint
from variorum.archive.originals import fingerprint
from variorum.archive.store import Finding
from variorum.archive.trash import sweep_trash
from variorum.errors import ArchiveDamaged, SourceError
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.statements import Statement, Unread, statements
from variorum.model.claims import Field
from variorum.progress import Step, silent
from variorum.text.segment import segment
from variorum.workflows.add import codec_of
from variorum.workflows.describe import Description, describe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from variorum.archive.derived import KeptText
    from variorum.archive.store import Store
    from variorum.ingest.limits import Limits
    from variorum.model.provenance import Capture
    from variorum.progress import Report

# Containers that two programs added side by side have their captures mixed; each is read once while it is among these.
_OPEN_SCANS = 8


@dataclass(frozen=True, slots=True)
class NotReadAgain:
    """A capture that the installed version does not read any more; its earlier text, if it has one, stands."""

    capture: int
    name: str
    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made again. `kept` are texts made by other tools or versions; `before` and `after` are fingerprints."""

    captures: int
    kept: tuple[KeptText, ...]
    not_read: tuple[NotReadAgain, ...]
    before: str
    after: str

    @property
    def identical(self) -> bool:
        """Whether every row is what it was."""
        return self.before == self.after


def rebuild(store: Store, *, limits: Limits = DEFAULT_LIMITS, report: Report = silent) -> Rebuilt:
    """Throw every derived row away and make it again, as `add` does.

    One transaction: killed at any moment, the old rows are there. Where the installed version makes another derivation
    than before, the new text stands and the old one is kept beside it. Memory is one statement of each of a few
    originals; the disk needs the derived rows once more until it ends.
    """
    with store.writing():
        before = derived_fingerprint(store.connection)
        total = store.connection.execute("SELECT count(*) FROM capture").fetchone()[0]
        renewal = Renewal(store)
        not_read: list[NotReadAgain] = []
        with closing(_Scans(store, limits)) as scans:
            for done, capture in enumerate(catalogue.captures(store.connection), start=1):
                try:
                    _read_again(renewal, capture, scans.find(capture))
                except (SourceError, ArchiveDamaged, _Lost) as error:
                    renewal.leave(capture.id)
                    not_read.append(NotReadAgain(capture.id, capture.name, capture.locator, str(error)))
                report(Step("rebuild", done, total, "captures"))
        kept = renewal.finish()
        store.originals.sweep()
        sweep_trash(store)
        after = derived_fingerprint(store.connection)
    return Rebuilt(total, kept, tuple(not_read), before, after)


def _read_again(renewal: Renewal, capture: Capture, statement: Statement) -> None:
    text = statement.text
    given = Description(capture.given)
    segmentation = segment(text.content, blocks=text.blocks, language=given.value(Field.LANGUAGE))
    description = describe(
        text.content,
        segmentation,
        given=capture.given,
        claims=statement.claims,
        name=capture.name,
        url=capture.url,
    )
    findings = tuple(Finding(claim, chosen) for claim, chosen in description.chosen())
    renewal.write(capture.id, text, segmentation, findings)


class _Lost(Exception):
    """Nothing stands at the capture's place."""


class _Scans:
    """Originals being read from front to back, so that a container is read once and not once a capture."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._open: OrderedDict[tuple[str, str | None], _Scan] = OrderedDict()

    def find(self, capture: Capture) -> Statement:
        """The statement of a capture. Raises SourceError, ArchiveDamaged or _Lost."""
        sha256 = capture.original.sha256
        # The same bytes may have been sent as being written in two ways.
        key = (sha256, codec_of(capture.fetched))
        scan = self._open.pop(key, None) or self._begin(capture)
        self._open[key] = scan
        try:
            return scan.find(capture.locator)
        finally:
            later = "SELECT 1 FROM capture WHERE original = ? AND id > ?"
            if not self._store.connection.execute(later, (sha256, capture.id)).fetchone():
                self._open.pop(key).close()

    def close(self) -> None:
        for scan in self._open.values():
            scan.close()
        self._open.clear()

    def _begin(self, capture: Capture) -> _Scan:
        while len(self._open) >= _OPEN_SCANS:
            self._open.popitem(last=False)[1].close()
        sha256 = capture.original.sha256
        stream = self._store.originals.open(sha256)
        if fingerprint(stream).sha256 != sha256:
            stream.close()
            raise ArchiveDamaged(str(self._store.folder), f"original {sha256} has other bytes than when it was kept")
        name = self._store.connection.execute("SELECT name FROM original WHERE sha256 = ?", (sha256,)).fetchone()[0]
        return _Scan(stream, name, codec_of(capture.fetched), self._limits)


class _Scan:
    """One original, read forward; for a place that is behind, once more from the front."""

    def __init__(self, stream: BinaryIO, name: str, codec: str | None, limits: Limits) -> None:
        self._stream = stream
        self._name = name
        self._codec = codec
        self._limits = limits
        self._found = self._from_front()
        self._here: Statement | Unread | None = None

    def find(self, locator: str) -> Statement:
        here = self._here
        if here is None or here.locator != locator:
            here = self._ahead(locator)
        if here is None:
            self._found = self._from_front()
            here = self._ahead(locator)
        if here is None:
            raise _Lost(f"nothing stands at {locator} any more" if locator else "it holds no statement any more")
        if isinstance(here, Unread):
            raise here.error
        return here

    def close(self) -> None:
        self._stream.close()

    def _from_front(self) -> Iterator[Statement | Unread]:
        self._stream.seek(0)
        return statements(self._stream, self._name, limits=self._limits, codec=self._codec)

    def _ahead(self, locator: str) -> Statement | Unread | None:
        self._here = None
        for found in self._found:
            if found.locator == locator:
                self._here = found
                return found
        return None
