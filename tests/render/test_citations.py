"""Quotations as plain text, CSL-JSON, BibTeX and JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from variorum.model.citations import Citation, Place
from variorum.model.provenance import Issue, KeptWitness
from variorum.model.spans import Span
from variorum.render.citations import citation_bibtex, citation_csl, citation_json, citation_text

WITNESS = KeptWitness(
    issue=Issue("harbour-council", "2023-02-01", 2),
    language="en",
    revision=3,
    title="Dues & tolls: 100 % of {quays}",
    issuer="Harbour Council",
    stated="2023-02-01",
    published="2023-02-02",
    captured="2024-05-01T10:00:00Z",
    url="https://council.example/a_b?x=1&y={2}#top",
    source_id=None,
    text=1,
    text_sha256="a" * 64,
    original_sha256="b" * 64,
    capture=1,
)
PLACE = Place(
    Span(10, 29), "Fuel is “still”\ndear", "before. ", " after", (6, 7), (4, 4), (2, 3), ("paragraph 8", "paragraph 9")
)
CITATION = Citation(WITNESS, "fuel is still dear", (PLACE,), "notice.pdf", "", "application/pdf", ())

GOLDEN = """\
“Fuel is “still” dear”, Harbour Council, Dues & tolls: 100 % of {quays}, 2023-02-01, PDF pages 2–3, paragraph 4

Fuel is “still”
dear
  paragraph 4, lines 6–7, PDF pages 2–3, in the source: paragraph 8 to paragraph 9, characters 10–29

  stated 2023-02-01, published 2023-02-02, captured 2024-05-01T10:00:00Z
  https://council.example/a_b?x=1&y={2}#top
  harbour-council@2023-02-01#2:en~3
  text sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  original sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
"""


def entry(citation):
    """The one entry of the BibTeX, as another program reads it."""
    (found,) = parse_string(citation_bibtex(citation), "bibtex").entries.items()
    return found


def test_the_plain_text_begins_with_a_line_to_paste_then_gives_the_exact_words_and_their_source():
    assert citation_text(CITATION) == GOLDEN


def test_the_plain_text_lists_every_place_and_warning_and_says_what_is_unknown():
    witness = replace(WITNESS, title=None, issuer=None, published=None, url=None)
    bare = replace(PLACE, pages=None, source=(), lines=(9, 9))
    citation = replace(CITATION, witness=witness, places=(PLACE, bare), locator="row:3", warnings=("Page 2 is empty.",))
    text = citation_text(citation)
    assert "  place 1 of 2: paragraph 4, lines 6–7" in text
    assert "  place 2 of 2: paragraph 4, line 9, characters 10–29\n" in text
    assert "published unknown" in text
    assert "  in notice.pdf, row 3\n" in text
    assert "  warning: Page 2 is empty.\n" in text


def test_of_many_places_three_are_shown_and_the_others_counted():
    text = citation_text(replace(CITATION, places=(PLACE,) * 65))
    assert text.count("  place ") == 3
    assert "  62 more; --place N\n" in text
    assert len(json.loads(citation_json(replace(CITATION, places=(PLACE,) * 65)))["quotations"]) == 65


def test_no_character_of_a_text_can_steer_a_terminal():
    place = replace(PLACE, exact="red \x1b[31m alert")
    citation = replace(CITATION, places=(place,), witness=replace(WITNESS, title="\x1b]0;title\x07"))
    assert "\x1b" not in citation_text(citation)
    assert "\x07" not in citation_text(citation)


def test_csl_json_holds_the_source_and_what_proves_the_quotation():
    (item,) = json.loads(citation_csl(CITATION))
    assert item["id"] == "harbour-council@2023-02-01#2:en~3"
    assert item["type"] == "webpage"
    assert item["author"] == [{"literal": "Harbour Council"}]
    assert item["title"] == WITNESS.title
    assert item["issued"] == {"date-parts": [[2023, 2, 2]]}
    assert item["accessed"] == {"date-parts": [[2024, 5, 1]]}
    assert item["URL"] == WITNESS.url
    # The page of the file need not be the number printed on it.
    assert "page" not in item
    assert item["note"].startswith("Stated 2023-02-01. Paragraph 4, lines 6–7, PDF pages 2–3, ")
    assert item["custom"]["quotations"][0]["exact"] == PLACE.exact


@pytest.mark.parametrize(("date", "parts"), [("2023", [[2023]]), ("2023-05", [[2023, 5]])])
def test_a_date_is_as_exact_as_it_is_known(date, parts):
    citation = replace(CITATION, witness=replace(WITNESS, published=None, stated=date))
    (item,) = json.loads(citation_csl(citation))
    assert item["issued"] == {"date-parts": parts}
    fields = entry(citation)[1].fields
    assert (fields["year"], fields["date"]) == ("2023", date)
    assert ("month" in fields) == (len(parts[0]) > 1)


def test_what_is_unknown_is_left_out():
    citation = replace(
        CITATION,
        witness=replace(WITNESS, published=None, stated=None, issuer=None, url=None),
        places=(replace(PLACE, pages=None),),
    )
    (item,) = json.loads(citation_csl(citation))
    assert item["type"] == "document"
    assert {"issued", "author", "URL", "page"}.isdisjoint(item)
    assert {"author", "year", "month", "date", "url", "pages"}.isdisjoint(entry(citation)[1].fields)


def test_bibtex_is_read_by_another_program():
    key, found = entry(CITATION)
    assert key == "harbour-council:2023-02-01:n2:en:r3"
    assert found.type == "misc"
    assert [str(person) for person in found.persons["author"]] == ["{Harbour Council}"]
    assert found.fields["title"] == r"{Dues \& tolls: 100 \% of \textbraceleft{}quays\textbraceright{}}"
    assert found.fields["month"] == "February"
    assert found.fields["url"] == "https://council.example/a_b?x=1&y=%7B2%7D#top"
    assert found.fields["annote"] == "``Fuel is “still” dear''"
    assert "pages" not in found.fields
    assert "PDF pages 2–3" in found.fields["note"]


UNESCAPED = {
    "textbackslash{}": "\\",
    "textbraceleft{}": "{",
    "textbraceright{}": "}",
    "textasciitilde{}": "~",
    "textasciicircum{}": "^",
}


def read_tex(words):
    """What TeX sets for these characters."""
    out = ""
    while words:
        if words[0] != "\\":
            assert words[0] not in "{}$&%#_~^", words
            out, words = out + words[0], words[1:]
        elif words[1] in "$&%#_":
            out, words = out + words[1], words[2:]
        else:
            name = next(name for name in UNESCAPED if words.startswith(name, 1))
            out, words = out + UNESCAPED[name], words[1 + len(name) :]
    return out


TEXTS = st.text(
    st.one_of(st.sampled_from('\\{}$&%#_~^"@, \n=é利'), st.characters(exclude_categories=["Cs", "Cc"])),
    min_size=1,
    max_size=20,
)


@given(TEXTS.filter(str.strip), TEXTS.filter(str.strip))
def test_no_character_breaks_the_bibtex_or_is_lost_in_it(title, exact):
    citation = replace(CITATION, witness=replace(WITNESS, title=title), places=(replace(PLACE, exact=exact),))
    _, found = entry(citation)
    assert read_tex(found.fields["title"][1:-1]) == " ".join(title.split())
    assert read_tex(found.fields["annote"][2:-2]) == " ".join(exact.split())


@given(st.text(st.characters(max_codepoint=0x7F), max_size=30))
def test_no_address_breaks_the_bibtex(url):
    citation = replace(CITATION, witness=replace(WITNESS, url="https://council.example/" + url))
    assert entry(citation)[1].fields["url"].startswith("https://council.example/")


def test_keys_of_two_references_differ():
    first = replace(CITATION, witness=replace(WITNESS, issue=Issue("a", "2023", 1), revision=2))
    second = replace(CITATION, witness=replace(WITNESS, issue=Issue("a", "2023", 2), revision=1))
    assert entry(first)[0] != entry(second)[0]


def test_the_json_names_its_schema_and_holds_the_offsets():
    document = json.loads(citation_json(CITATION))
    assert document["schema"] == "variorum.quotation/1"
    (quotation,) = document["quotations"]
    assert (quotation["start"], quotation["end"], quotation["exact"]) == (10, 29, PLACE.exact)
    assert (quotation["prefix"], quotation["suffix"]) == ("before. ", " after")
    assert document["text_sha256"] == "a" * 64
