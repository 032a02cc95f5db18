"""Traces a series and remembers it in the archive, so that one more issue costs what that issue costs."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.align.collate import METHOD as COLLATION
from variorum.align.reading import LineCounters, Reading
from variorum.align.succession import follow
from variorum.analysis.series.decisions import NO_DECISIONS, Decisions
from variorum.analysis.series.issues import Place, ReadIssue
from variorum.analysis.series.lineage import FORMULAIC_WORDS, METHOD, Tracer
from variorum.archive import catalogue, lineages
from variorum.archive.recurring import lines_in_many
from variorum.archive.store import Store
from variorum.collecting import seldom_collected
from variorum.errors import ArchiveBusy, ArchiveError, ArchiveUnwritable
from variorum.model.alignment import SegmentedWitness
from variorum.model.judgements import Verb
from variorum.model.lineage import Line, Lineage, SeriesIssue
from variorum.model.witnesses import Derivation, Witness
from variorum.text.tokenize import Vocabulary
from variorum.workflows.judge import JudgedText, standing
from variorum.workflows.remembered import Remembered, WrittenAtOnce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.analysis.series.step import Follow
    from variorum.archive.lineages import Followed, Traced
    from variorum.model.provenance import KeptWitness

    Wanted = Callable[[Store], Sequence[KeptWitness]]

# What stands word for word in so many series of the archive is a formula: it singles out none of them.
FORMULAIC_SERIES = 3
# More new issues than this are traced with all others at once, which is quicker than to ask the tables for each line.
MOST_ADDED = 8
# A reader never waits long for somebody who writes: what is not remembered is traced again the next time.
PATIENCE_MS = 200
_CANNOT_WRITE = (ArchiveBusy, ArchiveUnwritable)
_DERIVATION = Derivation(METHOD.tool, METHOD.version, (("collation", f"{COLLATION.tool} {COLLATION.version}"),))


def traced_lineage(store: Store, wanted: Wanted, series: str, language: str) -> Lineage:
    """The lineage of the witnesses that are wanted, one an issue in order; remembered where the archive can be written.

    Whatever others write meanwhile, it is that of one state of the archive.
    """
    with store.reading():
        run = _Run(store, wanted(store), series, language)
        if run.is_remembered():
            return run.load()
        try:
            with _writing(store) as writable:
                writer = _Run(writable, wanted(writable), series, language)
                if writer.rows:
                    writer.remember()
                    return writer.load()
        except _CANNOT_WRITE:
            pass
        return run.trace()


def remember_lineage(store: Store, wanted: Wanted, series: str, language: str) -> bool:
    """Let the archive remember the lineage of the witnesses that are wanted; whether it now does.

    Costs what is new, and a step for each witness: not what came before.
    """
    with store.reading():
        if _Run(store, wanted(store), series, language).is_remembered():
            return True
    try:
        with _writing(store) as writable:
            writer = _Run(writable, wanted(writable), series, language)
            if writer.rows:
                writer.remember()
    except _CANNOT_WRITE:
        return False
    return True


@contextmanager
def _writing(store: Store) -> Iterator[Store]:
    """The archive in a transaction of its own, which sees what stands there now; raises what _CANNOT_WRITE has."""
    try:
        opened = Store.open(store.folder)
    except ArchiveError as error:
        raise ArchiveUnwritable(str(store.folder), str(error)) from error
    with opened:
        opened.connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        with opened.writing():
            yield opened


class _Run:
    """One tracing of a series: the witnesses that are wanted, and what people decided of their lines."""

    def __init__(self, store: Store, rows: Sequence[KeptWitness], series: str, language: str) -> None:
        self.store, self.series, self.language = store, series, language
        self.rows = rows
        self._standing = standing(store)
        self._issues: dict[int, SeriesIssue] = {}
        self._readings: dict[int, Reading] = {}
        self._vocabulary = Vocabulary()
        self._counters = LineCounters(self._vocabulary)
        self.decisions = self._decisions() if self._standing else NO_DECISIONS
        self.decided = _digest(self.decisions)

    def is_remembered(self) -> bool:
        """Whether the archive remembers all that is wanted, as it would be traced now."""
        found = lineages.find_traced(self.store.connection, self.series, self.language)
        if found is None or found.issues != len(self.rows):
            return False
        return self.known(found, self.derivation()) == len(self.rows)

    def derivation(self) -> int | None:
        """The number of this way of tracing, None where it has traced nothing yet."""
        return catalogue.derivation_number(self.store.connection, _DERIVATION)

    def known(self, found: Traced, derivation: int | None) -> int:
        """How many issues of what is wanted are traced as they would be now; 0 where any of them would be otherwise."""
        if found.decisions != self.decided or found.derivation != derivation or found.issues > len(self.rows):
            return 0
        texts = [row.text for row in self.rows[: found.issues]]
        return found.issues if lineages.is_of_texts(self.store.connection, found.id, texts) else 0

    def load(self) -> Lineage:
        """The lineage that the archive remembers."""
        connection = self.store.connection
        found = lineages.find_traced(connection, self.series, self.language)
        if found is None:
            return self.trace()
        events = lineages.load_events(connection, found.id)
        kinds = lineages.load_lines(connection, found.id)
        lines = tuple(
            Line(number, kind, tuple(own), words < FORMULAIC_WORDS)
            for number, ((kind, words), own) in enumerate(zip(kinds, events, strict=True))
        )
        issues = tuple(self._issue(number) for number in range(len(self.rows)))
        limits = lineages.load_limits(connection, found.id)
        return self._with_formulae(Lineage(self.series, self.language, issues, lines, METHOD, limits))

    def trace(self) -> Lineage:
        """The lineage, without remembering anything."""
        tracer = Tracer(self._follow(writing=False), self.decisions)
        with seldom_collected():
            for number in range(len(self.rows)):
                tracer.add(self._issue(number), self._reading(number))
        return self._with_formulae(tracer.lineage(self.series, self.language))

    def _with_formulae(self, lineage: Lineage) -> Lineage:
        """The lineage with those lines marked too that stand in many series, as the archive's texts have them now."""
        words = [lineage.words(line.usual) for line in lineage.lines]
        widespread = lines_in_many(self.store.connection, words, FORMULAIC_SERIES)
        if not widespread:
            return lineage
        lines = (
            replace(line, formulaic=line.formulaic or said in widespread)
            for line, said in zip(lineage.lines, words, strict=True)
        )
        return replace(lineage, lines=tuple(lines))

    def remember(self) -> None:
        """Trace what is new and write it down, in the transaction that is open."""
        with seldom_collected():
            self._remember()

    def _remember(self) -> None:
        connection, derivation = self.store.connection, self.store.derivation_number(_DERIVATION)
        found = lineages.find_traced(connection, self.series, self.language)
        known = self.known(found, derivation) if found else 0
        memory: WrittenAtOnce | Remembered
        if found is None or not known or len(self.rows) - known > MOST_ADDED:
            known, memory = 0, WrittenAtOnce()
            traced = lineages.begin_traced(connection, self.series, self.language, derivation, self.decided)
        else:
            traced = found.id
            memory = Remembered(connection, traced, known, self._read_issue)
        tracer = Tracer(self._follow(writing=True), self.decisions, memory)
        for number in range(known, len(self.rows)):
            before = set(tracer.limits)
            tracer.add(self._issue(number), self._reading(number))
            hit = [limit for limit in tracer.limits if limit not in before]
            lineages.save_issue(connection, traced, number, self.rows[number].text, hit)
        memory.write(connection, traced)

    def _follow(self, *, writing: bool) -> Follow:
        connection = self.store.connection
        derivation = self.store.derivation_number(_DERIVATION) if writing else self.derivation()

        def followed(j: int, k: int) -> Followed:
            texts = self.rows[j].text, self.rows[k].text
            found = lineages.load_succession(connection, *texts, derivation) if derivation else None
            if found is None:
                judged = self._standing.between(self._judged(j), self._judged(k)) if self._standing else None
                dates = self.rows[j].issue.date, self.rows[k].issue.date
                found = follow(self._reading(j), self._reading(k), dates=dates, judgements=judged)
                if writing and derivation:
                    lineages.save_succession(connection, *texts, derivation, found)
            return found

        return followed

    def _issue(self, number: int) -> SeriesIssue:
        if number not in self._issues:
            self._issues[number] = series_issue(self.store, self.rows[number])
        return self._issues[number]

    def _reading(self, number: int) -> Reading:
        if number not in self._readings:
            witness = self._issue(number).witness
            self._readings[number] = Reading(witness, self._vocabulary.apart(), self._counters)
        return self._readings[number]

    def _read_issue(self, number: int) -> ReadIssue:
        return ReadIssue(self._issue(number), self._reading(number))

    def _judged(self, number: int) -> JudgedText:
        row = self.rows[number]
        return JudgedText(row.text_sha256, self._issue(number).witness.segments, row.issue.date)

    def _decisions(self) -> Decisions:
        """What people decided of the lines of the series, as the tracing takes it: the later of two counts."""
        order = {row.text_sha256: number for number, row in enumerate(self.rows)}
        pairs: dict[tuple[Place, Place], Verb] = {}
        rejected: dict[Place, None] = {}
        for verb, lines in self._standing.lines([self._judged(number) for number in range(len(self.rows))]):
            places = [[Place(*place) for place in each] for each in lines]
            if verb is Verb.REJECT:
                rejected.update(dict.fromkeys(places[0]))
                continue
            for one in places[0]:
                for other in places[1]:
                    if one.text_sha256 != other.text_sha256:
                        early, late = sorted((one, other), key=lambda place: order[place.text_sha256])
                        pairs[early, late] = verb
                        if verb is Verb.LINK:
                            rejected.pop(late, None)
        links = frozenset(pair for pair, verb in pairs.items() if verb is Verb.LINK)
        unlinks = frozenset(pair for pair, verb in pairs.items() if verb is Verb.UNLINK)
        return Decisions(links, unlinks, frozenset(rejected)) if links or unlinks or rejected else NO_DECISIONS


def series_issue(store: Store, row: KeptWitness) -> SeriesIssue:
    """An issue with its text, as it is kept."""
    capture = next(catalogue.captures(store.connection, "capture.id = ?", (row.capture,)))
    text = catalogue.load_text(store.connection, row.text)
    found = catalogue.load_segmentation(store.connection, row.text)
    witness = Witness(row.reference, text, capture.original, row.language)
    divided = SegmentedWitness(witness, found.segments, found.line_breaks, found.language)
    return SeriesIssue(row.reference, row.issue, row.title, divided)


def _digest(decisions: Decisions) -> str:
    if decisions is NO_DECISIONS:
        return ""
    said = sorted(decisions.links), sorted(decisions.unlinks), sorted(decisions.rejected)
    return hashlib.sha256(repr(said).encode()).hexdigest()
