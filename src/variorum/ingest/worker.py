"""The process that reads: a request and a source come in, frames go out.

Run as a module, with the request as an argument and a file as standard input; or without, and then the first line of
standard input is the request and the rest is the source.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from variorum.errors import SourceError
from variorum.ingest.apart import frames
from variorum.ingest.apart.request import CHARACTERS, KIND, STATEMENTS, Request
from variorum.ingest.apart.walls import NO_MEMORY, bound_memory, bound_processor

if TYPE_CHECKING:
    from collections.abc import Iterator


# What stands in a container is read in the container's process while it is small beside what that may take: a process
# for each would cost more than most items do. Measured by benchmarks/hostile.py: no file of a megabyte takes a quarter
# of the time or the memory that the container has.
IN_CONTAINER = 4
# What the loader of libraries says where a library finds no room.
_NO_ROOM = ("failed to map segment", "annot allocate memory", "cannot create shared object descriptor")
_IN_MEMORY = 64 * 1024 * 1024


def main(arguments: list[str], source: IO[bytes], sink: IO[bytes]) -> int:
    """Do what is asked; the status is that of the process."""
    try:
        request = Request.of(arguments[0] if arguments else source.readline().decode("ascii"))
        bound_memory(request.limits.memory_bytes)
        if request.task != STATEMENTS:
            bound_processor(request.limits.seconds)
        _answer(request, source, sink, is_file=bool(arguments))
    except MemoryError:
        return NO_MEMORY
    except ImportError as error:
        if any(said in str(error) for said in _NO_ROOM):
            return NO_MEMORY
        raise
    except BrokenPipeError:
        # Nobody is there any more who would read it.
        os.close(sink.fileno())
    return 0


def _answer(request: Request, source: IO[bytes], sink: IO[bytes], *, is_file: bool) -> None:
    try:
        if request.task == STATEMENTS:
            for frame, content in _statements(request, source if is_file else _seekable(source)):
                frames.write_frame(sink, frame, content)
        elif request.task == KIND:
            from variorum.ingest.statements import media_type_here

            stream = source if is_file else _seekable(source)
            media_type = media_type_here(cast("BinaryIO", stream), request.name, request.limits)
            frames.write_frame(sink, {"is": "kind", "kind": media_type})
        else:
            frame, content = _document(request, source.read())
            frames.write_frame(sink, frame, content)
    except SourceError as error:
        frames.write_frame(sink, {"is": "refused", "error": frames.error_values(error)})
    frames.write_frame(sink, {"is": "end"})


def _statements(request: Request, stream: IO[bytes]) -> Iterator[tuple[frames.Frame, str]]:
    from variorum.ingest.found import Unread
    from variorum.ingest.statements import statements_here

    limits = replace(request.limits, here_bytes=IN_CONTAINER * request.limits.here_bytes)
    source = cast("BinaryIO", stream)
    for found in statements_here(source, request.name, limits=limits, codec=request.codec, depth=request.depth):
        place = stream.tell()
        if isinstance(found, Unread):
            yield frames.unread_frame(found, place), ""
        else:
            yield frames.statement_frame(found, place), found.text.content


def _document(request: Request, data: bytes) -> tuple[frames.Frame, str]:
    from variorum.ingest.decode import Decoded
    from variorum.ingest.found import Statement
    from variorum.ingest.readers import read_bytes_here, read_characters_here

    if request.task == CHARACTERS:
        decoded = Decoded(data.decode("utf-8", "surrogatepass"), request.codec or "utf-8")
        text, media_type = read_characters_here(decoded, request.name, request.limits, request.media_type)
    else:
        text, media_type = read_bytes_here(data, request.name, request.limits, request.codec)
    found = Statement("", "", "", media_type, text, ())
    return frames.statement_frame(found, 0), text.content


def _seekable(source: IO[bytes]) -> IO[bytes]:
    """What comes through a pipe, as a stream that can go back; a large one in a nameless file."""
    copy = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - open as long as the process
    while chunk := source.read(1024 * 1024):
        copy.write(chunk)
    copy.seek(0)
    return cast("IO[bytes]", copy)


if __name__ == "__main__":
    status = main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
    if status == NO_MEMORY:
        # What has no memory left cannot tidy up, and now and then would try for ever.
        os._exit(status)
    sys.exit(status)
