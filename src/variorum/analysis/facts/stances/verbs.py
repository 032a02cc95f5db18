"""Stances told by a verb of the tables: who stands before it, what it asks for, and with which others it is joined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.analysis.facts.stances.clauses import AUXILIARIES, LONGEST_PHRASE, PREPOSITIONS, SUBJECTS
from variorum.analysis.facts.stances.modals import FIRST_PERSONS, NO_SUBJECT_END, NOT, Found, supposed
from variorum.analysis.facts.stances.words import (
    BASE,
    BODIES,
    GERUND,
    NOUN_ACTS,
    PAST,
    REMEMBERED,
    SPEAKERS,
    THIRD,
    noun_verb_forms,
    verb_forms,
)

if TYPE_CHECKING:
    from variorum.analysis.facts.stances.clauses import Words

# Between those who are asked and what is asked of them; what cannot stand there.
_LONGEST_LIST = 40
_INFINITIVE = frozenset("call urge request invite encourage order authorise".split())
_LIST_END = frozenset("; : . — – that who which where when so because i we they he she it".split())
# From "I" to the "hereby" of a proclamation, with name, office and authority between them.
_LONGEST_FORMULA = 120
_WANTS = frozenset(("want", "wish", "like"))
_DO = frozenset("do does did don't doesn't didn't".split())
_GOES_ON = {"continue": BASE, "continues": THIRD, "continued": PAST, "continuing": GERUND}
_PLURALS = frozenset("leaders ministers members participants parties presidents states nations governments".split())
# What the reader of a demand's target stops at.
_TARGET_END = frozenset((",", "to", "that", "who", "which", ";", ":"))
# Asked of somebody: what follows the verb up to the infinitive is whom it is asked of.
_ASKED_OF = frozenset("call urge request invite encourage order authorise blame thank commend".split())
_OBJECT_ACTS = frozenset(
    "condemn deplore regret reject deny welcome support concern demand recognise commemorate".split()
)


class _Left(NamedTuple):
    """What stands before a verb: where its words begin, by which rule, whose they are."""

    first: int
    rule: str
    holder: tuple[int, int] | None = None
    modal: str | None = None
    negated: bool = False
    strict: bool = False
    joined: bool = False


class VerbReader:
    """Reads the verbs of one sentence, in order.

    `start` is the place of the first word of a paragraph of a resolution, where "Calls upon" has no subject; else -1.
    """

    __slots__ = ("_form", "_led", "_left_before", "_start", "_verb_at", "_words")

    def __init__(self, words: Words, start: int) -> None:
        self._words = words
        self._start = start
        # The form and place of the last verb that was read, and what stood before it, with which others may be joined;
        # the form of the one that leads a paragraph of a resolution.
        self._form = ""
        self._verb_at = -1
        self._left_before: _Left | None = None
        self._led = ""

    def lead(self, holder: tuple[int, int], k: int) -> None:
        """Take what a modal at place k says of somebody for the verb before: "will wait and expects that"."""
        self._form, self._verb_at, self._left_before = THIRD, k, _Left(k, "verb", holder)

    def verb(self, k: int) -> Found | None:
        """The stance of a verb of the table at place k."""
        words, verb = self._words, verb_forms()[self._words.at(k)]
        left = self._left(k, verb.form)
        if left is None or ("body" in verb.frames and not self._by_a_body(left)):
            return None
        strict = left.strict or (verb.noun and left.rule != "operative")
        content = self._content(k + 1, verb.frames, strict=strict)
        if content is None:
            return None
        if "memory" in verb.frames and not any(words.at(at) in REMEMBERED for at in range(content, content + 14)):
            return None
        act = verb.act
        negated = left.negated
        if words.at(content) == "with":
            act = _with_feeling(words, content, act)
        if act == "decide" and words.at(content) == "not":
            negated = True
        return self._tell(k, content, act, verb.form, left._replace(negated=negated))

    def noun_verb(self, k: int) -> Found | None:
        """The stance of "express", "take" or "pay" with its noun."""
        lemma, form = noun_verb_forms()[self._words.at(k)]
        acts = NOUN_ACTS[lemma]
        for at in range(k + 1, min(k + 7, len(self._words))):
            word = self._words.at(at)
            if word in acts:
                left = self._left(k, form)
                return self._tell(k, at + 1, acts[word], form, left) if left else None
            if word in PREPOSITIONS or word == "that" or not self._words.is_word(at):
                return None
        return None

    def _tell(self, k: int, content: int, act: str, form: str, left: _Left) -> Found | None:
        words = self._words
        after = words.phrase_end(content, _joined_forms(form))
        if after <= k:
            return None
        if act in _INFINITIVE and words.at(content) not in ("for", "that"):
            after = self._with_infinitive(content, after, form)
        self._form, self._verb_at, self._left_before = form, k, left
        if left.rule == "operative":
            self._led = form
        target = _target(words, content, after, act)
        return Found(left.first, after, act, left.rule, left.modal, left.negated, left.holder, target)

    def _with_infinitive(self, first: int, after: int, form: str) -> int:
        """The end of what is asked, where a list of those who are asked, or an aside, stands before its infinitive."""
        words = self._words
        if "to" in words.words[first:after]:
            return after
        for at in range(after, min(after + _LONGEST_LIST, len(words))):
            word = words.at(at)
            if word == "to" and words.is_word(at + 1) and not words.opens_object(at + 1, strict=True):
                return words.phrase_end(at + 1, _joined_forms(form))
            if word in AUXILIARIES or word in _LIST_END or word in _joined_forms(form):
                return after
        return after

    def _content(self, k: int, frames: frozenset[str], *, strict: bool) -> int | None:
        """Where that begins which a verb is followed by, if it is one of its frames."""
        words = self._words
        k = words.after_adverbs(k)
        if words.at(k) == "more" and words.at(k - 1) == "once":
            k = words.after_adverbs(k + 1)
        if "strongest" in words.words[k : k + 4]:
            k = next((at + 1 for at in range(k + 3, k + 7) if words.at(at) == "terms"), k)
            k += words.at(k) == ","
        if words.at(k) == "," and words.at(k + 1) in ("as", "in"):
            k = self._behind_aside(k)
        word = words.at(k)
        if word == "to" or (word == "not" and words.at(k + 1) == "to"):
            return k if "to" in frames and not words.opens_object(k + 1, strict=True) else None
        if word in frames:
            return k if words.is_word(k + 1) else None
        if "obj-to" in frames:
            followed = words.opens_object(k, strict=False) and self._infinitive_follows(k)
        else:
            followed = "obj" in frames and words.opens_object(k, strict=strict)
        return k if followed else None

    def _behind_aside(self, k: int) -> int:
        """Behind an aside that the comma at place k begins: "decides, as the Master recommends, to open"; else k."""
        for at in range(k + 1, min(k + _LONGEST_LIST, len(self._words))):
            if self._words.at(at) == ",":
                return at + 1 if self._words.at(at + 1) == "to" else k
            if self._words.at(at) in _LIST_END:
                return k
        return k

    def _infinitive_follows(self, k: int) -> bool:
        for at in range(k + 1, min(k + 20, len(self._words))):
            if self._words.at(at) == "to" and not self._words.opens_object(at + 1, strict=True):
                return self._words.is_word(at + 1)
            if self._words.at(at) in ";:.":
                return False
        return False

    def _by_a_body(self, left: _Left) -> bool:
        if left.rule == "operative" or left.holder is None:
            return left.rule == "operative" or left.joined
        last = self._words.at(left.holder[1] - 1)
        return last in FIRST_PERSONS or last in BODIES

    def _left(self, k: int, form: str) -> _Left | None:
        """Who stands before a verb of that form at place k; None where it is no finite verb of a subject."""
        words = self._words
        at = words.before_adverbs(k)
        if at < self._start <= k and form in (THIRD, GERUND):
            return _Left(self._start, "operative")
        if at == k - 1 and words.at(at) == "hereby":
            at -= 1
        if supposed(words, at + 1) or self._is_yet_to_come(at, form):
            return None
        joined = self._joined(at, k, form)
        if joined is not None:
            return joined
        if form == GERUND:
            return self._progressive(at)
        if form == BASE:
            return self._plain(at, k)
        return self._third_or_past(at, form)

    def _joined(self, at: int, k: int, form: str) -> _Left | None:
        """The subject of the verb before, with which one behind a comma or "and" is joined."""
        words = self._words
        if words.at(at) not in (",", "and", ";", "but"):
            return None
        if form == self._led:
            return _Left(at + 1, "operative")
        before = self._left_before
        if before is None or self._form != form or before.rule == "operative":
            return None
        if form == BASE and "to" in words.words[max(self._verb_at, k - LONGEST_PHRASE) : k] and words.at(at) != ";":
            return None
        return _Left(at + 1, before.rule, before.holder, joined=True)

    def _progressive(self, at: int) -> _Left | None:
        words = self._words
        if words.at(at) in ("is", "are", "am"):
            holder = words.subject(words.before_adverbs(at) + 1)
            return _Left(at, "verb", holder) if holder and self._can_speak(holder) else None
        return None

    def _plain(self, at: int, k: int) -> _Left | None:
        """Before the plain form: a pronoun or a plural, "do", or "want to"."""
        words = self._words
        word = words.at(at)
        if word in NOT or word.endswith("n't"):
            return self._refused(at, k)
        if word == "to" and words.at(at - 1) in _WANTS:
            return self._wanted(at)
        if word == "to" and words.at(at - 1) in _GOES_ON:
            return self._going_on(at - 1)
        if words.at(k - 1) == "hereby":
            return _Left(at if word == "do" else at + 1, "hereby", self._speaker(at))
        if word in FIRST_PERSONS or word == "they":
            return _Left(at + 1, "verb", (at, at + 1))
        holder = words.subject(at + 1) if word in _PLURALS else None
        return _Left(at + 1, "verb", holder, strict=True) if holder else None

    def _going_on(self, at: int) -> _Left | None:
        """Before "continues to urge", the first word at place `at`."""
        words = self._words
        first = words.before_adverbs(at) + 1
        form = _GOES_ON[words.at(at)]
        if first <= self._start <= at and form in (THIRD, GERUND):
            return _Left(self._start, "operative")
        joined = self._joined(first - 1, at, form)
        if joined is not None:
            return joined
        holder = words.subject(first)
        return _Left(at, "verb", holder) if holder and self._can_speak(holder) else None

    def _refused(self, at: int, k: int) -> _Left | None:
        """Before "do not recognise": but "does not only demand" demands."""
        words = self._words
        if words.at(k - 1) in ("simply", "only", "merely", "just"):
            return None
        helper = at if words.at(at).endswith("n't") else words.before_adverbs(at)
        if words.at(helper) not in _DO:
            return None
        holder = words.subject(words.before_adverbs(helper) + 1)
        return _Left(helper, "verb", holder, negated=True) if holder else None

    def _wanted(self, at: int) -> _Left | None:
        """Before "want to thank" and "would like to welcome"."""
        words = self._words
        pronoun = words.before_adverbs(at - 1)
        if words.at(pronoun) in ("would", "do"):
            pronoun -= 1
        return _Left(at - 1, "verb", (pronoun, pronoun + 1)) if words.at(pronoun) in FIRST_PERSONS else None

    def _speaker(self, at: int) -> tuple[int, int] | None:
        """The "I" or "we" that stands before what "hereby" does."""
        return next(
            (
                (k, k + 1)
                for k in range(at, max(at - _LONGEST_FORMULA, -1), -1)
                if self._words.at(k) in FIRST_PERSONS and self._words.is_capital(k)
            ),
            None,
        )

    def _third_or_past(self, at: int, form: str) -> _Left | None:
        words = self._words
        word = words.at(at)
        helper = at - 1 if word == "not" else at
        if form == PAST and words.at(helper) in ("have", "has", "had"):
            return self._perfect(helper, negated=helper != at)
        if word in SUBJECTS:
            return _Left(at + 1, "verb", (at, at + 1))
        if word in ("who", "which"):
            holder = words.subject(at - 1 if words.at(at - 1) == "," else at)
            return _Left(at + 1, "verb", holder, strict=True)
        if not (words.is_word(at) or word in ',)"') or word in NO_SUBJECT_END or word.endswith(("'s", "s'")):
            return None
        holder = words.subject(at + 1)
        if holder is None:
            return None
        if not self._can_speak(holder) or words.at(holder[1] - 1) in NO_SUBJECT_END:
            return None
        return _Left(at + 1, "verb", holder, strict=word == ",")

    def _perfect(self, at: int, *, negated: bool) -> _Left | None:
        """Before "has called" and "has not called"."""
        holder = self._words.subject(self._words.before_adverbs(at) + 1)
        if holder is None:
            return None
        return _Left(at, "verb", holder if self._can_speak(holder) else None, negated=negated, strict=True)

    def _can_speak(self, holder: tuple[int, int]) -> bool:
        """Whether a subject is somebody or a document; a road "calls for" repair in another sense."""
        head = self._words.head(holder)
        word = self._words.at(head)
        return self._words.is_capital(head) or word in SPEAKERS or word in BODIES or word in SUBJECTS

    def _is_yet_to_come(self, at: int, form: str) -> bool:
        """Whether the clause tells of a time that will come, or comes often ("When the Board decides")."""
        if form != THIRD and self._words.at(at) != "they":
            return False
        k = at + 1
        return self._words.at(self._words.clause_start(k)) in ("when", "once", "until", "after", "before", "should")


def _target(words: Words, content: int, after: int, act: str) -> tuple[int, int] | None:
    """Of whom something is asked, or what is condemned, welcomed, demanded."""
    first = content
    if words.at(first) in PREPOSITIONS or words.at(first) == "to":
        if words.at(first) in ("for", "to") and act not in ("call", "commemorate"):
            return None
        first += 1
    if words.at(first) == "that" or first >= after:
        return None
    if act in _ASKED_OF and words.at(content) != "for":
        ends = ("to", "that") if act not in ("thank", "commend", "blame") else ("for", "that", "of")
        end = next((k for k in range(first, after) if words.at(k) in ends), after)
        while end > first and not words.is_word(end - 1) and words.at(end - 1) not in ')"':
            end -= 1
        return (first, end) if end > first else None
    return (first, after) if act in _OBJECT_ACTS and words.at(content) not in ("to", "with") else None


def _with_feeling(words: Words, k: int, act: str) -> str:
    """What "notes with concern" says more than that it notes."""
    for at in range(k + 1, k + 5):
        word = words.at(at)
        if word in ("concern", "alarm", "regret"):
            return "regret" if word == "regret" else "concern"
        if word in ("appreciation", "satisfaction"):
            return "welcome"
    return act


@cache
def _joined_forms(form: str) -> frozenset[str]:
    """Forms of verbs that "and" may join to one of this form."""
    forms = {word for word, verb in verb_forms().items() if verb.form == form}
    forms.update(word for word, own in _GOES_ON.items() if own == form)
    return frozenset(forms | {word for word, (_, own) in noun_verb_forms().items() if own == form})
