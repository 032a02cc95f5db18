"""The page of a whole series in headless Chromium: its size, first paint, how long till the map is drawn, scrolling.

Also by itself on a page that was written already: python -m benchmarks.series_page PAGE.html
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, print_table
from variorum.analysis.series.between import Changes
from variorum.analysis.series.news import news
from variorum.analysis.series.rewordings import rewordings
from variorum.model.alignment import SegmentedWitness
from variorum.model.lineage import Line, Lineage, LineEvent, LineEventKind, SeriesIssue
from variorum.model.news import IssueMeasures
from variorum.model.provenance import Issue
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segment, SegmentKind
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.render.html.lineage import SeriesStory, series_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

ISSUES, LINES = 236, 1500
# An issue of so many lines is a long resolution; each line stands in a run of issues round its place.
STANDING = 16
WORDS = "council harbour ferry bridge river flood gauge levy quay names bell lamp inquiry owner court repair".split()
MADE = Derivation("benchmarks.series_page", "1")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

# Scrolls a step a frame and gives the time of each frame in milliseconds.
_SCROLL = """
async ([down, along]) => {
  const grid = document.getElementById("grid");
  grid.scrollTop = 0;
  const frames = [];
  let before = await new Promise(requestAnimationFrame);
  for (let n = 0; n < 150; n += 1) {
    grid.scrollTop += down;
    grid.scrollLeft += along;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  return frames.sort((one, other) => one - other);
}
"""
_PAINT = """
() => [...performance.getEntriesByType("paint"), ...performance.getEntriesByName("drawn")]
  .map((entry) => [entry.name, entry.startTime])
"""


def figures() -> list[Figure]:
    """The figures of a made series of 236 issues and 1,500 lines; none where there is no browser."""
    lineage = made_lineage(ISSUES, LINES)
    page = series_page(
        SeriesStory(lineage, news(lineage, -1), rewordings(lineage, Changes(lineage)), _measured(lineage))
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "series.html"
        file.write_text(page, encoding="utf-8")
        return measured(file)


def measured(file: Path) -> list[Figure]:
    """The figures of a page in a browser; none where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{file.as_uri()}#only=all&quiet=1")
        page.wait_for_timeout(500)
        found = _figures(page, file)
        browser.close()
    return found


def _figures(page: Page, file: Path) -> list[Figure]:
    times = dict(page.evaluate(_PAINT))
    note = f"{page.locator('.all-lines tbody tr').count():,} lines, {page.locator('.as-table tbody tr').count()} issues"
    downwards = page.evaluate(_SCROLL, [45, 0])
    page.evaluate("document.getElementById('wider').click()")
    sideways = page.evaluate(_SCROLL, [8, 12])
    return [
        Figure("series page: size", file.stat().st_size / 1e6, "MB", note=note),
        Figure("series page: first paint", times["first-contentful-paint"] / 1000, "s", 1.0),
        Figure("series page: map drawn", times["drawn"] / 1000, "s", 1.5),
        Figure("series page: frame while scrolling down, p95", _p95(downwards), "ms", 34.0),
        Figure("series page: frame while scrolling both ways, p95", _p95(sideways), "ms", 50.0),
    ]


def _p95(sorted_times: list[float]) -> float:
    return sorted_times[int(len(sorted_times) * 0.95)]


def made_lineage(issues: int, lines: int) -> Lineage:
    """A lineage of invented lines: each stands in a run of issues, is reworded now and then, and some come back."""
    chance = random.Random(4)
    standing: list[list[int]] = [[] for _ in range(issues)]
    for line in range(lines):
        first = line * issues // lines
        for k in range(first, min(issues, first + chance.randrange(1, 2 * STANDING))):
            if k == first or chance.random() > 0.04:
                standing[k].append(line)
    wordings = [0] * lines
    events: list[list[LineEvent]] = [[] for _ in range(lines)]
    texts = [_issue(k, standing[k], wordings, events, chance) for k in range(issues)]
    made = tuple(Line(n, SegmentKind.SENTENCE, tuple(own)) for n, own in enumerate(events))
    return Lineage("made", "en", tuple(texts), made, MADE)


def _issue(
    k: int, standing: list[int], wordings: list[int], events: list[list[LineEvent]], chance: random.Random
) -> SeriesIssue:
    said: list[str] = []
    segments: list[Segment] = []
    at = 0
    for line, own in enumerate(events):
        if own and own[-1].segment is not None and own[-1].issue == k - 1 and line not in standing:
            own.append(LineEvent(k, LineEventKind.DROPPED, None))
    for index, line in enumerate(standing):
        last = next((event for event in reversed(events[line]) if event.segment is not None), None)
        changed = last is not None and chance.random() < 0.2
        wordings[line] += changed
        text = f"Line {line} of the {' '.join(WORDS[(line + n + wordings[line] * (n == 4)) % 16] for n in range(12))}."
        segments.append(Segment(index, SegmentKind.SENTENCE, Span(at, at + len(text)), index))
        said.append(text)
        at += len(text) + 1
        kind = LineEventKind.REWORDED if changed else LineEventKind.KEPT
        if last is None:
            kind = LineEventKind.INTRODUCED
        elif last.issue < k - 1:
            kind = LineEventKind.RETURNED
        before = (last.issue, last.segment) if last else (None, None)
        score = None if last is None else 0.9 if changed else 1.0
        events[line].append(LineEvent(k, kind, index, wordings[line], False, score, *before))  # noqa: FBT003
    content = "\n".join(said)
    date = f"{1966 + k // 4}-{1 + k % 4 * 3:02}-01"
    text_of = Text(content, hashlib.sha256(content.encode()).hexdigest(), MADE)
    witness = SegmentedWitness(Witness(f"made@{date}", text_of), tuple(segments), LineBreaks.PARAGRAPH, "en")
    return SeriesIssue(f"made@{date}:en", Issue("made", date), "A made series", witness)


def _measured(lineage: Lineage) -> list[IssueMeasures]:
    """What the bars are drawn from, counted from the events alone."""
    count = [dict.fromkeys(LineEventKind, 0) for _ in lineage.issues]
    for line in lineage.lines:
        for event in line.events:
            count[event.issue][event.kind] += 1
    return [
        IssueMeasures(
            issue=k, date=issue.date, reference=issue.reference, words=0, lines=len(issue.witness.segments),
            introduced=own[LineEventKind.INTRODUCED], returned=own[LineEventKind.RETURNED],
            kept=own[LineEventKind.KEPT], reworded=own[LineEventKind.REWORDED], split=0, merged=0, moved=0,
            dropped=own[LineEventKind.DROPPED], share_changed=None, similarity=None, similarity_year=None,
            year_before="", figures_changed=0, dates_changed=0,
        )
        for k, (issue, own) in enumerate(zip(lineage.issues, count, strict=True))
    ]  # fmt: skip


if __name__ == "__main__":
    print_table(measured(Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else figures())
