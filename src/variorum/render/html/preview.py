"""The comparison as a bounded fragment for notebooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.model.alignment import Side
from variorum.render.html import assets
from variorum.render.html.characters import shown
from variorum.render.html.marks import side_markup
from variorum.render.html.words import side_words
from variorum.render.redline import Fold, Row, RowOptions, fold_words, rows, segments_on, title_of
from variorum.render.sentences import notices_of, shortened, status_words

if TYPE_CHECKING:
    from variorum.model.alignment import Alignment, Bead
    from variorum.model.summary import Summary

MOST_ROWS = 200
MOST_BYTES = 200_000
# A line longer than this is cut: a fragment is for a look, the page for the whole.
LONGEST_LINE = 4_000
# Room for the head, the notices and the closing line, each of them cut to this many characters.
_HEAD_WIDTH = 300
_MOST_NOTICES = 5
_ROOM_FOR_FRAME = 20_000


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: a fold in words, or the two wordings with the status between them, and how many bytes it takes."""

    fold: str
    glyph: str
    status: str
    older: Markup
    newer: Markup

    @property
    def alone(self) -> bool:
        """Whether one side is empty."""
        return not (self.older and self.newer)

    @property
    def size(self) -> int:
        """About how many bytes the row takes, tags included."""
        return sum(len(part.encode()) for part in (self.fold, self.status, self.older, self.newer)) + 240


def comparison_preview(alignment: Alignment, summary: Summary) -> str:
    """An HTML fragment of at most `MOST_ROWS` rows and `MOST_BYTES` bytes; its last line says what was left out."""
    display = rows(alignment, RowOptions())
    taken: list[PreviewRow] = []
    left = MOST_BYTES - _ROOM_FOR_FRAME
    for row in display[:MOST_ROWS]:
        entry = _entry(alignment, row)
        left -= entry.size
        if left < 0:
            break
        taken.append(entry)
    title = title_of(alignment)
    older, newer = (side_words(alignment, summary, side) for side in Side)
    return assets.template("preview.html").render(
        style=assets.static("preview.css"),
        title=shown(shortened(title or f"{older.name} → {newer.name}", _HEAD_WIDTH)),
        sentence=shortened(summary.sentence, _HEAD_WIDTH * 4),
        notices=[shortened(notice, _HEAD_WIDTH) for notice in notices_of(alignment, summary)[:_MOST_NOTICES]],
        older=older,
        newer=newer,
        rows=taken,
        rows_left=len(display) - len(taken),
    )


def _entry(alignment: Alignment, row: Row | Fold) -> PreviewRow:
    if isinstance(row, Fold):
        return PreviewRow(fold_words(alignment, row), "", "", Markup(""), Markup(""))
    wordings = [_wording(alignment, row.bead, side) for side in Side]
    return PreviewRow("", row.glyph, status_words(row), *wordings)


def _wording(alignment: Alignment, bead: Bead, side: Side) -> Markup:
    spans = [segment.span for segment in segments_on(alignment, bead, side)]
    length = sum(span.end - span.start for span in spans)
    if length <= LONGEST_LINE:
        return side_markup(alignment, bead, side)
    content = alignment.side(side).content
    start = content[spans[0].start : min(spans[0].end, spans[0].start + LONGEST_LINE)]
    return shown(start) + f" … ({length:,} characters in all)"
