"""The results of stages on the disk, in the folder of a run, until it is whole."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.run.arrays import begin_array, write_array
from variorum.reuse.run.manifest import DRAFT, METHOD, reason_of
from variorum.reuse.stages import KEPT_STAGES
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from variorum.reuse.engines.base import Arrays, Engine
    from variorum.reuse.run.arrays import Sink
    from variorum.reuse.stages import KeptStage

FOLDER = ".stages"
_LIST = "stages.json"
_SAID = {
    "tokens": "documents read",
    "weights": "words weighed",
    "links": "places linked",
    "boxes": "passages found",
    "families": "families joined",
}
# A file is written where the disk has room for so many of its size: what stages that come put there takes some seven
# times the bytes of the tokens, and goes before.
_ROOM = 8
_LINKED = ("links", "boxes")
# What an engine may keep elsewhere than in the arrays it hands out, and no other engine can take.
_HELD = ("tokens", "links")
# Arrays begin where numpy lets those of a file of its own begin.
_ALIGNED = np.lib.format.ARRAY_ALIGN


def has_stages(folder: str) -> bool:
    """Whether results of stages were kept in a folder, or were to be."""
    return os.path.isdir(os.path.join(folder, FOLDER))


class StageFiles:
    """Keeps the arrays of each stage in a file, with their checksums in a list beside them.

    A file takes its name when it is whole, and is given back when its checksum is that of the list; what is damaged, or
    of other documents, settings or version, is told of in words (`notice`) and done again. Where the disk refuses a
    file, the run goes on without it. Arrays are written as they lie, and mapped when they are given back.

    Tokens are kept where it is said what they were `cut_from`: only this tells whether they are those of the texts.
    `written` is told the name of each file that is whole, the list after what it lists; it may refuse with an OSError.
    """

    def __init__(
        self,
        folder: str,
        notice: Callable[[str], None],
        *,
        resumed: bool = False,
        written: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._place = os.path.join(folder, FOLDER)
        self._notice = notice
        self._resumed = resumed
        self._written = written
        self._made = {"version": "", "settings": "", "documents": ""}
        self._files: dict[str, dict[str, Any]] = {}
        self._own: set[str] = set()
        self._beside: Sequence[str] = ()
        self._needed = False
        self._texts: Callable[[], dict[str, int]] | None = None
        self._engine = ""
        self.after = _SAID["tokens"]

    def beside(self, paths: Sequence[str], *, needed: bool = False) -> None:
        """Links and boxes are given back while these files, which are written with links, are there as they were.

        They may have found no room; where they are `needed`, links and boxes are not kept then.
        """
        self._beside, self._needed = paths, needed

    def cut_from(self, texts: Callable[[], dict[str, int]]) -> None:
        """Tokens are given back while this says the same of their texts; it is asked once they were read."""
        self._texts = texts

    def begin(self, settings: str, engine: Engine[Any]) -> None:
        """Look for what an earlier try kept that went by the same settings."""
        self._engine = engine.name
        if os.path.isdir(self._place):
            self._read_list(engine)
        self._tell_apart([*self._files], version=f"{METHOD} {__version__}", settings=settings)

    def compare(self, documents: str) -> None:
        """Look which of it is of the same documents, and say after what the run goes on."""
        # Whose tokens these are was told by their texts.
        self._tell_apart([stage for stage in self._files if stage != "tokens"], documents=documents)
        before = [stage for stage in KEPT_STAGES if stage in self._files and stage not in self._own]
        if before:
            self.after = _SAID[before[-1]]
        if self._resumed or before:
            self._notice(f"goes on after: {self.after}")

    def kept(self, stage: KeptStage) -> Arrays | None:
        """The arrays of a stage, mapped."""
        return _arrays_in(self._path(stage)) if stage in self._files else None

    def keep(self, stage: KeptStage, found: Callable[[], Arrays | None]) -> None:
        """Write the arrays of a stage, and then that they count."""
        if (stage == "tokens" and not self._texts) or (stage in _LINKED and self._needed and 0 in self._sizes()):
            return
        self._own.add(stage)
        if (arrays := found()) is None:
            return
        try:
            os.makedirs(self._place, exist_ok=True)
            self._write(stage, arrays)
            if stage == "boxes":
                # They are all that links are for.
                self._files.pop("links", None)
            self._write_list()
        except OSError as error:
            self._drop(stage)
            self._notice(
                f"cannot keep what was found so far ({_SAID[stage]}: {reason_of(error)}), and goes on without; "
                "if it is interrupted, this is done again"
            )
        if stage == "boxes" and stage in self._files:
            self._drop("links")

    def forget(self) -> None:
        """Remove what was kept, once the run is whole."""
        self._files = {}
        shutil.rmtree(self._place, ignore_errors=True)

    def _read_list(self, engine: Engine[Any]) -> None:
        """The stages that are there whole."""
        for name in sorted(os.listdir(self._place)):
            if name.startswith(DRAFT):
                os.unlink(os.path.join(self._place, name))
        try:
            with open(os.path.join(self._place, _LIST), encoding="utf-8") as file:
                said = json.load(file)
            self._made = {name: str(said[name]) for name in self._made}
            stages = {stage: dict(said["stages"][stage]) for stage in KEPT_STAGES if stage in said["stages"]}
        except FileNotFoundError:
            return
        except (OSError, ValueError, KeyError, TypeError):
            self._notice("what an earlier try kept cannot be read, and is done again")
            return
        for stage, of_file in stages.items():
            path, tied = self._path(stage), self._tied(stage)
            if of_file.get("engine") != tied.get("engine"):
                continue
            if of_file.get("texts") != tied.get("texts"):
                self._notice(
                    f"what an earlier try kept is of other texts or another order ({_SAID[stage]}), and is done again"
                )
            elif of_file == tied | sum_of(path) and (stage not in _HELD or engine.is_there(_arrays_in(path))):
                self._files[stage] = of_file
            else:
                self._notice(f"what an earlier try kept is damaged ({_SAID[stage]}), and is done again")

    def _tell_apart(self, stages: Sequence[str], **made: str) -> None:
        """Leave these stages where they were made of something else."""
        if stages and any(self._made[name] != value for name, value in made.items()):
            self._notice("what an earlier try kept is of other documents, settings or version, and is done again")
            for stage in stages:
                self._drop(stage)
            with suppress(OSError):
                self._write_list()
        self._made |= made

    def _tied(self, stage: str) -> dict[str, Any]:
        """What has to be as it was for a stage to count."""
        tied: dict[str, Any] = {"engine": self._engine} if stage in _HELD else {}
        if stage == "tokens":
            tied["texts"] = self._texts() if self._texts else {}
        if stage in _LINKED:
            tied["beside"] = self._sizes()
        return tied

    def _sizes(self) -> list[int]:
        """How large what is written with links is, 0 where it is not."""
        return [os.path.getsize(path) if os.path.exists(path) else 0 for path in self._beside]

    def _write(self, stage: str, arrays: Arrays) -> None:
        """Write arrays into the file of a stage. Raises OSError, also where they would leave too little room."""
        size = sum(array.nbytes for array in arrays)
        if shutil.disk_usage(self._place).free < _ROOM * size:
            raise OSError("little room is left on the disk")
        draft = os.path.join(self._place, f"{DRAFT}{stage}")
        with open(draft, "wb", buffering=0) as file:
            summed = _Summed(file)
            for array in arrays:
                begin_array(summed, array.dtype, array.shape)
                write_array(summed, array)
                summed.write(bytes(-array.nbytes % _ALIGNED))
        os.replace(draft, self._path(stage))
        self._written(f"{stage}.bin")
        self._files[stage] = self._tied(stage) | {"size": summed.size, "crc32": summed.crc}

    def _write_list(self) -> None:
        # What does not come to the disk before a machine stops is known by its checksum.
        draft = os.path.join(self._place, DRAFT + _LIST)
        with open(draft, "w", encoding="utf-8") as file:
            json.dump({**self._made, "stages": self._files}, file, indent=1)
        os.replace(draft, os.path.join(self._place, _LIST))
        self._written(_LIST)

    def _path(self, stage: str) -> str:
        return os.path.join(self._place, f"{stage}.bin")

    def _drop(self, stage: str) -> None:
        self._files.pop(stage, None)
        for path in (os.path.join(self._place, f"{DRAFT}{stage}"), self._path(stage)):
            with suppress(OSError):
                os.unlink(path)


class _Summed:
    """A file that is written to, with the size and the checksum of what it took."""

    def __init__(self, file: Sink) -> None:
        self._file = file
        self.size = self.crc = 0

    def write(self, data: bytes | memoryview, /) -> int:
        """Write some of it; how much."""
        taken = self._file.write(data)
        self.crc = zlib.crc32(memoryview(data)[:taken], self.crc)
        self.size += taken
        return taken


def _arrays_in(path: str) -> Arrays:
    """The arrays of a file, mapped; nothing is kept of what is written to them."""
    arrays = []
    with open(path, "rb") as file:
        pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        while file.tell() < len(pages):
            np.lib.format.read_magic(file)
            shape, _, kind = np.lib.format.read_array_header_1_0(file)
            array: np.ndarray[Any, Any] = np.ndarray(shape, kind, pages, file.tell())
            arrays.append(array)
            file.seek(array.nbytes + -array.nbytes % _ALIGNED, os.SEEK_CUR)
    return arrays


def sum_of(path: str) -> dict[str, int]:
    """The size and the checksum of a file, nothing of one that cannot be read."""
    size = crc = 0
    try:
        with open(path, "rb") as file:
            while part := file.read(1 << 20):
                size, crc = size + len(part), zlib.crc32(part, crc)
    except OSError:
        return {}
    return {"size": size, "crc32": crc}
