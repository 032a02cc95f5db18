"""What the pages of a run of reuse call things: families, who says them, how many, when beside another document."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.reuse_views import MOST_OVERLAPS
from variorum.render.lineage_words import counted

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from variorum.model.reuse_views import (
        DocumentView,
        Earliest,
        Elsewhere,
        FamilySummary,
        FamilyView,
        Overlap,
        RunDocument,
        RunFamily,
        RunSummary,
        RunView,
    )

MOST_TITLE = 120
"""So many characters of a title are shown: what tells one from another may stand at its end."""
# Tags of HTML, which are no words where passages are found either.
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
BURST_WORDS = "first said by three issuers or more within 30 days"
NEAREST_WORDS = "It shares the most words with"
WHEN_WORDS = {"earlier": "earlier", "same_day": "the same day", "later": "later", "undated": "no telling when"}
FORMULAIC_WORDS = "so widespread here that sharing it singles out no one"


def without_tags(words: str) -> str:
    """Words as a list quotes them: without the tags of HTML among them."""
    return _TAG.sub("", words)


def families_counted(count: int) -> str:
    """A number of families: "1 family", "1,204 families"."""
    return f"{count:,} {'family' if count == 1 else 'families'}"


def family_name(number: int) -> str:
    """What a family is called: "F12". The number follows the order of first passages."""
    return f"F{number}"


def period(earliest: str, latest: str) -> str:
    """From when to when: one date, two with "to", or "undated"."""
    if not earliest:
        return "undated"
    return earliest if earliest == latest else f"{earliest} to {latest}"


def sources_words(documents: int, issuers: int, series: int) -> str:
    """How many documents, of how many issuers and series; what has no name is not counted."""
    said = counted(documents, "document")
    if issuers:
        said += f" of {counted(issuers, 'issuer')}"
    if series:
        said += f" in {series:,} series"
    return said


def run_sentence(view: RunView) -> str:
    """What was found, in one sentence of counts."""
    run = view.summary
    when = f", {period(run.earliest, run.latest)}" if run.earliest else ""
    head = f"{sources_words(run.documents, run.issuers, run.series)}{when}: "
    told = run.families - run.formulaic
    if not run.families:
        return head + "no passage stands in several of them."
    if not told:
        return head + "no passage stands in several of them but formulae."
    verb = "stands" if told == 1 else "stand"
    passages = "passage" if told == 1 else "passages"
    return f"{head}{told:,} {passages} {verb} in several of them{kinds_words(run)}."


def kinds_words(run: RunSummary) -> str:
    """The end of a sentence on families: how many of them several issuers say, and how many are bursts."""
    said = []
    if run.issuers > 1:
        verb = "is" if run.by_several < 2 else "are"
        said.append(f"{f'{run.by_several:,}' if run.by_several else 'none'} {verb} said by several issuers")
    if run.bursts:
        said.append(f"{run.bursts:,} {'is a burst' if run.bursts == 1 else 'are bursts'}")
    return f"; {', '.join(said)}" if said else ""


def widest_sentence(summary: FamilySummary) -> str:
    """Of one family how widespread it is and who says it first."""
    family = summary.family
    who = sources_words(family.documents, family.issuers, 0)
    widest = f"The most widespread is {family_name(family.number)}, in {who}"
    return f"{widest}{earliest_words(family, summary.earliest) or ', none with a date'}."


def first_words(earliest: Earliest) -> str:
    """Who is first in a list of families: "first", or perhaps; without a date just who."""
    said = speaker(earliest.document)
    if not earliest.document.date:
        return said
    if earliest.rivals:
        return f"perhaps first {said} ({rivals_words(earliest.rivals)})"
    return f"first {said}" + (f" (and {earliest.same_day:,} more of that day)" if earliest.same_day else "")


def also_words(summary: FamilySummary) -> str:
    """Which other issuers say a family, each with its first date; "" where there is none."""
    told = "; ".join(map(speaker, summary.others))
    first = bool(summary.earliest.document.issuer)
    left = summary.family.issuers - first - len(summary.others)
    return f"{told} and {counted(left, 'more issuer')}" if told and left > 0 else told


def excerpt_words(summary: FamilySummary) -> str:
    """Whose wording a list quotes, where it is not that of the first document: "in the wording of"."""
    quoted, first = summary.excerpt_of, summary.earliest.document
    if quoted.number == first.number:
        return ""
    who = speaker(quoted) if quoted.issuer != first.issuer or not quoted.date else quoted.date
    return f"in the wording of {who}"


def earliest_words(family: RunFamily, earliest: Earliest) -> str:
    """The end of a sentence on a family: "; the earliest is", where the dates say so; "" without a date."""
    first = earliest.document
    if not first.date:
        return ""
    if earliest.rivals:
        said = f"the earliest is one of {earliest.rivals + 1:,}, {speaker(first)}, among them: the dates do not tell"
    elif earliest.same_day and family.issuers == 1 and first.issuer:
        said = f"the earliest are {earliest.same_day + 1:,} documents of {speaker(first)}"
    elif earliest.same_day:
        who = first.issuer or first.id
        said = f"the earliest are {earliest.same_day + 1:,} of {first.date}, {who} among them"
    else:
        said = f"the earliest is {speaker(first)}"
    return f"; of those with a date {said}" if earliest.is_undated else f"; {said}"


def rivals_words(rivals: int) -> str:
    """That other documents may be as early."""
    return f"or {'another' if rivals == 1 else f'one of {rivals:,} others'}: the dates do not tell"


def base_words(earliest: Earliest) -> str:
    """What the wording is called with which the others are compared: that of the first document in order."""
    if not earliest.document.date:
        return "the first here"
    if earliest.rivals:
        return "perhaps the earliest"
    return f"one of the {earliest.same_day + 1:,} earliest" if earliest.same_day else "the earliest"


def speaker(document: RunDocument) -> str:
    """Who says it and when: the issuer, or else the document's id, with the date."""
    return f"{document.issuer or document.id}, {date_words(document.date)}"


def speakers(documents: Iterable[RunDocument], with_series: Container[str] = ()) -> Iterator[str]:
    """Who says it and when, of several documents: an issuer once, with all dates in a row.

    Of issuers in `with_series` the series is told too, each with its own dates.
    """

    def who(one: RunDocument) -> str:
        series = f" ({one.series})" if one.series and one.issuer in with_series else ""
        return f"{one.issuer or one.id}{series}"

    for name, several in groupby(documents, key=who):
        yield f"{name}, {', '.join(date_words(one.date) for one in several)}"


def several_series(view: DocumentView) -> frozenset[str]:
    """The issuers that are named beside a document with more than one series: a date alone does not tell which."""
    found: dict[str, set[str]] = {}
    for one in (view.document, *(other for each in view.elsewhere for other in each.named)):
        found.setdefault(one.issuer, set()).add(one.series)
    return frozenset(issuer for issuer, series in found.items() if issuer and len(series) > 1)


def date_words(date: str) -> str:
    """A day; "in" a year or a month alone; or "undated"."""
    if not date:
        return "undated"
    return date if is_day(date) else f"in {date}"


def is_day(date: str) -> bool:
    """Whether a date is a day, and not a year or a month alone."""
    return len(date) == len("YYYY-MM-DD")


def run_notices(run: RunSummary) -> Iterator[str]:
    """What to know of a run besides its families."""
    if run.scope:
        yield run.scope
    if run.left_out:
        yield f"{counted(run.left_out, 'document')} out of this scope {_is(run.left_out)} left out."
    if run.duplicates:
        verb = "repeats" if run.duplicates == 1 else "repeat"
        yield f"{counted(run.duplicates, 'document')} {verb} another whole, and {_is(run.duplicates)} in no family."
    if run.undated == run.documents:
        yield "No document has a date: nobody is earliest."
    elif run.undated:
        has = "has" if run.undated == 1 else "have"
        yield f"{counted(run.undated, 'document')} {has} no date, and {_stands(run.undated)} last."


def unread_notice(run: RunSummary) -> str:
    """What was not read when the run was made; "" for nothing."""
    if not run.unread:
        return ""
    what = "row or file" if run.unread == 1 else "rows or files"
    return f"{run.unread:,} {what} could not be read when this run was made."


def list_notice(view: RunView) -> str:
    """What is not in this list, and how to see it; "" for nothing."""
    said = []
    if len(view.families) < view.chosen:
        rest = view.chosen - len(view.families)
        said.append(f"{rest:,} more {'family' if rest == 1 else 'families'}: --limit N shows as many")
    if not view.formulaic and view.summary.formulaic:
        said.append(f"{families_counted(view.summary.formulaic)} left aside as formulaic: --formulaic shows them")
    return "; ".join(said)


def family_counts(family: RunFamily) -> str:
    """How many documents, issuers and series a family has, when, and its words."""
    parts = [counted(family.documents, "document")]
    parts += [counted(family.issuers, "issuer")] if family.issuers else []
    parts += [f"{family.series:,} series"] if family.series else []
    return " · ".join([*parts, period(family.earliest, family.latest), counted(family.words, "word")])


def family_sentence(family: RunFamily, wordings: int, earliest: Earliest) -> str:
    """A family in one sentence."""
    who = sources_words(family.documents, family.issuers, family.series)
    said = f"{family_name(family.number)} stands in {who}, {period(family.earliest, family.latest)}, in "
    said += f"{counted(wordings, 'wording')}{earliest_words(family, earliest)}."
    if family.burst:
        said += f" A burst: {BURST_WORDS}."
    if family.formulaic:
        said += f" Formulaic: {FORMULAIC_WORDS}."
    return said


def overlaps_sentence(view: FamilyView) -> str:
    """Which families stand in the same places; "" where none does."""
    told = [f"{family_name(one.family.number)} {said}" for one, said in told_overlaps(view.family, view.overlaps)]
    return f"Overlaps {', '.join(told)}." if told else ""


def told_overlaps(family: RunFamily, overlaps: Sequence[Overlap]) -> Iterator[tuple[Overlap, str]]:
    """Each family that overlaps one, with what is said after its name: how long it is, and in how many documents."""
    for place, one in enumerate(overlaps):
        kind = "formula, " if one.family.formulaic else ""
        of = "" if place else f" of these {counted(family.documents, 'document')}"
        most = "; no more than these are named" if place + 1 == MOST_OVERLAPS else ""
        yield one, f"({kind}{counted(one.family.words, 'word')}) in {one.documents:,}{of}{most}"


def document_sentence(view: DocumentView) -> str:
    """How much of a document stands elsewhere, and how much is its own."""
    total = view.document.words
    if view.repeats is not None:
        there = "" if view.stretches else ": what stands elsewhere is told there"
        return f"It has the very words of {view.repeats.id} ({speaker(view.repeats)}){there}."
    if not view.shared:
        return f"None of its {counted(total, 'word')} stands in another document."
    own = total - view.shared
    said = f"{view.shared:,} of {counted(total, 'word')} ({_percent(view.shared, total)}%) "
    said += "stands" if view.shared == 1 else "stand"
    said += f" elsewhere, in {counted(len(view.elsewhere), 'passage')}"
    said += f"; {view.formulaic:,} of these words {_stands(view.formulaic)} in formulae alone" if view.formulaic else ""
    return f"{said}; {f'{own:,}' if own else 'none'} {_is(own or 1)} its own."


def _percent(count: int, whole: int) -> int:
    """To the nearest; what is not all is never 100, and what is something never 0."""
    return 100 if count == whole else max(1, min(99, round(100 * count / whole)))


def elsewhere_words(one: Elsewhere) -> str:
    """When other documents have a passage, beside this one: "earlier in 2 documents, later in 5"."""
    said = [
        f"{words} in {counted(count, 'document')}"
        for words, count in (
            ("earlier", one.earlier),
            ("the same day", one.same_day),
            ("later", one.later),
            ("no telling when", one.undated),
        )
        if count
    ]
    return ", ".join(said) or "only here, more than once"


def columns_sentence(name: str, columns: Mapping[str, str]) -> str:
    """Which columns of a table were taken for what: "a.jsonl: id, text; date from published"."""
    said = [what if what == column else f"{what} from {column}" for what, column in columns.items()]
    missing = [what for what in ("id", "date", "issuer") if what not in columns]
    without = f"; no column for {', '.join(missing)}" if missing else ""
    return f"{name}: {', '.join(said)}{without}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _stands(count: int) -> str:
    return "stands" if count == 1 else "stand"
