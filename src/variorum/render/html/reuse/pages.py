"""The pages of reuse: an index of families, chunks of families and of documents, lists of these, one alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.render.html import assets
from variorum.render.html.chips import Chip
from variorum.render.html.reuse.family import MOST_OPEN
from variorum.render.html.reuse.fragments import bar_html, notes_html, paragraph_html, runs_html, source_html
from variorum.render.html.reuse.words import BURST, FORMULAIC, KIND_GLYPHS, OTHER, dates_said, many
from variorum.render.html.script_data import embedded
from variorum.render.reuse.words import (
    BURST_WORDS,
    FORMULAIC_WORDS,
    NEAREST_WORDS,
    family_name,
    kinds_words,
    run_notices,
    sources_words,
    unread_notice,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.model.reuse_views import Against, RunFamily, RunSummary
    from variorum.render.html.reuse.cards import CardView
    from variorum.render.html.reuse.document import TextView
    from variorum.render.html.reuse.family import OverlapView, RunView
    from variorum.render.html.reuse.words import PlaceView

STYLES = ("base.css", "series-life.css", "reuse.css")
INDEX_STYLES = ("base.css", "page.css", "reuse.css")
INDEX = "index.html"
TITLE = "Who else says it"
PER_PAGE = 24
"""Cards on a page of the index."""
_template = partial(
    assets.template, source=source_html, bar=bar_html, runs=runs_html, paragraph=paragraph_html, notes=notes_html
)
SORTS = {
    "documents": "most documents",
    "issuers": "most issuers",
    "words": "most words",
    "spread": "longest spread",
    "number": "earliest first",
}


@dataclass(frozen=True, slots=True)
class RunWords:
    """What every page says of the run: what it is of, and how it was found."""

    told: str
    derivation: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A page of a family's wordings: its address, which passages it has, and from when to when they are."""

    href: str
    passages: str
    dates: str


@dataclass(frozen=True, slots=True)
class FamilyEntry:
    """A family for reading; `left_out` says which of its wordings are nowhere here, `parts` are the pages of them all.

    One page is no part: `parts` is empty then. `against` says which changes are shown before anybody switches,
    `overlaps` which families stand in the same places.
    """

    card: CardView
    runs: tuple[RunView, ...]
    left_out: str = ""
    parts: tuple[PartView, ...] = ()
    against: Against = "earliest"
    overlaps: tuple[OverlapView, ...] = ()

    @property
    def is_unlike(self) -> bool:
        """Whether most of these wordings have little in common with the first."""
        others = [run for run in self.runs if run.compared.name != "first"]
        return len(others) > 1 and 2 * sum(run.compared.name == "other" for run in others) > len(others)


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A page of a family's wordings, `part` of its `parts`; the first wording, at `first`, is called `base`."""

    family: RunFamily
    parts: Sequence[PartView]
    part: int
    base: str
    first_words: Markup
    first: PlaceView
    runs: Sequence[RunView]


@dataclass(frozen=True, slots=True)
class Around:
    """The pages before and after one of a row of pages; "" for none."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document in a list: where on its page, and which share of its words stands elsewhere."""

    anchor: str
    date: str
    issuer: str
    title: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A page of a row of pages: its address, its name, what it holds, and maybe its documents one by one."""

    href: str
    label: str
    told: str
    documents: tuple[ListedDocument, ...] = ()


def families_page(entries: Sequence[FamilyEntry], run: RunWords, around: Around) -> str:
    """A page of families in a row: cards, and the one that an address leads to whole."""
    first, last = entries[0].card.name, entries[-1].card.name
    title = f"Family {first}" if first == last else f"Families {first} to {last}"
    return _chunk(title, run, around, families=entries, listing="Families, page by page")


def part_page(entry: PartEntry, run: RunWords) -> str:
    """Wordings of a family that do not stand on its page, below the one with which they are compared."""
    style = assets.joined(*STYLES)
    name, here = family_name(entry.family.number), entry.parts[entry.part]
    return _template("reuse_part.html").render(
        policy=assets.security_policy(style=style),
        style=style,
        document_title=f"{name}, passages {here.passages}",
        title=f"{name}, passages {here.passages} of {entry.family.passages:,}",
        name=name,
        number=entry.family.number,
        dates=here.dates,
        run=run.told,
        derivation=run.derivation,
        base=entry.base,
        first_words=entry.first_words,
        first=entry.first,
        runs=entry.runs,
        home=entry.parts[0],
        before=entry.parts[entry.part - 1],
        after=entry.parts[entry.part + 1] if entry.part + 1 < len(entry.parts) else None,
        most_open=MOST_OPEN,
    )


def documents_page(views: Sequence[TextView], run: RunWords, around: Around) -> str:
    """A page of documents in a row: what of each stands elsewhere, and the one that an address leads to whole."""
    title = f"Documents, {dates_said([view.date for view in views])}"
    return _chunk(title, run, around, documents=views, listing="Documents, page by page")


def family_page(entry: FamilyEntry, run: RunWords) -> str:
    """One family as a page of its own."""
    return _chunk(TITLE, run, None, families=[entry])


def document_page(view: TextView, run: RunWords) -> str:
    """One document as a page of its own."""
    return _chunk(TITLE, run, None, documents=[view])


def _chunk(
    title: str,
    run: RunWords,
    around: Around | None,
    *,
    families: Sequence[FamilyEntry] = (),
    documents: Sequence[TextView] = (),
    listing: str = "",
) -> str:
    style = assets.joined(*STYLES)
    return _template("reuse_chunk.html").render(
        policy=assets.security_policy(style=style),
        style=style,
        document_title=title,
        title=title,
        run=run.told,
        derivation=run.derivation,
        in_chunk=around is not None,
        before=around.before if around else "",
        after=around.after if around else "",
        listing=listing,
        families=families,
        documents=documents,
        nearest_are=NEAREST_WORDS,
        most_open=MOST_OPEN,
    )


def list_page(
    title: str,
    rows: Iterable[ListRow],
    run: RunWords,
    repeated: Sequence[tuple[PlaceView, PlaceView]] = (),
) -> str:
    """The pages of a row; `repeated` are documents that repeat another whole, with that one."""
    style = assets.joined(*STYLES)
    return _template("reuse_list.html").render(
        policy=assets.security_policy(style=style),
        style=style,
        document_title=title,
        title=title,
        run=run.told,
        derivation=run.derivation,
        rows=list(rows),
        repeated=repeated,
        repeated_head=f"{many(len(repeated), 'document')} with the words of an earlier one",
    )


def cards_html(cards: Iterable[tuple[CardView, str]]) -> list[str]:
    """Each card as the index shows it, with the address of its family."""
    card = _template("reuse_parts.html").module.card  # type: ignore[attr-defined]
    return [str(card(view, href)).strip() for view, href in cards]


def index_page(
    run: RunWords,
    counts: RunSummary,
    cards: Sequence[tuple[CardView, str]],
    formulaic: Sequence[tuple[CardView, str]],
    *,
    sort: str,
    data: Mapping[str, object],
    has_documents: bool,
) -> str:
    """The first page: the story in counts, the first cards, and a script that filters, sorts and pages all of them.

    It loads files of data that lie beside it and nothing else; without it, the first cards and lists are there to read.
    """
    style = assets.joined(*INDEX_STYLES)
    script = Markup('"use strict";\n{{\n{}\n}}').format(assets.joined("reuse.js"))
    return _template("reuse_index.html").render(
        policy=assets.security_policy(style=style, script=script, beside=True),
        style=style,
        script=script,
        data=Markup(embedded({**data, "families": counts.families, "perPage": PER_PAGE})),  # noqa: S704 - escaped there
        document_title=TITLE,
        title=TITLE,
        run=run.told,
        derivation=run.derivation,
        notices=[notice for notice in (unread_notice(counts),) if notice],
        asides=list(run_notices(counts)),
        by_several=counts.by_several if counts.by_several < counts.families - counts.formulaic else 0,
        repeats=counts.duplicates,
        bursts_are=BURST_WORDS,
        formulae_are=FORMULAIC_WORDS,
        sentence=summary_sentence(counts),
        chips=_chips(counts),
        issuers=counts.issuers,
        series=counts.series,
        sort=sort,
        sorts=SORTS.items(),
        shown=f"The first {shown:,} of {listed:,}"
        if (shown := len(cards)) < (listed := counts.families - counts.formulaic)
        else "",
        cards=cards,
        formulaic=formulaic,
        formulaic_head=f"{many(counts.formulaic, 'formula', 'formulae')}",
        families_pages=bool(counts.families),
        documents_pages=has_documents,
    )


def summary_sentence(counts: RunSummary) -> str:
    """The story of a run in counts."""
    whole = sources_words(counts.documents, counts.issuers, counts.series)
    if not counts.families:
        return f"No passage stands in several of {whole}."
    told, formulae = counts.families - counts.formulaic, many(counts.formulaic, "formula", "formulae")
    if not told:
        return f"No passage stands in several of {whole} but {formulae}."
    shared = many(told, "passage stands", "passages stand")
    more = f" Besides, {formulae}." if counts.formulaic else ""
    return f"{shared} in several of {whole}{kinds_words(counts)}.{more}"


def _chips(counts: RunSummary) -> list[Chip]:
    others = counts.families - counts.bursts - counts.formulaic
    named = (
        (BURST, counts.bursts, ("burst", "bursts")),
        (OTHER, others, ("other", "others") if counts.bursts else ("family", "families")),
        (FORMULAIC, counts.formulaic, ("formula", "formulae")),
    )
    return [Chip(kind, KIND_GLYPHS[kind], count, words[count != 1]) for kind, count, words in named]
