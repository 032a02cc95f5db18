"""How often real files are described right: title, date, language and issuer as `add` finds them without being told.

python -m evaluation.claims            print the figures, and what is not right, file by file
python -m evaluation.claims --judge    print a row for every value that judged_claims.csv does not know

Each value was judged by reading its file; judged_claims.csv keeps the beginnings of the digests of those that are
right, and none of their words. The name of a file is not told: the dates of the real ones stand in theirs. A date is
right that names the day on which the statement was made, or on which it was published.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path

from evaluation.datasets import data_folder
from evaluation.figures import aligned
from variorum.ingest.readers import read
from variorum.model.claims import Field
from variorum.text.segment import segment
from variorum.workflows.describe import describe

JUDGED = Path(__file__).with_name("judged_claims.csv")
FORMATS = ("html", "pdf", "xml")
FIELDS = ("title", "date", "language", "issuer")
_DIGITS = 16


def right_share(field: str) -> str:
    """What the figure of a field is called."""
    return f"{field} right, %"


def digest(value: str) -> str:
    """The beginning of the digest of a value."""
    return hashlib.sha256(value.encode()).hexdigest()[:_DIGITS]


def described(path: Path) -> dict[str, str]:
    """What is found of a file whose name is not told; "" where nothing is."""
    text = read(path).text
    found = describe(text.content, segment(text.content, blocks=text.blocks), claims=text.claims)
    values = {field: found.value(Field(field)) for field in ("title", "language", "issuer")}
    return {field: value or "" for field, value in {**values, "date": found.date}.items()}


def judged() -> frozenset[tuple[str, str, str]]:
    """The values judged right: file, field, digest."""
    with JUDGED.open(encoding="utf-8", newline="") as rows:
        return frozenset((row["file"], row["field"], row["digest"]) for row in csv.DictReader(rows))


def measure() -> dict[tuple[str, str], str]:
    """Each file and field with the value found for it, in the order of the files."""
    folder = data_folder() / "formats"
    with (folder / "index.csv").open(encoding="utf-8", newline="") as rows:
        files = [row["file"] for row in csv.DictReader(rows)]
    return {(file, field): value for file in files for field, value in described(folder / file).items()}


def summary(found: dict[tuple[str, str], str]) -> dict[tuple[str, str], float]:
    """The share of files of each format with the right value of each field, in per cent."""
    known = judged()
    right: Counter[tuple[str, str]] = Counter()
    files: Counter[tuple[str, str]] = Counter()
    for (file, field), value in found.items():
        key = file.partition("/")[0], field
        files[key] += 1
        right[key] += (file, field, digest(value)) in known
    return {
        (f"{name} files", right_share(field)): 100 * right[name, field] / files[name, field]
        for name in FORMATS
        for field in FIELDS
        if files[name, field]
    }


def main(arguments: list[str]) -> None:
    """Print the figures and what is not right, or the rows to judge."""
    found, known = measure(), judged()
    wrong = {key: value for key, value in found.items() if (*key, digest(value)) not in known}
    if "--judge" in arguments:
        for (file, field), value in wrong.items():
            print(f"{file},{field},{digest(value)}  {value}")
        return
    print(
        "\n".join(aligned([(name, what, f"{value:.2f}") for (name, what), value in summary(found).items()])), end="\n\n"
    )
    print("not right, or nothing found:")
    print("\n".join(aligned([(file, field, value or "-") for (file, field), value in wrong.items()])))


if __name__ == "__main__":
    main(sys.argv[1:])
