"""Statements read again, by the readers installed now, from the originals that an archive keeps."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from variorum.archive.originals import fingerprint
from variorum.errors import ArchiveDamaged
from variorum.ingest.containers.http_body import media_type_and_codec
from variorum.ingest.found import Statement, Unread
from variorum.ingest.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from variorum.archive.store import Store
    from variorum.ingest.limits import Limits
    from variorum.model.provenance import Capture, Fetched

# Containers that two programs added side by side have their captures mixed; each is read once while it is among these.
_OPEN_SCANS = 8


class Gone(Exception):
    """Nothing stands at the capture's place."""


class Rereading:
    """Originals being read from front to back, so that a container is read once and not once a capture."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._open: OrderedDict[tuple[str, str | None], _Scan] = OrderedDict()

    def find(self, capture: Capture) -> Statement:
        """The statement of a capture. Raises SourceError, ArchiveDamaged or Gone."""
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
        """Close every original that is being read."""
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
            raise Gone(f"nothing stands at {locator} any more" if locator else "it holds no statement any more")
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


def codec_of(fetched: Fetched | None) -> str | None:
    """The codec in which whoever sent a page said that it is written."""
    return media_type_and_codec(fetched.content_type)[1] if fetched else None
