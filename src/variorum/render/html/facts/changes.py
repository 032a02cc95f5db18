"""Changed facts as they stand on every page: the words before and after, where they stand, what became of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict
from variorum.render.facts_words import (
    BRIEFLY,
    DEMAND_WORDS_NOT_FOUND,
    KIND_WORDS,
    UNTOLD_GLYPH,
    VERDICT_GLYPHS,
    VERDICT_WORDS,
    change_order,
    is_changed,
    issue_of,
    line_of,
    quoted_span,
    said,
)
from variorum.render.html.characters import plain, shown
from variorum.render.html.words import direction, plain_date, short_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markupsafe import Markup

    from variorum.model.facts import Fact
    from variorum.model.ledger import FactChange, StatementFacts
    from variorum.render.facts_view import LedgerView
    from variorum.render.facts_words import Said

    # Where on the page the words of a fact of a statement stand, as a fragment without its "#".
    Where = Callable[[int, Fact], str]

# Of these the whole line is quoted: two words of a demand do not say what is demanded.
_IN_THEIR_LINE = (FactKind.DEMAND, FactKind.SPEECH)
# Of shorter words all are marked: they are taken in at a glance.
_LONG = 40
_SPACE = re.compile(r"\s+")
# Characters of the line on each side of the words.
_AROUND = 90
# Of these a comparison of the lines tells too.
_CAME_OR_WENT = frozenset({"dropped", "added", "demands-gone", "demands-new"})


@dataclass(frozen=True, slots=True)
class SaidView:
    """What one statement says; of long words those that both statements begin or end with stand outside `words`.

    `before` and `after` are of the line around, where the fact's own words say too little.

    `inferred` is a noun from elsewhere in the statement, `remark` is said of the words; neither is in the quotation.
    `side` is "o" for the earlier statement, "n" for the later.
    """

    side: str
    date: str
    said: Said
    same_before: Markup
    words: Markup
    same_after: Markup
    before: Markup
    after: Markup
    inferred: str
    remark: str
    place: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A changed fact: its kind and verdict in words and by name, and what is said in one statement or two."""

    kind: str
    kind_name: str
    verdict: str
    glyph: str
    told: str
    said: tuple[SaidView, ...]

    @property
    def sentence(self) -> Markup:
        """The change on one line."""
        words = shown(" → ").join(
            shown("“{}”").format(shown(one.said.words))
            + (f" [{one.inferred}, inferred]" if one.inferred else "")
            + (f" [{one.remark}]" if one.remark else "")
            for one in self.said
        )
        return words + f": {self.told}."


def change_views(view: LedgerView, changes: Iterable[FactChange], where: Where) -> tuple[ChangeView, ...]:
    """The changes that have anything to tell, what the dates don't explain first; of one verdict as they came."""
    told = view.told(filter(is_changed, changes))
    return tuple(change_view(view, change, where) for change in sorted(told, key=change_order))


def change_view(view: LedgerView, change: FactChange, where: Where) -> ChangeView:
    """One change."""
    matrix = view.matrix
    places = [(k, place) for k, place in enumerate(change.facts) if place is not None]
    at = issue_of(change)
    sides = ("o", "n") if len(places) > 1 else ("n",) if places[0][0] == at else ("o",)
    lacking = date_of(matrix.statements[view.place_without(change)])
    brief = change.verdict in BRIEFLY
    facts = [(matrix.statements[k], matrix.statements[k].facts[place]) for k, place in places]
    words = [said(statement, fact, brief=brief) for statement, fact in facts]
    ends = shared_ends(words[0].words, words[-1].words) if len(words) > 1 else (0, 0)
    return ChangeView(
        KIND_WORDS[change.kind][0],
        change.kind.value,
        verdict_key(change.kind, change.verdict),
        view.sign(change),
        view.verdict_words(change, lacking),
        tuple(
            _said_view(*facts[n], words[n], side=sides[n], place=where(places[n][0], facts[n][1]), ends=ends)
            for n in range(len(places))
        ),
    )


def _said_view(
    statement: StatementFacts, fact: Fact, found: Said, *, side: str, place: str, ends: tuple[int, int]
) -> SaidView:
    """What a statement says, in its line where the words alone say too little."""
    before, after = _around(statement, fact) if fact.kind in _IN_THEIR_LINE else ("", "")
    start, end = ends[0], len(found.words) - ends[1]
    return SaidView(
        side,
        date_of(statement),
        found,
        shown(found.words[:start]),
        shown(found.words[start:end]),
        shown(found.words[end:]),
        shown(before),
        shown(after),
        plain(found.inferred or ""),
        found.remark,
        place,
        language_of(statement),
        direction(statement.witness.language),
    )


def shared_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two long quotations share at their beginning and end, in whole words; none of short ones."""
    if min(len(one), len(other)) < _LONG:
        return 0, 0
    words, others = one.split(" "), other.split(" ")
    most = min(len(words), len(others)) - 1
    first = next((n for n in range(most) if words[n] != others[n]), most)
    last = next((n for n in range(most - first) if words[-1 - n] != others[-1 - n]), most - first)
    return len(" ".join([*words[:first], ""])), len(" ".join(["", *words[len(words) - last :]]))


def date_of(statement: StatementFacts) -> str:
    """What a page calls a statement: its date for reading; where it has none its reference, of a file the last part."""
    return plain(plain_date(statement.date) if statement.date else short_names([statement.reference])[0])


def language_of(statement: StatementFacts) -> str:
    """The language of a statement as a page may name it, "" where it is not known."""
    language = statement.witness.language
    return language if language.replace("-", "").isalnum() and language.isascii() and language != "und" else ""


def verdict_key(kind: FactKind, verdict: Verdict) -> str:
    """What changes are grouped and filtered by: the verdict's name, but for demands that came or went.

    Their words were not found; that a demand was dropped or made is more than is known.
    """
    if kind is FactKind.DEMAND and verdict in (Verdict.DROPPED, Verdict.ADDED):
        return "demands-gone" if verdict is Verdict.DROPPED else "demands-new"
    return verdict.name.lower()


# What stands in one of two texts alone and is in no change.
ALONE = "alone"
_LAST = (Verdict.MOVED, Verdict.SAME)
KEY_WORDS = {
    **{verdict.name.lower(): words for verdict, words in VERDICT_WORDS.items() if verdict not in _LAST},
    "demands-gone": DEMAND_WORDS_NOT_FOUND,
    "demands-new": f"{DEMAND_WORDS_NOT_FOUND} before",
    ALONE: "in one text alone, like words stand elsewhere",
    **{verdict.name.lower(): VERDICT_WORDS[verdict] for verdict in _LAST},
}
# What is counted in another way where there is but one.
_ONE = {"demands-gone": "line with demand words not found", "demands-new": "line with demand words not found before"}
KEY_ORDER = {key: place for place, key in enumerate(KEY_WORDS)}
KEY_GLYPHS = {verdict.name.lower(): glyph for verdict, glyph in VERDICT_GLYPHS.items()} | {
    "demands-gone": VERDICT_GLYPHS[Verdict.DROPPED],
    "demands-new": VERDICT_GLYPHS[Verdict.ADDED],
    ALONE: UNTOLD_GLYPH,
}


def counted_key(key: str, count: int) -> str:
    """What so many changes of a key are called behind their number."""
    return _ONE.get(key, KEY_WORDS[key]) if count == 1 else KEY_WORDS[key]


def told_apart(views: Sequence[ChangeView]) -> tuple[list[ChangeView], list[ChangeView]]:
    """What was said otherwise, and what came or went: the lines of a comparison tell of that too."""
    said = [view for view in views if view.verdict not in _CAME_OR_WENT]
    return said, [view for view in views if view.verdict in _CAME_OR_WENT]


def _around(statement: StatementFacts, fact: Fact) -> tuple[str, str]:
    """The line before and after the words, cut between words where it is long."""
    line = statement.witness.segments[line_of(statement, fact.span.start) - 1].span
    span, content = quoted_span(statement, fact), statement.witness.content
    before, after = _spaced(content[line.start : span.start]), _spaced(content[span.end : line.end])
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return before.lstrip(), after.rstrip()


def _spaced(text: str) -> str:
    """The text on one line, with a space where it begins or ends with white space."""
    return _SPACE.sub(" ", text)
