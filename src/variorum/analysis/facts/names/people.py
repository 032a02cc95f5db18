"""People in a run of capitals: behind an office, by a given name, by an initial, and by a name already read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from variorum.analysis.facts.names.gazetteers.given_names import GIVEN_NAMES
from variorum.analysis.facts.names.gazetteers.words import NAME_SUFFIXES, PARTICLES, TITLES
from variorum.analysis.facts.names.words import CUT, FIELD, HEADS, LINK, MODIFIER, ORGANISATION, TITLE, Piece, spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOST_WORDS = 5
_INITIAL = re.compile(r"[^\W\d_]\.")
# Words that a letter and a point follow for another reason: "Annex A. Terms".
_LETTERED = frozenset(
    "Annex Appendix Part Section Title Chapter Schedule Table Hepatitis Vitamin Group Exhibit Sec.".split()
)
# Words behind an office that is an adjective too: "General Provisions".
_NO_SURNAMES = frozenset(
    (
        "Provisions Principles Considerations Requirements Conditions Policy Information Sector Public Welfare "
        "Election Elections Obligations Remarks Comment Comments Debate Terms Instructions Rules Assistance "
        "Equipment Investment Insurance Practices Data Records Counsel Operations Motors Electric Use Matters "
        "Purposes Disaster Events Property Surgery Medicine Practice"
    ).split()
)
_SUFFIX = re.compile(r",\s+(?:Jr|Sr)\b\.?|,\s+(?:II|III|IV)(?!\w)")
_ANY_TITLE = "|".join(sorted(map(re.escape, sorted(TITLES)), key=len, reverse=True))
_APPOSED = re.compile(
    rf",\s+(?:the\s+)?(?P<role>(?:[A-Z]\w+\s+){{0,3}}?(?:{_ANY_TITLE})"
    r"(?![\w-])(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+(?:of\s+(?:the\s+)?)?[A-Z]\w+)*)?)(?!\s+[A-Z])"
)


class Named(NamedTuple):
    """Pieces [first, last) of a group are a person's name; [role, role_end) their office, empty without one."""

    first: int
    last: int
    role: int
    role_end: int
    rule: str


def person_in(group: Sequence[Piece], known: Callable[[str], bool], *, strict: bool) -> Named | None:
    """The first person named in a group; `known` tells names of the tables that are no person's.

    `strict` wants a given name or an initial, and takes no word behind the second one: in a title every word has a
    capital.
    """
    for k, piece in enumerate(group):
        if piece.flags & TITLE and (named := _behind_title(group, k, known, strict=strict)):
            return named
        if not piece.flags & (LINK | HEADS) and (k == 0 or not group[k - 1].flags & LINK or k > 1):
            last = _own_name(group, k, known, strict=strict)
            if last:
                return Named(k, last, k, k, "given-name")
    return None


def _behind_title(group: Sequence[Piece], k: int, known: Callable[[str], bool], *, strict: bool) -> Named | None:
    """The name behind the office that piece k begins or is part of."""
    last = k + 1
    while last < len(group) and group[last].flags & (TITLE | MODIFIER) and not group[last].possessive:
        last += 1
    while last > k + 1 and not group[last - 1].flags & TITLE:
        last -= 1
    if last < len(group) and group[last].flags & LINK and group[last].text == "of":
        last = _field_end(group, last + 1)
    if last >= len(group) or any(piece.possessive for piece in group[k:last]):
        return None
    first, end = last, _name_end(group, last)
    is_office = end == first + 1 and group[first].flags & MODIFIER
    if end == first or is_office or group[first].text in _NO_SURNAMES or (strict and not _is_own(group, first)):
        return None
    if strict:
        end = min(end, first + 2 + bool(_INITIAL.fullmatch(group[first + 1].text) if first + 1 < end else 0))
    if known(spelled(group[first:end])) and not (_is_address(group[k]) or group[first].text in _NAMESAKES):
        return None
    return Named(first, end, _role_start(group, k), last, "title")


# Places that have the name of a person; behind an office they are that person.
_NAMESAKES = frozenset("Washington Lincoln Jackson Houston Madison Jefferson Columbus Wellington Darwin".split())


def _is_address(piece: Piece) -> bool:
    """Whether a title is said of people alone: "Mr."."""
    return piece.text.rstrip(".") in ("Mr", "Ms", "Mrs", "Dr", "Sir", "Messrs", "Mme")


def _field_end(group: Sequence[Piece], k: int) -> int:
    """The piece after the field of an office: "of the Treasury", "of State"; k itself where there is none."""
    while k < len(group) and group[k].flags & LINK:
        k += 1
    start = k
    while k < len(group) and group[k].flags & (FIELD | ORGANISATION):
        k += 1
    return k if k > start else len(group)


def _role_start(group: Sequence[Piece], k: int) -> int:
    """The first piece of an office with what describes it: "National Leader", "Russian Foreign Minister"."""
    while k and not group[k - 1].flags & (LINK | CUT):
        k -= 1
    return k


def _name_end(group: Sequence[Piece], k: int) -> int:
    """The piece after a name that begins at piece k."""
    first = k
    while k < len(group) and k - first < _MOST_WORDS:
        piece = group[k]
        if piece.flags & LINK:
            if piece.text not in PARTICLES or k + 1 >= len(group):
                break
        elif piece.flags & (HEADS | TITLE | CUT) and not _is_surname(group, first, k):
            break
        k += 1
        if piece.possessive or piece.text in NAME_SUFFIXES:
            break
    while k > first and group[k - 1].flags & LINK:
        k -= 1
    return k


def _is_surname(group: Sequence[Piece], first: int, k: int) -> bool:
    """Whether an office at the end of a name is a surname: "Martin Luther King"."""
    return k > first and k + 1 == len(group) and bool(group[k].flags & TITLE) and not group[k].flags & HEADS


def _is_own(group: Sequence[Piece], k: int) -> bool:
    if group[k].text in GIVEN_NAMES or _INITIAL.fullmatch(group[k].text):
        return True
    return k + 2 < len(group) and bool(_INITIAL.fullmatch(group[k + 1].text)) and group[k].text not in _LETTERED


def _own_name(group: Sequence[Piece], k: int, known: Callable[[str], bool], *, strict: bool) -> int:
    """The piece after a name that says of itself to be one, by a given name or an initial; 0 where none begins."""
    if k + 1 >= len(group) or group[k].possessive or not _is_own(group, k):
        return 0
    end = _name_end(group, k)
    if _INITIAL.fullmatch(group[k].text) and not (end - k > 2 or len(group[end - 1].text) > 2):
        return 0
    if strict:
        end = min(end, k + (3 if _INITIAL.fullmatch(group[k + 1].text) else 2))
    words = group[k:end]
    has_last = len([word for word in words if not _INITIAL.fullmatch(word.text)]) > (
        not _INITIAL.fullmatch(words[0].text)
    )
    return end if has_last and not known(spelled(words)) else 0


def apposed_role(view: str, end: int, stop: int) -> tuple[int, int] | None:
    """The office that follows a name after a comma."""
    match = _APPOSED.match(view, end, stop)
    return match.span("role") if match else None


def suffix_end(view: str, end: int, stop: int) -> int:
    """Where a name ends that has its "Jr." behind a comma."""
    match = _SUFFIX.match(view, end, stop)
    return match.end() if match else end


def last_word(name: str) -> str:
    """The last word of a name that is no suffix."""
    words = [word for word in name.replace(",", " ").split() if word not in NAME_SUFFIXES]
    return words[-1] if words else name
