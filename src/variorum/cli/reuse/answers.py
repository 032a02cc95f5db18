"""What the answers of reuse share: the forms they may have, a page in a file or folder, the view of one document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.console import is_folder, note, print_result, terminal_width, wants_color, write_folder, write_page
from variorum.cli.forms import form_asked, form_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from variorum.model.reuse_views import DocumentView
    from variorum.render.reuse.sheet import ReuseSheet

STANDARD_OUTPUT = "-"
ONE_PAGE = ("FILE|DIR", "Write a self-contained page to FILE (- for standard output), or into DIR/.")
"""Where the page of one answer goes, and what is told of that."""


class Shape(TypedDict):
    """The options of every answer, as click hands them over."""

    full: bool
    color: str
    html: str | None


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


def check_form(ctx: click.Context) -> str | None:
    """The form that is asked for, after refusing two that go to one place."""
    form = form_asked(ctx)
    if form and ctx.params["html"] == STANDARD_OUTPUT:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    return form


def named(form: str | None, *, full: bool) -> int | None:
    """How many documents of each passage are named (None: all): a program wants every one."""
    from variorum.workflows.reuse.views import NAMED

    return None if full or form else NAMED


def write_answer(html: str | None, name: str, page: Callable[[], str]) -> bool:
    """Write the page if one is asked for, under its `name` in a folder; whether there was one to write."""
    if html is None:
        return False
    if is_folder(html):
        write_folder(html, [(name, page())])
        note(f"variorum: {name} is in {click.format_filename(html)}")
    else:
        write_page(html, page())
    return True


def page_name(document: str) -> str:
    """What the page of a document is called in a folder, by its id."""
    return f"document-{re.sub(r'[^0-9A-Za-z-]+', '-', document)[:80]}.html"


def print_document(view: DocumentView, form: str | None, shape: Shape) -> None:
    """One document as a whole, in the form that is asked for."""
    match form:
        case "json":
            from variorum.render.reuse.json import whole_document

            print_result(whole_document(view))
        case "csv":
            from variorum.render.reuse.csv import stretches_table

            print_result(stretches_table(view))
        case _:
            from variorum.render.reuse.document import document_page

            print_result(document_page(sheet_of(shape), view))


def sheet_of(shape: Shape) -> ReuseSheet:
    """The page on the terminal."""
    from variorum.render.reuse.sheet import ReuseSheet

    return ReuseSheet(terminal_width(), wants_color(shape["color"]), shape["full"])
