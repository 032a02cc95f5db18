"""The date a statement gives itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model.units import SegmentKind
from variorum.text.atoms import find_atoms
from variorum.text.tokenize import DATE_PREFIX, Vocabulary, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.units import Segment

# Letterheads and notes take so many words at most; measured on the PDFs of central banks and gazettes.
_NEAR_WORDS = 120
_DAY_LENGTH = len("2031-03-04")
_RUNNING = frozenset({SegmentKind.SENTENCE, SegmentKind.ITEM})
_PUBLISHED = re.compile(
    r"\b(?:publi(?:shed|cation|cado|cada|é|ée)|veröffentlicht|released?|updated?|posted|опубликовано)\b", re.IGNORECASE
)
_ADOPTED = re.compile(r"adopted|adoptée?|aprobad[oa]|принята|verabschiedet|angenommen", re.IGNORECASE)


def stated_date(text: str, segments: Sequence[Segment]) -> str | None:
    """The date in the date line, else in the title, else that of publication; None without one.

    ISO 8601: YYYY-MM-DD (of a range the first day), or YYYY-MM where none of them names a day.
    """
    found = [
        date
        for date in (dateline_date(text, segments), title_date(text, segments), published_date(text, segments))
        if date
    ]
    return next((date for date in found if len(date) == _DAY_LENGTH), next(iter(found), None))


def dateline_date(text: str, segments: Sequence[Segment]) -> str | None:
    """The date in the line that dates a statement: of its adoption, else at its head, else at its foot."""
    lines = [line for line in _datelines(text, segments) if not _PUBLISHED.search(line)]
    adopted = [line for line in lines if _ADOPTED.match(line)]
    return next((date for line in (*adopted, *lines) if (date := first_date(line))), None)


def published_date(text: str, segments: Sequence[Segment]) -> str | None:
    """The date in a line that says when the statement was published."""
    lines = [line for line in _datelines(text, segments) if _PUBLISHED.search(line)]
    return next((date for line in lines if (date := first_date(line))), None)


def title_date(text: str, segments: Sequence[Segment]) -> str | None:
    """The date in the title."""
    titles = (segment.span.of(text) for segment in segments if segment.kind is SegmentKind.TITLE)
    return next((date for title in titles if (date := first_date(title))), None)


def _datelines(text: str, segments: Sequence[Segment]) -> list[str]:
    """The date lines near the head and near the foot; those in between belong to tables, charts and quotations."""
    before: list[tuple[int, str]] = []
    words = 0
    for segment in segments:
        if segment.kind is SegmentKind.DATELINE:
            before.append((words, " ".join(segment.span.of(text).split())))
        elif segment.kind in _RUNNING:
            words += segment.span.of(text).count(" ") + 1
    head = [line for count, line in before if count <= _NEAR_WORDS]
    foot = [line for count, line in before if count > _NEAR_WORDS and words - count <= _NEAR_WORDS]
    return head + foot


def first_date(text: str) -> str | None:
    """The first date with a year in a short text."""
    vocabulary = Vocabulary()
    tokens = tokenize(text, vocabulary)
    for _, _, form in find_atoms(text, tokens, vocabulary):
        value = form.removeprefix(DATE_PREFIX)
        if value != form and not value.startswith("--"):
            return value.partition("/")[0]
    return None
