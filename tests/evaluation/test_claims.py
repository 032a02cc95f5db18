"""The judged values of real files: kept without their words, and each for one file and field."""

from __future__ import annotations

import csv
import re

from evaluation import claims


def test_a_judgement_holds_no_word_of_what_it_judges():
    with claims.JUDGED.open(encoding="utf-8", newline="") as rows:
        listed = list(csv.DictReader(rows))
    assert listed
    for row in listed:
        assert re.fullmatch(r"[0-9a-f]{16}", row["digest"])
        assert row["field"] in claims.FIELDS
    assert len({tuple(row.values()) for row in listed}) == len(listed)


def test_a_value_is_right_only_for_the_file_and_field_it_was_judged_in(monkeypatch):
    right = ("html/a.html", "title", claims.digest("Lantern Day"))
    monkeypatch.setattr(claims, "judged", lambda: frozenset({right}))
    found = {
        ("html/a.html", "title"): "Lantern Day",
        ("html/b.html", "title"): "Lantern Day",
        ("html/a.html", "issuer"): "Lantern Day",
        ("xml/a.xml", "title"): "",
    }
    assert claims.summary(found) == {
        ("html files", "title right, %"): 50.0,
        ("html files", "issuer right, %"): 0.0,
        ("xml files", "title right, %"): 0.0,
    }


def test_the_real_pages_and_resolutions_are_described_as_they_were_judged(shared_data):
    known = claims.judged()
    for path in sorted((shared_data / "formats/xml").glob("*.xml")):
        found = claims.described(path)
        assert all((f"xml/{path.name}", field, claims.digest(found[field])) in known for field in claims.FIELDS)
