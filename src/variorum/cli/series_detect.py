"""`variorum series detect [FOLDER]`."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from variorum.cli.archives import archive_option, now, reading, statuses, writing
from variorum.cli.console import note, print_result, terminal_width, write_page
from variorum.cli.forms import form_asked, form_option
from variorum.cli.progress import bar
from variorum.errors import ArchiveMissing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from variorum.archive.store import Store
    from variorum.model.detected import Filed
    from variorum.progress import Report
    from variorum.workflows.arriving import Refused
    from variorum.workflows.detect import Found

DATABASE = "archive.sqlite"
DONE, INCOMPLETE = 0, 4
# --accept without a name.
ALL = "*"


@click.command("detect", epilog=statuses(incomplete="done, but a file was not read or not stored; it is said which"))
@click.argument("folder", metavar="[FOLDER]", required=False)
@click.option(
    "--accept",
    "accepted",
    metavar="[NAME]",
    multiple=True,
    is_flag=False,
    flag_value=ALL,
    help="Store what is proposed: all, or (again for each) the series of this name; NAME=OTHER stores it as OTHER.",
)
@click.option("--full", is_flag=True, help="Name every document, and those in no series.")
@form_option("json", "Print JSON, as docs/json.md describes.")
@form_option("csv", "A table, a row a document, with the series that is proposed for it.")
@click.option("--html", metavar="FILE", help="Write a self-contained page to FILE; - for standard output.")
@archive_option
@click.pass_context
def detect_command(
    ctx: click.Context,
    folder: str | None,
    accepted: tuple[str, ...],
    full: bool,  # noqa: FBT001
    html: str | None,
    archive: str | None,
) -> int:
    """Find the series in a pile of documents, and say why they are.

    FOLDER is a folder of files, or a file that holds several statements; without one it is the unsorted documents of
    the archive. Nothing is stored without --accept: then files are added to the archive in their series, and documents
    of the archive are moved into them. A moved document has another reference; the old one still finds it.

    Documents are of one series where their texts share enough of their wording with one another, beyond what is common
    in the pile, or where they bear one title and come in a rhythm. Names of files and folders are not looked at, but
    for dates. Series that the archive has draw to them what belongs there.
    """
    form = form_asked(ctx)
    if html == "-" and form:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    if full and (form or html):
        raise click.UsageError(f"--full has no meaning here: {f'--{form}' if form else '--html'} names all.", ctx)
    if folder and os.path.isfile(os.path.join(folder, DATABASE)):
        folder, archive = None, folder
    in_words = form is None and html is None
    with writing(archive) if accepted else _known(archive, folder) as store:
        with bar(wanted=form is None) as report:
            found = _found(folder, store, report)
        if in_words:
            _tell(found, full=full)
        filed, unfiled = _stored(store, found, accepted) if accepted and store else ([], [])
    found = replace(found, refused=(*found.refused, *unfiled))
    if html is not None:
        write_page(html, found.to_html(filed))
    if form:
        print_result(found.to_json(filed) if form == "json" else found.to_csv())
    if form != "json":
        _tell_end(found, filed)
    return INCOMPLETE if found.refused else DONE


def _known(archive: str | None, folder: str | None) -> AbstractContextManager[Store | None]:
    """The archive, to read in; files need none."""
    try:
        return reading(archive)
    except ArchiveMissing:
        if folder is None or archive is not None or os.environ.get("VARIORUM_ARCHIVE"):
            raise
        return nullcontext()


def _found(folder: str | None, store: Store | None, report: Report) -> Found:
    from variorum.workflows.detect import detect_in_archive, detect_in_files

    if folder is not None:
        return detect_in_files(folder, store=store, report=report)
    assert store is not None, "without files there is an archive"  # noqa: S101
    return detect_in_archive(store, report=report)


def _stored(store: Store, found: Found, accepted: Sequence[str]) -> tuple[list[Filed], list[Refused]]:
    from variorum.workflows.arriving import Refused
    from variorum.workflows.detect import accept, chosen

    filed: list[Filed] = []
    refused: list[Refused] = []
    for each in accept(store, found, chosen(found, [name for name in accepted if name != ALL]), now=now):
        if isinstance(each, Refused):
            refused.append(each)
        else:
            filed.append(each)
    return filed, refused


def _tell(found: Found, *, full: bool) -> None:
    from variorum.render.detected import detected_lines

    print_result("".join(detected_lines(found.detection, found.documents, width=terminal_width(), full=full)))


def _tell_end(found: Found, filed: Sequence[Filed]) -> None:
    """What was left out, what was stored, what could not be read, and what to do next."""
    from variorum.render.arrivals import refusal_line
    from variorum.render.detected import filed_lines

    if found.there:
        note(f"{found.there:,} more texts are in the archive already, and were left out")
    for line in filed_lines(filed):
        note(line.rstrip())
    for each in found.refused:
        note(refusal_line(str(each.error), each.locator).rstrip())
    if found.detection.proposals and not filed:
        note("nothing is stored: --accept stores all, --accept NAME one, --accept NAME=OTHER under another name")
