"""What is known of a statement: every claim in the order it is believed, and the one of each kind that counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from variorum.model.claims import Claim, Field
from variorum.text import heads
from variorum.text.dates import dateline_date, published_date, title_date
from variorum.text.languages import knows_language, sure_language
from variorum.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from variorum.ingest.found import Statement
    from variorum.model.units import Segmentation

_DAY_LENGTH = len("2031-03-04")
_NAME_DATE = re.compile(r"(?<!\d)([12]\d{3})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
# A year alone, where the name has no fuller date: "1789-Delegates", "2018".
_NAME_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
# "18-04-2021", where the day can be no month or the text has it.
_NAME_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-_.])(\d{1,2})\2([12]\d{3})(?!\d)")
_PATH_DATE = re.compile(r"/([12]\d{3})/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|$)")

AMENDED = "amended "
"""How the reason of every claim begins that a person made afterwards, and no other's."""


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


def segmented_and_described(
    statement: Statement,
    *,
    given: Sequence[Claim],
    name: str,
    url: str | None,
    amended: Sequence[Claim] = (),
) -> tuple[Segmentation, Description]:
    """The lines of a statement as it was read, and what is known of it; what was amended comes before all else.

    `given` is what whoever added it said.
    """
    text = statement.text
    language = Description((*amended, *given)).value(Field.LANGUAGE)
    segmentation = segment(text.content, blocks=text.blocks, language=language)
    found = describe(text.content, segmentation, given=given, claims=statement.claims, name=name, url=url)
    return segmentation, Description((*amended, *found.claims)) if amended else found


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

    A language that the source claims gives way to the one its words speak, where these are many and leave little doubt.
    """
    given, claims = tuple(given), tuple(claims)
    found = [*given, *_dateline(content, segmentation)]
    found += _overruled(found, claims)
    found += [claim for claim in claims if claim.field is not Field.LANGUAGE]
    found += _language(claims, content, segmentation.language)
    if (title := heads.title(content, segmentation.segments)) is not None:
        found.append(Claim(Field.TITLE, *title))
    published = any(claim.field is Field.PUBLISHED for claim in found)
    if not published:
        found += _dated(Field.STATED, title_date(content, segmentation.segments), "the title")
        found += _dated(Field.STATED, heads.occasion_day(content, segmentation.segments), "the text's first lines")
        found += _dates_around(name, url, heads.head_days(content) if any(map(str.isdigit, name)) else ())
    found += _dated(Field.PUBLISHED, published_date(content, segmentation.segments), "the text's line of publication")
    found += _name_title(name)
    body = heads.letterhead(content, segmentation.segments)
    if body is not None and all((claim.field, claim.value) != (Field.ISSUER, body) for claim in found):
        found.append(Claim(Field.ISSUER, body, "a name at the text's head"))
    if url and (host := urlsplit(url).hostname):
        found.append(Claim(Field.ISSUER, host.removeprefix("www."), "the address's host"))
    return Description(found)


def _dated(field: Field, date: str | None, reason: str) -> Iterator[Claim]:
    if date:
        yield Claim(field, date, reason)


def _language(claims: Iterable[Claim], content: str, guessed: str) -> Iterator[Claim]:
    """What the source claims comes before a guess; one that leaves little doubt comes before a template's claim."""
    claimed = [claim for claim in claims if claim.field is Field.LANGUAGE]
    guess = Claim(Field.LANGUAGE, guessed, "the text's own words")
    # A language that the guess does not know looks like its nearest relative.
    overrules = sure_language(content) == guessed and all(knows_language(claim.value) for claim in claimed)
    yield from (guess, *claimed) if overrules else (*claimed, guess)


def _dateline(content: str, segmentation: Segmentation) -> Iterator[Claim]:
    """The date line's date; where that is no more than a month or a year, the day within it that the head names."""
    date = dateline_date(content, segmentation.segments)
    if date is not None and len(date) < _DAY_LENGTH:
        day = heads.occasion_day(content, segmentation.segments)
        if day is not None and day.startswith(date):
            yield Claim(Field.STATED, day, "the text's first lines")
    yield from _dated(Field.STATED, date, "the date line")


def _overruled(found: Iterable[Claim], claims: Iterable[Claim]) -> Iterator[Claim]:
    """A later day that the source gives beside the date line's: as a rule the one on which it was published."""
    claims = tuple(claims)
    lines = [claim.value for claim in found if claim.field is Field.STATED]
    if not lines or any(claim.field is Field.PUBLISHED for claim in (*found, *claims)):
        return
    stated = next((claim for claim in claims if claim.field is Field.STATED), None)
    if stated is not None and len(stated.value) == _DAY_LENGTH and stated.value > lines[0]:
        yield Claim(Field.PUBLISHED, stated.value, f"{stated.reason}, which is later than the date that the text bears")


def _dates_around(name: str, url: str | None, days: Collection[str]) -> Iterator[Claim]:
    """The date in a name or an address; `days` are those that the text's first lines have."""
    if date := _name_day(name, days):
        yield Claim(Field.STATED, date, "the file's name")
    elif match := _NAME_YEAR.search(name):
        within = [day for day in days if day.startswith(match[0])]
        if len(set(within)) == 1:
            yield Claim(Field.STATED, within[0], "the day in the text's first lines, in the year of the file's name")
        yield Claim(Field.STATED, match[0], "the file's name")
    if url and (match := _PATH_DATE.search(urlsplit(url).path) or _NAME_DATE.search(urlsplit(url).path)):
        year, month, day = match.groups()
        yield Claim(Field.STATED, f"{year}-{int(month):02}-{int(day):02}", "the address")


def _name_day(name: str, days: Collection[str]) -> str | None:
    """The day in a file's name; of one with its year last, the reading that is possible or that the text has."""
    if match := _NAME_DATE.search(name):
        return "-".join(match.groups())
    if match := _NAME_DAY_FIRST.search(name):
        first, second, year = int(match[1]), int(match[3]), match[4]
        read = [
            f"{year}-{month:02}-{day:02}"
            for day, month in ((first, second), (second, first))
            if 1 <= month <= 12 and 1 <= day <= 31
        ]
        possible = sorted(set(read))
        fit = possible if len(possible) == 1 else [date for date in possible if date in days]
        return fit[0] if len(fit) == 1 else None
    return None


def _name_title(name: str) -> Iterator[Claim]:
    stem = unquote(name).rsplit(".", 1)[0].replace("_", " ").strip()
    if stem and stem != "-":
        yield Claim(Field.TITLE, stem, "the file's name")
