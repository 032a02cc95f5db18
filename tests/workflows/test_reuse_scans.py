"""Runs of scans: grams are compared, and words are told."""

from __future__ import annotations

import json

from variorum.cli.main import main
from variorum.reuse.run.reading import RunReader


def test_the_words_of_a_scan_are_its_own_whatever_order_documents_come_in(tmp_path):
    texts = ["river " * 40, "bridge over " * 30, "a lamp at the gate " * 20]
    rows = [{"id": f"s{k}", "text": text, "date": f"202{9 - k}"} for k, text in enumerate(texts)]
    (tmp_path / "scans.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["reuse", "find", str(tmp_path / "scans.jsonl"), "-o", str(tmp_path / "run"), "--ocr"]) == 0
    found = {each.id: each.words for each in RunReader(tmp_path / "run").all_documents()}
    assert found == {f"s{k}": len(text.split()) for k, text in enumerate(texts)}
