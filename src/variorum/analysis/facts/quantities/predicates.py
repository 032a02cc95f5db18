"""Finds the words for what happened to what a figure counts: "seriously injured", "deported, massacred"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.quantities.verbs import (
    AUXILIARIES,
    CHANGES,
    EVENTS,
    EXTENDING,
    HAPPENING,
    KEEPING,
    STATES,
)
from variorum.text.number_words import time_unit

if TYPE_CHECKING:
    from variorum.analysis.facts.quantities.figure import Figure, Tokens
    from variorum.analysis.facts.reading import Reading

_RELATIVES = frozenset(("who", "which", "that", "of", "them", "whom"))
_ADVERBS = frozenset("also still already then now not never all reportedly since later".split())
_MOTIONS = frozenset(("went", "go", "gone", "remain", "remained", "remains", "became"))
_LIGHT = frozenset("the lives of some a an another its his her their our as many up about to by from".split())
_BEEN = frozenset(("be", "been", "being", "have", "to"))
_DO = frozenset("do does did has have had was were is are will would could should must".split())
_BACK = 6
_FAR = 30
_MOST_JOINED = 4
# "Killed by 30 gunmen" says nothing of what happened to those.
_DONE_BY = frozenset("set killed murdered massacred wounded injured".split())
_CAPTIVE = frozenset("hostage hostages prisoner prisoners captive captives".split())
_LONGEST_GAP = 3


def predicate(reading: Reading, figure: Figure, start: int, end: int) -> Tokens | None:
    """What the sentence [start, end) says of what the figure counts, or of the figure; None where nothing is found."""
    found = _after(reading, figure, end) or _before(reading, figure, start) or _far_before(reading, figure, start)
    return (_with_denial(reading, found[0], start), found[1]) if found else None


def _with_denial(reading: Reading, first: int, start: int) -> int:
    """Where what happened begins with the "not" before it: "did not kill", "has never been raised"."""
    k = first - 1
    while k >= start and k > first - _LONGEST_GAP and _stands_between(reading.forms[k]):
        k -= 1
    if k < start or reading.forms[first] == "only" or not _denies(reading.forms[k]):
        return first
    return k - 1 if k > start and reading.forms[k - 1] in _DO and reading.forms[k] != "never" else k


def _stands_between(form: str) -> bool:
    # "Not only killed" denies nothing.
    return form in _BEEN or (form.endswith("ly") and form != "only")


def _denies(form: str) -> bool:
    return form in ("not", "never", "n't") or form.endswith("n't")


def _after(reading: Reading, figure: Figure, end: int) -> Tokens | None:
    k = max(figure.after, figure.counted[1] if figure.counted and figure.counted[0] >= figure.first else 0)
    while k < end and reading.forms[k] in _RELATIVES and reading.forms[k] != "of":
        k += 1
    at = k
    while at < end and at < k + _LONGEST_GAP and reading.forms[at] in AUXILIARIES:
        at += 1
    helped = at > k
    first = at
    while (
        at < end and (reading.forms[at].endswith("ly") or reading.forms[at] in _ADVERBS) and at < first + _LONGEST_GAP
    ):
        at += 1
    if at >= end:
        return None
    form = reading.forms[at]
    if form == "in" and reading.form(at + 1) in ("favour", "favor"):
        return at, at + 2
    if form in STATES or (helped and _is_participle(form)):
        if helped and reading.forms[first - 1] in _MOTIONS:
            first -= 1
        return first, _joined(reading, at + 1, end) if _is_participle(form) else at + 1
    return None


def _is_participle(form: str) -> bool:
    return len(form) > 3 and (form.endswith(("ed", "en", "wn", "lt")) or form in HAPPENING)


def _joined(reading: Reading, last: int, end: int) -> int:
    """The end of participles told one after the other: "deported, massacred or marched"; and of "taken hostage"."""
    if reading.form(last - 1) == "taken" and last < end and reading.forms[last] in _CAPTIVE:
        last += 1
    for _ in range(_MOST_JOINED):
        at = last
        while at < end and at < last + 2 and reading.forms[at] in (",", "and", "or"):
            at += 1
        if at == last or at >= end or not _is_participle(reading.forms[at]):
            return last
        last = at + 1
    return last


def _before(reading: Reading, figure: Figure, start: int) -> Tokens | None:
    """The verb or noun right before the figure, or before what bounds it."""
    last = figure.first
    if figure.qualifier and figure.qualifier[0] < last:
        last = figure.qualifier[0]
    k = last - 1
    while k >= start and k > last - _BACK and reading.forms[k] in _LIGHT:
        k -= 1
    if k < start:
        return None
    form = reading.forms[k]
    of = reading.form(k + 1) == "of" and k + 1 < last
    if form in EVENTS and of:
        return k, k + 1
    if figure.unit is None and form in _DONE_BY and reading.form(k + 1) == "by":
        return None
    if form in HAPPENING or form in KEEPING or form in CHANGES:
        first = k
        while first > start and reading.forms[first - 1].endswith("ly"):
            first -= 1
        return first, k + 1
    if form in ("claimed", "claiming", "took", "taking", "cost") and reading.form(k + 2) == "lives":
        return k, k + 3
    return None


def _far_before(reading: Reading, figure: Figure, start: int) -> Tokens | None:
    """The verb that changes a rate or a sum, or makes a time longer, further back in the clause."""
    timely = figure.unit_word is not None and time_unit(reading.form(figure.unit_word[1] - 1), reading.language)
    if figure.unit is None:
        return None
    verbs = EXTENDING if timely else CHANGES | KEEPING
    for k in range(figure.first - 1, max(start, figure.first - _FAR) - 1, -1):
        form = reading.forms[k]
        if form in (";", ":"):
            return None
        if form in verbs and not (
            form in ("down", "up", "set", "change", "range", "rate") and reading.form(k - 1) != "to"
        ):
            return k, k + 1
    return None
