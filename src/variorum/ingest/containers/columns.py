"""What the columns of a row say of its statement, by the names that people give them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from variorum.errors import CaptureTimeUnreadable
from variorum.model.claims import Claim, Field
from variorum.text.dates import first_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TEXT_COLUMNS = ("text", "full_text", "fulltext", "body", "content", "statement", "html")
"""Where the statement itself stands: the first of these that is there."""

FILE_COLUMNS = ("file", "path", "filename", "file_name")
"""Where a table names the file that it speaks of."""

# In each the first that is there and holds something counts.
CLAIM_COLUMNS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (Field.SOURCE_ID, ("id", "source_id", "doc_id", "document_id", "uid", "guid", "identifier")),
    (Field.STATED, ("date", "stated", "stated_on", "statement_date", "date_stated")),
    (
        Field.PUBLISHED,
        ("published", "published_at", "published_on", "publication_date", "date_published", "pubdate", "pub_date"),
    ),
    (Field.CAPTURED, ("captured", "captured_at", "retrieved", "retrieved_at", "fetched_at", "crawled_at", "accessed")),
    (Field.ISSUER, ("issuer", "author", "institution", "publisher", "organization", "organisation", "agency")),
    (Field.TITLE, ("title", "headline")),
    (Field.URL, ("url", "link", "source_url", "permalink", "href")),
    (Field.LANGUAGE, ("lang", "language")),
    (Field.SERIES, ("series", "collection")),
)
"""Columns that say something of it. Names are compared without case; spaces and hyphens count as underscores."""

KNOWN_COLUMNS = frozenset(TEXT_COLUMNS).union(*(names for _, names in CLAIM_COLUMNS))

# Longer is no title, name or address, and would go into every list.
_LONGEST = 2_000
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")
_ISO_DATE = re.compile(r"([12]\d{3})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?(?=$|[T\s])")
_CAPTURE_DAY = re.compile(r"[12]\d{3}-\d{2}-\d{2}|[12]\d{7}|.*[^\W\d_]{3}.*")
# Web archives write times so, and browsers as JavaScript does: "Tue Mar 04 2031 10:00:00 GMT+0100 (a zone's name)".
_DIGITS_TIME = re.compile(r"([12]\d{7})(\d{6})")
_SCRIPT_TIME = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})(?: \(.*\))?")
_MAIL_DATE = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3}\w*\s+\d{2,4}\s+\d{1,2}:\d{2}")


def column(name: str) -> str:
    """A column's name in the one form that is compared."""
    # Where files were put one behind the other, the first name may begin with marks of their encoding.
    return re.sub(r"[\s-]+", "_", name.lstrip("\ufeff").strip().casefold())


def whole_characters(content: str) -> tuple[str, int]:
    """The characters with each half of a surrogate pair as U+FFFD, and how many those are."""
    return _SURROGATES.subn("\ufffd", content) if not content.isascii() else (content, 0)


def row_claims(row: Mapping[str, object], said_of: str, *, reason: str) -> Iterator[Claim]:
    """What a row says of its statement; its keys are in `column`'s form.

    Raises CaptureTimeUnreadable, naming the row as `said_of`, where it says when it was captured and that cannot be
    read: the time at which it is added would be taken instead.
    """
    for field, names in CLAIM_COLUMNS:
        for name in names:
            if name not in row:
                continue
            cell = said(row[name]).strip()
            if (found := claim(field, cell, f"the {reason} {name}")) is not None:
                yield found
                break
            if cell and field is Field.CAPTURED:
                raise CaptureTimeUnreadable(said_of, name, cell[:100])


def said(value: object) -> str:
    """A cell as characters: of a list what it holds, of anything else but a figure nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(filter(None, map(said, value[:100])))
    if isinstance(value, dict):
        return said(value.get("name", ""))
    return "" if value is None or isinstance(value, (bool, float)) else str(value)


def claim(field: Field, value: str, reason: str) -> Claim | None:
    """A claim in the form that its field has; None where the value is none."""
    if not value:
        return None
    value = " ".join(_UNSEEN.sub(" ", value[: _LONGEST * 2]).split())
    if field in (Field.STATED, Field.PUBLISHED):
        value = day(value) or ""
    elif field is Field.CAPTURED:
        value = moment(value) or ""
    elif field is Field.LANGUAGE:
        value = language(value)
    return Claim(field, value, reason) if value and len(value) <= _LONGEST else None


def claims(found: Iterable[tuple[Field, str | None, str]]) -> tuple[Claim, ...]:
    """The claims of these fields, values and reasons that say something."""
    made = (claim(field, value or "", reason) for field, value, reason in found)
    return tuple(each for each in made if each is not None)


def language(value: str) -> str:
    """The language of a tag ("pt-BR" is "pt"), "" for what is no tag."""
    tag = re.match(r"([A-Za-z]{2,3})(?:[-_][\w-]*)?$", value)
    return tag[1].lower() if tag else ""


def day(value: str) -> str | None:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD, as the source's own clock has it; None for what is no date."""
    if match := _ISO_DATE.match(value):
        return _whole_date(match)
    if _MAIL_DATE.match(value):
        written = _mail_date(value)
        return written.date().isoformat() if written is not None else None
    return first_date(value[:100])


def _whole_date(match: re.Match[str]) -> str | None:
    parts = [part for part in match.groups() if part is not None]
    try:
        date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return None
    return "-".join(parts)


def _mail_date(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def moment(value: str) -> str | None:
    """A time of capture: UTC, ISO 8601 with seconds, or the day alone where no time of day is said; None for neither.

    Midnight would claim more than is known. A day in figures counts only with its year first.
    """
    return _time(value) or _day_of_capture(value)


def _day_of_capture(value: str) -> str | None:
    found = day(value) if _CAPTURE_DAY.fullmatch(value) and ":" not in value else None
    return found if found is not None and len(found) == len("2031-03-04") else None


def _time(value: str) -> str | None:
    """A time in UTC, ISO 8601 with seconds; None without a time of day."""
    if match := _DIGITS_TIME.fullmatch(value):
        value = "T".join(match.groups())
    elif match := _SCRIPT_TIME.fullmatch(value):
        day_of_month = " ".join(reversed(match[1].split()))
        value = f"{day_of_month} {match[2]} {match[3]} {match[4]}"
    if _MAIL_DATE.match(value):
        written = _mail_date(value)
    else:
        try:
            written = datetime.fromisoformat(value) if len(value) > 10 else None
        except ValueError:
            written = None
    if written is None:
        return None
    # A time without a zone is taken for UTC, as archives write it.
    written = written.replace(tzinfo=UTC) if written.tzinfo is None else written
    try:
        return written.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    except OverflowError:
        return None
