"""What the head of a text says of it: its title, the institution it comes from, the days it names."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from variorum.model.units import SegmentKind
from variorum.text.datelines import GERMAN_ORDINAL
from variorum.text.dates import first_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.units import Segment

_HEAD_LINES = 15
_HEAD_CHARACTERS = 4_000
_LONGEST_TITLE = 300
# Room for a footnote's mark behind a name.
_LONGEST_MARK = 4
_FIGURE = re.compile(r"\d")
_LONGEST_NAME = 80
_DAY_LENGTH = len("2031-03-04")
_TITLES = ((SegmentKind.TITLE, "the text's title"), (SegmentKind.HEADING, "the text's first heading"))
_NAMED_IN = frozenset({SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.SENTENCE, SegmentKind.FURNITURE})

# What stands where a title does, and is none.
_LABEL = re.compile(
    r"(?:date|place|time|venue|location|subject|to|from|ref(?:erence)?|no|datum|ort|lieu|fecha|lugar)\.? ?: .*"
    r"|.*(?:english|french|german|spanish|russian) (?:version|translation)\W*"
    r"|(?:\W|[^\x00-\x7f])*(?:press|news|media) (?:release|statement)s?\W*"
    r"|for (?:immediate|general) release\b.*"
    r"|by the president of the .*"
    r"|(?:unofficial|courtesy|convenience) translation\W*"
    r"|.*[- ]\d{5,6}"
    r"|.*\ufffd.*",
    re.IGNORECASE | re.DOTALL,
)
_FOOTNOTE = re.compile(r"(?:[¹²³⁴-⁹*†‡]+|(?<=[^\W\d_]{3})\d{1,2}[/)])$")
_FOOTNOTE_ON_YEAR = re.compile(r"(?<=[^\W\d_] )((?:19|20)\d{2})\d{1,2}(?=\W*$)")
_ITEM = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVXLC]{1,6}[.)]|[A-Z]\.|[A-Za-z]\)|\([A-Za-z\d]{1,3}\)|[•·▪◦])\s")
_UNENDED = re.compile(r"\b(?:of|on|of the|on the)$", re.IGNORECASE)

# A body's name is one of these with what it is of, or a few capitalised words and one of these. A department, an office
# and a committee are parts of a body.
_BODY = (
    r"(?:central bank|reserve bank|national bank|bank|ministry|parliament|government|senate|treasury|supreme court"
    r"|council|commission|authority|agency|assembly|presidency"
    r"|banco central de reserva|banco central|banco|banque|ministerio|ministère)"
)
_PROPER = r"(?-i:[^\W\d_a-zß-öø-ÿ][\w.’'-]*)"
_JOINED = rf"{_PROPER}(?:(?: (?:and|of|the|of the|for|de|la|del|du|des|et|y))? {_PROPER}|\ \(?{_PROPER}\)?)*"
_OF_PLACE = rf"(?:the )?{_BODY} (?:of|for|de|del|du|des)(?: the| la)? {_JOINED}(?: \({_PROPER}\))?"
_NAME = rf"(?:{_OF_PLACE}|(?:the )?(?:{_PROPER} ){{1,3}}?{_BODY})"
_ISSUED_BY = re.compile(
    rf"(?:notice|statement|declaration|message|communiqué|decision|press release) (?:of|by) the (?P<name>{_NAME})",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(_NAME, re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:an?|on|to|from|by|in|at|for|with|our|your|this|new|dear|every|no|towards?|about|against|under|remarks|statement"
    r"|speech|address|welcome)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:held|meeting|date|issued|released|adopted|given|session|announced|delivered)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"^the (?=\S)", re.IGNORECASE)
_LONGEST_OCCASION = 140


def title(text: str, segments: Sequence[Segment]) -> tuple[str, str] | None:
    """The title with the reason it is believed, without footnote marks; no label, enumerated item or letterhead.

    A letterhead is a body's name alone, where something else can be the title.
    """
    head = {each.index for each in _head(text, segments)}
    found = []
    for kind, reason in _TITLES:
        of_kind = [each for each in segments if each.kind is kind]
        # Far down only the very first can be one; after labels and letterheads it is a part's heading.
        found += [(_words(text, each), each, reason) for each in of_kind[:1]]
        found += [(_words(text, each), each, reason) for each in of_kind[1:] if each.index in head]
    fit = [(words, each, reason) for words, each, reason in found if _may_be_title(words)]
    names = [each for each in fit if _is_name(each[0])]
    chosen = next((each for each in fit if each not in names), next(iter(names), None))
    if chosen is None:
        return None
    words, segment, reason = chosen
    before = _words(text, segments[segment.index - 1]) if segment.index else ""
    if _UNENDED.search(before) and segments[segment.index - 1].kind in (SegmentKind.TITLE, SegmentKind.HEADING):
        words = f"{before} {words}"
    return without_footnote(words)[:_LONGEST_TITLE], reason


def letterhead(text: str, segments: Sequence[Segment]) -> str | None:
    """The one body whose name stands alone on a line of the head, or at the title's end after "Notice of the".

    None for several, and for one whose name is the text's only title.
    """
    chosen = title(text, segments)
    lines = [_words(text, each) for each in _head(text, segments) if each.kind in _NAMED_IN]
    short = (line for line in lines if len(line) <= _LONGEST_NAME + _LONGEST_MARK)
    names = {name.casefold(): name for line in short if (name := without_footnote(line)) and _is_name(name)}
    issued = _ISSUED_BY.fullmatch(chosen[0]) if chosen is not None else None
    if issued is not None:
        names[issued["name"].casefold()] = issued["name"]
    if len(names) != 1 or chosen is None:
        return None
    name = _ARTICLE.sub("", next(iter(names.values())), count=1)
    return None if chosen[0].casefold() in names and issued is None else name


def head_days(text: str) -> tuple[str, ...]:
    """The whole dates in the first lines, in their order."""
    lines = islice(text[:_HEAD_CHARACTERS].splitlines(), _HEAD_LINES)
    return tuple(date for line in lines if (date := _day(line)) is not None)


def occasion_day(text: str, segments: Sequence[Segment]) -> str | None:
    """The day that a heading of the head names, or a short line of it that says what was held or issued then."""
    for each in _head(text, segments):
        if each.kind is SegmentKind.FURNITURE:
            continue
        words = _words(text, each)
        named = each.kind in (SegmentKind.TITLE, SegmentKind.HEADING) and _no_item(words)
        told = len(words) <= _LONGEST_OCCASION and _OCCASION.search(words) is not None
        if (named or told) and (date := _day(words)) is not None:
            return date
    return None


def without_footnote(words: str) -> str:
    """A line without the mark of a footnote at its end: "Meeting1/", "8 April 20241"."""
    return _FOOTNOTE_ON_YEAR.sub(r"\1", _FOOTNOTE.sub("", words))


def _day(line: str) -> str | None:
    if _FIGURE.search(line) is None:
        return None
    date = first_date(without_footnote(" ".join(line.split())))
    return date if date is not None and len(date) == _DAY_LENGTH else None


def _head(text: str, segments: Sequence[Segment]) -> Iterator[Segment]:
    for each in islice(segments, _HEAD_LINES):
        if text.count("\n", 0, each.span.start) < 2 * _HEAD_LINES and each.span.start < _HEAD_CHARACTERS:
            yield each


def _is_name(words: str) -> bool:
    return len(words) <= _LONGEST_NAME and _NAME_ALONE.fullmatch(words) is not None and _NO_NAME.match(words) is None


def _may_be_title(words: str) -> bool:
    return _LABEL.fullmatch(without_footnote(words)) is None and _no_item(words)


def _no_item(words: str) -> bool:
    return _ITEM.match(words) is None or GERMAN_ORDINAL.match(words) is not None


def _words(text: str, segment: Segment) -> str:
    return " ".join(segment.span.of(text).split()).lstrip("#*_ ").rstrip("*_ ")
