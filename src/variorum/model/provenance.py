"""Where a text comes from: what was captured, what it says of itself, and which issue it is kept as."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.claims import Claim
from variorum.model.witnesses import Original

UNSORTED = "unsorted"
"""The series of what was added without one."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """How an address answered. `requested` is the address asked for, `redirects` those it led through, in order.

    `robots` is "allowed", "overridden" or "none"; `etag` and `modified` are for asking again only if it changed.
    """

    requested: str
    status: int
    redirects: tuple[str, ...] = ()
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    robots: str = "none"


@dataclass(frozen=True, slots=True)
class Issue:
    """One dated instance of a series; `date` is ISO 8601 "" where unknown; `ordinal` counts from 1 within a day."""

    series: str
    date: str
    ordinal: int = 1


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they came in, and the place they are kept at.

    `locator` says where in the original the statement stands ("" for all of it; see `variorum.ingest.locators`),
    `item_sha256` is the digest of just those bytes. `name` is a file's last name, never a path. `retrieved_at` is UTC,
    ISO 8601 with seconds, or the day alone where no more is known. `issue`, `language` and `revision` (from 1) are
    decided once, when it is added, and only an amendment changes them. `id` is 0 before it is kept.
    """

    id: int
    original: Original
    locator: str
    item_sha256: str
    name: str
    url: str | None
    source_id: str | None
    retrieved_at: str
    issue: Issue
    language: str
    revision: int
    given: tuple[Claim, ...] = ()
    fetched: Fetched | None = None


@dataclass(frozen=True, slots=True)
class KeptWitness:
    """A row of the archive's list: one text of an issue in one language, as first captured.

    `text` is the text's number in the archive and `text_sha256` its digest. `stated`, `published` and `captured` are
    the three dates, None where unknown.
    """

    issue: Issue
    language: str
    revision: int
    title: str | None
    issuer: str | None
    stated: str | None
    published: str | None
    captured: str
    url: str | None
    source_id: str | None
    text: int
    text_sha256: str
    original_sha256: str
    capture: int

    @property
    def reference(self) -> str:
        """The reference that names this witness and no other."""
        return whole_reference(self.issue, self.language, self.revision)


def whole_reference(issue: Issue, language: str, revision: int) -> str:
    """The reference that names one text of an archive and no other."""
    ordinal = f"#{issue.ordinal}" if issue.ordinal > 1 else ""
    later = f"~{revision}" if revision > 1 else ""
    return f"{issue.series}@{issue.date or 'undated'}{ordinal}:{language}{later}"
