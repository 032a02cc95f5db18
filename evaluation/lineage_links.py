"""Links of real lineages that a person judged: which were drawn, what was thought of them, and which are still made.

python -m evaluation.lineage_links            print the drawn links that nobody has judged, beside their texts
python -m evaluation.lineage_links --all      print all that are drawn
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict
from zlib import crc32

from rapidfuzz.distance import LCSseq

from evaluation.lineage_series import Stratum, lineage_of, links
from evaluation.scores import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from evaluation.lineage_series import Link
    from variorum.model.lineage import Lineage

JUDGED = Path(__file__).parent / "lineage_links.jsonl"
FOMC = ("fomc_statement_canonical",)
MANDATES = ("unsc_unficyp", "unsc_minurso")
RENEWALS = (
    *MANDATES,
    "unsc_undof",
    *(f"unsc_{mission}_{language}" for mission in ("unficyp", "minurso") for language in ("es", "fr", "ru")),
)
INAUGURALS = ("us_inaugural",)
CHAINS = (Stratum.LIGHT, Stratum.LOOSE, Stratum.RETURNED, Stratum.PARTED)
ANCHOR = 12


@dataclass(frozen=True, slots=True)
class Sample:
    """A draw: so many of each stratum, half from each group of series, or more of one where the other has too few.

    A link's place in the draw depends on the seed and its own two places alone, so that rules that change bring new
    links in without changing what else is drawn. Links that were judged for the sample `apart_from` are left out.
    """

    name: str
    seed: int
    strata: tuple[tuple[Stratum, ...], ...]
    groups: tuple[tuple[str, ...], ...]
    of_each: int
    apart_from: str = ""


WORDING, HELD_OUT, RENEWED, SPOKEN = "chains", "held out", "renewals", "inaugurals"
# Rules may be fitted to what was judged for WORDING, and to nothing else: the others were drawn once the rules stood.
SAMPLES = (
    Sample(WORDING, 20240120, tuple((stratum,) for stratum in CHAINS), (FOMC, MANDATES), 50),
    Sample(HELD_OUT, 20261122, tuple((stratum,) for stratum in CHAINS), (FOMC, MANDATES), 15, apart_from=WORDING),
    Sample(RENEWED, 20240120, (tuple(stratum for stratum in Stratum if stratum != Stratum.KEPT),), (RENEWALS,), 100),
    Sample(SPOKEN, 20240120, (tuple(Stratum),), (INAUGURALS,), 100),
)


class Anchor(TypedDict):
    """A place that stays whatever rules change: a text by its digest, and code points in it."""

    date: str
    sha256: str
    start: int
    end: int


class Verdict(TypedDict):
    """A row of `lineage_links.jsonl`: a drawn link with what its reader thought, in the reader's own words."""

    sample: str
    series: str
    stratum: str
    earlier: Anchor
    later: Anchor
    verdict: str
    reason: str


Claim = tuple[str, str, int, int, str, int, int]
"""What a link says, whatever drew it: series, digest and code points of the earlier place, and of the later."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A link of a series that a sample has."""

    sample: str
    series: str
    link: Link

    @property
    def anchors(self) -> tuple[Anchor, Anchor]:
        """Its two places."""
        lineage = lineage_of(self.series)
        return _anchor(lineage, *self.link.earlier), _anchor(lineage, *self.link.later)

    @property
    def claim(self) -> Claim:
        """What it says."""
        return claim_of(self.series, *self.anchors)


@dataclass(frozen=True, slots=True)
class Precision:
    """Of the links drawn now: how many a reader found right, how many are judged at all, how many there are."""

    right: int = 0
    judged: int = 0
    drawn: int = 0

    def __add__(self, other: Precision) -> Precision:
        return Precision(self.right + other.right, self.judged + other.judged, self.drawn + other.drawn)

    @property
    def share(self) -> float:
        """Of those judged, in per cent."""
        return 100 * self.right / self.judged if self.judged else 0.0


def draw(sample: Sample) -> Iterator[Drawn]:
    """The links of a sample, as the lineages are now."""
    known = {_claimed(row) for row in verdicts() if row["sample"] == sample.apart_from}
    for strata in sample.strata:
        ranked = [sorted(_candidates(sample, group, strata), key=_rank(sample)) for group in sample.groups]
        turns = [one for turn in zip_longest(*ranked) for one in turn if one is not None and one.claim not in known]
        yield from turns[: sample.of_each]


def precision(sample: Sample) -> dict[Stratum, Precision]:
    """What the judged links say of a sample as it is drawn now, by stratum."""
    judged = {_claimed(row): row["verdict"] for row in verdicts()}
    found: dict[Stratum, Precision] = {}
    for drawn in draw(sample):
        verdict = judged.get(drawn.claim)
        one = Precision(int(verdict == "right"), int(verdict is not None), 1)
        found[drawn.link.stratum] = found.get(drawn.link.stratum, Precision()) + one
    return found


def still_made() -> dict[str, Tally]:
    """Of all judged links, how many of the right ones and of the wrong ones the lineages still make."""
    shares = {"right": Tally(), "wrong": Tally()}
    made: dict[str, set[Claim]] = {}
    for row in verdicts():
        name = row["series"]
        if name not in made:
            made[name] = {Drawn("", name, link).claim for link in links(lineage_of(name))}
        shares[row["verdict"]] += Tally(_claimed(row) in made[name], 1, 1)
    return shares


def verdicts() -> list[Verdict]:
    """The rows of `lineage_links.jsonl`."""
    return [json.loads(row) for row in JUDGED.read_text("utf-8").splitlines()] if JUDGED.exists() else []


def claim_of(series: str, earlier: Anchor, later: Anchor) -> Claim:
    """What a link between two places says."""
    sides = [(each["sha256"], each["start"], each["end"]) for each in (earlier, later)]
    return series, *sides[0], *sides[1]


def _claimed(row: Verdict) -> Claim:
    return claim_of(row["series"], row["earlier"], row["later"])


def _candidates(sample: Sample, group: Sequence[str], strata: Sequence[Stratum]) -> list[Drawn]:
    return [
        Drawn(sample.name, name, link) for name in group for link in links(lineage_of(name)) if link.stratum in strata
    ]


def _rank(sample: Sample) -> Callable[[Drawn], int]:
    return lambda drawn: crc32(repr((sample.seed, drawn.claim)).encode())


def _anchor(lineage: Lineage, issue: int, segment: int) -> Anchor:
    column = lineage.issues[issue]
    span = column.witness.segments[segment].span
    digest = column.witness.witness.text.sha256[:ANCHOR]
    return Anchor(date=column.date, sha256=digest, start=span.start, end=span.end)


def show(drawn: Drawn) -> Iterator[str]:
    """The two places with their neighbours, and the lines of each issue that are most like the other place's."""
    lineage = lineage_of(drawn.series)
    (before, i), (after, j) = drawn.link.earlier, drawn.link.later
    mine, theirs = _words_of(lineage, before), _words_of(lineage, after)
    yield f"=== {drawn.sample}, {drawn.series}, {drawn.link.stratum}, likeness {_alike(mine[i], theirs[j]):.2f}"
    for issue, lines, at, wanted in ((before, mine, i, theirs[j]), (after, theirs, j, mine[i])):
        yield f"  {lineage.issues[issue].date}"
        near = sorted(range(len(lines)), key=lambda k: -_alike(lines[k], wanted))[:3]
        for k in sorted({*range(max(at - 1, 0), min(at + 2, len(lines))), *near}):
            sign = ">" if k == at else "~" if k in near else " "
            yield f"   {sign}{k:3d} {lines[k] if sign != ' ' else lines[k][:120]}"
    earlier, later = drawn.anchors
    row = Verdict(
        sample=drawn.sample,
        series=drawn.series,
        stratum=drawn.link.stratum.value,
        earlier=earlier,
        later=later,
        verdict="",
        reason="",
    )
    yield json.dumps(row)


def _words_of(lineage: Lineage, issue: int) -> list[str]:
    witness = lineage.issues[issue].witness
    return [" ".join(segment.span.of(witness.content).split()) for segment in witness.segments]


def _alike(one: str, other: str) -> float:
    mine, theirs = one.casefold().split(), other.casefold().split()
    return 2 * LCSseq.similarity(mine, theirs) / (len(mine) + len(theirs))


def main(arguments: list[str]) -> None:
    """Print the samples, or those of them that nobody has judged."""
    judged = {_claimed(row) for row in verdicts()}
    counts: Counter[str] = Counter()
    for sample in SAMPLES:
        for drawn in draw(sample):
            if "--all" in arguments or drawn.claim not in judged:
                counts[sample.name] += 1
                print("\n".join(show(drawn)), end="\n\n")
    print(dict(counts), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
