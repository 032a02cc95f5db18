"""A small invented run in which the first wording of a family is a fragment, unlike those that came after it."""

from __future__ import annotations

from variorum.model.reuse import Document, Family, Passage, Reuse
from variorum.reuse.run.writing import write_run

FRAGMENT = "no toll shall be asked of those who cross"
LETTER = (
    "To the towns on both shores: the notice on the night boats is to stay in force for one more year, and no toll "
    "shall be asked of those who cross on foot."
)
NOTICE = (
    "Notice is given that the night boats go on running as they ran before, at the hours that hang on the landing "
    "stage, and no toll shall be asked of those who cross."
)
# Who said what when, after which heading: the fragment first, then a letter and a notice that are renewed each year.
SAID = (
    ("bridge", "2018-04-01", "Harbour Council", FRAGMENT),
    ("letter-1", "2019-04-01", "Ministry of Waterways", LETTER),
    ("notice-1", "2019-04-02", "Harbour Council", NOTICE),
    ("letter-2", "2020-04-01", "Ministry of Waterways", LETTER.replace("one more year", "two more years")),
    ("notice-2", "2020-04-02", "Harbour Council", NOTICE),
    ("letter-3", "2021-04-01", "Ministry of Waterways", LETTER.replace("one more year", "two more winters")),
)


def write(folder: str) -> None:
    """The run on the disk: one family, whose medoid is the second letter."""
    documents = [
        Document(name, f"Office of the day. {words} Signed and sealed.", date, issuer, "", f"On the boats, {name}")
        for name, date, issuer, words in SAID
    ]
    passages = tuple(
        Passage(number, len("Office of the day. "), len("Office of the day. ") + len(words), len(words.split()), 0.5)
        for number, (_, _, _, words) in enumerate(SAID)
    )
    write_run(folder, Reuse(tuple(documents), (Family(passages, 3, formulaic=False, burst=False),), ()))
