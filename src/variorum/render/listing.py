"""What an archive holds, as lines of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.render.locators import source_said
from variorum.render.typeset import Style, display_width, pad, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model.alignment import Alignment
    from variorum.model.claims import Claim
    from variorum.model.provenance import Capture, KeptWitness
    from variorum.model.witnesses import Derivation, Text

# A value is cut before its reason is, but never to fewer columns than these.
MIN_VALUE = 24
# What the readers read, as people call it.
_FORMATS = {
    "variorum.ingest.plain": "plain text",
    "variorum.ingest.markdown": "Markdown",
    "variorum.ingest.html": "HTML",
    "variorum.ingest.pdf": "PDF",
    "variorum.ingest.docx": "DOCX",
    "variorum.ingest.odt": "ODT",
    "variorum.ingest.xml": "XML",
}


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


def statement_lines(
    witness: KeptWitness,
    captures: Sequence[Capture],
    originals: Sequence[str],
    findings: Sequence[tuple[Claim, bool]],
    text: Text,
    *,
    width: int,
) -> str:
    """What it is, what to beware of, why that is believed, how it came in, what read it; `originals` are file names."""
    lines = [shortened(visible(witness.title or "untitled"), width)]
    dates = (("stated", witness.stated), ("published", witness.published), ("captured", witness.captured))
    facts = (
        ("issuer", witness.issuer),
        ("dates", ", ".join(f"{name} {date}" for name, date in dates if date)),
        ("series", f"{witness.issue.series}, as {witness.reference}"),
        ("address", witness.url),
    )
    lines += [_fact(name, visible(value)) for name, value in facts if value]
    lines += [_fact("WARNING", visible(warning.message)) for warning in text.warnings]
    lines += [_fact("LIMIT", f"{visible(hit.what)}: {hit.limit}, seen {hit.seen}; {hit.effect}") for hit in text.limits]
    lines += ["", "Why (· is known, but not what counts)"]
    for claim, chosen in findings:
        head, reason = f"{' ' if chosen else '·'} {claim.field:<10} ", f"  ({visible(claim.reason)})"
        room = max(width - len(head) - display_width(reason), MIN_VALUE)
        lines.append(shortened(f"{head}{shortened(visible(claim.value), room)}{reason}", width))
    lines += ["", "Captures" if len(captures) > 1 else "Capture"]
    for capture, name in zip(captures, originals, strict=True):
        lines += _capture_lines(capture, name)
    derivation = text.derivation
    settings = ", ".join(f"{name} {value}" for name, value in derivation.settings)
    lines += ["", "Text", _fact("digest", f"sha256:{witness.text_sha256[:16]}…  {len(text.content):,} characters")]
    lines.append(_fact("read by", f"{derivation.tool} {derivation.version}{f' ({settings})' if settings else ''}"))
    return "\n".join(lines) + "\n\n"


def text_lines(content: str, *, width: int | None) -> str:
    """A text as stored, so that it cannot steer a terminal; where `width` is given, its lines wrapped to that."""
    lines: list[str] = []
    for line in map(visible, content.rstrip("\n").split("\n")):
        if width is None or display_width(line) <= width:
            lines.append(line)
        else:
            lines += ["".join(words for words, _ in row) for row in wrap([(line, Style.PLAIN)], width)]
    return "\n".join(lines) + "\n"


def _fact(name: str, value: str) -> str:
    return f"  {name:<10} {value}"


def shortened(words: str, width: int) -> str:
    """Words cut to so many columns, with a mark where they were."""
    if display_width(words) <= width:
        return words
    while words and display_width(words) > width - 1:
        words = words[:-1]
    return words.rstrip() + "…"


def _capture_lines(capture: Capture, original: str) -> list[str]:
    lines = [_fact("captured", capture.retrieved_at)]
    if capture.url:
        lines.append(_fact("address", visible(capture.url)))
    if capture.source_id:
        lines.append(_fact("source id", visible(capture.source_id)))
    lines.append(_fact("from", source_said(original, capture.locator)))
    size = f"{capture.original.size:,} bytes, {capture.original.media_type}"
    lines.append(_fact("original", f"sha256:{capture.original.sha256[:16]}…  {size}"))
    if capture.fetched and capture.fetched.robots == "overridden":
        lines.append(_fact("robots", "its robots.txt was overridden"))
    return lines


def revision_lines(
    before: KeptWitness, after: KeptWitness, alignment: Alignment, changes: Sequence[str], *, width: int
) -> str:
    """One silent edit: title and issuer, both captures, what to beware of, what each was read from, the changes."""
    from textwrap import wrap

    lines = [shortened(visible(" · ".join(filter(None, (after.title or "untitled", after.issuer)))), width)]
    longest = max(len(before.reference), len(after.reference))
    lines += [f"  {row.reference:<{longest}}  captured {row.captured}" for row in (before, after)]
    lines += dict.fromkeys(f"  {visible(row.url)}" for row in (before, after) if row.url)
    texts = (alignment.base.witness.text, alignment.other.witness.text)
    lines += [f"  {said}" for said in _read_otherwise(*(text.derivation for text in texts))]
    for said in _doubts((before, after), alignment):
        lines += wrap(visible(said), width, initial_indent="  ", subsequent_indent="    ")
    for change in changes:
        lines += wrap(visible(change), width, initial_indent="  ", subsequent_indent="    ") or [""]
    return "\n".join(lines) + "\n\n"


def _doubts(rows: tuple[KeptWitness, KeptWitness], alignment: Alignment) -> Iterable[str]:
    """What reading and comparing met, each once; where it is said of one of the texts alone, with its reference."""
    from variorum.render.sentences import limit_words  # heavier than all else here, and most lists need none of it

    said: dict[str, list[str]] = {}
    for row, witness in zip(rows, (alignment.base.witness, alignment.other.witness), strict=True):
        text = witness.text
        for warning in text.warnings:
            said.setdefault(f"warning: {warning.message}", []).append(row.reference)
        for hit in text.limits:
            said.setdefault(f"limit: {limit_words(hit)}", []).append(row.reference)
    for words, references in said.items():
        yield words if len(set(references)) > 1 else f"{words} ({references[0]})"
    for hit in alignment.limits:
        yield f"limit: {limit_words(hit)}"


def _read_otherwise(earlier: Derivation, later: Derivation) -> list[str]:
    """What a text was read from or by, where it was another thing before."""
    now, then = (_FORMATS.get(each.tool.split()[0], each.tool) for each in (later, earlier))
    if now != then:
        return [f"read from {now}, earlier from {then}"]
    if (later.tool, later.version) != (earlier.tool, earlier.version):
        return [f"read by {later.tool} {later.version}, earlier by {earlier.tool} {earlier.version}"]
    return []
