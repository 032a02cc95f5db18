"""The guide's program finds what it says, and so do a handful of statements as short as its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from variorum import find_passages
from variorum.model.reuse import Document

GUIDE = Path(__file__).parents[2] / "docs" / "reuse.md"
AGREED = (
    "The bridge over the Karrow shall stay open to those who cross it on foot, by day and by night, and neither shore"
    " shall ask a toll of them."
)
OWN = (
    "We met at the ferry house in spring and spoke of fish.",
    "Harbour dues rose again, says a letter from Tessen.",
    "Families of the valley remember their dead each March.",
    "Seven new lamps hang on the northern quay.",
    "A choir sang beside the market hall until dusk fell.",
)


def test_the_program_of_the_guide_prints_the_passage_that_both_statements_share(capsys):
    program, _ = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(program, str(GUIDE), "exec"), {})
    assert capsys.readouterr().out.splitlines() == [f"2021-05-04 Council {AGREED}", f"2021-05-06 Harbour {AGREED}"]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_what_all_of_a_few_short_statements_say_is_found_in_all_of_them(count):
    reuse = find_passages([Document(f"d{k}", f"{OWN[k]} {AGREED} {OWN[k - 1][::-1]}") for k in range(count)])
    (family,) = reuse.families
    assert [reuse.documents[one.document].text[one.start : one.end] for one in family.passages] == [AGREED] * count


def test_a_few_short_statements_that_share_no_passage_yield_none():
    assert not find_passages([Document(f"d{k}", text) for k, text in enumerate(OWN)]).families


def test_what_was_found_shows_itself_in_one_line():
    reuse = find_passages([Document(f"d{k}", f"{OWN[k]} {AGREED}") for k in range(2)])
    assert repr(reuse) == "<reuse: 1 family in 2 documents>"
