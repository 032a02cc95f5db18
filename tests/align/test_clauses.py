"""The clauses that came or went inside a paired line, as a reader finds them quoted."""

from __future__ import annotations

import pytest

import variorum


def quoted(base: str, other: str) -> tuple[list[str], list[str]]:
    """What is said to be gone and new inside the only paired line."""
    alignment = variorum.collate(base, other).alignment
    (bead,) = [bead for bead in alignment.beads if bead.base and bead.other]
    sides = (bead.gone, alignment.base.content), (bead.new, alignment.other.content)
    gone, new = ([" ".join(span.of(text).split()) for span in spans] for spans, text in sides)
    return gone, new


KEPT = "The Board closed the upper locks of the canal and moved the families of the valley to the hills"


def test_a_phrase_that_went_is_quoted_from_the_preposition_that_leads_it() -> None:
    assert quoted(f"{KEPT} by secret order of its northern keepers.", f"{KEPT}.") == (
        ["by secret order of its northern keepers"],
        [],
    )


@pytest.mark.parametrize(
    ("tail", "said"),
    [
        (
            ", while the heavy autumn rains flooded many wooden houses of the people",
            "while the heavy autumn rains flooded many wooden houses of the people",
        ),
        (
            ", whose cattle drowned after heavy autumn rains broke the",
            "whose cattle drowned after heavy autumn rains broke the families",
        ),
    ],
)
def test_a_quotation_goes_on_to_the_end_of_the_group_it_would_cut(tail: str, said: str) -> None:
    head = "The Board closed the upper locks of the canal and moved"
    rest = "families of the valley to the hills." if said.endswith("families") else "to the hills of the valley."
    gone, new = quoted(f"{head} {rest}", f"{head}{tail} {rest}")
    assert gone == []
    assert new == [said]


def test_a_quotation_does_not_end_with_a_conjunction() -> None:
    rest = "moved the families of the valley to the hills before dawn."
    _, new = quoted(f"The Board {rest}", f"The Board regularly inspected every wooden lock of its canals and {rest}")
    assert new == ["The Board regularly inspected every wooden lock of its canals"]


def test_a_quotation_begins_with_the_auxiliary_of_its_verb() -> None:
    base = "The water has sunk slowly over the long dry winter but remains high in the valley."
    gone, _ = quoted(base, "The water has fallen but remains high in the valley.")
    assert gone == ["has sunk slowly over the long dry winter"]


def test_a_quotation_does_not_begin_inside_a_group_of_nouns() -> None:
    base = "The keepers left their old homes and new lives around distant wooden towers, in the valley of the Tessen."
    other = "The keepers left their old homes and new gardens, in the valley of the Tessen."
    gone, _ = quoted(base, other)
    assert gone == ["new lives around distant wooden towers"]


def test_quotations_that_meet_are_one() -> None:
    base = "The Board closed the locks, and the families of the valley moved to the hills."
    other = (
        "The Board closed the locks, whose gates leaked badly for almost 30 years, after engineers wrote many warning "
        "letters, and the families of the valley moved to the hills."
    )
    _, new = quoted(base, other)
    assert new == ["whose gates leaked badly for almost 30 years, after engineers wrote many warning letters"]


def test_a_german_quotation_keeps_the_article_with_its_noun() -> None:
    rest = "Familien aus dem Tal auf die Hügel gebracht und dort über den Winter versorgt."
    _, new = quoted(
        f"Der Rat hat die {rest}",
        f"Der Rat hat nach schweren Regenfällen den oberen Kanal gesperrt und die {rest}",
    )
    assert new == ["nach schweren Regenfällen den oberen Kanal gesperrt"]
