"""Places, people with their office, organisations, peoples, events and documents that a statement names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.analysis.facts.names.documents import numbered_documents, quoted_documents, symbols
from variorum.analysis.facts.names.gazetteer import gazetteer, plain
from variorum.analysis.facts.names.joins import joined
from variorum.analysis.facts.names.reader import NameReader, spelling_pattern
from variorum.analysis.facts.reading import TEXT
from variorum.analysis.facts.triggers import DOCUMENT
from variorum.analysis.series.ballots import ballots
from variorum.model.facts import Fact, FactKind
from variorum.model.spans import Span
from variorum.model.units import SegmentKind
from variorum.text.capitals import is_shouted, title_case
from variorum.text.furniture import is_masthead

if TYPE_CHECKING:
    from variorum.analysis.facts.names.gazetteer import Gazetteer
    from variorum.analysis.facts.reading import Reading
    from variorum.model.alignment import SegmentedWitness
    from variorum.model.units import Segment

_HEADLINES = frozenset({SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.FURNITURE})
# Words in capitals in the midst of a sentence: "I, ANN B. ORSA, Chair"; initials and short forms alone are none.
_SHOUT = re.compile(r"[A-Z](?<![\w.].)[A-Z'’-]+(?:\s+(?:[A-Z]\.|[A-Z][A-Z'’-]+\.?))+(?!\w)")
_SHORTEST_SHOUT = 4
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\S+")


def find_names(reading: Reading, *, table: Gazetteer | None = None) -> list[Fact]:
    """What a statement names, in text order; no name inside another, but in a title that is quoted.

    `table` is `gazetteer(known)` with a reader's own spellings, which win over what is shipped. Of a text that is not
    in English only symbols of documents and names in votes are read. Wrapping, the form of quotation marks and the
    case of headings change nothing; nothing is read in furniture but the names of bodies and symbols, and nothing in
    addresses and citations. Cost is linear.

    Names of a statement are joined by handle where a table says so, where the text gives a short form behind its full
    name, and where a last name is that of one person named in full. Likeness joins nothing.
    """
    witness, content = reading.witness, reading.text
    table = table or gazetteer()
    segments = [segment for segment in witness.segments if _is_read(segment, content)]
    facts = _voters(witness)
    for segment in segments:
        facts += symbols(content, segment.span.start, segment.span.end)
    if witness.language[:2] not in ("", "en"):
        return sorted(facts, key=lambda fact: fact.span.start)
    folded = [_is_folded(segment, content) for segment in segments]
    view = _view(content, segments, folded)
    for segment, _ in reading.triggered(DOCUMENT, TEXT):
        facts += numbered_documents(view, segment.span.start, segment.span.end)
    taken = [(fact.span.start, fact.span.end) for fact in facts]
    if "://" in view or "www." in view or "@" in view:
        taken += (match.span() for match in _ADDRESS.finditer(view))
    facts += _small_names(view, segments, table)
    facts += quoted_documents(view, [segment.span for segment in segments])
    reader = NameReader(view, table, sorted(taken))
    for segment, is_folded in zip(segments, folded, strict=True):
        reader.read(segment.span, folded=is_folded)
    return joined(view, facts + reader.facts, reader.loose, reader.short_forms)


def _is_read(segment: Segment, content: str) -> bool:
    """Whether names are looked for: furniture holds none but a masthead and the symbol of a document."""
    if segment.kind is not SegmentKind.FURNITURE:
        return True
    words = " ".join(segment.span.of(content).split())
    return is_masthead(words) or "/" in words


def _is_folded(segment: Segment, content: str) -> bool:
    """Whether the capitals of a segment say nothing."""
    return segment.kind in _HEADLINES or is_shouted(segment.span.of(content))


def _view(content: str, segments: list[Segment], folded: list[bool]) -> str:
    """The text with the case of headings and of words in capitals set as in a title; each offset stays what it is."""
    parts: list[str] = []
    done = 0
    for segment, is_folded in zip(segments, folded, strict=True):
        if is_folded:
            parts += (content[done : segment.span.start], title_case(segment.span.of(content)))
            done = segment.span.end
    view = "".join(parts) + content[done:] if parts else content
    return _SHOUT.sub(_quietened, view)


def _quietened(match: re.Match[str]) -> str:
    words = match[0].split()
    table = gazetteer()
    if any(table.most_words(word) for word in words) or max(map(len, words)) <= _SHORTEST_SHOUT:
        return match[0]
    return title_case(match[0])


def _small_names(view: str, segments: list[Segment], table: Gazetteer) -> list[Fact]:
    """The names of the tables that begin with a small letter; most texts hold none of their first words."""
    found: list[Fact] = []
    for spelling in table.small:
        entry = table.entries[spelling]
        if entry is None or spelling.partition(" ")[0] not in view:
            continue
        pattern = spelling_pattern(spelling)
        for segment in segments if pattern.search(view) else ():
            matches = pattern.finditer(view, segment.span.start, segment.span.end)
            found += (Fact(entry[0], Span(*match.span()), "gazetteer", 0.85, name=entry[1]) for match in matches)
    return found


def _voters(witness: SegmentedWitness) -> list[Fact]:
    """Those whom a vote names."""
    if not any(segment.kind is SegmentKind.VOTE for segment in witness.segments):
        return []
    return [
        Fact(
            FactKind.PERSON, Span(each.span.start, each.span.end), "vote", 0.95, name=plain(each.name), role=each.office
        )
        for each in ballots(witness)
    ]
