"""What can be wrong with accepting the series that were found."""

from __future__ import annotations

from variorum.errors.base import VariorumError
from variorum.errors.sources import SourceError


class ProposalUnknown(VariorumError):
    """A name that no proposal has; `names` are those there are."""

    def __init__(self, said: str, names: tuple[str, ...]) -> None:
        what = "These are proposed:" if names else "Nothing is proposed."
        super().__init__(f"{said}: no series of this name is proposed. {what}")
        self.said = said
        self.listed = names


class SeriesNameWrong(VariorumError):
    """A name that a series cannot have."""

    def __init__(self, said: str, near: str) -> None:
        way = f", as in {near}" if near else ""
        super().__init__(f"{said}: no name for a series. Use a to z, 0 to 9, - and _{way}.")


class SourceOfSeveralSeries(SourceError):
    """A file whose statements belong to several series, or some of them to none."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "its statements do not all go into one series",
            "Add it without a series (variorum add), then run variorum series detect on the archive.",
        )
