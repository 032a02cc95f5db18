"""The facts of a text are the same however its lines are wrapped."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.facts.statements import witness
from variorum.analysis.facts.reader import read_facts
from variorum.text.layout import read_layout

if TYPE_CHECKING:
    from pathlib import Path

    from variorum.model.spans import Span

DATE = "2031-03-05"
# So that the text has lines that tell how wide it is.
OPENING = (
    "The Harbour Office marked the day of the flood and thanked all who had come to the quay on that cold and windy "
    "morning, and it asked them to come again in the year that follows, when the new lamps will be lit."
)


def said(text: str) -> list[tuple[object, ...]]:
    """All that is read in a text, with every span as words without the lines' ends."""

    def words(span: Span | None) -> str | None:
        return None if span is None else " ".join(span.of(text).split())

    found: list[tuple[object, ...]] = []
    for fact in read_facts(witness(text, "en"), DATE):
        row: list[object] = [fact.kind, words(fact.span), fact.rule, fact.confidence, fact.name, words(fact.role)]
        if figure := fact.quantity:
            row += [figure.low, figure.high, figure.op, figure.unit, figure.ordinal]
            row += map(words, (figure.counted, figure.counted_inferred, figure.predicate, figure.qualifier))
        if stance := fact.stance:
            row += [stance.act, stance.modal, stance.negated, words(stance.holder), words(stance.target)]
        found.append((*row, fact.moment))
    return found


def wrapped(paragraphs: list[str], width: int) -> str:
    return "\n\n".join(
        textwrap.fill(each, width, break_long_words=False, break_on_hyphens=False) for each in paragraphs
    )


def _one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split("|"))


_FIGURES = _one_of(
    "150|4.5 percent|3.5 million marks|12 1/2 percent|5-1/4 to 5-1/2 percent|1,200|25 basis points|2.5|12 (twelve)|"
    "5 - 6|some 30|almost 33 years|8 p.m.|2:00 p.m. EST|January 19-20, 1990|5 March 2030|Jan. 20, 1990|"
    "20 January|the late 1980s|No. 12|Nos. 3.1 and 3.2|Art. 5|resolution 12 (1990)|Executive Order 12957|33 years ago"
)
_NOUNS = _one_of("keepers|of the boats|citizens of Karrow|of the U.S. Navy|Karrow armed forces|marks|lamps|of Annex I")
_LINKS = _one_of(", and|; or|:|, i.e.| -| –| in| by| of St.| No.| to|, of whom| were killed and| e.g.")
_ENDS = st.sampled_from([".", ";", ".”", ", it said."])
_OPENINGS = st.sampled_from(["It recalls", "They say that", "The rate rose by", "We demand that", "He regrets", "Of"])
_CLAUSES = st.builds("{} {}{}".format, _FIGURES, _NOUNS, _LINKS)
_STATEMENTS = st.builds(
    lambda opening, clauses, figure, end: " ".join((opening, *clauses, figure)) + end,
    _OPENINGS,
    st.lists(_CLAUSES, max_size=5),
    _FIGURES,
    _ENDS,
)
_LISTS = st.builds(
    lambda things, style: "They ask for " + "; ".join(map("{} {}".format, style, things)) + ".",
    st.lists(st.builds("{} {}".format, _FIGURES, _NOUNS), min_size=2, max_size=3),
    st.sampled_from((("(i)", "(ii)", "(iii)"), ("(a)", "(b)", "(c)"), ("1)", "2)", "3)"))),
)


@given(st.lists(_STATEMENTS | _LISTS, min_size=1, max_size=3), st.integers(24, 130))
def test_wrapping_an_invented_statement_anew_changes_none_of_its_facts(statements, width):
    paragraphs = [OPENING, *statements]
    assert said(wrapped(paragraphs, width)) == said("\n\n".join(paragraphs))


@cache
def _real_texts(folder: Path) -> tuple[list[str], ...]:
    """The statements of the English series, each as its paragraphs without lines."""
    texts = []
    for path in sorted(folder.rglob("*.txt")):
        if not re.search(r"_(ar|de|es|fr|ru|zh)[/_.]|/(ar|de|es|fr|ru|zh)/", path.as_posix()):
            content = path.read_text("utf-8", "replace")
            texts.append([" ".join(content[each.start : each.end].split()) for each in read_layout(content)[1]])
    return tuple(texts)


@given(st.data())
def test_wrapping_a_real_statement_anew_changes_none_of_its_facts(shared_data, data):
    texts = _real_texts(shared_data / "series")
    paragraphs = data.draw(st.sampled_from(texts).filter(lambda text: len(text) > 1))
    width = data.draw(st.integers(24, 130))
    assert said(wrapped(paragraphs, width)) == said("\n\n".join(paragraphs))
