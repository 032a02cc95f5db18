"""Which wording is the likest of those before each, and another document's beside each passage."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.render import reuse_outlier, reuse_run
from variorum.model.alignment import EditOp
from variorum.workflows.reuse import likest
from variorum.workflows.reuse.door import open_run
from variorum.workflows.reuse.likest import likest_before, likest_of

WORDINGS = st.lists(st.lists(st.sampled_from("abcde"), max_size=8).map(" ".join), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    place = tmp_path_factory.mktemp("outlier") / "run"
    reuse_outlier.write(str(place))
    return open_run(place)


def likeness(one, other):
    """How many words with the next two texts share, of those of the longer."""
    first, second = (Counter(pairwise(text.split())) for text in (one, other))
    return (first & second).total() / max(first.total(), second.total(), 1)


@given(WORDINGS, st.randoms(use_true_random=False))
@example(["a b", "a b", "a b"], None)
def test_it_is_the_first_of_those_before_of_other_documents_that_share_the_largest_part(texts, random):
    documents = [random.randrange(4) if random else k for k in range(len(texts))]
    found = likest_before(texts, documents)
    assert found[0] == 0
    for at in range(1, len(texts)):
        others = [k for k in range(at) if documents[k] != documents[at]] or [0]
        assert found[at] == max(others, key=lambda k: (likeness(texts[k], texts[at]), -k))
        assert likest_of(texts[at], texts[:at]) == max(range(at), key=lambda k: (likeness(texts[k], texts[at]), -k))


def test_of_very_many_the_first_and_the_last_before_are_looked_at(monkeypatch):
    monkeypatch.setattr(likest, "_MOST_BEFORE", 2)
    texts = ["the first of all", "a ferry by night", "some other words", "yet other words", "a ferry by night"]
    assert likest_before(texts, range(5))[-1] == 0
    assert likest_before([*texts[:-1], "the first of all"], range(5))[-1] == 0
    monkeypatch.setattr(likest, "_MOST_BEFORE", 3)
    assert likest_before(texts, range(5))[-1] == 1


def test_against_the_nearest_each_wording_is_held_against_the_one_it_was_made_like(run):
    view = run.family(1, against="nearest")
    others = [one.against.document.id for one in view.wordings if one.against]
    assert others == ["bridge", "letter-1", "letter-1", "notice-1", "letter-2"]
    for one in view.wordings[1:]:
        assert one.against.alignment.base.content == dict(texts_of(run))[one.against.document.id]
        assert one.against.alignment.other.content == one.text
    assert {edit.op for edit in view.wordings[4].edits} == {EditOp.EQUAL}


def texts_of(run):
    """The words of each passage, by its document's id."""
    return [(one.document.id, one.text) for one in run.family(1).wordings]


def test_against_the_earliest_all_are_held_against_the_first(run):
    view = run.family(1)
    assert view.wordings[0].against is None
    assert {one.against.document.id for one in view.wordings[1:]} == {"bridge"}


def test_a_document_is_held_against_the_likest_of_an_earlier_one(run):
    (one,) = run.document("letter-3").elsewhere
    assert (one.beside.document.id, one.beside.is_base) == ("letter-2", True)
    alignment = one.beside.alignment
    assert alignment.base.content.endswith("two more years, and no toll shall be asked of those who cross on foot.")
    assert alignment.other.content == one.passage.span.of(run.text(5))


def test_of_the_earliest_document_a_later_one_is_told_and_the_changes_go_to_that(run):
    (one,) = run.document("bridge").elsewhere
    assert (one.earlier, one.beside.is_base) == (0, False)
    assert one.beside.alignment.base.content == reuse_outlier.FRAGMENT


def test_a_formula_is_held_against_nothing(tmp_path):
    reuse_run.write(str(tmp_path / "run"))
    beside = {one.family.formulaic: one.beside for one in open_run(tmp_path / "run").document("papers-2").elsewhere}
    assert beside[True] is None
    assert beside[False].document.id == "papers-1"
