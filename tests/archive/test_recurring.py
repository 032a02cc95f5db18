"""Lines that stand word for word in many series: told from the stored texts, however they are written."""

from __future__ import annotations

import pytest

from tests.archive.archives import keep
from variorum.archive import recurring
from variorum.archive.recurring import lines_in_many
from variorum.archive.removal import captures_of_witness, remove
from variorum.archive.store import Store
from variorum.workflows.kept import named

LINE = "The Council decides to remain seized of the matter."


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / ".variorum") as store:
        yield store


def add(store, series, *lines, year=2001):
    text = f"Notice of the Council\n\n4 June {year}\n\n" + "\n\n".join(lines) + "\n"
    keep(store, f"{series}-{year}.txt", text, series=series)


def found(store, *lines, least=3):
    return sorted(lines_in_many(store.connection, lines, least))


def test_a_line_counts_once_a_series_and_only_where_it_is_all_that_the_line_says(store):
    add(store, "notices", LINE)
    add(store, "notices", LINE, year=2002)
    add(store, "letters", f"{LINE.removesuffix('.')} and of the ferry.")
    add(store, "reports", f"Today, {LINE}")
    assert found(store, LINE) == []
    assert found(store, LINE, least=1) == [LINE]
    add(store, "letters", LINE, year=2002)
    add(store, "reports", LINE, year=2002)
    assert found(store, LINE) == [LINE]


def test_the_same_words_in_another_order_are_another_line(store):
    for series, line in (
        ("notices", LINE),
        ("letters", "The matter of the Council remain to decides seized."),
        ("x", LINE),
    ):
        add(store, series, line)
    assert found(store, LINE) == []
    assert found(store, LINE, least=2) == [LINE]


@pytest.mark.parametrize(
    "written",
    [
        LINE.upper(),
        LINE.replace(" ", "  \n"),
        f"“{LINE}”",
        LINE.replace("Council", "Coun\u00adcil"),
        LINE.replace("e", "\u00e9"),
    ],
)
def test_form_does_not_count(store, written):
    for series in ("notices", "letters"):
        add(store, series, LINE)
    add(store, "reports", written)
    assert found(store, LINE) == [LINE]


@pytest.mark.parametrize("words", [1, 2, 127, 128, 129, 300])
def test_a_line_of_any_length_is_found_and_one_that_goes_on_is_not(store, words):
    long = " ".join(f"pier{n}" for n in range(words))
    for series in ("notices", "letters", "reports"):
        add(store, series, f"{long}.")
    assert found(store, long, f"{long} closed") == [long]


def test_the_number_of_a_paragraph_does_not_count_and_other_numbers_do(store):
    counted = "12 boats sank."
    for number, series in enumerate(("notices", "letters", "reports"), 9):
        add(store, series, f"{number}. {LINE}", f"{number} boats sank.")
    assert found(store, f"9. {LINE}", LINE, counted) == [f"9. {LINE}", LINE]


def test_signs_alone_are_no_line_and_a_script_without_spaces_has_words(store):
    for series in ("notices", "letters", "reports"):
        add(store, series, "* * *", "安全理事会决定继续处理此案。")
    assert found(store, "* * *", "安全理事会决定继续处理此案。", "安全理事会") == ["安全理事会决定继续处理此案。"]


def test_a_statement_that_goes_takes_its_lines_along(store):
    for series in ("notices", "letters", "reports"):
        add(store, series, LINE)
    remove(store, captures_of_witness(store.connection, named(store, "reports@2001")), now="2024-05-01T10:00:00Z")
    assert found(store, LINE) == []


def test_an_archive_of_fewer_series_is_not_asked(store, monkeypatch):
    add(store, "notices", LINE)
    monkeypatch.setattr(recurring, "index_tokens", pytest.fail)
    assert found(store, LINE) == []
