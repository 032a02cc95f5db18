"""Which characters a text has."""

from __future__ import annotations

import numba
from numba import boolean, njit, uint8, uint32, void

_TEXT = numba.types.Array(uint32, 1, "C", readonly=True)


@njit(boolean(_TEXT, boolean[::1]), nogil=True, cache=True)
def are_known(code_points, known):
    """Whether all characters that occur are among the known."""
    unknown = False
    for code in code_points:
        unknown |= not known[code]
    return not unknown


@njit(void(_TEXT, uint8[::1]), nogil=True, cache=True)
def see(code_points, seen):
    """Mark the characters that occur."""
    for code in code_points:
        seen[code] = 1
