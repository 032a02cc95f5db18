"""Votes by name and side: every name that stands in a list is read and no other, and what changed is told by name."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.series.test_lineage import POOL, issue, line_of, series
from variorum.analysis.series.ballots import ballots, name_key, vote_lists
from variorum.analysis.series.lineage import trace
from variorum.analysis.series.news import news
from variorum.analysis.series.vote_changes import with_vote_changes
from variorum.analysis.series.votes import vote_news
from variorum.analysis.series.voting import sameness
from variorum.model.units import SegmentKind
from variorum.model.votes import VoteSide

FIRST = "The Bank of Orsa left its rate at four percent."
ALL = "Voting for the decision were Ann T. Lee, Chair; Bo Ek, Vice Chair; Cy Orr; and Di Poe."


def statement(*sentences):
    return issue("2001-05-01", FIRST, " ".join(sentences)).witness


def read(*sentences):
    """Names by side, with their reasons."""
    witness = statement(*sentences)
    return [
        (one.side.value, one.name, tuple(" ".join(span.of(witness.content).split()) for span in one.reasons))
        for one in ballots(witness)
    ]


def named(*sentences):
    return [(side, name) for side, name, _ in read(*sentences)]


def votes(*issues):
    return series(*((FIRST, one) for one in issues))


PARTS = ("Ann", "Bo", "Per-Olof", "Élodie", "Čeněk", "O’Dell", "Ursula", "Þórdís", "Ωmega", "Лев")
LAST = ("Lee", "Okonjo-Vale", "Orr", "d'Arc", "McTavish", "Ødegård", "Петров", "Quist", "Żak")
one_name = st.builds(
    lambda first, middle, particle, last, suffix: " ".join(filter(None, (first, middle, particle, last))) + suffix,
    st.sampled_from(PARTS),
    st.sampled_from(("", "T.", "J. R.", "Maria", "L.")),
    st.sampled_from(("", "van der", "de la", "von")),
    st.sampled_from(LAST),
    st.sampled_from(("", "", ", Jr.", ", Sr.", " Jr.", " III")),
)
office = st.sampled_from(("", "", "", ", Chair", ", Vice Chairman", ", Deputy Governor"))
rosters = st.lists(st.tuples(one_name, office), min_size=1, max_size=8)


def listed(roster, semicolons):
    items = [name + held for name, held in roster]
    if len(items) == 1:
        return items[0]
    if semicolons or any("," in item for item in items):
        return "; ".join(items[:-1]) + "; and " + items[-1]
    return ", ".join(items[:-1]) + " and " + items[-1]


@settings(max_examples=150, deadline=None)
@given(rosters, rosters, st.booleans(), st.sampled_from(("the action were: ", "the decision was ", "it were ")))
def test_every_name_of_a_list_is_read_whole_and_none_besides_and_its_span_shows_it(ayes, noes, semicolons, verb):
    against = f"Voting against {verb}{listed(noes, semicolons)}, who preferred to wait until May 3"
    # A full stop after "Jr." is one and the same.
    said = f"Voting for {verb}{listed(ayes, semicolons)}".rstrip(".") + "."
    witness = issue("2001-05-01", FIRST, said, against + ".").witness
    found = ballots(witness)
    expected = [("for", name) for name, _ in ayes] + [("against", name) for name, _ in noes]
    assert [(one.side.value, one.name.rstrip(".")) for one in found] == [(s, n.rstrip(".")) for s, n in expected]
    votes_ = [part.span for part in witness.segments if part.kind is SegmentKind.VOTE]
    for one in found:
        assert one.span.of(witness.content) == one.name
        for span in (one.span, *one.reasons):
            assert any(vote.start <= span.start and span.end <= vote.end for vote in votes_)
    held = [one.office.of(witness.content) if one.office else "" for one in found]
    assert held == [said.removeprefix(", ") for _, said in (*ayes, *noes)]
    assert {span.of(witness.content) for one in found for span in one.reasons} == {"who preferred to wait until May 3"}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from((*POOL, ALL, "Voting against it: Ann", "Di Poe, who", "and", "Voting", "7;")), max_size=8)
)
def test_whatever_stands_around_a_vote_a_name_is_words_of_a_vote_line(words):
    witness = issue("2001-05-01", FIRST, " ".join(words)).witness
    lines = [part.span for part in witness.segments if part.kind is SegmentKind.VOTE]
    for one in ballots(witness):
        assert " ".join(one.span.of(witness.content).split()) == one.name
        assert any(line.start <= one.span.start < one.span.end <= line.end for line in lines)


def test_a_name_keeps_its_junior_and_an_office_is_no_name():
    said = "Voting against the action were: Edgar Moss and Rolf D. Tier, Jr."
    assert named(ALL, said)[-2:] == [("against", "Edgar Moss"), ("against", "Rolf D. Tier, Jr.")]
    assert named(ALL)[:2] == [("for", "Ann T. Lee"), ("for", "Bo Ek")]


def test_a_reason_belongs_to_the_names_before_it_and_ends_where_the_next_names_begin():
    said = (
        "Voting against the action were Cy Orr, who preferred to lower the rate to 1-1/2 to 1-3/4 percent; and "
        "Di L. Poe and Eva S. Rosen, each of whom preferred to keep it; and Gus Ott, who, with regret, saw no need."
    )
    assert read(ALL, said)[-4:] == [
        ("against", "Cy Orr", ("who preferred to lower the rate to 1-1/2 to 1-3/4 percent",)),
        ("against", "Di L. Poe", ("each of whom preferred to keep it",)),
        ("against", "Eva S. Rosen", ("each of whom preferred to keep it",)),
        ("against", "Gus Ott", ("who, with regret, saw no need",)),
    ]


def test_a_clause_in_a_reason_that_begins_like_a_name_is_none():
    said = "Voting against it was Cy Orr, who was concerned that, for the many towns who rent, dues are high."
    assert read(ALL, said)[-1] == (
        "against",
        "Cy Orr",
        ("who was concerned that, for the many towns who rent, dues are high",),
    )


def test_a_reason_in_the_sentences_after_the_list_is_that_of_the_dissenter_they_speak_of():
    said = (
        "Voting against the action were Cy Orr and Di Poe.",
        "President Orr believed that the harbour was full.",
        "In light of the storm, Ms. Poe was concerned about Mr. Orr's haste.",
        "Mr. Orr also saw no danger.",
        "Ann Lee voted as an alternate member at this meeting.",
    )
    assert read(ALL, *said)[-2:] == [
        ("against", "Cy Orr", (said[1], said[3])),
        ("against", "Di Poe", (said[2],)),
    ]


def test_he_is_the_only_dissenter_and_nobody_where_there_are_two():
    after = "Accordingly, he believed that the dues are too low."
    assert read(ALL, "Voting against it was Cy Orr, who judges that trade is brisk.", after)[-1][2] == (
        "who judges that trade is brisk",
        after,
    )
    assert [one[2] for one in read(ALL, "Voting against it were Cy Orr and Di Poe.", after)[-2:]] == [(), ()]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Dafür stimmten: Anna Lenz, Vorsitzende, und Bodo Eck.", [("for", "Anna Lenz"), ("for", "Bodo Eck")]),
        ("Dagegen stimmten Cyrill von Orb und Doris Pohl.", [("against", "Cyrill von Orb"), ("against", "Doris Pohl")]),
        ("Ont voté pour : Anne Lys, présidente, et Élodie Roux.", [("for", "Anne Lys"), ("for", "Élodie Roux")]),
        ("Votes contre: Cyr Aube et Luc Dor.", [("against", "Cyr Aube"), ("against", "Luc Dor")]),
        ("Votos a favor: Ana Ruiz, presidenta, y Luis de la Vega.", [("for", "Ana Ruiz"), ("for", "Luis de la Vega")]),
        ("Голосовали против: Анна Белова и Лев Орлов.", [("against", "Анна Белова"), ("against", "Лев Орлов")]),
        ("Voting (by notation) for the action were Ann Lee; and Bo Ek.", [("for", "Ann Lee"), ("for", "Bo Ek")]),
        ("In favour: Ann Lee, Bo Ek.", [("for", "Ann Lee"), ("for", "Bo Ek")]),
        ("Abstaining: Ann Lee.", [("apart", "Ann Lee")]),
        (
            "Five members (Ann Lee and Bo Ek) voted in favour of the proposition.",
            [("for", "Ann Lee"), ("for", "Bo Ek")],
        ),
        ("Ms. Poe dissented, preferring to wait.", [("against", "Ms. Poe")]),
        ("Deputy Governor Per Janson entered a reservation against the forecast.", [("against", "Per Janson")]),
        ("Cy Orr abstained.", [("apart", "Cy Orr")]),
        ("Voting for the action\nwere Ann Lee and Bo\nEk.", [("for", "Ann Lee"), ("for", "Bo Ek")]),
    ],
)
def test_other_ways_of_telling_a_vote_are_read(said, expected):
    assert named(said) == expected


def test_members_in_brackets_may_have_a_reason():
    said = "Two members (Cy Orr and Di Poe) voted against the proposition, preferring to lower the rate to 4%."
    assert read(said) == [
        ("against", "Cy Orr", ("preferring to lower the rate to 4%",)),
        ("against", "Di Poe", ("preferring to lower the rate to 4%",)),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Voting for the action were all members present.",
        "Voting for the action were: Lee; Ek; Orr.",
        "Voting for the action were Ann Lee and 4 others.",
        "Votos a favor: José Ortiz y Gomar.",
        "Voting against the action: none.",
        "Today Cy Orr dissented.",
        "Ann Lee voted as an alternate member at this meeting.",
    ],
)
def test_where_a_list_has_what_may_be_no_name_nobody_is_read(said):
    assert named(said) == []


def test_one_unreadable_list_hides_the_others_since_who_is_not_read_would_seem_to_have_left():
    assert named(ALL, "Voting against it were two members.") == []


def test_names_are_one_persons_by_first_and_last_name_and_otherwise_as_somebody_said():
    same = sameness(())
    assert same("Eric Rosen", "Eric S. ROSEN")
    assert same("Robert D. Tier", "Robert D. Tier, Jr.")
    assert not same("Robert D. Tier, Sr.", "Robert D. Tier, Jr.")
    assert not same("Ann Lee", "Bo Lee")
    assert same("Ms. Lee", "Ann Lee")
    judged = sameness(((("Ann Lee", "Ann Ek"), True), (("Bo Orr", "Bo T. Orr"), False)))
    assert judged("Ann Ek", "Ann Lee")
    assert not judged("Bo T. Orr", "Bo Orr")
    assert judged("Bo Orr", "Bo Orr")
    assert name_key("J. Alfred Broad, Jr.") == ("j", "broad")


def test_a_rotation_is_names_that_joined_and_left_and_no_rewording():
    lineage = votes(ALL, "Voting for the decision were Ann T. Lee, Chair; Eva Fox, Vice Chair; Gus Ott; and Di Poe.")
    told = news(lineage, 1)
    assert [one.name for one in told.names.joined] == ["Eva Fox", "Gus Ott"]
    assert [one.name for one in told.names.left] == ["Bo Ek", "Cy Orr"]
    assert (told.names.dissents, told.names.ended, told.names.again) == ((), (), ())
    assert len(told.votes) == 1
    assert told.votes_in_words == ()


def test_a_new_dissent_says_who_why_and_when_last():
    against = "Voting for it were Ann T. Lee, Chair; and Bo Ek. Voting against it was Cy Orr, who preferred to wait."
    lineage = votes(against, ALL, ALL, against)
    told = vote_news(lineage, 3)
    (dissent,) = told.dissents
    assert (dissent.ballot.name, dissent.ballot.side, dissent.last) == ("Cy Orr", VoteSide.AGAINST, 0)
    assert [span.of(lineage.issues[3].witness.content) for span in dissent.ballot.reasons] == ["who preferred to wait"]
    assert [one.name for one in told.left] == ["Di Poe"]
    first = vote_news(votes(ALL, against), 1)
    assert first.dissents[0].last is None


def test_a_dissent_that_ended_says_on_which_side_the_name_is_now():
    against = "Voting for it were Ann T. Lee and Bo Ek. Voting against it were Cy Orr and Gus Ott."
    (one, two) = vote_news(votes(against, ALL), 1).ended
    assert [(one.ballot.name, one.now), (two.ballot.name, two.now)] == [("Cy Orr", VoteSide.FOR), ("Gus Ott", None)]


def test_who_dissents_again_is_news_only_with_other_words():
    yes = "Voting for it were Ann T. Lee and Bo Ek."
    one = f"{yes} Voting against it was Cy Orr, who preferred to wait."
    both = f"{yes} Voting against it were Cy Orr and Di Poe, each of whom preferred to wait."
    other = f"{yes} Voting against it was Cy Orr, who preferred to build."
    assert vote_news(votes(one, one), 1) is None
    assert vote_news(votes(one, both), 1).again == ()
    told = news(votes(one, other), 1)
    assert [ballot.name for ballot in told.names.again] == ["Cy Orr"]
    assert len(told.votes_in_words) == 1


def test_a_new_sentence_of_reasons_is_told_with_the_dissent_and_not_again():
    yes = "Voting for the action were Ann T. Lee and Bo Ek."
    before = f"{yes} Voting against was Di Poe, who preferred to wait."
    reason = "President Orr believed that the harbour has room for six ferries."
    told = news(votes(before, f"{yes} Voting against the action were Di Poe and Cy Orr. {reason}"), 1)
    assert [len(one.ballot.reasons) for one in told.names.dissents] == [1]
    lineage = votes(before, f"{yes} Voting against the action were Di Poe and Cy Orr. {reason}")
    assert line_of(lineage, reason).number not in [one.line for one in told.votes_in_words]
    assert line_of(lineage, reason).number in [one.line for one in told.votes]


def test_other_words_before_the_names_and_another_office_are_a_rewording_still():
    frame = news(votes(ALL, ALL.replace("the decision", "the new rate").replace("Cy Orr", "Eva Fox")), 1)
    chair = news(votes(ALL, ALL.replace("Bo Ek, Vice Chair", "Bo Ek").replace("Cy Orr", "Eva Fox")), 1)
    for told in (frame, chair):
        assert [one.name for one in told.names.joined] == ["Eva Fox"]
        assert told.votes_in_words == told.votes != ()


def test_a_statement_without_a_vote_between_two_hides_no_change():
    told = vote_news(series((FIRST, ALL), (FIRST, POOL[0]), (FIRST, ALL.replace("Cy Orr", "Eva Fox"))), 2)
    assert (told.before, [one.name for one in told.joined]) == (0, ["Eva Fox"])


def test_names_are_not_followed_past_a_vote_that_cannot_be_read():
    lineage = votes(ALL, "Voting for the decision were all members.", ALL.replace("Cy Orr", "Eva Fox"))
    assert vote_news(lineage, 1) is None
    assert vote_news(lineage, 2) is None


def test_a_dissent_is_no_first_one_where_a_vote_before_cannot_be_read():
    against = "Voting for it were Ann T. Lee and Bo Ek. Voting against it was Cy Orr."
    lineage = votes("Voting for the decision were all members.", ALL, against)
    assert vote_news(lineage, 2).unread == (0,)
    assert vote_news(votes(ALL, ALL, against), 2).unread == ()


def test_judged_names_are_one_and_joined_or_left_no_more():
    lineage = votes(ALL, ALL.replace("Di Poe", "Di Poe-Marsh"))
    assert vote_news(lineage, 1).joined[0].name == "Di Poe-Marsh"
    assert vote_news(lineage, 1, ((("Di Poe", "Di Poe-Marsh"), True),)) is None


def changes(*issues, judged=()):
    """What the last issue changed in each line of its vote, and in those that are gone: first words, event, changes."""
    lineage = with_vote_changes(votes(*issues), judged)
    told = {}
    for line in lineage.lines:
        event = line.at(len(issues) - 1)
        if line.kind is SegmentKind.VOTE and event is not None:
            words = lineage.words(event if event.present else line.last)
            told[" ".join(words.split()[:2])] = (event.kind.value, [one.value for one in event.vote])
    return told


YES = "Voting for it were Ann T. Lee, Chair; and Bo Ek."
NO = "Voting against it was {}, who preferred to {}."


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (ALL, ALL, {"Voting for": ("kept", [])}),
        (ALL, ALL.replace("Cy Orr", "Eva Fox"), {"Voting for": ("reworded", ["names"])}),
        (ALL, ALL.replace("Bo Ek, Vice Chair", "Bo Ek"), {"Voting for": ("reworded", ["wording"])}),
        (ALL, ALL.replace("the decision", "it"), {"Voting for": ("reworded", ["wording"])}),
        (
            ALL,
            ALL.replace("the decision", "it").replace("Cy Orr", "Eva Fox"),
            {"Voting for": ("reworded", ["names", "wording"])},
        ),
        (YES, f"{YES} {NO.format('Cy Orr', 'wait')}", {"Voting against": ("introduced", ["dissent"])}),
        (f"{YES} {NO.format('Cy Orr', 'wait')}", YES, {"Voting against": ("dropped", ["dissent ended"])}),
        (YES, f"{YES} Absent and not voting was Di Poe.", {"Absent and": ("introduced", ["apart"])}),
        (f"{YES} Absent and not voting was Di Poe.", YES, {"Absent and": ("dropped", ["apart ended"])}),
        (
            f"{YES} {NO.format('Cy Orr', 'wait at this meeting')}",
            f"{YES} {NO.format('Di Poe', 'wait at this meeting')}",
            {"Voting against": ("reworded", ["dissent", "dissent ended"])},
        ),
        (
            f"{YES} {NO.format('Cy Orr', 'raise the dues at this meeting')}",
            f"{YES} {NO.format('Cy Orr', 'lower the dues at this meeting')}",
            {"Voting against": ("reworded", ["reason"])},
        ),
        (
            f"{YES} {NO.format('Cy Orr', 'raise the dues at this meeting')}",
            f"{YES} {NO.format('Cy Orr', 'raise the dues at this meeting')}".replace("against it", "against the rate"),
            {"Voting against": ("reworded", ["wording"])},
        ),
        ("Voting for it were all members.", YES, {}),
    ],
)
def test_each_line_of_a_vote_says_what_changed_in_it_by_name_and_what_in_words(before, now, expected):
    found = changes(before, now)
    assert {key: found[key] for key in expected} == expected
    assert all(told == [] for key, (_, told) in found.items() if key not in expected)


def test_a_dissent_that_comes_back_word_for_word_is_a_new_one_and_past_a_statement_without_a_vote_it_is_none():
    against = f"{YES} {NO.format('Cy Orr', 'wait until the ferry runs in winter again')}"
    assert changes(against, YES, against)["Voting against"] == ("returned", ["dissent"])
    assert changes(against, POOL[0], against)["Voting against"] == ("returned", [])
    assert changes(against, POOL[0])["Voting against"] == ("dropped", [])


def test_names_judged_one_persons_are_no_change_of_names_and_a_lineage_without_votes_stays_as_it_is():
    before, now = ALL, ALL.replace("Di Poe", "Di Poe-Marsh")
    assert changes(before, now)["Voting for"] == ("reworded", ["names"])
    assert changes(before, now, judged=((("Di Poe", "Di Poe-Marsh"), True),))["Voting for"] == ("reworded", [])
    plain = series((FIRST,), (POOL[0],))
    assert with_vote_changes(plain) is plain


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.sampled_from("Ann Lee,Bo Ek,Cy Orr,Di Poe,Eva Fox".split(","))), min_size=2, max_size=6))
def test_lines_with_names_alone_changed_are_those_of_which_the_news_says_that_names_tell_all(sides):
    issues = [
        f"Voting for the action were {'; '.join(sorted(one))}." if one else POOL[k] for k, one in enumerate(sides)
    ]
    lineage = with_vote_changes(votes(*issues))
    for k in range(1, len(issues)):
        told = news(lineage, k)
        alone = {one.line for one in told.votes if one.event.names_alone}
        assert alone == {one.line for one in told.votes} - {one.line for one in told.votes_in_words}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from("Ann Lee,Bo Ek,Cy Orr,Di Poe,Eva Fox".split(",")), unique=True), max_size=5))
def test_who_was_for_and_joined_without_who_left_is_who_is_for(sides):
    issues = [f"Voting for the action were {'; '.join(one)}." for one in sides if one]
    if not issues:
        return
    lineage = votes(*issues)
    for k in range(1, len(issues)):
        told = vote_news(lineage, k)
        now, before = ({one.name for one in ballots(lineage.issues[n].witness)} for n in (k, k - 1))
        joined = {one.name for one in told.joined} if told else set()
        left = {one.name for one in told.left} if told else set()
        assert (now - before, before - now) == (joined, left)


def test_in_a_real_series_nothing_in_a_list_is_left_unread(shared_data):
    """All that stands in a list is its opening, names, offices, reasons, "and", stops; and every vote is read."""
    folder = shared_data / "series" / "fomc"
    texts = sorted(folder.glob("**/*.txt"))
    assert len(texts) > 200
    unread = []
    for n, path in enumerate(texts):
        witness = issue(f"{1900 + n}-01-01", path.read_text(encoding="utf-8")).witness
        lists = vote_lists(witness)
        if any(part.kind is SegmentKind.VOTE for part in witness.segments) and not lists:
            unread.append(path.name)
        for one in lists:
            line = witness.segments[one.segment].span
            words = line.of(witness.content)
            spans = {span for ballot in one.ballots for span in (ballot.span, ballot.office, *ballot.reasons) if span}
            for span in sorted(spans, key=lambda span: -span.start):
                if line.start <= span.start < line.end:
                    words = words[: span.start - line.start] + words[span.end - line.start :]
            words = re.split(r"\b(?:were|was|action:|none)\b", words, maxsplit=1)[-1]
            assert re.fullmatch(r"(?:and|none|[\s.,;:])*", words), (path.name, json.dumps(words))
    assert unread == []


def test_the_order_in_which_issues_came_in_changes_no_news_of_a_vote():
    issues = [issue(f"{2001 + n}-05-01", FIRST, ALL.replace("Cy", name)) for n, name in enumerate(("Cy", "Al", "Cy"))]
    one, two = trace(issues, "office", "en"), trace(issues[::-1], "office", "en")
    assert [vote_news(one, k) for k in range(3)] == [vote_news(two, k) for k in range(3)]
