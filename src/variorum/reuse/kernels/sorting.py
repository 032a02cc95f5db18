"""Sorting in place, of the few rows that a kernel has at hand: numba's own takes a second to compile."""

from __future__ import annotations

from numba import int64, njit, uint64, void


@njit(void(uint64[::1], int64, int64), nogil=True, cache=True)
def sort_rows(values, begin, end):
    """Sort the values [begin, end) (Shell 1959, gaps after Gonnet and Baeza-Yates 1991)."""
    gap = max(1, (end - begin) * 5 // 11)
    while gap > 0:
        for x in range(begin + gap, end):
            value = values[x]
            y = x
            while y >= begin + gap and values[y - gap] > value:
                values[y] = values[y - gap]
                y -= gap
            values[y] = value
        gap = 1 if gap == 2 else gap * 5 // 11
