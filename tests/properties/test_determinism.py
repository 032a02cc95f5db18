"""The same two texts give the same bytes, whatever the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# Compares each example with the next and with itself reversed, and two texts full of ties, and prints every rendering.
SCRIPT = """
import itertools, pathlib, sys
import variorum
folder = pathlib.Path(sys.argv[1])
paths = sorted(path for series in ("karrow-bridge", "harbour-council") for path in (folder / series).glob("*.txt"))
texts = [path.read_text(encoding="utf-8") for path in paths]
ties = ["Yes. No. Yes. No. The bell rang. The bell rang.", "No. Yes. The bell rang twice. The bell rang. Yes. Yes."]
for base, other in [*itertools.pairwise(texts), *itertools.pairwise(reversed(texts)), ties, ties[::-1]]:
    comparison = variorum.collate(base, other)
    sys.stdout.buffer.write((comparison.to_json() + comparison.to_markdown() + comparison.to_html()).encode())
"""


def output(examples, seed):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(examples)],
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def reference(examples):
    return output(examples, "0")


@pytest.mark.parametrize("seed", ["1", "2", "4294967295"])
def test_the_hash_seed_changes_not_one_byte(examples, reference, seed):
    assert len(reference) > 100_000
    assert output(examples, seed) == reference
