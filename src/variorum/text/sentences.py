"""Where the sentences of one paragraph end."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.text.abbreviations import abbreviations

if TYPE_CHECKING:
    from variorum.text.abbreviations import Abbreviations

# Marks that end a sentence, and those that may follow one and belong to it.
_STOPS = ".!?…‽⁇⁈⁉।॥؟۔։።፧៕။"
_CLOSERS = "\"'’”»›)]}*_†‡¹²³⁴⁵⁶⁷⁸⁹⁰"
_RUN = "[" + re.escape(_STOPS + _CLOSERS) + "]"
# A run of stops and closers before a space. The look-behind lets a match begin only at the head of a run, so that a
# million dots cost one attempt, not a million.
_CANDIDATE = re.compile(rf"(?<!{_RUN})({_RUN}++)(?:\[\d{{1,3}}\])*+(?= )")
_WIDE_STOP = re.compile(r"[。！？｡]+[」』”’）》】〉〕]*")
_WIDE = re.compile(r"[。！？｡]")
_STOP = re.compile("[" + re.escape(_STOPS) + "]")
_OPENERS = "\"'“”„‘’«‹([{¿¡*_#•—–-"
_NUMBER = re.compile(r"[\d.,:/%‰°–-]*\d[%‰°)]?", re.ASCII)
_ROMAN = re.compile(r"[IVXLC]+[.,;:)]?$")
# An enumerator at the head of a paragraph keeps its text, whatever it looks like.
_HEAD = re.compile(
    r"[\"'(\[*_]*(?:(?:section|sec\.|article|art\.|artikel|artículo|статья|§|no\.|chapter|part|annex|title|rule)\s*)?"
    r"(?:\\?\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxlc]{1,6})\\?\)?[.):]?)[*_]*(?= )",
    re.IGNORECASE,
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# A bracket longer than this is not an aside; its sentences count.
_LONGEST_ASIDE = 400
# After these a single capital is a number, not an initial: "World War I. The", "annex B. In".
_NUMBERED_NOUNS = frozenset(
    (
        "war plan class type annex appendix part schedule category group phase grade title section article chapter "
        "division column paragraph item volume book level tier band series vitamin hepatitis tabelle anlage teil "
        "klasse annexe partie anexo parte"
    ).split()
)
# Here "l'art. 5" holds the abbreviation "art.".
_ELIDING = frozenset({"fr", "it", "ca"})
# A word this short may be an abbreviation that is not in the tables; sentencex then has a veto, but not on a word in
# small letters where the tables are variorum's own: its Spanish list has "para", "sobre" and "no".
_SHORT = 5
# Short month names are no abbreviations, whatever sentencex says of a stop after them: "It ended in May. I was there."
_SHORT_MONTHS = frozenset(
    "march april may june july märz mai juni juli mars avril juin marzo abril mayo junio julio".split()
)
_LISTED_HERE = frozenset({"en", "de", "fr", "es", "ru"})


def sentence_cuts(paragraph: str, language: str) -> list[tuple[int, int]]:
    """(end of a sentence, start of the next) for every cut inside a paragraph, in order; cost linear in its length.

    `paragraph` has single spaces for white space, none at its ends, and straight quotation marks. A stop's closing
    quotes and brackets belong to its sentence.
    """
    cuts = _spaced_cuts(paragraph, language)
    if not paragraph.isascii() and _WIDE.search(paragraph):
        cuts = sorted({*cuts, *_wide_cuts(paragraph)})
    return cuts


def _spaced_cuts(paragraph: str, language: str) -> list[tuple[int, int]]:
    candidates = list(_CANDIDATE.finditer(paragraph))
    if not candidates:
        return []
    judge = _Judge(paragraph, language)
    return [
        (match.end(), match.end() + 1)
        for match in candidates
        if judge.ends_sentence(match.start(), match.end(1), match.end())
    ]


def _wide_cuts(paragraph: str) -> list[tuple[int, int]]:
    """Cuts after the full stops of Chinese and Japanese, which no space follows."""
    cuts = []
    quoted = 0
    counted_to = 0
    for match in _WIDE_STOP.finditer(paragraph):
        end = match.end()
        quoted += paragraph.count('"', counted_to, end)
        counted_to = end
        # A straight mark closes here if one is open.
        if quoted % 2 and paragraph.startswith('"', end):
            end += 1
        start = end + paragraph.startswith(" ", end)
        # 「はい。」と言った: the quotation goes on in its sentence.
        if start < len(paragraph) and not (end - match.start() > 1 and paragraph[start] in "とって"):
            cuts.append((end, start))
    return cuts


class _Judge:
    """Decides, stop by stop, whether a sentence of one paragraph ends there."""

    __slots__ = ("asides", "head", "language", "paragraph", "table", "vetoes")

    def __init__(self, paragraph: str, language: str) -> None:
        self.paragraph = paragraph
        self.language = language.partition("-")[0].lower()
        self.table: Abbreviations = abbreviations(language)
        head = _HEAD.match(paragraph)
        self.head = head.end() if head else 0
        self.asides = (
            [match.span() for match in _BRACKETS.finditer(paragraph) if match.end() - match.start() <= _LONGEST_ASIDE]
            if "(" in paragraph or "[" in paragraph
            else []
        )
        self.vetoes: frozenset[int] | None = None

    def ends_sentence(self, stop: int, after_run: int, end: int) -> bool:
        """Whether the run of stops and closers [stop, after_run), with its note marks up to `end`, ends a sentence."""
        paragraph = self.paragraph
        run = paragraph[stop:after_run]
        if not _STOP.search(run) or end <= self.head or self._in_aside(stop, end):
            return False
        begin = end + 1
        first = paragraph[begin]
        while first in _OPENERS:
            begin += 1
            if begin == len(paragraph):
                return False
            first = paragraph[begin]
        if first.islower() or not (first.isalnum() or first in "$€£§№"):
            return False
        word_start = paragraph.rfind(" ", 0, stop) + 1
        word = paragraph[word_start:stop].lstrip(_OPENERS)
        if "'" in word and self.language in _ELIDING:
            word = word.rpartition("'")[2]
        if run[0] != "." or run.startswith(".."):
            return bool(word) or first.isupper()
        return self._full_stop(stop, word, word_start, begin)

    def _in_aside(self, stop: int, end: int) -> bool:
        number = bisect_left(self.asides, (stop, 0)) - 1
        return number >= 0 and end < self.asides[number][1]

    def _full_stop(self, stop: int, word: str, word_start: int, begin: int) -> bool:
        """Whether the full stop at `stop`, after `word`, ends a sentence when the next would begin at `begin`."""
        if not word:
            return False
        table = self.table
        first = self.paragraph[begin]
        if len(word) == 1 and word.isalpha():
            return self._single_letter(word, word_start, begin)
        if word[-1].isdigit():
            return self._number(word, begin, first)
        if _listed(word, table.inner) or (_listed(word, table.counted) and self._counts(begin)):
            return False
        if _listed(word, table.outer) or self._dotted(word):
            return self._opens(begin)
        if first.isdigit() and self._citation(word, word_start):
            return False
        if len(word) > _SHORT or (self.language in _LISTED_HERE and word.islower()) or word.lower() in _SHORT_MONTHS:
            return True
        return not self._vetoed(stop)

    def _single_letter(self, word: str, word_start: int, begin: int) -> bool:
        """An initial, a spaced abbreviation ("z. B.", "т. д.") or the name of a class ("annex B.")."""
        before = self.paragraph[self.paragraph.rfind(" ", 0, max(word_start - 1, 0)) + 1 : max(word_start - 1, 0)]
        if len(before) == 2 and before.endswith(".") and before[0].isalpha():
            joined = f"{before}{word}".lower()
            return joined not in self.table.inner and joined in self.table.outer and self._opens(begin)
        if word in self.table.inner:
            return False
        if word in self.table.outer:
            return self._opens(begin)
        numbered = before[:1].islower() or before.lower() in _NUMBERED_NOUNS
        return word.isupper() and numbered and self._opens(begin)

    def _number(self, word: str, begin: int, first: str) -> bool:
        """After a number: an ordinal in German ("am 3. Oktober"), else the end."""
        if not _NUMBER.fullmatch(word):
            return True
        if len(word) <= 2 and (self.language == "de" or first.isdigit()):
            return self.language == "de" and self._opens(begin)
        return True

    def _counts(self, begin: int) -> bool:
        """Whether a number stands at `begin`."""
        return self.paragraph[begin] in "0123456789§" or _ROMAN.match(self._word_at(begin)) is not None

    def _dotted(self, word: str) -> bool:
        """Whether a word is one of short parts with full stops between, like "U.S" or "p.m"."""
        return "." in word and all(len(part) <= 2 for part in word.split("."))

    def _citation(self, word: str, word_start: int) -> bool:
        """Whether a short capitalised word stands between numbers, as in "73 Stat. 212"."""
        return len(word) <= _SHORT and word[0].isupper() and self.paragraph[word_start - 2 : word_start - 1].isdigit()

    def _word_at(self, begin: int) -> str:
        end = self.paragraph.find(" ", begin)
        return self.paragraph[begin:] if end < 0 else self.paragraph[begin:end]

    def _opens(self, begin: int) -> bool:
        """Whether the word at `begin` is one that begins sentences and hardly ever names."""
        return self._word_at(begin).rstrip(",;:\"'").lower() in self.table.openers

    def _vetoed(self, stop: int) -> bool:
        if self.vetoes is None:
            self.vetoes = _stops_passed_over(self.paragraph, self.language)
        return stop in self.vetoes


def _listed(word: str, table: frozenset[str]) -> bool:
    return word in table or word.lower() in table or (word[0].isupper() and word.capitalize() in table)


def _stops_passed_over(paragraph: str, language: str) -> frozenset[int]:
    """Offsets of the full stops that sentencex takes for a part of an abbreviation."""
    import sentencex

    # Inside quotes and brackets sentencex never divides; what it knows of abbreviations is wanted there too.
    plain = paragraph
    for mark in '"()[]':
        plain = plain.replace(mark, " ")
    try:
        pieces = sentencex.segment(language, plain)
    except UnicodeEncodeError:
        pieces = sentencex.segment(language, _LONE_SURROGATE.sub("\ufffd", plain))
    ends = set()
    position = 0
    for piece in pieces:
        ends.add(position + len(piece.rstrip(" .!?'*_")))
        position += len(piece)
    return frozenset(m.start() for m in _CANDIDATE.finditer(paragraph) if m.start() not in ends)
