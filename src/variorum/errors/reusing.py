"""What can go wrong when passages are looked for in a corpus."""

from __future__ import annotations

from variorum.errors.base import VariorumError
from variorum.errors.sources import SourceError


class DocumentTwice(VariorumError):
    """An id that two different documents have; `places` are where they stand, where that is known.

    `differ` says in what they differ (the same document given again is no error); `in_run`: the first is one of the run
    to which the other was to be added.
    """

    def __init__(
        self, document: str, places: tuple[str, ...] = (), *, differ: tuple[str, ...] = (), in_run: bool = False
    ) -> None:
        known = tuple(filter(None, places))
        where = f" ({' and '.join(known)})" if known else ""
        what = f"; their {' and '.join(differ)} differ" if differ else ""
        said = f"two documents have this id{where}{what}. Give each one of its own."
        if in_run:
            said = f"the run has a document of this id already{where}{what}. Leave it out, or give it an id of its own."
        super().__init__(f"{document}: {said}")


class RunError(VariorumError):
    """A folder of a run that cannot be read or written; `folder` is as the user gave it."""

    def __init__(self, folder: str, what: str, remedy: str) -> None:
        super().__init__(f"{folder}: {what}. {remedy}")
        self.folder = folder


class RunMissing(RunError):
    """No run is there."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder, "holds no run (no run.json)", "Make one with: variorum reuse find INPUT -o RUN")


class RunUnfinished(RunError):
    """A run that was interrupted; `stages` are those it finished."""

    def __init__(self, folder: str, stages: tuple[str, ...]) -> None:
        done = f"finished so far: {', '.join(stages)}" if stages else "nothing of it is finished"
        super().__init__(
            folder,
            f"is a run that was interrupted ({done})",
            "Give the same command again (variorum reuse find), and it goes on from there.",
        )


class RunHalfChanged(RunError):
    """A run that was being added to when the program was ended, in the midst of putting the files in place."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            folder,
            "was left as an addition to it was put in place",
            f"All of it is on the disk; finish it: variorum reuse add {folder}",
        )


class RunDamaged(RunError):
    """A run with a file that is missing or is not what it should be; `rebuilt` where what is left is enough."""

    def __init__(self, folder: str, what: str, *, rebuilt: bool = True) -> None:
        again = f"Make it again: variorum reuse rebuild {folder}"
        lost = f"Move it away, and make it again from its inputs: variorum reuse find INPUT -o {folder}"
        super().__init__(folder, f"is a damaged run: {what}", again if rebuilt else lost)


class RunOfAnotherVersion(RunError):
    """A run of another version of variorum, whose tables may mean other things."""

    def __init__(self, folder: str, has: str, makes: str, tool: str) -> None:
        super().__init__(
            folder,
            f"is a run of another version ({has}, made by {tool}; this version makes {makes})",
            f"Make it again from its own texts: variorum reuse rebuild {folder}",
        )


class RunUnwritable(RunError):
    """The system refused to write a part of a run."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            folder,
            f"cannot be written ({reason})",
            "Make room or check the permissions, and give the same command again: it goes on after the last stage "
            "that was finished.",
        )
        self.reason = reason


class RunBusy(RunError):
    """Another program writes to the run."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder, "is being written by another program", "Wait until it has ended.")


class RunOccupied(RunError):
    """A folder that cannot take this run, since something else is there; `what` says what."""

    def __init__(self, folder: str, what: str) -> None:
        super().__init__(
            folder,
            what,
            f"Name another folder, or remove this one; more documents are added with: variorum reuse add {folder} MORE",
        )


class ScratchUnwritable(VariorumError):
    """The system refused to write what does not fit into memory."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"{folder}: cannot be written ({reason}). What does not fit into memory is put there, some 25 bytes "
            "a word: make room, or allow more memory with --memory"
        )


class CorpusTooLarge(VariorumError):
    """More words than one process numbers."""

    def __init__(self, words: int, most: int) -> None:
        super().__init__(
            f"{words:,} words are more than one process compares ({most:,}). Divide the corpus, or use a cluster: "
            "--engine spark"
        )


class FamilyUnknown(VariorumError):
    """A number that no family of a run has."""

    def __init__(self, number: int, families: int) -> None:
        there = f"its families are numbered 1 to {families:,}" if families else "it has no family"
        super().__init__(f"{number}: no family of this run has this number; {there}. See: variorum reuse show")


class DocumentUnknown(VariorumError):
    """An id that no document of a run has."""

    def __init__(self, document: str, near: tuple[str, ...] = ()) -> None:
        there = f" Near it: {', '.join(near)}." if near else " The ids are in the table documents.parquet."
        super().__init__(f"{document}: no document of this run has this id.{there}")


class DocumentOutOfScope(VariorumError):
    """A text that the scope of a run leaves out."""

    def __init__(self, document: str) -> None:
        super().__init__(
            f"{document}: the run leaves out such a text: it was found with --between or --max-days. "
            "Give it an issuer of the two (--issuer, --series) and a date (--date)."
        )


class SeveralDocuments(VariorumError):
    """An input that should hold one text and holds several."""

    def __init__(self, name: str, documents: int) -> None:
        super().__init__(f"{name}: holds {documents:,} documents, and one is asked about. Give a file with one text.")


class ColumnMissing(VariorumError):
    """A column that was named and is not there; `what` is what it should hold."""

    def __init__(self, name: str, what: str, said: str, there: tuple[str, ...]) -> None:
        super().__init__(
            f"{name}: there is no column {said} for the {what} (its columns: {_columns(there)}). "
            f"Name one of these with --{what}."
        )


class TextColumnMissing(VariorumError):
    """A table without a column of a name that texts usually have."""

    def __init__(self, name: str, there: tuple[str, ...]) -> None:
        super().__init__(
            f"{name}: no column is called text, body or content (its columns: {_columns(there)}). "
            "Name the one that holds the documents' text with --text."
        )


def _columns(there: tuple[str, ...]) -> str:
    return ", ".join(there)[:400] or "none"


class NoDocuments(VariorumError):
    """Inputs that give no document at all; `reason` is why the first of them was not read.

    It stands alone where it is of the only input, and names that.
    """

    def __init__(self, name: str, reason: str) -> None:
        if reason.partition(": ")[0].endswith(name):
            super().__init__(reason)
            return
        said = (
            f" {reason}"
            if reason
            else " Name a folder, a file, a table (JSONL, CSV, Parquet) or an archive with texts."
        )
        super().__init__(f"{name}: no document with a text was found.{said}")


class RowUnreadable(SourceError):
    """A row of a table that gives no document; the others do."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(place, what, "It is passed over")


class JavaMissing(VariorumError):
    """Spark was asked for, and no Java is there to run it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"--engine spark: {what}. Spark needs Java 17 or newer. On Debian: apt-get install default-jre-headless; "
            "or leave the option out: the embedded engine gives the same answer."
        )


class SparkUnreachable(VariorumError):
    """A master that does not answer."""

    def __init__(self, master: str, reason: str) -> None:
        super().__init__(
            f"{master}: no Spark master can be reached ({reason}). Check the address, or work on this machine: "
            "--master local[2]"
        )


class SparkFailed(VariorumError):
    """A session or a stage that Spark ended; `reason` is its own."""

    def __init__(self, master: str, reason: str) -> None:
        where = f"--engine spark --master {master}" if master else "--engine spark"
        super().__init__(f"{where}: Spark gave up ({reason}). Its logs say more; docs/cluster.md says what it needs.")


class ConnectorMissing(VariorumError):
    """An address of a kind for which Spark has no connector; `reason` says what it lacks."""

    def __init__(self, address: str, reason: str) -> None:
        kind = address.partition(":")[0]
        super().__init__(
            f"{address}: Spark has no connector for {kind}:// ({reason}). Start it with one that fits its Hadoop, "
            "through spark-submit --packages or on Spark's path; docs/cluster.md names them."
        )


class AddressUnreached(VariorumError):
    """An address that Spark knows how to reach, and does not; `reason` is its own."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"{address}: Spark cannot reach it ({reason}). Check the address, and Spark's configuration for it."
        )


class WorkerLacks(VariorumError):
    """A package that the workers of a cluster do not have."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"{package}: the Spark workers do not have this package. Give them the environment of the driver, packed "
            "(--archives env.tar.gz#env, spark.pyspark.python=./env/bin/python), or install on each: "
            'pip install "variorum[spark]". See docs/cluster.md'
        )
        self.package = package


class WorkerDiffers(VariorumError):
    """Workers with another version than the driver: their answers might not fit together."""

    def __init__(self, driver: str, worker: str) -> None:
        super().__init__(
            f"variorum is {driver} here and {worker} on the Spark workers. Give them the environment of the driver "
            "(docs/cluster.md)"
        )


class RunUnseen(VariorumError):
    """A folder of this machine as the place of a run whose texts the workers of a cluster write."""

    def __init__(self, folder: str, master: str) -> None:
        super().__init__(
            f"{folder}: the workers of {master} cannot write to this machine. Put the run at an address that they "
            "write to (-o s3a://…, hdfs://…), or work here: --master local[*]"
        )


class InputUnseen(VariorumError):
    """Documents of this machine for the workers of a cluster."""

    def __init__(self, master: str) -> None:
        super().__init__(
            f"--master {master}: its workers cannot read what lies on this machine. Name each INPUT by an address that "
            "they read (s3a://…, hdfs://…), or work here: --master local[*]"
        )


class IdColumnMissing(VariorumError):
    """A table for a cluster without a column that holds an id."""

    def __init__(self, name: str, there: tuple[str, ...]) -> None:
        super().__init__(
            f"{name}: no column holds an id (its columns: {', '.join(there) or 'none'}). A cluster reads rows in no "
            "order, so each needs an id of its own: name the column with --id."
        )


class NobodySays(VariorumError):
    """An issuer or a series to compare of which there is no document; `there` are those that there are."""

    def __init__(self, name: str, what: str, there: tuple[str, ...]) -> None:
        shown = ", ".join(there[:12]) + (f" and {len(there) - 12:,} more" if len(there) > 12 else "")
        super().__init__(
            f"{name}: no document has this {what} (there are: {shown or 'none'}). Name two of them with --between."
        )
