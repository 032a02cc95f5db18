"""`variorum amend REF`."""

from __future__ import annotations

import click

from variorum.cli.archives import archive_option, json_option, now, statuses, writing
from variorum.cli.console import print_result
from variorum.cli.judge import by_options
from variorum.cli.values import iso_date, language_code


@click.command("amend", epilog=statuses())
@click.argument("reference", metavar="REF")
@click.option("--title", metavar="T", help="Its title.")
@click.option("--date", "stated", type=iso_date, metavar="D", help="The date it bears (2023-05-21, 2023-05, 2023).")
@click.option("--issuer", metavar="I", help="Who issued it.")
@click.option("--language", type=language_code, metavar="L", help="Its language, as in en, de, fr, es, ru.")
@click.option("--series", metavar="S", help="The series it is an issue of.")
@by_options
@archive_option
@json_option
def command(  # noqa: PLR0913, PLR0917
    reference: str,
    title: str | None,
    stated: str | None,
    issuer: str | None,
    language: str | None,
    series: str | None,
    note: str,
    by: str,
    archive: str | None,
    as_json: bool,  # noqa: FBT001
) -> int:
    """Set right what was found, or said, of a statement.

    Another date, language or series gives it another reference, with the other revisions of its issue; the old one
    still finds it, and no other text is ever given it. `variorum show` says who amended it and when; `variorum judge
    undo` takes it back.
    """
    from variorum.model.claims import Field
    from variorum.render.judgements import amendment_document, amendment_lines
    from variorum.workflows.amend import amend

    said = {
        Field.TITLE: title,
        Field.STATED: stated,
        Field.ISSUER: issuer,
        Field.LANGUAGE: language,
        Field.SERIES: series,
    }
    with writing(archive) as store:
        done = amend(
            store, reference, {field: value for field, value in said.items() if value}, note=note, by=by, now=now()
        )
    if as_json:
        print_result(amendment_document(done.judgement, done.witness.reference, done.amended, done.moved))
    else:
        print_result(amendment_lines(done.judgement, done.witness, done.moved))
    return 0
