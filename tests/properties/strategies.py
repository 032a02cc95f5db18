"""Texts to compare: statement-like ones with known edits, and anything at all."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

_NOUNS = """
harbour river bridge ferry lantern council dyke archive pilot bell orchard winter market letter valley engine tower
school mill road
""".split()
_VERBS = """
opened closed repaired remembered counted welcomed examined published crossed lifted guarded answered carried measured
""".split()
_ADJECTIVES = """
old northern quiet public narrow early common heavy distant wooden modest formal bright steep shallow
""".split()
_PLACES = ["Karrow", "Ilden", "Oskarel", "Tessenmouth", "Pell", "Brandow"]
_LINKS = ["and", "of", "before", "after", "with", "near", "against", "under"]

# What makes the start of a line look like an item, a heading or an end mark, so that a wrap there is no mere wrap.
_TELLING_START = re.compile(r"\s*(?:[#*•·‣–—−+=_~>|(\[-]|\d|[A-Za-z]{1,5}[.):]|[IVXLCDM]+\b|[A-Z]{2})")


# The parts of a clause, and what draws them, made once: to draw each word by itself, with a strategy made for the draw,
# took longer than the comparisons of what was drawn.
_FIGURES = [f"{figure:,}" for figure in range(2, 4001)]
_MARKED = ['"the long night" of the', "the valley's", "on 5 March 1988 the"]
_PLACED = [f" {link} {place}" for link in _LINKS for place in _PLACES]
_PARTS = (
    st.sampled_from([f"the {adj} {noun} {verb}" for adj in _ADJECTIVES for noun in _NOUNS for verb in _VERBS]),
    # A third each: a common word, a figure, and a date or what has marks.
    st.sampled_from([*["the", "every", "our", "its"] * 1000, *_FIGURES, *_MARKED * 1333]),
    st.sampled_from([f"{adj} {noun}" for adj in _ADJECTIVES for noun in _NOUNS]),
    # As often nothing as a place.
    st.sampled_from([*[""] * len(_PLACED), *_PLACED]),
)


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """A handful of words that make some sense, now and then with a figure, a date, a place or a quotation."""
    subject, before, thing, after = map(draw, _PARTS)
    return f"{subject} {before} {thing}{after}"


_CLAUSES = st.lists(clauses(), min_size=1, max_size=3)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One sentence of one to three clauses."""
    text = ", and ".join(draw(_CLAUSES))
    return text[0].upper() + text[1:] + "."


def distinct_sentences(min_size: int = 1, max_size: int = 14) -> st.SearchStrategy[list[str]]:
    """Sentences of which no two are equal in any case of letters."""
    return st.lists(sentences(), min_size=min_size, max_size=max_size, unique_by=str.casefold)


@st.composite
def paragraphs(draw: st.DrawFn, min_size: int = 1, max_size: int = 8) -> list[list[str]]:
    """Paragraphs of sentences, all of them distinct."""
    pool = draw(distinct_sentences(min_size=min_size, max_size=max_size + 6))
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(pool) - 1)), max_size=max_size - 1)))
    ends = [0, *(cut for cut in cuts if cut < len(pool)), len(pool)]
    return [pool[start:end] for start, end in pairwise(ends)]


def joined(body: list[list[str]]) -> str:
    """Paragraphs of sentences as a text with blank lines between them."""
    return "\n\n".join(" ".join(paragraph) for paragraph in body)


@st.composite
def statements(draw: st.DrawFn) -> str:
    """A statement: paragraphs on one line each or hard-wrapped, with or without a title and a date line."""
    body = joined(draw(paragraphs()))
    if draw(st.booleans()):
        body = wrapped(body, draw(st.integers(40, 110)))
    if draw(st.booleans()):
        body = f"Statement of the Ministry of Waterways on the Day of the River\n\n5 March 2020\n\n{body}"
    return body + draw(st.sampled_from(["", "\n", "\r\n", "\n\n\n"]))


@dataclass(frozen=True, slots=True)
class Edited:
    """A statement and its successor."""

    base: str
    other: str


_EDITS = st.sampled_from(["keep", "keep", "keep", "drop", "word", "figure", "cut", "add"])


@st.composite
def successions(draw: st.DrawFn) -> Edited:
    """Two statements of which the second was made from the first by the edits people make."""
    base = draw(paragraphs(min_size=2))
    other: list[list[str]] = []
    for paragraph in base:
        kept: list[str] = []
        for sentence in paragraph:
            what = draw(_EDITS)
            kept += _edit(draw, sentence, what)
        if kept:
            other.append(kept)
    if draw(st.booleans()):
        other = draw(st.permutations(other))
    return Edited(joined(base), joined(list(other)))


def _edit(draw: st.DrawFn, sentence: str, what: str) -> list[str]:
    words = sentence.split(" ")
    if what == "drop":
        return []
    if what == "add":
        return [sentence, draw(sentences())]
    if what == "figure":
        return [re.sub(r"\d+", lambda number: str(int(number[0]) + 1), sentence)]
    if what == "cut" and ", and " in sentence:
        head, tail = sentence.split(", and ", 1)
        return [head + ".", tail[0].upper() + tail[1:]]
    if what == "word":
        at = draw(st.integers(1, len(words) - 1))
        words[at] = draw(st.sampled_from(_ADJECTIVES)) + ("." if words[at].endswith(".") else "")
    return [" ".join(words)]


def anything() -> st.SearchStrategy[str]:
    """Text of any characters, lone surrogates, controls and bidi marks among them."""
    breaks = st.sampled_from(list("\n\n\r\t .,;:!?\"'’“”«»()[]-–—*_#`\u00a0\u2009\u200b\u202e\ufeff\u0085\u2028"))
    letters = st.sampled_from(list("aAbBéß1290IXßдЖनมי的字"))
    wild = st.characters(exclude_categories=())
    return st.text(st.one_of(letters, breaks, wild), max_size=160)


def texts() -> st.SearchStrategy[str]:
    """Any text, statement-like more often than not."""
    return st.one_of(statements(), statements(), anything())


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Any two texts: often a succession, sometimes strangers, sometimes noise."""
    if draw(st.integers(0, 2)):
        edited = draw(successions())
        return edited.base, edited.other
    return draw(texts()), draw(texts())


def wrapped(text: str, width: int) -> str:
    """The text with each paragraph filled to lines of at most `width`."""
    return "\n\n".join(
        textwrap.fill(" ".join(paragraph.split()), width, break_long_words=False, break_on_hyphens=False)
        for paragraph in re.split(r"\n\s*\n", text.strip())
    )


def wraps_plainly(text: str) -> bool:
    """Whether no line inside a paragraph begins like an item or a heading."""
    return not any(_TELLING_START.match(line) for paragraph in text.split("\n\n") for line in paragraph.split("\n")[1:])


def in_print(text: str) -> str:
    """The text with typographer's quotation marks, and some spaces that do not break."""
    text = re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”").replace("'", "’")
    return re.sub(r"(?<=\w) (?=\d|[a-z]{1,3} )", "\u00a0", text)
