"""The root of every error, and those that any floor can meet."""

from __future__ import annotations


class VariorumError(Exception):
    """The root: the command line prints it and exits with status 3. `listed` are lines that belong under it."""

    listed: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The message without its list."""
        return str(self.args[0]) if self.args else ""

    def __str__(self) -> str:
        return "\n  ".join((self.head, *self.listed))


class OutputError(VariorumError):
    """A result that could not be written; `name` is the path as the user gave it."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(f"{name}: {what}. {remedy}")
        self.name = name
        self.what = what
        self.remedy = remedy


class ExtraMissing(VariorumError):
    """A library that comes only with an extra; `wanted` is what it is needed for."""

    def __init__(self, library: str, wanted: str, *, extra: str) -> None:
        super().__init__(f'{wanted}: {library} is not installed. Run: pip install "variorum[{extra}]"')
        self.library = library
