"""The library's doors."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import variorum
from variorum.errors import LanguageUnknown, SourceError

LINES = ["The gate was shut that night.", "The keepers slept.", "Nobody had been warned."]


def test_paths_are_read_and_named(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_bytes("\n\n".join(LINES).encode())
    comparison = variorum.compare(*paths)
    assert [side.witness.name for side in (comparison.alignment.base, comparison.alignment.other)] == [
        str(path) for path in paths
    ]
    original = comparison.alignment.base.witness.original
    assert original is not None
    assert original.sha256 == hashlib.sha256(paths[0].read_bytes()).hexdigest()


def test_labels_and_dates_given_overrule_those_found(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(LINES))
    comparison = variorum.compare(path, path, base_label="last year", base_date="2019-03-05", other_date="2020-03-05")
    assert comparison.alignment.base.witness.name == "last year"
    assert (comparison.summary.base_date, comparison.summary.other_date) == ("2019-03-05", "2020-03-05")


def test_a_missing_path_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        variorum.compare(tmp_path / "nowhere.txt", tmp_path / "nowhere.txt")


def test_lines_already_split_are_compared_as_they_are() -> None:
    comparison = variorum.collate_segments(iter([LINES[0], f" {LINES[1]} "]), LINES)
    base = comparison.alignment.base
    assert base.content == f"{LINES[0]}\n {LINES[1]} "
    assert [segment.span.of(base.content) for segment in base.segments] == LINES[:2]
    assert [bead.kind.value for bead in comparison.alignment.beads] == ["kept", "kept", "added"]


@pytest.mark.parametrize("empty", ["", "  ", "\u00a0\n"])
def test_an_empty_line_among_lines_is_refused_since_it_would_shift_the_numbers_of_the_rest(empty: str) -> None:
    with pytest.raises(ValueError, match=r"line 1 of the other, counted from 0, holds only white space"):
        variorum.collate_segments(LINES, [LINES[0], empty, LINES[2]])


@pytest.mark.parametrize("wrong", [None, b"The gate was shut.", Path("a.txt"), 7, ["The gate was shut."]])
def test_a_text_that_is_no_string_is_refused_in_plain_words(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"collate takes the other as a string, not {type(wrong).__name__}"):
        variorum.collate(LINES[0], wrong)


@pytest.mark.parametrize("wrong", [None, "The gate was shut.", b"The gate.", Path("a.txt"), 7])
def test_lines_that_are_no_list_are_refused_in_plain_words(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"the base as a list of lines, not {type(wrong).__name__}"):
        variorum.collate_segments(wrong, LINES)


def test_a_line_that_is_no_string_is_named() -> None:
    lines: Any = [LINES[0], None]
    with pytest.raises(TypeError, match="line 1, counted from 0, must be a string, not NoneType"):
        variorum.collate_segments(lines, LINES)


@pytest.mark.parametrize("wrong", [None, b"a.txt", 7, [LINES[0]]])
def test_a_source_that_is_no_path_is_refused_in_plain_words(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"compare takes a path, - or a Witness, not {type(wrong).__name__}"):
        variorum.compare(wrong, wrong)


def test_a_code_of_no_language_is_refused() -> None:
    with pytest.raises(LanguageUnknown, match="xx: no language has this code"):
        variorum.collate(LINES[0], LINES[1], language="xx")


def test_a_comparison_shows_itself_in_every_form() -> None:
    comparison = variorum.collate("\n\n".join(LINES), "\n\n".join(LINES[:2]))
    assert json.loads(comparison.to_json())["schema"] == "variorum.alignment/1"
    assert "<html" in comparison.to_html()
    assert LINES[2] in comparison.to_markdown()
    assert len(comparison._repr_html_()) < 200_000
    assert comparison.differs
    assert comparison.complete
    assert not variorum.collate(LINES[0], LINES[0].replace(" gate", "\u00a0gate")).differs
