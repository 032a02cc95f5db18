"""`variorum reuse find INPUT… -o RUN`."""

from __future__ import annotations

import gc
import re
import sys
import threading
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.archives import json_option, reading, statuses
from variorum.cli.console import is_typed, note, print_result, terminal_width, wants_color
from variorum.cli.reuse.progress import stages_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Unpack

    from variorum.archive.store import Store
    from variorum.progress import Report
    from variorum.reuse.scope import Scope
    from variorum.workflows.reuse.finding import FoundRun
    from variorum.workflows.reuse.inputs import Told

DONE, INCOMPLETE = 0, 4
# So many families are shown where a run is made; `reuse show` has them all.
SHOWN = 5
# So many rows that could not be read are named; all are counted.
MOST_NAMED = 20
# Kernels that are on the disk are loaded sooner.
_SOON = 2.0
_LEAST_MEMORY = 100_000_000
COLUMN_NAMES = ("id", "text", "date", "issuer", "series", "title", "url")


class Bytes(click.ParamType[int]):
    """An amount of memory: a number of bytes, or one with K, M, G or T."""

    name = "SIZE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """In bytes."""
        said = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", value.strip(), re.IGNORECASE)
        amount = int(float(said[1]) * 1000 ** " KMGT".index(said[2].upper() or " ")) if said else 0
        if amount < _LEAST_MEMORY:
            self.fail(f"{value!r} is no amount of memory of 100M or more. Say it like 8G or 500M.", param, ctx)
        return amount


class Named(TypedDict):
    """The columns that were named, as click hands them over."""

    id: str | None
    text: str | None
    date: str | None
    issuer: str | None
    series: str | None
    title: str | None
    url: str | None


class Options(Named):
    """The options as click hands them over."""

    output: str
    archive: str | None
    across: str
    between: tuple[str, str] | None
    max_days: int | None
    within: bool
    ocr: bool
    engine: str
    memory: int | None
    threads: int | None
    master: str | None
    stages: str | None
    as_json: bool
    color: str


def column_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Which column of a table holds what."""
    for name in reversed(COLUMN_NAMES):
        what = {"id": "id", "text": "text", "url": "address"}.get(name, name)
        command = click.option(f"--{name}", metavar="COLUMN", help=f"The column of tables that holds the {what}.")(
            command
        )
    return command


@click.command(
    "find", epilog=statuses(incomplete="done, but a file, a row or a date was not read, or not whole; it is said which")
)
@click.argument("inputs", metavar="INPUT…", nargs=-1)
@click.option("-o", "--output", required=True, metavar="RUN", help="The folder that becomes the run.")
@column_options
@click.option(
    "--across",
    type=click.Choice(["document", "issuer", "series"]),
    default="document",
    show_default=True,
    help="Compare documents only across these: what an issuer or a series shares with itself is not looked for.",
)
@click.option(
    "--between", nargs=2, metavar="A B", help="Only what A shares with B: two issuers; two series with --across series."
)
@click.option("--max-days", type=click.IntRange(min=0), metavar="N", help="Only documents at most N days apart.")
@click.option("--within", is_flag=True, help="Also what one document repeats.")
@click.option("--ocr", is_flag=True, help="For scans: letters may be mistaken, words broken; twice the cost.")
@click.option("--archive", metavar="DIR", help="Also the texts of this archive: the latest of each issue and language.")
@click.option(
    "--engine",
    type=click.Choice(["embedded", "spark"]),
    default="embedded",
    show_default=True,
    help="Where it is found: in this process, or on a Spark cluster. The answer is the same.",
)
@click.option(
    "--memory",
    type=Bytes(),
    help="Keep to so much memory, as 8G or 500M, and put what goes beyond into RUN for the time. Else half of the "
    "machine's.",
)
@click.option("--threads", type=click.IntRange(min=1), metavar="N", help="Use so many processors, not all.")
@click.option("--master", metavar="URL", help="The Spark cluster: local[2], spark://HOST:7077, yarn.")
@click.option(
    "--stages",
    metavar="DIR",
    help="Where a RUN at an address keeps what its stages gave until it is whole: a folder, or an address. Else there.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@json_option
@click.pass_context
def find_command(ctx: click.Context, inputs: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Find the passages that documents share, into the folder RUN.

    An INPUT is a folder (its files, of every format that `add` reads; or the archive that it holds), a file, a table
    (JSON Lines, also packed with gzip; JSON; CSV; Parquet: a row a document), or - for JSON Lines on standard input. A
    family of passages has 15 words or more (a formula 8); it is found word for word, with up to about a third of its
    words changed, and with its clauses in another order. Nothing is fetched.

    RUN is a folder of Parquet tables, which other tools open too. A run that was interrupted goes on after the last
    stage it finished when the same command is given again.
    """
    if not inputs and not options["archive"]:
        raise click.UsageError(
            "Name an INPUT: a folder, a file, a table, or - for standard input; or --archive DIR.", ctx
        )
    if options["master"] and options["engine"] != "spark":
        raise click.UsageError("--master is for --engine spark.", ctx)
    if options["stages"] and "://" not in options["output"]:
        raise click.UsageError("--stages is for a RUN at an address; others keep what their stages gave in RUN.", ctx)
    if (options["memory"] or options["threads"]) and options["engine"] == "spark":
        raise click.UsageError("--memory and --threads are for the embedded engine; Spark has its own settings.", ctx)
    if inputs.count("-") > 1:
        raise click.UsageError("Standard input can be read once: - is given twice.", ctx)
    if "-" in inputs and is_typed():
        note("variorum: reading JSON Lines from standard input; end with Ctrl-D")
    # Before there is a bar, which would be drawn over what is said.
    with compiling():
        from variorum.workflows.reuse.door import load_kernels

        load_kernels()
    with ExitStack() as stack:
        stores = [stack.enter_context(reading(options["archive"]))] if options["archive"] else []
        with stages_bar() as report:
            found = _found(inputs, stores, options, report)
    _tell(found, as_json=options["as_json"])
    if "://" in found.folder:
        note(f"variorum: the run is at {found.folder}: {found.manifest.counts['families']:,} families")
    else:
        _print(found, options)
    counts = found.manifest.counts
    return INCOMPLETE if counts["unread"] or counts.get("doubted") else DONE


def _found(inputs: tuple[str, ...], stores: list[Store], options: Options, report: Report) -> FoundRun:
    if _at_addresses(inputs, options):
        return _found_at(inputs, options, report)
    from variorum.ingest.corpus.columns import Columns
    from variorum.workflows.reuse.door import find_run
    from variorum.workflows.reuse.embedded import embedded_engine
    from variorum.workflows.reuse.inputs import Corpus, CorpusDigests
    from variorum.workflows.reuse.spark import spark_engine

    here = partial(embedded_engine, options["output"], options["memory"], options["threads"], report)
    there = partial(spark_engine, options["master"] or "", options["output"], partial(_notice, options))
    columns = Columns(**{name: options[name] for name in COLUMN_NAMES})  # type: ignore[literal-required]

    return find_run(
        options["output"],
        lambda: Corpus(inputs, columns, archives=stores, report=report),
        lambda: CorpusDigests(inputs, columns, archives=stores),
        _scope(options),
        columns=columns.named(),
        report=report,
        ocr=options["ocr"],
        notice=partial(_notice, options),
        engine=there if options["engine"] == "spark" else here,
    )


def _at_addresses(inputs: tuple[str, ...], options: Options) -> bool:
    """Whether the inputs are for Spark to read, which reads addresses alone."""
    from variorum.ingest.corpus.kinds import is_address

    if options["engine"] != "spark" or not any(map(is_address, (*inputs, options["output"]))):
        return False
    if options["archive"] or not all(map(is_address, inputs)):
        raise click.UsageError("Where one INPUT or RUN is an address (hdfs://…), so is every INPUT, without --archive.")
    return True


def _found_at(inputs: tuple[str, ...], options: Options, report: Report) -> FoundRun:
    from variorum.ingest.corpus.columns import Columns
    from variorum.workflows.reuse.spark import find_run_at

    columns = Columns(**{name: options[name] for name in COLUMN_NAMES})  # type: ignore[literal-required]
    return find_run_at(
        inputs,
        options["output"],
        columns,
        _scope(options),
        master=options["master"] or "",
        ocr=options["ocr"],
        report=report,
        notice=partial(_notice, options),
        kept=options["stages"] or "",
    )


def _notice(options: Options, words: str) -> None:
    note(f"variorum: {click.format_filename(options['output'])}: {words}")


def _scope(options: Options) -> Scope:
    from variorum.reuse.scope import Scope

    between = options["between"] or None
    return Scope(options["across"], between, options["max_days"], options["within"])  # type: ignore[arg-type]


@contextmanager
def compiling() -> Iterator[None]:
    """While inside, a person at a terminal who waits longer than loading takes is told what for.

    Nothing is looked through for rubbish meanwhile: what is loaded stays.
    """
    words = "variorum: loading what finds passages; its first use on a machine compiles it, some seconds, once"
    timer = threading.Timer(_SOON, note, [words])
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        timer.cancel()


def _tell(found: FoundRun, *, as_json: bool) -> None:
    """Which columns were taken, what was not read, and how far there was anything to do."""
    if found.state == "there":
        note(f"variorum: {found.folder} was finished before, of the same inputs; nothing was to be done")
    if found.told is not None and not as_json:
        tell_reading(found.told)


def tell_reading(told: Told) -> None:
    """Which columns were taken, and what could not be read, on standard error."""
    from variorum.render.reuse.words import columns_sentence
    from variorum.render.typeset import visible

    for name, columns in told.columns[:MOST_NAMED]:
        note(visible(f"variorum: {columns_sentence(name, columns.named())}"))
    for refused in told.refused[:MOST_NAMED]:
        note(visible(f"variorum: {' '.join(str(refused.error).split())}"))
    if told.refusals > MOST_NAMED:
        note(f"variorum: … {told.refusals - MOST_NAMED:,} more rows or files that could not be read")
    for doubt in told.doubts[:MOST_NAMED]:
        note(visible(f"variorum: {doubt}"))
    if told.doubted > MOST_NAMED:
        note(f"variorum: … {told.doubted - MOST_NAMED:,} more dates, letters or texts that may not be read right")
    for repeat in told.repeats[:MOST_NAMED]:
        note(visible(f"variorum: {repeat}"))
    if told.repeated > MOST_NAMED:
        note(f"variorum: … {told.repeated - MOST_NAMED:,} more documents that were given again")


def of_reading(told: Told | None) -> dict[str, Any]:
    """What JSON says of the reading, by the names of `run_document`."""
    if told is None:
        return {}
    return {
        "unread": [(each.name, each.locator, str(each.error)) for each in told.refused],
        "doubts": told.doubts,
        "repeats": told.repeats,
        "columns": [(name, each.named()) for name, each in told.columns],
    }


def _print(found: FoundRun, options: Options) -> None:
    from variorum.workflows.reuse.door import open_run

    run = open_run(found.folder)
    view = run.view(limit=SHOWN)
    if options["as_json"]:
        from variorum.render.reuse.json import run_document

        print_result(run_document(view, **of_reading(found.told)))
        return
    from variorum.render.reuse.sheet import ReuseSheet
    from variorum.render.reuse.terminal import run_page

    print_result(run_page(ReuseSheet(terminal_width(), wants_color(options["color"])), view))
    note(f"variorum: the run is in {click.format_filename(found.folder)}; see more of it with: variorum reuse show")
