"""How the lineage of real series is measured: links by their places, draws that stay, and what must be reached."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from evaluation import lineage, lineage_links
from evaluation.datasets import SERIES
from evaluation.lineage_links import SAMPLES, WORDING, Precision, Sample, draw, verdicts
from evaluation.lineage_series import Stratum, links, members, places, traced

if TYPE_CHECKING:
    from pathlib import Path

FERRY = "The northern ferry will keep its fare of twelve crowns until the spring of the coming year."
FERRY_AND_PIER = (
    "The northern ferry will keep its fare of twelve crowns until the spring of the coming year,"
    " and repairs of the old pier of the outer island will begin before the winter storms."
)
PIER = "Repairs of the old pier of the outer island will begin before the winter storms."
LIGHTS = "Two lighthouses on the eastern shore remain dark for want of oil and wicks."
CREWS = "Fishing crews reported fewer accidents in the strait than in any year before."
_names = count()


def written(folder: Path, *issues: tuple[str, ...]) -> list[tuple[str, Path]]:
    """The dated files of a series."""
    files = []
    folder.mkdir(exist_ok=True)
    for year, sentences in enumerate(issues, 2001):
        path = folder / f"{year}-05-01.txt"
        path.write_text("\n\n".join(sentences), encoding="utf-8")
        files.append((f"{year}-05-01", path))
    return files


@pytest.fixture
def port(tmp_path, monkeypatch) -> str:
    """The name of a series of many issues that lies where the real ones would."""
    name = f"port_{next(_names)}"
    for folder in SERIES:
        (tmp_path / "series" / folder).mkdir(parents=True)
        (tmp_path / "series" / folder / "metadata.csv").write_text("series,date,file\n", encoding="utf-8")
    home = tmp_path / "series" / SERIES[0]
    years = ("oil", "tar", "rope", "salt", "wood", "coal", "iron", "glass", "wool")
    files = written(home, *[(FERRY, LIGHTS.replace("oil", year), CREWS) for year in years])
    rows = "".join(f"{name},{date},{path.name}\n" for date, path in files)
    (home / "metadata.csv").write_text(f"series,date,file\n{rows}", encoding="utf-8")
    monkeypatch.setenv("VARIORUM_TEST_DATA", str(tmp_path))
    return name


def test_a_kept_and_a_reworded_line_are_links_of_their_stratum(tmp_path):
    found = traced("port", written(tmp_path, (FERRY, LIGHTS), (FERRY, LIGHTS.replace("oil", "tar"))))
    assert [(link.earlier, link.later, link.stratum) for link in links(found)] == [
        ((0, 0), (1, 0), Stratum.KEPT),
        ((0, 1), (1, 1), Stratum.LIGHT),
    ]


def test_a_line_that_comes_back_is_linked_to_where_it_last_stood(tmp_path):
    found = traced("port", written(tmp_path, (FERRY, LIGHTS), (FERRY,), (FERRY, LIGHTS.replace("remain", "are"))))
    assert [(link.earlier, link.later) for link in links(found) if link.stratum is Stratum.RETURNED] == [
        ((0, 1), (2, 1))
    ]


def test_both_halves_of_a_split_are_links_and_both_lines_of_a_merger(tmp_path):
    halves, whole = (FERRY, PIER, LIGHTS), (FERRY_AND_PIER, LIGHTS)
    split = traced("port", written(tmp_path / "split", whole, halves))
    assert {(link.earlier, link.later) for link in links(split)} == {
        ((0, 0), (1, 0)),
        ((0, 0), (1, 1)),
        ((0, 1), (1, 2)),
    }
    merged = traced("port", written(tmp_path / "merged", halves, whole))
    assert {(link.earlier, link.later) for link in links(merged)} == {
        ((0, 0), (1, 0)),
        ((0, 1), (1, 0)),
        ((0, 2), (1, 1)),
    }
    assert Counter(link.stratum for link in links(merged))[Stratum.PARTED] == 2
    assert places(merged)[0, 1] == 0


def sample(port: str, **changes: object) -> Sample:
    plain = Sample("invented", 1, ((Stratum.LIGHT,), (Stratum.KEPT,)), ((port,),), 5)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_draw_has_so_many_of_each_stratum_and_is_the_same_again(port):
    drawn = list(draw(sample(port)))
    assert Counter(one.link.stratum for one in drawn) == {Stratum.LIGHT: 5, Stratum.KEPT: 5}
    assert drawn == list(draw(sample(port)))
    assert drawn != list(draw(sample(port, seed=2)))


def test_a_larger_draw_has_all_of_a_smaller_one(port):
    assert set(draw(sample(port, of_each=3))) < set(draw(sample(port, of_each=6)))


def test_a_link_counts_as_judged_by_its_places_and_one_judged_for_another_sample_can_be_left_out(
    port, tmp_path, monkeypatch
):
    first, *rest = draw(sample(port))
    row = {"sample": WORDING, "series": port, "stratum": "light", "verdict": "wrong", "reason": "of the test"}
    row |= dict(zip(("earlier", "later"), first.anchors, strict=True))
    monkeypatch.setattr(lineage_links, "JUDGED", tmp_path / "judged.jsonl")
    lineage_links.JUDGED.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert lineage_links.precision(sample(port))[Stratum.LIGHT] == Precision(right=0, judged=1, drawn=5)
    assert lineage_links.still_made()["wrong"].recall == 1
    apart = list(draw(sample(port, apart_from=WORDING)))
    assert first not in apart
    assert set(rest) < set(apart)


def test_a_sentence_on_one_line_counts_and_one_that_stands_twice_in_an_issue_does_not(port):
    assert lineage.verbatim(port) == (2, 2)
    assert lineage.outcomes(port) == {Stratum.KEPT: 16, Stratum.LIGHT: 8}


def test_the_kept_verdicts_name_places_and_hold_no_text():
    rows = verdicts()
    assert {tuple(sorted(row)) for row in rows} == {
        ("earlier", "later", "reason", "sample", "series", "stratum", "verdict")
    }
    assert {row["verdict"] for row in rows} == {"right", "wrong"}
    assert {row["sample"] for row in rows} == {one.name for one in SAMPLES}
    assert all(set(row[side]) == {"date", "sha256", "start", "end"} for row in rows for side in ("earlier", "later"))
    assert all(row["earlier"]["date"] < row["later"]["date"] and len(row["reason"]) < 120 for row in rows)
    claims = Counter(lineage_links.claim_of(row["series"], row["earlier"], row["later"]) for row in rows)
    assert claims.most_common(1)[0][1] == 1


@pytest.mark.usefixtures("shared_data")
def test_the_links_of_real_series_are_right_as_far_as_a_reader_judged_them():
    for chosen in SAMPLES[:2]:
        found = lineage_links.precision(chosen)
        whole = sum(found.values(), Precision())
        assert whole.share >= 97
        assert whole.judged >= 0.95 * whole.drawn
    assert all(each.share >= 95 for each in lineage_links.precision(SAMPLES[0]).values())


@pytest.mark.usefixtures("shared_data")
def test_every_judged_place_is_a_line_of_its_series():
    known = members()
    for row in verdicts():
        found = lineage.lineage_of(row["series"])
        assert row["series"] in known
        for side in ("earlier", "later"):
            place = row[side]
            spans = {
                (segment.span.start, segment.span.end)
                for issue in found.issues
                if issue.witness.witness.text.sha256.startswith(place["sha256"])
                for segment in issue.witness.segments
            }
            assert (place["start"], place["end"]) in spans
