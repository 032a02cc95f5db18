"""Documents added to what was found, one by one or many: the answer is that of all at once."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model.reuse import Document
from variorum.reuse.alphabet import Alphabet
from variorum.reuse.described import Sources as Who
from variorum.reuse.documents import Listing
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.grow.arriving import Twins, arrivals
from variorum.reuse.grow.changing import with_documents
from variorum.reuse.grow.joining import Compared, table_of
from variorum.reuse.grow.known import Rules
from variorum.reuse.grow.stored import Sources, Stored, Texts
from variorum.reuse.plan import find_families
from variorum.reuse.scope import Scope
from variorum.reuse.token_table import TokenTable
from variorum.reuse.tokens import Columns, tokens_of
from variorum.reuse.tuning import Tuning

TUNING = Tuning()
_SYLLABLES = "ka ro ven tis mar lu den or bel sha qui nep dol wen gra fil sto hur mek pan".split()


def words(chance, count):
    """Words as in prose: some everywhere, most seldom."""
    common = "the of and in to a that for by with".split()
    return [
        chance.choice(common)
        if chance.random() < 0.4
        else "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4))))
        for _ in range(count)
    ]


def noised(chance, text, share):
    return [word for word in text if chance.random() > share / 2] if share else list(text)


def corpus(seed, size):
    """Documents of a few words of their own, with passages (some noised, some with their halves swapped) and formulae.

    Some are given twice, some have no date, some no issuer; the dates repeat.
    """
    chance = random.Random(seed)
    passages = [words(chance, chance.choice((9, 12, 16, 30, 60))) for _ in range(6)]
    documents = []
    for k in range(size):
        text = words(chance, chance.randrange(10, 40))
        for passage in passages:
            roll = chance.random()
            if roll < 0.45:
                said = noised(chance, passage, chance.choice((0, 0, 0.1, 0.3)))
                if chance.random() < 0.2:
                    said = said[len(said) // 2 :] + said[: len(said) // 2]
                text += said + words(chance, chance.randrange(0, 12))
        if documents and chance.random() < 0.1:
            text = chance.choice(documents).text.split()
        day = (date(2020, 1, 1) + timedelta(chance.randrange(40))).isoformat() if chance.random() < 0.9 else ""
        documents.append(Document(f"d{k:02}", " ".join(text), day, chance.choice(("", "A", "B", "C")), "s"))
    return documents


def vaguely(documents):
    """The same, of which some say no more than their month or year."""
    return [replace(one, date=one.date[: (10, 10, 7, 10, 4)[k % 5]]) for k, one in enumerate(documents)]


def at_once(documents, table, scope):
    found = find_families(EmbeddedEngine(threads=1), documents, scope, TUNING, frozen=table)
    return found.ids.at(found.rows), found.first.tolist(), found.compared, found.table


class Growing:
    """A corpus in memory that takes more documents."""

    def __init__(self, table, scope):
        self.scope = scope
        self.rules = Rules(
            table, TUNING, -1 if scope.most_days is None else scope.most_days, TUNING.words if scope.within else 0
        )
        self.documents = []
        self.stored = Stored.nothing()
        self.table = None

    def add(self, documents):
        documents = [one for one in documents if self.scope.takes(one)]
        everyone = sorted(
            [*self.documents, *documents], key=lambda one: (not one.date, one.date, one.id)
        )  # as the plan orders them
        rank = {one.id: k for k, one in enumerate(everyone)}
        batch = tokens_of([one.text for one in documents], Alphabet())
        texts = self.stored.texts
        old = Twins(texts.digests, np.diff(texts.firsts), np.array([rank[one.id] for one in self.documents], np.int64))
        here = np.flatnonzero(texts.compared)
        new = Twins(batch.digests, batch.sizes, np.array([rank[one.id] for one in documents], np.int64))
        found = arrivals(Twins(*(column[here] for column in old)), new)
        coming, going = found.coming, found.going
        opens = np.concatenate([[0], np.cumsum(batch.sizes)])
        kept = np.zeros(int(opens[-1]), bool)
        for row in coming:
            kept[opens[row] : opens[row + 1]] = True
        columns = Columns._make(
            np.concatenate([one, more[kept]]) for one, more in zip(texts.columns, batch.columns, strict=True)
        )
        compared = np.concatenate([texts.compared, np.ones(len(coming), bool)])
        compared[here[going]] = False
        sizes = np.concatenate([np.diff(texts.firsts), batch.sizes[coming]])
        texts = Texts(
            columns,
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            np.concatenate([texts.digests, batch.digests[coming]]),
            compared,
        )
        self.documents += [documents[row] for row in coming]
        said = Listing.of(self.documents).documents().said
        ranks = np.array([rank[one.id] for one in self.documents], np.int64)
        sources = Sources(ranks, said.groups(self.scope), *Who.of(said))
        self.stored, known = with_documents(self.stored, texts, sources, self.rules)
        self.table = table_of(self.stored.held, compared := Compared.of(known))
        self.ids = [self.documents[k].id for k in compared.numbers]


def same(grown, documents, table, scope):
    ids, _, compared, found = at_once(documents, table, scope)
    assert grown.ids == [ids[k] for k in compared]
    for name, one, other in zip(found._fields, grown.table, found, strict=True):
        assert np.array_equal(one, other), name


def table_for(documents):
    engine = EmbeddedEngine(threads=1)
    catalogue = engine.read(documents)
    engine.compare(np.arange(len(catalogue.sizes)))
    return TokenTable.of(engine.count(TUNING.count_slots), TUNING)


SCOPES = {
    "all": Scope(),
    "across issuers": Scope(across="issuer"),
    "between two": Scope(between=("A", "B")),
    "within": Scope(within=True),
    "within, across issuers": Scope(within=True, across="issuer"),
    "days": Scope(most_days=9),
}


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@settings(max_examples=8)
@given(seed=st.integers(0, 1 << 30), size=st.integers(2, 40), cut=st.integers(0, 1 << 30))
def test_documents_added_in_any_order_give_what_all_at_once_give(scope, seed, size, cut):
    documents = vaguely(corpus(seed, size))
    table = table_for(documents[: size // 2 + 1])
    chance = random.Random(cut)
    shuffled = chance.sample(documents, size)
    cuts = sorted({0, size, *(chance.randrange(size) for _ in range(chance.choice((1, 3, size))))})
    grown = Growing(table, scope)
    for first, stop in pairwise(cuts):
        grown.add(shuffled[first:stop])
        same(grown, shuffled[:stop], table, scope)


@pytest.mark.parametrize("seed", [1, 4])
def test_what_begins_or_ceases_to_be_a_formula_as_documents_come_is_told_so_or_no_more(monkeypatch, seed):
    monkeypatch.setattr("variorum.reuse.described._SHORT_SHARE", 0.36)
    # With issuers they would be bursts, which no formula is.
    documents = [replace(one, issuer="") for one in corpus(seed, 36)]
    table, formulae = table_for(documents), []
    grown = Growing(table, Scope())
    for first, stop in pairwise([0, *range(17, 30)]):
        grown.add(documents[first:stop])
        same(grown, documents[:stop], table, Scope())
        formulae.append(int(grown.table.formulaic.sum()))
    assert {-1, 1} <= set(np.diff(formulae).tolist())


@settings(max_examples=6)
@given(seed=st.integers(0, 1 << 30), cut=st.integers(0, 30))
def test_documents_that_come_before_all_others_and_again_are_as_if_they_had_been_there(seed, cut):
    documents = corpus(seed, 24)
    early = [replace(one, id=f"early {one.id}", date="1999-12-31") for one in documents[::5]]
    late = [replace(one, id=f"late {one.id}", date="") for one in documents[1::5]]
    table, grown = table_for(documents), Growing(table_for(documents), Scope())
    grown.add([*documents, *late][:cut])
    for one in [*early, *[*documents, *late][cut:]]:
        grown.add([one])
    same(grown, [*documents, *late, *early], table, Scope())
