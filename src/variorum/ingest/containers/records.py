"""Bibliographic records (CSL-JSON, RIS): what they say of a statement, and its abstract where they hold one.

A record is not the statement. Its abstract is read as a text that is known not to be whole; a record that names a file
gives, with `table_rows`, that file and what it says of it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from variorum.errors import SourceDamaged, SourceError, SourceTooLarge, SourceWithoutText
from variorum.ingest.containers.columns import claims, whole_characters
from variorum.ingest.containers.jsonl import half_pairs, json_array
from variorum.ingest.containers.lines import LineDecoder, lines, narrow, wide
from variorum.ingest.containers.parts import HEAD, Lost, Passage
from variorum.ingest.decode import Decoded
from variorum.ingest.limits import bytes_said
from variorum.ingest.locators import step
from variorum.model.claims import Field
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from variorum.ingest.containers.parts import Bounds
    from variorum.model.claims import Claim


_SEEMS = "a bibliographic record"
_TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|\s*)$", re.DOTALL)
CSL_TYPES = (
    "article|article-journal|article-magazine|article-newspaper|bill|book|broadcast|chapter|classic|collection|dataset|"
    "document|entry|entry-dictionary|entry-encyclopedia|event|figure|graphic|hearing|interview|legal_case|legislation|"
    "manuscript|map|motion_picture|musical_score|pamphlet|paper-conference|patent|performance|periodical|"
    "personal_communication|post|post-weblog|regulation|report|review|review-book|software|song|speech|standard|thesis|"
    "treaty|webpage"
)


class Record:
    """One record: what it says, the text it holds, the file it names, and the bytes it stands in."""

    __slots__ = ("address", "claims", "content", "file", "item", "warnings")

    def __init__(
        self, found: tuple[Claim, ...], content: str, file: str, item: bytes, warnings: tuple[TextWarning, ...] = ()
    ) -> None:
        self.claims = found
        self.content, halves = whole_characters(content)
        self.warnings = (*warnings, half_pairs(halves)) if halves else warnings
        self.file = file
        self.item = item
        self.address = next((claim.value for claim in found if claim.field is Field.URL), "")


def csl_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Passage | Lost]:
    """The abstract of every record in CSL-JSON, which is read whole."""
    yield from _passages(csl_records(stream, name, bounds), name)


def ris_parts(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Passage | Lost]:
    """The abstract of every record in RIS."""
    yield from _passages(ris_records(stream, name, bounds), name)


def _passages(records: Iterator[Record | SourceError], name: str) -> Iterator[Passage | Lost]:
    for number, record in enumerate(records, start=1):
        place = step("record", number)
        if isinstance(record, SourceError):
            yield Lost(place, name, record)
        elif not record.content.strip():
            yield Lost(place, name, _without_text(f"{name}!{place}", record))
        else:
            decoded = Decoded(record.content, "utf-8", (_abstract(), *record.warnings))
            yield Passage(place, record.item, decoded, claims=record.claims)


def _without_text(said: str, record: Record) -> SourceWithoutText:
    if record.file:
        remedy = "Take in the files that the records name with: variorum import-table."
    elif record.address:
        remedy = f"Add the page that it names: {record.address}"
    else:
        remedy = "Add the statement itself, with --title, --date and --issuer."
    return SourceWithoutText(said, "is a bibliographic record without an abstract", remedy)


def _abstract() -> TextWarning:
    message = "This is the abstract in a bibliographic record, not the statement's own text."
    return TextWarning(WarningKind.EXTRACTION, message, incomplete=True)


def csl_records(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Record | SourceError]:
    """Every item of CSL-JSON; one that is no object comes as an error."""
    for number, value in enumerate(json_array(stream, name, bounds), start=1):
        if isinstance(value, dict):
            yield _csl_record(value)
        else:
            yield SourceDamaged(f"{name}!{step('record', number)}", _SEEMS, "it is no object")


def _csl_record(item: dict[str, object]) -> Record:
    def words(*keys: str) -> str:
        values = (item.get(key) for key in keys)
        return next((value for value in values if isinstance(value, str) and value.strip()), "")

    identity = item.get("id", "")
    found = claims(
        (
            (Field.TITLE, words("title"), "the record's title"),
            (Field.PUBLISHED, _csl_date(item.get("issued")), "the record's date of issue"),
            (Field.ISSUER, _csl_names(item.get("author")) or words("publisher", "authority"), "the record's author"),
            (Field.URL, words("URL"), "the record's address"),
            (Field.SOURCE_ID, words("DOI") or str(identity), "the record's id"),
            (Field.LANGUAGE, words("language"), "the record's language"),
            (Field.SERIES, words("collection-title"), "the record's series"),
        )
    )
    raw = json.dumps(item, ensure_ascii=True, sort_keys=True).encode()
    return Record(found, words("abstract", "note"), words("file"), raw)


def _csl_date(issued: object) -> str:
    """The date of `date-parts`, else of `raw`."""
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    figures = [str(part) for part in first[:3] if isinstance(part, (int, str)) and not isinstance(part, bool)]
    if figures and all(re.fullmatch(r"\d{1,4}", figure) for figure in figures):
        return "-".join([figures[0].zfill(4), *(figure.zfill(2) for figure in figures[1:])])
    raw = issued.get("raw") or issued.get("literal")
    return raw if isinstance(raw, str) else ""


def _csl_names(authors: object) -> str:
    """The names of a list of authors, bodies and people alike."""
    names = []
    for author in authors if isinstance(authors, list) else ():
        if isinstance(author, dict):
            written = [author.get("literal")] if author.get("literal") else [author.get("given"), author.get("family")]
            names.append(" ".join(part for part in written if isinstance(part, str)))
    return "; ".join(filter(None, names[:20]))


def ris_records(stream: io.BufferedReader, name: str, bounds: Bounds) -> Iterator[Record | SourceError]:
    """Every record of RIS, from its TY to its ER; one in no known encoding or too long comes as an error."""
    stream = narrow(stream)
    decoder = LineDecoder(stream.peek(HEAD), wide(stream))
    reading = _Reading(bounds.limits.input_bytes)
    for line in lines(stream, bounds.limits.input_bytes):
        decoded = decoder.decode(line.data) if line.data is not None else None
        written = decoded.content.rstrip("\r\n") if decoded is not None else ""
        tag = _TAG.match(written)
        if tag is not None and tag[1] == "TY" and reading.begun:
            yield reading.ended(name)
        if decoded is None:
            reading.broken = f"line {line.number} is too long or in no encoding known here"
        reading.take(line.data or b"", tag, written, decoded.warnings if decoded is not None else ())
        if tag is not None and tag[1] == "ER" and reading.begun:
            yield reading.ended(name)
    if reading.begun:
        yield reading.ended(name)


class _Reading:
    """The record whose lines are being read."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._number = 0
        self._start()

    def _start(self) -> None:
        self.begun = False
        self.broken = ""
        self._values: dict[str, list[str]] = {}
        self._last: list[str] = []
        self._raw: list[bytes] = []
        self._warnings: dict[TextWarning, None] = {}
        self._size = 0

    def take(self, data: bytes, tag: re.Match[str] | None, written: str, warnings: tuple[TextWarning, ...]) -> None:
        """One more line: a tag with its value, or more of the value before."""
        self.begun = self.begun or tag is not None
        if not self.begun or self._size > self._limit:
            return
        self._size += len(data)
        self._raw.append(data)
        self._warnings.update(dict.fromkeys(warnings))
        if tag is None:
            if self._last:
                self._last[-1] += "\n" + written
        else:
            self._last = self._values.setdefault(tag[1], [])
            self._last.append(tag[2] or "")

    def ended(self, name: str) -> Record | SourceError:
        """The record, or why there is none; the next begins."""
        self._number += 1
        said = f"{name}!{step('record', self._number)}"
        values, raw, broken, size = self._values, b"".join(self._raw), self.broken, self._size
        warnings = tuple(self._warnings)
        self._start()
        if broken:
            return SourceDamaged(said, _SEEMS, broken)
        if size > self._limit:
            return SourceTooLarge(said, seen=bytes_said(size), limit=bytes_said(self._limit))
        return _ris_record(values, raw.rstrip(b"\r\n"), warnings)


def _ris_record(values: dict[str, list[str]], raw: bytes, warnings: tuple[TextWarning, ...]) -> Record:
    def words(*tags: str) -> str:
        return next((value.strip() for tag in tags for value in values.get(tag, ()) if value.strip()), "")

    date = words("DA", "Y1", "PY").strip("/")
    authors = "; ".join(value.strip() for tag in ("AU", "A1") for value in values.get(tag, ())[:20] if value.strip())
    found = claims(
        (
            (Field.TITLE, words("TI", "T1", "CT"), "the record's title"),
            (Field.PUBLISHED, re.sub(r"/(?:/.*)?$", "", date), "the record's date"),
            (Field.ISSUER, authors or words("PB"), "the record's author"),
            (Field.URL, words("UR"), "the record's address"),
            (Field.SOURCE_ID, words("DO", "ID", "AN"), "the record's id"),
            (Field.LANGUAGE, words("LA"), "the record's language"),
            (Field.SERIES, words("T3"), "the record's series"),
        )
    )
    return Record(found, words("AB", "N2", "N1"), words("L1", "L2"), raw, warnings)
