"""Ends that overhang by chance, cut back to the wording that most passages of a family have."""

from __future__ import annotations

from numba import int64, njit, uint32, void

# So many wordings of a family are tried as its core, from the longest.
_TRIED = 12


@njit
def _lead(hashes, begin, end, core, size, overhang):
    """How many tokens of [begin, end) stand before the core in it; -1 where it is not there, or too much beside it."""
    spare = end - begin - size
    if spare < 0 or spare > 2 * overhang:
        return int64(-1)
    for lead in range(max(0, spare - overhang), min(spare, overhang) + 1):
        j = int64(0)
        while j < size and hashes[begin + lead + j] == hashes[core + j]:
            j += 1
        if j == size:
            return int64(lead)
    return int64(-1)


@njit(void(uint32[::1], int64[::1], int64[::1], int64[::1], int64), nogil=True, cache=True)
def trim(hashes, begins, ends, opens, overhang):
    """Cut `begins` and `ends` of passages that hold a family's core and go past it by chance words.

    Function words meet by chance beside a passage. The core is the longest passage that most others of the family hold
    whole, with `overhang` tokens more on a side at the most; those are cut to it. Cost: some twelve times the tokens.
    """
    for f in range(len(opens) - 1):
        first = opens[f]
        stop = opens[f + 1]
        if stop - first < 3:
            continue
        last = int64(1 << 62)
        for _ in range(_TRIED):
            # The longest that is shorter than the one before, the last of equals.
            k = int64(-1)
            for x in range(first, stop):
                size = ends[x] - begins[x]
                if size < last and (k < 0 or size >= ends[k] - begins[k]):
                    k = x
            if k < 0:
                break
            size = ends[k] - begins[k]
            last = size
            holding = 0
            for j in range(first, stop):
                holding += _lead(hashes, begins[j], ends[j], begins[k], size, overhang) >= 0
            if 2 * holding > stop - first:
                core = begins[k]
                for j in range(first, stop):
                    lead = _lead(hashes, begins[j], ends[j], core, size, overhang)
                    if lead >= 0:
                        begins[j] += lead
                        ends[j] = begins[j] + size
                break
