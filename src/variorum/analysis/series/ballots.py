"""Reads the votes of a statement by name and side; a list that cannot be read whole is not read at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.model.spans import Span
from variorum.model.units import SegmentKind
from variorum.model.votes import Ballot, VoteSide
from variorum.text.kinds import is_vote
from variorum.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.alignment import SegmentedWitness
    from variorum.model.units import Segment

_SPACE = re.compile(r"\s")
# A part of a name begins with a letter that has no lower case or is none: Latin, Greek and Cyrillic ones.
_LOWER = "".join(filter(str.islower, map(chr, range(0x530))))
_PART = rf"(?:(?:[^\W\d_{_LOWER}]\.[-‑]?)+|(?:d['’])?[^\W\d_{_LOWER}][\w’'‑-]*)"
_PARTICLES = r"(?:(?:van|von|zu|de|der|den|da|di|do|dos|du|la|le|del|el|al|bin|ibn)\s+)*"
_TITLE = r"(?:Messrs?\.?|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Herr|Frau|M\.|Mme|Sr\.|Sra\.)\s+"
_SUFFIX = r"(?:,?\s+(?:[JS]r\b\.?|I{2,3}\b|IV\b))?"
_FULL = rf"{_PART}(?:\s+{_PARTICLES}{_PART}){{1,5}}"
_NAME = re.compile(rf"(?P<title>{_TITLE})?(?P<name>{_PART}(?:\s+{_PARTICLES}{_PART}){{0,5}}{_SUFFIX})")
_SEPARATOR = re.compile(
    r"\s*(?:;|,(?!\s+(?:[JS]r\b|I{2,3}\b|IV\b)))\s*(?:(?:and|und|et|y|и)\s+)?|\s+(?:and|und|et|y|и)\s+"
)
_NOBODY = frozenset({"none", "nobody", "nil", "keine", "niemand", "personne", "aucun", "ninguno", "nadie", "нет"})
_OFFICES = frozenset(
    "chair chairman chairwoman chairperson governor president deputy vice member alternate first senior acting"
    " vorsitzender vorsitzende präsident präsidentin présidente président presidente presidenta gobernador gobernadora"
    " gouverneur председатель заместитель".split()
)
# Words that begin a sentence with a capital before a name.
_ADVERBS = frozenset("today yesterday however again only also finally meanwhile both all but then there here".split())

# How a list of names opens, up to the verb or colon before the first of them.
_SIDES = (
    r"(?P<for>(?:Voting|Voted|Those voting|Those members voting)(?: \([^)]*\))? (?:for|in favou?r(?: of)?)\b"
    r"|(?:Votes? )?[Ii]n favou?r\b|Ont voté (?:pour|en faveur)\b|Votes? pour\b|Votos? a favor\b|Голосовали за\b)"
    r"|(?P<against>(?:Voting|Voted|Those voting|Those members voting)(?: \([^)]*\))? against\b|(?:Votes? )?[Aa]gainst\b"
    r"|Ont voté contre\b|Votes? contre\b|Votos? en contra\b|Голосовали против\b)"
    r"|(?P<apart>Abstain(?:ing|ed)\b|Absent(?: and not voting)?\b|Absent or not voting\b)"
)
_OPENING = re.compile(rf"[*_\"]{{0,2}}(?:The (?:members?|governors?) )?(?:{_SIDES})[^:;.]*?(?::| was:?| were:?)\s+")
_GERMAN = re.compile(r"[*_\"]{0,2}(?:(?P<for>Dafür stimmten?)|(?P<against>Dagegen stimmten?)):?\s+")
_COUNTED = re.compile(
    r"(?:\w+ )?members? \((?P<names>[^()]*)\) voted (?:(?P<for>in favou?r of|for)|(?P<against>against)) "
    r"(?:the|this|that) [\w\s’'-]*"
)
_VERB = re.compile(
    r"(?P<against>dissented|entered a reservation|voted against the (?:action|policy|decision|motion))\b"
    r"|(?P<apart>abstained)\b"
)
# A sentence on who stood in for whom: it counts nobody.
_ALTERNATE = re.compile(r"\bvoted (?:as|in place of)\b")
# Where the reason of one or several names begins, and where the next name may begin after it.
_REASON = re.compile(r",?\s+(?P<why>(?:(?:each|both|all) of whom|who)[\s,]|(?:(?:each|both|all)\s+)?preferring\s)")
_NEXT = re.compile(
    rf"[;,]\s+(?:and\s+)?(?=(?:{_TITLE})?{_FULL}{_SUFFIX}(?:(?:,|,?\s+and)\s+{_FULL}{_SUFFIX})*"
    r",?\s+(?:who|each of whom|both of whom|all of whom|preferring)[\s,])"
)


@dataclass(frozen=True, slots=True)
class VoteList:
    """A segment that counts names on one side. `frame` are its words before the names, but for was and were."""

    segment: int
    side: VoteSide
    frame: str
    ballots: tuple[Ballot, ...]


def ballots(witness: SegmentedWitness) -> tuple[Ballot, ...]:
    """Every name that a statement counts on a side, in text order; none where one of its lists cannot be read whole."""
    return tuple(ballot for one in vote_lists(witness) for ballot in one.ballots)


def vote_lists(witness: SegmentedWitness) -> tuple[VoteList, ...]:
    """The lists of a statement's vote; none where one has something in it that is neither name nor office.

    A name that is not read would seem to have left.
    """
    content = witness.content
    lists: list[VoteList] = []
    reasoned = None
    for segment in witness.segments:
        if segment.kind is not SegmentKind.VOTE:
            continue
        words = _SPACE.sub(" ", segment.span.of(content))
        if _counts(words):
            made = _list_in(words, segment)
            if made is None:
                return ()
            lists.append(made)
            reasoned = segment.index if made.side is not VoteSide.FOR else None
        elif reasoned == segment.index - 1 and (told := _with_reason(content, lists[-1], segment)):
            lists[-1], reasoned = told, segment.index
    return tuple(lists)


def last_name(name: str) -> str:
    """The last part of a name, folded; "Jr." and the like are none."""
    return name_key(name)[1]


def name_key(name: str) -> tuple[str, str]:
    """What names of one person have in common in lists of votes: the first name and the last, without initials."""
    parts = [part for part in re.split(r"[\s.,]+", fold(name)) if part not in _NO_NAME]
    return parts[0] if len(parts) > 1 else "", parts[-1] if parts else ""


_NO_NAME = frozenset(
    {"", "mr", "ms", "mrs", "dr", "messr", "messrs", "herr", "frau", "mme", "sra", "jr", "sr", "ii", "iii", "iv"}
)


def _counts(words: str) -> bool:
    """Whether a line of a vote is to name who is on a side."""
    opened = _OPENING.match(words) or _GERMAN.match(words)
    return bool(opened) or (is_vote(words) and not _ALTERNATE.search(words))


def _list_in(words: str, segment: Segment) -> VoteList | None:
    """The list in a segment of these words, None where it cannot be read whole."""
    read = _opened(words) or _counted(words) or _said(words)
    if read is None:
        return None
    side, frame, groups = read
    found: list[Ballot] = []
    for start, end, why in groups:
        names = _names(words, start, end)
        if names is None:
            return None
        reasons = () if why is None else (_shifted(why, segment),)
        found += (
            Ballot(
                side,
                " ".join(words[name.start : name.end].split()),
                _shifted(name, segment),
                office and _shifted(office, segment),
                reasons,
            )
            for name, office in names
        )
    return VoteList(segment.index, side, " ".join(_plain(frame)), tuple(found))


# Side, the words before the names, and stretches of names each with the span of their reason.
_Read = tuple[VoteSide, str, "list[tuple[int, int, Span | None]]"]


def _opened(words: str) -> _Read | None:
    """A list behind its opening: "Voting against were A and B, who ...; and C, who ..."."""
    match = _OPENING.match(words) or _GERMAN.match(words)
    if match is None or match.lastgroup is None:
        return None
    groups: list[tuple[int, int, Span | None]] = []
    place = match.end()
    while place < len(words):
        reason = _REASON.search(words, place)
        if reason is None:
            groups.append((place, len(words), None))
            break
        following = _NEXT.search(words, reason.end())
        stop = following.start() if following else len(words)
        groups.append((place, reason.start(), _trimmed(words, reason.start("why"), stop)))
        place = following.end() if following else stop
    return VoteSide(match.lastgroup), words[: match.end()], groups


def _counted(words: str) -> _Read | None:
    """Names in brackets: "Four members (A, B, C and D) voted against the proposal, preferring ..."."""
    match = _COUNTED.match(words)
    if match is None:
        return None
    reason = _REASON.match(words, len(words[: match.end()].rstrip()))
    why = _trimmed(words, reason.start("why"), len(words)) if reason else None
    side = VoteSide.FOR if match["for"] else VoteSide.AGAINST
    return side, "members voted", [(*match.span("names"), why)]


def _said(words: str) -> _Read | None:
    """A sentence on one: "A dissented, preferring ..."."""
    verb = _VERB.search(words)
    if verb is None or verb.lastgroup is None or any(part in _ADVERBS for part in _plain(words[: verb.start()])):
        return None
    rest = re.compile(r"[\s.,:;]*").match(words, verb.end())
    why = _trimmed(words, rest.end(), len(words)) if rest and rest.end() < len(words) else None
    return VoteSide(verb.lastgroup), verb[0], [(0, verb.start(), why)]


def _names(words: str, start: int, end: int) -> list[tuple[Span, Span | None]] | None:
    """The names of a list, each with its office; None where something is neither."""
    found: list[tuple[Span, Span | None]] = []
    for first, last in _items(words, start, end):
        item = words[first:last]
        if not item or fold(item) in _NOBODY:
            continue
        name = _name_in(item)
        if name is not None:
            found.append((Span(first + name.start, first + name.end), None))
        elif _is_office(item) and found and found[-1][1] is None:
            found[-1] = found[-1][0], Span(first, last)
        else:
            return None
    return found


def _items(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between the separators of a list, without white space, emphasis and the last full stop."""
    place = start
    while place < end:
        separator = _SEPARATOR.search(words, place, end)
        stop = separator.start() if separator else end
        item = words[place:stop]
        first = place + len(item) - len(item.lstrip(' \t\n*_"'))
        last = stop - len(item) + len(item.rstrip(' \t\n*_"'))
        if separator is None and words[first:last].endswith(".") and not re.search(r"\b[JS]r\.$", words[first:last]):
            last -= 1
        yield first, max(first, last)
        place = separator.end() if separator else end


def _name_in(item: str) -> Span | None:
    """Where the name stands in an item that is a name, after an office or a title or none."""
    place = 0
    while (word := re.match(r"([\w-]+)\s+", item[place:])) and fold(word[1]) in _OFFICES:
        place += word.end()
    match = _NAME.fullmatch(item, place)
    if match is None or fold(match["name"]) in _OFFICES:
        return None
    if not (place or match["title"]) and not re.search(r"\s", match["name"]):
        return None
    return Span(match.start("title") if match["title"] else match.start("name"), match.end())


def _is_office(item: str) -> bool:
    first = re.match(r"[\w-]+", item)
    return first is not None and fold(first[0]) in _OFFICES


def _with_reason(content: str, told: VoteList, segment: Segment) -> VoteList | None:
    """The list with the sentence after it as the reason of the name that it speaks of first; None if of none."""
    words = segment.span.of(content)
    plain = _plain(words)
    if _ALTERNATE.search(words):
        return None
    lasts = [last_name(ballot.name) for ballot in told.ballots]
    spoken = [plain.index(last) for last in lasts if last in plain and lasts.count(last) == 1]
    if spoken:
        chosen = lasts.index(plain[min(spoken)])
    elif len(lasts) == 1 and {"he", "she"} & set(plain):
        chosen = 0
    else:
        return None
    found = list(told.ballots)
    found[chosen] = replace(found[chosen], reasons=(*found[chosen].reasons, segment.span))
    return replace(told, ballots=tuple(found))


def _plain(words: str) -> list[str]:
    """The folded words of a phrase, but for was and were."""
    return [word for word in re.findall(r"[\w-]+", fold(words)) if word not in ("was", "were")]


def _trimmed(words: str, start: int, end: int) -> Span:
    return Span(start, start + len(words[start:end].rstrip(" \t\n.;,*_")))


def _shifted(span: Span, segment: Segment) -> Span:
    return Span(segment.span.start + span.start, segment.span.start + span.end)


def side_of(lists: Iterable[VoteList], side: VoteSide) -> tuple[Sequence[VoteList], Sequence[Ballot]]:
    """The lists of one side, and the names on it."""
    own = [one for one in lists if one.side is side]
    return own, [ballot for one in own for ballot in one.ballots]
