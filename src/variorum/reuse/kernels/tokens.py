"""From code points to tokens: where each stands, a hash of its folded form, and how much it says."""

from __future__ import annotations

import numba
import numpy as np
from numba import int64, njit, uint8, uint16, uint32, uint64, void

from variorum.reuse.kernels.hashing import START, joined, mixed
from variorum.reuse.kernels.kinds import ALONE, BREAK, HYPHEN, IGNORED, LISTED, MARK, SPACE, WORD

_READ = numba.types.Array(uint32, 1, "C", readonly=True)
_LISTED = np.uint32(LISTED)
_HALF = np.uint64(32)
_OTHER = np.uint64(0x9E3779B97F4A7C15)
# Weights count in sixteenths of a bit, and none says more than this.
SIXTEENTHS = 16
_MOST = 255
# A corpus of fewer tokens is weighed as if it had so many: in five short statements each word is a hundredth of all,
# and what all five say would be found in none.
_FEWEST_TOKENS = 2_000
MOST_MARKS = 3
_COLON, _SLASH = ord(":"), ord("/")
_OPENS, _CLOSES, _SETS, _A, _Z, _0, _9 = ord("<"), ord(">"), ord("="), ord("a"), ord("z"), ord("0"), ord("9")
# What follows the name of a tag, and how long one is at the most: pictures are written into tags.
_AFTER_NAME = (_CLOSES, _SLASH, ord(" "), ord("\n"), ord("\t"))
_LONGEST_TAG = 100_000
# What ends an address beside white space, as it stands in brackets, quotes and mark-up.
_AFTER_ADDRESS = (ord(")"), ord("]"), ord("<"), ord(">"), ord('"'), ord("|"))


@njit(inline="always")
def with_form(state, form, listed):
    """A running hash with the form of a character."""
    if form & _LISTED == np.uint32(0):
        return joined(state, uint64(form))
    place = int64(form ^ _LISTED)
    for k in range(place + 1, place + 1 + int64(listed[place])):
        state = joined(state, uint64(listed[k]))
    return state


@njit
def past_line_end(k, end, code_points, kinds):
    """Where a word divided at the end of a line goes on, from its hyphen at k; `end` where none does."""
    k += 1
    broken = False
    while k < end and (kinds[code_points[k]] == BREAK or kinds[code_points[k]] == SPACE):
        broken = broken or kinds[code_points[k]] == BREAK
        k += 1
    if broken and k < end and kinds[code_points[k]] == WORD:
        return k
    return end


@njit
def _with_address(state, last, end, code_points, kinds, forms, listed):
    """The hash and the last letter of an address that begins with a word (`https`), so that it is one word."""
    k = last + 1
    while k < end:
        kind = kinds[code_points[k]]
        if kind in (SPACE, BREAK, ALONE) or code_points[k] in _AFTER_ADDRESS:
            break
        if kind == WORD:
            state = with_form(state, forms[code_points[k]], listed)
            last = k
        k += 1
    return state, last


@njit
def _closed(x, k, stop, code_points):
    """Where a tag that opens at k ends, looked for from x on; k where it does not before `stop` or the next sign."""
    while x < stop and code_points[x] != _OPENS and code_points[x] != _CLOSES:
        x += 1
    return x + 1 if x < stop and code_points[x] == _CLOSES else k


@njit
def past_tag(k, end, code_points):
    """Where the text goes on after a tag of mark-up that opens at k (`<b>`, `</p>`, `<a href="…">`); k where none does.

    The sign, a name of letters and digits, and the end or a space; after a space something is set (`=`). So
    `<https://…>`, `a < b` and `a <b and c> d` are no tags.
    """
    x = k + 1
    if x < end and code_points[x] == _SLASH:
        x += 1
    name = x
    while x < end and (_A <= code_points[x] | 32 <= _Z or (x > name and _0 <= code_points[x] <= _9)):
        x += 1
    if x in (name, end) or code_points[x] not in _AFTER_NAME:
        return k
    bare = True
    stop = min(end, k + _LONGEST_TAG)
    while x < stop and code_points[x] != _OPENS and code_points[x] != _CLOSES:
        if code_points[x] == _SETS:
            return _closed(x, k, stop, code_points)
        bare = bare and code_points[x] in _AFTER_NAME
        x += 1
    return x + 1 if bare and x < stop and code_points[x] == _CLOSES else k


@njit
def tail_of(k, end, code_points, kinds):
    """The marks that follow a word without a space, three at the most: how many, in two bits, and six of their hash."""
    last = end - 1
    many = 0
    state = START
    kind = kinds[code_points[min(k, last)]]
    while (k < end) & (many < MOST_MARKS) & ((kind == MARK) | (kind == IGNORED) | (kind == HYPHEN)):
        state = joined(state, uint64(code_points[k]))
        many += 1
        k += 1
        kind = kinds[code_points[min(k, last)]]
    return uint8(many) | (uint8(mixed(state) & np.uint64(63)) << uint8(2) if many else uint8(0))


@njit(
    int64(_READ, int64[::1], uint8[::1], *[uint32[::1]] * 3, uint16[::1], uint32[::1], uint8[::1], int64[::1]),
    nogil=True,
    cache=True,
)
def tokenise(code_points, bounds, kinds, forms, listed, starts, lengths, hashes, tails, firsts):
    """Fill `starts`, `lengths`, `hashes` and `tails` with the tokens of the documents; their number.

    Starts count code points from the document's first. Document d has the code points [bounds[d], bounds[d + 1]) and
    the tokens [firsts[d], firsts[d + 1]).
    """
    n = 0
    for d in range(len(bounds) - 1):
        firsts[d] = n
        origin = bounds[d]
        end = bounds[d + 1]
        k = origin
        while k < end:
            kind = kinds[code_points[k]]
            if kind != WORD and kind != ALONE:
                past = past_tag(k, end, code_points) if code_points[k] == _OPENS else k
                k = max(past, k + 1)
                continue
            start = k
            last = k
            state = START
            while k < end:
                kind = kinds[code_points[k]]
                if kind == WORD or (kind == ALONE and k == start):
                    state = with_form(state, forms[code_points[k]], listed)
                    last = k
                    if kind == ALONE:
                        k += 1
                        break
                elif kind == HYPHEN:
                    further = past_line_end(k, end, code_points, kinds)
                    if further == end:
                        break
                    k = further
                    continue
                elif kind != IGNORED:
                    break
                k += 1
            if (
                last + 3 < end
                and code_points[last + 1] == _COLON
                and code_points[last + 2] == _SLASH == code_points[last + 3]
            ):
                state, last = _with_address(state, last, end, code_points, kinds, forms, listed)
                k = max(k, last + 1)
            starts[n] = start - origin
            lengths[n] = min(last + 1 - start, 65535)
            hashes[n] = uint32(mixed(state) >> _HALF)
            tails[n] = tail_of(last + 1, end, code_points, kinds)
            n += 1
    firsts[len(bounds) - 1] = n
    return n


@njit(void(uint32[::1], int64[::1], uint64[:, ::1]), nogil=True, cache=True)
def digest(hashes, firsts, digests):
    """Two hashes of each document's tokens in their order, which no two documents share but by having the same."""
    for d in range(len(firsts) - 1):
        one = START
        other = mixed(START)
        for k in range(firsts[d], firsts[d + 1]):
            one = joined(one, uint64(hashes[k]))
            other = (other + uint64(hashes[k])) * _OTHER
            other ^= other >> _HALF
        digests[d, 0] = mixed(one)
        digests[d, 1] = mixed(other)


@njit(void(uint32[::1], uint32[::1]), nogil=True, cache=True)
def count(hashes, table):
    """Add the tokens to a table of counts, whose length is a power of two."""
    mask = uint32(len(table) - 1)
    for token in hashes:
        table[token & mask] += 1


@njit(void(uint32[::1], uint8[::1]), nogil=True, cache=True)
def weigh(table, weights):
    """The information of each token, −log2 of its share, in sixteenths of a bit; the most for one never counted."""
    total = int64(0)
    for counted in table:
        total += counted
    total = max(total, _FEWEST_TOKENS)
    for k in range(len(table)):
        weights[k] = _MOST
        if table[k] > 0:
            weights[k] = min(int64(SIXTEENTHS * np.log2(total / table[k]) + 0.5), _MOST)
