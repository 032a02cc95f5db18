"""Stances told by a modal, a passive or a state: "must be paid", "was declared", "is concerned about"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.analysis.facts.stances.clauses import AUXILIARIES, DETERMINERS, PREPOSITIONS, SUBJECTS
from variorum.analysis.facts.stances.words import (
    BODIES,
    EXPECTED,
    GERUND,
    HARMS,
    INSTRUMENTS,
    MEASURES,
    NAMING,
    NO_PROMISE,
    PROMISED_DEEDS,
    STATES,
    THIRD,
    verb_forms,
)

if TYPE_CHECKING:
    from variorum.analysis.facts.stances.clauses import Words

FIRST_PERSONS = frozenset(("i", "we"))
NOT = frozenset(("not", "never"))
# What a demand of "should" cannot hang on: then it asks, supposes or tells of another's question.
DOUBTS = frozenset("if whether how what why where when who whatever whoever unless".split())
# What a person says of himself with "must" and "should".
_CONFESSED = frozenset("say add admit confess note mention tell point be thank ask have know".split())
# What a promise does not hang on; what may stand before "we will" in a clause of its own.
_KNOWING = frozenset("know knows knowing ensure ensures ensuring believe hope hopes think confident sure".split())
_BEFORE_SPEAKER = frozenset(
    "and but or that so because as then today tonight together here week month year day if while now yes well".split()
)
# Longer phrases before "need to" hold another noun: "the nets the crew needs to fish".
_LONGEST_IN_NEED = 4
_STATE_BE = frozenset("is are was were am remain remains remained stand stands".split())
NO_SUBJECT_END = (
    DETERMINERS | PREPOSITIONS | AUXILIARIES | frozenset("to and or but that than if as when while".split())
)
_CLAUSE_OPENERS = frozenset((",", ";", ":", "-", "and", "so", '"', "."))


class Found(NamedTuple):
    """A stance by the places of its words."""

    first: int
    after: int
    act: str
    rule: str
    modal: str | None = None
    negated: bool = False
    holder: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


@cache
def _joined(*forms: str) -> frozenset[str]:
    """Verbs with which a stance of its own begins behind "and": "noting", "continues to stress"."""
    return frozenset(("continues", *(word for word, verb in verb_forms().items() if verb.form in forms)))


def supposed(words: Words, k: int) -> bool:
    """Whether the clause before place k only supposes or asks."""
    start = words.clause_start(k)
    first = words.at(start)
    if words.at(k - 1) in ("than", "as"):
        return words.at(k) != "we"
    return first in DOUBTS - {"who", "when", "where"} or words.at(start - 1) in ("if", "whether")


def modal(words: Words, k: int) -> Found | None:
    """What must, should or shall be."""
    return _demanded(words, k, k + 1, words.at(k))


def need(words: Words, k: int) -> Found | None:
    """What "needs to" or "ought to" be."""
    if words.at(k + 1) != "to" or words.at(words.before_adverbs(k)) in AUXILIARIES | {"to", "and", "don't"}:
        return None
    before = words.before_adverbs(k)
    subject = words.subject(before + 1)
    if subject is None or subject[1] - subject[0] > _LONGEST_IN_NEED or not _begins_clause(words, subject[0]):
        return None
    return _demanded(words, k, k + 2, f"{words.at(k)} to")


def _demanded(words: Words, k: int, verb: int, modal: str) -> Found | None:
    before = words.before_adverbs(k)
    negated = words.at(verb) in NOT
    verb = words.after_adverbs(verb + 1 if negated else verb)
    if before < 0 or not _is_plain_verb(words, verb):
        return None
    subject = words.subject(before + 1) if words.is_word(before) or words.at(before) in ',)"' else None
    if _asked(words, before, subject, modal) or _happened(words, verb):
        return None
    who = words.at(subject[1] - 1) if subject else ""
    if who == "i" and (words.at(verb) in _CONFESSED or modal in ("should", "need to")):
        return None
    if subject and words.at(subject[0]) in ("no", "nothing", "nobody", "none", "neither"):
        negated = True
    after = words.phrase_end(verb, _joined(THIRD, GERUND))
    act = "demand"
    if modal == "should" and not (who in SUBJECTS - {"it"} or who in BODIES):
        head = words.at(words.head(subject)) if subject else ""
        if words.at(verb) in EXPECTED or (head in MEASURES and not _is_passive(words, verb)):
            act = "expect"
    if modal == "shall" and who in FIRST_PERSONS:
        act = "promise"
    rule = "must" if modal in ("must", "shall") else "should"
    target = None if who == "there" else subject
    return Found(k, max(after, verb + 1), act, rule, modal, negated, None, target)


def _asked(words: Words, before: int, subject: tuple[int, int] | None, modal: str) -> bool:
    """Whether the modal stands in a question or a condition, or is turned before its subject ("should you")."""
    word = words.at(before)
    if word in DOUBTS - {"who"} or (
        subject is None and modal != "must" and word not in ("who", "that", "which", "and")
    ):
        return True
    if word in PREPOSITIONS or word in DETERMINERS or word in ("to", "or"):
        return True
    start = subject[0] if subject else before
    return supposed(words, start) or any(word in DOUBTS - {"who"} for word in words.words[max(start - 2, 0) : start])


def _is_plain_verb(words: Words, k: int) -> bool:
    word = words.at(k)
    if not words.is_word(k) or word in DETERMINERS or word in SUBJECTS or word in PREPOSITIONS:
        return False
    return word not in ("and", "or", "not", "to", "if", "that", "as", "only") and word.isalpha()


def let(words: Words, k: int) -> Found | None:
    """What "let us" calls for."""
    start = words.before_adverbs(k)
    if words.at(k + 1) != "us" or not (start < 0 or words.at(start) in _CLAUSE_OPENERS):
        return None
    negated = words.at(k + 2) in NOT
    verb = words.after_adverbs(k + 3 if negated else k + 2)
    if not _is_plain_verb(words, verb):
        return None
    after = max(words.phrase_end(verb, _joined(THIRD, GERUND)), verb + 1)
    return Found(k, after, "demand", "let us", "let us", negated, None, (k + 1, k + 2))


def will(words: Words, k: int) -> Found | None:
    """What the speaker or a body says it will do."""
    before = words.before_adverbs(k)
    subject = words.subject(before + 1)
    # With a capital it is a name, or a word of a title.
    if words.is_capital(k) or not (words.is_word(before) and words.at(before) not in NO_SUBJECT_END):
        return None
    negated = words.at(k) == "won't" or words.at(k + 1) in NOT
    verb = words.after_adverbs(k + 2 if words.at(k + 1) in NOT else k + 1)
    if words.at(verb) == "continue" and words.at(verb + 1) == "to":
        verb = words.after_adverbs(verb + 2)
    start = subject[0] if subject else before
    if supposed(words, start) or words.at(start - 1) in DOUBTS:
        return None
    if words.at(verb) == "be":
        deed = words.after_adverbs(verb + 1)
        if words.at(deed) not in PROMISED_DEEDS or not _KNOWING.isdisjoint(words.words[max(k - 10, 0) : k]):
            return None
        return Found(
            k, words.phrase_end(deed, _joined(THIRD, GERUND)), "promise", "will", "will", negated, None, subject
        )
    if subject is None:
        return None
    if not _promises(words, subject) or words.at(verb) in NO_PROMISE or not _is_plain_verb(words, verb):
        return None
    after = max(words.phrase_end(verb, _joined(THIRD, GERUND)), verb + 1)
    return Found(k, after, "promise", "will", "will", negated, subject, None)


def _promises(words: Words, subject: tuple[int, int]) -> bool:
    """Whether the "will" of a subject is a promise: that of the speaker or a body, outside "the day we will meet"."""
    if words.at(subject[0]) in FIRST_PERSONS:
        return _begins_clause(words, subject[0])
    return words.at(subject[1] - 1) in BODIES or words.at(words.head(subject)) in BODIES


def _begins_clause(words: Words, k: int) -> bool:
    """Whether the pronoun at place k begins a clause of its own, unlike that of "the help they need"."""
    before = words.at(k - 1)
    return not words.is_word(k - 1) or before in _BEFORE_SPEAKER or words.is_adverb(k - 1)


def named(words: Words, k: int) -> Found | None:
    """What something "was declared" or "qualified as"."""
    be = words.before_adverbs(k)
    first = be - 1 if words.at(be) == "been" and words.at(be - 1) in ("has", "have", "had") else be
    if be == first and words.at(be) not in ("was", "were", "is", "are"):
        return None
    if words.at(first) not in ("was", "were", "is", "are", "has", "have", "had") or words.at(k + 1) == "to":
        return None
    following = words.at(k + 1)
    naming = following == "as" or (
        NAMING[words.at(k)] in ("declare", "condemn") and words.opens_object(k + 1, strict=True)
    )
    subject = words.subject(words.before_adverbs(first) + 1)
    if (
        not naming
        or supposed(words, first)
        or (subject is None and words.at(first - 1) not in ("which", "that", "and"))
    ):
        return None
    return Found(first, words.phrase_end(k, _joined(THIRD, GERUND)), NAMING[words.at(k)], "passive", target=subject)


def adopted(words: Words, k: int) -> Found | None:
    """An instrument that was adopted."""
    be = words.before_adverbs(k)
    if words.at(be) not in ("was", "were"):
        return None
    end = be
    if words.at(end - 1) == '"':
        end = next((at for at in range(end - 2, max(end - 40, 0), -1) if words.at(at) == '"'), 0)
    subject = words.subject(end) if end > 0 else None
    if subject is None or not any(words.at(at) in INSTRUMENTS for at in range(*subject)):
        return None
    return Found(subject[0], k + 1, "adopt", "passive", target=subject)


def due(words: Words, k: int) -> Found | None:
    """What was not done that was due: "were not given an assessment"."""
    at = words.before_adverbs(k)
    if words.at(at) == "been":
        at = words.before_adverbs(at)
    refused = at if words.at(at) in NOT else k - 1 if words.at(k - 1) == "never" else -1
    be = words.before_adverbs(refused) if words.at(refused) != "never" or refused == at else at
    if refused < 0 or words.at(be) not in ("was", "were", "has", "have"):
        return None
    if words.at(be) in ("has", "have") and words.at(k - 1) != "been" and words.at(words.before_adverbs(k)) != "been":
        return None
    after = max(words.phrase_end(k, _joined(THIRD, GERUND)), k + 1)
    return Found(be, after, "grievance", "passive", negated=True, target=words.subject(be))


def state(words: Words, k: int) -> Found | None:
    """What somebody "is concerned about", "committed to", "responsible for"."""
    act, following = STATES[words.at(k)]
    be = words.before_adverbs(k)
    if words.at(k + 1) not in following or words.at(be) not in _STATE_BE:
        return None
    holder = words.subject(words.before_adverbs(be) + 1)
    if holder is None or supposed(words, holder[0]):
        return None
    after = words.phrase_end(k + 1, _joined(THIRD))
    if after <= k + 1:
        return None
    if act == "blame":
        harm = any(words.at(at) in HARMS for at in range(k + 2, min(after, k + 10)))
        return Found(holder[0], after, act, "state", target=holder) if harm else None
    who = words.at(holder[1] - 1)
    if act == "promise" and not (who in FIRST_PERSONS or who in BODIES):
        return None
    return Found(be, after, act, "state", holder=holder)


def _is_passive(words: Words, k: int) -> bool:
    """Whether "be" stands there with what is to be done ("be repaired")."""
    return words.at(k) == "be" and words.at(words.after_adverbs(k + 1)).endswith(("ed", "en", "pt", "de"))


def _happened(words: Words, k: int) -> bool:
    """Whether behind a modal stands what has been ("must have been", "should have done")."""
    after = words.after_adverbs(k + 1)
    return words.at(k) == "have" and (
        words.at(after) in ("been", "had") or words.at(after).endswith(("ed", "en", "ne"))
    )
