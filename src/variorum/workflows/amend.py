"""What is known of a statement set right by a person: its title, date, issuer, language or series."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.archive import catalogue
from variorum.archive import judgements as kept_judgements
from variorum.archive.filing import captures_at, captures_under, former_places, move, place_now, place_of
from variorum.archive.numbers import next_ordinal, next_revision
from variorum.archive.store import Finding
from variorum.errors import ArchiveDamaged, NothingToAmend, SourceError
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.model.claims import Claim, Field
from variorum.model.judgements import Anchor, Verb
from variorum.model.provenance import UNSORTED, Issue
from variorum.model.references import slug_of
from variorum.text.segment import segment
from variorum.workflows.arriving import storable_name
from variorum.workflows.describe import AMENDED, Description, segmented_and_described
from variorum.workflows.kept import named
from variorum.workflows.rereading import Gone, Rereading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from variorum.archive.filing import Place
    from variorum.archive.store import Store
    from variorum.model.judgements import Judgement
    from variorum.model.provenance import Capture, KeptWitness
    from variorum.model.units import Segmentation

# Of these the whole issue in its language has one; of a title and an issuer each text has its own.
_FILING = (Field.SERIES, Field.STATED, Field.LANGUAGE)


@dataclass(frozen=True, slots=True)
class Amended:
    """A statement set right: the number of the judgement, its row now, and (old, new) references of all that moved."""

    judgement: int
    witness: KeptWitness
    amended: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str], ...]


class Amendments:
    """The amendments that count, for every statement where it is filed now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._of_issue: dict[tuple[Issue, str], list[tuple[Place, Judgement]]] = {}
        for judgement in kept_judgements.judgements(connection, standing=True, verb=Verb.AMEND):
            place = place_of(judgement.anchors[0].reference)
            captures = captures_at(connection, place) if place else ()
            if captures:
                now = place_now(connection, captures[0])
                self._of_issue.setdefault((now.issue, now.language), []).append((now, judgement))

    def of(self, place: Place) -> tuple[Claim, ...]:
        """What was said of the statement at a place, the latest first."""
        return tuple(
            Claim(Field(field), value, _reason(judgement))
            for at, judgement in reversed(self._of_issue.get((place.issue, place.language), ()))
            for field, value in judgement.amended
            if field in _FILING or at == place
        )


def amend(
    store: Store, reference: str, said: Mapping[Field, str], *, note: str = "", by: str = "", now: str
) -> Amended:
    """Set right what is known of a statement; `said` has a value for each field that is wrong.

    Another date, language or series files it elsewhere, with the other revisions of its issue in its language: its old
    reference still finds it, and is given to no other text. The amendment is a judgement, and can be undone as one.
    Raises ReferenceUnknown, ReferenceAmbiguous or NothingToAmend.
    """
    with store.writing():
        witness = named(store, reference)
        wanted = {field: " ".join(storable_name(value).split()) for field, value in said.items()}
        news = {field: value for field, value in wanted.items() if value and not _known(store, witness, field, value)}
        if not news:
            told = tuple(f"{field} {value}" for field, value in wanted.items() if value)
            raise NothingToAmend(witness.reference, told)
        number = kept_judgements.insert_judgement(
            store.connection,
            Verb.AMEND,
            [Anchor(witness.reference, witness.text_sha256, 0, 0, "", "", "")],
            details={"set": {field.value: value for field, value in news.items()}},
            note=storable_name(note),
            made_by=storable_name(by),
            made_at=now,
        )
        judgement = kept_judgements.find_judgement(store.connection, number)
        assert judgement is not None, "just written"  # noqa: S101
        moved = apply_amendments(store, judgement)
        row = kept_judgements.statement_of(store.connection, judgement.anchors[0])
        assert row is not None, "it was just there"  # noqa: S101
        return Amended(number, row, judgement.amended, moved)


def apply_amendments(store: Store, judgement: Judgement) -> tuple[tuple[str, str], ...]:
    """Bring what a new or undone amendment is about to where the amendments that count have it.

    Returns the (old, new) references of what moved. Call it inside the transaction that wrote the judgement.
    """
    connection = store.connection
    place = place_of(judgement.anchors[0].reference)
    captures = captures_at(connection, place) if place else ()
    if not captures:
        return ()
    now = place_now(connection, captures[0])
    group = captures_under(connection, now.issue, now.language)
    before = {number: place_now(connection, number) for number in group}
    issue, language = _where(connection, group, Amendments(connection).of(now))
    if (issue, language) != (now.issue, now.language):
        move(store, now.issue, now.language, to=issue, to_language=language)
    _renew(store, group, resegment=any(field == Field.LANGUAGE for field, _ in judgement.amended))
    after = {number: place_now(connection, number) for number in group}
    moved = dict.fromkeys((before[n].reference, after[n].reference) for n in group if before[n] != after[n])
    return tuple(moved)


def _known(store: Store, witness: KeptWitness, field: Field, value: str) -> bool:
    match field:
        case Field.SERIES:
            return _slug(store.connection, value) == witness.issue.series
        case Field.STATED:
            return witness.issue.date == witness.stated == value
        case Field.LANGUAGE:
            return witness.language == value
        case Field.TITLE:
            return witness.title == value
        case _:
            return witness.issuer == value


def _slug(connection: sqlite3.Connection, said: str) -> str:
    slug = slug_of(said) or UNSORTED
    return catalogue.exact_slug(connection, slug) or slug


def _reason(judgement: Judgement) -> str:
    by = f"by {judgement.made_by} " if judgement.made_by else ""
    return f"{AMENDED}{by}on {judgement.made_at[:10]}"


def _where(connection: sqlite3.Connection, group: Sequence[int], claims: Sequence[Claim]) -> tuple[Issue, str]:
    """The issue and language that captures are filed under: as they were first, but for what is amended."""
    firsts = [places[0] for places in (former_places(connection, number) for number in group) if places]
    first = firsts[0] if firsts else place_now(connection, group[0])
    said = {claim.field: claim.value for claim in reversed(claims)}
    series = _slug(connection, said[Field.SERIES]) if Field.SERIES in said else first.series
    date, language = said.get(Field.STATED, first.date), said.get(Field.LANGUAGE, first.language)
    now = place_now(connection, group[0])
    if (series, date, language) == (now.series, now.date, now.language):
        return now.issue, language
    for before in (before for number in group for before in former_places(connection, number)):
        held = (before.series, before.date, before.language) == (series, date, language)
        if held and not captures_under(connection, before.issue, language):
            return before.issue, language
    return _new_place(connection, now, series, date, language), language


def _new_place(connection: sqlite3.Connection, now: Place, series: str, date: str, language: str) -> Issue:
    """The issue whose text in this language it is, where that is plain; else one more of the day."""
    if (series, date) == (now.series, now.date):
        beside = [now.issue]
    elif date and series != UNSORTED:
        beside = [row.issue for row in catalogue.untranslated(connection, series, date, language)]
    else:
        beside = []
    if len(beside) == 1 and next_revision(connection, beside[0], language) == 1:
        return beside[0]
    return Issue(series, date, next_ordinal(connection, series, date))


def _renew(store: Store, group: Sequence[int], *, resegment: bool) -> None:
    """Write again what is known of captures; where their language changed, their lines as well."""
    amendments = Amendments(store.connection)
    with closing(Rereading(store, DEFAULT_LIMITS)) as rereading:
        for number in group:
            capture = next(catalogue.captures(store.connection, "capture.id = ?", (number,)))
            claims = amendments.of(place_now(store.connection, capture.id))
            found = [found.claim for found in catalogue.load_findings(store.connection, capture.id)]
            rest = tuple(claim for claim in found if not claim.reason.startswith(AMENDED))
            if resegment:
                rest = _divided_again(store, capture, claims, rest, rereading)
            chosen = Description((*claims, *rest)).chosen()
            store.rewrite_findings(capture.id, [Finding(claim, counts) for claim, counts in chosen])


def _divided_again(
    store: Store, capture: Capture, claims: Sequence[Claim], rest: tuple[Claim, ...], rereading: Rereading
) -> tuple[Claim, ...]:
    """Divide a capture's text in the language it has now; what is known of it then, but for what is amended."""
    (number,) = store.connection.execute(
        "SELECT text.id FROM reading JOIN text ON text.id = reading.text WHERE capture = ?"
        " ORDER BY current DESC, 1 DESC",
        (capture.id,),
    ).fetchone()
    text = catalogue.load_text(store.connection, number)
    segmentation: Segmentation | None = None
    try:
        statement = rereading.find(capture)
        if (statement.text.sha256, statement.text.derivation) == (text.sha256, text.derivation):
            segmentation, description = segmented_and_described(
                statement, given=capture.given, name=capture.name, url=capture.url, amended=claims
            )
            rest = tuple(claim for claim in description.claims if not claim.reason.startswith(AMENDED))
    except (SourceError, ArchiveDamaged, Gone):
        pass  # the text stays as an earlier reader read it
    if segmentation is None:
        language = Description((*claims, *capture.given)).value(Field.LANGUAGE)
        segmentation = segment(text.content, blocks=text.blocks, language=language)
    store.rewrite_segments(number, text.content, segmentation)
    return rest
