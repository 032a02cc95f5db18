"""The main job on real statements, kept beside the project: what a reader must be able to see."""

from __future__ import annotations

import importlib.util
import json
from typing import TYPE_CHECKING

import pytest

import variorum

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def scorer(shared_data: Path) -> ModuleType:
    path = shared_data / "gold" / "evaluate.py"
    spec = importlib.util.spec_from_file_location("gold_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def seeds(shared_data: Path) -> variorum.Comparison:
    base, other = sorted((shared_data / "seeds").glob("*.txt"))
    return variorum.compare(base, other)


def test_the_reader_sees_all_fourteen_facts_and_all_six_dropped_sentences(
    scorer: ModuleType, seeds: variorum.Comparison
) -> None:
    unseen = [what for what, seen in scorer.scorecard(json.loads(seeds.to_json())) if not seen]
    assert unseen == []


def test_the_summary_tells_the_story_in_one_sentence(seeds: variorum.Comparison) -> None:
    assert (
        seeds.summary.sentence
        == "11 lines paired, none word for word (2 moved); 6 dropped, 2 added; title and date line are new."
    )


def test_the_clauses_that_went_are_quoted_after_the_lines_that_went(seeds: variorum.Comparison) -> None:
    content = seeds.alignment.base.content
    gone = [" ".join(quotation.span.of(content).split()) for quotation in seeds.summary.gone if not quotation.whole]
    assert "by order of the USSR leadership" in gone
    assert any("legal assessment" in clause and "punishment of the perpetrators" in clause for clause in gone)
    assert [quotation.whole for quotation in seeds.summary.gone] == sorted(
        (q.whole for q in seeds.summary.gone), reverse=True
    )


def test_every_light_rewording_of_the_gold_alignments_is_found(scorer: ModuleType, shared_data: Path) -> None:
    rows = []
    with (shared_data / "gold" / "alignment.jsonl").open(encoding="utf-8") as lines:
        for gold in map(json.loads, lines):
            comparison = variorum.compare(shared_data / gold["a"], shared_data / gold["b"])
            rows.append((gold, json.loads(comparison.to_json())))
    degrees = scorer.evaluate(rows)["degree"]
    assert degrees["light"][0] == degrees["light"][1]
