"""Who else says it: passages that documents share, found in memory or as a run on the disk."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from variorum.errors import ExtraMissing
from variorum.workflows.reuse.compiling import compile_at_once

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from variorum.model.reuse import Document, Reuse
    from variorum.progress import Report
    from variorum.reuse.scope import Scope
    from variorum.workflows.reuse.finding import EngineOpened, FoundRun
    from variorum.workflows.reuse.inputs import Corpus, CorpusDigests
    from variorum.workflows.reuse.run import Run

_REUSE = ("numba", "numpy", "llvmlite", "pyarrow")
_LIBRARIES = {"reuse": _REUSE, "spark": (*_REUSE, "pandas", "py4j", "pyspark")}


@contextmanager
def extra_said(wanted: str, extra: str = "reuse") -> Iterator[None]:
    """Turn the lack of a library of an extra into the error that says how to get it."""
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _LIBRARIES[extra]:
            raise
        raise ExtraMissing("numba" if library == "llvmlite" else library, wanted, extra=extra) from error


def open_run(folder: str | os.PathLike[str]) -> Run:
    """The run in a folder, to read in.

    Raises RunMissing, RunUnfinished, RunOfAnotherVersion, RunDamaged, or ExtraMissing without the extra `reuse`.
    """
    with extra_said("open_run"):
        from variorum.reuse.run.reading import RunReader
        from variorum.workflows.reuse.run import Run
    return Run(RunReader(folder))


def find_passages(documents: Iterable[Document], scope: Scope | None = None, *, ocr: bool = False) -> Reuse:
    """The families of passages that documents share, word for word to about a third of the words changed.

    `scope` says which documents are compared: all with all, if none is given. With `ocr` they are read as scans, whose
    letters are mistaken and words broken or joined, at about twice the cost. Held in memory, some 60 bytes a word.
    A document that is given again, text and all, counts once. Raises DocumentTwice where two different documents have
    one id, ExtraMissing where the extra `reuse` is not installed.
    """
    with extra_said("find_passages"):
        compile_at_once()
        from variorum.reuse.find import find_reuse
        from variorum.reuse.tuning import Tuning
    return find_reuse(documents, scope, Tuning.for_scans() if ocr else Tuning())


def load_kernels() -> None:
    """Load all that finding needs; what is not compiled on this machine is compiled now. Raises ExtraMissing."""
    with extra_said("variorum reuse"):
        compile_at_once()
        import variorum.workflows.reuse.finding  # noqa: F401


def find_run(  # noqa: PLR0913
    folder: str,
    corpus: Callable[[], Corpus],
    digests: Callable[[], CorpusDigests],
    scope: Scope | None = None,
    *,
    columns: dict[str, str] | None = None,
    report: Report | None = None,
    engine: EngineOpened | None = None,
    ocr: bool = False,
    notice: Callable[[str], None] = lambda _: None,
) -> FoundRun:
    """Find what a corpus shares, into a folder: what a run that was interrupted there has finished is not done again.

    `corpus` reads the inputs; `digests` only tells whether they are those of a run that is there; `columns` are those
    that were named; `ocr` says that texts are scans; `engine` opens another than the embedded one, where anything is
    to be done; `notice` is told, in words, after which stage such a run goes on and what cannot be kept. Raises
    RunOccupied where the folder holds something else, the errors of a run that cannot be read or
    written, DocumentTwice, NoDocuments and those of tables that do not fit.
    """
    with extra_said("variorum reuse"):
        from variorum.workflows.reuse.finding import Finding
    from variorum.progress import silent
    from variorum.reuse.scope import Scope

    settings = {"scope": asdict(scope or Scope()), "columns": dict(columns or {})}
    finding = Finding(folder, scope or Scope(), settings, report or silent, engine, ocr=ocr, notice=notice)
    return finding.run(corpus, digests)
