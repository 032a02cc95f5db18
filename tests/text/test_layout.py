"""What single newlines mean, decided once a text from the lengths of its lines."""

from __future__ import annotations

import textwrap

import pytest

from variorum.model.units import LineBreaks
from variorum.text.layout import read_layout

PROSE = (
    "The wall was built of stone that had been carried over the hills by hand and by cart for years on end, and "
    "nobody who lived below it ever asked how long it would hold. In the night of the flood it held for two hours."
)


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[p.start : p.end].split()) for p in read_layout(text)[1]]


@pytest.mark.parametrize("width", [30, 45, 72, 100, 150])
def test_lines_of_one_width_with_blank_lines_between_paragraphs_are_wraps(width: int) -> None:
    text = "\n\n".join([textwrap.fill(PROSE, width)] * 3)
    assert read_layout(text)[0] is LineBreaks.WRAP
    assert paragraphs(text) == [PROSE] * 3


def test_a_wrapped_text_without_a_blank_line_is_known_by_its_sentences_running_over() -> None:
    text = textwrap.fill(" ".join([PROSE] * 3), 72)
    assert read_layout(text)[0] is LineBreaks.WRAP
    assert len(paragraphs(text)) == 1


def test_long_lines_of_unlike_length_are_paragraphs() -> None:
    lines = ["The Council,", *(f"Recalling {PROSE[:n]}," for n in (120, 60, 190, 90, 150)), "1. Decides to go on."]
    assert read_layout("\n".join(lines))[0] is LineBreaks.PARAGRAPH
    assert paragraphs("\n".join(lines)) == lines


def test_a_text_without_single_newlines_has_nothing_to_wrap() -> None:
    assert read_layout(f"{PROSE}\n\n{PROSE}")[0] is LineBreaks.PARAGRAPH
    assert read_layout("")[0] is LineBreaks.PARAGRAPH


def test_chinese_lines_cut_at_one_width_are_wraps() -> None:
    sentence = "委员会注意到今年的航道情况比去年好得多但是码头的费用仍然很高因此决定在春天以前不改变停泊费率"
    wrapped = "\n".join(sentence[k : k + 12] for k in range(0, len(sentence), 12))
    assert read_layout(f"{wrapped}。\n\n{wrapped}。")[0] is LineBreaks.WRAP


def test_items_headings_rules_and_rows_begin_a_paragraph_in_wrapped_text() -> None:
    items = [
        "We ask for three things:",
        "1. a wall of stone;",
        "2. an archive that is open;",
        "- and sand.",
        "* Time.",
        "# Later",
        "| a | b |",
    ]
    text = f"{textwrap.fill(PROSE, 72)}\n\n" + "\n".join(items) + f"\n\n{textwrap.fill(PROSE, 72)}"
    assert read_layout(text)[0] is LineBreaks.WRAP
    assert paragraphs(text) == [PROSE, *items, PROSE]


def test_a_wrapped_line_that_happens_to_begin_with_a_number_goes_on() -> None:
    wrapped = textwrap.fill(PROSE, 60)
    dated = "The Council met for the first time in the old hall on March\n5. and that is all that anyone can tell."
    text = f"{wrapped}\n\n{dated}\n\n{wrapped}"
    assert read_layout(text)[0] is LineBreaks.WRAP
    assert len(paragraphs(text)) == 3


def test_an_address_in_wrapped_text_keeps_its_lines() -> None:
    text = (
        f"{textwrap.fill(PROSE, 72)}\n\nJOAN P. QUILL\nHarbour Institute\n12 Quay Street\n\n{textwrap.fill(PROSE, 72)}"
    )
    assert paragraphs(text) == [PROSE, "JOAN P. QUILL", "Harbour Institute", "12 Quay Street", PROSE]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_kind_of_newline_divides_alike(newline: str) -> None:
    text = "\n\n".join([textwrap.fill(PROSE, 60)] * 2).replace("\n", newline)
    assert read_layout(text)[0] is LineBreaks.WRAP
    assert paragraphs(text) == [PROSE] * 2
