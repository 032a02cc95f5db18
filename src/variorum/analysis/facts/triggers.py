"""The words at which the readers of facts stop: looked up once for every spelling, so a text is gone through once."""

from __future__ import annotations

from functools import cache

from variorum.analysis.facts.dates.words import date_triggers
from variorum.analysis.facts.quantities.numbers import starters
from variorum.analysis.facts.stances.words import SAYING, stance_triggers

NUMBER, DATE, STANCE, SPEECH, DOCUMENT, BOND = (1 << k for k in range(6))
"""What a word may begin or hold: a number, a date, a stance, reported speech, the name of an instrument; and what
several tokens make one word of."""

SHORT_FORMS = {"'ll": "will", "'re": "are", "'m": "am", "'ve": "have"}
"""Short forms of verbs, and the long ones they are read as."""

_SHORT = tuple(SHORT_FORMS)
_SPEECH = SAYING | {"according"}
# Words before the number of an instrument; in "E.O. 12170" the letter.
_NUMBERED = (
    "resolution order proclamation law directive determination memorandum regulation decision decree protocol "
    "ordinance recommendation comment opinion"
).split()
_DOCUMENTS = frozenset((*_NUMBERED, *(f"{word}s" for word in _NUMBERED), "e", "pub"))
# Spellings that are kept: some 10 MB at most.
_MOST_KEPT = 100_000


class Triggers(dict[str, int]):
    """Maps the comparison form of a token to what it may begin. A cache: what it holds changes no answer."""

    def __init__(self, language: str) -> None:
        self._dates = date_triggers(language)
        self._numbers = starters(language)
        self._stances = stance_triggers() if language == "en" else frozenset()
        self._speech = _SPEECH if language == "en" else frozenset()

    def __missing__(self, form: str) -> int:
        first = form[:1]
        flags = NUMBER * (first.isnumeric() or form in self._numbers)
        flags |= DATE * (form in self._dates or first == "'" or ("0" <= first <= "9"))
        flags |= STANCE * (form in self._stances or form.endswith("'ll"))
        flags |= SPEECH * (form in self._speech)
        flags |= DOCUMENT * (form in _DOCUMENTS)
        flags |= BOND * (form[:1] == "-" or form == "..." or form.endswith(_SHORT))
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[form] = flags
        return flags


@cache
def triggers_of(language: str) -> Triggers:
    """The triggers in statements of a language; those of English for one that no reader knows."""
    return Triggers(language)
