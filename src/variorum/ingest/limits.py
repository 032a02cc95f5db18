"""How much is read of one source before reading stops."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 10**6


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds; passing one is an error, or a `Limit` recorded on the text, never a silent cut.

    `input_bytes` bounds the source itself, `unpacked_bytes` and `ratio` what a compressed document may grow to, `pages`
    those read of a PDF, `markup_characters` a web page, `silence_seconds` the wait for a pipe that says nothing.

    A source of more than `here_bytes`, every PDF and all that is compressed is read in a process of its own: `seconds`
    is how long that may take over a statement, twice as long over finding the next one in a container, and
    `memory_bytes` what it may take up. What is read without one is so small that no file of its size comes near them.

    Of what holds many statements `input_bytes` bounds each, and `ratio` what all compressed parts together may grow to;
    `parts` is how many are read, `depth` how far they may lie in one another, `directory_bytes` the list of a zip
    file's members, `recalled_bytes` the pages of a web archive that are remembered for those that refer back to them.
    """

    # A statement is kilobytes; a year book with pictures is tens of megabytes.
    input_bytes: int = 256 * MEGABYTE
    unpacked_bytes: int = 256 * MEGABYTE
    # Deflate cannot pass 1032. Measured on made documents: 16 for numbered clauses, 124 for a table of empty cells.
    ratio: int = 250
    pages: int = 5_000
    markup_characters: int = 32 * MEGABYTE
    seconds: float = 120.0
    memory_bytes: int = 4_000 * MEGABYTE
    silence_seconds: float = 60.0
    # Measured by benchmarks/hostile.py on files of this size made to cost much: 3 s and 160 MB at most. Higher, and a
    # file may take longer than anybody waits; lower, and ordinary pages need a process, which takes 0.1 s.
    here_bytes: int = 250_000
    # Feeds and tables of a million rows are real.
    parts: int = 5_000_000
    # An archive in an archive is common (a WACZ in a zip of a project), a fourth is not.
    depth: int = 4
    # A member's entry takes about 100 bytes here, and 600 in memory.
    directory_bytes: int = 16 * MEGABYTE
    recalled_bytes: int = 64 * MEGABYTE


DEFAULT_LIMITS = Limits()


def bytes_said(count: int) -> str:
    """A size as a reader says it: "512 bytes", "3.5 MB", "1.0 GB" (powers of ten)."""
    if count < 1_000:
        return f"{count} bytes"
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count / 1_000:.1f} kB"
