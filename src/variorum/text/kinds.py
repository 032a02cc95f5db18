"""What a paragraph is by its shape: furniture, dateline, vote, item, a label without a full stop, or running text."""

from __future__ import annotations

import re
from enum import Enum, auto

from variorum.text.datelines import GERMAN_ORDINAL, is_dateline
from variorum.text.furniture import is_furniture, is_masthead


class Shape(Enum):
    """What a paragraph looks like by itself; whether a label is a title or a heading, its place decides."""

    FURNITURE = auto()
    MASTHEAD = auto()
    DATELINE = auto()
    VOTE = auto()
    ITEM = auto()
    ROW = auto()
    HEADING = auto()
    LABEL = auto()
    BODY = auto()


# Longer than this nothing is a label, a dateline or furniture.
_LONGEST_LABEL = 300
_MOST_LABEL_WORDS = 45

_NAMES = r"(?:(?:Mr|Ms|Mrs|Dr)\. )?(?:[A-Z][\w.'’-]* ){1,5}"
_VOTE = re.compile(
    r"[*_\"]{0,2}(?:"
    r"Voting (?:for|against|in favou?r|\(by|with)|Voted (?:for|against)|Those (?:members )?voting "
    r"|(?:Votes? )?(?:In favou?r|Against|Abstain(?:ing|ed)): "
    r"|(?:\w+ )?members? (?:\([^)]*\) )?voted (?:in favou?r of|against|for) the "
    rf"|{_NAMES}(?:voted as|voted in place of|dissented|entered a reservation|abstained"
    r"|voted against the (?:action|policy|decision|motion))"
    r"|(?:Dafür|Dagegen) stimmten|Ont voté|Votos? a favor:|Votes? (?:pour|contre):|Голосовали)"
)
# After a vote, in its paragraph, the text returns to other matters with these words.
_AFTER_VOTE = re.compile(r"In (?:a related|taking|addition|other|connection)\b|The (?:Board|Committee) ")

_ITEM = re.compile(
    r"\\?(?:[•·▪▫◦‣⁃●○■□►*+–—-]|\(?\d{1,3}\\?[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,3} [-–](?= \D)"
    r"|\(?[a-zA-Z]\\?\)|\([ivxlcIVXLC]{1,6}\\?\)|[ivxlcIVXLC]{2,6}[.)]|[ivx]\.|[a-z]\."
    r"|(?:Section|Sec\.|Article|Art\.|Artikel|Artículo|Статья|§) ?\d{1,3}(?:\.(?= )| ?[-–—:]))"
    r" (?=\S)"
)
# A rule of dashes, a clause after a dash.
_NO_ITEM = re.compile(r"[–—-] ?[–—-]|— ?[a-zа-я]")
_MARKDOWN_HEADING = re.compile(r"#{1,6} +\S")
_CLOSED = re.compile(r"[.!?:;,…—–。！？：；，、؟؛،।։።][\"'’”»)\]*_†‡]*(?:\[?\d{1,3}\]?)?$")
# "Resolution 2548 (2020)," is a title for all its comma.
_NUMBERED_ACT = re.compile(
    r"(?:resolution|résolution|resolución|резолюция|decision|décision) \d+(?: ?\(\d{4}\))?,?$", re.IGNORECASE
)


def shape_of(paragraph: str) -> Shape:
    """What a paragraph looks like. White space in it is single spaces; quotation marks are straight."""
    length = len(paragraph)
    if length <= _LONGEST_LABEL:
        shape = _short_shape(paragraph)
        if shape is not None:
            return shape
    if is_vote(paragraph):
        return Shape.VOTE
    if _ITEM.match(paragraph) and not (_NO_ITEM.match(paragraph) or GERMAN_ORDINAL.match(paragraph)):
        return Shape.ITEM
    if length > _LONGEST_LABEL or paragraph.count(" ") > _MOST_LABEL_WORDS:
        return Shape.BODY
    if _CLOSED.search(paragraph, max(0, length - 12)) and not _NUMBERED_ACT.match(paragraph):
        return Shape.BODY
    return Shape.LABEL


def _short_shape(paragraph: str) -> Shape | None:
    if is_furniture(paragraph):
        return Shape.FURNITURE
    if is_masthead(paragraph):
        return Shape.MASTHEAD
    if is_dateline(paragraph):
        return Shape.DATELINE
    if _MARKDOWN_HEADING.match(paragraph):
        return Shape.HEADING
    return Shape.ROW if paragraph[0] == "|" else None


def may_hold_vote(paragraph: str) -> bool:
    """Whether a paragraph has the words of a vote anywhere; cheap."""
    return "Voting " in paragraph or " voted " in paragraph or " dissented" in paragraph


def is_vote(sentence: str) -> bool:
    """Whether a sentence says who voted how."""
    return _VOTE.match(sentence) is not None


def returns_to_body(sentence: str) -> bool:
    """Whether a sentence after a vote, in its paragraph, tells of something else."""
    return _AFTER_VOTE.match(sentence) is not None
