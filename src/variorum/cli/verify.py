"""`variorum verify`."""

from __future__ import annotations

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses
from variorum.cli.console import note, print_result
from variorum.cli.progress import bar

DONE, FAILED = 0, 3


@click.command("verify", epilog=statuses(failed="something is lost or changed, or could not be read"))
@archive_option
@json_option
def command(archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Check that nothing in the archive is lost or changed.

    Every original is hashed again, the database checked, every span looked up in its text, every kept quotation and
    every judgement's words found. A digest proves that the kept bytes have not changed since they were captured; not
    what was published, nor when.
    """
    from variorum.archive.verify import verify
    from variorum.render.reports import counted, finding_lines, report_document

    with reading(archive) as store, bar(wanted=not as_json) as report:
        found = verify(store, report=report)
    if as_json:
        print_result(report_document("variorum.verify/1", clean=found.clean, **_fields(found)))
        return DONE if found.clean else FAILED
    print_result(finding_lines("failure", ((each.subject, each.detail) for each in found.failures)))
    print_result(finding_lines("note", ((each.subject, each.detail) for each in found.notes)))
    looked = counted(
        {
            "original": found.originals,
            "capture": found.captures,
            "text": found.texts,
            "line": found.segments,
            "quotation": found.quotations,
            **({"judgement": found.judgements} if found.judgements else {}),
        }
    )
    verdict = "all as it was kept" if found.clean else f"{len(found.failures):,} wrong"
    note(f"{looked}: {verdict}.")
    return DONE if found.clean else FAILED


def _fields(found: object) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(found)  # type: ignore[call-overload,no-any-return] # a report is a dataclass
