"""The pages of an apparatus: what they hold of texts that try to be something else, and the preview's bounds."""

from __future__ import annotations

import re

import variorum
from variorum.model.apparatus import LocusKind
from variorum.render.apparatus_words import sigla_words

HOSTILE = {
    "</title>\u202eone.txt": "Kept <b>&amp;</b> words. Older </p><script>alert(1)</script> \x1b[31m line. A bell rang.",
    "two.txt": "Kept <b>&amp;</b> words. Newer <img src=x onerror=alert(1)> \u202eline. The bell rang.",
    "three.txt": "Kept <b>&amp;</b> words. The bell rang twice {{ 7 * 7 }}.",
}


def test_nothing_in_a_text_becomes_markup_or_steers_a_terminal():
    made = variorum.apparatus_of_texts(HOSTILE, base="two.txt")
    for page in (made.to_html(), made._repr_html_()):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "\u202e" not in page
        assert "\x1b" not in page
    for page in (made.to_terminal(), made.to_terminal(color=True), made.to_plain(), made.to_json(), made.to_collatex()):
        assert "\u202e" not in page
        assert "\x1b[31m" not in page


def test_every_locus_has_an_address_on_the_page_that_names_a_digest_and_a_place(examples):
    paths = sorted((examples / "harbour-council").iterdir())
    one = variorum.apparatus(*paths).to_html()
    ids = re.findall(r' id="([^"]+)"', one)
    assert len(ids) == len(set(ids))
    named = re.findall(r'<li (?:class="otherwise" )?id="(\w+-[0-9a-f]{8}-\d+-\d+)"', one)
    assert len(named) == len(variorum.apparatus(*paths).loci) == 33
    linked = set(re.findall(r'href="#([^"]+)"', one))
    assert linked <= set(ids)
    assert set(named) <= linked
    three = variorum.apparatus(*paths[1:], base=0).to_html()
    kept = [address for address in named if f'id="{address}"' in three]
    assert kept


def test_the_page_is_the_same_each_time_and_holds_the_base_whole(examples):
    paths = sorted((examples / "harbour-council").iterdir())
    page = variorum.apparatus(*paths).to_html()
    assert page == variorum.apparatus(*reversed(paths), base=paths[0]).to_html()
    cells = re.findall(r'<td role="cell" class="text">(.*?)</td>', page, re.DOTALL)
    shown = " ".join(re.sub(r"<a class=\"ref\".*?</a>|<[^>]+>|‸", "", cell) for cell in cells)
    for line in paths[0].read_text("utf-8").split("\n\n"):
        for sentence in line.strip().split(". "):
            assert sentence.strip(".") in shown


def test_the_preview_is_bounded_and_says_how_much_there_is(examples):
    made = variorum.apparatus(*sorted((examples / "karrow-bridge").iterdir()))
    preview = made._repr_html_()
    assert len(preview.encode()) < 20_000
    assert preview.count("<tr>") == 21
    assert f"{len(made.loci)} rows, the first 20 shown" in preview


def test_sigla_in_a_row_are_told_as_a_range():
    made = variorum.apparatus_of_texts({f"{n:02}": f"Line {n}." for n in range(28)})
    assert made.sigla[24:] == ("Y", "Z", "AA", "AB")
    assert sigla_words(made.collation, (0, 1)) == "A B"
    assert sigla_words(made.collation, (0, 2, 3, 4, 27)) == "A C–E AB"


def test_what_has_no_words_in_any_text_is_no_locus():
    assert (
        variorum.apparatus_of_texts({"a": "", "b": "  \n", "c": "One line."}, base="a").loci[0].kind
        is LocusKind.PRESENCE
    )
    assert variorum.apparatus_of_texts({"a": "", "b": "  \n"}).loci == ()
