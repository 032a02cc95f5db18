"""The commands on an archive, as a person runs them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import BASE, OTHER, variorum

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A folder with an archive of the project's examples, made once."""
    folder = tmp_path_factory.mktemp("filled")
    assert variorum("init", cwd=folder).status == 0
    ran = variorum("add", EXAMPLES / "karrow-bridge", "--series", "karrow", cwd=folder)
    assert (ran.status, ran.err) == (0, "7 added.\n")
    return folder


@pytest.fixture
def desk(filled, tmp_path):
    """A copy of it to work on."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_nothing_is_made_in_silence(tmp_path):
    (tmp_path / "a.txt").write_text(BASE)

    ran = variorum("add", "a.txt", cwd=tmp_path)

    assert ran.status == 3
    assert "variorum init" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_init_says_where_and_refuses_a_second(tmp_path):
    assert ".variorum" in variorum("init", cwd=tmp_path).err
    again = variorum("init", cwd=tmp_path)
    assert (again.status, "already" in again.err) == (3, True)


def test_the_archive_is_found_from_a_folder_within(desk):
    (desk / "a" / "b").mkdir(parents=True)

    assert "karrow" in variorum("series", "list", cwd=desk / "a" / "b").out


def test_the_named_archive_wins_over_the_nearest(desk, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    variorum("init", cwd=other)

    assert variorum("list", "--archive", other, cwd=desk).out == ""
    assert variorum("list", cwd=desk, VARIORUM_ARCHIVE=str(other)).out == ""


def test_the_list_fits_eighty_columns_and_each_line_begins_with_its_reference(desk):
    lines = variorum("list", cwd=desk).out.splitlines()

    assert lines[0] == "karrow"
    assert len(lines) == 8
    assert max(map(len, lines)) <= 80
    for line in lines[1:]:
        assert variorum("show", f"karrow@{line.split()[0]}", cwd=desk).status == 0


def test_of_more_than_two_hundred_statements_the_series_are_listed(desk):
    rows = "".join(f"Text {n}.,quay,{1800 + n}\n" for n in range(200))
    (desk / "rows.csv").write_text(f"text,series,date\n{rows}")
    variorum("add", "rows.csv", cwd=desk)

    ran = variorum("list", cwd=desk)

    assert ran.out == variorum("series", "list", cwd=desk).out
    assert ran.err == "207 statements in 2 series. Of one: variorum list SERIES; all of them: --full\n"
    assert len(variorum("list", "--full", cwd=desk).out.splitlines()) == 210
    assert len(variorum("list", "quay", cwd=desk).out.splitlines()) == 201


def test_the_list_is_limited_to_words_of_title_and_issuer(desk):
    both = variorum("list", "--title", "STATEMENT ministry", "--issuer", "waterways", cwd=desk).out

    assert [line.split()[0] for line in both.splitlines()] == ["karrow", "2021-03-05:en"]
    nothing = variorum("list", "--title", "zebra", cwd=desk)
    assert (nothing.out, nothing.err) == ("", "variorum: nothing fits.\n")


def test_show_begins_with_what_it_is_and_names_the_file_and_the_place_in_it(desk):
    (desk / "rows.csv").write_text("text,series,date,title\nText.,quay,1999,On the quay\n")
    variorum("add", "rows.csv", cwd=desk)

    lines = variorum("show", "quay@1999", cwd=desk).out.splitlines()

    assert lines[0] == "On the quay"
    assert "  from       rows.csv, row 2" in lines
    assert lines.index("Why (· is known, but not what counts)") < lines.index("Capture") < lines.index("Text")
    long = variorum("show", "karrow@2021", cwd=desk).out
    assert variorum("show", "karrow@2021", "--text", cwd=desk).out.rstrip("\n") in long


def test_every_command_speaks_json(desk):
    for arguments, schema in (
        (("list",), "variorum.list/1"),
        (("show", "karrow@latest"), "variorum.statement/1"),
        (("series", "list"), "variorum.series/1"),
        (("list", "--trash"), "variorum.trash/1"),
        (("revisions",), "variorum.revisions/1"),
        (("search", "flood"), "variorum.hits/1"),
        (("search", "--like", "Trains cross at Karrow again."), "variorum.hits/1"),
        (("verify",), "variorum.verify/1"),
        (("rebuild",), "variorum.rebuild/1"),
        (("quote", "karrow@2020", "the river Tessen"), "variorum.quotation/1"),
    ):
        ran = variorum(*arguments, "--json", cwd=desk)
        assert json.loads(ran.out)["schema"] == schema, ran


def test_adding_speaks_json_a_line_an_event(desk):
    ran = variorum("add", EXAMPLES / "harbour-council", "--series", "harbour", "--json", cwd=desk)

    events = [json.loads(line) for line in ran.out.splitlines()]
    assert [event["event"] for event in events] == [*["added"] * 4, "done"]
    stated = {"field": "stated", "value": "2023-02-01", "reason": "the date line", "chosen": True}
    assert stated in events[0]["findings"]
    assert events[-1]["counts"]["added"] == 4


def test_references_are_compared_like_files(desk):
    kept = variorum("compare", "karrow@2023", "karrow@latest", "--stat", cwd=desk)
    files = variorum(
        "compare", EXAMPLES / "karrow-bridge/2023.docx", EXAMPLES / "karrow-bridge/2024.txt", "--stat", cwd=desk
    )

    assert kept.status == files.status == 0
    assert kept.out.splitlines()[2:] == files.out.splitlines()[2:]


def test_an_existing_path_wins_over_a_reference(desk):
    (desk / "karrow@latest").write_text(BASE)

    ran = variorum("compare", "karrow@latest", "karrow@2023", "--json", cwd=desk)

    assert json.loads(ran.out)["base"]["text"] == BASE


def test_some_bad_inputs_end_with_status_four_and_only_bad_ones_with_three(desk):
    (desk / "good.txt").write_text(BASE)
    (desk / "bad.bin").write_bytes(bytes(range(256)) * 20)

    assert variorum("add", "bad.bin", cwd=desk).status == 3
    mixed = variorum("add", "good.txt", "bad.bin", "missing.txt", cwd=desk)
    assert mixed.status == 4
    assert mixed.err.count("refused") == 2
    assert mixed.err.endswith("1 added, 2 not read.\n")


def test_what_could_not_be_read_is_named_at_the_end(desk):
    (desk / "many").mkdir()
    for number in range(30):
        (desk / "many" / f"{number:02}.txt").write_text(BASE.replace("2023", f"19{number + 10}"))
    (desk / "many" / "05.txt").write_bytes(bytes(range(256)) * 20)

    ran = variorum("add", "many", "--series", "river", cwd=desk)

    refused, counts = ran.err.splitlines()[-2:]
    assert (refused.split()[0], "05.txt" in refused, counts) == ("refused", True, "29 added, 1 not read.")


def test_what_is_added_after_the_twentieth_is_counted_and_not_passed_over(desk):
    (desk / "many").mkdir()
    for number in range(36):
        (desk / "many" / f"{number:02}.txt").write_text(BASE.replace("118", str(number)).replace("2023", "1990"))

    ran = variorum("add", "many", "--series", "river", cwd=desk)
    again = variorum("add", "many", "--series", "river", cwd=desk)

    # The first is `added`; the others are second texts of its day, out of the ordinary, and told of one by one.
    assert ran.out.count("river@1990-03-05#") >= 35
    assert ran.err == "1 added, 35 more of one day.\n"
    assert again.out.count("unchanged") == 20
    assert again.err == "… 16 more there already, not shown. All of them: --full\n36 there already.\n"
    full = variorum("add", "many", "--series", "river", "--full", cwd=desk)
    assert (full.out.count("unchanged"), full.err) == (36, "36 there already.\n")


def test_several_series_are_counted_one_by_one_at_the_end(desk):
    rows = "".join(f"text {n},{series},20{n}\n" for n, series in enumerate(["quay", "quay", "dyke"], 10))
    (desk / "rows.csv").write_text(f"text,series,date\n{rows}")

    ran = variorum("add", "rows.csv", cwd=desk)

    assert ran.err == "dyke  1 added\nquay  2 added\n3 added.\n"


def test_a_row_that_cannot_be_read_is_placed_once(desk):
    (desk / "rows.csv").write_text("text,date\nThe council met.,2010\n,2011\n")

    ran = variorum("add", "rows.csv", cwd=desk)

    assert ran.err.splitlines()[0].startswith("refused      rows.csv, row 3: is empty.")
    assert "(row" not in ran.err


def test_a_silent_edit_is_told_with_its_words_when_it_is_added_and_listed(desk):
    page = ("--url", "https://ministry.example/river", "--series", "river")
    (desk / "page.txt").write_text(BASE)
    variorum("add", "page.txt", *page, cwd=desk)
    (desk / "page.txt").write_text(BASE.replace("must be published", "may be published"))

    told = variorum("add", "page.txt", *page, cwd=desk)

    assert "revision     river@2023-03-05:en~2" in told.out
    assert "'must' is now 'may'" in told.out
    assert "'must' is now 'may'" in variorum("revisions", "river", cwd=desk).out


PAGE = """<html><head><title>{title}</title></head><body><nav>{menu}</nav><main><h1>{title}</h1>
<p>5 March 2021</p><p>The lock at Ilden {verb} be opened to boats. The council thanked the crews.</p></main>
<footer>{foot}</footer></body></html>"""


def page(folder, *, title="On the lock at Ilden", menu="Home", verb="must", foot="Printed by the council"):
    (folder / "lock.html").write_text(PAGE.format(title=title, menu=menu, verb=verb, foot=foot), "utf-8")
    address = ("--url", "https://council.example/lock", "--series", "lock", "--issuer", "Lock Council")
    return variorum("add", "lock.html", *address, cwd=folder)


def test_without_two_texts_of_one_address_it_is_said_that_there_is_no_revision(desk):
    ran = variorum("revisions", cwd=desk)

    assert (ran.status, ran.err) == (0, "No revision: no address or source id has had two texts.\n")


def test_a_revision_shows_the_body_first_and_counts_the_furniture(desk):
    page(desk)
    told = page(desk, title="On the old lock at Ilden", menu="Home News", verb="may", foot="Printed at Ilden")

    ran = variorum("revisions", "lock", cwd=desk)

    lines = ran.out.splitlines()
    assert lines[0] == "On the old lock at Ilden · Lock Council"
    reworded = next(place for place, line in enumerate(lines) if "'must' is now 'may'" in line)
    title = next(place for place, line in enumerate(lines) if "Title" in line)
    folded = next(place for place, line in enumerate(lines) if "(--furniture)" in line)
    assert reworded < title < folded
    assert lines[folded].startswith("  furniture: ")
    assert "(--furniture)" in told.out
    full = variorum("revisions", "lock", "--furniture", cwd=desk).out
    assert "Printed at Ilden" not in ran.out
    assert ("(--furniture)" in full, "at Ilden" in full.split("Title")[1]) == (False, True)
    assert ran.err == "variorum: 1 revision\n"


def test_a_revision_outside_the_body_is_counted_and_shown_on_demand(desk):
    page(desk)
    page(desk, title="On the old lock at Ilden")

    ran = variorum("revisions", cwd=desk)

    assert ran.out == ""
    assert ran.err == "variorum: no revision in the body of a text; 1 not in the body (--furniture)\n"
    assert json.loads(variorum("revisions", "--json", cwd=desk).out)["left_out"] == 1
    assert "Title, reworded" in variorum("revisions", "--furniture", cwd=desk).out


def test_a_revision_read_from_another_format_says_so(desk):
    page(desk)
    (desk / "lock.txt").write_text(
        "On the lock at Ilden\n\n5 March 2021\n\nThe lock at Ilden may be opened to boats.\n"
    )
    variorum("add", "lock.txt", "--revision-of", "lock@2021", cwd=desk)

    assert "  read from plain text, earlier from HTML\n" in variorum("revisions", "lock", cwd=desk).out


def test_a_reference_that_fits_several_lists_them_a_line_each_as_list_names_them(desk):
    page(desk)
    page(desk, verb="may")

    ran = variorum("show", "lock@2021", cwd=desk)

    head, *lines = ran.err.splitlines()
    assert (ran.status, head) == (3, "variorum: lock@2021: fits 2 texts. Name one:")
    assert [line.split()[0] for line in lines] == ["lock@2021-03-05:en", "lock@2021-03-05:en~2"]
    assert all("On the lock at Ilden, captured 20" in line for line in lines)
    listed = [line.split()[0] for line in variorum("list", "lock", cwd=desk).out.splitlines()[1:]]
    assert [f"lock@{each}" for each in listed] == [line.split()[0] for line in lines]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with pipes")
@pytest.mark.parametrize("listing", ["list", "revisions", "search the", "series list", "show karrow@latest"])
def test_a_reader_that_goes_early_ends_a_command_quietly(desk, listing):
    command = f"set -o pipefail; '{sys.executable}' -m variorum {listing} | true"
    done = subprocess.run(["bash", "-c", command], cwd=desk, check=False, capture_output=True, text=True)

    assert (done.returncode, "rror" in done.stderr) == (0, False)


def test_what_is_removed_comes_back_and_what_is_purged_does_not(desk):
    before = variorum("list", cwd=desk).out
    took = variorum("remove", "karrow@2020", "--yes", cwd=desk)
    assert variorum("list", cwd=desk).out != before

    assert variorum("remove", "--undo", took.err.split()[-1], cwd=desk).status == 0
    assert variorum("list", cwd=desk).out == before

    assert variorum("remove", "karrow@2020", "--purge", "--yes", cwd=desk).status == 0
    assert "2020" not in variorum("list", cwd=desk).out
    assert variorum("verify", cwd=desk).status == 0


def test_what_was_being_erased_is_finished_without_naming_it_again(desk):
    assert variorum("remove", "--purge", cwd=desk).err == "variorum: nothing was left to erase\n"
    (desk / ".variorum" / "erasing").write_text('{"captures": [], "originals": []}')
    checked = variorum("verify", cwd=desk)
    assert (checked.status, "finish it with: variorum remove --purge" in checked.out) == (3, True)

    assert variorum("remove", "--purge", cwd=desk).err == "variorum: what was being erased is erased\n"
    assert variorum("verify", cwd=desk).status == 0


def test_remove_counts_in_good_grammar_and_names_the_quotations_that_go_too(desk):
    variorum("quote", "karrow@2020", "the river Tessen", "--keep", cwd=desk)

    took = variorum("remove", "karrow@2020", "--yes", cwd=desk)
    assert "went 1 capture, 1 original: karrow@2020-03-05:en; with it 1 kept quotation; put back" in took.err
    listed = variorum("list", "--trash", cwd=desk).out
    assert listed.split("  ", 1)[1] == "karrow@2020-03-05:en  1 capture, 1 original\n"

    back = variorum("remove", "--undo", took.err.split()[-1], cwd=desk)
    assert back.err == "variorum: 1 capture is back\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with pipes")
def test_nothing_is_left_out_where_nobody_listens_any_more(tmp_path):
    variorum("init", cwd=tmp_path)
    names = [f"{number:02}.txt" for number in range(40)]
    for name in names:
        (tmp_path / name).write_text(BASE.replace("118", name))

    command = f"'{sys.executable}' -m variorum add . --full --series river | true"
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True, capture_output=True)

    assert len(variorum("list", cwd=tmp_path).out.splitlines()) == 1 + len(names)


def test_a_series_is_removed_only_where_it_is_called_one(desk):
    ran = variorum("remove", "karrow", "--yes", cwd=desk)

    assert (ran.status, "--series karrow" in ran.err) == (2, True)
    assert variorum("remove", "capture:1", "--yes", cwd=desk).err.startswith(
        "variorum: into the trash went 1 capture, 1 o"
    )
    assert variorum("remove", "--series", "karrow", "--yes", cwd=desk).status == 0
    assert variorum("list", cwd=desk).out == ""


def test_removing_names_what_would_go_and_what_was_quoted_from_it_and_asks_first(desk):
    variorum("quote", "karrow@2020", "the river Tessen", "--keep", cwd=desk)
    before = variorum("list", cwd=desk).out

    ran = variorum("remove", "karrow@2020", stdin=b"n\n", cwd=desk)

    assert ran.err.splitlines()[:3] == [
        "  karrow@2020-03-05:en",
        "  kept quotation: karrow@2020-03-05:en: “the river Tessen”",
        "Move to the trash: 1 capture, 1 original, 1 kept quotation? [y/N]: ",
    ]
    assert (ran.status, ran.out) == (130, "")
    assert variorum("list", cwd=desk).out == before
    whole = variorum("remove", "--series", "karrow", "--purge", stdin=b"n\n", cwd=desk).err
    listed = variorum("list", "karrow", cwd=desk).out.splitlines()[1:]
    assert [line.strip() for line in whole.splitlines()[: len(listed)]] == [
        f"karrow@{line.split()[0]}" for line in listed
    ]
    assert "the river Tessen" in whole
    assert "Erase for good" in whole

    variorum("remove", "karrow@2020", "--yes", cwd=desk)
    emptied = variorum("remove", "--empty-trash", stdin=b"n\n", cwd=desk).err
    assert emptied.splitlines()[:2] == ran.err.splitlines()[:2]


def test_with_json_nobody_is_asked_and_nothing_goes_without_yes(desk):
    before = variorum("list", cwd=desk).out
    for options in (["karrow@2020"], ["karrow@2020", "--purge"], ["--series", "karrow"], ["--empty-trash"]):
        ran = variorum("remove", *options, "--json", stdin=b"y\n", cwd=desk)

        assert (ran.status, ran.err) == (0, "")
        assert json.loads(ran.out)["done"] is False
    assert variorum("list", cwd=desk).out == before


def test_a_backup_and_an_export_bring_the_same_archive_back(desk):
    listed = variorum("list", cwd=desk).out
    variorum("backup", "copy.tgz", cwd=desk)
    variorum("export", "bag", cwd=desk)

    for source in ("copy.tgz", "bag"):
        ran = variorum("restore", source, f"back-from-{source}", cwd=desk)
        assert ran.status == 0, ran.err
        assert ran.err.endswith(f"with: variorum list --archive back-from-{source}\n")
        assert variorum("list", "--archive", f"back-from-{source}", cwd=desk).out == listed


def test_an_alias_and_an_unambiguous_beginning_name_a_series(desk):
    variorum("series", "alias", "bridge", "karrow", cwd=desk)

    assert variorum("list", "bridge", cwd=desk).out == variorum("list", "kar", cwd=desk).out != ""
    assert variorum("series", "alias", "Not Good", "karrow", cwd=desk).status == 3


def test_a_table_of_files_is_added_with_what_it_says(tmp_path):
    variorum("init", cwd=tmp_path)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "one.txt").write_text(BASE)
    (tmp_path / "files" / "two.txt").write_text(OTHER)
    (tmp_path / "table.csv").write_text(
        "file,date,issuer,title,series\n"
        "files/one.txt,2023-03-05,Ministry of Waterways,Day of the River,river\n"
        "files/two.txt,2024-03-05,Ministry of Waterways,Day of the River,river\n"
        "files/three.txt,2025-03-05,Ministry of Waterways,Day of the River,river\n"
        "../outside.txt,2025-03-05,Ministry of Waterways,Day of the River,river\n"
    )

    ran = variorum("import-table", "table.csv", cwd=tmp_path)

    assert ran.status == 4
    assert ran.err.endswith("2 added, 2 not read.\n")
    shown = json.loads(variorum("show", "river@2023", "--json", cwd=tmp_path).out)
    assert (shown["issuer"], shown["title"]) == ("Ministry of Waterways", "Day of the River")
    assert shown["findings"][0]["reason"].startswith("the table's")


def test_search_says_how_many_there_are_and_marks_what_was_found(desk):
    ran = variorum("search", "ferrymen", "--limit", "1", "--color", "always", cwd=desk)

    assert "\x1b[1mferrymen\x1b[0m" in ran.out
    assert "1 shown" in ran.err
    assert variorum("search", cwd=desk).status == 2


def test_a_line_that_is_found_leads_with_its_statement_and_is_marked_without_colour(desk):
    ran = variorum("search", '"must be published"', "--limit", "1", cwd=desk)

    head, first, *rest, place, blank = ran.out.splitlines()
    assert head.startswith("2021-03-05 · Ministry of Waterways · Statement by the Ministry")
    assert first.startswith("  The inspection records")
    assert "«must be published»" in " ".join(" ".join([first, *rest]).split())
    assert place == "  karrow@2021-03-05:en, sentence, line 17, characters 1829 to 1986"
    assert blank == ""


def test_a_word_that_must_not_be_there_needs_no_quotation_marks(desk):
    every = json.loads(variorum("search", "ferrymen", "--json", cwd=desk).out)["total"]
    without = variorum("search", "ferrymen", "-hamlets", "--json", "--series", "karrow", cwd=desk)

    assert json.loads(without.out)["words"] == "ferrymen -hamlets"
    assert 0 <= json.loads(without.out)["total"] <= every
    alone = json.loads(variorum("search", "records", "--json", cwd=desk).out)["total"]
    fewer = json.loads(variorum("search", "records", "-published", "--json", cwd=desk).out)["total"]
    assert 0 < fewer < alone
    assert "Usage" in variorum("search", "-h", cwd=desk).out
    assert variorum("search", "records", "--nonsense", cwd=desk).status == 2


def test_a_quotation_that_is_kept_is_looked_for_by_verify(desk):
    ran = variorum("quote", "karrow@2020", "THE RIVER  Tessen", "--keep", cwd=desk)

    assert "the river Tessen" in ran.out
    assert "1 quotation" in variorum("verify", cwd=desk).err


def test_offline_refuses_an_address_before_any_socket_opens(desk):
    ran = variorum("add", "https://ministry.example/statement", "--offline", cwd=desk)

    assert ran.status == 3
    assert "--offline" in ran.err or "offline" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="closes streams as a shell does")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_what_runs_with_closed_streams_does_its_work(tmp_path, closed):
    (tmp_path / "notice.txt").write_text(BASE, encoding="utf-8")
    variorum("init", cwd=tmp_path)
    command = shlex.join([sys.executable, "-m", "variorum", "add", "notice.txt"])
    assert subprocess.run(["sh", "-c", f"{command} {closed}"], cwd=tmp_path, check=False).returncode == 0
    assert "2023-03-05" in variorum("list", cwd=tmp_path).out
