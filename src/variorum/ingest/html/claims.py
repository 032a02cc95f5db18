"""What a web page says of itself in its head and beside its title."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from variorum.ingest.claims import first, iso_date, language_code, words_of
from variorum.ingest.containers.columns import moment
from variorum.model.claims import Claim, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

_SINGLE_FILE_NOTE = "SingleFile's note"
_TITLES = ("og:title", "citation_title", "dcterms.title", "dc.title", "twitter:title")
_ISSUERS = ("og:site_name", "dcterms.publisher", "dc.publisher", "citation_publisher", "citation_journal_title")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_online_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.available",
    "dcterms.date",
    "dc.date",
    "citation_date",
    "publication_date",
    "publication-date",
    "publish_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_LANGUAGES = ("content-language", "dcterms.language", "dc.language", "og:locale", "language")
# What parts a page's title from its site's name. A hyphen within a word is none.
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*")
_DATE_ONLY = re.compile(r"[\W\d]*(?:\w+[\W\d]+)?\d{4}[\W\d]*|\d{4}\W\d{1,2}\W\d{1,2}")
_CORPORATE_NAME = re.compile(r"(?:corporateName|corpName|name)\s*=\s*([^;]+)", re.IGNORECASE)
_SCHEME = re.compile(r"^\s*scheme\s*=[^;]*;\s*", re.IGNORECASE)
# What browsers and SingleFile write into a page that they save; the number counts the characters of the address.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\((\d{1,5})\)(\S+)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\b")
_SINGLE_FILE_LINE = re.compile(r"^\s*(url|saved date):\s*(\S.*?)\s*$", re.MULTILINE)
# Further down it is no note on the page, but part of one.
_NOTE_REACH = 20_000
_MODIFIED = re.compile(r"modif|updat|review|expire|valid|event|deadline", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
# How far above a page's title its date is looked for.
_STEPS_TO_DATE = 3
_MOST_TIMES = 50
_MOST_JSON = 1_000_000
_JSON_DEPTH = 6
_DATED_TYPES = re.compile(
    r"Article|Posting|Report|Release|Page|Legislation|Document|CreativeWork|Speech|Statement", re.I
)


def html_claims(root: etree._Element, heading: str, window_title: str, markup: str = "") -> tuple[Claim, ...]:
    """The claims of a page, at most one a field. `heading` is the title that stands in its text, or "".

    `markup` is the page as it is written: who saved it noted in a comment whence and when.
    """
    markup = markup[:_NOTE_REACH]
    saved = _saved(markup).get("saved date", "")
    metas, linked = _metas(root), list(_linked_data(root))
    heading, window_title = words_of(heading), words_of(window_title)
    return (
        *first(Field.TITLE, _titles(metas, linked, heading, window_title)),
        *first(Field.ISSUER, _issuers(metas, linked, heading, window_title)),
        *first(Field.PUBLISHED, _published(root, metas, linked, heading)),
        *first(Field.LANGUAGE, _languages(root, metas)),
        *first(Field.URL, [*_saved_from(markup), *_addresses(root, metas)]),
        *first(Field.CAPTURED, [(moment(saved), _SINGLE_FILE_NOTE)]),
    )


def _saved(markup: str) -> dict[str, str]:
    """The lines of the note that SingleFile leaves at a page's head."""
    note = _SINGLE_FILE.search(markup)
    end = markup.find("-->", note.end()) if note is not None else -1
    if note is None or end < 0:
        return {}
    return {match[1]: match[2] for match in _SINGLE_FILE_LINE.finditer(markup, note.end(), end)}


def _saved_from(markup: str) -> Iterator[tuple[str | None, str]]:
    """The address that a page was saved from, as a note of the program that saved it has it."""
    yield _address(_saved(markup).get("url", "")), _SINGLE_FILE_NOTE
    found = _SAVED_FROM.search(markup)
    if found is not None and len(found[2]) == int(found[1]):
        yield _address(found[2]), "the browser's saved-from comment"


def _metas(root: etree._Element) -> dict[str, str]:
    """What the page's `meta` elements say, by name in lower case; of two with one name the first."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = words_of(element.get("content", ""))
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key, "").strip().lower()
            if name and content:
                found.setdefault(name.replace("dc:", "dc.").replace("dcterms:", "dcterms."), content)
    return found


def _linked_data(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those within others after them."""
    for element in root.iter("script"):
        written = element.text or ""
        if element.get("type", "").strip().lower() != "application/ld+json" or len(written) > _MOST_JSON:
            continue
        try:
            value = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, _JSON_DEPTH)


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, list):
        for each in value:
            yield from _objects(each, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth - 1)
        yield from _objects(value.get("mainEntity"), depth - 1)


def _titles(
    metas: dict[str, str], linked: Iterable[dict[str, Any]], heading: str, window_title: str
) -> Iterator[tuple[str | None, str]]:
    site = metas.get("og:site_name", "")
    for name in _TITLES[:2]:
        yield _without_site(metas.get(name, ""), heading, site), f"the page's {name}"
    for each in linked:
        if _is_of_type(each, _DATED_TYPES):
            yield _without_site(_string(each.get("headline")), heading, site), "the page's JSON-LD headline"
    for name in _TITLES[2:]:
        yield _without_site(metas.get(name, ""), heading, site), f"the page's {name}"
    yield heading, "the page's heading"
    yield _without_site(window_title, heading, site), "the page's <title>"


def _without_site(title: str, heading: str, site: str) -> str:
    """A title without the parts that name its site, a section of it, or a date; as it stands if that leaves nothing.

    What the page's own heading says too is the title; else its longest part that is no date.
    """
    parts = [part for part in _SEPARATOR.split(title) if part]
    if len(parts) < 2:
        return title
    folded = heading.casefold()
    said = [part for part in parts if len(part) > 3 and part.casefold() in folded]
    if said:
        return title if len(said) == len(parts) else max(said, key=len)
    kept = [part for part in parts if not _DATE_ONLY.fullmatch(part) and part.casefold() != site.casefold()]
    # A dash or colon may belong to the title itself: only bars are sure to part it from its site.
    return title if not kept else kept[0] if "|" in title or len(kept) == 1 else title


def _issuers(
    metas: dict[str, str], linked: Iterable[dict[str, Any]], heading: str, window_title: str
) -> Iterator[tuple[str | None, str]]:
    yield _body(metas.get("og:site_name", "")), "the page's og:site_name"
    for each in linked:
        for key in ("publisher", "sourceOrganization"):
            for named in _objects(each.get(key), 2):
                yield _body(_string(named.get("name"))), f"the page's JSON-LD {key}"
            yield _body(_string(each.get(key))), f"the page's JSON-LD {key}"
    for name in _ISSUERS[1:]:
        yield _body(metas.get(name, "")), f"the page's {name}"
    for title in (metas.get("og:title", ""), heading):
        yield _added(window_title, title), "what the page's <title> adds to its title"
    for name in ("application-name", "apple-mobile-web-app-title"):
        yield _body(metas.get(name, "")), f"the page's {name}"


def _body(written: str) -> str:
    """The name in a value of metadata; "" where it is none, but an address or a number."""
    named = _CORPORATE_NAME.search(written)
    name = words_of(named[1] if named else _SCHEME.sub("", written))
    return "" if "://" in name or "=" in name or not _LETTERS.search(name) else name


def _added(window_title: str, title: str) -> str | None:
    """The last part of the window's title, where what stands before it is the page's title."""
    before = window_title[: len(title)]
    if not title or before.casefold() != title.casefold():
        return None
    parts = [part for part in _SEPARATOR.split(window_title[len(title) :]) if part]
    return parts[-1] if parts else None


def _published(
    root: etree._Element, metas: dict[str, str], linked: Iterable[dict[str, Any]], heading: str
) -> Iterator[tuple[str | None, str]]:
    yield iso_date(metas.get(_DATES[0], "")), f"the page's {_DATES[0]}"
    for each in linked:
        if _is_of_type(each, _DATED_TYPES):
            yield iso_date(_string(each.get("datePublished"))), "the page's JSON-LD datePublished"
    for name in _DATES[1:]:
        yield iso_date(_SCHEME.sub("", metas.get(name, ""))), f"the page's {name}"
    yield _date_by_title(root, heading), "the <time> beside the page's title"


def _date_by_title(root: etree._Element, heading: str) -> str | None:
    """The one date in `time` elements that stands with the title: not that of a page linked to, nor of a change."""
    title = next((each for each in root.iter("h1", "h2") if heading and _words(each) == heading), None)
    around = title
    for _ in range(_STEPS_TO_DATE):
        around = None if around is None else around.getparent()
        if around is None or around.tag in ("body", "html"):
            return None
        times = [each for _, each in zip(range(_MOST_TIMES), around.iter("time"), strict=False)]
        found = {iso_date(each.get("datetime", "") or _words(each)) for each in times if not _is_of_change(each)}
        found.discard(None)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _is_of_change(time: etree._Element) -> bool:
    parent = time.getparent()
    before = "" if parent is None else f"{parent.text or ''} {parent.get('class', '')}"
    return _MODIFIED.search(f"{time.get('itemprop', '')} {time.get('class', '')} {before}") is not None


def _languages(root: etree._Element, metas: dict[str, str]) -> Iterator[tuple[str | None, str]]:
    for key in ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        yield language_code(root.get(key, "")), "the page's lang"
    for name in _LANGUAGES:
        yield language_code(metas.get(name, "").partition(",")[0]), f"the page's {name}"


def _addresses(root: etree._Element, metas: dict[str, str]) -> Iterator[tuple[str | None, str]]:
    for element in root.iter("link"):
        if "canonical" in element.get("rel", "").lower().split():
            yield _address(element.get("href", "")), "the page's canonical address"
    yield _address(metas.get("og:url", "")), "the page's og:url"


def _address(written: str) -> str | None:
    """A whole address on the web; None for a site's front page, which careless sites give for all of theirs."""
    written = written.strip()
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    whole = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", written)
    return written if whole and (parts.path.strip("/") or parts.query) else None


def _is_of_type(value: dict[str, Any], types: re.Pattern[str]) -> bool:
    kinds = value.get("@type")
    return any(isinstance(each, str) and types.search(each) for each in (kinds if isinstance(kinds, list) else [kinds]))


def _string(value: object) -> str:
    return words_of(value) if isinstance(value, str) else ""


def _words(element: etree._Element) -> str:
    return words_of("".join(map(str, element.itertext())))
