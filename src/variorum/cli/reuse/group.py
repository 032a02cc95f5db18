"""`variorum reuse …`: who else says it, in a corpus of any size."""

from __future__ import annotations

import click

from variorum.cli.archives import statuses
from variorum.cli.reuse.add import add_command
from variorum.cli.reuse.find import find_command
from variorum.cli.reuse.pairs import pairs_command
from variorum.cli.reuse.query import query_command
from variorum.cli.reuse.rebuild import rebuild_command
from variorum.cli.reuse.show import document_command, family_command, show_command


@click.group("reuse", epilog=statuses())
def command() -> None:
    """Find every passage that documents share, and ask who says it, since when, in which words.

    `find` makes a run, a folder of tables, which the others read: `show` lists its families of passages, `family` has
    all wordings of one, `document` one document as a whole. Everything is said as earlier than, never as copied from.
    """


command.add_command(find_command)
command.add_command(show_command)
command.add_command(family_command)
command.add_command(document_command)
command.add_command(query_command)
command.add_command(add_command)
command.add_command(rebuild_command)
command.add_command(pairs_command)
