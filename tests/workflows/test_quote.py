"""Quoting: the exact characters with all that a citation needs, or the nearest line."""

from __future__ import annotations

import pytest

from tests.archive.archives import NOW
from tests.archive.archives import keep as keep_source
from variorum.archive.catalogue import load_segmentation, load_text
from variorum.archive.verify import verify
from variorum.errors import PlaceMissing, QueryEmpty, QuoteNotFound, ReferenceUnknown
from variorum.render.citations import citation_text
from variorum.workflows.kept import named
from variorum.workflows.quote import keep, quote


def content(store, citation):
    return load_text(store.connection, citation.witness.text).content


@pytest.mark.parametrize(
    "reference", ["karrow-bridge@2018", "karrow-bridge@2021-03-05", "karrow-bridge@2023-03-05", "scripts@2021-06-01:zh"]
)
def test_every_line_of_a_text_can_be_quoted_by_its_words_alone(store, reference):
    witness = named(store, reference)
    text = load_text(store.connection, witness.text).content
    for segment in load_segmentation(store.connection, witness.text).segments:
        said = " ".join(segment.span.of(text).replace("’", "'").replace("–", "-").swapcase().split())
        places = quote(store, reference, said).places
        assert any(place.span.start <= segment.span.start and segment.span.end <= place.span.end for place in places)


def test_what_comes_back_is_what_the_text_has_with_its_place_and_source(store):
    citation = quote(store, "harbour@2023-02-01", "fuel is  STILL dear. Storms on the northern route")
    (place,) = citation.places
    assert place.exact == "Fuel is still dear. \n\nStorms".replace(" \n", "\n") + " on the northern route"
    assert place.exact == place.span.of(content(store, citation))
    assert content(store, citation)[place.span.start - 32 : place.span.start] == place.prefix
    assert content(store, citation)[place.span.end : place.span.end + 32] == place.suffix
    assert (place.lines, place.paragraphs, place.pages) == ((6, 7), (4, 5), None)
    assert citation.witness.stated == "2023-02-01"
    assert citation.witness.captured == NOW
    assert citation.name == "2023-02-01.txt"


def test_every_place_is_listed_and_one_can_be_chosen(store):
    citation = quote(store, "harbour@2023-02-01", "The Council")
    assert len(citation.places) > 1
    assert {place.exact for place in citation.places} == {"The Council"}
    assert quote(store, "harbour@2023-02-01", "The Council", place=2).places == citation.places[1:2]
    with pytest.raises(PlaceMissing, match=f"the words stand in {len(citation.places)}"):
        quote(store, "harbour@2023-02-01", "The Council", place=99)


def test_a_docx_says_where_its_own_paragraph_is_and_a_page_its_number(store):
    citation = quote(store, "karrow-bridge@2023", "52 sluices")
    (place,) = citation.places
    assert place.exact == "52 sluices"
    blocks = load_text(store.connection, citation.witness.text).blocks
    (block,) = [block for block in blocks if block.span.start <= place.span.start < block.span.end]
    assert place.source == ((block.place,) if block.place else ())


def test_the_page_of_a_quotation_is_the_page_it_stands_on(store):
    witness = named(store, "harbour@2023-02-01")
    text = load_text(store.connection, witness.text).content
    cut = text.index("Storms")
    with store.writing():
        store.connection.executemany(
            "INSERT INTO page VALUES (?, ?, ?, ?)", [(witness.text, 0, 0, cut), (witness.text, 1, cut, len(text))]
        )
    assert quote(store, "harbour@2023-02-01", "Fuel is still dear").places[0].pages == (1, 1)
    assert quote(store, "harbour@2023-02-01", "Storms on").places[0].pages == (2, 2)
    assert quote(store, "harbour@2023-02-01", "still dear. Storms").places[0].pages == (1, 2)


def test_words_that_are_not_there_are_answered_with_the_nearest_line(store):
    with pytest.raises(QuoteNotFound, match="not found in the text of harbour-council@2023-02-01:en") as refused:
        quote(store, "harbour@2023-02-01", "The Council weighs every rumour that reaches it")
    assert refused.value.nearest == "The Council will weigh every report that reaches it."
    assert "may not have been read whole" not in str(refused.value)


def test_absence_from_a_text_that_was_not_read_whole_is_no_claim(store):
    witness = named(store, "harbour@2023-02-01")
    with store.writing():
        store.connection.execute(
            "INSERT INTO warning VALUES (?, 0, 'page-without-text', 'Page 2 holds no text.', 1)", (witness.text,)
        )
    with pytest.raises(QuoteNotFound, match="it may not have been read whole"):
        quote(store, "harbour@2023-02-01", "whales")
    assert quote(store, "harbour@2023-02-01", "Fuel").warnings == ("Page 2 holds no text.",)


def test_no_words_and_no_such_text_are_said(store):
    with pytest.raises(QueryEmpty):
        quote(store, "harbour@2023-02-01", " \n")
    with pytest.raises(ReferenceUnknown):
        quote(store, "harbour@1900", "Fuel")


def test_a_kept_quotation_is_kept_once_and_verifies(store):
    citation = quote(store, "harbour@2023-02-01", "The Council")
    assert keep(store, citation, now=NOW) == len(citation.places)
    assert keep(store, citation, now=NOW) == 0
    rows = store.connection.execute('SELECT text_sha256, "start", "end", exact, kept_at FROM quotation').fetchall()
    sha256 = citation.witness.text_sha256
    assert rows == [(sha256, place.span.start, place.span.end, "The Council", NOW) for place in citation.places]
    report = verify(store)
    assert report.failures == ()


def test_a_statement_inside_a_file_says_where(store):
    keep_source(
        store,
        "letters.jsonl",
        '{"id": "a", "date": "2020-01-01", "text": "The Office read gauge 4 at dawn."}\n',
        series="letters",
    )
    citation = quote(store, "letters@2020-01-01", "gauge 4")
    assert citation.locator == "row:1"
    assert "\n  in letters.jsonl, row 1\n" in citation_text(citation)
