"""Overruling one answer: what is decided holds, and what cannot be decided is an error with the way out."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import variorum


@pytest.fixture
def kinds_and_lines(pair):
    """The segments of the base and the beads, as the JSON has them."""
    document = json.loads(variorum("compare", *pair, "--json").out)
    return document["base"]["segments"], document["beads"]


def said(*arguments):
    seen = variorum("compare", *arguments)
    assert (seen.status, seen.out) == (3, "")
    return " ".join(seen.err.split())


def test_parting_a_pair_that_is_not_there_is_an_error_that_names_what_is(pair):
    error = said(*pair, "--unpair", "3:5")
    assert "3:5: these two lines are not paired: line 3 of the base is answered by line 3 of the other text" in error
    assert "Give 3:3" in error
    assert "answered by no line of the other text. Leave it out." in said(*pair, "--unpair", "5:5")


def test_parting_one_pair_after_another_is_no_error(pair):
    first = json.loads(variorum("compare", *pair, "--unpair", "4:4", "--json").out)["beads"]
    answers = [bead["other"] for bead in first if bead["base"] == [3] and bead["other"]]
    options = ["--unpair", "4:4"]
    for answer in answers:
        options += ["--unpair", f"4:{answer[0] + 1}"]
    assert variorum("compare", *pair, *options).status == 0


def test_a_pair_both_made_and_parted_is_an_error(pair):
    assert "3:3: this pair is both made and parted." in said(*pair, "--pair", "3:3", "--unpair", "3:3")


def test_a_title_and_a_sentence_pair_only_when_one_is_said_to_be_of_the_others_kind(pair, kinds_and_lines):
    segments, _ = kinds_and_lines
    assert [segments[0]["kind"], segments[2]["kind"]] == ["title", "sentence"]
    error = said(*pair, "--pair", "1:3")
    assert "line 1 of the base is a title and line 3 of the other text a sentence" in error
    assert "--as title :3" in error
    seen = variorum("compare", *pair, "--pair", "1:3", "--as", "sentence", "1", "--json")
    document = json.loads(seen.out)
    (bead,) = [bead for bead in document["beads"] if bead["base"] == [0]]
    assert (bead["other"], bead["judged"]) == ([2], True)
    body = document["summary"]["body"]
    paired = sum(body[kind] for kind in ("kept", "reworded", "split", "merged"))
    lines = [sum(segment["kind"] == "sentence" for segment in document[side]["segments"]) for side in ("base", "other")]
    assert [paired + body["dropped"], paired + body["added"]] == lines


@pytest.mark.parametrize("code", ["xx", "english", "e", "zz-US"])
def test_a_code_of_no_language_is_wrong_usage_named_before_anything_is_read(code):
    seen = variorum("compare", "a.txt", "b.txt", "--lang", code)
    assert (seen.status, seen.out) == (2, "")
    assert f"{code}: no language has this code. Give one of ISO 639-1" in " ".join(seen.err.split())


@pytest.mark.parametrize("code", ["en", "pt-BR", "zh-Hans", "fa"])
def test_a_code_of_a_language_is_taken(pair, code):
    assert variorum("compare", *pair, "--lang", code).status == 0
