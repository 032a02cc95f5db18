"""`variorum reuse query RUN FILE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from variorum.cli.archives import statuses
from variorum.cli.console import note
from variorum.cli.reuse.add import tell_indexing
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
from variorum.cli.reuse.find import DONE, compiling, tell_reading
from variorum.cli.reuse.progress import stages_bar
from variorum.cli.values import iso_date

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.model.reuse import Document
    from variorum.workflows.reuse.asking import Asked


class Options(Shape):
    """The options as click hands them over."""

    date: str | None
    issuer: str | None
    series: str | None


@click.command("query", epilog=statuses())
@click.argument("run", metavar="RUN")
@click.argument("file", metavar="FILE")
@click.option("--date", type=iso_date, metavar="DATE", help="When the text is from; else what it says itself.")
@click.option("--issuer", metavar="NAME", help="Who issued it; else what it says itself.")
@click.option("--series", metavar="NAME", help="The series it is of.")
@page_options(*ONE_PAGE)
@click.pass_context
def query_command(ctx: click.Context, run: str, file: str, **options: Unpack[Options]) -> int:
    """Ask which stretches of the text in FILE stand in the documents of RUN, earlier or later. Nothing is stored.

    The text is read as `add` reads it (- is standard input), and looked for as if it were one more document of the
    run, with the run's settings. The first question completes the run's index, which takes a while and is said.
    """
    form = check_form(ctx)
    with compiling():
        from variorum.workflows.reuse.door import extra_said

        with extra_said("variorum reuse query"):
            from variorum.workflows.reuse.asking import ask_run
    document = _document(file, options)
    with stages_bar() as report:
        shown = named(form, full=options["full"])
        asked = ask_run(run, document, report, named=shown, indexing=tell_indexing)
    _tell(asked)
    if not write_answer(options["html"], page_name(asked.view.document.id), asked.answer.to_html) or form:
        print_document(asked.view, form, options)
    return DONE


def _document(file: str, options: Options) -> Document:
    """The one text in a file, with what is said of it."""
    from dataclasses import replace

    from variorum.workflows.reuse.asked_text import asked_text

    found, told = asked_text(file)
    tell_reading(told)
    given = {name: value for name in ("date", "issuer", "series") if (value := options[name])}
    return replace(found, **given)


def _tell(asked: Asked) -> None:
    if any(one.family.number >= asked.new for one in asked.view.elsewhere):
        note(f"variorum: the run has no families from F{asked.new} on: it is this text that joins their passages")
    if len(asked.same) > 1:
        names = ", ".join(one.id for one in asked.same)
        note(f"variorum: {len(asked.same):,} documents of the run have the same words: {names}")
