"""Results of stages that an interrupted run need not find again: what is kept, and by what it is known again."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from variorum.reuse.engines.base import Bounds
    from variorum.reuse.tuning import Tuning

    Arrays = Sequence[NDArray[Any]]

KeptStage = Literal["weights", "boxes", "families"]
KEPT_STAGES: tuple[KeptStage, ...] = ("weights", "boxes", "families")
"""The stages whose results are worth more than redoing. Tokens are not: they are read again as fast as from a file."""


class Stages(Protocol):
    """Where the results of stages are kept while a run is worked on."""

    def begin(self, key: str, tokens: int) -> None:
        """From here on the stages are those of what `key` names, of so many tokens."""

    def kept(self, stage: KeptStage) -> Arrays | None:
        """What an earlier try found in a stage; None where it is to be done."""

    def keep(self, stage: KeptStage, found: Arrays) -> None:
        """Keep what was found in a stage."""


class NothingKept:
    """For who keeps no run: every stage is done."""

    def begin(self, key: str, tokens: int) -> None:
        """Nothing is looked for."""

    def kept(self, stage: KeptStage) -> None:
        """Nothing."""

    def keep(self, stage: KeptStage, found: Arrays) -> None:
        """Let it go."""


def staged(stages: Stages, stage: KeptStage, make: Callable[[], Arrays]) -> Arrays:
    """What a stage gives: as it was kept, or made and kept."""
    found = stages.kept(stage)
    if found is None:
        found = make()
        stages.keep(stage, found)
    return found


def stages_key(sizes: NDArray[Any], digests: NDArray[Any], bounds: Bounds, tuning: Tuning, weighed: str) -> str:
    """A digest of what the results of all stages follow from: the documents in their order, and how they are compared.

    `weighed` says by what words are weighed.
    """
    settings = (sorted(asdict(tuning).items()), bounds.most_days, bounds.within, weighed)
    digest = hashlib.sha256(repr(settings).encode())
    for column in (sizes, digests, bounds.groups, bounds.days):
        digest.update(column.tobytes())
    return digest.hexdigest()
