"""What the issue before adds to the news: words that stand elsewhere, phrases inside lines, texts of one day."""

from __future__ import annotations

from tests.analysis.series.test_lineage import POOL, issue, series
from variorum.analysis.series.between import Changes
from variorum.analysis.series.lineage import trace
from variorum.analysis.series.neighbours import beside_the_one_before, same_words, with_beside
from variorum.analysis.series.news import news

ONE, TWO, THREE = POOL[:3]
LONG = "The Office welcomes the new lighthouse, deplores the closing of the northern ferry, and thanks all its pilots."
SHORT = "The Office welcomes the new lighthouse, and thanks all its pilots."
DROPPED = "Two hundred passengers of the mail boat were rescued by the crew of the lightship Berta in that night."
KEEPS = "Prizes go to the schools of the island, and again two hundred passengers of the mail boat will be invited."


def told(lineage, k):
    return with_beside(news(lineage, k), beside_the_one_before(k, Changes(lineage)))


def test_words_of_a_line_that_came_or_went_are_quoted_from_the_line_that_has_them():
    lineage = series((ONE, DROPPED, TWO), (ONE, TWO, KEEPS))
    found = told(lineage, 1)
    (gone,), (came,) = found.dropped, found.introduced
    for line, other, k in ((gone.line, came.line, 1), (came.line, gone.line, 0)):
        (there,) = (one for one in found.elsewhere if one.line == line)
        assert (there.issue, there.other) == (k, other)
        assert "passengers of the mail boat" in there.spans[0].of(lineage.issues[k].witness.content)


def test_a_clause_that_went_from_inside_a_line_is_told_with_its_line_and_words():
    lineage = series((ONE, LONG), (ONE, SHORT), (ONE, SHORT))
    (phrase,) = told(lineage, 1).gone
    assert (phrase.line, phrase.issue) == (told(lineage, 1).reworded[0].line, 0)
    assert "closing of the northern ferry" in phrase.span.of(lineage.issues[0].witness.content)
    assert told(lineage, 2).gone == ()
    assert [beside_the_one_before(k, Changes(lineage)).gone for k in range(3)] == [(), (phrase,), ()]
    (back,) = told(series((ONE, SHORT), (ONE, LONG)), 1).new
    assert back.issue == 1


def test_phrases_stand_in_the_order_of_the_text_that_has_them_though_their_lines_changed_places():
    other = "The Council thanks the keepers of the lights, deplores the loss of the mail boat, and adjourns until May."
    shorter = "The Council thanks the keepers of the lights, and adjourns until May."
    lineage = series((LONG, ONE, TWO, other), (shorter, ONE, TWO, SHORT))
    gone = told(lineage, 1).gone
    content = lineage.issues[0].witness.content
    assert ["ferry" in one.span.of(content) for one in gone] == [True, False]


def test_a_text_of_the_same_day_in_the_same_words_is_no_news():
    texts = [issue("2001-05-04", ONE, TWO), issue("2002-05-04", ONE, THREE), issue("2002-05-04", ONE, THREE, ordinal=2)]
    lineage = trace(texts, "office", "en")
    assert [same_words(lineage, k) for k in range(3)] == [0, 1, 1]


def test_a_text_of_the_same_day_in_other_words_and_one_of_another_day_stand_for_themselves():
    other = [issue("2002-05-04", ONE, TWO), issue("2002-05-04", ONE, THREE, ordinal=2), issue("2002-05-05", ONE, THREE)]
    lineage = trace(other, "office", "en")
    assert [same_words(lineage, k) for k in range(3)] == [0, 1, 2]
