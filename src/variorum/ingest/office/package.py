"""The parts of an Office document: members of a zip file, bounded in size and safe to parse."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from variorum.errors import SourceDamaged, SourceProtected, SourceTooLarge
from variorum.ingest.complaints import complaint
from variorum.ingest.limits import bytes_said

if TYPE_CHECKING:
    from variorum.ingest.limits import Limits
    from variorum.ingest.texts import Source

_WORD = "a Word document (DOCX)"
_ENCRYPTED = 0x1
# What zipfile and zlib raise on broken archives, methods unknown to them among it.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


class Package:
    """An Office document's parts, read when asked for; all of them together stay under the limits."""

    def __init__(self, source: Source, limits: Limits, *, seems: str = _WORD) -> None:
        self.name = source.name
        self.seems = seems
        self._limits = limits
        self._read = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source.data))
        except (*_BROKEN, MemoryError) as error:
            raise self._damaged("not a whole zip file") from error

    def part(self, path: str) -> etree._Element | None:
        """The root of an XML part; None where there is no such part."""
        data = self.member(path)
        return None if data is None else self._parsed(path, data)

    def member(self, path: str) -> bytes | None:
        """The bytes of a part; None where there is no such part."""
        try:
            member = self._archive.getinfo(path)
        except KeyError:
            return None
        if member.flag_bits & _ENCRYPTED:
            raise SourceProtected(self.name, self.seems)
        return self._bytes(member)

    def main_part(self) -> str:
        """The path of the document's own part."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by id, the last word of the relation's kind and the path of its target."""
        folder, file = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        found = {}
        for relation in root:
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External" and target:
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[relation.get("Id", "")] = (posixpath.basename(relation.get("Type", "")), path)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The paths of a part's targets of one kind, in the order of their names."""
        return sorted({target for found, target in self.relations(part).values() if found == kind})

    def _bytes(self, member: zipfile.ZipInfo) -> bytes:
        limit = min(self._limits.unpacked_bytes - self._read, self._limits.markup_characters)
        try:
            with self._archive.open(member) as stream:
                data = stream.read(limit + 1)
        except _BROKEN as error:
            raise self._damaged(f"{member.filename} cannot be unpacked") from error
        # The size a member declares may be a lie: what came out is counted.
        if len(data) > limit:
            seen = f"{member.filename} unpacks to more than {bytes_said(limit)}"
            raise SourceTooLarge(self.name, seen=seen, limit=bytes_said(self._limits.markup_characters))
        if len(data) > self._limits.ratio * max(member.compress_size, 1024):
            seen = f"{member.filename} unpacks to {len(data) // max(member.compress_size, 1)} times its size"
            raise SourceTooLarge(self.name, seen=seen, limit=f"{self._limits.ratio} times")
        self._read += len(data)
        return data

    def _parsed(self, path: str, data: bytes) -> etree._Element:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged(f"{path}: {complaint(error)}") from error
        # The format forbids document types; only attacks (entity bombs) have them.
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged(f"{path} declares a document type")
        return root

    def _damaged(self, detail: str) -> SourceDamaged:
        return SourceDamaged(self.name, self.seems, detail)
