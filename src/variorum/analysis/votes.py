"""Reads votes by name and side, and follows them: a new dissent is news, a rotation is names that changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model.spans import Span
from variorum.model.units import SegmentKind
from variorum.model.votes import Ballot, Dissent, VoteNews, VoteSide
from variorum.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from variorum.model.alignment import SegmentedWitness
    from variorum.model.lineage import Lineage

# How a list of names opens, up to the verb or colon before the first of them.
_OPENING = re.compile(
    r"\s*[*_\"]{0,2}(?:(?:The (?:members?|governors?) )?"
    r"(?P<for>(?:Voting|Voted|Those voting|Those members voting) (?:for|in favou?r(?: of)?)\b|In favou?r\b"
    r"|Dafür stimmten|Ont voté (?:pour|en faveur)|Votes? pour|Votos? a favor|Голосовали за)"
    r"|(?P<against>(?:Voting|Voted|Those voting|Those members voting) against\b|Against\b"
    r"|Dagegen stimmten|Ont voté contre|Votes? contre|Votos? en contra|Голосовали против)"
    r"|(?P<apart>Abstain(?:ing|ed)\b|Absent(?: and not voting)?\b|Absent or not voting\b))"
    r"[^:;.]*?(?::| was:? | were:? |(?= none))\s*",
)
_PART = r"(?:[^\W\d_]\.|[^\W\d_][\w’'-]*)"
_NAME = re.compile(
    rf"(?:(?:Mr|Ms|Mrs|Dr)\. )?{_PART}(?:\s+(?:(?:van|von|de|der|da|di|la|le|del|bin|al)\s+)*{_PART}){{0,4}}"
)
_ROLES = frozenset(
    "chair chairman chairwoman chairperson governor president deputy vice member alternate first".split()
)
# Where the reason of one or several names begins, and where the next name may begin after it.
_REASON = re.compile(r",?\s+(?:each of whom|both of whom|all of whom|who)\s+")
_ONE = rf"{_PART}(?:\s+{_PART}){{1,4}}(?:, [JS]r\.)?"
_NEXT = re.compile(rf"[;,]\s+(?:and\s+)?(?={_ONE}(?:(?:,|,? and)\s+{_ONE})*,?\s+(?:who|each of whom|both of whom)\b)")
_SEPARATOR = re.compile(r"\s*(?:(?:;|,(?! [JS]r\.))\s*(?:and\s+|und\s+|et\s+|y\s+)?|\s(?:and|und|et|y)\s)\s*")


def ballots(witness: SegmentedWitness) -> tuple[Ballot, ...]:
    """Every name that a statement counts on a side, in text order; none where its votes name nobody."""
    content = witness.content
    found: list[Ballot] = []
    for segment in witness.segments:
        if segment.kind is SegmentKind.VOTE:
            found += _ballots(content, segment.span)
    return tuple(found)


def _ballots(content: str, line: Span) -> Iterator[Ballot]:
    words = line.of(content)
    opening = _OPENING.match(words)
    if opening is None or opening.lastgroup is None:
        return
    side = VoteSide(opening.lastgroup)
    end = len(words.rstrip().rstrip("*_").rstrip())
    place = opening.end()
    while place < end:
        reason = _REASON.search(words, place, end)
        until = reason.start() if reason else end
        following = _NEXT.search(words, reason.end(), end) if reason else None
        stop = following.start() if following else end
        why = Span(line.start + reason.end(), line.start + _trimmed(words, stop)) if reason else None
        for first, last in _names(words, place, until):
            yield Ballot(side, " ".join(words[first:last].split()), Span(line.start + first, line.start + last), why)
        place = following.end() if following else end


def _trimmed(words: str, end: int) -> int:
    return len(words[:end].rstrip().rstrip(".;,"))


def _names(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in a list, without offices."""
    place = start
    while place < end:
        separator = _SEPARATOR.search(words, place, end)
        stop = separator.start() if separator else end
        match = _NAME.match(words, place, stop)
        if match and _is_name(match[0]):
            yield match.start(), match.end()
        place = separator.end() if separator else end


def _is_name(words: str) -> bool:
    parts = words.replace(".", " ").split()
    return words[0].isupper() and len(parts) > 1 and not any(part.lower() in _ROLES for part in parts[:1])


def name_key(name: str) -> tuple[str, str]:
    """What names of one person have in common in lists of votes: the first name and the last, without initials."""
    parts = [part for part in fold(name).replace(".", " ").split() if part not in ("mr", "ms", "mrs", "dr", "jr", "sr")]
    return parts[0] if len(parts) > 1 else "", parts[-1] if parts else ""


def vote_news(lineage: Lineage, issue: int, judged: Sequence[tuple[tuple[str, str], bool]] = ()) -> VoteNews | None:
    """What changed among the names since the issue before; None unless both tell a vote.

    `judged` are pairs of names that somebody said are one's, or are not.
    """
    if not issue:
        return None
    now, before = (ballots(lineage.issues[k].witness) for k in (issue, issue - 1))
    if not now or not before:
        return None
    same = _sameness(judged)
    sides_now, sides_before = _by_side(now), _by_side(before)

    def missing(ballots_: Iterable[Ballot], others: Iterable[Ballot]) -> tuple[Ballot, ...]:
        return tuple(one for one in ballots_ if not any(same(one.name, other.name) for other in others))

    dissents = tuple(
        Dissent(one, _last_on_side(lineage, issue, one, same))
        for side in (VoteSide.AGAINST, VoteSide.APART)
        for one in missing(sides_now[side], sides_before[side])
    )
    ended = tuple(
        one for side in (VoteSide.AGAINST, VoteSide.APART) for one in missing(sides_before[side], sides_now[side])
    )
    joined, left = missing(sides_now[VoteSide.FOR], before), missing(sides_before[VoteSide.FOR], now)
    return VoteNews(joined, left, dissents, ended) if joined or left or dissents or ended else None


def _by_side(all_ballots: Iterable[Ballot]) -> dict[VoteSide, list[Ballot]]:
    sides: dict[VoteSide, list[Ballot]] = {side: [] for side in VoteSide}
    for one in all_ballots:
        sides[one.side].append(one)
    return sides


def _sameness(judged: Sequence[tuple[tuple[str, str], bool]]) -> Callable[[str, str], bool]:
    """Whether two names are one's: as somebody said, else by first and last name."""
    said = {frozenset(map(fold, pair)): verdict for pair, verdict in judged}

    def same(one: str, other: str) -> bool:
        verdict = said.get(frozenset((fold(one), fold(other))))
        return name_key(one) == name_key(other) if verdict is None else verdict

    return same


def _last_on_side(lineage: Lineage, issue: int, ballot: Ballot, same: Callable[[str, str], bool]) -> int | None:
    for k in range(issue - 2, -1, -1):
        if any(one.side is ballot.side and same(one.name, ballot.name) for one in ballots(lineage.issues[k].witness)):
            return k
    return None
