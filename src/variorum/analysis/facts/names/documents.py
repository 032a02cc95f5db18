"""Numbered and quoted instruments: "resolution 1325 (2000)", "S/2012/403", a decision with its title in quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.names.gazetteer import plain
from variorum.model.facts import Fact, FactKind
from variorum.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBERED = re.compile(
    r"""\b(?P<kind>
        [Rr]esolutions?|RESOLUTIONS?
        |Executive\s+Orders?|EXECUTIVE\s+ORDERS?|E\.O\.
        |Proclamations?|Public\s+Laws?|Pub\.\s?L\.
        |(?:Presidential|Homeland\s+Security|National\s+Security)\s+(?:Policy\s+|Study\s+)?(?:Directive|Determination|Memorandum|
            Presidential\s+Directive)s?(?:-|/\w+)?
        |(?:Council\s+|Framework\s+|Implementing\s+|Delegated\s+)?(?:Directive|Regulation|Decision)s?(?:\s+\((?:EU|EC|EEC|Euratom)\))?
        |(?:Federal\s+|Organic\s+)?(?:Law|Decree|Protocol|Order|Ordinance|Recommendation)s?
        |General\s+Comments?|Advisory\s+Opinions?
    )\s*(?P<sign>(?:[Nn]o|[Nn]os|[Nn]r|№|n°)\.?\s*)?
    (?P<number>(?:PL-|ES-|S-)?\d[\w./‐‑–-]{0,30}(?<![./‐‑–-])(?!\w)(?:\s*\([IVXLC\d]{1,9}\))?)""",
    re.VERBOSE,
)
_MORE = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|and\s+|or\s+|to\s+)(?P<number>\d[\w/-]*(?:\s*\(\d{4}\)))"
    r"|(?:,\s*(?:and\s+)?|\s+and\s+)(?P<plain>\d{3,5}(?![\w,.]*\d))(?!\s+[a-z])"
)
# "S/2012/403", "A/RES/46/182", "S/RES/2052 (2012)", "CCPR/C/21/Rev.1".
_SYMBOL = re.compile(
    r"(?<![\w/.:-])(?:[SAE]|ST|HRI|TD|DP|CAT|CERD|CCPR|CEDAW|CRC|CRPD|GA|SC|SG|GC|INFCIRC)/"
    r"(?:[A-Z0-9][\w.-]{0,24}+/){0,7}+[A-Z0-9][\w.-]{0,24}(?<![.-])(?![\w/])(?:\s?\(\d{4}\))?"
)
_RESOLUTION_SYMBOL = re.compile(r"[SAE]/RES/(\d+(?:/\d+)?(?: ?\(\d{4}\))?)$")
_QUOTES = '"“”„‟«»″〝〞'
_OPENING = re.compile(r"[\"“„‟«″〝]|''|‘‘|``")
_TITLE = re.compile(rf"[^\W\d_][^{_QUOTES}]{{3,250}}?(?<!\s)(?=\s*+(?:[{_QUOTES}]|''|’’))")
_INSTRUMENT = re.compile(
    r"\b(?:decisions?|resolutions?|laws?|acts?|decrees?|reports?|declarations?|proclamations?|documents?|papers?|orders?|"
    r"memorandum|regulations?|treaty|agreement|ordinances?)\s+(?:(?:is\s+|was\s+)?(?:entitled|titled|called|named),?\s+)?$"
)
_LONGEST_LEAD = 60
_NUMBERED_ONE = (
    "resolution order proclamation law directive determination memorandum regulation decision decree protocol "
    "ordinance recommendation comment opinion"
).split()
NUMBERED_WORDS = frozenset((*_NUMBERED_ONE, *(f"{word}s" for word in _NUMBERED_ONE), "e", "pub"))
"""Words before the number of an instrument, as comparison forms; of "E.O. 12170" the letter."""
_YEAR = re.compile(r" ?\((\d{4})\)$")
_PLURALS = re.compile(
    r"^(resolution|executive order|proclamation|public law|directive|regulation|decision)s$", re.IGNORECASE
)
_CONFIDENT, _LIKELY = 0.95, 0.8
# Words that a number follows for another reason, unless a sign of numbering stands between.
_NEEDS_SIGN = frozenset("law order decision protocol ordinance recommendation decree directive regulation".split())


def symbols(content: str, start: int, end: int) -> list[Fact]:
    """The symbols of documents in content[start:end], in whatever language it is."""
    if content.find("/", start, end) < 0:
        return []
    return [_symbol(match) for match in _SYMBOL.finditer(content, start, end) if any(map(str.isdigit, match[0]))]


def numbered_documents(view: str, start: int, end: int) -> list[Fact]:
    """The instruments in view[start:end] that an English word and a number name, those of a list one by one."""
    return [fact for match in _NUMBERED.finditer(view, start, end) for fact in _numbered(view, match, end)]


def quoted_documents(view: str, segments: Sequence[Span]) -> list[Fact]:
    """The titles in quotation marks behind an English word for an instrument, in segments in text order."""
    found: list[Fact] = []
    starts = [span.start for span in segments]
    for mark in _OPENING.finditer(view):
        place = mark.start()
        if not view[place - 1 : place].isspace() or not _INSTRUMENT.search(view[max(0, place - _LONGEST_LEAD) : place]):
            continue
        k = bisect_right(starts, place) - 1
        if k < 0 or not _INSTRUMENT.search(view[max(starts[k], place - _LONGEST_LEAD) : place]):
            continue
        title = _TITLE.match(view, mark.end(), segments[k].end)
        if title:
            found.append(_fact(title[0], title.start(), title.end(), "quoted-title", _LIKELY))
    return found


def _fact(name: str, start: int, end: int, rule: str, confidence: float) -> Fact:
    return Fact(FactKind.DOCUMENT, Span(start, end), rule, confidence, name=plain(name))


def _symbol(match: re.Match[str]) -> Fact:
    spelling = plain(match[0])
    resolution = _RESOLUTION_SYMBOL.match(spelling)
    name = f"resolution {_spaced(resolution[1])}" if resolution else _spaced(spelling)
    return _fact(name, match.start(), match.end(), "symbol", _CONFIDENT)


def _numbered(content: str, match: re.Match[str], end: int) -> Iterator[Fact]:
    kind = plain(match["kind"]).rstrip("-")
    lower = kind.lower()
    number = plain(match["number"])
    base = lower.partition(" (")[0].removesuffix("s")
    if base in _NEEDS_SIGN and not match["sign"] and "/" not in number:
        return
    if not match["sign"] and lower in ("resolution", "resolutions") and re.fullmatch(r"(?:1[5-9]|20)\d\d", number):
        # "the resolution 1999 brought" is none that a number names; one of a list in plural may be.
        return
    singular = _PLURALS.sub(r"\1", kind)
    singular = {"e.o.": "Executive Order", "pub. l.": "Public Law"}.get(lower, singular)
    named = singular[0].lower() + singular[1:] if singular.lower() == "resolution" else singular
    yield _fact(f"{named} {_spaced(number)}", match.start(), match.end(), "numbered", _CONFIDENT)
    if not lower.endswith("s"):
        return
    place = match.end()
    while more := _MORE.match(content, place, end):
        group = "number" if more["number"] else "plain"
        yield _fact(f"{named} {_spaced(plain(more[group]))}", *more.span(group), "numbered", _LIKELY)
        place = more.end()


def _spaced(number: str) -> str:
    return _YEAR.sub(r" (\1)", number)


def with_years(facts: list[Fact]) -> list[Fact]:
    """The facts, "resolution 338" named "resolution 338 (1973)" where only one year is given for that number."""
    years: dict[str, set[str]] = {}
    for fact in facts:
        name = fact.name if fact.kind is FactKind.DOCUMENT else None
        if name and (match := _YEAR.search(name, max(0, len(name) - len(" (2000)")))):
            years.setdefault(name[: match.start()], set()).add(name)
    full = {short: names.pop() for short, names in years.items() if len(names) == 1}
    return [replace(fact, name=full[fact.name]) if full and fact.name in full else fact for fact in facts]
