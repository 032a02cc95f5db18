"""A run of reuse as a folder of pages: written as it is read, a batch of families or documents at a time."""

from __future__ import annotations

from array import array
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from variorum.model.reuse_views import FamilyView
from variorum.progress import Step, silent
from variorum.render.html.characters import plain
from variorum.render.html.reuse.cards import card_view, listed_card
from variorum.render.html.reuse.columns import columns_of, data_script
from variorum.render.html.reuse.document import NO_LINKS, Links, text_view
from variorum.render.html.reuse.family import overlap_views, wording_runs
from variorum.render.html.reuse.pages import (
    INDEX,
    PER_PAGE,
    Around,
    FamilyEntry,
    ListedDocument,
    ListRow,
    RunWords,
    cards_html,
    document_page,
    documents_page,
    families_page,
    family_page,
    index_page,
    list_page,
)
from variorum.render.html.reuse.words import anchor_of, dates_said, digest_of, many, place_of, whole_place
from variorum.render.html.words import plain_date
from variorum.render.reuse.words import family_name
from variorum.reuse.numbers import numbers_of
from variorum.workflows.reuse.beside import beside_others
from variorum.workflows.reuse.elsewhere import Dates, Everywhere
from variorum.workflows.reuse.families import batches, read_families
from variorum.workflows.reuse.overlaps import all_overlaps, overlaps_of
from variorum.workflows.reuse.parts import MOST_WORDS, WORDS_OF_PLACE, PartPages, Parts, file_of, period_of
from variorum.workflows.reuse.terms import TermIndex, terms_of
from variorum.workflows.reuse.views import document_view, run_summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from variorum.model.reuse_views import Against, Overlap, RunDocument, RunPassage, RunSummary, Wording
    from variorum.progress import Report
    from variorum.render.html.reuse.cards import CardView
    from variorum.render.html.reuse.family import OverlapView
    from variorum.render.html.reuse.pages import PartView
    from variorum.render.html.reuse.words import PlaceView
    from variorum.reuse.run.reading import RunReader, Sort
    from variorum.workflows.reuse.families import ReadFamily

# A page of families or documents is closed past so many of them.
_MOST_ITEMS = 40
# Families are read together that have so many passages, documents that have so many words.
_BATCH_FAMILIES, _BATCH_PASSAGES, _BATCH_DOCUMENTS, _BATCH_WORDS = 2_000, 8_000, 200, 500_000
CARDS_PER_FILE = 48
FAMILIES_PER_FILE = 20_000
FORMULAE_LISTED = 12
# Of more documents the list has their pages alone.
DOCUMENTS_LISTED = 10_000
MOST_REPEATS = 1_000


def pages_of(reader: RunReader, *, sort: Sort | None = None, report: Report = silent) -> Iterator[tuple[str, str]]:
    """The name of each file of the folder, with "/" in it, and what it holds; the index comes last.

    Held are the figures of all families, some 60 bytes a passage and 20 a document, and a batch of what is read.
    """
    with TemporaryDirectory(prefix="variorum-pages-") as scratch:
        yield from _Folder(reader, sort, report, scratch).files()


def family_html(reader: RunReader, number: int, *, limit: int | None = None, against: Against = "earliest") -> str:
    """One family with its wordings as a page of its own; with `limit` the first of them. Raises FamilyUnknown.

    `against` says which changes are shown before anybody switches.
    """
    family = reader.family(number)
    rows = range(family.first, family.first + min(family.passages, limit or family.passages))
    (read,) = read_families(reader, [number], lambda _: rows)
    overlaps = overlap_views(family, overlaps_of(reader, family), lambda _: "")
    left = family.passages - len(rows)
    said = f"{many(left, 'later passage')} not shown here: --limit N shows as many." if left else ""
    entry = replace(family_entry(read, lambda _: "", set(), said), against=against, overlaps=overlaps)
    return family_page(entry, run_words(reader, run_summary(reader)))


def document_html(reader: RunReader, said: str | int) -> str:
    """One document as a page of its own, by its id or number. Raises DocumentUnknown."""
    view = beside_others(reader, document_view(reader, reader.document(said)))
    return document_page(text_view(view, NO_LINKS), run_words(reader, run_summary(reader)))


def run_words(reader: RunReader, summary: RunSummary) -> RunWords:
    """What every page says of a run."""
    manifest = reader.manifest
    names = ", ".join(plain(one.name) for one in manifest.inputs[:3])
    more = f" and {len(manifest.inputs) - 3:,} more" if len(manifest.inputs) > 3 else ""
    told = [names + more] if names else []
    told.append(many(summary.documents, "document"))
    told += [period_of(plain_date(summary.earliest), plain_date(summary.latest))] if summary.earliest else []
    return RunWords(" · ".join(told), f"Found by {plain(manifest.tool)}, method {plain(manifest.method)}.")


def family_entry(
    read: ReadFamily,
    href_of: Callable[[RunDocument], str],
    given: set[str],
    left_out: str = "",
    parts: Sequence[PartView] = (),
    overlaps: tuple[OverlapView, ...] = (),
) -> FamilyEntry:
    """A family for reading; `given` are the anchors that its page has already, `parts` the pages of its wordings."""
    family, first = read.family, read.wordings[0]
    card = card_view(
        family,
        read.medoid,
        read.medoid_in,
        place_of(first.passage, first.document, href_of(first.document)),
        read.earliest,
        read.sayings,
    )
    runs = wording_runs(FamilyView(family, read.earliest, read.wordings), read.nearest, href_of, given)
    return FamilyEntry(card, tuple(runs), left_out, tuple(parts), overlaps=overlaps)


class _Folder:
    """What the files of one folder share."""

    def __init__(self, reader: RunReader, sort: Sort | None, report: Report, scratch: str) -> None:
        self.reader, self.sort, self.report = reader, sort, report
        self.summary = run_summary(reader)
        self.words = run_words(reader, self.summary)
        self.count = len(reader.family_table)
        self.terms = {kind: TermIndex(scratch, kind) for kind in ("words", "issuers", "series")}
        self.overlaps = all_overlaps(reader)
        self.dates = Dates()
        self.repeated: list[tuple[int, int]] = []
        self.sizes = numbers_of(reader.family_table["passages"])
        self.parts = Parts(*(numbers_of(reader.family_table[name]) for name in ("first", "passages", "words")))
        # The page of each family and of each document, from 1; 0 for a document that has none.
        self.family_page = array("I", [0]) * (self.count + 1)
        self.document_page = array("I")
        self.part_pages = PartPages(reader, self.parts, self.family_page, self._document_href, self.words)
        self.family_batches = list(self._paged(range(1, self.count + 1), self.parts.words, self.family_page))
        self.document_batches = list(self._paged(self._survey(), self._document_words, self.document_page))
        listed = reader.families(sort=sort, limit=PER_PAGE)
        formulae = reader.families(sort=sort, formulaic=True, limit=FORMULAE_LISTED)
        self.listed = [family.number for family in listed], [family.number for family in formulae]
        self.cards: dict[int, CardView] = {}

    # What is where

    def _survey(self) -> list[int]:
        """Goes through all documents once, and gives the numbers of those that have passages."""
        self.document_words = array("I")
        for document in self.reader.all_documents():
            self.dates.add(document.date)
            self.document_words.append(document.words)
            self.document_page.append(0)
            if document.duplicate_of is not None:
                self.repeated.append((document.number, document.duplicate_of))
        self.held = np.bincount(self.reader.holders, minlength=len(self.document_words))
        return np.flatnonzero(self.held).tolist()

    def _document_words(self, number: int) -> int:
        return int(self.document_words[number] + self.held[number] * WORDS_OF_PLACE)

    @staticmethod
    def _paged(numbers: Iterable[int], weight: Callable[[int], int], pages: array[int]) -> Iterator[tuple[int, ...]]:
        for page, batch in enumerate(batches(numbers, weight, _MOST_ITEMS, MOST_WORDS), 1):
            for number in batch:
                pages[number] = page
            yield tuple(batch)

    def _document_href(self, document: RunDocument) -> str:
        page = self.document_page[document.number]
        return f"../documents/{file_of(page)}" if page else ""

    def _links(self) -> Links:
        def family(passage: RunPassage, document: RunDocument) -> str:
            part = self.parts.part_of(passage.family, passage.row)
            return f"../families/{self.part_pages.file(passage.family, part)}#{anchor_of(passage, document)}"

        def document(other: RunDocument) -> str:
            href = self._document_href(other)
            return f"{href}#{digest_of(other)}" if href else ""

        return Links(family, document)

    # Files

    def files(self) -> Iterator[tuple[str, str]]:
        yield from self._family_files()
        yield from self._document_files()
        firsts: dict[str, list[str]] = {}
        for kind, index in self.terms.items():
            names: list[tuple[str, int]] = []
            firsts[kind] = []
            for number, file in enumerate(index.files(), 1):
                firsts[kind].append(file[0][0])
                names += [(term, len(places)) for term, places in file if kind != "words"]
                yield _script(f"{kind}-{number}", file)
            if kind != "words":
                yield _script(f"{kind}-names", sorted(names))
        yield INDEX, self._index(firsts)

    def _family_files(self) -> Iterator[tuple[str, str]]:
        """The pages of families, and as they are read the cards, the columns and the terms of all of them."""
        cards: list[str] = []
        entries: list[FamilyEntry] = []
        given: set[str] = set()
        page = 1
        for read, overlaps in self._families():
            number = read.family.number
            if self.family_page[number] != page:
                yield self._families_page(page, entries)
                entries, page = [], page + 1
                given.clear()
            parts = self.part_pages.views(read.family)
            overlapping = overlap_views(read.family, overlaps, self._family_href)
            entries.append(family_entry(read, self._document_href, given, parts=parts, overlaps=overlapping))
            said = terms_of(read.medoid) | _terms_in(read.wordings)
            for part, wordings, nearest in self.part_pages.later(read.family):
                said |= _terms_in(wordings)
                yield self.part_pages.page(read, parts, part, wordings, nearest)
            self.terms["words"].add(number - 1, said)
            cards.append(self._card(entries[-1].card, read))
            if len(cards) == CARDS_PER_FILE or number == self.count:
                yield _script(f"cards-{(number - 1) // CARDS_PER_FILE + 1}", cards)
                cards = []
        if entries:
            yield self._families_page(page, entries)
            yield "families/index.html", self._families_list()
        for number, first in enumerate(range(1, self.count + 1, FAMILIES_PER_FILE), 1):
            numbers = range(first, min(first + FAMILIES_PER_FILE, self.count + 1))
            yield _script(f"columns-{number}", columns_of(self.reader.families_numbered(numbers)))

    def _families(self) -> Iterator[tuple[ReadFamily, tuple[Overlap, ...]]]:
        """All families in order of their numbers, with those in the same places; terms are taken down on the way."""
        done = 0
        passages = lambda number: int(self.sizes[number - 1])  # noqa: E731
        for batch in batches(range(1, self.count + 1), passages, _BATCH_FAMILIES, _BATCH_PASSAGES):
            overlaps = self.overlaps.of(self.reader, batch)
            for read in read_families(self.reader, batch, lambda family: self.parts.rows(family.number, 0)):
                place = read.family.number - 1
                self.terms["issuers"].add(place, {one.issuer for one in read.sayings if one.issuer})
                self.terms["series"].add(place, read.series)
                yield read, overlaps[read.family.number]
            done += len(batch)
            self.report(Step("pages of families", done, self.count, "families"))

    def _card(self, whole: CardView, read: ReadFamily) -> str:
        """The card as the index shows it; those that stand in it without script are kept."""
        card = listed_card(whole, read.sayings)
        if card.number in self.listed[0] or card.number in self.listed[1]:
            self.cards[card.number] = card
        return cards_html([(card, self._index_href(card))])[0]

    def _family_href(self, number: int) -> str:
        return f"{file_of(self.family_page[number])}#f{number}"

    def _index_href(self, card: CardView) -> str:
        return f"families/{self._family_href(card.number)}"

    def _families_page(self, page: int, entries: Sequence[FamilyEntry]) -> tuple[str, str]:
        around = _around(page, len(self.family_batches))
        return f"families/{file_of(page)}", families_page(entries, self.words, around)

    def _families_list(self) -> str:
        rows = []
        for page, batch in enumerate(self.family_batches, 1):
            first, last = self.reader.families_numbered([batch[0], batch[-1]])
            said = [plain_date(one.earliest) for one in (first, last) if one.earliest]
            told = f"first said {' to '.join(dict.fromkeys(said))}" if said else "undated"
            rows.append(ListRow(file_of(page), period_of(family_name(first.number), family_name(last.number)), told))
        return list_page("Families, page by page", rows, self.words)

    def _document_files(self) -> Iterator[tuple[str, str]]:
        """The pages of documents that have a passage, in order of date."""
        everywhere, links = Everywhere(self.reader, self.dates), self._links()
        rows: list[ListRow] = []
        done, total = 0, sum(map(len, self.document_batches))
        for page, batch in enumerate(self.document_batches, 1):
            views = [text_view(view, links) for view in everywhere.views(batch)]
            around = _around(page, len(self.document_batches))
            yield f"documents/{file_of(page)}", documents_page(views, self.words, around)
            label = dates_said([view.date for view in views])
            listed = tuple(
                ListedDocument(view.anchor, view.date, view.issuer, view.title, view.elsewhere)
                for view in (views if total <= DOCUMENTS_LISTED else ())
            )
            rows.append(ListRow(file_of(page), label, many(len(views), "document"), listed))
            done += len(batch)
            self.report(Step("pages of documents", done, total, "documents"))
        if rows:
            yield "documents/index.html", list_page("Documents, page by page", rows, self.words, self._repeats())

    def _repeats(self) -> list[tuple[PlaceView, PlaceView]]:
        """Each document that has the words of an earlier one, with that one."""
        numbers = [number for pair in self.repeated[:MOST_REPEATS] for number in pair]
        wholes = [self._whole(document) for document in self.reader.documents(numbers)]
        return list(zip(wholes[::2], wholes[1::2], strict=True))

    def _whole(self, document: RunDocument) -> PlaceView:
        page = self.document_page[document.number]
        return whole_place(document, f"{file_of(page)}#{digest_of(document)}" if page else "")

    # Words

    def _index(self, firsts: dict[str, list[str]]) -> str:
        shown, formulae = (
            [(self.cards[number], self._index_href(self.cards[number])) for number in numbers]
            for numbers in self.listed
        )
        data = {
            "firsts": firsts,
            "columnFiles": -(-self.count // FAMILIES_PER_FILE),
            "columnSize": FAMILIES_PER_FILE,
            "cardsPerFile": CARDS_PER_FILE,
        }
        return index_page(
            self.words,
            self.summary,
            shown,
            formulae,
            sort=self.sort or "number",
            data=data,
            has_documents=bool(self.document_batches),
        )


def _terms_in(wordings: Sequence[Wording]) -> set[str]:
    return terms_of("\n".join(dict.fromkeys(one.text for one in wordings)))


def _script(name: str, value: object) -> tuple[str, str]:
    return f"data/{name}.js", data_script(name, value)


def _around(page: int, pages: int) -> Around:
    return Around(file_of(page - 1) if page > 1 else "", file_of(page + 1) if page < pages else "")
