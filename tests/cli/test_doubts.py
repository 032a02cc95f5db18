"""A doubt of how a page was read is said wherever its text is shown, compared or found."""

from __future__ import annotations

import json
from html import unescape

import pytest

from tests.cli.commands import variorum

SAID = "Another way of reading the page finds 47 words that are not in the text, as in “"
SENTENCES = (
    "The council of Karrow renews its promise to keep the lamps of the outer pier lit through every night of winter.",
    "It asks the pilots to ring the bell in fog, and the wards to send word of any buoy that has come adrift.",
    "The toll of the ferry stays as it was, and boats of less than three oars go free, as they did in former years.",
    "Nets are to be taken out of the harbour channel before the first frost, and the crane is not used on feast days.",
    "Whoever finds cargo on the shoals is thanked by name in the hall, and paid a third of what it brings at market.",
)


def page(hidden: str, shown: str) -> str:
    """A page with the first sentences, then some of the others hidden, then the last."""
    paragraphs = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    return (
        "<!DOCTYPE html><html><head><title>On the harbour</title></head><body><h1>On the harbour</h1>"
        f"{paragraphs[0]}{paragraphs[1]}{hidden}{''.join(paragraphs[2:4])}{shown}{paragraphs[4]}</body></html>"
    )


@pytest.fixture(scope="module")
def ran_add(tmp_path_factory):
    """A folder with an archive of two pages, one of them with hidden paragraphs, and what adding them said."""
    folder = tmp_path_factory.mktemp("doubts")
    (folder / "2021.html").write_text(page("<dialog>", "</dialog>"), "utf-8")
    (folder / "2022.html").write_text(page("", ""), "utf-8")
    variorum("init", cwd=folder)
    whole = variorum("add", "2022.html", "--series", "harbour", "--date", "2022-03-05", cwd=folder)
    assert (whole.status, "warning" in whole.out) == (0, False)
    return folder, variorum("add", "2021.html", "--series", "harbour", "--date", "2021-03-05", cwd=folder)


def plain(out: str) -> str:
    """Output without the wraps and signs of its lines."""
    return " ".join(unescape(out).replace("> ", " ").split())


def test_add_says_it_and_its_status_does_too(ran_add):
    _, ran = ran_add
    assert ran.status == 4
    assert f"warning: {SAID}" in ran.out


@pytest.mark.parametrize(
    "command",
    [
        ("show", "harbour@2021-03-05"),
        ("show", "harbour@2021-03-05", "--json"),
        ("compare", "harbour@2021-03-05", "harbour@2022-03-05"),
        ("compare", "2021.html", "2022.html"),
        ("compare", "2022.html", "2021.html", "--json"),
        ("compare", "2021.html", "2022.html", "--html", "-"),
        ("compare", "2021.html", "2022.html", "--markdown"),
        ("compare", "2021.html", "2022.html", "--plain"),
        ("compare", "2021.html", "2022.html", "--stat"),
        ("search", "lamps"),
        ("search", "lamps", "--json"),
        ("search", "--like", SENTENCES[0]),
        ("quote", "harbour@2021-03-05", "keep the lamps"),
        ("quote", "harbour@2021-03-05", "keep the lamps", "--json"),
    ],
    ids=" ".join,
)
def test_every_command_that_shows_the_text_says_it(ran_add, command):
    folder, _ = ran_add
    assert SAID in plain(variorum(*command, cwd=folder).out)


MISREAD = "The council\u00e2\u20ac\u2122s toll of the ferry stays as it was. Boats of less than three oars go free.\n"


@pytest.fixture(scope="module")
def misread(tmp_path_factory):
    """A folder with an archive of three texts of one page, each of them another; the last two were decoded wrongly."""
    folder = tmp_path_factory.mktemp("misread")
    variorum("init", cwd=folder)
    texts = ("The toll of the ferry stays as it was. Nets are out.\n", MISREAD, MISREAD.replace("three", "four"))
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, "utf-8")
        where = (
            "--series",
            "ferry",
            "--date",
            "2021-03-05",
            "--language",
            "en",
            "--url",
            "https://karrow.example/toll",
        )
        ran = variorum("add", f"{number}.txt", *where, cwd=folder)
        assert ("warning: " in ran.out) == (number > 0)
    (warning,) = json.loads(variorum("show", "ferry@2021-03-05~2", "--json", cwd=folder).out)["text"]["warnings"]
    assert warning["kind"] == "misread"
    return folder, warning


def test_a_silent_edit_names_the_text_that_was_decoded_wrongly(misread):
    folder, warning = misread
    first, second = variorum("revisions", cwd=folder).out.split("\n\n")[:2]
    assert f"warning: {warning['message']} (ferry@2021-03-05:en~2)" in plain(first)
    assert f"warning: {warning['message']} " in plain(second)
    assert plain(second).count(warning["message"]) == 1
    assert f"{warning['message']} (" not in plain(second)


def test_a_silent_edit_has_the_warnings_of_both_texts_in_its_document(misread):
    folder, warning = misread
    found = json.loads(variorum("revisions", "--json", cwd=folder).out)["revisions"]
    sides = [[each["read"][side]["warnings"] for side in ("before", "after")] for each in found]
    assert sides == [[[], [warning]], [[warning], [warning]]]


def test_the_counts_alone_name_the_text_that_was_decoded_wrongly(misread):
    folder, warning = misread
    ran = variorum("compare", "0.txt", "1.txt", "--stat", cwd=folder)
    assert f"note: 1.txt: {warning['message']}\n" in ran.out
    assert "note: 0.txt" not in ran.out


def test_a_silent_edit_of_a_page_that_may_not_have_been_read_whole_says_so(tmp_path):
    variorum("init", cwd=tmp_path)
    for hidden, shown in (("", ""), ("<dialog>", "</dialog>")):
        (tmp_path / "page.html").write_text(page(hidden, shown), "utf-8")
        where = ("--series", "harbour", "--date", "2021-03-05", "--url", "https://karrow.example/harbour")
        variorum("add", "page.html", *where, cwd=tmp_path)
    ran = variorum("revisions", cwd=tmp_path)
    assert f"warning: {SAID}" in plain(ran.out)
    assert "2 not found in the other text as read" in plain(ran.out)


def test_a_search_says_it_once_for_each_text(ran_add):
    folder, _ = ran_add
    ran = variorum("search", "the", cwd=folder)
    assert ran.out.count("harbour@2021-03-05") > 1
    assert ran.out.count(SAID) == 1


def test_lines_that_the_doubt_may_explain_are_not_called_added(ran_add):
    folder, _ = ran_add
    whole = json.loads(variorum("compare", "2022.html", "2022.html", "--json", cwd=folder).out)
    doubtful = plain(variorum("compare", "2021.html", "2022.html", cwd=folder).out)
    assert whole["base"]["warnings"] == []
    assert "2 not found in the base as read" in doubtful
    assert "2 added" not in doubtful
