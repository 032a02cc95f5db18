"""A run of reuse on a terminal: its families, and one family with its wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.change_rows import change_rows
from variorum.render.lineage_words import counted
from variorum.render.reuse.words import (
    BURST_WORDS,
    FORMULAIC_WORDS,
    SAME,
    SAME_WORDS,
    base_words,
    family_counts,
    family_name,
    family_sentence,
    first_words,
    list_notice,
    run_notices,
    run_sentence,
    sign_of,
    speaker,
    unread_notice,
    widest_sentence,
)
from variorum.render.sentences import shortened
from variorum.render.sheet import hanging, prose
from variorum.render.typeset import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model.reuse_views import (
        Earliest,
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
    """A family in one sentence, then its wordings by their first date, each with what changed against the earliest."""
    wordings = grouped(view.wordings)
    shown = wordings if sheet.full else wordings[:MOST_WORDINGS]
    sentence = family_sentence(view.family, len(wordings), view.earliest)
    rest = len(wordings) - len(shown)
    more = f"{counted(rest, 'wording')} more: --full shows them" if rest else ""
    partial = view.family.passages - len(view.wordings)
    left = f"{counted(partial, 'passage')} more, not looked at: --limit N looks at as many" if partial else ""
    return _page(
        (
            prose(sheet, sentence, Style.BOLD),
            *(_wording(sheet, group, view.earliest) for group in shown),
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
    said = f"{first_words(one.earliest)}{f' · {shortened(title, sheet.text_width)}' if title else ''}"
    yield from hanging(sheet, [], sheet.indent, [(said, Style.QUIET)])
    yield from sheet.quotation(one.excerpt, rows=EXCERPT_ROWS)


def _wording(sheet: ReuseSheet, group: Sequence[Wording], earliest: Earliest) -> Iterator[str]:
    """The documents of one wording, then its words with what changed."""
    first = group[0]
    sign = sign_of(first)
    is_earliest = first.against is None
    said = base_words(earliest) if is_earliest else SAME_WORDS[sign]
    count = f", {counted(len(group), 'passage')}" if len(group) > 1 else ""
    when = first.document.date or "undated"
    yield from hanging(
        sheet,
        [(SAME if is_earliest else sign, Style.PLAIN)],
        3,
        [(when, Style.BOLD), (f": {said}{count}", Style.QUIET)],
    )
    named = group if sheet.full else group[:MOST_NAMED]
    for one in named:
        yield from hanging(sheet, [], sheet.indent, [(_named(sheet, one), Style.QUIET)])
    if len(named) < len(group):
        last = group[-1].document
        rest = f"and {len(group) - len(named):,} more, the last {speaker(last)}"
        yield from hanging(sheet, [], sheet.indent, [(rest, Style.QUIET)])
    if first.against is None:
        yield from sheet.quotation(first.text)
    else:
        yield from change_rows(sheet, first.against)


def _named(sheet: ReuseSheet, one: Wording) -> str:
    document = one.document
    title = f" · {shortened(document.title, sheet.text_width)}" if document.title else ""
    name = f" [{document.id}]" if document.issuer else ""
    return f"{speaker(document)}{title}{name}"
