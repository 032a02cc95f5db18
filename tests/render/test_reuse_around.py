"""What stands beside a wording whose first or last words are gone."""

from __future__ import annotations

import pytest

from variorum.model.reuse_views import Compared, RunDocument, RunPassage, Wording
from variorum.model.spans import Span
from variorum.render.reuse.changes import around_words
from variorum.render.reuse.words import without_tags
from variorum.workflows.reuse.rewording import reworded

FIRST = "We ask that the bridge shall stay open, by day and by night."
DOCUMENT = RunDocument(0, "a", "2020-01-02", "A", "", "Title", "", 9)


def wording(text, prefix="", suffix="", base=FIRST):
    passage = RunPassage(0, 1, 0, Span(0, len(text)), len(text.split()), 1.0)
    return Wording(passage, DOCUMENT, text, Compared(passage, DOCUMENT, reworded(base, text)), prefix, suffix)


@pytest.mark.parametrize(
    ("one", "several", "told"),
    [
        (
            wording("the bridge shall stay open, by day and by night.", "one two three\nfour  five six seven "),
            1,
            "Before it stands “… two three four five six seven”.",
        ),
        (
            wording("We ask that the bridge shall stay open", suffix=" at all hours, as it was before the"),
            1,
            "After it stands “at all hours, as it was …”.",
        ),
        (
            wording("the bridge shall stay open", "They say ", ""),
            2,
            "In the first of these before it stands “… They say”; nothing stands after it.",
        ),
        (wording("We ask that the gate shall stay open, by day and by night.", "x", "y"), 1, ""),
        (wording("We ask that the bridge shall stay open, by day and by night", "x", "y"), 1, ""),
        (wording(f"Today {FIRST}", "x", "y"), 1, ""),
        (Wording(wording("x").passage, DOCUMENT, FIRST), 1, ""),
    ],
)
def test_it_is_told_where_words_are_gone_and_of_no_mere_mark(one, several, told):
    assert around_words(one, several) == told


def test_a_list_quotes_words_without_the_tags_among_them():
    assert without_tags('<span style="x">Sec</span>. 3 < 4 and 5 > 2, <i>so</i>') == "Sec. 3 < 4 and 5 > 2, so"
