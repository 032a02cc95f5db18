"""Families that stand in the same places."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest

from tests.render import reuse_run
from variorum.model.reuse import Document, Family, Passage, Reuse
from variorum.model.reuse_views import MOST_OVERLAPS
from variorum.render.reuse.json import family_document
from variorum.render.reuse.words import overlaps_sentence
from variorum.reuse.run.reading import RunReader
from variorum.reuse.run.writing import write_run
from variorum.workflows.reuse import overlaps
from variorum.workflows.reuse.overlaps import all_overlaps, overlaps_of
from variorum.workflows.reuse.pages import family_html, pages_of
from variorum.workflows.reuse.views import family_view

LENGTH = 120


@pytest.fixture(scope="module")
def crowded(tmp_path_factory) -> RunReader:
    """Sixty families of passages anywhere in twenty documents, some of them twice in one."""
    chance = random.Random(4)
    text = " ".join("abcdefghij" for _ in range(LENGTH // 10))[:LENGTH]
    documents = tuple(Document(f"d{k:02}", f"{text} {k}", f"20{k:02}-01-01") for k in range(20))

    def passage(number: int) -> Passage:
        start = chance.randrange(LENGTH - 40)
        return Passage(number, start, start + chance.randrange(5, 40), 3, 1.0)

    found = []
    for _ in range(60):
        numbers = sorted(chance.choices(range(20), k=chance.randrange(2, 9)))
        passages = sorted(map(passage, [*numbers, numbers[-1]]), key=lambda one: (one.document, one.start))
        found.append(Family(tuple(passages), 0, formulaic=chance.random() < 0.2, burst=False))
    place = str(tmp_path_factory.mktemp("run") / "RUN")
    write_run(place, Reuse(documents, tuple(found), ()))
    return RunReader(place)


def by_hand(reader: RunReader) -> dict[int, list[tuple[int, int]]]:
    """Of each family the others with the documents they share by half of the shorter passage, each two looked at."""
    held, shared = defaultdict(list), defaultdict(set)
    for one in reader.passages(range(len(reader.holders))):
        held[one.document].append(one)
    for document, passages in held.items():
        for one, other in combinations(passages, 2):
            both = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
            shorter = min(each.span.end - each.span.start for each in (one, other))
            if one.family != other.family and 2 * both >= shorter:
                shared[one.family, other.family].add(document)
                shared[other.family, one.family].add(document)
    found = defaultdict(list)
    for (family, besides), documents in shared.items():
        found[family].append((-len(documents), besides))
    return {
        family: [(number, -count) for count, number in sorted(each)[:MOST_OVERLAPS]] for family, each in found.items()
    }


def told(found):
    return [(one.family.number, one.documents) for one in found]


def test_of_each_family_those_are_told_that_overlap_it_in_the_most_documents(crowded):
    families = range(1, len(crowded.family_table) + 1)
    expected = by_hand(crowded)
    assert max(map(len, expected.values())) == MOST_OVERLAPS
    assert any(count > 1 for each in expected.values() for _, count in each)
    found = all_overlaps(crowded).of(crowded, families)
    assert {number: told(each) for number, each in found.items() if each} == expected


def test_one_family_alone_is_told_the_same(crowded):
    families = crowded.families_numbered(range(1, len(crowded.family_table) + 1))
    found = all_overlaps(crowded).of(crowded, [family.number for family in families])
    assert [overlaps_of(crowded, family) for family in families] == list(found.values())


def test_however_few_passages_are_looked_at_together_the_same_is_told(crowded, monkeypatch):
    families = range(1, len(crowded.family_table) + 1)
    whole = all_overlaps(crowded).of(crowded, families)
    monkeypatch.setattr(overlaps, "_AT_ONCE", 7)
    assert all_overlaps(crowded).of(crowded, families) == whole


def test_where_none_overlaps_nothing_is_told(tmp_path):
    reuse_run.write(str(tmp_path / "RUN"))
    reader = RunReader(tmp_path / "RUN")
    assert all_overlaps(reader).of(reader, [1, 2, 3, 4]) == {1: (), 2: (), 3: (), 4: ()}
    assert "Overlaps" not in family_html(reader, 1)


def test_pages_and_json_name_them_and_a_page_of_the_folder_leads_to_them(crowded):
    family = crowded.family(max(by_hand(crowded)))
    first = overlaps_of(crowded, family)[0]
    said = f"in {first.documents} of these {family.documents} documents"
    alone, name = family_html(crowded, family.number), f"F{first.family.number}"
    assert f'<p class="overlaps">Overlaps {name} (' in alone
    assert said in alone
    pages = [text for file, text in pages_of(crowded) if file.startswith("families/0")]
    links = [f'href="{page + 1:04}.html#f{first.family.number}">{name}</a> (' for page in range(len(pages))]
    assert any(link in text for text in pages for link in links)
    value = json.loads(family_document(family_view(crowded, family)))["overlaps"][0]
    assert (value["family"], value["documents"]) == (first.family.number, first.documents)


def test_where_others_may_be_left_out_it_is_said(crowded):
    view = family_view(crowded, crowded.family(max(by_hand(crowded))))
    said = "no more than these are named"
    assert len(view.overlaps) == MOST_OVERLAPS
    assert overlaps_sentence(view).endswith(f"; {said}.")
    assert said in family_html(crowded, view.family.number)
    assert said not in overlaps_sentence(replace(view, overlaps=view.overlaps[:-1]))
