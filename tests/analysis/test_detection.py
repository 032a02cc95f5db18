"""The series in a pile of documents of invented institutions."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.analysis.detection.cadence import cadence
from variorum.analysis.detection.groups import Groups
from variorum.analysis.detection.series import detect
from variorum.analysis.detection.titles import Stand, TitleReader, Titles
from variorum.analysis.detection.wording import MOST_RUNS, Sketcher, Wording
from variorum.model.detected import Cadence, Piled, Rhythm

STOCK = (
    "harbour council mooring dues quay crane ferry winter storm pilot lantern tide ledger vessel cargo timber salt"
    " grain north south berth repair budget member vote season report measure price coast bridge engine labour demand"
).split()
FORM = "This decision is made under article nine of the harbour code and enters into force on the day of its notice."


def words(count, seed):
    chance = random.Random(seed)
    return [chance.choice(STOCK) + chance.choice(("", "s", "ing", "ward", "less")) for _ in range(count)]


def issues(count, *, seed, share=0.3, size=120, year=2001, **known):
    """Yearly texts of which each has so much of its words exchanged against the one before."""
    chance = random.Random(seed)
    text = words(size, seed)
    found = []
    for number in range(count):
        found.append(Piled(" ".join(text), "en", date=f"{year + number}-03-05", **known))
        for place in chance.sample(range(size), int(share * size / 10)):
            text[place * 1 : place + 8] = words(8, chance.random())
    return found


def strangers(count, *, seed=900, year=2001):
    return [Piled(" ".join(words(120, seed + n)), "en", date=f"{year + n}-07-{n % 28 + 1:02}") for n in range(count)]


def sets(detection):
    return {frozenset(proposal.members) for proposal in detection.proposals}


def test_two_series_in_a_pile_with_strangers_are_found_whole_and_the_strangers_are_in_none():
    pile = issues(8, seed=1) + strangers(6) + issues(5, seed=2)
    found = detect(pile)
    assert sets(found) == {frozenset(range(8)), frozenset(range(14, 19))}
    assert found.unsorted == tuple(range(8, 14))
    assert [len(proposal.members) for proposal in found.proposals] == [8, 5]
    for proposal in found.proposals:
        assert proposal.cadence.rhythm is Rhythm.YEARLY
        assert proposal.wording > 0.3


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pile_changes_neither_members_nor_names(chance):
    pile = issues(5, seed=1) + strangers(4, year=1960) + issues(4, seed=2, year=2030, title="Notice on tides, 2030")
    order = list(range(len(pile)))
    chance.shuffle(order)
    usual, shuffled = detect(pile), detect([pile[k] for k in order])
    named = {(proposal.name, frozenset(order[k] for k in proposal.members)) for proposal in shuffled.proposals}
    assert named == {(proposal.name, frozenset(proposal.members)) for proposal in usual.proposals}
    assert len(named) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Piled,
            st.sampled_from([FORM, "", "x", " ".join(words(40, 1)), " ".join(words(40, 2)), "港务委员会决定提高"]),
            st.sampled_from([None, "en", "zh"]),
            st.sampled_from([None, "", "Notice", "Notice on tides", "Notice on tides and salt", "Order 12", "!"]),
            st.sampled_from([None, "Harbour Council", "Salt Office (J. Marr)"]),
            st.sampled_from(["", "2001", "2002-05", "2003-02-30", "2004-05-06", "2005-05-06", "0000"]),
            st.sampled_from([None, "tides", "salt"]),
        ),
        max_size=14,
    )
)
def test_every_document_is_in_one_place_and_what_has_a_series_stays_there(pile):
    found = detect(pile)
    members = [place for proposal in found.proposals for place in proposal.members]
    assert len(members) == len(set(members))
    assert not {*members} & {*found.unsorted}
    assert {*found.unsorted} == {k for k, piled in enumerate(pile) if piled.series is None} - {*members}
    assert len({proposal.name for proposal in found.proposals}) == len(found.proposals)
    for proposal in found.proposals:
        named = {pile[place].series for place in proposal.members} - {None}
        assert named <= {proposal.name}
        assert proposal.existing == bool(named)
        assert {*proposal.members} - {*proposal.known}
        assert len(proposal.members) > 1
        assert len({pile[place].language for place in proposal.members} - {None}) <= 2


@pytest.mark.parametrize("pile", [[], [Piled("One text.", "en")], [Piled("", "en")] * 3])
def test_nothing_one_and_nothing_but_empty_texts_are_no_series(pile):
    assert detect(pile).proposals == ()


def test_a_thousand_copies_of_one_text_on_one_day_are_no_series():
    found = detect(issues(1, seed=4) * 1_000)
    assert found.proposals == ()
    assert len(found.unsorted) == 1_000


def test_a_line_that_all_have_draws_no_strangers_together():
    pile = [replace(piled, text=f"{piled.text} {FORM}") for piled in strangers(300)]
    assert detect(pile).proposals == ()


def test_texts_of_which_only_a_letterhead_was_read_are_no_series():
    pile = [
        Piled(f"Harbour Council of the Free Port Distribution general {n} May", "en", date=f"200{n}") for n in range(5)
    ]
    assert detect(pile).proposals == ()


def test_a_folder_that_is_one_series_is_found_though_all_share_its_lines():
    pile = [replace(piled, text=f"{FORM} {piled.text}") for piled in issues(6, seed=7, share=0.1)]
    assert sets(detect(pile)) == {frozenset(range(6))}


def test_one_title_and_a_rhythm_make_a_series_of_texts_that_share_nothing():
    pile = [replace(piled, title=f"Address on Harbour Day, {2001 + n}") for n, piled in enumerate(strangers(6))]
    pile = [replace(piled, date=f"{2001 + n}-06-0{n + 1}") for n, piled in enumerate(pile)]
    (proposal,) = detect(pile).proposals
    assert proposal.members == proposal.by_title == tuple(range(6))
    assert (proposal.name, proposal.title, proposal.titled) == (
        "address-harbour-day",
        "Address on Harbour Day, YYYY",
        6,
    )


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Address on Harbour Day", "no rhythm"),
        ("Statement", "a kind"),
        ("Resolution {number}", "a running number"),
    ],
)
def test_a_title_alone_makes_no_series_without_a_rhythm_nor_where_it_names_a_kind(title, why):
    dates = [f"{2001 + n}-06-05" for n in range(6)]
    if why == "no rhythm":
        dates = ["2001-01-03", "2001-01-09", "2002-11-30", "2003-01-01", "2009-05-05", "2009-05-29"]
    pile = [
        replace(piled, title=title.format(number=1200 + 17 * n), date=dates[n]) for n, piled in enumerate(strangers(6))
    ]
    assert detect(pile).proposals == ()


def test_a_title_brings_in_the_few_whose_wording_is_their_own():
    pile = [replace(piled, title="Mooring dues statement") for piled in [*issues(8, seed=3), *strangers(1, year=1971)]]
    (proposal,) = detect(pile).proposals
    assert len(proposal.members) == 9
    assert proposal.by_title == (8,)


def test_the_same_form_on_two_countries_is_two_series_and_on_one_it_is_one():
    def notices(country, year, own):
        form = " ".join(words(50, 11))
        text = f"{form} {country} {' '.join(words(60, own))}"
        return [
            Piled(text, "en", f"Notice on trade with {country}, {year + n}", "Salt Office", f"{year + n}-04-0{n + 1}")
            for n in range(3)
        ]

    pile = notices("Velmora", 2001, 21) + notices("Karrow", 2001, 22)
    found = detect(pile)
    assert sets(found) == {frozenset((0, 1, 2)), frozenset((3, 4, 5))}
    assert {proposal.name for proposal in found.proposals} == {"notice-trade-velmora", "notice-trade-karrow"}
    same = [replace(piled, title="Notice on trade") for piled in pile]
    assert sets(detect(same)) == {frozenset(range(6))}


def test_one_title_of_two_issuers_is_two_series_and_a_speaker_in_parentheses_is_none():
    mine = [replace(p, title="Annual harbour address", issuer="Harbour Council") for p in strangers(4)]
    theirs = [replace(p, title="Annual harbour address", issuer="Senate of Karrow") for p in strangers(4, seed=700)]
    pile = [replace(piled, date=f"{2001 + n % 4}-06-05") for n, piled in enumerate(mine + theirs)]
    assert sets(detect(pile)) == {frozenset(range(4)), frozenset(range(4, 8))}
    spoken = [replace(piled, issuer=f"Harbour Council (Speaker {n})") for n, piled in enumerate(pile[:4])]
    assert sets(detect(spoken)) == {frozenset(range(4))}


def test_a_translation_is_a_series_of_its_own_and_is_named_after_the_larger():
    pile = issues(6, seed=5, title="Mooring dues statement")
    other = [replace(p, language="de", title=None) for p in issues(4, seed=6)]
    first, second = detect(pile + other).proposals
    assert (first.name, second.name, second.beside) == (
        "mooring-dues-statement",
        "mooring-dues-statement-de",
        "mooring-dues-statement",
    )


def test_a_series_of_the_archive_draws_what_is_new_and_two_of_them_are_never_joined():
    pile = issues(8, seed=1)
    known = [replace(piled, series="dues") for piled in pile[:5]]
    (proposal,) = detect(known + pile[5:]).proposals
    assert (proposal.name, proposal.existing, proposal.known) == ("dues", True, (0, 1, 2, 3, 4))
    parted = [replace(piled, series="dues" if n < 4 else "fees") for n, piled in enumerate(pile[:7])]
    proposals = detect([*parted, pile[7]]).proposals
    assert [(proposal.name, proposal.members) for proposal in proposals] == [("fees", (4, 5, 6, 7))]


def test_a_pile_that_is_sorted_already_gives_no_proposal():
    found = detect([replace(piled, series="dues") for piled in issues(5, seed=1)])
    assert (found.proposals, found.unsorted, found.documents) == ((), (), 5)


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        ([], Cadence(Rhythm.UNKNOWN)),
        (["2001-02-03", "", "2001-02-03"], Cadence(Rhythm.UNKNOWN)),
        (["2001-02-03", "2002-02-03"], Cadence(Rhythm.IRREGULAR, 365)),
        (["2001-04-10", "2002-04-22", "2003-04-14"], Cadence(Rhythm.YEARLY, 377)),
        (["1801", "1805", "1809", "1813"], Cadence(Rhythm.YEARLY, 1461)),
        ([f"2001-{n:02}-15" for n in range(1, 9)], Cadence(Rhythm.REGULAR, 31)),
        (["2001-01-01", "2001-01-03", "2001-03-01", "2001-09-01", "2001-09-02"], Cadence(Rhythm.IRREGULAR, 57)),
        (["2001-02-30", "0000", "nonsense"], Cadence(Rhythm.UNKNOWN)),
    ],
)
def test_the_rhythm_of_dates(dates, wanted):
    assert cadence(dates) == wanted
    assert cadence(reversed(dates)) == wanted


@pytest.mark.parametrize(
    ("title", "date", "words", "numbered"),
    [
        ("Resolution 1701 (2006)", "2006-08-11", ("resolution",), True),
        ("Address of 1789", "1789-04-30", ("address",), False),
        ("Address of 1789", "", ("address",), False),
        ("Budget 2024/25", "2024-03-01", ("budget",), False),
        ("The 34th anniversary of the flood", "2022", ("flood",), False),
        ("Statement on 5 March", "", ("statement",), False),
        ("Statement of 05.03.2024", "2024", ("statement",), False),
        ("Notice withRespect to Karrow", "", ("notice", "respect", "karrow"), False),
        ("第2548(2020)号决议", "2020-10-30", ("第", "号", "决", "议"), True),
        (None, "", (), False),
    ],
)
def test_a_title_without_its_dates(title, date, words, numbered):
    read = TitleReader().read(title, date)
    assert (read.words, read.numbered) == (words, numbered)


@pytest.mark.parametrize(
    ("one", "other", "stand"),
    [
        ("Mooring dues statement", "Statement on mooring dues", Stand.SAME),
        ("Harbour Day", "A proclamation on Harbour Day", Stand.SAME),
        ("Notice on Velmora", "Notice on Karrow", Stand.AT_ODDS),
        ("Notice", "Statement", Stand.OPEN),
        ("Harbour notice", "Harbour notice on the price of salt and grain in winter", Stand.OPEN),
    ],
)
def test_how_two_titles_stand(one, other, stand):
    read = [TitleReader().read(title, "") for title in (one, other)]
    titles = Titles(read)
    assert titles.stand(*read) is titles.stand(*reversed(read)) is stand


def test_likeness_is_one_for_equal_texts_none_for_strangers_and_falls_with_every_change():
    sketcher = Sketcher()
    texts = [" ".join(words(200, 1)), *(" ".join(words(200, 1)[:k] + words(200 - k, 50 + k)) for k in (150, 100, 50))]
    wording = Wording([sketcher.sketch(text) for text in [*texts, texts[0], " ".join(words(200, 99))]])
    likeness = {(one, other): score for one, other, score in wording.pairs()}
    assert likeness[0, 4] == 1
    assert [likeness[0, k] for k in (1, 2, 3)] == sorted((likeness[0, k] for k in (1, 2, 3)), reverse=True)
    assert (0, 5) not in likeness


def test_the_likeness_of_two_long_texts_is_told_from_samples():
    chance = random.Random(5)
    mine = [f"w{chance.randrange(10**6)}" for _ in range(8_000)]
    theirs = mine[:4_000] + [f"v{chance.randrange(10**6)}" for _ in range(4_000)]
    sketches = [Sketcher().sketch(" ".join(each)) for each in (mine, theirs, mine[:600])]
    assert [len(sketch.runs) for sketch in sketches] == [MOST_RUNS] * 3
    ((_, _, likeness),) = Wording(sketches[:2]).pairs()
    assert 0.4 < likeness < 0.6
    assert Wording(sketches).repeated(0, 2) == 1


@given(st.lists(st.sampled_from([None, "a", "b"]), min_size=1, max_size=12), st.data())
def test_groups_never_join_two_series_and_always_hold_every_document_once(series, data):
    groups = Groups(series)
    place = st.integers(0, len(series) - 1)
    for one, other in data.draw(st.lists(st.tuples(place, place), max_size=20)):
        joined = groups.join(one, other)
        assert joined == (groups.of(one) == groups.of(other))
    found = groups.sets()
    assert sorted(member for group in found for member in group) == list(range(len(series)))
    for group in found:
        assert {series[member] for member in group} - {None} <= {groups.series(group[0])}
    assert all(one[0] < other[0] for one, other in pairwise(found))
