"""However a body is compressed, and however it is cut on the way, its bytes come out as they were."""

from __future__ import annotations

import contextlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import FetchBroken, FetchTooLarge
from variorum.ingest.fetch.body import spooled, unpacked

NAME = "http://ministry.example/"
# The name a server gives it, and what zlib calls the frame.
KINDS = {"gzip": ("gzip", 31), "zlib": ("deflate", 15), "raw": ("deflate", -15)}


def packed(data, kind, level=9):
    packer = zlib.compressobj(level, zlib.DEFLATED, KINDS[kind][1])
    return packer.compress(data) + packer.flush()


def pieces(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


def content(parts, kind, ratio=10**9):
    return b"".join(unpacked(parts, KINDS[kind][0], NAME, ratio=ratio))


@given(
    st.binary(min_size=1, max_size=300),
    st.integers(1, 800),
    st.sampled_from(sorted(KINDS)),
    st.integers(1, 70_000),
    st.integers(1, 9),
)
def test_what_was_packed_is_unpacked_in_whatever_pieces(data, times, kind, size, level):
    data *= times
    assert content(pieces(packed(data, kind, level), size), kind) == data


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_body_that_ends_just_past_a_piece_of_its_content_is_whole(kind):
    for size in range(65_536 - 3, 65_536 + 300):
        assert content([packed(bytes(size), kind)], kind) == bytes(size)


@given(st.binary(min_size=30, max_size=300), st.sampled_from(sorted(KINDS)), st.data())
def test_a_packed_body_that_is_cut_anywhere_is_never_taken_for_whole(data, kind, choice):
    whole = packed(data, kind)
    cut = choice.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(FetchBroken):
        content([whole[:cut]], kind)


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate"]))
def test_rubbish_is_unpacked_or_refused_and_nothing_else(data, encoding):
    with contextlib.suppress(FetchBroken, FetchTooLarge):
        b"".join(unpacked([data], encoding, NAME, ratio=250))


def test_no_piece_of_a_bomb_is_larger_than_64_kilobytes_and_it_ends_early():
    bomb = packed(bytes(50_000_000), "gzip")
    sizes = []
    with pytest.raises(FetchTooLarge):
        sizes.extend(len(piece) for piece in unpacked([bomb], "gzip", NAME, ratio=250))
    assert max(sizes) <= 65_536
    assert sum(sizes) <= 250 * len(bomb)


def test_a_stream_that_grows_too_large_is_closed_and_nothing_left(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(FetchTooLarge):
        spooled([bytes(1_000_000)] * 9, NAME, most=8_000_000)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_so(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    with pytest.raises(FetchBroken, match="no temporary file holds it: no such file or directory"):
        spooled([bytes(1_000_000)] * 9, NAME, most=100_000_000)
