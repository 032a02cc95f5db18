"""A quotation as plain text, CSL-JSON, BibTeX and JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

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


def citation_text(citation: Citation) -> str:
    """For people: the exact words, then where they stand and where the text comes from; each place in turn."""
    witness = citation.witness
    blocks = []
    for number, place in enumerate(citation.places, 1):
        count = f"place {number} of {len(citation.places)}: " if len(citation.places) > 1 else ""
        blocks.append(_seen(place.exact))
        blocks.append(f"  {count}{_where(place)}")
        blocks.append("")
    issuer = f"{visible(witness.issuer)}, " if witness.issuer else ""
    source = [f"  {issuer}{visible(witness.title or 'untitled')}"]
    dates = (("stated", witness.stated), ("published", witness.published), ("captured", witness.captured))
    source.append("  " + ", ".join(f"{name} {date or 'unknown'}" for name, date in dates))
    if witness.url:
        source.append(f"  {visible(witness.url)}")
    if citation.locator:
        source.append(f"  in {', '.join(visible(part) for part in (citation.name, citation.locator) if part)}")
    source += [
        f"  {witness.reference}",
        f"  text sha256:{witness.text_sha256}",
        f"  original sha256:{witness.original_sha256}",
    ]
    source += [f"  warning: {visible(warning)}" for warning in citation.warnings]
    return "\n".join([*blocks, *source]) + "\n"


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
    if pages := _all_pages(citation):
        item["page"] = pages
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
        ("pages", _all_pages(citation).replace("-", "--")),
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
        parts.append(_numbered("page", place.pages))
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


def _all_pages(citation: Citation) -> str:
    """The pages of all places as bibliographies write them: "2", "2-3", "2, 5"."""
    pages = dict.fromkeys(place.pages for place in citation.places if place.pages)
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in pages)


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
