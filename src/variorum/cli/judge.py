"""`variorum judge`: a person's last word on what answers what, and on whose name is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from variorum.cli.archives import archive_option, json_option, now, reading, statuses, writing
from variorum.cli.console import note as tell
from variorum.cli.console import print_result, terminal_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from variorum.model.judgements import Judged


FACT_KINDS = (
    *("quantity", "date", "time", "place", "person", "organisation", "people", "event", "document", "demand", "speech"),
)
"""As variorum.model.facts.FactKind has them."""


def by_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--note and --by."""
    for option in (
        click.option(
            "--by",
            envvar="VARIORUM_NAME",
            default="",
            metavar="NAME",
            help="Who decides; else VARIORUM_NAME, else not said.",
        ),
        click.option("--note", default="", metavar="WORDS", help="Why."),
    ):
        command = option(command)
    return command


@click.group("judge", epilog=statuses())
def command() -> None:
    """Overrule the machine, for good.

    A judgement is kept in the archive, on the words it is about: compare, series and all that follows obey it, also
    when a text is read anew. It can be undone, and stays on record.
    """


def _lines_command(verb: str, words: str, more: str) -> None:
    """A command that judges two lines."""

    @command.command(verb, epilog=statuses(), help=f"{words}\n\n{more}")
    @click.argument("places", metavar="REF WORDS REF WORDS", nargs=4, required=True)
    @by_options
    @archive_option
    @json_option
    def judge(places: tuple[str, ...], note: str, by: str, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
        from variorum.model.judgements import Verb
        from variorum.workflows.judge import judge_lines

        lines = tuple(zip(places[::2], places[1::2], strict=True))
        with writing(archive) as store:
            made = judge_lines(store, Verb(verb), lines, note=note, by=by, now=now())
        return _show([made], as_json=as_json)


_PLACES = (
    "REF is that of `variorum show`. WORDS are words of the line, found as `variorum quote` finds them; or line:N, the"
    " line's number as `compare` and `quote` count lines."
)
_lines_command("link", "These two lines of two texts answer each other.", _PLACES)
_lines_command("unlink", "These two lines of two texts do not answer each other.", _PLACES)


@command.command("reject", epilog=statuses())
@click.argument("reference", metavar="REF")
@click.argument("words", metavar="WORDS")
@click.option(
    "--as", "kind", type=click.Choice(FACT_KINDS), help="The words are not this, as which they are read: place, date …"
)
@by_options
@archive_option
@json_option
def reject_command(
    reference: str,
    words: str,
    kind: str | None,
    note: str,
    by: str,
    archive: str | None,
    as_json: bool,  # noqa: FBT001
) -> int:
    """Say that a line begins here: no line of an earlier text is its earlier self.

    Its links to earlier texts are cut, those to later ones stay. REF is that of `variorum show`. WORDS are words of the
    line, found as `variorum quote` finds them; or line:N, the line's number as `compare` and `quote` count lines.

    With --as, what is rejected is a reading instead: what is read as a figure, a place, a demand in these words is
    none. `facts` and `search` leave it out then.
    """
    from variorum.model.facts import FactKind
    from variorum.model.judgements import Verb
    from variorum.workflows.judge import judge_lines
    from variorum.workflows.judge_readings import reject_reading

    with writing(archive) as store:
        if kind is None:
            made = judge_lines(store, Verb.REJECT, [(reference, words)], note=note, by=by, now=now())
        else:
            made = reject_reading(store, reference, words, FactKind(kind), note=note, by=by, now=now())
    return _show([made], as_json=as_json)


def _names_command(verb: str, words: str) -> None:
    """A command that judges two names."""

    @command.command(verb, epilog=statuses(), help=words)
    @click.argument("first", metavar="NAME")
    @click.argument("second", metavar="NAME")
    @click.option("--in", "within", metavar="REF", multiple=True, help="A text where one of them stands; repeatable.")
    @by_options
    @archive_option
    @json_option
    def judge(
        first: str,
        second: str,
        within: tuple[str, ...],
        note: str,
        by: str,
        archive: str | None,
        as_json: bool,  # noqa: FBT001
    ) -> int:
        from variorum.model.judgements import Verb
        from variorum.workflows.judge import judge_names

        with writing(archive) as store:
            made = judge_names(store, Verb(verb), (first, second), within=within, note=note, by=by, now=now())
        return _show([made], as_json=as_json)


_names_command("same-name", "These two names are one person's or body's.")
_names_command("different-name", "These two names are not one person's or body's.")


@command.command("list", epilog=statuses())
@click.option("--all", "undone", is_flag=True, help="Also those that were undone.")
@archive_option
@json_option
def list_command(undone: bool, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Show every judgement, with its words where they stand now.

    One whose words are not found in the text as it is read now is NOT ANCHORED: it changes nothing, and stays.
    """
    from variorum.workflows.judge import judged

    with reading(archive) as store:
        rows = judged(store, undone=undone)
    if not rows and not as_json:
        tell("variorum: nothing was judged.")
        return 0
    return _show(rows, as_json=as_json)


@command.command("undo", epilog=statuses())
@click.argument("number", metavar="NUMBER", type=click.IntRange(1))
@click.option(
    "--by", envvar="VARIORUM_NAME", default="", metavar="NAME", help="Who undoes it; else VARIORUM_NAME, else not said."
)
@archive_option
@json_option
def undo_command(number: int, by: str, archive: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Let a judgement or an amendment count no more; NUMBER is that of `variorum judge list`."""
    from variorum.workflows.judge import undo_judgement

    with writing(archive) as store:
        undone = undo_judgement(store, number, by=by, now=now())
    return _show([undone], as_json=as_json)


def _show(rows: Sequence[Judged], *, as_json: bool) -> int:
    from variorum.render.judgements import judgement_lines, judgements_document

    print_result(judgements_document(rows) if as_json else judgement_lines(rows, width=terminal_width()))
    return 0
