"""`variorum search`: by words, for what is like a sentence, or for what statements say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

import click

from variorum.cli.archives import archive_option, reading, statuses
from variorum.cli.console import note, print_result, terminal_width, wants_color, write_page
from variorum.cli.forms import form_asked, form_option
from variorum.cli.progress import bar
from variorum.cli.values import iso_date, segment_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Unpack

    from variorum.model.found import Hit, Hits, Scope
    from variorum.model.said import Asked, Sayings
    from variorum.model.witnesses import Limit

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
    earliest: bool
    number: str | None
    counted: str
    unit: str
    place: tuple[str, ...]
    person: tuple[str, ...]
    organisation: tuple[str, ...]
    people: tuple[str, ...]
    event_named: tuple[str, ...]
    document: tuple[str, ...]
    date: tuple[str, ...]
    names: str | None
    limit: int
    color: str
    html: str | None
    archive: str | None


# What statements say, by the options that ask for it: the name of the value, the kind of fact.
_NAMED = {
    "place": "place",
    "person": "person",
    "organisation": "organisation",
    "people": "people",
    "event_named": "event",
    "document": "document",
}
_FIGURE = ("number", "counted", "unit")


def said_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What statements say."""
    for option in (
        click.option(
            "--names", metavar="FILE", help="A table of names that wins over the shipped ones; docs/facts.md."
        ),
        click.option("--date", metavar="DATE", multiple=True, help="… that name this date, or days in it: 1990-01."),
        click.option("--document", metavar="NAME", multiple=True, help="… that name this treaty, law, resolution …"),
        click.option("--event", "event_named", metavar="NAME", multiple=True, help="… that name this event."),
        click.option("--people", metavar="NAME", multiple=True, help="… that name this people."),
        click.option("--organisation", metavar="NAME", multiple=True, help="… that name this body."),
        click.option("--person", metavar="NAME", multiple=True, help="… that name this person."),
        click.option("--place", metavar="NAME", multiple=True, help="… that name this place, under any of its names."),
        click.option("--unit", metavar="U", default="", help="… a number of this unit: percent, years, USD."),
        click.option("--counted", metavar="NOUN", default="", help="… a number of these, as in civilians."),
        click.option(
            "--number", metavar="N", help="Find statements that say this number: 150, 1.5 million, 100 to 200."
        ),
    ):
        command = option(command)
    return command


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
@said_options
@click.option("--best", is_flag=True, help="The best match first, not the newest.")
@click.option("--earliest", is_flag=True, help="The earliest first, not the newest.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, metavar="N", help="N lines at most; else 20.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the words found.")
@form_option("json", "Print JSON, as docs/json.md describes.")
@form_option("csv", "A table, a row a line.")
@click.option("--html", metavar="FILE", help="Write a self-contained page to FILE; - for standard output.")
@archive_option
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Find lines in the archive.

    A line must have all WORDS. "Several words" in quotation marks stand in a row; begin* is any word that begins so;
    this OR that; -word must not be there. Accents and case are of no account. Each line comes with date, issuer and
    title of its statement, and its exact place in it.

    A shell takes quotation marks away: put the whole into single ones, as in '"must be" publish* -draft'.

    --dropped, --added and --reworded find lines by what became of them in their series.

    Has this been said before? Ask with --like SENTENCE and no WORDS.

    --number 150 --counted civilians finds statements by what they say, however it is written, and --place, --person and
    the like by whom and what they name, under all names that are known to be one's. A statement must say all that is
    asked for; each comes with the first of its lines that say most of it. The first such question reads all statements.
    """
    asks = any(options[name] for name in (*_FIGURE, *_NAMED, "date"))  # type: ignore[literal-required]
    form = form_asked(ctx)
    _check(ctx, words, options, asks=asks)
    if options["html"] == "-" and form:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    if asks:
        return _say(options, form)
    said = " ".join(words)
    hits = _found(said, options)
    told = _counted(hits) if hits.total or options["like"] is None else _none_like(hits)
    if options["html"] is not None:
        _page(hits.rows, options, options["like"] or said, told, hits.limits)
    if form == "json":
        from variorum.render.hits import hits_document

        print_result(hits_document(hits, words=said, like=options["like"], order=_order(options)))
    elif form == "csv":
        _table(hits.rows)
        for bound in hits.limits:
            note(f"limit: {bound.what}: {bound.limit}; {bound.effect}")
    elif options["html"] is None:
        from variorum.render.hits import hit_lines

        print_result(hit_lines(hits, width=terminal_width(), color=wants_color(options["color"])))
    if form != "json":
        note(told)
    return INCOMPLETE if hits.limits else DONE


def _page(rows: Sequence[Hit], options: Options, asked: str, told: str, limits: Sequence[Limit] = ()) -> None:
    from variorum.render.html.hits import hits_page

    event = f", {options['event']}" if options["event"] else ""
    write_page(options["html"] or "-", hits_page(rows, asked=f"{asked}{event}", told=told, limits=limits))


def _table(rows: Sequence[Hit]) -> None:
    from variorum.render.hits_csv import hits_table

    print_result(hits_table(rows))


def _check(ctx: click.Context, words: tuple[str, ...], options: Options, *, asks: bool) -> None:
    """See that one thing is asked for, with options that belong to it."""
    if sum((bool(words), options["like"] is not None, asks)) != 1:
        raise click.UsageError(
            "Give WORDS, or --like with a sentence, or what statements say: --number, --place, --person …", ctx
        )
    if options["event"] and options["like"] is not None:
        raise click.UsageError(f"--{options['event']} looks for WORDS, not for --like.", ctx)
    if options["best"] and (options["earliest"] or asks):
        raise click.UsageError("--best is for WORDS, and comes in no order of dates.", ctx)
    if options["names"] and not asks:
        raise click.UsageError("--names goes with what statements say: --number, --place, --person …", ctx)


def _say(options: Options, form: str | None) -> int:
    """Find statements by what they say."""
    from variorum.model.found import Order
    from variorum.render.hits import saying_lines, sayings_document
    from variorum.workflows.names_table import read_names_table
    from variorum.workflows.remembered_facts import core_reader
    from variorum.workflows.said import find_said

    asked = _asked(options)
    reader = core_reader(read_names_table(options["names"]) if options["names"] else None)
    order = Order.EARLIEST if options["earliest"] else Order.NEWEST
    with reading(options["archive"]) as store, bar(wanted=form is None) as report:
        found = find_said(
            store, asked, scope=_scope(options), order=order, limit=options["limit"], reader=reader, report=report
        )
    rows = [each.hit for each in found.rows]
    if options["html"] is not None:
        _page(rows, options, _asked_words(options), _said_in(found))
    if form == "json":
        print_result(sayings_document(found, asked, order=order))
    elif form == "csv":
        _table(rows)
    elif options["html"] is None:
        print_result(saying_lines(found, width=terminal_width(), color=wants_color(options["color"])))
    if form != "json":
        note(_said_in(found))
    return DONE


def _asked_words(options: Options) -> str:
    """What is asked for, as it was asked."""
    figure = [f"{name} {options[name]}" for name in _FIGURE if options[name]]  # type: ignore[literal-required]
    names = [f"{kind} {name}" for option, kind in _NAMED.items() for name in options[option]]  # type: ignore[literal-required]
    return ", ".join((*figure, *names, *(f"date {date}" for date in options["date"])))


def _asked(options: Options) -> Asked:
    from variorum.model.facts import FactKind
    from variorum.model.said import Asked
    from variorum.workflows.said import read_figure

    names = tuple(
        (FactKind(kind), name)
        for option, kind in _NAMED.items()
        for name in options[option]  # type: ignore[literal-required]
    )
    has_figure = any(options[name] for name in _FIGURE)  # type: ignore[literal-required]
    figure = read_figure(options["number"] or "", options["unit"], options["counted"]) if has_figure else None
    return Asked(figure, names, options["date"])


def _scope(options: Options) -> Scope:
    from variorum.model.found import LineFate, Scope
    from variorum.model.units import SegmentKind

    kinds = frozenset(SegmentKind(kind) for group in options["kinds"] for kind in group)
    event = LineFate(options["event"]) if options["event"] else None
    return Scope(options["series"], options["date_from"], options["date_to"], options["issuer"], kinds, event)


def _said_in(found: Sayings) -> str:
    """How many statements say it, and what was left out."""
    says = f"{found.total:,} of {found.statements:,} statement{'' if found.statements == 1 else 's'}"
    shown = f", {len(found.rows):,} shown (--limit)" if found.total > len(found.rows) else ""
    left = f" {found.rejected:,} left out as rejected (judge list)." if found.rejected else ""
    return f"{says}{shown}.{left}"


def _found(words: str, options: Options) -> Hits:
    from variorum.model.found import Order
    from variorum.workflows.search import like, search

    scope = _scope(options)
    with reading(options["archive"]) as store:
        if options["like"] is not None:
            return like(store, options["like"], scope=scope, limit=options["limit"])
        order = Order.BEST if options["best"] else Order.EARLIEST if options["earliest"] else Order.NEWEST
        return search(store, words, scope=scope, order=order, limit=options["limit"])


def _order(options: Options) -> str:
    return "earliest" if options["like"] is not None or options["earliest"] else "best" if options["best"] else "newest"


def _none_like(hits: Hits) -> str:
    statements = f"{hits.statements:,} statement{'' if hits.statements == 1 else 's'}"
    return (
        f"No line of like wording in {statements}; a line in wholly new words is not found. "
        "Exact words: variorum search '\"…\"'"
    )


def _counted(hits: Hits) -> str:
    lines = f"{hits.total:,} line{'' if hits.total == 1 else 's'}"
    shown = f"{lines}, {len(hits.rows):,} shown (--limit)." if hits.total > len(hits.rows) else f"{lines}."
    if not hits.rotations:
        return shown
    others = f"{hits.rotations:,} line{'' if hits.rotations == 1 else 's'} of votes"
    return f"{shown} Left out: {others} in which only who voted for changed."
