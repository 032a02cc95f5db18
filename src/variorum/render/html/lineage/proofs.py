"""Words of a series at their place, in their context, and where the texts are from that a page quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.render.html.characters import plain, shown
from variorum.render.html.proof import CONTEXT, witness_provenance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from variorum.model.lineage import Lineage, LineEvent
    from variorum.model.spans import Span


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Words of an issue in their context, character for character. `text` is the fragment that says whose they are."""

    anchor: str
    date: str
    place: str
    text: str
    before: Markup
    exact: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class TextView:
    """Where one text is from, as pairs of a name and a value."""

    anchor: str
    date: str
    title: Markup | None
    facts: tuple[tuple[str, str], ...]


class Proofs:
    """Makes the proofs of one page, and remembers which texts it quotes."""

    def __init__(self, lineage: Lineage, dates: Sequence[str]) -> None:
        self._lineage = lineage
        self._dates = dates
        self._quoted: set[int] = set()

    def of_line(self, event: LineEvent) -> PlaceView:
        """The words of a line where it stands."""
        return self.of(event.issue, self._lineage.issues[event.issue].witness.segments[event.segment or 0].span)

    def of(self, issue: int, span: Span) -> PlaceView:
        """The words at a span of an issue's text."""
        self._quoted.add(issue)
        named = self._lineage.issues[issue]
        content, digest = named.witness.content, named.witness.witness.text.sha256
        return PlaceView(
            f"{digest[:12]}-{span.start}-{span.end}",
            self._dates[issue],
            f"{plain(named.reference)}: characters {span.start} to {span.end} of text {digest[:12]}…",
            self._text(issue),
            shown(content[max(span.start - CONTEXT, 0) : span.start].lstrip()),
            shown(span.of(content)),
            shown(content[span.end : span.end + CONTEXT].rstrip()),
        )

    def texts(self) -> tuple[TextView, ...]:
        """The texts of which words were asked for, in order of their dates."""
        return tuple(
            TextView(
                self._text(k),
                self._dates[k],
                shown(title) if (title := self._lineage.issues[k].title) else None,
                witness_provenance(self._lineage.issues[k].witness),
            )
            for k in sorted(self._quoted)
        )

    def _text(self, issue: int) -> str:
        named = self._lineage.issues[issue]
        ordinal = f"-{named.issue.ordinal}" if named.issue.ordinal > 1 else ""
        return f"text-{named.witness.witness.text.sha256[:12]}-{named.date}{ordinal}"
