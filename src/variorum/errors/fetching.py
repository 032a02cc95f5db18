"""What can go wrong between an address and its bytes."""

from __future__ import annotations

from variorum.errors.sources import SourceError


class FetchError(SourceError):
    """Something about an address: `name` is the one asked for, `at` the one that failed, where redirects led.

    Neither ever holds a user name or password.
    """

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(name, what, remedy)
        self.at = name

    def led_from(self, requested: str) -> None:
        """Say that `requested` is what was asked for, and led to the address that failed."""
        self.what = f"leads to {self.name}, which {self.what}"
        self.said_of(requested)

    def said_of(self, name: str) -> None:
        """Say the same of another address."""
        self.name = name
        self.args = (f"{self.name}: {self.what}. {self.remedy}",)


class AddressNotWeb(FetchError):
    """An address of another kind than http and https."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is no web address (http or https)", "Name a page on the web, or a file by its path.")


class AddressMalformed(FetchError):
    """No address, or one that hides where it leads."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(name, what, "Copy the address from a browser, without user name and password.")


class AddressForbidden(FetchError):
    """An address that leads to this machine, to the network around it or to no machine at all."""

    def __init__(self, name: str, ip: str, words: str, *, nobody: bool) -> None:
        leads = "is" if ip in name else f"leads to {ip},"
        remedy = "Check the address; no machine answers there." if nobody else "If it is meant, say --allow-private."
        super().__init__(name, f"{leads} {words}, which is not on the public internet", remedy)


class FetchOffline(FetchError):
    """An address, while no network may be used; nothing was connected to."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "is not fetched with --offline", "Leave --offline out, or name a saved copy.")


class FetchUnreachable(FetchError):
    """No connection could be made; `reason` is the system's."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, f"cannot be reached ({reason})", "Check the address and the connection, then try again.")


class FetchUntrusted(FetchError):
    """The server could not prove that it is the one named."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            name,
            f"does not prove who it is ({reason})",
            "Whoever answers may be somebody else. Save the page with a browser, if you trust it there.",
        )


class FetchTimeout(FetchError):
    """It took longer than is waited; nothing of it was kept."""

    def __init__(self, name: str, what: str, *, seconds: float) -> None:
        super().__init__(name, f"{what} {seconds:g} seconds", "Try again later, or save it with a browser.")


class FetchBroken(FetchError):
    """The server broke off, or said what is no HTTP; nothing of it was kept."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, f"did not arrive whole ({reason})", "Try again, or save it with a browser.")
        self.reason = reason


class FetchTooLarge(FetchError):
    """More than is taken of one address; nothing of it was kept."""

    def __init__(self, name: str, *, seen: str, limit: str) -> None:
        super().__init__(
            name, f"is too large: {seen}, at most {limit}", "Save it with a browser and cut the statement out."
        )


class FetchWrongType(FetchError):
    """The server says it sends what holds no statement; nothing of it was taken."""

    def __init__(self, name: str, media_type: str) -> None:
        super().__init__(
            name,
            f"is said to be {media_type}, which is not read",
            "If it holds a statement, save it with a browser and name the file.",
        )


class FetchRedirected(FetchError):
    """A redirect that is not followed: too many, in a circle, or away from encryption."""


class FetchStatus(FetchError):
    """The server answered, and not with the page; `status` is its number."""

    def __init__(self, name: str, status: int, remedy: str) -> None:
        super().__init__(name, f"answers with status {status}", remedy)
        self.status = status


class FetchBusy(FetchError):
    """The host asks to be left alone for longer than is waited."""

    def __init__(self, name: str, *, seconds: float) -> None:
        super().__init__(
            name, f"is on a host that asks for {seconds:.0f} seconds of rest", "Try again after that; all else is done."
        )
        self.seconds = seconds


class RobotsForbid(FetchError):
    """The site's robots.txt asks programs to keep off, or could not be read, which counts as the same."""

    def __init__(self, name: str, unread: str = "") -> None:
        what = f"may not be fetched: its robots.txt {unread}" if unread else "is closed to programs by its robots.txt"
        super().__init__(
            name, what, "Save it with a browser and name the file; or say --ignore-robots, and that is recorded."
        )


class ProxyError(FetchError):
    """The proxy failed, or is none; `proxy` never holds its user name or password."""

    def __init__(self, name: str, proxy: str, reason: str) -> None:
        super().__init__(
            name,
            f"cannot be fetched through the proxy {proxy} ({reason})",
            "Give --proxy as socks5h://HOST:PORT or http://HOST:PORT, and check that it runs.",
        )
