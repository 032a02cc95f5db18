"""What is new in one issue of a series against all before it, and each issue in figures."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.lineage import LineEvent
from variorum.model.spans import Span
from variorum.model.votes import VoteNews


@dataclass(frozen=True, slots=True)
class Tenure:
    """How a line stood up to a place in a series; `first` and `last` are places in `Lineage.issues`.

    `issues` counts those in which it stood, `run` those in a row up to `last`, `longest_run` the most in a row.
    All these are of the line, in whatever words. `wordings` counts its wordings; in the last of them it stood in
    `worded` issues in a row, from `worded_since` to `last`.
    """

    first: int
    last: int
    issues: int
    run: int
    longest_run: int
    wordings: int
    worded_since: int
    worded: int


@dataclass(frozen=True, slots=True)
class LineNews:
    """What became of a line at an issue. `line` is its number, `tenure` how it stood before that issue, None for never.

    `back` is the next issue in which it stands again, for a line that is absent here and comes back; None else.
    """

    line: int
    event: LineEvent
    tenure: Tenure | None
    back: int | None = None

    @property
    def absent(self) -> int:
        """In how many issues the line was absent before it came back here; 0 unless it did."""
        return 0 if self.event.before is None else self.event.issue - self.event.before - 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines that came back together: they stood in the issue `last`, and in none from there to that of the news."""

    last: int
    lines: tuple[LineNews, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Lines that were split or merged: the numbers of those that stood before, and of those that stand now.

    A line that goes on is in both.
    """

    before: tuple[int, ...]
    now: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Words of a line that came or went that stand in another line of the issue, by place, where it is absent.

    `other` is the number of that line, `spans` are where in the issue's text the words stand.
    """

    line: int
    issue: int
    other: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Other lines that had like words while `line` was absent: in `issues` of those issues, from `first` to `last`.

    `others` are in the order in which they first had them.
    """

    line: int
    others: tuple[int, ...]
    first: int
    last: int
    issues: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words inside a line that the same line of the neighbouring issue lacks, and nothing else there says.

    `issue` is the place of the issue that has them, at `span` of its text.
    """

    line: int
    issue: int
    span: Span


@dataclass(frozen=True, slots=True)
class IssueNews:
    """What became of every line at an issue, against all issues before; `issue` and `previous` are places.

    Body lines (headings, items, sentences) are in just one of `introduced` (first-ever), `returned`, `dropped`,
    `families`, `reworded` and `kept`; `moved` are some of the last two. `votes` are the lines of votes that were not
    kept, `names` what changed of who voted how, `apparatus` titles, date lines and furniture that were not kept. All in
    the order of the text, what is absent in that of the issue before. `previous` is None for the first issue, in which
    all is introduced. Of `introduced` and `dropped` lines `elsewhere` says whose words stand in the other issue all
    the same; phrases are `gone` from inside lines that go on, or `new` inside them. `meanwhile` are other lines that
    had like words while those that `returned` were absent. `asked` is an issue of the same day in the same words, where
    the news was asked of that.
    """

    issue: int
    previous: int | None
    introduced: tuple[LineNews, ...]
    returned: tuple[Gap, ...]
    dropped: tuple[LineNews, ...]
    families: tuple[Family, ...]
    reworded: tuple[LineNews, ...]
    kept: tuple[LineNews, ...]
    moved: tuple[LineNews, ...]
    votes: tuple[LineNews, ...]
    apparatus: tuple[LineNews, ...]
    certain: bool = True
    names: VoteNews | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    gone: tuple[Phrase, ...] = ()
    new: tuple[Phrase, ...] = ()
    asked: int | None = None
    meanwhile: tuple[Meanwhile, ...] = ()

    @property
    def votes_in_words(self) -> tuple[LineNews, ...]:
        """The lines of votes in which more changed than names."""
        told = self.names.lines if self.names else ()
        return tuple(one for one in self.votes if one.line not in told)

    @property
    def split(self) -> tuple[Family, ...]:
        """The families of one line that became several."""
        return tuple(family for family in self.families if len(family.before) == 1 < len(family.now))

    @property
    def merged(self) -> tuple[Family, ...]:
        """The families of several lines that became one."""
        return tuple(family for family in self.families if len(family.before) > 1 and len(family.now) == 1)

    @property
    def recast(self) -> tuple[Family, ...]:
        """The other families: several lines became several, or one went on in one that is not its own."""
        return tuple(family for family in self.families if (len(family.before) > 1) is (len(family.now) > 1))


@dataclass(frozen=True, slots=True)
class IssueMeasures:
    """An issue in figures. Words and lines are those of the body; a split or merger counts once.

    `share_changed` is the share of its words that are not where they were in the issue before; the similarities are
    the share of the words of both issues that stayed. `year_before` is the reference of the issue nearest to a
    year before, at most half a year off, or "". `figures_changed` and `dates_changed` count changes of words, in lines
    that answer lines of the issue before, that have other figures on their two sides, or are other dates. What has
    nothing to be measured against is None.
    """

    issue: int
    date: str
    reference: str
    words: int
    lines: int
    introduced: int
    returned: int
    kept: int
    reworded: int
    split: int
    merged: int
    moved: int
    dropped: int
    share_changed: float | None
    similarity: float | None
    similarity_year: float | None
    year_before: str
    figures_changed: int
    dates_changed: int


@dataclass(frozen=True, slots=True)
class Steady:
    """The most issues in a row, from `first` to `last`, in which a line stood in one wording."""

    line: int
    wording: int
    first: int
    last: int
    issues: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A row of a line's biography: issues in a row, from `first` to `last`, with one wording or without the line.

    `event` is what happened at the first of them; `moved` are those of the others at which the line changed its place.
    Of issues without the line `meanwhile` says which others had like words then.
    """

    first: int
    last: int
    event: LineEvent
    moved: tuple[int, ...] = ()
    meanwhile: Meanwhile | None = None

    @property
    def issues(self) -> int:
        """How many issues it spans."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class WordsPlace:
    """A line that has some words at an issue, and where in the issue's text they stand, each time."""

    issue: int
    line: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class WordsLife:
    """Where some words stand in a series, whatever lines have them; `runs` are the first and last of issues in a row.

    `places` are in the order of the issues, then of the text.
    """

    words: str
    places: tuple[WordsPlace, ...]
    runs: tuple[tuple[int, int], ...]

    @property
    def issues(self) -> int:
        """In how many issues the words stand."""
        return sum(last - first + 1 for first, last in self.runs)

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines that have had the words, in the order in which they first did."""
        return tuple(dict.fromkeys(place.line for place in self.places))
