"""`variorum apparatus REF REF REF…`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from variorum.cli.archives import archive_option, decided, network_options
from variorum.cli.compare import DONE, INCOMPLETE, Sourced, source_of
from variorum.cli.console import is_typed, note, print_result, terminal_width, wants_color, write_file
from variorum.cli.forms import form_asked, form_option
from variorum.cli.progress import bar
from variorum.cli.values import language_code

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.workflows.apparatus import Apparatus

STATUSES = """\b
Exit status:
  0    done
  2    wrong usage
  3    something could not be read or done
  4    done, but a limit was hit or a text was not read whole
  130  interrupted
"""

NO_BASE = "none"
# What shapes the pages, and says nothing of a document for programs.
PAGE_OPTIONS = ("orthographic", "color")


class Options(Sourced):
    """The options as click hands them over."""

    base: str | None
    orthographic: bool
    html: str | None
    color: str
    lang: str | None


@click.command("apparatus", epilog=STATUSES)
@click.argument("references", metavar="REF REF...", nargs=-1, required=True)
@click.option(
    "--base", metavar="REF", help="Which of the texts has the lemmas, as named here; none for none.  [the first]"
)
@click.option("--orthographic", is_flag=True, help="Show places where only the written form differs too.")
@form_option("plain", "One sentence a place, for a screen reader.")
@form_option("json", "Everything, as JSON (variorum.apparatus/1).")
@form_option("collatex", "The alignment table, as the JSON of CollateX.")
@click.option("--html", metavar="FILE", help="Write a self-contained page to FILE; - for standard output.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--lang", type=language_code, metavar="CODE", help="The language of all texts, as in en, de, fr, es, ru.")
@archive_option
@network_options
@click.pass_context
def command(ctx: click.Context, references: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Show every place where two or more statements vary, with all readings and who has them.

    Each REF is a file, - for standard input, a reference to a statement in the archive (series@date, series@latest), or
    an http(s) address. The texts are called A, B and so on by their dates; their order here makes no difference, but
    that the first is the base if --base names no other.
    """
    form = form_asked(ctx)
    _check(ctx, references, options, form)
    if "-" in references and is_typed():
        note("variorum: type or paste the text for -, then end it with Ctrl-D (on Windows, Ctrl-Z and Return).")
    made = _made(references, options)
    html, orthographic = options["html"], options["orthographic"]
    if html == "-":
        print_result(made.to_html(orthographic=orthographic))
    elif html is not None:
        write_file(html, made.to_html(orthographic=orthographic), inputs=references)
        note(f"variorum: the page is in {click.format_filename(html)}")
    if form or html is None:
        print_result(_rendered(made, form, options))
    return DONE if made.complete else INCOMPLETE


def _check(ctx: click.Context, references: tuple[str, ...], options: Options, form: str | None) -> None:
    """Refuse what contradicts itself, before anything is read."""
    if len(references) < 2:
        raise click.UsageError("An apparatus shows where texts vary: name two or more.", ctx)
    if references.count("-") > 1:
        raise click.UsageError("Standard input can be read once: only one of the texts can be -.", ctx)
    if options["base"] not in (None, NO_BASE, *references):
        raise click.UsageError(
            f"--base {options['base']} is none of the texts: name one of them as it stands here, or none.", ctx
        )
    if options["html"] == "-" and form:
        raise click.UsageError(f"--html - and --{form} would both go to standard output.", ctx)
    usable = {None: ("orthographic",) if options["html"] else PAGE_OPTIONS, "plain": ("orthographic",)}.get(form, ())
    for name in PAGE_OPTIONS:
        meant = name in usable or (name == "orthographic" and options["html"])
        if not meant and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} has no meaning for {f'--{form}' if form else '--html'}.", ctx)


def _made(references: tuple[str, ...], options: Options) -> Apparatus:
    # Here and not above: help and wrong usage need none of it.
    from variorum.workflows.apparatus import apparatus

    found = [source_of(name, options) for name in references]
    said = options["base"]
    base = None if said == NO_BASE and said not in references else references.index(said) if said else 0
    with bar() as report:
        return apparatus(
            *(source for source, _ in found),
            base=base,
            dates=[date for _, date in found],
            language=options["lang"],
            standing=decided(options["archive"]),
            report=report,
        )


def _rendered(made: Apparatus, form: str | None, options: Options) -> str:
    match form:
        case "plain":
            return made.to_plain(orthographic=options["orthographic"])
        case "json":
            return made.to_json()
        case "collatex":
            return made.to_collatex()
        case _:
            return made.to_terminal(
                width=terminal_width(), color=wants_color(options["color"]), orthographic=options["orthographic"]
            )
