"""Passages in several documents: what is found, where it stands, and what changes nothing."""

from __future__ import annotations

import itertools
import random
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.errors import DocumentTwice
from variorum.model.reuse import Document
from variorum.reuse.find import find_reuse
from variorum.reuse.scope import Scope

# Words of an invented place: as many as statements have, each as rare as content words are.
_SYLLABLES = "ka ro ven tis mar lu den or bel sha qui nep dol wen gra fil sto hur mek pan".split()


def words(seed, count):
    """Words as in prose: some everywhere, most seldom; the same for the same seed."""
    chance = random.Random(seed)
    common = "the of and in to a that for by with".split()
    return [
        chance.choice(common)
        if chance.random() < 0.4
        else "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4))))
        for _ in range(count)
    ]


def prose(seed, count):
    return " ".join(words(seed, count))


def corpus(passage, holders, others=30, **fields):
    """Documents of 200 words of their own, of which the first `holders` have the passage in their midst."""
    made = []
    for k in range(holders + others):
        own = words(1000 + k, 200)
        middle = [passage] if k < holders else []
        text = " ".join([*own[:100], *middle, *own[100:]])
        made.append(Document(f"d{k:03}", text, date=f"20{k % 20:02}-01-{k % 28 + 1:02}", **fields))
    return made


def said(reuse, family):
    return [reuse.documents[p.document].text[p.start : p.end] for p in family.passages]


def noised(text, seed, share):
    chance = random.Random(seed)
    made = []
    for word in text.split():
        roll = chance.random()
        if roll < share * 0.6:
            made.append(chance.choice(words(seed + 1, 50)))
        elif roll < share * 0.8:
            continue
        else:
            made.append(word)
        if chance.random() < share * 0.2:
            made.append(chance.choice(words(seed + 2, 50)))
    return " ".join(made)


class TestWhatIsFound:
    def test_a_passage_word_for_word_is_one_family_with_exact_ends(self):
        passage = prose(1, 40)
        reuse = find_reuse(corpus(passage, 5))
        (family,) = reuse.families
        assert said(reuse, family) == [passage] * 5
        assert [p.similarity for p in family.passages] == [1.0] * 5
        assert not family.formulaic

    def test_the_full_stop_belongs_to_the_sentence(self):
        passage = prose(1, 40) + "."
        reuse = find_reuse(corpus(passage, 5))
        assert said(reuse, reuse.families[0]) == [passage] * 5

    @pytest.mark.parametrize("share", [0.05, 0.15, 0.3])
    def test_a_reworded_passage_is_found(self, share):
        passage = prose(2, 80)
        documents = corpus(passage, 1)
        for k in range(1, 6):
            documents[k] = replace(
                documents[k], text=f"{prose(50 + k, 80)} {noised(passage, k, share)} {prose(80 + k, 80)}"
            )
        reuse = find_reuse(documents)
        (family,) = reuse.families
        assert {reuse.documents[p.document].id for p in family.passages} == {f"d{k:03}" for k in range(6)}

    def test_clauses_that_changed_places_are_one_passage(self):
        first, second = prose(3, 30), prose(4, 30)
        documents = corpus(f"{first} {second}", 2)
        documents[1] = replace(documents[1], text=f"{prose(60, 90)} {second} {first} {prose(61, 90)}")
        reuse = find_reuse(documents)
        (family,) = reuse.families
        assert sorted(map(len, said(reuse, family))) == sorted([len(f"{first} {second}")] * 2)

    def test_equal_words_are_found_whose_parts_stand_in_many_documents(self):
        passage = words(1, 27)
        documents = corpus(" ".join(passage), 2)
        # Of every few words in a row the nearest that have them, too, are others.
        for k in range(3 * 22):
            own = words(40 + k, 60)
            text = " ".join([*own[:30], *passage[k // 3 : k // 3 + 6], *own[30:]])
            documents.append(Document(f"e{k:03}", text, date=f"2000-06-{k % 28 + 1:02}"))
        reuse = find_reuse(documents)
        holders = [[reuse.documents[one.document].id for one in family.passages] for family in reuse.families]
        assert holders == [["d000", "d001"]]

    def test_two_that_share_much_are_told_where_many_have_but_a_few_words_of_it(self):
        passage = words(2, 24)
        documents = corpus(" ".join(passage), 2, others=0)
        short = [
            Document(f"s{k}", f"{prose(70 + k, 80)} {' '.join(passage[6:19])} {prose(90 + k, 80)}") for k in range(5)
        ]
        reuse = find_reuse([*documents, *short])
        assert [" ".join(passage)] * 2 in [said(reuse, family) for family in reuse.families]

    def test_what_fills_in_one_form_is_one_family_however_many_do(self):
        content = [word for word in words(3, 9000) if len(word) > 4]
        chance = random.Random(9)
        made = []
        for k in range(400):
            filled = [
                [*content[3 * i : 3 * i + 3], *chance.sample(content[100 + 200 * i :][:200], 2)] for i in range(10)
            ]
            made.append(Document(f"d{k:04}", " ".join([prose(500 + k, 80), *itertools.chain(*filled)])))
        (family,) = find_reuse(made).families
        assert family.formulaic
        assert len(family.passages) == 400

    def test_fewer_words_than_fifteen_are_no_passage(self):
        assert find_reuse(corpus(prose(5, 12), 5)).families == ()

    def test_documents_without_a_common_passage_yield_nothing(self):
        assert find_reuse(corpus("", 0)).families == ()

    def test_chinese_is_read_by_character(self):
        chance = random.Random(7)
        signs = [chr(0x4E00 + k) for k in range(2000)]
        own = ["".join(chance.choice(signs) for _ in range(300)) for _ in range(12)]
        passage = "".join(chance.choice(signs) for _ in range(40))
        documents = [
            Document(f"c{k}", text[:150] + (passage if k < 3 else "") + text[150:]) for k, text in enumerate(own)
        ]
        reuse = find_reuse(documents)
        (family,) = reuse.families
        assert said(reuse, family) == [passage] * 3
        assert [p.words for p in family.passages] == [40] * 3

    def test_an_address_is_one_word(self):
        passage = prose(5, 10)
        address = "https://council.example/news/2024/05/a-page/of/many/words/that/say/little"
        assert find_reuse(corpus(f"{passage} {address}", 5)).families == ()
        (family,) = find_reuse(corpus(f"{prose(5, 20)} ({address})", 5)).families
        assert [p.words for p in family.passages] == [21] * 5

    def test_a_document_added_twice_is_a_duplicate_and_no_family(self):
        documents = corpus("", 0)
        again = replace(documents[3], id="again", date="2030-01-01")
        reuse = find_reuse([*documents, again])
        assert [(reuse.documents[k].id, reuse.documents[first].id) for k, first in reuse.duplicates] == [
            ("again", "d003")
        ]
        assert reuse.families == ()

    def test_two_documents_with_one_id_are_refused(self):
        with pytest.raises(DocumentTwice, match=r"^a: two documents have this id; their texts and titles differ"):
            find_reuse([Document("a", "text"), Document("a", "texts", title="b")])

    def test_a_document_that_is_given_again_counts_once(self):
        documents = corpus(prose(1, 40), 5)
        again = find_reuse([*documents, documents[3], documents[0], documents[3]])
        assert again.given_again == ("d000", "d003", "d003")
        assert replace(again, given_again=()) == find_reuse(documents)

    def test_nothing_is_found_in_nothing(self):
        assert find_reuse([]).families == ()
        assert find_reuse([Document("a", ""), Document("b", "")]).families == ()
        assert find_reuse([Document("a", "word " * 1000), Document("b", "word " * 1001)]).families == ()


class TestFormulae:
    def test_what_stands_in_a_fifth_of_the_documents_is_formulaic(self):
        reuse = find_reuse(corpus(prose(8, 16), 20, others=80))
        (family,) = reuse.families
        assert family.formulaic

    def test_a_formula_may_be_short(self):
        reuse = find_reuse(corpus(prose(8, 10), 20, others=80))
        assert [family.formulaic for family in reuse.families] == [True]

    def test_what_several_issuers_first_say_within_days_is_a_burst_and_no_formula(self):
        documents = [
            replace(one, date=f"2024-05-{k % 9 + 1:02}", issuer=f"Ministry {k % 4}")
            for k, one in enumerate(corpus(prose(8, 16), 20, others=80))
        ]
        (family,) = find_reuse(documents).families
        assert family.burst
        assert not family.formulaic

    @pytest.mark.parametrize(
        ("first", "others", "is_burst"),
        [("2024", "2024", False), ("2024-05", "2024-05", True), ("2024", "2024-05-02", False)],
    )
    def test_a_burst_rests_on_no_date_that_may_be_another_day_of_its_year(self, first, others, is_burst):
        documents = [
            replace(one, date=others if k else first, issuer=f"Ministry {k}")
            for k, one in enumerate(corpus(prose(8, 16), 5, others=20))
        ]
        (family,) = find_reuse(documents).families
        assert family.burst == is_burst

    def test_words_that_hang_over_by_chance_are_cut(self):
        passage = prose(9, 18)
        documents = corpus(passage, 12, others=60)
        documents = [
            replace(one, text=one.text.replace(passage, f"{passage} of the and in that")) for one in documents[:2]
        ] + documents[2:]
        reuse = find_reuse(documents)
        assert set(said(reuse, reuse.families[0])) == {passage}


class TestScope:
    def test_across_issuers_leaves_out_what_one_issuer_repeats(self):
        documents = [replace(one, issuer="Ministry") for one in corpus(prose(10, 40), 4)]
        assert find_reuse(documents, Scope(across="issuer")).families == ()
        documents[0] = replace(documents[0], issuer="Embassy")
        (family,) = find_reuse(documents, Scope(across="issuer")).families
        assert len(family.passages) == 4

    def test_between_two_issuers_leaves_out_the_others(self):
        documents = [replace(one, issuer=f"Office {k % 3}") for k, one in enumerate(corpus(prose(11, 40), 6))]
        reuse = find_reuse(documents, Scope(between=("Office 0", "Office 1")))
        (family,) = reuse.families
        assert {reuse.documents[p.document].issuer for p in family.passages} == {"Office 0", "Office 1"}

    def test_documents_too_far_apart_in_time_are_not_compared(self):
        documents = [replace(one, date=f"20{k:02}-01-01") for k, one in enumerate(corpus(prose(12, 40), 2))]
        assert len(find_reuse(documents, Scope(most_days=400)).families) == 1
        assert find_reuse(documents, Scope(most_days=300)).families == ()

    @pytest.mark.parametrize(
        ("one", "other", "apart"),
        [
            ("1994", "1994-12-20", 0),
            ("1994", "1995-01-04", 4),
            ("1994-05", "1994-04-21", 10),
            ("1994-05", "1994-06-01", 1),
            ("1993", "1995", 366),
            ("1994-02", "1994", 0),
        ],
    )
    def test_a_year_or_a_month_alone_may_be_any_of_its_days(self, one, other, apart):
        early, late, *others = corpus(prose(12, 40), 2)
        documents = [replace(early, date=one), replace(late, date=other), *others]
        assert len(find_reuse(documents, Scope(most_days=apart)).families) == 1
        assert apart == 0 or find_reuse(documents, Scope(most_days=apart - 1)).families == ()

    def test_what_one_document_repeats_is_found_when_asked(self):
        passage = prose(13, 30)
        documents = corpus("", 0)
        documents[0] = replace(
            documents[0], text=f"{prose(70, 60)} {passage} {prose(71, 60)} {passage} {prose(72, 60)}"
        )
        assert find_reuse(documents).families == ()
        reuse = find_reuse(documents, Scope(within=True))
        (family,) = reuse.families
        assert len(family.passages) == 2
        # Two passages alone cannot tell what stands beside both by chance.
        assert all(passage in one and len(one) < len(passage) + 40 for one in said(reuse, family))


PASSAGES = st.integers(0, 50)


class TestWhatChangesNothing:
    @given(PASSAGES, st.randoms(use_true_random=False))
    @settings(max_examples=10, deadline=None)
    def test_the_order_of_the_documents(self, seed, chance):
        documents = corpus(prose(seed, 30), 6, others=10)
        turned = list(documents)
        chance.shuffle(turned)
        assert find_reuse(turned) == find_reuse(documents)

    @pytest.mark.parametrize(
        "form",
        [
            lambda text: unicodedata.normalize("NFD", text),
            lambda text: text.replace("'", "’"),
            lambda text: text.replace("ven", "v\u00aden"),
            str.upper,
            lambda text: text.replace("fil", "ﬁl"),
            lambda text: text.replace("venkaro", "ven-\nkaro"),
        ],
        ids=["composed or not", "apostrophes", "soft hyphens", "case", "ligatures", "line ends"],
    )
    def test_the_form_of_letters(self, form):
        passage = f"{prose(14, 20)} the keepers' venkaro fil'denór was garaçon é {prose(15, 20)}"
        documents = corpus(passage, 2)
        documents[1] = replace(documents[1], text=form(documents[1].text))
        reuse = find_reuse(documents)
        (family,) = reuse.families
        assert said(reuse, family) == [passage, form(passage)]
        assert [p.similarity for p in family.passages] == [1.0, 1.0]

    @given(PASSAGES, st.integers(2, 8))
    @settings(max_examples=10, deadline=None)
    def test_every_span_lies_in_its_document_and_families_hold_no_overlap(self, seed, holders):
        reuse = find_reuse(corpus(prose(seed, 25), holders, others=5))
        for family in reuse.families:
            ends = {}
            for passage in family.passages:
                assert 0 <= passage.start < passage.end <= len(reuse.documents[passage.document].text)
                assert passage.start >= ends.get(passage.document, 0)
                ends[passage.document] = passage.end
