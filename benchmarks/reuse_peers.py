"""Others that find reuse, as their users put them together: windows of words, MinHash, LSH, a check of each candidate.

What lies side by side in two documents is made one passage. Windows of 24 words, eight apart, 64 permutations.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOW, STEP, PERMUTATIONS, ALIKE = 24, 8, 64, 0.35
# Windows that are so many steps apart at most are one passage.
_APART = 4


def rensa(texts: list[str], bands: int) -> int:
    """How many passages rensa's MinHash and LSH find."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS, num_bands=bands)
    kept: list[Any] = []
    for pairs in _windows(texts):
        one = RMinHash(num_perm=PERMUTATIONS, seed=1)
        one.update(pairs)
        index.insert(len(kept), one)
        kept.append(one)
    return _passages(texts, kept, index)


def datasketch(texts: list[str], bands: int) -> int:
    """How many passages datasketch's MinHash and LSH find."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS, params=(bands, PERMUTATIONS // bands))
    kept: list[Any] = []
    for pairs in _windows(texts):
        one = MinHash(num_perm=PERMUTATIONS, seed=1)
        one.update_batch([pair.encode() for pair in pairs])
        index.insert(len(kept), one, check_duplication=False)
        kept.append(one)
    return _passages(texts, kept, index)


def _windows(texts: list[str]) -> Iterator[list[str]]:
    """The pairs of words of each window."""
    for text in texts:
        words = text.lower().split()
        pairs = [f"{one} {other}" for one, other in itertools.pairwise(words)]
        for start in range(0, max(1, len(words) - WINDOW + 1), STEP):
            yield pairs[start : start + WINDOW - 1]


def _passages(texts: list[str], kept: list[Any], index: Any) -> int:  # noqa: ANN401 - of either package
    """How many stretches of two documents are made of windows that are alike."""
    owners: list[tuple[int, int]] = []
    for document, text in enumerate(texts):
        owners += ((document, k) for k in range(len(range(0, max(1, len(text.split()) - WINDOW + 1), STEP))))
    alike = defaultdict(list)
    for number, one in enumerate(kept):
        document, place = owners[number]
        for other in index.query(one):
            if other > number and owners[other][0] != document and one.jaccard(kept[other]) >= ALIKE:
                alike[document, owners[other][0]].append((place, owners[other][1]))
    return sum(map(_stretches, alike.values()))


def _stretches(pairs: list[tuple[int, int]]) -> int:
    """Into how many stretches pairs of windows of two documents fall: each is near the last on both sides."""
    ends: list[tuple[int, int]] = []
    for one, other in sorted(pairs):
        for k, end in enumerate(ends):
            if one - end[0] <= _APART and abs(other - end[1]) <= _APART:
                ends[k] = (one, other)
                break
        else:
            ends.append((one, other))
    return len(ends)
