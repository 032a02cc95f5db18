"""What axe finds to complain of on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The rules of axe that look at colours: all that another scheme of colours can change, which style sheets alone make.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def violations(page: Page) -> list[str]:
    """Each rule that is broken, with the element that breaks it."""
    return _found(page)


def violations_in_both_schemes(page: Page) -> list[str]:
    """The same of a page that was opened in the light scheme, then of its colours in the dark one."""
    light = _found(page)
    page.emulate_media(color_scheme="dark")
    dark = [f"dark: {each}" for each in _found(page, runOnly=COLOURS)]
    page.emulate_media(color_scheme="light")
    return light + dark


def _found(page: Page, **options: object) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
