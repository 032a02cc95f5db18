"""`variorum search WORDS` and `variorum search --like SENTENCE`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.archives import archive_option, json_option, reading, statuses
from variorum.cli.console import note, print_result, terminal_width, wants_color
from variorum.cli.values import iso_date, segment_kinds

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.model.found import Hits

DONE, INCOMPLETE = 0, 4
_UNWANTED = re.compile(r"-\w")


class Options(TypedDict):
    """The options as click hands them over."""

    like: str | None
    series: str | None
    date_from: str | None
    date_to: str | None
    issuer: str | None
    kinds: tuple[tuple[str, ...], ...]
    event: str | None
    best: bool
    limit: int
    color: str
    archive: str | None
    as_json: bool


class WordsCommand(click.Command):
    """A command whose words may begin with a minus: "-draft" is a word that must not be there, and no options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click's, with these words behind the options."""
        named = args[: args.index("--")] if "--" in args else args
        options = [each for each in self.params if isinstance(each, click.Option) and not each.is_flag]
        valued = {name for each in options for name in each.opts}
        unwanted = [
            place
            for place, (before, word) in enumerate(zip(["", *named], named, strict=False))
            if _UNWANTED.match(word) and before not in valued and word != "-h"
        ]
        wanted = [word for place, word in enumerate(named) if place not in unwanted]
        return super().parse_args(ctx, [*wanted, "--", *(named[place] for place in unwanted), *args[len(named) + 1 :]])


@click.command("search", cls=WordsCommand, epilog=statuses(incomplete="done, but a limit was hit: there may be more"))
@click.argument("words", metavar="[WORDS]…", nargs=-1)
@click.option("--like", metavar="SENTENCE", help="Find lines of like wording instead, the earliest first.")
@click.option("--series", metavar="S", help="Only in this series.")
@click.option("--from", "date_from", type=iso_date, metavar="D", help="From this date on (2023-05-21, 2023-05, 2023).")
@click.option("--to", "date_to", type=iso_date, metavar="D", help="Up to this date, and in it.")
@click.option("--issuer", metavar="I", help="Only where the issuer's name has these words.")
@click.option(
    "--kind",
    "kinds",
    type=segment_kinds,
    multiple=True,
    metavar="KINDS",
    help="Only such lines, as in title,sentence.",
)
@click.option(
    "--dropped", "event", flag_value="dropped", help="Only lines that the next issue of their series has no more."
)
@click.option("--added", "event", flag_value="added", help="Only lines that are first in their series, or back in it.")
@click.option("--reworded", "event", flag_value="reworded", help="Only lines that were just reworded, or next are.")
@click.option("--best", is_flag=True, help="The best match first, not the newest.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, metavar="N", help="N lines at most; else 20.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the words found.")
@archive_option
@json_option
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Find lines in the archive.

    A line must have all WORDS. "Several words" in quotation marks stand in a row; begin* is any word that begins so;
    this OR that; -word must not be there. Accents and case are of no account. Each line comes with date, issuer and
    title of its statement, and its exact place in it.

    A shell takes quotation marks away: put the whole into single ones, as in '"must be" publish* -draft'.

    --dropped, --added and --reworded find lines by what became of them in their series.

    Has this been said before? Ask with --like SENTENCE and no WORDS.
    """
    if bool(words) == (options["like"] is not None):
        raise click.UsageError("Give WORDS, or --like with a sentence.", ctx)
    if options["event"] and options["like"] is not None:
        raise click.UsageError(f"--{options['event']} looks for WORDS, not for --like.", ctx)
    hits = _found(" ".join(words), options)
    if options["as_json"]:
        from variorum.render.hits import hits_document

        print_result(hits_document(hits, words=" ".join(words), like=options["like"], order=_order(options)))
    else:
        from variorum.render.hits import hit_lines

        print_result(hit_lines(hits, width=terminal_width(), color=wants_color(options["color"])))
        note(_counted(hits) if hits.total or options["like"] is None else _none_like(hits))
    return INCOMPLETE if hits.limits else DONE


def _found(words: str, options: Options) -> Hits:
    from variorum.model.found import LineFate, Order, Scope
    from variorum.model.units import SegmentKind
    from variorum.workflows.search import like, search

    kinds = frozenset(SegmentKind(kind) for group in options["kinds"] for kind in group)
    event = LineFate(options["event"]) if options["event"] else None
    scope = Scope(options["series"], options["date_from"], options["date_to"], options["issuer"], kinds, event)
    with reading(options["archive"]) as store:
        if options["like"] is not None:
            return like(store, options["like"], scope=scope, limit=options["limit"])
        order = Order.BEST if options["best"] else Order.NEWEST
        return search(store, words, scope=scope, order=order, limit=options["limit"])


def _order(options: Options) -> str:
    return "earliest" if options["like"] is not None else "best" if options["best"] else "newest"


def _none_like(hits: Hits) -> str:
    statements = f"{hits.statements:,} statement{'' if hits.statements == 1 else 's'}"
    return (
        f"No line of like wording in {statements}; a line in wholly new words is not found. "
        "Exact words: variorum search '\"…\"'"
    )


def _counted(hits: Hits) -> str:
    lines = f"{hits.total:,} line{'' if hits.total == 1 else 's'}"
    return f"{lines}, {len(hits.rows):,} shown (--limit)." if hits.total > len(hits.rows) else f"{lines}."
