"""What an archive holds, as lines of a terminal and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from variorum.render.typeset import display_width, pad, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.claims import Claim
    from variorum.model.provenance import Capture, KeptWitness
    from variorum.model.witnesses import Text

LIST_SCHEMA = "variorum.list/1"
SHOW_SCHEMA = "variorum.statement/1"


def list_lines(rows: Iterable[KeptWitness], *, width: int) -> Iterable[str]:
    """A line a witness under a line for its series: date, language, what is the matter, title."""
    series = None
    for row in rows:
        if row.issue.series != series:
            yield ("" if series is None else "\n") + f"{row.issue.series}\n"
            series = row.issue.series
        ordinal = f"#{row.issue.ordinal}" if row.issue.ordinal > 1 else ""
        revision = f"~{row.revision}" if row.revision > 1 else ""
        name = pad(f"  {row.issue.date or 'undated'}{ordinal}:{row.language}{revision}", 22)
        yield f"{name} {shortened(visible(row.title or ''), width - 23)}\n"


def list_document(rows: Iterable[KeptWitness]) -> str:
    """The list for programs."""
    statements = [statement_fields(row) for row in rows]
    return _document({"schema": LIST_SCHEMA, "statements": statements})


def series_lines(rows: Sequence[tuple[str, int, str, str, tuple[str, ...]]], *, width: int) -> str:
    """A line a series: its slug, how many statements, first and last date, other names."""
    if not rows:
        return ""
    longest = min(max(display_width(row[0]) for row in rows), max(width - 40, 12))
    lines = []
    for slug, count, first, last, aliases in rows:
        names = f"  also {', '.join(aliases)}" if aliases else ""
        span = f"{first} to {last}" if first else "undated"
        lines.append(f"{pad(slug, longest)} {count:>6}  {span}{names}\n")
    return "".join(lines)


def series_document(rows: Sequence[tuple[str, int, str, str, tuple[str, ...]]]) -> str:
    """The series for programs."""
    keys = ("series", "statements", "first", "last", "aliases")
    return _document({"schema": "variorum.series/1", "series": [dict(zip(keys, row, strict=True)) for row in rows]})


def statement_lines(
    witness: KeptWitness, captures: Sequence[Capture], findings: Sequence[tuple[Claim, bool]], text: Text, *, width: int
) -> str:
    """All that is known of one statement, then its text as stored."""
    lines = [f"{witness.reference}", ""]
    for claim, chosen in findings:
        mark = " " if chosen else "·"
        lines.append(shortened(visible(f"{mark} {claim.field:<10} {claim.value}  ({claim.reason})"), width))
    for capture in captures:
        lines += ["", *_capture_lines(capture)]
    derivation = text.derivation
    settings = ", ".join(f"{name} {value}" for name, value in derivation.settings)
    lines += ["", f"  text       sha256:{witness.text_sha256[:16]}…  {len(text.content):,} characters"]
    lines.append(f"  read by    {derivation.tool} {derivation.version}{f' ({settings})' if settings else ''}")
    lines += [f"  warning    {visible(warning.message)}" for warning in text.warnings]
    lines += [f"  limit      {visible(hit.what)}: {hit.limit}, seen {hit.seen}; {hit.effect}" for hit in text.limits]
    lines += ["", "\n".join(visible(line) for line in text.content.split("\n"))]
    return "\n".join(lines).rstrip("\n") + "\n"


def statement_document(
    witness: KeptWitness, captures: Sequence[Capture], findings: Sequence[tuple[Claim, bool]], text: Text
) -> str:
    """One statement for programs."""
    return _document(
        {
            "schema": SHOW_SCHEMA,
            **statement_fields(witness),
            "findings": [
                {"field": claim.field, "value": claim.value, "reason": claim.reason, "chosen": chosen}
                for claim, chosen in findings
            ],
            "captures": [capture_fields(capture) for capture in captures],
            "text": {
                "sha256": text.sha256,
                "content": text.content,
                "derivation": {
                    "tool": text.derivation.tool,
                    "version": text.derivation.version,
                    "settings": dict(text.derivation.settings),
                },
                "pages": [[page.start, page.end] for page in text.pages],
                "warnings": [asdict(warning) for warning in text.warnings],
                "limits": [asdict(hit) for hit in text.limits],
            },
        }
    )


def statement_fields(row: KeptWitness) -> dict[str, str | int | None]:
    """A row of the list as JSON has it."""
    return {
        "reference": row.reference,
        "series": row.issue.series,
        "date": row.issue.date or None,
        "ordinal": row.issue.ordinal,
        "language": row.language,
        "revision": row.revision,
        "title": row.title,
        "issuer": row.issuer,
        "stated": row.stated,
        "published": row.published,
        "captured": row.captured,
        "url": row.url,
        "source_id": row.source_id,
        "text_sha256": row.text_sha256,
        "original_sha256": row.original_sha256,
    }


def capture_fields(capture: Capture) -> dict[str, object]:
    """A capture as JSON has it."""
    return {
        "original_sha256": capture.original.sha256,
        "size": capture.original.size,
        "media_type": capture.original.media_type,
        "locator": capture.locator,
        "name": capture.name,
        "url": capture.url,
        "source_id": capture.source_id,
        "retrieved_at": capture.retrieved_at,
        "fetched": asdict(capture.fetched) if capture.fetched else None,
    }


def shortened(words: str, width: int) -> str:
    """Words cut to so many columns, with a mark where they were."""
    if display_width(words) <= width:
        return words
    while words and display_width(words) > width - 1:
        words = words[:-1]
    return words.rstrip() + "…"


def _capture_lines(capture: Capture) -> list[str]:
    lines = [f"  captured   {capture.retrieved_at}"]
    if capture.url:
        lines.append(f"  address    {visible(capture.url)}")
    if capture.source_id:
        lines.append(f"  source id  {visible(capture.source_id)}")
    place = f", {visible(capture.locator)}" if capture.locator else ""
    lines.append(f"  original   sha256:{capture.original.sha256[:16]}…  {visible(capture.name)}{place}")
    lines.append(f"             {capture.original.size:,} bytes, {capture.original.media_type}")
    if capture.fetched and capture.fetched.robots == "overridden":
        lines.append("  robots     its robots.txt was overridden")
    return lines


def _document(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def revision_lines(before: KeptWitness, after: KeptWitness, changes: Sequence[str], *, width: int) -> str:
    """One silent edit: both captures, then a sentence a change."""
    from textwrap import wrap

    lines = [
        f"{before.reference}  captured {before.captured}",
        f"{after.reference}  captured {after.captured}",
    ]
    lines += dict.fromkeys(f"  {visible(row.url)}" for row in (before, after) if row.url)
    for change in changes:
        lines += wrap(visible(change), width, initial_indent="  ", subsequent_indent="    ") or [""]
    return "\n".join(lines) + "\n\n"


def revision_document(revisions: Sequence[tuple[KeptWitness, KeptWitness, Sequence[str]]]) -> str:
    """Silent edits for programs."""
    return _document(
        {
            "schema": "variorum.revisions/1",
            "revisions": [
                {"before": statement_fields(before), "after": statement_fields(after), "changes": list(changes)}
                for before, after, changes in revisions
            ],
        }
    )
