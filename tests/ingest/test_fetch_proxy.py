"""Proxies: names are theirs to look up, private addresses stay refused, and nobody's password is shown."""

from __future__ import annotations

import base64
import ssl

import pytest
import trustme

from tests.ingest.web import HERE, NAME, HttpProxy, Names, Site, SocksProxy, answer, body_of, fetcher, redirect
from variorum.errors import AddressForbidden, ProxyError

PAGE = b"<p>The bridge was opened. It fell.</p>"
ONION = "ministryxyz.onion"


def proxied(kind, proxy, account="", **settings):
    """A fetcher that asks this proxy, and its resolver, which knows nothing."""
    names = Names({})
    return fetcher(names, proxy=f"{kind}://{account}{HERE}:{proxy.port}", **settings), names


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def secure(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(NAME).configure_cert(context)
    with Site({"/": answer(PAGE)}, tls=context) as site:
        yield site


@pytest.fixture
def trusted(authority, tmp_path):
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    return str(tmp_path / "authority.pem")


@pytest.mark.parametrize("host", [NAME, ONION])
def test_a_socks_proxy_looks_names_up_and_this_machine_none(host):
    with Site({"/": answer(PAGE)}) as site, SocksProxy({host: site.port}) as proxy:
        asker, names = proxied("socks5h", proxy)
        result = asker.fetch(f"http://{host}/")
        assert body_of(result) == PAGE
        assert proxy.asked == [host, host], "robots.txt and the page"
        assert site.visits[-1].headers["host"] == host
    assert names.asked == []


def test_encryption_goes_through_a_socks_proxy_to_the_server(secure, trusted):
    with SocksProxy({NAME: secure.port}) as proxy:
        asker, names = proxied("socks5h", proxy, authorities=trusted)
        assert body_of(asker.fetch(f"https://{NAME}/")) == PAGE
    assert names.asked == []


def test_a_socks_proxy_may_ask_who_one_is():
    with Site({"/": answer(PAGE)}) as site, SocksProxy({NAME: site.port}, account=(b"anna", b"p@ss:word")) as proxy:
        asker, _ = proxied("socks5h", proxy, "anna:p%40ss%3Aword@")
        assert body_of(asker.fetch(f"http://{NAME}/")) == PAGE


@pytest.mark.parametrize("account", ["", "anna:hunter2@", f"anna:{'hunter2' * 50}@"])
def test_a_socks_proxy_that_knows_one_not_is_said_so_without_the_password(account):
    with SocksProxy({}, account=(b"anna", b"secret")) as proxy:
        asker, _ = proxied("socks5h", proxy, account)
        with pytest.raises(ProxyError, match=r"user name (and|or)( the)? password") as caught:
            asker.fetch(f"http://{NAME}/")
    assert f"socks5h://{HERE}:{proxy.port}" in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("reply", "why"), [(2, "its rules forbid it"), (4, "the host cannot be reached"), (99, "it answers with 99")]
)
def test_a_socks_proxy_that_cannot_connect_says_why(reply, why):
    with SocksProxy({}, reply=reply) as proxy, pytest.raises(ProxyError, match=why):
        proxied("socks5h", proxy)[0].fetch(f"http://{NAME}/")


@pytest.mark.parametrize("kind", ["socks5h", "http"])
@pytest.mark.parametrize("raw", [b"", b"\x05", b"\x04\x00", b"SSH-2.0\r\n\r\n", bytes(1000)], ids=range(5))
def test_a_proxy_that_is_none_is_said_so(kind, raw):
    class Odd(SocksProxy):
        """Says the same to everybody."""

        def serve(self, connection):
            connection.recv(1)
            connection.sendall(raw)

    with Odd({}) as proxy, pytest.raises(ProxyError) as caught:
        proxied(kind, proxy)[0].fetch(f"https://{NAME}/")
    assert str(caught.value).startswith(f"https://{NAME}/: ")


def test_an_http_proxy_is_handed_the_whole_address():
    with HttpProxy({}) as proxy:
        asker, names = proxied("http", proxy, "anna:hunter2@")
        assert body_of(asker.fetch(f"http://{NAME}/a?b")) == b"handed on by the proxy"
        assert proxy.asked == [f"http://{NAME}/robots.txt", f"http://{NAME}/a?b"]
        said = base64.b64encode(b"anna:hunter2").decode()
        assert all(f"Proxy-Authorization: Basic {said}\r\n" in head for head in proxy.heads)
    assert names.asked == []


def test_encryption_goes_through_an_http_proxy_and_the_password_for_it_no_further(secure, trusted):
    with HttpProxy({NAME: secure.port}) as proxy:
        asker, names = proxied("http", proxy, "anna:hunter2@", authorities=trusted)
        assert body_of(asker.fetch(f"https://{NAME}/")) == PAGE
        assert proxy.asked == [f"{NAME}:443", f"{NAME}:443"]
        assert all("Proxy-Authorization" in head for head in proxy.heads)
    assert all("proxy-authorization" not in visit.headers for visit in secure.visits)
    assert names.asked == []


@pytest.mark.parametrize("status", ["407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"])
def test_an_http_proxy_that_refuses_says_with_what_status(status):
    said = f"it answers with status {status[:3]}"
    with HttpProxy({}, refusal=answer(b"", status)) as proxy, pytest.raises(ProxyError, match=said) as caught:
        proxied("http", proxy, "anna:hunter2@")[0].fetch(f"https://{NAME}/")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("kind", ["socks5h", "http"])
@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "https://[::1]/", "http://169.254.169.254/", "http://[2002:7f00:1::]/"]
)
def test_a_private_address_is_refused_before_any_proxy_hears_of_it(kind, url):
    with SocksProxy({}) as proxy:
        with pytest.raises(AddressForbidden):
            proxied(kind, proxy)[0].fetch(url)
        assert proxy.accepted == 0


def test_a_redirect_to_a_private_address_is_refused_behind_a_proxy_too():
    with Site({"/": redirect("http://10.0.0.1/")}) as site, SocksProxy({NAME: site.port}) as proxy:
        with pytest.raises(AddressForbidden, match="leads to"):
            proxied("socks5h", proxy)[0].fetch(f"http://{NAME}/")
        assert set(proxy.asked) == {NAME}


def test_only_the_name_of_the_proxy_itself_is_looked_up_here():
    with Site({"/": answer(PAGE)}) as site, SocksProxy({NAME: site.port}) as proxy:
        names = Names({"proxy.example": [HERE]})
        asker = fetcher(names, proxy=f"socks5h://proxy.example:{proxy.port}")
        assert body_of(asker.fetch(f"http://{NAME}/")) == PAGE
    assert set(names.asked) == {"proxy.example"}


def test_a_proxy_that_does_not_run_is_said_so():
    with SocksProxy({}) as proxy:
        pass
    with pytest.raises(ProxyError, match="connection refused"):
        proxied("socks5h", proxy)[0].fetch(f"http://{NAME}/")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("socks5://127.0.0.1:9050", "say socks5h://"),
        ("https://127.0.0.1:9050", "of the kind https is not known"),
        ("socks4://127.0.0.1", "of the kind socks4 is not known"),
        ("127.0.0.1:9050", "no address of a proxy"),
        ("socks5h://", "no address of a proxy"),
        ("socks5h://a b", "a host that is no name"),
        ("socks5h://127.1:9050", "four decimal numbers"),
        ("socks5://anna:hunter2@127.0.0.1", "say socks5h://"),
        ("anna:hunter2@127.0.0.1", "no address of a proxy"),
        ("socks5h://anna:hun/hunter2@127.0.0.1", "no address of a proxy"),
    ],
)
def test_a_proxy_that_cannot_be_meant_is_refused(said, why):
    with pytest.raises(ProxyError, match=why) as caught:
        fetcher(Names({}), proxy=said).fetch(f"http://{NAME}/")
    assert "hunter2" not in str(caught.value)
    assert "anna" not in str(caught.value)


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_proxies_that_only_the_environment_names_are_not_asked(monkeypatch, variable):
    with Site({"/": answer(PAGE)}) as site, SocksProxy({}) as proxy:
        monkeypatch.setenv(variable, f"socks5h://{HERE}:{proxy.port}")
        assert body_of(fetcher().fetch(site.url())) == PAGE
        assert proxy.accepted == 0
