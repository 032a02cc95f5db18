"""The words of one segment as a reader of dates looks round in them: nothing beyond its edges is seen."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.text.number_words import ORDINALS, SMALL
from variorum.text.tokenize import DATE_PREFIX

if TYPE_CHECKING:
    from variorum.analysis.facts.reading import Reading
    from variorum.model.units import Segment
    from variorum.text.atoms import Atom

_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
_TENS = 20


class SegmentWords:
    """Looks from token to token inside the bounds of one segment; beyond them every form is empty."""

    __slots__ = ("_reading", "high", "language", "low")

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.language = reading.language
        self.low = self.high = 0

    def enter(self, segment: Segment) -> None:
        """Look no further than the edges of this segment from now on."""
        self.low = bisect_left(self._reading.starts, segment.span.start, self.high)
        self.high = bisect_left(self._reading.starts, segment.span.end, self.low)

    def form(self, k: int) -> str:
        """The comparison form of token `k`; "" beyond the edges."""
        return self._reading.forms[k] if self.low <= k < self.high else ""

    def forms(self, first: int, last: int) -> tuple[str, ...]:
        """The forms of tokens [first, last)."""
        return tuple(map(self.form, range(first, last)))

    def follows(self, k: int, *words: str) -> bool:
        """Whether these words begin at token `k`."""
        return self.forms(k, k + len(words)) == words

    def precedes(self, k: int, *words: str) -> bool:
        """Whether these words end before token `k`."""
        return self.forms(k - len(words), k) == words

    def touches(self, k: int) -> bool:
        """Whether token `k` follows the one before without a gap."""
        return self.low < k < self.high and self._reading.touches(k)

    def is_capital(self, k: int) -> bool:
        """Whether token `k` begins with a capital letter."""
        return self.low <= k < self.high and self._reading.text[self._reading.starts[k]].isupper()

    def begins_with_letter(self, k: int) -> bool:
        """Whether token `k` is a word, not a figure."""
        return self.form(k)[:1].isalpha()

    def is_lower_word(self, k: int) -> bool:
        """Whether token `k` is a word in small letters."""
        return self.form(k)[:1].isalpha() and not self.is_capital(k)

    def date_atom(self, k: int) -> Atom | None:
        """The date in which token `k` lies, if all of it is in the segment."""
        atom = self._reading.atom_at.get(k)
        if atom is None or not atom[2].startswith(DATE_PREFIX):
            return None
        return atom if self.low <= atom[0] and atom[1] <= self.high else None

    def compound(self, k: int) -> Atom | None:
        """What holds token `k` together with others and is no date: a symbol, an address, a hyphened word."""
        atom = self._reading.atom_at.get(k)
        return None if atom is None or atom[2].startswith(DATE_PREFIX) else atom

    def figure(self, k: int) -> int | None:
        """The whole number below ten thousand that token `k` is in plain digits."""
        form = self.form(k)
        return int(form) if 0 < len(form) <= 4 and form.isascii() and form.isdigit() else None

    def ordinal_before(self, k: int) -> tuple[int, int] | None:
        """The ordinal below a hundred that ends before token `k`, and its first token: "20th", "twenty-first"."""
        form = self.form(k - 1)
        if form[:1].isdigit():
            digits = form[:-2]
            is_ordinal = form.endswith(_ORDINAL_ENDINGS) and digits.isascii() and digits.isdigit() and len(digits) <= 2
            return (int(digits), k - 1) if is_ordinal else None
        value = ORDINALS.get(form)
        if value is None:
            return None
        tens = SMALL.get(self.form(k - 3)) if self.form(k - 2) == "-" else SMALL.get(self.form(k - 2))
        if value < 10 and tens is not None and tens >= _TENS:
            return int(tens + value), k - (3 if self.form(k - 2) == "-" else 2)
        return int(value), k - 1

    def count_before(self, k: int) -> tuple[int, int] | None:
        """The whole number that ends before token `k`, in digits or English words, and its first token."""
        figure = self.figure(k - 1)
        if figure is not None:
            return None if self.touches(k - 1) else (figure, k - 1)
        value, first = self._below_hundred_before(k)
        if first == k and self.form(k - 1) != "hundred":
            return None
        after = first - 1 if first < k and self.form(first - 1) == "and" else first
        if self.form(after - 1) == "hundred":
            hundreds, start = self._below_hundred_before(after - 1)
            if start == after - 1:
                return (100 + value, start - 1) if self.form(start - 1) == "a" else (100 + value, start)
            return hundreds * 100 + value, start
        return value, first

    def _below_hundred_before(self, k: int) -> tuple[int, int]:
        """The number word below a hundred that ends before token `k` and its first token; (0, k) of none."""
        value = SMALL.get(self.form(k - 1))
        if value is None:
            return 0, k
        hyphened = self.form(k - 2) == "-"
        tens = SMALL.get(self.form(k - 3 if hyphened else k - 2))
        if 0 < value < 10 and tens is not None and tens >= _TENS:
            return int(tens + value), k - (3 if hyphened else 2)
        return int(value), k - 1
