"""The changes as a list: one plain sentence a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from variorum.model.alignment import BeadKind, Degree, EditNote, EditOp, Side
from variorum.model.spans import Span
from variorum.model.units import BODY_KINDS, SegmentKind
from variorum.render.folding import shortened_stretch
from variorum.render.redline import (
    KIND_WORDS,
    NOT_FOUND,
    Mark,
    absence_word,
    echo_places,
    kind_of,
    line_words,
    place_words,
    runs,
    segments_on,
    span_on,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from variorum.model.alignment import Alignment, Bead, Edit
    from variorum.model.summary import Summary
    from variorum.model.witnesses import Limit, Witness
    from variorum.render.redline import Row

# From this many changes on, the two wordings side by side are easier to follow than the changes one by one.
MANY_EDITS = 9
# Unless the line is a text of its own: then they are read one by one. So many characters are some three hundred words.
LONG_LINE = 2_000
# How many characters before an insertion are quoted to say where it stands.
ANCHOR_WIDTH = 24
# What the names of orthographic notes are for a reader.
FORM_WORDS = {
    EditNote.SPACE: "spaces",
    EditNote.WRAP: "wrapping",
    EditNote.QUOTES: "quotation marks",
    EditNote.DASH: "dashes",
    EditNote.MARKUP: "Markdown marks",
    EditNote.CASE: "case",
    EditNote.SPELLING: "spelling",
    EditNote.DATE_ORDER: "order of a date",
    EditNote.RENUMBERED: "number",
}
# Differences that no page can show, since it sets white space anew.
UNSEEN_FORMS = (EditNote.SPACE, EditNote.WRAP)
# A screen reader passes over these in silence.
PUNCTUATION_NAMES = {
    ",": "comma",
    ".": "full stop",
    ";": "semicolon",
    ":": "colon",
    "!": "exclamation mark",
    "?": "question mark",
    "-": "hyphen",
    "–": "dash",
    "—": "dash",
    "(": "opening bracket",
    ")": "closing bracket",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of the list; `bead` and `edit` are indexes, `edit` None where it speaks of the whole line."""

    bead: int
    edit: int | None
    text: str


def change_sentences(alignment: Alignment, *, orthographic: bool = False) -> tuple[Change, ...]:
    """One sentence for each change, in the alignment's order; orthographic differences only where asked for.

    A line is called by its number in the base, an added one by its number in the other text. Statement words are
    verbatim, white space folded. The first of a line that a person decided of says so.
    """
    sentences: list[Change] = []
    for index, bead in enumerate(alignment.beads):
        changes = tuple(_bead_changes(alignment, index, orthographic=orthographic))
        if bead.judged and changes:
            sentences.append(replace(changes[0], text=f"{changes[0].text} As judged by a person."))
            changes = changes[1:]
        sentences += changes
    return tuple(sentences)


def is_rewritten(bead: Bead) -> bool:
    """Whether the two wordings are better read one after the other than as marked words of one line."""
    changes = sum(edit.op not in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC) for edit in bead.edits)
    length = sum(edit.other.end - edit.other.start for edit in bead.edits)
    return bead.degree is Degree.LOOSE or (changes >= MANY_EDITS and length <= LONG_LINE)


def quoted(text: str, *, width: int | None = None) -> str:
    """The text in quotation marks on one line, cut between words with an ellipsis where it is longer than `width`."""
    return f"'{shortened(text, width)}'"


def shortened(text: str, width: int | None) -> str:
    """The text with white space folded, cut between words with an ellipsis where it is longer than `width`."""
    folded = " ".join(text.split())
    if width is None or len(folded) <= width:
        return folded
    head = folded[: width - 2]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + " …"


def survival_sentence(alignment: Alignment, summary: Summary) -> str:
    """How many of the dropped lines have words that stand elsewhere, or nothing where none has."""
    body = summary.body
    if not body.echoed:
        return ""
    whole = alignment.is_known_whole(Side.OTHER)
    lines = f"line{'' if body.dropped == 1 else 's'} {'dropped' if whole else NOT_FOUND}"
    return f"Words of {body.echoed} of the {body.dropped} {lines} survive elsewhere in the other text."


def echo_sentence(alignment: Alignment, bead: Bead) -> str:
    """Where words of an absent line stand in the opposite text, or nothing: "Words survive in the title: '…'."."""
    places = echo_places(alignment, bead)
    if not places:
        return ""
    said = [
        f"in {place_words(place.segment)}: "
        + ", ".join(dict.fromkeys(quoted(span.of(alignment.side(place.side).content)) for span in place.spans))
        for place in places
    ]
    verb = "survive" if bead.kind is BeadKind.DROPPED else "stood already"
    return f"Words {verb} {'; '.join(said)}."


def wording(alignment: Alignment, bead: Bead, side: Side) -> str:
    """The bead's segments on one side, joined by spaces."""
    content = alignment.side(side).content
    return " ".join(segment.span.of(content) for segment in segments_on(alignment, bead, side))


def _folded_wording(alignment: Alignment, bead: Bead, side: Side) -> str:
    """The bead's text on one side, long stretches that both texts have folded to a count."""
    content = alignment.side(side).content
    kept_marks = (Mark.SAME, Mark.ORTHOGRAPHIC, Mark.MOVED)
    stretches = groupby(runs(alignment, bead, side), key=lambda run: run.mark in kept_marks)
    texts = [(kept, "".join(run.span.of(content) for run in group)) for kept, group in stretches]
    return "".join(shortened_stretch(text) if kept else text for kept, text in texts)


def notices_of(alignment: Alignment, summary: Summary) -> tuple[str, ...]:
    """What a reader must know first: what contradicts the order, what was not read, which limit was hit."""
    said = list(summary.notices)
    for side in Side:
        witness = alignment.side(side).witness
        said += [f"{witness.name}: {warning.message}" for warning in witness.text.warnings if warning.incomplete]
        said += [f"{witness.name}: {limit_words(limit)}" for limit in witness.text.limits]
    said += [limit_words(limit) for limit in alignment.limits]
    unique = dict.fromkeys(said)
    return tuple(notice for notice in unique if not any(notice in other and notice != other for other in unique))


def reading_remarks(witness: Witness) -> list[str]:
    """What the reader met that takes nothing from the text: an encoding that it guessed."""
    return [warning.message for warning in witness.text.warnings if not warning.incomplete]


def limit_words(limit: Limit) -> str:
    """A limit in words: "segments: limit 1000, seen 5000; the rest was compared in order"."""
    return f"{limit.what}: limit {limit.limit}, seen {limit.seen}; {limit.effect}"


def status_words(row: Row) -> str:
    """What became of a row's lines: "reworded (loose), moved from line 4"."""
    first, *rest = row.status.split(", ")
    if row.kind not in BODY_KINDS:
        first = f"{KIND_WORDS.get(row.kind, row.kind.value)} {first}"
    if row.bead.degree:
        first = f"{first} ({row.bead.degree.value})"
    if forms := ", ".join(form_words(row.bead)):
        rest = [f"orthographic ({forms})" if part == "orthographic" else part for part in rest]
    if row.bead.judged:
        rest.append("as judged")
    return ", ".join([first, *rest])


def form_words(bead: Bead, notes: Collection[EditNote] = tuple(FORM_WORDS)) -> list[str]:
    """What differs in the bead's written form, each once in the order of `FORM_WORDS`."""
    found = {edit.note for edit in bead.edits if edit.op is EditOp.ORTHOGRAPHIC}
    return [word for note, word in FORM_WORDS.items() if note in found and note in notes]


def number_words(row: Row) -> str:
    """A row's line numbers, base first: "4 → 3", "7–8 → 8", "5"."""
    return " → ".join(_numbers(lines) for lines in (row.base_lines, row.other_lines) if lines)


def subject(alignment: Alignment, bead: Bead) -> str:
    """What a sentence calls the bead: "Line 2", "Lines 3 and 4", "New line 5", "Title", "Date line"."""
    kind = kind_of(alignment, bead)
    if kind in (SegmentKind.TITLE, SegmentKind.DATELINE):
        return KIND_WORDS[kind].capitalize()
    numbers = [index + 1 for index in bead.base or bead.other]
    words = line_words(numbers).capitalize() if bead.base else f"New {line_words(numbers)}"
    return words + (f" ({kind.value})" if kind in (SegmentKind.VOTE, SegmentKind.FURNITURE) else "")


def _bead_changes(alignment: Alignment, index: int, *, orthographic: bool) -> Iterator[Change]:
    bead = alignment.beads[index]
    name = subject(alignment, bead)
    if not bead.base or not bead.other:
        side = Side.BASE if bead.base else Side.OTHER
        said = _closed(f"{name}, {absence_word(alignment, bead)}: {quoted(wording(alignment, bead, side))}")
        yield Change(index, None, " ".join(filter(None, (said, echo_sentence(alignment, bead)))))
        return
    fate = _fate(bead)
    if is_rewritten(bead):
        was, now = (quoted(_folded_wording(alignment, bead, side)) for side in (Side.BASE, Side.OTHER))
        fate.append("reworded throughout")
        yield Change(index, None, _closed(f"{name}, {' and '.join(fate)}: {was} is now {now}"))
        yield from _unanswered(alignment, index)
        return
    if fate:
        quote = quoted(wording(alignment, bead, Side.OTHER), width=60)
        yield Change(index, None, _closed(f"{name}, {' and '.join(fate)}: {quote}"))
    if orthographic and (unseen := form_words(bead, UNSEEN_FORMS)):
        yield Change(index, None, f"{name}, written differently: {' and '.join(unseen)}.")
    moved = {group[0]: group for group in standing(alignment, bead).moved}
    for number, edit in enumerate(bead.edits):
        if number in moved:
            yield Change(index, number, f"{name}: {_moved_words(alignment, bead, moved[number])}")
        form = edit.op is EditOp.ORTHOGRAPHIC
        if edit.op is EditOp.EQUAL or (form and (not orthographic or edit.note in UNSEEN_FORMS)):
            continue
        yield Change(index, number, _closed(f"{name}, {_label(edit)}: {_edit_words(alignment, bead, edit)}"))
    yield from _unanswered(alignment, index)


def _unanswered(alignment: Alignment, index: int) -> Iterator[Change]:
    """The clauses inside a paired line that nothing answers, unless a sentence says already that they came or went."""
    bead = alignment.beads[index]
    told = {
        Side.BASE: {edit.base for edit in bead.edits if edit.op is EditOp.DELETE},
        Side.OTHER: {edit.other for edit in bead.edits if edit.op is EditOp.INSERT},
    }
    if is_rewritten(bead):
        told = {Side.BASE: set(), Side.OTHER: set()}
    for side, spans, word in ((Side.BASE, bead.gone, "gone"), (Side.OTHER, bead.new, "new")):
        lacking = Side.OTHER if side is Side.BASE else Side.BASE
        label = word if alignment.is_known_whole(lacking) else NOT_FOUND
        for span in spans:
            half = (span.end - span.start) / 2
            if not any(min(edit.end, span.end) - max(edit.start, span.start) > half for edit in told[side]):
                quote = quoted(span.of(alignment.side(side).content))
                yield Change(index, None, _closed(f"{subject(alignment, bead)}, {label}: {quote}"))


def _fate(bead: Bead) -> list[str]:
    """What happened to the line as a whole, before its words: a split, a merger, a move."""
    now = line_words([index + 1 for index in bead.other])
    words = []
    if bead.kind is BeadKind.SPLIT:
        words.append(f"split into {now}")
    if bead.kind is BeadKind.MERGED:
        words.append(f"merged into {now}")
    if bead.moved:
        words.append("moved" if words else f"moved to {now}")
    return words


def _closed(sentence: str) -> str:
    """The sentence with a full stop, unless the quotation at its end has one."""
    return sentence if sentence.endswith((".'", "!'", "?'", "…'")) else sentence + "."


def _label(edit: Edit) -> str:
    if edit.op is EditOp.ORTHOGRAPHIC:
        return "renumbered" if edit.note is EditNote.RENUMBERED else "written differently"
    if edit.note is EditNote.CAPITAL:
        return "capital"
    return "anniversary count" if edit.note is EditNote.ROLLOVER else "reworded"


def _edit_words(alignment: Alignment, bead: Bead, edit: Edit) -> str:
    was, now = (_words_at(alignment, edit, side) for side in (Side.BASE, Side.OTHER))
    if not was and not now:
        return f"white space{_anchor(alignment, bead, edit, Side.BASE)}"
    if was and now:
        return f"{_spoken(was)} is now {_spoken(now)}"
    if was:
        return f"{_spoken(was)} is removed{_anchor(alignment, bead, edit, Side.BASE)}"
    return f"{_spoken(now)} is added{_anchor(alignment, bead, edit, Side.OTHER)}"


def _moved_words(alignment: Alignment, bead: Bead, group: Sequence[int]) -> str:
    """Where words stand now that stood elsewhere in the bead; an ellipsis stands for what changed between them."""
    edits = [bead.edits[number] for number in group]
    stretches = [edits[0].other]
    for edit in edits[1:]:
        if edit.other.start == stretches[-1].end:
            stretches[-1] = Span(stretches[-1].start, edit.other.end)
        else:
            stretches.append(edit.other)
    content = alignment.other.content
    words = " … ".join(filter(None, (" ".join(span.of(content).split()) for span in stretches)))
    where = "in the line" if len(bead.base) == len(bead.other) == 1 else "in these lines"
    return f"'{words}' stands elsewhere {where},{_anchor(alignment, bead, edits[0], Side.OTHER)}."


def _spoken(words: str) -> str:
    """The words in quotation marks; a mark of punctuation that stands alone has its name beside it."""
    name = PUNCTUATION_NAMES.get(words)
    return f"{quoted(words)} ({name})" if name else quoted(words)


def _anchor(alignment: Alignment, bead: Bead, edit: Edit, side: Side) -> str:
    """Where in the line an insertion or deletion stands: the words just before it."""
    before = _before(alignment, bead, edit, side)
    return f" after {quoted(before)}" if before else " at the start"


def _before(alignment: Alignment, bead: Bead, edit: Edit, side: Side) -> str:
    """The last words of the bead before the edit, at most `ANCHOR_WIDTH` characters of them."""
    start = segments_on(alignment, bead, side)[0].span.start
    end = span_on(edit, side).start
    text = " ".join(Span(max(start, end - 8 * ANCHOR_WIDTH), end).of(alignment.side(side).content).split())
    if len(text) <= ANCHOR_WIDTH:
        return text
    tail = text[-ANCHOR_WIDTH:]
    return tail.split(" ", 1)[1] if " " in tail else tail


def _words_at(alignment: Alignment, edit: Edit, side: Side) -> str:
    return span_on(edit, side).of(alignment.side(side).content).strip()


def _numbers(lines: Sequence[int]) -> str:
    if len(lines) > 1 and lines[-1] - lines[0] == len(lines) - 1:
        return f"{lines[0]}–{lines[-1]}"
    return ", ".join(str(line) for line in lines)
