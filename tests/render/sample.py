"""One invented pair with every kind of change in it, for the golden files of all outputs."""

from __future__ import annotations

from tests.render.builders import Line
from variorum.model.alignment import Degree, EditNote
from variorum.model.units import SegmentKind

SAMPLE = [
    Line((), ("Statement on the Day of the River",), SegmentKind.TITLE),
    Line(("5 March 2023",), ("5 March 2024",), SegmentKind.DATELINE, degree=Degree.LIGHT),
    Line(
        (
            (
                "The Canal Board, which had been warned in writing before the winter began, kept the sluices shut"
                " through both nights, and the towns below were told nothing at all."
            ),
        ),
        (
            (
                "Warnings were given in writing well before that winter, and for reasons that are still not known to"
                " anyone the sluices stayed closed while the towns slept."
            ),
        ),
        degree=Degree.LOOSE,
        reason="same place and role, mostly new words",
        moved=True,
        base_place=4.5,
        gone=("the towns below were told nothing at all",),
    ),
    Line(
        ("In the night of March 4-5, 1988 the river Tessen rose over its banks.",),
        ("In the night of March 4-5, 1988 the river Tessen rose over its banks.",),
    ),
    Line(
        ("In these hours 118 residents were Drowned, 307 were badly hurt, and 6 were never found.",),
        ("In these hours 118 people lost their lives, 307 were badly hurt, and 6 were never found.",),
        degree=Degree.LIGHT,
        reason="16 of 18 words the same",
    ),
    Line(
        ("The same resolution made 5 March the Day of the River.",),
        (),
        echoes=("the Day of the River",),
        reason="nothing in the other text answers it",
    ),
    Line(
        ("The bridge was opened in 1931, repaired twice, and never closed for inspection.",),
        ("The bridge was opened in 1931.", "It was repaired twice, and never closed for inspection."),
        reason="both halves stand in it word for word",
    ),
    Line(
        ("The inquiry heard 212 witnesses.", "It laid the blame on the Canal Board."),
        ("The inquiry heard 212 witnesses, and laid the blame on the Canal Board.",),
        reason="every word of both stands in it",
    ),
    Line(
        ("It is now 35 years since the flood.",),
        ("It is now 36 years since the flood.",),
        degree=Degree.LIGHT,
        notes={"36": EditNote.ROLLOVER},
    ),
    Line(
        ("We thank all member Towns for their help.",),
        ("We thank all Member Towns for their help.",),
        notes={"Member": EditNote.CAPITAL},
    ),
    Line(
        ('The resolution "On the events at Karrow Bridge" stands.',),
        ("The resolution “On the events at Karrow Bridge” stands.",),
        notes={"“": EditNote.QUOTES, "”": EditNote.QUOTES},
    ),
    Line(("The records are public.",), ("The records are public.",)),
    Line(("Whoever altered them must answer for it.",), ("Whoever altered them must answer for it.",)),
    Line(
        (),
        ("Since last autumn trains have been crossing at Karrow again.",),
        reason="nothing in the base answers it",
    ),
    Line(("Media: +00 555 0100",), ("Media: +00 555 0199",), SegmentKind.FURNITURE, degree=Degree.LIGHT),
]

# Two texts whose lines say the same in another order of words: a clause at the end of its line, halves of a merger, of
# a split, and of a line, with a word changed in some of them.
SWAPPED = (
    """Statement on the Flood

In the winter of the great flood, the council closed the northern harbour to every ship.

The bell rang at noon over the flooded square. The ferry keepers counted every drowned animal.

Though the gates of the upper lock remain well guarded, leaks in the dyke have grown in recent weeks.

Four towers stood at the mouth of the river; nobody lit the lanterns that year.
""",
    """Statement on the Flood

The council closed the northern harbour to every ship in the winter of the great flood.

The ferry keepers counted every drowned cow, and the bell rang at night over the flooded square.

Leaks in the dyke have grown in recent weeks. The gates of the upper lock remain well guarded.

Nobody lit the lanterns that year; four towers stood at the mouth of the river.
""",
)
