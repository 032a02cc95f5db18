"""The dates and times that statements of invented institutions name."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.analysis.facts.dates.finder import find_dates
from variorum.analysis.facts.reader import reading_of
from variorum.model.alignment import SegmentedWitness
from variorum.model.facts import Fact, FactKind
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
OWN_DAY = "2031-06-27"


def divided(text: str, language: str | None = "en") -> SegmentedWitness:
    found = segment(text, language=language)
    witness = Witness("statement", Text(text, "", Derivation("test", "1")))
    return SegmentedWitness(witness, found.segments, found.line_breaks, found.language)


def facts(text: str, anchor: str | None = OWN_DAY, language: str | None = "en") -> list[Fact]:
    return find_dates(reading_of(divided(text, language)), anchor)


def said(text: str, anchor: str | None = OWN_DAY, language: str | None = "en") -> list[tuple[str, str]]:
    """Each date of a text as it is written, with its value."""
    return [(fact.span.of(text), fact.moment.edtf) for fact in facts(text, anchor, language)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("21 January 1990", "1990-01-21"), ("January 21, 1990", "1990-01-21"), ("21.01.1990", "1990-01-21"),
        ("January 19-20, 1990", "1990-01-19/1990-01-20"), ("19\u201320 January 1990", "1990-01-19/1990-01-20"),
        ("5 and 6 December 2018", "2018-12-05/2018-12-06"), ("27\u201329 April 2030", "2030-04-27/2030-04-29"),
        ("30 May to 2 June 2012", "2012-05-30/2012-06-02"), ("30 December to 2 January 2012", "2011-12-30/2012-01-02"),
        ("1 March 2019 through 4 April 2020", "2019-03-01/2020-04-04"), ("January 1990", "1990-01"),
        ("March to May 1990", "1990-03/1990-05"), ("1988", "1988"), ("1914-1918", "1914/1918"),
        ("2019/20", "2019/2020"),
        ("1998 to 2003", "1998/2003"), ("1980s", "198X"), ("1980's", "198X"), ("1800s", "18XX"), ("2000s", "200X"),
        ("late 1980s", "1987~/1989~"), ("mid-1990s", "1994~/1996~"), ("20th century", "19XX"),
        ("twenty-first century", "20XX"), ("spring of 2012", "2012-21"), ("winter 2012", "2012-24"),
        ("third quarter of 2012", "2012-35"), ("Q1 2012", "2012-33"), ("2012Q4", "2012-36"),
        ("second half of 2012", "2012-41"), ("03/04/2020", "[2020-03-04,2020-04-03]"),
        ("ninth day of August, in the year of our Lord two thousand and nineteen", "2019-08-09"),
        ("24th day of March, nineteen hundred and ninety-five", "1995-03-24"),
    ],
)  # fmt: skip
def test_a_date_has_its_value(written: str, value: str) -> None:
    assert said(f"The harbour was closed in {written}, they say.") == [(written, value)]


def test_the_end_of_a_decade_is_a_part_of_it() -> None:
    assert said("Towards the end of the 1980s, the lamps went out.") == [("end of the 1980s", "1987~/1989~")]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("mid-2013", "2013-05~/2013-08~"), ("late 2014", "2014-09~/2014-12~"), ("early 2015", "2015-01~/2015-04~"),
        ("end of 2014", "2014-12~"), ("end-2014", "2014-12~"), ("beginning of 2014", "2014-01~"),
        ("middle of 2013", "2013-05~/2013-08~"), ("first half of 2013", "2013-40"),
    ],
)  # fmt: skip
def test_a_part_of_a_year_is_in_the_words_and_the_value_of_a_date(written: str, value: str) -> None:
    assert said(f"The toll is kept low through {written} at least.") == [(written, value)]


def test_days_of_a_list_have_the_month_and_year_that_ends_it() -> None:
    assert said("The keepers met on 5, 9 and 12 March 2030.") == [
        ("5, 9 and 12 March 2030", "2030-03-05"), ("9 and 12 March 2030", "2030-03-09"),
        ("12 March 2030", "2030-03-12"),
    ]  # fmt: skip
    assert said("The keepers met on March 5 and 9, 2030.") == [
        ("March 5 and 9, 2030", "2030-03-05"),
        ("9, 2030", "2030-03-09"),
    ]
    assert said("Between 5 and 9 March 2030 it rained.") == [("5 and 9 March 2030", "2030-03-05/2030-03-09")]


def test_a_day_shares_the_year_of_the_day_it_is_listed_with() -> None:
    assert said("They met on 18 March and on 17 July 2025.") == [
        ("18 March", "2025-03-18"),
        ("17 July 2025", "2025-07-17"),
    ]


def test_two_days_that_no_word_joins_are_two() -> None:
    values = [value for _, value in said("It deplores the incidents of 5 March and 12 March during which lamps broke.")]
    assert values == ["2031-03-05", "2031-03-12"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 5 March the lamps went out.", "2031-03-05"),
        ("On 20 December the lamps went out.", "2030-12-20"),
        ("A report is due by 20 December at the latest.", "2031-12-20"),
        ("The keepers will meet on 30 November in the harbour.", "2031-11-30"),
        ("The service ends on 1 August.", "2031-08-01"),
        ("In March the lamps went out.", "2031-03"),
        ("They will go on through this summer.", "2031-22"),
        ("Until last winter the lamps burned.", "2031-24"),
        ("Last September the lamps went out.", "2030-09"),
        ("The lamps will burn by June of next year.", "2032-06"),
    ],
)
def test_a_day_without_a_year_is_resolved_from_the_statements_own_date(text: str, value: str) -> None:
    first = facts(text)[0]
    assert first.moment.edtf == value
    assert first.moment.relative


@pytest.mark.parametrize(
    "text",
    [
        "We mourn those lost on 20 January.",
        "On 27 June we mourn those lost.",
        "The storm of 27 June 1990 took many. The 27 June storm is not forgotten.",
        "The storm of 11 May 1990 took many. Every 11 May is a day of mourning.",
        "The Assembly has designated 11 May of each year as the Day of Lamps.",
        "By its resolution of 23 June 1936 the Assembly made the last Sunday in September the Day of Lamps.",
        "The storm of 11 May 1990 took many. We shall never forget the 11 May storm.",
    ],
)
def test_a_day_that_is_kept_in_all_years_has_none(text: str) -> None:
    anchor = None if "20 January" in text else OWN_DAY
    assert facts(text, anchor)[-1].moment.edtf.startswith("XXXX-")


def test_a_day_that_the_text_dates_is_of_that_year() -> None:
    text = "They met on 18 November 2030 in the harbour. The 18 November meeting was the last."
    assert said(text)[-1] == ("18 November", "2030-11-18")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("33 years ago", "1998"), ("thirty-three years ago", "1998"), ("one hundred and five years ago", "1926"),
        ("a year ago", "2030"), ("three months ago", "2031-03"), ("ten days ago", "2031-06-17"),
        ("a week ago", "2031-06-20~"), ("two decades ago", "2011~"), ("half a century ago", "1981~"),
        ("3000 years ago", "-0969"), ("200 centuries ago", "Y-17969~"),
        ("last year", "2030"), ("this year", "2031"), ("next month", "2031-07"), ("yesterday", "2031-06-26"),
        ("today", "2031-06-27"), ("tomorrow", "2031-06-28"), ("this week", "2031-06-23/2031-06-29"),
        ("this decade", "203X"), ("last century", "19XX"), ("this morning", "2031-06-27"), ("last summer", "2030-22"),
    ],
)  # fmt: skip
def test_a_relative_date_is_counted_from_the_statements_own(written: str, value: str) -> None:
    text = f"The lamps, {written}, went out."
    assert said(text) == [(written, value)]
    assert facts(text)[0].moment.relative


@pytest.mark.parametrize("qualifier", ["nearly", "almost", "more than", "about"])
def test_a_rough_count_of_years_gives_a_rough_year(qualifier: str) -> None:
    assert said(f"It was {qualifier} 30 years ago.") == [("30 years ago", "2001~")]


def test_without_the_statements_own_date_a_relative_one_has_no_value() -> None:
    assert said("It was 33 years ago.", None) == [("33 years ago", "")]
    assert said("It was 33 years ago.", "2031") == [("33 years ago", "1998")]
    assert said("It was yesterday.", "2031-06") == [("yesterday", "")]


@pytest.mark.parametrize(
    "text",
    ["over the last year", "30 years of service", "long ago", "the year of the lamp", "these last weeks of waiting"],
)
def test_a_length_of_time_is_no_date(text: str) -> None:
    assert said(f"The keepers spoke of {text}.") == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2:00 p.m. EST", "T14:00-05:00"), ("2:00 PM", "T14:00"), ("2 p.m.", "T14"),
        ("12:01 a.m. eastern daylight time", "T00:01-04:00"),
        ("0900 hours", "T09:00"), ("1800 GMT", "T18:00Z"), ("14:30", "T14:30"), ("noon", "T12:00"),
        ("10:00 (CET)", "T10:00+01:00"), ("9:30 a.m. ET", "T09:30"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_a_time(written: str, value: str) -> None:
    text = f"It is for release at {written} today."
    found = facts(text)
    assert [(fact.kind, fact.span.of(text), fact.moment.edtf) for fact in found[:1]] == [
        (FactKind.TIME, written, value)
    ]


@pytest.mark.parametrize(
    "written", ["31 February", "February 30, 2020", "29 February 2019", "31.04.2020", "45 March 2020"]
)
def test_a_day_that_no_calendar_has_is_kept_as_said_and_marked(written: str) -> None:
    text = f"It was signed on {written} in the harbour."
    (fact,) = facts(text)
    assert (fact.span.of(text), fact.moment.edtf, fact.moment.impossible) == (written, "", True)


@pytest.mark.parametrize(
    "text",
    [
        "It recalls resolutions 1325 (2000), 2024 (2011) and 1820 (2008).",
        "See document S/2012/403 and S/RES/2052 (2012).",
        "Under the Act (50 U.S.C. 1601 et seq.) it is so.",
        "See Regulation No. 1990 and page 1988.",
        "Call 202-452-2955 or +44 1990 2000.",
        "The office is at 1990 Harbour Street.",
        "More than 2000 people and nearly 1900 keepers were there.",
        "Over 1,990 lamps and 2 000 buoys were lit at $1990 each.",
        "The keepers may march in step with 12 of them.",
        "See https://harbour.example/2021/01/20/notice for 1:2 odds.",
        "See reports%2003.02.21 and page?day=2003-02-21 of the site.",
        "Matthew 5:9 and Psalm 46:10 were read.",
        "The coronavirus disease 2019 (COVID-19) spread.",
        "It is the first century of our growth.",
        "See 85 Fed. Reg. 12345 (Mar. 5, 2020) and 50 U.S.C. 1601 (2018).",
    ],
)
def test_a_number_of_something_else_is_no_date(text: str) -> None:
    assert said(text) == []


def test_the_year_of_a_treaty_is_a_date() -> None:
    text = "Under the Harbour Convention (1961) and the 1974 Lamp Agreement they are bound."
    assert said(text) == [("1961", "1961"), ("1974", "1974")]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Am 5. und 6. Dezember 2018, im März 2019 und seit 1998.", ["2018-12-05/2018-12-06", "2019-03", "1998"]),
        ("de", "Es war in den 1980er Jahren, im 20. Jahrhundert, um 14.30 Uhr.", ["198X", "19XX", "T14:30"]),
        ("de", "Vor 33 Jahren, letztes Jahr und heute.", ["1998", "2030", "2031-06-27"]),
        ("fr", "Les 5 et 6 décembre 2018. En mars et depuis 1998.", ["2018-12-05/2018-12-06", "2031-03", "1998"]),
        ("fr", "Dans les années 1980, au XXe siècle, à 14 h 30.", ["198X", "19XX", "T14:30"]),
        ("fr", "Il y a 33 ans, l'année dernière et aujourd'hui.", ["1998", "2030", "2031-06-27"]),
        ("es", "El 5 y 6 de diciembre de 2018. En marzo y desde 1998.", ["2018-12-05/2018-12-06", "2031-03", "1998"]),
        ("es", "En los años 1980, en el siglo XX, hoy.", ["198X", "19XX", "2031-06-27"]),
        ("es", "Hace 33 años y el año pasado.", ["1998", "2030"]),
        ("ru", "5 и 6 декабря 2018 года. В марте и с 1998 года.", ["2018-12-05/2018-12-06", "2031-03", "1998"]),
        ("ru", "В 1980-х годах, в XX веке, сегодня.", ["198X", "19XX", "2031-06-27"]),
        ("ru", "33 года назад и в прошлом году.", ["1998", "2030"]),
    ],
)
def test_dates_are_read_in_five_languages(language: str, text: str, found: list[str]) -> None:
    assert [fact.moment.edtf for fact in facts(text, language=language)] == found


def test_a_title_and_a_dateline_are_read_and_furniture_is_not() -> None:
    text = "Statement of the Harbour Office on 20 January\n\n20 January 2031\n\nThe lamps burn.\n\nPage 3 of 4\n"
    assert [value for _, value in said(text, "2031-01-20")] == ["XXXX-01-20", "2031-01-20"]


DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(DAYS, st.sampled_from(("{day} {month} {year}", "{month} {day}, {year}")))
def test_every_day_is_found_with_its_value_and_its_words(day: date, form: str) -> None:
    written = form.format(day=day.day, month=MONTHS[day.month - 1], year=day.year)
    assert said(f"On {written} the lamps went out.") == [(written, day.isoformat())]


@given(DAYS, st.integers(1, 300))
def test_the_days_of_a_range_are_its_ends(day: date, length: int) -> None:
    end = day + timedelta(days=length) if day.year < 2998 else day + timedelta(days=1)
    written = " to ".join(f"{each.day} {MONTHS[each.month - 1]} {each.year}" for each in (day, end))
    assert said(f"From {written} the lamps burned.") == [(written, f"{day.isoformat()}/{end.isoformat()}")]


PIECES = st.lists(
    st.sampled_from(
        "5 9 12 31 1990 2024 1980s 20th century January March May ago years last this year 33 and to , . ( ) - / 2:00"
        " p.m. EST quarter of the first summer end late resolution today’s will until every"
        " \u201cMarch\u201d February between in night".split()
    ),
    max_size=30,
)


@given(PIECES)
@settings(max_examples=300)
def test_any_words_give_spans_in_order_that_show_figures_or_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = facts(text)
    assert all(fact.span.of(text).strip() == fact.span.of(text) != "" for fact in found)
    assert [fact.span.start for fact in found] == sorted(fact.span.start for fact in found)
    assert all(fact.moment.edtf or fact.moment.impossible for fact in found)


STATEMENT = (
    "On the night of January 19-20, 1990, the lamps of the harbour went out. In March 1994 the Assembly met in the old"
    " hall, and \u201con 20 January\u201d it mourned those who were lost at sea. It recalls resolution 338 (1973) of"
    " 22 October 1973, the late 1980s, the winter of 1989 and what was said 33 years ago, at 2:00 p.m. EST."
)


@given(st.integers(20, 90))
def test_wrapping_and_quotation_marks_change_no_date(width: int) -> None:
    straight = STATEMENT.replace("\u201c", '"').replace("\u201d", '"')
    found = said("\n".join(wrap(straight, width, break_on_hyphens=False)))
    assert [(" ".join(written.split()), value) for written, value in found] == said(STATEMENT)


@given(
    st.sampled_from((str.upper, str.title, str.capitalize)),
    DAYS,
    st.sampled_from(("on {} the lamps went out", "the night of {}")),
)
def test_the_case_of_a_heading_changes_no_date(written: Callable[[str], str], day: date, words: str) -> None:
    heading = words.format(f"{day.day} {MONTHS[day.month - 1]} {day.year}")
    text = f"{written(heading)}\n\nThe Harbour Office spoke of the lamps and of all who kept them in the cold.\n"
    assert [value for _, value in said(text)] == [day.isoformat()]


@pytest.mark.parametrize(
    "piece",
    ["1990 ", "1990-", "5 March ", "5, ", "(", "9", "ago ", "5 and ", "March to ", "2:00 ", "1 1980s ", "a 100 "],
)
def test_a_date_behind_ever_so_many_figures_is_read(piece: str) -> None:
    # A rule that goes back over what it has read would not end.
    text = piece * 40_000 + ".\n\nThe lamps went out on 5 March 2030.\n"
    last = facts(text)[-1]
    assert (last.span.of(text), last.moment.edtf) == ("5 March 2030", "2030-03-05")


def test_a_better_tomorrow_is_no_day():
    assert said("They hope for a better tomorrow, and for the tides of tomorrow. They meet tomorrow.") == [
        ("tomorrow", "2031-06-28")
    ]
