"""How alike one line is to others, by the score that a comparison gives, and how much of it stands in a longer line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.align.beads import score_of
from variorum.align.chain import heaviest_chain
from variorum.align.edits import bead_edits
from variorum.align.reading import Reading
from variorum.align.units import WEIGHTS
from variorum.model.alignment import SegmentedWitness
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.tokenize import PUNCTUATION, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GIVEN = Derivation("variorum.align.likeness", "1")
# A date, a sum or a name is one word to the score and several tokens to the bound, so that the bound may be this much
# too low. Measured in evaluation/like: of 1,347 lines that reach 0.5 none was cut by it.
_BOUND_SLACK = 0.15
# Words of a sentence that stand further apart than this many times its length are not the sentence: in a line of
# hundreds of words the small ones of any sentence follow one another somewhere. Each stretch of twice the sentence's
# length is looked at whole, for the windows overlap by so much.
_WINDOW = 3


class Likeness:
    """The likeness of lines to one line: the share of both lines' words that stayed; 1.0 where only form differs.

    It is the `score` that comparing just these two lines gives, if they are taken to answer each other. It knows
    nothing of other lines, so that it never changes as an archive grows.
    """

    def __init__(self, words: str) -> None:
        self.words = words
        self._side = _line(words)
        self._vocabulary = Vocabulary()
        self._forms = self._forms_of(words)
        self._bag = Counter(self._forms)
        self._weight = self._weight_of(self._bag)

    def of(self, words: str) -> float:
        """The likeness to a line, in [0, 1]. Cost: some 0.15 ms for two sentences."""
        if not words.strip() or not self.words.strip():
            return 0.0
        theirs = _line(words)
        # A vocabulary knows which words the texts write small, so that each pair has its own.
        vocabulary = Vocabulary()
        base, other = (Reading(side, vocabulary).units_of((0,)) for side in (self._side, theirs))
        edits = bead_edits(base, other, self._side.segments, theirs.segments, title_like=False, years=None)
        return score_of(edits, base.count_words(0, len(base)), other.count_words(0, len(other)))

    @property
    def size(self) -> int:
        """How many words, numbers and (in scripts without spaces) characters the line has."""
        return len(self._forms)

    def contained(self, words: str, *, at_least: float = 0.0) -> float:
        """The share of this line's words that stand in another in their order and near each other, in [0, 1].

        Words weigh what they weigh in a comparison: small ones little, numbers much. Near is a stretch of at least
        twice and at most three times the line's length. 0.0 where it is less than `at_least`.
        """
        forms = self._forms_of(words)
        best = 0.0
        for first in range(0, max(1, len(forms) - (_WINDOW - 1) * self.size), self.size or 1):
            window = forms[first : first + _WINDOW * self.size]
            if self._share(self._weight_of(self._bag & Counter(window))) >= max(at_least, best):
                best = max(best, self._share(self._in_order(window)))
            if best == 1.0:
                break
        return best if best >= at_least else 0.0

    def at_most(self, words: str) -> float:
        """What the likeness to a line is not greater than, at a fraction of the cost: words shared in any order."""
        forms = self._forms_of(words)
        return 2 * (self._bag & Counter(forms)).total() / ((self.size + len(forms)) or 1) + _BOUND_SLACK

    def nearest(self, lines: Sequence[str]) -> tuple[int, float]:
        """The number of the likest line, the first of equals, and its likeness; (-1, 0.0) where there are none."""
        ranked = sorted(((self.at_most(line), -k) for k, line in enumerate(lines)), reverse=True)
        best, score = -1, 0.0
        for bound, negative in ranked:
            if best >= 0 and bound <= score:
                break
            found = self.of(lines[-negative])
            if best < 0 or found > score or (found == score and -negative < best):
                best, score = -negative, found
        return best, score

    def _in_order(self, window: Sequence[int]) -> int:
        """What the words weigh that stand in both in one order, at their heaviest."""
        places: dict[int, list[int]] = {}
        for place, form in enumerate(window):
            places.setdefault(form, []).append(place)
        met = [(i, j) for i, form in enumerate(self._forms) for j in places.get(form, ())]
        weights = [self._weight_of({self._forms[i]: 1}) for i, _ in met]
        return sum(weights[k] for k in heaviest_chain([(i, i + 1, j, j + 1) for i, j in met], weights))

    def _share(self, weight: int) -> float:
        return weight / self._weight if self._weight else 0.0

    def _weight_of(self, bag: Mapping[int, int]) -> int:
        classes = self._vocabulary.classes
        return sum(WEIGHTS[classes[form]] * count for form, count in bag.items())

    def _forms_of(self, words: str) -> list[int]:
        classes = self._vocabulary.classes
        return [form for form in tokenize(words, self._vocabulary).forms if classes[form] > PUNCTUATION]


def _line(words: str) -> SegmentedWitness:
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    segments = (Segment(0, SegmentKind.SENTENCE, Span(start, end), 0),)
    return SegmentedWitness(Witness("line", Text(words, "", _GIVEN)), segments, LineBreaks.PARAGRAPH, "")
