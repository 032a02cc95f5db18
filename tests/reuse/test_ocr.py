"""Passages in scans: what is found although letters are mistaken and words broken, and what changes nothing."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reuse.test_find import corpus, prose, said, words
from variorum.model.reuse import Document
from variorum.reuse.find import find_reuse
from variorum.reuse.tuning import Tuning

SCANS = Tuning.for_scans()
LIKES = {"rn": "m", "m": "rn", "l": "1", "o": "0", "e": "c", "c": "e", "i": "l", "h": "b", "u": "n", "d": "cl"}


def scanned(text, seed, share):
    """Slips at a share of the characters: look-alikes, other letters, words broken, joined and divided."""
    chance = random.Random(seed)
    made = []
    for sign in text:
        if chance.random() >= share:
            made.append(sign)
        elif sign == " ":
            made.append(chance.choice(["", "\n"]))
        else:
            made.append(chance.choice([LIKES.get(sign, "k"), LIKES.get(sign, "k"), f"{sign} ", f"{sign}-\n", "x"]))
    return "".join(made)


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1])
def test_a_passage_is_found_in_all_its_scans(share):
    passage = prose(1, 60)
    documents = corpus(passage, 1)
    scans = [scanned(passage, seed, share) for seed in range(6)]
    for k, scan in enumerate(scans, 1):
        documents[k] = replace(documents[k], text=f"{prose(50 + k, 80)} {scan} {prose(80 + k, 80)}")
    (family,) = find_reuse(documents, tuning=SCANS).families
    reuse = find_reuse(documents, tuning=SCANS)
    assert {reuse.documents[p.document].id for p in family.passages} == {f"d{k:03}" for k in range(7)}
    for found, whole in zip(sorted(said(reuse, family), key=len), sorted([passage, *scans], key=len), strict=True):
        assert len(found) == pytest.approx(len(whole), abs=25)


def test_a_passage_word_for_word_has_its_exact_ends_and_words():
    passage = prose(1, 40) + "."
    reuse = find_reuse(corpus(passage, 5), tuning=SCANS)
    (family,) = reuse.families
    assert said(reuse, family) == [passage] * 5
    assert [p.words for p in family.passages] == [40] * 5
    assert [p.similarity for p in family.passages] == [1.0] * 5


def test_fifteen_words_are_enough_where_they_are_short():
    common = "the of and to in that is was he for it with as his on be at by had not are but from or have an".split()
    chance = random.Random(7)

    def short(seed, count):
        own = [word for word in words(seed, 4 * count) if len(word) > 3]
        return " ".join(chance.choice(common if chance.random() < 0.5 else own) for _ in range(count))

    documents = []
    for k in range(20):
        passage = short(400 + k, 15)
        documents += [
            Document(f"{k}-{half}", f"{prose(100 + 2 * k + half, 90)} {passage} {prose(200 + 2 * k + half, 90)}")
            for half in range(2)
        ]
    reuse = find_reuse(documents, tuning=SCANS)
    holders = {tuple(reuse.documents[p.document].id for p in family.passages) for family in reuse.families}
    assert {(f"{k}-0", f"{k}-1") for k in range(20)} <= holders


@pytest.mark.parametrize(
    "form",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("ven", "v\u00aden"),
        str.upper,
        lambda text: text.replace("fil", "ﬁl"),
        lambda text: text.replace("venkaro", "ven-\nkaro"),
        lambda text: text.replace("venkaro", "ven karo"),
        lambda text: text.replace("the keepers", "thekeepers"),
        lambda text: text.replace("m", "rn").replace("l", "1"),
    ],
    ids=[
        "composed or not",
        "apostrophes",
        "soft hyphens",
        "case",
        "ligatures",
        "line ends",
        "broken",
        "joined",
        "like",
    ],
)
def test_the_form_of_letters_changes_nothing(form):
    passage = f"{prose(14, 20)} the keepers' venkaro fil'denór was garaçon é {prose(15, 20)} shatoldengra"
    documents = corpus(passage, 2)
    documents[1] = replace(documents[1], text=form(documents[1].text))
    reuse = find_reuse(documents, tuning=SCANS)
    (family,) = reuse.families
    assert said(reuse, family) == [passage, form(passage)]


def test_texts_that_differ_in_a_look_alike_are_no_duplicates():
    documents = corpus("", 0)
    text = documents[3].text
    again = replace(documents[3], id="again", date="2030-01-01", text=text.replace("l", "1", 1))
    assert again.text != text
    assert find_reuse([*documents, again], tuning=SCANS).duplicates == ()
    same = replace(again, text=text)
    assert len(find_reuse([*documents, same], tuning=SCANS).duplicates) == 1


@pytest.mark.parametrize("tuning", [Tuning(), SCANS], ids=["words", "scans"])
def test_a_text_with_every_word_changed_yields_nothing(tuning):
    chance = random.Random(4)
    own = words(5, 3000)
    text = " ".join(own)
    other = " ".join(
        chance.choice([each for each in words(6 + k % 7, 40) if each != word]) for k, word in enumerate(own)
    )
    assert find_reuse([Document("a", text), Document("b", other), *corpus("", 0)], tuning=tuning).families == ()


def test_chinese_is_read_by_character():
    chance = random.Random(7)
    signs = [chr(0x4E00 + k) for k in range(2000)]
    own = ["".join(chance.choice(signs) for _ in range(300)) for _ in range(12)]
    passage = "".join(chance.choice(signs) for _ in range(40))
    documents = [Document(f"c{k}", text[:150] + (passage if k < 3 else "") + text[150:]) for k, text in enumerate(own)]
    reuse = find_reuse(documents, tuning=SCANS)
    (family,) = reuse.families
    assert said(reuse, family) == [passage] * 3
    assert [p.words for p in family.passages] == [40] * 3


@given(st.integers(0, 50), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_the_order_of_the_documents_changes_nothing(seed, chance):
    documents = corpus(prose(seed, 40), 6, others=10)
    turned = list(documents)
    chance.shuffle(turned)
    assert find_reuse(turned, tuning=SCANS) == find_reuse(documents, tuning=SCANS)


def test_nothing_is_found_in_nothing():
    assert find_reuse([Document("a", ""), Document("b", "of")], tuning=SCANS).families == ()
