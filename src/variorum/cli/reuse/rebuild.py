"""`variorum reuse rebuild RUN`."""

from __future__ import annotations

from functools import partial

import click

from variorum.cli.archives import json_option, statuses
from variorum.cli.console import note, print_result
from variorum.cli.reuse.find import compiling
from variorum.cli.reuse.progress import stages_bar

DONE = 0


@click.command("rebuild", epilog=statuses())
@click.argument("run", metavar="RUN")
@json_option
def rebuild_command(run: str, as_json: bool) -> int:  # noqa: FBT001
    """Find again what the texts in RUN share, their words weighed by all of them.

    What each word says is decided when a run is made, and kept as documents are added; once many have come, weigh them
    anew. It takes as long as finding the run did, reads nothing but the run itself, and keeps its settings. A run of
    another version of variorum is so made one of this. Until it ends the run stays as it is; interrupted, it goes on
    after the last stage it finished when it is given again.
    """
    with compiling():
        from variorum.workflows.reuse.door import extra_said

        with extra_said("variorum reuse rebuild"):
            from variorum.workflows.reuse.growing import rebuild_run
    with stages_bar() as report:
        before, now = rebuild_run(run, report, partial(_notice, run))
    if as_json:
        from variorum.render.reuse.json import run_document
        from variorum.workflows.reuse.door import open_run

        print_result(run_document(open_run(run).view()))
        return DONE
    from variorum.render.lineage_words import counted
    from variorum.render.reuse.words import families_counted

    weighed = "as they were" if before.token_table == now.token_table else "anew"
    documents, passages = counted(now.counts["documents"], "document"), counted(now.counts["passages"], "passage")
    families = families_counted(now.counts["families"])
    print_result(f"Found {families} of {passages} in {documents}, their words weighed {weighed}.\n")
    return DONE


def _notice(run: str, words: str) -> None:
    note(f"variorum: {click.format_filename(run)}: {words}")
