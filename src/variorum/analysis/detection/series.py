"""Which documents of a pile are issues of one series."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from variorum.analysis.detection.cadence import cadence
from variorum.analysis.detection.documents import Document, read
from variorum.analysis.detection.groups import Groups
from variorum.analysis.detection.names import companions, named
from variorum.analysis.detection.titles import Stand, Titles, at_odds
from variorum.analysis.detection.wording import Sketcher, Wording
from variorum.model.detected import Detection, Proposal, Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.detected import Piled

# Two texts are of one series where they are so alike (see `Wording.pairs`): where their titles are the same, where
# nothing is known of that, and where titles or issuers are at odds. Measured in evaluation/detect: neighbours of a
# series begin at 0.2, resolutions on different missions end at 0.12, notices on different countries at 0.4.
LIKE = {Stand.SAME: 0.1, Stand.OPEN: 0.2, Stand.AT_ODDS: 0.5}
# A title brings all that bear it into one series where so much of them hang together by their texts.
TOGETHER = 2 / 3
# Documents that make a series.
LEAST = 2


def detect(pile: Iterable[Piled]) -> Detection:
    """The series in a pile of documents.

    Documents of one series share wording with their neighbours, or a title and a rhythm. What a person put into a
    series stays there, and draws others to it. The answer depends on the order of the pile only where dates are the
    same or unknown. Time grows with the words of the pile.
    """
    sketcher = Sketcher()
    documents = sorted(read(pile, sketcher), key=lambda document: (document.date, document.place))
    wording = Wording([document.sketch for document in documents])
    titles = Titles(document.title for document in documents)
    groups = Groups([document.series for document in documents])
    _join_by_text(documents, wording, titles, groups)
    alone = {group[0] for group in groups.sets() if len(group) == 1}
    _join_by_title(documents, titles, groups)
    found = [group for group in groups.sets() if _is_series([documents[k] for k in group])]
    members = [[documents[k] for k in group] for group in found]
    names = named(members, documents, is_name=sketcher.is_name)
    beside = [None if main is None else names[main] for main in companions(members)]
    proposals = [
        _proposal(name, group, documents, wording, alone, other)
        for name, group, other in zip(names, found, beside, strict=True)
    ]
    proposals.sort(key=lambda proposal: (-len(proposal.members), proposal.name))
    proposed = {place for proposal in proposals for place in proposal.members}
    left = sorted({each.place for each in documents if each.series is None} - proposed)
    return Detection(len(documents), tuple(proposals), tuple(left))


def _join_by_text(documents: Sequence[Document], wording: Wording, titles: Titles, groups: Groups) -> None:
    """Join what shares enough of its wording, the most alike first."""
    joints = []
    for one, other, likeness in wording.pairs():
        mine, theirs = documents[one], documents[other]
        if mine.language and theirs.language and mine.language != theirs.language:
            continue
        enough = LIKE[_stand(mine, theirs, titles)]
        if likeness >= enough:
            joints.append((-likeness / enough, one, other))
    for _, one, other in sorted(joints):
        groups.join(one, other)


def _stand(one: Document, other: Document, titles: Titles) -> Stand:
    if at_odds(one.issuer, other.issuer):
        return Stand.AT_ODDS
    stand = titles.stand(one.title, other.title)
    numbered = one.title.numbered or other.title.numbered
    return Stand.OPEN if stand is Stand.SAME and numbered else stand


def _join_by_title(documents: Sequence[Document], titles: Titles, groups: Groups) -> None:
    """Join all that bear one title, where they come in a rhythm or most hang together by their texts already."""
    for block in _blocks(documents, titles):
        parts = Counter(groups.of(member) for member in block)
        largest, size = max(parts.items(), key=lambda part: (part[1], -part[0]))
        together = size >= LEAST and size >= TOGETHER * len(block)
        if together or cadence(documents[member].date for member in block).rhythm in (Rhythm.YEARLY, Rhythm.REGULAR):
            for member in block:
                groups.join(largest, member)


def _blocks(documents: Sequence[Document], titles: Titles) -> Iterator[list[int]]:
    """The documents of one language and issuer that bear one title, which says more than their kind."""
    bearing: dict[tuple[str | None, frozenset[str]], list[int]] = {}
    for k, document in enumerate(documents):
        if document.title.speaks and not document.title.numbered:
            bearing.setdefault((document.language, frozenset(document.title.words)), []).append(k)
    languages = sorted({language for language, _ in bearing}, key=lambda language: language or "")
    keys = list(bearing)
    numbers = {key: number for number, key in enumerate(keys)}
    families = Groups([None] * len(keys))
    for shorter, longer in titles.same():
        for language in languages:
            if (language, shorter) in bearing and (language, longer) in bearing:
                families.join(numbers[language, shorter], numbers[language, longer])
    for family in families.sets():
        members = sorted(member for number in family for member in bearing[keys[number]])
        yield from _of_one_issuer(members, documents)


def _of_one_issuer(members: Sequence[int], documents: Sequence[Document]) -> Iterator[list[int]]:
    """The members by issuer; those of unknown issuer are with the others where these have one."""
    issuers = list(dict.fromkeys(documents[member].issuer for member in members if documents[member].issuer))
    same = Groups([None] * len(issuers))
    for k, issuer in enumerate(issuers):
        for other in range(k):
            if not at_odds(issuer, issuers[other]):
                same.join(k, other)
    numbers = {issuer: same.of(k) for k, issuer in enumerate(issuers)}
    only = next(iter(numbers.values())) if len(set(numbers.values())) == 1 else -1
    blocks: dict[int, list[int]] = {}
    for member in members:
        blocks.setdefault(numbers.get(documents[member].issuer, only), []).append(member)
    yield from (block for block in blocks.values() if len(block) >= LEAST)


def _is_series(group: Sequence[Document]) -> bool:
    """Whether the group has issues, of other days or other texts, and any that nobody put there before."""
    if all(document.series is not None for document in group):
        return False
    days = {document.date for document in group if document.date}
    texts = {tuple(document.sketch.runs) for document in group}
    return len(days) >= LEAST or (
        len(days) < len(group) and "" in {each.date for each in group} and len(texts) >= LEAST
    )


def _proposal(
    name: str,
    group: Sequence[int],
    documents: Sequence[Document],
    wording: Wording,
    alone: set[int],
    beside: str | None,
) -> Proposal:
    members = [documents[k] for k in group]
    shared = [share for before, after in pairwise(group) if (share := wording.repeated(before, after)) is not None]
    common = _most(member.titled for member in members)
    return Proposal(
        name=name,
        members=tuple(member.place for member in members),
        cadence=cadence(member.date for member in members),
        existing=any(member.series is not None for member in members),
        known=tuple(member.place for member in members if member.series is not None),
        language=next((member.language for member in members if member.language), None),
        issuer=_most(member.issued for member in members) or None,
        title=common,
        titled=sum(member.titled == common for member in members),
        wording=median(shared) if shared else None,
        by_title=tuple(documents[k].place for k in group if k in alone),
        beside=beside,
    )


def _most(names: Iterable[str]) -> str:
    """The most frequent of those that are not empty; of several the first."""
    counts = Counter(name for name in names if name)
    return counts.most_common(1)[0][0] if counts else ""
