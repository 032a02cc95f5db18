"""`variorum restore SOURCE DIR`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from variorum.cli.archives import json_option, statuses
from variorum.cli.console import note, print_result
from variorum.cli.progress import bar

DONE, FAILED = 0, 3


@click.command("restore", epilog=statuses(failed="it could not be brought back, or is not what it was"))
@click.argument("source", metavar="SOURCE")
@click.argument("folder", metavar="DIR")
@json_option
def command(source: str, folder: str, as_json: bool) -> int:  # noqa: FBT001
    """Bring an archive back from a backup file or an exported folder, into DIR.

    DIR must be new or empty, and becomes the archive itself: name it with --archive, or call it .variorum. Every digest
    is checked first; the archive is there whole or not at all.
    """
    from variorum.archive.restore import restore
    from variorum.render.reports import counted, finding_lines, report_document

    with bar(wanted=not as_json) as report:
        made = restore(Path(source), Path(folder), report=report)
    if as_json:
        clean = made.verified.clean
        print_result(report_document("variorum.restore/1", folder=folder, clean=clean, verified=made.verified))
        return DONE if clean else FAILED
    for each in made.verified.failures:
        note(finding_lines("failure", [(each.subject, each.detail)]).rstrip())
    captures, originals = (
        counted({name: count}) for name, count in (("capture", made.verified.captures), ("original", made.originals))
    )
    verb = "is" if made.verified.captures == 1 else "are"
    note(f"variorum: {captures} of {originals} {verb} in {folder}")
    note(f"See what is there with: variorum list --archive {shlex.quote(folder)}")
    return DONE if made.verified.clean else FAILED
