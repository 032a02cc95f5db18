"""Encrypted connections: verified always, against the name that was asked for."""

from __future__ import annotations

import datetime
import ssl

import pytest
import trustme

from tests.ingest.web import HERE, NAME, Names, Site, answer, body_of, fetcher, redirect
from variorum.errors import (
    AddressForbidden,
    FetchBroken,
    FetchRedirected,
    FetchTimeout,
    FetchUnreachable,
    FetchUntrusted,
)

PAGE = b"<p>The bridge was opened. It fell.</p>"


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def trusted(authority, tmp_path_factory):
    """A file with the certificate of the tests' own authority."""
    path = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


def serving(authority, *names, seen=None, **options):
    """What a server with a certificate for these names needs; `seen` collects the names that clients ask for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(context)
    if seen is not None:
        context.sni_callback = lambda _socket, name, _context: seen.append(name)
    return context


def test_the_server_is_asked_for_by_its_name_though_connected_to_by_its_address(authority, trusted):
    seen = []
    names = Names({NAME: [HERE]})
    with Site({"/": answer(PAGE)}, tls=serving(authority, NAME, seen=seen)) as site:
        result = fetcher(names, authorities=trusted, ignore_robots=True).fetch(site.url(host=NAME))
        assert body_of(result) == PAGE
    assert seen == [NAME]
    assert site.visits[0].headers["host"] == f"{NAME}:{site.port}"
    assert names.asked == [NAME]


def test_a_server_that_is_an_ip_address_proves_that_address(authority, trusted):
    with Site({"/": answer(PAGE)}, tls=serving(authority, HERE)) as site:
        assert body_of(fetcher(authorities=trusted).fetch(site.url())) == PAGE
    with Site({"/": answer(PAGE)}, tls=serving(authority, NAME)) as site, pytest.raises(FetchUntrusted):
        fetcher(authorities=trusted).fetch(site.url())


def expired():
    now = datetime.datetime.now(datetime.UTC)
    return {"not_before": now - datetime.timedelta(days=9), "not_after": now - datetime.timedelta(days=1)}


@pytest.mark.parametrize(
    ("name", "options", "trusting", "why"),
    [
        ("other.example", {}, True, "Hostname mismatch"),
        (NAME, expired(), True, "certificate has expired"),
        (NAME, {}, False, "unable to get local issuer certificate|self-signed certificate"),
    ],
)
def test_a_server_that_does_not_prove_who_it_is_is_not_talked_to(authority, trusted, name, options, trusting, why):
    with Site({"/": answer(PAGE)}, tls=serving(authority, name, **options)) as site:
        with pytest.raises(FetchUntrusted, match=why):
            fetcher(authorities=trusted if trusting else None).fetch(site.url(host=NAME))
        assert site.visits == []


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_of_authorities_that_cannot_be_used_is_said_so(tmp_path, authority, content):
    path = tmp_path / "authority.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with Site({}, tls=serving(authority, NAME)) as site:
        with pytest.raises(FetchUntrusted, match="the file of authorities cannot be used"):
            fetcher(authorities=str(path)).fetch(site.url(host=NAME))
        assert site.visits == []


def test_a_redirect_may_lead_to_encryption_and_not_away_from_it(authority, trusted):
    with Site({"/": answer(PAGE)}) as plain, Site({}, tls=serving(authority, NAME)) as secure:
        secure.plays = {"/down": redirect(plain.url("/", NAME)), "/": answer(PAGE)}
        plain.plays["/up"] = redirect(secure.url("/", NAME))
        asker = fetcher(authorities=trusted)
        assert body_of(asker.fetch(plain.url("/up", NAME))) == PAGE
        with pytest.raises(FetchRedirected, match="without encryption"):
            asker.fetch(secure.url("/down", NAME))
        assert "/" not in plain.targets()


def test_a_redirect_from_an_encrypted_page_to_a_private_address_is_refused(authority, trusted):
    with (
        Site({"/": redirect("https://10.0.0.1/")}, tls=serving(authority, NAME)) as site,
        pytest.raises(AddressForbidden),
    ):
        fetcher(authorities=trusted).fetch(site.url(host=NAME))


def test_an_encrypted_body_that_ends_without_saying_so_is_not_taken_for_whole(authority, trusted):
    class Cut(Site):
        """Closes the connection below the encryption, as somebody on the way can."""

        def serve(self, connection):
            encrypted = self._tls.wrap_socket(connection, server_side=True)
            self._play(encrypted)
            encrypted.close()

    asker = fetcher(authorities=trusted, ignore_robots=True)
    cut = Cut({"/": answer(PAGE, content_length=None)}, tls=serving(authority, NAME))
    with cut as site, pytest.raises(FetchBroken, match="unexpected eof"):
        asker.fetch(site.url(host=NAME))


def test_a_server_that_speaks_no_encryption_is_said_so():
    class Plain(Site):
        """Answers whatever it does not understand."""

        def serve(self, connection):
            connection.recv(65536)
            connection.sendall(answer(b"", "400 Bad Request"))

    with Plain({}) as site, pytest.raises(FetchUnreachable, match="no encrypted connection"):
        fetcher().fetch(site.url().replace("http:", "https:"))


def test_a_server_that_never_finishes_shaking_hands_is_given_up():
    class Mute(Site):
        """Accepts, and says nothing."""

        def serve(self, connection):
            while connection.recv(65536):
                pass

    with Mute({}) as site, pytest.raises(FetchTimeout, match=r"said nothing for 0\.3 seconds"):
        fetcher(ignore_robots=True, connect_seconds=0.3).fetch(site.url().replace("http:", "https:"))
