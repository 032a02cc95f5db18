"""`variorum series show SERIES --html FILE|DIR/` as a whole process, on the project's own series."""

from __future__ import annotations

import re

import pytest

from tests.cli.commands import variorum


@pytest.fixture(scope="module")
def folder(tmp_path_factory, examples):
    made = tmp_path_factory.mktemp("pages")
    assert variorum("init", cwd=made).status == 0
    assert variorum("add", examples / "karrow-bridge", "--series", "karrow", cwd=made).status == 0
    return made


def test_a_file_is_one_page_and_standard_output_the_same_bytes(folder):
    told = variorum("series", "show", "karrow", "--html", "karrow.html", cwd=folder)
    page = (folder / "karrow.html").read_text(encoding="utf-8")
    assert (told.status, told.out) == (0, "")
    assert told.err == "variorum: the page is in karrow.html\n"
    assert variorum("series", "show", "karrow", "--html", "-", cwd=folder).out.rstrip("\n") == page.rstrip("\n")
    assert '<script type="application/json" id="data">' in page


def test_a_folder_is_an_index_a_page_a_line_and_a_page_a_pair(folder):
    told = variorum("series", "show", "karrow", "--html", "pages/", cwd=folder)
    made = sorted(path.relative_to(folder / "pages").as_posix() for path in (folder / "pages").rglob("*.html"))
    assert told.status == 0
    assert told.err == f"variorum: {len(made)} pages are in pages/; begin with index.html\n"
    assert next(name for name in made if name.startswith("pairs/")) == "pairs/2018_2019.html"
    assert sum(name.startswith("pairs/") for name in made) == 6
    assert "index.html" in made
    again = variorum("series", "show", "karrow", "--html", "pages", cwd=folder)
    assert again.err == told.err.replace("pages/;", "pages;")


def test_a_folder_that_cannot_be_made_is_an_error_that_names_it(folder):
    (folder / "taken").write_text("a file", encoding="utf-8")
    told = variorum("series", "show", "karrow", "--html", "taken/", cwd=folder)
    assert told.status == 3
    assert "taken" in told.err
    assert "Traceback" not in told.err


def test_the_page_of_an_earlier_issue_says_what_was_new_then(folder):
    page = variorum("series", "show", "karrow", "--on", "2020", "--html", "-", cwd=folder).out
    assert '<p class="summary">5 March 2020, against 2019: ' in page


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (("--dropped",), "Dropped, standing no longer: "),
        (("--dropped", "--since", "2020"), "Dropped since 2020, standing no longer: "),
        (("--returned",), "Returned: "),
        (("--new", "--on", "2020", "--standing"), "First-ever on 2020, and standing in the latest issue: "),
        (
            ("--stable", "3", "--standing"),
            "In one wording in 3 issues in a row or more, as it stands in the latest issue",
        ),
    ],
)
def test_a_list_is_a_page_of_its_own_with_the_counts_of_the_terminal(folder, question, sentence):
    page = variorum("series", "show", "karrow", *question, "--html", "-", cwd=folder).out
    said = re.search(r'<p class="summary">(.*?)</p>', page)[1]
    assert said.startswith(sentence)
    told = " ".join(variorum("series", "show", "karrow", *question, cwd=folder).out.split())
    assert told.startswith(f"karrow: {said[0].lower()}{said[1:]}")
    count = int(re.search(r"([0-9]+) (?:line|return)", said.rpartition(": ")[2])[1])
    assert page.count('<li class="run ') == count


def test_words_and_a_line_are_pages_of_their_own(folder):
    told = variorum("line", "karrow", "must", "be", "published", "--html", "words.html", cwd=folder)
    assert (told.status, told.out, told.err) == (0, "", "variorum: the page is in words.html\n")
    page = (folder / "words.html").read_text(encoding="utf-8")
    assert "“must be published” stands in " in page
    assert "<mark>must be published</mark>" in page
    line = variorum("line", "karrow", "L1", "--html", "-", cwd=folder).out
    assert '<ol class="runs" role="list">' in line
    assert variorum("line", "karrow", "L1", "--html", "-", "--json", cwd=folder).status == 2
    both = variorum("line", "karrow", "L1", "--html", "line.html", "--json", cwd=folder)
    assert both.out.startswith("{")
    assert (folder / "line.html").read_text(encoding="utf-8").rstrip("\n") == line.rstrip("\n")


def test_a_folder_of_pages_is_of_the_whole_series_alone(folder):
    told = variorum("series", "show", "karrow", "--dropped", "--html", "lists/", cwd=folder)
    assert told.status == 2
    assert "A folder of pages is of the whole series: give --html a FILE here." in told.err
