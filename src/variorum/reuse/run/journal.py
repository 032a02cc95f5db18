"""A change of many files of a run as one: either all of them are the new ones, or none is."""

from __future__ import annotations

import os
import shutil

from variorum.reuse.run.manifest import clear_drafts, disk_said

_NEXT, _READY = ".next", "ready"
_REBUILT, _FILES = ".rebuild", "files"


def next_folder(folder: str) -> str:
    """An empty folder in which the files that are to come are written, as they will stand in the run."""
    place = os.path.join(folder, _NEXT)
    with disk_said(folder):
        shutil.rmtree(place, ignore_errors=True)
        os.makedirs(place)
    return place


def rebuilt_folders(folder: str) -> tuple[str, str]:
    """Folders for a long change, which stay when it is interrupted: for its stages, and as `next_folder` for files.

    Once the run is changed, by this or otherwise, they are removed.
    """
    work = os.path.join(folder, _REBUILT)
    place = os.path.join(work, _FILES)
    with disk_said(folder):
        os.makedirs(place, exist_ok=True)
        clear_drafts(place)
    return work, place


def commit(folder: str, place: str | None = None) -> None:
    """Put the files of the next folder in their places; from here on a program that is ended loses nothing.

    Where they are in another `place`, this becomes the next folder.
    """
    place = place or os.path.join(folder, _NEXT)
    with disk_said(folder):
        for path in _files(place):
            _sync(path)
        with open(os.path.join(place, _READY), "wb") as file:
            os.fsync(file.fileno())
        _sync(place)
        if place != os.path.join(folder, _NEXT):
            os.rename(place, os.path.join(folder, _NEXT))
    settle(folder)


def is_pending(folder: str) -> bool:
    """Whether a change was ended between two of its files."""
    return os.path.exists(os.path.join(folder, _NEXT, _READY))


def is_rebuilt(folder: str) -> bool:
    """Whether the change that `is_pending` is a long one."""
    work = os.path.join(folder, _REBUILT)
    return is_pending(folder) and os.path.isdir(work) and not os.path.exists(os.path.join(work, _FILES))


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
            # What was begun besides is of the run as it was.
            shutil.rmtree(os.path.join(folder, _REBUILT), ignore_errors=True)
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
