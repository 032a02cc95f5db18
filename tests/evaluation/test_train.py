"""Weights are fitted to answers, the same ones each time, and never to a document that they are tested on."""

from __future__ import annotations

import math

import pytest

from evaluation import train
from evaluation.datasets import GoldPair
from evaluation.run import main
from evaluation.weights import module
from variorum.align.similarity import dot

GROUPS = [((5,), (0,)), ((0,), (1, 2)), *(((k,), (k + 2,)) for k in range(1, 5))]


def pair(document, *words):
    """A document of six sentences much alike; then the last comes first, the first is split, a word changes in all."""
    base = [
        f"The {word} council of Karrow met the ferry pilots in the {word} hall and counted the tolls of the old bridge."
        for word in words
    ]
    split = [f"The {words[0]} council of Karrow met the ferry pilots.", f"In the {words[0]} hall it counted the tolls."]
    other = [line.replace("met", "saw") for line in (base[5], *split, *base[1:5])]
    return GoldPair(document, document, base, other, GROUPS, [True, *[False] * 5])


@pytest.fixture
def data(monkeypatch):
    pairs = [
        pair("north", *"old narrow quiet public wooden heavy".split()),
        pair("south", *"steep modest bright formal common early".split()),
        pair("east", *"distant shallow market harbour letter engine".split()),
    ]
    monkeypatch.setattr(train, "load", lambda _: pairs)
    return train.examples()


def test_the_regression_finds_the_odds_of_a_yes():
    table = ([[0.0]] * 40 + [[1.0]] * 40, [k < 10 for k in range(40)] + [k < 30 for k in range(40)])
    constant, weight = train.fit(table)
    assert 1 / (1 + math.exp(-constant)) == pytest.approx(0.25, abs=0.03)
    assert 1 / (1 + math.exp(-constant - weight)) == pytest.approx(0.75, abs=0.03)


def test_a_measure_that_never_varies_gets_no_weight():
    _, varying, constant = train.fit(([[0.0, 7.0], [1.0, 7.0]] * 20, [False, True] * 20))
    assert varying > 1
    assert constant == pytest.approx(0)


def test_a_stranger_is_of_another_document_and_links_nothing():
    north, north_again, south = pair("north", *"abcdef"), pair("north", *"abcdef"), pair("south", *"uvwxyz")
    found = train.strangers([north, north_again, south])
    assert [one.other for one, _ in found] == [south.other, south.other, north.other]
    assert all(one.links == set() and len(one.groups) == 13 for one, _ in found)
    assert found[0][1] == {north.fold, south.fold}


def test_training_tells_answers_from_strangers_and_writes_the_same_bytes_again(data):
    weights = train.train(data)
    assert module(weights) == module(train.train(data))
    one = data["argrewrite2"][0]
    odds = {
        (i, j): dot(weights.first, row)
        for i, j, row in zip(one.pairs.rows, one.pairs.columns, one.pairs.measures, strict=True)
    }
    linked, others = (
        [value for link, value in odds.items() if (link in one.gold.links) is yes] for yes in (True, False)
    )
    assert min(linked) > max(others)


def test_a_fold_is_fitted_without_its_documents_even_as_strangers(data, monkeypatch):
    seen = []
    measured = train._words_table
    monkeypatch.setattr(train, "_words_table", lambda one: (seen.append(one), measured(one))[1])
    fold = data["aesop"][0].gold.fold
    train.train(data, without=fold)
    assert seen
    assert all(fold not in one.folds for one in seen)


@pytest.mark.parametrize("command", [main, train.main])
def test_without_the_data_it_says_where_it_looked(command, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("VARIORUM_TEST_DATA", str(tmp_path / "nowhere"))
    assert command([]) == 2
    assert f"{tmp_path / 'nowhere'}" in capsys.readouterr().err
