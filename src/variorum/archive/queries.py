"""What a person types to search, as a query that the index cannot misread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive.words import index_tokens
from variorum.errors import QueryEmpty
from variorum.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.archive.words import Token

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)(?:"(?P<more>\*?)|$)|(?P<word>[^\s"]+))')
_OR = "OR"


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that stand in a row; the last one only begins so where `prefix` is set."""

    tokens: tuple[str, ...]
    prefix: bool = False

    @property
    def expression(self) -> str:
        """As the index reads it; nothing but letters, digits and marks is between the quotation marks."""
        return f'"{" ".join(self.tokens)}"' + ("*" if self.prefix else "")

    def places(self, tokens: Sequence[Token]) -> list[Span]:
        """Where the term stands among the tokens of a text."""
        size = len(self.tokens)
        first, last = self.tokens[0], self.tokens[-1]
        found = []
        for k in range(len(tokens) - size + 1):
            if size > 1 and tokens[k].form != first:
                continue
            end = tokens[k + size - 1].form
            if (end.startswith(last) if self.prefix else end == last) and all(
                tokens[k + n].form == self.tokens[n] for n in range(1, size - 1)
            ):
                found.append(Span(tokens[k].start, tokens[k + size - 1].end))
        return found


@dataclass(frozen=True, slots=True)
class Query:
    """Each of `groups` must be answered by one of its terms, and none of `without` may be there."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    @property
    def expression(self) -> str:
        """The whole in the index's own language."""
        wanted = " AND ".join(f"({_any_of(group)})" for group in self.groups)
        return f"({wanted}) NOT ({_any_of(self.without)})" if self.without else wanted

    def marks(self, words: str, offset: int = 0) -> tuple[Span, ...]:
        """Where the wanted terms stand in these words, in order and without overlap; `offset` is added."""
        tokens = index_tokens(words)
        spans = sorted(
            {(span.start, span.end) for group in self.groups for term in group for span in term.places(tokens)}
        )
        marks: list[Span] = []
        for start, end in spans:
            if marks and start + offset < marks[-1].end:
                marks[-1] = Span(marks[-1].start, max(marks[-1].end, end + offset))
            else:
                marks.append(Span(start + offset, end + offset))
        return tuple(marks)


def parse_query(said: str) -> Query:
    """The query in these characters; any characters are one, or hold nothing to look for.

    Words are all wanted; "words in quotation marks" in a row; `begin*` begins so; `this OR that` is one of the two, and
    binds closer than the rest; `-word` or `-"a phrase"` must not be there. A word with marks in it ("3-1/2",
    "forward-looking") is its parts in a row. OR with nothing to join is a word like any other. Raises QueryEmpty.
    """
    parts = [part for part in map(_part, _PART.finditer(said.translate(_QUOTES))) if part is not None]
    groups: list[tuple[Term, ...]] = []
    joining = False
    for k, (without, term) in enumerate(parts):
        if without:
            continue
        if _joins(parts, k):
            joining = True
            continue
        groups[-1:] = [(*groups[-1], term)] if joining else [*groups[-1:], (term,)]
        joining = False
    if not groups:
        raise QueryEmpty(said)
    without_terms = tuple(term for without, term in parts if without)
    return Query(tuple(dict.fromkeys(groups)), without_terms)


_Part = tuple[bool, Term]
_JOIN = Term(("or",))


def _part(match: re.Match[str]) -> _Part | None:
    """One word or phrase; None where no token is in it."""
    word = match["word"]
    if word == _OR and not match["without"]:
        return False, _JOIN
    said = word if word is not None else match["phrase"]
    tokens = tuple(token.form for token in index_tokens(said))
    prefix = word.endswith("*") if word is not None else bool(match["more"])
    return (bool(match["without"]), Term(tokens, prefix)) if tokens else None


def _joins(parts: Sequence[_Part], k: int) -> bool:
    """Whether the part stands between two wanted terms, and says OR."""
    if parts[k][1] is not _JOIN or not 0 < k < len(parts) - 1:
        return False
    sides = parts[k - 1], parts[k + 1]
    return not any(without or term is _JOIN for without, term in sides)


def _any_of(terms: Sequence[Term]) -> str:
    return " OR ".join(term.expression for term in terms)
