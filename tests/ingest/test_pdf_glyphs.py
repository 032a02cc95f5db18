"""PDFs whose fonts name no letters: glyph numbers in the usual order are put into letters, and nothing else is."""

from __future__ import annotations

import pytest

from variorum.ingest.pdf.glyphs import are_glyph_numbers, controls, lettered
from variorum.ingest.readers import read_bytes
from variorum.model.witnesses import WarningKind

STATEMENT = "The Harbour Council (of Velmora) restates its decision of 4 March 2031: “no – never”, it’s said."
# Where the order of the glyphs departs from the codes of ASCII by another step.
FURTHER = {"–": 177, "“": 179, "”": 180, "’": 182, "é": 112, "ã": 109}


def numbered(text):
    """A text as the numbers of its glyphs."""
    return "".join(chr(FURTHER.get(character, ord(character) - 29)) for character in text)


@pytest.mark.parametrize("text", [STATEMENT, "(DEPEC)", "São Velmora é", "HARBOUR", "1994"])
def test_glyph_numbers_are_put_into_letters(text):
    assert lettered(numbered(text)) == text


def test_a_line_with_letters_of_its_own_stays():
    assert lettered("Page 3 of the harbour's book") == "Page 3 of the harbour's book"


def test_a_document_of_glyph_numbers_is_known():
    assert are_glyph_numbers([numbered(STATEMENT), "3 of 9"])


@pytest.mark.parametrize(
    "lines",
    [[], [STATEMENT], [STATEMENT.upper()], ["\x03\x03\x03"], ["The\x03lamp\x03is\x03lit"], ["\x05\x03\x1f\x80" * 9]],
)
def test_other_documents_are_not_taken_for_one(lines):
    assert not are_glyph_numbers(lines)


def test_control_characters_are_counted_and_the_mark_of_a_hyphen_is_none():
    assert controls("a\x05b\x02c\td\x1f") == 2


def test_a_real_document_of_glyph_numbers_is_read_with_a_warning(shared_data):
    name = "076_central_bank_of_brazil_15-02-2000.pdf"
    text = read_bytes((shared_data / "formats" / "pdf" / name).read_bytes(), name).text
    assert "\x03" not in text.content
    assert text.content.count(" the ") > 100
    assert [(warning.kind, warning.incomplete) for warning in text.warnings] == [(WarningKind.EXTRACTION, True)]
