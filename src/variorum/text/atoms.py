"""Stretches of tokens that no edit may cut: dates, compounds, dotted abbreviations, document symbols, addresses."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from variorum.text.lexicon import AND_WORDS, MONTHS, RANGE_WORDS, SHORT_MONTHS, YEAR_SUFFIXES
from variorum.text.numeric_dates import numeric_date
from variorum.text.tokenize import DATE_PREFIX, NUMBER, PUNCTUATION, Tokens

if TYPE_CHECKING:
    from variorum.text.tokenize import Vocabulary

Atom = tuple[int, int, str]
"""First token, token after the last, comparison form."""

_JOINING = frozenset("-/@")
_CURRENCIES = frozenset("$€£¥₽₴₺₹")
_DAY_SUFFIXES = ("st", "nd", "rd", "th", "er", "º", "ª", "-го", "го")
_OF = frozenset(("de", "del", "of"))


def find_atoms(text: str, tokens: Tokens, vocabulary: Vocabulary) -> list[Atom]:
    """The atoms of a text in order, none overlapping another. Dates first, then what typography joins without a space.

    A date's form is DATE_PREFIX and its ISO 8601 value, partial where the text is ("--01-20", "1990-01"), with "/"
    before the last day of a range, so that "January 21, 1990", "21 January 1990" and "21.01.1990" have one form. What
    can be read two ways, such as "03/04/2020", has the form of no other date.
    """
    finder = _Finder(text, tokens, vocabulary)
    forms, months, classes = tokens.forms, vocabulary.months, vocabulary.classes
    atoms: list[Atom] = []
    done = 0
    for k in compress(range(len(forms)), map(vocabulary.hinges.__getitem__, forms)):
        if k < done:
            continue
        if months[forms[k]]:
            atom = finder.date_at(k, done)
        elif classes[forms[k]] == NUMBER:
            atom = finder.figures_at(k)
        else:
            atom = finder.compound_at(k, done)
        if atom is not None:
            atoms.append(atom)
            done = atom[1]
    return atoms


def join(tokens: Tokens, atoms: list[Atom], vocabulary: Vocabulary) -> Tokens:
    """The tokens with each atom joined into one."""
    if not atoms:
        return tokens
    starts: list[int] = []
    ends: list[int] = []
    forms: list[int] = []
    done = 0
    for first, last, form in atoms:
        starts += tokens.starts[done:first]
        ends += tokens.ends[done:first]
        forms += tokens.forms[done:first]
        starts.append(tokens.starts[first])
        ends.append(tokens.ends[last - 1])
        forms.append(vocabulary.atom(form))
        done = last
    starts += tokens.starts[done:]
    ends += tokens.ends[done:]
    forms += tokens.forms[done:]
    return Tokens(starts, ends, forms)


class _Finder:
    """Looks around one token for the atom it belongs to."""

    __slots__ = ("classes", "ends", "forms", "names", "starts", "text")

    def __init__(self, text: str, tokens: Tokens, vocabulary: Vocabulary) -> None:
        self.text = text
        self.starts, self.ends, self.forms = tokens.starts, tokens.ends, tokens.forms
        self.names, self.classes = vocabulary.forms, vocabulary.classes

    def _form(self, k: int) -> str:
        return self.names[self.forms[k]] if 0 <= k < len(self.forms) else ""

    def _touches(self, k: int) -> bool:
        """Whether token k follows token k - 1 without a gap."""
        return 0 < k < len(self.starts) and self.starts[k] == self.ends[k - 1]

    def date_at(self, k: int, floor: int) -> Atom | None:
        """The date around the month at token k, if a day or a year stands beside it."""
        month = self._month(k)
        first, days = self._days_before(k, floor)
        last = pointed = k + (2 if self._form(k) in SHORT_MONTHS and self._form(k + 1) == "." else 1)
        if days is None:
            last, days = self._days_after(pointed)
        after, year = self._year_after(last)
        if days is None and year is None:
            return None
        if year is not None:
            last = after
        elif last == pointed:
            last = k + 1
        value = f"{year:04}-{month:02}" if year is not None else f"--{month:02}"
        if days is not None:
            value += f"-{days[0]:02}" + (f"/{days[1]:02}" if len(days) > 1 else "")
        return first, last, DATE_PREFIX + value

    def _month(self, k: int) -> int:
        return MONTHS[self._form(k)]

    def _day(self, k: int) -> int | None:
        form = self._form(k)
        if not form or not form[0].isdecimal():
            return None
        for suffix in _DAY_SUFFIXES:
            if form.endswith(suffix):
                form = form[: -len(suffix)]
                break
        return int(form) if len(form) <= 2 and form.isascii() and form.isdigit() and 1 <= int(form) <= 31 else None

    def _days_before(self, k: int, floor: int) -> tuple[int, tuple[int, ...] | None]:
        """The first token and the days before the month at token k: one, or the first and last of a range."""
        at = k - 1 if self._form(k - 1) in _OF else k
        first, day = self._day_ending(at, floor)
        if day is None:
            joined = self._joined_days(at - 1) if at - 1 >= floor else None
            return (at - 1, joined) if joined else (k, None)
        start_first, start = self._day_ending(first - 1, floor) if first - 1 > floor else (0, None)
        if start is not None and _is_range(start, self._form(first - 1), day):
            return start_first, (start, day)
        return first, (day,)

    def _day_ending(self, at: int, floor: int) -> tuple[int, int | None]:
        """The day that ends before token `at`, with the point of an ordinal or without, and its token."""
        at -= 2 if self._form(at - 1) == "." and self._touches(at - 1) else 1
        return at, self._day(at) if at >= floor else None

    def _joined_days(self, k: int) -> tuple[int, int] | None:
        """The days of "5/6", which is one token."""
        first, _, last = self._form(k).partition("/")
        if not (first.isdecimal() and last.isdecimal() and len(first) <= 2 and len(last) <= 2):
            return None
        start, end = int(first), int(last)
        return (start, end) if 1 <= start < end <= 31 else None

    def _days_after(self, k: int) -> tuple[int, tuple[int, ...] | None]:
        """The token after the days that begin at token `k`, and these."""
        day = self._day(k)
        if day is None:
            return k, None
        joiner, end = self._form(k + 1), self._day(k + 2)
        if end is not None and _is_range(day, joiner, end) and (joiner == "-" or self._ends_date(k + 3)):
            return k + 3, (day, end)
        return k + 1, (day,)

    def _ends_date(self, k: int) -> bool:
        """Whether a date may end before token k: "March 5 and 6 ferries" counts ferries."""
        return self._year_after(k)[1] is not None or not self._is_word(k)

    def _year_after(self, k: int) -> tuple[int, int | None]:
        if self._form(k) == "," or self._form(k) in _OF:
            k += 1
        form = self._form(k)
        if len(form) == 4 and form.isascii() and form.isdigit() and 1000 <= int(form) <= 2999:
            return k + (2 if self._form(k + 1) in YEAR_SUFFIXES else 1), int(form)
        return k, None

    def figures_at(self, k: int) -> Atom | None:
        """The date that the figures of token k are; of the days of a range, what follows decides."""
        value = numeric_date(self._form(k))
        return (k, k + 1, DATE_PREFIX + value) if value else None

    def compound_at(self, k: int, floor: int) -> Atom | None:
        """What a joining mark at token k holds together without spaces, the whole run of it."""
        mark = self._form(k)
        if mark == ".":
            return self._abbreviation_at(k, floor)
        if mark in _CURRENCIES:
            return (k, k + 2, mark + self._form(k + 1)) if self._touches(k + 1) and self._is_number(k + 1) else None
        if not (self._is_word(k - 1) and self._touches(k) and self._touches(k + 1) and k > floor):
            return None
        if self.text[self.starts[k]] in "—―":
            return None
        first, last = k - 1, k + 1
        if mark == "@" or (mark == "/" and self._form(k + 1) == "/"):
            return self._address_around(first, floor)
        if not self._is_word(k + 1) or self._is_before_month(k + 1):
            return None
        last = k + 2
        while (
            self._form(last) in _JOINING and self._touches(last) and self._touches(last + 1) and self._is_word(last + 1)
        ):
            last += 2
        form = self._joined(first, last)
        date = numeric_date(form)
        return first, last, DATE_PREFIX + date if date else form

    def _is_before_month(self, k: int) -> bool:
        """Whether token k is a number that a month follows."""
        following = k + 2 if self._form(k + 1) in _OF else k + 1
        return self._is_number(k) and self._form(following) in MONTHS

    def _abbreviation_at(self, k: int, floor: int) -> Atom | None:
        if k - 1 < floor or not self._touches(k) or not self._is_letter(k - 1):
            return None
        last = k + 1
        while self._is_letter(last) and self._touches(last) and self._form(last + 1) == "." and self._touches(last + 1):
            last += 2
        if last == k + 1 and not self.text[self.starts[k - 1]].isupper():
            return None
        return k - 1, last, self._joined(k - 1, last)

    def _address_around(self, k: int, floor: int) -> Atom:
        first = last = k
        while first > floor and self._touches(first):
            first -= 1
        while last + 1 < len(self.forms) and self._touches(last + 1):
            last += 1
        while last > k and self.classes[self.forms[last]] == PUNCTUATION and self._form(last) != "/":
            last -= 1
        return first, last + 1, self._joined(first, last + 1)

    def _joined(self, first: int, last: int) -> str:
        return "".join(self.names[form] for form in self.forms[first:last])

    def _is_word(self, k: int) -> bool:
        return 0 <= k < len(self.forms) and self.classes[self.forms[k]] > PUNCTUATION

    def _is_number(self, k: int) -> bool:
        return 0 <= k < len(self.forms) and self.classes[self.forms[k]] == NUMBER

    def _is_letter(self, k: int) -> bool:
        form = self._form(k)
        return len(form) == 1 and form.isalpha()


def _is_range(first: int, joiner: str, last: int) -> bool:
    """Whether two days are a range: "5-6", "5 to 7"; and "5 and 6", for one follows the other."""
    return (joiner in RANGE_WORDS and first < last) or (joiner in AND_WORDS and first + 1 == last)
