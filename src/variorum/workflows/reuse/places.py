"""Where a run of documents at addresses is made: its texts, its tables, and what its stages gave until it is whole."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Self

from variorum.errors import AddressUnreached, RunOccupied, RunUnseen
from variorum.ingest.corpus.kinds import is_address
from variorum.reuse.engines.spark_addresses import fetch_files, names_at, put_file, remove_at
from variorum.reuse.engines.spark_session import is_local
from variorum.reuse.run.kept import FOLDER, StageFiles, has_stages
from variorum.reuse.run.manifest import (
    DOCUMENTS,
    FAMILIES,
    PASSAGES,
    RUN_FILE,
    TEXTS,
    clear_drafts,
    disk_said,
    is_run,
    is_vacant,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack

    from pyspark.sql import SparkSession

# What is written into a run before it is one.
_PARTS = {TEXTS, DOCUMENTS, FAMILIES, PASSAGES, FOLDER}


class Places(NamedTuple):
    """Where a run is made: the address at which the workers write texts, and folders here for tables and for stages.

    `workers` is the address at which the workers keep what stages gave, "" where there is none that they see; and
    `beyond` the one at which the folder for stages has its like, "" where that stays by itself.
    """

    texts: str
    tables: str
    stages: str
    workers: str
    beyond: str

    @classmethod
    def of(cls, run: str, kept: str, session: SparkSession, stack: ExitStack) -> Self:
        """The places of a run in a folder here, or at an address, whose stages may be `kept` in another place.

        They are free, or hold what a try left of which stages were kept. Raises RunOccupied, RunUnseen, RunUnwritable.
        """
        if is_address(run):
            return cls._at(run.rstrip("/"), kept, session, stack)
        place = seen_by_workers(run, session)
        if not place:
            raise RunUnseen(run, session.sparkContext.master or "")
        if not is_vacant(run) and (is_run(run) or not has_stages(run)):
            raise RunOccupied(run, "holds something already")
        with disk_said(run):
            os.makedirs(run, exist_ok=True)
            clear_drafts(run)
        return cls(f"{place}/{TEXTS}", run, run, f"{place}/{FOLDER}", "")

    @classmethod
    def _at(cls, run: str, kept: str, session: SparkSession, stack: ExitStack) -> Self:
        there = names_at(session, run)
        place = os.path.join(kept, _name_for(run)) if kept else run
        tables, stages = (stack.enter_context(tempfile.TemporaryDirectory(prefix="variorum-")) for _ in range(2))
        if is_address(place):
            workers = beyond = place if kept else f"{place}/{FOLDER}"
            begun = names_at(session, beyond) is not None
        else:
            workers, beyond, stages = seen_by_workers(place, session), "", place
            workers = workers and f"{workers}/{FOLDER}"
            begun = has_stages(place)
        if there is not None and not (begun and _PARTS.issuperset(there)):
            if RUN_FILE in there and FOLDER in there:
                # It was ended as it tidied up.
                remove_at(session, f"{run}/{FOLDER}")
            raise RunOccupied(run, "holds something already")
        with disk_said(stages):
            os.makedirs(stages, exist_ok=True)
        return cls(f"{run}/{TEXTS}", tables, stages, workers, beyond)

    def files(self, session: SparkSession, notice: Callable[[str], None]) -> StageFiles:
        """What stages gave, as it is here and beyond."""
        if not self.beyond:
            return StageFiles(self.stages, notice)
        here = os.path.join(self.stages, FOLDER)
        with disk_said(here):
            os.makedirs(here, exist_ok=True)
        fetch_files(session, self.beyond, here)
        return StageFiles(self.stages, notice, written=partial(_put, session, here, self.beyond))

    def tidy(self, session: SparkSession) -> None:
        """Remove what was kept beyond, and the folder for stages, which are gone."""
        if self.beyond:
            remove_at(session, self.beyond)
        elif self.stages != self.tables:
            with suppress(OSError):
                os.rmdir(self.stages)


def seen_by_workers(folder: str, session: SparkSession) -> str:
    """The address at which workers see a folder here, "" where they are on other machines."""
    return f"file://{os.path.abspath(folder)}" if is_local(session.sparkContext.master or "") else ""


def _name_for(address: str) -> str:
    """The name of a folder for what is of one address and of no other."""
    name = re.sub(r"[^\w.-]", "_", address.rpartition("/")[2])
    return f"{name}-{hashlib.sha256(address.encode()).hexdigest()[:16]}"


def _put(session: SparkSession, here: str, there: str, name: str) -> None:
    try:
        put_file(session, os.path.join(here, name), f"{there}/{name}")
    except AddressUnreached as error:
        raise OSError(str(error)) from error
