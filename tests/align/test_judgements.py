"""What a person decides of two lines changes what those lines answer, and nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.align.collate import Judgements, collate_witnesses
from variorum.workflows.compare import given as given_text
from variorum.workflows.compare import segmented

LINES = (
    "The Office welcomes the progress that the harbour towns have made since the spring.",
    "The Office welcomes the slow progress that the river towns have made since the winter.",
    "The Office regrets that the two lighthouses on the northern shore remain closed.",
    "It regrets that one lighthouse on the southern shore remains closed to visitors.",
    "Fishing crews reported fewer accidents than in any year of the last decade.",
    "Fishing crews reported more accidents than in the last year.",
    "The Office calls on all parties to return the seized vessels without delay.",
    "A fund of four million crowns supports the families of lost sailors.",
    "A fund of five million crowns now supports families of sailors and of pilots.",
    "No ship may pass the strait at night without a pilot.",
)
texts = st.lists(st.sampled_from(LINES), min_size=2, max_size=7)


@settings(max_examples=80)
@given(texts, texts, st.data())
def test_parting_two_lines_leaves_the_answers_of_all_others(
    base: list[str], other: list[str], data: st.DataObject
) -> None:
    mine, theirs = (segmented(given_text("text", "\n\n".join(lines)), "en") for lines in (base, other))
    answered = {(bead.base, bead.other) for bead in collate_witnesses(mine, theirs).beads if bead.base and bead.other}
    if not answered:
        return
    bases, others = data.draw(st.sampled_from(sorted(answered)))
    pair = bases[0], others[0]
    parted = collate_witnesses(mine, theirs, judgements=Judgements(unpairs=(pair,)))
    now = {(bead.base, bead.other) for bead in parted.beads if bead.base and bead.other}
    assert answered - {(bases, others)} <= now
    assert all(pair[0] not in left or pair[1] not in right for left, right in now)


@settings(max_examples=80)
@given(texts, texts, st.data())
def test_linking_two_lines_leaves_the_answers_of_all_others(
    base: list[str], other: list[str], data: st.DataObject
) -> None:
    mine, theirs = (segmented(given_text("text", "\n\n".join(lines)), "en") for lines in (base, other))
    pair = data.draw(st.integers(0, len(mine.segments) - 1)), data.draw(st.integers(0, len(theirs.segments) - 1))
    if mine.segments[pair[0]].kind is not theirs.segments[pair[1]].kind:
        return
    answered = {(bead.base, bead.other) for bead in collate_witnesses(mine, theirs).beads if bead.base and bead.other}
    linked = collate_witnesses(mine, theirs, judgements=Judgements(pairs=(pair,)))
    now = {(bead.base, bead.other) for bead in linked.beads if bead.base and bead.other}
    assert {one for one in answered if pair[0] not in one[0] and pair[1] not in one[1]} <= now
    assert ((pair[0],), (pair[1],)) in now
