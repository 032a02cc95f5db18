"""`variorum facts` and `compare --facts`, on statements of the project's own."""

from __future__ import annotations

import csv
import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout

import pytest

from tests.cli.commands import Ran
from tests.cli.commands import variorum as variorum_process
from tests.ingest.conftest import Line, pdf_of_lines
from tests.render.test_schemas import checked
from variorum.cli.main import main
from variorum.model.facts import FactKind
from variorum.model.ledger import Verdict

FERRY = "Statement on the ferry\n\n{day} 2020\n\nThe ferry carries {count} passengers.\n"


def variorum(*arguments):
    """The command in this process: much is asked of it here."""
    kept = {name: os.environ.pop(name, None) for name in ("COLUMNS", "NO_COLOR", "TERM", "VARIORUM_ARCHIVE")}
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main([*map(str, arguments)])
    finally:
        os.environ.update({name: value for name, value in kept.items() if value is not None})
    for each in (out, err):
        each.flush()
    return Ran(status, *(each.buffer.getvalue().decode() for each in (out, err)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory, examples):
    """An archive of both series and of a ferry that carries more and more; beside it files to compare."""
    made = tmp_path_factory.mktemp("facts")
    (made / "ferry").mkdir()
    for day, count in (("4 May", 40), ("5 May", 40), ("6 May", 41), ("7 May", 41)):
        (made / "ferry" / f"{day[0]}.txt").write_text(FERRY.format(day=day, count=count), "utf-8")
    (made / "none.txt").write_text("Nothing was said then, and nothing is said now.\n", "utf-8")
    (made / "french.txt").write_text(
        "Déclaration du conseil\n\nLe 5 mars 1988, la rivière est sortie de son lit, et le conseil a décidé de fermer "
        "le port aux navires jusqu’à nouvel ordre.\n",
        "utf-8",
    )
    (made / "cut.pdf").write_bytes(pdf_of_lines([[Line("The Canal Board counts 46 gauges on the river.")], []]))
    for arguments in (
        ("init",),
        ("add", examples / "karrow-bridge", "--series", "karrow"),
        ("add", examples / "harbour-council", "--series", "harbour"),
        ("add", "ferry", "--series", "ferry"),
    ):
        ran = variorum_process(*arguments, cwd=made)
        assert ran.status == 0, ran
    return made


@pytest.fixture
def ask(folder, monkeypatch):
    """The command, asked in the folder."""
    monkeypatch.chdir(folder)
    return variorum


@pytest.fixture
def karrow(examples):
    return [examples / "karrow-bridge" / f"{year}.txt" for year in (2019, 2020)]


def test_one_statement_has_its_facts_by_kind_each_with_its_words_and_line(ask, karrow):
    ran = ask("facts", karrow[0])
    assert (ran.status, ran.err) == (0, "")
    assert "118 residents were drowned” (line 2)" in ran.out
    assert "“March 4-5, 1988” (line 1)" in ran.out
    assert ran.out.index("Quantities (") < ran.out.index("Dates (") < ran.out.index("Places (")
    assert "Changed" not in ran.out


def test_of_two_statements_the_changed_facts_come_first_and_then_all(ask, karrow):
    ran = ask("facts", *karrow)
    assert (ran.status, ran.err) == (0, "")
    for line in ("“118 residents” → “118 citizens”", "“46 gauges” → “46 sluices”", "“Oskarel” → “Oskharel” (place)"):
        assert line in ran.out
    assert "“March 6, 1988” → “6 March 1988”" in ran.out
    assert "“31 years” → “32 years”" in ran.out
    assert ran.out.index("Changed facts") < ran.out.index("Quantities (")
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_reference_is_read_as_a_file_whose_date_is_given(ask, karrow):
    def told(*sources):
        rows = csv.DictReader(io.StringIO(ask("facts", *sources, "--csv", "--changed").out))
        return {(row["verdict"], row["was"], row["now"]) for row in rows}

    found = told("karrow@2019", "karrow@2020")
    assert found == told(*karrow, "--date", "2019")
    assert ("expected roll-over", "31 years ago", "32 years ago") in found


def test_changed_unexpected_only_and_kind_show_those_alone(ask, karrow):
    changed = ask("facts", *karrow, "--changed").out
    assert "“118 residents” → “118 citizens”" in changed
    assert "Quantities (" not in changed
    noun = ask("facts", *karrow, "--only", "noun,spelling").out
    assert "→ “118 citizens”" in noun
    assert "→ “Oskharel”" in noun
    assert "→ “32 years”" not in noun
    places = ask("facts", *karrow, "--kind", "place").out
    assert "→ “Oskharel”" in places
    assert "citizens" not in places
    none = ask("facts", *karrow, "--unexpected", "--kind", "place").out
    assert "Nothing of this kind (not explained by the date)" in none


def test_the_other_forms_hold_the_same_facts(ask, karrow):
    plain = ask("facts", *karrow, "--plain").out
    assert "base line 15 said '46 gauges', other line 14 says '46 sluices'." in plain
    document = checked(ask("facts", *karrow, "--json").out, "ledger")
    rows = list(csv.DictReader(io.StringIO(ask("facts", *karrow, "--csv").out)))
    facts = [fact for statement in document["statements"] for fact in statement["facts"]]
    assert [(row["kind"], row["text"], int(row["start"])) for row in rows] == [
        (fact["kind"], fact["text"], fact["start"]) for fact in facts
    ]
    for statement, path in zip(document["statements"], karrow, strict=True):
        text = path.read_text("utf-8")
        assert all(text[fact["start"] : fact["end"]] == fact["text"] for fact in statement["facts"])
    changes = list(csv.DictReader(io.StringIO(ask("facts", *karrow, "--csv", "--only", "noun").out)))
    assert [(row["was_line"], row["now_line"]) for row in changes if "gauges" in row["was"]] == [("15", "14")]
    assert {row["verdict"] for row in changes} == {"noun changed"}


def test_facts_compared_with_themselves_are_all_the_same(ask, karrow):
    document = json.loads(ask("facts", karrow[0], karrow[0], "--json").out)
    assert {change["verdict"] for change in document["changes"]} == {"same"}
    assert "Of the facts that answer each other none changed." in " ".join(ask("facts", *karrow[:1] * 2).out.split())


def test_the_json_of_a_kind_counts_its_facts_anew(ask, karrow):
    document = checked(ask("facts", *karrow, "--kind", "quantity,date", "--json").out, "ledger")
    for statement in document["statements"]:
        assert {fact["kind"] for fact in statement["facts"]} == {"quantity", "date"}
    for change in document["changes"]:
        told = [
            document["statements"][place]["facts"][index]["kind"]
            for place, index in enumerate(change["facts"])
            if index is not None
        ]
        assert set(told) == {change["kind"]}


def test_a_series_has_a_row_a_fact_with_its_values_by_run_of_issues(ask):
    ran = ask("facts", "--series", "ferry")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("ferry: what was said, 2020-05-04 to 2020-05-07\n")
    lines = ran.out.splitlines()
    assert "     2020-05-04 to 2020-05-05  “40 passengers” (2 issues)" in lines
    (later,) = [line for line in lines if "“41 passengers” (2 issues)" in line]
    assert later.startswith("  ≠  2020-05-06 to 2020-05-07  ")


def test_of_a_series_too_only_what_is_asked_for_is_shown(ask):
    assert "Nothing of this kind (not explained by the date)" in ask("facts", "--series", "harbour", "--unexpected").out
    changed = ask("facts", "--series", "ferry", "--changed").out
    assert "“41 passengers” (2 issues)" in changed
    assert "said in one way" not in changed
    assert "Quantities, changed (1)" in changed


def test_a_stretch_of_a_series_is_a_ledger_of_its_own(ask):
    whole = checked(ask("facts", "--series", "ferry", "--json").out, "ledger")
    part = checked(
        ask("facts", "--series", "ferry", "--since", "2020-05-05", "--until", "2020-05-06", "--json").out, "ledger"
    )
    assert [statement["date"] for statement in part["statements"]] == ["2020-05-05", "2020-05-06"]
    assert part["statements"] == whole["statements"][1:3]
    assert all(len(change["facts"]) == 2 for change in part["changes"])
    ran = ask("facts", "--series", "ferry", "--since", "2021")
    assert (ran.status, ran.err) == (
        3,
        "variorum: ferry: no issue since 2021. Its issues are from 2020-05-04 to 2020-05-07.\n",
    )


def test_what_is_asked_of_a_series_again_comes_from_the_archives_memory_and_is_the_same(ask):
    first, second = (ask("facts", "--series", "karrow", "--json") for _ in range(2))
    assert first == second


def test_a_statement_without_facts_says_so(ask):
    ran = ask("facts", "none.txt")
    assert ran.status == 0
    assert "No facts were read." in ran.out
    assert checked(ask("facts", "none.txt", "--json").out, "ledger")["statements"][0]["facts"] == []
    assert "No changed facts." in ask("facts", "none.txt", "none.txt").out
    assert len(ask("facts", "none.txt", "--csv").out.splitlines()) == 1


def test_a_text_in_another_language_says_what_is_read_in_it_and_ends_with_4(ask):
    ran = ask("facts", "french.txt")
    assert ran.status == 4
    assert "only dates and figures are read" in " ".join(ran.out.split())
    assert "5 mars 1988" in ran.out


def test_of_texts_in_two_languages_nothing_is_called_dropped(ask, karrow):
    ran = ask("facts", karrow[1], "french.txt", "--changed")
    assert ran.status == 4
    assert " dropped" not in ran.out
    assert "not found in the text read" in ran.out


def test_nothing_is_dropped_from_a_text_that_was_not_read_whole(ask, karrow):
    ran = ask("facts", karrow[0], "cut.pdf", "--changed")
    assert ran.status == 4
    assert ran.out.startswith("! cut.pdf: ")
    assert " dropped" not in ran.out
    assert "• not found in the text read (" in ran.out
    document = checked(ask("facts", karrow[0], "cut.pdf", "--json").out, "ledger")
    assert document["notices"]
    assert {change.get("certain", True) for change in document["changes"] if change["verdict"] == "dropped"} == {False}


def test_the_date_that_is_given_resolves_what_hangs_on_it(ask, karrow):
    def ago(*options):
        facts = json.loads(ask("facts", karrow[0], "--json", *options).out)["statements"][0]["facts"]
        (found,) = [fact for fact in facts if fact["text"] == "31 years ago" and fact["kind"] == "date"]
        return found["edtf"]

    assert (ago(), ago("--date", "2019-03-05")) == ("", "1988")


def test_a_page_is_written_and_named(ask, karrow, tmp_path):
    ran = ask("facts", *karrow, "--html", tmp_path / "ledger.html")
    assert (ran.status, ran.out, ran.err) == (0, "", f"variorum: the page is in {tmp_path / 'ledger.html'}\n")
    assert (tmp_path / "ledger.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert ask("facts", "--series", "ferry", "--html", "-").out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name one statement or two, or a series with --series."),
        (("a", "b", "c"), "Two statements at most"),
        (("-", "-"), "only one of the two can be -"),
        (("a", "--series", "ferry"), "name no other statement beside it"),
        (("a", "--since", "2020"), "only with --series"),
        (("--series", "ferry", "--since", "2021", "--until", "2020"), "no issue is in between"),
        (("a", "--changed"), "Of one statement nothing changed"),
        (("a", "--date", "2020", "--date", "2021"), "--date is given too often"),
        (("a", "--kind", "thing"), "'thing' is not one of quantity, date"),
        (("a", "b", "--only", "worse"), "'worse' is not one of same"),
        (("a", "--json", "--csv"), "--json and --csv are two forms"),
        (("a", "--json", "--full"), "--full has no meaning for --json."),
        (("a", "--html", "-", "--json"), "would both go to standard output"),
    ],
)
def test_wrong_usage_is_refused_with_the_reason(ask, arguments, said):
    ran = ask("facts", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())


def test_what_is_not_there_is_named(ask):
    assert ask("facts", "gone.txt").err.startswith("variorum: gone.txt: no such file.")
    assert "nowhere" in ask("facts", "--series", "nowhere").err
    assert ask("facts", "--series", "nowhere").status == 3


def test_every_kind_and_every_verdict_can_be_asked_for_by_the_word_of_its_page(ask, karrow, project_root):
    page = (project_root / "docs" / "command-line.md").read_text("utf-8").split("\n## facts\n")[1].split("\n## ")[0]
    for kind in FactKind:
        assert f"`{kind.value}`" in page
        assert ask("facts", karrow[0], "--kind", kind.value, "--json").status == 0
    for verdict in Verdict:
        assert f"`{verdict.name.lower()}`" in page


def test_compare_has_changed_facts_only_where_they_are_asked_for(ask, karrow):
    with_facts, without = ask("compare", *karrow, "--facts"), ask("compare", *karrow)
    assert "“118 residents” → “118 citizens”" in with_facts.out
    assert "Facts: " in with_facts.out
    heads = ("Facts: ", "Changed facts", "\nDropped\n", "Lines, in the other's")
    parts = [with_facts.out.index(head) for head in heads]
    assert parts == sorted(parts)
    assert "Changed facts" not in without.out
    assert "facts" not in ask("compare", *karrow, "--stat").out
    for form in ("--stat", "--plain", "--markdown"):
        assert "noun" in ask("compare", *karrow, "--facts", form).out
    assert "118 citizens" in ask("compare", *karrow, "--facts", "--html", "-").out


def test_the_json_of_compare_with_facts_has_the_alignment_to_the_byte_and_the_ledger(ask, karrow):
    alignment = ask("compare", *karrow, "--json").out
    both = ask("compare", *karrow, "--facts", "--json").out
    document = checked(both, "comparison")
    assert alignment.rstrip("\n") in both
    assert document["alignment"] == json.loads(alignment)
    assert document["facts"] == checked(ask("facts", *karrow, "--json").out, "ledger")


def test_the_json_of_a_line_has_its_changed_facts_with_the_exact_words_of_both_issues(ask):
    document = checked(ask("line", "karrow", "took the lives of", "--json").out, "line")
    told = [
        (each["date"], each["verdict"], *(side and side["words"] for side in (each["was"], each["now"])))
        for each in document["facts"]
    ]
    assert told == [
        ("2020-03-05", "noun changed", "118 residents were drowned", "took the lives of 118 citizens"),
        ("2020-03-05", "added", None, "6 people"),
        ("2024-03-05", "value changed", "took the lives of 118 citizens", "took the lives of 119 citizens"),
        ("2024-03-05", "value changed", "6 people", "5 people"),
    ]
    for side in (each[name] for each in document["facts"] for name in ("was", "now") if each[name]):
        text = json.loads(ask("show", side["reference"], "--json").out)["text"]
        assert text["sha256"] == side["text_sha256"]
        assert text["content"][side["start"] : side["end"]] == side["words"]
    assert [each["reference"] for each in document["facts"]] == [each["now"]["reference"] for each in document["facts"]]


def test_a_fact_that_a_line_lost_is_in_its_json_as_it_was_and_one_that_stayed_is_not(ask):
    document = checked(ask("line", "karrow", "L0", "--json").out, "line")
    (gone,) = [each for each in document["facts"] if each["verdict"] == "dropped"]
    assert (gone["was"]["words"], gone["now"]) == ("two days", None)
    assert "same" not in {each["verdict"] for each in document["facts"]}
    several = checked(ask("line", "karrow", "the river", "--json").out, "line")
    assert (len(several["lines"]) > 1, several["facts"]) == (True, [])


def test_what_a_person_judged_holds_here_too(folder, tmp_path):
    import shutil

    shutil.copytree(folder / ".variorum", tmp_path / ".variorum")
    archive = ("--archive", tmp_path / ".variorum")
    before = checked(variorum("facts", "karrow@2019", "--json", *archive).out, "ledger")["statements"][0]["facts"]
    assert [fact["text"] for fact in before if fact["text"] == "46"] == ["46"]
    told = variorum_process("judge", "reject", "karrow@2019", "46 gauges", "--as", "quantity", *archive)
    assert told.status == 0, told
    ran = variorum("facts", "karrow@2019", "--json", *archive)
    after = checked(ran.out, "ledger")
    assert [fact for fact in after["statements"][0]["facts"] if fact["text"] == "46"] == []
    assert after["notices"] == ["1 reading is left out, as judged: variorum judge list"]
    assert ran.status == 0


def test_a_table_of_names_wins_over_the_shipped_ones(ask, karrow, tmp_path):
    (tmp_path / "own.csv").write_text("kind,name\nnone,Ilden\n", "utf-8")
    assert "“Ilden”" in ask("facts", karrow[0]).out
    assert "“Ilden”" not in ask("facts", karrow[0], "--names", tmp_path / "own.csv").out
