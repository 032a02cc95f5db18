"""`variorum revisions [SERIES]`."""

from __future__ import annotations

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses
from variorum.cli.console import note, print_result, terminal_width
from variorum.cli.values import iso_date


@click.command("revisions", epilog=statuses())
@click.argument("series", metavar="[SERIES]", required=False)
@click.option("--since", type=iso_date, metavar="D", help="Only those captured on this day or later.")
@click.option("--furniture", is_flag=True, help="Also where only menus or release lines changed.")
@archive_option
@json_option
def command(series: str | None, since: str | None, furniture: bool, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Show silent edits: issues whose text changed after it was first captured, with the words that changed.

    A change of wording says nothing of why it was made.
    """
    from variorum.render.listing import revision_lines
    from variorum.render.statements import Revised, revision_document
    from variorum.workflows.kept import series_named
    from variorum.workflows.revisions import revisions

    shown = left_out = 0
    told: list[Revised] = []
    with reading(archive) as store:
        slug = series_named(store, series) if series else None
        for found in revisions(store, series=slug, since=since):
            if found.furniture_only and not furniture:
                left_out += 1
                continue
            shown += 1
            if as_json:
                alignment = found.comparison.alignment
                told.append(Revised(found.before, found.after, found.furniture_only, found.changes, alignment))
            else:
                print_result(revision_lines(found.before, found.after, found.changes, width=terminal_width()))
    if as_json:
        print_result(revision_document(told, left_out=left_out))
        return 0
    note(
        f"variorum: {shown} revision{'' if shown == 1 else 's'}"
        + (f"; {left_out} more of furniture alone (--furniture)" if left_out else "")
    )
    return 0
