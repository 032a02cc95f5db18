"""What a scan reads for what: look-alike letters taken for one, and letters for the strokes that they are made of."""

from __future__ import annotations

from variorum.reuse.alphabet import Alphabet

# Those of one word here are read for one another; the first stands for all.
_ALIKE = "ceoa0 l1ijt s5 bh68 g9q z2 nu vy fr".split()
_STROKES = {"m": "rn", "w": "vv", "d": "cl"}


def _folded() -> dict[str, str]:
    one = {letter: group[0] for group in _ALIKE for letter in group}
    strokes = {letter: "".join(one.get(stroke, stroke) for stroke in made) for letter, made in _STROKES.items()}
    return one | strokes


_FOLDED = _folded()


class ScanAlphabet(Alphabet):
    """An alphabet in which what scans confuse has one form; `plain` still tells it apart."""

    def __init__(self) -> None:
        super().__init__()
        self.plain = Alphabet()

    def form(self, character: str) -> str:
        """The form of a character, whatever look-alike of it was read."""
        return "".join(_FOLDED.get(letter, letter) for letter in super().form(character))


def alphabet_of(*, ocr: bool) -> Alphabet:
    """The alphabet that texts are cut by: into words, or with `ocr` into grams, which slips of a scan leave alone."""
    return ScanAlphabet() if ocr else Alphabet()
