"""What changed between two wordings, in words: how one stands to another, and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.model.alignment import EditOp
from variorum.render.lineage_words import counted
from variorum.render.reuse.words import MOST_TITLE, date_words, speaker
from variorum.render.sentences import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.alignment import Alignment, Edit
    from variorum.model.reuse_views import Compared, Wording

SAME, SPELLED, REWORDED = "=", "·", "≈"
"""Word for word as another; the same words in another spelling; other words."""
SAME_WORDS = {SAME: "word for word", SPELLED: "the same words, spelled otherwise", REWORDED: "reworded"}
# A wording that keeps less than this of both is read by itself: with the words that are gone in it, it is a thicket.
LEAST_KEPT = 0.34
# So many words that stand before and after a passage are told.
_BESIDE = 6


class ChangedWords(NamedTuple):
    """How many words of one wording are gone in another, how many are new there, and how many stand in both."""

    gone: int
    new: int
    kept: int

    @property
    def is_other(self) -> bool:
        """Whether too little is kept for both wordings to be read as one."""
        return self.kept < LEAST_KEPT * (self.kept + max(self.gone, self.new))


def changed_words(alignment: Alignment) -> ChangedWords:
    """The changes of an alignment of one bead, in words."""
    gone = new = kept = 0
    for edit in alignment.beads[0].edits:
        base, other = (
            len(span.of(side.content).split())
            for span, side in zip((edit.base, edit.other), (alignment.base, alignment.other), strict=True)
        )
        if edit.op in (EditOp.EQUAL, EditOp.ORTHOGRAPHIC):
            kept += other
        else:
            gone, new = gone + base, new + other
    return ChangedWords(gone, new, kept)


def compared_words(alignment: Alignment) -> str:
    """How one wording stands to another: word for word, reworded, or with how many of its words."""
    sign, changed = sign_of_edits(alignment.beads[0].edits), changed_words(alignment)
    whole = len(alignment.base.content.split())
    if changed.is_other and not changed.gone:
        return f"all of {counted(whole, 'word')}, and {changed.new:,} more"
    if changed.is_other:
        return f"keeps {min(changed.kept, whole):,} of {counted(whole, 'word')}; those gone are not shown"
    return SAME_WORDS[sign]


def sign_of(wording: Wording) -> str:
    """How a wording stands to the one that it is compared with; the first is the same as itself."""
    return sign_of_edits(wording.edits)


def sign_of_edits(edits: Iterable[Edit]) -> str:
    """How one wording stands to another."""
    ops = {edit.op for edit in edits}
    if ops <= {EditOp.EQUAL}:
        return SAME
    return SPELLED if ops <= {EditOp.EQUAL, EditOp.ORTHOGRAPHIC} else REWORDED


def beside_words(one: Compared) -> str:
    """How a passage stands to one of another document: "Against The Harbour, 2022-05-02: word for word"."""
    title = f" · {shortened(one.document.title, MOST_TITLE)}" if one.document.title else ""
    when = "" if one.is_base else " (later)"
    return f"Against {speaker(one.document)}{title}{when}: {compared_words(one.alignment)}"


def against_words(wording: Wording) -> str:
    """Which wording one of the same family is compared with: by the issuer, where that is another, date and title."""
    if wording.against is None:
        return ""
    mine, other = wording.document, wording.against.document
    issuer = other.issuer if other.issuer != mine.issuer else ""
    said = f"{issuer}, {date_words(other.date)}" if issuer else date_words(other.date)
    title = shortened(other.title, MOST_TITLE) if other.title != mine.title else ""
    return f"{said} · {title}" if title else said if other.issuer else f"{other.id}, {said}"


def is_earliest_unlike(groups: Sequence[Sequence[Wording]]) -> bool:
    """Whether most of the other wordings (each a group of the same words) keep too little of the first."""
    others = [group[0].against for group in groups if group[0].against]
    unlike = sum(changed_words(one.alignment).is_other for one in others)
    return len(others) > 1 and 2 * unlike > len(others)


def around_words(wording: Wording, several: int = 1) -> str:
    """What stands beside a wording where the other's first or last words are gone from it; "" where none are.

    It is told of the first of `several` passages that have these words.
    """
    if wording.against is None or not wording.edits:
        return ""
    base, said = wording.against.alignment.base.content, []
    first, last = wording.edits[0], wording.edits[-1]
    if _loses_words(first, base):
        before = " ".join(wording.prefix.split()[-_BESIDE:])
        said.append(f"before it stands “… {before}”" if before else "nothing stands before it")
    if _loses_words(last, base):
        after = " ".join(wording.suffix.split()[:_BESIDE])
        said.append(f"after it stands “{after} …”" if after else "nothing stands after it")
    told = "; ".join(said)
    if not told:
        return ""
    return f"In the first of these {told}." if several > 1 else f"{told[0].upper()}{told[1:]}."


def _loses_words(edit: Edit, base: str) -> bool:
    gone = edit.op in (EditOp.DELETE, EditOp.REPLACE)
    return gone and any(character.isalnum() for character in edit.base.of(base))
