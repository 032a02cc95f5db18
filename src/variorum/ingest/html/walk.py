"""A page's visible text, block by block in document order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from lxml import etree

from variorum.ingest.lists import BULLET, enumerator, is_marked
from variorum.model.units import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSEEN = frozenset(
    "area audio base button canvas datalist embed head iframe input link map meta meter noframes noscript object "
    "optgroup option param picture progress script select source style svg template textarea title track video".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section "
    "summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "dir", "menu"})
CELLS = frozenset({"td", "th"})
PREFORMATTED = frozenset({"pre", "listing", "plaintext", "xmp"})
BOLD = frozenset({"b", "strong"})
# A table with these in its cells lays out a page: each cell is read on its own.
_LAYOUT = BLOCKS - {"p", "div", "center"}
_SITE_TAGS = frozenset({"nav", "dialog", "search"})
_SITE_ROLES = frozenset(
    "navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog".split()
)
_MAIN_TAGS = frozenset({"article", "main"})
# What a page itself calls its text is taken for it, if links take away no more than half of it.
_MAIN_SHARE = 0.5
_ASIDE_TAGS = frozenset({"address", "aside", "footer"})
_SITE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:address|ads?|advert\w*|banner|breadcrumbs?|comments?|consent|contacts?|cookies?|footer|last-?updated?|menu|nav|navbar|"
    r"navigation|newsletter|pager|pagination|promo|related|see-also|share|sharing|sidebar|skip|social|subscribe|toolbar|"
    r"topbar|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SPACES = " \t\n\r\f"
_SPACE = re.compile(f"[{_SPACES}]+")
_BLANK_LINES = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
# Longer than this, a "heading" is a paragraph that was given a heading's tag for its looks.
_HEADING_WORDS = 40
_BOLD_HEADING_WORDS = 15


class Part(Enum):
    """Why a stretch of a page may belong to the site and not to its text."""

    SITE = "site"
    ASIDE = "aside"
    NAMED = "named"


class _Mark(Enum):
    """What stands between the runs of one block."""

    BREAK = "\n"
    CELL = "\t"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block of a page; `linked` counts its characters inside links, `tag` is the element it stands in."""

    kind: BlockKind
    content: str
    linked: int
    tag: str


@dataclass(slots=True)
class Subtree:
    """The blocks [first, last) of one element, their score, and the best-scored element within it, itself included."""

    tag: str
    first: int
    last: int = 0
    score: float = 0.0
    best: Subtree | None = None


@dataclass(slots=True)
class Page:
    """All visible blocks of a page in order; `parts` are stretches [first, last) that may be the site's own."""

    blocks: list[PageBlock]
    parts: list[tuple[int, int, Part]]
    best: Subtree
    hidden: int


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int
    step: int
    marked: bool
    style: str


@dataclass(slots=True)
class _Walk:
    """The state of one walk. Every element is met twice, so time is linear in the page and depth costs no stack."""

    blocks: list[PageBlock] = field(default_factory=list)
    parts: list[tuple[int, int, Part]] = field(default_factory=list)
    totals: list[float] = field(default_factory=lambda: [0.0])
    subtrees: list[Subtree] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    tables: list[bool] = field(default_factory=list)
    runs: list[str | _Mark] = field(default_factory=list)
    marker: str | None = None
    links: int = 0
    bolds: int = 0
    preformatted: int = 0
    linked: int = 0
    bold: int = 0
    hidden: int = 0
    in_row: bool = False

    def add(self, content: str | None) -> None:
        """Add characters to the open block."""
        if not content:
            return
        self.runs.append(content)
        if self.links or self.bolds:
            size = len(_SPACE.sub(" ", content).strip())
            self.linked += size if self.links else 0
            self.bold += size if self.bolds else 0

    def flush(self) -> None:
        """Close the open block, if it has any text."""
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        linked, bold, self.linked, self.bold = self.linked, self.bold, 0, 0
        contents = [text for text in self._contents(runs) if text]
        size = sum(map(len, contents))
        for content in contents:
            self._append(content, linked * len(content) // size, is_bold=bold > 0 and bold >= size - len(contents))

    def _contents(self, runs: list[str | _Mark]) -> Iterator[str]:
        """The texts of the blocks that the runs make: more than one where a blank line parts them."""
        if self.preformatted:
            whole = "".join(run if isinstance(run, str) else run.value for run in runs)
            yield from (part.strip("\n\r") for part in _BLANK_LINES.split(whole) if part.strip())
            return
        lines: list[str] = []
        start = 0
        for end, run in enumerate([*runs, _Mark.BREAK]):
            if run is not _Mark.BREAK:
                continue
            line = _line(runs[start:end])
            start = end + 1
            if line:
                lines.append(line)
            elif lines:
                yield "\n".join(lines)
                lines = []
        if lines:
            yield "\n".join(lines)

    def _append(self, content: str, linked: int, *, is_bold: bool) -> None:
        tag = self.subtrees[-1].tag if self.subtrees else "body"
        kind = BlockKind.PARAGRAPH
        words = content.count(" ") + 1
        if self.marker is not None:
            kind = BlockKind.ITEM
            content = content if is_marked(content) else self.marker + content
            self.marker = None
        elif (tag in HEADINGS and words <= _HEADING_WORDS) or (
            is_bold and words <= _BOLD_HEADING_WORDS and content[-1] not in ".,;:"
        ):
            kind = BlockKind.HEADING
        block = PageBlock(kind, content, linked, tag)
        self.blocks.append(block)
        self.totals.append(self.totals[-1] + _score(block))

    def start(self, element: etree._Element, tag: str) -> bool:
        """Meet an element's start; False where nothing of it is seen."""
        if tag in UNSEEN or _is_hidden(element, tag):
            self.hidden += sum(map(len, element.itertext())) if tag not in UNSEEN else 0
            return False
        if tag in BLOCKS:
            self._start_block(element, tag)
        elif tag == "br":
            self.runs.append(_Mark.BREAK)
        elif tag == "a":
            self.links += 1
        elif tag in BOLD:
            self.bolds += 1
        elif tag == "q":
            self.add("“")
        elif tag in PREFORMATTED:
            self.preformatted += 1
        self.add(element.text)
        return True

    def _start_block(self, element: etree._Element, tag: str) -> None:
        if self.in_row and tag not in {"table", "tr"}:
            if tag in CELLS and any(run is not _Mark.BREAK and str(run).strip() for run in self.runs):
                self.runs.append(_Mark.CELL)
            elif tag not in CELLS:
                self.add(" ")
        else:
            self.flush()
        self.subtrees.append(Subtree(tag, len(self.blocks)))
        if tag in LISTS:
            self.lists.append(_list(element, tag))
        elif tag == "li":
            self.marker = self._item_marker(element)
        elif tag == "table":
            self.tables.append(_holds_data(element))
            self.in_row = False
        elif tag == "tr":
            self.in_row = bool(self.tables) and self.tables[-1]
        elif tag == "pre":
            self.preformatted += 1

    def _item_marker(self, element: etree._Element) -> str:
        if not self.lists:
            return f"{BULLET} "
        items = self.lists[-1]
        if not items.ordered:
            return f"{BULLET} " if items.marked else ""
        number = _whole(element.get("value"), items.number)
        items.number = number + items.step
        return f"{enumerator(number, items.style)}. " if items.marked else ""

    def end(self, element: etree._Element, tag: str) -> None:
        """Meet the end of an element whose start was seen."""
        if tag in BLOCKS:
            self._end_block(element, tag)
        elif tag == "a":
            self.links -= 1
        elif tag in BOLD:
            self.bolds -= 1
        elif tag == "q":
            self.add("”")
        elif tag in PREFORMATTED:
            self.flush()
            self.preformatted -= 1

    def _end_block(self, element: etree._Element, tag: str) -> None:
        if tag == "tr":
            self.in_row = False
        if self.in_row:
            if tag not in CELLS:
                self.add(" ")
        else:
            self.flush()
        if tag in LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.marker = None
        elif tag == "table":
            self.tables.pop()
        elif tag == "pre":
            self.preformatted -= 1
        self._close(self.subtrees.pop(), element, tag)

    def _close(self, tree: Subtree, element: etree._Element, tag: str) -> None:
        """Score a finished element and hand the best of it to the one around it; of equals the outer is the better."""
        tree.last = len(self.blocks)
        if tree.first == tree.last:
            return
        tree.score = self.totals[tree.last] - self.totals[tree.first]
        part = _part(element, tag)
        if part is not None:
            self.parts.append((tree.first, tree.last, part))
        enough = _MAIN_SHARE if tag in _MAIN_TAGS or element.get("role") == "main" else 1.0
        best = tree if tree.best is None or tree.score >= enough * tree.best.score else tree.best
        if not self.subtrees:
            self.subtrees.append(Subtree("html", 0))
        around = self.subtrees[-1]
        if around.best is None or best.score > around.best.score:
            around.best = best


def walk(root: etree._Element) -> Page:
    """The visible blocks of a page. Nothing visible is left out; time and memory are linear in the page."""
    state = _Walk()
    events = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in events:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if event == "start":
            if not state.start(element, tag):
                events.skip_subtree()
                skipped = element
            continue
        if element is skipped:
            skipped = None
        else:
            state.end(element, tag)
        if element is not root:
            state.add(element.tail)
    state.flush()
    whole = Subtree("html", 0, len(state.blocks), state.totals[-1])
    found = state.subtrees[-1].best if state.subtrees else None
    best = found if found is not None and found.score > max(whole.score, 0) else whole
    return Page(state.blocks, state.parts, best, state.hidden)


def _line(runs: list[str | _Mark]) -> str:
    """One line of a block, white space folded as a browser does; cells of a row a tab apart."""
    cells: list[str] = [""]
    for run in runs:
        if isinstance(run, str):
            cells[-1] += run
        else:
            cells.append("")
    return "\t".join(_SPACE.sub(" ", cell).strip(_SPACES) for cell in cells).strip("\t")


def _score(block: PageBlock) -> float:
    """What a block says for being text (its characters) or against (a menu's links)."""
    if block.linked * 2 > len(block.content):
        return -float(block.linked + 15)
    return float(len(block.content) - block.linked)


def _is_hidden(element: etree._Element, tag: str) -> bool:
    if element.get("hidden") is not None or (tag == "dialog" and element.get("open") is None):
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _part(element: etree._Element, tag: str) -> Part | None:
    if tag in _SITE_TAGS or element.get("role") in _SITE_ROLES:
        return Part.SITE
    if tag in _ASIDE_TAGS:
        return Part.ASIDE
    if tag in {"html", "body", "main", "article"}:
        return None
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return Part.NAMED if len(names) > 1 and _SITE_NAMES.search(names) else None


def _list(element: etree._Element, tag: str) -> _List:
    ordered = tag == "ol"
    step = -1 if element.get("reversed") is not None else 1
    first = sum(1 for child in element if child.tag == "li") if step < 0 else 1
    marked = _NO_MARKER.search(element.get("style") or "") is None
    return _List(ordered, _whole(element.get("start"), first), step, marked, element.get("type") or "1")


def _holds_data(table: etree._Element) -> bool:
    """Whether a table's rows are read as rows: no cell of it holds more than plain paragraphs."""
    if table.get("role") == "presentation":
        return False
    for rows in (table, *(child for child in table if child.tag in {"thead", "tbody", "tfoot"})):
        for row in rows:
            if row.tag == "tr" and not all(_is_plain_cell(cell) for cell in row):
                return False
    return True


def _is_plain_cell(cell: etree._Element) -> bool:
    paragraphs = 0
    for child in cell:
        if child.tag in _LAYOUT or any(grandchild.tag in BLOCKS for grandchild in child):
            return False
        paragraphs += child.tag in BLOCKS
    return paragraphs < 2


def _whole(written: str | None, default: int) -> int:
    """An attribute's whole number of at most nine digits."""
    if written is None or not re.fullmatch(r"\s*-?[0-9]{1,9}\s*", written):
        return default
    return int(written)
