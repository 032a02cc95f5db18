"""One hash for characters, tokens and seeds; the same on every machine."""

from __future__ import annotations

import numpy as np
from numba import njit

START = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_FIRST = np.uint64(0xFF51AFD7ED558CCD)
_SECOND = np.uint64(0xC4CEB9FE1A85EC53)
_29 = np.uint64(29)
_33 = np.uint64(33)


@njit(inline="always")
def mixed(value):
    """The bits of a number spread over all 64 (the finaliser of MurmurHash3, Appleby 2011)."""
    value ^= value >> _33
    value *= _FIRST
    value ^= value >> _33
    value *= _SECOND
    return value ^ (value >> _33)


@njit(inline="always")
def joined(state, item):
    """A running hash with one more item."""
    state = (state ^ item) * _PRIME
    return state ^ (state >> _29)
