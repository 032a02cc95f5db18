"""Statement words stay words in Markdown: read back by a CommonMark parser, they are what they were."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.render.builders import Line, alignment_of, summary_of
from variorum.model.alignment import Degree
from variorum.render.markdown import comparison_markdown, escaped
from variorum.render.typeset import visible

PARSER = MarkdownIt("commonmark").enable(["strikethrough", "table"])
PARTS = [*"ab1 .,;:!?\"'*_`~#<>[]()&|$\\-+=@/\n", "**", "~~", "&amp;", "<b>", "</b>", "1. ", "* ", "http://a", "www.b"]
hostile = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)


def words(text):
    return "".join(visible(text).split())


def shown(rendered):
    return words(html.unescape(re.sub(r"<[^>]*>", "", rendered)))


def block(wording, *, base=""):
    """The rendered block of a line: an added one, or one reworded from `base`."""
    line = Line((base,) if base else (), (wording,), degree=Degree.LIGHT if base else None)
    alignment = alignment_of([line])
    document = comparison_markdown(alignment, summary_of(alignment))
    return PARSER.render(document[document.index("\n> ") + 1 :])


@given(hostile)
def test_escaped_words_read_back_as_they_were_and_open_nothing(text):
    rendered = PARSER.render(f"- x {escaped(text)} y")
    assert set(re.findall(r"</?(\w+)", rendered)) == {"ul", "li"}
    assert shown(rendered) == words(f"x{text}y")


@given(hostile)
def test_no_address_in_a_statement_becomes_a_link(text):
    assert "://" not in escaped(text)
    assert not re.search(r"\bwww\.", escaped(text))


@given(hostile.filter(str.strip).map(str.strip))
def test_a_line_that_looks_like_markup_is_a_paragraph_of_its_words(text):
    rendered = block(text)
    assert set(re.findall(r"</?(\w+)", rendered)) == {"blockquote", "p"}
    assert shown(rendered) == words(text)


@given(hostile.filter(str.strip).map(str.strip), hostile.filter(str.strip).map(str.strip))
def test_struck_words_are_the_base_s_and_bold_words_the_other_s(base, other):
    assume(words(base) != words(other))
    rendered = block(other, base=base)
    removed = "".join(re.findall(r"<(?:s|del)>(.*?)</(?:s|del)>", rendered, re.DOTALL))
    added = "".join(re.findall(r"<strong>(.*?)</strong>", rendered, re.DOTALL))
    without_removed = re.sub(r"<(s|del)>.*?</\1>", "", rendered, flags=re.DOTALL)
    without_added = re.sub(r"<strong>.*?</strong>", "", rendered, flags=re.DOTALL)
    assert shown(without_removed) == words(other)
    assert shown(without_added) == words(base)
    assert shown(removed + added)


@pytest.mark.parametrize(
    ("base", "other", "marked"),
    [
        ("It rose fast.", "It rose, fast.", "It rose<strong>,</strong> fast."),
        ("It rose fast.", "It fell fast.", "It <s>rose</s><strong>fell</strong> fast."),
        ("It rose (fast).", "It rose.", "It rose <s>(fast)</s>."),
    ],
)
def test_marks_stand_where_a_parser_sees_them(base, other, marked):
    assert marked in block(other, base=base)
