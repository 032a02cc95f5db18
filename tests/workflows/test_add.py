"""Adding: what becomes of a statement, by what the archive holds already."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from variorum.archive import catalogue
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.errors import ReferenceAmbiguous, ReferenceIsSeries, ReferenceUnknown, RevisionOtherLanguage
from variorum.ingest.texts import digest
from variorum.model.claims import Claim, Field
from variorum.model.provenance import Fetched
from variorum.model.references import parse_reference
from variorum.workflows import add as reading
from variorum.workflows.add import add
from variorum.workflows.arriving import Arrival, NotModified, Refused
from variorum.workflows.kept import named
from variorum.workflows.rebuild import rebuild
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
    assert edited.witness.issue.series == "own"


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
    assert refused.value.fits == ("notices@2022-03-07:en", "notices@2022-03-07#2:en")
    assert [named(store, fit).reference for fit in refused.value.fits] == list(refused.value.fits)
    head, *lines = str(refused.value).splitlines()
    assert head == "notices@2022-03-07: fits 2 texts. Name one:"
    assert [line.split()[0] for line in lines] == list(refused.value.fits)
    assert all(", captured 20" in line for line in lines)


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


def test_each_of_two_rows_that_share_an_address_is_a_statement_of_its_own_and_stays_known(store):
    rows = table(
        {"id": "a", "url": PAGE, "text": "The Council regrets the closure of the east quay."},
        {"id": "b", "url": PAGE, "text": "The Council met in March. Nobody came to the hearing."},
    )

    assert [each for each, _ in outcomes(store, arrival(rows, name="r.jsonl"))] == ["added", "added"]
    assert [each for each, _ in outcomes(store, arrival(rows, name="r.jsonl"))] == ["unchanged", "unchanged"]


def test_two_captures_of_one_address_in_one_source_are_known_the_second_time(store):
    rows = table(
        {"url": PAGE, "date": "2022-03-07", "text": NOTICE}, {"url": PAGE, "date": "2022-03-07", "text": EDITED}
    )

    assert [each for each, _ in outcomes(store, arrival(rows, name="r.jsonl"))] == ["added", "revision"]
    for _ in range(2):
        assert [each for each, _ in outcomes(store, arrival(rows, name="r.jsonl"))] == ["unchanged", "unchanged"]


def test_the_same_words_on_two_days_are_two_statements(store):
    words = "The Council regrets the closure of the east quay. It calls on all parties to reopen it."

    found = outcomes(store, arrival(words, name="2019-03-01.txt"), arrival(words, name="2020-03-01.txt"))

    assert found == [("added", "unsorted@2019-03-01:en"), ("added", "unsorted@2020-03-01:en")]


def test_plain_numbers_of_two_exports_in_one_series_tie_only_kindred_texts(store):
    one = table({"id": 1, "text": "The gauge stood at nine spans when the bell was rung at dawn in Karrow."})
    other = table({"id": 1, "text": "Nobody came to the hearing of the Council, and the quay stayed closed."})
    edited = one.replace("nine spans", "ten spans")

    assert outcomes(store, arrival(one, name="may.jsonl", series="s"))[0][0] == "added"
    assert outcomes(store, arrival(other, name="council.jsonl", series="s"))[0][0] == "added"
    assert outcomes(store, arrival(edited, name="june.jsonl", series="s"))[0][0] == "revision"


def test_an_address_that_moved_keeps_its_silent_edits(store):
    old, new = "https://council.example/old", "https://council.example/new"
    added(store, arrival(NOTICE, url=old, fetched=Fetched(old, 200), series="notices"))

    event = added(store, arrival(EDITED, url=new, fetched=Fetched(old, 200, redirects=(new,))))[0]

    assert (event.outcome, event.before.url) == ("revision", old)


def test_the_capture_of_the_same_day_and_language_counts_and_not_the_last_of_the_address(store):
    later = NOTICE.replace("7 March 2022", "8 March 2022")
    french = "7 mars 2022\n\nLe Conseil regrette la fermeture du quai. Il demande que le quai soit rouvert sans retard."
    for text in (NOTICE, later, french):
        added(store, arrival(text, url=PAGE, series="notices"))

    event = added(store, arrival(EDITED, url=PAGE))[0]

    assert (event.outcome, event.witness.reference) == ("revision", "notices@2022-03-07:en~2")


def test_a_silent_edit_that_moves_the_day_of_publication_is_a_revision(store):
    body = "The Council regrets the closure of the east quay. It calls on all parties to reopen it without delay."
    added(store, arrival(body, url=PAGE, series="notices", published="2022-05-06"))

    event = added(store, arrival(body.replace("regrets", "deplores"), url=PAGE, published="2022-05-08"))[0]

    assert (event.outcome, event.witness.reference) == ("revision", "notices@2022-05-06:en~2")


def test_a_series_that_a_person_names_holds_for_a_known_address(store):
    added(store, arrival(NOTICE, url=PAGE, series="a"))

    event = added(store, arrival(NOTICE, url=PAGE, series="b"))[0]

    assert (event.outcome, event.witness.reference, event.unused) == ("added", "b@2022-03-07:en", ())
    assert event.alike.reference == "a@2022-03-07:en"


def test_a_text_filed_as_second_of_its_day_can_be_made_a_revision(store):
    added(store, arrival(NOTICE, series="notices"), arrival(EDITED, series="notices"))
    before = named(store, "notices@2022-03-07#1:en~1")

    assert outcomes(store, arrival(EDITED, series="notices"), revision_of=before) == [
        ("revision", "notices@2022-03-07:en~2")
    ]
    with pytest.raises(RevisionOtherLanguage):
        added(store, arrival(NOTICE + "Et alors.", series="notices", language="fr"), revision_of=before)


def test_of_two_texts_of_a_day_none_is_guessed_to_be_another_in_another_language(store):
    french = "Le Conseil regrette la fermeture du quai. Il demande que le quai soit rouvert pour tous et sans retard."
    added(store, arrival(NOTICE, series="notices"), arrival(EDITED, series="notices"))

    assert outcomes(store, arrival(french, series="notices", stated="2022-03-07"))[0][0] == "second"


def test_a_name_in_no_alphabet_of_ours_is_a_series_of_its_own(store):
    for name in ("Заявления", "日本銀行", "Банк 1", "Совет 1", "Ønsker"):
        added(store, arrival(NOTICE, series=name))

    slugs = [slug for slug, *_ in catalogue.series_rows(store.connection)]
    assert len(slugs) == 5
    assert "unsorted" not in slugs
    assert "onsker" in slugs


def test_a_name_of_bytes_that_are_no_characters_keeps_nothing_out(store):
    event = added(store, arrival(NOTICE, name="a\udce9\n  2030-01-01:en  Minister resigns.txt", title="\udce9"))[0]

    assert event.outcome == "added"
    assert "\n" not in event.witness.title


def test_bytes_that_have_gone_come_back_when_they_come_in_again(store):
    event = added(store, arrival(NOTICE, series="notices"))[0]
    path = store.originals.path(event.witness.original_sha256)
    for spoil in (path.unlink, lambda: path.write_text(NOTICE.replace("regrets", "rejects"))):
        spoil()

        assert outcomes(store, arrival(NOTICE, series="notices"))[0][0] == "unchanged"
        assert path.read_text() == NOTICE


def test_an_ordinal_is_never_given_twice(store):
    added(store, arrival(NOTICE, series="notices"), arrival(EDITED, series="notices"))
    with store.writing():
        store.connection.execute("DELETE FROM finding")
        for table in ("finding_seal", "reading", "witness", "capture"):
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

    again = NotModified(PAGE, replace(fetched, status=304), "2024-05-01T23:59:59Z")
    assert outcomes(store, again) == [("unchanged", "notices@2022-03-07:en")]
    assert rows_of(store, "capture") == 1


def fetched_again(at, *, status=200, robots="allowed"):
    """The same page, fetched at a time: with its bytes, or with word that it is what it was."""
    fetched = Fetched(PAGE, status, content_type="text/plain; charset=utf-8", etag='"1"', robots=robots)
    return NotModified(PAGE, fetched, at) if status == 304 else arrival(NOTICE, url=PAGE, at=at, fetched=fetched)


@pytest.mark.parametrize("status", [200, 304])
def test_a_page_that_is_fetched_again_on_a_later_day_unchanged_leaves_one_capture_a_day(store, status):
    added(store, fetched_again("2024-05-01T10:00:00Z"))
    days = ["2024-05-01T23:00:00Z", "2024-05-02T00:00:01Z", "2024-05-02T09:00:00Z", "2024-04-30T09:00:00Z"]
    told = [outcomes(store, fetched_again(day, status=status, robots="overridden"))[0][0] for day in days]

    assert told == ["unchanged", "recaptured", "unchanged", "unchanged"]
    first, second = catalogue.captures(store.connection)
    assert (second.retrieved_at, second.fetched.status) == ("2024-05-02T00:00:01Z", status)
    assert second.fetched.robots == "overridden"
    assert (second.original, second.issue, second.revision) == (first.original, first.issue, first.revision)
    assert rows_of(store, "witness") == rows_of(store, "original") == rows_of(store, "text") == 1
    assert verify(store).clean
    assert rebuild(store).identical


def test_an_entry_of_a_feed_that_is_fetched_again_leaves_no_second_capture(store):
    feed = """<rss version="2.0"><channel><title>Notices</title><item><title>Quay</title><guid>n-1</guid>
    <pubDate>Mon, 07 Mar 2022 10:00:00 GMT</pubDate><description>The Council regrets the closure.</description>
    </item></channel></rss>"""
    for day in (1, 2):
        fetched = Fetched(PAGE, 200, content_type="application/rss+xml")
        coming = arrival(feed, name="feed", url=PAGE, at=f"2024-05-0{day}T10:00:00Z", fetched=fetched)
        assert [event.outcome for event in added(store, coming)] == [["added", "unchanged"][day - 1]]
    unchanged = NotModified(PAGE, Fetched(PAGE, 304), "2024-05-03T10:00:00Z")
    assert [event.outcome for event in added(store, unchanged)] == ["unchanged"]
    assert rows_of(store, "capture") == 1


def test_a_rehearsal_of_a_page_that_says_it_is_unchanged_writes_nothing(store):
    added(store, fetched_again("2024-05-01T10:00:00Z"))
    assert added(store, fetched_again("2024-05-02T10:00:00Z", status=304), dry_run=True)[0].outcome == "recaptured"
    assert rows_of(store, "capture") == 1


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


def test_a_date_that_is_not_there_has_the_one_before_it_and_the_one_after_it_near(store):
    added(store, *(arrival(NOTICE.replace("7 March", f"{day} March"), series="notices") for day in (2, 5, 9, 12)))

    for said, near in (
        ("notices@2022-03-07", ("notices@2022-03-05:en", "notices@2022-03-09:en")),
        ("notices@2023", ("notices@2022-03-12:en",)),
        ("notices@2021-12-31", ("notices@2022-03-02:en",)),
        ("notices@2022-03-05:fr", ("notices@2022-03-05:en",)),
    ):
        with pytest.raises(ReferenceUnknown) as refused:
            named(store, said)
        assert refused.value.near == near


def test_a_bare_series_is_said_to_be_one(store):
    added(store, *(arrival(NOTICE.replace("7 March", f"{day} March"), series="notices") for day in (2, 5)))

    with pytest.raises(ReferenceIsSeries) as refused:
        named(store, "notices")
    assert str(refused.value) == "notices is a series of 2 statements: notices@latest, or variorum list notices"


def test_a_digest_names_a_text_by_its_first_eight_characters(store):
    event = added(store, arrival(NOTICE, series="notices"))[0]

    assert catalogue.find_witness(store.connection, parse_reference(f"sha256:{event.witness.text_sha256[:8]}"))
    assert parse_reference("sha256:1234567") is None


def test_a_file_is_captured_when_its_note_says_and_a_fetched_page_when_it_was_fetched(store):
    note = "<!--\n Page saved with SingleFile \n url: {}\n saved date: Tue Mar 04 2014 10:00:00 GMT+0000 (UTC)\n-->"
    page = f"<html>{note.format(PAGE)}<body><p>{NOTICE}</p></body></html>"
    (first,) = added(store, arrival(page, name="notice.html", series="saved"))
    assert (first.witness.url, first.witness.captured) == (PAGE, "2014-03-04T10:00:00Z")
    other = "https://council.example/other"
    (second,) = added(store, arrival(page, name="notice.html", url=other, series="fetched"))
    assert (second.witness.url, second.witness.captured) == (other, "2024-05-01T10:00:00Z")


def test_a_day_of_capture_is_kept_as_a_day_and_stands_before_the_times_in_it(store):
    (first,) = added(store, arrival(NOTICE, series="notices", captured="2022-06-03"))
    (second,) = added(store, arrival(EDITED, series="other", captured="2022-06-03T00:00:00Z"))
    assert first.witness.captured == "2022-06-03"
    assert sorted([second.witness.captured, first.witness.captured]) == ["2022-06-03", "2022-06-03T00:00:00Z"]
    assert added(store, arrival(NOTICE, series="notices", captured="2022-06-03"))[0].outcome.value == "unchanged"
