"""`variorum series show SERIES --html FILE|DIR/` as a whole process, on the project's own series."""

from __future__ import annotations

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
