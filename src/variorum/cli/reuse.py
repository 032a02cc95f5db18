"""`variorum reuse …`: who else says it, in a corpus of any size."""

from __future__ import annotations

import click

from variorum.cli.archives import statuses
from variorum.cli.reuse_add import add_command
from variorum.cli.reuse_find import find_command
from variorum.cli.reuse_query import query_command
from variorum.cli.reuse_rebuild import rebuild_command
from variorum.cli.reuse_pairs import pairs_command
from variorum.cli.reuse_show import document_command, family_command, show_command


@click.group("reuse", epilog=statuses())
def command() -> None:
    r"""Find every passage that documents share, and ask who says it, since when, in which words.

    \b
      variorum reuse find FOLDER -o RUN    a run: a folder of tables
      variorum reuse show RUN              its families of passages, the most widespread first
      variorum reuse family RUN F12        all wordings of one, with what changed against the earliest
      variorum reuse document RUN ID       one document: what stands elsewhere, what is its own
      variorum reuse query RUN FILE        the same of a text that is not in the run
      variorum reuse add RUN MORE          more documents, without reading the old ones again
      variorum reuse rebuild RUN           found again from its own texts

    Everything is said as earlier than, never as copied from.
    """


command.add_command(find_command)
command.add_command(show_command)
command.add_command(family_command)
command.add_command(document_command)
command.add_command(query_command)
command.add_command(add_command)
command.add_command(rebuild_command)
command.add_command(pairs_command)
