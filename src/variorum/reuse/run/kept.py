"""The results of stages on the disk, in the folder of a run, until it is whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING

import numpy as np

from variorum import __version__
from variorum.reuse.run.arrays import save_array
from variorum.reuse.run.manifest import DRAFT, METHOD, reason_of
from variorum.reuse.stages import KEPT_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from variorum.reuse.stages import Arrays, KeptStage

FOLDER = ".stages"
_LIST = "stages.json"
# Fewer tokens are found again within some two seconds, and to keep them would cost more than a hundredth of that.
WORTH = 10_000_000
_SAID = {"weights": "words weighed", "boxes": "passages found", "families": "families joined"}
_BEFORE = "documents read"
# In place of a file's digest: the sizes of what was written with it.
_SIZES = "beside"


class StageFiles:
    """Keeps the arrays of each stage as .npy files, with their digests in a list beside them.

    A file takes its name when it is whole, and is given back when its digest is that of the list; what is damaged, or
    of other documents, settings or version, is told of in words (`notice`) and done again. Where the disk refuses a
    file, the run goes on without it. Arrays are written as they lie, and mapped when they are given back.
    """

    def __init__(
        self, folder: str, notice: Callable[[str], None], *, resumed: bool = False, worth: int | None = None
    ) -> None:
        self._run = folder
        self._place = os.path.join(folder, FOLDER)
        self._notice = notice
        self._resumed = resumed
        self._worth = WORTH if worth is None else worth
        self._key = ""
        self._keeping = False
        self._files: dict[str, dict[str, str]] = {}
        self._beside: Sequence[str] = ()
        self.after = _BEFORE

    def beside(self, paths: Sequence[str]) -> None:
        """Boxes are only given back while these files, which are written with them, are there as they were."""
        self._beside = paths

    def begin(self, key: str, tokens: int) -> None:
        """Look for what an earlier try kept of the same, and say after what the run goes on."""
        self._key = f"{METHOD} {__version__} {key}"
        self._keeping = tokens >= self._worth
        if os.path.isdir(self._place):
            self._files = self._known_again()
            self.after = _SAID[list(self._files)[-1]] if self._files else _BEFORE
        if self._resumed or self._files:
            self._notice(f"goes on after: {self.after}")

    def kept(self, stage: KeptStage) -> Arrays | None:
        """The arrays of a stage, mapped."""
        if stage not in self._files:
            return None
        paths = [os.path.join(self._place, name) for name in self._files[stage] if name != _SIZES]
        return [np.asarray(np.load(path, mmap_mode="c")) for path in paths]

    def keep(self, stage: KeptStage, found: Arrays) -> None:
        """Write the arrays of a stage, and then that they count."""
        if not self._keeping:
            return
        try:
            os.makedirs(self._place, exist_ok=True)
            files = {name: self._write(name, array) for name, array in _named(stage, found)}
            if stage == "boxes":
                files |= {_SIZES: _sizes(self._beside)}
            self._files[stage] = files
            self._write_list()
        except OSError as error:
            self._files.pop(stage, None)
            for name, _ in _named(stage, found):
                self._remove(name)
            self._notice(
                f"cannot keep what was found so far ({_SAID[stage]}: {reason_of(error)}), and goes on without; "
                "if it is interrupted, this is done again"
            )

    def forget(self) -> None:
        """Remove what was kept, once the run is whole."""
        shutil.rmtree(self._place, ignore_errors=True)

    def _known_again(self) -> dict[str, dict[str, str]]:
        """The stages that are there whole and of the same, up to the first that is not."""
        for name in sorted(os.listdir(self._place)):
            if name.startswith(DRAFT):
                self._remove(name)
        try:
            with open(os.path.join(self._place, _LIST), encoding="utf-8") as file:
                said = json.load(file)
            key, stages = said["key"], dict(said["stages"])
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError):
            self._notice("what an earlier try kept cannot be read, and is done again")
            return {}
        if key != self._key:
            self._notice("what an earlier try kept is of other documents, settings or version, and is done again")
            self.forget()
            return {}
        found: dict[str, dict[str, str]] = {}
        for stage in KEPT_STAGES:
            if stage not in stages:
                break
            now = {name: _digest(os.path.join(self._place, name)) for name in stages[stage] if name != _SIZES}
            if _SIZES in stages[stage]:
                now |= {_SIZES: _sizes(self._beside)}
            if now != stages[stage]:
                self._notice(f"what an earlier try kept is damaged ({_SAID[stage]}), and is done again")
                break
            found[stage] = stages[stage]
        return found

    def _write(self, name: str, array: NDArray[Any]) -> str:
        """Write an array; the digest of its file."""
        draft = os.path.join(self._place, DRAFT + name)
        save_array(draft, array)
        os.replace(draft, os.path.join(self._place, name))
        return _digest(os.path.join(self._place, name))

    def _write_list(self) -> None:
        # What does not come to the disk before a machine stops is known by its digest.
        draft = os.path.join(self._place, DRAFT + _LIST)
        with open(draft, "w", encoding="utf-8") as file:
            json.dump({"key": self._key, "stages": self._files}, file, indent=1)
        os.replace(draft, os.path.join(self._place, _LIST))

    def _remove(self, name: str) -> None:
        for path in (os.path.join(self._place, DRAFT + name), os.path.join(self._place, name)):
            if os.path.exists(path):
                os.unlink(path)


def _named(stage: str, found: Arrays) -> list[tuple[str, NDArray[Any]]]:
    return [(f"{stage}-{k}.npy", array) for k, array in enumerate(found)]


def _sizes(paths: Sequence[str]) -> str:
    """How large files are; 0 of one that is not there."""
    return " ".join(str(os.path.getsize(path) if os.path.exists(path) else 0) for path in paths)


def _digest(path: str) -> str:
    """The digest of a file, "" of one that cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
