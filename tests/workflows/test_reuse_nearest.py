"""Which other documents share the most words with one."""

from __future__ import annotations

from tests.render import reuse_outlier
from variorum.model.reuse import Document, Family, Passage, Reuse
from variorum.reuse.run.reading import RunReader
from variorum.reuse.run.writing import write_run
from variorum.workflows.reuse.elsewhere import Dates, Everywhere
from variorum.workflows.reuse.views import document_view

WORDS = "one two three four five six seven eight nine ten"
DATES = ("2001-01-01", "2002-01-01", "2003-01-01", "2010-05-05", "2010-05-05", "2011", "2012-01-01", "")
ASKED = 3
# How many of the first words each document shares with the one that is asked about, as a family of its own.
SHARED = {0: 2, 1: 5, 2: 3, 4: 1, 5: 4, 6: 1, 7: 6}


def shared_run(folder):
    """A run in which every other document shares some of the asked one's first words, and all share a formula."""
    documents = tuple(Document(f"d{k}", f"{WORDS} {k}", date) for k, date in enumerate(DATES))

    def passage(number, words):
        return Passage(number, 0, len(" ".join(WORDS.split()[:words])), words, 1.0)

    families = [
        Family(tuple(passage(k, words) for k in sorted((ASKED, other))), 0, formulaic=False, burst=False)
        for other, words in SHARED.items()
    ]
    families.append(Family(tuple(passage(k, 10) for k in range(len(DATES))), 0, formulaic=True, burst=False))
    write_run(str(folder), Reuse(documents, tuple(families), ()))
    return RunReader(folder)


def test_of_each_time_the_two_are_named_that_share_the_most_and_a_formula_is_no_sharing(tmp_path):
    reader = shared_run(tmp_path / "run")
    view = document_view(reader, reader.document(ASKED))
    assert [(one.document.id, one.words, one.when) for one in view.nearest] == [
        ("d1", 5, "earlier"),
        ("d2", 3, "earlier"),
        ("d4", 1, "same_day"),
        ("d5", 4, "later"),
        ("d6", 1, "later"),
        ("d7", 6, "undated"),
    ]


def test_all_documents_at_once_are_told_the_same(tmp_path):
    reader = shared_run(tmp_path / "run")
    dates = Dates()
    for document in reader.all_documents():
        dates.add(document.date)
    numbers = range(len(DATES))
    views = list(Everywhere(reader, dates).views(numbers))
    assert views == [document_view(reader, reader.document(number)) for number in numbers]


def test_no_document_shares_more_words_than_it_has_of_a_family(tmp_path):
    reuse_outlier.write(str(tmp_path / "run"))
    reader = RunReader(tmp_path / "run")
    view = document_view(reader, reader.document("notice-1"))
    assert [(one.document.id, one.words, one.when) for one in view.nearest] == [
        ("letter-1", 33, "earlier"),
        ("bridge", 9, "earlier"),
        ("letter-2", 33, "later"),
        ("notice-2", 33, "later"),
    ]
