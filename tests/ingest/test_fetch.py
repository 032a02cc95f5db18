"""What is fetched and recorded of a site that behaves, and politeness towards it; over real sockets."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.ingest.web import HERE, NAME, Names, Site, answer, body_of, fetcher, policy, redirect
from variorum import __version__
from variorum.errors import FetchBusy, FetchError, FetchStatus, RobotsForbid
from variorum.ingest.fetch.fetcher import Fetcher, FetchPolicy, fetch

PAGE = b"<p>The bridge was opened. It fell.</p>"


class Clock:
    """A clock that only sleeping moves; `slept` is each wait."""

    def __init__(self):
        self.time = 1000.0
        self.slept = []

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.time += seconds


def timed(clock, **settings):
    """A fetcher that lives by this clock."""
    settings = {"pause_seconds": 1, **settings}
    return Fetcher(policy(**settings), resolve=Names({NAME: [HERE]}), now=clock.now, sleep=clock.sleep)


def test_a_page_comes_with_all_that_is_recorded_of_it():
    said, modified = "Text/HTML; charset=utf-8", "Sat, 21 Nov 2026 09:00:00 GMT"
    with Site({"/a?b": answer(PAGE, content_type=said, etag='"a1"', last_modified=modified)}) as site:
        result = fetcher().fetch(site.url("/a?b#c", NAME))
        assert body_of(result) == PAGE
    assert result.url == site.url("/a?b", NAME)
    assert result.media_type == "text/html"
    fetched = result.fetched
    assert (fetched.requested, fetched.status, fetched.redirects) == (result.url, 200, ())
    assert (fetched.content_type, fetched.etag, fetched.modified) == (said, '"a1"', modified)
    assert fetched.robots == "none"


def test_a_request_says_who_asks_and_nothing_of_the_person():
    with Site({"/": answer(PAGE)}) as site:
        body_of(fetcher().fetch(site.url(host=NAME)))
    (_, visit) = site.visits
    assert visit.headers == {
        "host": f"{NAME}:{site.port}",
        "user-agent": f"variorum/{__version__}",
        "accept": "*/*",
        "accept-encoding": "gzip, deflate",
        "connection": "close",
    }


def test_one_address_needs_no_fetcher():
    with Site({"/": answer(PAGE)}) as site:
        assert body_of(fetch(site.url(), policy=policy())) == PAGE


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("X-GZIP", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]) + bytes(20)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("identity", PAGE),
        (None, PAGE),
    ],
    ids=["gzip", "x-gzip", "gzip of two members", "deflate in zlib's frame", "raw deflate", "identity", "none"],
)
def test_compression_for_the_way_is_undone(encoding, packed):
    with Site({"/": answer(packed, content_encoding=encoding)}) as site:
        assert body_of(fetcher().fetch(site.url())) == PAGE


def test_a_large_compressed_body_in_small_pieces_arrives_whole():
    content = b"".join(b"%d: the bridge was opened, it fell. " % number for number in range(200_000))
    packed = gzip.compress(content, 1)

    def play(visit):
        visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n")
        visit.send(b"Transfer-Encoding: chunked\r\n\r\n")
        for start in range(0, len(packed), 4093):
            piece = packed[start : start + 4093]
            visit.send(b"%x\r\n%s\r\n" % (len(piece), piece))
        visit.send(b"0\r\nTrailer: a\r\n\r\n")

    with Site({"/": play}) as site:
        result = fetcher().fetch(site.url())
        with result.stream as stream:
            assert stream.seek(0, 2) == len(content)
            stream.seek(0)
            assert stream.read() == content


def test_a_body_without_a_length_ends_with_the_connection():
    with Site({"/": answer(PAGE, content_length=None)}) as site:
        assert body_of(fetcher().fetch(site.url())) == PAGE


def test_the_bytes_stay_as_they_are_whatever_charset_is_said():
    body = "Kärrow".encode()
    with Site({"/": answer(body, content_type="text/html; charset=utf-16")}) as site:
        result = fetcher().fetch(site.url())
        assert body_of(result) == body
    assert result.fetched.content_type == "text/html; charset=utf-16"


# Redirects ------------------------------------------------------------------------------------------------------------


def test_every_step_of_a_redirect_is_recorded():
    with Site({"/a": redirect("/b", "301 Moved"), "/b": redirect("c", "308 Moved"), "/c": answer(PAGE)}) as site:
        result = fetcher().fetch(site.url("/a"))
        assert body_of(result) == PAGE
    assert result.url == site.url("/c")
    assert result.fetched.requested == site.url("/a")
    assert result.fetched.redirects == (site.url("/b"), site.url("/c"))


def test_five_redirects_are_followed_and_no_sixth():
    plays = {f"/{step}": redirect(f"/{step + 1}") for step in range(6)} | {"/6": answer(PAGE)}
    with Site(plays) as site:
        assert body_of(fetcher().fetch(site.url("/1"))) == PAGE
        with pytest.raises(FetchError, match="after 5 redirects"):
            fetcher().fetch(site.url("/0"))
        assert site.targets()[-1] == "/5"


# Asking again ---------------------------------------------------------------------------------------------------------


def conditional(visit):
    known = visit.headers.get("if-none-match") == '"a1"'
    visit.send(answer(b"", "304 Not Modified", content_length=None) if known else answer(PAGE, etag='"a1"'))


def test_an_address_that_has_not_changed_is_not_fetched_again():
    with Site({"/a": redirect("/b"), "/b": conditional}) as site:
        first = fetcher().fetch(site.url("/a"))
        assert body_of(first) == PAGE
        assert fetcher().refetch(site.url("/a"), first.fetched) == replace(first.fetched, status=304)
        assert "if-none-match" not in site.visits[-2].headers, "the redirect is asked for without a condition"


def test_an_address_that_has_changed_comes_anew():
    with Site({"/b": answer(PAGE, etag='"a2"')}) as site:
        first = fetcher().fetch(site.url("/b"))
        first.stream.close()
        again = fetcher().refetch(site.url("/b"), first.fetched)
        assert body_of(again) == PAGE
        assert site.visits[-1].headers["if-none-match"] == '"a2"'


def test_an_answer_of_not_modified_that_nobody_asked_for_is_no_page():
    with (
        Site({"/": answer(b"", "304 Not Modified", content_length=None)}) as site,
        pytest.raises(FetchStatus) as caught,
    ):
        fetcher().fetch(site.url())
    assert caught.value.status == 304


def test_a_validator_that_could_split_a_request_is_not_kept():
    with Site({"/": answer(PAGE, etag='"é"', last_modified="x" * 2000)}) as site:
        result = fetcher().fetch(site.url())
        result.stream.close()
    assert (result.fetched.etag, result.fetched.modified) == ("", "")


# robots.txt -----------------------------------------------------------------------------------------------------------


def robots(text, **fields):
    return answer(text.encode(), content_type="text/plain", **fields)


CLOSED = "User-agent: *\nDisallow: /closed\nAllow: /closed/open\n"


def test_what_robots_txt_allows_is_fetched_and_recorded_so():
    with Site({"/robots.txt": robots(CLOSED), "/closed/open": answer(PAGE)}) as site:
        result = fetcher().fetch(site.url("/closed/open"))
        assert body_of(result) == PAGE
    assert result.fetched.robots == "allowed"


@pytest.mark.parametrize("path", ["/closed", "/closed/a", "/a/../closed", "/%63losed", "/closed?open"])
def test_what_robots_txt_forbids_is_not_asked_for(path):
    with Site({"/robots.txt": robots(CLOSED)}) as site:
        with pytest.raises(RobotsForbid, match="--ignore-robots"):
            fetcher().fetch(site.url(path))
        assert site.targets() == []


def test_rules_for_this_program_by_name_count_and_those_for_others_do_not():
    text = "User-agent: Variorum\nDisallow: /a\n\nUser-agent: otherbot\nDisallow: /\n\nUser-agent: *\nDisallow: /\n"
    with Site({"/robots.txt": robots("\ufeff" + text), "/b": answer(PAGE)}) as site:
        assert body_of(fetcher().fetch(site.url("/b"))) == PAGE
        with pytest.raises(RobotsForbid):
            fetcher().fetch(site.url("/a"))


def test_overriding_robots_txt_is_recorded_and_it_is_not_asked_for():
    with Site({"/robots.txt": robots("User-agent: *\nDisallow: /"), "/a": answer(PAGE)}) as site:
        result = fetcher(ignore_robots=True).fetch(site.url("/a"))
        assert body_of(result) == PAGE
        assert [visit.target for visit in site.visits] == ["/a"]
    assert result.fetched.robots == "overridden"


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"])
def test_a_site_without_robots_txt_forbids_nothing(status):
    with Site({"/robots.txt": answer(b"", status), "/a": answer(PAGE)}) as site:
        result = fetcher().fetch(site.url("/a"))
        result.stream.close()
    assert result.fetched.robots == "none"


@pytest.mark.parametrize(
    ("play", "why"),
    [
        (answer(b"", "500 Internal Server Error"), "answers with status 500"),
        (answer(b"", "503 Service Unavailable"), "answers with status 503"),
        (answer(b"", "429 Too Many Requests"), "answers with status 429"),
        (redirect("http://10.0.0.1/robots.txt"), "leads to http://10.0.0.1/robots.txt"),
        (redirect("/robots.txt"), "redirects in a circle"),
        (answer(b"User", content_length="99"), "did not arrive whole"),
        (b"", "did not arrive whole"),
    ],
    ids=["500", "503", "429", "private", "circle", "cut off", "nothing"],
)
def test_a_robots_txt_that_cannot_be_read_forbids_all(play, why):
    with Site({"/robots.txt": play, "/a": answer(PAGE)}) as site:
        with pytest.raises(RobotsForbid, match=why):
            fetcher().fetch(site.url("/a"))
        assert site.targets() == []


def test_a_rule_past_the_first_500_kibibytes_of_a_robots_txt_does_not_count():
    text = f"User-agent: *\nDisallow: /early\n{'#' * 512_000}\nDisallow: /late\n"
    with Site({"/robots.txt": robots(text), "/late": answer(PAGE)}) as site:
        asker = fetcher()
        assert body_of(asker.fetch(site.url("/late"))) == PAGE
        with pytest.raises(RobotsForbid):
            asker.fetch(site.url("/early"))


def test_an_endless_robots_txt_is_read_no_further_than_it_counts():
    def play(visit):
        visit.send(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /closed\n")
        while visit.send(b"# the bridge was opened, and it fell\n" * 1000):
            pass

    with Site({"/robots.txt": play, "/a": answer(PAGE)}) as site:
        asker = fetcher()
        assert body_of(asker.fetch(site.url("/a"))) == PAGE
        with pytest.raises(RobotsForbid):
            asker.fetch(site.url("/closed"))


def test_robots_txt_is_asked_for_once_a_site_and_again_after_a_day():
    clock = Clock()
    with Site({"/robots.txt": robots(CLOSED), "/a": answer(PAGE)}) as site:
        asker = timed(clock)
        for _ in range(3):
            body_of(asker.fetch(site.url("/a")))
        assert len(site.visits) - len(site.targets()) == 1
        clock.time += 24 * 3600 + 1
        body_of(asker.fetch(site.url("/a")))
        assert len(site.visits) - len(site.targets()) == 2


def test_a_redirect_to_another_site_asks_that_site_too():
    with Site({"/robots.txt": robots(CLOSED)}) as other, Site({"/a": redirect(other.url("/closed"))}) as site:
        with pytest.raises(RobotsForbid) as caught:
            fetcher().fetch(site.url("/a"))
        assert other.targets() == []
    assert str(caught.value).startswith(f"{site.url('/a')}: leads to {other.url('/closed')}, which is closed")
    assert caught.value.at == other.url("/closed")


# Politeness -----------------------------------------------------------------------------------------------------------


def test_a_host_is_asked_for_one_page_a_second():
    with Site({"/a": answer(PAGE), "/b": answer(PAGE), "/c": answer(PAGE)}) as site:
        asker = fetcher(pause_seconds=0.3)
        for path in ("/a", "/b", "/c"):
            body_of(asker.fetch(site.url(path)))
        times = [visit.at for visit in site.visits if visit.target != "/robots.txt"]
    assert all(later - earlier >= 0.29 for earlier, later in pairwise(times))
    assert FetchPolicy().pause_seconds == 1


def test_two_hosts_do_not_wait_for_each_other():
    clock = Clock()
    with Site({"/": answer(PAGE)}) as site:
        asker = timed(clock)
        body_of(asker.fetch(site.url()))
        body_of(asker.fetch(site.url(host=NAME)))
        assert clock.slept == []
        body_of(asker.fetch(site.url()))
    assert clock.slept == [1.0]


@pytest.mark.parametrize(("said", "waited"), [("5", 5.0), ("0.2", 1.0), ("86400", 60.0), ("inf", 1.0), ("-3", 1.0)])
def test_a_crawl_delay_is_kept_within_bounds(said, waited):
    clock = Clock()
    text = f"User-agent: *\nCrawl-delay: {said}\nDisallow:\n"
    with Site({"/robots.txt": robots(text), "/a": answer(PAGE)}) as site:
        asker = timed(clock)
        body_of(asker.fetch(site.url("/a")))
        body_of(asker.fetch(site.url("/a")))
    assert clock.slept == [waited]


def busy_at_first(retry_after, *, times=1, status="429 Too Many Requests"):
    left = [times]

    def play(visit):
        left[0] -= 1
        date = "Sun, 22 Nov 2026 10:00:00 GMT"
        visit.send(answer(PAGE) if left[0] < 0 else answer(b"", status, retry_after=retry_after, date=date))

    return play


@pytest.mark.parametrize(
    ("said", "waited"), [("7", 7.0), ("Sun, 22 Nov 2026 10:00:20 GMT", 20.0), ("Sun, 22 Nov 2026 09:00:00 GMT", None)]
)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_host_that_says_not_now_is_asked_again_when_it_wants(said, waited, status):
    clock = Clock()
    with Site({"/a": busy_at_first(said, status=status)}) as site:
        assert body_of(timed(clock).fetch(site.url("/a"))) == PAGE
    assert clock.slept == ([] if waited is None else [waited])


def test_a_wait_that_the_host_asks_for_does_not_count_as_its_slowness():
    clock = Clock()
    with Site({"/a": busy_at_first("50", times=2)}) as site:
        assert body_of(timed(clock, seconds=20).fetch(site.url("/a"))) == PAGE
    assert clock.slept == [50.0, 50.0]


def test_a_host_that_wants_too_long_a_rest_is_left_alone_for_all_addresses():
    clock = Clock()
    with Site({"/a": busy_at_first("3600"), "/b": answer(PAGE)}) as site:
        asker = timed(clock)
        for path in ("/a", "/b"):
            with pytest.raises(FetchBusy, match="asks for 3600 seconds of rest"):
                asker.fetch(site.url(path))
        assert site.targets() == ["/a"]
        clock.time += 3601
        assert body_of(asker.fetch(site.url("/b"))) == PAGE
    assert clock.slept == []


@pytest.mark.parametrize("said", [None, "soon", "-1", "1e9", "Sun, 99 Nov 2026"])
def test_a_busy_host_that_names_no_time_is_not_asked_again(said):
    with Site({"/a": busy_at_first(said, times=9)}) as site:
        with pytest.raises(FetchStatus, match="try again later") as caught:
            fetcher().fetch(site.url("/a"))
        assert site.targets() == ["/a"]
    assert caught.value.status == 429


def test_a_host_that_stays_busy_is_asked_three_times():
    clock = Clock()
    with Site({"/a": busy_at_first("1", times=9)}) as site:
        with pytest.raises(FetchStatus):
            timed(clock).fetch(site.url("/a"))
        assert site.targets() == ["/a"] * 3
