"""What can be wrong with a source, and with the text that is read from it."""

from __future__ import annotations

from variorum.errors.base import VariorumError

NAME_A_STATEMENT = "Give the statement as plain text, Markdown, HTML, PDF, DOCX, ODT or XML."
ADD_IT = "Add it to an archive (variorum add)"


class SourceError(VariorumError):
    """A text that could not be read; `name` is the path or "-" as the user gave it."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(f"{name}: {what}. {remedy}")
        self.name = name
        self.what = what
        self.remedy = remedy


class SourceMissing(SourceError):
    """Nothing is there."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "no such file", "Check the path; a text on standard input is named -.")


class NamesTableBad(SourceError):
    """A table of names with something else in it; `line` counts from 1, None for the whole file."""

    def __init__(self, name: str, line: int | None, what: str, kinds: tuple[str, ...] = ()) -> None:
        place = name if line is None else f"{name}, line {line}"
        kind = f" A kind is one of {', '.join(kinds)}." if kinds else ""
        super().__init__(
            place, what, f"A row is: kind, name, other spellings; as in: place,Karrow,Carrow,Karrow-on-Tessen.{kind}"
        )
        self.line = line


class SourceIsFolder(SourceError):
    """A folder, where a file is needed."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is a folder", "Name one file in it.")


class SourceNotAFile(SourceError):
    """Something with a path that holds no bytes of its own; `what` names it with its article."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, f"is {what}, not a file", "Save the statement as a file and name that.")


class SourceUnreadable(SourceError):
    """The system refused to open or read it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, f"cannot be read ({reason})", "Check that the file is readable, or copy it elsewhere.")


class SourceLeadsOut(SourceError):
    """A link, or a path in a table, to what lies outside of the folder that was named; `named` says what it names."""

    def __init__(self, name: str, named: str = "") -> None:
        super().__init__(name, f"{named} leads out of the folder".lstrip(), "Name the file itself if it is meant.")


class SourceEmpty(SourceError):
    """No bytes, or no character that is not white space."""

    def __init__(self, name: str, *, white_space: bool = False) -> None:
        what = "holds only white space" if white_space else "is empty"
        super().__init__(name, what, "Name a file that holds the statement.")


class SourceTooLarge(SourceError):
    """More than is read of one source; nothing of it was kept."""

    def __init__(self, name: str, *, seen: str, limit: str) -> None:
        super().__init__(
            name, f"is too large: {seen}, at most {limit}", "Cut the statement out into a file of its own."
        )


class SourceSilent(SourceError):
    """A pipe or terminal from which nothing came for as long as is waited; `what` did not happen."""

    def __init__(self, name: str, what: str, *, seconds: float) -> None:
        super().__init__(
            name,
            f"{what} within {seconds:g} seconds",
            "Check what should write to it, or save the statement as a file and name that.",
        )


class SourceTimeout(SourceError):
    """It took longer to read than one source may take."""

    def __init__(self, name: str, what: str, *, seconds: float) -> None:
        super().__init__(
            name, f"{what} within {seconds:g} seconds", "Save the statement as plain text and compare that file."
        )


class SourceBinary(SourceError):
    """Bytes that are no text in any encoding known here."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "is binary data of an unknown kind, not a text",
            NAME_A_STATEMENT,
        )


class SourceUnsupported(SourceError):
    """A known format that is not read; `seems` names it with its article."""

    def __init__(self, name: str, seems: str, remedy: str) -> None:
        super().__init__(name, f"seems to be {seems}, which is not read", remedy)


class SourceProtected(SourceError):
    """A document that opens only with a password."""

    def __init__(self, name: str, seems: str) -> None:
        super().__init__(
            name,
            f"is {seems} protected by a password",
            "Open it with the password, save a copy without one, and use that.",
        )


class SourceDamaged(SourceError):
    """A document whose structure is broken; `detail` says where."""

    def __init__(self, name: str, seems: str, detail: str) -> None:
        super().__init__(
            name,
            f"seems to be {seems}, but is damaged ({detail})",
            "Fetch or export it again, or save its text as plain text.",
        )


class CaptureTimeUnreadable(SourceError):
    """A row that says when its text was captured, as nothing that is a time; else it would be taken for now."""

    def __init__(self, name: str, column: str, value: str) -> None:
        super().__init__(
            name,
            f"its column {column} says {value!r}, which is no time of capture",
            "Write the day (2031-03-04) or the time (2031-03-04T10:00:00Z), or leave it empty.",
        )


class SourceWithoutText(SourceError):
    """A document that was read whole and holds no text."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(name, what, remedy)


class SourceManifold(SourceError):
    """Several statements, where one is needed."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(name, f"holds {count} statements", "Add it to an archive, and name one by its reference.")
