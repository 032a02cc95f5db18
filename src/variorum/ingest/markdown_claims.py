"""What the settings at the top of a Markdown file say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.ingest.claims import first, iso_date, language_code, words_of
from variorum.model.claims import Claim, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

# One setting on one line, as every writer of such settings understands it; lists, nesting and folded lines are none.
_SETTING = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]+(\S.*)")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"[ \t]*(?:#.*)?|'((?:[^']|'')*)'[ \t]*(?:#.*)?")
_COMMENT = re.compile(r"[ \t]+#.*")
# What begins a value that is no plain word of YAML.
_STRUCTURED = frozenset("[{>|&*!%@`")
_TITLES = ("title",)
# An author is as often the person who typed as the body that speaks: left out.
_ISSUERS = ("issuer", "publisher", "institution", "organization", "organisation")
_PUBLISHED = ("published", "publish_date", "pubdate", "date")
_LANGUAGES = ("lang", "language", "locale")
_ADDRESSES = ("url", "source", "source_url", "canonical", "canonical_url", "link")


def markdown_claims(settings: Sequence[str]) -> tuple[Claim, ...]:
    """The claims in the lines between the two `---`, at most one a field."""
    found: dict[str, str] = {}
    for line in settings:
        if match := _SETTING.fullmatch(line.rstrip()):
            found.setdefault(match[1].strip().lower().replace("-", "_").replace(" ", "_"), _value(match[2]))
    said = {name: value for name, value in found.items() if value}

    def reason(name: str) -> str:
        return f"{name} in the front matter"

    return (
        *first(Field.TITLE, ((said.get(name), reason(name)) for name in _TITLES)),
        *first(Field.ISSUER, ((said.get(name), reason(name)) for name in _ISSUERS)),
        *first(Field.PUBLISHED, ((iso_date(said.get(name, "")), reason(name)) for name in _PUBLISHED)),
        *first(Field.LANGUAGE, ((language_code(said.get(name, "")), reason(name)) for name in _LANGUAGES)),
        *first(Field.URL, ((_address(said.get(name, "")), reason(name)) for name in _ADDRESSES)),
    )


def _value(written: str) -> str:
    """A setting's value without its quotation marks; "" for what is no plain value."""
    quoted = _QUOTED.fullmatch(written)
    if quoted:
        return words_of(re.sub(r"\\(.)", r"\1", quoted[1]) if quoted[1] is not None else quoted[2].replace("''", "'"))
    return "" if written[0] in _STRUCTURED or written[0] in "\"'" else words_of(_COMMENT.sub("", written))


def _address(written: str) -> str | None:
    return written if re.fullmatch(r"https?://[^\s/]+/\S+", written) else None
