"""`variorum rebuild`."""

from __future__ import annotations

import click

from variorum.cli.archives import archive_option, json_option, statuses, writing
from variorum.cli.console import note, print_result
from variorum.cli.progress import bar

DONE, INCOMPLETE = 0, 4


@click.command("rebuild", epilog=statuses(incomplete="done, but something is not read any more"))
@archive_option
@json_option
def command(archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Make every derived row of the archive again from its originals.

    With the versions that made them the rows come out the same. Texts made by other versions are kept beside the new
    ones, and named. Where an original is not read any more, its earlier text stands.
    """
    from variorum.render.reports import counted, finding_lines, report_document
    from variorum.workflows.rebuild import rebuild

    with writing(archive) as store, bar(wanted=not as_json) as report:
        made = rebuild(store, report=report)
    if as_json:
        print_result(
            report_document(
                "variorum.rebuild/1",
                captures=made.captures,
                identical=made.identical,
                kept=tuple(
                    {
                        "text_sha256": each.sha256,
                        "tool": each.tool,
                        "version": each.version,
                        "captures": list(each.captures),
                    }
                    for each in made.kept
                ),
                not_read=made.not_read,
                before=made.before,
                after=made.after,
                facts=made.facts,
            )
        )
    else:
        texts = ((f"text sha256:{each.sha256[:16]}…", f"{each.tool} {each.version}") for each in made.kept)
        print_result(finding_lines("kept", texts))
        print_result(finding_lines("not read again", ((each.name, each.reason) for each in made.not_read)))
        same = "every row is what it was" if made.identical else "rows have changed"
        note(f"{counted({'capture': made.captures})} read again: {same}.")
    return INCOMPLETE if made.not_read else DONE
