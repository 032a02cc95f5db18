"""`variorum series show SERIES`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

import click
from click.core import ParameterSource

from variorum.cli.archives import archive_option, reading, statuses
from variorum.cli.compare import DONE, INCOMPLETE
from variorum.cli.console import is_folder, note, print_result, terminal_width, wants_color, write_folder, write_page
from variorum.cli.forms import form_asked, form_option
from variorum.cli.values import filter_words, iso_date, language_code

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.workflows.compare import Comparison
    from variorum.workflows.life_pages import Listing
    from variorum.workflows.lives import Series
    from variorum.workflows.series_measures import Measured

# What each of the five questions can be asked with, besides the form of its answer.
NEWS, LIST, BETWEEN, MEASURES = "news", "list", "between", "measures"
MEANT = {
    NEWS: {"on", "full", "color"},
    LIST: {"on", "since", "until", "standing", "sort", "limit", "full", "color"},
    BETWEEN: {"only", "full", "context", "orthographic", "color"},
    MEASURES: {"color"},
}
FORMS = {
    NEWS: {"plain", "json", "csv"},
    LIST: {"plain", "json", "csv"},
    BETWEEN: {"plain", "json", "csv", "markdown"},
    MEASURES: {"plain", "json", "csv"},
}
SHAPES = ("on", "since", "until", "standing", "sort", "limit", "full", "context", "orthographic", "only", "color")


class Options(TypedDict):
    """The options as click hands them over."""

    on: str | None
    dropped: bool
    returned: bool
    new: bool
    stable: int | None
    since: str | None
    until: str | None
    standing: bool
    sort: str
    limit: int | None
    between: tuple[str, str] | None
    measures: bool
    html: str | None
    only: tuple[tuple[str, ...], ...]
    full: bool
    context: int
    orthographic: bool
    color: str
    language: str | None
    archive: str | None


@click.command("show", epilog=statuses(incomplete="done, but a limit was hit, or a text is left out or not whole"))
@click.argument("series", metavar="SERIES")
@click.option(
    "--on", metavar="D", help="What is new in the issue of this date, not in the latest; in a list, only then."
)
@click.option("--dropped", is_flag=True, help="List the lines that stand no longer, each where it was dropped.")
@click.option("--returned", is_flag=True, help="List the lines that came back, each with how long it was absent.")
@click.option("--new", is_flag=True, help="List the lines that never stood before, each where it came in.")
@click.option(
    "--stable", type=click.IntRange(2), metavar="N", help="List the lines in one wording in N issues in a row or more."
)
@click.option("--since", type=iso_date, metavar="D", help="In a list: from this date on (2023-05-21, 2023-05, 2023).")
@click.option("--until", type=iso_date, metavar="D", help="In a list: up to this date, and in it.")
@click.option("--standing", is_flag=True, help="With --new or --stable: only lines of the latest issue.")
@click.option(
    "--sort",
    type=click.Choice(["date", "stood", "wording", "absent", "run"]),
    default="date",
    show_default=True,
    help="In a list, first: the latest; what stood in the most issues; in its last wording in the most in a row; was"
    " longest absent; stood in the most in a row.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="In a list: N lines at most; else all.")
@click.option(
    "--between", nargs=2, metavar="D1 D2", help="What changed between two issues: dates, latest, previous, first."
)
@click.option("--measures", is_flag=True, help="Each issue in figures.")
@form_option("plain", "One sentence a line, for a screen reader.")
@form_option("json", "JSON, as docs/json.md describes.")
@form_option("csv", "A table: a row an event, a line of the list, a pair of lines, or an issue.")
@form_option("markdown", "With --between: a Markdown document.")
@click.option(
    "--html",
    metavar="FILE|DIR/",
    help="Write a self-contained page to FILE (- for standard output), or linked pages without script into DIR/.",
)
@click.option("--only", type=filter_words, multiple=True, metavar="WORDS", help="With --between: as in compare.")
@click.option("--full", is_flag=True, help="Fold nothing.")
@click.option("--context", type=click.IntRange(min=0), default=0, metavar="N", help="With --between: as in compare.")
@click.option("--orthographic", is_flag=True, help="With --between: as in compare.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option(
    "--language", type=language_code, metavar="CODE", help="The issues in this language, not in that of the most."
)
@archive_option
@click.pass_context
def show_command(ctx: click.Context, series: str, **options: Unpack[Options]) -> int:
    """Show what is new in the latest issue against all before it, and the life of every line.

    Each issue is compared with the one before it, and lines are followed through all of them: a line that was absent
    and comes back has returned. First what is new, dropped (with how long it had stood), reworded; then a map: a row a
    line, a column an issue or several. variorum line SERIES "a few words" shows the life of one line.
    """
    form, question = form_asked(ctx), _question(ctx, options)
    _check(ctx, question, form, options)
    from variorum.workflows.series import trace_series

    with reading(options["archive"]) as store:
        traced = trace_series(store, series, language=options["language"])
        if question == NEWS:
            from variorum.workflows.ledger_reading import judged_source, kept_source

            wanted = kept_source(store, traced.lineage) if options["html"] is not None else judged_source(store)
            traced = replace(traced, fact_source=wanted)
    comparison = traced.between(*options["between"]) if options["between"] else None
    html = options["html"]
    if html is not None and question == NEWS and is_folder(html):
        count = write_folder(html, traced.html_pages(options["on"] or "latest", facts=True))
        note(f"variorum: {count:,} pages are in {click.format_filename(html)}; begin with index.html")
    elif html is not None:
        write_page(html, _page(traced, comparison, question, options))
    if form or html is None:
        print_result(_rendered(traced, comparison, question, form, options))
    complete = traced.complete and (comparison is None or comparison.complete)
    return DONE if complete else INCOMPLETE


def _question(ctx: click.Context, options: Options) -> str:
    """Which one of the questions is asked."""
    asked = [
        *(LIST for name in ("dropped", "returned", "new", "stable") if options[name]),
        *([BETWEEN] if options["between"] else []),
        *([MEASURES] if options["measures"] else []),
    ]
    if len(asked) > 1:
        raise click.UsageError("--dropped, --returned, --new, --stable, --between and --measures: ask for one.", ctx)
    return asked[0] if asked else NEWS


def _check(ctx: click.Context, question: str, form: str | None, options: Options) -> None:
    """Refuse what contradicts itself, before anything is read."""
    if form is not None and form not in FORMS[question]:
        raise click.UsageError(f"--{form} has no meaning here: ask for --{', --'.join(sorted(FORMS[question]))}.", ctx)
    if options["html"] is not None and question != NEWS and is_folder(options["html"]):
        raise click.UsageError("A folder of pages is of the whole series: give --html a FILE here.", ctx)
    if options["html"] == "-" and form:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    since, until = options["since"], options["until"]
    if since and until and since[: len(until)] > until[: len(since)]:
        raise click.UsageError(f"--since {since} is later than --until {until}: no issue is in between.", ctx)
    meant = MEANT[question]
    if question == LIST and not (options["new"] or options["stable"]):
        meant = meant - {"standing"}
    if options["stable"]:
        meant = meant - {"on", "since", "until", "sort"}
    if form in ("json", "csv", "markdown") or (options["html"] and form is None):
        meant = meant - {"full", "color", "only", "context", "orthographic"}
    elif form == "plain":
        meant = meant - {"full", "color", "context"}
    for name in SHAPES:
        if name not in meant and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} has no meaning here.", ctx)


def _page(traced: Series, comparison: Comparison | None, question: str, options: Options) -> str:
    """The answer as one self-contained page."""
    if comparison is not None:
        return comparison.to_html()
    if question == LIST:
        return _listing(traced, options).to_html()
    if question == MEASURES:
        return _measured(traced).to_html()
    return traced.to_html(options["on"] or "latest", facts=True)


def _rendered(traced: Series, comparison: Comparison | None, question: str, form: str | None, options: Options) -> str:
    if comparison is not None:
        return _compared(comparison, form, options)
    width, color = terminal_width(), wants_color(options["color"])
    on = options["on"] or "latest"
    told = _listing(traced, options) if question == LIST else _measured(traced) if question == MEASURES else None
    match form:
        case "plain":
            return told.to_plain() if told else traced.to_plain(on)
        case "json":
            return told.to_json() if told else traced.to_json(on)
        case "csv":
            return told.to_csv() if told else traced.to_csv()
    if question == MEASURES:
        return _measured(traced).to_terminal(width=width, color=color)
    if question == LIST:
        return _listing(traced, options).to_terminal(width=width, color=color, full=options["full"])
    return traced.to_terminal(on, width=width, color=color, full=options["full"])


def _measured(traced: Series) -> Measured:
    from variorum.workflows.series_measures import Measured

    return Measured(traced)


def _listing(traced: Series, options: Options) -> Listing:
    """The list that is asked for, and how it is called."""
    from variorum.workflows.life_pages import Listing

    when = {"since": options["since"], "until": options["until"], "on": options["on"]}
    said = "".join(f" {word} {_called(traced, date)}" for word, date in when.items() if date)
    if options["stable"]:
        table = traced.steady(options["stable"], standing=options["standing"], limit=options["limit"])
        still = ", as it stands in the latest issue" if options["standing"] else ""
        return Listing(traced, "steady", f"in one wording in {options['stable']} issues in a row or more{still}", table)
    how = {"order": options["sort"], "limit": options["limit"]}
    if options["dropped"]:
        table = traced.dropped(**when, **how)  # type: ignore[arg-type]
        still = "" if options["on"] else ", standing no longer"
        return Listing(traced, "dropped", f"dropped{said}{still}", table, traced.gone_inside(**when))
    if options["returned"]:
        table = traced.returned(**when, **how)  # type: ignore[arg-type]
        lines = len({row.line for row in traced.returned(**when)})  # type: ignore[arg-type]
        return Listing(traced, "returned", f"returned{said}", table, lines=lines)
    still = ", and standing in the latest issue" if options["standing"] else ""
    table = traced.new(**when, **how, standing=options["standing"])  # type: ignore[arg-type]
    took = traced.took_wording(**when) if options["standing"] and any(when.values()) else ()
    return Listing(traced, "new", f"first-ever{said}{still}", table, took_wording=took)


def _called(traced: Series, said: str) -> str:
    """A date as it was said; latest, previous and first by the date of that issue."""
    return said if said[0].isdigit() else traced.lineage.issues[traced.issue(said)].date


def _compared(comparison: Comparison, form: str | None, options: Options) -> str:
    only = frozenset(word for words in options["only"] for word in words)
    match form:
        case "plain":
            return comparison.to_plain(only=only, orthographic=options["orthographic"])
        case "json":
            return comparison.to_json()
        case "csv":
            return comparison.to_csv()
        case "markdown":
            return comparison.to_markdown()
        case _:
            return comparison.to_terminal(
                width=terminal_width(),
                color=wants_color(options["color"]),
                only=only,
                full=options["full"],
                context=options["context"],
                orthographic=options["orthographic"],
            )
