"""The lines of a series and their events as flat rows, each with the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a series. `words` are those it has last, at [start, end) of the text of `last_reference`.

    `anchor` names it for good, `line` only until an older issue is found. `standing` says whether it stands in the last
    issue. `split_from` and `merged_into` are lines.
    """

    line: int
    anchor: str
    kind: str
    formulaic: bool
    standing: bool
    first_date: str
    first_reference: str
    last_date: str
    last_reference: str
    issues: int
    longest_run: int
    wordings: int
    split_from: tuple[int, ...]
    merged_into: tuple[int, ...]
    words: str
    text_sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """What became of a line at an issue.

    `words` are those at [start, end) of the text of `words_reference`: of the issue itself, or, of a line that is
    absent from it, of the issue where it stood last. `wording` numbers the line's wordings from 1. `vote` says what
    changed by name and side in a line of a vote (`variorum.model.votes.VoteChange`). Of a line that returned
    `elsewhere` are others that had like words while it was absent, in `elsewhere_issues` issues between the two dates.
    """

    line: int
    anchor: str
    kind: str
    formulaic: bool
    event: str
    date: str
    reference: str
    stands: bool
    moved: bool
    score: float | None
    wording: int
    before_date: str
    before_reference: str
    lines: tuple[int, ...]
    judged: bool
    certain: bool
    words: str
    words_reference: str
    text_sha256: str
    start: int
    end: int
    vote: tuple[str, ...] = ()
    elsewhere: tuple[int, ...] = ()
    elsewhere_first_date: str = ""
    elsewhere_last_date: str = ""
    elsewhere_issues: int = 0


@dataclass(frozen=True, slots=True)
class LifeRow:
    """A line of a list: an event of it (`event`, `date`, `reference`) and how it had stood, or stands since.

    `first_date` to `last_date` is when it stood before a drop or a return, else in all; `issues` how often, `run` the
    issues in a row up to `last_date`. `absent` counts the issues it was away before a return, `reworded` says whether
    it came back so; `back_date` says when it came back after a drop. `words` stand at [start, end) of the text of
    `words_reference`; `now` is its wording in the last issue, "" where it does not stand there. In `words` the line
    stood in `wording_issues` in a row, from `wording_first_date` to `wording_last_date`; `wordings` counts all it had
    in `issues`, and `first_words` is the one it had on `first_date`. `judged` says whether a person decided the event.
    `elsewhere` are other lines with words of it where it is absent: those of a dropped line in that issue, of a
    first-ever one in the issue before; of one that returned, like words in `elsewhere_issues` issues of its absence,
    between the two dates.
    """

    line: int
    anchor: str
    event: str
    date: str
    reference: str
    first_date: str
    last_date: str
    issues: int
    run: int
    longest_run: int
    absent: int
    reworded: bool
    back_date: str
    formulaic: bool
    standing: bool
    certain: bool
    words: str
    words_reference: str
    text_sha256: str
    start: int
    end: int
    now: str
    wordings: int
    wording_issues: int
    wording_first_date: str
    wording_last_date: str
    first_words: str
    judged: bool
    elsewhere: tuple[int, ...] = ()
    elsewhere_first_date: str = ""
    elsewhere_last_date: str = ""
    elsewhere_issues: int = 0
