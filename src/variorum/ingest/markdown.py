"""Markdown: the characters as they stand, marks and all, with the blocks that the marks make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it import __version__ as parser_version

from variorum.ingest.formats import MARKDOWN
from variorum.ingest.markdown_claims import markdown_claims
from variorum.ingest.texts import Source, make_text
from variorum.model.spans import Span
from variorum.model.units import Block, BlockKind
from variorum.model.witnesses import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import Text

# As the parser counts lines.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FRONT_MATTER_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_HTML_MARKS = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
# The parser takes some eight seconds for a megabyte of one-line items; without blocks, nothing of the text is lost.
MOST_CHARACTERS = 1_000_000
_FRONT_MATTER_REACH = 20_000


class MarkdownReader:
    """Reads Markdown. Blocks are those of CommonMark with tables; what only serves the markup is furniture."""

    media_type = MARKDOWN

    def read(self, source: Source, *, limits: Limits) -> Text:  # noqa: ARG002
        """The characters as they were decoded, and their blocks."""
        decoded = source.characters
        blocks = tuple(markdown_blocks(decoded.content)) if len(decoded.content) <= MOST_CHARACTERS else ()
        return make_text(
            decoded.content,
            Derivation("variorum.ingest.markdown (markdown-it-py)", parser_version, (("encoding", decoded.encoding),)),
            blocks=blocks,
            warnings=decoded.warnings,
            claims=markdown_claims(_settings(decoded.content)),
        )


def markdown_blocks(content: str) -> Iterator[Block]:
    """The blocks of a Markdown text, in order; every character that is no white space is in one."""
    lines = _lines(content)
    front = _front_matter(content, lines)
    body = "\n" * front + content[lines[front].start :] if front < len(lines) else ""
    leaves = [(BlockKind.FURNITURE, 0, front), *_leaves(_parse(body), content, lines)]
    reached = 0
    first = True
    for kind, start, end in leaves:
        yield from _trimmed(BlockKind.FURNITURE, content, lines[reached:start])
        reached = max(reached, end)
        for block in _trimmed(kind, content, lines[start:end]):
            title = first and block.kind is BlockKind.HEADING
            yield Block(BlockKind.TITLE, block.span) if title else block
            first = first and block.kind is BlockKind.FURNITURE
    yield from _trimmed(BlockKind.FURNITURE, content, lines[reached:])


def _lines(content: str) -> list[Span]:
    return [Span(found.start(), found.end()) for found in _LINE.finditer(content) if found.end() > found.start()]


def _settings(content: str) -> list[str]:
    """The lines of the settings at the top of the text, without the two `---`."""
    lines = _lines(content[:_FRONT_MATTER_REACH])
    return [line.of(content) for line in lines[1 : max(_front_matter(content, lines) - 1, 0)]]


def _front_matter(content: str, lines: Sequence[Span]) -> int:
    """How many lines a block of settings between two `---` takes at the top of the text."""
    if not lines or lines[0].of(content).rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:], start=2):
        if _FRONT_MATTER_END.fullmatch(line.of(content).rstrip("\r\n")):
            return number
    return 0


def _parse(body: str) -> list[Token]:
    parser = MarkdownIt("commonmark").enable("table")
    # Blocks alone: what stands within a line stays as it is.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser.parse(body)


def _leaves(tokens: Sequence[Token], content: str, lines: Sequence[Span]) -> Iterator[tuple[BlockKind, int, int]]:
    """The lines [start, end) of each block that holds text itself, with its kind."""
    opened = False
    for token in tokens:
        if token.type == "list_item_open":
            opened = True
        if token.map is None or token.type not in _LEAF_KINDS:
            continue
        start, end = token.map[0], min(token.map[1], len(lines))
        if token.type == "fence":
            yield from _fence_leaves(token, start, end, content, lines)
        elif token.type == "heading_open" and token.markup in {"=", "-"}:
            yield BlockKind.HEADING, start, end - 1
        else:
            kind = _html_kind(token) if token.type == "html_block" else _LEAF_KINDS[token.type]
            yield BlockKind.ITEM if opened and kind is BlockKind.PARAGRAPH else kind, start, end
        opened = False


_LEAF_KINDS = {
    "paragraph_open": BlockKind.PARAGRAPH,
    "heading_open": BlockKind.HEADING,
    "tr_open": BlockKind.PARAGRAPH,
    "code_block": BlockKind.PARAGRAPH,
    "fence": BlockKind.PARAGRAPH,
    "html_block": BlockKind.FURNITURE,
    "hr": BlockKind.FURNITURE,
}


def _html_kind(token: Token) -> BlockKind:
    """HTML set into Markdown is text where words are left without its tags and comments."""
    words = re.search(r"\w", _HTML_MARKS.sub("", token.content))
    return BlockKind.FURNITURE if words is None else BlockKind.PARAGRAPH


def _fence_leaves(
    token: Token, start: int, end: int, content: str, lines: Sequence[Span]
) -> Iterator[tuple[BlockKind, int, int]]:
    """The lines between two fences; the fences themselves are left to be furniture."""
    closed = end - start > 1 and lines[end - 1].of(content).strip().endswith(token.markup)
    yield BlockKind.PARAGRAPH, start + 1, end - closed


def _trimmed(kind: BlockKind, content: str, lines: Sequence[Span]) -> Iterator[Block]:
    """The block that lines make, without the white space round it; one for each stretch between blank lines."""
    start: int | None = None
    end = 0
    for line in lines:
        written = line.of(content)
        stripped = written.strip()
        if not stripped:
            if start is not None:
                yield Block(kind, Span(start, end))
                start = None
            continue
        left = line.start + len(written) - len(written.lstrip())
        start = left if start is None else start
        end = left + len(stripped)
    if start is not None:
        yield Block(kind, Span(start, end))
