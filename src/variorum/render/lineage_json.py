"""A series, lists of its lines, the life of one and its issues in figures, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from variorum.render.lineage_words import news_sentence
from variorum.render.printable import json_document
from variorum.render.statements import limit_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.life_rows import EventRow, LifeRow, LineRow
    from variorum.model.lineage import Line, Lineage, LineEvent
    from variorum.model.news import Family, IssueMeasures, IssueNews, LineNews, Phrase, WordsLife
    from variorum.model.spans import Span
    from variorum.model.votes import Ballot, VoteNews

LINEAGE_SCHEMA = "variorum.lineage/1"
LINES_SCHEMA = "variorum.lines/1"
LINE_SCHEMA = "variorum.line/1"
MEASURES_SCHEMA = "variorum.measures/1"


def lineage_document(
    lineage: Lineage,
    news: IssueNews,
    *,
    undated: Sequence[str] = (),
    other_languages: Sequence[tuple[str, int]] = (),
) -> str:
    """Every line with its events and wordings, and what is new in one issue."""
    return json_document(
        LINEAGE_SCHEMA,
        series=lineage.series,
        language=lineage.language,
        issues=[
            {
                "reference": issue.reference,
                "date": issue.date,
                "ordinal": issue.issue.ordinal,
                "title": issue.title,
                "text_sha256": issue.witness.witness.text.sha256,
                "whole": issue.whole,
            }
            for issue in lineage.issues
        ],
        lines=[_line(lineage, line) for line in lineage.lines],
        news=_news(lineage, news),
        undated=list(undated),
        other_languages=[{"language": language, "issues": count} for language, count in other_languages],
        limits=limit_fields(lineage.limits),
        derivation={
            "tool": lineage.derivation.tool,
            "version": lineage.derivation.version,
            "settings": dict(lineage.derivation.settings),
        },
    )


def lines_document(
    lineage: Lineage,
    what: str,
    rows: Iterable[LifeRow],
    *,
    total: int,
    gone: Sequence[tuple[Phrase, int]] = (),
    took_wording: Sequence[int] = (),
) -> str:
    """A list of lines: dropped, returned, new or steady; `total` is how many there are.

    `gone` are phrases that went from inside lines that go on, each with the place of the issue that lacks it;
    `took_wording` are lines that took their present wording where the new ones came in.
    """
    return json_document(
        LINES_SCHEMA,
        series=lineage.series,
        language=lineage.language,
        list=what,
        total=total,
        lines=[asdict(row) for row in rows],
        gone=[_gone(lineage, phrase, issue) for phrase, issue in gone],
        took_wording=list(took_wording),
        limits=limit_fields(lineage.limits),
    )


def _gone(lineage: Lineage, phrase: Phrase, issue: int) -> dict[str, object]:
    had = lineage.issues[phrase.issue]
    return {
        "line": phrase.line,
        "date": lineage.issues[issue].date,
        "reference": lineage.issues[issue].reference,
        "words": phrase.span.of(had.witness.content),
        "words_reference": had.reference,
        "text_sha256": had.witness.witness.text.sha256,
        "start": phrase.span.start,
        "end": phrase.span.end,
    }


def line_document(
    lineage: Lineage,
    said: str,
    *,
    words: WordsLife | None,
    lines: Sequence[LineRow],
    events: Sequence[EventRow],
    facts: Sequence[dict[str, object]],
) -> str:
    """Where words stand, the lines that have them, and of the one line, if it is one, its events and changed facts."""
    return json_document(
        LINE_SCHEMA,
        series=lineage.series,
        language=lineage.language,
        said=said,
        words=None if words is None else _words(lineage, words),
        lines=[asdict(row) for row in lines],
        events=[asdict(row) for row in events],
        facts=list(facts),
        limits=limit_fields(lineage.limits),
    )


def measures_document(lineage: Lineage, rows: Iterable[IssueMeasures]) -> str:
    """Each issue in figures."""
    return json_document(
        MEASURES_SCHEMA,
        series=lineage.series,
        language=lineage.language,
        issues=[asdict(row) for row in rows],
        limits=limit_fields(lineage.limits),
    )


def _line(lineage: Lineage, line: Line) -> dict[str, object]:
    first: dict[int, LineEvent] = {}
    for event in line.places:
        first.setdefault(event.wording or 0, event)
    return {
        "number": line.number,
        "anchor": lineage.anchor(line.first),
        "kind": line.kind.value,
        "formulaic": line.formulaic,
        "first": line.first.issue,
        "last": line.last.issue,
        "issues": len(line.places),
        "longest_run": line.longest_run,
        "wordings": [{"issue": first[k].issue, "words": lineage.words(first[k])} for k in sorted(first)],
        "events": [_event(lineage, event) for event in line.events],
    }


def _event(lineage: Lineage, event: LineEvent) -> dict[str, object]:
    span = lineage.span(event)
    before = None
    if event.before is not None and event.before_segment is not None:
        before = lineage.issues[event.before].witness.segments[event.before_segment].span
    return {
        "issue": event.issue,
        "event": event.kind.value,
        "span": None if span is None else [span.start, span.end],
        "wording": event.wording,
        "moved": event.moved,
        "score": event.score,
        "before": event.before,
        "before_span": None if before is None else [before.start, before.end],
        "lines": list(event.lines),
        "judged": event.judged,
        "certain": event.certain,
        "vote": [change.value for change in event.vote],
    }


def _news(lineage: Lineage, news: IssueNews) -> dict[str, object]:
    def numbers(lines: Iterable[LineNews]) -> list[int]:
        return [one.line for one in lines]

    def families(some: Iterable[Family]) -> list[dict[str, list[int]]]:
        return [{"before": list(family.before), "now": list(family.now)} for family in some]

    return {
        "issue": news.issue,
        "asked": news.issue if news.asked is None else news.asked,
        "previous": news.previous,
        "sentence": news_sentence(lineage, news),
        "introduced": numbers(news.introduced),
        "returned": [{"last": gap.last, "lines": numbers(gap.lines)} for gap in news.returned],
        "dropped": [
            {"line": one.line, **asdict(one.tenure), "back": one.back} for one in news.dropped if one.tenure is not None
        ],
        "split": families(news.split),
        "merged": families(news.merged),
        "recast": families(news.recast),
        "reworded": numbers(news.reworded),
        "kept": numbers(news.kept),
        "moved": numbers(news.moved),
        "votes": numbers(news.votes),
        "names": None if news.names is None else _names(lineage, news.issue, news.names),
        "apparatus": numbers(news.apparatus),
        "certain": news.certain,
        "elsewhere": [
            {
                "line": one.line,
                "issue": one.issue,
                "in_line": one.other,
                "quotes": [_quote(lineage, one.issue, span) for span in one.spans],
            }
            for one in news.elsewhere
        ],
        "gone": [_phrase(lineage, one) for one in news.gone],
        "new": [_phrase(lineage, one) for one in news.new],
        "meanwhile": [
            {
                "line": one.line,
                "in_lines": list(one.others),
                "first": one.first,
                "last": one.last,
                "issues": one.issues,
            }
            for one in news.meanwhile
        ],
    }


def _phrase(lineage: Lineage, phrase: Phrase) -> dict[str, object]:
    return {"line": phrase.line, "issue": phrase.issue, **_quote(lineage, phrase.issue, phrase.span)}


def _quote(lineage: Lineage, issue: int, span: Span) -> dict[str, object]:
    return {"words": span.of(lineage.issues[issue].witness.content), "span": [span.start, span.end]}


def _names(lineage: Lineage, issue: int, told: VoteNews) -> dict[str, object]:
    """Who voted how, told against the vote of the issue `before`; each name with the span that shows it."""

    def ballot(one: Ballot, place: int) -> dict[str, object]:
        witness = lineage.issues[place].witness
        return {
            "name": one.name,
            "side": one.side.value,
            "office": None if one.office is None else one.office.of(witness.content),
            "reasons": [{"words": span.of(witness.content), "span": [span.start, span.end]} for span in one.reasons],
            "issue": place,
            "text_sha256": witness.witness.text.sha256,
            "span": [one.span.start, one.span.end],
        }

    return {
        "before": told.before,
        "unread": list(told.unread),
        "joined": [ballot(one, issue) for one in told.joined],
        "left": [ballot(one, told.before) for one in told.left],
        "dissents": [{"ballot": ballot(one.ballot, issue), "last": one.last} for one in told.dissents],
        "again": [ballot(one, issue) for one in told.again],
        "ended": [{"ballot": ballot(one.ballot, told.before), "now": one.now} for one in told.ended],
        "lines": list(told.lines),
    }


def _words(lineage: Lineage, life: WordsLife) -> dict[str, object]:
    left = life.runs[-1][1] + 1
    return {
        "words": life.words,
        "issues": life.issues,
        "first_title": lineage.issues[life.runs[0][0]].title,
        "last_title": lineage.issues[life.runs[-1][1]].title,
        "left_date": lineage.issues[left].date if left < len(lineage.issues) else None,
        "runs": [{"first": first, "last": last, **_ends(lineage, first, last)} for first, last in life.runs],
        "places": [
            {
                "date": lineage.issues[place.issue].date,
                "reference": lineage.issues[place.issue].reference,
                "line": place.line,
                "text_sha256": lineage.issues[place.issue].witness.witness.text.sha256,
                "spans": [[span.start, span.end] for span in place.spans],
            }
            for place in life.places
        ],
    }


def _ends(lineage: Lineage, first: int, last: int) -> dict[str, object]:
    return {
        "first_date": lineage.issues[first].date,
        "last_date": lineage.issues[last].date,
        "issues": last - first + 1,
    }
