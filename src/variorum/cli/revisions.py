"""`variorum revisions [SERIES]`."""

from __future__ import annotations

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses
from variorum.cli.console import note, print_result, terminal_width
from variorum.cli.values import iso_date


@click.command("revisions", epilog=statuses())
@click.argument("series", metavar="[SERIES]", required=False)
@click.option("--since", type=iso_date, metavar="D", help="Only those captured on this day or later.")
@click.option("--furniture", is_flag=True, help="Also what changed outside the body: menus, release lines, titles.")
@archive_option
@json_option
def command(series: str | None, since: str | None, furniture: bool, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Show silent edits: issues whose text changed after it was first captured, with the words that changed.

    Where no line of the body changed it is only counted, unless --furniture asks for it. A change of wording says
    nothing of why it was made.
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
            if not found.in_body and not furniture:
                left_out += 1
                continue
            shown += 1
            alignment = found.comparison.alignment
            if as_json:
                told.append(Revised(found.before, found.after, found.in_body, found.changes, alignment))
                continue
            changes = found.told(furniture=furniture)
            print_result(revision_lines(found.before, found.after, alignment, changes, width=terminal_width()))
    if as_json:
        print_result(revision_document(told, left_out=left_out))
    else:
        note(_counted(shown, left_out, slug, since))
    return 0


def _counted(shown: int, left_out: int, series: str | None, since: str | None) -> str:
    within = f" in {series}" if series else ""
    if not shown and not left_out:
        if since:
            return f"No revision{within} since {since}."
        return f"No revision{within}: no address or source id{' of it' if series else ''} has had two texts."
    counts = f"{shown or 'no'} revision{'' if shown <= 1 else 's'}{'' if shown else ' in the body of a text'}"
    more = f"; {left_out} {'more ' if shown else ''}not in the body (--furniture)" if left_out else ""
    return f"variorum: {counts}{more}"
