"""The terminal page of a series: what is new in an issue against all before it, then the heat map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.facts_terminal import FactSheet, changed_facts
from variorum.render.lineage_map import STYLES, heat_map
from variorum.render.lineage_votes import vote_parts, votes_heading
from variorum.render.lineage_words import (
    NEW_IN,
    counted,
    elsewhere_sentence,
    event_words,
    formulaic_words,
    glyph_of,
    gone_way,
    issue_name,
    line_name,
    meanwhile_words,
    names,
    news_sentence,
    ordinal,
    phrases_sentence,
    same_words_sentence,
    span_of_issues,
    tenure_words,
)
from variorum.render.redline import NOT_FOUND
from variorum.render.sentences import limit_words, shortened
from variorum.render.sheet import fitted, hanging, prose
from variorum.render.typeset import Style, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage
    from variorum.model.news import Family, Gap, IssueNews, LineNews
    from variorum.render.facts_view import LedgerView
    from variorum.render.lineage_sheet import LineageSheet
    from variorum.render.typeset import Piece

# More lines of one kind than these before the map, and they are no news; a list has them all.
MOST_QUOTED = 12
QUOTED_ROWS = 3
# Of one verdict; `variorum facts` has them all.
MOST_FACTS = 5

Changed = "Mapping[tuple[int, ...], Alignment]"


def news_page(
    sheet: LineageSheet,
    news: IssueNews,
    changes: Mapping[tuple[int, ...], Alignment],
    *,
    notices: Sequence[str] = (),
    facts: LedgerView | None = None,
) -> str:
    """The page for a terminal: what is new in an issue, and the map of the series.

    `changes` has, by the numbers of the lines that stand at the issue, what changed in them: an alignment of one bead.
    `facts` is the ledger of the issue and the one before it, None for a page without changed facts.
    """
    lineage = sheet.lineage
    parts = (
        _notices(sheet, [*notices, *map(limit_words, lineage.limits)]),
        _heading(sheet, news),
        prose(sheet, same_words_sentence(lineage, news), Style.BOLD),
        prose(sheet, news_sentence(lineage, news), Style.BOLD),
        _facts(sheet, facts),
        _quoted(sheet, news, news.introduced if news.previous is not None else (), "First-ever", "--new"),
        *(_gap(sheet, news, gap, changes) for gap in news.returned),
        _dropped(sheet, news),
        _families(sheet, news, changes),
        _phrases(sheet, news),
        _changed(sheet, news.reworded, changes, "Reworded"),
        _votes(sheet, news, changes),
        heat_map(sheet, news.issue),
    )
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _facts(sheet: LineageSheet, view: LedgerView | None) -> Iterator[str]:
    """The facts that changed since the issue before, if there are any."""
    if view is not None and view.changes():
        most = None if sheet.full else MOST_FACTS
        yield from changed_facts(FactSheet(view, sheet.width, sheet.color, most, ("before", "now")))


def _notices(sheet: LineageSheet, notices: Sequence[str]) -> Iterator[str]:
    for notice in dict.fromkeys(notices):
        yield from hanging(sheet, [("!", Style.MOVED)], 2, [(notice, Style.BOLD)])


def _heading(sheet: LineageSheet, news: IssueNews) -> Iterator[str]:
    lineage = sheet.lineage
    issues = lineage.issues
    if title := issues[news.issue].title:
        yield from prose(sheet, shortened(title, 2 * sheet.text_width), Style.BOLD)
    first = issue_name(lineage, 0)
    place = news.issue if news.asked is None else news.asked
    which = "the latest" if place == len(issues) - 1 else f"the {ordinal(place + 1)}"
    said = f"{issue_name(lineage, place)}, {which} of {counted(len(issues), 'issue')}"
    said += f" since {first}" if place else ""
    label = [("issue", Style.QUIET)]
    yield from hanging(sheet, label, 8, [(said, Style.PLAIN)])
    if news.previous is not None:
        yield from hanging(sheet, [("before", Style.QUIET)], 8, [(issue_name(lineage, news.previous), Style.PLAIN)])
    yield from hanging(sheet, [("series", Style.QUIET)], 8, [(f"{lineage.series}, {lineage.language}", Style.PLAIN)])


def _quoted(
    sheet: LineageSheet, news: IssueNews, lines: Sequence[LineNews], heading: str, option: str
) -> Iterator[str]:
    """Lines that stand in the issue, each with its words."""
    if not lines:
        return
    yield sheet.heading(heading)
    for one in _first(sheet, lines):
        yield from _labelled(sheet, one)
        yield from sheet.quotation(sheet.lineage.words(one.event), rows=QUOTED_ROWS)
        yield from _elsewhere(sheet, news, one)
    yield from _more(sheet, news, lines, option)


def _elsewhere(sheet: LineageSheet, news: IssueNews, one: LineNews) -> Iterator[str]:
    """Where words of the line stand all the same."""
    said = elsewhere_sentence(sheet.lineage, news, one.line)
    if said:
        yield from hanging(sheet, [], sheet.indent, [(said, Style.QUIET)])


def _meanwhile(sheet: LineageSheet, news: IssueNews, one: LineNews) -> Iterator[str]:
    """Which lines had like words while the line was absent."""
    for found in news.meanwhile:
        if found.line == one.line:
            said = meanwhile_words(sheet.lineage, found)
            yield from hanging(sheet, [], sheet.indent, [(f"{said[0].upper()}{said[1:]}.", Style.QUIET)])


def _phrases(sheet: LineageSheet, news: IssueNews) -> Iterator[str]:
    """What came into lines that go on, and went from inside them."""
    most = None if sheet.full else MOST_QUOTED
    for phrases, way in ((news.gone, gone_way(sheet.lineage, news)), (news.new, NEW_IN)):
        yield from prose(sheet, phrases_sentence(sheet.lineage, phrases, way, most=most), Style.PLAIN)


def _gap(sheet: LineageSheet, news: IssueNews, gap: Gap, changes: Mapping[tuple[int, ...], Alignment]) -> Iterator[str]:
    """The lines that came back together after the same absence."""
    lineage = sheet.lineage
    absent = span_of_issues(lineage, gap.last + 1, news.issue - 1)
    yield from hanging(
        sheet,
        [],
        0,
        [
            ("Returned", Style.BOLD),
            (f" after {counted(news.issue - gap.last - 1, 'issue')} without ({absent})", Style.PLAIN),
        ],
    )
    for one in _first(sheet, gap.lines):
        yield from _labelled(sheet, one)
        if (one.line,) in changes:
            yield from sheet.change(changes[one.line,])
        else:
            yield from sheet.quotation(lineage.words(one.event), rows=QUOTED_ROWS)
        yield from _meanwhile(sheet, news, one)
    yield from _more(sheet, news, gap.lines, "--returned")


def _dropped(sheet: LineageSheet, news: IssueNews) -> Iterator[str]:
    """The lines that are gone, with how long each had stood."""
    if not news.dropped:
        return
    lineage = sheet.lineage
    word = "Dropped" if news.certain else NOT_FOUND.capitalize()
    yield from hanging(sheet, [], 0, [(word, Style.BOLD), (", with the issues in which each had stood", Style.PLAIN)])
    for one in _first(sheet, news.dropped):
        if one.tenure is None:
            continue
        back = f"; back on {issue_name(lineage, one.back)}" if one.back is not None else ""
        sign = _sign(one)
        said = tenure_words(lineage, one.line, one.tenure) + back + ("; as judged" if one.event.judged else "")
        said += "; formulaic" if lineage.lines[one.line].formulaic else ""
        yield from hanging(sheet, sign, columns(sign) + 2, [(said, Style.PLAIN)])
        last = next(event for event in lineage.lines[one.line].places if event.issue == one.tenure.last)
        yield from sheet.quotation(lineage.words(last), rows=QUOTED_ROWS)
        yield from _elsewhere(sheet, news, one)
    yield from _more(sheet, news, news.dropped, "--dropped")


def _families(sheet: LineageSheet, news: IssueNews, changes: Mapping[tuple[int, ...], Alignment]) -> Iterator[str]:
    if not news.families:
        return
    said = [word for some, word in ((news.split, "split"), (news.merged, "merged"), (news.recast, "recast")) if some]
    yield sheet.heading(" and ".join(said).capitalize())
    for family in news.families:
        parted = f"{_family_glyph(news, family)} {_family_words(sheet.lineage, news, family)}"
        yield from fitted(sheet, [(parted, Style.PLAIN)])
        yield from sheet.change(changes[family.now])


def _changed(
    sheet: LineageSheet, lines: Sequence[LineNews], changes: Mapping[tuple[int, ...], Alignment], heading: str
) -> Iterator[str]:
    """Lines whose words changed, with the changes marked; whole where there was nothing to compare them with."""
    if lines:
        yield sheet.heading(heading)
        yield from _changed_lines(sheet, lines, changes)


def _changed_lines(
    sheet: LineageSheet, lines: Sequence[LineNews], changes: Mapping[tuple[int, ...], Alignment]
) -> Iterator[str]:
    lineage = sheet.lineage
    for one in lines:
        yield from _labelled(sheet, one, _since(sheet, one))
        if (one.line,) in changes:
            yield from sheet.change(changes[one.line,])
        else:
            last = next(event for event in reversed(lineage.lines[one.line].places) if event.issue <= one.event.issue)
            yield from sheet.quotation(lineage.words(last))


def _votes(sheet: LineageSheet, news: IssueNews, changes: Mapping[tuple[int, ...], Alignment]) -> Iterator[str]:
    """What changed of who voted how, then the lines in which more changed than names."""
    parts = vote_parts(sheet.lineage, news)
    lines = news.votes_in_words
    if parts or lines:
        yield sheet.heading(votes_heading(sheet.lineage, news))
    for part in parts:
        said = [(f"“{one.words}”" if one.quoted else one.words, Style.PLAIN) for one in part.said]
        yield from hanging(sheet, [], 2, [(f"{part.label}: ", Style.QUIET), *said])
    yield from _changed_lines(sheet, lines, changes)


def _sign(one: LineNews) -> list[Piece]:
    glyph = glyph_of(one.event)
    return [(f"{glyph} {line_name(one.line)}", STYLES.get(glyph[0], Style.PLAIN))]


def _labelled(sheet: LineageSheet, one: LineNews, since: str = "") -> Iterator[str]:
    """What a line is called, and what became of it."""
    sign = _sign(one)
    said = event_words(one.event) + formulaic_words(sheet.lineage.lines[one.line]) + since
    yield from hanging(sheet, sign, columns(sign) + 2, [(said, Style.QUIET)])


def _since(sheet: LineageSheet, one: LineNews) -> str:
    """How often a line was reworded, since when it stands."""
    if one.tenure is None or one.event.wording is None or one.event.wording < 2:
        return ""
    return f", its {ordinal(one.event.wording + 1)} wording since {issue_name(sheet.lineage, one.tenure.first)}"


def _family_glyph(news: IssueNews, family: Family) -> str:
    return "⋏" if family in news.split else "⋎" if family in news.merged else "≈"


def _family_words(lineage: Lineage, news: IssueNews, family: Family) -> str:
    events = (event for line in {*family.before, *family.now} for event in lineage.lines[line].events)
    judged = any(event.judged for event in events if event.issue == news.issue)
    return f"{names(family.before)} → {names(family.now)}{', as judged' if judged else ''}"


def _first(sheet: LineageSheet, lines: Sequence[LineNews]) -> Sequence[LineNews]:
    return lines if sheet.full else lines[:MOST_QUOTED]


def _more(sheet: LineageSheet, news: IssueNews, lines: Sequence[LineNews], option: str) -> Iterator[str]:
    rest = len(lines) - len(_first(sheet, lines))
    if rest:
        lineage = sheet.lineage
        command = f"variorum series show {lineage.series} {option} --on {issue_name(lineage, news.issue)}"
        yield from hanging(sheet, [], sheet.indent, [(f"and {rest:,} more: {command}", Style.QUIET)])
