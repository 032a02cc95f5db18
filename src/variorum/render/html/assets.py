"""The page's own parts: templates, style, script, and the policy that lets nothing else run or load."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from variorum.render.html.characters import shown

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def template(name: str, **filters: Callable[..., object]) -> Template:
    """A template of this package, with filters of its own; it escapes whatever is not markup already."""
    environment = Environment(
        loader=PackageLoader("variorum.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(filters, shown=shown)
    return environment.get_template(name)


@cache
def static(name: str) -> Markup:
    """A style sheet or script of this package, to stand in its element as it is."""
    text = files("variorum.render").joinpath("static", name).read_text(encoding="utf-8")
    return Markup(text.replace("\r\n", "\n"))  # noqa: S704 - the package's own file


def joined(*names: str) -> Markup:
    """Several style sheets or scripts of this package as one."""
    return Markup("\n").join(map(static, names))


def security_policy(*, style: str, script: str = "", beside: bool = False) -> str:
    """A Content-Security-Policy under which just this style and this script, if any, work, and nothing is fetched.

    `beside`: the script may load files of data that lie beside the page.
    """
    files = " 'self' file:" if beside else ""
    return "; ".join((
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src '{_digest(script)}'{files}" if script else "script-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ))  # fmt: skip


def _digest(content: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode("ascii")
