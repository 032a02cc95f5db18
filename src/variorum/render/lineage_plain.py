"""A series for a screen reader: no columns, no glyphs, one sentence a line of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.facts_lines import fact_sentences
from variorum.render.lineage_line import MOST_NAMED, ends_titles, life_sentence, relations, words_sentence
from variorum.render.lineage_lists import gone_sentence, list_sentence, row_words, took_wording_sentence
from variorum.render.lineage_votes import vote_parts, votes_heading
from variorum.render.lineage_words import (
    NEW_IN,
    counted,
    elsewhere_sentence,
    event_words,
    formulaic_words,
    gone_way,
    issue_name,
    line_name,
    meanwhile_words,
    names,
    news_sentence,
    phrases_sentence,
    same_words_sentence,
    span_of_issues,
    tenure_words,
)
from variorum.render.sentences import change_sentences, limit_words, quoted, subject
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Line, Lineage
    from variorum.model.news import IssueNews, LineNews, Stay, WordsLife
    from variorum.render.facts_view import LedgerView
    from variorum.render.lineage_lists import LineList


def news_plain(
    lineage: Lineage,
    news: IssueNews,
    changes: Mapping[tuple[int, ...], Alignment],
    *,
    notices: Sequence[str] = (),
    facts: LedgerView | None = None,
) -> str:
    """Notices, the summary, the changed facts, then what became of each line that is not as it was.

    `facts` is the ledger of the issue and the one before it. The kept lines are a count.
    """
    return _lines(_told(lineage, news, changes, notices, facts))


def list_plain(listed: LineList, *, notices: Sequence[str] = ()) -> str:
    """Notices, what is listed, then each line with its words."""
    said = [f"Note: {notice}" for notice in (*notices, *map(limit_words, listed.lineage.limits))]
    rows = (f"{row.date}: {row_words(listed, row)}: {quoted(row.words)}" for row in listed.rows)
    more = filter(None, [gone_sentence(listed), took_wording_sentence(listed)])
    return _lines([*dict.fromkeys(said), list_sentence(listed), *rows, *more])


def words_plain(lineage: Lineage, life: WordsLife, *, notices: Sequence[str] = ()) -> str:
    """Where words stand, run by run, and in which lines."""
    runs = (
        f"{span_of_issues(lineage, first, last)}: {counted(last - first + 1, 'issue')}, in "
        + names(tuple(dict.fromkeys(place.line for place in life.places if first <= place.issue <= last)), MOST_NAMED)
        + "."
        for first, last in life.runs
    )
    ends = (f"{name.capitalize()}: {said}." for name, said in ends_titles(lineage, life))
    return _lines([*(f"Note: {notice}" for notice in notices), words_sentence(lineage, life), *ends, *runs])


def line_plain(
    lineage: Lineage,
    line: Line,
    stays: Sequence[Stay],
    changes: Mapping[int, Alignment],
    facts: Mapping[int, Sequence[str]],
) -> str:
    """The biography of a line, a sentence a row, then one for each change in its words and in its facts.

    `facts` are the sentences of these, by the place of the issue.
    """
    return _lines(_lived(lineage, line, stays, changes, facts))


def _told(
    lineage: Lineage,
    news: IssueNews,
    changes: Mapping[tuple[int, ...], Alignment],
    notices: Sequence[str],
    facts: LedgerView | None,
) -> Iterator[str]:
    for notice in dict.fromkeys((*notices, *map(limit_words, lineage.limits))):
        yield f"Note: {notice}"
    before = f", before it {issue_name(lineage, news.previous)}" if news.previous is not None else ""
    place = news.issue if news.asked is None else news.asked
    yield f"Series {lineage.series}, issue {issue_name(lineage, place)}{before}."
    yield from filter(None, [same_words_sentence(lineage, news)])
    yield f"Summary: {news_sentence(lineage, news)}"
    if news.previous is None:
        return
    if facts is not None:
        yield from (f"Fact: {said}." for said in fact_sentences(facts, facts.changes()))
    for one in news.introduced:
        what = f"first-ever{formulaic_words(lineage.lines[one.line])}"
        said = f"{line_name(one.line)}, {what}: {quoted(lineage.words(one.event))}"
        yield f"{said} {elsewhere_sentence(lineage, news, one.line)}".rstrip()
    for gap in news.returned:
        absent = span_of_issues(lineage, gap.last + 1, news.issue - 1)
        for one in gap.lines:
            said = quoted(lineage.words(one.event))
            found = next((each for each in news.meanwhile if each.line == one.line), None)
            there = f"; {meanwhile_words(lineage, found)}" if found else ""
            yield f"{line_name(one.line)}, {event_words(one.event)}, absent {absent}{there}: {said}"
            yield from _changes(one.line, changes.get((one.line,)))
    for one in news.dropped:
        yield f"{_dropped(lineage, one)} {elsewhere_sentence(lineage, news, one.line)}".rstrip()
    for family in news.families:
        yield f"{names(family.before)} became {names(family.now)}."
        yield from _changes(family.now[0], changes.get(family.now))
    for phrases, way in ((news.gone, gone_way(lineage, news)), (news.new, NEW_IN)):
        yield from filter(None, [phrases_sentence(lineage, phrases, way)])
    for part in vote_parts(lineage, news, signs=False):
        said = "".join(quoted(one.words) if one.quoted else one.words for one in part.said)
        yield f"{votes_heading(lineage, news)}, {part.label[0].lower()}{part.label[1:]}: {said}"
    for one in (*news.reworded, *news.votes_in_words):
        yield f"{line_name(one.line)}, {event_words(one.event)}."
        yield from _changes(one.line, changes.get((one.line,)))


def _dropped(lineage: Lineage, one: LineNews) -> str:
    if one.tenure is None:
        return f"{line_name(one.line)}, {event_words(one.event)}."
    last = next(event for event in lineage.lines[one.line].places if event.issue == one.tenure.last)
    stood = tenure_words(lineage, one.line, one.tenure)
    return f"{line_name(one.line)}, {event_words(one.event)}, had stood in {stood}: {quoted(lineage.words(last))}"


def _lived(
    lineage: Lineage,
    line: Line,
    stays: Sequence[Stay],
    changes: Mapping[int, Alignment],
    facts: Mapping[int, Sequence[str]],
) -> Iterator[str]:
    yield f"{line_name(line.number)} of {lineage.series}: {life_sentence(lineage, line)}"
    yield from relations(line)
    for stay in stays:
        when = span_of_issues(lineage, stay.first, stay.last)
        said = f"{when}, {counted(stay.issues, 'issue')}: {event_words(stay.event)}"
        if not stay.event.present:
            there = f"; {meanwhile_words(lineage, stay.meanwhile)}" if stay.meanwhile else ""
            yield f"{said}{there}."
        else:
            yield f"{said}: {quoted(lineage.words(stay.event))}"
            yield from _changes(line.number, changes.get(stay.first))
            yield from (f"Fact: {said}." for said in facts.get(stay.first, ()))


def _changes(line: int, alignment: Alignment | None) -> Iterator[str]:
    """A sentence for each change of an alignment of one bead, which is called by the line of the series."""
    if alignment is None:
        return
    called = subject(alignment, alignment.beads[0])
    for change in change_sentences(alignment):
        yield line_name(line) + change.text.removeprefix(called)


def _lines(said: Iterable[str]) -> str:
    return "".join(visible(" ".join(line.split())) + "\n" for line in said)
