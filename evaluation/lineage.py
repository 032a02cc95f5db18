"""Real series traced: beside the pairs aligned by hand, beside a plain count, and by links that a person judged.

python -m evaluation.lineage     print the counts behind the figures, series by series, and every disagreement
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from evaluation import lineage_gold, lineage_links
from evaluation.figures import Figure, aligned
from evaluation.lineage_links import INAUGURALS, RENEWALS, SAMPLES, Precision
from evaluation.lineage_series import Stratum, lineage_of, members, stratum_of
from variorum.model.lineage import LineEventKind
from variorum.model.units import BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evaluation.figures import Key
    from evaluation.lineage_gold import GoldScore
    from variorum.model.lineage import Lineage

GOLD, VERBATIM, RENEWED, SPOKEN = "lineage, gold", "lineage, verbatim", "lineage, renewals", "lineage, inaugurals"
CHAINS, HELD_OUT, JUDGED = "lineage, judged links", "lineage, held out", "lineage, all judged"
WHOLE, OF_TWO, MISSED = "link F1, whole series", "link F1, series of two", "verbatim or light links missed"
ONE_LINE = "recurring sentences on one line, %"
STEADY, LINKED, RIGHT, UNJUDGED = (
    "kept or light, %",
    "linked to the issue before, %",
    "right, %",
    "drawn and not judged",
)
STILL_RIGHT, STILL_WRONG = "right ones still made, %", "wrong ones still made, %"
FIGURES = (
    Figure(GOLD, WHOLE, 98, slack=1),
    Figure(GOLD, OF_TWO, 98, slack=1),
    Figure(GOLD, MISSED, 0, slack=0, less_is_better=True, whole=True),
    Figure(VERBATIM, ONE_LINE, slack=0.5),
    Figure(RENEWED, STEADY, slack=1),
    Figure(RENEWED, LINKED, slack=1),
    Figure(RENEWED, RIGHT, 97, slack=1),
    Figure(SPOKEN, LINKED, slack=0.2, less_is_better=True),
    Figure(SPOKEN, RIGHT, slack=3),
    Figure(CHAINS, RIGHT, 97, slack=1),
    *(Figure(CHAINS, f"{stratum}: {RIGHT}", 95, slack=1) for stratum in lineage_links.CHAINS),
    Figure(CHAINS, UNJUDGED, 0, slack=10, less_is_better=True, whole=True),
    Figure(HELD_OUT, RIGHT, 97, slack=2),
    Figure(JUDGED, STILL_RIGHT, slack=1),
    Figure(JUDGED, STILL_WRONG, slack=3, less_is_better=True),
)
LEAST = 40
# How a line came to stand in an issue that is of no stratum.
NEW = "new"
_ENUMERATOR = re.compile(r"^[(]?(?:\d{1,3}|[a-z]|[ivx]+)[.)] ")
_FORMS = ((re.compile("[‘’‚‛′`]"), "'"), (re.compile("[“”„«»]|''"), '"'), (re.compile("[‐‑‒–—−]"), "-"))


def measure() -> dict[Key, float]:
    """All figures, in per cent but for counts."""
    scores = lineage_gold.scores()
    found = {(GOLD, WHOLE): 100 * scores["whole series"].link_f1, (GOLD, OF_TWO): 100 * scores["series of two"].link_f1}
    found[GOLD, MISSED] = float(sum(score.missed_that_none_may for score in _traced_ones(scores)))
    found[VERBATIM, ONE_LINE] = _share(map(verbatim, members()))
    for name, series in ((RENEWED, RENEWALS), (SPOKEN, INAUGURALS)):
        came = sum(map(outcomes, series), Counter[str]())
        found[name, STEADY] = 100 * (came[Stratum.KEPT] + came[Stratum.LIGHT]) / came.total()
        found[name, LINKED] = 100 * (came.total() - came[NEW] - came[Stratum.RETURNED]) / came.total()
    return found | _judged()


def summary(measured: Mapping[Key, float]) -> dict[Key, float]:
    """Those that are in the table."""
    return {figure.key: measured[figure.key] for figure in FIGURES}


def verbatim(name: str) -> tuple[int, int]:
    """Of the sentences of LEAST characters that stand in several issues and never twice in one: those on one line."""
    lineage = lineage_of(name)
    stand: dict[str, list[tuple[int, int]]] = {}
    for line in lineage.lines:
        for event in line.places:
            words = lineage.words(event)
            if line.kind in BODY_KINDS and len(words) >= LEAST:
                stand.setdefault(folded(words), []).append((event.issue, line.number))
    recurring = [places for places in stand.values() if 1 < len(places) == len({issue for issue, _ in places})]
    return sum(len({line for _, line in places}) == 1 for places in recurring), len(recurring)


def folded(words: str) -> str:
    """The words without their form, by rules of this module's own."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    for pattern, form in _FORMS:
        plain = pattern.sub(form, plain)
    return _ENUMERATOR.sub("", " ".join(re.sub(r"[*_#\\]", "", plain).split()))


def outcomes(name: str) -> Counter[str]:
    """How the lines of the body came to stand in each issue after the first: by stratum, or new."""
    return Counter(_outcomes(lineage_of(name)))


def _outcomes(lineage: Lineage) -> Iterator[str]:
    for line in lineage.lines:
        for event in line.places if line.kind in BODY_KINDS else ():
            if event.issue == 0:
                continue
            if event.kind is LineEventKind.RETURNED:
                yield Stratum.RETURNED.value
            elif event.before is None:
                yield Stratum.PARTED.value if event.kind is LineEventKind.SPLIT else NEW
            else:
                yield stratum_of(event).value


def _judged() -> dict[Key, float]:
    found: dict[Key, float] = {}
    for sample, name in zip(SAMPLES, (CHAINS, HELD_OUT, RENEWED, SPOKEN), strict=True):
        by_stratum = lineage_links.precision(sample)
        whole = sum(by_stratum.values(), Precision())
        found[name, RIGHT] = whole.share
        found[name, UNJUDGED] = float(whole.drawn - whole.judged)
        found |= {(name, f"{stratum}: {RIGHT}"): each.share for stratum, each in by_stratum.items()}
    made = lineage_links.still_made()
    return found | {
        (JUDGED, STILL_RIGHT): 100 * made["right"].recall,
        (JUDGED, STILL_WRONG): 100 * made["wrong"].recall,
    }


def _traced_ones(scores: Mapping[str, GoldScore]) -> list[GoldScore]:
    return [score for name, score in scores.items() if name != "compare"]


def _share(counts: Iterable[tuple[int, int]]) -> float:
    known = list(counts)
    return 100 * sum(part for part, _ in known) / sum(whole for _, whole in known)


def main() -> None:
    """Print what stands behind the figures."""
    print("\n".join(_gold_lines()), end="\n\n")
    rows = [["series", "issues", "lines", "recurring sentences", "on one line"]]
    for name in members():
        one, several = verbatim(name)
        lineage = lineage_of(name)
        rows.append([name, *map(str, (len(lineage.issues), len(lineage.lines), several, one))])
    print("\n".join(aligned(rows)), end="\n\n")
    print("\n".join(_outcome_lines()), end="\n\n")
    print("\n".join(_sample_lines()))


def _gold_lines() -> Iterator[str]:
    scores = lineage_gold.scores()
    names = list(next(iter(scores.values())).each)
    rows = [["pair", "", *scores]]
    rows += [[name, "link F1", *(f"{100 * score.each[name]:.1f}" for score in scores.values())] for name in names]
    rows.append(["all", "link F1", *(f"{100 * score.link_f1:.2f}" for score in scores.values())])
    yield from aligned(rows)
    for name, score in scores.items():
        yield from (f"  {name}: missed, {kind}, {link}" for kind, links in score.missed.items() for link in links)
        yield from (f"  {name}: false, {link}" for link in score.false)


def _outcome_lines() -> list[str]:
    columns = [*(stratum.value for stratum in Stratum), NEW]
    rows = [["per cent of the lines of an issue", "lines", *columns]]
    for name in (*RENEWALS, *INAUGURALS):
        came = outcomes(name)
        rows.append([name, str(came.total()), *(f"{100 * came[column] / came.total():.1f}" for column in columns)])
    return aligned(rows)


def _sample_lines() -> list[str]:
    rows = [["sample", "stratum", "drawn", "judged", "right"]]
    for sample in SAMPLES:
        found = lineage_links.precision(sample)
        for stratum, each in [*found.items(), ("all", sum(found.values(), Precision()))]:
            rows.append([sample.name, str(stratum), *map(str, (each.drawn, each.judged, each.right))])
    return aligned(rows)


if __name__ == "__main__":
    main()
