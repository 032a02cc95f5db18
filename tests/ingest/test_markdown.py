"""Markdown: characters as they stand, blocks as their marks make them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.ingest.markdown import markdown_blocks

CASES = {
    "settings, title, headings": (
        "---\ntitle: x\n---\n\n# Lantern Day\n\nText\nruns on.\n\nDecision\n--------\n\nMore.\n",
        [
            *(("furniture", "---\ntitle: x\n---"), ("title", "# Lantern Day"), ("paragraph", "Text\nruns on.")),
            *(("heading", "Decision"), ("furniture", "--------"), ("paragraph", "More.")),
        ],
    ),
    "lists": (
        "- one\n  goes on\n- two\n\n  second part\n  1. inner\n\n* three\n",
        [
            *(("item", "- one\n  goes on"), ("item", "- two"), ("paragraph", "second part")),
            *(("item", "1. inner"), ("item", "* three")),
        ],
    ),
    "quotations": ("> One.\n>\n> Two.\n", [("paragraph", "> One."), ("furniture", ">"), ("paragraph", "> Two.")]),
    "code": (
        "```text\nOne.\n\nTwo.\n```\nThree.",
        [
            *(("furniture", "```text"), ("paragraph", "One."), ("paragraph", "Two.")),
            *(("furniture", "```"), ("paragraph", "Three.")),
        ],
    ),
    "tables": (
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        [("paragraph", "| a | b |"), ("furniture", "|---|---|"), ("paragraph", "| 1 | 2 |")],
    ),
    "rules, comments, addresses": (
        "One.\n\n***\n\n<!-- note -->\n\n[1]: http://example.org\n",
        [
            ("paragraph", "One."),
            ("furniture", "***"),
            ("furniture", "<!-- note -->"),
            ("furniture", "[1]: http://example.org"),
        ],
    ),
    "HTML with words": ("<div>The lamp.</div>\n\nOne.", [("paragraph", "<div>The lamp.</div>"), ("paragraph", "One.")]),
    "stress stays": ("The **lamp** is \\*lit\\*.", [("paragraph", "The **lamp** is \\*lit\\*.")]),
    "ends of lines": ("# A\r\n\r\nOne\r\ntwo.\r\n", [("title", "# A"), ("paragraph", "One\r\ntwo.")]),
}


@pytest.mark.parametrize("case", CASES)
def test_marks_give_blocks_and_stay_in_the_text(case):
    content, expected = CASES[case]
    assert [(str(block.kind), block.span.of(content)) for block in markdown_blocks(content)] == expected


MARKS = st.sampled_from(
    [
        "# ",
        "- ",
        "1. ",
        "> ",
        "```",
        "---",
        "===",
        "|",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "    ",
        "<!--",
        "-->",
        "a",
        "é ",
        "[x]: y",
    ]
)


@given(st.lists(MARKS, max_size=60).map("".join))
def test_blocks_hold_every_character_that_shows_once_and_in_order(content):
    blocks = list(markdown_blocks(content))
    left = content
    for block in reversed(blocks):
        written = block.span.of(content)
        assert written
        assert written == written.strip()
        left = left[: block.span.start] + left[block.span.end :]
    assert left.strip() == ""
    edges = [edge for block in blocks for edge in (block.span.start, block.span.end)]
    assert edges == sorted(edges)
