"""`variorum show REF`."""

from __future__ import annotations

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses
from variorum.cli.console import is_terminal, print_result, terminal_width


@click.command("show", epilog=statuses())
@click.argument("reference", metavar="REF")
@click.option("--text", "only_text", is_flag=True, help="The text alone, as stored.")
@archive_option
@json_option
def command(reference: str, only_text: bool, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Show one statement: what is known of it and why, its captures, its text.

    REF is series@date, as in karrow@2019 or karrow@2020-03-05, with #2 for the second of a day, :fr for a language, ~2
    for a revision; series@latest, @previous or @first; or sha256: and 8 or more digits of a digest.
    """
    from variorum.workflows.kept import kept_segmentation, kept_statement

    with reading(archive) as store:
        kept = kept_statement(store, reference)
        segmentation = kept_segmentation(store, kept.witness) if as_json else None
    if only_text:
        print_result(kept.text.content if kept.text.content.endswith("\n") else kept.text.content + "\n")
    elif segmentation is not None:
        from variorum.render.statements import statement_document

        print_result(statement_document(kept.witness, kept.captures, kept.findings, kept.text, segmentation))
    else:
        from variorum.render.listing import statement_lines, text_lines

        width = terminal_width()
        lines = statement_lines(kept.witness, kept.captures, kept.originals, kept.findings, kept.text, width=width)
        print_result(lines + text_lines(kept.text.content, width=min(width, 80) if is_terminal() else None))
    return 0
