"""The names in the capitals of a text, segment by segment, and the capitals that stay without a name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from variorum.analysis.facts.names.compounds import compound_in
from variorum.analysis.facts.names.gazetteer import Reading, plain
from variorum.analysis.facts.names.gazetteers.words import OCCASIONS, SMALL_BODIES, STREETS
from variorum.analysis.facts.names.people import apposed_role, person_in, suffix_end
from variorum.analysis.facts.names.words import CUT, HEADS, LINK, OTHER, TITLE, Piece, groups, pieces, spelled
from variorum.model.facts import Fact, FactKind
from variorum.model.spans import Span
from variorum.text.capitals import RUN
from variorum.text.lexicon import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.analysis.facts.names.gazetteer import Entry, Gazetteer

_SURE, _LIKELY, _PERHAPS = 0.95, 0.85, 0.6
_CITED = frozenset("U.S.C. U.S. C.F.R. CFR USC F.R. FR U.S.C.A. Fed. Fed Stat. Stat".split())
_ADDRESS_REST = re.compile(r"(?:[\s,]++(?:[A-Z][\w.]*+|\d[\d-]*+))*+")
_SHORT_FORM = re.compile(r"\s*\((?:the\s+|hereinafter\s+)?[\"“”«']*(?P<short>[A-Z][A-Za-z&-]{1,11})[\"“”»']*\)")
_SMALL_BODY = re.compile(rf"\s+(?:{SMALL_BODIES})(?!\w)")
_SMALL_LETTERS = frozenset(body[:2] for body in SMALL_BODIES.split("|"))
_MONTH_NAMES = "|".join(
    ("January February March April May June July August September October November December").split()
)
_OCCASION = re.compile(rf"\s+(?P<what>{OCCASIONS})(?!\w)")
_OCCASION_OF = re.compile(rf"(?P<what>{OCCASIONS})\s+of\s+(?:the\s+)?(?:night\s+of\s+)?(?P<day>\d{{1,2}}\s+)?$")
_DAY_BEFORE = re.compile(r"(?<!\w)(?P<day>\d{1,2})\s+$")
_DAY_AFTER = re.compile(r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w/]|[-–]\d)")
_YEAR_AFTER = re.compile(r",?\s+(?P<year>1\d{3}|20\d\d)(?!\w),?")
_LONGEST_OCCASION = 60
# Enough for the first of the words that a name of the tables goes on with.
_WINDOW = 40
_LONGEST_BROKEN = 16
_ENUMERATOR = re.compile(r"[\W\d_]*+(?:\(?[a-z]{1,4}\)\s*)?")


Loose = tuple[int, int, str, int, bool]
"""Capitals that no rule names: start, end, plain spelling, the end of their segment, whether case says nothing."""

# Runs of capitals that are kept as read: some 10 MB at most.
_MOST_READINGS = 20_000
# Of a run that names nothing whatever follows it, as most that open a sentence.
_NOTHING = Reading((), (), simple=True)
# What may stand behind a run whose reading does not depend on what follows: small words that no name goes on with, or
# a link or a comma before one.
_ALONE = re.compile(
    rf"\s+(?!(?:on|for|to|in|against|and|of|or|{SMALL_BODIES})(?!\w))[a-z0-9]|[.;:?!)\]\"“”’'—–…-]|\s*\Z"
    r"|(?:\s+(?:on|for|to|in|against|and|of|or)|,)\s+(?:the\s+)?(?!(?:the|and)(?!\w))[a-z]"
)


class NameReader:
    """Reads the names of one text; `facts`, `loose` and `short_forms` grow with each segment read."""

    def __init__(self, view: str, table: Gazetteer, taken: Sequence[tuple[int, int]] = ()) -> None:
        """`taken` are spans in which nothing is read, in text order."""
        self.view = view
        self.table = table
        self.facts: list[Fact] = []
        self.loose: list[Loose] = []
        self.short_forms: dict[str, Entry] = {}
        self._taken = [*taken, (len(view) + 1, len(view) + 1)]
        self._next_taken = 0
        self._folded = False
        self._stop = 0
        self._opening = 0
        self._done = 0
        # Whether the run being read depends on where it stands; whether it was looked at what follows; what may not.
        self._bound = False
        self._looked = False
        self._unless: list[str] = []

    def read(self, span: Span, *, folded: bool) -> None:
        """Read one segment, the segments in text order. Where `folded`, capitals say nothing."""
        view = self.view
        self._folded, self._stop, self._done = folded, span.end, span.start
        opening = _ENUMERATOR.match(view, span.start, span.end)
        self._opening = opening.end() if opening else span.start
        inner, opening_runs = self.table.readings
        taken = self._taken
        for match in RUN.finditer(view, span.start, span.end):
            start, end = match.span()
            if start < self._done or taken[self._next_taken][0] < end:
                self._read_what_is_free(start, end)
                continue
            if folded or view[start - 2 : start - 1].isdigit():
                self._read_run(pieces(view, start, end))
                continue
            kept = opening_runs if start == self._opening else inner
            run = match.group()
            reading = kept.get(run)
            if reading is _NOTHING:
                continue
            if run in _MONTH_WORDS:
                self._occasion(start, end, run)
            elif reading is None or not self._holds(reading, end):
                self._read_anew(run, start, end, kept)
            elif reading.facts or reading.loose:
                self._repeat(reading, start)

    def _holds(self, reading: Reading, end: int) -> bool:
        """Whether a reading holds before what follows."""
        if reading.unless and self.view[end : end + _WINDOW].lstrip().startswith(reading.unless):
            return False
        if reading.simple:
            view = self.view
            if view[end + 1 : end + 3] in _SMALL_LETTERS and _SMALL_BODY.match(view, end):
                return False
            return "(" not in view[end : end + 2]
        return _ALONE.match(self.view, end, self._stop) is not None

    def _repeat(self, reading: Reading, base: int) -> None:
        for kind, start, end, name, rule, confidence, role, role_end in reading.facts:
            office = Span(base + role, base + role_end) if role >= 0 else None
            span = Span(base + start, base + end)
            self.facts.append(Fact(kind, span, rule, confidence, name=name, role=office))
        for start, end, text in reading.loose:
            self.loose.append((base + start, base + end, text, self._stop, False))

    def _read_anew(self, run: str, start: int, end: int, kept: dict[str, Reading]) -> None:
        """Read a run, and keep the reading if it is the same elsewhere."""
        facts, loose = len(self.facts), len(self.loose)
        self._bound = self._looked = False
        self._unless.clear()
        self._read_run(pieces(self.view, start, end))
        if self._bound or self._done > end:
            return
        found = self.facts[facts:]
        reading = Reading(
            tuple(_relative(fact, start) for fact in found),
            tuple((each[0] - start, each[1] - start, each[2]) for each in self.loose[loose:]),
            not self._looked,
            tuple(self._unless),
        )
        if self._holds(reading, end):
            if len(kept) >= _MOST_READINGS:
                kept.clear()
            kept[run] = _NOTHING if reading == _NOTHING else reading

    def _read_what_is_free(self, start: int, end: int) -> None:
        """Read what is left of a run that is partly read, or taken."""
        start = max(start, self._done)
        taken = self._taken
        while start < end:
            while taken[self._next_taken][1] <= start:
                self._next_taken += 1
            first, last = taken[self._next_taken]
            if first > start:
                self._read_run(pieces(self.view, start, min(end, first)))
            start = max(last, self._done) if first < end else end

    def _read_run(self, run: list[Piece]) -> None:
        if not run or self._is_citation(run[0]) or self._is_address(run):
            return
        for k, piece in enumerate(run):
            if piece.text in self.table.broken and (found := self._broken(piece, run[k : k + _LONGEST_BROKEN])):
                self._read_groups(run[:k])
                self._emit(found[0], piece.start, found[1], found[2], "gazetteer", _SURE)
                self._done = found[1]
                return
            if piece.flags & CUT and piece.text in _MONTH_WORDS:
                self._bound = True
                self._occasion(piece.start, piece.end, piece.text)
        self._read_groups(run)

    def _broken(self, piece: Piece, run: Sequence[Piece]) -> tuple[FactKind, int, str] | None:
        """A name of the tables that a run of capitals, given from its first word on, does not hold whole."""
        held = spelled(run)
        for spelling in self.table.broken[piece.text]:
            # The run has all the capitals there are: a name that goes on with another is not here.
            rest = spelling[len(held) :]
            if not self._folded and not (spelling.startswith(held) and rest[:1] and not rest[1:2].isupper()):
                continue
            self._looked = True
            if not self._folded and _ALONE.match(rest):
                self._unless.append(rest.split()[0])
            match = spelling_pattern(spelling, folded=self._folded).match(self.view, piece.start, self._stop)
            entry = self.table.entries[spelling]
            if match and entry:
                return entry[0], match.end(), entry[1]
        return None

    def _is_citation(self, piece: Piece) -> bool:
        before = self.view[max(0, piece.start - 2) : piece.start]
        return piece.text in _CITED and before[:1].isdigit() and before[1:].isspace()

    def _is_address(self, run: Sequence[Piece]) -> bool:
        """Whether a run names a street after a number; what follows of the address is passed over."""
        start = run[0].start
        if run[-1].text not in STREETS or not self.view[max(0, start - 3) : start].rstrip()[-1:].isdigit():
            return False
        rest = _ADDRESS_REST.match(self.view, run[-1].end, self._stop)
        self._done = rest.end() if rest else run[-1].end
        return True

    def _read_groups(self, run: Iterable[Piece]) -> None:
        for group in groups(run):
            if group[0].start >= self._done:
                self._read_group(group)

    def _read_group(self, group: list[Piece]) -> None:
        if not group:
            return
        if group[0].start == self._opening and len(group) > 1:
            group = self._without_opener(group)
        if group[0].flags & LINK or group[-1].flags & LINK:
            for rest in groups(group):
                self._read_group(rest)
            return
        if self.table.has(spelled(group), folded=self._folded):
            self._tell(group)
            return
        flags = 0
        for piece in group:
            flags |= piece.flags
        has_title = flags & TITLE
        if (
            (has_title and self._person(group))
            or (flags & HEADS and self._compound(group))
            or (not has_title and len(group) > 1 and self._person(group))
        ):
            return
        link = flags & LINK and next((k for k, piece in enumerate(group) if piece.text == "of"), 0)
        if link and not self._spans_link(group, link):
            self._read_group(group[:link])
            self._read_groups(group[link + 1 :])
        else:
            self._scan(group)

    def _tell(self, words: Sequence[Piece]) -> None:
        """Emit what the tables say of these words, if it is a name."""
        entry = self.table.entry(spelled(words), folded=self._folded)
        if entry:
            self._emit(entry[0], words[0].start, words[-1].end, entry[1], "gazetteer", _SURE)

    def _spans_link(self, group: Sequence[Piece], link: int) -> bool:
        """Whether a name of the tables goes across a link."""
        return any(self._longest(group, k) > link for k in range(max(0, link - 4), link))

    def _without_opener(self, group: list[Piece]) -> list[Piece]:
        """The group without a participle or another word that has its capital from the sentence."""
        first, rest = group[0], group[1:]
        if (
            self.table.most_words(first.text, folded=self._folded)
            or first.flags & (TITLE | HEADS)
            or rest[0].flags & LINK
        ):
            return group
        is_verb = first.text.endswith("ing") and len(first.text) > 5
        return rest if is_verb or self.table.has(spelled(rest), folded=self._folded) else group

    def _known(self, spelling: str) -> bool:
        return self.table.has(spelling, folded=self._folded)

    def _person(self, group: list[Piece]) -> bool:
        """Read the person in a group, what stands before the name and after it."""
        named = person_in(group, self._known, strict=self._folded)
        if named is None:
            return False
        self._looked = True
        words = group[named.first : named.last]
        start, end = words[0].start, suffix_end(self.view, words[-1].end, self._stop)
        name = plain(self.view[start:end])
        self._done = max(self._done, end)
        role = Span(group[named.role].start, group[named.role_end - 1].end) if named.role_end > named.role else None
        if role is None and (apposed := apposed_role(self.view, end, self._stop)):
            role = Span(*apposed)
        confidence = _LIKELY if named.rule == "title" else _LIKELY - 0.05
        self.facts.append(Fact(FactKind.PERSON, Span(start, end), named.rule, confidence, name=name, role=role))
        before = group[: named.role if named.role_end > named.role else named.first]
        self._read_groups(before)
        if named.role_end > named.role:
            self._scan(group[named.role : named.role_end], keep_loose=False)
        self._read_groups(group[named.last :])
        return True

    def _compound(self, group: list[Piece]) -> bool:
        self._looked = True
        found = compound_in(self.view, group, self._stop, self._known, strict=self._folded)
        if found is None:
            return False
        before = [piece for piece in group if piece.end <= found.start]
        self._read_groups(before)
        words = plain(self.view[found.start : found.end])
        entry = self.table.entry(words, folded=self._folded)
        kind, name, rule = (*entry, "gazetteer") if entry else (found.kind, words, "head")
        self._emit(kind, found.start, found.end, name, rule, _LIKELY)
        self._done = max(self._done, found.end)
        self._read_groups([piece for piece in group[found.last :] if piece.start >= found.end])
        return True

    def _longest(self, group: Sequence[Piece], k: int) -> int:
        """The piece after the longest name of the tables that begins at piece k; 0 without one."""
        most = self.table.most_words(group[k].text, folded=self._folded)
        for last in range(min(len(group), k + most), k, -1):
            if self.table.has(spelled(group[k:last]), folded=self._folded):
                return last
        return 0

    def _scan(self, group: Sequence[Piece], *, keep_loose: bool = True) -> None:
        """Read the names of the tables in a group; what lies between them is loose."""
        k = 0
        between: list[Piece] = []
        while k < len(group):
            last = self._longest(group, k)
            if last:
                self._keep(between, keep=keep_loose)
                between = []
                self._tell(group[k:last])
                k = last
                continue
            if not self._hyphenated(group[k]):
                between.append(group[k])
            k += 1
        self._keep(between, keep=keep_loose)

    def _hyphenated(self, piece: Piece) -> bool:
        """Read names of the tables that a hyphen joins: "Orsa-Karrow"."""
        if "-" not in piece.text:
            return False
        place = piece.start
        found = False
        for part in piece.text.split("-"):
            entry = self.table.entry(part, folded=self._folded)
            if entry:
                self._emit(entry[0], place, place + len(part), entry[1], "gazetteer", _LIKELY)
                found = True
            place += len(part) + 1
        return found

    def _keep(self, words: list[Piece], *, keep: bool) -> None:
        while words and words[0].flags & (LINK | TITLE):
            words = words[1:]
        while words and words[-1].flags & LINK:
            words = words[:-1]
        if not words or not keep:
            return
        start, end = words[0].start, words[-1].end
        text = spelled(words)
        if self.view[end : end + 2].strip()[:1] == "(" and (match := _SHORT_FORM.match(self.view, end, self._stop)):
            initials = "".join(piece.text[0] for piece in words if not piece.flags & LINK)
            if initials == match["short"] and len(initials) > 2 and not words[-1].flags & OTHER:
                self._emit(FactKind.ORGANISATION, start, end, text, "short-form", _PERHAPS)
                return
        self.loose.append((start, end, text, self._stop, self._folded))

    def _emit(self, kind: FactKind, start: int, end: int, name: str, rule: str, confidence: float) -> None:
        view = self.view
        if kind in (FactKind.PEOPLE, FactKind.PLACE) and view[end + 1 : end + 3] in _SMALL_LETTERS:
            body = _SMALL_BODY.match(view, end, self._stop)
            if body:
                kind, rule, end = FactKind.ORGANISATION, "small-body", body.end()
                name = plain(title_words(view[start:end]))
                confidence = _LIKELY
        if view[end : end + 2].strip()[:1] == "(" and (match := _SHORT_FORM.match(view, end, self._stop)):
            short = match["short"]
            if self._is_short_form(short, kind, name):
                self.short_forms.setdefault(short, (kind, name))
        self.facts.append(Fact(kind, Span(start, end), rule, confidence, name=name))

    def _is_short_form(self, short: str, kind: FactKind, name: str) -> bool:
        """Whether a bracket gives a short form; of all but bodies one that its initials spell."""
        if sum(map(str.isupper, short)) < 2 or self._folded or kind in (FactKind.PEOPLE, FactKind.PERSON):
            return False
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        return kind is FactKind.ORGANISATION or initials == short.upper()

    def _occasion(self, first: int, end: int, month: str) -> None:
        """Read an event that is told by its day, around its month in [first, end)."""
        view, stop = self.view, self._stop
        low = max(self._done, first - _LONGEST_OCCASION)
        before = _DAY_BEFORE.search(view[low:first])
        start = low + before.start() if before else first
        day = before["day"] if before else None
        if day is None:
            after = _DAY_AFTER.match(view, end, stop)
            if after is None:
                return
            day, end = after["day"], after.end()
        year = _YEAR_AFTER.match(view, end, stop)
        what = _OCCASION.match(view, year.end() if year else end, stop)
        if what:
            end = what.end()
        else:
            what = _OCCASION_OF.search(view[low:first])
            if what is None:
                return
            start, end = low + what.start(), year.end("year") if year else end
        tail = f" {year['year']}" if year else ""
        name = f"{int(day)} {month}{tail} {what['what']}"
        self.facts.append(Fact(FactKind.EVENT, Span(start, end), "dated-occasion", _LIKELY, name=name))


def _relative(fact: Fact, base: int) -> tuple[FactKind, int, int, str, str, float, int, int]:
    role = (fact.role.start - base, fact.role.end - base) if fact.role else (-1, -1)
    span = fact.span
    return fact.kind, span.start - base, span.end - base, fact.name or "", fact.rule, fact.confidence, *role


_MONTH_WORDS = frozenset(name.capitalize() for name in MONTHS) & frozenset(_MONTH_NAMES.split("|"))


def title_words(words: str) -> str:
    """The words with a capital each: one handle for "Orsan army" and "Orsan Army"."""
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


@cache
def spelling_pattern(spelling: str, *, folded: bool = False) -> re.Pattern[str]:
    """A pattern for a spelling with any white space and either apostrophe."""
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in spelling.split())
    return re.compile(rf"(?<![\w-]){words}(?!\w)", re.IGNORECASE if folded else 0)
