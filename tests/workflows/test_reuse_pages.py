"""A run as a folder of pages: what is in it, that its links lead somewhere, and what it costs in memory."""

from __future__ import annotations

import json
import re
from html import unescape
from posixpath import dirname, join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render import reuse_run
from variorum.model.reuse import Document, Family, Passage, Reuse
from variorum.reuse.run.reading import RunReader
from variorum.reuse.run.writing import write_run
from variorum.workflows.reuse import families, pages
from variorum.workflows.reuse.elsewhere import Dates, Everywhere
from variorum.workflows.reuse.pages import document_html, family_html
from variorum.workflows.reuse.terms import TermIndex, terms_of
from variorum.workflows.reuse.views import document_view

HREF = re.compile(r'href="([^"]*)"')
ID = re.compile(r' id="([^"]*)"')


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> RunReader:
    place = str(tmp_path_factory.mktemp("run") / "RUN")
    reuse_run.write(place)
    return RunReader(place)


@pytest.fixture(scope="module")
def files(reader) -> dict[str, str]:
    return dict(pages.pages_of(reader, sort="documents"))


def data_of(script: str):
    """What a file of data hands over."""
    return json.loads(script[script.index(",") + 1 : script.rindex(")")])


def test_every_link_leads_to_a_page_and_a_place_that_are_there(files):
    cards = [card for name, text in files.items() if name.startswith("data/cards-") for card in data_of(text)]
    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    count = 0
    for name, text in [*pages.items(), *(("index.html", card) for card in cards)]:
        for href in map(unescape, HREF.findall(text)):
            path, _, fragment = href.partition("#")
            target = normpath(join(dirname(name), path)) if path else name
            assert target in pages, href
            assert fragment in ("", "all") or fragment in ID.findall(pages[target]), href
            count += 1
    assert count > 60


def test_no_id_is_given_twice_on_a_page(files):
    for name, text in files.items():
        ids = ID.findall(text)
        assert len(ids) == len(set(ids)), name


def test_the_same_run_gives_the_same_files_and_the_index_comes_last(reader, files):
    again = list(pages.pages_of(reader, sort="documents"))
    assert dict(again) == files
    assert again[-1][0] == "index.html"


def test_however_few_are_read_at_once_the_pages_are_the_same(reader, files, monkeypatch):
    monkeypatch.setattr(pages, "_BATCH_FAMILIES", 1)
    monkeypatch.setattr(families, "_MOST_WORDS", 1)
    monkeypatch.setattr(families, "_MOST_HOLDERS", 1)
    assert dict(pages.pages_of(reader, sort="documents")) == files


def test_every_wording_is_proved_by_its_document_its_span_and_the_digest_of_its_text(reader, files):
    found = re.findall(
        r"<dt>document</dt><dd><bdi>([^<]*)</bdi></dd></div><div><dt>code points</dt><dd>(\d+) to (\d+)</dd></div>"
        r"<div><dt>text sha256</dt><dd>([0-9a-f]{64})</dd>",
        files["families/0001.html"],
    )
    passages = reader.passages(range(len(reader.holders)))
    documents = reader.documents([one.document for one in passages])
    assert sorted(found) == sorted(
        (document.id, str(one.span.start), str(one.span.end), document.text_sha256)
        for one, document in zip(passages, documents, strict=True)
    )


def test_what_is_counted_once_for_all_documents_is_what_each_alone_is_told(reader):
    dates = Dates()
    for document in reader.all_documents():
        dates.add(document.date)
    numbers = sorted(set(reader.holders.tolist()))
    views = list(Everywhere(reader, dates).views(numbers))
    assert views == [document_view(reader, reader.document(number)) for number in numbers]
    assert [view.document.id for view in views][-1] == "kept"


def test_a_family_of_more_passages_than_a_page_shows_says_how_many_are_left_out(tmp_path):
    said = "Say it once more, and again."
    texts = [Document(f"d{k:03}", f"{said} {k}", f"{1000 + k}") for k in range(pages.MOST_SHOWN + 3)]
    family = Family(tuple(Passage(k, 0, 28, 6, 1.0) for k in range(len(texts))), 0, formulaic=True, burst=False)
    write_run(str(tmp_path / "run"), Reuse(tuple(texts), (family,), ()))
    reader = RunReader(tmp_path / "run")
    files = dict(pages.pages_of(reader))
    assert "3 later passages not shown here" in files["families/0001.html"]
    assert "#f1" in files[sorted(name for name in files if name.startswith("documents/0"))[-1]]
    assert "not shown" not in family_html(reader, 1)


def test_a_family_or_a_document_alone_is_one_page_without_script_and_links(reader):
    family, document = family_html(reader, 3), document_html(reader, "note")
    for page in (family, document):
        assert "<script" not in page
        assert [href for href in HREF.findall(page) if not href.startswith("#")] == []
    assert "≈" in family
    assert "⟨RLO⟩" in document
    assert "It repeats papers-1" in document_html(reader, "repeat")


def test_terms_that_waited_on_the_disk_come_in_the_same_files(tmp_path):
    said = [{"ferry", "night", f"word{k % 7}", "𝔘nicode", "河"} for k in range(40)]
    held, waiting = TermIndex(str(tmp_path), "held"), TermIndex(str(tmp_path), "waiting", most_held=9)
    for index in (held, waiting):
        for place, terms in enumerate(said):
            index.add(place, sorted(terms))
    assert list(tmp_path.iterdir()) != []
    assert list(waiting.files()) == list(held.files())


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_every_term_of_a_text_leads_to_it(tmp_path_factory, texts):
    index = TermIndex(str(tmp_path_factory.mktemp("terms")), "words")
    for place, text in enumerate(texts):
        index.add(place, terms_of(text))
    found: dict[str, set[int]] = {}
    for file in index.files():
        for term, steps in file:
            at = -1
            found[term] = {at := at + step for step in steps}
    for place, text in enumerate(texts):
        assert {term for term, places in found.items() if place in places} == terms_of(text)


def test_terms_are_words_in_small_letters_without_accents_and_each_character_where_nothing_parts_words():
    assert terms_of("Élan_vital, ÉLAN 1988! 河流") == {"elan", "vital", "1988", "河", "流"}
