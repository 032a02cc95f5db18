"""`variorum line SERIES "a few words"`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.archives import archive_option, reading, statuses
from variorum.cli.compare import DONE, INCOMPLETE
from variorum.cli.console import print_result, terminal_width, wants_color, write_page
from variorum.cli.forms import form_asked, form_option
from variorum.cli.values import language_code

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.workflows.life_pages import Found


class Options(TypedDict):
    """The options as click hands them over."""

    html: str | None
    full: bool
    color: str
    language: str | None
    archive: str | None


@click.command("line", epilog=statuses(incomplete="done, but a limit was hit, or a text is left out or not whole"))
@click.argument("series", metavar="SERIES")
@click.argument("said", metavar="WORDS|ID", nargs=-1, required=True)
@form_option("plain", "One sentence a run of issues, for a screen reader.")
@form_option("json", "JSON (variorum.line/1).")
@form_option("csv", "A table, a row an event.")
@click.option("--html", metavar="FILE", help="Write a self-contained page to FILE; - for standard output.")
@click.option("--full", is_flag=True, help="Fold nothing.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option(
    "--language", type=language_code, metavar="CODE", help="The issues in this language, not in that of the most."
)
@archive_option
@click.pass_context
def command(ctx: click.Context, series: str, said: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Show the life of one line: when it came, each wording, its gaps, when it went.

    With WORDS: when these very words stand in the series, over all lines; and the life of the line that has them, or,
    if several have had them, which. With an ID (L302 or 302 as other commands show it, or an anchor, or how it begins):
    that line. An anchor stays good when older issues are added; a number may not.
    """
    form, html = form_asked(ctx), options["html"]
    if html == "-" and form:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    from variorum.workflows.ledger_reading import judged_source
    from variorum.workflows.life_pages import find
    from variorum.workflows.series import trace_series

    with reading(options["archive"]) as store:
        traced = trace_series(store, series, language=options["language"])
        traced = replace(traced, fact_source=judged_source(store))
    found = find(traced, " ".join(said))
    if html is not None:
        write_page(html, found.to_html())
    if form or html is None:
        print_result(_rendered(found, form, options))
    return DONE if traced.complete else INCOMPLETE


def _rendered(found: Found, form: str | None, options: Options) -> str:
    match form:
        case "plain":
            return found.to_plain()
        case "json":
            return found.to_json()
        case "csv":
            return found.to_csv()
        case _:
            color = wants_color(options["color"])
            return found.to_terminal(width=terminal_width(), color=color, full=options["full"])
