"""`variorum.apparatus` as a program uses it."""

from __future__ import annotations

import dataclasses
from contextlib import chdir
from pathlib import Path

import pytest

import variorum
from tests.workflows.test_languages import ENGLISH, FRENCH
from variorum.align.collate import Judgements
from variorum.cli.main import main
from variorum.errors import BaseMissing, LanguageUnknown, SourceError, TooFewTexts
from variorum.model.apparatus import LocusKind


@pytest.fixture(scope="module")
def years(examples):
    return sorted((examples / "karrow-bridge").iterdir())


@pytest.fixture(scope="module")
def made(years):
    return variorum.apparatus(*years)


def test_the_base_is_the_first_text_or_the_one_that_is_named_by_itself_or_its_number_or_none(years):
    last = years[-1]
    assert variorum.apparatus(last, *years[:2]).base == "C"
    assert variorum.apparatus(*years[:2], last, base=last).base == "C"
    assert variorum.apparatus(*years[:2], last, base=str(last)).base == "C"
    assert variorum.apparatus(*years[:2], last, base=1).base == "B"
    assert variorum.apparatus(*years[:2], base=None).base is None


def test_what_is_no_apparatus_is_refused_with_a_way_out(years):
    with pytest.raises(TooFewTexts, match="takes two or more"):
        variorum.apparatus(years[0])
    with pytest.raises(TooFewTexts, match="no text"):
        variorum.apparatus_of_texts({})
    with pytest.raises(BaseMissing, match=r"other\.txt: this is none of the texts"):
        variorum.apparatus(*years[:2], base=Path("other.txt"))
    with pytest.raises(BaseMissing, match="5: this is none"):
        variorum.apparatus(*years[:2], base=5)
    with pytest.raises(BaseMissing):
        variorum.apparatus_of_texts({"a": "One.", "b": "Two."}, base="c")
    with pytest.raises(LanguageUnknown):
        variorum.apparatus(*years[:2], language="klingon")
    with pytest.raises(SourceError):
        variorum.apparatus(years[0], "missing.txt")
    with pytest.raises(TypeError, match="string"):
        variorum.apparatus_of_texts({"a": "One.", "b": b"Two."})


def test_it_is_a_frozen_value_that_says_what_it_is(made):
    assert repr(made) == f"<apparatus of 7 texts, base A: {len(made.loci)} loci>"
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.collation = None


def test_its_table_has_a_row_for_each_reading_and_goes_to_arrow_and_pandas(made):
    table = made.to_arrow()
    assert table.num_rows == sum(len(locus.all_readings) for locus in made.loci)
    rows = table.to_pylist()
    figures = [row for row in rows if row["notes"] == ["figure"] and row["words"] == "46"]
    assert [row["witnesses"] for row in figures] == [["B", "C", "D", "E"]]
    assert not figures[0]["lemma"]
    assert figures[0]["lines"] == [15]
    content = made.collation.witnesses[1].content
    span = figures[0]["spans"][0]
    assert content[span["start"] : span["end"]] == "46"
    frame = made.to_pandas()
    assert list(frame.columns) == table.column_names
    assert set(frame["kind"]) == {"words", "wording", "presence", "place"}
    assert "form" in made.to_table(orthographic=True).column("kind")


def test_absence_from_a_text_in_another_language_is_not_claimed():
    more = f"{ENGLISH}\nThe works at the pier are to be done next.\n"
    found = variorum.apparatus_of_texts({"a": ENGLISH, "b": more, "c": FRENCH})
    assert not found.complete
    assert "languages of the two texts" in found.to_plain()
    known = {
        (parallel.present, absence.witness): absence.known
        for parallel in found.collation.parallels
        for absence in parallel.absences
    }
    assert known == {((0, 1), 2): False, ((2,), 0): False, ((2,), 1): False, ((1,), 0): True, ((1,), 2): False}


def test_a_line_that_moved_and_one_that_some_lack_are_loci_with_their_places():
    lines = ["The bell was rung at noon.", "Four pilots came into the harbour.", "The dyke held through the winter."]
    texts = {
        "a": "\n\n".join(lines),
        "b": "\n\n".join([lines[2], *lines[:2]]),
        "c": "\n\n".join(lines[:2]),
    }
    found = variorum.apparatus_of_texts(texts, base="a")
    assert [(locus.kind, locus.parallel) for locus in found.loci] == [(LocusKind.PRESENCE, 2), (LocusKind.PLACE, 2)]
    presence, place = found.loci
    assert presence.lemma.witnesses == (0, 1)
    assert presence.readings[0].absent
    assert place.readings[0].witnesses == (1,)
    assert place.readings[0].spans[0].start == 0


def test_a_capital_in_mid_sentence_is_a_locus_and_one_at_a_head_or_in_a_title_is_form():
    texts = {
        "a": "Statement on the bridge\n\nWe thank the keepers and the Council of the harbour for it.",
        "b": "Statement on the Bridge\n\nWe thank the keepers and the council of the harbour for it.",
        "c": "STATEMENT ON THE BRIDGE\n\nWe thank the keepers and the Council of the harbour for it.",
    }
    found = variorum.apparatus_of_texts(texts, base="a")
    (locus,) = found.loci
    assert [note.value for note in locus.notes] == ["capital"]
    assert (locus.lemma.words, locus.readings[0].words) == ("Council", "council")
    assert [locus.kind for locus in found.all_loci].count(LocusKind.FORM) >= 1


def test_a_wording_that_is_far_from_the_others_is_told_whole_and_the_others_word_by_word():
    near = "The ministry thanks the {} pilots who brought the ships of the valley home that night."
    far = "Gratitude is owed by every household on either bank to those pilots of the night."
    texts = {
        "a": f"One line stands alone here.\n\n{near.format('eleven')}",
        "b": f"One line stands alone here.\n\n{near.format('twelve')}",
        "c": f"One line stands alone here.\n\n{far}",
    }
    found = variorum.apparatus_of_texts(texts, base="a")
    kinds = {locus.kind for locus in found.loci}
    assert kinds <= {LocusKind.WORDING, LocusKind.WORDS, LocusKind.PRESENCE}
    (words,) = [locus for locus in found.loci if locus.kind is LocusKind.WORDS]
    assert [reading.words for reading in words.all_readings] == ["eleven", "twelve"]


class Decided:
    """What an archive would have of people's decisions on pairs of lines, each by its words."""

    def __init__(self, links=(), parts=()):
        self._links, self._parts = links, parts

    def between(self, base, other):
        def found(pairs):
            for one, two in pairs:
                for x, y in ((one, two), (two, one)):
                    if (base.sha256, other.sha256) == (x[0], y[0]):
                        yield x[1], y[1]

        return Judgements(tuple(found(self._links)), tuple(found(self._parts)))


def test_what_a_person_decided_of_two_lines_overrules_the_machine_and_is_marked(tmp_path):
    lines = ["The bell of the old ferry was rung at noon.", "The dyke at Ilden held through the winter."]
    strange = "Every household on the left bank had asked for it."
    for name, text in (("a", lines), ("b", lines), ("c", [lines[0], strange])):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(text), "utf-8")
    paths = sorted(tmp_path.iterdir())
    plain = variorum.apparatus(*paths)
    a, b, c = (each.text.witness.text.sha256 for each in plain.collation.witnesses)
    assert a == b

    linked = variorum.apparatus(*paths, standing=Decided(links=[((a, 1), (c, 1))]))
    (judged,) = [parallel for parallel in linked.collation.parallels if parallel.judged]
    assert judged.segments == ((1,), (1,), (1,))
    assert "as judged" in linked.to_terminal()

    parted = variorum.apparatus(*paths, standing=Decided(parts=[((a, 0), (c, 0))]))
    groups = {parallel.segments for parallel in parted.collation.parallels}
    assert {((0,), (0,), ()), ((), (), (0,))} <= groups
    assert ((0,), (0,), (0,)) in {parallel.segments for parallel in plain.collation.parallels}


def test_an_archive_gives_the_apparatus_of_what_it_keeps_with_what_was_judged_there(examples, tmp_path, capsys):
    def ran(*arguments):
        capsys.readouterr()
        with chdir(tmp_path):
            assert main([*map(str, arguments)]) == 0
        return capsys.readouterr().out

    ran("init")
    ran("add", examples / "karrow-bridge", "--series", "karrow")
    years = ("karrow@2018", "karrow@2019", "karrow@2020")
    words = ("Work on the remaining dykes goes on.", "From this year the Day of the River is kept on both banks")
    with variorum.open(tmp_path / ".variorum") as archive:
        before = archive.apparatus(*years, base="karrow@2019")
        assert before.base == "B"
        assert archive.apparatus(*years, base=None).base is None
        assert not any(parallel.judged for parallel in before.collation.parallels)
        with pytest.raises(BaseMissing):
            archive.apparatus(*years, base="karrow@2024")
    ran("judge", "link", years[1], words[0], years[2], words[1])
    with variorum.open(tmp_path / ".variorum") as archive:
        after = archive.apparatus(*years, base="karrow@2019")
    (judged,) = [parallel for parallel in after.collation.parallels if parallel.judged]
    assert all(judged.segments[1:])
    assert ran("apparatus", *years, "--base", "karrow@2019", "--json") == after.to_json()
    page = ran("apparatus", *years, "--base", "karrow@2019")
    assert "as judged: Work on the remaining dykes goes on." in " ".join(page.split())
