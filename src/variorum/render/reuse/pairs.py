"""Pairs of passages as lines of JSON: in our own form, and in that of passim's pairwise alignments."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from variorum.model.reuse_views import RunDocument

# Longer passages are aligned at their beginnings and ends alone: the memory of an alignment grows with its square.
_MOST_ALIGNED = 20_000
_HYPHEN = "\u2010"


@dataclass(frozen=True, slots=True)
class PairSide:
    """A passage of a pair: code points [begin, end) of its document's text, and the words there."""

    document: RunDocument
    begin: int
    end: int
    words: str


def pair_line(a: tuple[str, int, int], b: tuple[str, int, int], score: float) -> str:
    """A pair of passages (id, begin, end), and the bits that both share, as one line of JSON."""
    row = {"a": a[0], "a_begin": a[1], "a_end": a[2], "b": b[0], "b_begin": b[1], "b_end": b[2], "score": score}
    return json.dumps(row, ensure_ascii=False) + "\n"


def passim_line(one: PairSide, other: PairSide) -> str:
    """A pair as one line of JSON with the fields that passim 2 writes to align.json.

    `s1` and `s2` are the words of both, as long as one another by hyphens where one has nothing, `matches` the
    characters that stand in both. `uid` is the document's number; in passim it is a hash of the id.
    """
    s1, s2, matches = gapped(one.words, other.words)
    row: dict[str, object] = {"s1": s1, "s2": s2, "matches": matches}
    for suffix, side in (("", one), ("2", other)):
        said = side.document
        row |= {f"uid{suffix}": said.number, f"id{suffix}": said.id, f"begin{suffix}": side.begin}
        row |= {f"end{suffix}": side.end}
        fields = {"date": said.date, "issuer": said.issuer, "series": said.series, "title": said.title, "url": said.url}
        row |= {f"{name}{suffix}": value for name, value in fields.items() if value}
    return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def gapped(one: str, other: str) -> tuple[str, str, int]:
    """Two texts with hyphens put in so that what they share stands in the same places; how many characters that are.

    Their own hyphens become U+2010, as passim has them: so whoever takes the gaps out has each text at its length.
    """
    one, other = one.replace("-", _HYPHEN), other.replace("-", _HYPHEN)
    ahead, behind = _common(one, other)
    middles = one[ahead : len(one) - behind], other[ahead : len(other) - behind]
    if max(map(len, middles)) > _MOST_ALIGNED:
        gaps = tuple("-" * len(middle) for middle in middles)
        ends = one[:ahead], one[len(one) - behind :]
        sides = (f"{ends[0]}{middles[0]}{gaps[1]}{ends[1]}", f"{ends[0]}{gaps[0]}{middles[1]}{ends[1]}")
        return *sides, ahead + behind
    first, second, matches = [], [], 0
    for op in Levenshtein.opcodes(one, other):
        here, there = one[op.src_start : op.src_end], other[op.dest_start : op.dest_end]
        first.append(here.ljust(len(there), "-"))
        second.append(there.ljust(len(here), "-"))
        matches += len(here) if op.tag == "equal" else 0
    return "".join(first), "".join(second), matches


def _common(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts begin with that are the same, and how many they end with."""
    shorter = min(len(one), len(other))
    ahead = next((k for k in range(shorter) if one[k] != other[k]), shorter)
    behind = next((k for k in range(shorter - ahead) if one[-k - 1] != other[-k - 1]), shorter - ahead)
    return ahead, behind
