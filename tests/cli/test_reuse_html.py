"""`variorum reuse show|family|document --html`: what is written where, and what contradicts itself."""

from __future__ import annotations

import pytest

from tests.cli.commands import Ran
from tests.render import reuse_run
from variorum.cli.main import main


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> str:
    place = str(tmp_path_factory.mktemp("reuse") / "RUN")
    reuse_run.write(place)
    return place


@pytest.fixture
def reuse(capsys):
    """Runs a command of the group in this process."""

    def called(*arguments):
        capsys.readouterr()
        status = main(["reuse", *map(str, arguments)])
        return Ran(status, *capsys.readouterr())

    return called


def test_a_run_becomes_a_folder_that_begins_with_its_index(reuse, run, tmp_path):
    ran = reuse("show", run, "--sort", "words", "--html", tmp_path / "pages")
    assert (ran.status, ran.out) == (0, "")
    assert "begin with index.html" in ran.err
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert '<option value="words" selected>' in index
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == [
        "data", "documents", "families", "index.html",
    ]  # fmt: skip


def test_beside_the_folder_another_form_is_printed_when_asked_for(reuse, run, tmp_path):
    ran = reuse("show", run, "--csv", "--limit", "1", "--html", tmp_path)
    assert ran.status == 0
    assert len(ran.out.splitlines()) == 2
    assert (tmp_path / "index.html").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "--html", "-"), "--html writes a folder of pages here"),
        (("show", "--html", "pages", "--limit", "3"), "--limit has no meaning here"),
        (("show", "--html", "pages", "--formulaic"), "--formulaic has no meaning here"),
        (("family", "3", "--html", "-", "--json"), "--html - and --json would both go to standard output"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_contradicts_itself_is_refused_before_anything_is_written(
    reuse, run, monkeypatch, tmp_path, arguments, said
):
    monkeypatch.chdir(tmp_path)
    name, *rest = arguments
    ran = reuse(name, run, *rest)
    assert ran.status == 2
    assert said in " ".join(ran.err.split())
    assert list(tmp_path.iterdir()) == []


def test_one_family_is_a_page_in_a_file_a_folder_or_on_standard_output(reuse, run, tmp_path):
    file, folder = tmp_path / "page.html", f"{tmp_path}/pages/"
    assert reuse("family", run, "F3", "--html", file).status == 0
    assert reuse("family", run, "F3", "--html", folder).status == 0
    printed = reuse("family", run, "F3", "--html", "-").out
    assert file.read_text(encoding="utf-8") == printed
    assert (tmp_path / "pages" / "family-3.html").read_text(encoding="utf-8") == printed


def test_a_family_of_which_only_the_first_passages_are_shown_says_so_and_ends_with_4(reuse, run):
    ran = reuse("family", run, "F3", "--limit", "2", "--html", "-")
    assert ran.status == 4
    assert "3 later passages not shown here" in ran.out


def test_one_document_is_a_page_named_after_it_in_a_folder(reuse, run, tmp_path):
    assert reuse("document", run, "papers-2", "--html", f"{tmp_path}/").status == 0
    page = (tmp_path / "document-papers-2.html").read_text(encoding="utf-8")
    assert "All who hold papers on the flood" in page


def test_an_unknown_family_or_document_writes_nothing(reuse, run, tmp_path):
    assert reuse("family", run, "99", "--html", tmp_path / "page.html").status == 3
    assert reuse("document", run, "nobody", "--html", tmp_path / "page.html").status == 3
    assert list(tmp_path.iterdir()) == []
