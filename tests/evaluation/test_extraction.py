"""The score of the readers counts what it says it counts."""

from __future__ import annotations

import pytest

from evaluation.extraction import paragraphs_of, score, words_of
from evaluation.extraction_markup import lines_of
from variorum.model.alignment import SegmentedWitness
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.workflows.compare import collate

FIRST = "The council of the outer harbour met on Monday and heard the keepers of the three lamps."
SECOND = "It decided that the bell shall ring whenever fog comes in from the sea before dusk."


def reading(*parts):
    """A reading of (kind, words), each a paragraph of its own."""
    content = "\n\n".join(words for _, words in parts)
    segments, start = [], 0
    for number, (kind, words) in enumerate(parts):
        segments.append(Segment(number, kind, Span(start, start + len(words)), number))
        start += len(words) + 2
    witness = collate(content, content).alignment.base.witness
    return SegmentedWitness(witness, tuple(segments), LineBreaks.BLOCKS, "en")


SENTENCE, FURNITURE, TITLE = SegmentKind.SENTENCE, SegmentKind.FURNITURE, SegmentKind.TITLE
WHOLE = f"{FIRST}\n\n{SECOND}"


def test_the_same_words_in_the_same_paragraphs_are_perfect():
    row = score(reading((SENTENCE, FIRST), (SENTENCE, SECOND)), WHOLE)
    assert (row.precision, row.recall, row.f1, row.paragraphs.f1) == (100, 100, 100, 100)


def test_body_text_taken_for_furniture_counts_against_recall():
    row = score(reading((SENTENCE, FIRST), (FURNITURE, SECOND), (SENTENCE, FIRST)), f"{WHOLE}\n\n{FIRST}")
    assert row.precision == 100
    assert row.recall < 70


def test_a_long_last_paragraph_taken_for_furniture_counts_too():
    long = f"{FIRST[:-1]} {SECOND}"
    row = score(reading((SENTENCE, FIRST), (FURNITURE, long)), f"{FIRST}\n\n{long}")
    assert row.recall < 50
    assert row.feet == ()


def test_text_that_the_reference_lacks_counts_against_precision_unless_it_is_furniture_or_title():
    extra = "Menu and search and share"
    assert score(reading((SENTENCE, FIRST), (SENTENCE, extra)), FIRST).precision < 80
    assert score(reading((TITLE, extra), (SENTENCE, FIRST), (FURNITURE, extra)), FIRST).precision == 100


def test_a_foot_that_the_reference_holds_does_not_count_and_is_named():
    row = score(reading((SENTENCE, FIRST), (FURNITURE, "Press office")), f"{FIRST}\n\nPress office")
    assert row.recall == 100
    assert row.feet == ("Press office",)


def test_a_foot_that_is_nowhere_in_the_reading_counts_unless_other_references_have_it():
    given = reading((SENTENCE, FIRST))
    assert score(given, f"{FIRST}\n\nSee also").recall < 100
    assert score(given, f"{FIRST}\n\nSee also", known_feet=frozenset({"See also"})).recall == 100


def test_words_told_twice_or_out_of_order_count():
    assert score(reading((SENTENCE, FIRST), (SENTENCE, FIRST)), FIRST).precision == 50
    swapped = score(reading((SENTENCE, SECOND), (SENTENCE, FIRST)), WHOLE)
    assert swapped.recall < 60


def test_paragraphs_run_together_are_seen():
    row = score(reading((SENTENCE, f"{FIRST} {SECOND}")), WHOLE)
    assert row.f1 == 100
    assert row.paragraphs.found == 1
    assert row.paragraphs.theirs == 2


@pytest.mark.parametrize(
    ("reference", "count"),
    [
        ("one two\nthree four\n\nfive\nsix", 2),
        ("one two\nthree four\nfive", 3),
        ("one two\n\t\tthree four\nfive", 2),
        ("one two  \n(b) three\n\nfour", 3),
    ],
)
def test_wraps_of_a_reference_are_told_from_its_paragraphs(reference, count):
    assert len(paragraphs_of(reference)) == count


def test_words_are_compared_without_case_ligatures_soft_hyphens_and_tags():
    assert words_of("The <em>O\ufb03ce</em> of the har\xadbour_") == ["the", "office", "of", "the", "harbour"]


def marked(page, reference, *parts):
    """Of paragraphs in a reading beside a reference: raw, and without breaks that the page's markup does not have."""
    row = score(reading(*parts), reference, page=page.encode())
    return row.paragraphs.f1, row.marked.f1


def test_a_break_of_the_reference_in_the_middle_of_a_line_of_the_page_does_not_count_by_markup():
    begin, middle, end = FIRST.partition("outer harbour met on Monday")
    page = f"<h1>Lamps</h1><p>{begin}<a href='/x'><b>{middle}</b></a>{end}</p><p>{SECOND}</p>"
    scraped = f"{begin}\n\n{middle}\n\n{end}\n\n{SECOND}"
    raw, by_markup = marked(page, scraped, (SENTENCE, FIRST), (SENTENCE, SECOND))
    assert raw < 70
    assert by_markup == 100


@pytest.mark.parametrize("between", ["</p><p>", "<br>", "<div>", "</span><hr><span>", "</td><td>"])
def test_a_break_that_the_markup_has_counts(between):
    page = f"<p><span>{FIRST}{between}{SECOND}</p>"
    raw, by_markup = marked(page, WHOLE, (SENTENCE, f"{FIRST} {SECOND}"))
    assert raw == by_markup < 70


def test_a_break_of_ours_in_the_middle_of_a_line_of_the_page_counts_as_wrong():
    page = f"<p>{FIRST} <span>{SECOND}</span></p><p>{FIRST}</p>"
    raw, by_markup = marked(page, f"{WHOLE}\n\n{FIRST}", (SENTENCE, FIRST), (SENTENCE, SECOND), (SENTENCE, FIRST))
    assert raw == 100
    assert by_markup < 90


def test_a_page_is_divided_where_its_markup_begins_something_and_its_scripts_are_no_words():
    page = "<title>no</title><p>a <i>b</i>\n<b>c</b><!-- no --><script>no<p></script>d<br/>e</p>f&amp;g<td>h"
    lines = [" ".join(line.split()) for line in lines_of(page.encode()) if line.strip()]
    assert lines == ["a b c", "d", "e", "f&g", "h"]
    latin = "<meta charset=iso-8859-1><p>caf\xe9"
    assert lines_of(latin.encode("latin-1"))[-1] == "caf\xe9"
