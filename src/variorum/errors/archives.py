"""What can be wrong with an archive as a whole."""

from __future__ import annotations

from variorum.errors.base import VariorumError


class ArchiveError(VariorumError):
    """Something about an archive; `place` is its folder as the user gave or found it."""

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: {what}. {remedy}")
        self.place = place
        self.what = what
        self.remedy = remedy


class ArchiveMissing(ArchiveError):
    """No archive is there, and none is made in silence."""

    def __init__(self, place: str) -> None:
        super().__init__(
            place, "no archive here or above", "Make one with: variorum init; or name one with --archive DIR."
        )


class ArchiveExists(ArchiveError):
    """An archive is already there."""

    def __init__(self, place: str) -> None:
        super().__init__(place, "there is an archive here already", "Use it as it is, or name another folder.")


class ArchiveNewer(ArchiveError):
    """Made by a later variorum than this one."""

    def __init__(self, place: str, *, found: int, known: int) -> None:
        super().__init__(
            place,
            f"this archive has schema {found}, and this variorum knows schemas up to {known}",
            "Install a newer variorum; nothing was changed.",
        )


class ArchiveBusy(ArchiveError):
    """Another process was writing for as long as this one waited."""

    def __init__(self, place: str, *, seconds: float) -> None:
        super().__init__(
            place,
            f"another process has been writing to this archive for more than {seconds:g} seconds",
            "Wait until it is done and try again; nothing was changed.",
        )


class ArchiveUnwritable(ArchiveError):
    """The system refused to write; what was kept before is untouched."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            place,
            f"cannot be written ({reason})",
            "Check the folder's permissions and the space left; what was kept before is untouched.",
        )


class ArchiveReadOnly(ArchiveError):
    """Opened for reading, and asked to write."""

    def __init__(self, place: str) -> None:
        super().__init__(place, "was opened for reading only", "Open it with writable=True.")


class ArchiveDamaged(ArchiveError):
    """The database or an original is not what it should be."""

    def __init__(self, place: str, detail: str) -> None:
        super().__init__(place, f"is damaged ({detail})", "Run: variorum verify; then restore from a backup.")
