"""`variorum remove REF…`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.archives import archive_option, json_option, now, statuses, writing
from variorum.cli.console import note, print_result, terminal_width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from variorum.archive.removal import Removed
    from variorum.archive.store import Store
    from variorum.archive.trash import KeptQuotation
    from variorum.render.reports import Removal

# So many texts are named once they have gone: before, more were.
NAMED = 5


class Options(TypedDict):
    """The options as click hands them over."""

    series: str | None
    purge: bool
    empty_trash: bool
    undo: str | None
    yes: bool
    archive: str | None
    as_json: bool


@click.command("remove", epilog=statuses())
@click.argument("references", metavar="[REF]…", nargs=-1)
@click.option("--series", metavar="S", help="Remove all of this series.")
@click.option("--purge", is_flag=True, help="Erase for good: originals, rows, index and what the trash has of them.")
@click.option("--empty-trash", is_flag=True, help="Erase for good all that was removed before.")
@click.option("--undo", metavar="NAME", help="Put back what one removal took; variorum list --trash names them.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@archive_option
@json_option
@click.pass_context
def command(ctx: click.Context, references: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Take statements out of the archive.

    It names what would go, kept quotations of it too, and asks. What is removed lies in the archive's trash, from where
    --undo puts it back, until --empty-trash. A REF is that of `variorum show`; sha256: with the digest of an original
    means all that stands in it, capture:N one capture. With --purge alone, it finishes what was being erased when it
    was interrupted. With --json nobody is asked: without --yes it says what would go, and nothing goes.
    """
    _check(ctx, references, options)
    with writing(options["archive"]) as store:
        removal, said = _carried_out(store, references, options)
    if options["as_json"]:
        from variorum.render.reports import removal_document

        print_result(removal_document(removal))
    else:
        note(f"variorum: {said}")
    return 0


def _check(ctx: click.Context, references: tuple[str, ...], options: Options) -> None:
    """Refuse what contradicts itself, before anything is opened."""
    wanted = [bool(references), options["series"] is not None, options["empty_trash"], options["undo"] is not None]
    if sum(wanted) != 1 and not _is_finishing(references, options):
        raise click.UsageError("Name statements, or --series, or --empty-trash, or --undo.", ctx)
    for said in references:
        if "@" not in said and ":" not in said:
            raise click.UsageError(f"{said} is no reference. For all of a series say --series {said}.", ctx)


def _is_finishing(references: tuple[str, ...], options: Options) -> bool:
    named = references or options["series"] is not None or options["empty_trash"] or options["undo"] is not None
    return options["purge"] and not named


def _carried_out(store: Store, references: tuple[str, ...], options: Options) -> tuple[Removal, str]:
    """What was done, as a value and in words."""
    if options["undo"] is not None:
        return _put_back(store, options["undo"])
    if options["empty_trash"]:
        return _empty_trash(store, options)
    if _is_finishing(references, options):
        return _finish(store)
    return _remove(store, references, options)


def _remove(store: Store, references: tuple[str, ...], options: Options) -> tuple[Removal, str]:
    from variorum.archive import removal
    from variorum.render.reports import Removal

    captures, purge = _captures(store, references, options["series"]), options["purge"]
    going = removal.going(store, captures, for_good=purge)
    done = _may_go("Erase for good" if purge else "Move to the trash", going, options)
    went = going
    if done:
        went = removal.purge(store, captures) if purge else removal.remove(store, captures, now=now())
    told = Removal(
        action="purge" if purge else "remove",
        done=done,
        references=went.references,
        captures=went.captures,
        originals=went.originals,
        quotations=went.quotations,
        judgements=tuple(judgement.id for judgement in went.judgements),
        removals=(went.entry,) if went.entry else (),
    )
    return told, _said(went)


def _captures(store: Store, references: tuple[str, ...], series: str | None) -> tuple[int, ...]:
    from variorum.workflows.keeping import captures_named
    from variorum.workflows.kept import series_named

    named = references if series is None else (series_named(store, series),)
    return tuple(sorted({number for said in named for number in captures_named(store, said)}))


def _may_go(verb: str, going: Removed, options: Options) -> bool:
    """Whether it may: --yes, or a person who has read what would go says so. With --json nobody is asked."""
    said = _quoted(going.quotations)
    for judgement in going.judgements:
        about = ((anchor.reference, anchor.exact) for anchor in judgement.anchors)
        said += [(f"judgement {judgement.id} ({judgement.verb})", reference, words) for reference, words in about]
    _name(going.references, said, options)
    return _confirmed(f"{verb}: {_counts(going)}?", options)


def _quoted(quotations: Sequence[KeptQuotation]) -> list[tuple[str, str, str]]:
    return [("kept quotation", each.reference, each.exact) for each in quotations]


def _name(references: Sequence[str], said: Sequence[tuple[str, str, str]], options: Options) -> None:
    """Say what would go, where a person is about to be asked."""
    from variorum.render.reports import going_lines

    lines = going_lines(references, said, width=terminal_width())
    if lines and not options["yes"] and not options["as_json"]:
        note(lines.rstrip("\n"))


def _confirmed(question: str, options: Options) -> bool:
    if options["as_json"] or options["yes"]:
        return options["yes"]
    return click.confirm(question, abort=True, err=True)


def _put_back(store: Store, name: str) -> tuple[Removal, str]:
    from variorum.archive import removal, trash
    from variorum.render.reports import Removal, counted

    captures = next((entry.captures for entry in trash.entries(store) if entry.name == name), ())
    back = trash.put_back(store, name)
    came = removal.going(store, captures)
    told = Removal(
        action="undo",
        done=True,
        references=came.references,
        captures=came.captures,
        originals=came.originals,
        quotations=came.quotations,
        judgements=tuple(judgement.id for judgement in came.judgements),
        removals=(name,),
        moved=back.moved,
    )
    moved = "".join(f"; {old} is now {new}" for old, new in back.moved)
    return told, f"{counted({'capture': back.captures})} {'is' if back.captures == 1 else 'are'} back{moved}"


def _empty_trash(store: Store, options: Options) -> tuple[Removal, str]:
    from variorum.archive import removal, trash
    from variorum.render.reports import Removal, counted

    entries = trash.trash(store)
    references = tuple(reference for entry in entries for reference in entry.references)
    quotations = tuple(quotation for entry in entries for quotation in entry.quotations)
    _name(references, _quoted(quotations), options)
    done = _confirmed("Erase all that is in the trash, for good?", options)
    told = Removal(
        action="empty-trash",
        done=done,
        references=references,
        captures=tuple(sorted({number for entry in entries for number in entry.captures})),
        originals=tuple(sorted({sha256 for entry in entries for sha256 in entry.originals})),
        quotations=quotations,
        judgements=tuple(sorted(number for entry in entries for number in entry.judgements)),
        removals=tuple(entry.name for entry in entries),
    )
    return told, f"{counted({'removal': removal.empty_trash(store) if done else 0})} erased"


def _finish(store: Store) -> tuple[Removal, str]:
    from variorum.archive import removal
    from variorum.render.reports import Removal

    finished = removal.finish_erasing(store)
    return Removal("finish", finished), "what was being erased is erased" if finished else "nothing was left to erase"


def _counts(went: Removed) -> str:
    from variorum.render.reports import counted

    return counted({"capture": len(went.captures), "original": len(went.originals), **_of_people(went)})


def _of_people(went: Removed) -> dict[str, int]:
    """What people made of the texts, where they did."""
    counts = {"kept quotation": len(went.quotations), "judgement": len(went.judgements)}
    return {name: count for name, count in counts.items() if count}


def _said(went: Removed) -> str:
    from variorum.render.reports import counted

    names = f"{', '.join(went.references[:NAMED])}{' and others' if len(went.references) > NAMED else ''}"
    what = f"{counted({'capture': len(went.captures), 'original': len(went.originals)})}{f': {names}' if names else ''}"
    if _of_people(went):
        what += f"; with {'it' if len(went.captures) == 1 else 'them'} {counted(_of_people(went))}"
    if not went.entry:
        return f"erased {what}"
    return f"into the trash went {what}; put back with: variorum remove --undo {went.entry}"
