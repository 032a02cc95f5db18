"""A run as a reader asks for it: families in short, one family with all its wordings, one document as a whole."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.model.reuse_views import DocumentView, Elsewhere, FamilySummary, FamilyView, RunSummary, Stretch
from variorum.model.spans import Span
from variorum.reuse.numbers import numbers_of
from variorum.reuse.run.reading import Time
from variorum.workflows.reuse.earliest import earliest_of
from variorum.workflows.reuse.nearest import most_shared, nearest_of
from variorum.workflows.reuse.overlaps import overlaps_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.model.reuse_views import Against, RunDocument, RunFamily, RunPassage
    from variorum.reuse.alphabet import Alphabet
    from variorum.reuse.run.reading import RunReader

# So many other documents of a passage are named with a document; all are counted.
NAMED = 3
EXCERPT = 600
"""Characters of a medoid that a list may show."""


def run_summary(reader: RunReader) -> RunSummary:
    """A run in figures."""
    counts = reader.manifest.counts
    documents = reader.figures_of_documents()
    return RunSummary(
        documents=counts["documents"],
        issuers=documents.issuers,
        series=documents.series,
        words=counts["words"],
        earliest=documents.earliest,
        latest=documents.latest,
        undated=documents.undated,
        duplicates=counts["duplicates"],
        families=counts["families"],
        bursts=reader.count_bursts(),
        by_several=reader.count_by_several(),
        formulaic=reader.count_families(formulaic=True),
        passages=counts["passages"],
        unread=counts.get("unread", 0),
        left_out=counts.get("left_out", 0),
        scope=_scope_words(reader.manifest.settings.get("scope", {})),
    )


def _scope_words(scope: dict[str, Any]) -> str:
    """What was compared, where that is not all with all."""
    across, between, days = scope.get("across", "document"), scope.get("between"), scope.get("most_days")
    said = []
    if between:
        said.append(f"only what {between[0]} and {between[1]} share")
    elif across != "document":
        said.append(f"only across {'issuers' if across == 'issuer' else 'series'}")
    if days is not None:
        said.append(f"only documents at most {days:,} day{'' if days == 1 else 's'} apart")
    if scope.get("within"):
        said.append("also what one document repeats")
    return f"Compared: {'; '.join(said)}." if said else ""


def summaries(reader: RunReader, families: Sequence[RunFamily]) -> list[FamilySummary]:
    """Families as a list shows them: who says it first, who else, and the words of the medoid."""
    medoids = reader.passages([family.medoid for family in families])
    numbers = [one.document for one in medoids]
    return [
        FamilySummary(family, earliest_of(reader, family), medoid.span.of(text)[:EXCERPT], document, others)
        for family, medoid, text, document, others in zip(
            families, medoids, reader.texts(numbers), reader.documents(numbers), _others(reader, families), strict=True
        )
    ]


def _others(reader: RunReader, families: Sequence[RunFamily]) -> Iterator[tuple[RunDocument, ...]]:
    """Of each family the first documents of its issuers but the first one, as many as are named."""
    issuers = numbers_of(reader.documents_said()["issuer"].combine_chunks().dictionary_encode().indices, missing=-1)
    for family in families:
        holders = reader.holders_of(family) if family.issuers > 1 else np.empty(0, np.int64)
        known = holders[issuers[holders] >= 0]
        places = np.sort(np.unique(issuers[known], return_index=True)[1])
        others = known[places][int(holders[:1].tolist() == known[:1].tolist()) :]
        yield tuple(reader.documents(others[:NAMED].tolist()))


def family_view(
    reader: RunReader, family: RunFamily, *, limit: int | None = None, against: Against = "earliest"
) -> FamilyView:
    """A family with its wordings, each against another; with `limit` the first of them."""
    from variorum.workflows.reuse.wordings import Excerpt, compared_wordings

    passages = reader.passages_of(family, limit=limit)
    numbers = list(dict.fromkeys(passage.document for passage in passages))
    documents = dict(zip(numbers, reader.documents(numbers), strict=True))
    texts = dict(zip(numbers, reader.texts(numbers), strict=True))
    said = {one.row: Excerpt.of(texts[one.document], one.span) for one in passages}
    wordings = compared_wordings(passages[0], passages, documents, said, against)
    return FamilyView(family, earliest_of(reader, family), wordings, against, overlaps_of(reader, family))


def document_view(reader: RunReader, document: RunDocument, *, named: int | None = NAMED) -> DocumentView:
    """A document as a whole; of those that have a passage too, the first `named` are told by name, or (None) all.

    No passage is put beside another yet: see `beside_others`.
    """
    text = reader.text(document.number)
    if document.duplicate_of is not None:
        first = reader.document(document.duplicate_of)
        return DocumentView(document, text, (), (), document.words, 0, first)
    passages = reader.passages_in(document.number)
    families = reader.families_numbered([one.family for one in passages])
    times = reader.times_beside(document.date)
    elsewhere = tuple(
        _elsewhere(reader, passage, family, times, named) for passage, family in zip(passages, families, strict=True)
    )
    view = whole_view(document, text, elsewhere)
    rows = {one.number: slice(one.first, one.first + one.passages) for one in families}
    held = {number: (reader.holders[here], reader.sizes[here]) for number, here in rows.items()}
    shared = most_shared(view, held.__getitem__, times.__getitem__)
    others = [number for number, _ in shared]
    known = dict(zip(others, reader.documents(others), strict=True))
    return replace(view, nearest=nearest_of(document, shared, known))


def whole_view(document: RunDocument, text: str, elsewhere: tuple[Elsewhere, ...]) -> DocumentView:
    """A document with its passages, which are in the order of their places; what is nearest to it is not told yet."""
    formulae = {one.family.number for one in elsewhere if one.family.formulaic}
    stretches = tuple(_stretches(text, [one.passage for one in elsewhere]))
    shared = sum(one.words for one in stretches if one.families)
    formulaic = sum(one.words for one in stretches if one.families and formulae.issuperset(one.families))
    return DocumentView(document, text, stretches, elsewhere, shared, formulaic)


def renumbered(view: DocumentView, numbers: dict[int, int]) -> DocumentView:
    """The view with other numbers for its families."""
    elsewhere = tuple(
        replace(
            one,
            family=replace(one.family, number=numbers[one.family.number]),
            passage=replace(one.passage, family=numbers[one.passage.family]),
        )
        for one in view.elsewhere
    )
    stretches = tuple(
        replace(one, families=tuple(sorted(numbers[family] for family in one.families))) for one in view.stretches
    )
    return replace(view, elsewhere=elsewhere, stretches=stretches)


def _elsewhere(
    reader: RunReader, passage: RunPassage, family: RunFamily, times: NDArray[np.int8], named: int | None
) -> Elsewhere:
    holders = reader.holders_of(family)
    holders = holders[holders != passage.document]
    earlier, same_day, later, undated = (int((times[holders] == time).sum()) for time in Time)
    first = tuple(reader.documents(holders[:named].tolist()))
    return Elsewhere(passage, family, earlier, same_day, later, undated, first)


def _stretches(text: str, passages: Sequence[RunPassage]) -> Iterator[Stretch]:
    """The text from its beginning to its end, cut where a passage begins or ends; an empty text has none."""
    starts = _word_starts(text)
    cuts = sorted({0, len(text), *(cut for one in passages for cut in (one.span.start, one.span.end))})
    here: list[RunPassage] = []
    waiting = list(reversed(passages))
    for start, end in pairwise(cuts):
        here = [one for one in here if one.span.end > start]
        while waiting and waiting[-1].span.start <= start:
            here.append(waiting.pop())
        families = tuple(sorted({one.family for one in here}))
        words = int(np.searchsorted(starts, end) - np.searchsorted(starts, start))
        yield Stretch(Span(start, end), words, families)


def _word_starts(text: str) -> NDArray[np.int64]:
    """Where the words of a text begin, as those that were compared."""
    from variorum.reuse.tokens import tokens_of

    return tokens_of([text], _alphabet()).columns.starts.astype(np.int64)


@cache
def _alphabet() -> Alphabet:
    """What is known of characters; it takes longer to begin than to read many texts."""
    from variorum.reuse.alphabet import Alphabet

    return Alphabet()
