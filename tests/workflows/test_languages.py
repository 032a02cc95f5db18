"""Two texts in different languages: what one does not have in words it may well say."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import variorum
from variorum.workflows.compare import collate

ENGLISH = (
    "The Council took note of the report of 4 May 2031 and of the views that were given in it. It was said that "
    "this is for the members to weigh.\n\nThe works at the quay will be done by the Office with care, for it has the "
    "means to do so, and our thanks are with those who will be there.\n"
)
FRENCH = (
    "Le Conseil a pris note du rapport du 4 mai 2031 et des avis qui ont été donnés. Il est dit que cette charge est "
    "une chose que les membres ont à peser.\n\nLes travaux du quai sont faits par le bureau avec soin, qui a pour cela "
    "les moyens, et nos remerciements vont à ceux qui sont sur place.\n"
)
NOTICE = "The texts are in different languages (en, fr): lines are not paired by meaning."


def test_absence_is_not_claimed_between_two_languages():
    comparison = collate(ENGLISH, FRENCH)

    assert comparison.languages == ("en", "fr")
    assert comparison.summary.notices[0] == NOTICE
    assert not comparison.complete
    plain = comparison.to_plain()
    assert "not found in the" in plain
    assert "dropped" not in plain
    assert "added" not in plain


@pytest.mark.parametrize(
    ("base", "other"),
    [
        (ENGLISH, ENGLISH),
        (FRENCH, FRENCH.replace("soin", "zèle")),
        (ENGLISH, "Le Conseil a pris note."),
        (ENGLISH, "Karrow, Velmora, Tessen, Ostrey, Mellin. " * 10),
        (f"{ENGLISH * 4}\n{FRENCH * 4}", f"{FRENCH * 4}\n{ENGLISH * 4}"),
    ],
    ids=["one language", "another", "too short to tell", "names alone", "bilingual, the other way round"],
)
def test_nothing_is_said_of_languages_where_these_are_not_surely_two(base, other):
    comparison = collate(base, other)

    assert comparison.languages is None
    assert comparison.complete


def test_a_language_that_is_given_is_that_of_both():
    assert collate(ENGLISH, FRENCH, language="en").complete


def test_the_command_says_it_first_and_ends_with_4(tmp_path):
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")

    ran = variorum("compare", "en.txt", "fr.txt", cwd=tmp_path)
    assert ran.status == 4
    assert " ".join(ran.out.split()).startswith(f"! {NOTICE}")
    document = json.loads(variorum("compare", "en.txt", "fr.txt", "--json", cwd=tmp_path).out)
    assert document["summary"]["notices"] == [NOTICE]
    assert [limit["what"] for limit in document["limits"]] == ["languages of the two texts"]
