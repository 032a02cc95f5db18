"""Archives to measure with, made straight from texts: real documents where they are at hand, varied to any number."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import shared_data
from benchmarks.texts import invented
from variorum.archive.store import Finding, Store
from variorum.model.claims import Claim, Field
from variorum.model.provenance import Capture, Issue
from variorum.model.references import slug_of
from variorum.model.witnesses import Derivation, Original, Text
from variorum.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NOW = "2026-01-01T00:00:00Z"
_BATCH = 256
# This share of the words of a varied document is replaced by others of its own words.
_VARIED = 0.1
_WHY = "the benchmark says so"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of it."""

    series: str
    date: str
    issuer: str
    title: str
    url: str
    language: str
    text: str


def make_archive(folder: Path, documents: Iterable[Document]) -> Store:
    """A new archive of these documents, open for reading; their originals are rows without files."""
    with Store.create(folder) as store:
        ordinals: dict[tuple[str, str], int] = {}
        batch: list[Document] = []
        for document in documents:
            batch.append(document)
            if len(batch) == _BATCH:
                _write(store, batch, ordinals)
                batch.clear()
        _write(store, batch, ordinals)
    return Store.open(folder, writable=False)


def _write(store: Store, documents: list[Document], ordinals: dict[tuple[str, str], int]) -> None:
    with store.writing():
        for document in documents:
            data = document.text.encode()
            original = Original(hashlib.sha256(data).hexdigest(), len(data), "text/plain")
            store.connection.execute(
                "INSERT OR IGNORE INTO original (sha256, size, media_type, name, kept_at) VALUES (?, ?, ?, ?, ?)",
                (original.sha256, len(data), "text/plain", "text", _NOW),
            )
            day = document.series, document.date
            ordinals[day] = ordinals.get(day, 0) + 1
            issue = Issue(*day, ordinals[day])
            capture = store.insert_capture(
                Capture(0, original, "", original.sha256, "text", document.url, None, _NOW, issue, document.language, 1)
            )
            known = ((Field.TITLE, document.title), (Field.ISSUER, document.issuer), (Field.STATED, document.date))
            findings = [Finding(Claim(field, value, _WHY), chosen=True) for field, value in known]
            text = Text(document.text, original.sha256, Derivation("benchmark", "1"))
            store.write_reading(capture, text, segment(document.text, language=document.language), findings)


def real_documents(data: Path) -> Iterator[Document]:
    """The official documents beside the project."""
    with gzip.open(data / "official_documents.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            yield Document(
                slug_of(row["kind"]), row["date"], row["issuer"], row["title"], row["url"], row["lang"], row["text"]
            )


def fomc_statements(data: Path) -> Iterator[Document]:
    """The statements of one central bank beside the project."""
    folder = data / "series" / "fomc"
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            path = folder / row["file"]
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                yield Document("fomc", row["date"], row["issuer"], row["title"], "", "en", text)


def many_documents(count: int) -> Iterator[Document]:
    """So many documents: real ones, then each again with a tenth of its words exchanged and an earlier year."""
    data = shared_data()
    stock = list(real_documents(data)) if data else [_invented(number) for number in range(2_000)]
    for number in range(count):
        turn, place = divmod(number, len(stock))
        yield _varied(stock[place], turn, seed=number) if turn else stock[place]


def _varied(document: Document, turn: int, *, seed: int) -> Document:
    chance = random.Random(seed)
    parts = re.split(r"(\s+)", document.text)
    stock = [part for part in parts if part.isalpha()]
    text = "".join(chance.choice(stock) if part.isalpha() and chance.random() < _VARIED else part for part in parts)
    date = f"{int(document.date[:4]) - turn}{document.date[4:]}"
    return Document(document.series, date, document.issuer, document.title, document.url, document.language, text)


def _invented(number: int) -> Document:
    date = f"{2000 + number % 24}-{number % 12 + 1:02}-01"
    return Document("invented", date, "Harbour Council", f"Notice {number}", "", "en", invented(450, seed=number))
