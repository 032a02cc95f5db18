"""Whether an English word is a noun in the plural, by its form."""

from __future__ import annotations

PLURALS = frozenset(
    "people men women children persons personnel staff troops police policemen servicemen servicewomen aircraft feet "
    "livestock sheep cattle faithful youth media data criteria phenomena clergy dead wounded injured missing others "
    "fishermen congressmen businessmen gunmen firemen countrymen lives wives families alumni nuclei".split()
)
"""Plurals that do not end in s."""

_NO_PLURALS = frozenset(
    "this is was has its his as us thus plus minus versus ours always perhaps besides less across previous various "
    "serious religious numerous famous campus census consensus status basis crisis analysis process press congress "
    "progress success access business loss class mass boss glass address witness wellness illness united series "
    "specimen regimen abdomen acumen yes gas bus says "
    "does goes remains includes provides means makes takes gives becomes begins comes needs".split()
)


def is_plural(form: str) -> bool:
    """Whether an English word looks like a noun in the plural."""
    if form in PLURALS or (form.endswith(("men", "children", "people")) and form not in _NO_PLURALS and len(form) > 4):
        return True
    form = form.removesuffix("'")
    return (
        len(form) > 3 and form.endswith("s") and not form.endswith(("ss", "us", "is", "'s")) and form not in _NO_PLURALS
    )
