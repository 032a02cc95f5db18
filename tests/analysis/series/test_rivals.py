"""A loose rewording gives way to a line that is closer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.analysis.series.test_lineage import issue
from variorum.align.reading import Reading
from variorum.analysis.series import rivals
from variorum.analysis.series.issues import ReadIssue
from variorum.analysis.series.lineage import Tracer
from variorum.analysis.series.rivals import LOOSE, Free, without_rivals
from variorum.analysis.series.wordings import Rarity
from variorum.model.alignment import BeadKind
from variorum.model.lineage import Succession
from variorum.text.tokenize import Vocabulary

REPORT = "The Office took note of the report of the harbour master of the third of May."
LICENCE = "The Office extends the licence of the northern ferry company until the end of June."
LICENCE_FOR_THE_REPORT = (
    "The Office extends the licence of the northern ferry company until the end of July,"
    " to consider the report of the harbour master of the third of May."
)
PORTS = ("Aden", "Bari", "Cork", "Dover", "Emden", "Faro", "Genoa", "Haifa", "Izmir", "Jaffa", "Kiel", "Lagos")
LIGHTS = "Two lighthouses on the eastern shore were repaired before the winter storms."


def loose(base: int, other: int) -> Succession:
    strands = ((base, other),)
    return Succession((base,), (other,), BeadKind.REWORDED, LOOSE - 0.1, moved=False, judged=False, strands=strands)


def settled(before: tuple[str, ...], here: tuple[str, ...], *successions: Succession) -> set[tuple[int, int]]:
    """Which segment goes on as which, when nothing else is joined yet."""
    vocabulary = Vocabulary()
    issues = issue("2001-05-01", *before), issue("2002-05-01", *here)
    earlier, later = [Reading(one.witness, vocabulary.apart()) for one in issues]
    tracer = Tracer(lambda _j, _k: ((), ()))
    tracer.add(issues[0], earlier)
    read = ReadIssue(issues[1], later)
    free = Free(set(range(len(before))), set(range(len(here))))
    found = without_rivals(successions, tracer.memory.issues[0], read, Rarity(tracer.memory.wordings), free)
    assert found.limits == ()
    return {strand for one in found.successions for strand in one.strands}


def test_a_closer_line_without_an_answer_goes_on_instead():
    assert settled((REPORT, LICENCE), (LICENCE_FOR_THE_REPORT,), loose(0, 0)) == {(1, 0)}


def test_a_line_that_is_closer_to_another_on_the_later_side_goes_on_as_that():
    assert settled((LICENCE,), (REPORT, LICENCE_FOR_THE_REPORT), loose(0, 0)) == {(0, 1)}


def test_it_ends_where_the_closer_line_has_an_answer_of_its_own():
    kept = replace(loose(1, 1), kind=BeadKind.KEPT, score=1.0)
    assert settled((REPORT, LICENCE), (LICENCE_FOR_THE_REPORT, LICENCE), kept, loose(0, 0)) == {(1, 1)}


def test_it_stays_where_nothing_is_closer():
    assert settled((REPORT, LIGHTS), (LICENCE_FOR_THE_REPORT, LIGHTS), loose(0, 0)) == {(0, 0)}


@pytest.mark.parametrize("changes", [{"judged": True}, {"score": LOOSE}])
def test_what_a_person_said_and_what_keeps_half_of_its_words_stays(changes):
    assert settled((REPORT, LICENCE), (LICENCE_FOR_THE_REPORT,), replace(loose(0, 0), **changes)) == {(0, 0)}


def test_of_words_in_very_many_lines_the_rarest_find_the_closer_line_and_the_limit_is_said(monkeypatch):
    monkeypatch.setattr(rivals, "MOST_PLACES", 12)
    monkeypatch.setattr(rivals, "FEW_LINES", 0)
    others = tuple(f"The Office heard the harbour master of the port of {name}." for name in PORTS)
    here = (LICENCE_FOR_THE_REPORT, *others)
    vocabulary = Vocabulary()
    issues = issue("2001-05-01", REPORT, LICENCE, *others), issue("2002-05-01", *here)
    earlier, later = [Reading(one.witness, vocabulary.apart()) for one in issues]
    tracer = Tracer(lambda _j, _k: ((), ()))
    tracer.add(issues[0], earlier)
    free = Free({0, 1}, {0})
    found = without_rivals(
        [loose(0, 0)],
        tracer.memory.issues[0],
        ReadIssue(issues[1], later),
        Rarity(tracer.memory.wordings),
        free,
    )
    assert [one.strands for one in found.successions] == [((1, 0),)]
    (limit,) = found.limits
    assert limit.limit == "12"
    assert int(limit.seen) > len(PORTS)
    assert "though another is closer" in limit.effect
