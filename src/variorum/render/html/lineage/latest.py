"""The latest issue against all before it: one sentence of counts, and its new, returned and dropped lines verbatim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.model.lineage import LineEventKind
from variorum.render.html.characters import shown
from variorum.render.html.lineage.life import marked_words
from variorum.render.html.lineage.words import issue_span
from variorum.render.html.marks import inline_markup
from variorum.render.lineage_votes import vote_parts, votes_heading
from variorum.render.lineage_words import (
    EVENT_GLYPHS,
    FIRST_WORDS,
    counted,
    gone_way,
    news_sentence,
    same_words_sentence,
)
from variorum.render.redline import NOT_FOUND
from variorum.render.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.lineage import Lineage, LineEvent
    from variorum.model.news import Family, IssueNews, LineNews, Phrase

# Between lines that stand apart.
_PARTED = Markup('<span class="jump"> […] </span>')


# So much is shown of a line that had like words, to be known by: its own life has it whole.
ECHO_SHOWN = 60


@dataclass(frozen=True, slots=True)
class EchoView:
    """Words that stand in another line, and the place that names that line."""

    quotes: tuple[Markup, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as a list quotes it: its words, the place that names it, and what else is to be said of it.

    `echoes` are other lines that have words of it where it is absent: `verb` says whether they stood there or survive.
    `others` name the other lines of a split or merger.
    """

    text: Markup
    anchor: str
    aside: str
    verb: str = ""
    echoes: tuple[EchoView, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartView:
    """What the votes tell by name: a label, words each with whether they are quoted, and the place that proves it."""

    label: str
    said: tuple[tuple[Markup, bool], ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class ListView:
    """One list of lines: its head, the event for its colour, and its lines; `parts` is what names tell of a vote."""

    name: str
    head: str
    glyph: str
    lines: tuple[LineView, ...]
    parts: tuple[PartView, ...] = ()


def latest_sentence(lineage: Lineage, news: IssueNews, dates: Sequence[str]) -> str:
    """What is new in the latest issue, as the terminal says it, with the dates of the two issues."""
    against = "" if news.previous is None else f", against {dates[news.previous]}"
    told = f"{dates[news.issue]}{against}: {news_sentence(lineage, news)}"
    return told if news.asked is None else f"{same_words_sentence(lineage, news)} {told}"


def latest_lists(lineage: Lineage, news: IssueNews, dates: Sequence[str]) -> tuple[ListView, ...]:
    """What is new, came back and was dropped, in the order of the text; lists of nothing are left out."""
    new = tuple(_view(lineage, news, one, "") for one in news.introduced) if news.previous is not None else ()
    back = tuple(_view(lineage, news, one, _since(news, one, dates)) for gap in news.returned for one in gap.lines)
    gone = tuple(_view(lineage, news, one, _stood(lineage, one, dates)) for one in news.dropped)
    dropped = "Dropped" if news.certain else NOT_FOUND.capitalize()
    lists = (
        ListView("first", "First-ever", EVENT_GLYPHS[LineEventKind.INTRODUCED], new),
        ListView("returned", "Returned", EVENT_GLYPHS[LineEventKind.RETURNED], back),
        ListView("dropped", dropped, EVENT_GLYPHS[LineEventKind.DROPPED], gone),
    )
    return tuple(each for each in lists if each.lines)


def latest_changes(
    lineage: Lineage, news: IssueNews, changes: Mapping[tuple[int, int], Alignment]
) -> tuple[ListView, ...]:
    """Votes and body lines in other words, with what changed in them against the wording before."""

    def marked(lines: Sequence[LineNews]) -> tuple[LineView, ...]:
        return tuple(
            LineView(marked_words(lineage, one.event, changes), anchor_of(lineage, one), _judged(one))
            for one in lines
            if one.event.present
        )

    reworded = [one for one in news.reworded if one.event.kind is LineEventKind.REWORDED]
    since = votes_heading(lineage, news).removeprefix("Votes")
    lists = (
        ListView("families", _families_head(news), _families_glyph(news), _families(lineage, news, changes)),
        ListView(
            "gone",
            f"{gone_way(lineage, news).capitalize()} lines",
            EVENT_GLYPHS[LineEventKind.DROPPED],
            _phrases(lineage, news.gone),
        ),
        ListView("came", "New inside lines", EVENT_GLYPHS[LineEventKind.INTRODUCED], _phrases(lineage, news.new)),
        ListView("reworded", "Reworded", EVENT_GLYPHS[LineEventKind.REWORDED], marked(reworded)),
        ListView("votes", f"The vote{since}", "", marked(news.votes_in_words), _parts(lineage, news)),
    )
    return tuple(each for each in lists if each.lines or each.parts)


def _families(lineage: Lineage, news: IssueNews, changes: Mapping[tuple[int, int], Alignment]) -> tuple[LineView, ...]:
    """Lines that were split, merged or recast, both wordings as one text, with the lives of all that stand now."""
    return tuple(_family(lineage, news, family, changes) for family in news.families)


def _family(
    lineage: Lineage, news: IssueNews, family: Family, changes: Mapping[tuple[int, int], Alignment]
) -> LineView:
    places = [_place(lineage, line, news.issue) for line in family.now]
    segments = {place.segment for place in places}
    alignment = changes.get((news.issue - 1, news.issue))
    beads = [bead for bead in alignment.beads if segments & set(bead.other)] if alignment else []
    texts = [inline_markup(alignment, bead) for bead in beads] if alignment else []
    told = segments <= {segment for bead in beads for segment in bead.other}
    text = _PARTED.join(texts if told else [shown(lineage.words(place)) for place in places])
    anchors = [lineage.anchor(place) for place in places]
    word = "split" if family in news.split else "merged" if family in news.merged else "recast"
    aside = f"{word}: {counted(len(family.before), 'line')} before, {len(family.now):,} now"
    judged = any(event.judged for event in _events(lineage, family, news.issue))
    aside += "; as a person judged" if judged else ""
    return LineView(text, anchors[0], aside, others=tuple(anchors[1:]))


def _events(lineage: Lineage, family: Family, issue: int) -> Iterator[LineEvent]:
    """What became of the lines of a split or merger at the issue."""
    for line in dict.fromkeys((*family.before, *family.now)):
        yield from (event for event in lineage.lines[line].events if event.issue == issue)


def _families_head(news: IssueNews) -> str:
    said = [word for some, word in ((news.split, "split"), (news.merged, "merged"), (news.recast, "recast")) if some]
    return " and ".join(said).capitalize()


def _families_glyph(news: IssueNews) -> str:
    if news.split:
        return EVENT_GLYPHS[LineEventKind.SPLIT]
    return EVENT_GLYPHS[LineEventKind.MERGED if news.merged else LineEventKind.REWORDED]


def _parts(lineage: Lineage, news: IssueNews) -> tuple[PartView, ...]:
    return tuple(
        PartView(part.label, tuple((shown(one.words), one.quoted) for one in part.said), lineage.anchor(part.place))
        for part in vote_parts(lineage, news)
    )


def anchor_of(lineage: Lineage, one: LineNews) -> str:
    """What names the line: its place at the issue, or where it is absent its last one before."""
    return lineage.anchor(one.event if one.event.present else _last_place(lineage, one))


def _view(lineage: Lineage, news: IssueNews, one: LineNews, aside: str) -> LineView:
    event = one.event if one.event.present else _last_place(lineage, one)
    asides = "; ".join(filter(None, (aside, _judged(one))))
    verb = "stood already" if one.event.present else "survive"
    verb = "like these stood meanwhile" if one.event.kind is LineEventKind.RETURNED else verb
    echoes = _echoes(lineage, news, one) + _meanwhile(lineage, news, one)
    return LineView(shown(lineage.words(event)), lineage.anchor(event), asides, verb, echoes)


def _meanwhile(lineage: Lineage, news: IssueNews, one: LineNews) -> tuple[EchoView, ...]:
    """The lines that had like words while a line was absent that is back, as each first had them."""
    places = [
        next(place for place in lineage.lines[other].places if place.issue >= there.first)
        for there in news.meanwhile
        if there.line == one.line
        for other in there.others
    ]
    return tuple(
        EchoView((shown(shortened(lineage.words(place), ECHO_SHOWN)),), lineage.anchor(place)) for place in places
    )


def _echoes(lineage: Lineage, news: IssueNews, one: LineNews) -> tuple[EchoView, ...]:
    return tuple(
        EchoView(
            tuple(dict.fromkeys(shown(span.of(lineage.issues[there.issue].witness.content)) for span in there.spans)),
            lineage.anchor(_place(lineage, there.other, there.issue)),
        )
        for there in news.elsewhere
        if there.line == one.line
    )


def _phrases(lineage: Lineage, phrases: Sequence[Phrase]) -> tuple[LineView, ...]:
    return tuple(
        LineView(
            shown(one.span.of(lineage.issues[one.issue].witness.content)),
            lineage.anchor(_place(lineage, one.line, one.issue)),
            "",
        )
        for one in phrases
    )


def _place(lineage: Lineage, line: int, issue: int) -> LineEvent:
    """The place of a line in an issue in which it stands."""
    return next(event for event in lineage.lines[line].places if event.issue == issue)


def _judged(one: LineNews) -> str:
    return "as a person judged" if one.event.judged else ""


def _last_place(lineage: Lineage, one: LineNews) -> LineEvent:
    return next(event for event in reversed(lineage.lines[one.line].places) if event.issue < one.event.issue)


def _since(news: IssueNews, one: LineNews, dates: Sequence[str]) -> str:
    last = one.event.before
    if last is None:
        return ""
    words = ", then in other words" if one.event.score is not None and one.event.score < 1 else ""
    said = f"this line last stood {dates[last]}{words}, and was absent from {counted(one.absent, 'issue')} since"
    for there in news.meanwhile:
        if there.line == one.line:
            when = issue_span(there.first, there.last, dates)
            said += f"; like words stood elsewhere in {there.issues:,} of them, {when}"
    return said


def _stood(lineage: Lineage, one: LineNews, dates: Sequence[str]) -> str:
    """How the line stood, and how in the words that are quoted: what was said otherwise was not said then."""
    tenure = one.tenure
    if tenure is None:
        return ""
    stood = f"this line since {dates[tenure.first]}, in {counted(tenure.issues, 'issue')}"
    if tenure.wordings == 1:
        return f"{stood}, always in these words" if tenure.issues > 1 else stood
    first = shortened(lineage.words(lineage.lines[one.line].first), FIRST_WORDS)
    return (
        f"{stood} and {counted(tenure.wordings, 'wording')}, in these words since {dates[tenure.worded_since]} "
        f"({counted(tenure.worded, 'issue')}); first “{first}”"
    )
