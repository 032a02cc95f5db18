"""Which documents of a pile are issues of one series."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from variorum.analysis.detection.cadence import cadence
from variorum.analysis.detection.groups import Groups
from variorum.analysis.detection.names import name_proposals
from variorum.analysis.detection.titles import Stand, Title, TitleReader, Titles, at_odds
from variorum.analysis.detection.wording import Sketcher, Wording
from variorum.model.detected import Detection, Proposal, Rhythm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from variorum.analysis.detection.wording import Sketch
    from variorum.model.detected import Piled

# Two texts are of one series where they are so alike (see `Wording.pairs`): where their titles are the same, where
# nothing is known of that, and where titles or issuers are at odds. Measured in evaluation/detect: neighbours of a
# series begin at 0.2, resolutions on different missions end at 0.12, notices on different countries at 0.4.
LIKE = {Stand.SAME: 0.1, Stand.OPEN: 0.2, Stand.AT_ODDS: 0.5}
# A title brings all that bear it into one series where so much of them hang together by their texts.
TOGETHER = 2 / 3


@dataclass(frozen=True, slots=True)
class Document:
    """What is kept of a document while the pile is looked through."""

    place: int
    language: str | None
    title: Title
    titled: str
    issuer: frozenset[str]
    issued: str
    date: str
    series: str | None
    sketch: Sketch


def detect(pile: Iterable[Piled], *, each: Callable[[], None] | None = None) -> Detection:
    """The series in a pile of documents. A text is let go when it has been read; `each` is called then.

    Documents of one series share wording with their neighbours, or a title and a rhythm. What a person put into a
    series stays there, and draws others to it. The answer depends on the order of the pile only where dates are the
    same or unknown. Time grows with the words of the pile.
    """
    documents = _read(pile, each)
    documents.sort(key=lambda document: (document.date, document.place))
    wording = Wording([document.sketch for document in documents])
    groups = Groups([document.series for document in documents])
    _join_by_text(documents, wording, groups)
    by_text = {member: group for group in groups.sets() for member in group}
    _join_by_title(documents, groups)
    found = [
        _proposal(group, documents, wording, by_text)
        for group in groups.sets()
        if _is_series(group, documents)
    ]
    taken = {document.series for document in documents if document.series is not None}
    proposals = name_proposals(found, documents, taken)
    proposed = {member for proposal in proposals for member in proposal.members}
    unsorted = sorted(d.place for d in documents if d.place not in proposed and d.series is None)
    return Detection(len(documents), tuple(proposals), tuple(unsorted))
