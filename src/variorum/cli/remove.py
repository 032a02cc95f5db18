"""`variorum remove REF…`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from variorum.cli.archives import STATUSES, archive_option, now, writing
from variorum.cli.console import note

if TYPE_CHECKING:
    from variorum.archive.removal import Removed


@click.command("remove", epilog=STATUSES)
@click.argument("references", metavar="[REF]…", nargs=-1)
@click.option("--series", metavar="S", help="All of a series.")
@click.option("--purge", is_flag=True, help="Erase for good: originals, rows, index and what the trash has of them.")
@click.option("--empty-trash", is_flag=True, help="Erase for good all that was removed before.")
@click.option("--undo", metavar="NAME", help="Put back what one removal took; variorum list --trash names them.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@archive_option
@click.pass_context
def command(  # noqa: PLR0913, PLR0917
    ctx: click.Context,
    references: tuple[str, ...],
    series: str | None,
    purge: bool,  # noqa: FBT001
    empty_trash: bool,  # noqa: FBT001
    undo: str | None,
    yes: bool,  # noqa: FBT001
    archive: str | None,
) -> int:
    """Take statements out of the archive.

    What is removed lies in the archive's trash until --empty-trash, and --undo puts it back. A REF is that of `variorum
    show`, or sha256: and the digest of an original for all that stands in it.
    """
    wanted = [bool(references), series is not None, empty_trash, undo is not None]
    if sum(wanted) != 1:
        raise click.UsageError("Name statements, or --series, or --empty-trash, or --undo.", ctx)
    with writing(archive) as store:
        from variorum.archive import removal, trash
        from variorum.workflows.kept import captures_named

        if undo is not None:
            back = trash.put_back(store, undo)
            moved = "".join(f"; {old} is now {new}" for old, new in back.moved)
            note(f"variorum: {back.captures} captures are back{moved}")
            return 0
        if empty_trash:
            _confirm("Erase all that is in the trash, for good?", yes=yes)
            note(f"variorum: {removal.empty_trash(store)} removals erased")
            return 0
        captures = captures_named(store, references, series)
        verb = "Erase for good" if purge else "Move to the trash"
        _confirm(f"{verb}: {len(captures)} captures ({series or ', '.join(references)})?", yes=yes)
        went = removal.purge(store, captures) if purge else removal.remove(store, captures, now=now())
    note(_said(went))
    return 0


def _confirm(question: str, *, yes: bool) -> None:
    if not yes:
        click.confirm(question, abort=True, err=True)


def _said(went: Removed) -> str:
    what = f"{', '.join(went.witnesses[:5])}{' and others' if len(went.witnesses) > 5 else ''}"
    if not went.entry:
        return f"variorum: erased {went.captures} captures and {len(went.originals)} originals: {what}"
    undo = f"put back with: variorum remove --undo {went.entry}"
    return f"variorum: {went.captures} captures and {len(went.originals)} originals are in the trash: {what}; {undo}"
