"""Following: each fact of a statement is found again in another, with what became of it."""

from __future__ import annotations

import pytest

from variorum.analysis.facts.following.follow import follow
from variorum.analysis.facts.reader import read_facts
from variorum.model.facts import FactKind
from variorum.model.ledger import StatementFacts, Verdict
from variorum.workflows.compare import collate, compare


def facts_of(witness, date):
    return StatementFacts(witness.witness.name, witness, date, read_facts(witness, date))


def followed(comparison, base_date=None, other_date=None):
    alignment = comparison.alignment
    sides = (
        facts_of(alignment.base, base_date or comparison.base_date),
        facts_of(alignment.other, other_date or comparison.other_date),
    )
    answers = [(bead.base, bead.other) for bead in alignment.beads if bead.base and bead.other]
    return sides, follow(*sides, answers)


def told(base, other, base_date=None, other_date=None):
    """What differs between two texts: (verdict, the words of the base, the words of the other)."""
    sides, changes = followed(collate(base, other, language="en"), base_date, other_date)
    return [
        (change.verdict, *(words(side, place) for side, place in zip(sides, change.facts, strict=True)))
        for change in changes
        if change.verdict is not Verdict.SAME
    ]


def words(side, place):
    return None if place is None else " ".join(side.facts[place].span.of(side.witness.content).split())


def test_another_noun_for_the_same_count_is_noun_changed():
    changes = told(
        "The storm of 1970 came at night. In all, 150 civilians were killed in Orsa.",
        "The storm of 1970 came at night. In all, 150 citizens were killed in Orsa.",
    )
    assert changes == [(Verdict.NOUN, "150", "150")]


@pytest.mark.parametrize(
    ("base", "other", "expected"),
    [
        # quantities
        (
            "744 were seriously injured in Orsa.",
            "744 were severely wounded in Orsa.",
            [(Verdict.REWORDED, "744", "744")],
        ),
        (
            "The siege lasted 30 years.",
            "The siege lasted almost 30 years.",
            [(Verdict.QUALIFIER, "30 years", "30 years")],
        ),
        ("In all, 150 keepers were killed.", "In all, 162 keepers were killed.", [(Verdict.VALUE, "150", "162")]),
        # dates
        (
            "The hall opened on January 21, 1990 in Orsa.",
            "The hall opened on 21 January 1990 in Orsa.",
            [(Verdict.FORMAT, "January 21, 1990", "21 January 1990")],
        ),
        (
            "The mandate ends on 5 May 1990 at noon.",
            "The mandate ends on 5 June 1990 at noon.",
            [(Verdict.VALUE, "5 May 1990", "5 June 1990")],
        ),
        # names
        (
            "The claims against Karabakh were heard.",
            "The claims against Garabagh were heard.",
            [(Verdict.SPELLING, "Karabakh", "Garabagh")],
        ),
        (
            "The envoys of the USSR left the hall.",
            "The envoys of the Soviet Union left the hall.",
            [(Verdict.REWORDED, "USSR", "Soviet Union")],
        ),
        # demands
        (
            "Its perpetrators must be punished by the court.",
            "Its perpetrators should be punished by the court.",
            [(Verdict.QUALIFIER, "must be punished by the court", "should be punished by the court")],
        ),
    ],
)
def test_one_change_of_a_line_has_its_verdict(base, other, expected):
    opening = "The keepers of the harbour met again this spring to speak of the storm. "
    assert told(opening + base, opening + other) == expected


@pytest.mark.parametrize(
    ("base", "other"),
    [("Niger", "Nigeria"), ("Iran", "Iraq"), ("Austria", "Australia"), ("Slovakia", "Slovenia"), ("Mali", "Malawi")],
)
def test_two_countries_are_never_two_spellings_of_one(base, other):
    line = "The envoys of {} were heard in the hall of the keepers last spring."
    verdicts = {verdict for verdict, *_ in told(line.format(base), line.format(other))}
    assert verdicts
    assert Verdict.SPELLING not in verdicts


def test_a_spelling_is_proposed_only_in_the_same_place_of_a_line():
    line = "The Ministry of Defen{}e of Orsa built the pier. The storm came at night and broke it."
    assert told(line.format("c"), line.format("s")) == [
        (Verdict.SPELLING, "Ministry of Defence of Orsa", "Ministry of Defense of Orsa")
    ]
    elsewhere = (
        "The storm came at night and broke it. Nobody but the Ministry of Defense of Orsa was thanked by the town."
    )
    assert Verdict.SPELLING not in {verdict for verdict, *_ in told(line.format("c"), elsewhere)}


RUNNING = "The keepers of Orsa remember the storm that broke the pier {} years ago, and all who were lost in it."


def test_a_name_with_and_without_accents_is_one_name_in_two_spellings():
    changes = told(
        "The keepers met the Secretary Ana Belen Rincon Marin in Orsa. The harbour is open.",
        "The harbour is open. Nothing else was said by anybody. The Board thanks Ana Belén Rincón Marín for it.",
    )
    people = [change for change in changes if "thanks" not in f"{change[2]}" and "Ana" in f"{change[1]}{change[2]}"]
    assert people == [(Verdict.SPELLING, "Ana Belen Rincon Marin", "Ana Belén Rincón Marín")]


PURCHASES_SO_FAR = (
    "The Board decided to continue purchasing additional harbour bonds at a pace of $40 million per month and "
    "longer-term lock securities at a pace of $45 million per month."
)
PURCHASES = (
    "The Board will add to its holdings of harbour bonds at a pace of ${} million per month{}, and will add to its "
    "holdings of longer-term lock securities at a pace of ${} million per month{}."
)


@pytest.mark.parametrize(
    ("base", "other"),
    [
        (
            PURCHASES_SO_FAR,
            PURCHASES.format(35, " rather than $40 million per month", 40, " rather than $45 million per month"),
        ),
        (PURCHASES.format(40, "", 45, ""), PURCHASES.format(35, "", 40, "")),
        (
            PURCHASES.format(40, "", 45, ""),
            PURCHASES.format(35, " instead of $40 million per month", 40, " instead of $45 million per month"),
        ),
    ],
)
def test_of_two_sums_each_is_followed_by_what_it_is_of(base, other):
    assert [change for change in told(base, other) if (change[1] or change[2])[:1] == "$"] == [
        (Verdict.VALUE, "$40 million", "$35 million"),
        (Verdict.VALUE, "$45 million", "$40 million"),
    ]


def test_a_count_that_moves_as_the_dates_do_is_an_expected_roll_over():
    changes = told(RUNNING.format(33), RUNNING.format(34), "2023-01-20", "2024-01-20")
    assert set(changes) == {
        (Verdict.ROLLOVER, "33 years", "34 years"),
        (Verdict.ROLLOVER, "33 years ago", "34 years ago"),
    }


@pytest.mark.parametrize(
    ("base", "other", "dates", "verdict"),
    [
        ("through mid-2031", "through late 2032", ("2029-12-13", "2030-01-25"), Verdict.VALUE),
        ("through 2031", "through 2032", ("2029-12-13", "2030-01-25"), Verdict.VALUE),
        ("through 2031", "through 2032", ("2029-12-13", "2030-12-12"), Verdict.ROLLOVER),
        ("by 5 January 2031", "by 4 January 2032", ("2030-01-31", "2031-01-30"), Verdict.ROLLOVER),
        ("by 4 July 2030", "by 5 January 2031", ("2030-01-31", "2030-07-30"), Verdict.ROLLOVER),
        ("until 31 July 2030", "until 31 July 2031", ("2030-01-31", "2030-07-30"), Verdict.VALUE),
        ("since it met in September", "since it met in October", ("2030-10-30", "2030-12-18"), Verdict.ROLLOVER),
        ("since it met in June", "since it met in October", ("2030-10-30", "2030-12-18"), Verdict.VALUE),
    ],
)
def test_a_date_rolls_over_where_it_moves_as_the_statements_do(base, other, dates, verdict):
    [(found, *_)] = told(
        f"The Board keeps the toll low {base} in Orsa.", f"The Board keeps the toll low {other} in Orsa.", *dates
    )
    assert found is verdict


def test_years_ago_are_followed_where_they_are_the_last_years():
    texts = "Forty keepers drowned here 22 years ago. It is open.", "Over the last 23 years the harbour was mended."
    changes = told(*texts, "2030-09-08", "2031-09-10")
    assert [change for change in changes if "years" in f"{change[1]}{change[2]}"] == [
        (Verdict.ROLLOVER, "22 years", "23 years")
    ]


def test_a_count_that_moves_as_the_dates_do_may_also_be_qualified():
    texts = "The toll has been low for 31 years.", "The toll has been low for almost 32 years."
    _, changes = followed(collate(*texts, language="en"), "2030-03-05", "2031-03-05")
    assert [(change.verdict, change.also) for change in changes if change.kind is FactKind.QUANTITY] == [
        (Verdict.ROLLOVER, (Verdict.QUALIFIER,))
    ]


@pytest.mark.parametrize("second", [33, 36])
def test_a_count_that_the_dates_do_not_explain_is_unexpected(second):
    changes = told(RUNNING.format(33), RUNNING.format(second), "2023-01-20", "2024-01-20")
    assert (Verdict.UNEXPECTED, "33 years", f"{second} years") in changes


def test_a_count_of_statements_without_dates_is_neither_expected_nor_unexpected():
    verdicts = {verdict for verdict, *_ in told(RUNNING.format(33), RUNNING.format(34))}
    assert verdicts == {Verdict.VALUE}


def test_a_round_count_may_stay_as_it_is():
    assert told(RUNNING.format(30), RUNNING.format(30), "2023-01-20", "2024-01-20") == []


def test_where_a_movement_began_is_not_where_another_ended():
    changes = told(
        "The Board cut the berth rate by 25 points, from about 5-1/2 percent to about 5-1/4 percent.",
        "The Board raised the berth rate by 25 points, from about 5-1/4 percent to around 5-1/2 percent.",
    )
    assert (Verdict.VALUE, "5-1/2 percent", "5-1/4 percent") in changes
    assert (Verdict.VALUE, "5-1/4 percent", "5-1/2 percent") in changes
    assert Verdict.QUALIFIER not in {verdict for verdict, _, _ in changes}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("the dues rose to 2 percent", [(Verdict.QUALIFIER, "2 percent", "2 percent")]),
        ("the dues remained below 2 percent", []),
    ],
)
def test_a_like_figure_elsewhere_that_is_bounded_otherwise_is_one_only_of_the_same_happening(said, expected):
    line = "The lamps of the old quay were lit again on the night of the feast, and all who came saw it."
    base = f"The dues rose to around 2 percent.\n\n{line}"
    changes = told(base, f"{line}\n\nThe keepers of the left bank went home, because in that month {said}.")
    assert [change for change in changes if "2 percent" in change] == expected


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("The wall was built more than two centuries ago.", "The wall was built more than 200 years ago."),
        ("The Council calls on the two towns to meet.", "The Council calls on both towns to meet."),
        ("We urge keepers to attend pre-flood training.", "We urge keepers to attend preflood training."),
    ],
)
def test_what_is_the_same_in_another_way_of_counting_or_writing_neither_comes_nor_goes(base, other):
    found = told(base, other)
    assert not {Verdict.DROPPED, Verdict.ADDED, Verdict.VALUE} & {verdict for verdict, _, _ in found}


def test_the_wish_of_one_who_is_joined_by_others_neither_comes_nor_goes():
    line = "Voting against the toll {} to raise the rate to 1/2 to 3/4 percent."
    base = line.format("was Edda B. Lorne, who preferred")
    other = line.format("were Edda B. Lorne, Orm C. Vale, and Una D. Quill, each of whom preferred at this meeting")
    assert not {Verdict.DROPPED, Verdict.ADDED} & {
        verdict for verdict, *said in told(base, other) if "1/2 to 3/4 percent" in said
    }


def test_what_another_person_proclaims_is_no_other_wording():
    line = "I, {}, President of Karrow, do hereby proclaim {} as the Day of the Ferry."
    base = line.format("EDDA B. LORNE", "5 March 2030")
    assert Verdict.REWORDED in {verdict for verdict, *_ in told(base, line.format("EDDA B. LORNE", "4 March 2031"))}
    found = {
        verdict for verdict, *said in told(base, line.format("ORM C. VALE", "4 March 2031")) if "proclaim" in str(said)
    }
    assert found == {Verdict.DROPPED, Verdict.ADDED}


def test_a_person_is_gone_though_another_has_the_same_word_behind_the_name():
    base = "Voting for the toll were Edda Lorne; Roger W. Quill, Jr.; and Jamie B. Vale, Jr."
    other = "Voting for the toll were Edda Lorne; Roger W. Quill, Jr.; and Timothy F. Orm."
    gone = [said[0] for verdict, *said in told(base, other) if verdict is Verdict.DROPPED]
    assert gone == ["Jamie B. Vale, Jr."]


def test_who_recommended_what_is_decided_is_not_of_whom_it_is_decided():
    opening = "The Harbour Council,\n\nRecalling the flood,\n\n1. Decides"
    base = (
        f"{opening}, as recommended by the Harbour Master, to extend the term of the Ferry Board until 30 April 2030;"
    )
    other = f"{opening} to extend the term of the Ferry Board until 31 July 2030;"
    assert (Verdict.VALUE, "30 April 2030", "31 July 2030") in told(base, other, "2030-01-30", "2030-03-01")
    assert not {Verdict.DROPPED, Verdict.ADDED} & {
        verdict for verdict, *said in told(base, other) if "Decides" in str(said)
    }


def test_a_document_that_is_named_without_its_year_is_there():
    base = "The Council calls for peace in the spirit of resolution 1754 and of all its words."
    other = f"{base}\n\nThe Council commends those who carried out resolutions 1754 (2007) and 1783 (2007)."
    added = {said[1] for verdict, *said in told(base, other) if verdict is Verdict.ADDED}
    assert "resolutions 1754 (2007)" not in added
    assert "1783 (2007)" in added


def test_a_hyphen_that_goes_is_no_other_wording():
    assert told("We urge keepers to attend pre-flood drills.", "We urge keepers to attend preflood drills.") == []


def test_to_step_up_is_not_to_keep():
    found = told(
        "The Council asks the Master to intensify his planning for the flood.",
        "The Council asks the Master to maintain his planning for the flood.",
    )
    assert Verdict.REWORDED not in {verdict for verdict, _, _ in found}


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("10 July 2030", Verdict.ROLLOVER), ("2 April 2030", Verdict.VALUE)],
)
def test_a_day_that_is_past_rolls_over_only_where_it_keeps_its_distance(day, verdict):
    line = "The Council welcomes the report of {} on the lower sluices of the river, and thanks all who wrote it."
    found = told(line.format("9 January 2030"), line.format(day), "2030-01-26", "2030-07-27")
    assert (verdict, "9 January 2030", day) in found


def test_what_stands_in_another_line_is_moved():
    base = "In all, 744 keepers were killed in the storm. The pier was built anew in the spring by the town."
    other = "The pier was built anew in the spring by the town. The bell rings for 744 keepers who were killed."
    assert told(base, other) == [(Verdict.MOVED, "744", "744")]


def test_a_name_is_not_dropped_while_it_stands_somewhere():
    base = "Orsa has a pier. The pier of Sumgayit was broken by the storm. The hall of Sumgayit stands."
    other = "Orsa has a pier. The pier was broken by the storm. Only the old hall in Sumgayit stands."
    assert not [change for change in told(base, other) if change[0] in (Verdict.DROPPED, Verdict.ADDED)]


def test_a_name_that_went_is_dropped_once_however_often_it_stood():
    base = "Orsa has a pier. The pier of Sumgayit was broken. The hall of Sumgayit stands. Sumgayit has a mayor."
    other = "Orsa has a pier. The pier was broken. The hall stands."
    dropped = [change for change in told(base, other) if change[0] is Verdict.DROPPED and change[1] == "Sumgayit"]
    assert len(dropped) == 1


def test_a_demand_is_not_dropped_while_its_words_stand_in_other_words():
    base = "The Council met. It demands that Orsa repair the broken harbour wall and light the beacon."
    other = "The Council met. The harbour wall of Orsa is broken, and it should repair the wall and light the beacon."
    assert not [change for change in told(base, other) if change[0] is Verdict.DROPPED]


@pytest.mark.parametrize(
    ("base", "other", "gone", "new"),
    [
        ("Some 30 people were wounded in Orsa.", "Some 30 people were killed in Orsa.", "30", "30"),
        ("It did not kill 30 people in Orsa.", "It killed 30 people in Orsa.", "30", "30"),
        (
            "The Board raised the toll by 1/4 percentage point.",
            "The Board lowered the toll by 1/4 percentage point.",
            "1/4 percentage point",
            "1/4 percentage point",
        ),
        (
            "The Council does not condemn the attack on the keepers.",
            "The Council condemns the attack on the keepers.",
            "does not condemn the attack on the keepers",
            "condemns the attack on the keepers",
        ),
        (
            "The Council welcomes the closing of the harbour in Orsa.",
            "The Council deplores the closing of the harbour in Orsa.",
            "welcomes the closing of the harbour in Orsa",
            "deplores the closing of the harbour in Orsa",
        ),
        (
            "The Board decided to await more evidence before adjusting the pace of its purchases.",
            "The Board decided to modestly reduce the pace of its purchases.",
            "decided to await more evidence before adjusting the pace of its purchases",
            "decided to modestly reduce the pace of its purchases",
        ),
        (
            "The Harbour Council, Welcoming the appointment of Torvald Brenneke as its Envoy,",
            "The Harbour Council, Welcoming the appointment of Anna Sollund as its Adviser,",
            "Welcoming the appointment of Torvald Brenneke as its Envoy",
            "Welcoming the appointment of Anna Sollund as its Adviser",
        ),
    ],
)
def test_opposites_and_other_people_are_dropped_and_added_and_never_reworded(base, other, gone, new):
    changes = told(base, other)
    assert (Verdict.DROPPED, gone, None) in changes
    assert (Verdict.ADDED, None, new) in changes
    assert {verdict for verdict, *_ in changes} == {Verdict.DROPPED, Verdict.ADDED}


def test_what_happened_is_quoted_with_its_denial():
    sides, _ = followed(collate("It did not kill 30 people.", "30 people were never hurt.", language="en"))
    predicates = [side.facts[0].quantity.predicate.of(side.witness.content) for side in sides]
    assert predicates == ["did not kill", "never hurt"]


def test_not_only_denies_nothing():
    assert told("It wounded 30 people in Orsa.", "It not only wounded 30 people in Orsa.") == [
        (Verdict.REWORDED, "30", "30")
    ]


def test_a_bound_from_the_other_side_is_another_value():
    assert told("At least 30 people were killed.", "At most 30 people were killed.") == [(Verdict.VALUE, "30", "30")]


def test_a_demand_for_the_other_way_is_told_by_the_value_that_changed():
    changes = told(
        "The Board decided to keep the mooring rate at 1/4 percent.",
        "The Board decided to raise the mooring rate to 1/2 percent.",
    )
    assert [verdict for verdict, *_ in changes] == [Verdict.VALUE, Verdict.VALUE]


def test_what_one_dissenter_prefers_is_never_that_of_another():
    line = "Voting against the rate were {}, who preferred to {} the mooring rate {} percent."
    changes = told(
        line.format("Anna Sollund and Jon Brenneke", "maintain", "at 2"), line.format("Tor Haldane", "lower", "to 1")
    )
    assert (Verdict.DROPPED, "2 percent", None) in changes
    assert (Verdict.ADDED, None, "1 percent") in changes


def test_what_the_body_decides_is_never_what_a_dissenter_prefers():
    changes = told(
        "Voting against was Tor Haldane, who preferred to lower the mooring rate by 1/4 percentage point.",
        "Voting for was Tor Haldane. The Board decided to lower the mooring rate by 1/4 percentage point.",
    )
    assert (Verdict.DROPPED, "1/4 percentage point", None) in changes
    assert (Verdict.ADDED, None, "1/4 percentage point") in changes


def test_the_same_dissenter_may_prefer_another_value():
    line = "Voting against was Tor Haldane, who preferred to lower the mooring rate to {} percent."
    assert told(line.format(2), line.format(1)) == [(Verdict.VALUE, "2 percent", "1 percent")]


def test_a_demand_that_went_is_dropped():
    base = "The Council met in the hall. The perpetrators of the raid must be punished without delay."
    assert (Verdict.DROPPED, "must be punished without delay", None) in told(base, "The Council met in the hall.")


@pytest.fixture(scope="module")
def seeds(shared_data):
    return followed(compare(*map(str, sorted((shared_data / "seeds").glob("*.txt")))))


@pytest.mark.parametrize(
    ("verdict", "base", "other"),
    [
        (Verdict.NOUN, "150", "150"),
        (Verdict.REWORDED, "744", "744"),
        (Verdict.SPELLING, "Karabakh", "Garabagh"),
        (Verdict.REWORDED, "USSR", "Soviet Union"),
        (Verdict.QUALIFIER, "30 years", "30 years"),
        (Verdict.ROLLOVER, "33 years", "34 years"),
        (Verdict.ROLLOVER, "33 years ago", "34 years ago"),
        (Verdict.FORMAT, "January 19-20, 1990", "19-20 January 1990"),
        (Verdict.FORMAT, "January 21, 1990", "21 January 1990"),
        (Verdict.FORMAT, "January 20, 1990", "20 January 1990"),
        (Verdict.DROPPED, "should be qualified as a crime against humanity", None),
        (Verdict.DROPPED, "must be punished", None),
    ],
)
def test_what_a_plain_diff_misses_in_the_seed_pair_is_told(seeds, verdict, base, other):
    sides, changes = seeds
    found = [
        tuple(words(side, place) for side, place in zip(sides, change.facts, strict=True))
        for change in changes
        if change.verdict is verdict
    ]
    assert (base, other) in found
