"""The one sentence and the counts that a comparison comes to."""

from __future__ import annotations

import variorum

BODY = [
    "The Board kept the harbour rate at 4-1/4 percent.",
    "Trade through the harbour has grown at a moderate pace.",
    "The Board will watch the water level closely.",
]


def statement(*paragraphs: str, title: bool = True) -> str:
    head = ["Statement of the Harbour Board", "5 March 2020"] if title else []
    return "\n\n".join([*head, *paragraphs]) + "\n"


def test_two_equal_texts_are_said_to_be_word_for_word() -> None:
    sentence = variorum.collate(statement(*BODY), statement(*BODY)).summary.sentence
    assert sentence == "3 lines paired, all word for word; none dropped or added."


def test_counts_hold_body_lines_only() -> None:
    summary = variorum.collate(statement(*BODY, title=False), statement(*BODY[:2])).summary
    assert (summary.body.kept, summary.body.dropped, summary.body.added) == (2, 1, 0)
    assert (summary.titles.added, summary.datelines.added) == (1, 1)
    assert summary.sentence == "2 lines paired, all word for word; 1 dropped; title and date line are new."


def test_a_vote_is_news() -> None:
    voting = "Voting for the action were Edda Lorne, Chair; Tam Okel; and Mira Senn."
    dissent = "Voting against the action was Tam Okel, who preferred to lower the rate."
    base = statement(*BODY, voting)
    other = statement(*BODY, f"{voting.replace('Tam Okel; ', '')} {dissent}")
    sentence = variorum.collate(base, other).summary.sentence
    assert sentence.endswith("votes: 1 reworded, 1 added.")


def test_texts_that_share_nothing_say_so() -> None:
    base, other = "The herring season opens on Monday.", "Choirs from nine parishes will sing."
    assert (
        variorum.collate(base, other).summary.sentence
        == "No line of one text answers a line of the other; 1 dropped, 1 added."
    )


def test_a_changed_capital_is_counted_apart() -> None:
    summary = variorum.collate("It calls on the member States to pay.", "It calls on the Member States to pay.").summary
    assert (summary.body.kept, summary.body.capital) == (1, 1)
    assert "1 with a capital changed" in summary.sentence


def test_words_are_counted_without_marks() -> None:
    words = variorum.collate("Trade has grown, at a pace.", "Trade has grown at a quick pace.").summary.words
    assert (words.kept, words.deleted, words.inserted) == (6, 0, 1)


def test_quotations_are_verbatim_and_whole_lines_come_first() -> None:
    base = statement(*BODY, "The gate was shut that night by order of the Canal Board.")
    other = statement(*BODY[1:], "The gate was shut that night.")
    comparison = variorum.collate(base, other)
    quoted = [(q.span.of(base), q.whole) for q in comparison.summary.gone]
    assert quoted == [(BODY[0], True), ("by order of the Canal Board", False)]
