"""`variorum remove REF…`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from variorum.cli.archives import archive_option, now, statuses, writing
from variorum.cli.console import note

if TYPE_CHECKING:
    from variorum.archive.removal import Removed
    from variorum.archive.store import Store


@click.command("remove", epilog=statuses())
@click.argument("references", metavar="[REF]…", nargs=-1)
@click.option("--series", metavar="S", help="Remove all of this series.")
@click.option("--purge", is_flag=True, help="Erase for good: originals, rows, index and what the trash has of them.")
@click.option("--empty-trash", is_flag=True, help="Erase for good all that was removed before.")
@click.option("--undo", metavar="NAME", help="Put back what one removal took; variorum list --trash names them.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
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

    What is removed lies in the archive's trash, from where --undo puts it back, until --empty-trash. A REF is that of
    `variorum show`; sha256: with the digest of an original means all that stands in it, capture:N one capture. With
    --purge alone, it finishes what was being erased when it was interrupted.
    """
    from variorum.render.reports import counted

    wanted = [bool(references), series is not None, empty_trash, undo is not None]
    finishing = purge and not any(wanted)
    if sum(wanted) != 1 and not finishing:
        raise click.UsageError("Name statements, or --series, or --empty-trash, or --undo.", ctx)
    for said in references:
        if "@" not in said and ":" not in said:
            raise click.UsageError(f"{said} is no reference. For all of a series say --series {said}.", ctx)
    with writing(archive) as store:
        from variorum.archive import removal, trash

        if undo is not None:
            back = trash.put_back(store, undo)
            moved = "".join(f"; {old} is now {new}" for old, new in back.moved)
            verb = "is" if back.captures == 1 else "are"
            note(f"variorum: {counted({'capture': back.captures})} {verb} back{moved}")
            return 0
        if finishing:
            finished = removal.finish_erasing(store)
            note(f"variorum: {'what was being erased is erased' if finished else 'nothing was left to erase'}")
            return 0
        if empty_trash:
            _confirm("Erase all that is in the trash, for good?", yes=yes)
            note(f"variorum: {counted({'removal': removal.empty_trash(store)})} erased")
            return 0
        captures = _captures(store, references, series)
        verb = "Erase for good" if purge else "Move to the trash"
        _confirm(f"{verb}: {counted({'capture': len(captures)})} ({series or ', '.join(references)})?", yes=yes)
        went = removal.purge(store, captures) if purge else removal.remove(store, captures, now=now())
    note(_said(went))
    return 0


def _captures(store: Store, references: tuple[str, ...], series: str | None) -> tuple[int, ...]:
    from variorum.workflows.keeping import captures_named
    from variorum.workflows.kept import series_named

    named = references if series is None else (series_named(store, series),)
    return tuple(sorted({number for said in named for number in captures_named(store, said)}))


def _confirm(question: str, *, yes: bool) -> None:
    if not yes:
        click.confirm(question, abort=True, err=True)


def _said(went: Removed) -> str:
    from variorum.render.reports import counted

    what = f"{', '.join(went.witnesses[:5])}{' and others' if len(went.witnesses) > 5 else ''}"
    counts = counted({"capture": went.captures, "original": len(went.originals)})
    if went.quotations:
        what += f"; with {'it' if went.captures == 1 else 'them'} {counted({'kept quotation': went.quotations})}"
    if not went.entry:
        return f"variorum: erased {counts}: {what}"
    return f"variorum: into the trash went {counts}: {what}; put back with: variorum remove --undo {went.entry}"
