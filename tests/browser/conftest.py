"""A real headless Chromium, and pages in it that may not fetch anything nor break their own policy."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)
# The headless shell first: the same engine, which opens a page at a quarter of the cost.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WATCH_POLICY = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    found = os.environ.get("VARIORUM_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found or not shutil.which(found):
        pytest.fail(
            f"no Chromium found (looked for {', '.join(NAMES)}). Install it "
            "(Debian: apt-get install chromium-headless-shell) or set VARIORUM_CHROMIUM to the program.",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens an HTML document from a file, or a file that is there.

    At the end no page may have fetched anything, erred or broken its policy.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    requests: list[str] = []
    roots: set[str] = set()

    def opened(
        html: str | Path, *, fragment: str = "", width: int = 1280, scripts: bool = True, scheme: str = "light"
    ) -> Page:
        file = html if isinstance(html, Path) else tmp_path / f"page-{len(contexts)}.html"
        if isinstance(html, str):
            file.write_bytes(html.encode())
        roots.add(file.parent.as_uri())
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_init_script(WATCH_POLICY)
        context.on("request", lambda request: requests.append(request.url))
        context.on("console", lambda message: complaints.append(f"console: {message.text}"))
        context.on("weberror", lambda error: complaints.append(f"error: {error.error}"))
        page = context.new_page()
        page.goto(f"{file.as_uri()}{fragment}")
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            complaints += [f"policy: {broken}" for broken in page.evaluate("window.violations || []")]
        context.close()
    foreign = [url for url in requests if not url.startswith(tuple(f"{root}/" for root in roots))]
    assert not foreign, f"the page asked for {foreign}"
    assert not complaints, complaints
