"""`variorum facts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from variorum.cli.archives import archive_option, decided, decided_of_facts, network_options, reading, statuses
from variorum.cli.compare import DONE, INCOMPLETE, Sourced, source_of
from variorum.cli.console import is_typed, note, print_result, terminal_width, wants_color, write_file
from variorum.cli.forms import form_asked, form_option
from variorum.cli.progress import bar
from variorum.cli.values import fact_kinds, fact_verdicts, iso_date, language_code
from variorum.model.ledger import Verdict

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.analysis.facts.extractors import Extractor
    from variorum.model.facts import FactKind
    from variorum.workflows.ledgers import Ledger
    from variorum.workflows.names_table import NamesTable

MOST_STATEMENTS = 2
CHANGE_OPTIONS = ("changed", "unexpected", "only")


class Options(Sourced):
    """The options as click hands them over."""

    series: str | None
    kinds: tuple[tuple[FactKind, ...], ...]
    changed: bool
    unexpected: bool
    only: tuple[tuple[Verdict, ...], ...]
    since: str | None
    until: str | None
    date: tuple[str, ...]
    language: str | None
    names: str | None
    nlp: bool
    nlp_model: str | None
    html: str | None
    full: bool
    color: str


@click.command("facts", epilog=statuses(incomplete="done, but a limit was hit or a text was not read whole"))
@click.argument("sources", metavar="[REF|FILE] [REF|FILE]", nargs=-1)
@click.option("--series", metavar="S", help="Every issue of this series: a row a fact, what changed first.")
@click.option(
    "--kind", "kinds", type=fact_kinds, multiple=True, metavar="KINDS", help="Only these, as in quantity,date."
)
@click.option("--changed", is_flag=True, help="Only what changed, came, went or came back.")
@click.option("--unexpected", is_flag=True, help="Only counts that the date does not explain.")
@click.option(
    "--only", type=fact_verdicts, multiple=True, metavar="VERDICTS", help="Only these changes, as in value,noun."
)
@click.option("--since", type=iso_date, metavar="D", help="Of a series: the issues from this date on.")
@click.option("--until", type=iso_date, metavar="D", help="Of a series: the issues up to this date, and of it.")
@click.option(
    "--date", type=iso_date, multiple=True, metavar="D", help="The date of the statement; given again, of the second."
)
@click.option(
    "--language", type=language_code, metavar="CODE", help="The language of the texts; of a series, which issues."
)
@click.option("--names", metavar="FILE", help="A table of names that wins over the shipped ones; docs/facts.md.")
@click.option("--nlp", is_flag=True, help="Read with a language model too (the extra nlp).")
@click.option("--nlp-model", metavar="NAME", help="The installed spaCy model to read with.")
@form_option("plain", "One sentence a change and a fact, for a screen reader.")
@form_option("json", "Everything, as JSON (variorum.ledger/1).")
@form_option("csv", "A row a fact; with --changed, --unexpected or --only a row a change.")
@click.option("--html", metavar="FILE", help="Write a self-contained page to FILE; - for standard output.")
@click.option("--full", is_flag=True, help="Fold and shorten nothing.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@archive_option
@network_options
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Show what statements say: figures, dates, names, demands; and how each changed.

    Of one statement, every fact that is read in it, with its words and its line; of two, first what changed between
    them; of a series (--series), each fact with its values by run of issues. A REF or FILE is as in compare. Words are
    printed as said; nothing is rated true or false.
    """
    form = form_asked(ctx)
    _check(ctx, sources, form, options)
    if "-" in sources and is_typed():
        note("variorum: type or paste the text for -, then end it with Ctrl-D (on Windows, Ctrl-Z and Return).")
    ledger = _selected(_ledger(sources, options), options)
    html = options["html"]
    if html == "-":
        print_result(ledger.to_html())
    elif html is not None:
        write_file(html, ledger.to_html(), inputs=sources)
        note(f"variorum: the page is in {click.format_filename(html)}")
    if form or html is None:
        print_result(_rendered(ledger, form, options))
    return DONE if ledger.complete else INCOMPLETE


def _check(ctx: click.Context, sources: tuple[str, ...], form: str | None, options: Options) -> None:
    """Refuse what contradicts itself, before anything is read."""
    series, (since, until) = options["series"], (options["since"], options["until"])
    if series is not None and sources:
        raise click.UsageError("--series has every issue of it: name no other statement beside it.", ctx)
    if series is None and not sources:
        raise click.UsageError("Name one statement or two, or a series with --series.", ctx)
    if len(sources) > MOST_STATEMENTS:
        raise click.UsageError("Two statements at most: several issues of a series are for --series.", ctx)
    if sources == ("-", "-"):
        raise click.UsageError("Standard input can be read once: only one of the two can be -.", ctx)
    if series is None and (since or until):
        raise click.UsageError("--since and --until have a meaning only with --series.", ctx)
    if since and until and since[: len(until)] > until[: len(since)]:
        raise click.UsageError(f"--since {since} is later than --until {until}: no issue is in between.", ctx)
    if len(options["date"]) > len(sources):
        way = "amend sets the date of an issue" if series else "one for each statement"
        raise click.UsageError(f"--date is given too often: {way}.", ctx)
    if len(sources) == 1 and any(options[name] for name in CHANGE_OPTIONS):  # type: ignore[literal-required]
        raise click.UsageError("Of one statement nothing changed: name a second one, or a series with --series.", ctx)
    if options["html"] == "-" and form:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    for name in ("full", "color"):
        if (form or options["html"]) and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} has no meaning for --{form or 'html'}.", ctx)


def _ledger(sources: tuple[str, ...], options: Options) -> Ledger:
    """The ledger of all that is named."""
    if options["series"] is not None:
        return _ledger_of_series(options["series"], options)
    # Here and not above: help and wrong usage need none of it.
    from variorum.workflows.facts import facts
    from variorum.workflows.ledger_reading import FactSource

    named = [source_of(name, options) for name in sources]
    given = (*options["date"], None, None)
    return facts(
        *(source for source, _ in named),
        language=options["language"],
        dates=[said or kept for said, (_, kept) in zip(given, named, strict=False)],
        source=FactSource(_extractor(options, _names(options)), decided_of_facts(options["archive"])),
        standing=decided(options["archive"]) if len(sources) > 1 else None,
    )


def _ledger_of_series(series: str, options: Options) -> Ledger:
    """The ledger of a series; the archive remembers what was read."""
    from variorum.workflows.ledger_reading import kept_source
    from variorum.workflows.remembered_facts import FactReader
    from variorum.workflows.series import trace_series

    names = _names(options)
    reader = FactReader(_extractor(options, names), names)
    with reading(options["archive"]) as store, bar() as report:
        traced = trace_series(store, series, language=options["language"])
        source = kept_source(store, traced.lineage, reader, report=report)
    return traced.read_facts(since=options["since"], until=options["until"], source=source)


def _names(options: Options) -> NamesTable | None:
    if not options["names"]:
        return None
    from variorum.workflows.names_table import read_names_table

    return read_names_table(options["names"])


def _extractor(options: Options, names: NamesTable | None) -> Extractor:
    """What reads facts: the rules, with a table of names or a language model where one is asked for."""
    from variorum.workflows.extracting import core_extractor, parsed_extractor

    table = names.gazetteer if names else None
    if options["nlp"] or options["nlp_model"] is not None:
        return parsed_extractor(options["nlp_model"], table)
    return core_extractor(table)


def _selected(ledger: Ledger, options: Options) -> Ledger:
    from variorum.workflows.ledgers import CHANGED

    verdicts = frozenset(verdict for words in options["only"] for verdict in words)
    verdicts |= CHANGED if options["changed"] else frozenset()
    verdicts |= {Verdict.UNEXPECTED} if options["unexpected"] else frozenset()
    return ledger.only(kinds=[kind for kinds in options["kinds"] for kind in kinds], verdicts=verdicts)


def _rendered(ledger: Ledger, form: str | None, options: Options) -> str:
    match form:
        case "plain":
            return ledger.to_plain()
        case "json":
            return ledger.to_json()
        case "csv":
            return ledger.to_csv()
        case _:
            return ledger.to_terminal(width=terminal_width(), color=wants_color(options["color"]), full=options["full"])
