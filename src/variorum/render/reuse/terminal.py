"""A run of reuse on a terminal: its families, and one family with its wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model.alignment import Side
from variorum.render.change_rows import change_rows, one_side_rows
from variorum.render.lineage_words import counted
from variorum.render.reuse.changes import (
    against_words,
    around_words,
    changed_words,
    compared_words,
    is_earliest_unlike,
    sign_of,
)
from variorum.render.reuse.words import (
    BURST_WORDS,
    FORMULAIC_WORDS,
    MOST_TITLE,
    also_words,
    base_words,
    excerpt_words,
    family_counts,
    family_name,
    family_sentence,
    first_words,
    list_notice,
    overlaps_sentence,
    run_notices,
    run_sentence,
    speaker,
    unread_notice,
    widest_sentence,
    without_tags,
)
from variorum.render.sentences import shortened
from variorum.render.sheet import hanging, prose
from variorum.render.typeset import Style, display_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.reuse_views import (
        Against,
        FamilySummary,
        FamilyView,
        RunView,
        Wording,
    )
    from variorum.render.reuse.sheet import ReuseSheet

# Rows of an excerpt in a list of families.
EXCERPT_ROWS = 2
# So many wordings of a family are shown, and so many documents of one wording named.
MOST_WORDINGS, MOST_NAMED = 20, 3
UNLIKE = (
    "Most of these wordings have little in common with the first: --against nearest compares each with the likest of"
    " those before it."
)
_SORTED = {
    "documents": "the most documents first",
    "issuers": "the most issuers first",
    "words": "the longest first",
    "spread": "the longest time from first to last first",
}


def run_page(sheet: ReuseSheet, view: RunView) -> str:
    """What was found in one sentence, bursts, then the other families, then what is not shown."""
    bursts = [one for one in view.families if one.family.burst]
    others = [one for one in view.families if not one.family.burst]
    title = "Formulae" if view.formulaic else "Families"
    why = f": {FORMULAIC_WORDS}" if view.formulaic else ""
    parts: Iterable[Iterator[str]] = (
        _headline(sheet, view),
        _families(sheet, f"Bursts: {BURST_WORDS}", bursts),
        _families(sheet, f"{title}, {_SORTED[view.sort]}{why}", others),
        prose(sheet, list_notice(view), Style.QUIET),
    )
    return _page(parts)


def family_page(sheet: ReuseSheet, view: FamilyView) -> str:
    """A family in one sentence, then its wordings by their first date, each with what changed against another."""
    wordings = grouped(view.wordings)
    shown = wordings if sheet.full else wordings[:MOST_WORDINGS]
    sentence = family_sentence(view.family, len(wordings), view.earliest)
    unlike = view.against == "earliest" and is_earliest_unlike(wordings)
    base = base_words(view.earliest)
    rest = len(wordings) - len(shown)
    more = f"{counted(rest, 'wording')} more: --full shows them" if rest else ""
    partial = view.family.passages - len(view.wordings)
    left = f"{counted(partial, 'passage')} more, not looked at: --limit N looks at as many" if partial else ""
    return _page(
        (
            (*prose(sheet, sentence, Style.BOLD), *prose(sheet, UNLIKE if unlike else "", Style.PLAIN)),
            prose(sheet, overlaps_sentence(view), Style.QUIET),
            *(_wording(sheet, group, base, view.against) for group in shown),
            prose(sheet, more, Style.QUIET),
            prose(sheet, left, Style.QUIET),
        )
    )


def grouped(wordings: Sequence[Wording]) -> list[list[Wording]]:
    """The passages with the same words together, white space aside, in the order of the first of each."""
    found: dict[str, list[Wording]] = {}
    for one in wordings:
        found.setdefault(" ".join(one.text.split()), []).append(one)
    return list(found.values())


def _page(parts: Iterable[Iterable[str]]) -> str:
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _headline(sheet: ReuseSheet, view: RunView) -> Iterator[str]:
    yield from prose(sheet, run_sentence(view), Style.BOLD)
    told = [one for one in view.families if not one.family.formulaic]
    if told and view.sort == "documents":
        yield from prose(sheet, widest_sentence(max(told, key=lambda one: one.family.documents)), Style.PLAIN)
    for notice in run_notices(view.summary):
        yield from prose(sheet, notice, Style.QUIET)
    if unread := unread_notice(view.summary):
        yield from hanging(sheet, [("!", Style.MOVED)], 2, [(unread, Style.BOLD)])


def _families(sheet: ReuseSheet, title: str, found: Sequence[FamilySummary]) -> Iterator[str]:
    if not found:
        return
    yield from prose(sheet, title, Style.BOLD)
    for one in found:
        yield ""
        yield from _family(sheet, one)


def _family(sheet: ReuseSheet, one: FamilySummary) -> Iterator[str]:
    name = family_name(one.family.number)
    indent = max(len(name) + 2, sheet.indent)
    yield from hanging(sheet, [(name, Style.BOLD)], indent, [(family_counts(one.family), Style.PLAIN)])
    title = one.earliest.document.title
    said = f"{first_words(one.earliest)}{f' · {shortened(title, MOST_TITLE)}' if title else ''}"
    yield from hanging(sheet, [], sheet.indent, [(said, Style.QUIET)])
    if others := also_words(one):
        yield from hanging(sheet, [], sheet.indent, [(f"also {others}", Style.QUIET)])
    whose = f"{said}: " if (said := excerpt_words(one)) else ""
    room = None if sheet.full else EXCERPT_ROWS * sheet.text_width - 8 - len(whose)
    words = shortened(without_tags(one.excerpt), room)
    yield from hanging(sheet, [], sheet.indent, [(whose, Style.QUIET), (f"“{words}”", Style.PLAIN)])


def _wording(sheet: ReuseSheet, group: Sequence[Wording], base: str, against: Against) -> Iterator[str]:
    """The documents of one wording, then its words with what changed; the first wording is called `base`."""
    first = group[0]
    said = [compared_words(first.against.alignment) if first.against else base]
    said += [counted(len(group), "passage")] if len(group) > 1 else []
    said += [f"against {against_words(first)}"] if first.against and against == "nearest" else []
    when = first.document.date or "undated"
    told = [(when, Style.BOLD), (f": {', '.join(said)}", Style.QUIET)]
    yield from hanging(sheet, [(sign_of(first), Style.PLAIN)], 3, told)
    named = group if sheet.full else group[:MOST_NAMED]
    for one in named:
        yield from _named(sheet, one)
    if len(named) < len(group):
        last = group[-1].document
        rest = f"and {len(group) - len(named):,} more, the last {speaker(last)}"
        yield from hanging(sheet, [], sheet.indent, [(rest, Style.QUIET)])
    if first.against is None:
        yield from sheet.quotation(first.text)
    else:
        yield from compared_rows(sheet, first.against.alignment)
        if around := around_words(first, len(group)):
            yield from hanging(sheet, [], sheet.indent, [(around, Style.QUIET)])


def compared_rows(sheet: ReuseSheet, alignment: Alignment) -> Iterator[str]:
    """What changed from one wording to another; of one that is mostly other words, or has but more, these alone."""
    changed = changed_words(alignment)
    if changed.is_other or not changed.gone:
        yield from one_side_rows(sheet, alignment, Side.OTHER)
    else:
        yield from change_rows(sheet, alignment)


def _named(sheet: ReuseSheet, one: Wording) -> Iterator[str]:
    """Who says a wording, in what; and its id, which has a row of its own where it would be broken."""
    document = one.document
    title = shortened(document.title, None if sheet.full else MOST_TITLE)
    said = f"{speaker(document)}{f' · {title}' if title else ''}"
    name = f"[{document.id}]" if document.issuer else ""
    fits = display_width(name) <= sheet.text_width
    for words in [f"{said} {name}".rstrip()] if fits else [said, name]:
        yield from hanging(sheet, [], sheet.indent, [(words, Style.QUIET)])
