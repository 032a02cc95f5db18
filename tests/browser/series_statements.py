"""Series of invented statements, traced as an archive's are, with every kind of event in them."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

from variorum.analysis.series.lineage import trace
from variorum.model.alignment import SegmentedWitness
from variorum.model.lineage import SeriesIssue
from variorum.model.provenance import Issue
from variorum.model.witnesses import Derivation, Original, Text, TextWarning, WarningKind, Witness
from variorum.text.segment import segment
from variorum.workflows.lives import Series

if TYPE_CHECKING:
    from variorum.model.lineage import Line

COUNCIL = (
    (
        "2019-05-21",
        "The Council meets on the quay where the ferry Alma was launched.",
        "As a result of the sinking 150 passengers were drowned and 44 were injured.",
        "The owners must answer before a court, and must pay the families in full.",
        "The lamps of the northern mole were lit at dusk, and the bells of all churches were rung until midnight.",
        "The names are read by the children of the harbour school.",
    ),
    (
        "2020-05-21",
        "The Council meets on the quay where the ferry Alma was launched.",
        "As a result of the sinking 150 residents were drowned and 44 were badly injured.",
        "The lamps of the northern mole were lit at dusk.",
        "The bells of all churches were rung until midnight.",
        "The names are read by the children of the harbour school.",
    ),
    (
        "2021-05-21",
        "The Council meets on the quay where the ferry Alma was launched.",
        "The names are read by the children of the harbour school.",
        "As a result of the sinking 150 residents were drowned and 44 were badly injured.",
        "The lamps of the northern mole were lit at dusk.",
        "The bells of all churches were rung until midnight.",
        "A new breakwater of granite shall protect the outer harbour.",
    ),
    (
        "2022-05-21",
        "The Council meets on the quay where the ferry Alma was launched.",
        "The names are read by the children of the harbour school.",
        "As a result of the sinking 150 residents were drowned and 44 were badly injured.",
        "The owners must answer before a court, and must pay the families in full.",
        "For the first time a second ferry, named Alma II, will cross the Sound in their memory.",
        "The lamps of the northern mole were lit at dusk.",
    ),
)


def issue(date: str, *lines: str, ordinal: int = 1, language: str = "en", whole: bool = True) -> SeriesIssue:
    content = "\n\n".join(lines)
    bytes_of = content.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(bytes_of).hexdigest()
    lost = TextWarning(WarningKind.PAGE_WITHOUT_TEXT, "page 2 has no text", incomplete=True)
    text = Text(content, digest, Derivation("plain", "1"), warnings=() if whole else (lost,))
    found = segment(content, language=language)
    reference = f"council@{date}" + (f"#{ordinal}" if ordinal > 1 else "") + f":{language}"
    witness = Witness(reference, text, Original(digest, len(bytes_of), "text/plain"), language)
    divided = SegmentedWitness(witness, found.segments, found.line_breaks, found.language)
    title = "Statement of the Harbour Council on the Sinking of the Ferry Alma"
    return SeriesIssue(reference, Issue("council", date, ordinal), title, divided)


def series(*issues: SeriesIssue, language: str = "en") -> Series:
    return Series(trace(issues, "council", language))


def council() -> Series:
    """Four years of one statement: a rewording, a split, a move, a drop, a return, new lines."""
    return series(*(issue(date, *lines) for date, *lines in COUNCIL))


def long_council(years: int = 40, lines: int = 90) -> Series:
    """So many lines that the map must be drawn in parts; each stands for eight years, the third of them reworded."""
    chance = random.Random(1)
    syllables = "ka ro mi ten sa lor bri del gu no pa fen tor il me du var hes ost lin".split()
    entries = [
        " ".join("".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(9)) for _ in range(lines)
    ]
    issues = []
    for year in range(years):
        said = [
            f"Entry {entry} was read {'in silence' if number % 3 == 0 and year % 4 == 3 else 'aloud'}."
            for number, entry in enumerate(entries)
            if number * years // lines <= year < number * years // lines + 8
        ]
        issues.append(issue(f"{1980 + year}-05-21", *said))
    return series(*issues)


def hostile() -> Series:
    """Texts that try to be markup, to run, to end the data, to reorder or to vanish."""
    markup = "</p></style></script><script>alert(1)</script><img src=x onerror=alert(1)> <!-- &amp; ${x} {{ 7 * 7 }}"
    return series(
        issue(
            "2020-01-01",
            f"The old wording says {markup} to all.",
            "Kept \u202eesrever\u202c and \u2066isolated\u2069 words.",
        ),
        issue(
            "2021-01-01",
            f"The new wording says {markup} to all.",
            "Kept \u202eesrever\u202c and \u2066isolated\u2069 words.",
        ),
        issue(
            "2022-01-01",
            f"The new wording says {markup} to each.",
            "Nul \x00 bell \x07 next \x85 \u2028 line and \ud800 alone 🚢 afloat.",
        ),
    )


def line_with(series: Series, words: str) -> Line:
    """The line that ever has these words."""
    lineage = series.lineage
    return next(line for line in lineage.lines if any(words in lineage.words(place) for place in line.places))
