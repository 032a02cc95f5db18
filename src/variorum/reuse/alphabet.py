"""What each character is to a token (part of one, one by itself, nothing, an end of one), and its folded form."""

from __future__ import annotations

import unicodedata
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from variorum.reuse.kernels.characters import are_known, see
from variorum.reuse.kernels.kinds import ALONE, BREAK, HYPHEN, IGNORED, LISTED, MARK, SPACE, WORD
from variorum.text.normalize import DASHES, INVISIBLE, SINGLE_QUOTES
from variorum.text.tokenize import stands_alone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    CodePoints = NDArray[np.uint32]

_ALL = 0x110000


class Alphabet:
    """Tables over all code points, filled for the characters that occur.

    A form is free of case, accents, marks and typographic variants, so composed and decomposed text, straight and curly
    apostrophes, soft hyphens and ligatures make the same tokens.
    """

    def __init__(self) -> None:
        self.kinds = np.zeros(_ALL, np.uint8)
        self.forms = np.zeros(_ALL, np.uint32)
        self.listed = np.zeros(1, np.uint32)
        self._known = np.zeros(_ALL, np.bool_)
        self._lock = Lock()

    def learn(self, code_points: CodePoints) -> tuple[NDArray[np.uint8], CodePoints, CodePoints]:
        """Fill the tables for the characters of a text, and hand them out: kinds, forms, longer forms.

        Several threads may learn. Cost: one step a character, and some µs for each new one.
        """
        if not are_known(code_points, self._known):
            seen = np.zeros(_ALL, np.uint8)
            see(code_points, seen)
            with self._lock:
                self._fill(seen.view(np.bool_))
        with self._lock:
            return self.kinds, self.forms, self.listed

    def form(self, character: str) -> str:
        """The folded form of a character: one character or more."""
        return _form(character)

    def _fill(self, seen: NDArray[np.bool_]) -> None:
        longer: list[int] = []
        for code in np.flatnonzero(seen & ~self._known).tolist():
            self._known[code] = True
            self.kinds[code] = kind = _kind(chr(code))
            if kind in (WORD, ALONE):
                form = self.form(chr(code))
                if len(form) == 1:
                    self.forms[code] = ord(form)
                else:
                    self.forms[code] = LISTED | (len(self.listed) + len(longer))
                    longer += [len(form), *map(ord, form)]
        if longer:
            self.listed = np.concatenate([self.listed, np.array(longer, np.uint32)])


def _kind(character: str) -> int:
    if character in "\n\r":
        return BREAK
    if character in DASHES:
        return HYPHEN
    category = unicodedata.category(character)
    if category[0] == "M" or character in SINGLE_QUOTES or character in INVISIBLE:
        return IGNORED
    if stands_alone(character):
        return ALONE
    if character.isspace() or category[0] in "CZ":
        return SPACE
    return WORD if category[0] in "LN" else MARK


def _form(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)) or character
