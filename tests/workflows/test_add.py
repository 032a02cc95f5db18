"""Adding: what becomes of a statement, by what the archive holds already."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from variorum.archive import catalogue
from variorum.archive.store import Store
from variorum.errors import ReferenceAmbiguous, ReferenceUnknown
from variorum.ingest.texts import digest
from variorum.model.claims import Claim, Field
from variorum.model.provenance import Fetched
from variorum.model.references import parse_reference
from variorum.workflows import add as reading
from variorum.workflows.add import Arrival, NotModified, Refused, add
from variorum.workflows.kept import named
from variorum.workflows.revisions import revisions

PAGE = "https://council.example/notice"
NOTICE = """Notice of the Harbour Council

7 March 2022

The Council regrets the closure of the east quay. It calls on all parties to reopen it without delay.
"""
EDITED = NOTICE.replace("regrets", "deeply regrets")


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / ".variorum") as made:
        yield made


def arrival(text, *, name="notice.txt", at="2024-05-01T10:00:00Z", url=None, fetched=None, **given):
    claims = tuple(
        Claim(Field(field.replace("_", "-")), value, f"given with --{field}") for field, value in given.items()
    )
    data = text if isinstance(text, bytes) else text.encode()
    return Arrival(name, io.BytesIO(data), at, url=url, fetched=fetched, given=claims)


def added(store, *coming, **options):
    return list(add(store, coming, now=lambda: "2024-05-01T10:00:00Z", **options))


def outcomes(store, *coming, **options):
    return [(event.outcome.value, event.witness.reference) for event in added(store, *coming, **options)]


def rows_of(store, table):
    return store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_statement_is_kept_under_its_series_and_the_date_it_states(store):
    assert outcomes(store, arrival(NOTICE, series="notices")) == [("added", "notices@2022-03-07:en")]


def test_adding_twice_changes_nothing(store):
    added(store, arrival(NOTICE, series="notices"))
    before = [tuple(row) for row in store.connection.iterdump()]

    assert outcomes(store, arrival(NOTICE, series="notices")) == [("unchanged", "notices@2022-03-07:en")]
    assert [tuple(row) for row in store.connection.iterdump()] == before


def test_the_same_bytes_without_a_series_are_known_wherever_they_are_kept(store):
    added(store, arrival(NOTICE, series="notices"))

    assert outcomes(store, arrival(NOTICE, name="copy.txt")) == [("unchanged", "notices@2022-03-07:en")]


def test_the_same_bytes_under_another_series_are_another_issue(store):
    added(store, arrival(NOTICE, series="notices"))

    assert outcomes(store, arrival(NOTICE, series="harbour")) == [("added", "harbour@2022-03-07:en")]
    assert rows_of(store, "original") == 1


def test_other_text_from_the_same_address_is_a_revision_with_its_words(store):
    added(store, arrival(NOTICE, url=PAGE, series="notices"))

    event = added(store, arrival(EDITED, url=PAGE, at="2024-05-02T10:00:00Z"))[0]

    assert event.outcome == "revision"
    assert event.witness.reference == "notices@2022-03-07:en~2"
    assert event.before.reference == "notices@2022-03-07:en"
    found = list(revisions(store))
    assert [(each.before.revision, each.after.revision) for each in found] == [(1, 2)]
    assert any("deeply" in change for change in found[0].changes)
    assert list(revisions(store, since="2024-05-03")) == []


def test_a_page_that_goes_back_to_its_first_text_is_captured_again_and_no_third_revision(store):
    for day, text in enumerate((NOTICE, EDITED, NOTICE, NOTICE), start=1):
        event = added(store, arrival(text, url=PAGE, at=f"2024-05-0{day}T10:00:00Z", series="notices"))[0]
        expected = ["added", "revision", "returned", "unchanged"][day - 1]
        assert event.outcome == expected

    assert rows_of(store, "capture") == 3
    assert rows_of(store, "witness") == 2


def test_a_newer_reader_is_no_silent_edit(store, monkeypatch):
    page = (
        "<html><body><nav>{}</nav><main><p>The Council regrets the closure of the east quay.</p></main></body></html>"
    )
    true = reading.statements

    def as_read_once(stream, name, **options):
        for found in true(stream, name, **options):
            old = found.text.content.replace("regrets", "re-\ngrets")
            derivation = replace(found.text.derivation, version="0.0.1")
            yield replace(
                found, text=replace(found.text, content=old, sha256=digest(old), derivation=derivation, blocks=())
            )

    monkeypatch.setattr(reading, "statements", as_read_once)
    added(store, arrival(page, url=PAGE, series="notices"))
    monkeypatch.undo()

    same = page.replace("<html>", "<html lang=en>")
    assert [outcome for outcome, _ in outcomes(store, arrival(same, url=PAGE))] == ["recaptured"]
    edited = same.replace("regrets", "deplores")
    assert [outcome for outcome, _ in outcomes(store, arrival(edited, url=PAGE))] == ["revision"]


def test_the_same_bytes_at_another_time_that_the_source_gives_are_another_capture_and_no_more(store):
    times = ("2023-05-21T09:00:00Z", "2023-05-22T09:00:00Z", "2023-05-21T09:00:00Z", "2023-05-22T09:00:00Z")

    found = [outcomes(store, arrival(NOTICE, url=PAGE, series="notices", captured=at))[0][0] for at in times]

    assert found == ["added", "recaptured", "unchanged", "unchanged"]
    assert [each.retrieved_at for each in catalogue.captures(store.connection)] == list(times[:2])


def test_what_a_person_says_and_what_does_not_hold_is_said(store):
    added(store, arrival(NOTICE, url=PAGE, series="notices", title="The quay"))

    again = added(store, arrival(NOTICE, url=PAGE, title="Right title"))[0]
    edited = added(store, arrival(EDITED, url=PAGE, series="own"))[0]

    assert [(claim.field, claim.value) for claim in again.unused] == [("title", "Right title")]
    assert [(claim.field, claim.value) for claim in edited.unused] == [("series", "own")]
    assert edited.witness.issue.series == "notices"


def test_the_very_text_of_another_issue_is_named(store):
    added(store, arrival(NOTICE, series="notices"))

    assert added(store, arrival(NOTICE, series="harbour"))[0].alike.reference == "notices@2022-03-07:en"


def test_an_address_that_now_holds_a_statement_of_another_date_is_no_revision(store):
    added(store, arrival(NOTICE, url=PAGE, series="notices"))
    later = NOTICE.replace("7 March 2022", "9 May 2023")

    event = added(store, arrival(later, url=PAGE, series="notices"))[0]

    assert (event.outcome, event.witness.reference) == ("replaced", "notices@2023-05-09:en")


def test_two_texts_of_one_day_without_a_common_address_are_two_ordinals_and_a_bare_date_is_ambiguous(store):
    added(store, arrival(NOTICE, series="notices"))

    assert outcomes(store, arrival(EDITED, series="notices", name="message.txt")) == [
        ("second", "notices@2022-03-07#2:en")
    ]
    with pytest.raises(ReferenceAmbiguous) as refused:
        named(store, "notices@2022-03-07")
    assert refused.value.fits == ("notices@2022-03-07#1:en~1", "notices@2022-03-07#2:en~1")
    for fit in refused.value.fits:
        assert named(store, fit).reference.startswith("notices@2022-03-07")


def test_revision_of_overrules_what_would_be_a_second_text_of_the_day(store):
    added(store, arrival(NOTICE, series="notices"))
    before = named(store, "notices@2022-03-07")

    assert outcomes(store, arrival(EDITED, series="notices"), revision_of=before) == [
        ("revision", "notices@2022-03-07:en~2")
    ]


def test_another_language_of_a_day_shares_its_issue(store):
    added(store, arrival(NOTICE, series="notices"))
    french = "Le Conseil regrette la fermeture du quai. Il demande que le quai soit rouvert pour tous et sans retard."

    assert outcomes(store, arrival(french, series="notices", stated="2022-03-07")) == [
        ("language", "notices@2022-03-07:fr")
    ]
    assert named(store, "notices@2022-03-07:fr").language == "fr"


def test_statements_of_no_series_that_share_a_date_are_strangers(store):
    french = "7 mars 2022\n\nLe Conseil regrette la fermeture du quai. Il demande que le quai soit rouvert sans retard."

    assert [outcome for outcome, _ in outcomes(store, arrival(NOTICE), arrival(french))] == ["added", "added"]


def table(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_two_tables_that_number_their_rows_alike_hold_no_revisions_of_one_another(store):
    one = table({"id": 1, "text": "The gauge stood at nine spans."}, {"id": 2, "text": "The quay was closed at dawn."})
    two = table({"id": 1, "text": "The Council met in March."}, {"id": 2, "text": "Nobody came to the hearing."})

    assert [outcome for outcome, _ in outcomes(store, arrival(one, name="gauges.jsonl"))] == ["added"] * 2
    assert [outcome for outcome, _ in outcomes(store, arrival(two, name="council.jsonl"))] == ["added"] * 2


def test_a_table_that_grew_adds_its_new_rows_and_says_which_old_one_was_edited(store):
    rows = [{"id": f"letter-{n}", "text": f"The Office read gauge {n} at dawn. It fell."} for n in range(5)]
    added(store, arrival(table(*rows), name="letters.jsonl", series="letters"))
    rows[3]["text"] = "The Office read gauge 3 at dusk. It fell."
    rows.append({"id": "letter-5", "text": "The Office read gauge 5 at dawn. It fell."})

    later = [outcome for outcome, _ in outcomes(store, arrival(table(*rows), name="letters.jsonl", series="letters"))]

    assert later == ["unchanged"] * 3 + ["revision", "unchanged", "added"]
    assert rows_of(store, "capture") == 7


def test_one_address_in_two_spellings_is_one(store):
    added(store, arrival(NOTICE, url="https://Council.example:443/a/../notice#top", series="notices"))

    event = added(store, arrival(EDITED, url="https://council.example/notice"))[0]

    assert (event.outcome, event.witness.url) == ("revision", "https://council.example/notice")


def test_an_ordinal_is_never_given_twice(store):
    added(store, arrival(NOTICE, series="notices"), arrival(EDITED, series="notices"))
    with store.writing():
        store.connection.execute("DELETE FROM finding")
        for table in ("reading", "witness", "capture"):
            column = "capture" if table != "capture" else "id"
            store.connection.execute(f"DELETE FROM {table} WHERE {column} = 2")

    third = NOTICE.replace("without delay", "at once")
    assert outcomes(store, arrival(third, series="notices")) == [("second", "notices@2022-03-07#3:en")]


def test_a_source_that_cannot_be_read_is_refused_and_the_others_are_in(store):
    events = added(
        store,
        *(
            arrival(NOTICE.replace("7 March", f"{day} March"), name=f"{day}.txt", series="notices")
            for day in range(1, 20)
        ),
        arrival(bytes(range(256)) * 40, name="broken.bin", series="notices"),
        arrival(NOTICE.replace("7 March", "28 March"), series="notices"),
    )

    assert [event.name for event in events if isinstance(event, Refused)] == ["broken.bin"]
    assert rows_of(store, "witness") == 20


def test_a_rehearsal_decides_everything_and_keeps_nothing(store):
    letters = table(
        *({"id": n, "title": f"Letter {n}", "date": "2020-01-02", "text": f"The gauge stood at {n}."} for n in range(3))
    )
    dry = outcomes(store, arrival(NOTICE, series="s"), arrival(letters, name="t.jsonl", series="s"), dry_run=True)

    assert rows_of(store, "capture") == rows_of(store, "issue") == 0
    assert list(store.originals.kept()) == []
    assert dry == outcomes(store, arrival(NOTICE, series="s"), arrival(letters, name="t.jsonl", series="s"))


def test_an_address_that_says_it_has_not_changed_is_not_read_again(store):
    fetched = Fetched(PAGE, 200, etag='"1"')
    added(store, arrival(NOTICE, url=PAGE, fetched=fetched, series="notices"))

    assert outcomes(store, NotModified(PAGE)) == [("unchanged", "notices@2022-03-07:en")]


def test_no_path_of_this_machine_is_kept(store):
    added(store, arrival(NOTICE, name="/home/somebody/secret folder/notice.txt", series="notices"))

    assert "somebody" not in "\n".join(store.connection.iterdump())


def test_every_finding_has_its_reason_and_one_of_a_kind_is_chosen(store):
    event = added(store, arrival(NOTICE, name="2020-01-01.txt", series="notices", issuer="Harbour Council"))[0]

    said = {
        (found.claim.field.value, found.claim.value): (found.claim.reason, found.chosen) for found in event.findings
    }
    assert said["issuer", "Harbour Council"] == ("given with --issuer", True)
    assert said["stated", "2022-03-07"] == ("the date line", True)
    assert said["stated", "2020-01-01"] == ("the file's name", False)
    assert said["title", "Notice of the Harbour Council"][1]
    chosen = [found.claim.field for found in event.findings if found.chosen]
    assert len(chosen) == len(set(chosen))


@pytest.mark.parametrize(
    ("said", "reference"),
    [
        ("notices@latest", "notices@2022-03-09:en"),
        ("notices@previous", "notices@2022-03-08:en"),
        ("notices@first", "notices@2022-03-07:en"),
        ("not@2022-03-08", "notices@2022-03-08:en"),
        ("notices@2022-03-09:en~1", "notices@2022-03-09:en"),
    ],
)
def test_a_reference_names_one_text(store, said, reference):
    added(store, *(arrival(NOTICE.replace("7 March", f"{day} March"), series="notices") for day in (9, 7, 8)))

    assert named(store, said).reference == reference


def test_a_reference_that_names_nothing_says_what_is_near(store):
    added(store, arrival(NOTICE, series="notices"))

    for said in ("notices@2022-03-08", "notice-s@latest", "sha256:0123456789ab", "no reference at all"):
        with pytest.raises(ReferenceUnknown):
            named(store, said)
    with pytest.raises(ReferenceUnknown, match="notices@2022-03-07:en"):
        named(store, "notices@2022-03-08")


def test_a_digest_names_a_text_by_its_first_eight_characters(store):
    event = added(store, arrival(NOTICE, series="notices"))[0]

    assert catalogue.find_witness(store.connection, parse_reference(f"sha256:{event.witness.text_sha256[:8]}"))
    assert parse_reference("sha256:1234567") is None
