"""Where results go: standard output or a file; and what the terminal can show."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from variorum.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_WIDTH = 80


def terminal_width() -> int:
    """COLUMNS if it is set, else the width of the terminal, else 80."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given):
        return int(given)
    with suppress(OSError, ValueError, AttributeError):
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    return DEFAULT_WIDTH


def is_terminal() -> bool:
    """Whether the results are read on a terminal, and not by a pipe or file."""
    return sys.stdout.isatty()


def wants_color(choice: str) -> bool:
    """Whether to use colour: as chosen, or on a terminal that can show it where NO_COLOR is not set."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_result(text: str) -> None:
    """The text on standard output: UTF-8 with plain newlines into a pipe or file, a terminal's own encoding on one."""
    try:
        if sys.stdout.isatty():
            encoding = sys.stdout.encoding or "utf-8"
            # Not print: on Windows this also turns the colours on.
            click.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False, color=True)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # Windows says EINVAL of a pipe that nobody reads any more.
        if error.errno == errno.EINVAL and sys.platform == "win32":
            raise BrokenPipeError from error
        raise OutputError("standard output", _reason(error), "Send the output elsewhere.") from error


def is_typed() -> bool:
    """Whether standard input is a terminal, where a person must know that they are waited for."""
    return sys.stdin is not None and sys.stdin.isatty()


def note(text: str) -> None:
    """A word to the user, on standard error."""
    click.echo(text, err=True)


def write_file(path: str, text: str, *, inputs: tuple[str, ...]) -> None:
    """The text in a file, whole or not at all: what stood there stays until the new is written.

    Refuses a folder and any of `inputs`. A device or pipe is written to directly.
    """
    for source in inputs:
        if source != "-" and _same_file(path, source):
            raise OutputError(path, "is one of the texts compared", "Name another file for the result.")
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode if os.path.lexists(target) else stat.S_IFREG
        if stat.S_ISDIR(mode):
            raise OutputError(path, "is a folder", "Name a file in it.")
        if not stat.S_ISREG(mode):
            _write(target, text, os.O_WRONLY)
            return
        _replace(target, text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path, f"cannot be written ({_reason(error)})", _remedy(path, error)) from error


def write_page(path: str, page: str) -> None:
    """A page to a file, which is said, or to standard output (-)."""
    if path == "-":
        print_result(page)
    else:
        write_file(path, page, inputs=())
        note(f"variorum: the page is in {click.format_filename(path)}")


def is_folder(path: str) -> bool:
    """Whether a path is that of a folder, by its last character where there is none yet."""
    return path.endswith(("/", os.sep)) or os.path.isdir(path)


def write_folder(folder: str, pages: Iterable[tuple[str, str]]) -> int:
    """Pages in a folder under their names ("lines/7.html"), each whole or not at all; returns how many.

    Folders are made where they are missing; a file of the same name is replaced, others stay.
    """
    count = 0
    made: set[str] = set()
    for name, text in pages:
        path = os.path.join(folder, *name.split("/"))
        parent = os.path.dirname(path)
        if parent not in made:
            try:
                os.makedirs(parent, exist_ok=True)
            except OSError as error:
                raise OutputError(parent, f"cannot be made ({_reason(error)})", _remedy(parent, error)) from error
            made.add(parent)
        write_file(path, text, inputs=())
        count += 1
    return count


def _replace(target: str, text: str) -> None:
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f".{name[:100]}.{os.getpid()}.tmp")
    try:
        _write(draft, text, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def _write(path: str, text: str, flags: int) -> None:
    with open(path, "wb", opener=lambda name, _: os.open(name, flags | getattr(os, "O_BINARY", 0), 0o666)) as file:
        file.write(text.encode("utf-8", "backslashreplace"))


def _same_file(one: str, two: str) -> bool:
    try:
        return os.path.samefile(one, two)
    except OSError:
        return False


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _remedy(path: str, error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return f"Make the folder {os.path.dirname(path) or '.'} first."
    return "Check the folder's permissions and the space left, or write elsewhere."
