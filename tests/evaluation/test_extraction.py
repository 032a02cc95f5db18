"""The score of the readers counts what it says it counts."""

from __future__ import annotations

import pytest

from evaluation.extraction import paragraphs_of, score, words_of
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
