"""`variorum add SOURCE…` and what it shares with `variorum import-table`."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypedDict

import click

from variorum.cli.archives import (
    Network,
    archive_option,
    fetcher,
    json_option,
    network_options,
    now,
    reading,
    statuses,
    writing,
)
from variorum.cli.console import note, print_result, terminal_width
from variorum.cli.progress import bar
from variorum.cli.values import capture_time, iso_date, language_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Unpack

    from variorum.archive.store import Store
    from variorum.model.claims import Claim
    from variorum.model.provenance import KeptWitness
    from variorum.progress import Report
    from variorum.render.arrivals import Arrived
    from variorum.workflows.add import Added
    from variorum.workflows.arriving import Arrival, NotModified, Refused

DONE, FAILED, INCOMPLETE = 0, 3, 4
# So many statements are told of in full; of the others only what is out of the ordinary, or all with --full.
TOLD_IN_FULL = 20
# So many sources that could not be read are named at the end.
MOST_REFUSED = 200


class Coming(Protocol):
    """What comes in, once it is known whom to tell how far it is."""

    def __call__(self, *, report: Report) -> Iterable[Arrival | NotModified | Refused]:
        """The sources, one at a time."""
        ...


class Describing(TypedDict):
    """The options that both commands have, as click hands them over."""

    archive: str | None
    series: str | None
    stated: str | None
    published: str | None
    issuer: str | None
    language: str | None
    title: str | None
    dry_run: bool
    full: bool
    as_json: bool


class Options(Describing, Network):
    """The options of `add`."""

    url: str | None
    captured: str | None
    source_id: str | None
    revision_of: str | None


def describing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What a person says of every statement of the command."""
    for option in (
        click.option("--title", metavar="T", help="Its title."),
        click.option("--language", type=language_code, metavar="L", help="Its language, as in en, de, fr, es, ru."),
        click.option("--issuer", metavar="I", help="Who issued it."),
        click.option("--published", type=iso_date, metavar="D", help="The date it was published on."),
        click.option(
            "--date", "stated", type=iso_date, metavar="D", help="The date it bears (2023-05-21, 2023-05, 2023)."
        ),
        click.option("--series", metavar="S", help="The series it is an issue of, as in karrow."),
    ):
        command = option(command)
    return command


@click.command(
    "add",
    epilog=statuses(
        failed="nothing could be read, or nothing could be written",
        incomplete="done, but a source was not read, or not whole; it is said which",
    ),
)
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True)
@describing_options
@click.option("--url", metavar="URL", help="The address a file was saved from.")
@click.option(
    "--captured",
    type=capture_time,
    metavar="T",
    help="When a file was saved, in UTC (2023-05-21, 2023-05-21T10:00:00Z).",
)
@click.option("--source-id", metavar="ID", help="What its source calls it (a number, a guid).")
@click.option("--revision-of", metavar="REF", help="It is a later text of the same issue as REF.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--full", is_flag=True, help="Tell of every statement, however many.")
@archive_option
@network_options
@json_option
def command(sources: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Keep statements in the archive, with the bytes they came as.

    A SOURCE is a file, a folder, - for standard input, or an http(s) address. Formats are known by their content: plain
    text, Markdown, HTML, PDF, DOCX, ODT, XML (TEI, Akoma Ntoso), RSS and Atom, WARC and WACZ, JSONL, CSV, e-mail,
    CSL-JSON and RIS records, and zip files of these.

    What is not given is found, and it is said why it is believed. Adding what is there already changes nothing. Other
    text from the same address, or with the same source id, is a revision: a silent edit, shown with the words that
    changed.
    """
    from variorum.workflows.inputs import arrivals, is_address, last_answer
    from variorum.workflows.kept import named

    if options["captured"] and any(map(is_address, sources)):
        raise click.UsageError("--captured is for files: what an address holds is captured when it is fetched.")
    with (reading if options["dry_run"] else writing)(options["archive"]) as store:
        given = given_claims(options, url=options["url"], source_id=options["source_id"], captured=options["captured"])
        known = last_answer(store)
        coming = partial(arrivals, sources, now=now, fetcher=fetcher(options), known=known, given=given)
        before = named(store, options["revision_of"]) if options["revision_of"] else None
        return add_and_tell(store, coming, options, revision_of=before)


def given_claims(
    options: Describing, *, url: str | None = None, source_id: str | None = None, captured: str | None = None
) -> tuple[Claim, ...]:
    """What the person said of every statement of the command."""
    from variorum.model.claims import Claim, Field

    said = (
        (Field.SERIES, "series", options["series"]),
        (Field.STATED, "date", options["stated"]),
        (Field.PUBLISHED, "published", options["published"]),
        (Field.ISSUER, "issuer", options["issuer"]),
        (Field.LANGUAGE, "language", options["language"]),
        (Field.TITLE, "title", options["title"]),
        (Field.URL, "url", url),
        (Field.SOURCE_ID, "source-id", source_id),
        (Field.CAPTURED, "captured", captured),
    )
    return tuple(Claim(field, value, f"given with --{name}") for field, name, value in said if value)


def add_and_tell(
    store: Store,
    coming: Coming,
    options: Describing,
    *,
    revision_of: KeptWitness | None = None,
) -> int:
    """Add what comes, tell what became of each, and return the exit status."""
    from variorum.workflows.add import add

    telling = Telling(store, options)
    with bar(wanted=not options["as_json"]) as report:
        for event in add(
            store,
            coming(report=report),
            now=now,
            revision_of=revision_of,
            dry_run=options["dry_run"],
            report=report,
        ):
            telling.tell(event)
    telling.end()
    return telling.status


class Telling:
    """Says what becomes of each source as it is added, and at the end what was not said on the way."""

    def __init__(self, store: Store, options: Describing) -> None:
        self._store = store
        self._options = options
        self._counts: Counter[str] = Counter()
        self._of_series: dict[str, Counter[str]] = {}
        self._unsaid: Counter[str] = Counter()
        self._refused: list[Refused] = []
        self._warned = self._deaf = False

    @property
    def status(self) -> int:
        """The exit status, as far as it has come."""
        if self._counts["refused"]:
            return INCOMPLETE if self._counts.total() > self._counts["refused"] else FAILED
        return INCOMPLETE if self._warned else DONE

    def tell(self, event: Added | Refused) -> None:
        """Count it, and say it where somebody listens."""
        from variorum.workflows.arriving import Refused

        if isinstance(event, Refused):
            self._counts["refused"] += 1
            if len(self._refused) < MOST_REFUSED:
                self._refused.append(event)
        else:
            self._counts[event.outcome] += 1
            self._of_series.setdefault(event.witness.issue.series, Counter())[event.outcome] += 1
            self._warned = self._warned or bool(event.warnings or event.limits)
        if self._deaf:
            return
        try:
            if isinstance(event, Refused):
                self._refusal(event)
            else:
                self._arrival(event)
        except BrokenPipeError:
            # Whoever listened has gone (`| head`): no reason to leave out what was to be kept.
            self._deaf = True

    def end(self) -> None:
        """What was left unsaid, what could not be read, and the counts."""
        from variorum.render.arrivals import counts_event, counts_line, refusal_line, series_counts_lines, unsaid_line

        dry_run = self._options["dry_run"]
        if self._options["as_json"]:
            if not self._deaf:
                print_result(counts_event(self._counts, dry_run=dry_run))
            return
        if self._unsaid:
            note(unsaid_line(self._unsaid).rstrip())
        for each in self._refused:
            note(refusal_line(str(each.error), each.locator).rstrip())
        if self._counts["refused"] > len(self._refused):
            note(f"{'refused':<12} {self._counts['refused'] - len(self._refused):,} more (--json names them all)")
        if len(self._of_series) > 1:
            note(series_counts_lines(self._of_series).rstrip("\n"))
        note(counts_line(self._counts, dry_run=dry_run).rstrip())

    def _refusal(self, event: Refused) -> None:
        from variorum.render.arrivals import refusal_event

        # People are told at the end, where it does not scroll by.
        if self._options["as_json"]:
            message = str(event.error)
            print_result(refusal_event(event.name, event.locator, message, dry_run=self._options["dry_run"]))

    def _arrival(self, event: Added) -> None:
        from variorum.render.arrivals import arrival_event, arrival_lines

        if self._options["as_json"]:
            arrived = _arrived(self._store, event, furniture=True)
            print_result(arrival_event(arrived, dry_run=self._options["dry_run"]))
            return
        in_full = self._options["full"] or self._counts.total() <= TOLD_IN_FULL
        ordinary = event.outcome in ("added", "unchanged") and not event.warnings and not event.limits
        if not in_full and ordinary:
            self._unsaid[event.outcome] += 1
            return
        detail = in_full and event.outcome != "unchanged"
        print_result(arrival_lines(_arrived(self._store, event), width=terminal_width(), detail=detail))


def _arrived(store: Store, event: Added, *, furniture: bool = False) -> Arrived:
    from variorum.render.arrivals import Arrived
    from variorum.workflows.revisions import revision

    changes: tuple[str, ...] = ()
    if event.outcome == "revision" and event.before is not None:
        changes = revision(store, event.before, event.witness).told(furniture=furniture)
    return Arrived(
        event.outcome,
        event.name,
        event.locator,
        event.witness,
        tuple((found.claim, found.chosen) for found in event.findings),
        event.warnings,
        event.before,
        changes,
        event.limits,
        event.alike,
        event.unused,
    )
