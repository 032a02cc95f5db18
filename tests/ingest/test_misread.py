"""Characters that were decoded wrongly before they came: warned of in every format, and never guessed."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.ingest.misread import misread
from variorum.ingest.readers import read
from variorum.ingest.statements import statements
from variorum.model.witnesses import WarningKind
from variorum.workflows.compare import compare

SENTENCE = "The Office’s longer‑term plan for the café stands; § 5 says so."


def twice(text, encoding="cp1252"):
    return text.encode("utf-8").decode(encoding)


@pytest.mark.parametrize(
    ("text", "count", "example"),
    [
        (twice("The Office’s plan"), 1, "'Officeâ€™s', which stands for '’'"),
        (twice("The longer‑term plan", "latin-1"), 1, r"'longerâ\x80\x91term', which stands for '‑'"),
        (twice("Le café du coût, § 5"), 3, "'cafÃ©', which stands for 'é'"),
        (twice("COÛT"), 1, "'COÃ›T', which stands for 'Û'"),
        (twice("\ufeffThe plan", "cp1252"), 1, r"which stands for '\ufeff'"),
        (twice("Пристань закрыта", "latin-1"), 15, "which stands for 'Пристань'"),
        ("The Office\x92s plan", 1, r"such as 'Office\x92s';"),
    ],
)
def test_wrongly_decoded_characters_are_counted_and_one_of_them_shown(text, count, example):
    (warning,) = misread(text)
    assert warning.kind is WarningKind.MISREAD
    assert f"({count})" in warning.message
    assert example in warning.message
    assert not warning.incomplete


@pytest.mark.parametrize(
    "text",
    [
        "«LIBERTÉ», dit-on… à l’été. Voilà…» «L’ÉTÉ…» “CAFÉ” É’",
        "«IRMû, “AMANHÔ, SÃO JOÃO. Não, irmã»; maçã…",
        "CHÂ» và Â",
        "Größe »Straße« „Übermaß“ … “École”",
        "Пристань закрыта. 港务委员会。ท่าเรือ המעגן",
        "An end of line of a mainframe\x85and another",
        "₿ € ™ œuvre Š š Ÿ – — ‘x’",
    ],
)
def test_what_is_written_right_is_not_warned_of(text):
    assert misread(text) == ()


LATIN = st.text(st.characters(min_codepoint=0xA0, max_codepoint=0xFF), min_size=1, max_size=1)


@given(LATIN, st.sampled_from(["cp1252", "latin-1"]))
def test_every_letter_of_western_europe_is_known_again_in_a_word(letter, encoding):
    try:
        wrong = twice(f"quay{letter}side", encoding)
    except UnicodeDecodeError:  # Windows-1252 has no such byte
        return
    (warning,) = misread(wrong)
    assert f"which stands for {letter!r}" in warning.message


def files(tmp_path):
    wrong = twice(SENTENCE)
    (tmp_path / "a.txt").write_text(f"{wrong}\n", encoding="utf-8")
    (tmp_path / "a.html").write_text(f"<meta charset=utf-8><p>{wrong}</p>", encoding="utf-8")
    (tmp_path / "a.md").write_text(f"# The plan\n\n{wrong}\n", encoding="utf-8")
    return [tmp_path / name for name in ("a.txt", "a.html", "a.md")]


def test_every_format_warns_and_leaves_the_characters_as_they_stand(tmp_path):
    for path in files(tmp_path):
        text = read(str(path)).text
        assert [warning.kind for warning in text.warnings] == [WarningKind.MISREAD], path
        assert twice(SENTENCE) in text.content
        assert text.whole


def test_a_row_of_a_table_warns():
    row = json.dumps({"id": "1", "text": twice(SENTENCE)}) + "\n"
    (statement,) = statements(io.BytesIO(row.encode("utf-8")), "rows.jsonl")
    assert [warning.kind for warning in statement.text.warnings] == [WarningKind.MISREAD]


def test_a_comparison_shows_the_warning_and_stays_complete(tmp_path):
    wrong, _, _ = files(tmp_path)
    (tmp_path / "right.txt").write_text(f"{SENTENCE}\n", encoding="utf-8")
    comparison = compare(str(wrong), str(tmp_path / "right.txt"))
    assert comparison.complete
    assert "decoded wrongly" in comparison.to_plain()
