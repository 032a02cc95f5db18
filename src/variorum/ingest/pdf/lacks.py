"""What of a PDF was not read, in the words of its warnings."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from variorum.ingest.damage import UNREAD, damage
from variorum.model.witnesses import TextWarning, WarningKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FEW_RUNS = 12

_DAMAGED = "damaged, could not be read"
_PICTURE = "no text, seemingly a picture, which only text recognition (OCR) can read"
_STAMPED_PICTURE = f"hardly any text on what is {_PICTURE.partition('seemingly ')[2]}"
_DRAWN = "no text, but something is drawn there, which only text recognition (OCR) can read"
_BARE = "no text; nothing is drawn there"


def page_warnings(pages: Sequence[Mapping[str, Any]]) -> Iterator[TextWarning]:
    """One warning for each way in which pages lack text, with the numbers of the pages (from 1)."""
    lacking: dict[str, list[int]] = {}
    for number, page in enumerate(pages, start=1):
        lack = _lack(page)
        if lack is not None:
            lacking.setdefault(lack, []).append(number)
    for lack, numbers in sorted(lacking.items(), key=lambda item: item[1]):
        kind = WarningKind.EXTRACTION if lack is _DAMAGED else WarningKind.PAGE_WITHOUT_TEXT
        yield TextWarning(kind, f"{pages_said(numbers)}: {lack}.", incomplete=True)


def _lack(page: Mapping[str, Any]) -> str | None:
    """What a page lacks; one with nothing drawn on it lacks text all the same, and is said to be so."""
    if page.get("lost"):
        return _DAMAGED
    if page["lines"]:
        return _STAMPED_PICTURE if page["picture"] else None
    if page["bare"]:
        return _BARE
    return _PICTURE if page["picture"] else _DRAWN


def pages_said(numbers: Sequence[int]) -> str:
    """Ascending page numbers as a reader says them: "Page 3", "Pages 2, 4 to 7 and 9"."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    said = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs[:_FEW_RUNS]]
    if len(runs) > _FEW_RUNS:
        said.append(f"{sum(map(len, runs[_FEW_RUNS:])):,} more")
    listed = ", ".join(said[:-1]) + " and " + said[-1] if len(said) > 1 else said[0]
    return f"Page {listed}" if len(numbers) == 1 else f"Pages {listed}"


def unmapped_warning(pages: Sequence[Mapping[str, Any]]) -> TextWarning | None:
    """The warning of glyphs that the file names no letter for; None where there are none."""
    lines = [line[0] for page in pages for line in page.get("lines", ())]
    unmapped = sum(line.count(UNREAD) for line in lines)
    if not unmapped:
        return None
    found = damage(lines)
    message = (
        f"The file does not say which letters {unmapped:,} of its characters are; they stand as U+FFFD "
        f"in {found.damaged:,} of {found.words:,} words."
    )
    return TextWarning(WarningKind.UNDECODABLE, message, incomplete=found.is_great)
