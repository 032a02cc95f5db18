"""The embedded engine: threads, parts and memory change no answer, and bad input is no burden."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.planted import corpus
from variorum.errors import CorpusTooLarge, ScratchUnwritable
from variorum.model.reuse import Document
from variorum.reuse.engines import embedded
from variorum.reuse.engines.embedded import EmbeddedEngine
from variorum.reuse.find import find_reuse
from variorum.reuse.plan import find_families
from variorum.reuse.scope import Scope
from variorum.reuse.tuning import Tuning

# Parts so small that a corpus of some pages has many of each.
_SMALL = {"_BATCH": 700, "_CHUNK": 300, "_MOST_CHUNK": 300, "_IN_BUCKET": 50, "_LINKS": 40}
_SCOPES = (Scope(), Scope(within=True), Scope(across="issuer"), Scope(most_days=200))


@pytest.fixture(scope="module")
def planted():
    made = corpus(200, seed=11, formulae=4)
    return [
        replace(one, date=f"20{k % 7:02}-{k % 12 + 1:02}-01"[: (10, 10, 7, 4)[k % 4]], issuer=f"Office {k % 5}")
        for k, one in enumerate(made.documents)
    ]


def divided(monkeypatch, **sizes):
    for name, size in sizes.items():
        monkeypatch.setattr(embedded, name, size)


def families(documents, scope, **engine):
    """What is found as arrays, in bytes."""
    found = find_families(EmbeddedEngine(**engine), documents, scope, Tuning())
    return [column.tobytes() for column in (*found.table, found.first, found.compared)], found.tokens.version


class TestWhatChangesNothing:
    @pytest.mark.parametrize("scope", _SCOPES, ids=["all", "within", "issuers", "days"])
    def test_threads_parts_and_memory(self, planted, scope, monkeypatch):
        whole = families(planted, scope, threads=1)
        for threads in (2, 4):
            assert families(planted, scope, threads=threads) == whole
        divided(monkeypatch, **_SMALL)
        assert families(planted, scope, threads=1) == whole
        assert families(planted[::-1], scope, threads=3, memory=10_000) == whole

    @given(st.data())
    @settings(max_examples=15, deadline=None)
    def test_how_few_documents_are_divided(self, data):
        words = st.lists(st.sampled_from(_WORDS), max_size=60)
        shared = data.draw(st.lists(words, min_size=1, max_size=3))
        documents = []
        for k in range(data.draw(st.integers(0, 12))):
            parts = [data.draw(st.one_of(st.sampled_from(shared), words)) for _ in range(3)]
            documents.append(Document(f"d{k}", " ".join(word for part in parts for word in part)))
        scope = Scope(within=data.draw(st.booleans()))
        whole = families(documents, scope, threads=1)
        with pytest.MonkeyPatch.context() as patch:
            divided(patch, **{name: data.draw(st.integers(1, 500), label=name) for name in _SMALL})
            memory = data.draw(st.sampled_from([1, 5_000, None]))
            assert families(documents, scope, threads=data.draw(st.sampled_from([1, 2, 4])), memory=memory) == whole

    def test_the_order_and_the_duplicates_among_many(self, planted):
        again = [replace(one, id=f"{one.id} again", date="2020-01-01") for one in planted[::10]]
        turned = [*planted, *again]
        random.Random(3).shuffle(turned)
        assert find_reuse(turned) == find_reuse([*planted, *again])


_WORDS = [f"{a}{b}" for a in "kalomirutensabor" for b in ("ven", "dor", "mash", "il")]


class TestMemory:
    def test_what_is_kept_goes_to_the_disk_and_leaves_nothing_there(self, planted, tmp_path):
        found = find_reuse(planted, engine=EmbeddedEngine(memory=1, scratch=str(tmp_path)))
        assert found == find_reuse(planted)
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_is_not_there_is_named(self, planted, tmp_path):
        engine = EmbeddedEngine(memory=1, scratch=str(tmp_path / "none"))
        with pytest.raises(ScratchUnwritable, match=r"none: cannot be written \(No such file"):
            find_reuse(planted, engine=engine)

    def test_more_words_than_can_be_numbered_are_refused(self, planted, monkeypatch):
        monkeypatch.setattr(embedded, "_MOST_TOKENS", 1000)
        with pytest.raises(CorpusTooLarge, match=r"words are more than one process compares \(1,000\)"):
            find_reuse(planted)


class TestBadInput:
    """Sizes at which a cost that grew with their square would show: minutes, where it takes a second."""

    def test_one_word_ever_again(self):
        many = "word " * 1_000_000
        documents = [Document("a", many), Document("b", many + "end"), Document("c", "word " * 70)]
        assert find_reuse(documents).families == ()

    def test_one_word_ever_again_among_others(self, planted):
        many = "karrow " * 200_000
        documents = [*planted, Document("x", many), Document("y", many + "end"), Document("z", "karrow " * 70)]
        reuse = find_reuse(documents)
        assert len(reuse.families) > 55
        assert {reuse.documents[p.document].id for f in reuse.families for p in f.passages}.isdisjoint("xyz")

    def test_documents_that_are_all_the_same(self):
        text = " ".join(random.Random(1).choices(_WORDS, k=40))
        reuse = find_reuse(Document(f"d{k:05}", text) for k in range(20_000))
        assert reuse.families == ()
        assert reuse.duplicates == tuple((k, 0) for k in range(1, 20_000))

    def test_documents_that_are_nearly_all_alike(self):
        text = " ".join(random.Random(1).choices(_WORDS, k=150))
        documents = [Document(f"d{k:05}", f"{text} {k} {k * 7919}") for k in range(3_000)]
        (family,) = find_reuse(documents).families
        assert [p.document for p in family.passages] == list(range(3_000))
        assert {documents[p.document].text[p.start : p.end] for p in family.passages} == {text}
        assert family.formulaic
