"""What PDFs say of themselves in their properties.

Their dates are those of the file: neither when a statement was made nor when it was published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.ingest.claims import first, property_claims, words_of
from variorum.model.claims import Claim, Field

if TYPE_CHECKING:
    from collections.abc import Mapping


def pdf_claims(said: Mapping[str, str], content: str) -> tuple[Claim, ...]:
    """The claims in a PDF's title, author and language, as far as its text bears them out.

    The author is as a rule who sat at the keyboard: one is believed whose name of several words the text names too.
    """
    author = words_of(said["author"])
    named = len(author.split()) > 1 and f" {author} ".casefold() in f" {' '.join(content.split())} ".casefold()
    return (
        *property_claims(said["title"], said["language"], content, whose="the PDF's"),
        *first(Field.ISSUER, [(author if named else None, "the PDF's author property, a name that its text has too")]),
    )
