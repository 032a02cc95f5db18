"""`variorum reuse show RUN`, `reuse family RUN N` and `reuse document RUN ID`."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, TypedDict

import click
from click.core import ParameterSource

from variorum.cli.archives import statuses
from variorum.cli.console import is_folder, note, print_result, terminal_width, wants_color, write_folder, write_page
from variorum.cli.forms import form_asked, form_option
from variorum.cli.progress import bar
from variorum.cli.reuse.answers import named

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Unpack

    from variorum.model.reuse_views import Against
    from variorum.render.reuse.sheet import ReuseSheet

DONE, INCOMPLETE = 0, 4
_FAMILY = re.compile(r"[Ff]?([0-9]{1,12})")
# So many families a list shows, and so many passages of a family are compared, where nobody asks for more or fewer.
FAMILIES, PASSAGES = 20, 1_000


class Shape(TypedDict):
    """The options of every page, as click hands them over."""

    full: bool
    color: str
    html: str | None


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


def page_options(where: str, told: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The forms that an answer may have; `where` pages go, and what is `told` of that."""
    options = (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True),
        click.option("--full", is_flag=True, help="Cut and leave out nothing."),
        click.option("--html", metavar=where, help=told),
        form_option("csv", "A table."),
        form_option("json", "JSON, as docs/json.md describes."),
    )

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in options:
            command = option(command)
        return command

    return decorated


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

            print_result(run_page(_sheet(options), view))
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
@page_options("FILE|DIR", "Write a self-contained page to FILE (- for standard output), or into DIR/.")
@click.pass_context
def family_command(
    ctx: click.Context, run: str, family: int, limit: int, against: Against, **options: Unpack[Shape]
) -> int:
    """Show all wordings of a family in order of date, each with what changed in it.

    FAMILY is its number as `show` has it: F12, or 12. Passages with the same words are told of together. The earliest
    may be a fragment, or the odd one: then --against nearest shows more of what was changed when.
    """
    form = form_asked(ctx)
    from variorum.workflows.reuse.door import open_run

    opened = open_run(run)
    status = INCOMPLETE if limit < opened.reader.family(family).passages else DONE
    page = partial(opened.family_html, family, limit=limit, against=against)
    if _paged(ctx, options["html"], form, f"family-{family}.html", page):
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

            print_result(family_page(_sheet(options), view))
    return status


@click.command("document", epilog=statuses())
@click.argument("run", metavar="RUN")
@click.argument("document", metavar="ID")
@page_options("FILE|DIR", "Write a self-contained page to FILE (- for standard output), or into DIR/.")
@click.pass_context
def document_command(ctx: click.Context, run: str, document: str, **options: Unpack[Shape]) -> int:
    """Show one document as a whole: what stands elsewhere, where, earlier or later; and what is its own.

    ID is the document's own, as in the table documents.parquet.
    """
    form = form_asked(ctx)
    from variorum.workflows.reuse.door import open_run

    opened = open_run(run)
    name = f"document-{re.sub(r'[^0-9A-Za-z-]+', '-', document)[:80]}.html"
    if _paged(ctx, options["html"], form, name, lambda: opened.document_html(document)):
        return DONE
    view = opened.document(document, named=named(form, full=options["full"]))
    match form:
        case "json":
            from variorum.render.reuse.json import whole_document

            print_result(whole_document(view))
        case "csv":
            from variorum.render.reuse.csv import stretches_table

            print_result(stretches_table(view))
        case _:
            from variorum.render.reuse.document import document_page

            print_result(document_page(_sheet(options), view))
    return DONE


def _check_folder(ctx: click.Context, html: str | None) -> None:
    """Refuse what contradicts a folder of pages, before anything is read."""
    if html == "-":
        raise click.UsageError("--html writes a folder of pages here: name one.", ctx)
    for name in ("formulaic", "limit") if html is not None and not form_asked(ctx) else ():
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} has no meaning here: the folder has all families.", ctx)


def _paged(ctx: click.Context, html: str | None, form: str | None, name: str, page: Callable[[], str]) -> bool:
    """Write the page if one is asked for, under its `name` in a folder; whether nothing else is asked for."""
    if html is None:
        return False
    if html == "-" and form:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    if is_folder(html):
        write_folder(html, [(name, page())])
        note(f"variorum: {name} is in {click.format_filename(html)}")
    else:
        write_page(html, page())
    return form is None


def _sheet(options: Shape) -> ReuseSheet:
    from variorum.render.reuse.sheet import ReuseSheet

    return ReuseSheet(terminal_width(), wants_color(options["color"]), options["full"])
