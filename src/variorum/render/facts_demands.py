"""Demands that changed: those that say no more than figures told beside them, with another verb, in other words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict
from variorum.render.facts_words import OTHER_VERB, is_changed, quoted_span
from variorum.render.lineage_words import counted
from variorum.text.lexicon import FUNCTION_WORDS
from variorum.text.normalize import fold
from variorum.text.tokenize import STEM_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.ledger import FactChange, FactMatrix, StatementFacts
    from variorum.model.spans import Span

# Classes of verbs that ask for something, from "notes" to "demands". Which asks for more is never said.
ASKING = frozenset(
    {
        *("note", "take note", "welcome", "invite", "encourage", "recommend", "request", "call", "urge", "insist"),
        *("demand", "order", "decide"),
    }
)
# Those that take a stand on something; "welcomes" is now "recognises".
_STANDING = frozenset(("expect", "recognise", "stress", "reaffirm", "support", "commend", "recall"))
OTHER_WORDS = "mostly other words"
# Of the words that say something, in both; with less in common two demands of one line may ask for two things.
_HALF = 0.5
_STANCES = (FactKind.DEMAND, FactKind.SPEECH)
_TOLD_AGAIN = (Verdict.REWORDED, Verdict.VALUE)
_WORD = re.compile(r"\S+")
_WORD_ALONE = re.compile(r"\w+")


def other_verb(matrix: FactMatrix, change: FactChange) -> bool:
    """Whether a demand that is worded anew has a verb of another class of asking: "urges", now "calls upon"."""
    if change.kind not in _STANCES or Verdict.REWORDED not in (change.verdict, *change.also):
        return False
    stances = (
        matrix.statements[place].facts[index].stance for place, index in enumerate(change.facts) if index is not None
    )
    acts = {stance.act for stance in stances if stance}
    return len(acts) > 1 and acts <= ASKING | _STANDING


def other_wording(matrix: FactMatrix, change: FactChange) -> str:
    """What a demand that is worded anew is called but for "reworded": of another verb, or in mostly other words."""
    if other_verb(matrix, change):
        return OTHER_VERB
    return OTHER_WORDS if _has_other_words(matrix, change) else ""


def wording_order(matrix: FactMatrix, change: FactChange) -> int:
    """Those with another verb first, then those in mostly other words."""
    return (OTHER_VERB, OTHER_WORDS, "").index(other_wording(matrix, change))


def _has_other_words(matrix: FactMatrix, change: FactChange) -> bool:
    if change.kind not in _STANCES or change.verdict is not Verdict.REWORDED:
        return False
    sides = [
        statement.facts[index].span.of(statement.witness.content) for _, statement, index in _places(matrix, change)
    ]
    base, other = (
        {word[:STEM_LENGTH] for word in _WORD_ALONE.findall(fold(words)) if word not in FUNCTION_WORDS}
        for words in sides
    )
    return 2 * len(base & other) < _HALF * (len(base) + len(other))


def told_by_figures(matrix: FactMatrix, changes: Sequence[FactChange]) -> frozenset[FactChange]:
    """The demands whose only other words are those of figures, dates and names that other of these changes tell."""
    told: dict[int, list[Span]] = {}
    for change in filter(is_changed, changes):
        if change.kind not in _STANCES:
            for place, statement, index in _places(matrix, change):
                told.setdefault(place, []).append(quoted_span(statement, statement.facts[index]))
    return frozenset(
        change
        for change in changes
        if change.kind in _STANCES and change.verdict in _TOLD_AGAIN and _is_covered(matrix, change, told)
    )


def told_again(count: int) -> str:
    """How many demands are left out of a list, and why."""
    return f"and {counted(count, 'demand')} with no other new words than changes told here"


def _places(matrix: FactMatrix, change: FactChange) -> Iterator[tuple[int, StatementFacts, int]]:
    for place, index in enumerate(change.facts):
        if index is not None:
            yield place, matrix.statements[place], index


def _is_covered(matrix: FactMatrix, change: FactChange, told: dict[int, list[Span]]) -> bool:
    places = list(_places(matrix, change))
    if len(places) != 2:
        return False
    base, other = (_words(statement, statement.facts[index].span) for _, statement, index in places)
    pairs = SequenceMatcher(None, [word for word, *_ in base], [word for word, *_ in other], autojunk=False)
    differing = [code for code in pairs.get_opcodes() if code[0] != "equal"]
    words = [(places[0][0], one) for _, start, end, *_ in differing for one in base[start:end]]
    words += [(places[1][0], one) for *_, start, end in differing for one in other[start:end]]
    return bool(words) and all(
        any(span.start < end and start < span.end for span in told.get(place, ())) for place, (_, start, end) in words
    )


def _words(statement: StatementFacts, span: Span) -> list[tuple[str, int, int]]:
    """The words of a stretch of text with where they stand."""
    found = _WORD.finditer(statement.witness.content, span.start, span.end)
    return [(word[0].casefold(), word.start(), word.end()) for word in found]
