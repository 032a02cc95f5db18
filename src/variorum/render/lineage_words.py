"""What the pages of a series call things: lines, issues, counts, how long a line stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.model.units import BODY_KINDS
from variorum.model.votes import VoteSide
from variorum.render.redline import GLYPHS, MOVED_GLYPH, NOT_FOUND
from variorum.render.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.lineage import Line, Lineage, LineEvent
    from variorum.model.news import IssueNews, Tenure
    from variorum.model.votes import VoteNews

RETURNED_GLYPH = "↺"
EVENT_GLYPHS = {
    LineEventKind.INTRODUCED: "+",
    LineEventKind.RETURNED: RETURNED_GLYPH,
    LineEventKind.DROPPED: "−",
    **{
        LineEventKind(kind.value): glyph
        for kind, glyph in GLYPHS.items()
        if kind.value in ("kept", "reworded", "split", "merged")
    },
}
EVENT_WORDS = {LineEventKind.INTRODUCED: "first-ever"}


def line_name(line: int) -> str:
    """What a line of a series is called: "L302". The number follows the order of first use."""
    return f"L{line}"


def names(lines: Sequence[int]) -> str:
    """Several lines: "L3, L4 and L9"."""
    said = [line_name(line) for line in lines]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def issue_name(lineage: Lineage, issue: int) -> str:
    """An issue by its date, with its ordinal where that is needed."""
    named = lineage.issues[issue].issue
    return f"{named.date}#{named.ordinal}" if named.ordinal > 1 else named.date


def span_of_issues(lineage: Lineage, first: int, last: int) -> str:
    """A stretch of issues by the dates of its ends."""
    one, two = issue_name(lineage, first), issue_name(lineage, last)
    return one if first == last else f"{one} to {two}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 issue", "1,204 issues"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def ordinal(number: int) -> str:
    """A place in a row: "1st", "12th"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def glyph_of(event: LineEvent) -> str:
    """The sign of an event; one that is otherwise kept shows its move."""
    if event.moved and event.kind is LineEventKind.KEPT:
        return MOVED_GLYPH
    return EVENT_GLYPHS[event.kind] + (MOVED_GLYPH if event.moved else "")


def event_words(event: LineEvent) -> str:
    """What became of a line, in words: "reworded, moved", "returned, reworded", "not found in the text read"."""
    words = [EVENT_WORDS.get(event.kind, event.kind.value)]
    if event.kind is LineEventKind.DROPPED and not event.certain:
        words = [NOT_FOUND]
    if event.kind is LineEventKind.SPLIT:
        words = [
            f"split, with {names(event.lines)}" if event.before is not None else f"split from {names(event.lines)}"
        ]
    if event.kind is LineEventKind.MERGED and event.lines:
        words = [f"took in {names(event.lines)}" if event.present else f"merged into {names(event.lines)}"]
    if event.kind is LineEventKind.RETURNED and event.score is not None and event.score < 1:
        words.append("reworded")
    if event.moved:
        words = ["moved"] if event.kind is LineEventKind.KEPT else [*words, "moved"]
    if event.judged:
        words.append("as judged")
    return ", ".join(words)


# So many characters of a line's first wording tell it from its last.
FIRST_WORDS = 60


def tenure_words(lineage: Lineage, line: int, tenure: Tenure) -> str:
    """How a line stood, and how in its last wording.

    "84 issues in 7 wordings, 2004-01-28 to 2014-09-17, at most 60 in a row; in this one 1 issue, 2014-09-17; first
    “The …”".
    """
    said = counted(tenure.issues, "issue") + in_wordings(tenure.wordings)
    said += f", {span_of_issues(lineage, tenure.first, tenure.last)}"
    said += f", at most {tenure.longest_run} in a row" if tenure.longest_run < tenure.issues else ""
    when = span_of_issues(lineage, tenure.worded_since, tenure.last)
    return said + wording_words(tenure.wordings, tenure.worded, when, lineage.words(lineage.lines[line].first))


def in_wordings(wordings: int) -> str:
    """What makes clear that a count of issues is of a line, and not of the words that stand beside it."""
    return f" in {counted(wordings, 'wording')}" if wordings > 1 else ""


def wording_words(wordings: int, issues: int, when: str, first: str) -> str:
    """How long a line stood in the wording that is quoted, and how its first begins; nothing where it had but one."""
    if wordings == 1:
        return ""
    in_a_row = " in a row" if issues > 1 else ""
    return f"; in this one {counted(issues, 'issue')}{in_a_row}, {when}; first “{shortened(first, FIRST_WORDS)}”"


def is_body(line: Line) -> bool:
    """Whether a line counts among the lines of the statement."""
    return line.kind in BODY_KINDS


def news_sentence(lineage: Lineage, news: IssueNews) -> str:
    """What is new in one issue, as a sentence of counts of body lines."""
    returned = sum(len(gap.lines) for gap in news.returned)
    lines = (
        len(news.introduced)
        + returned
        + len(news.reworded)
        + len(news.kept)
        + sum(len(family.now) for family in news.families)
    )
    if news.previous is None:
        return f"The first issue: {counted(lines, 'line')}."
    parts = [f"{counted(lines, 'line')}: {_answers(news)}"]
    dropped = "dropped" if news.certain else NOT_FOUND
    came = ((len(news.introduced), "first-ever"), (returned, "returned"), (len(news.dropped), dropped))
    parts.append(
        ", ".join(f"{count} {word}" for count, word in came if count) or "none first-ever, returned or dropped"
    )
    kinds = [EVENT_WORDS.get(one.event.kind, one.event.kind.value) for one in news.votes_in_words]
    votes = [*_name_counts(news.names), *(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))]
    if votes:
        parts.append("votes: " + ", ".join(votes))
    others = dict.fromkeys(lineage.lines[one.line].kind.value for one in news.apparatus)
    if others:
        parts.append(f"{_listed([_OTHERS[kind] for kind in others])} changed")
    return "; ".join(parts) + "."


def _name_counts(told: VoteNews | None) -> Iterator[str]:
    """What changed among the names of a vote, as counts."""
    if told is None:
        return
    against = [one.ballot.side is VoteSide.AGAINST for one in told.dissents]
    ended = [one.ballot.side is VoteSide.AGAINST for one in told.ended]
    for count, words in (
        (len(told.joined), "joined"),
        (len(told.left), "left"),
        (against.count(True), "dissent" if against.count(True) == 1 else "dissents"),
        (against.count(False), "abstained or absent"),
        (ended.count(True), "no longer against"),
        (ended.count(False), "no longer abstained or absent"),
    ):
        if count:
            yield f"{count} {words}"


_OTHERS = {"title": "title", "dateline": "date line", "furniture": "furniture"}


def _answers(news: IssueNews) -> str:
    """How the lines go on that stood in the issue before."""
    words = [f"{len(news.kept) or 'none'} word for word"]
    for count, word in (
        (len(news.reworded), "reworded"),
        (len(news.split), "split"),
        (len(news.merged), "merged"),
        (len(news.recast), "recast"),
    ):
        words += [f"{count} {word}"] if count else []
    return ", ".join(words) + (f" ({len(news.moved)} of them moved)" if news.moved else "")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
