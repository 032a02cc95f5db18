"""What an option may say: line numbers, dates, lists of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from variorum.model.alignment import Side
from variorum.render.redline import FILTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.facts import FactKind
    from variorum.model.ledger import Verdict

PAIR_SHAPE = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")
PLACE_SHAPE = re.compile(r"(:?)([0-9]{1,9})")
DATE_SHAPE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def filter_words(text: str) -> tuple[str, ...]:
    """Words of `FILTERS`, separated by commas."""
    words = tuple(word.strip() for word in text.split(","))
    for word in words:
        if word not in FILTERS:
            raise click.BadParameter(f"{word!r} is not one of {', '.join(FILTERS)}.")
    return words


def line_pair(text: str) -> tuple[int, int]:
    """I:J, a line of the base and one of the other text as the output numbers them; converted to 0-based indexes."""
    match = PAIR_SHAPE.fullmatch(text)
    if not match or 0 in (int(match[1]), int(match[2])):
        raise click.BadParameter(f"{text!r} is not two line numbers, as in 3:5; lines are counted from 1.")
    return int(match[1]) - 1, int(match[2]) - 1


def line_place(text: str) -> tuple[Side, int]:
    """N, a line of the base, or :N, one of the other text; converted to a 0-based index."""
    match = PLACE_SHAPE.fullmatch(text)
    if not match or int(match[2]) == 0:
        raise click.BadParameter(f"{text!r} is not a line number, as in 3 for A or :3 for B; lines are counted from 1.")
    return Side.OTHER if match[1] else Side.BASE, int(match[2]) - 1


def language_code(text: str) -> str:
    """The code of a language, as it was given."""
    from variorum.errors import LanguageUnknown
    from variorum.text.tags import is_language

    if not is_language(text):
        raise click.BadParameter(str(LanguageUnknown(text)))
    return text


def iso_date(text: str) -> str:
    """A year, a month or a day in ISO 8601, as it was given."""
    from datetime import date

    try:
        if DATE_SHAPE.fullmatch(text):
            date.fromisoformat(text + "0000-01-01"[len(text) :])
            return text
    except ValueError:
        pass
    raise click.BadParameter(f"{text!r} is not a date, as in 2023-05-21, 2023-05 or 2023.")


def capture_time(text: str) -> str:
    """A day, or a time in UTC with seconds, in ISO 8601."""
    from variorum.ingest.containers.columns import moment

    found = moment(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is not a day or a time, as in 2023-05-21 or 2023-05-21T10:00:00Z.")
    return found


def segment_kinds(text: str) -> tuple[str, ...]:
    """Kinds of lines, separated by commas."""
    from variorum.model.units import SegmentKind

    words = tuple(word.strip() for word in text.split(","))
    for word in words:
        if word not in SegmentKind.__members__.values():
            raise click.BadParameter(f"{word!r} is not one of {', '.join(kind.value for kind in SegmentKind)}.")
    return words


def fact_kinds(text: str) -> tuple[FactKind, ...]:
    """Kinds of facts, separated by commas."""
    from variorum.model.facts import FactKind

    return tuple(map(FactKind, _words_of(text, [kind.value for kind in FactKind])))


def fact_verdicts(text: str) -> tuple[Verdict, ...]:
    """What may become of a fact, each in one word, separated by commas."""
    from variorum.model.ledger import Verdict

    named = {verdict.name.lower(): verdict for verdict in Verdict}
    return tuple(named[word] for word in _words_of(text, list(named)))


def _words_of(text: str, known: Sequence[str]) -> list[str]:
    words = [word.strip() for word in text.split(",")]
    for word in words:
        if word not in known:
            raise click.BadParameter(f"{word!r} is not one of {', '.join(known)}.")
    return words
