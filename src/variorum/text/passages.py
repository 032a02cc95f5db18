"""Where words stand in a text, whatever the form of their white space, quotation marks, dashes and case."""

from __future__ import annotations

import re
import unicodedata

from variorum.model.spans import Span
from variorum.text.normalize import DASHES, DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES

_QUOTES = SINGLE_QUOTES + DOUBLE_QUOTES + "‹›"
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
_LETTERS = {sign: letters for letters, sign in _LIGATURES.items()}
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_PIECE = re.compile(
    rf"(?P<dash>\s*[{re.escape(DASHES)}]+\s*)|(?P<space>\s+)|(?P<dots>…|\.\.\.)|(?P<quote>[{re.escape(_QUOTES)}])"
    rf"|(?P<ligature>{'|'.join((*_LIGATURES, *_LETTERS))})|(?P<letter>.[\u0300-\u036f]*)",
    re.DOTALL,
)


def find_passages(content: str, words: str) -> tuple[Span, ...]:
    """Every place of the words in a text, in order and without overlap.

    The form of white space, quotation marks, dashes, dots, ligatures and accents (composed or not), hyphens at a line's
    end and signs that nobody sees are of no account. Case is, unless the words stand nowhere in their own. Quotation
    marks round the whole are left off where the text does not have them. Where they stand as whole words, places
    inside longer words are left out. Cost is linear in the text for words that do not repeat themselves.
    """
    words = _UNSEEN.sub("", words).strip()
    seen, offsets = _without_unseen(content)
    for said in dict.fromkeys((words, words.strip(_QUOTES).strip())):
        for flags in (re.NOFLAG, re.IGNORECASE) if said else ():
            found = [match.span() for match in re.finditer(_pattern(said), seen, flags)]
            if found:
                whole = [(start, end) for start, end in found if not _cuts(seen, start) and not _cuts(seen, end)]
                return tuple(_back(start, end, offsets) for start, end in whole or found)
    return ()


def _without_unseen(content: str) -> tuple[str, list[int]]:
    """The text without signs that no reader sees, and where its characters were; no list where there was none."""
    if not _UNSEEN.search(content):
        return content, []
    offsets = [place for place, character in enumerate(content) if character not in INVISIBLE]
    return _UNSEEN.sub("", content), offsets


def _back(start: int, end: int, offsets: list[int]) -> Span:
    return Span(offsets[start], offsets[end - 1] + 1) if offsets else Span(start, end)


def _pattern(words: str) -> str:
    """The words as a regular expression."""
    return "".join(map(_piece, _PIECE.finditer(words)))


def _piece(match: re.Match[str]) -> str:
    said = match[0]
    if match.lastgroup == "space":
        return r"\s+"
    if match.lastgroup == "dash":
        # At the edge of the words no white space beyond it is theirs; a long row of dashes is looked at once.
        before = r"\s*" if match.start() else f"(?<![{re.escape(DASHES)}])"
        after = r"\s*" if match.end() < len(match.string) else ""
        return f"{before}[{re.escape(DASHES)}]+{after}"
    if match.lastgroup == "dots":
        return r"(?:…|\.\s?\.\s?\.)"
    if match.lastgroup == "quote":
        return f"[{re.escape(_QUOTES)}]"
    if match.lastgroup == "ligature":
        letters = _LETTERS.get(said, said)
        return f"(?:{_LIGATURES[letters]}|{letters})"
    forms = dict.fromkeys((said, unicodedata.normalize("NFC", said), unicodedata.normalize("NFD", said)))
    return f"(?:{'|'.join(map(re.escape, forms))})" if len(forms) > 1 else re.escape(said)


def _cuts(content: str, place: int) -> bool:
    """Whether a place is inside a word."""
    return 0 < place < len(content) and content[place - 1].isalnum() and content[place].isalnum()
