"""`variorum reuse show RUN`, `reuse family RUN N` and `reuse document RUN ID`."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from variorum.cli.archives import statuses
from variorum.cli.console import note, print_result, write_folder
from variorum.cli.forms import form_asked
from variorum.cli.progress import bar
from variorum.cli.reuse.answers import (
    ONE_PAGE,
    STANDARD_OUTPUT,
    Shape,
    check_form,
    named,
    page_name,
    page_options,
    print_document,
    sheet_of,
    write_answer,
)

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.model.reuse_views import Against

DONE, INCOMPLETE = 0, 4
_FAMILY = re.compile(r"[Ff]?([0-9]{1,12})")
# So many families a list shows, and so many passages of a family are compared, where nobody asks for more or fewer.
FAMILIES, PASSAGES = 20, 1_000


class ShowOptions(Shape):
    """The options of `show`."""

    sort: str
    formulaic: bool
    limit: int


def family_number(text: str) -> int:
    """The number of a family, as in F12 or 12."""
    match = _FAMILY.fullmatch(text)
    if match is None:
        raise click.BadParameter(f"{text!r} is not a family, as in F12 or 12; variorum reuse show names them.")
    return int(match[1])


@click.command("show", epilog=statuses(incomplete="done, but a part of the inputs was not read when it was made"))
@click.argument("run", metavar="RUN")
@click.option(
    "--sort",
    type=click.Choice(["documents", "issuers", "words", "spread"]),
    default="documents",
    show_default=True,
    help="After the bursts first: what stands in the most documents; is said by the most issuers; is longest; has the"
    " longest time between its first and last date.",
)
@click.option(
    "--formulaic", is_flag=True, help="The formulae instead: so widespread here that sharing one singles out no one."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=FAMILIES, show_default=True, metavar="N", help="N families at most."
)
@page_options("DIR", "Write a folder of pages with all families and documents into DIR, index.html first.")
@click.pass_context
def show_command(ctx: click.Context, run: str, **options: Unpack[ShowOptions]) -> int:
    """Show the families of passages of a run: who says them, since when, and in which words.

    First the bursts (first said by three issuers or more within 30 days), then the others. Of each: its documents,
    issuers and series, its earliest and latest date, its words, who is first, and the wording most like the others.
    """
    form = form_asked(ctx)
    html = options["html"]
    _check_folder(ctx, html)
    from variorum.workflows.reuse.door import open_run

    opened = open_run(run)
    if html is not None:
        with bar() as report:
            count = write_folder(html, opened.html_pages(sort=options["sort"], report=report))  # type: ignore[arg-type]
        note(f"variorum: {count:,} files are in {click.format_filename(html)}; begin with index.html")
        if not form:
            return INCOMPLETE if opened.summary.unread else DONE
    limit = None if options["full"] and form else options["limit"]
    view = opened.view(sort=options["sort"], formulaic=options["formulaic"], limit=limit)  # type: ignore[arg-type]
    match form:
        case "json":
            from variorum.render.reuse.json import run_document

            print_result(run_document(view))
        case "csv":
            from variorum.render.reuse.csv import families_table

            print_result(families_table(view.families))
        case _:
            from variorum.render.reuse.terminal import run_page

            print_result(run_page(sheet_of(options), view))
    return INCOMPLETE if view.summary.unread else DONE


@click.command("family", epilog=statuses(incomplete="done, but not all passages were looked at"))
@click.argument("run", metavar="RUN")
@click.argument("family", metavar="FAMILY", type=family_number)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=PASSAGES,
    show_default=True,
    metavar="N",
    help="Look at its first N passages.",
)
@click.option(
    "--against",
    type=click.Choice(["earliest", "nearest"]),
    default="earliest",
    show_default=True,
    help="Show what changed against the earliest wording, or against the likest of those before each.",
)
@page_options(*ONE_PAGE)
@click.pass_context
def family_command(
    ctx: click.Context, run: str, family: int, limit: int, against: Against, **options: Unpack[Shape]
) -> int:
    """Show all wordings of a family in order of date, each with what changed in it.

    FAMILY is its number as `show` has it: F12, or 12. Passages with the same words are told of together. The earliest
    may be a fragment, or the odd one: then --against nearest shows more of what was changed when.
    """
    form = check_form(ctx)
    from variorum.workflows.reuse.door import open_run

    opened = open_run(run)
    status = INCOMPLETE if limit < opened.reader.family(family).passages else DONE
    page = partial(opened.family_html, family, limit=limit, against=against)
    if write_answer(options["html"], f"family-{family}.html", page) and not form:
        return status
    view = opened.family(family, limit=limit, against=against)
    match form:
        case "json":
            from variorum.render.reuse.json import family_document

            print_result(family_document(view))
        case "csv":
            from variorum.render.reuse.csv import wordings_table

            print_result(wordings_table(view))
        case _:
            from variorum.render.reuse.terminal import family_page

            print_result(family_page(sheet_of(options), view))
    return status


@click.command("document", epilog=statuses())
@click.argument("run", metavar="RUN")
@click.argument("document", metavar="ID")
@page_options(*ONE_PAGE)
@click.pass_context
def document_command(ctx: click.Context, run: str, document: str, **options: Unpack[Shape]) -> int:
    """Show one document as a whole: what stands elsewhere, where, earlier or later; and what is its own.

    ID is the document's own, as in the table documents.parquet.
    """
    form = check_form(ctx)
    from variorum.workflows.reuse.door import open_run

    opened = open_run(run)
    if write_answer(options["html"], page_name(document), partial(opened.document_html, document)) and not form:
        return DONE
    print_document(opened.document(document, named=named(form, full=options["full"])), form, options)
    return DONE


def _check_folder(ctx: click.Context, html: str | None) -> None:
    """Refuse what contradicts a folder of pages, before anything is read."""
    if html == STANDARD_OUTPUT:
        raise click.UsageError("--html writes a folder of pages here: name one.", ctx)
    for name in ("formulaic", "limit") if html is not None and not form_asked(ctx) else ():
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} has no meaning here: the folder has all families.", ctx)
