"""`variorum reuse …`: who else says it, in a corpus of any size."""

from __future__ import annotations

import gc

import click

from variorum.cli.archives import statuses
from variorum.cli.lazy import Lazy, LazyGroup

# What compiles makes a million values that stay, and documents as many that refer to nothing: looking for rubbish every
# 100,000 of them costs a fifteenth of a run, and finds none. Measured on 10,000 documents; memory is the same.
YOUNG_OBJECTS = 1_000_000

_SHOW = "variorum.cli.reuse.show"
SECTIONS = {
    "Commands": {
        "find": Lazy("variorum.cli.reuse.find", "Find the passages that documents share.", "find_command"),
        "show": Lazy(_SHOW, "Show the families of passages of a run.", "show_command"),
        "family": Lazy(_SHOW, "Show all wordings of a family in order of date.", "family_command"),
        "document": Lazy(_SHOW, "Show one document as a whole: what stands elsewhere.", "document_command"),
        "query": Lazy("variorum.cli.reuse.query", "Ask which stretches of a text stand in a run.", "query_command"),
        "add": Lazy("variorum.cli.reuse.add", "Add documents to a run.", "add_command"),
        "rebuild": Lazy("variorum.cli.reuse.rebuild", "Make a run anew from its own texts.", "rebuild_command"),
        "pairs": Lazy("variorum.cli.reuse.pairs", "Write the pairs of passages of a run.", "pairs_command"),
    }
}


@click.group("reuse", cls=LazyGroup, sections=SECTIONS, epilog=statuses())
def command() -> None:
    """Find every passage that documents share, and ask who says it, since when, in which words.

    `find` makes a run, a folder of tables, which the others read: `show` lists its families of passages, `family` has
    all wordings of one, `document` one document as a whole. Everything is said as earlier than, never as copied from.
    """
    gc.set_threshold(YOUNG_OBJECTS)
