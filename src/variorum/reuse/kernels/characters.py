"""Which characters a text has."""

from __future__ import annotations

import numba
from numba import njit, uint8, uint32, void


@njit(void(numba.types.Array(uint32, 1, "C", readonly=True), uint8[::1]), nogil=True, cache=True)
def see(code_points, seen):
    """Mark the characters that occur."""
    for code in code_points:
        seen[code] = 1
