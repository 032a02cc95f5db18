"""What `reuse query` and `who` share: the view of one document on a terminal, as JSON, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.console import print_result, terminal_width, wants_color, write_page
from variorum.cli.forms import form_asked, form_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from variorum.workflows.reuse.answer import Answer

STANDARD_OUTPUT = "-"


class Shape(TypedDict):
    """The options of an answer, as click hands them over."""

    full: bool
    color: str
    html: str | None


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The forms that an answer may have."""
    for option in (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True),
        click.option("--full", is_flag=True, help="Cut nothing, and name every document."),
        click.option("--html", metavar="FILE", help="Write a self-contained page to FILE (- for standard output)."),
        form_option("csv", "A table."),
        form_option("json", "JSON, as docs/json.md describes."),
    ):
        command = option(command)
    return command


def named(form: str | None, *, full: bool) -> int | None:
    """How many documents of each passage are named (None: all): a program wants every one."""
    return None if full or form else 3


def check_form(ctx: click.Context) -> str | None:
    """The form that is asked for, after refusing two that go to one place."""
    form = form_asked(ctx)
    if form and ctx.params["html"] == STANDARD_OUTPUT:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    return form


def print_answer(answer: Answer, form: str | None, shape: Shape) -> None:
    """Print or write what of a document stands elsewhere."""
    if shape["html"] is not None:
        write_page(shape["html"], answer.to_html())
        if not form:
            return
    match form:
        case "json":
            from variorum.render.reuse.json import whole_document

            print_result(whole_document(answer.view))
        case "csv":
            from variorum.render.reuse.csv import stretches_table

            print_result(stretches_table(answer.view))
        case _:
            from variorum.render.reuse.document import document_page
            from variorum.render.reuse.sheet import ReuseSheet

            sheet = ReuseSheet(terminal_width(), wants_color(shape["color"]), shape["full"])
            print_result(document_page(sheet, answer.view))
