"""The words of the index: what is folded, and that the index and our own tokens agree to the letter."""

from __future__ import annotations

import sqlite3
import unicodedata
from importlib import resources

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from variorum.archive.queries import Term
from variorum.archive.words import index_tokens, indexable


@pytest.fixture(scope="module")
def index():
    """An empty index with the archive's own tokenizer, and a view of its tokens by place."""
    schema = (resources.files("variorum.archive") / "schema" / "001.sql").read_text("utf-8")
    declared = schema[schema.index("CREATE VIRTUAL TABLE segment_index") :].partition(";")[0]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(declared.replace("content='segment_text', content_rowid='id'", "content=''"))
    connection.execute("CREATE VIRTUAL TABLE kept USING fts5vocab(segment_index, instance)")
    yield connection
    connection.close()


def indexed(connection, words):
    connection.execute("INSERT INTO segment_index (segment_index) VALUES ('delete-all')")
    connection.execute("INSERT INTO segment_index (rowid, words) VALUES (1, ?)", (indexable(words),))
    return [term for (term,) in connection.execute('SELECT term FROM kept ORDER BY "offset"')]


MIXED = "a B é ß ł Ø ı ﬁ ½ ² 7 Ж ё Й σ ς ש ב ך ُ ك ى ﻻ ـ क ि न ् क्ष ก ั ำ ເ ກ ក ្ 利 率 が ｶ ﾞ ガ 한 ᄒ ᅡ ’ - _ .".split()
SCRIPTS = st.sampled_from([*MIXED, "\u0301", "\u00ad", "\u200c", "\n", " "])
# Letters that came later have no small form in every SQLite.
ALPHABETS = st.characters(max_codepoint=0x51F).filter(lambda c: unicodedata.ucd_3_2_0.category(c) not in ("Cn", "Cs"))
# A character of no version of Unicode that this Python knows is left alone: another Python may know it for a letter.
KNOWN = st.characters(codec="utf-8", exclude_categories=["Cn", "Cs"])


@given(st.lists(SCRIPTS, max_size=12).map("".join))
def test_our_tokens_are_those_of_the_index(index, words):
    assert [token.form for token in index_tokens(words)] == indexed(index, words)


@given(st.text(ALPHABETS, max_size=20))
def test_our_tokens_are_those_of_the_index_in_all_alphabets_of_europe(index, words):
    assert [token.form for token in index_tokens(words)] == indexed(index, words)


@given(st.text(max_size=30))
def test_tokens_stand_in_order_within_the_words(words):
    tokens = index_tokens(words)
    assert all(0 <= token.start < token.end <= len(words) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


def found(connection, tokens):
    """Whether the index finds these tokens in a row."""
    query = ("SELECT 1 FROM segment_index WHERE segment_index MATCH ?", (Term(tuple(tokens)).expression,))
    return connection.execute(*query).fetchone() is not None


@given(st.text(st.characters(), max_size=30))
def test_among_any_characters_words_are_found_and_all_can_be_taken_out_again(index, words):
    line = f"Tessen {words} Karrow {words} Ilden"
    indexed(index, line)
    assert all(found(index, [word]) for word in ("tessen", "karrow", "ilden"))
    index.execute("INSERT INTO segment_index (segment_index, rowid, words) VALUES ('delete', 1, ?)", (indexable(line),))
    assert index.execute("SELECT count(*) FROM kept").fetchone() == (0,)


@given(st.text(KNOWN, max_size=30))
@example("Հ. Ղազարյան: 3½ — ﬁnal STRASSE, Łódź; İstanbul \u0130")
def test_a_line_is_found_by_its_own_words_typed_as_they_stand(index, words):
    indexed(index, words)
    tokens = [token.form for token in index_tokens(words)]
    assert all(found(index, [token]) for token in tokens)
    assert not tokens or found(index, tokens)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Tessenmünde", "tessenmunde"),
        ("STRASSE", "straße"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("coöperate", "co\u00adoperate"),
        ("ﬁnal", "final"),
        ("ёлка", "елка"),
        ("Минисtерство", "МИНИСTЕРСТВО"),
        ("ΟΔΟΣ", "οδός"),
        ("كِتَابٌ", "كتاب"),
        ("أحمد", "احمد"),
        ("مـحـمـد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("ﻛﺘﺎﺏ", "كتاب"),
        ("３％", "3%"),
        ("3½", "3-1/2"),
        ("ｶﾞｽ", "ガス"),
    ],
)
def test_what_writers_leave_out_or_write_otherwise_is_folded(written, typed):
    assert [token.form for token in index_tokens(written)] == [token.form for token in index_tokens(typed)]


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("dues of 500₽ a day", "500"),
        ("a loan of ₾300", "300"),
        ("The flood🤝is over", "flood"),
        ("🟢open", "open"),
        ("fight\U0001faf6on", "fight"),
        ("приказ №123", "123"),
        ("приказ №123", "№123"),
        ("Tessen™", "tessen"),
        ("at 20℃", "20"),
        ("5\ufe0f\u20e3 locks", "5"),
        ("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "საქართველო"),
        ("ᎠᏂᏴᏫ", "ᎠᏂᏴᏫ"),
        ("⾦利", "金利"),
        ("辻\U000e0100町", "辻町"),
    ],
)
def test_a_sign_does_not_hide_the_word_beside_it_and_a_young_capital_is_a_letter(index, line, typed):
    assert indexed(index, line) == [token.form for token in index_tokens(line)]
    assert found(index, [token.form for token in index_tokens(typed)])


@pytest.mark.parametrize(("one", "other"), [("की", "का"), ("がく", "かく"), ("กัน", "กิน"), ("резерв", "резервы")])
def test_what_makes_another_word_is_not_folded(one, other):
    assert [token.form for token in index_tokens(one)] != [token.form for token in index_tokens(other)]


def test_a_footnote_mark_does_not_hide_the_word_before_it():
    assert [token.form for token in index_tokens("growth¹ of 20 m²")] == ["growth", "1", "of", "20", "m", "2"]


@pytest.mark.parametrize(
    ("line", "part"), [("委员会决定提高利率", "利率"), ("คณะกรรมการขึ้นอัตราดอกเบี้ย", "อัตรา"), ("金利をひきあげる", "ひき")]
)
def test_each_character_of_a_script_without_spaces_stands_alone(line, part):
    forms, wanted = ([token.form for token in index_tokens(words)] for words in (line, part))
    assert any(forms[k : k + len(wanted)] == wanted for k in range(len(forms)))
