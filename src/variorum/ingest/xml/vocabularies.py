"""What the elements of the XML vocabularies mean to a reader of the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from variorum.ingest.formats import AKOMA_NTOSO, TEI, XML

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(Enum):
    """What an element does to the text in it.

    The first seven hold a block each; what they hold that has no role is part of their line.
    """

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TITLE = "title"
    ITEM = "item"
    NUMBER = "number"
    ROW = "row"
    NOTE = "note"
    CELL = "cell"
    GROUP = "group"
    WHOLE = "whole"
    LETTERHEAD = "letterhead"
    DOCUMENT_TITLE = "document title"
    LINE = "line"
    SPACE = "space"
    GAP = "gap"
    FURNITURE = "furniture"
    REMOVED = "removed"
    UNSEEN = "unseen"


BLOCK_ROLES = frozenset({Role.PARAGRAPH, Role.HEADING, Role.TITLE, Role.ITEM, Role.NUMBER, Role.ROW, Role.NOTE})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Roles by local name. `within` are those that a name has only inside another, by (name of the parent, name).

    `is_known` says whether the roles are what the vocabulary itself says, or a guess from common names.
    """

    name: str
    media_type: str
    roles: Mapping[str, Role]
    within: Mapping[tuple[str, str], Role] = field(default_factory=dict)
    is_known: bool = True

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of elements whose text is no part of the document's, as far as the vocabulary itself says so."""
        named = [*self.roles.items(), *((name, role) for (_, name), role in self.within.items())]
        unseen = {name: role for name, role in named if role in (Role.UNSEEN, Role.REMOVED)}
        return tuple(unseen) if self.is_known else ("script", "style", "del")

    def role(self, name: str, parent: str) -> Role | None:
        """The role of an element, None for one that only holds others or is part of a line."""
        name = name if self.is_known else name.lower()
        return self.within.get((parent, name)) or self.roles.get(name)


def _roles(**names: str) -> dict[str, Role]:
    return {name: Role[role.upper()] for role, listed in names.items() for name in listed.split()}


_AKOMA_NTOSO = Vocabulary(
    "Akoma Ntoso",
    AKOMA_NTOSO,
    _roles(
        paragraph="p block longTitle listIntroduction listWrapUp caption from",
        heading="heading subheading crossHeading h1 h2 h3 h4 h5 h6",
        item="li item",
        number="num",
        row="tr",
        cell="td th",
        note="authorialNote",
        group="ul ol table blockList list toc",
        whole="docDate docProponent docketNumber docType docIntroducer docCommittee docStage shortTitle session date",
        letterhead="docAuthority docNumber docStatus",
        document_title="docTitle",
        line="br eol",
        removed="del",
        unseen="meta img noteRef eop",
        furniture="toc tocItem",
    ),
)
_TEI = Vocabulary(
    "TEI",
    TEI,
    _roles(
        paragraph="p ab opener closer dateline byline salute signed trailer epigraph argument docImprint "
        "docEdition imprimatur castItem speaker stage lg l quote q postscript address addrLine bibl figure",
        heading="head",
        title="titlePart",
        item="item",
        number="label",
        row="row",
        cell="cell",
        note="note",
        group="list table listBibl div div1 div2 div3 div4 div5 div6 div7 body front back text group floatingText sp u",
        whole="docAuthor docDate date desc",
        space="lb pb cb gb milestone",
        gap="gap",
        removed="del",
        unseen="teiHeader fw graphic figDesc facsimile sourceDoc standOff spanGrp linkGrp index anchor",
    ),
    within={
        # Where an editor gives two readings, the text is what the source itself has.
        **{("choice", name): Role.UNSEEN for name in ("corr", "reg", "expan")},
        ("app", "rdg"): Role.UNSEEN,
        ("app", "rdgGrp"): Role.UNSEEN,
        ("app", "note"): Role.UNSEEN,
    },
)
# Names as JATS, DocBook, USLM, NITF, the Federal Register and the many schemas of single institutions have them.
_ANY = Vocabulary(
    "any",
    XML,
    _roles(
        paragraph="p para simpara formalpara para1 paragraph fp text chapeau continuation abstract byline dateline "
        "line verse speaker stage signature quote blockquote block-quote caption attrib verse-line dd",
        heading="head heading subheading hd subtitle subhead subject hedline hl1 hl2 h1 h2 h3 h4 h5 h6 headline dt",
        title="title doctitle document-title article-title title-text",
        item="item li listitem list-item",
        number="num label enum enumerator no number",
        row="tr row",
        cell="td th cell entry ent",
        note="note footnote fn ftnt authorialnote endnote",
        group="list ul ol orderedlist itemizedlist table section sec div chapter body document article part list-group",
        line="br lb linebreak line-break",
        space="pb prtpage page-break pagebreak",
        removed="del deleted deletion",
        unseen="style script stylesheet schema img graphic binary",
        furniture="meta metadata docinfo header footer toc head-matter running-head page-number pagenum",
    ),
    within={("html", "head"): Role.UNSEEN},
    is_known=False,
)
DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")


def vocabulary_of(root_name: str) -> Vocabulary:
    """The vocabulary of a document whose root has this local name."""
    if root_name == "akomaNtoso":
        return _AKOMA_NTOSO
    return _TEI if root_name in ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2") else _ANY
