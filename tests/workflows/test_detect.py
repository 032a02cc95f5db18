"""Series found in files and in an archive, and stored."""

from __future__ import annotations

import json
import os

import pytest

import variorum
from tests.archive.archives import EXAMPLES, NOW
from variorum.archive.store import Store
from variorum.errors import ArchiveReadOnly, ProposalUnknown, SeriesNameWrong, SourceError, SourceOfSeveralSeries
from variorum.workflows.add import add
from variorum.workflows.arriving import Refused
from variorum.workflows.detect import accept, chosen, detect_in_archive, detect_in_files
from variorum.workflows.inputs import arrivals

DUES, RIVER = "harbour-council-issues-mooring-dues", "ministry-waterways-republic-velmora-day"


def now():
    return NOW


@pytest.fixture
def pile(tmp_path):
    """The files of two series and a stranger, under names that say nothing."""
    folder = tmp_path / "pile"
    folder.mkdir()
    paths = [path for name in ("karrow-bridge", "harbour-council") for path in sorted((EXAMPLES / name).iterdir())]
    for number, path in enumerate(paths):
        (folder / f"{number * 7 % 11:02}{path.suffix}").write_bytes(path.read_bytes())
    (folder / "zz.txt").write_text("The lantern on the old quay is lit again. Nobody saw who lit it.\n", "utf-8")
    return folder


@pytest.fixture
def empty(tmp_path):
    with Store.create(tmp_path / ".variorum") as store:
        yield store


def unsorted(store, *sources):
    for event in add(store, arrivals(map(str, sources), now=now, fetcher=None, known=lambda _: None), now=now):
        assert not isinstance(event, Refused), event
    return store


def names(found):
    return {proposal.name: len(proposal.members) for proposal in found.detection.proposals}


def listed(store):
    return [row.reference for row in variorum.Archive(store, writable=False).list()]


def test_the_series_in_a_folder_are_found_without_an_archive_and_the_stranger_is_in_none(pile):
    found = detect_in_files(str(pile))
    assert names(found) == {RIVER: 7, DUES: 4}
    assert [found.documents[place].name for place in found.detection.unsorted] == [str(pile / "zz.txt")]
    assert {row.series for row in found.members()} == {RIVER, DUES}
    assert repr(found) == "<2 series found in 12 documents>"


def test_names_of_files_and_folders_are_no_titles(tmp_path):
    folder = tmp_path / "Address on the Day of the Harbour"
    folder.mkdir()
    for year in range(2001, 2008):
        text = " ".join(f"{letter}{year}" for letter in "abcdefghijklmnopqrst")
        (folder / f"Address on the Day of the Harbour {year}-05-06.txt").write_text(f"{text}\n", "utf-8")
    found = detect_in_files(str(folder))
    assert found.detection.proposals == ()
    assert {document.date for document in found.documents} == {f"{year}-05-06" for year in range(2001, 2008)}


def test_looking_stores_nothing(pile, empty):
    unsorted(empty, pile)
    before = listed(empty)
    assert names(detect_in_archive(empty)) == {RIVER: 7, DUES: 4}
    detect_in_files(str(pile), store=empty)
    assert listed(empty) == before


def test_accepted_files_are_added_in_their_series_and_then_are_there(pile, empty):
    found = detect_in_files(str(pile), store=empty)
    filed = list(accept(empty, found, chosen(found, [f"{DUES}=dues"]), now=now))
    assert [(each.series, each.outcome, each.before) for each in filed] == [("dues", "added", None)] * 4
    assert [each.reference for each in filed] == [*sorted(listed(empty))] or len(filed) == len(listed(empty)) == 4
    again = detect_in_files(str(pile), store=empty)
    assert (again.there, names(again)) == (4, {RIVER: 7})
    list(accept(empty, again, chosen(again, []), now=now))
    assert len(listed(empty)) == 11


def test_what_comes_later_is_drawn_into_the_series_of_the_archive(pile, empty, tmp_path):
    found = detect_in_files(str(pile), store=empty)
    list(accept(empty, found, chosen(found, [f"{DUES}=dues"]), now=now))
    new = tmp_path / "new.txt"
    text = (EXAMPLES / "harbour-council" / "2023-09-20.txt").read_text("utf-8")
    new.write_text(text.replace("2023", "2024"), "utf-8")
    (proposal,) = detect_in_files(str(new), store=empty).detection.proposals
    assert (proposal.name, proposal.existing, len(proposal.known)) == ("dues", True, 4)


def test_accepted_documents_of_the_archive_are_moved_and_their_old_references_still_find_them(pile, empty):
    unsorted(empty, pile)
    found = detect_in_archive(empty)
    filed = list(accept(empty, found, chosen(found, [f"{RIVER}=karrow", f"{DUES}=dues"]), now=now))
    assert len(filed) == 11
    with variorum.open(empty.folder) as archive:
        assert {row.series: row.statements for row in archive.series()} == {"dues": 4, "karrow": 7, "unsorted": 1}
        for each in filed:
            assert each.before.startswith("unsorted@")
            assert archive.show(each.before).witness.reference == each.reference
    assert detect_in_archive(empty).detection.proposals == ()


def test_two_proposals_can_become_one_series(pile, empty):
    unsorted(empty, pile)
    found = detect_in_archive(empty)
    list(accept(empty, found, chosen(found, [f"{RIVER}=all", f"{DUES}=all"]), now=now))
    assert sum(reference.startswith("all@") for reference in listed(empty)) == 11


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(pile):
    (pile / "bad.pdf").write_bytes(b"%PDF-1.4\nnot one\n")
    (pile / "empty.txt").write_bytes(b"")
    found = detect_in_files(str(pile))
    assert names(found) == {RIVER: 7, DUES: 4}
    assert [os.path.basename(each.name) for each in found.refused] == ["bad.pdf", "empty.txt"]


@pytest.mark.parametrize("make", [lambda _: None, lambda folder: (folder / "bad.pdf").write_bytes(b"%PDF-1.4\n")])
def test_a_folder_of_which_nothing_can_be_read_is_an_error(tmp_path, make):
    folder = tmp_path / "folder"
    folder.mkdir()
    make(folder)
    with pytest.raises(SourceError):
        detect_in_files(str(folder))


def test_statements_of_several_series_in_one_file_are_found_but_added_only_by_way_of_the_archive(empty, tmp_path):
    texts = [path.read_text("utf-8") for path in sorted((EXAMPLES / "harbour-council").iterdir())]
    rows = [{"text": text, "date": f"2023-0{n + 1}-05"} for n, text in enumerate(texts)]
    rows.append({"text": "The lantern on the old quay is lit again.", "date": "2020-01-01"})
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    found = detect_in_files(str(file), store=empty)
    (proposal,) = found.detection.proposals
    assert [found.documents[place].locator for place in proposal.members] == [f"row:{n}" for n in (1, 2, 3, 4)]
    (refused,) = accept(empty, found, chosen(found, []), now=now)
    assert isinstance(refused.error, SourceOfSeveralSeries)
    assert listed(empty) == []
    moved = detect_in_archive(unsorted(empty, file))
    assert len(list(accept(empty, moved, chosen(moved, []), now=now))) == 4


def test_a_file_that_goes_between_looking_and_storing_is_told(pile, empty):
    found = detect_in_files(str(pile), store=empty)
    gone = next(row.name for row in found.members() if row.series == DUES)
    os.remove(gone)
    events = list(accept(empty, found, chosen(found, [DUES]), now=now))
    assert [event.name for event in events if isinstance(event, Refused)] == [gone]
    assert len(listed(empty)) == 3


def test_names_that_are_not_proposed_and_names_that_no_series_can_have_are_refused(pile):
    found = detect_in_files(str(pile))
    with pytest.raises(ProposalUnknown, match="nope") as unknown:
        chosen(found, ["nope"])
    assert unknown.value.listed == (RIVER, DUES)
    for wrong in ("Harbour Dues", "unsorted", "../x"):
        with pytest.raises(SeriesNameWrong):
            chosen(found, [f"{DUES}={wrong}"])
    assert [slug for _, slug in chosen(found, [])] == [RIVER, DUES]


def test_a_program_finds_and_stores_series_and_an_archive_for_reading_stores_none(pile, empty):
    with variorum.open(empty.folder) as archive, pytest.raises(ArchiveReadOnly):
        archive.accept(archive.detect(pile), now=now)
    with variorum.open(empty.folder, writable=True) as archive:
        filed = archive.accept(archive.detect(pile), f"{DUES}=dues", now=now)
        assert filed.column("series") == ["dues"] * 4
        assert archive.detect().detection.proposals == ()
