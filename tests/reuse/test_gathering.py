"""What makes a family of passages that hang together, and what of mark-up is a word."""

from __future__ import annotations

import numpy as np
import pytest

from variorum.model.reuse import Document
from variorum.reuse.alphabet import Alphabet
from variorum.reuse.bags import Bags
from variorum.reuse.find import find_reuse
from variorum.reuse.kernels.likeness import tied
from variorum.reuse.kernels.pairs import stretch
from variorum.reuse.kernels.peeling import gather
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import tokens_of

_LONG, _GAP, _OTHER = 15, 64, 56
# Words that weigh twelve bits each, and those of a frame, which weigh five.
_RARE, _COMMON = 192, 80


def _gathered(*runs: list[int], says: int = 0, much: int = 10_000) -> list[tuple[int, int, int, int]]:
    """Families of one chain of runs of words; a word below a hundred is a common one."""
    weights = np.full(1 << 12, _RARE, np.uint8)
    weights[:100] = _COMMON
    hashes = np.array([word for run in runs for word in run], np.uint32)
    opens = np.cumsum([0, *map(len, runs)])
    bags = Bags.of(hashes, opens[:-1], opens[1:], TokenTable(weights, 0), steep=True)
    wholes = np.empty(len(runs), np.int64)
    prices = (_LONG, _GAP, _OTHER, says * 16)
    made = gather(hashes, weights, *bags, np.array([0, len(runs)]), 0.3, 0.4, 0.35, much * 16, *prices, wholes)
    return [(part, run, begin - int(opens[run]), end - int(opens[run])) for part, run, begin, end in made.tolist()]


def test_a_frame_whose_rare_words_are_all_exchanged_is_no_family():
    frame = list(range(12))
    runs = [frame + list(range(first, first + 8)) for first in (200, 300, 400)]
    parts = [part for part, *_ in _gathered(*runs)]
    assert len(set(parts)) == 3


def test_what_fills_in_one_long_form_is_one_family():
    form = list(range(30))
    runs = [form + list(range(first, first + 10)) for first in (200, 300, 400)]
    assert {part for part, *_ in _gathered(*runs, much=150)} == {0}
    assert len({part for part, *_ in _gathered(*runs, much=151)}) == 3
    lists = [form[:5] * 6 + list(range(first, first + 10)) for first in (200, 300, 400)]
    assert len({part for part, *_ in _gathered(*lists, much=150)}) == 3


def test_of_a_crowd_only_those_boxes_tie_whose_sides_are_one_text_or_one_form():
    text, form = list(range(200, 220)), list(range(30))
    sides = [(text, text), (text, text[:4] + list(range(300, 316))), ([*form, 200, 201], [*form, 300, 301])]
    runs = [side for pair in zip(*sides, strict=True) for side in pair]
    weights = np.full(1 << 12, _RARE, np.uint8)
    weights[:100] = _COMMON
    opens = np.cumsum([0, *map(len, runs)])
    hashes = np.array([word for run in runs for word in run], np.uint32)
    bags = Bags.of(hashes, opens[:-1], opens[1:], TokenTable(weights, 0), steep=True)
    ties = np.empty(3, np.bool_)
    tied(*bags, 0.9, 0.35, 150 * 16, ties)
    assert ties.tolist() == [True, False, True]


def test_what_few_are_far_from_stays_with_the_many_that_are_near():
    text = list(range(200, 230))
    far = text[:11] + list(range(300, 319))
    assert {part for part, *_ in _gathered(*[text] * 6, far)} == {0}
    assert len({part for part, *_ in _gathered(*[text] * 2, far)}) == 2


def test_a_passage_is_cut_out_of_a_much_longer_one_that_holds_it():
    text = list(range(200, 220))
    longer = [*range(300, 400), *text, *range(400, 500)]
    made = _gathered(text, text, text, longer)
    assert (0, 3, 100, 120) in made
    assert [row for row in made if row[1] == 3 and row[2:] == (0, 220)] != []


def test_a_short_passage_far_from_the_others_is_left_by_itself():
    text = list(range(200, 220))
    far = text[:7] + list(range(300, 313))
    assert len({part for part, *_ in _gathered(*[text] * 6, far)}) == 2


def test_few_short_passages_that_share_little_are_left_by_themselves():
    one = [*range(200, 206), *range(300, 302)]
    other = [*range(200, 206), *range(400, 402)]
    assert len({part for part, *_ in _gathered(one, other, says=60)}) == 1
    assert len({part for part, *_ in _gathered(one, other, says=76)}) == 2


def test_a_stretch_is_where_the_alignment_lies_in_the_second_run():
    hashes = np.array([1, 2, 3, 4, 9, 9, 1, 2, 3, 4, 9], np.uint32)
    weights = np.full(16, _RARE, np.uint8)
    assert stretch(hashes, weights, 0, 4, 4, 11, _GAP, _OTHER) == (4 * _RARE, 6, 10)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a <b>c</b> d", ["a", "c", "d"]),
        ('<span style="x: y">Sec</span>. 5', ["Sec", "5"]),
        ("one<br/>two<br />three", ["one", "two", "three"]),
        ("if a < b and c > d", ["if", "a", "b", "and", "c", "d"]),
        ("x <y and z> w", ["x", "y", "and", "z", "w"]),
        ("see <https://a.example/b>", ["see", "https://a.example/b"]),
        ("an end <p", ["an", "end", "p"]),
        ("5 <3 and >2", ["5", "3", "and", "2"]),
        ("<a <b>c", ["a", "c"]),
    ],
)
def test_tags_of_mark_up_are_no_words(text, words):
    batch = tokens_of([text], Alphabet())
    places = zip(batch.columns.starts.tolist(), batch.columns.lengths.tolist(), strict=True)
    assert [text[start : start + length] for start, length in places] == words


def test_what_stands_with_mark_up_and_without_is_one_passage():
    words = [f"word{k}" for k in range(60)]
    plain = " ".join(words)
    marked = " ".join(f'<span class="x">{word}</span>' for word in words)
    others = [Document(f"o{k}", " ".join(f"other{k}x{n}" for n in range(60))) for k in range(3)]
    reuse = find_reuse([Document("a", plain), Document("b", f"<p>{marked}</p> And so on."), *others])
    names = [[reuse.documents[one.document].id for one in family.passages] for family in reuse.families]
    assert names == [["a", "b"]]
