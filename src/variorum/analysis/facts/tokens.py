"""The tokens of one text with their comparison forms, and the atoms that hold some of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.spans import Span
from variorum.text.atoms import find_atoms
from variorum.text.tokenize import DATE_PREFIX, Vocabulary, tokenize

if TYPE_CHECKING:
    from variorum.text.atoms import Atom


class Tokens:
    """The tokens of a text, numbered.

    `forms` are folded ("Killed" is "killed"); `starts` and `ends` are code points of `text`; `atom_at` gives the atom
    that a token lies in. A token number out of the text has the form "".
    """

    __slots__ = ("atom_at", "atoms", "ends", "forms", "starts", "text")

    def __init__(self, text: str) -> None:
        vocabulary = Vocabulary(len(text))
        self.text = text
        tokens = tokenize(text, vocabulary)
        self.starts, self.ends = tokens.starts, tokens.ends
        self.forms = list(map(vocabulary.forms.__getitem__, tokens.forms))
        self.atoms = find_atoms(text, tokens, vocabulary)
        self.atom_at: dict[int, Atom] = {k: atom for atom in self.atoms for k in range(atom[0], atom[1])}

    def form(self, k: int) -> str:
        """The comparison form of token k; "" of none."""
        return self.forms[k] if 0 <= k < len(self.forms) else ""

    def spelling(self, k: int) -> str:
        """Token k as it stands in the text; "" of none."""
        return self.text[self.starts[k] : self.ends[k]] if 0 <= k < len(self.forms) else ""

    def touches(self, k: int) -> bool:
        """Whether token k follows token k - 1 without a gap."""
        return 0 < k < len(self.starts) and self.starts[k] == self.ends[k - 1]

    def is_word(self, k: int) -> bool:
        """Whether token k begins with a letter or a digit."""
        return self.form(k)[:1].isalnum()

    def in_date(self, k: int) -> bool:
        """Whether token k lies in a date."""
        atom = self.atom_at.get(k)
        return atom is not None and atom[2].startswith(DATE_PREFIX)

    def span(self, first: int, last: int) -> Span:
        """Where tokens [first, last) stand in the text; there is at least one."""
        return Span(self.starts[first], self.ends[last - 1])
