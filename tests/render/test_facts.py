"""The pages of a ledger: what is told first, how facts are quoted, what is never said."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.golden import check
from tests.render.ledgers import change, date, demand, find, name, pair, quantity, series, statement
from tests.render.test_schemas import checked, schema, strict
from variorum.model.facts import FactKind, Moment
from variorum.model.ledger import FactMatrix, FactRow, Verdict
from variorum.render.facts_plain import ledger_plain
from variorum.render.facts_series import series_page
from variorum.render.facts_terminal import ledger_page
from variorum.render.facts_view import LedgerView, runs, summary_sentences
from variorum.render.facts_words import (
    KIND_WORDS,
    LIKE_WORDS,
    VERDICT_GLYPHS,
    VERDICT_WORDS,
    in_line,
    quoted_span,
    said,
)
from variorum.render.html.facts import ledger_page as html_page
from variorum.render.ledger import comparison_document, ledger_document
from variorum.render.lineage_csv import csv_table
from variorum.render.typeset import display_width
from variorum.workflows.ledger_rows import LedgerChange, change_rows, fact_rows

GOLDEN = Path(__file__).parent / "golden"
QUOTED = re.compile("“([^”]*)”")


def one_statement():
    base = pair().matrix.statements[0]
    rows = tuple(FactRow(fact.kind, ((index,),), (None,)) for index, fact in enumerate(base.facts))
    return LedgerView(FactMatrix((base,), (), rows), (True,))


def shown(view, *, width=80, color=False):
    page = series_page if view.series else ledger_page
    return page(view, width=width, color=color)


@pytest.mark.parametrize(
    ("golden", "view", "options"),
    [
        ("facts-pair.txt", pair(), {}),
        ("facts-pair-narrow.txt", pair(), {"width": 40}),
        ("facts-pair.ansi", pair(), {"color": True}),
        ("facts-one.txt", one_statement(), {}),
        ("facts-series.txt", series(), {}),
        ("facts-unread.txt", pair(whole=(True, False), notices=("2024.txt: Page 3 could not be read.",)), {}),
    ],
)
def test_the_pages_are_those_that_were_read_and_kept(golden, view, options):
    check(GOLDEN / golden, shown(view, **options))


@pytest.mark.parametrize(("golden", "view"), [("facts-plain.txt", pair()), ("facts-series-plain.txt", series())])
def test_the_sentences_for_a_screen_reader_are_those_that_were_read_and_kept(golden, view):
    check(GOLDEN / golden, ledger_plain(view))


@pytest.mark.parametrize("width", [40, 57, 80, 120])
@pytest.mark.parametrize(
    "view", [pair(), pair(full=True), one_statement(), series()], ids=["pair", "full", "one", "series"]
)
def test_no_line_is_wider_than_the_terminal(view, width):
    assert [line for line in shown(view, width=width).split("\n") if display_width(line) > width] == []


@pytest.mark.parametrize("view", [pair(full=True), one_statement(), series(full=True)], ids=["pair", "one", "series"])
def test_all_that_stands_in_quotation_marks_stands_in_a_statement(view):
    texts = [" ".join(each.witness.content.split()) for each in view.matrix.statements]
    quotations = QUOTED.findall(" ".join(shown(view).split()))
    assert quotations
    assert [words for words in quotations if not any(words in text for text in texts)] == []


def test_names_are_printed_as_said_and_never_by_what_joins_them():
    view = pair()
    for page in (shown(view), ledger_plain(view)):
        assert "Karrow" in page
        assert "Karrow Town" not in page


def test_an_inferred_noun_stands_behind_the_quotation_and_is_called_so():
    page = shown(pair())
    assert "“307 were badly hurt” [residents, inferred]" in page
    assert "residents" not in "".join(words for words in QUOTED.findall(page) if "307" in words)


def test_what_the_date_does_not_explain_comes_first_and_is_said_in_these_words():
    page = shown(pair())
    heads = re.findall(r"(?m)^(\S) (.*) \(\d+\)$", page)
    assert heads[0] == ("≠", "not explained by the date")
    assert [head for _, head in heads].index("expected roll-over") > [head for _, head in heads].index(
        "same value, other noun"
    )
    assert "unexpected" not in page


def test_a_demand_that_is_not_found_is_never_said_to_be_dropped():
    for view in (pair(), series()):
        dropped = [words for words in shown(view).split("\n\n") if re.match(r"− dropped", words)]
        assert not any("records" in each for each in dropped)
    page = shown(pair())
    assert "− lines with demand words not found in the other (1)" in page
    assert "Lines with demand words not found: 1 in the other." in page
    assert "1 dropped; 1 added." in page


def test_nothing_is_called_dropped_of_a_text_that_was_not_read_whole():
    view = pair(whole=(True, False))
    assert re.findall(r"\d dropped|− dropped", shown(view)) == []
    assert "• not found in the text read (1)" in shown(view)
    assert "  •  “Canal Board” (line 5 → ·)" in shown(view)
    assert "+ added (1)" in shown(view)
    assert [row.certain for row in change_rows(view) if row.verdict == "dropped"] == [False, False]
    assert "• not found in the text read (1)" in shown(pair(whole=(False, True)))


def test_the_lines_are_numbered_as_on_all_pages_from_one():
    rows = {(row.kind, row.text): row.line for row in fact_rows(pair().matrix) if row.reference == "2023.txt"}
    assert rows["date", "March 4-5, 1988"] == 1
    assert rows["organisation", "Canal Board"] == 5
    assert "  5 → 4  “Oskarel” → “Oskharel” (place)" in shown(pair())


def test_a_figure_and_the_date_that_hangs_on_it_are_told_of_once():
    base = statement("a", "2023", ["It fell 35 years ago."], [quantity("35 years", 35), date("35 years ago", "1988")])
    other = statement("b", "2024", ["It fell 36 years ago."], [quantity("36 years", 36), date("36 years ago", "1988")])
    made = pair().matrix.changes[4]
    changes = tuple(replace(made, kind=fact.kind, facts=(k, k)) for k, fact in enumerate(base.facts))
    view = LedgerView(FactMatrix((base, other), changes, ()), (True, True))
    assert [told.kind for told in view.changes()] == [FactKind.QUANTITY]
    assert "Changed: 1 expected roll-over." in list(summary_sentences(view))
    assert len(list(change_rows(view))) == 2


def test_each_value_of_a_series_has_its_run_of_issues():
    view = series()
    rate, drowned, place, eleven = (runs(view, row) for row in view.matrix.rows)
    assert [(run.first, run.last, run.said.words) for run in rate] == [
        *((0, 1, "1/4 percent"), (2, 3, "1/2 percent"), (4, 4, "1/4 percent"))
    ]
    assert [(run.first, run.last) for run in drowned] == [(0, 2), (3, 4)]
    assert [(run.first, run.last, run.said.words) for run in place] == [(0, 1, "Oskarel"), (3, 4, "Oskharel")]
    assert len(eleven) == 1


def test_what_returns_with_another_value_shows_the_value_before_its_absence():
    view = series()
    cells = ((0,), (0,), (), (0,), (0,))
    row = FactRow(FactKind.QUANTITY, cells, (None, None, Verdict.DROPPED, Verdict.VALUE, Verdict.UNEXPECTED))
    gap = replace(view, matrix=replace(view.matrix, changes=(), rows=(row,)))
    assert [run.told for run in runs(gap, row)] == [
        "",
        "value changed, returned, was “1/4 percent”",
        "not explained by the date",
    ]
    assert "“1/2 percent” value changed, returned, was “1/4 percent”" in " ".join(shown(gap, width=120).split())
    assert "2020-06-17, value changed, returned, was “1/4 percent”" in ledger_plain(gap)
    same = replace(row, facts=((0,), (), (), (), (0,)), verdicts=(None, Verdict.DROPPED, None, None, Verdict.RETURNED))
    assert [run.told for run in runs(gap, same)] == ["", "returned"]


def with_one_alone():
    """Two statements without the changes that tell of the demand that is gone and of the gauges that are new."""
    view = pair()
    told = tuple(change for change in view.matrix.changes if change.facts not in ((6, None), (None, 7)))
    return replace(view, matrix=replace(view.matrix, changes=told))


def test_what_stands_in_one_text_alone_and_is_in_no_change_has_a_sign_that_claims_nothing():
    page = re.sub(r"\n {5,}", " ", shown(with_one_alone(), width=120))
    like = "alone, like words stand elsewhere)"
    assert f"  •  “The records must be published in full” (line 4 → ·; in the base {like}" in page
    assert f"  •  “46 gauges” (line · → 4; in the other {like}" in page
    assert "  −  “Canal Board” (line 5 → ·)" in page
    sentence = f"In the base alone: 1, in the other alone: 1; {LIKE_WORDS}."
    assert sentence in list(summary_sentences(with_one_alone()))
    assert "like words" not in shown(pair())


def test_the_counts_of_two_statements_add_up_to_what_each_says():
    view = with_one_alone()
    again = replace(view, matrix=replace(view.matrix, changes=view.matrix.changes[1:]))
    said = list(summary_sentences(again))
    changed = ("same value, other noun", "qualifier changed", "spelling differs", "expected roll-over")
    assert said == [
        "10 facts, said 9 times in the base and 8 times in the other.",
        f"Changed: 1 not explained by the date; {'; '.join(f'1 {words}' for words in changed)}.",
        "1 dropped.",
        "The same: 1.",
        f"In the base alone: 1, in the other alone: 1; {LIKE_WORDS}.",
        "Said again, or told with a figure: 1 in the base, 1 in the other.",
    ]


def test_a_series_begins_with_what_changed_in_its_latest_issue():
    view = series()
    parts = shown(view).split("\n\n")
    at = parts.index("The latest, 2020-07-29, against 2020-06-17 (lines before → now)")
    assert parts[at + 1].startswith("≠ not explained by the date (1)\n  1 → 1  “set the mooring rate at 1/2 percent”")
    assert parts[at + 1].endswith("→ “set the mooring rate at 1/4 percent”")
    assert parts[at + 2].startswith("Quantities, changed")
    quiet = replace(view, matrix=replace(view.matrix, changes=view.matrix.changes[:4]))
    assert "The latest, 2020-07-29, against 2020-06-17: no changed facts." in shown(quiet)
    assert "Latest: Quantity, not explained by the date: 2020-06-17 line 1 said" in ledger_plain(view)


def test_every_row_of_a_series_is_headed_by_words_that_say_what_it_is_of():
    page = shown(series())
    heads = [part.split("\n")[0] for part in page.split("\n\n") if re.search(r"(?m)^ {5}2020", part)]
    assert heads == [
        "  “set the mooring rate at 1/4 percent”",
        "  “118 citizens were drowned”",
        "  “The bell was rung at Oskharel.”",
    ]


def test_what_ended_stands_behind_what_the_latest_issue_says_and_what_ended_last_first():
    view = series()
    rate, drowned, place, eleven = view.matrix.rows
    rate = replace(rate, facts=((0,), (0,), (0,), (), ()), verdicts=(None, None, Verdict.VALUE, Verdict.DROPPED, None))
    drowned = replace(drowned, facts=((1,),) * 4 + ((),))
    page = shown(replace(view, matrix=replace(view.matrix, rows=(rate, drowned, place, eleven))))
    heads = re.findall(r"(?m)^(\w+, [a-z ]+) \(\d\)$", page)
    assert heads == ["Places, changed", "Quantities, said in one way", "Quantities, ended"]
    ended = page.partition("Quantities, ended (2)")[2]
    assert ended.index("“118 citizens were drowned”") < ended.index("“set the mooring rate at 1/2 percent”")
    spoken = ledger_plain(replace(view, matrix=replace(view.matrix, rows=(rate, drowned, place, eleven))))
    assert [line[:7] for line in spoken.split("\n")].count("Ended: ") == 2


@pytest.mark.parametrize("most", [10, 30, 60, None])
def test_a_fact_in_its_line_is_verbatim_and_cut_between_words(most):
    line = "The Board of the harbour met on  5 March 2024, and rang the bell of Oskarel thrice before it parted."
    made = statement("a", "2024", ["First.", line], [date("5 March 2024", "2024-03-05")])
    found = in_line(made, made.facts[0], most)
    assert "5 March 2024" in found
    inner = found.removeprefix("… ").removesuffix(" …")
    assert inner in " ".join(line.split())
    assert all(word in line.split() for word in inner.split() if word != "2024")
    assert (found == " ".join(line.split())) is (most is None)


def test_that_none_is_of_the_verdict_asked_for_does_not_deny_the_counts_above():
    quiet = replace(pair(), verdicts=frozenset({Verdict.RETURNED}))
    sentence = "Nothing of this kind (returned); what else became of facts is counted above."
    assert sentence in " ".join(shown(quiet).split())
    both = replace(series(), verdicts=frozenset({Verdict.FORMAT, Verdict.ROLLOVER}))
    sentence = (
        "Nothing of this kind (expected roll-over, same date, other form); what else became of facts is counted above."
    )
    assert sentence in " ".join(shown(both).split())
    nothing = replace(pair(), matrix=replace(pair().matrix, changes=(), rows=()))
    assert "No changed facts.\n" in shown(nothing)


def test_a_date_that_no_calendar_has_is_said_as_it_stands_and_marked_behind_the_quotation():
    def impossible(words):
        return lambda content: replace(date(words, None)(content), moment=Moment(None, impossible=True))

    base = statement("a", "2023", ["It fell on 30 January."], [date("30 January", "2023-01-30")])
    other = statement("b", "2024", ["It fell on 31 February."], [impossible("31 February")])
    told = change(Verdict.VALUE, FactKind.DATE, 0, 0)
    row = FactRow(FactKind.DATE, ((0,), (0,)), (None, Verdict.VALUE))
    view = LedgerView(FactMatrix((base, other), (told,), (row,)), (True, True))
    assert "“30 January” → “31 February” [no such date]" in shown(view)
    assert "'31 February' (no such date)" in ledger_plain(view)
    html = html_page(view)
    assert re.search('31 February</a></q> <span class="inferred"><i>no such date</i></span>', html)
    assert html.count("no such date") >= 2
    assert "no such date" not in shown(pair())


@pytest.mark.parametrize("view", [pair(), one_statement(), series()], ids=["pair", "one", "series"])
def test_the_document_is_what_its_schema_says_and_each_text_stands_at_its_offsets(view):
    document = checked(ledger_document(view), "ledger")
    for told, made in zip(document["statements"], view.matrix.statements, strict=True):
        assert told["text_sha256"] == made.witness.witness.text.sha256
        for fact in told["facts"]:
            assert made.witness.content[fact["start"] : fact["end"]] == fact["text"]
    assert len(document["changes"]) == len(view.matrix.changes)
    assert {len(told["facts"]) for told in document["changes"]} <= {len(document["statements"])}


def test_a_key_of_the_document_is_absent_where_it_does_not_apply():
    document = checked(ledger_document(pair()), "ledger")
    facts = document["statements"][0]["facts"]
    (told,) = [fact for fact in facts if fact["kind"] == "date"]
    assert set(told) == {"kind", "start", "end", "text", "edtf", "rule", "confidence"}
    (hurt,) = [fact for fact in facts if fact["text"] == "307"]
    assert (hurt["counted_inferred"], "counted" in hurt) == ("residents", False)
    assert "series" not in document
    assert "notices" not in document
    assert [told for told in document["changes"] if "certain" in told] == []
    unread = checked(ledger_document(pair(whole=(True, False))), "ledger")
    assert [told["certain"] for told in unread["changes"] if "certain" in told] == [False, False]


def test_a_spoiled_document_is_refused():
    validator = jsonschema.Draft202012Validator(strict(schema("ledger")))
    for spoil in (
        lambda made: made["statements"][0]["facts"][0].pop("rule"),
        lambda made: made["statements"][0].update(text_sha256="no digest"),
        lambda made: made["statements"][0]["facts"][2].update(value=118),
        lambda made: made["changes"][0].update(verdict="worse"),
        lambda made: made["changes"][0].update(certain=True),
    ):
        document = json.loads(ledger_document(pair()))
        spoil(document)
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(document)


def test_a_comparison_holds_both_documents_as_they_are():
    alignment = '{"schema": "variorum.alignment/1",\n"beads": []}\n'
    document = checked(comparison_document(alignment, ledger_document(pair())), "comparison")
    assert list(document) == ["schema", "alignment", "facts"]
    assert document["alignment"] == json.loads(alignment)
    assert document["facts"] == json.loads(ledger_document(pair()))


def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe_and_a_number_does_not():
    words = "=HYPERLINK(1) rose"
    made = statement("-1+2.txt", "2024", [words, "It fell."], [name(FactKind.PLACE, "=HYPERLINK(1)", "@x")])
    (row,) = fact_rows(FactMatrix((made,), (), ()))
    (cells,) = csv.DictReader(io.StringIO(csv_table(type(row), [replace(row, low="-5.25", unit="+1")], guarded=True)))
    assert (cells["reference"], cells["text"], cells["name"]) == ("'-1+2.txt", "'=HYPERLINK(1)", "'@x")
    assert (cells["low"], cells["unit"], cells["start"]) == ("-5.25", "+1", "0")


def test_a_table_of_changes_has_both_sides_and_what_is_absent_is_empty():
    rows = list(csv.DictReader(io.StringIO(csv_table(LedgerChange, change_rows(pair()), guarded=True))))
    (noun,) = [row for row in rows if row["verdict"] == "noun changed"]
    assert (noun["was"], noun["now"], noun["was_line"]) == (
        "118 residents were drowned",
        "118 citizens were drowned",
        "2",
    )
    (added,) = [row for row in rows if row["verdict"] == "added"]
    assert (added["was"], added["was_start"], added["now"]) == ("", "", "46 gauges")
    assert "same" not in {row["verdict"] for row in rows}


def test_every_kind_and_every_verdict_has_its_words():
    assert set(KIND_WORDS) == set(FactKind)
    assert set(VERDICT_WORDS) == set(VERDICT_GLYPHS) == set(Verdict)


words = st.lists(
    st.sampled_from(["the", "150", "men", "ü", "\n", "“", "almost", "x" * 60, "."]), min_size=4, max_size=40
)


@given(words, st.data())
def test_a_quotation_holds_the_fact_and_stays_in_its_line(chosen, data):
    content = " ".join(chosen)
    lines = content.split("\n")
    place = data.draw(st.sampled_from([k for k, line in enumerate(lines) if line.strip()] or [0]))
    if not lines[place].strip():
        return
    word = data.draw(st.sampled_from(lines[place].split()))
    counted = data.draw(st.sampled_from(content.split()))

    def fact(text):
        start = sum(len(line) + 1 for line in lines[:place]) + lines[place].index(word)
        made = quantity(word, 1, counted=counted)(text)
        return replace(made, span=replace(made.span, start=start, end=start + len(word)))

    made = statement("a", "2024", lines, [fact])
    span = quoted_span(made, made.facts[0])
    line = made.witness.segments[said(made, made.facts[0]).line - 1].span
    assert span.start <= made.facts[0].span.start < made.facts[0].span.end <= span.end
    assert line.start <= span.start < span.end <= line.end
    assert find(made.witness.content, span.of(made.witness.content)).start >= 0


def test_a_figure_that_is_somebodys_wish_is_quoted_as_one():
    lines = [
        "The Board raised the toll by 1 percent.",
        "Against it was Orm Vale, who preferred to raise it by 2 percent.",
    ]
    made = statement("a", "2024", lines, [quantity("1 percent", 1), quantity("2 percent", 2)])
    quoted = [quoted_span(made, fact).of(made.witness.content) for fact in made.facts]
    assert quoted == ["1 percent", "who preferred to raise it by 2 percent"]


def test_two_long_quotations_are_shown_from_where_they_part():
    head = "The Council notes the report of the harbour master on the state of the dykes and the locks in the north"
    older, newer = f"{head} and calls for their repair", f"{head} and demands that they be closed to all ships at once"
    statements = tuple(statement("a", "2024", [words], [demand(words, "call")]) for words in (older, newer))
    told = change(Verdict.REWORDED, FactKind.DEMAND, 0, 0)
    view = LedgerView(FactMatrix(statements, (told,), ()), (True, True))
    parted = "“… the north and calls for their repair” → “… the north and demands that they be closed"
    assert parted in " ".join(shown(view).split())
    assert f"“{older}” → “{newer}”" in " ".join(shown(replace(view, full=True)).split())


def test_no_page_can_steer_a_terminal_or_reorder_what_is_read():
    said_so = "The bell \x1b[2Jrang\u202e at Karrow\u2066."
    facts = [name(FactKind.PLACE, "rang\u202e at Karrow\u2066", "\x1b]0;x\x07"), demand("bell \x1b[2Jrang", "call")]
    statements = tuple(statement(f"a\x1b[1m{k}", "2024", [said_so], facts) for k in range(2))
    rows = tuple(FactRow(fact.kind, ((k,), (k,)), (None, Verdict.VALUE)) for k, fact in enumerate(statements[0].facts))
    told = tuple(change(Verdict.VALUE, fact.kind, k, k) for k, fact in enumerate(statements[0].facts))
    for series_name in ("", "bell"):
        view = LedgerView(FactMatrix(statements, told, rows), (True, True), series=series_name, notices=("\x1b[3m",))
        for page in (shown(view), ledger_plain(view), ledger_document(view)):
            assert "Karrow" in page
            assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page) == []
