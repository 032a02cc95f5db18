"""`variorum reuse add RUN MORE…`."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from variorum.cli.archives import json_option, reading, statuses
from variorum.cli.console import note, print_result
from variorum.cli.reuse.find import COLUMN_NAMES, Named, column_options, compiling, of_reading, tell_reading
from variorum.cli.reuse.progress import stages_bar

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.archive.store import Store
    from variorum.workflows.reuse.growing import GrownRun

DONE, INCOMPLETE = 0, 4


class Options(Named):
    """The options as click hands them over."""

    archive: str | None
    as_json: bool


@click.command(
    "add", epilog=statuses(incomplete="done, but a file, a row or a date was not read, or not whole; it is said which")
)
@click.argument("run", metavar="RUN")
@click.argument("inputs", metavar="MORE…", nargs=-1)
@column_options
@click.option("--archive", metavar="DIR", help="Also the texts of this archive: the latest of each issue and language.")
@json_option
@click.pass_context
def add_command(ctx: click.Context, run: str, inputs: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Add documents to RUN without reading the old ones again.

    MORE is what `reuse find` takes. The run is then what it would be if it had been found from all documents at once,
    with its own settings and its words weighed as they were; `reuse rebuild` weighs them anew. Families and documents
    are numbered again. The first addition completes the run's index, which takes a while and is said. An
    addition that is interrupted leaves the run as it was, or is finished by the next one, or by `reuse add RUN` alone.
    """
    if not inputs and not options["archive"]:
        if _finished(run):
            print_result("Finished the addition that was interrupted.\n")
            return DONE
        raise click.UsageError("Name what is to be added: a folder, a file, a table, -; or --archive DIR.", ctx)
    with ExitStack() as stack:
        stores = [stack.enter_context(reading(options["archive"]))] if options["archive"] else []
        grown = _grown(run, inputs, stores, options)
    if options["as_json"]:
        from variorum.render.reuse.json import run_document
        from variorum.workflows.reuse.door import open_run

        print_result(run_document(open_run(run).view(), **of_reading(grown.told)))
    else:
        tell_reading(grown.told)
        print_result(f"{_sentence(grown)}\n")
    return INCOMPLETE if grown.told.refusals or grown.told.doubted else DONE


def _grown(run: str, inputs: tuple[str, ...], stores: list[Store], options: Options) -> GrownRun:
    with compiling():
        from variorum.workflows.reuse.door import extra_said

        with extra_said("variorum reuse add"):
            from variorum.workflows.reuse.growing import add_documents
    from variorum.ingest.corpus.columns import Columns
    from variorum.workflows.reuse.inputs import Corpus

    columns = Columns(**{name: options[name] for name in COLUMN_NAMES})  # type: ignore[literal-required]
    with stages_bar() as report:
        return add_documents(
            run, lambda: Corpus(inputs, columns, archives=stores, report=report), report, indexing=tell_indexing
        )


def _finished(run: str) -> bool:
    """Whether there was an addition to finish."""
    from variorum.workflows.reuse.door import extra_said

    with extra_said("variorum reuse add"):
        from variorum.workflows.reuse.growing import finish_addition
    return finish_addition(run)


def tell_indexing(words: str) -> None:
    """Say what takes so long the first time."""
    note(f"variorum: {words}")


def _sentence(grown: GrownRun) -> str:
    """What came, and what there is now."""
    from variorum.render.lineage_words import counted
    from variorum.render.reuse.words import families_counted

    before, now = grown.before.counts, grown.manifest.counts
    said = f"Added {counted(grown.added, 'document')}"
    if grown.repeats:
        said += f", {grown.repeats:,} of which repeat{'s' if grown.repeats == 1 else ''} others whole"
    if grown.told.repeated:
        said += f"; {counted(grown.told.repeated, 'document')} given again, text and all, left out"
    if grown.left_out:
        said += f"; {counted(grown.left_out, 'document')} left out by the run's --between or --max-days"
    more = now["families"] - before["families"]
    change = f"{abs(more):,} {'more' if more > 0 else 'fewer'} than before" if more else "as many as before"
    documents, passages = counted(now["documents"], "document"), counted(now["passages"], "passage")
    return f"{said}. The run has {documents}, and {families_counted(now['families'])} of {passages}, {change}."
