"""XML documents: Akoma Ntoso and TEI by what their elements mean, any other by the names that most schemas share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from variorum.errors import SourceWithoutText
from variorum.ingest.formats import XML
from variorum.ingest.second_xml import element_doubts, texts_outside
from variorum.ingest.texts import Source, assemble, make_text
from variorum.ingest.xml.claims import xml_claims
from variorum.ingest.xml.tree import parse
from variorum.ingest.xml.vocabularies import vocabulary_of
from variorum.ingest.xml.walk import Document, local, walk
from variorum.model.witnesses import Derivation, TextWarning, WarningKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.ingest.limits import Limits
    from variorum.model.witnesses import Text


class XmlReader:
    """Reads XML: blocks in document order with their paths, then the notes; what a vocabulary calls metadata left out.

    Where editors give two readings, the text has that of the source; what is marked as deleted is left out.
    """

    media_type = XML

    def read(self, source: Source, *, limits: Limits) -> Text:
        """The text of the document."""
        decoded = source.characters
        root, unknown = parse(source.name, decoded.content, limits)
        vocabulary = vocabulary_of(local(root))
        document = walk(root, vocabulary)
        content, blocks = assemble([*document.pieces, *document.notes])
        if not content:
            remedy = "Check that it is the right file, or save its text as plain text."
            raise SourceWithoutText(source.name, "is an XML document without text", remedy)
        settings = (
            ("encoding", decoded.encoding),
            ("vocabulary", vocabulary.name),
            ("blocks", "as the vocabulary defines them" if vocabulary.is_known else "guessed from names of elements"),
        )
        doubts = element_doubts(texts_outside(root, vocabulary.left_out), content, blocks)
        return make_text(
            content,
            Derivation("variorum.ingest.xml (lxml)", etree.__version__, settings),
            blocks=blocks,
            warnings=(*decoded.warnings, *_warnings(document, unknown), *doubts),
            claims=xml_claims(root, vocabulary.name),
        )


def _warnings(document: Document, unknown: int) -> Iterator[TextWarning]:
    if document.removed:
        message = f"The document marks {document.removed:,} passages as deleted; they were left out."
        yield TextWarning(WarningKind.EXTRACTION, message, incomplete=False)
    if document.gaps:
        message = f"The document says in {document.gaps:,} places that words of its source are missing."
        yield TextWarning(WarningKind.EXTRACTION, message, incomplete=True)
    if unknown:
        message = f"Entities that the document does not define stand in the text; read as U+FFFD ({unknown:,})."
        yield TextWarning(WarningKind.UNDECODABLE, message, incomplete=True)
