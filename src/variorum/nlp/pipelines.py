"""A spaCy pipeline that is installed, as what parses texts."""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from variorum.errors import ExtraMissing, ModelUnfit
from variorum.model.parses import Entity, Parse
from variorum.nlp.packages import PACKAGED, ModelFiles, installed, package_name, packaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

# What no fact is read from.
UNUSED = ("lemmatizer", "attribute_ruler", "morphologizer", "senter", "textcat", "textcat_multilabel", "entity_linker")
_USED = ("parser", "ner", "entity_ruler", "span_ruler")
# Twice as many are no faster, half as many a sixth slower.
_BATCH = 256


class Pipeline:
    """A loaded pipeline. It loads once, keeps nothing of what it parses, and is for one thread."""

    __slots__ = ("_labels", "_nlp", "language", "name")

    def __init__(self, files: ModelFiles, nlp: Language) -> None:
        self.name = f"{files.name} {files.version}"
        self.language = str(nlp.lang)
        self._nlp = nlp
        self._labels: dict[int, str] = {0: ""}

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """A parse for each text, in order; some hundred texts are held at a time."""
        rest = iter(texts)
        while batch := list(islice(rest, _BATCH)):
            # Words that the model has not met before are forgotten at the end of the zone, else they would pile up.
            with self._nlp.memory_zone():
                parses = [self._parse(doc) for doc in self._nlp.pipe(batch, batch_size=_BATCH)]
            yield from parses

    def _parse(self, doc: Doc) -> Parse:
        table = doc.to_array(["IDX", "LENGTH", "DEP", "TAG", "HEAD"])
        starts, lengths, deps, tags, _ = table.T.tolist()
        # Heads are told as distances, which may be negative; all else is without sign.
        offsets = table[:, 4].astype("int64").tolist()
        return Parse(
            tuple(starts),
            tuple(start + length for start, length in zip(starts, lengths, strict=True)),
            tuple(k + offset for k, offset in enumerate(offsets)),
            tuple(map(self._label, deps)),
            tuple(map(self._label, tags)),
            tuple(Entity(span.start, span.end, span.label_) for span in doc.ents),
        )

    def _label(self, key: int) -> str:
        label = self._labels.get(key)
        if label is None:
            label = self._labels[key] = self._nlp.vocab.strings[key]
        return label


def load(name: str | None = None) -> Pipeline:
    """The pipeline of the extra `nlp`, or the installed one of this name. Nothing is ever downloaded.

    Of the first the files are checked before they are read, and no code of its package is run; another one is trusted
    as whoever installed it does. Raises ExtraMissing, ModelMissing, ModelAltered or ModelUnfit.
    """
    try:
        import spacy
    except ImportError as error:
        raise ExtraMissing("spaCy", "--nlp", extra="nlp") from error
    is_packaged = name is None or package_name(name) == PACKAGED
    files = packaged() if is_packaged else installed(name or "")
    try:
        if not is_packaged:
            # What a package registers for its own parts must be there before they are made.
            import_module(files.name)
        nlp = spacy.util.load_model_from_path(files.folder, exclude=UNUSED)
    except (ImportError, KeyError, OSError, ValueError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ModelUnfit(files.name, f"spaCy cannot load it ({reason.rstrip('.')})") from error
    if not any(part in nlp.pipe_names for part in _USED):
        raise ModelUnfit(files.name, "it has neither a parser nor names")
    return Pipeline(files, nlp)
