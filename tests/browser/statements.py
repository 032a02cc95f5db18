"""Comparisons of invented statements, made by hand, with every kind of bead in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import variorum
from tests.render.builders import Line, alignment_of, summary_of
from tests.render.sample import SWAPPED
from variorum.model.alignment import Degree, EditNote
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    from variorum.model.alignment import Alignment
    from variorum.model.summary import Summary


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


def hostile() -> tuple[Alignment, Summary]:
    """Texts and names that try to be markup, to run, to reorder or to vanish."""
    markup = "</p></style></script><script>alert(1)</script><img src=x onerror=alert(1)> &amp; &lt;b&gt; '\"`"
    lines = [
        Line((), (f"A title </title> {markup}",), SegmentKind.TITLE),
        Line((f"Older {markup}",), (f"Newer {markup}",)),
        same("Kept \u202eesrever\u202c and \u2066isolated\u2069 words."),
        Line(("Nul \x00 bell \x07 escape \x1b[31m delete \x7f next \x85 line.",), ("Nul \x00 and C1 \x9b.",)),
        Line(("Two\r\nlines,\ttab.",), ("Two\nlines, tab.",)),
        Line(("A lone \ud800 surrogate.",), ("A lone \udfff one.",)),
        Line(("x" * 3000,), ("y" * 3000,)),
        Line(("{{ 7 * 7 }} {% raw %} ${x}",), (), echoes=("{{ 7",)),
        Line((), ("Once more {{ 7 * 7 }}.",)),
    ]
    alignment = alignment_of(lines, names=(f"{markup}\u202etxt.exe", "</title>\x00.txt"))
    return alignment, summary_of(alignment, notices=(f"Beware {markup}\u202e",))


def arabic() -> tuple[Alignment, Summary]:
    """A text that runs from right to left."""
    lines = [
        same("تجتمع الهيئة اليوم على رصيف الميناء."),
        Line(("غرقت العبارة قبل 33 عاما.",), ("غرقت العبارة قبل 34 عاما.",), degree=Degree.LIGHT),
        Line(("تقرع الأجراس.",), ()),
    ]
    alignment = alignment_of(lines)
    sides = [replace(side, language="ar") for side in (alignment.base, alignment.other)]
    alignment = replace(alignment, base=sides[0], other=sides[1])
    return alignment, summary_of(alignment)


def swapped() -> tuple[Alignment, Summary]:
    """Lines whose words stand in another order."""
    comparison = variorum.collate(*SWAPPED)
    return comparison.alignment, comparison.summary


def long_story() -> tuple[Alignment, Summary]:
    """Some hundreds of long lines: more rows than the map has places for."""
    lines = []
    for number in range(450):
        older = f"In the year {1500 + number} the Council met on the quay, heard the names, and rang the bell. " * 3
        newer = older.replace("rang the bell", "rang the great bell") if number % 3 else older
        keep = (older.strip(), newer.strip())
        lines.append(Line(keep[:1] if number % 7 else (), keep[1:] if number % 11 or not number % 7 else ()))
    alignment = alignment_of(lines)
    return alignment, summary_of(alignment)
