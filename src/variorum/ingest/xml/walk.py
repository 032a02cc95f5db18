"""An XML document's text, block by block in document order, each with its path."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from variorum.ingest.lists import BULLET, enumerator, is_marked
from variorum.ingest.texts import Piece
from variorum.ingest.xml.vocabularies import BLOCK_ROLES, DUBLIN_CORE, Role
from variorum.model.units import BlockKind

if TYPE_CHECKING:
    from variorum.ingest.xml.vocabularies import Vocabulary

# What stands between the runs of a block; XML itself can hold none of these characters.
_LINE, _CELL, _JOIN, _EDGE = "\x01", "\x02", "\x03", "\x04"
_SPACE = re.compile(r"[ \t\r\n]+")
_JOINED = re.compile(rf"(?:(?<=\w)[-\u2010\xad])? *{_JOIN}[ {_JOIN}]*")
_EDGES = re.compile(rf"(?<=\w){_EDGE}+(?=\w)")
_LINES = re.compile(rf" *{_LINE}[ {_LINE}]*")
_CELLS = re.compile(rf" *{_CELL} *")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_HEADING_WORDS = 40
# "Article 5" heads what follows; "1.", "12bis)", "(a)" mark it.
_MARKER = re.compile(r"[\W_]*(?:\w{1,6}(?:[\W_]+\w{1,3}){0,4}[\W_]*)?")
_LONGEST_MARKER = 24
_MOST_STEPS = 64
_WHOLES = frozenset({Role.WHOLE, Role.LETTERHEAD, Role.DOCUMENT_TITLE})
# They stand in a line and hold nothing.
_MARKS = frozenset({Role.LINE, Role.SPACE, Role.GAP})
_ORDERED = frozenset({"ol", "orderedlist"})
_ORDERED_TYPES = {
    "ordered": "1",
    "order": "1",
    "numbered": "1",
    "decimal": "1",
    "1": "1",
    "arabic": "1",
    **dict.fromkeys(("a", "alpha", "loweralpha", "alpha-lower", "lower-alpha"), "a"),
    **dict.fromkeys(("upperalpha", "alpha-upper", "upper-alpha"), "A"),
    **dict.fromkeys(("i", "lowerroman", "roman-lower", "lower-roman"), "i"),
    **dict.fromkeys(("upperroman", "roman-upper", "upper-roman"), "I"),
}
_UNMARKED_TYPES = frozenset({"simple", "none", "gloss", "index", "inline"})
_NUMBERED_BY = ("type", "list-type", "rend", "numeration", "style")


@dataclass(slots=True)
class Document:
    """What a document shows: its pieces in order and then its notes; what it removes, and gaps it declares."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    removed: int = 0
    gaps: int = 0


@dataclass(slots=True)
class _Frame:
    """An open element: its name, its role, its step in the path, and its children by name, in all and met so far."""

    name: str
    role: Role | None
    step: str
    is_leaf: bool
    children: Counter[str]
    met: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Leaf:
    """An open element that holds a block, at this depth; for a note also what it interrupts."""

    role: Role
    depth: int
    held: _Held | None = None


@dataclass(slots=True)
class _Held:
    """A block that a note stands in the middle of."""

    runs: list[str]
    marker: str
    is_own_marker: bool
    depth: int
    sink: list[Piece]
    title: bool
    letterhead: int
    size: int


@dataclass(slots=True)
class _Walk:
    """The state of one walk. Every element is met twice, so time is linear in the document."""

    vocabulary: Vocabulary
    document: Document = field(default_factory=Document)
    frames: list[_Frame] = field(default_factory=list)
    leaves: list[_Leaf] = field(default_factory=list)
    sink: list[Piece] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    marker: str = ""
    is_own_marker: bool = False
    marker_depth: int = 0
    opening: str = ""
    furniture: int = 0
    in_row: int = 0
    in_letterhead: int = 0
    letterhead: int = 0
    size: int = 0
    titled: bool = False
    is_title: bool = False
    note_number: int = 0

    def start(self, element: etree._Element) -> bool:
        """Meet an element's start; False where nothing of it is seen."""
        name = local(element)
        parent = self.frames[-1] if self.frames else None
        role = self._role(element, name, parent)
        step = self._step(name, parent)
        if role is Role.REMOVED:
            self.document.removed += 1
        if role in (Role.UNSEEN, Role.REMOVED):
            return False
        children = Counter(local(child) for child in element)
        is_leaf = role in BLOCK_ROLES or (not self.leaves and role not in _MARKS and _holds_text(element))
        frame = _Frame(name, role, step, is_leaf, children)
        self.frames.append(frame)
        self._open(element, frame)
        opening = element.get("startQuote")
        if opening and self.leaves:
            self.add(opening)
        elif opening:
            self.opening += opening
        self.add(element.text)
        return True

    def _role(self, element: etree._Element, name: str, parent: _Frame | None) -> Role | None:
        if not self.vocabulary.is_known and str(element.tag)[1:].startswith(DUBLIN_CORE):
            return Role.UNSEEN
        role = self.vocabulary.role(name, parent.name if parent else "")
        if role is Role.NOTE and not self.leaves:
            return None
        if role is Role.ROW and not _is_plain_row(element, self.vocabulary):
            return Role.GROUP
        if role in BLOCK_ROLES and role is not Role.NOTE and self.in_row:
            return Role.CELL if role is Role.NUMBER else Role.LINE if role is Role.ITEM else None
        return role

    def _step(self, name: str, parent: _Frame | None) -> str:
        if parent is None:
            return name
        parent.met[name] += 1
        return f"{name}[{parent.met[name]}]" if parent.children[name] > 1 else name

    def _open(self, element: etree._Element, frame: _Frame) -> None:
        role = frame.role
        if role is Role.NOTE:
            self._open_note(element)
            return
        if frame.is_leaf:
            self._open_leaf(element, frame)
        if role in (Role.FURNITURE, Role.GROUP):
            self.flush()
            self.furniture += role is Role.FURNITURE
        elif role is Role.CELL:
            self._cell()
        elif role in _WHOLES:
            self.runs.append(_EDGE)
            self.in_letterhead += role is Role.LETTERHEAD
            self.is_title = self.is_title or role is Role.DOCUMENT_TITLE
        elif role is Role.LINE:
            self.runs.append(" " if self.in_row else _LINE)
        elif role is Role.SPACE:
            self.runs.append(_JOIN if element.get("break") == "no" else " ")
        elif role is Role.GAP:
            self.document.gaps += 1

    def _open_leaf(self, element: etree._Element, frame: _Frame) -> None:
        role = frame.role if frame.role in BLOCK_ROLES else Role.PARAGRAPH
        self.flush()
        self.leaves.append(_Leaf(role, len(self.frames)))
        self.in_row += role is Role.ROW
        if role is Role.ITEM and not self.marker:
            self._mark(_item_marker(element, frame, self.frames, self.vocabulary))

    def _cell(self) -> None:
        if self.in_row and any(run.strip(" \t\r\n") and run != _CELL for run in self.runs):
            self.runs.append(_CELL)
        elif not self.in_row:
            self.flush()

    def _open_note(self, element: etree._Element) -> None:
        held = _Held(
            self.runs,
            self.marker,
            self.is_own_marker,
            self.marker_depth,
            self.sink,
            self.is_title,
            self.letterhead,
            self.size,
        )
        self.leaves.append(_Leaf(Role.NOTE, len(self.frames), held))
        self.note_number += 1
        number = element.get("marker") or element.get("n") or str(self.note_number)
        self.runs, self.marker, self.sink = [], "", self.document.notes
        self.is_title, self.letterhead, self.size = False, 0, 0
        self._mark(f"{number}." if number.isalnum() else number)

    def _mark(self, marker: str) -> None:
        """Hold the mark that an item has without writing it."""
        self.marker, self.is_own_marker = marker, False
        self.marker_depth = len(self.frames) - 1

    def end(self, element: etree._Element) -> None:
        """Meet the end of an element whose start was seen."""
        frame = self.frames[-1]
        closing = element.get("endQuote")
        if closing and self.leaves:
            self.add(closing)
        elif closing and self.sink:
            last = self.sink[-1]
            self.sink[-1] = Piece(last.kind, last.content + closing, last.place)
        if frame.role is Role.NOTE:
            self._close_note()
        elif frame.role in _WHOLES:
            self.runs.append(_EDGE)
            self.in_letterhead -= frame.role is Role.LETTERHEAD
        elif frame.role in (Role.FURNITURE, Role.GROUP) or (frame.role is Role.CELL and not self.in_row):
            self.flush()
            self.furniture -= frame.role is Role.FURNITURE
        if frame.is_leaf and frame.role is not Role.NOTE:
            self.flush()
            self.in_row -= self.leaves.pop().role is Role.ROW
        if not self.leaves and self.runs:
            self.flush()
        self.frames.pop()
        if self.marker and len(self.frames) <= self.marker_depth:
            self._lone_marker()

    def _close_note(self) -> None:
        self.flush()
        held = self.leaves.pop().held
        assert held is not None, "a note holds what it interrupts"  # noqa: S101
        self.runs, self.sink = held.runs, held.sink
        self.marker, self.is_own_marker, self.marker_depth = held.marker, held.is_own_marker, held.depth
        self.is_title, self.letterhead, self.size = held.title, held.letterhead, held.size

    def _lone_marker(self) -> None:
        """A number with nothing after it in its own part is a line of its own; the bullet of no words is nothing."""
        marker, self.marker = self.marker, ""
        if self.is_own_marker:
            self._append(BlockKind.HEADING, marker, self._place(len(self.frames)))

    def add(self, content: str | None) -> None:
        """Add characters to the open block."""
        if not content:
            return
        self.runs.append(content)
        size = len(_SPACE.sub("", content))
        self.size += size
        self.letterhead += size if self.in_letterhead else 0

    def flush(self) -> None:
        """Close the open block, if it has any text."""
        if not self.runs:
            return
        runs, self.runs = "".join(self.runs), []
        is_letterhead = self.size > 0 and self.letterhead == self.size
        is_title, self.is_title, self.letterhead, self.size = self.is_title, False, 0, 0
        leaf = self.leaves[-1] if self.leaves else None
        role = leaf.role if leaf is not None else Role.PARAGRAPH
        contents = [runs] if self.vocabulary.is_known else _BLANK_LINE.split(runs)
        for written in contents:
            content = _content(written)
            if content and role is Role.NUMBER:
                self._number(content)
            elif content:
                kind = BlockKind.FURNITURE if is_letterhead else self._kind(role, content, is_title=is_title)
                self._place_block(kind, content, self._place(leaf.depth if leaf is not None else len(self.frames)))

    def _number(self, content: str) -> None:
        """Hold a number for what it stands before; one within another follows it, under a named one it stands alone."""
        if self.is_own_marker and _is_heading(self.marker):
            self._lone_marker()
        self.marker = f"{self.marker} {content}" if self.marker and self.is_own_marker else content
        self.is_own_marker, self.marker_depth = True, len(self.frames) - 2

    def _kind(self, role: Role, content: str, *, is_title: bool) -> BlockKind:
        if role is Role.TITLE or is_title:
            if not self.titled:
                self.titled = True
                return BlockKind.TITLE
            return BlockKind.HEADING if role is Role.TITLE else BlockKind.PARAGRAPH
        if role is Role.HEADING and content.count(" ") < _HEADING_WORDS:
            return BlockKind.HEADING
        return BlockKind.ITEM if role is Role.ITEM else BlockKind.PARAGRAPH

    def _place_block(self, kind: BlockKind, content: str, place: str) -> None:
        """Add a block, with the number that stands before it."""
        marker, self.marker = self.marker, ""
        heads = kind is not BlockKind.HEADING and _is_heading(marker)
        if heads:
            self._append(BlockKind.HEADING, marker, place)
        elif marker == BULLET and is_marked(content):
            kind = BlockKind.ITEM
        elif marker:
            kind = kind if kind in (BlockKind.HEADING, BlockKind.TITLE) else BlockKind.ITEM
            content = f"{marker} {content}"
        self._append(kind, content, place)

    def _append(self, kind: BlockKind, content: str, place: str) -> None:
        opening, self.opening = self.opening, ""
        self.sink.append(Piece(BlockKind.FURNITURE if self.furniture else kind, opening + content, place))

    def _place(self, depth: int) -> str:
        """The path of the open element at a depth; "" where it is longer than anyone writes."""
        return "" if depth > _MOST_STEPS else "/" + "/".join(frame.step for frame in self.frames[:depth])


def walk(root: etree._Element, vocabulary: Vocabulary) -> Document:
    """The text of a document. Nothing that its vocabulary shows is left out; time and memory are linear in it."""
    state = _Walk(vocabulary)
    state.sink = state.document.pieces
    events = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in events:
        if event == "start":
            if not state.start(element):
                events.skip_subtree()
                skipped = element
            continue
        if element is skipped:
            skipped = None
        else:
            state.end(element)
        if element is not root:
            state.add(element.tail)
    state.flush()
    return state.document


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _content(written: str) -> str:
    """A block's characters with white space folded, cells a tab apart, lines broken where the source breaks them."""
    content = _JOINED.sub("", _SPACE.sub(" ", written))
    content = _EDGES.sub(" ", content).replace(_EDGE, "")
    content = _CELLS.sub("\t", _LINES.sub("\n", content))
    return _repeated(content).strip()


def _repeated(content: str) -> str:
    """Single spaces where marks between them have gone."""
    return re.sub(r" {2,}", " ", content).replace("\n ", "\n")


def _is_heading(marker: str) -> bool:
    return bool(marker) and (len(marker) > _LONGEST_MARKER or _MARKER.fullmatch(marker) is None)


def _holds_text(element: etree._Element) -> bool:
    """Whether an element has words of its own, and not only elements."""
    if element.text and not element.text.isspace():
        return True
    return any(child.tail and not child.tail.isspace() for child in element)


def _is_plain_row(row: etree._Element, vocabulary: Vocabulary) -> bool:
    """Whether no cell of a row holds more than one block."""
    for cell in row:
        blocks = 0
        for element in cell.iterdescendants():
            role = vocabulary.role(local(element), "")
            blocks += role in BLOCK_ROLES
            if blocks > 1 or role is Role.GROUP:
                return False
    return True


def _item_marker(element: etree._Element, frame: _Frame, frames: list[_Frame], vocabulary: Vocabulary) -> str:
    """The bullet or number of an item that writes none itself."""
    if any(vocabulary.role(name, frame.name) is Role.NUMBER for name in frame.children) or len(frames) < 2:
        return ""
    around = element.getparent()
    named = {} if around is None else {str(key).rpartition("}")[2]: str(value).lower() for key, value in around.items()}
    types = [named[key] for key in _NUMBERED_BY if key in named]
    style = next((_ORDERED_TYPES[each] for each in types if each in _ORDERED_TYPES), None)
    if style is None and frames[-2].name.lower() in _ORDERED:
        style = "1"
    number = element.get("n") or element.get("value")
    if number and len(number) < 8:
        return number if is_marked(f"{number} x") else f"{number}."
    if style is not None:
        return f"{enumerator(frames[-2].met[frame.name], style)}."
    return "" if any(each in _UNMARKED_TYPES for each in types) else BULLET
