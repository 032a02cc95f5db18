"""Lines that a search found as a page: each with its statement, what was looked for marked, and its exact place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from variorum.model.references import parse_reference
from variorum.render.hits import event_words
from variorum.render.html import assets
from variorum.render.html.characters import plain, shown
from variorum.render.html.words import direction, language_tag, plain_date
from variorum.render.sentences import limit_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model.found import Hit
    from variorum.model.witnesses import Limit

STYLES = ("base.css", "series-life.css", "asked.css")


@dataclass(frozen=True, slots=True)
class HitView:
    """One line; `anchor` is "" where an earlier one is of the same place, `facts` say whose words they are."""

    anchor: str
    date: str
    head: tuple[Markup, ...]
    text: Markup
    told: str
    place: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    language: str
    direction: str


def hits_page(hits: Sequence[Hit], *, asked: str, told: str, limits: Sequence[Limit] = ()) -> str:
    """One complete HTML document without script; nothing in it is fetched. Equal arguments give equal pages.

    `asked` is what was looked for, `told` the sentence that says how much was found.
    """
    style, given = assets.joined(*STYLES), set[str]()
    return assets.template("hits.html").render(
        policy=assets.security_policy(style=style),
        style=style,
        document_title=plain(f"Search: {asked}"),
        asked=shown(asked),
        sentence=told,
        notices=[limit_words(limit) for limit in limits],
        hits=[_view(hit, given) for hit in hits],
    )


def _view(hit: Hit, given: set[str]) -> HitView:
    anchor = f"{hit.text_sha256[:12]}-{hit.line_start}-{hit.line_end}"
    fresh = "" if anchor in given else anchor
    given.add(anchor)
    reference = parse_reference(hit.reference)
    language = language_tag((reference.language if reference else None) or "")
    where = f"line {hit.line}, characters {hit.start} to {hit.end}" if hit.line else "in no line of its text"
    return HitView(
        fresh,
        plain(plain_date(hit.date)) if hit.date else "undated",
        tuple(shown(one) for one in dict.fromkeys(filter(None, (hit.issuer, hit.title)))),
        _marked(hit),
        "; ".join(filter(None, (hit.nearness, event_words(hit)))),
        plain(f"{hit.reference}: {hit.kind}, {where} of text {hit.text_sha256[:12]}…"),
        _facts(hit),
        tuple(map(plain, hit.warnings)),
        language,
        direction(language),
    )


def _facts(hit: Hit) -> tuple[tuple[str, str], ...]:
    """Where the text is from, as far as it is known."""
    told = (
        ("text sha256", hit.text_sha256),
        ("stated", hit.stated),
        ("published", hit.published),
        ("captured", hit.captured),
        ("address", hit.url),
    )
    return tuple((name, plain(value)) for name, value in told if value)


def _marked(hit: Hit) -> Markup:
    """The words with what was looked for marked; where they are of a longer line, with a sign for the rest."""
    parts, place = [shown("… ")] if hit.start > hit.line_start else [], hit.start
    for mark in hit.marks:
        start, end = max(mark.start, hit.start), min(mark.end, hit.end)
        parts.append(shown(hit.words[place - hit.start : start - hit.start]))
        parts.append(Markup("<mark>{}</mark>").format(shown(hit.words[start - hit.start : end - hit.start])))
        place = end
    parts.append(shown(hit.words[place - hit.start :]))
    if hit.end < hit.line_end:
        parts.append(shown(" …"))
    return Markup("").join(parts)
