"""The folder of pages of a run of reuse: what it costs to write, and how long its index takes to answer in Chromium.

`python -m benchmarks.reuse_pages 100000` measures a made run of so many families (1.7 GB of pages under the temporary
folder, removed at the end; some five minutes), `python -m benchmarks.reuse_pages DIR` a folder that is there.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import ROOT, Figure, print_table
from benchmarks.series_page import FLAGS, NAMES
from variorum.model.reuse import Document, Family, Passage, Reuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

FAMILIES = 10_000
FIRST_PAINT, ANSWER = 1.0, 500.0
WORDS = 20_000
OWN = "These words stand in this text alone."

# The command as a user has it, in a process that starts small: the peak of one that has made a run would be told too.
_CHILD = """
import json, os, sys
pid = os.posix_spawn(sys.executable, [sys.executable, "-m", "variorum", *sys.argv[1:]], os.environ)
_, status, used = os.wait4(pid, 0)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_ANSWERED = "performance.getEntriesByName('answered').at(-1).duration"


def figures(families: int = FAMILIES) -> list[Figure]:
    """The figures of a made run; of the browser none where there is none."""
    from variorum.reuse.run.writing import write_run

    with tempfile.TemporaryDirectory() as place:
        run, pages = Path(place) / "run", Path(place) / "pages"
        write_run(str(run), made(families))
        command = [sys.executable, "-c", _CHILD, "reuse", "show", str(run), "--html", str(pages)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
        status, seconds, peak = json.loads(done.stdout)
        assert status == 0, status
        files = [file.stat().st_size for file in pages.rglob("*") if file.is_file()]
        note = f"{families:,} families, {len(files):,} files"
        return [
            Figure("reuse pages: writing, a thousand families", seconds / families * 1000, "s", 4.0, note),
            Figure("reuse pages: peak memory", peak / (1000 if sys.platform != "darwin" else 1_000_000), "MB", 700.0),
            Figure("reuse pages: size", sum(files) / 1e6, "MB"),
            *measured(pages),
        ]


def measured(pages: Path) -> list[Figure]:
    """How long the index of a folder takes in a browser; none where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((pages / "index.html").as_uri())
        _until(page, "document.querySelector('#shown').textContent.endsWith('.')")
        found = [Figure("reuse pages: first paint", page.evaluate(_PAINT) / 1000, "s", FIRST_PAINT)]
        word = page.locator("#cards blockquote").first.inner_text().split()[0]
        for what, ask in _questions(page, word):
            page.evaluate("performance.clearMeasures('answered')")
            ask()
            _until(page, "performance.getEntriesByName('answered').length > 0")
            found.append(Figure(f"reuse pages: {what}", page.evaluate(_ANSWERED), "ms", ANSWER, _shown(page)))
        browser.close()
    return found


def _questions(page: Page, word: str) -> list[tuple[str, Callable[[], object]]]:
    words, sort = page.locator("[data-asks=words]"), page.locator("[data-asks=sort]")
    return [
        ("sorting by words, the first time", lambda: sort.select_option("words")),
        ("sorting by spread", lambda: sort.select_option("spread")),
        ("formulae too", lambda: page.locator(".chip.formulaic").click()),
        ("one issuer", lambda: page.locator("[data-asks=issuer]").select_option(index=2)),
        ("one series of it", lambda: page.locator("[data-asks=series]").select_option(index=2)),
        ("all again", lambda: page.locator("#clear").click()),
        ("a word", lambda: words.fill(word)),
        ("the beginning of words", lambda: words.fill(word[:3])),
        ("words of three documents or more", lambda: page.locator("[data-asks=least]").fill("3")),
        ("first said since 2010", lambda: page.locator("[data-asks=from]").fill("2010-01-01")),
    ]


def _shown(page: Page) -> str:
    return page.locator("#shown").inner_text()


def _until(page: Page, holds: str) -> None:
    """Wait in steps: the page's own policy forbids to wait inside it."""
    while not page.evaluate(holds):
        time.sleep(0.01)


def made(families: int) -> Reuse:
    """A run of invented words: each family stands in two documents or more, half of its copies reworded."""
    chance = random.Random(11)
    vocabulary = [_word(chance) for _ in range(WORDS)]
    count = families * 2 // 5
    dates = sorted(date(1990, 1, 1) + timedelta(chance.randrange(12_700)) for _ in range(count))
    said: list[list[tuple[int, str]]] = [[] for _ in range(count)]
    for family in range(families):
        words = [_common(chance, vocabulary) for _ in range(chance.randrange(18, 60))]
        widespread = count // 25 if family % 2_000 == 7 else 2 + min(int(chance.expovariate(0.6)), 30)
        for number in sorted(chance.sample(range(count), min(widespread, count))):
            said[number].append((family, " ".join(_reworded(chance, words, vocabulary))))
    passages: list[list[Passage]] = [[] for _ in range(families)]
    documents = [_document(number, dates[number].isoformat(), own, passages) for number, own in enumerate(said)]
    found = [
        Family(tuple(own), 0, formulaic=k % 2_000 == 7, burst=k % 500 == 3)
        for k, own in enumerate(passages)
        if len(own) > 1
    ]
    return Reuse(tuple(documents), tuple(found), ())


def _document(number: int, said: str, own: list[tuple[int, str]], passages: list[list[Passage]]) -> Document:
    text = OWN
    for family, words in own:
        start = len(text) + 2
        text += f"\n\n{words}"
        passages[family].append(Passage(number, start, len(text), words.count(" ") + 1, 0.9))
    issuer, series = f"Ministry {number * 7919 % 60}", f"series-{number * 104_729 % 200}"
    return Document(f"made-{number:07}", text, said, issuer, series, f"Statement {number}")


def _common(chance: random.Random, vocabulary: list[str]) -> str:
    """A word, the first of the list far more often than the last."""
    return vocabulary[int(len(vocabulary) ** chance.random()) - 1]


def _reworded(chance: random.Random, words: list[str], vocabulary: list[str]) -> list[str]:
    share = chance.choice((0.0, 0.0, 0.1, 0.25))
    return [_common(chance, vocabulary) if chance.random() < share else word for word in words]


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randrange(2, 5)))


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else str(FAMILIES)
    print_table(figures(int(asked)) if asked.isdigit() else measured(Path(asked).resolve()))
