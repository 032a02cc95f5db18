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
