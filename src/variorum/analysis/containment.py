"""Whether the words of a line stand inside another: where a line went that stands no longer, whence a new one came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.analysis.issues import ReadIssue

# So much of a line stands in another in its order, and so many words of it in a row, or it is not inside it: in a long
# line the small words of any sentence follow one another somewhere.
CONTAINED = 0.75
IN_A_ROW = 5
FEWEST_WORDS = 4


def holder(issue: ReadIssue, segment: int, other: ReadIssue, places: Iterable[int]) -> int | None:
    """The segment of another issue that has the words of this one inside it, the one with most of them; else None."""
    if len(issue.stems[segment]) < FEWEST_WORDS:
        return None
    forms = issue.forms[segment]
    shares = [(LCSseq.similarity(forms, other.forms[place]) / len(forms), -place) for place in places]
    for share, negative in sorted(shares, reverse=True):
        if share < CONTAINED:
            break
        theirs = other.forms[-negative]
        if len(theirs) > len(forms) and _longest_run(forms, theirs) >= IN_A_ROW:
            return -negative
    return None


def _longest_run(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    return max(
        (code.src_end - code.src_start for code in LCSseq.opcodes(mine, theirs) if code.tag == "equal"), default=0
    )
