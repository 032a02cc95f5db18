"""Where words stand in a text, whatever the form of their white space, quotation marks, dashes and case."""

from __future__ import annotations

import re
import unicodedata

from variorum.model.spans import Span
from variorum.text.normalize import DASHES, DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES

_QUOTES = SINGLE_QUOTES + DOUBLE_QUOTES + "‹›"
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
_LETTERS = {sign: letters for letters, sign in _LIGATURES.items()}
# Signs that no reader sees may stand between any two characters; what they take is never given back.
_UNSEEN = f"[{INVISIBLE}]*+"
_SPACE = rf"[\s{INVISIBLE}]"
_PIECE = re.compile(
    rf"(?P<dash>\s*[{re.escape(DASHES)}]+\s*)|(?P<space>\s+)|(?P<dots>…|\.\.\.)|(?P<quote>[{re.escape(_QUOTES)}])"
    rf"|(?P<ligature>{'|'.join((*_LIGATURES, *_LETTERS))})|(?P<unseen>[{INVISIBLE}]+)|(?P<letter>.[\u0300-\u036f]*)",
    re.DOTALL,
)


def find_passages(content: str, words: str) -> tuple[Span, ...]:
    """Every place of the words in a text, in order and without overlap.

    The form of white space, quotation marks, dashes, dots, ligatures and accents (composed or not), hyphens at a line's
    end and signs that nobody sees are of no account. Case is, unless the words stand nowhere in their own. Quotation
    marks round the whole are left off where the text does not have them. Where they stand as whole words, places
    inside longer words are left out. Cost is linear in the text for words that do not repeat themselves.
    """
    words = words.strip()
    for said in dict.fromkeys((words, words.strip(_QUOTES).strip())):
        pattern = _pattern(said)
        if not pattern:
            continue
        for flags in (re.NOFLAG, re.IGNORECASE):
            found = [Span(*match.span()) for match in re.finditer(pattern, content, flags)]
            if found:
                whole = [span for span in found if not _cuts(content, span.start) and not _cuts(content, span.end)]
                return tuple(whole or found)
    return ()


def _pattern(words: str) -> str:
    """The words as a regular expression; "" where there are none."""
    pieces: list[str] = []
    seamless = True
    for match in _PIECE.finditer(words):
        if match.lastgroup == "unseen":
            continue
        piece, joins = _piece(match)
        if pieces and not seamless and not joins:
            pieces.append(_UNSEEN)
        pieces.append(piece)
        seamless = joins
    return "".join(pieces)


def _piece(match: re.Match[str]) -> tuple[str, bool]:
    """One piece as a regular expression, and whether it takes what is unseen around it."""
    said = match[0]
    if match.lastgroup == "space":
        return rf"{_SPACE}+", True
    if match.lastgroup == "dash":
        # At the edge of the words no white space beyond it is theirs; a long row of dashes is looked at once.
        before = f"{_SPACE}*" if match.start() else f"(?<![{re.escape(DASHES)}])"
        after = f"{_SPACE}*" if match.end() < len(match.string) else ""
        return f"{before}[{re.escape(DASHES)}]+{after}", True
    if match.lastgroup == "dots":
        return r"(?:…|\.\s?\.\s?\.)", False
    if match.lastgroup == "quote":
        return f"[{re.escape(_QUOTES)}]", False
    if match.lastgroup == "ligature":
        letters = _LETTERS.get(said, said)
        return f"(?:{_LIGATURES[letters]}|{_UNSEEN.join(letters)})", False
    forms = dict.fromkeys((said, unicodedata.normalize("NFC", said), unicodedata.normalize("NFD", said)))
    return f"(?:{'|'.join(map(re.escape, forms))})" if len(forms) > 1 else re.escape(said), False


def _cuts(content: str, place: int) -> bool:
    """Whether a place is inside a word."""
    return 0 < place < len(content) and content[place - 1].isalnum() and content[place].isalnum()
