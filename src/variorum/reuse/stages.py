"""Results of stages that an interrupted run need not find again: what is kept, and by what it is known again."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Arrays, Bounds, Engine
    from variorum.reuse.tuning import Tuning

KeptStage = Literal["tokens", "weights", "links", "boxes", "families"]
KEPT_STAGES: tuple[KeptStage, ...] = ("tokens", "weights", "links", "boxes", "families")
"""All stages of the plan but its last, which makes what is written into the run."""


class Stages(Protocol):
    """Where the results of stages are kept while a run is worked on."""

    def begin(self, settings: str, engine: Engine[Any]) -> None:
        """From here on the stages are those of a plan with these settings.

        Of use are tokens and links that one of the name of this engine held, and which it says are there.
        """

    def compare(self, documents: str) -> None:
        """From here on the stages are those of these documents compared; the tokens of them are there."""

    def kept(self, stage: KeptStage) -> Arrays | None:
        """What an earlier try found in a stage; None where it is to be done."""

    def keep(self, stage: KeptStage, found: Callable[[], Arrays | None]) -> None:
        """Keep what was found in a stage, which is asked for if it is to be kept; None cannot be."""


class NothingKept:
    """For who keeps no run: every stage is done."""

    def begin(self, settings: str, engine: Engine[Any]) -> None:
        """Nothing is looked for."""

    def compare(self, documents: str) -> None:
        """Nothing is looked for."""

    def kept(self, stage: KeptStage) -> None:
        """Nothing."""

    def keep(self, stage: KeptStage, found: Callable[[], Arrays | None]) -> None:
        """Nothing is asked for."""


def staged(stages: Stages, stage: KeptStage, make: Callable[[], Arrays]) -> Arrays:
    """What a stage gives: as it was kept, or made and kept."""
    if (kept := stages.kept(stage)) is not None:
        return kept
    found = make()
    stages.keep(stage, lambda: found)
    return found


def settings_key(tuning: Tuning, weighed: str) -> str:
    """How documents are read and compared; `weighed` says by what words are weighed."""
    return hashlib.sha256(repr((sorted(asdict(tuning).items()), weighed)).encode()).hexdigest()


def documents_key(sizes: NDArray[Any], digests: NDArray[Any], bounds: Bounds) -> str:
    """The documents compared in their order, and which of them with which."""
    digest = hashlib.sha256(repr((bounds.most_days, bounds.within)).encode())
    for column in (sizes, digests, bounds.groups, bounds.days, bounds.last_days):
        digest.update(column.tobytes())
    return digest.hexdigest()
