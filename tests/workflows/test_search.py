"""Has this been said before? Lines that are like a sentence, the earliest first."""

from __future__ import annotations

import pytest

from tests.archive.archives import keep
from variorum.align.likeness import Likeness
from variorum.archive import search as lines
from variorum.errors import QueryEmpty
from variorum.model.found import Scope
from variorum.model.units import SegmentKind
from variorum.workflows.search import LIKE, Nearness, like, search

SENTENCE = "The Council will weigh every report that it receives."


def test_the_relatives_of_a_sentence_come_earliest_first_with_their_scores(store):
    hits = like(store, SENTENCE)
    dates = [hit.date for hit in hits.rows]
    assert dates == sorted(dates) == ["2023-02-01", "2023-03-22", "2023-05-03", "2023-09-20"]
    for hit in hits.rows:
        assert hit.score == Likeness(SENTENCE).of(hit.words) >= LIKE
    assert hits.total == 4
    assert hits.limits == ()


def test_like_finds_what_comparing_every_line_finds(store):
    rows = store.connection.execute(
        'SELECT segment.id, substr(content, "start" + 1, "end" - "start") FROM segment JOIN text ON text.id = text'
    ).fetchall()
    for _, sentence in rows[::31]:
        likeness = Likeness(sentence)
        nearness = Nearness(sentence)
        expected = sorted(likeness.of(words) for _, words in rows if nearness.of(words))
        hits = like(store, sentence, limit=1000)
        assert sorted(hit.score for hit in hits.rows) == expected, sentence


def test_a_higher_bar_leaves_only_nearer_lines_and_a_limit_only_the_earliest(store):
    assert like(store, SENTENCE, at_least=0.95).total == 0
    few = like(store, SENTENCE, limit=2)
    assert [hit.date for hit in few.rows] == ["2023-02-01", "2023-03-22"]
    assert few.total == 4


def test_undated_lines_come_last(store):
    keep(store, "x.txt", f"Notes\n\nHere is what they said. {SENTENCE} And more was said then.\n", series="undated")
    hits = like(store, SENTENCE)
    assert [hit.date for hit in hits.rows][-1] == ""
    assert hits.rows[-1].score == 1.0


def test_a_scope_narrows_what_is_like(store):
    assert {hit.series for hit in like(store, SENTENCE, scope=Scope(series="harbour")).rows} == {"harbour-council"}
    assert like(store, SENTENCE, scope=Scope(series="karrow")).total == 0


def test_chinese_and_thai_lines_have_relatives(store):
    (chinese,) = like(store, "港务委员会决定降低泊位利率。").rows
    assert chinese.words == "港务委员会决定提高泊位利率。"
    (thai,) = like(store, "คณะกรรมการท่าเรือลดอัตราค่าจอดเรือ").rows
    assert thai.reference == "scripts@2021-06-01:th"


def test_a_cut_list_of_candidates_is_said_where_relatives_had_not_run_out(store, monkeypatch):
    text = "\n\n".join(f"Gauge {number} was read at dawn by the keeper of the lower lock." for number in range(60))
    keep(store, "many.txt", f"The Office\n\n1 May 1990\n\n{text}\n", series="many")
    monkeypatch.setattr(lines, "MOST_CANDIDATES", 20)
    monkeypatch.setattr(lines.candidates, "__kwdefaults__", {"scope": lines.ANYWHERE, "most": 20})
    hits = like(store, "Gauge 999 was read at dawn by the keeper of the lower lock.")
    (limit,) = hits.limits
    assert limit.limit == "20"
    assert hits.total == 20


LONG = (
    "After a hearing of four days, in which the masters of eleven vessels, two engineers and a pilot's widow spoke, "
    "the Office found that the lamp on the outer mole had not been lit since the autumn, and closed the harbour."
)
PART = "the lamp on the outer mole had not been lit"


@pytest.fixture
def with_a_long_line(store):
    keep(store, "lamp.txt", f"The Office\n\n1 May 1990\n\n{LONG}\n", series="lamp")
    return store


def test_words_that_stand_in_a_longer_line_are_found_and_it_is_said_how(with_a_long_line):
    (hit,) = like(with_a_long_line, PART).rows
    assert hit.words == LONG
    assert hit.nearness == "all of its words, in a longer line"
    assert hit.contained == 1.0
    assert hit.score == Likeness(PART).of(LONG) < LIKE


def test_most_of_the_words_in_a_longer_line_are_enough(with_a_long_line):
    (hit,) = like(with_a_long_line, "the lamp upon the outer mole had not been lit").rows
    assert 0.8 <= hit.contained < 1.0
    assert hit.nearness == f"{int(hit.contained * 100) / 100:.2f} of its words, in a longer line"
    assert like(with_a_long_line, "the bell on the outer tower had not been rung").total == 0


def test_a_line_that_is_alike_says_how_much(with_a_long_line):
    (hit,) = like(with_a_long_line, LONG.replace("eleven", "twelve")).rows
    assert hit.nearness == f"{hit.score:.2f} alike"


def test_a_phrase_of_three_words_and_a_higher_bar_are_not_met_by_a_longer_line(with_a_long_line):
    assert like(with_a_long_line, "the outer mole").total == 0
    assert like(with_a_long_line, "the lamp upon the outer mole had not been lit", at_least=0.99).total == 0
    assert like(with_a_long_line, PART, at_least=0.99).total == 1


def test_what_was_looked_through_is_counted(with_a_long_line):
    (count,) = with_a_long_line.connection.execute("SELECT count(*) FROM witness").fetchone()
    assert search(with_a_long_line, "lamp").statements == like(with_a_long_line, PART).statements == count
    narrow = Scope(series="lamp", kinds=frozenset({SegmentKind.TITLE}))
    assert search(with_a_long_line, "zzz", scope=narrow).statements == 1


def test_an_empty_sentence_is_said():
    with pytest.raises(QueryEmpty):
        like(None, "  ")


@pytest.mark.parametrize(
    ("words", "language", "marked"),
    [
        ("利率", "zh", ["利率"]),
        ("อัตรา", "th", ["อัตรา"]),
        ("المرفأ", "ar", ["المَرفأ"]),
        ("احمد", "ar", ["أحمد"]),
        ("ВСЕ остаётся", "ru", ["Всё", "остаётся"]),
        ("ete", "fr", ["été"]),
        ("की", "hi", ["की"]),
    ],
)
def test_words_of_every_script_are_found_and_marked(store, words, language, marked):
    (hit,) = search(store, words, scope=Scope(series="scripts")).rows
    assert hit.reference == f"scripts@2021-06-01:{language}"
    assert [hit.words[mark.start - hit.start : mark.end - hit.start] for mark in hit.marks] == marked


def test_a_vowel_sign_of_hindi_is_a_letter(store):
    assert search(store, "का").total == 0
