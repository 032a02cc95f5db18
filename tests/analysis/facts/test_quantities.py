"""Quantities: every figure is read once, with what it counts, and no number that only names something is read."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.analysis.facts.quantities.finder import find_quantities
from variorum.analysis.facts.reader import reading_of
from variorum.model.alignment import SegmentedWitness
from variorum.model.facts import FactKind, Operator
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.numerals import read_numeral
from variorum.text.segment import segment


def witness(text, language=None):
    cut = segment(text, language=language)
    return SegmentedWitness(
        Witness("statement", Text(text, "0" * 64, Derivation("test", "1"))), cut.segments, cut.line_breaks, cut.language
    )


def said(span, text):
    return " ".join(span.of(text).split()) if span else None


def found(text, language="en"):
    return [(fact, fact.quantity) for fact in find_quantities(reading_of(witness(text, language)))]


def value(quantity):
    if quantity.high is None:
        return (str(quantity.low), None)
    return str(quantity.low) if quantity.low == quantity.high else (str(quantity.low), str(quantity.high))


def values(text, language="en"):
    return [value(quantity) for _, quantity in found(text, language)]


def counted(text, language="en"):
    return [
        (
            value(quantity),
            said(quantity.counted, text),
            said(quantity.counted_inferred, text),
            said(quantity.predicate, text),
        )
        for _, quantity in found(text, language)
    ]


def units(text, language="en"):
    return [(value(quantity), quantity.unit) for _, quantity in found(text, language)]


def test_a_count_has_its_noun_and_what_happened_even_where_the_noun_is_left_out():
    text = "In the flood of Orsa 150 villagers were drowned, 744 were seriously injured, and 4 people went missing."
    assert counted(text) == [
        ("150", "villagers", None, "drowned"),
        ("744", None, "villagers", "seriously injured"),
        ("4", "people", None, "went missing"),
    ]


def test_others_are_counted_and_what_they_are_is_inferred():
    text = "The storm claimed the lives of 150 keepers, severely wounded 744 others, and 4 ferrymen went missing."
    assert counted(text) == [
        ("150", "keepers", None, "claimed the lives"),
        ("744", "others", "keepers", "severely wounded"),
        ("4", "ferrymen", None, "went missing"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("raised the target range for the lending rate to 1/4 to 1/2 percent", ("0.25", "0.5")),
        ("kept the target range at 4-3/4 to 5 percent", ("4.75", "5")),
        ("kept the target range at 4‑3/4 to 5 percent", ("4.75", "5")),
        ("kept the range at 0 to 1/4 percent", ("0", "0.25")),
        ("left the rate at 5¼ percent", "5.25"),
        ("left the rate at 5-1/4 percent", "5.25"),
        ("left the rate at 5 1/4 percent", "5.25"),
        ("left the rate at 1⁄2 percent", "0.5"),
        ("kept the range at 2 percent to 2-1/4 percent", ("2", "2.25")),
        ("kept inflation between one and two percent", ("1", "2")),
        ("kept the range at 5.25%–5.50%", ("5.25", "5.5")),
    ],
)
def test_rates_and_target_ranges_are_read_exactly(words, expected):
    assert units(f"The Board of the Bank of Orsa {words} today.") == [(expected, "percent")]


def test_a_change_and_the_range_it_leads_to_are_two_quantities():
    text = "The Board lowered the target range for the lending rate by 1/2 percentage point, to 4-3/4 to 5 percent."
    assert units(text) == [("0.5", "percentage point"), (("4.75", "5"), "percent")]
    assert {said(quantity.counted, text) for _, quantity in found(text)} == {"lending rate"}
    assert {said(quantity.predicate, text) for _, quantity in found(text)} == {"lowered"}


def test_from_one_value_to_another_is_a_change_and_no_range():
    assert values("The Bank raised its rate from 4 percent to 5 percent.") == ["4", "5"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hundreds of thousands of settlers", ("200000", None)),
        ("dozens of settlers", ("24", None)),
        ("one and a half million settlers", "1500000"),
        ("half a million settlers", "500000"),
        ("two and a half thousand settlers", "2500"),
        ("two thirds of the settlers", "0.6667"),
        ("three-quarters of the settlers", "0.75"),
        ("a quarter of the settlers", "0.25"),
        ("a dozen settlers", "12"),
        ("twenty-five settlers", "25"),
        ("one hundred and fifty thousand settlers", "150000"),
        ("one million two hundred thousand and six settlers", "1200006"),
        ("5 to 10 million settlers", ("5000000", "10000000")),
        ("two or three settlers", ("2", "3")),
        ("1,234,567 settlers", "1234567"),
        ("six (6) settlers", "6"),
    ],
)
def test_number_words_and_numerals_have_their_value_and_their_noun(words, expected):
    text = f"In that year {words} were deported from Orsa."
    [(figure, noun, inferred, predicate)] = counted(text)
    assert (figure, noun, inferred) == (expected, "settlers", None)
    assert predicate == "deported"


@pytest.mark.parametrize(
    ("words", "operator"),
    [
        ("about", Operator.ABOUT),
        ("almost", Operator.ABOUT),
        ("nearly", Operator.ABOUT),
        ("more than", Operator.MORE_THAN),
        ("in excess of", Operator.MORE_THAN),
        ("at least", Operator.AT_LEAST),
        ("no fewer than", Operator.AT_LEAST),
        ("up to", Operator.AT_MOST),
        ("no more than", Operator.AT_MOST),
        ("fewer than", Operator.LESS_THAN),
    ],
)
def test_the_words_that_bound_a_figure_are_kept_as_said(words, operator):
    text = f"The lighthouse stood dark for {words} 30 years."
    [(_, quantity)] = found(text)
    assert (quantity.op, said(quantity.qualifier, text), quantity.unit) == (operator, words, "year")


def test_words_after_a_figure_bound_it_too():
    text = "The Council met with 12 or more keepers."
    [(_, quantity)] = found(text)
    assert (quantity.op, said(quantity.counted, text)) == (Operator.AT_LEAST, "keepers")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("$5 million", ("5000000", "USD")),
        ("US$ 5 million", ("5000000", "USD")),
        ("5 million euros", ("5000000", "EUR")),
        ("€1.5bn", ("1500000000", "EUR")),
        ("$5 to $10 million", (("5000000", "10000000"), "USD")),
        ("CHF 200", ("200", "CHF")),
        ("25 basis points", ("25", "basis point")),
        ("3 square kilometres", ("3", "square kilometre")),
        ("the 44-day closure", ("44", "day")),
        ("a six-month term", ("6", "month")),
        ("a half percentage point", ("0.5", "percentage point")),
        ("three-quarters of a percentage point", ("0.75", "percentage point")),
    ],
)
def test_units_are_named_alike_however_they_are_said(words, expected):
    assert units(f"The Port of Orsa reported {words} at its meeting.") == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "Call 202-452-2955 or (202) 452-2955 for more.",
        "Tel.: 5551234.",
        "See paragraphs 3, 5 and 7 of resolution 338 (1973).",
        "As stated in articles 12 to 15 and in section 202(a).",
        "Under 50 U.S.C. 1701 and 85 Stat. 583 it was so.",
        "Executive Order 13712 of the keepers stands.",
        "The emergency declared in E.O. 13405 of June 16, 2006, and in Proclamation 7 of 3 May goes on.",
        "The report (S/2012/403) and document A/C.3/77/L.5 were read.",
        "The Board met on 20 January 1990 and on 03/04/2020.",
        "The 2014 agreement followed that of 1974.",
        "It was so between 1990-1995 and since 2001.",
        "The Council met at 2:00 p.m. and at 10 a.m. again.",
        "The Bank, 20 Harbour Street, Orsa, OR 20551.",
        "According to § 12 and No. 45 it holds.",
        "COVID-19 and the G20 were spoken of.",
        "The 20th century was one of the hardest.",
        "Read https://orsa.example/2024/05/150-years?id=33%20days and go.",
        "The pages 12-15 and chapter 7 say so.",
        "On this twenty-fourth day of May we met.",
    ],
)
def test_numbers_that_name_something_are_no_quantities(words):
    assert values(words) == []


def test_enumerators_of_lists_are_no_quantities():
    text = "1. Decides to renew the mandate for a period of six months;\n2. Asks for two reports;\n(3) Remains seized."
    assert counted(text) == [("6", "months", None, "renew"), ("2", "reports", None, None)]


def test_ordinals_count_what_comes_again_and_not_what_is_named():
    text = (
        "At its 6791st meeting the Council marked the thirty-fourth anniversary, on 19th Street, of the 5th Regiment."
    )
    assert [(value(q), said(q.counted, text), q.ordinal) for _, q in found(text)] == [
        ("6791", "meeting", True),
        ("34", "anniversary", True),
    ]


def test_by_whom_something_was_done_had_nothing_done_to_them():
    assert counted("The watch was killed by 30 raiders.") == [("30", "raiders", None, None)]
    assert counted("Of 40 keepers 12 were taken hostage by raiders.")[-1][-1] == "taken hostage"


def test_votes_are_counted_side_by_side():
    text = "The motion was adopted by 14 votes to none, with 1 abstention."
    assert counted(text) == [
        ("14", "votes", None, "adopted"),
        ("0", None, "votes", None),
        ("1", "abstention", None, None),
    ]
    assert values("The Board agreed by a vote of 7-2.") == ["7", "2"]


def test_respectively_gives_each_figure_its_own_words():
    text = "Keepers and ferrymen who stayed numbered 150 and 744, respectively."
    assert [(figure, noun) for figure, noun, _, _ in counted(text)] == [("150", "Keepers"), ("744", "ferrymen")]
    text = "In all 150 and 744 keepers were killed and injured, respectively."
    assert [(figure, noun or inferred, verb) for figure, noun, inferred, verb in counted(text)] == [
        ("150", "keepers", "killed"),
        ("744", "keepers", "injured"),
    ]


def test_a_unit_said_once_is_that_of_the_whole_list():
    assert units("Growth was 3 and 5 percent in these regions.") == [("3", "percent"), ("5", "percent")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Im Hafen wurden 1.234,5 Tonnen Getreide und 12 Schiffe verbrannt.",
            [("1234.5", "tonne"), ("12", None)],
        ),
        ("de", "Der Zins steigt um 0,25 Prozent auf 3,5 Millionen Euro.", [("0.25", "percent"), ("3500000", "EUR")]),
        ("fr", "Pendant 34 ans, 1 234,5 millions de personnes ont vécu ici.", [("34", "year"), ("1234500000", None)]),
        (
            "es",
            "Durante 30 años murieron 1.500 personas, el 2,5 por ciento.",
            [("30", "year"), ("1500", None), ("2.5", "percent")],
        ),
        (
            "ru",
            "За 30 лет погибли 1 500 человек, или 2,5 процента.",
            [("30", "year"), ("1500", None), ("2.5", "percent")],
        ),
    ],
)
def test_other_languages_write_numbers_their_own_way(language, text, expected):
    assert units(text, language) == expected


@pytest.mark.parametrize("spelling", ["2:00", "1.2.3", "9/11", "9" * 40, "12,34,567", "5x"])
def test_a_token_that_is_no_figure_has_no_value(spelling):
    assert read_numeral(spelling, "en") is None


COUNTS = st.integers(min_value=2, max_value=1400)
NOUNS = st.sampled_from(["keepers", "ferrymen and women", "old boats", "villagers"])


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Innerhalb von sechs Monaten kamen fünfundzwanzig Hüter.", [("6", "month"), ("25", None)]),
        ("de", "Er ließ 1.234,5 Tonnen und zwei Millionen Euro außer Acht.", [("1234.5", "tonne"), ("2000000", "EUR")]),
        ("fr", "Dans les six mois vinrent trente-cinq gardiens.", [("6", "month"), ("35", None)]),
        (
            "fr",
            "Un port neuf ouvre à deux cents navires, pour trois millions d’euros.",
            [("200", None), ("3000000", "EUR")],
        ),
        (
            "es",
            "En seis meses, treinta y cinco guardas y 1.234,5 toneladas.",
            [("6", "month"), ("35", None), ("1234.5", "tonne")],
        ),
        ("es", "Aprobada en su 9460a sesión, a partir de hoy.", [("9460", None)]),
        (
            "ru",
            "В течение шести месяцев тридцать пять сторожей и 1 234,5 тонн.",
            [("6", "month"), ("35", None), ("1234.5", "tonne")],
        ),
    ],
)
def test_number_words_and_separators_are_those_of_the_language(language, text, found):
    facts = find_quantities(reading_of(witness(text, language)))
    assert [(str(fact.quantity.low), fact.quantity.unit) for fact in facts] == found


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("They sent 15 United Nations observers.", "United Nations observers"),
        ("They sent six United Nations police officers.", "United Nations police officers"),
        ("They sent 15 police to 5 Member States.", "police"),
    ],
)
def test_whose_people_are_counted_is_not_what_is_counted(text, noun):
    assert said(find_quantities(reading_of(witness(text, "en")))[0].quantity.counted, text) == noun


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One in 4 keepers and 1 in 10 boats were lost.", [("0.25", "keepers"), ("0.1", "boats")]),
        ("Two out of five boats sank in the harbour.", [("0.4", "boats")]),
        ("They lost two in 2020.", [("2", None)]),
        ("Tens of thousands of keepers marched.", [("20000", "keepers")]),
        ("In Phase Three of the Harbour War Two they marched.", []),
    ],
)
def test_shares_and_tens_have_their_value_and_names_have_none(text, found):
    facts = find_quantities(reading_of(witness(text, "en")))
    assert [(str(fact.quantity.low), said(fact.quantity.counted, text)) for fact in facts] == found


def test_the_years_of_a_country_are_counted_though_no_noun_says_so():
    text = "It was the year of the Independence of the Republic of Orsa the two hundred and forty-sixth."
    (fact,) = find_quantities(reading_of(witness(text, "en")))
    assert (said(fact.span, text), fact.quantity.low, fact.quantity.ordinal) == (
        "two hundred and forty-sixth", Decimal(246), True
    )  # fmt: skip


@given(COUNTS, NOUNS, COUNTS)
def test_every_span_shows_its_value_and_no_number_is_in_two(first, noun, second):
    text = f"Then {first:,} {noun} were rescued, and {second} more boats were lost for almost {first} days."
    facts = find_quantities(reading_of(witness(text, "en")))
    assert [fact.quantity.low for fact in facts] == [Decimal(first), Decimal(second), Decimal(first)]
    assert all(fact.kind is FactKind.QUANTITY and 0 < fact.confidence <= 1 and fact.rule for fact in facts)
    for fact in facts:
        assert re.sub(r"\D", "", fact.span.of(text)) == str(fact.quantity.low)
    spans = [fact.span for fact in facts]
    assert all(before.end <= after.start for before, after in pairwise(spans))


PARTS = st.lists(
    st.sampled_from(
        "5 5-1/4 1/2 ¼ 34th 1,234 1.5 percent % $ € million to - – and or ( ) . , ; one two half a dozen hundred of "
        "thousands third quarter keepers were killed none votes vote respectively paragraph 1990 20 January § № "
        "⁄ 2 1 234 years between from more than twenty six 0 00 é ١٢ 五 ² Ⅷ \u00ad '' \u200f".split(" ")
    ),
    max_size=40,
)


@given(PARTS, st.sampled_from(["en", "de", "fr", "es", "ru", "ar"]))
def test_no_mixture_of_numbers_and_marks_breaks_the_reading(parts, language):
    text = " ".join(parts) + " x"
    facts = find_quantities(reading_of(witness(text, language)))
    spans = [fact.span for fact in facts]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for fact in facts:
        quantity = fact.quantity
        assert quantity.high is None or quantity.low <= quantity.high
        for part in (fact.span, quantity.counted, quantity.counted_inferred, quantity.predicate, quantity.qualifier):
            assert part is None or 0 <= part.start < part.end <= len(text)


WRAPPED = (
    "On that night 150 keepers were killed, 744 were seriously injured and 4 people went missing in Orsa, and for "
    "more than two and a half years between 5-1/4 and 5-1/2 percent of the harbour's 'old boats' lay idle."
)


@given(st.integers(min_value=25, max_value=90))
def test_facts_depend_neither_on_wrapping_nor_on_the_form_of_quotation_marks(width):
    lines = [""]
    for word in WRAPPED.replace("'", "’").split():
        lines.append(word) if len(lines[-1]) + len(word) > width else lines.__setitem__(
            -1, f"{lines[-1]} {word}".strip()
        )
    wrapped = "\n".join(lines)
    assert counted(wrapped) == [
        tuple(part.replace("'", "’") if isinstance(part, str) else part for part in row) for row in counted(WRAPPED)
    ]


HOSTILE = {
    "numbers in a row": lambda n: " ".join(map(str, range(n))),
    "one line of digits": lambda n: "9" * (20 * n),
    "nested parentheses": lambda n: "(" * n + "5" + ")" * n,
    "a chain of hyphens": lambda n: "5-" * n,
    "slashes": lambda n: "5/" * n,
    "scales": lambda n: "one hundred " * n,
    "magnitudes": lambda n: "hundreds of " * n,
    "votes": lambda n: "5 votes to " * n,
    "predicates": lambda n: "killed 5 and " * n,
    "groups of three": lambda n: "1 234 " * n,
    "respectively": lambda n: "3 and 5 respectively " * n,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_figure_behind_ever_so_many_is_read(make):
    # A rule that goes back over what it has read would not end.
    text = make(20_000) + ".\n\nThen 744 keepers were rescued.\n"
    last = find_quantities(reading_of(witness(text, "en")))[-1]
    assert (said(last.span, text), said(last.quantity.counted, text)) == ("744", "keepers")


def test_the_hand_made_gold_is_reached_and_none_of_its_traps_is_read(shared_data):
    right = with_noun = said_in_all = gold_in_all = 0
    for row in map(json.loads, (shared_data / "gold" / "facts.jsonl").read_text("utf-8").splitlines()):
        text = (shared_data / row["file"]).read_bytes().decode("utf-8")
        facts = find_quantities(reading_of(witness(text)))
        gold = [fact for fact in row["facts"] if fact["type"] == "quantity"]
        said_in_all += len(facts)
        gold_in_all += len(gold)
        for trap in row["not_quantities"]:
            assert not any(fact.span.start < trap["end"] and trap["start"] < fact.span.end for fact in facts)
        for one in gold:
            low = Decimal(str(one["min"] if one["value"] is None else one["value"]))
            hits = [f for f in facts if f.span.start <= one["start"] < f.span.end and f.quantity.low == low]
            right += bool(hits)
            noun = said(hits[0].quantity.counted, text) if hits else None
            with_noun += (one.get("counted") or "") in (noun or "")
    assert (right, said_in_all, gold_in_all) == (20, 20, 20)
    assert with_noun == gold_in_all
