"""A person's own table of names wins over the shipped ones, and what is wrong in it is said with its line."""

from __future__ import annotations

import pytest

from variorum.analysis.facts.reader import read_facts
from variorum.errors import NamesTableBad, SourceIsFolder, SourceMissing
from variorum.model.facts import FactKind
from variorum.workflows.compare import given, segmented
from variorum.workflows.names_table import names_table, read_names_table

GOOD = """\ufeffkind,name,other spellings
# ours
place,Karrow,Carrow,"Karrow, Nether"

Organisation, Gauge Office ,KGO
none,Kyiv
"""


def names_in(words, table):
    witness = segmented(given("x", words), None)
    return {
        fact.span.of(words): (fact.kind, fact.name)
        for fact in read_facts(witness, None, table=table.gazetteer if table else None)
        if fact.name
    }


def test_rows_are_names_with_their_spellings_and_what_says_nothing_is_left_out(tmp_path):
    (tmp_path / "own.csv").write_text(GOOD, "utf-8")
    table = read_names_table(str(tmp_path / "own.csv"))
    assert dict(table.entries) == {
        "Karrow": (FactKind.PLACE, "Karrow"),
        "Carrow": (FactKind.PLACE, "Karrow"),
        "Karrow, Nether": (FactKind.PLACE, "Karrow"),
        "Gauge Office": (FactKind.ORGANISATION, "Gauge Office"),
        "KGO": (FactKind.ORGANISATION, "Gauge Office"),
        "Kyiv": None,
    }


def test_the_table_wins_over_the_shipped_ones():
    words = "The KGO went from Kyiv to Carrow, and from Odessa to Karrow."
    assert names_in(words, None)["Kyiv"] == (FactKind.PLACE, "Kyiv")
    found = names_in(words, names_table(GOOD.lstrip("\ufeff"), "own"))
    assert found["Carrow"] == found["Karrow"] == (FactKind.PLACE, "Karrow")
    assert found["KGO"] == (FactKind.ORGANISATION, "Gauge Office")
    assert found["Odessa"] == (FactKind.PLACE, "Odesa")
    assert "Kyiv" not in found


def test_the_digest_is_that_of_what_the_table_says():
    rows = "place,Karrow,Carrow\nplace,Ilden\n"
    same = "kind,name\n# ours\nplace,Ilden\n\nplace,Karrow,Carrow\n"
    assert names_table(rows, "a").digest == names_table(same, "b").digest
    assert names_table(rows, "a").digest != names_table(rows.replace("Carrow", "Karo"), "a").digest


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("place,Karrow\ntown,Ilden\n", "own.csv, line 2: town is no kind of name"),
        ("place,Karrow\n,Ilden\n", "own.csv, line 2: nothing is no kind of name"),
        ("place\n", "own.csv, line 1: the second cell has no name"),
        ("place,,Ilden\n", "own.csv, line 1: the second cell has no name"),
        ("place,--\n", "own.csv, line 1: -- has no letter or digit"),
        ("place,Karrow\n\nperson,Ann Orsa,Karrow\n", "own.csv, line 3: Karrow is another name in line 1 already"),
        ('place,"Karrow\n', "own.csv, line 1: it is no CSV"),
        ("# nothing\n", "own.csv: there is no name in it"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(rows, said):
    with pytest.raises(NamesTableBad) as error:
        names_table(rows, "own.csv")
    assert str(error.value).startswith(said)
    assert "A row is: kind, name, other spellings" in str(error.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(SourceMissing):
        read_names_table(str(tmp_path / "gone.csv"))
    with pytest.raises(SourceIsFolder):
        read_names_table(str(tmp_path))
    (tmp_path / "own.csv").write_bytes(b"place,Karrow\nplace,\xff\n")
    with pytest.raises(NamesTableBad, match=r"line 2: it is not UTF-8"):
        read_names_table(str(tmp_path / "own.csv"))
