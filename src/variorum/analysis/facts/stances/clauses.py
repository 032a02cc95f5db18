"""The words of one English sentence with its clauses: who stands before a verb, and how far what follows it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from variorum.analysis.facts.stances.sentence import Sentence
from variorum.text.grammar import grammar_of

if TYPE_CHECKING:
    from collections.abc import Container

    from variorum.text.grammar import Grammar

_STRAIGHT = (("'", "’‘ʼ"), ('"', "“”„«»"), ("-", "\u2010\u2011"))

# No phrase is followed further than this; longer ones are lists of names or text without marks.
LONGEST_SUBJECT = 16
LONGEST_PHRASE = 60
# A row of things, and one of them, in words.
LONGEST_ROW = 40
_LONGEST_ITEM = 7
_LONGEST_ASIDE = 14
# Shorter words before a full stop are abbreviations of titles and first names.
_LONGEST_ABBREVIATION = 3

_GRAMMAR = cast("Grammar", grammar_of("en"))
PREPOSITIONS = _GRAMMAR.prepositions | frozenset(("upon", "due", "because"))
AUXILIARIES = _GRAMMAR.auxiliaries | frozenset(("cannot", "ought"))
DETERMINERS = frozenset(
    (
        "the a an this these those our your his her its their my every each some any no all both such another several "
        "many most"
    ).split()
)
SUBJECTS = frozenset("i we they he she it you".split())
_RELATIVES = frozenset("who whom whose which where when while because although though unless whereas".split())
_BREAKS = (
    _RELATIVES
    | _GRAMMAR.joiners
    | AUXILIARIES
    | frozenset("that than if whether how what why as today yesterday here".split())
)


def straight(text: str) -> str:
    """The text with straight quotation marks and plain hyphens; every code point stays at its place."""
    if not text.isascii():
        for plain, marks in _STRAIGHT:
            for mark in marks:
                text = text.replace(mark, plain)
    return text


class Words(Sentence):
    """A sentence that knows its clauses: who stands before a verb, and how far what follows it goes."""

    __slots__ = ()

    def opens_object(self, k: int, *, strict: bool) -> bool:
        """Whether a noun phrase may begin there, with `strict` by an article, a pronoun, a capital or a quotation."""
        word = self.at(k)
        capital = self.is_capital(k) and word not in PREPOSITIONS
        if capital or word in DETERMINERS or word in _OBJECTS or word == '"':
            return word != "no" or not strict
        if strict or not self.is_word(k):
            return False
        return not (word in PREPOSITIONS or word in _BREAKS or word == "to" or self.is_adverb(k))

    def clause_start(self, k: int) -> int:
        """The place behind the last mark or joining word before place k, if one is near."""
        floor = max(k - LONGEST_PHRASE, 0)
        while k > floor and self.words[k - 1] not in _CLAUSE_MARKS:
            k -= 1
        return k

    def subject(self, k: int) -> tuple[int, int] | None:
        """First and after-last place of the phrase that ends before place k and is the subject of the verb there.

        A phrase between commas is passed over ("The Minister, speaking in Orsa, condemned"). None where it is unsure
        where the phrase begins.
        """
        end = k
        if self.at(k - 1) == ",":
            opened = self._opening_comma(k - 1)
            if opened is None:
                return None
            end = opened
        if self.at(end - 1) in SUBJECTS:
            return end - 1, end
        return self._noun_phrase(end)

    def head(self, subject: tuple[int, int]) -> int:
        """The place of the noun that a subject is about: the last word before a preposition."""
        first, after = subject
        for k in range(first + 1, after):
            if self.words[k] in PREPOSITIONS or not self.is_word(k):
                return k - 1
        return after - 1

    def _opening_comma(self, closing: int) -> int | None:
        """The comma that begins what the one at `closing` ends."""
        for k in range(closing - 1, max(closing - 2 * LONGEST_SUBJECT, 0), -1):
            if self.at(k) in (";", ":"):
                return None
            if self.at(k) == ",":
                inner = self.at(k + 1)
                aside = inner.endswith(("ing", "ed")) or inner in _RELATIVES or inner in ("as", "on", "in", "the", "a")
                return k if aside and self.is_word(k - 1) else None
        return None

    def _noun_phrase(self, end: int) -> tuple[int, int] | None:
        first = end
        while first > 0 and end - first < LONGEST_SUBJECT:
            word = self.at(first - 1)
            title = word == "." and self.at(first - 2) in _TITLES
            if not (self.is_word(first - 1) or title or word in ("(", ")")):
                break
            if word in _BREAKS and not self._joins_subjects(first - 1):
                break
            first -= 1
            if word in DETERMINERS and self.at(first - 1) not in PREPOSITIONS | DETERMINERS:
                if not self._is_purpose(first):
                    break
                first -= 2
        else:
            if first > 0:
                return None
        first = self.after_adverbs(first)
        if ")" in self.words[first:end] and "(" not in self.words[first:end]:
            return None
        before = self.at(first - 1)
        if before in PREPOSITIONS or (before == "that" and self.at(first - 2) in PREPOSITIONS):
            return None
        if first >= end or self.at(first) in PREPOSITIONS or self.at(first) in ("to", "one"):
            return None
        if before in ("who", "which", "whose") or self._is_participle(first):
            return None
        joined = before in ("and", "or", "nor")
        if joined and not (self.at(first) in DETERMINERS or self.is_capital(first)):
            return None
        return self._listed_subject(first, end) if joined and self.at(first - 2) == "," else (first, end)

    def _is_purpose(self, k: int) -> bool:
        """Whether what stands there is what a noun further back is for: "the power to shape our future"."""
        return self.at(k - 2) == "to" and self.is_word(k - 1) and self.is_word(k - 3) and not self.is_capital(k - 1)

    def _listed_subject(self, first: int, end: int) -> tuple[int, int] | None:
        """The whole of a subject that is a row of names before an "and": "the Port, the Pier, and the Ferry"."""
        opened = comma = first - 2
        while (before := self._name_before(comma)) is not None:
            comma = before
        if comma == opened:
            return first, end
        begun = self._noun_phrase(comma)
        return None if begun is None else (begun[0], end)

    def _name_before(self, comma: int) -> int | None:
        """The comma before the name that ends before a comma, if nothing but a name stands between."""
        k = comma - 1
        while k > 0 and comma - k < _LONGEST_ITEM and (self.is_capital(k) or self.at(k) in _IN_NAMES):
            k -= 1
        return k if self.at(k) == "," and comma - k > 1 else None

    def _is_participle(self, k: int) -> bool:
        """Whether what stands there goes with a noun further back ("anyone serving on a ship")."""
        return not self.is_capital(k) and self.at(k).endswith(("ing", "ed")) and k > 0 and self.at(k - 1) != ","

    def _joins_subjects(self, k: int) -> bool:
        """Whether "and" there joins two nouns of one phrase."""
        if self.at(k) != "and":
            return False
        if self.is_capital(k - 1) and self.is_capital(k + 1):
            return True
        return self.at(k - 2) in DETERMINERS and self.at(k + 1) not in DETERMINERS | SUBJECTS

    def phrase_end(self, k: int, verbs: Container[str]) -> int:
        """The place behind the phrase that begins at place k: up to a mark, a relative, or one more of `verbs`.

        A comma ends it unless a list goes on ("assessment of the flood, and punishment of the guilty").
        """
        limit = min(len(self.words), k + LONGEST_PHRASE)
        quoted = False
        while k < limit:
            word = self.words[k]
            if word == '"':
                quoted = not quoted
            elif not quoted and self._ends_phrase(k, verbs):
                break
            k += 1
        while k > 0 and (_GRAMMAR.dangles(self.at(k - 1)) or not self.is_word(k - 1)) and self.at(k - 1) not in ')"%':
            k -= 1
        return k

    def _ends_phrase(self, k: int, verbs: Container[str]) -> bool:
        word = self.words[k]
        if word in _STOPS:
            return word != "-" or not self._is_broken(k)
        if word in _RELATIVES:
            return self.at(k - 1) not in _NEEDS_RELATIVE and self.at(k - 2) not in _NEEDS_RELATIVE
        if word == ".":
            return len(self.at(k - 1)) > _LONGEST_ABBREVIATION or k + 1 == len(self.words)
        if word == ",":
            return not (self._is_shared_object(k) or self._closes_aside(k) or self._list_goes_on(k + 1, verbs))
        if word in ("and", "or") and self.is_capital(k - 1) and self.is_capital(k + 1):
            return False
        if word in ("and", "or", "but", "while"):
            after = self.after_adverbs(k + 1)
            return word == "but" or self.at(after) in verbs or self._new_clause(k + 1)
        return False

    def _is_broken(self, k: int) -> bool:
        """Whether a hyphen is left of a word that was broken before it: "long -standing"."""
        apart, joined = self.starts[k] > self.ends[k - 1], self.is_word(k + 1) and self.starts[k + 1] == self.ends[k]
        return k > 0 and apart and joined and self.is_word(k - 1)

    def _list_goes_on(self, k: int, verbs: Container[str]) -> bool:
        """Whether behind a comma stands one more part of what stands before it."""
        word = self.at(k)
        if len(word) == 4 and word.isdigit():
            return True
        if word in PREPOSITIONS:
            return self._aside_ends(k) or (word == "as" and self.at(k - 2).isdigit())
        if word not in ("and", "or"):
            return word not in verbs and (
                self._row_goes_on(k, verbs) or self._are_adjectives(k) or self._names_go_on(k)
            )
        after = self.after_adverbs(k + 1)
        word = self.at(after)
        if word in verbs or word in PREPOSITIONS or word in SUBJECTS or not self.is_word(after):
            return False
        if word in DETERMINERS and not self._ends_row(k - 1, verbs):
            return False
        return not self._new_clause(k + 1)

    def _is_shared_object(self, k: int) -> bool:
        """Whether a comma stands where two phrases have one object: "powers in, and delineation of, the zone"."""
        joined = self.at(k + 1) in ("and", "or") or self.at(k + 1) in DETERMINERS
        return joined and self.at(k - 1) in PREPOSITIONS and self.is_word(k - 2)

    def _closes_aside(self, k: int) -> bool:
        """Whether a comma ends what "including" began, so that its sentence goes on: ", including nets, are lost"."""
        if self.at(k + 1) not in AUXILIARIES:
            return False
        before = range(k - 1, max(k - LONGEST_ROW, 0), -1)
        opened = next((at for at in before if self.words[at] == "including" or self.words[at] in _STOPS), k)
        return self.at(opened) == "including" and self.at(opened - 1) == ","

    def _aside_ends(self, k: int) -> bool:
        """Whether a phrase that begins at place k between commas ends soon, and what it broke goes on."""
        first = True
        for at in range(k + 1, min(k + LONGEST_ROW, len(self.words))):
            if self.words[at] == ",":
                if first and at < k + _LONGEST_ASIDE and self.at(at + 1) in DETERMINERS | {"to"}:
                    return not self._new_clause(at + 1)
                if self.at(k) == "including" and self.at(at + 1) in AUXILIARIES:
                    return True
                first = False
            elif not self.is_word(at):
                return False
        return False

    def _are_adjectives(self, k: int) -> bool:
        """Whether the words before and behind the comma before place k stand in a row before one noun."""
        return _GRAMMAR.are_adjectives(self.at(k - 3), self.at(k - 2), self.at(k))

    def _row_goes_on(self, k: int, verbs: Container[str]) -> bool:
        """Whether a row of nouns, verbs or adjectives goes on behind a comma: "the ports, piers and ferries"."""
        item = k
        for at in range(k, min(k + LONGEST_ROW, len(self.words))):
            word = self.words[at]
            if at == item and not self._may_be_item(at, verbs):
                return False
            if word in ("and", "or"):
                return at > k and self.at(at + 1) not in SUBJECTS and not self._new_clause(at + 1)
            if word == ",":
                item = at + 1
            elif at - item >= _LONGEST_ITEM or not self.is_word(at) or word in _NO_PART_OF_ITEM:
                return False
        return False

    def _ends_row(self, comma: int, verbs: Container[str]) -> bool:
        """Whether a comma is the last of a row: the one before "and" in "the past, the present, and the future"."""
        for at in range(comma - 1, max(comma - 2 - _LONGEST_ITEM, 0), -1):
            if self.words[at] == ",":
                return self._row_goes_on(at + 1, verbs)
        return False

    def _may_be_item(self, k: int, verbs: Container[str]) -> bool:
        """Whether one of a row may begin there, and no clause."""
        word = self.at(k)
        if word in SUBJECTS or word in verbs or (self.is_adverb(k) and word not in ("and", "or")):
            return False
        return not word.endswith("ing") or self.at(k + 1) in (",", "and", "or")

    def _names_go_on(self, k: int) -> bool:
        """Whether behind the comma before place k stands a name as before it: "the Chair, Envoy Lorne, Adviser Orm"."""
        at = k
        while self.is_capital(at) and at - k < _LONGEST_ITEM:
            at += 1
        ended = at == len(self.words) or self.at(at) in (",", ";", ".")
        return at > k + 1 and ended and self.is_capital(k - 2)

    def _new_clause(self, k: int) -> bool:
        """Whether a subject with a verb of its own likely stands from place k on."""
        verb = self.after_adverbs(k)
        if self.at(k) in SUBJECTS or (self.at(verb).endswith("s") and self.at(verb + 1) == "that"):
            return True
        for word in self.words[k : k + 6]:
            if word in AUXILIARIES:
                return word != "not"
            if word in ",;:." or word in PREPOSITIONS or word in _RELATIVES or word in ("to", "that", "and", "or"):
                return False
        return False


_IN_NAMES = frozenset(("the", "of"))
_NO_PART_OF_ITEM = AUXILIARIES | _RELATIVES | (PREPOSITIONS - {"of"}) | {"said", "says"}
_STOPS = frozenset(";:!?-")
# What says too little without the clause behind it: "those who", "any attack which", "in which".
_NEEDS_RELATIVE = PREPOSITIONS | frozenset("and those all any anyone everyone everything each every no".split())
_CLAUSE_MARKS = frozenset((",", ";", ":", "-", "(", ")", '"', ".", "and", "but", "or", "that", "which", "who"))
_OBJECTS = frozenset("us them him me those everyone anyone nobody itself himself themselves".split())
_TITLES = frozenset("mr mrs ms dr gen lt col st sen rep gov prof".split())
