"""A quotation as plain text, CSL-JSON, BibTeX and JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from variorum.render.locators import source_said
from variorum.render.printable import escaped, json_document
from variorum.render.typeset import visible

if TYPE_CHECKING:
    from variorum.model.citations import Citation, Place

QUOTATION_SCHEMA = "variorum.quotation/1"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts every brace, a backslash before it or not, so that none may stand in a value.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: "\\" + sign for sign in "$&%#_"},
    }
)
_NOT_IN_ADDRESS = re.compile(r'[\x00-\x20\x7f{}\\^`"<>|]')


# So many places of the words are shown; of more, how many there are.
MOST_PLACES = 3


def citation_text(citation: Citation) -> str:
    """For people: a line to paste, then the exact words with where they stand, and where the text comes from."""
    witness = citation.witness
    blocks = [_ready(citation), ""]
    many = len(citation.places) > 1
    for number, place in enumerate(citation.places[:MOST_PLACES], 1):
        count = f"place {number} of {len(citation.places)}: " if many else ""
        if many or "\n" in place.exact:
            blocks.append(_seen(place.exact))
        blocks.append(f"  {count}{_where(place)}")
    if len(citation.places) > MOST_PLACES:
        blocks.append(f"  {len(citation.places) - MOST_PLACES:,} more; --place N")
    blocks.append("")
    dates = (("stated", witness.stated), ("published", witness.published), ("captured", witness.captured))
    source = ["  " + ", ".join(f"{name} {date or 'unknown'}" for name, date in dates)]
    if witness.url:
        source.append(f"  {visible(witness.url)}")
    if citation.locator:
        source.append(f"  in {source_said(citation.name, citation.locator)}")
    source += [
        f"  {witness.reference}",
        f"  text sha256:{witness.text_sha256}",
        f"  original sha256:{witness.original_sha256}",
    ]
    source += [f"  warning: {visible(warning)}" for warning in citation.warnings]
    return "\n".join([*blocks, *source]) + "\n"


def _ready(citation: Citation) -> str:
    """The words with their source on one line: “words”, Issuer, Title, date, PDF page 2, paragraph 14."""
    witness, place = citation.witness, citation.places[0]
    parts = [witness.issuer, witness.title, witness.stated or witness.published]
    words = " ".join(place.exact.split())
    return visible(", ".join(filter(None, (f"“{words}”", *parts, _file_place(place)))))


def _file_place(place: Place) -> str:
    """Where a person finds it: the page of the file, which need not be the number printed on it, and the paragraph."""
    page = f"PDF {_numbered('page', place.pages)}, " if place.pages else ""
    return page + _numbered("paragraph", place.paragraphs)


def citation_csl(citation: Citation) -> str:
    """CSL-JSON: a list of one item, the source; the quotations and what proves them are under its `custom`."""
    witness = citation.witness
    issued = witness.published or witness.stated
    item: dict[str, object] = {
        "id": witness.reference,
        "type": "webpage" if witness.url else "document",
        "title": witness.title or "",
        "language": witness.language,
    }
    if witness.issuer:
        item["author"] = [{"literal": witness.issuer}]
    if issued:
        item["issued"] = _date_parts(issued)
    item["accessed"] = _date_parts(witness.captured[:10])
    if witness.url:
        item["URL"] = witness.url
    item["note"] = _note(citation)
    item["custom"] = _fields(citation)
    return escaped(json.dumps([item], ensure_ascii=False, indent=1) + "\n")


def citation_bibtex(citation: Citation) -> str:
    """A BibTeX entry of the source, in UTF-8; `annote` holds the quotations, their white space made plain."""
    witness = citation.witness
    issued = witness.published or witness.stated or ""
    fields = [
        ("author", f"{{{_tex(witness.issuer)}}}" if witness.issuer else ""),
        ("title", f"{{{_tex(witness.title or 'Untitled')}}}"),
        ("year", issued[:4]),
        ("month", _MONTHS[int(issued[5:7]) - 1] if len(issued) >= 7 else ""),
        ("date", issued),
        ("url", _address(witness.url) if witness.url else ""),
        ("urldate", witness.captured[:10]),
        ("language", witness.language),
        ("note", _tex(_note(citation))),
        ("annote", " ".join(f"``{_tex(place.exact)}''" for place in citation.places)),
    ]
    lines = [f"  {name:<9} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields if value]
    return "\n".join([f"@misc{{{_key(witness.reference)},", *lines, "}"]) + "\n"


def citation_json(citation: Citation) -> str:
    """For programs."""
    return json_document(QUOTATION_SCHEMA, **_fields(citation))


def _fields(citation: Citation) -> dict[str, object]:
    witness = citation.witness
    return {
        "reference": witness.reference,
        "words": citation.words,
        "quotations": [
            {
                "exact": place.exact,
                "start": place.span.start,
                "end": place.span.end,
                "prefix": place.prefix,
                "suffix": place.suffix,
                "lines": list(place.lines),
                "paragraphs": list(place.paragraphs),
                "pages": list(place.pages) if place.pages else None,
                "source": list(place.source),
            }
            for place in citation.places
        ],
        "issuer": witness.issuer,
        "title": witness.title,
        "language": witness.language,
        "stated": witness.stated,
        "published": witness.published,
        "captured": witness.captured,
        "url": witness.url,
        "name": citation.name,
        "locator": citation.locator,
        "media_type": citation.media_type,
        "text_sha256": witness.text_sha256,
        "original_sha256": witness.original_sha256,
        "warnings": list(citation.warnings),
    }


def _where(place: Place) -> str:
    parts = [_numbered("paragraph", place.paragraphs), _numbered("line", place.lines)]
    if place.pages:
        parts.append(f"PDF {_numbered('page', place.pages)}")
    if place.source:
        parts.append("in the source: " + " to ".join(map(visible, place.source)))
    return ", ".join([*parts, f"characters {place.span.start}–{place.span.end}"])


def _numbered(what: str, numbers: tuple[int, int]) -> str:
    first, last = numbers
    return f"{what} {first}" if first == last else f"{what}s {first}–{last}"


def _note(citation: Citation) -> str:
    witness = citation.witness
    places = "; ".join(map(_where, citation.places))
    stated = f"Stated {witness.stated}. " if witness.stated and witness.published else ""
    return (
        f"{stated}{places[0].upper()}{places[1:]}. Captured {witness.captured}, "
        f"text sha256:{witness.text_sha256}, original sha256:{witness.original_sha256}."
    )


def _date_parts(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]}


def _seen(words: str) -> str:
    return "\n".join(map(visible, words.split("\n")))


def _tex(words: str) -> str:
    """Words as TeX sets them, on one line."""
    plain = "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in words)
    return " ".join(plain.split()).translate(_TEX)


def _address(url: str) -> str:
    """An address that cannot end the value it stands in."""
    return _NOT_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", url)


def _key(reference: str) -> str:
    """A BibTeX key; two references never have the same."""
    return reference.replace("@", ":").replace("#", ":n").replace("~", ":r")
