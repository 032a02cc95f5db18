"""How well the readers take the text out of real files: words and paragraphs beside texts that others took out of them.

python -m evaluation.extraction           print one line a file, and the figures
python -m evaluation.extraction --lines   also print the reference lines that do not count

Words are compared in order, by their longest common sequence, in small letters and without marks. What variorum types
as heading, item, sentence or vote must stand in the reference (precision); titles, datelines and furniture need not.
What stands in the reference must stand in variorum's text, and not as furniture (recall). Heads and feet that the
reference holds do not count: a line of at most MOST_FOOT_WORDS words that variorum has as furniture, or that stands
alike in another reference of its issuer, and that is not between the first and the last line of LEAST_BODY_WORDS words
or more which the body holds.

Of a web page the paragraphs are measured twice: against the reference as it is, and ("by markup") without those of its
breaks where the page itself goes on in one line, as before a link or a figure in a `<span>`.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from evaluation.datasets import data_folder
from evaluation.extraction_markup import lines_of
from evaluation.figures import aligned
from variorum import compare
from variorum.errors import SourceUnsupported
from variorum.model.units import BODY_KINDS, SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from variorum.model.alignment import SegmentedWitness

FORMATS = ("html", "pdf", "xml")
WORDS_MEDIAN, WORDS_LEAST = "words F1, median", "words F1, least"
PARAGRAPHS_MEDIAN, PARAGRAPHS_LEAST = "paragraphs F1, median", "paragraphs F1, least"
MARKED_LEAST = "paragraphs F1 by markup, least"
MOST_FOOT_WORDS = 20
LEAST_BODY_WORDS = 12
# With one blank line in so many, blank lines divide the paragraphs and single newlines are wraps.
FEW_BLANK_LINES = 20
COUNTED = BODY_KINDS | {SegmentKind.VOTE}
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# Some references keep the wraps of the page's own markup: a line that goes on is set in there.
_SET_IN = re.compile(r"\n[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Share:
    """Of so many, how many were right, on both sides."""

    found: int
    ours: int
    theirs: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent; 0 where nothing was found."""
        return 200 * self.found / (self.ours + self.theirs) if self.found else 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """One file beside its reference, in per cent of words.

    `paragraphs` is None where the reference is one paragraph, `marked` is the same without the breaks that the page's
    markup does not have; `feet` are the lines of the reference that do not count.
    """

    file: str
    precision: float
    recall: float
    paragraphs: Share | None
    feet: tuple[str, ...]
    marked: Share | None = None

    @property
    def f1(self) -> float:
        """Of the words, in per cent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class _Words:
    """A text as words; `begins` holds the places of words that begin a paragraph."""

    words: list[str] = field(default_factory=list)
    begins: set[int] = field(default_factory=set)
    kinds: list[SegmentKind] = field(default_factory=list)

    def add(self, text: str, kind: SegmentKind = SegmentKind.SENTENCE, *, begins: bool) -> int:
        """Add a stretch; how many words it has."""
        if begins:
            self.begins.add(len(self.words))
        found = words_of(text)
        self.words += found
        self.kinds += [kind] * len(found)
        return len(found)


def words_of(text: str) -> list[str]:
    """The words of a text, in compatible small letters and without tags."""
    plain = unicodedata.normalize("NFKC", _TAG.sub(" ", text).replace("\xad", "")).casefold()
    return _WORD.findall(plain.replace("_", " "))


def paragraphs_of(reference: str) -> list[str]:
    """The paragraphs of a reference: divided by blank lines where it has some, else by newlines that no wrap made.

    Two spaces before a newline are Markdown's line break, and end one as well.
    """
    text = reference.replace("\r\n", "\n").strip()
    blank = re.split(r"\n[ \t\xa0]*\n|(?<=\S)  \n", text)
    if len(blank) > 1 and len(blank) * FEW_BLANK_LINES > text.count("\n"):
        return blank
    return _SET_IN.sub(" ", text).split("\n")


def score(
    reading: SegmentedWitness,
    reference: str,
    *,
    file: str = "",
    known_feet: frozenset[str] = frozenset(),
    page: bytes = b"",
) -> Read:
    """A reading beside its reference; `known_feet` are lines that other references of the same issuer have too.

    `page` is the web page that both are of.
    """
    ours = _ours(reading)
    theirs = _Words()
    lines: list[tuple[str, int, int]] = []
    for paragraph in paragraphs_of(reference):
        for number, line in enumerate(paragraph.split("\n")):
            start = len(theirs.words)
            theirs.add(line, begins=number == 0)
            lines.append((line.strip(), start, len(theirs.words)))
    answers = dict(_matches(theirs.words, ours.words))
    feet = _feet(lines, answers, ours, known_feet)
    uncounted = {place for _, start, end in feet for place in range(start, end)}
    found = {i: j for i, j in answers.items() if ours.kinds[j] is not SegmentKind.FURNITURE}
    counted = [j for j, kind in enumerate(ours.kinds) if kind in COUNTED]
    right = set(found.values())
    wanted = len(theirs.words) - len(uncounted)
    return Read(
        file,
        100 * sum(j in right for j in counted) / max(len(counted), 1),
        100 * sum(i not in uncounted for i in found) / max(wanted, 1),
        _paragraphs(ours, theirs, found, uncounted, set()),
        tuple(line for line, _, _ in feet),
        _paragraphs(ours, theirs, found, uncounted, _breaks_within(theirs, page)) if page else None,
    )


def _ours(reading: SegmentedWitness) -> _Words:
    ours = _Words()
    before = None
    for segment in reading.segments:
        ours.add(segment.span.of(reading.content), segment.kind, begins=segment.paragraph != before)
        before = segment.paragraph
    return ours


def _matches(first: Sequence[str], second: Sequence[str]) -> Iterable[tuple[int, int]]:
    for code in LCSseq.opcodes(first, second):
        if code.tag == "equal":
            yield from zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)


def _feet(
    lines: Sequence[tuple[str, int, int]], answers: dict[int, int], ours: _Words, known: frozenset[str]
) -> list[tuple[str, int, int]]:
    """The lines of the reference that are heads or feet, by the rule above."""

    def share(start: int, end: int, *, furniture: bool) -> float:
        held = [ours.kinds[answers[i]] for i in range(start, end) if i in answers]
        return sum((kind is SegmentKind.FURNITURE) == furniture for kind in held) / max(end - start, 1)

    body = [
        number
        for number, (_, start, end) in enumerate(lines)
        if end - start >= LEAST_BODY_WORDS and share(start, end, furniture=False) > 0.5
    ]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    return [
        (line, start, end)
        for number, (line, start, end) in enumerate(lines)
        if 0 < end - start <= MOST_FOOT_WORDS
        and not first <= number <= last
        and (share(start, end, furniture=True) > 0.5 or (line in known and share(start, end, furniture=False) <= 0.5))
    ]


def _breaks_within(theirs: _Words, page: bytes) -> set[int]:
    """The words that begin a paragraph of the reference, and on the page follow the word before in the same line."""
    markup = _Words()
    for line in lines_of(page):
        markup.add(line, begins=True)
    places = dict(_matches(theirs.words, markup.words))
    return {
        i
        for i in theirs.begins
        if i in places and places.get(i - 1) == places[i] - 1 and places[i] not in markup.begins
    }


def _paragraphs(
    ours: _Words, theirs: _Words, found: dict[int, int], uncounted: set[int], breaks: set[int]
) -> Share | None:
    """Where paragraphs begin, as far as the word that begins one stands in both texts; at `breaks` none should."""
    if len(theirs.begins) < 2:
        return None
    pairs = {j: i for i, j in found.items() if i not in uncounted}
    places = sorted(pairs)
    wanted = {j for j in places if pairs[j] in theirs.begins - breaks}
    got = {j for j in places if j in ours.begins}
    return Share(len(wanted & got), len(got), len(wanted))


def measure() -> tuple[list[Read], list[str]]:
    """Every file with a reference, and the names of those that are not read at all."""
    folder = data_folder() / "formats"
    with (folder / "index.csv").open(encoding="utf-8", newline="") as rows:
        listed = [row for row in csv.DictReader(rows) if row["reference"]]
    references = {row["file"]: (folder / row["reference"]).read_text(encoding="utf-8") for row in listed}
    seen: Counter[tuple[str, str]] = Counter()
    for row in listed:
        seen.update({(row["issuer"], line.strip()) for line in references[row["file"]].split("\n")})
    done, refused = [], []
    for row in listed:
        known = frozenset(line for (issuer, line), count in seen.items() if issuer == row["issuer"] and count > 1)
        reading = _reading(folder / row["file"])
        if reading is None:
            refused.append(row["file"])
        else:
            page = (folder / row["file"]).read_bytes() if row["file"].startswith("html") else b""
            done.append(score(reading, references[row["file"]], file=row["file"], known_feet=known, page=page))
    return done, refused


def _reading(path: Path) -> SegmentedWitness | None:
    """A file as users get it: read and divided for a comparison."""
    try:
        return compare(path, path).alignment.base
    except SourceUnsupported:
        return None


def summary(done: Sequence[Read]) -> dict[tuple[str, str], float]:
    """The figures of each format; 0 where no file of it was read."""
    figures: dict[tuple[str, str], float] = {}
    for name in FORMATS:
        words = [row.f1 for row in done if row.file.startswith(name)] or [0.0]
        begins = [row.paragraphs.f1 for row in done if row.file.startswith(name) and row.paragraphs] or [0.0]
        figures[f"{name} files", WORDS_MEDIAN] = median(words)
        figures[f"{name} files", WORDS_LEAST] = min(words)
        figures[f"{name} files", PARAGRAPHS_MEDIAN] = median(begins)
        figures[f"{name} files", PARAGRAPHS_LEAST] = min(begins)
    marked = [row.marked.f1 for row in done if row.marked] or [0.0]
    figures["html files", MARKED_LEAST] = min(marked)
    return figures


def main(arguments: list[str]) -> None:
    """Print the table."""
    done, refused = measure()
    rows = [("file", "", "precision", "recall", "words F1", "paragraphs F1", "by markup", "lines not counted")]
    for row in done:
        begins = f"{row.paragraphs.f1:.2f}" if row.paragraphs else ""
        marked = f"{row.marked.f1:.2f}" if row.marked else ""
        cells = (f"{row.precision:.2f}", f"{row.recall:.2f}", f"{row.f1:.2f}", begins, marked, str(len(row.feet)))
        rows.append((row.file, "", *cells))
    print("\n".join(aligned(rows)), end="\n\n")
    print("\n".join(aligned([(name, what, f"{value:.2f}") for (name, what), value in summary(done).items()])))
    if refused:
        print("\nnot read:", *refused)
    if "--lines" in arguments:
        counts = Counter(line for row in done for line in row.feet)
        print("\nreference lines that do not count, with the number of files:")
        print("\n".join(f"{count:4}  {line}" for line, count in counts.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
