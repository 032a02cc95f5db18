"""A change of many files of a run as one: either all of them are the new ones, or none is."""

from __future__ import annotations

import os
import shutil

from variorum.reuse.run.manifest import disk_said

_NEXT, _READY = ".next", "ready"


def next_folder(folder: str) -> str:
    """An empty folder in which the files that are to come are written, as they will stand in the run."""
    place = os.path.join(folder, _NEXT)
    with disk_said(folder):
        shutil.rmtree(place, ignore_errors=True)
        os.makedirs(place)
    return place


def commit(folder: str) -> None:
    """Put the files of the next folder in their places; from here on a program that is ended loses nothing."""
    place = os.path.join(folder, _NEXT)
    with disk_said(folder):
        for path in _files(place):
            _sync(path)
        with open(os.path.join(place, _READY), "wb") as file:
            os.fsync(file.fileno())
        _sync(place)
    settle(folder)


def is_pending(folder: str) -> bool:
    """Whether a change was ended between two of its files."""
    return os.path.exists(os.path.join(folder, _NEXT, _READY))


def settle(folder: str) -> None:
    """Finish a change that was ended while files were put in their places; forget one that was not so far."""
    place = os.path.join(folder, _NEXT)
    with disk_said(folder):
        if is_pending(folder):
            for path in _files(place):
                name = os.path.relpath(path, place)
                if name != _READY:
                    os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
                    os.replace(path, os.path.join(folder, name))
            os.unlink(os.path.join(place, _READY))
        if os.path.isdir(place):
            shutil.rmtree(place)


def _files(place: str) -> list[str]:
    return sorted(os.path.join(above, name) for above, _, names in os.walk(place) for name in names)


def _sync(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
