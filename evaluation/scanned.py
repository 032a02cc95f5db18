"""Passages as a scanner would read them: look-alike letters, broken and joined words, words divided at line ends."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    Row = dict[str, object]

# What is read for what, in scans of print. Wider than what the finder holds for one (variorum.reuse.ocr).
_READ_AS = {
    read: likes.split()
    for read, likes in (
        line.strip().split(": ")
        for line in """
        a: o e u á | b: h 6 lo | c: e o ( | d: cl ol a | e: c o é | f: t r | g: q 9 y | h: b li n | i: l 1 j ! í | j: i
        k: lc h | l: 1 I i t | m: rn nn in | n: u ri ii | o: 0 c e | p: n o | q: g 9 | r: t n | s: 5 8 | t: f l r
        u: n ii v | v: y u | w: vv iv | x: z | y: v g | z: 2 | B: 8 R | C: G ( | D: O 0 | E: F B | G: 6 C | I: l 1
        L: I | M: lVl | O: 0 Q | S: 5 8 | T: I 7 | 0: O o | 1: l I | 2: z Z | 5: S s | 6: b | 8: B 3 | 9: g
        rn: m | cl: d | vv: w | li: h | ri: n | ii: u | fi: ﬁ | .: , | ,: .
        """.strip()
        .replace("\n", " | ")
        .split("|")
    )
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Of the slips inside words; the rest are look-alikes.
_BROKEN, _DIVIDED, _LOST, _OTHER = 0.12, 0.12, 0.05, 0.1


def scanned(text: str, share: float, chance: np.random.Generator) -> str:
    """The text with a slip at this share of its characters; at a space, the words are joined or the line ends."""
    rolls = chance.random((len(text), 3)).tolist()
    made: list[str] = []
    k = 0
    while k < len(text):
        slip, kind, which = rolls[k]
        size = 1
        if slip >= share:
            made.append(text[k])
        elif text[k].isspace():
            made.append("" if kind < 0.8 else "\n")
        else:
            size, read = _slip(text, k, kind, which)
            made.append(read)
        k += size
    return "".join(made)


def _slip(text: str, k: int, kind: float, which: float) -> tuple[int, str]:
    """How many characters from k on are read as something else, and what."""
    inside = k > 0 and text[k - 1].isalpha() and text[k].isalpha()
    if kind < _BROKEN + _DIVIDED and inside:
        return 1, (" " if kind < _BROKEN else "-\n") + text[k]
    kind -= _BROKEN + _DIVIDED
    if 0 <= kind < _LOST:
        return 1, ""
    letter = _LETTERS[int(which * len(_LETTERS))]
    if _LOST <= kind < _LOST + _OTHER:
        return 1, letter
    for size in (2, 1):
        likes = _READ_AS.get(text[k : k + size])
        if likes:
            return size, likes[int(which * len(likes))]
    return 1, letter


def scan_passages(
    documents: Iterable[Row], truth: Iterable[Row], share: float, *, seed: int, level: str = "verbatim"
) -> tuple[list[Row], list[Row]]:
    """Documents and truth of a made corpus, all passages of a level but each group's original as scanned.

    Only the pairs of that level are kept in the truth. Passages of other levels stay where they were, whatever comes
    before them in their documents; none overlaps another.
    """
    chance = np.random.default_rng(seed)
    rows = [dict(row) for row in truth]
    places: dict[str, set[tuple[int, int]]] = defaultdict(set)
    originals = _originals(row for row in rows if row["level"] == level)
    for row in rows:
        for side in "ab":
            places[str(row[side])].add((int(str(row[f"{side}_begin"])), int(str(row[f"{side}_end"]))))
    scans = {
        (name, *place)
        for row in rows
        if row["level"] == level
        for name, place in _sides(row)
        if (name, place) not in originals
    }
    moved: dict[tuple[str, int, int], tuple[int, int]] = {}
    made = []
    for document in documents:
        name, text = str(document["id"]), str(document["text"])
        parts: list[str] = []
        at = length = 0
        for begin, end in sorted(places[name]):
            passage = text[begin:end]
            read = scanned(passage, share, chance) if (name, begin, end) in scans else passage
            start = length + begin - at
            parts += [text[at:begin], read]
            at, length = end, start + len(read)
            moved[name, begin, end] = start, length
        made.append({**document, "text": "".join([*parts, text[at:]])})
    return made, [_moved(row, moved) for row in rows]


def _sides(row: Row) -> list[tuple[str, tuple[int, int]]]:
    return [(str(row[side]), (int(str(row[f"{side}_begin"])), int(str(row[f"{side}_end"])))) for side in "ab"]


def _originals(rows: Iterable[Row]) -> set[tuple[str, tuple[int, int]]]:
    """The side that is in all pairs of a group with its original; of a group of two the first."""
    common: dict[object, set[tuple[str, tuple[int, int]]]] = {}
    for row in rows:
        if row["kind"] == "src":
            sides = _sides(row)
            common[row["group"]] = common.get(row["group"], set(sides)) & set(sides)
    return {min(sides) for sides in common.values() if sides}


def _moved(row: Row, moved: dict[tuple[str, int, int], tuple[int, int]]) -> Row:
    made = dict(row)
    for side, (name, place) in zip("ab", _sides(row), strict=True):
        made[f"{side}_begin"], made[f"{side}_end"] = moved[name, *place]
    return made
