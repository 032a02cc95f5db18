"""What can go wrong when passages are looked for in a corpus."""

from __future__ import annotations

from variorum.errors.base import VariorumError
from variorum.errors.sources import SourceError


class DocumentTwice(VariorumError):
    """An id that two documents have."""

    def __init__(self, document: str) -> None:
        super().__init__(f"{document}: two documents have this id. Give each one of its own.")


class RunError(VariorumError):
    """A folder of a run that cannot be read or written; `folder` is as the user gave it."""

    def __init__(self, folder: str, what: str, remedy: str) -> None:
        super().__init__(f"{folder}: {what}. {remedy}")
        self.folder = folder


class RunMissing(RunError):
    """No run is there."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder, "holds no run (no run.json)", "Make one with: variorum reuse find INPUT -o RUN")


class RunUnfinished(RunError):
    """A run that was interrupted; `stages` are those it finished."""

    def __init__(self, folder: str, stages: tuple[str, ...]) -> None:
        done = f"finished so far: {', '.join(stages)}" if stages else "nothing of it is finished"
        super().__init__(
            folder,
            f"is a run that was interrupted ({done})",
            "Give the same command again (variorum reuse find), and it goes on from there.",
        )


class RunDamaged(RunError):
    """A run with a file that is missing or is not what it should be."""

    def __init__(self, folder: str, what: str) -> None:
        super().__init__(folder, f"is a damaged run: {what}", f"Make it again: variorum reuse rebuild {folder}")


class RunOfAnotherVersion(RunError):
    """A run of another version of variorum, whose tables may mean other things."""

    def __init__(self, folder: str, has: str, reads: str, tool: str) -> None:
        super().__init__(
            folder,
            f"is a run of another version ({has}, made by {tool}; this version reads {reads})",
            f"Make it again from its own texts: variorum reuse rebuild {folder}",
        )


class RunUnwritable(RunError):
    """The system refused to write a part of a run."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            folder,
            f"cannot be written ({reason})",
            "Make room or check the permissions, and give the same command again: it goes on after the last stage "
            "that was finished.",
        )


class FamilyUnknown(VariorumError):
    """A number that no family of a run has."""

    def __init__(self, number: int, families: int) -> None:
        there = f"its families are numbered 1 to {families:,}" if families else "it has no family"
        super().__init__(f"{number}: no family of this run has this number; {there}. See: variorum reuse show")


class DocumentUnknown(VariorumError):
    """An id that no document of a run has."""

    def __init__(self, document: str, near: tuple[str, ...] = ()) -> None:
        there = f" Near it: {', '.join(near)}." if near else " The ids are in the table documents.parquet."
        super().__init__(f"{document}: no document of this run has this id.{there}")


class ColumnMissing(VariorumError):
    """A column that was named and is not there; `what` is what it should hold."""

    def __init__(self, name: str, what: str, said: str, there: tuple[str, ...]) -> None:
        super().__init__(
            f"{name}: there is no column {said} for the {what} (its columns: {_columns(there)}). "
            f"Name one of these with --{what}."
        )


class TextColumnMissing(VariorumError):
    """A table without a column of a name that texts usually have."""

    def __init__(self, name: str, there: tuple[str, ...]) -> None:
        super().__init__(
            f"{name}: no column is called text, body or content (its columns: {_columns(there)}). "
            "Name the one that holds the documents' text with --text."
        )


def _columns(there: tuple[str, ...]) -> str:
    return ", ".join(there)[:400] or "none"


class NoDocuments(VariorumError):
    """Inputs that give no document at all; `reason` is why the first of them was not read."""

    def __init__(self, name: str, reason: str) -> None:
        said = (
            f" {reason}"
            if reason
            else " Name a folder, a file, a table (JSONL, CSV, Parquet) or an archive with texts."
        )
        super().__init__(f"{name}: no document with a text was found.{said}")


class RowUnreadable(SourceError):
    """A row of a table that gives no document; the others do."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(place, what, "It is passed over")
