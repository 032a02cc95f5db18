"""People and places that a model names where the rules read nothing, if the grammar round them bears it out."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from variorum.analysis.facts.names.gazetteer import plain
from variorum.analysis.facts.names.gazetteers.words import PARTICLES, TITLES
from variorum.analysis.facts.names.people import apposed_role, last_word
from variorum.analysis.facts.names.words import CUT, HEADS, LINK, MODIFIER, TITLE, pieces
from variorum.model.facts import Fact, FactKind
from variorum.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.analysis.facts.parsed.passages import Grammar
    from variorum.model.parses import Entity

_PEOPLE = frozenset(("PERSON", "PER"))
_PLACES = frozenset(("GPE", "LOC"))
# Kinds whose words are no one else's name. A date in a name is the name's.
_NAMED = frozenset(
    (FactKind.PLACE, FactKind.PERSON, FactKind.ORGANISATION, FactKind.PEOPLE, FactKind.EVENT, FactKind.DOCUMENT)
)
# What stands before a thing and before no name of a person or a town.
_NO_NAMES_BEHIND = ("DT", "PRP$", "POS", "JJ", "JJS", "JJR", "CD", "``", "PDT", "WP$")
_PLACING = frozenset("in at near to from across into outside around throughout towards toward inside within".split())
# A list that one of these begins is of places, or of no one whom a reader would look for.
_LISTING = (_PLACING | {"of"}) - {"to", "from"}
_MOST_JOINED = 50
_SURE, _LIKELY = 0.8, 0.7
_MOST_WORDS = 5
# A party of a case is not what its name says: "Orsa v. Karrow".
_VERSUS = frozenset(("v.", "v", "vs.", "vs"))
_QUOTES, _TIES = ('"', "'"), ("-", "/")
_SMALL_WORD = re.compile(r"(?<![\w'’-])[a-zß-ÿ]{3,}")


class Namer:
    """Collects the names of the lines of one statement; `facts` are what the rules read in it."""

    def __init__(self, content: str, facts: Sequence[Fact], model: str) -> None:
        self._content = content
        self._model = model
        named = sorted((fact.span.start, fact.span.end) for fact in facts if fact.kind in _NAMED)
        self._starts = [start for start, _ in named]
        self._ends = _reached(end for _, end in named)
        # "balance sheet" elsewhere tells that "Balance Sheet" is no person.
        self._small = frozenset(_SMALL_WORD.findall(content))
        self._places = frozenset(fact.span.start for fact in facts if fact.kind is FactKind.PLACE)
        self._found: list[Fact] = []
        # Names that only another mention can bear out: last names, and places that nothing is said to be in.
        self._single: list[Fact] = []
        # "Orsa Karrow" in "the Orsa Karrow gang" is no one's name, there and elsewhere.
        self._things: set[str] = set()
        self._unplaced: list[Fact] = []

    def read(self, g: Grammar) -> None:
        """Look at the names that the model sees in a line."""
        for entity in map(partial(_with_first_name, g), g.parse.entities):
            span = g.span(entity.first, entity.after)
            if self._is_taken(span):
                continue
            if entity.label in _PEOPLE and not _is_listed(g, entity):
                self._person(g, entity, span)
            elif entity.label in _PLACES and not _follows_capital(g, entity) and self._is_name(g, entity, span):
                found = self._fact(FactKind.PLACE, span, entity.label, _LIKELY)
                (self._found if _is_placed(g, entity) else self._unplaced).append(found)

    def joined(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts of the rules, last names with the handle of the one person who has them, and the names found."""
        self._found = [fact for fact in self._found if fact.name not in self._things]
        placed = {fact.name for fact in self._found if fact.kind is FactKind.PLACE}
        full: dict[str, set[str]] = {}
        for fact in (*self._found, *facts):
            if fact.kind is FactKind.PERSON and fact.name and " " in fact.name:
                full.setdefault(last_word(fact.name), set()).add(fact.name)
        lasts = {word: next(iter(names)) for word, names in full.items() if len(names) == 1}
        return [
            *(_named_in_full(fact, lasts) for fact in facts),
            *self._found,
            *(fact for fact in self._unplaced if fact.name in placed),
            *(_named_in_full(fact, lasts) for fact in self._single if fact.name in lasts),
        ]

    def _person(self, g: Grammar, entity: Entity, span: Span) -> None:
        words = span.of(self._content).split()
        found = self._fact(FactKind.PERSON, span, entity.label, _SURE if len(words) > 1 else _LIKELY)
        if _describes_thing(g, entity):
            self._things.add(found.name or "")
        elif len(words) == 1:
            self._single.append(found)
        elif len(words) <= _MOST_WORDS and self._is_name(g, entity, span) and not self._is_site(g, entity):
            self._found.append(replace(found, role=self._role(g, entity, span)))

    def _is_name(self, g: Grammar, entity: Entity, span: Span) -> bool:
        """Whether all words are those of a name, and what stands before it leaves it one."""
        before, after = entity.first - 1, entity.after
        if before >= 0 and (g.parse.tags[before] in _NO_NAMES_BEHIND or g.forms[before] in _QUOTES):
            return False
        if _is_tied(g, entity.first) or _is_tied(g, after) or (after < len(g.forms) and g.forms[after] in _VERSUS):
            return False
        tags = zip(g.parse.tags[entity.first : entity.after], g.forms[entity.first : entity.after], strict=True)
        if not all(tag in ("NNP", "HYPH") or form in PARTICLES for tag, form in tags):
            return False
        words = pieces(self._content, span.start, span.end)
        if not words or words[0].text.removesuffix("s") in TITLES:
            return False
        return all(piece.text in PARTICLES or not piece.flags & _NO_NAME for piece in words) and all(
            self._is_proper(word) for word in span.of(self._content).split()
        )

    def _is_proper(self, word: str) -> bool:
        if word in PARTICLES or (word[0].isupper() and word.endswith(".") and len(word) == 2):
            return True
        is_capital = word[0].isupper() or "-" in word[1:]
        return is_capital and not (len(word) > 1 and word.isupper()) and word.lower() not in self._small

    def _is_site(self, g: Grammar, entity: Entity) -> bool:
        """Whether a comma ties it to a place or a short form: "Orsa Mill, Karrow", "CEO, Orsa Mill"."""
        k = entity.after
        if k + 1 < len(g.forms) and g.forms[k] == "," and g.starts[k + 1] in self._places:
            return True
        k = entity.first - 2
        return k >= 0 and g.forms[k + 1] == "," and g.span(k, k + 1).of(self._content).isupper()

    def _role(self, g: Grammar, entity: Entity, span: Span) -> Span | None:
        """The office that follows a person behind a comma, if the grammar says that it is this person's."""
        found = apposed_role(self._content, span.end, g.ends[-1])
        if found is None:
            return None
        words = range(bisect_left(g.starts, found[0]), bisect_left(g.starts, found[1]))
        is_own = any(g.parse.deps[k] == "appos" and entity.first <= g.parse.heads[k] < entity.after for k in words)
        others = (each for each in g.parse.entities if each.label in _PEOPLE and each != entity)
        holds_another = any(each.first < words.stop and words.start < each.after for each in others)
        return Span(*found) if is_own and not holds_another else None

    def _fact(self, kind: FactKind, span: Span, label: str, confidence: float) -> Fact:
        return Fact(kind, span, f"{self._model}: {label}", confidence, name=plain(span.of(self._content)))

    def _is_taken(self, span: Span) -> bool:
        k = bisect_left(self._starts, span.end)
        return k > 0 and self._ends[k - 1] > span.start


_NO_NAME = HEADS | TITLE | MODIFIER | CUT | LINK


def _reached(ends: Iterable[int]) -> list[int]:
    """The furthest end up to each place."""
    furthest, found = 0, []
    for end in ends:
        furthest = max(furthest, end)
        found.append(furthest)
    return found


def _is_placed(g: Grammar, entity: Entity) -> bool:
    """Whether something is said to be in, at, from … what the entity names, alone or joined to another place."""
    k = _first_joined(g, _root(g, entity))
    return g.parse.deps[k] == "pobj" and g.forms[g.parse.heads[k]] in _PLACING


def _is_listed(g: Grammar, entity: Entity) -> bool:
    """Whether an entity goes on a list that "of" or a word of place begins: "the counties of Orsa, Karrow and …"."""
    root = _root(g, entity)
    first = _first_joined(g, root)
    return root != first and g.parse.deps[first] == "pobj" and g.forms[g.parse.heads[first]] in _LISTING


def _first_joined(g: Grammar, k: int) -> int:
    """The first of those that "and" joins to a token, or the token."""
    for _ in range(_MOST_JOINED):
        if g.parse.deps[k] != "conj":
            break
        k = g.parse.heads[k]
    return k


def _root(g: Grammar, entity: Entity) -> int:
    """The token of an entity on which the others hang."""
    inside = range(entity.first, entity.after)
    return next((k for k in inside if g.parse.heads[k] not in inside), entity.first)


def _with_first_name(g: Grammar, entity: Entity) -> Entity:
    """The entity with the word before it, where that opens a line or a clause and is part of the name."""
    k = entity.first - 1
    if entity.label not in _PEOPLE or k < 0 or g.parse.tags[k] != "NNP" or (k and g.forms[k - 1].isalnum()):
        return entity
    is_part = g.parse.deps[k] == "compound" and entity.first <= g.parse.heads[k] < entity.after
    return entity._replace(first=k) if is_part else entity


def _is_tied(g: Grammar, k: int) -> bool:
    """Whether a hyphen or a stroke ties token k and the one before it together."""
    if not 0 < k < len(g.forms) or g.starts[k] != g.ends[k - 1]:
        return False
    return g.forms[k] in _TIES or g.forms[k - 1] in _TIES


def _describes_thing(g: Grammar, entity: Entity) -> bool:
    """Whether what an entity names says of a following thing which it is: "the Orsa Karrow gang"."""
    root = _root(g, entity)
    noun = g.parse.heads[root]
    return g.parse.deps[root] in ("compound", "nmod", "amod") and noun > root and g.parse.tags[noun] in ("NN", "NNS")


def _follows_capital(g: Grammar, entity: Entity) -> bool:
    """Whether a name goes on before the entity: "At Tall", but not "In Orsa" at the beginning of a line."""
    return entity.first > 1 and g.parse.tags[entity.first - 1].startswith("NNP")


def _named_in_full(fact: Fact, lasts: dict[str, str]) -> Fact:
    """A person of whom only the last name stands, with the handle of the one person who has it."""
    if fact.kind is not FactKind.PERSON or not fact.name or fact.name not in lasts:
        return fact
    return replace(fact, name=lasts[fact.name])
