"""Whether the words of a line stand inside another: where a line went that stands no longer, whence a new one came."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.analysis.series.issues import ReadIssue

# So much of a line stands in another in its order, and so many words of it in a row, or it is not inside it: in a long
# line the small words of any sentence follow one another somewhere.
CONTAINED = 0.75
IN_A_ROW = 5
FEWEST_WORDS = 4


class Holders:
    """Segments of an issue that may have other lines inside them, by their content words.

    Finding costs a step for each place that a line's words have, not one for each segment.
    """

    def __init__(self, issue: ReadIssue, places: Iterable[int]) -> None:
        self._issue = issue
        self._places = tuple(places)

    @cached_property
    def _with(self) -> dict[str, list[int]]:
        """The places of each stem, looked through when first asked for: in most issues nothing is."""
        found: dict[str, list[int]] = {}
        for place in self._places:
            for stem in self._issue.stems[place]:
                found.setdefault(stem, []).append(place)
        return found

    def of(self, issue: ReadIssue, segment: int) -> int | None:
        """The segment that has a line of another issue inside it, the one with most of its words; else None."""
        stems, forms = issue.stems[segment], issue.forms[segment]
        if len(stems) < FEWEST_WORDS:
            return None
        # Of the content words it has no less a share than of all: the small ones stand in any long line.
        shared = Counter(place for stem in stems for place in self._with.get(stem, ()))
        enough = ceil(CONTAINED * len(stems)) - 1
        shares = [(self._share(forms, place), -place) for place, number in shared.items() if number >= enough]
        for share, negative in sorted(shares, reverse=True):
            if share < CONTAINED:
                break
            theirs = self._issue.forms[-negative]
            if len(theirs) > len(forms) and _longest_run(forms, theirs) >= IN_A_ROW:
                return -negative
        return None

    def _share(self, forms: tuple[str, ...], place: int) -> float:
        return LCSseq.similarity(forms, self._issue.forms[place]) / len(forms)


def _longest_run(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    found = (code.src_end - code.src_start for code in LCSseq.opcodes(mine, theirs) if code.tag == "equal")
    return max(found, default=0)
