"""What each word of a text may begin: looked up once for every spelling, so that a text is gone through once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMBER, DATE, STANCE, SPEECH, DOCUMENT, BOND = (1 << k for k in range(6))
"""What a word may begin or hold: a number, a date, a stance, reported speech, the name of an instrument; and what
several tokens make one word of."""

SHORT_FORMS = {"'ll": "will", "'re": "are", "'m": "am", "'ve": "have"}
"""Short forms of verbs, and the long ones they are read as."""

_SHORT = tuple(SHORT_FORMS)
# Spellings that are kept: some 10 MB at most.
_MOST_KEPT = 100_000


class Triggers(dict[str, int]):
    """Maps the comparison form of a token to what it may begin. A cache: what it holds changes no answer."""

    def __init__(self, words: Mapping[int, frozenset[str]]) -> None:
        """`words` are the triggers of each sort; figures are triggers without being among them."""
        self._words = tuple(words.items())
        self._will = STANCE if words.get(STANCE) else 0

    def __missing__(self, form: str) -> int:
        first = form[:1]
        flags = NUMBER * first.isnumeric() | DATE * (first == "'" or ("0" <= first <= "9"))
        flags |= self._will * form.endswith("'ll")
        flags |= BOND * (first == "-" or form == "..." or form.endswith(_SHORT))
        for flag, words in self._words:
            flags |= flag * (form in words)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[form] = flags
        return flags
