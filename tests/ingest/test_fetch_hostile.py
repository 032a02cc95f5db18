"""Sites that misbehave: nothing hangs, nothing swells, nothing private is reached, and the error says why."""

from __future__ import annotations

import gzip
import threading
import time
import zlib

import pytest

from tests.ingest.web import HERE, NAME, Names, Site, answer, body_of, fetcher, redirect
from variorum.errors import (
    AddressForbidden,
    AddressMalformed,
    AddressNotWeb,
    FetchBroken,
    FetchRedirected,
    FetchStatus,
    FetchTimeout,
    FetchTooLarge,
    FetchUnreachable,
    FetchWrongType,
)

PAGE = b"<p>The bridge was opened. It fell.</p>"


def refused(play, error, *, match, **settings):
    """Fetching what is played ends in this error; returned is it, and how long that took."""
    with Site({"/": play}) as site:
        started = time.monotonic()
        with pytest.raises(error, match=match) as caught:
            fetcher(**settings).fetch(site.url())
        took = time.monotonic() - started
    assert str(caught.value).startswith(site.url())
    return caught.value, took


# Where it leads -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "error", "match"),
    [
        ("http://10.0.0.1/", AddressForbidden, "leads to http://10.0.0.1/, which is a private address"),
        ("http://169.254.169.254/latest/meta-data", AddressForbidden, "a link-local address"),
        ("http://[::1]/", AddressForbidden, "a loopback address"),
        ("http://127.0.0.2/", AddressForbidden, "a loopback address"),
        ("//192.168.0.1/", AddressForbidden, "a private address"),
        ("http://inside.example/", AddressForbidden, "leads to 10.1.2.3, a private address"),
        ("http://0x7f.1/", AddressMalformed, "in another way than as four decimal numbers"),
        ("http://127.0.0.1:25/", AddressMalformed, "port 25"),
        ("file:///etc/passwd", AddressNotWeb, "leads to file:///etc/passwd, which is no web address"),
        ("gopher://127.0.0.1/", AddressNotWeb, "no web address"),
        ("javascript:alert(1)", AddressNotWeb, "no web address"),
        ("http://anna:hunter2@10.0.0.1/", AddressMalformed, "a user name or a password"),
        ("http://[/", AddressMalformed, "leads to http://"),
        ("http:\\\\10.0.0.1", AddressMalformed, "a backslash"),
        ("", FetchRedirected, "leads nowhere"),
        ("/", FetchRedirected, "in a circle"),
        ("#top", FetchRedirected, "in a circle"),
    ],
)
def test_a_redirect_to_where_no_page_may_be_is_not_followed(location, error, match):
    names = Names({"inside.example": ["10.1.2.3"]})
    with Site({"/": redirect(location)}) as site:
        with pytest.raises(error, match=match) as caught:
            fetcher(names).fetch(site.url())
        assert site.targets() == ["/"]
    assert str(caught.value).startswith(site.url())
    assert "hunter2" not in str(caught.value)


def test_a_redirect_in_a_circle_is_seen_before_it_is_run_through():
    with Site({"/a": redirect("/b"), "/b": redirect("/a")}) as site:
        with pytest.raises(FetchRedirected, match="in a circle"):
            fetcher().fetch(site.url("/a"))
        assert site.targets() == ["/a", "/b"]


def test_a_name_that_moves_inside_after_it_was_checked_is_refused_when_asked_again():
    class Rebinding(Names):
        """Says the public place at first, and a private one from the second time on."""

        def __call__(self, host, _port):
            self.asked.append(host)
            return [HERE] if len(self.asked) == 1 else ["127.0.0.2"]

    with Site({"/a": answer(PAGE)}) as site:
        names = Rebinding({})
        result = fetcher(names, ignore_robots=True).fetch(site.url("/a", NAME))
        assert body_of(result) == PAGE
        assert names.asked == [NAME], "one connection is one look-up: there is no second answer to connect to"
        asker = fetcher(Rebinding({}))
        with pytest.raises(AddressForbidden, match=r"leads to 127\.0\.0\.2"):
            asker.fetch(site.url("/a", NAME))
        assert site.targets() == ["/a"]


def test_the_second_address_of_a_name_is_tried_where_the_first_does_not_answer():
    with Site({"/": answer(PAGE)}) as site:
        names = Names({NAME: ["127.0.0.9", HERE]})
        assert body_of(fetcher(names, allow_private=True).fetch(site.url(host=NAME))) == PAGE


@pytest.mark.parametrize("names", [Names({}), Names({NAME: []})])
def test_a_name_that_leads_nowhere_is_said_so(names):
    with pytest.raises(FetchUnreachable, match=f"no host {NAME}"):
        fetcher(names).fetch(f"http://{NAME}/")


def test_a_look_up_that_never_ends_is_given_up():
    given_up = threading.Event()

    def forever(_host, _port):
        given_up.wait()
        return [HERE]

    try:
        with pytest.raises(FetchUnreachable, match=r"nobody said within 0\.2 seconds where ministry\.example is"):
            fetcher(forever, connect_seconds=0.2).fetch(f"http://{NAME}/")
    finally:
        given_up.set()


def test_an_onion_address_is_never_looked_up():
    names = Names({})
    with pytest.raises(FetchUnreachable, match="socks5h"):
        fetcher(names).fetch("http://ministry.onion/")
    assert names.asked == []


def test_a_port_where_nobody_listens_is_said_so():
    with Site({}) as site:
        url = site.url()
    with pytest.raises(FetchUnreachable, match="connection refused"):
        fetcher().fetch(url)


# How long -------------------------------------------------------------------------------------------------------------


def drip_head(visit):
    visit.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while visit.send(b"a"):
        time.sleep(0.05)


def drip_body(visit):
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n")
    while visit.send(b"a"):
        time.sleep(0.05)


def drip_preludes(visit):
    while visit.send(b"HTTP/1.1 102 Processing\r\n\r\n"):
        time.sleep(0.3)


@pytest.mark.parametrize("play", [drip_head, drip_body, drip_preludes])
def test_a_slow_drip_ends_when_its_time_is_over(play):
    _, took = refused(play, FetchTimeout, match=r"within 0\.8 seconds", seconds=0.8)
    assert took < 15


def silent(visit):
    visit.connection.recv(1)


def silent_in_the_body(visit):
    visit.send(answer(b"", content_length="100"))
    visit.connection.recv(1)


@pytest.mark.parametrize("play", [silent, silent_in_the_body])
def test_a_server_that_falls_silent_is_given_up_long_before_all_the_time_is_over(play):
    _, took = refused(play, FetchTimeout, match=r"said nothing for 0\.3 seconds", seconds=120, silence_seconds=0.3)
    assert took < 30


def test_silence_is_not_waited_out_when_all_the_time_is_over():
    _, took = refused(silent, FetchTimeout, match=r"within 0\.3 seconds", seconds=0.3, silence_seconds=120)
    assert took < 30


def test_endless_announcements_are_no_answer():
    def play(visit):
        while visit.send(b"HTTP/1.1 100 Continue\r\n\r\n"):
            pass

    refused(play, FetchBroken, match="announces an answer and gives none")


# How much -------------------------------------------------------------------------------------------------------------


def endless(visit):
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while visit.send(b"a" * 65536):
        pass


def endless_chunks(visit):
    visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while visit.send(b"1000\r\n" + b"a" * 4096 + b"\r\n"):
        pass


@pytest.mark.parametrize("play", [endless, endless_chunks])
def test_an_endless_body_ends_at_the_limit(play):
    error, _ = refused(play, FetchTooLarge, match=r"more than 3\.0 MB, at most 3\.0 MB", body_bytes=3_000_000)
    assert error.name == error.at


def test_a_body_that_is_said_to_be_too_large_is_not_begun():
    def play(visit):
        visit.send(answer(b"", content_length="5000000000"))
        assert visit.connection.recv(1) == b"", "the client has gone"

    refused(play, FetchTooLarge, match=r"is too large: 5\.0 GB, at most 256\.0 MB")


@pytest.mark.parametrize("length", ["9" * 50, "-5", "abc", "1, 2"])
def test_a_length_that_is_no_length_is_refused(length):
    refused(answer(PAGE, content_length=length), FetchBroken, match="did not arrive whole")


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", lambda: gzip.compress(bytes(30_000_000))),
        ("deflate", lambda: zlib.compress(bytes(30_000_000))),
        ("gzip", lambda: gzip.compress(bytes(100_000)) * 300),
    ],
    ids=["gzip", "deflate", "gzip of many members"],
)
def test_a_body_that_unpacks_to_a_thousand_times_its_size_is_refused(encoding, bomb):
    refused(answer(bomb(), content_encoding=encoding), FetchTooLarge, match="that unpack to more than")


def test_a_body_that_unpacks_to_more_than_the_limit_is_refused():
    packed = gzip.compress(b"".join(b"%d " % number for number in range(300_000)))
    refused(answer(packed, content_encoding="gzip"), FetchTooLarge, match=r"at most 1\.0 MB", body_bytes=1_000_000)


@pytest.mark.parametrize(
    ("body", "encoding", "why"),
    [
        (gzip.compress(PAGE)[:-9], "gzip", "cut off"),
        (gzip.compress(PAGE)[:-4] + b"\0\0\0\0", "gzip", "damaged"),
        (gzip.compress(PAGE) + b"rest", "gzip", "damaged"),
        (zlib.compress(PAGE)[:-5], "deflate", "cut off"),
        (zlib.compress(PAGE) + b"rest", "deflate", "something follows"),
        (PAGE, "gzip", "damaged"),
        (PAGE, "br", "compressed as br, which was not asked for"),
        (gzip.compress(PAGE), "gzip, gzip", "which was not asked for"),
    ],
    ids=["gzip cut", "gzip changed", "gzip and more", "deflate cut", "deflate and more", "no gzip", "br", "twice"],
)
def test_a_compressed_body_that_is_not_what_it_says_is_refused(body, encoding, why):
    refused(answer(body, content_encoding=encoding), FetchBroken, match=why)


def header_flood(visit):
    visit.send(b"HTTP/1.1 200 OK\r\n")
    while visit.send(b"X-More: " + b"a" * 1000 + b"\r\n"):
        pass


def one_long_header(visit):
    visit.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while visit.send(b"a" * 65536):
        pass


def trailer_flood(visit):
    visit.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n")
    while visit.send(b"X-More: " + b"a" * 1000 + b"\r\n"):
        pass


@pytest.mark.parametrize("play", [header_flood, one_long_header, trailer_flood])
def test_a_flood_of_header_fields_is_refused(play):
    refused(play, FetchBroken, match="its header is too long")


# What is not HTTP -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nNo colon here\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        b"HTTP/1.1 99999 Far\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"220 mail.example ESMTP\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        bytes(100_000),
    ],
    ids=range(16),
)
def test_what_is_no_whole_answer_is_refused(raw):
    refused(lambda visit: visit.send(raw), FetchBroken, match="did not arrive whole")


def test_more_than_was_said_is_left_on_the_wire():
    with Site({"/": answer(PAGE + b"and more", content_length=str(len(PAGE)))}) as site:
        assert body_of(fetcher().fetch(site.url())) == PAGE


def test_a_connection_that_is_reset_is_said_so():
    import socket
    import struct

    def play(visit):
        visit.send(answer(b"a", content_length="10"))
        visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        visit.connection.close()

    refused(play, FetchBroken, match="did not arrive whole")


# What is no statement -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["image/png", "video/mp4", "audio/mpeg", "font/woff2", "application/x-msdownload"])
def test_what_can_hold_no_statement_is_not_taken(said):
    refused(answer(PAGE, content_type=said), FetchWrongType, match=f"is said to be {said}, which is not read")


@pytest.mark.parametrize(
    "said",
    [
        "text/html",
        "TEXT/PLAIN; charset=x",
        "application/xhtml+xml",
        "application/atom+xml",
        "application/ld+json",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
        "application/zip",
        "application/warc",
        "message/rfc822",
        "application/octet-stream",
        None,
        "nonsense",
    ],
)
def test_what_can_hold_a_statement_is_taken(said):
    with Site({"/": answer(PAGE, content_type=said)}) as site:
        assert body_of(fetcher().fetch(site.url())) == PAGE


@pytest.mark.parametrize("status", [201, 204, 206, 300, 400, 401, 403, 404, 410, 418, 451, 500, 502, 599, 999])
def test_an_answer_that_is_not_the_page_is_said_with_its_status_and_a_way_out(status):
    error, _ = refused(
        answer(b"", f"{status} Odd", content_length=None), FetchStatus, match=f"answers with status {status}"
    )
    assert error.status == status
    assert error.remedy.endswith(".")


def test_a_redirect_to_a_failing_page_names_both_addresses():
    with Site({"/a": redirect("/b"), "/b": answer(b"", "404 Not Found")}) as site:
        with pytest.raises(FetchStatus) as caught:
            fetcher().fetch(site.url("/a"))
        assert str(caught.value).startswith(
            f"{site.url('/a')}: leads to {site.url('/b')}, which answers with status 404."
        )
