"""`variorum reuse pairs RUN`."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal

import click

from variorum.cli.archives import statuses
from variorum.cli.console import note, print_result
from variorum.cli.progress import bar
from variorum.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.progress import Report
    from variorum.workflows.reuse.run import Run


@click.command("pairs", epilog=statuses())
@click.argument("run", metavar="RUN")
@click.option(
    "--direct", "kind", flag_value="direct", default=True, help="Two passages that share enough by themselves."
)
@click.option("--family", "kind", flag_value="family", help="Every two passages of a family.")
@click.option("--formulaic", is_flag=True, help="The pairs of formulae too.")
@click.option("--passim-json", "passim", is_flag=True, help="In the form of passim's pairwise alignments.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; a table where its name ends in .parquet.")
def pairs_command(
    run: str, kind: Literal["direct", "family"], output: str | None, *, formulaic: bool, passim: bool
) -> int:
    """Write the pairs of passages of a run: a line of JSON each, with both places and the bits that the two share.

    A family of a hundred passages has 4,950 pairs, so they are made when asked for. If nothing else is said, two
    passages that are tied together by others alone are no pair (--direct).
    """
    to_file = output if output and output != "-" else None
    is_table = to_file is not None and to_file.endswith(".parquet")
    if passim and is_table:
        raise click.UsageError("--passim-json writes lines of JSON: name a FILE that does not end in .parquet.")
    from variorum.workflows.reuse.door import extra_said, open_run

    opened = open_run(run)
    with extra_said("variorum reuse pairs"):
        from variorum.workflows.reuse.pairs import pair_batches, write_table
    with bar(wanted=to_file is not None) as report:
        if to_file is None:
            for chunk in _lines(opened, kind, report, formulaic=formulaic, passim=passim):
                print_result(chunk)
            return 0
        with _draft(to_file) as draft:
            if is_table:
                write_table(draft, pair_batches(opened.reader, kind, formulaic=formulaic, report=report))
            else:
                with open(draft, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                    file.writelines(_lines(opened, kind, report, formulaic=formulaic, passim=passim))
    note(f"variorum: the pairs are in {click.format_filename(to_file)}")
    return 0


def _lines(
    run: Run, kind: Literal["direct", "family"], report: Report, *, formulaic: bool, passim: bool
) -> Iterator[str]:
    from variorum.workflows.reuse.pairs import pair_lines, passim_lines

    form = passim_lines if passim else pair_lines
    return form(run.reader, kind, formulaic=formulaic, report=report)


@contextmanager
def _draft(path: str) -> Iterator[str]:
    """The path of a draft, which takes the name when it is whole."""
    folder, name = os.path.split(path)
    draft = os.path.join(folder, f".{name}.draft")
    try:
        yield draft
        os.replace(draft, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(path, f"cannot be written ({reason})", "Make room there, or name another file.") from error
    finally:
        with suppress(OSError):
            os.unlink(draft)
