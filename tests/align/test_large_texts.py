"""Texts too large for every line to be weighed against every other: answered in bounded time, limits said."""

from __future__ import annotations

import random
from collections import Counter

import variorum
from variorum.align.collate import Judgements, collate_witnesses
from variorum.model.alignment import BeadKind
from variorum.text import tokenize
from variorum.workflows.compare import _of_lines


def word(number):
    return "".join("bdfgklmnprst"[int(digit) % 12] + "aeiou"[int(digit) % 5] for digit in str(number))


def line_of(rng, length, words):
    return " ".join(word(rng.randrange(words)) for _ in range(length))


def kinds_of(comparison):
    return Counter(bead.kind for bead in comparison.alignment.beads)


def test_a_line_repeated_thousands_of_times_is_kept_as_often_as_both_texts_have_it():
    line = "The delegations renewed their promise of an open river."
    comparison = variorum.collate_segments([line] * 3000, [line] * 4000)
    assert kinds_of(comparison) == {BeadKind.KEPT: 3000, BeadKind.ADDED: 1000}
    assert not any(bead.moved for bead in comparison.alignment.beads)
    assert comparison.complete


def test_words_too_frequent_to_look_up_are_said_as_a_limit():
    rng = random.Random(4)
    base, other = ([line_of(rng, 14, 50) for _ in range(700)] for _ in range(2))
    comparison = variorum.collate_segments(base, other)
    (limit,) = comparison.alignment.limits
    assert "frequent words" in limit.effect
    assert not comparison.complete


def test_large_texts_of_ordinary_words_hit_no_limit():
    rng = random.Random(5)
    base = [line_of(rng, 14, 9000) for _ in range(700)]
    other = [line.replace(line.split()[3], "altered") for line in base]
    comparison = variorum.collate_segments(base, other)
    assert kinds_of(comparison) == {BeadKind.REWORDED: 700}
    assert comparison.complete


def test_a_line_of_many_thousand_words_is_reworded_where_a_few_of_them_changed():
    rng = random.Random(6)
    words = line_of(rng, 16_000, 3000).split()
    changed = [word(rng.randrange(3000)) if rng.random() < 0.05 else own for own in words]
    comparison = variorum.collate_segments([" ".join(words)], [" ".join(changed)])
    (bead,) = comparison.alignment.beads
    assert bead.kind is BeadKind.REWORDED
    assert bead.score > 0.9


def test_a_change_too_vast_for_its_words_to_be_told_apart_is_said_as_a_limit():
    rng = random.Random(7)
    line = line_of(rng, 15_000, 3000)
    base, other = _of_lines("base", [line]), _of_lines("other", [line_of(rng, 15_000, 3000)])
    alignment = collate_witnesses(base, other, judgements=Judgements(pairs=((0, 0),)))
    (limit,) = alignment.limits
    assert limit.what == "pairs of words in one change"


def test_what_the_process_has_read_before_changes_no_answer(monkeypatch):
    rng = random.Random(8)
    base = [line_of(rng, 9, 400) for _ in range(30)]
    other = [line_of(rng, 9, 400) if rng.random() < 0.3 else line + " Tomorrow." for line in base[5:] + base[:5]]
    first = variorum.collate_segments(base, other).to_json()
    variorum.collate_segments([line_of(rng, 9, 4000) for _ in range(50)], other[::-1])
    assert variorum.collate_segments(base, other).to_json() == first
    monkeypatch.setattr(tokenize, "_shared", tokenize._Interned())
    variorum.collate_segments(other[::-1], base[::-1])
    assert variorum.collate_segments(base, other).to_json() == first


def test_the_table_of_spellings_starts_anew_when_it_has_grown_large(monkeypatch):
    monkeypatch.setattr(tokenize, "_shared", tokenize._Interned())
    monkeypatch.setattr(tokenize, "MOST_SHARED", 3)
    before = variorum.collate_segments(["One river divides two towns."], ["Two towns share one river."]).to_json()
    assert len(tokenize._shared) > 3
    after = variorum.collate_segments(["One river divides two towns."], ["Two towns share one river."]).to_json()
    assert after == before
