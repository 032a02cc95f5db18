"""Web addresses: one spelling for each, and a refusal of every one that hides where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from variorum.errors import AddressMalformed, AddressNotWeb

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}
# Servers commonly refuse more than this, and no statement's address comes near it.
MOST_CHARACTERS = 8_000
# Those that browsers refuse (the Fetch standard's "bad ports"): other services listen there, and some of them can be
# made to take a request for a command.
_FOREIGN_PORTS = frozenset(
    int(port)
    for port in (
        "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 "
        "123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 "
        "990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080"
    ).split()
)
_PARTS = re.compile(r"//(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?", re.DOTALL)
_AUTHORITY = re.compile(r"(?:\[(?P<literal>[^\[\]]*)\]|(?P<name>[^:\[\]]*))(?::(?P<port>[0-9]{0,5}))?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# What programs take for a number, and so the whole host for an IPv4 address.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_MOST_HOST = 253
# All that a path or a query may hold unescaped; escapes that are there stay as they are.
_PLAIN = "!$%&'()*+,-./:;=?@[]^_|~"
_CREDENTIALS = re.compile(r"^\s*([A-Za-z][A-Za-z0-9+.-]*:(?=//)|https?:)?.*@", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in its one spelling: no user name, no fragment, the host in lower case and ASCII.

    `host` is a name without a final dot, or an IP address in its usual spelling, without brackets; `target` is path and
    query, and begins with "/". Parsing `url` gives the same value again.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def ip(self) -> IPv4Address | IPv6Address | None:
        """The IP address, where the host is one and no name."""
        from ipaddress import ip_address

        try:
            return ip_address(self.host)
        except ValueError:
            return None

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them: the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def parse_address(said: str) -> Address:
    """The address that a person, or a redirect, names.

    Raises AddressNotWeb for another scheme, AddressMalformed for what is no address, holds a user name or password,
    leads to a port that browsers refuse, or writes an IP address in other ways than programs print it. The error never
    repeats what may be a password.
    """
    text = said.strip()
    if len(text) > MOST_CHARACTERS:
        raise AddressMalformed(without_credentials(text[:80]) + "…", f"is longer than {MOST_CHARACTERS:,} characters")
    if _CONTROL.search(text):
        raise _malformed(said, "holds a control character or a backslash")
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in DEFAULT_PORTS:
        raise AddressNotWeb(without_credentials(said))
    parts = _PARTS.fullmatch(rest)
    if parts is None:
        raise _malformed(said, "has no // after its scheme")
    host, port = _host_and_port(parts["authority"], scheme, said)
    try:
        query = quote(parts["query"] or "", safe=_PLAIN)
        path = _without_dots(quote(parts["path"], safe=_PLAIN))
    except UnicodeEncodeError as error:
        raise _malformed(said, "holds characters that are none (lone surrogates)") from error
    return Address(scheme, host, port, (path or "/") + query)


def parse_redirect(base: Address, location: str) -> Address:
    """Where a Location header leads to from `base`; relative ones are resolved. Raises as parse_address does."""
    if _CONTROL.search(location):
        raise _malformed(location, "holds a control character or a backslash")
    try:
        return parse_address(urljoin(base.url, location))
    except ValueError as error:  # from urljoin: brackets that do not match
        raise _malformed(location, str(error).lower()) from error


def without_credentials(said: str) -> str:
    """The text with all that may be a user name or password left out: everything before the last @."""
    return _CREDENTIALS.sub(lambda match: (match[1] or "") + "//…@", said)


def _malformed(said: str, what: str) -> AddressMalformed:
    return AddressMalformed(without_credentials(said), what)


def _host_and_port(authority: str, scheme: str, said: str) -> tuple[str, int]:
    if "@" in authority:
        raise _malformed(said, "holds a user name or a password, which would be kept with the text")
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise _malformed(said, "has no readable host and port")
    port = int(match["port"] or DEFAULT_PORTS[scheme])
    if port in _FOREIGN_PORTS or port > 0xFFFF:
        raise _malformed(said, f"names port {port}, where no web server is")
    return (_name(match["name"], said) if match["literal"] is None else _literal(match["literal"], said)), port


def _literal(host: str, said: str) -> str:
    from ipaddress import IPv6Address

    try:
        address = IPv6Address(host)
    except ValueError as error:
        raise _malformed(said, "has no IPv6 address in its brackets") from error
    if address.scope_id is not None:
        raise _malformed(said, "names a network interface of one machine")
    return str(address)


def _name(host: str, said: str) -> str:
    """A name in ASCII without its final dot, or an IPv4 address of four decimal numbers."""
    if not host.isascii():
        host = _international(host, said)
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if len(host) > _MOST_HOST or not all(map(_LABEL.fullmatch, labels)):
        raise _malformed(said, f"has a host that is no name ({host[:_MOST_HOST]!r})" if host else "names no host")
    if _NUMBER.fullmatch(labels[-1]):
        from ipaddress import IPv4Address

        try:
            return str(IPv4Address(host))
        except ValueError as error:
            raise _malformed(said, "writes an IP address in another way than as four decimal numbers") from error
    return host


def _international(host: str, said: str) -> str:
    """The ASCII form that browsers look up (UTS 46, IDNA 2008): "ß" stays apart from "ss"."""
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise _malformed(said, "has a host that is no internationalised name") from error


def _without_dots(path: str) -> str:
    """The path with "." and ".." resolved, as RFC 3986 5.2.4 says: two spellings are one page."""
    kept: list[str] = []
    for step in path.split("/")[1:]:
        # Browsers take an escaped dot for a dot.
        plain = step.lower().replace("%2e", ".")
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(step)
    if path.lower().replace("%2e", ".").endswith(("/.", "/..")):
        kept.append("")
    return "/" + "/".join(kept)
