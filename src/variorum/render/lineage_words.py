"""What the pages of a series call things: lines, issues, counts, how long a line stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.lineage import LineEventKind
from variorum.model.units import BODY_KINDS, SegmentKind
from variorum.model.votes import VoteChange, VoteSide
from variorum.render.redline import GLYPHS, MOVED_GLYPH, NOT_FOUND
from variorum.render.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model.lineage import Line, Lineage, LineEvent
    from variorum.model.news import IssueNews, Meanwhile, Phrase, Tenure
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
# Other names in a vote are no other words.
NAMES_GLYPH = "⇄"
VOTE_WORDS = {
    VoteChange.NAMES: "names changed",
    VoteChange.DISSENT: "new dissent",
    VoteChange.APART: "newly abstained or absent",
    VoteChange.DISSENT_ENDED: "dissent ended",
    VoteChange.APART_ENDED: "no longer abstained or absent",
    VoteChange.REASON: "another reason",
    VoteChange.WORDING: "reworded",
}


def line_name(line: int) -> str:
    """What a line of a series is called: "L302". The number follows the order of first use."""
    return f"L{line}"


def names(lines: Sequence[int], most: int | None = None) -> str:
    """Several lines: "L3, L4 and L9"; of more than `most` the first, and how many more there are."""
    said = [line_name(line) for line in lines]
    if most is not None and len(said) > most:
        return f"{', '.join(said[:most])} and {counted(len(said) - most, 'line')} more"
    return _listed(said)


def bearers(lineage: Lineage, lines: Sequence[int]) -> str:
    """The lines that have some words: "L3, L4 and the title"; "" for none."""
    return _listed([_bearer(lineage, line) for line in lines]) if lines else ""


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
    return plain_glyph(event) + (MOVED_GLYPH if event.moved else "")


def plain_glyph(event: LineEvent) -> str:
    """The sign of an event, wherever the line stands."""
    return NAMES_GLYPH if is_names(event) else EVENT_GLYPHS[event.kind]


def is_names(event: LineEvent) -> bool:
    """Whether a line of a vote stands as before but for who voted on which side."""
    return event.kind is LineEventKind.REWORDED and event.names_alone


def change_words(event: LineEvent) -> list[str]:
    """What changed in the words of a line that is told of: "reworded"; of a vote what changed of it by name."""
    if event.vote:
        # What never stood cannot be reworded, though the list before it opens otherwise.
        new = event.kind is LineEventKind.INTRODUCED
        return [VOTE_WORDS[change] for change in event.vote if not (new and change is VoteChange.WORDING)]
    if event.kind is LineEventKind.REWORDED or (
        event.kind is LineEventKind.RETURNED and event.score is not None and event.score < 1
    ):
        return [VOTE_WORDS[VoteChange.WORDING]]
    return []


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
    if event.kind is LineEventKind.REWORDED:
        words = []
    words += change_words(event)
    if event.moved:
        words = ["moved"] if event.kind is LineEventKind.KEPT else [*words, "moved"]
    if event.judged:
        words.append("as judged")
    return ", ".join(words)


def formulaic_words(line: Line) -> str:
    """What makes clear that a line says nothing of its own, as it stands behind what became of it."""
    return ", formulaic" if line.formulaic else ""


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


def wordings_words(line: Line) -> str:
    """How many wordings a line has had: "3 wordings"; of a vote it is said that other names make another."""
    names_counted = ", names counted" if line.kind is SegmentKind.VOTE and line.wordings > 1 else ""
    return counted(line.wordings, "wording") + names_counted


def in_wordings(wordings: int) -> str:
    """What makes clear that a count of issues is of a line, and not of the words that stand beside it."""
    return f" in {counted(wordings, 'wording')}" if wordings > 1 else ""


def wording_words(wordings: int, issues: int, when: str, first: str) -> str:
    """How long a line stood in the wording that is quoted, and how its first begins; nothing where it had but one."""
    if wordings == 1:
        return ""
    in_a_row = " in a row" if issues > 1 else ""
    return f"; in this one {counted(issues, 'issue')}{in_a_row}, {when}; first “{shortened(first, FIRST_WORDS)}”"


def elsewhere_sentence(lineage: Lineage, news: IssueNews, line: int) -> str:
    """Where words of a line that came or went stand all the same, or "": "Words stood already in L2: “…”."."""
    said = []
    for one in news.elsewhere:
        if one.line == line:
            content = lineage.issues[one.issue].witness.content
            words = dict.fromkeys(shortened(span.of(content), None) for span in one.spans)
            said.append(f"{_bearer(lineage, one.other)}: " + ", ".join(f"“{each}”" for each in words))
    verb = "survive" if any(one.line == line for one in news.dropped) else "stood already"
    return f"Words {verb} in {'; '.join(said)}." if said else ""


def meanwhile_words(lineage: Lineage, found: Meanwhile | None) -> str:
    """Which lines had like words while another was absent, or "".

    "like words stood meanwhile in L2 and L7, in 12 issues, 2009-03-18 to 2013-10-30".
    """
    if found is None:
        return ""
    when = span_of_issues(lineage, found.first, found.last)
    return f"like words stood meanwhile in {names(found.others)}, in {counted(found.issues, 'issue')}, {when}"


def _bearer(lineage: Lineage, line: int) -> str:
    kind = lineage.lines[line].kind
    return line_name(line) if is_body(lineage.lines[line]) else f"the {OTHERS.get(kind.value, kind.value)}"


def phrases_sentence(lineage: Lineage, phrases: Sequence[Phrase], way: str, *, most: int | None = None) -> str:
    """Phrases that went from inside lines that go on, or came into them; nothing where there are none.

    "2 phrases gone from inside lines: “…” (L12); “…” (L14).".
    """
    if not phrases:
        return ""
    said = [
        f"“{shortened(one.span.of(lineage.issues[one.issue].witness.content), None)}” ({line_name(one.line)})"
        for one in phrases[:most]
    ]
    rest = len(phrases) - len(said)
    more = f"; and {rest:,} more" if rest else ""
    return f"{counted(len(phrases), 'phrase')} {way} lines: {'; '.join(said)}{more}."


NEW_IN = "new inside"


def gone_way(lineage: Lineage, news: IssueNews) -> str:
    """What became of phrases of lines that go on; where the text may not be whole nothing is called gone."""
    return "gone from inside" if lineage.issues[news.issue].whole else f"{NOT_FOUND}, inside"


def same_words_sentence(lineage: Lineage, news: IssueNews) -> str:
    """That the issue asked of has the words of another of its day, and what those are compared with; else ""."""
    if news.asked is None:
        return ""
    twin, asked = lineage.issues[news.issue], lineage.issues[news.asked]
    against = f"compared with {issue_name(lineage, news.previous)}" if news.previous is not None else "the first issue"
    return f"{asked.reference}: same words as {twin.reference} of the same day; {against}."


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
    kinds = [_in_short(one.event) for one in news.votes_in_words]
    votes = [*_name_counts(news.names), *(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))]
    elsewhere = {one.line for one in news.elsewhere}
    for some, what in ((news.introduced, "first-ever lines"), (news.dropped, f"lines {dropped}")):
        count = sum(one.line in elsewhere for one in some)
        if count:
            verb = "stood already" if some is news.introduced else "survive"
            parts.append(f"words of {count} of the {what} {verb} in other lines")
    if votes:
        parts.append("votes: " + ", ".join(votes))
    others = dict.fromkeys(lineage.lines[one.line].kind.value for one in news.apparatus)
    if others:
        parts.append(f"{_listed([OTHERS[kind] for kind in others])} changed")
    return "; ".join(parts) + "."


def _in_short(event: LineEvent) -> str:
    """What became of a line of a vote in which more changed than names, as it is counted."""
    if event.kind is LineEventKind.REWORDED and event.vote and VoteChange.WORDING not in event.vote:
        return f"with {VOTE_WORDS[VoteChange.REASON]}"
    return EVENT_WORDS.get(event.kind, event.kind.value)


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


OTHERS = {"title": "title", "dateline": "date line", "furniture": "furniture"}


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
