"""What is known of a statement, and which of several claims counts."""

from __future__ import annotations

import pytest

from variorum.model.claims import Claim, Field
from variorum.text.segment import segment
from variorum.workflows.describe import describe

NOTICE = "Notice of the Harbour Council\n\n7 March 2022\n\nThe Council regrets the closure of the quay and of the lock."
UNDATED = "Notice of the Harbour Council\n\nThe Council regrets the closure of the quay and of the lock in the harbour."


def known(content, **options):
    return describe(content, segment(content), **options)


def claim(field, value, reason="the page's own"):
    return Claim(Field(field), value, reason)


def test_what_a_person_gave_counts_before_all_else():
    found = known(NOTICE, given=[claim("stated", "2021-01-01", "given with --date"), claim("title", "Other")])

    assert (found.date, found.value(Field.TITLE)) == ("2021-01-01", "Other")


def test_the_date_line_counts_before_the_day_of_publication_and_both_are_kept():
    found = known(NOTICE, claims=[claim("published", "2022-03-09")])

    assert (found.date, found.value(Field.PUBLISHED)) == ("2022-03-07", "2022-03-09")


def test_a_month_gives_way_to_the_day_of_publication_within_it_and_not_outside():
    stated = [claim("stated", "2022-03")]

    assert known(UNDATED, given=stated, claims=[claim("published", "2022-03-09")]).date == "2022-03-09"
    assert known(UNDATED, given=stated, claims=[claim("published", "2022-04-01")]).date == "2022-03"


@pytest.mark.parametrize(
    ("name", "url", "date"),
    [
        ("2022-03-07 notice.txt", None, "2022-03-07"),
        ("notice_20220307.pdf", None, "2022-03-07"),
        ("1789-Delegates.txt", None, "1789"),
        ("notice.txt", "https://council.example/2022/3/7/notice", "2022-03-07"),
        ("notice.txt", "https://council.example/notice-20220307.html", "2022-03-07"),
        ("notice 12345678.txt", "https://council.example/9999/99/99/", ""),
        ("20221399.txt", None, ""),
    ],
)
def test_a_date_is_found_in_the_name_or_the_address_when_nothing_else_has_one(name, url, date):
    assert known(UNDATED, name=name, url=url).date == date


FRENCH = (
    "Le Conseil regrette la fermeture du quai et demande que les portes soient ouvertes pour tous les navires. Il "
    "rappelle que cette mesure est une charge pour les habitants, et que des travaux ont été promis par le bureau."
)


@pytest.mark.parametrize(
    ("text", "claimed", "language"),
    [
        (FRENCH, "en", "fr"),
        (FRENCH, "nb", "nb"),
        (FRENCH[:60], "en", "en"),
        ("Dette er en tekst.", "nb", "nb"),
        ('<img class="i w z"> <img class="i w z"> Notice from the Office. <img class="i w z">' * 5, "en", "en"),
    ],
)
def test_a_claimed_language_gives_way_only_to_many_words_of_another_that_is_known(text, claimed, language):
    assert known(text, claims=[claim("language", claimed)]).value(Field.LANGUAGE) == language


def test_a_title_is_the_texts_own_before_the_file_names():
    assert known(NOTICE, name="x7.txt").value(Field.TITLE) == "Notice of the Harbour Council"
    assert (
        known("The quay is closed. It opens tomorrow at dawn.", name="quay_closed.txt").value(Field.TITLE)
        == "quay closed"
    )


def test_each_claim_has_its_reason_and_one_of_a_field_is_chosen():
    found = list(known(NOTICE, name="2020-01-01.txt", url="https://www.council.example/x").chosen())

    assert all(each.reason for each, _ in found)
    chosen = [each.field for each, counts in found if counts]
    assert len(chosen) == len(set(chosen)) == len({each.field for each, _ in found})
    assert (Field.ISSUER, "council.example") in {(each.field, each.value) for each, _ in found}


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("council_18-04-2021.pdf", "2021-04-18"),
        ("council_04-18-2021.pdf", "2021-04-18"),
        ("council_18.04.2021.pdf", "2021-04-18"),
        ("council_07-07-2021.pdf", "2021-07-07"),
        ("council_07-02-2021.pdf", "2021"),
        ("council_31-31-2021.pdf", "2021"),
    ],
)
def test_a_name_with_the_year_last_dates_where_it_can_be_read_one_way_only(name, date):
    assert known(UNDATED, name=name).date == date


def test_a_name_that_can_be_read_two_ways_is_read_as_the_text_has_it():
    text = UNDATED.replace("closure", "closure of 7 February 2021")

    assert known(text, name="council_07-02-2021.pdf").date == "2021-02-07"
    assert known(text, name="council_02-07-2021.pdf").date == "2021-02-07"


def test_a_year_in_a_name_gives_way_to_the_day_of_that_year_in_the_texts_first_lines():
    text = UNDATED.replace("closure", "closure of 7 February 2021")

    assert known(text, name="2021 notice.txt").date == "2021-02-07"
    assert known(text, name="2020 notice.txt").date == "2020"


def test_a_month_in_the_date_line_gives_way_to_the_day_within_it_that_the_head_names():
    text = "Lamp meeting\n\nDECEMBER 2031\n\nLamp meeting No. 269, held on 4 December 2031.\n\n" + UNDATED

    assert known(text).date == "2031-12-04"
    assert known(text.replace("4 December", "4 November")).date == "2031-12"


def test_a_later_day_that_the_source_gives_beside_the_date_line_is_that_of_publication():
    found = known(NOTICE, claims=[claim("stated", "2022-03-09", "the row's date")])
    assert (found.date, found.value(Field.PUBLISHED)) == ("2022-03-07", "2022-03-09")

    earlier = known(NOTICE, claims=[claim("stated", "2022-03-01", "the row's date")])
    assert (earlier.date, earlier.value(Field.PUBLISHED)) == ("2022-03-07", None)
    assert claim("stated", "2022-03-01", "the row's date") in earlier.claims


def test_a_bodys_name_at_the_head_is_believed_after_what_the_source_says_and_before_the_host():
    text = f"BANK OF KARROW\n\n{UNDATED.replace('Notice of the Harbour Council', 'Notice on lamps')}"

    assert known(text, url="https://www.bank.example/x").value(Field.ISSUER) == "BANK OF KARROW"
    assert known(text, claims=[claim("issuer", "The Bank")]).value(Field.ISSUER) == "The Bank"
    assert known(text).value(Field.TITLE) == "Notice on lamps"
