"""What is known of a statement: every claim in the order it is believed, and the one of each kind that counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from variorum.model.claims import Claim, Field
from variorum.model.units import SegmentKind
from variorum.text.dates import dateline_date, published_date, title_date
from variorum.text.languages import DEFAULT_LANGUAGE, knows_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.model.units import Segmentation

_LONGEST_TITLE = 300
_NAME_DATE = re.compile(r"(?<!\d)([12]\d{3})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
# A year alone, where the name has no fuller date: "1789-Delegates", "2018".
_NAME_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_PATH_DATE = re.compile(r"/([12]\d{3})/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|$)")


class Description:
    """All claims of one statement. The first of a field counts."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = tuple(dict.fromkeys(claim for claim in claims if claim.value))

    def value(self, field: Field) -> str | None:
        """What counts as the statement's title, date, …; None where nothing is known."""
        return next((claim.value for claim in self.claims if claim.field is field), None)

    @property
    def date(self) -> str:
        """The date the statement is filed under: the one it states, else the one it was published on, else "".

        Where it states a month or a year alone, the day within it on which it was published is nearer.
        """
        stated, published = self.value(Field.STATED) or "", self.value(Field.PUBLISHED) or ""
        return published if published.startswith(stated) else stated

    def chosen(self) -> Iterator[tuple[Claim, bool]]:
        """Every claim, and whether it counts."""
        seen: set[Field] = set()
        for claim in self.claims:
            yield claim, claim.field not in seen
            seen.add(claim.field)


def describe(
    content: str,
    segmentation: Segmentation,
    *,
    given: Iterable[Claim] = (),
    claims: Iterable[Claim] = (),
    name: str = "",
    url: str | None = None,
) -> Description:
    """What is known of a statement: what a person gave, then what its source says, its text, its name and its address.

    A language that the source claims gives way to the one its words speak, where that is a language known here.
    """
    given, claims = tuple(given), tuple(claims)
    found = [*given, *_dated(Field.STATED, dateline_date(content, segmentation.segments), "the date line")]
    found += [claim for claim in claims if claim.field is not Field.LANGUAGE]
    found += _language(claims, segmentation.language)
    found += _titles(content, segmentation)
    published = any(claim.field is Field.PUBLISHED for claim in found)
    if not published:
        found += _dated(Field.STATED, title_date(content, segmentation.segments), "the title")
        found += _dates_around(name, url)
    found += _dated(Field.PUBLISHED, published_date(content, segmentation.segments), "the text's line of publication")
    found += _name_title(name)
    if url and (host := urlsplit(url).hostname):
        found.append(Claim(Field.ISSUER, host.removeprefix("www."), "the address's host"))
    return Description(found)


def _dated(field: Field, date: str | None, reason: str) -> Iterator[Claim]:
    if date:
        yield Claim(field, date, reason)


def _language(claims: Iterable[Claim], guessed: str) -> Iterator[Claim]:
    claimed = [claim for claim in claims if claim.field is Field.LANGUAGE]
    guess = Claim(Field.LANGUAGE, guessed, "the text's own words")
    # English is also what the guess says when it knows nothing: then a language it cannot tell is believed.
    if guessed == DEFAULT_LANGUAGE and any(not knows_language(claim.value) for claim in claimed):
        yield from claimed
        yield guess
    else:
        yield guess
        yield from claimed


def _titles(content: str, segmentation: Segmentation) -> Iterator[Claim]:
    for kind, reason in ((SegmentKind.TITLE, "the text's title"), (SegmentKind.HEADING, "the text's first heading")):
        for segment in segmentation.segments:
            if segment.kind is kind:
                words = " ".join(segment.span.of(content).split()).lstrip("#*_ ").rstrip("*_ ")
                yield Claim(Field.TITLE, words[:_LONGEST_TITLE], reason)
                return


def _dates_around(name: str, url: str | None) -> Iterator[Claim]:
    if match := _NAME_DATE.search(name):
        yield Claim(Field.STATED, "-".join(match.groups()), "the file's name")
    elif match := _NAME_YEAR.search(name):
        yield Claim(Field.STATED, match[0], "the file's name")
    if url and (match := _PATH_DATE.search(urlsplit(url).path) or _NAME_DATE.search(urlsplit(url).path)):
        year, month, day = match.groups()
        yield Claim(Field.STATED, f"{year}-{int(month):02}-{int(day):02}", "the address")


def _name_title(name: str) -> Iterator[Claim]:
    stem = unquote(name).rsplit(".", 1)[0].replace("_", " ").strip()
    if stem and stem != "-":
        yield Claim(Field.TITLE, stem, "the file's name")
