"""Texts that no one wrote for reading: the comparison ends, loses nothing, and says each limit."""

from __future__ import annotations

import pytest

import variorum
from variorum.model.alignment import BeadKind, Side
from variorum.render.redline import restore

pytestmark = pytest.mark.slow

WRAPPED = "the council met and spoke of line {} of the ledger"
ENTRY = "Entry {} of the ledger, read aloud in the council and put away again"
CASES = {
    "thirty thousand lines that run on without a full stop": (
        "\n".join(WRAPPED.format(k) for k in range(30_000)),
        "\n".join(WRAPPED.format(k) for k in range(30_000) if k % 20),
    ),
    "thirty thousand entries without a full stop": (
        "\n\n".join(ENTRY.format(k) for k in range(30_000)),
        "\n\n".join(ENTRY.format(k) for k in range(30_000) if k % 20),
    ),
    "one line of five megabytes": ("drift " * 833_333, "drift " * 833_300 + "ashore"),
    "one word of a million letters": ("a" * 1_000_000, "a" * 999_999 + "b"),
    "twenty thousand times the same sentence": ("The bell rang. " * 20_000, "The bell rang. " * 19_990),
    "two texts with nothing in common": (
        " ".join(f"Ka{k} mo{k} te{k}." for k in range(20_000)),
        " ".join(f"Lu{k} pi{k} so{k}." for k in range(20_000)),
    ),
    "all the same sentences in reverse": (
        " ".join(f"The ledger says {k}." for k in range(5_000)),
        " ".join(f"The ledger says {k}." for k in reversed(range(5_000))),
    ),
    "nothing but marks": ("?!" * 100_000, ".,;" * 70_000),
    "nothing but white space": (" \n\t" * 100_000, "\u00a0\u2028" * 50_000),
    "nested quotation marks": ("“" * 50_000 + "x" + "”" * 50_000, "“" * 50_000 + "y" + "”" * 50_000),
}


@pytest.mark.parametrize("case", CASES)
def test_an_extreme_text_is_compared_without_loss(case):
    base, other = CASES[case]
    alignment = variorum.collate(base, other).alignment
    assert restore(alignment, Side.BASE) == base
    assert restore(alignment, Side.OTHER) == other
    for side in Side:
        used = sorted(k for bead in alignment.beads for k in (bead.base if side is Side.BASE else bead.other))
        assert used == list(range(len(alignment.side(side).segments)))
    if "entries" in case:
        dropped = sum(bead.kind is BeadKind.DROPPED for bead in alignment.beads)
        assert dropped == 1_500 or alignment.limits
