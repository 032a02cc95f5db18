"""`variorum compare A B`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from variorum.cli.archives import Network, archive_option, decided, decided_of_facts, network_options
from variorum.cli.console import is_typed, note, print_result, terminal_width, wants_color, write_file
from variorum.cli.forms import form_asked, form_option
from variorum.cli.values import filter_words, iso_date, language_code, line_pair, line_place
from variorum.model.units import SegmentKind

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.model.alignment import Side
    from variorum.model.witnesses import Witness
    from variorum.workflows.compare import Comparison

DONE, DIFFERENT, INCOMPLETE = 0, 1, 4

STATUSES = """\b
Exit status:
  0    done
  1    the texts differ (only with --exit-code)
  2    wrong usage
  3    something could not be read or done
  4    done, but a limit was hit or a text was not read whole
  130  interrupted
"""

# What shapes the page for the terminal, and what of it the sentences of --plain can follow too.
PAGE_OPTIONS = ("only", "full", "context", "orthographic", "color")
PLAIN_OPTIONS = ("only", "orthographic")


class Sourced(Network):
    """The options that say where a text may come from."""

    archive: str | None


class Options(Sourced):
    """The options as click hands them over."""

    only: tuple[tuple[str, ...], ...]
    full: bool
    context: int
    orthographic: bool
    facts: bool
    form: str | None
    html: str | None
    color: str
    exit_code: bool
    base_date: str | None
    other_date: str | None
    label: tuple[str, ...]
    lang: str | None
    pairs: tuple[tuple[int, int], ...]
    unpairs: tuple[tuple[int, int], ...]
    kinds: tuple[tuple[str, tuple[Side, int]], ...]


@click.command("compare", epilog=STATUSES)
@click.argument("base", metavar="A")
@click.argument("other", metavar="B")
@click.option("--only", type=filter_words, multiple=True, metavar="WORDS", help="Only these rows, as in dropped,added.")
@click.option("--full", is_flag=True, help="Show kept lines, and long kept stretches in a line, too.")
@click.option(
    "--context", type=click.IntRange(min=0), default=0, metavar="N", help="Show N kept lines on each side of a change."
)
@click.option("--orthographic", is_flag=True, help="Show changes of quotation marks, dashes, case and the like too.")
@click.option("--facts", is_flag=True, help="Show changed figures, dates, names and demands too.")
@form_option("stat", "The counts alone.")
@form_option("plain", "One sentence a change, for a screen reader.")
@form_option("json", "Everything, as JSON (variorum.alignment/1; with --facts variorum.comparison/1).")
@form_option("markdown", "A Markdown document.")
@click.option("--html", metavar="FILE", help="Write a self-contained page to FILE; - for standard output.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if the texts differ.")
@click.option("--base-date", type=iso_date, metavar="DATE", help="The date of A, as in 2023-05-21.")
@click.option("--other-date", type=iso_date, metavar="DATE", help="The date of B.")
@click.option("--label", multiple=True, metavar="NAME", help="What to call A; given again, what to call B.")
@click.option(
    "--lang", type=language_code, metavar="CODE", help="The language of both texts, as in en, de, fr, es, ru."
)
@click.option("--pair", "pairs", type=line_pair, multiple=True, metavar="I:J", help="Line I of A answers line J of B.")
@click.option(
    "--unpair", "unpairs", type=line_pair, multiple=True, metavar="I:J", help="Line I of A does not answer line J of B."
)
@click.option(
    "--as",
    "kinds",
    type=(click.Choice([kind.value for kind in SegmentKind]), line_place),
    multiple=True,
    metavar="KIND N",
    help="Line N of A is a KIND (title, dateline, …); :N for a line of B.",
)
@archive_option
@network_options
@click.pass_context
def command(ctx: click.Context, base: str, other: str, **options: Unpack[Options]) -> int:
    """Show what changed from statement A to statement B.

    A and B are files (plain text, Markdown, HTML, PDF, DOCX, ODT, XML, known by their content), - for standard input,
    references to statements in the archive (series@date, series@latest), or http(s) addresses. An existing path wins. A
    is always the base. Lines are called by the numbers that the output shows.
    """
    options["form"] = form_asked(ctx)
    _check(ctx, base, other, options)
    if "-" in (base, other) and is_typed():
        note("variorum: type or paste the text for -, then end it with Ctrl-D (on Windows, Ctrl-Z and Return).")
    comparison = _compared(base, other, options)
    html, form = options["html"], options["form"]
    if html == "-":
        print_result(comparison.to_html(facts=options["facts"]))
    elif html is not None:
        write_file(html, comparison.to_html(facts=options["facts"]), inputs=(base, other))
        note(f"variorum: the page is in {click.format_filename(html)}")
    if form or html is None:
        print_result(_rendered(comparison, options))
    if not comparison.complete or (options["facts"] and not comparison.facts.complete):
        return INCOMPLETE
    return DIFFERENT if options["exit_code"] and comparison.differs else DONE


def _check(ctx: click.Context, base: str, other: str, options: Options) -> None:
    """Refuse what contradicts itself, before anything is read."""
    form, html = options["form"], options["html"]
    if base == other == "-":
        raise click.UsageError("Standard input can be read once: only one of A and B can be -.", ctx)
    if html == "-" and form:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    if len(options["label"]) > 2:
        raise click.UsageError("--label can be given twice: what to call A, then what to call B.", ctx)
    usable = {None: () if html else PAGE_OPTIONS, "plain": PLAIN_OPTIONS}.get(form, ())
    for name in PAGE_OPTIONS:
        if name not in usable and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} has no meaning for {f'--{form}' if form else '--html'}.", ctx)


def _compared(base: str, other: str, options: Options) -> Comparison:
    # Here and not above: help and wrong usage need none of it.
    from variorum.align.collate import Judgements
    from variorum.workflows.compare import compare

    label = (*options["label"], None, None)
    (base_source, base_date), (other_source, other_date) = (source_of(name, options) for name in (base, other))
    comparison = compare(
        base_source,
        other_source,
        language=options["lang"],
        base_date=options["base_date"] or base_date,
        other_date=options["other_date"] or other_date,
        base_label=label[0],
        other_label=label[1],
        judgements=Judgements(
            pairs=options["pairs"],
            unpairs=options["unpairs"],
            kinds=tuple((side, index, SegmentKind(kind)) for kind, (side, index) in options["kinds"]),
        ),
        standing=decided(options["archive"]),
    )
    if not options["facts"]:
        return comparison
    from variorum.workflows.ledger_reading import FactSource

    return replace(comparison, fact_source=FactSource(judgements=decided_of_facts(options["archive"])))


def source_of(name: str, options: Sourced) -> tuple[str | Witness, str | None]:
    """A path as it is; what a reference or an address names as a witness, with the date it is kept under."""
    import os

    if name == "-" or os.path.lexists(name) or not ("@" in name or ":" in name):
        return name, None
    from variorum.cli.archives import fetcher, now, reading, writing
    from variorum.workflows.inputs import find_witness, is_address, is_kept_elsewhere

    if not is_kept_elsewhere(name):
        return name, None
    witness, kept = find_witness(
        name,
        reading=lambda: reading(options["archive"]),
        writing=lambda: writing(options["archive"]),
        fetcher=fetcher(options),
        now=now,
    )
    if kept is not None and is_address(name):
        note(f"variorum: {name} is kept as {kept.reference}")
    return witness, kept.issue.date or None if kept else None


def _rendered(comparison: Comparison, options: Options) -> str:
    only, facts = frozenset(word for words in options["only"] for word in words), options["facts"]
    match options["form"]:
        case "stat":
            return comparison.to_stat(facts=facts)
        case "plain":
            return comparison.to_plain(only=only, orthographic=options["orthographic"], facts=facts)
        case "json":
            return comparison.to_json_with_facts() if facts else comparison.to_json()
        case "markdown":
            return comparison.to_markdown(facts=facts)
        case _:
            return comparison.to_terminal(
                width=terminal_width(),
                color=wants_color(options["color"]),
                only=only,
                full=options["full"],
                context=options["context"],
                orthographic=options["orthographic"],
                facts=facts,
            )
