"""What was found or said wrongly, set right: filed where it belongs, found by its old reference, undone, and kept."""

from __future__ import annotations

import io
import json
from functools import partial

import pytest

from variorum.archive.bag import export
from variorum.archive.fingerprint import derived_fingerprint, truth_fingerprint
from variorum.archive.removal import captures_of_witness, purge, remove
from variorum.archive.restore import restore
from variorum.archive.store import Store
from variorum.archive.trash import put_back
from variorum.archive.verify import verify
from variorum.errors import NothingToAmend, ReferenceAmbiguous
from variorum.model.claims import Claim, Field
from variorum.model.judgements import Verb
from variorum.workflows.add import add
from variorum.workflows.amend import amend
from variorum.workflows.arriving import Arrival
from variorum.workflows.judge import judge_lines, judged, undo_judgement
from variorum.workflows.kept import kept_statement, named
from variorum.workflows.rebuild import rebuild
from variorum.workflows.revisions import revisions

NOW = "2024-05-01T10:00:00Z"
PAGE = "https://council.example/notice"
NOTICE = """Notice of the Harbour Council

7 March 2022

The Council regrets the closure of the east quay. It calls on all parties to reopen it without delay.
"""
EDITED = NOTICE.replace("regrets", "deeply regrets")
OTHER = NOTICE.replace("east quay", "ferry landing")
HTML = "<html><body><h1>{}</h1><p>7 March 2022</p><p>{}</p></body></html>"


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / ".variorum") as made:
        yield made


def keep(store, text, *, name="notice.txt", at=NOW, url=None, series="notices", **said):
    given = [Claim(Field.SERIES, series, "given with --series")] if series else []
    given += [Claim(Field(field), value, f"given with --{field}") for field, value in said.items()]
    coming = Arrival(name, io.BytesIO(text.encode()), at, url=url, given=tuple(given))
    (event,) = add(store, [coming], now=lambda: at)
    return event


def outcome(store, text, **said):
    event = keep(store, text, **said)
    return event.outcome.value, event.witness.reference


def right(store, reference, *, by="Ada", note="", now="2024-05-03T09:00:00Z", **said):
    fields = {Field.STATED if field == "date" else Field(field): value for field, value in said.items()}
    return amend(store, reference, fields, note=note, by=by, now=now)


def reasons(store, reference, field):
    found = kept_statement(store, reference).findings
    return [(claim.value, claim.reason, chosen) for claim, chosen in found if claim.field == field]


def sound(store):
    """Clean, and a rebuild makes just the same."""
    found = verify(store)
    assert found.clean, found.failures
    assert found.notes == ()
    assert rebuild(store).identical


def test_a_title_is_set_right_with_who_and_when_and_what_was_believed_before_stays(store):
    keep(store, NOTICE)
    done = right(store, "notices@2022", title="On the east quay")
    assert done.moved == ()
    assert done.witness.title == "On the east quay"
    assert reasons(store, "notices@2022", "title")[:2] == [
        ("On the east quay", "amended by Ada on 2024-05-03", True),
        ("Notice of the Harbour Council", "the text's title", False),
    ]
    sound(store)
    assert named(store, "notices@2022").title == "On the east quay"


def test_who_amends_need_not_say_so(store):
    keep(store, NOTICE)
    right(store, "notices@2022", issuer="Council of the Harbour", by="")
    assert reasons(store, "notices@2022", "issuer")[0][1] == "amended on 2024-05-03"


@pytest.mark.parametrize(
    ("said", "reference"),
    [
        ({"date": "2021-03-07"}, "notices@2021-03-07:en"),
        ({"date": "2021"}, "notices@2021:en"),
        ({"series": "Harbour Notices"}, "harbour-notices@2022-03-07:en"),
        ({"language": "fr"}, "notices@2022-03-07:fr"),
        ({"date": "2021-03-07", "series": "harbour", "language": "de", "title": "T"}, "harbour@2021-03-07:de"),
    ],
)
def test_what_is_filed_wrongly_is_filed_where_it_belongs_and_the_old_reference_finds_it(store, said, reference):
    keep(store, NOTICE)
    done = right(store, "notices@2022-03-07", **said)
    assert done.moved == (("notices@2022-03-07:en", reference),)
    for written in (reference, "notices@2022-03-07:en", "notices@2022-03-07"):
        assert named(store, written).reference == reference
    sound(store)
    undo_judgement(store, done.judgement, now=NOW)
    for written in (reference, "notices@2022-03-07:en"):
        assert named(store, written).reference == "notices@2022-03-07:en"
    sound(store)


def test_undone_everything_is_as_it_was(store):
    keep(store, NOTICE)
    before = derived_fingerprint(store.connection)
    done = right(store, "notices@2022", date="2021", language="de", series="harbour", title="T", issuer="I")
    assert derived_fingerprint(store.connection) != before
    undo_judgement(store, done.judgement, now=NOW)
    assert derived_fingerprint(store.connection) == before
    sound(store)


def test_an_old_number_is_given_to_no_other_text(store):
    keep(store, NOTICE)
    right(store, "notices@2022-03-07", date="2021-03-07")
    assert outcome(store, OTHER) == ("added", "notices@2022-03-07#2:en")
    assert named(store, "notices@2022-03-07:en").reference == "notices@2021-03-07:en"
    assert named(store, "notices@2022-03-07#2:en").reference == "notices@2022-03-07#2:en"
    assert outcome(store, NOTICE.replace("7 March 2022", "7 March 2021").replace("east", "west"))[1] == (
        "notices@2021-03-07#2:en"
    )
    undo_judgement(store, 1, now=NOW)
    assert named(store, "notices@2022-03-07:en").reference == "notices@2022-03-07:en"
    assert outcome(store, NOTICE.replace("7 March 2022", "7 March 2021").replace("east", "north"))[1] == (
        "notices@2021-03-07#3:en"
    )
    sound(store)


def test_a_day_that_has_a_text_gets_one_more(store):
    keep(store, NOTICE)
    keep(store, OTHER.replace("7 March 2022", "8 March 2022"))
    done = right(store, "notices@2022-03-08", date="2022-03-07")
    assert done.witness.reference == "notices@2022-03-07#2:en"
    with pytest.raises(ReferenceAmbiguous):
        named(store, "notices@2022-03-07")
    sound(store)


def test_a_text_in_another_language_joins_the_issue_it_translates(store):
    keep(store, NOTICE)
    keep(store, NOTICE.replace("7 March 2022", "8 March 2022").replace("east", "west"))
    done = right(store, "notices@2022-03-08", date="2022-03-07", language="fr")
    assert done.witness.reference == "notices@2022-03-07:fr"
    sound(store)


def test_the_revisions_of_an_issue_move_together_and_stay_revisions(store):
    keep(store, NOTICE, url=PAGE)
    keep(store, EDITED, url=PAGE, at="2024-05-02T10:00:00Z")
    done = right(store, "notices@2022-03-07:en~2", date="2021-03-07", title="As edited")
    assert done.moved == (
        ("notices@2022-03-07:en", "notices@2021-03-07:en"),
        ("notices@2022-03-07:en~2", "notices@2021-03-07:en~2"),
    )
    assert [row.title for row in map(partial(named, store), ("notices@2021-03-07:en", "notices@2021-03-07:en~2"))] == [
        "Notice of the Harbour Council",
        "As edited",
    ]
    (found,) = revisions(store)
    assert (found.before.reference, found.after.reference) == ("notices@2021-03-07:en", "notices@2021-03-07:en~2")
    sound(store)


def test_later_captures_and_revisions_of_the_address_come_where_it_is_now(store):
    keep(store, NOTICE, url=PAGE)
    right(store, "notices@2022-03-07", date="2021-03-07", language="de", series="harbour", title="Right")
    edited = {"url": PAGE, "at": "2024-05-04T10:00:00Z", "series": None}
    assert outcome(store, EDITED, **edited) == ("revision", "harbour@2021-03-07:de~2")
    assert outcome(store, NOTICE, url=PAGE, at="2024-05-05T10:00:00Z") == ("returned", "harbour@2021-03-07:de")
    assert named(store, "harbour@2021-03-07:de~2").title == "Notice of the Harbour Council"
    sound(store)
    undo_judgement(store, 1, now=NOW)
    assert named(store, "harbour@2021-03-07:de~2").reference == "notices@2022-03-07:en~2"
    sound(store)


def test_adding_what_was_amended_again_changes_nothing(store):
    keep(store, NOTICE)
    right(store, "notices@2022-03-07", date="2021-03-07", language="de", series="harbour")
    before = truth_fingerprint(store.connection)
    for said in ({}, {"series": None}, {"stated": "2022-03-07"}):
        assert outcome(store, NOTICE, **said) == ("unchanged", "harbour@2021-03-07:de")
    assert truth_fingerprint(store.connection) == before


def test_the_same_text_in_another_form_is_known_where_it_was_filed_before(store):
    keep(store, NOTICE)
    right(store, "notices@2022-03-07", date="2021-03-07")
    row = json.dumps({"text": NOTICE}) + "\n"
    assert outcome(store, row, name="notices.jsonl") == ("recaptured", "notices@2021-03-07:en")
    sound(store)


def test_an_amended_language_divides_the_text_anew(store):
    text = "Erklärung\n\n7. März 2022\n\nDer Rat tagt am 3. Mai wieder. Er dankt Dr. Lorne sehr herzlich.\n"
    keep(store, text, language="en")
    before = store.connection.execute("SELECT count(*) FROM segment").fetchone()[0]
    done = right(store, "notices@2022-03-07", language="de")
    assert store.connection.execute("SELECT language FROM text").fetchone() == ("de",)
    assert store.connection.execute("SELECT count(*) FROM segment").fetchone()[0] < before
    sound(store)
    undo_judgement(store, done.judgement, now=NOW)
    assert store.connection.execute("SELECT count(*) FROM segment").fetchone()[0] == before
    sound(store)


def test_of_two_amendments_the_later_counts_and_each_can_be_undone_alone(store):
    keep(store, NOTICE)
    right(store, "notices@2022-03-07", date="2021", title="One")
    right(store, "notices@2021", date="2020", issuer="Two")
    assert named(store, "notices@2022-03-07:en").reference == "notices@2020:en"
    undo_judgement(store, 1, now=NOW)
    row = named(store, "notices@2022-03-07:en")
    assert (row.reference, row.title, row.issuer) == ("notices@2020:en", "Notice of the Harbour Council", "Two")
    undo_judgement(store, 2, now=NOW)
    row = named(store, "notices@2020:en")
    assert (row.reference, row.title, row.issuer) == (
        "notices@2022-03-07:en",
        "Notice of the Harbour Council",
        "Harbour Council",
    )
    sound(store)


@pytest.mark.parametrize(
    "said", [{}, {"title": "Notice of the Harbour Council"}, {"date": "2022-03-07"}, {"title": " "}]
)
def test_what_is_known_already_is_no_amendment(store, said):
    keep(store, NOTICE)
    with pytest.raises(NothingToAmend, match="notices@2022-03-07:en"):
        right(store, "notices@2022", **said)
    assert judged(store, undone=True) == ()


def test_amendments_travel_and_the_old_reference_with_them(store, tmp_path):
    keep(store, NOTICE)
    right(store, "notices@2022-03-07", date="2021-03-07", title="Right", note="see the minutes")
    export(store, tmp_path / "bag")
    assert restore(tmp_path / "bag", tmp_path / "back").verified.clean
    with Store.open(tmp_path / "back") as back:
        assert named(back, "notices@2022-03-07:en").reference == "notices@2021-03-07:en"
        assert judged(back) == judged(store)
        assert outcome(back, OTHER) == ("added", "notices@2022-03-07#2:en")
        sound(back)


def test_what_was_amended_goes_to_the_trash_and_comes_back_as_it_was(store):
    keep(store, NOTICE)
    right(store, "notices@2022-03-07", date="2021-03-07", title="Right")
    before = truth_fingerprint(store.connection), derived_fingerprint(store.connection)
    captures = captures_of_witness(store.connection, named(store, "notices@2021"))
    gone = remove(store, captures, now=NOW)
    assert judged(store, undone=True) == ()
    assert store.connection.execute("SELECT count(*) FROM former_place").fetchone() == (0,)
    put_back(store, gone.entry)
    assert (truth_fingerprint(store.connection), derived_fingerprint(store.connection)) == before
    sound(store)
    assert named(store, "notices@2022-03-07:en").reference == "notices@2021-03-07:en"


def test_a_purge_leaves_nothing_of_an_amendment(store):
    keep(store, NOTICE)
    right(store, "notices@2022-03-07", title="Zvonimír", series="zvonimir", note="Zvonimír", by="Zvonimír")
    undo_judgement(store, 1, by="Zvonimír", now=NOW)
    purge(store, captures_of_witness(store.connection, named(store, "notices@2022-03-07")))
    files = [path for path in store.folder.rglob("*") if path.is_file()]
    assert [path.name for path in files if any(w.encode() in path.read_bytes() for w in ("Zvonim", "zvonim"))] == []
    assert verify(store).clean


def test_a_judgement_on_lines_stays_on_them_when_their_statement_is_filed_elsewhere(store):
    keep(store, NOTICE)
    judge_lines(store, Verb.REJECT, [("notices@2022-03-07", "regrets the closure")], now=NOW)
    right(store, "notices@2022-03-07", date="2021-03-07", language="de")
    (place,) = judged(store)[0].places
    assert (place.reference, place.anchored, place.words) == ("notices@2021-03-07:de", True, "regrets the closure")


def test_where_a_capture_was_before_is_sealed_with_it(store):
    keep(store, NOTICE)
    right(store, "notices@2022-03-07", date="2021-03-07")
    with store.writing():
        store.connection.execute("UPDATE former_place SET date = '1999'")
    assert [failure.subject for failure in verify(store).failures] == ["capture 1 (notices@2021-03-07)"]


def test_a_web_page_read_anew_keeps_what_was_amended(store):
    keep(store, HTML.format("Notice", "The Council regrets the closure."), name="page.html", url=PAGE)
    right(store, "notices@2022-03-07", title="On the closure", date="2022-03-08")
    sound(store)
    assert named(store, "notices@2022-03-07:en").title == "On the closure"
