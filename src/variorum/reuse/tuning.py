"""What the finding of passages weighs, in one place; all of it is written down with a run."""

from __future__ import annotations

import math
from dataclasses import dataclass

from variorum.reuse.kernels.tokens import SIXTEENTHS

# The tokens of a corpus of this size meet by chance as often as `enough` allows.
_TOKENS = 500_000


@dataclass(frozen=True, slots=True)
class Tuning:
    """Weights in bits, lengths in words. Chosen on made corpora of 1,000 and 10,000 documents (`evaluation/reuse.py`).

    `least` is what a token must say to be sown, `most` what it counts for at most, `enough` what a seed says in a
    corpus of half a million tokens. An extension is given up `drop` below its best, where a changed word costs `other`
    and one left out `gap`; what it found is kept from `found` on. Two boxes of the same documents are one passage where
    no more than `apart` words lie between, on both sides: so clauses may change places. A passage may hang over its
    family's core by `overhang` words, and is cut back. Boxes of one family are at least `like` the likest of them, and
    its passages, made of boxes, are `near` it, but for a few that are `alike`; what is not is a family by itself.
    Likeness is by rare words: those that share so `much`, and such a `share` of all that they say, are one text however
    their rare words differ, as a form is that is filled in. Of a crowd of boxes, those whose sides are not `alike` tie
    nothing. What few short passages share with the likest weighs `says`. A family is told from `words`, a passage of it
    from `passage_words`, a formula from `formula_words`. With `ocr` texts are scans, and lengths count grams: four for
    three words, or one for each where these are short.
    """

    least: float = 6.5
    most: float = 12.0
    enough: float = 26.0
    drop: float = 60.0
    gap: float = 4.0
    other: float = 3.5
    overhang: int = 10
    like: float = 0.25
    alike: float = 0.3
    near: float = 0.35
    share: float = 0.35
    much: float = 200.0
    found: float = 60.0
    says: float = 90.0
    apart: int = 20
    words: int = 15
    passage_words: int = 12
    formula_words: int = 8
    count_slots: int = 1 << 22
    ocr: bool = False

    @classmethod
    def for_scans(cls) -> Tuning:
        """The weights for grams: as these lie over one another, so many bits of them say less than of words.

        Fifteen short words have sixteen grams: with twenty asked for, three in ten such passages were not told.
        """
        return cls(
            enough=34.0, found=80.0, like=0.2, alike=0.2, near=0.2, says=80.0, words=16, passage_words=12, ocr=True
        )

    def seed_weight(self, tokens: int) -> int:
        """What a seed says in a corpus of so many tokens, in sixteenths of a bit: chance pairs stay as rare."""
        return sixteenths(self.enough + 2 * max(0.0, math.log2(max(tokens, 1) / _TOKENS)))


def sixteenths(bits: float) -> int:
    """Bits as the kernels count them."""
    return round(bits * SIXTEENTHS)
