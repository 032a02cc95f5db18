"""The forms that an answer may have, of which one can be asked for: as JSON, as a table, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_FORMS = "variorum.forms"


def form_option(form: str, words: str) -> Callable[[Any], Any]:
    """The flag that asks for one form of the output; each is noted, so that two of them can be refused."""

    def chosen(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
        if value:
            ctx.meta.setdefault(_FORMS, []).append(form)

    return click.option(f"--{form}", is_flag=True, expose_value=False, callback=chosen, help=words)


def form_asked(ctx: click.Context) -> str | None:
    """The one form asked for; None for the terminal page."""
    forms: list[str] = ctx.meta.get(_FORMS, [])
    if len(forms) > 1:
        raise click.UsageError(f"--{forms[0]} and --{forms[1]} are two forms of the same answer: ask for one.", ctx)
    return forms[0] if forms else None
