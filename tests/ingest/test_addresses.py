"""A web address has one spelling here, and one that hides where it leads is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import AddressMalformed, AddressNotWeb, FetchError
from variorum.ingest.fetch.addresses import parse_address, parse_redirect

ONE_SPELLING = [
    ("https://ministry.example", "https://ministry.example/"),
    ("HTTPS://Ministry.Example/News", "https://ministry.example/News"),
    ("https://ministry.example:443/a", "https://ministry.example/a"),
    ("http://ministry.example:8080/a", "http://ministry.example:8080/a"),
    ("http://ministry.example:/a", "http://ministry.example/a"),
    ("https://ministry.example./a", "https://ministry.example/a"),
    ("  https://ministry.example/a\n", "https://ministry.example/a"),
    ("https://ministry.example/a#note", "https://ministry.example/a"),
    ("https://ministry.example/a?b=c&d=%20e", "https://ministry.example/a?b=c&d=%20e"),
    ("https://ministry.example?b=c", "https://ministry.example/?b=c"),
    ("https://ministry.example/a b", "https://ministry.example/a%20b"),
    ("https://ministry.example/é?ü", "https://ministry.example/%C3%A9?%C3%BC"),
    ("https://ministry.example/a/../b/./c", "https://ministry.example/b/c"),
    ("https://ministry.example/a/%2e%2E/b", "https://ministry.example/b"),
    ("https://ministry.example/../../a/..", "https://ministry.example/"),
    ("https://ministry.example/a//b", "https://ministry.example/a//b"),
    ("https://ministry.example/@office/1", "https://ministry.example/@office/1"),
    ("https://straße.example/", "https://xn--strae-oqa.example/"),
    ("https://МОСТ.example/", "https://xn--l1aeje.example/"),
    ("https://ministry。example/", "https://ministry.example/"),
    ("http://93.184.215.14/", "http://93.184.215.14/"),
    ("http://93.184.215.14./", "http://93.184.215.14/"),
    ("http://[2606:2800:021F:0::1]/", "http://[2606:2800:21f::1]/"),
    ("http://_dmarc.ministry.example/", "http://_dmarc.ministry.example/"),
]

MALFORMED = [
    "http://2130706433/",
    "http://127.1/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://127.0.0.0x1/",
    "http://127.0.0.01/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://ministry.123/",
    "http://１２７.1/",
    "http://①②⑦.1/",
    "http://[::1%25eth0]/",
    "http://[fe80::1%1]/",
    "http://[::1/",
    "http://[127.0.0.1]/",
    "http://",
    "http:///a",
    "http:ministry.example",
    "http://./",
    "http://a..b/",
    "http://-a.example/",
    "http://a b.example/",
    "http://%31%32%37.0.0.1/",
    "http://ministry.example:99999/",
    "http://ministry.example:http/",
    "http://ministry.example:22/",
    "http://ministry.example:6667/",
    "http://ministry.example\\@other.example/",
    "http://ministry.example/\r\nHost: other.example",
    "http://ministry.example/\x00",
    "http://ministry.example/\ud800",
    f"http://{'a' * 64}.example/",
    f"http://{'a.' * 130}example/",
    "http://xn--\u0301.example/",
    f"http://ministry.example/{'a' * 9000}",
]

OTHER_KINDS = ["file:///etc/passwd", "ftp://ministry.example/a", "data:text/plain,a", "gopher://a/", "ministry.example"]


@pytest.mark.parametrize(("said", "spelled"), ONE_SPELLING)
def test_an_address_has_one_spelling(said, spelled):
    assert parse_address(said).url == spelled


@pytest.mark.parametrize("said", MALFORMED, ids=lambda said: said[:40])
def test_an_address_that_hides_where_it_leads_is_refused(said):
    with pytest.raises(AddressMalformed):
        parse_address(said)


@pytest.mark.parametrize("said", OTHER_KINDS)
def test_an_address_that_is_not_of_the_web_is_refused(said):
    with pytest.raises(AddressNotWeb):
        parse_address(said)


@pytest.mark.parametrize(
    "said",
    [
        "https://anna:hunter2@ministry.example/a",
        "https://hunter2@ministry.example/",
        "https://anna:hunter2@[::1/",
        "https://anna:hun/hunter2@ministry.example:x/",
        "ftp://anna:hunter2@ministry.example/",
        "https:anna:hunter2@ministry.example/",
        "https://anna:hunter2\\@ministry.example/",
        f"https://anna:hunter2@ministry.example/{'a' * 9000}",
    ],
)
def test_an_address_with_a_password_is_refused_and_the_password_never_repeated(said):
    with pytest.raises(FetchError) as caught:
        parse_address(said)
    assert "hunter2" not in str(caught.value)
    assert "anna" not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://ministry.example/b"),
        ("b", "https://ministry.example/news/b"),
        ("../b?c", "https://ministry.example/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example", "http://other.example/"),
        ("b c", "https://ministry.example/news/b%20c"),
        ("/é", "https://ministry.example/%C3%A9"),
    ],
)
def test_a_redirect_is_taken_from_where_it_stands(location, url):
    assert parse_redirect(parse_address("https://ministry.example/news/a"), location).url == url


@pytest.mark.parametrize("location", ["file:///etc/passwd", "//[/", "https://a:b@c.example/", "\\\\c.example", "/\tb"])
def test_a_redirect_is_as_suspicious_as_what_a_person_types(location):
    with pytest.raises((AddressMalformed, AddressNotWeb)):
        parse_redirect(parse_address("https://ministry.example/"), location)


@given(
    st.sampled_from(["http://", "https://", "HTTP://"]),
    st.text(alphabet="aé.-_%ß1０。[]:@", max_size=12),
    st.text(alphabet="a/.%2eé ?#&;=\\|", max_size=20),
)
def test_an_address_that_is_taken_is_its_own_spelling(scheme, host, rest):
    try:
        address = parse_address(f"{scheme}{host}/{rest}")
    except FetchError:
        return
    assert parse_address(address.url) == address
    assert address.url.isascii()
    assert "/../" not in address.target.partition("?")[0]
