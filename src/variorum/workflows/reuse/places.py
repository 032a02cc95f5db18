"""Where a run of documents at addresses is made: its texts, its tables, and what its stages gave until it is whole."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from variorum.errors import RunOccupied, RunUnseen
from variorum.ingest.corpus.kinds import is_address
from variorum.reuse.engines.spark_addresses import names_at
from variorum.reuse.engines.spark_session import is_local
from variorum.reuse.run.kept import has_stages
from variorum.reuse.run.manifest import (
    DOCUMENTS,
    FAMILIES,
    PASSAGES,
    TEXTS,
    clear_drafts,
    disk_said,
    is_run,
    is_vacant,
)

if TYPE_CHECKING:
    from contextlib import ExitStack

    from pyspark.sql import SparkSession

# What is written into a run before it is one.
_PARTS = {TEXTS, DOCUMENTS, FAMILIES, PASSAGES}


class Places(NamedTuple):
    """The address at which the workers write texts, the folder here for tables, and that for stages."""

    texts: str
    tables: str
    stages: str

    @classmethod
    def of(cls, run: str, kept: str, session: SparkSession, stack: ExitStack) -> Self:
        """The places of a run in a folder here or at an address, whose stages are then kept in a folder in `kept`.

        They are free, or hold what a try left of which stages were kept. Raises RunOccupied, RunUnseen, RunUnwritable.
        """
        if is_address(run):
            stages = _kept_for(run, kept)
            there = names_at(session, run)
            if there is not None and not (has_stages(stages) and _PARTS.issuperset(there)):
                raise RunOccupied(run, "holds something already")
            tables = stack.enter_context(tempfile.TemporaryDirectory(prefix="variorum-"))
            return cls(f"{run.rstrip('/')}/{TEXTS}", tables, stages)
        master = session.sparkContext.master or ""
        if not is_local(master):
            raise RunUnseen(run, master)
        if not is_vacant(run) and (is_run(run) or not has_stages(run)):
            raise RunOccupied(run, "holds something already")
        with disk_said(run):
            os.makedirs(run, exist_ok=True)
            clear_drafts(run)
        return cls(f"file://{os.path.abspath(run)}/{TEXTS}", run, run)

    def tidy(self) -> None:
        """Remove the folder for stages, which are gone."""
        if self.stages != self.tables:
            with suppress(OSError):
                os.rmdir(self.stages)


def _kept_for(address: str, kept: str) -> str:
    """The folder for the stages of a run at an address, one for each.

    Where `kept` names no folder it is in one of this user's own, among the temporary files.
    """
    address = address.rstrip("/")
    name = re.sub(r"[^\w.-]", "_", address.rpartition("/")[2])
    digest = hashlib.sha256(address.encode()).hexdigest()[:16]
    folder = os.path.join(kept or _own_place(), f"{name}-{digest}")
    with disk_said(folder):
        os.makedirs(folder, exist_ok=True)
    return folder


def _own_place() -> str:
    user = os.getuid() if hasattr(os, "getuid") else "run"
    place = os.path.join(tempfile.gettempdir(), f"variorum-{user}")
    # What another user has put there under this name is not trusted: nothing is kept then, nor given back.
    with suppress(FileExistsError):
        os.makedirs(place, mode=0o700, exist_ok=True)
    return place if _is_own(place) else tempfile.mkdtemp(prefix="variorum-")


def _is_own(place: str) -> bool:
    return os.path.isdir(place) and (not hasattr(os, "getuid") or os.lstat(place).st_uid == os.getuid())
