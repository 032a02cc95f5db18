"""`variorum export DIR`."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses
from variorum.cli.console import note, print_result
from variorum.cli.progress import bar


@click.command("export", epilog=statuses())
@click.argument("folder", metavar="DIR")
@archive_option
@json_option
def command(folder: str, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Write the archive to a new folder that needs no variorum to be read: a BagIt bag.

    Originals, CSV and JSONL, with digests of all of it, and nothing that tells of this machine. `variorum restore DIR
    ELSEWHERE` brings it back.
    """
    from variorum.archive.bag import export
    from variorum.ingest.limits import bytes_said
    from variorum.render.reports import counted, report_document

    with reading(archive) as store, bar(wanted=not as_json) as report:
        made = export(store, Path(folder), report=report)
    if as_json:
        print_result(
            report_document(
                "variorum.export/1",
                folder=folder,
                statements=made.statements,
                originals=made.originals,
                files=made.files,
                size=made.size,
            )
        )
        return 0
    statements, files = counted({"statement": made.statements}), counted({"file": made.files})
    verb = "is" if made.statements == 1 else "are"
    note(f"variorum: {statements} in {files} {verb} in {folder} ({bytes_said(made.size)})")
    return 0
