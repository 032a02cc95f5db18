"""What the commands on an archive share: which archive, the clock, what an address may do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

import click

from variorum.cli.console import note

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from variorum.analysis.facts.judged import FactJudgements
    from variorum.archive.store import Store
    from variorum.ingest.fetch.fetcher import Fetcher
    from variorum.ingest.fetch.policy import FetchPolicy
    from variorum.workflows.judge import Standing

Told = TypeVar("Told")

ARCHIVE_HELP = "The archive's folder; else VARIORUM_ARCHIVE, else the nearest .variorum from here upwards."


class Network(TypedDict):
    """The options that say what an address may do."""

    offline: bool
    allow_private: bool
    ignore_robots: bool
    proxy: str | None


def statuses(*, failed: str = "something could not be read or done", incomplete: str | None = None) -> str:
    """The end of a command's help: what each exit status means."""
    lines = {0: "done", 2: "wrong usage", 3: failed, 4: incomplete, 130: "interrupted"}
    told = "".join(f"  {status:<4} {words}\n" for status, words in lines.items() if words)
    return f"\b\nExit status:\n{told}"


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--archive DIR."""
    return click.option("--archive", metavar="DIR", help=ARCHIVE_HELP)(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, as docs/json.md describes.")(command)


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What an address may do."""
    for option in (
        click.option("--proxy", metavar="URL", help="Fetch through this proxy, as in socks5h://127.0.0.1:9050."),
        click.option("--ignore-robots", is_flag=True, help="Also fetch what robots.txt forbids; recorded."),
        click.option("--allow-private", is_flag=True, help="Also fetch from this machine and its network."),
        click.option("--offline", is_flag=True, help="Open no connection: refuse every address."),
    ):
        command = option(command)
    return command


def policy(network: Network) -> FetchPolicy:
    """What an address may do, as the options say."""
    from variorum.ingest.fetch.policy import FetchPolicy

    return FetchPolicy(
        offline=network["offline"],
        allow_private=network["allow_private"],
        ignore_robots=network["ignore_robots"],
        proxy=network["proxy"],
    )


def fetcher(network: Network) -> Callable[[], Fetcher]:
    """What fetches addresses as the options say, made when first asked for: it remembers when it asked which host."""
    made: list[Fetcher] = []

    def ready() -> Fetcher:
        from variorum.ingest.fetch.fetcher import Fetcher

        if not made:
            made.append(Fetcher(policy(network)))
        return made[0]

    return ready


def archive_folder(given: str | None) -> Path:
    """The folder of the archive that is meant. Raises ArchiveMissing."""
    from variorum.archive.location import find_archive

    return find_archive(given, environ=os.environ, cwd=Path.cwd())


def reading(given: str | None) -> Store:
    """The archive, to read in."""
    from variorum.archive.location import open_to_read

    return open_to_read(archive_folder(given), notice=lambda words: note(f"variorum: {words}"))


def writing(given: str | None) -> Store:
    """The archive, to write in."""
    from variorum.archive.store import Store

    return Store.open(archive_folder(given))


def decided(given: str | None) -> Standing | None:
    """What people decided in the archive that is meant; None where there is none, or no sound one, which is said."""

    def ask(store: Store) -> Standing:
        from variorum.workflows.judge import standing

        return standing(store)

    return _judgements(given, ask)


def decided_of_facts(given: str | None) -> FactJudgements | None:
    """What people decided of facts in the archive that is meant, as `decided`."""

    def ask(store: Store) -> FactJudgements:
        from variorum.workflows.judge_readings import fact_judgements

        return fact_judgements(store)

    return _judgements(given, ask)


def _judgements(given: str | None, ask: Callable[[Store], Told]) -> Told | None:
    from variorum.errors import ArchiveError, ArchiveMissing

    try:
        folder = archive_folder(given)
    except ArchiveMissing:
        return None
    from variorum.archive.database import ArchiveOlder
    from variorum.archive.location import open_as_it_is

    try:
        with open_as_it_is(folder) as store:
            return ask(store)
    except ArchiveOlder:
        return None  # of a time before there were judgements
    except ArchiveError as error:
        note(f"variorum: the archive's judgements are left out. {error}")
        return None


def now() -> str:
    """The time, UTC, ISO 8601 with seconds."""
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
