"""Tracing a series: one bank's statements against difflib on all neighbours, and series of any length."""

from __future__ import annotations

import random
import resource
import tempfile
import time
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.archives import Document, fomc_statements, make_archive
from benchmarks.figures import Figure, shared_data
from benchmarks.texts import invented, with_words_changed
from variorum.align.reading import LineCounters, Reading
from variorum.align.succession import follow
from variorum.analysis.series.lineage import Tracer, trace
from variorum.archive import catalogue
from variorum.collecting import seldom_collected
from variorum.model.alignment import SegmentedWitness
from variorum.model.lineage import SeriesIssue
from variorum.model.provenance import Issue
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.segment import segment
from variorum.text.tokenize import Vocabulary
from variorum.workflows.tracing import remember_lineage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.archive.store import Store
    from variorum.model.provenance import KeptWitness

RUNS = 7
# The whole series, segmenting and the links to all before included.
CEILING = 5.0
LENGTHS = (50, 500, 5_000)
EXPONENT = 1.2
# One more issue costs the same however many there are, but for reading the list of them.
ONE_MORE = 2.0
MORE_RUNS = 5
# Lines of two issues that have none in common; beyond the bounds of the pairing and of `rivals`, which are said.
LINES = (500, 1_000, 2_000)
WORDS_A_LINE = 20
LONG_EXPONENT = 1.5


def figures() -> list[Figure]:
    """Processor seconds, their shares, how they grow, and what one more issue costs."""
    data = shared_data()
    return [*(_fomc(data) if data else ()), *_lengths(), *_one_more(), *_long_issues()]


def _fomc(data: Path) -> list[Figure]:
    documents = sorted(fomc_statements(data), key=lambda one: one.date)
    words = [one.text.split() for one in documents]
    stages: dict[str, list[float]] = {}
    theirs: list[float] = []
    for _ in range(RUNS):
        for stage, seconds in _traced(documents).items():
            stages.setdefault(stage, []).append(seconds)
        theirs.append(_seconds(partial(_difflib, words)))
    whole = min(stages.pop("whole"))
    note = f"of the least of {RUNS} runs; difflib {min(theirs):.2f} s"
    return [
        Figure(f"{len(documents)} statements: traced, against difflib", whole / min(theirs), "times", CEILING, note),
        *(Figure(f"  {stage}", min(seconds) / whole, "of it") for stage, seconds in stages.items()),
    ]


def _difflib(words: Sequence[list[str]]) -> None:
    for base, other in pairwise(words):
        SequenceMatcher(None, base, other, autojunk=False).get_opcodes()


def _traced(documents: Sequence[Document]) -> dict[str, float]:
    """The seconds of each stage, traced as `workflows.tracing` does."""
    with seldom_collected():
        return _stages(documents)


def _stages(documents: Sequence[Document]) -> dict[str, float]:
    start = time.process_time()
    issues = [_issue(one) for one in documents]
    divided = time.process_time()
    vocabulary = Vocabulary()
    counters = LineCounters(vocabulary)
    readings = [Reading(one.witness, vocabulary.apart(), counters) for one in issues]
    read = time.process_time()
    spent = 0.0

    def followed(j: int, k: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
        nonlocal spent
        begun = time.process_time()
        found = follow(readings[j], readings[k], dates=(issues[j].date, issues[k].date))
        spent += time.process_time() - begun
        return found

    tracer = Tracer(followed)
    for issue, reading in zip(issues, readings, strict=True):
        tracer.add(issue, reading)
    tracer.lineage("fomc", "en")
    end = time.process_time()
    return {
        "segments": divided - start,
        "tokens": read - divided,
        "neighbours": spent,
        "lines and returns": end - read - spent,
        "whole": end - start,
    }


def _issue(one: Document) -> SeriesIssue:
    found = segment(one.text, language=one.language)
    text = Text(one.text, f"{one.date:0>64}", Derivation("benchmark", "1"))
    witness = SegmentedWitness(Witness(one.date, text), found.segments, found.line_breaks, found.language)
    return SeriesIssue(one.date, Issue(one.series, one.date), None, witness)


def made_series(length: int) -> Iterator[Document]:
    """A made series: from issue to issue a line is reworded, and every other time one goes, comes or comes back."""
    chance = random.Random(length)
    subjects = (
        "harbour dues", "pilot fees", "winter storage", "ferry fares", "lighthouse oil", "salvage claims",
        "crane hours", "quay repairs", "fish landings", "timber exports", "coal stocks", "rope prices",
    )  # fmt: skip
    verbs = ("rose", "fell", "remained stable", "were reviewed", "doubled", "eased")
    lines = [f"The {subject} {verbs[n % 6]} to {10 + n} crowns in the quarter." for n, subject in enumerate(subjects)]
    gone: list[str] = []
    for number in range(length):
        place = chance.randrange(len(lines))
        subject = subjects[place % len(subjects)]
        lines[place] = f"The {subject} {chance.choice(verbs)} to {chance.randrange(900)} crowns in the quarter."
        if number % 2 and len(lines) > 8:
            gone.append(lines.pop(chance.randrange(len(lines))))
        elif gone:
            lines.insert(chance.randrange(len(lines)), gone.pop(chance.randrange(len(gone))))
        if number % 4 == 0:
            lines.append(f"Member {number} asked for a report on the {chance.choice(subjects)} of port {number % 97}.")
            lines = lines[-14:]
        year, rest = divmod(number, 336)
        date = f"{1900 + year}-{rest // 28 + 1:02}-{rest % 28 + 1:02}"
        yield Document(
            "made", date, "Harbour Council", "Notice", f"https://council.example/{number}", "en", "\n\n".join(lines)
        )


def _lengths() -> list[Figure]:
    seconds: dict[int, float] = {}
    for length in LENGTHS:
        issues = [_issue(one) for one in made_series(length)]
        seconds[length] = min(_seconds(partial(trace, issues, "made", "en")) for _ in range(3 if length < 1_000 else 1))
    low, high = LENGTHS[-2:]
    exponent = log(seconds[high] / seconds[low]) / log(high / low)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = ", ".join(f"{length:,}: {spent:.2f} s" for length, spent in seconds.items())
    return [
        Figure(f"made series: growth from {low:,} to {high:,} issues", exponent, "exponent", EXPONENT, told),
        Figure(f"made series: memory with {high:,} issues", peak, "MB", note="of the whole process"),
    ]


def _one_more() -> list[Figure]:
    """What one more latest issue costs an archive that remembers the others; drawing apart."""
    spent = {length: _added(length) for length in (LENGTHS[0], LENGTHS[-1])}
    short, long = spent.values()
    told = ", ".join(f"{length:,}: {1000 * seconds:.0f} ms" for length, seconds in spent.items())
    return [Figure("one more issue: of the longest series against the shortest", long / short, "times", ONE_MORE, told)]


def _added(length: int) -> float:
    """Processor seconds, in the middle of some runs."""
    documents = list(made_series(length + MORE_RUNS))
    with tempfile.TemporaryDirectory() as folder, make_archive(Path(folder) / "archive", documents) as store:
        rows = list(catalogue.witnesses(store.connection, series="made"))
        _remember(store, rows[:length])
        spent = [_seconds(partial(_remember, store, rows[: length + n])) for n in range(1, MORE_RUNS + 1)]
    return sorted(spent)[MORE_RUNS // 2]


def _long_issues() -> list[Figure]:
    """How the cost of two long issues grows with their lines: without a word in common, and with loose answers only."""
    found = []
    for what, other_of in (
        ("no line in common", lambda lines, _: invented(lines * WORDS_A_LINE, seed=2)),
        ("loose answers only", lambda _, text: with_words_changed(text, 0.6, seed=3)),
    ):
        seconds = {}
        for lines in LINES:
            text = invented(lines * WORDS_A_LINE, seed=1)
            issues = [_long_issue(date, each) for date, each in (("2001", text), ("2002", other_of(lines, text)))]
            seconds[lines] = _seconds(partial(trace, issues, "made", "en"))
        low, high = LINES[-2:]
        exponent = log(seconds[high] / seconds[low]) / log(high / low)
        told = ", ".join(f"{lines:,}: {spent:.2f} s" for lines, spent in seconds.items())
        found.append(Figure(f"two issues, {what}: growth to {high:,} lines", exponent, "exponent", LONG_EXPONENT, told))
    return found


def _long_issue(date: str, text: str) -> SeriesIssue:
    return _issue(Document("made", date, "", "", "", "en", text))


def _remember(store: Store, rows: Sequence[KeptWitness]) -> None:
    remember_lineage(store, lambda _: rows, "made", "en")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
