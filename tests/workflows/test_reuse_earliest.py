"""Which document says a family first, as far as dates of a day, a month or a year tell."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from variorum.model.reuse import Document, Family, Passage, Reuse
from variorum.model.reuse_views import Earliest, RunDocument
from variorum.reuse.run.reading import RunReader
from variorum.reuse.run.writing import write_run
from variorum.text.days import numbered_days
from variorum.workflows.reuse.earliest import earliest_among, earliest_of

DATES = ("", "1994", "1994-03", "1994-03-02", "1994-03-05", "1994-05", "1995", "1995-01-01", "1996-02-02")


def run_of(dates, folder):
    """A run with one family, of which a document has each of these dates."""
    texts = [Document(f"d{k}", f"Words of {k}.", date) for k, date in enumerate(dates)]
    texts.sort(key=lambda one: (not one.date, one.date, one.id))
    passages = tuple(Passage(k, 0, 5, 1, 1.0) for k in range(len(texts)))
    write_run(str(folder), Reuse(tuple(texts), (Family(passages, 0, formulaic=False, burst=False),), ()))
    return RunReader(folder)


@given(st.lists(st.sampled_from(DATES), min_size=2, max_size=7))
def test_no_document_that_may_be_as_early_as_the_first_is_passed_over(dates):
    ordered = sorted(dates, key=lambda date: (not date, date))
    found = earliest_among(RunDocument(0, "d", ordered[0], "", "", "", "", 1), Counter(dates))
    days = [numbered_days(date) for date in dates if date]
    assert found.is_undated == ("" in dates)
    if not days:
        assert found.same_day == found.rivals == 0
        return
    # Some choice of days makes a document the earliest if its first day is no later than every other's last.
    may_be = sum(all(begin <= end for _, end in days) for begin, _ in days)
    assert 1 + found.same_day + found.rivals == may_be
    assert not (found.same_day and found.rivals)
    assert not found.same_day or dates.count(ordered[0]) == may_be


def test_of_a_large_family_as_much_is_looked_at_as_tells(tmp_path):
    dates = ["1994", *["1994-03-02"] * 20, *["1994-03-05"] * 9, *["1996-02-02"] * 30, ""]
    reader = run_of(dates, tmp_path / "run")
    found = earliest_of(reader, reader.family(1))
    assert (found.document.date, found.same_day, found.rivals, found.is_undated) == ("1994", 0, 20, True)
    assert found == earliest_among(found.document, Counter(dates))


def test_a_family_without_a_date_has_a_first_document_and_no_claim(tmp_path):
    reader = run_of(["", ""], tmp_path / "run")
    assert earliest_of(reader, reader.family(1)) == Earliest(reader.document(0), is_undated=True)
