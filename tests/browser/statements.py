"""Comparisons of invented statements, made by hand, with every kind of bead in them."""

from __future__ import annotations

from tests.render.builders import Line, alignment_of, summary_of
from variorum.model.alignment import Alignment, Degree, EditNote
from variorum.model.summary import Summary
from variorum.model.units import SegmentKind


def same(text: str, kind: SegmentKind = SegmentKind.SENTENCE) -> Line:
    return Line((text,), (text,), kind)


def ferry_lines() -> list[Line]:
    """The Harbour Council of Karrow on the sinking of a ferry: two years of one statement."""
    return [
        Line(
            (),
            ("Statement of the Harbour Council on the Sinking of the Ferry Alma",),
            SegmentKind.TITLE,
            reason="A title of the newer text only.",
        ),
        Line((), ("21 May 2024",), SegmentKind.DATELINE, reason="A date line of the newer text only."),
        same("The Council meets today on the quay where the ferry Alma was launched."),
        same("It meets as it has met every year."),
        Line(
            ("Today, 33 years ago, the ferry Alma sank in the Narrow Sound.",),
            ("Today, 34 years ago, the ferry Alma sank in the Narrow Sound.",),
            degree=Degree.LIGHT,
            notes={"33": EditNote.ROLLOVER},
            reason="All words but the anniversary count are the same.",
        ),
        Line(
            ("As a result 150 passengers were drowned, 44 were injured, and 4 people went missing.",),
            ("The sinking claimed the lives of 150 residents, injured 44 others, and 4 people went missing.",),
            degree=Degree.MEDIUM,
            reason="The same figures and the same order of thought.",
        ),
        Line(
            ("The owners, by order of the port captain, had removed the boats.",),
            ("The owners had removed the boats.",),
            degree=Degree.LIGHT,
            gone=("by order of the port captain",),
            reason="The older line less one clause.",
        ),
        Line(
            ("The inquiry heard nine witnesses; none of the owners came.",),
            ("The inquiry heard nine witnesses.", "None of the owners came."),
            notes={"None": EditNote.CASE},
            reason="One older line said in two.",
        ),
        Line(("The lamps were lit.", "The bells were rung."), ("The lamps were lit and the bells were rung.",)),
        Line(
            ("The sinking of the ferry Alma shall be a day of mourning.",),
            (),
            echoes=("sinking of the ferry Alma",),
            reason="No line of the newer text answers it.",
        ),
        same("The names are read by the children of the school."),
        Line(("“We forget no one.”",), ('"We forget no one."',), notes={'"': EditNote.QUOTES}),
        same("A wreath is laid on the water."),
        Line(("All member Boats take part.",), ("All Member Boats take part.",), notes={"Member": EditNote.CAPITAL}),
        Line(
            ("The harbour is closed until noon on this day.",),
            ("The harbour is closed until noon on this day.",),
            moved=True,
            base_place=2.5,
            reason="Word for word, at another place.",
        ),
        Line(
            ("The owners must answer before a court, and must pay.",),
            (),
            reason="No line of the newer text answers it.",
        ),
        Line(
            (),
            ("For the first time the new ferry Alma II will cross the Sound in their memory.",),
            reason="No line of the older text answers it.",
        ),
        Line(("Press desk: room 4",), ("Press desk: room 9",), SegmentKind.FURNITURE),
    ]


def ferry() -> tuple[Alignment, Summary]:
    alignment = alignment_of(ferry_lines(), names=("alma-2023.txt", "alma-2024.txt"))
    return alignment, summary_of(alignment)
