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
from variorum.workflows.reuse import families, pages, parts
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


def links(files):
    """Every link of the folder's pages, those of cards too: where it stands, where it leads to, and its fragment."""
    cards = [card for name, text in files.items() if name.startswith("data/cards-") for card in data_of(text)]
    written = [(name, text) for name, text in files.items() if name.endswith(".html")]
    for name, text in [*written, *(("index.html", card) for card in cards)]:
        # What begins so is for the script, which filters by it.
        for href in (each for each in map(unescape, HREF.findall(text)) if not each.startswith("#issuers=")):
            path, _, fragment = href.partition("#")
            yield href, normpath(join(dirname(name), path)) if path else name, fragment


def broken_links(files):
    return [
        href
        for href, target, fragment in links(files)
        if target not in files or (fragment not in ("", "all") and fragment not in ID.findall(files[target]))
    ]


def test_every_link_leads_to_a_page_and_a_place_that_are_there(files):
    assert broken_links(files) == []
    assert len(list(links(files))) > 60


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


@pytest.fixture
def large(tmp_path, monkeypatch):
    """A run with a family of 23 passages, of which a page has five."""
    monkeypatch.setattr(parts, "_MOST", 5)
    said = "Say it once more, and again."
    texts = [Document(f"d{k:03}", f"{said} {k}", f"{1990 + k}" if k < 22 else "") for k in range(23)]
    family = Family(tuple(Passage(k, 0, 28, 6, 1.0) for k in range(len(texts))), 0, formulaic=False, burst=False)
    write_run(str(tmp_path / "run"), Reuse(tuple(texts), (family,), ()))
    return RunReader(tmp_path / "run")


def test_a_large_family_goes_on_on_pages_of_its_own_and_every_passage_stands_on_one_of_them(large):
    files = dict(pages.pages_of(large))
    assert broken_links(files) == []
    own = ["families/0001.html", *(f"families/f1-{part}.html" for part in range(2, 6))]
    found = [re.findall(r"<dt>document</dt><dd><bdi>([^<]*)</bdi>", files[name]) for name in own]
    assert [len(each) for each in found] == [5, 5, 5, 5, 3]
    assert [name for each in found for name in each] == [f"d{k:03}" for k in range(23)]
    assert 'Passages 21 to 23</a> <span class="aside">2010 and undated' in files[own[0]]
    assert "F1, passages 6 to 10 of 23" in files[own[1]]
    assert "word for word" in files[own[-1]]
    said = dict(data_of(files["data/words-1.js"]))
    assert said["again"] == [1]


def test_a_page_of_one_family_has_as_many_passages_as_are_asked_for_and_says_how_many_are_left_out(large):
    assert "not shown" not in family_html(large, 1)
    assert "3 later passages not shown here: --limit N shows as many." in family_html(large, 1, limit=20)


def test_a_family_or_a_document_alone_is_one_page_without_script_and_links(reader):
    family, document = family_html(reader, 3), document_html(reader, "note")
    for page in (family, document):
        assert "<script" not in page
        assert [href for href in HREF.findall(page) if not href.startswith("#")] == []
    assert "≈" in family
    assert "⟨RLO⟩" in document
    assert "It has the very words of papers-1" in document_html(reader, "repeat")


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
