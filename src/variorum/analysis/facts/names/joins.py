"""What the names of one statement tell of its other capitals: short forms, last names, lists of places."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.analysis.facts.names.documents import with_years
from variorum.analysis.facts.names.gazetteer import plain
from variorum.analysis.facts.names.gazetteers.words import PLACE_NOUNS, PLACE_NOUNS_BEFORE
from variorum.analysis.facts.names.people import last_word
from variorum.model.facts import Fact, FactKind
from variorum.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from variorum.analysis.facts.names.gazetteer import Entry
    from variorum.analysis.facts.names.reader import Loose

_JOINT = re.compile(r"(?P<comma>,)?(?:\s+(?P<and>and|or|&))?\s+$")
_CLOSED = re.compile(r"(?:,\s+[A-Z][\w'’-]*+(?:\s+[A-Z][\w'’-]*+){0,2})*+,?\s+(?:and|or|&)\s+[A-Z]")
_PLACED = re.compile(rf"\s+(?:{PLACE_NOUNS})(?!\w)")
_IN_KIND = re.compile(rf"(?<!\w)(?:{PLACE_NOUNS_BEFORE})\s+of\s+(?:the\s+)?$")
_AT = re.compile(r"(?<!\w)(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|outside|to|of|around)\s+$")
_COMMA = re.compile(r",\s+")
_WINDOW = 24
_MOST_WORDS = 3
_JOINT_WINDOW = 12
_OF_LETTERS = frozenset(("of", "he"))
_AND_LETTERS = frozenset(("nd", "or", " &", "\n&"))
_AT_LETTERS = frozenset(("in", "at", "ar", "om", "de", "to", "of", "nd"))
_NOUN_LETTERS = frozenset(noun[0] for noun in PLACE_NOUNS.split("|"))
_LIST, _NOUN = 0.6, 0.75
_INITIAL = re.compile(r"\w\.")


def joined(view: str, facts: list[Fact], loose: list[Loose], short_forms: Mapping[str, Entry]) -> list[Fact]:
    """All facts in text order, with those that the statement itself tells of its loose capitals."""
    if short_forms:
        facts = [_told_here(fact, view, short_forms) for fact in facts]
    full = {name: fuller for name, fuller in _full_names(facts).items() if fuller != name}
    if full:
        facts = [_in_full(fact, full) for fact in facts]
    people = _by_last_name(facts)
    found: list[Fact] = []
    rest: list[Loose] = []
    for each in loose:
        start, end, text, _, _ = each
        if text in short_forms:
            kind, name = short_forms[text]
            found.append(Fact(kind, Span(start, end), "short-form", 0.9, name=name))
        elif text in people:
            found.append(Fact(FactKind.PERSON, Span(start, end), "last-name", 0.8, name=people[text] or text))
        else:
            rest.append(each)
    found += _places(view, facts, rest)
    return with_years(list(_outermost([*facts, *found])))


def _in_full(fact: Fact, full: Mapping[str, str]) -> Fact:
    name = full.get(fact.name or "") if fact.kind is FactKind.PERSON else None
    return replace(fact, name=name) if name else fact


def _told_here(fact: Fact, view: str, short_forms: Mapping[str, Entry]) -> Fact:
    """The fact under the name that the text itself gives to its short form."""
    if fact.rule != "gazetteer" or (entry := short_forms.get(plain(fact.span.of(view)))) is None:
        return fact
    return replace(fact, kind=entry[0], name=entry[1], rule="short-form")


def _full_names(facts: Iterable[Fact]) -> dict[str, str]:
    """Each name of a person that one fuller name of the statement holds, with that name.

    "Lee" and "Ann Lee" are "Ann T. Lee" where no other Lee is named, "Ann Lee" also where one is.
    """
    names = dict.fromkeys(fact.name for fact in facts if fact.kind is FactKind.PERSON and fact.name)
    of_last: dict[str, list[str]] = {}
    of_both: dict[tuple[str, str], list[str]] = {}
    for name in names:
        words = name.split()
        if len(words) > 1:
            of_both.setdefault((words[0], last_word(name)), []).append(name)
    fullest: dict[str, str] = {}
    for variants in of_both.values():
        longest = max(variants, key=lambda name: (len(name), name))
        middles = {tuple(word[0] for word in name.split()[1:-1] if _INITIAL.fullmatch(word)) for name in variants}
        if len(middles - {()}) <= 1:
            fullest.update((name, longest) for name in variants)
    for name in dict.fromkeys(fullest.get(name, name) for name in names if " " in name):
        of_last.setdefault(last_word(name), []).append(name)
    for name in names:
        if " " not in name and len(of_last.get(name, ())) == 1:
            fullest[name] = of_last[name][0]
    return fullest


def _by_last_name(facts: Iterable[Fact]) -> dict[str, str]:
    """The one person behind each last name; "" where there are several."""
    people: dict[str, str] = {}
    for fact in facts:
        if fact.kind is FactKind.PERSON and fact.name:
            last = last_word(fact.name)
            people[last] = fact.name if people.get(last, fact.name) == fact.name else ""
    return {last: name for last, name in people.items() if len(last) > 2}


def _places(view: str, facts: Iterable[Fact], loose: Iterable[Loose]) -> list[Fact]:
    """Loose capitals that a list of places goes on with, a word for a kind of place stands by, or a country follows."""
    known = [fact.span for fact in facts if fact.kind is FactKind.PLACE]
    ends = {span.end for span in known}
    starts = {span.start for span in known}
    found: list[Fact] = []
    for start, end, text, stop, folded in loose:
        if folded:
            continue
        rule = _place_rule(view, start, end, stop, starts=starts, ends=ends)
        if rule and text.count(" ") < _MOST_WORDS and not (text.isupper() and len(text) > 1):
            ends.add(end)
            starts.add(start)
            confidence = _NOUN if rule == "place-noun" else _LIST
            found.append(Fact(FactKind.PLACE, Span(start, end), rule, confidence, name=text))
    return found


def _place_rule(view: str, start: int, end: int, stop: int, *, starts: set[int], ends: set[int]) -> str | None:
    """What makes loose capitals a place. Two letters of the word before tell most that are none at little cost."""
    if view[end + 1 : end + 2] in _NOUN_LETTERS and _PLACED.match(view, end, stop):
        return "place-noun"
    letters = view[start - 3 : start - 1]
    if letters in _OF_LETTERS and _IN_KIND.search(view[max(0, start - _WINDOW) : start]):
        return "place-noun"
    if letters in _AND_LETTERS or letters[1:] == ",":
        at = max(0, start - _JOINT_WINDOW)
        joint = _JOINT.search(view[at:start])
        if joint and at + joint.start() in ends:
            is_last = joint["and"] is not None or _CLOSED.match(view, end, stop) is not None
            return "list" if is_last else None
    if letters in _AT_LETTERS and view[end : end + 1] == ",":
        comma = _COMMA.match(view, end, stop)
        before = view[max(0, start - _WINDOW) : start]
        return "list" if comma and comma.end() in starts and _AT.search(before) else None
    return None


def _outermost(facts: list[Fact]) -> Iterable[Fact]:
    """The facts that lie in no other, but for those in a quoted title; of two of one span the first."""
    end = -1
    for fact in sorted(facts, key=lambda fact: (fact.span.start, -fact.span.end)):
        if fact.span.start >= end:
            yield fact
            if fact.rule != "quoted-title":
                end = fact.span.end
