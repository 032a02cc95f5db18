"""No address but a public one is connected to, in whatever disguise it comes."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.web import Names, fetcher
from variorum.errors import AddressForbidden
from variorum.ingest.fetch.policy import FetchPolicy
from variorum.ingest.fetch.ranges import special_range

SPECIAL = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.8 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7
203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 ::8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.1.2.3
64:ff9b:1::808:808 64:ff9b:1:ffff::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1
2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2002:c0a8:101:: 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1
febf::1 fec0::1 ff02::1 4000::1 2606:2800:21f::5efe:10.0.0.1 2606:2800:21f::200:5efe:192.168.0.1
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 198.17.0.1 198.20.0.1
223.255.255.255 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1 2606:2800::5efe:8.8.8.8
2001:200::1 2001:4860::1
""".split()
NOBODY = "0.0.0.0 224.0.0.1 255.255.255.255 :: ff02::1 ::ffff:0.0.0.0 64:ff9b::e000:1".split()


def url_of(ip):
    """The address of a page at an IP address."""
    return f"http://[{ip}]/" if ":" in ip else f"http://{ip}/"


@pytest.mark.parametrize("ip", SPECIAL)
def test_an_address_of_a_special_range_is_refused(ip):
    found = special_range(ip_address(ip))
    assert found is not None
    assert found.words.startswith(("a ", "an ", "the "))


@pytest.mark.parametrize("ip", PUBLIC)
def test_a_public_address_is_not(ip):
    assert special_range(ip_address(ip)) is None


@pytest.mark.parametrize("ip", SPECIAL)
def test_neither_an_address_nor_a_name_leads_to_a_special_range(ip):
    names = Names({"ministry.example": [ip]})
    strict = fetcher(names, allowed_networks=())
    for url in (url_of(ip), "http://ministry.example/", "https://ministry.example/"):
        with pytest.raises(AddressForbidden, match=r"not on the public internet"):
            strict.fetch(url)


def test_one_private_answer_among_public_ones_is_enough_to_refuse_a_name():
    names = Names({"ministry.example": ["93.184.215.14", "10.0.0.1"]})
    with pytest.raises(AddressForbidden, match=r"leads to 10\.0\.0\.1, a private address"):
        fetcher(names).fetch("http://ministry.example/")


@pytest.mark.parametrize("ip", sorted(set(SPECIAL) - set(NOBODY)))
def test_private_addresses_can_be_allowed(ip):
    refused = FetchPolicy(allow_private=True).refused_range(ip_address(ip))
    assert refused is None or refused.nobody


@pytest.mark.parametrize("ip", NOBODY)
def test_where_no_machine_can_answer_nothing_is_allowed(ip):
    with pytest.raises(AddressForbidden, match="no machine answers there"):
        fetcher(allow_private=True).fetch(url_of(ip))


def test_allowing_one_network_allows_no_other():
    policy = FetchPolicy(allowed_networks=(ip_network("10.2.0.0/16"),))
    assert policy.refused_range(ip_address("10.2.3.4")) is None
    assert policy.refused_range(ip_address("10.3.0.1")) is not None
    assert policy.refused_range(ip_address("::ffff:10.2.3.4")) is not None


@given(st.ip_addresses(v=4))
def test_a_carried_address_is_as_public_as_the_one_inside(inside):
    is_public = special_range(inside) is None
    number = int(inside)
    carriers = [0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80]
    for carrier in carriers:
        assert (special_range(ip_address(carrier.to_bytes(16, "big"))) is None) == is_public


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_taken_for_public(ip):
    if special_range(ip) is None:
        assert [
            trait for trait in ("is_private", "is_loopback", "is_multicast", "is_link_local") if getattr(ip, trait)
        ] == []
