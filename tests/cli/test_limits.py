"""A limit of the pairing reaches whoever reads the answer, in whatever form."""

from __future__ import annotations

import json
import random

import pytest

from tests.align.test_large_texts import line_of
from tests.cli.commands import variorum

WHAT = "pairs of words of two lines whose order is compared"


@pytest.fixture
def vast(tmp_path):
    rng = random.Random(1)
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for file in files:
        file.write_text(line_of(rng, 10_500, 3000) + "\n", "utf-8")
    return files


def test_it_is_said_in_each_output_and_in_the_exit_status(vast, tmp_path):
    for options in ([], ["--plain"], ["--stat"], ["--markdown"], ["--html", "-"]):
        seen = variorum("compare", *vast, *options)
        assert seen.status == 4
        assert WHAT in " ".join(seen.out.split())
    document = json.loads(variorum("compare", *vast, "--json").out)
    assert [limit["what"] for limit in document["limits"]] == [WHAT]


def test_no_line_is_called_dropped_or_added_that_a_limit_may_have_parted_from_its_answer(vast):
    seen = variorum("compare", *vast, "--stat").out
    assert "1 not found in the other text as read, 1 not found in the base as read." in seen
    assert "not found in the text read" in variorum("compare", *vast).out
