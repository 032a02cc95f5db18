"""What must always hold of a lineage, and the lines of small series that a person can follow by eye."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.align.reading import Reading
from variorum.align.succession import follow
from variorum.analysis.series.decisions import Decisions
from variorum.analysis.series.issues import Place
from variorum.analysis.series.lineage import Tracer, trace
from variorum.model.alignment import SegmentedWitness
from variorum.model.lineage import LineEventKind, SeriesIssue
from variorum.model.provenance import Issue
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.segment import segment
from variorum.text.tokenize import Vocabulary

if TYPE_CHECKING:
    import random

    from variorum.model.lineage import Line, Lineage

POOL = (
    "The Office welcomes the progress that the harbour towns have made since the spring.",
    "The Office regrets that the two lighthouses on the northern shore remain closed.",
    "Fishing crews reported fewer accidents than in any year of the last decade.",
    "The Office calls on all parties to return the seized vessels without delay.",
    "A fund of four million crowns supports the families of lost sailors.",
    "Ferries to the outer islands will run twice a day until further notice.",
    "The Office will review the tolls at its next session.",
    "No ship may pass the strait at night without a pilot.",
    "The Office thanks the volunteers of the rescue stations.",
    "Repairs of the great mole are expected to begin in the autumn.",
)


def issue(date: str, *sentences: str, ordinal: int = 1) -> SeriesIssue:
    content = "\n\n".join(sentences)
    text = Text(content, hashlib.sha256(content.encode()).hexdigest(), Derivation("test", "1"))
    found = segment(content, language="en")
    witness = SegmentedWitness(
        Witness(f"office@{date}#{ordinal}", text), found.segments, found.line_breaks, found.language
    )
    return SeriesIssue(f"office@{date}#{ordinal}", Issue("office", date, ordinal), None, witness)


def series(*issues: tuple[str, ...]) -> Lineage:
    return trace([issue(f"{2001 + n}-05-01", *sentences) for n, sentences in enumerate(issues)], "office", "en")


def line_of(lineage: Lineage, words: str) -> Line:
    """The only line that ever has these words."""
    found = [
        line for line in lineage.lines if any(words in lineage.words(event) for event in line.events if event.present)
    ]
    assert len(found) == 1, [line.number for line in found]
    return found[0]


def kinds(line: Line) -> list[str]:
    return [event.kind.value for event in line.events]


many_issues = st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=7), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(many_issues)
def test_every_segment_belongs_to_exactly_one_line(issues: list[list[str]]) -> None:
    lineage = series(*map(tuple, issues))
    held = [(event.issue, event.segment) for line in lineage.lines for event in line.events if event.present]
    assert sorted(held) == [(k, n) for k, one in enumerate(lineage.issues) for n in range(len(one.witness.segments))]


@settings(max_examples=60, deadline=None)
@given(many_issues)
def test_events_are_in_order_and_say_where_the_line_stood_before(issues: list[list[str]]) -> None:
    lineage = series(*map(tuple, issues))
    for line in lineage.lines:
        assert [event.issue for event in line.events] == sorted({event.issue for event in line.events})
        assert line.first.kind in (LineEventKind.INTRODUCED, LineEventKind.SPLIT)
        last = None
        for event in line.events:
            if last is None:
                assert event.before is None
            elif event.present:
                assert (event.before, event.before_segment) == (last.issue, last.segment)
                away = event.issue > last.issue + 1
                assert (event.kind is LineEventKind.RETURNED) <= away
                assert not away or event.kind in (LineEventKind.RETURNED, LineEventKind.SPLIT)
            else:
                assert event.issue == last.issue + 1
            last = event if event.present else last


@settings(max_examples=40, deadline=None)
@given(many_issues, st.randoms(use_true_random=False))
def test_the_order_in_which_issues_come_changes_nothing(issues: list[list[str]], chance: random.Random) -> None:
    made = [issue(f"{2001 + n}-05-01", *sentences) for n, sentences in enumerate(issues)]
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert trace(shuffled, "office", "en") == trace(made, "office", "en")


@settings(max_examples=30, deadline=None)
@given(many_issues)
def test_issue_by_issue_gives_the_same_as_all_at_once(issues: list[list[str]]) -> None:
    made = [issue(f"{2001 + n}-05-01", *sentences) for n, sentences in enumerate(issues)]
    vocabulary = Vocabulary()
    readings = [Reading(one.witness, vocabulary.apart()) for one in made]
    tracer = Tracer(lambda j, k: follow(readings[j], readings[k], dates=(made[j].date, made[k].date)))
    for n, (one, reading) in enumerate(zip(made, readings, strict=True), 1):
        tracer.add(one, reading)
        assert tracer.lineage("office", "en") == trace(made[:n], "office", "en")


@settings(max_examples=60, deadline=None)
@given(many_issues)
def test_equal_words_have_one_life_over_the_lines_that_bear_them(issues: list[list[str]]) -> None:
    lineage = series(*map(tuple, issues))
    for sentence in POOL:
        stands = [k for k, sentences in enumerate(issues) if sentence in sentences]
        bearing = {
            event.issue
            for line in lineage.lines
            for event in line.events
            if event.present and lineage.words(event) == sentence
        }
        assert sorted(bearing) == stands


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=7, unique=True), min_size=2, max_size=6))
def test_words_that_stood_before_never_begin_a_line_as_if_they_were_new(issues: list[list[str]]) -> None:
    lineage = series(*map(tuple, issues))
    for sentence in {sentence for sentences in issues for sentence in sentences}:
        first = next(k for k, sentences in enumerate(issues) if sentence in sentences)
        for line in lineage.lines:
            if line.first.kind is LineEventKind.INTRODUCED and lineage.words(line.first) == sentence:
                assert line.first.issue == first


def test_a_line_comes_reworded_goes_and_comes_back() -> None:
    toll = "The Office will review the tolls at its next session."
    reworded = "The Office will review the tolls and the harbour dues at its next session."
    lineage = series(POOL[:3], (*POOL[:3], toll), (*POOL[:3], reworded), POOL[:3], (*POOL[:3], reworded))
    line = line_of(lineage, "review the tolls")
    assert kinds(line) == ["introduced", "reworded", "dropped", "returned"]
    assert [event.issue for event in line.events] == [1, 2, 3, 4]
    assert line.wordings == 2
    assert line.longest_run == 2
    assert line.last.score == 1.0


def test_a_line_comes_back_in_other_words() -> None:
    call = "The Office calls on all parties to return the seized vessels without delay."
    again = "The Office again calls on all parties to return the seized vessels and their crews without delay."
    lineage = series((*POOL[:3], call), POOL[:3], (*POOL[:3], again))
    assert kinds(line_of(lineage, "seized vessels")) == ["introduced", "dropped", "returned"]


def test_a_short_statement_between_two_of_a_kind_breaks_no_line() -> None:
    retold = "Fishing crews reported more accidents this year than in any of the last decade."
    lineage = series(POOL[:6], ("The harbour of the capital is closed because of the storm.",), (*POOL[:2], retold))
    assert kinds(line_of(lineage, "Fishing crews")) == ["introduced", "dropped", "returned"]


def test_two_texts_of_one_day_alternate_without_breaking_lines() -> None:
    days = []
    for year in range(2001, 2005):
        days.append(issue(f"{year}-05-01", *POOL[:4]))
        days.append(issue(f"{year}-05-01", *POOL[5:9], ordinal=2))
    lineage = trace(days, "office", "en")
    assert len(lineage.lines) == 8
    assert all(len(line.places) == 4 for line in lineage.lines)


def test_a_line_is_split_and_its_parts_say_so() -> None:
    whole = "The Office thanks the volunteers of the rescue stations, and it asks the towns to give them new boats."
    parts = "The Office thanks the volunteers of the rescue stations.", "It asks the towns to give them new boats."
    lineage = series((*POOL[:3], whole), (*POOL[:3], *parts))
    kept, new = line_of(lineage, "thanks the volunteers"), line_of(lineage, "It asks the towns")
    assert kinds(kept) == ["introduced", "split"]
    assert kinds(new) == ["split"]
    assert new.first.lines == (kept.number,)
    assert kept.events[1].lines == (new.number,)


def test_a_line_that_is_merged_into_another_says_into_which() -> None:
    parts = "The Office thanks the volunteers of the rescue stations.", "It asks the towns to give them new boats."
    whole = "The Office thanks the volunteers of the rescue stations, and it asks the towns to give them new boats."
    lineage = series((*POOL[:3], *parts), (*POOL[:3], whole))
    kept, gone = line_of(lineage, "thanks the volunteers"), line_of(lineage, "It asks the towns")
    assert kinds(kept) == ["introduced", "merged"]
    assert kinds(gone) == ["introduced", "merged"]
    assert not gone.events[1].present
    assert gone.events[1].lines == (kept.number,)


def test_a_line_that_stands_inside_another_is_no_dropped_line_and_stands_by_itself_again_later() -> None:
    policy = "The Office keeps its policy of buying salvaged timber from the outer islands at the winter price."
    longer = (
        "The Office decided today to lend four cranes to the northern harbours for the season, with their crews, their"
        " barges and all that is needed to lift the wrecks of last spring, and the Office keeps its policy of buying"
        " salvaged timber from the outer islands at the winter price."
    )
    cranes = (
        "The Office decided today to lend four cranes to the northern harbours for the season, with their crews, their"
        " barges and all that is needed to lift the wrecks of last spring."
    )
    lineage = series((*POOL[:4], cranes, policy), (*POOL[:4], longer), (*POOL[:4], longer), (*POOL[:4], longer, policy))
    gone = line_of(lineage, "The Office keeps its policy")
    assert kinds(gone) == ["introduced", "merged", "split"]
    assert gone.events[1].lines == gone.events[2].lines == (line_of(lineage, "lend four cranes").number,)


def test_a_new_line_whose_words_stood_inside_another_is_split_off_it() -> None:
    policy = "The Office keeps its policy of buying salvaged timber from the outer islands at the winter price."
    longer = (
        "The Office decided today to lend four cranes to the northern harbours for the season, and the Office keeps its"
        " policy of buying salvaged timber from the outer islands at the winter price."
    )
    lineage = series((*POOL[:4], longer), (*POOL[:4], policy))
    assert LineEventKind.INTRODUCED not in {line.first.kind for line in lineage.lines if line.first.issue == 1}


def test_words_that_differ_in_marks_alone_are_not_new() -> None:
    old = "The emergency declared by Order 12 constitutes an emergency separate from that declared by Order 9."
    marked = "The emergency, declared by Order 12, constitutes an emergency separate from that declared by Order 9."
    lineage = series((*POOL[:3], old), POOL[:3], (*POOL[:3], marked))
    assert kinds(line_of(lineage, "Order 12")) == ["introduced", "dropped", "returned"]


def test_of_repeats_the_one_among_the_same_neighbours_goes_on() -> None:
    again = "The Office takes note."
    first = (POOL[0], again, POOL[1], POOL[2], again, POOL[3])
    lineage = series(first, (POOL[0], POOL[1], POOL[2], POOL[3]), (POOL[0], POOL[1], POOL[2], again, POOL[3]))
    returned = [line for line in lineage.lines if "returned" in kinds(line)]
    assert [line.first.segment for line in returned] == [4]


def test_a_late_found_issue_slots_in() -> None:
    with_gap = [issue("2001-05-01", *POOL[:4]), issue("2003-05-01", *POOL[:4])]
    late = issue("2002-05-01", *POOL[:3])
    assert trace([*with_gap, late], "office", "en") == trace(
        sorted([*with_gap, late], key=lambda one: one.date), "office", "en"
    )
    lineage = trace([*with_gap, late], "office", "en")
    assert kinds(line_of(lineage, POOL[3])) == ["introduced", "dropped", "returned"]
    anchor = lineage.anchor(line_of(lineage, POOL[3]).last)
    before = trace(with_gap, "office", "en")
    assert anchor == before.anchor(line_of(before, POOL[3]).last)


def test_a_person_links_and_parts_lines_of_distant_issues() -> None:
    old, new = "The mole at Varn is closed.", "Nobody may walk on the sea wall."
    issues = [issue("2001-05-01", *POOL[:3], old), issue("2002-05-01", *POOL[:3]), issue("2003-05-01", *POOL[:3], new)]
    places = [Place(one.witness.witness.text.sha256, 3) for one in issues]
    assert len(trace(issues, "office", "en").lines) == 5
    linked = trace(issues, "office", "en", Decisions(links=frozenset({(places[0], places[2])})))
    line = line_of(linked, new)
    assert kinds(line) == ["introduced", "dropped", "returned"]
    assert line.events[2].judged


def test_a_person_parts_what_the_words_join() -> None:
    issues = [issue("2001-05-01", *POOL[:4]), issue("2002-05-01", *POOL[:3]), issue("2003-05-01", *POOL[:4])]
    places = [Place(one.witness.witness.text.sha256, 3) for one in issues]
    parted = trace(issues, "office", "en", Decisions(unlinks=frozenset({(places[0], places[2])})))
    assert len(parted.lines) == 5
    rejected = trace(issues, "office", "en", Decisions(rejected=frozenset({places[2]})))
    assert len(rejected.lines) == 4 + 1
    assert rejected.lines[-1].first.judged


def test_the_same_text_a_thousand_times_is_a_handful_of_lines() -> None:
    lineage = trace([issue(f"{1001 + n}-05-01", *POOL[:4]) for n in range(1000)], "office", "en")
    assert len(lineage.lines) == 4
    assert all(line.longest_run == 1000 for line in lineage.lines)


def test_a_series_of_none_has_no_lines() -> None:
    lineage = trace([], "office", "en")
    assert lineage.lines == ()
    assert lineage.issues == ()


def test_an_empty_issue_drops_every_line_and_the_next_brings_them_back() -> None:
    lineage = series(POOL[:3], (), POOL[:3])
    assert [kinds(line) for line in lineage.lines] == [["introduced", "dropped", "returned"]] * 3


def test_absence_from_a_text_not_read_whole_is_no_fact() -> None:
    from dataclasses import replace

    from variorum.model.witnesses import TextWarning, WarningKind

    cut = issue("2002-05-01", *POOL[:2])
    missing = TextWarning(WarningKind.PAGE_WITHOUT_TEXT, "page 2 has no text", incomplete=True)
    text = replace(cut.witness.witness.text, warnings=(missing,))
    cut = replace(cut, witness=replace(cut.witness, witness=replace(cut.witness.witness, text=text)))
    lineage = trace([issue("2001-05-01", *POOL[:3]), cut], "office", "en")
    gone = line_of(lineage, POOL[2]).events[-1]
    assert gone.kind is LineEventKind.DROPPED
    assert not gone.certain
