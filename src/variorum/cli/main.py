"""The command line: finds the command, and turns every way it can end into a message and an exit status."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from variorum.cli.lazy import Lazy, LazyGroup
from variorum.errors import VariorumError
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A command makes its values once and ends: looking for rubbish every 700 of them costs 10 ms, every so many nothing.
YOUNG_OBJECTS = 100_000

DONE, WRONG_USAGE, FAILED, INTERRUPTED = 0, 2, 3, 130

# Each command's module (with its `command`) and its line in the help, in the order of work: a module is imported when
# its command is called.
SECTIONS = {
    "Compare": {
        "compare": Lazy("variorum.cli.compare", "Show what changed between two statements."),
        "apparatus": Lazy("variorum.cli.apparatus", "Show every place where several statements vary."),
        "facts": Lazy("variorum.cli.facts", "Show figures, dates, names, demands, and their changes."),
    },
    "Across a corpus": {
        "reuse": Lazy("variorum.cli.reuse.group", "Find passages that many documents share."),
        "who": Lazy("variorum.cli.who", "Show who else in the archive says what a statement says."),
    },
    "Keep": {
        "init": Lazy("variorum.cli.init", "Make an empty archive."),
        "add": Lazy("variorum.cli.add", "Keep files, folders and addresses in the archive."),
        "import-table": Lazy("variorum.cli.import_table", "Keep the files that a table names."),
        "amend": Lazy("variorum.cli.amend", "Set right a title, date, issuer, language or series."),
        "remove": Lazy("variorum.cli.remove", "Take statements out of the archive."),
    },
    "Find": {
        "list": Lazy("variorum.cli.listing", "Show what is in the archive."),
        "show": Lazy("variorum.cli.show", "Show one statement and where it comes from."),
        "series": Lazy("variorum.cli.series", "Show the series, and give them other names."),
        "line": Lazy("variorum.cli.line", "Show the life of one line of a series."),
        "revisions": Lazy("variorum.cli.revisions", "Show silent edits, with the words that changed."),
        "search": Lazy("variorum.cli.search", "Find lines by their words, or by likeness."),
        "quote": Lazy("variorum.cli.quote", "Quote exactly, with all a citation needs."),
    },
    "Decide": {
        "judge": Lazy("variorum.cli.judge", "Overrule the machine: which lines and names are one."),
    },
    "Look after": {
        "verify": Lazy("variorum.cli.verify", "Check that nothing is lost or changed."),
        "rebuild": Lazy("variorum.cli.rebuild", "Make every derived row again from the originals."),
        "backup": Lazy("variorum.cli.backup", "Copy the whole archive into one file."),
        "export": Lazy("variorum.cli.export", "Write a folder that needs no variorum."),
        "restore": Lazy("variorum.cli.restore", "Bring a backup or an export back."),
    },
}
COMMANDS = {name: each for section in SECTIONS.values() for name, each in section.items()}


class ReaderGone(Exception):
    """Whoever read the output has gone. click would end with 1 at a BrokenPipeError."""


@contextmanager
def _until_the_reader_goes() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error


class Commands(LazyGroup):
    """The commands; a reader of their output may go."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """As click's; --help and --version print here."""
        with _until_the_reader_goes():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """As click's."""
        with _until_the_reader_goes():
            return super().invoke(ctx)


@click.group(cls=Commands, sections=SECTIONS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="variorum", message="%(prog)s %(version)s")
def variorum() -> None:
    """Compare recurring official statements, line by line, and keep them.

    `variorum compare A B` shows what was kept, reworded, split, merged, moved, dropped and added, with the exact
    characters as proof. All work is done on this computer: nothing is sent anywhere, and nothing is fetched but the
    addresses you name.

    An archive in three steps: `variorum init`, `variorum add FOLDER --series NAME`, `variorum list`.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; docs/command-line.md says what each means."""
    gc.set_threshold(YOUNG_OBJECTS)
    # At the end nothing is looked through for rubbish, which all of it is: a quarter of a second where numba is loaded.
    atexit.register(gc.freeze)
    _open_closed_streams()
    try:
        status = variorum.main(args=arguments, prog_name="variorum", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        _close_quietly()
        return DONE
    except VariorumError as error:
        _complain(error.head, *error.listed)
        return FAILED
    except Exception as error:
        if os.environ.get("VARIORUM_DEBUG"):
            raise
        _complain(
            f"sorry, this went wrong inside variorum {__version__}: {type(error).__name__}: {error}. "
            "Please report it with the command you gave; VARIORUM_DEBUG=1 shows where it happened."
        )
        return FAILED
    return status if isinstance(status, int) else DONE


def _open_closed_streams() -> None:
    """Open to nobody the standard streams that are closed, each taking its own number before any file can."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))  # noqa: SIM115 - to the end


def _complain(message: str, *listed: str) -> None:
    """A line on standard error, and one for each of a list; whatever a file name may hold, none steers the terminal."""
    from variorum.render.typeset import visible

    lines = [f"variorum: {' '.join(message.split())}", *(f"  {line}" for line in listed)]
    encoding = sys.stderr.encoding or "utf-8"
    for line in map(visible, lines):
        print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)  # noqa: T201


def _close_quietly() -> None:
    """Let the interpreter flush into nothing at its end: whoever read the output has gone."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
