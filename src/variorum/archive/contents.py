"""A text's characters as SQLite can hold them."""

from __future__ import annotations


def storable(content: str) -> str | bytes:
    """A text as it is stored: bytes where it holds what SQLite's TEXT cannot (NUL, lone surrogates)."""
    if "\0" in content:
        return content.encode("utf-8", "surrogatepass")
    try:
        content.encode()
    except UnicodeEncodeError:
        return content.encode("utf-8", "surrogatepass")
    return content


def readable(content: str | bytes) -> str:
    """A stored text as it was."""
    return content if isinstance(content, str) else content.decode("utf-8", "surrogatepass")
