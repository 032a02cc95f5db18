"""Search an archive: by words, or for what is like a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.align.likeness import Likeness
from variorum.archive import search as lines
from variorum.errors import QueryEmpty
from variorum.model.found import Hits, Order, Scope
from variorum.model.witnesses import Limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.archive.search import Candidate
    from variorum.archive.store import Store
    from variorum.model.spans import Span

# Half of both lines' words are the same. Chosen by one reader over two dozen pairs of official texts: from 0.5 on all
# said a thing of one kind in the same words, between 0.4 and 0.5 half of them had only a formula in common.
LIKE = 0.5
# Where the last tenth of the candidates holds no relative, those behind it are taken to hold none.
_TAIL = 0.9


def search(
    store: Store, words: str, *, scope: Scope = lines.ANYWHERE, order: Order = Order.NEWEST, limit: int = 20
) -> Hits:
    """The lines that have these words; how they are read says `variorum.archive.queries.parse_query`."""
    return lines.search(store.connection, words, scope=scope, order=order, limit=limit)


def like(
    store: Store, sentence: str, *, scope: Scope = lines.ANYWHERE, at_least: float = LIKE, limit: int = 20
) -> Hits:
    """Has this been said before? The lines whose likeness to a sentence is `at_least` that, the earliest first.

    The score is that of `variorum.align.likeness`. Undated lines come last; of one date the likest come first.
    """
    if not sentence.strip():
        raise QueryEmpty(sentence)
    likeness = Likeness(sentence)
    found, cut = lines.candidates(store.connection, sentence, scope=scope)
    scores: dict[str, float] = {}
    for candidate in found:
        if candidate.words not in scores:
            reaches = likeness.at_most(candidate.words) >= at_least
            scores[candidate.words] = likeness.of(candidate.words) if reaches else 0.0
    relatives = [candidate for candidate in found if scores[candidate.words] >= at_least]
    relatives.sort(key=lambda one: (not one.date, one.date, -scores[one.words], one.segment))
    shown = [(one.segment, scores[one.words]) for one in relatives[:limit]]
    limits = _limits(len(found), relatives) if cut else ()
    return Hits(lines.hits(store.connection, shown, _unmarked), len(relatives), limits)


def _unmarked(_words: str, _offset: int) -> tuple[Span, ...]:
    return ()


def _limits(count: int, relatives: Sequence[Candidate]) -> tuple[Limit, ...]:
    """What is said of a list of candidates that was cut: it matters where relatives had not run out by its end."""
    if not any(one.rank >= lines.MOST_CANDIDATES * _TAIL for one in relatives):
        return ()
    effect = "more lines share the rarest words of the sentence, and like ones may be among them"
    return (Limit("lines compared with the sentence", f"{lines.MOST_CANDIDATES:,}", f"more than {count:,}", effect),)
