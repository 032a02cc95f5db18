"""What `reuse query` and `who` share: the view of one document on a terminal, as JSON, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.compare import form_option
from variorum.cli.console import print_result, terminal_width, wants_color

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from variorum.model.reuse_views import DocumentView


class Shape(TypedDict):
    """The options of an answer, as click hands them over."""

    full: bool
    color: str


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The forms that an answer may have."""
    for option in (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True),
        click.option("--full", is_flag=True, help="Cut nothing, and name every document."),
        form_option("csv", "A table."),
        form_option("json", "JSON, as docs/json.md describes."),
    ):
        command = option(command)
    return command


def named(form: str | None, *, full: bool) -> int | None:
    """How many documents of each passage are named (None: all): a program wants every one."""
    return None if full or form else 3


def print_document(view: DocumentView, form: str | None, *, full: bool, color: str) -> None:
    """Print what of a document stands elsewhere."""
    match form:
        case "json":
            from variorum.render.reuse_json import whole_document

            print_result(whole_document(view))
        case "csv":
            from variorum.render.reuse_csv import stretches_table

            print_result(stretches_table(view))
        case _:
            from variorum.render.reuse_document import document_page
            from variorum.render.reuse_sheet import ReuseSheet

            print_result(document_page(ReuseSheet(terminal_width(), wants_color(color), full), view))
