"""`variorum who REF`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from variorum.cli.archives import archive_option, reading, statuses
from variorum.cli.compare import DONE
from variorum.cli.progress import bar
from variorum.cli.reuse.answers import (
    ONE_PAGE,
    Shape,
    check_form,
    named,
    page_name,
    page_options,
    print_document,
    write_answer,
)
from variorum.cli.reuse.find import compiling

if TYPE_CHECKING:
    from typing import Unpack


class Options(Shape):
    """The options as click hands them over."""

    across: str
    max_days: int | None
    archive: str | None


@click.command("who", epilog=statuses())
@click.argument("reference", metavar="REF")
@click.option(
    "--across",
    type=click.Choice(["document", "issuer", "series"]),
    default="document",
    show_default=True,
    help="Only passages that another issuer, or another series, has as well.",
)
@click.option("--max-days", type=click.IntRange(min=0), metavar="N", help="Only statements at most N days apart.")
@archive_option
@page_options(*ONE_PAGE)
@click.pass_context
def command(ctx: click.Context, reference: str, **options: Unpack[Options]) -> int:
    """Show who else in the archive says what a statement says, earlier and later, word for word or reworded.

    REF is as in `show`. Each stretch of the statement that stands in others stands under its words' first documents, in
    order of date; what is its own is told too. It is held against the latest text of every issue, in each language.
    Everything is said as earlier than, never as copied from.
    """
    form = check_form(ctx)
    with compiling():
        from variorum.workflows.reuse.door import extra_said

        with extra_said("variorum who"):
            from variorum.workflows.reuse.who import who_else
    from variorum.reuse.scope import Scope

    scope = Scope(options["across"], most_days=options["max_days"])  # type: ignore[arg-type]
    with reading(options["archive"]) as store, bar() as report:
        answer = who_else(store, reference, scope, named=named(form, full=options["full"]), report=report)
    if not write_answer(options["html"], page_name(answer.view.document.id), answer.to_html) or form:
        print_document(answer.view, form, options)
    return DONE
