"""Which of its dates a statement is dated by."""

from __future__ import annotations

import pytest

from variorum.text.dates import dateline_date, published_date, stated_date
from variorum.text.segment import segment

BODY = "The council of the outer harbour met and heard the keepers of the three lamps on the tide and on the fog. "
LONG = f"{BODY * 8}\n\n{BODY * 8}"


def dated(text):
    return stated_date(text, segment(text).segments)


def test_the_line_at_the_head_dates_a_statement():
    assert dated(f"Statement on the lamps\n\n4 March 2031\n\n{LONG}") == "2031-03-04"


def test_the_line_at_the_foot_dates_it_where_the_head_has_none():
    assert dated(f"Statement on the lamps\n\n{LONG}\n\nVelmora, 4 March 2031") == "2031-03-04"


def test_a_date_line_in_the_midst_of_a_long_text_is_a_tables_and_dates_nothing():
    assert dated(f"Statement on the lamps\n\n{LONG}\n\n4 March 2031\n\n{LONG}") is None


def test_the_day_of_adoption_goes_before_the_day_of_distribution():
    text = f"2 March 2031\n\nAdopted by the Harbour Council at its 41st meeting, on 4 March 2031\n\n{LONG}"
    assert dated(text) == "2031-03-04"


@pytest.mark.parametrize(
    "line", ["Publication date: 20 April 2031", "Published on 20 April 2031", "Last update: 20 April 2031"]
)
def test_a_day_of_publication_dates_only_what_has_no_date_of_its_own(line):
    assert dated(f"{line}\n\nMinutes of the harbour\n\n4 March 2031\n\n{LONG}") == "2031-03-04"
    assert dated(f"Minutes of the meeting held on 4 March 2031\n\n{LONG}\n\n{line}") == "2031-03-04"


def test_a_day_of_publication_is_better_than_nothing_and_than_a_month_alone():
    text = f"Minutes of the harbour\n\nPublished on 20 April 2031\n\nMarch 2031\n\n{LONG}"
    segments = segment(text).segments
    assert (dateline_date(text, segments), published_date(text, segments)) == ("2031-03", "2031-04-20")
    assert stated_date(text, segments) == "2031-04-20"


def test_a_month_alone_dates_what_names_no_day():
    assert dated(f"Minutes of the harbour\n\nMarch 2031\n\n{LONG}") == "2031-03"


def test_a_text_without_a_date_has_none():
    assert dated(LONG) is None


def test_no_date_of_a_gazettes_own_head_or_foot_dates_the_order_in_it():
    text = (
        "Federal Register / Vol. 90, No. 1 / Tuesday, March 18, 2031 / Presidential Documents 811\n\n"
        f"An order on the lamps\n\n{LONG}\n\nMarch 4, 2031.\n\n[FR Doc. 2031-00001 Filed 3-17-31; 8:45 am]\n\n"
        "VerDate Sep<11>2014 15:53 Mar 17, 2031 Jkt 265001 PO 00000 Frm 00001 Fmt 4790"
    )
    assert dated(text) == "2031-03-04"
