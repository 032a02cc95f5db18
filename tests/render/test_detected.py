"""What is said of a series that was found."""

from __future__ import annotations

import pytest

from variorum.model.detected import Cadence, Detection, Listed, Proposal, Rhythm
from variorum.render.detected import detected_lines, reasons, rhythm_words

DOCUMENTS = tuple(Listed(f"file {n}", "", f"200{n}-05-06", f"Title\x1b[2J {n}") for n in range(9))


@pytest.mark.parametrize(
    ("rhythm", "days", "said"),
    [
        (Rhythm.YEARLY, 365, "every year, at the same time of the year"),
        (Rhythm.YEARLY, 1461, "every 4 years, at the same time of the year"),
        (Rhythm.REGULAR, 1, "about every day"),
        (Rhythm.REGULAR, 14, "about every 2 weeks"),
        (Rhythm.REGULAR, 43, "about every 6 weeks"),
        (Rhythm.REGULAR, 183, "about every 6 months"),
        (Rhythm.REGULAR, 1100, "about every 3 years"),
        (Rhythm.IRREGULAR, 7, "in no rhythm, 7 days apart (median)"),
        (Rhythm.IRREGULAR, 365, "in no rhythm, 12 months apart (median)"),
        (Rhythm.UNKNOWN, None, "of one date, or of none"),
    ],
)
def test_a_rhythm_in_words(rhythm, days, said):
    assert rhythm_words(Cadence(rhythm, days)) == said


def test_titles_that_have_no_word_in_common_are_no_reason():
    proposal = Proposal("dues", (0, 1), Cadence(Rhythm.YEARLY, 365), titled=2, wording=0.5)
    assert reasons(proposal, DOCUMENTS) == ["a text repeats 50% of the wording of the one before it (median)"]


def test_every_reason_is_said_and_counts_what_it_holds_of():
    proposal = Proposal(
        "dues",
        tuple(range(5)),
        Cadence(Rhythm.YEARLY, 365),
        existing=True,
        known=(0,),
        language="de",
        issuer="Harbour Council",
        title="Notice N",
        titled=3,
        wording=0.416,
        by_title=(2,),
        beside="fees",
    )
    documents = (*DOCUMENTS[:4], Listed("file 4"))
    assert reasons(proposal, documents) == [
        "1 of them is in the archive's series dues already",
        "issued by Harbour Council",
        "titled “Notice N” (3 of them)",
        "a text repeats 42% of the wording of the one before it (median)",
        "1 is here by title and dates alone: the wording is its own",
        "1 without a date",
        "dated as fees is, in another language: perhaps its translation",
    ]


def test_few_members_are_named_and_with_full_all_and_none_steers_the_terminal():
    detection = Detection(9, (Proposal("dues", tuple(range(8)), Cadence(Rhythm.YEARLY, 365)),), (8,))
    few = "".join(detected_lines(detection, DOCUMENTS, width=60))
    assert [name in few for name in ("file 2", "file 3", "file 7", "file 8")] == [True, False, True, False]
    assert "… 4 more (--full)" in few
    full = "".join(detected_lines(detection, DOCUMENTS, width=60, full=True))
    assert all(document.name in full for document in DOCUMENTS)
    assert "\x1b" not in few + full
    assert max(map(len, full.splitlines())) <= 60
