"""What can be named to be taken out, and what cannot."""

from __future__ import annotations

import pytest

from tests.archive.archives import digests, numbers
from variorum.errors import ReferenceAmbiguous, ReferenceUnknown
from variorum.workflows.keeping import captures_named


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("karrow@2019", 1),
        ("karrow", 7),
        ("bridge", 7),
        ("kar", 7),
        ("letters", 6),
        ("letters@2020-01-02", 1),
        ("notices@2022-03-07~1", 2),
        ("notices@2022-03-07~2", 1),
        ("capture:3", 1),
    ],
)
def test_a_witness_a_series_and_a_capture_can_be_named(store, said, count):
    assert len(captures_named(store, said)) == count


def test_an_originals_digest_means_all_that_stands_in_it_and_a_texts_the_one_witness(store):
    original = numbers(store, "SELECT original FROM capture WHERE locator <> ''")[0]
    assert len(captures_named(store, f"sha256:{original[:12]}")) == 6
    text = digests(store, "letters")[2]
    assert len(captures_named(store, f"sha256:{text}")) == 1


@pytest.mark.parametrize("said", ["nowhere", "karrow@1900", "sha256:00000000", "capture:99", "capture:0", "capture:x"])
def test_what_is_not_there_is_said_so(store, said):
    with pytest.raises(ReferenceUnknown):
        captures_named(store, said)


def test_what_fits_two_is_refused_with_both(store):
    with pytest.raises(ReferenceAmbiguous) as refused:
        captures_named(store, "notices@2022-03-07")
    assert refused.value.fits == ("notices@2022-03-07:en", "notices@2022-03-07:en~2")
