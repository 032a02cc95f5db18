"""What the pages of reuse have by the thousand: lanes, wordings and notes, as HTML that templates set down as it is.

A template calls, looks up and escapes for each word of these, which was half of what a folder of pages cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.render.html.characters import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.render.html.reuse.document import BesideView, NoteView, OtherView, PieceView
    from variorum.render.html.reuse.family import ComparedView, RunView
    from variorum.render.html.reuse.lanes import Lane, Lanes
    from variorum.render.html.reuse.words import PlaceView


def source_html(place: PlaceView | OtherView, *, is_dated: bool = True) -> Markup:
    """A document by its date, unless that is said already, issuer and title."""
    return Markup(_source(place, is_dated=is_dated))  # noqa: S704 - escaped piece by piece


def runs_html(runs: Sequence[RunView], most_open: int) -> Markup:
    """Wordings as items of a list, each with the first of its passages, `most_open` of them, and the others folded."""
    return Markup("".join(_run(one, most_open) for one in runs))  # noqa: S704 - the same


def paragraph_html(pieces: Sequence[PieceView]) -> Markup:
    """A paragraph of a document in pieces, each with the numbers of the notes that begin with it."""
    return Markup("".join(map(_piece, pieces)))  # noqa: S704 - the same


def bar_html(stretches: Iterable[tuple[str, int, int]]) -> Markup:
    """Stretches of a document as marks of a drawing: name, place and width of each."""
    marks = (f'<path class="{name}" d="M{x} 0h{width}v10h-{width}z"/>' for name, x, width in stretches)
    return Markup("".join(marks))  # noqa: S704 - names of ours and numbers


def counts_html(counts: Iterable[tuple[str, str]]) -> Markup:
    """Counts with their nouns."""
    return Markup(" ".join(f"<span><b>{count}</b> {noun}</span>" for count, noun in counts))  # noqa: S704 - the same


def notes_html(notes: Sequence[NoteView]) -> Markup:
    """Where else passages stand, as items of a list."""
    return Markup("".join(map(_note, notes)))  # noqa: S704 - the same


def lanes_html(view: Lanes) -> Markup:
    """Who says it when, an issuer a lane."""
    ends = ""
    if view.first:
        between = f'<span class="between">{view.between}</span>' if view.between else ""
        last = f"{between}<span>{escaped(view.last)}</span>" if view.last else ""
        ends = f'<p class="ends" aria-hidden="true"><span>{escaped(view.first)}</span>{last}</p>\n'
    lanes = "".join(_lane(lane, is_dated=bool(view.first)) for lane in view.lanes)
    undated = " with-undated" if view.has_undated else ""
    head = f'<div class="lanes{undated}">\n<ul role="list" aria-label="When each issuer says it">\n'
    return Markup(f"{head}{lanes}</ul>\n{ends}</div>\n")  # noqa: S704 - the same


def _lane(lane: Lane, *, is_dated: bool) -> str:
    boxes = f'<path class="boxes" d="{lane.boxes}"/>' if lane.boxes else ""
    marks = f'<path class="marks" d="{lane.path}"/>' if lane.path else ""
    earliest = f'<path class="earliest" d="M{lane.earliest} 6h0"/>' if lane.earliest is not None else ""
    drawn = (
        '<svg viewBox="0 0 500 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<path class="rail" d="M0 6h500"/>{boxes}{marks}{earliest}</svg>'
        if is_dated
        else ""
    )
    noun = "document" if lane.count == 1 else "documents"
    told = f'<span class="vh"> {noun}{f", {escaped(lane.said)}" if lane.said else ""}</span>'
    comma = "," if lane.undated != lane.count else ""
    undated = f'{comma} <span class="undated">{lane.undated_said}</span>' if lane.undated else ""
    return (
        f'<li><span class="issuer"><bdi>{escaped(lane.issuer)}</bdi></span>{drawn}'
        f'<span class="times"><b>{lane.count:,}</b>{told}{undated}</span></li>\n'
    )


def _source(place: PlaceView | OtherView, *, is_dated: bool = True) -> str:
    date = f'<b class="date">{escaped(place.date)}</b> ' if is_dated else ""
    title = escaped(place.title)
    linked = f'<a href="{escaped(place.href)}">{title}</a>' if place.href else title
    return f'{date}<bdi class="by">{escaped(place.issuer)}</bdi> <bdi class="title" lang="">{linked}</bdi>'


def _run(run: RunView, most_open: int) -> str:
    several = len(run.places) > 1
    count = f'<p class="count">{len(run.places):,} passages</p>' if several else ""
    first, nearest = (" by-first", " by-nearest") if run.nearest else ("", "")
    status, words = _status(run.compared, first), _words(run.compared, first)
    if run.nearest:
        status, words = status + _status(run.nearest, nearest), words + _words(run.nearest, nearest)
    more = ""
    if folded := run.places[most_open:]:
        head = f'<details class="more"><summary>{len(folded):,} more in these words</summary>'
        more = f"{head}\n{_places(folded, run.dates)}</details>\n"
    return (
        f'<li class="run {run.compared.name}">\n'
        f'<div class="when"><p class="dates"><b>{escaped(run.dates)}</b></p>{count}{status}</div>\n'
        f'<div class="said">\n{words}{_places(run.places[:most_open], run.dates)}{more}</div>\n</li>\n'
    )


def _status(compared: ComparedView, where: str) -> str:
    glyph = f'<span class="glyph" aria-hidden="true">{compared.glyph}</span> ' if compared.glyph else ""
    other = ""
    if compared.other:
        other = f' <span class="other-is">against <bdi lang="">{escaped(compared.other)}</bdi></span>'
    return f'<p class="status{where}">{glyph}{escaped(compared.status)}{other}</p>'


def _words(compared: ComparedView, where: str) -> str:
    tag = "div" if compared.is_folded else "p"
    words = f'<{tag} class="text{where}" lang="" dir="auto">{compared.text}</{tag}>\n'
    around = f'<p class="around{where}"><bdi lang="">{escaped(compared.around)}</bdi></p>\n' if compared.around else ""
    return words + around


def _places(places: Sequence[PlaceView], said: str) -> str:
    """Passages with their proofs; the dates that are `said` above them are not repeated."""
    items = "".join(_place(one, is_dated=one.date != said) for one in places)
    return f'<ul class="places" role="list">\n{items}</ul>\n'


def _piece(piece: PieceView) -> str:
    tags = "".join(_tag(one, one.anchor, one.place.anchor) for one in piece.notes)
    if piece.name != "own":
        return f'{tags}<span class="{piece.name}">{piece.text}</span>'
    return f'{tags}<span class="vh">[its own words:] </span>{piece.text}' if piece.returns else f"{tags}{piece.text}"


def _place(place: PlaceView, *, is_dated: bool) -> str:
    anchor = f' id="{place.anchor}"' if place.anchor else ""
    return (
        f'<li{anchor}>{_source(place, is_dated=is_dated)} <details class="proof"><summary>proof</summary><dl>'
        f"<div><dt>document</dt><dd><bdi>{escaped(place.document)}</bdi></dd></div>{_span(place)}"
        f"<div><dt>likeness</dt><dd>{place.similarity}, to the wording that is most like all others</dd></div>"
        "</dl></details></li>\n"
    )


def _span(place: PlaceView) -> str:
    points = f"<div><dt>code points</dt><dd>{place.start} to {place.end}</dd></div>"
    return f"{points}<div><dt>text sha256</dt><dd>{place.sha256}</dd></div>"


def _tag(note: NoteView, href: str, anchor: str = "") -> str:
    at = f' id="{anchor}"' if anchor else ""
    told = f'<span class="vh">[{note.label}, note </span>{note.glyph}{note.number}<span class="vh">]</span>'
    return f'<a class="tag {note.name}" href="#{href}"{at}>{told}</a>'


def _note(note: NoteView) -> str:
    formula = note.name == "formula"
    if note.href:
        named = "formula " if formula else ""
        family = f' <a class="to-family" href="{escaped(note.href)}">{named}{note.family}</a>'
    else:
        family = " (formula)" if formula else ""
    others = [f'<p class="other">{_source(other)}</p>' for other in note.others]
    first = f"{others[0]}\n" if others else ""
    beside = _beside(note.beside, note.others[0].document) if note.beside else ""
    told = f"{_tag(note, note.place.anchor)} <b>{escaped(note.told)}</b>{family}"
    return f'<li class="where {note.name}" id="{note.anchor}">{told}{first}{beside}{_more(note, others[1:])}</li>\n'


def _more(note: NoteView, others: Sequence[str]) -> str:
    """The proof of a note, with the documents that do not stand beside the words."""
    more = f"{note.more + len(others):,} more, " if note.more or others else ""
    left = f'<p class="other">and {note.more:,} more</p>' if note.more else ""
    return (
        f'<details class="proof"><summary>{more}proof</summary>{"".join(others)}{left}<dl>{_span(note.place)}</dl>'
        "</details>"
    )


def _beside(one: BesideView, named: str) -> str:
    """What changed against another document, whose name is said unless it is the one `named` already."""
    told, kept = "", one.compared.name == "kept"
    if named != one.other.document:
        told = f"Against {_source(one.other)}{': ' if kept else ''}"
    if told or kept:
        told = f'<p class="other">{told}{one.compared.status if kept else ""}</p>\n'
    if not kept:
        told += (
            f'<details class="beside"><summary>{one.compared.status}</summary>'
            f'<div class="text" lang="" dir="auto">{one.compared.text}</div></details>\n'
        )
    return told
