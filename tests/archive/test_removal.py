"""What is removed comes back as it was; what is purged is in no byte of any file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.archive.archives import (
    EXAMPLES,
    FIRST_NOTICE,
    NOW,
    PAGE,
    SECRET,
    SECRET_TEXT,
    keep,
    numbers,
    of,
    prints,
    quote,
    rows,
    traces,
)
from variorum.archive import removal
from variorum.archive.catalogue import find_witness
from variorum.archive.judgements import insert_judgement
from variorum.archive.removal import (
    ErasingUnfinished,
    OriginalShared,
    TrashShared,
    captures_of_original,
    captures_of_series,
    empty_trash,
    finish_erasing,
    going,
    purge,
    remove,
)
from variorum.archive.store import Store
from variorum.archive.trash import NothingThere, put_back, trash
from variorum.archive.verify import ERASING, verify
from variorum.errors import ArchiveDamaged
from variorum.model.judgements import Anchor, Verb
from variorum.model.references import parse_reference
from variorum.workflows.rebuild import rebuild

WHAT = {
    "a witness": lambda store: of(store, "karrow@2019"),
    "a witness of two captures": lambda store: of(store, "notices@2022-03-07~1"),
    "a revision": lambda store: of(store, "notices@2022-03-07~2"),
    "the first of two captures": lambda store: of(store, "notices@2022-03-07~1")[:1],
    "the second of two captures": lambda store: of(store, "notices@2022-03-07~1")[1:],
    "one row of a table": lambda store: of(store, "letters@2020-01-03"),
    "a quoted row": lambda store: of(store, "letters@2020-01-01"),
    "a series": lambda store: captures_of_series(store.connection, "karrow"),
    "everything": lambda store: tuple(numbers(store, "SELECT id FROM capture ORDER BY id")),
}


@pytest.mark.parametrize("what", WHAT)
def test_what_was_removed_is_gone_and_comes_back_identical(store, what):
    before = prints(store)
    files = sorted(store.originals.kept())
    captures = WHAT[what](store)
    removed = remove(store, captures, now=NOW)
    assert removed.captures == captures
    assert not set(numbers(store, "SELECT id FROM capture")) & set(captures)
    assert sorted(store.originals.kept()) == numbers(store, "SELECT sha256 FROM original ORDER BY 1")
    assert prints(store) != before
    found = verify(store)
    assert found.clean, found.failures
    assert found.notes == ()

    (entry,) = trash(store)
    assert (entry.name, entry.captures) == (removed.entry, captures)
    back = put_back(store, entry.name)
    assert (back.captures, back.moved) == (len(captures), ())
    assert prints(store) == before
    assert sorted(store.originals.kept()) == files
    assert verify(store).clean
    assert trash(store) == ()


def test_what_goes_is_said(store):
    (content,) = numbers(store, "SELECT content FROM statement WHERE series = 'letters' AND date = '2020-01-01'")
    removed = remove(store, WHAT["a quoted row"](store), now=NOW)
    assert removed.references == ("letters@2020-01-01:en",)
    assert removed.originals == ()
    (quoted,) = removed.quotations
    assert (quoted.exact, quoted.kept_at) == ("The water stood", NOW)
    assert content[quoted.start : quoted.end] == quoted.exact
    whole = remove(store, captures_of_series(store.connection, "letters"), now=NOW)
    assert len(whole.references) == 5
    assert (len(whole.originals), whole.quotations) == (1, ())


def judge(store, verb, *references):
    """Judge the first words of the texts with these references."""
    anchors = []
    for reference in references:
        witness = find_witness(store.connection, parse_reference(reference))
        (content,) = numbers(store, "SELECT content FROM text WHERE id = ?", witness.text)
        anchors.append(Anchor(witness.reference, witness.text_sha256, 0, 12, content[:12], "", ""))
    with store.writing():
        return insert_judgement(
            store.connection, verb, anchors, details={}, note=f"of {SECRET}", made_by="", made_at=NOW
        )


def test_a_judgement_goes_with_a_text_it_quotes_and_comes_back_with_it(store):
    link = judge(store, Verb.LINK, "karrow@2018", "karrow@2019")
    judge(store, Verb.REJECT, "karrow@2020")
    before = prints(store)
    removed = remove(store, of(store, "karrow@2019"), now=NOW)
    assert [judgement.id for judgement in removed.judgements] == [link]
    assert numbers(store, "SELECT id FROM judgement") == [link + 1]
    assert numbers(store, "SELECT DISTINCT judgement FROM judgement_anchor") == [link + 1]
    (entry,) = trash(store)
    assert entry.judgements == (link,)
    put_back(store, entry.name)
    assert prints(store) == before
    assert verify(store).clean


def test_what_was_said_in_a_judgement_on_a_purged_text_is_in_no_byte_either(folder):
    with Store.open(folder) as store:
        judge(store, Verb.LINK, "karrow@2018", "notices@2021-06-04")
        assert len(purge(store, of(store, "notices@2021-06-04")).judgements) == 1
        assert numbers(store, "SELECT count(*) FROM judgement") == [0]
    assert traces(folder) == []


@pytest.mark.parametrize("what", WHAT)
def test_what_would_go_is_what_goes(store, what):
    captures = WHAT[what](store)
    before = prints(store)
    told = going(store, captures)
    assert prints(store) == before
    assert trash(store) == ()
    removed = remove(store, captures, now=NOW)
    assert replace(removed, entry="") == told


def test_what_cannot_be_erased_is_said_before_anybody_is_asked(store):
    with pytest.raises(OriginalShared):
        going(store, WHAT["one row of a table"](store), for_good=True)
    both = remove(store, (*WHAT["a witness"](store), *WHAT["a revision"](store)), now=NOW)
    (again,) = keep(store, "2019.txt", (EXAMPLES / "karrow-bridge" / "2019.txt").read_bytes(), series="karrow")
    with pytest.raises(TrashShared, match=both.entry):
        going(store, of(store, again.witness.reference), for_good=True)


def test_a_series_goes_with_its_alias_and_both_come_back(store):
    removed = remove(store, captures_of_series(store.connection, "karrow"), now=NOW)
    assert "karrow" not in numbers(store, "SELECT slug FROM series")
    assert numbers(store, "SELECT alias FROM series_alias") == []
    put_back(store, removed.entry)
    assert numbers(store, "SELECT alias FROM series_alias") == ["bridge"]


def test_several_removals_come_back_in_any_order(store):
    before = prints(store)
    pieces = [of(store, f"letters@2020-01-0{day}") for day in range(1, 7)]
    names = [remove(store, piece, now=NOW).entry for piece in pieces]
    assert len(set(names)) == 6
    assert verify(store).clean
    for name in names[::2] + names[1::2]:
        put_back(store, name)
        assert verify(store).clean
    assert prints(store) == before


def test_adding_the_same_again_after_a_removal_is_a_new_capture(store):
    remove(store, of(store, "notices@2021-06-04"), now=NOW)
    (added,) = keep(store, "heard.txt", SECRET_TEXT)
    assert added.outcome == "added"
    assert verify(store).clean


def forget_numbers(store):
    """As in an archive in which they were given away before numbers were kept from it."""
    with store.writing():
        store.connection.execute("DELETE FROM spent_number")


def test_a_text_whose_place_was_given_away_comes_back_at_the_next_free_one(store):
    removed = remove(store, of(store, "notices@2021-06-04"), now=NOW)
    forget_numbers(store)
    keep(store, "other.txt", SECRET_TEXT.replace("quay", "mole"))
    back = put_back(store, removed.entry)
    assert back.moved == (("notices@2021-06-04:en", "notices@2021-06-04#2:en"),)
    assert "quay" in numbers(store, "SELECT content FROM statement WHERE date = '2021-06-04' AND ordinal = 2")[0]
    assert verify(store).clean


def test_a_revision_whose_number_was_given_away_comes_back_as_the_next_one(store):
    removed = remove(store, WHAT["a revision"](store), now=NOW)
    forget_numbers(store)
    keep(store, "notice.txt", FIRST_NOTICE.replace("east", "west"), url=PAGE)
    back = put_back(store, removed.entry)
    assert back.moved == (("notices@2022-03-07:en~2", "notices@2022-03-07:en~3"),)
    assert verify(store).clean


def test_nothing_comes_back_from_a_trash_that_was_changed(store):
    removed = remove(store, of(store, "notices@2021-06-04"), now=NOW)
    before = prints(store)
    (store.folder / "trash" / removed.entry / removed.originals[0]).write_bytes(b"other")
    with pytest.raises(ArchiveDamaged, match="other bytes than its name says"):
        put_back(store, removed.entry)
    assert prints(store) == before
    with pytest.raises(NothingThere):
        put_back(store, "../originals")


def test_an_error_while_removing_changes_nothing(store, monkeypatch):
    before = prints(store)
    monkeypatch.setattr(removal, "drop_unused", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        remove(store, of(store, "karrow@2019"), now=NOW)
    assert prints(store) == before
    assert trash(store) == ()
    assert verify(store).notes == ()


def test_the_words_can_be_found_before_they_are_purged(store):
    found = traces(store.folder)
    assert any(name.startswith("archive.sqlite") for name in found)
    assert any(name.startswith("originals/") for name in found)


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("before", ["nothing", "a rebuild", "a removal of the same", "another process reads later"])
def test_what_is_purged_is_in_no_byte_of_any_file(folder, coding, before):
    text = SECRET_TEXT.replace("quay", "basin")
    data = text.encode(coding) if coding != "utf-16-be" else b"\xfe\xff" + text.encode(coding)
    with Store.open(folder) as store:
        keep(store, f"{SECRET}.txt", data, series="zvonimir", url=f"https://council.example/{SECRET.split()[0]}")
        quote(store, "zvonimir@2021-06-04", SECRET)
        if before == "a rebuild":
            rebuild(store)
        elif before == "a removal of the same":
            removed = remove(store, captures_of_series(store.connection, "zvonimir"), now=NOW)
            put_back(store, removed.entry)
        heard = of(store, "notices@2021-06-04")
        assert len(traces(folder)) >= 3
        gone = purge(store, (*heard, *captures_of_series(store.connection, "zvonimir")))
        assert len(gone.originals) == 2
        assert traces(folder) == []
        found = verify(store)
        assert found.clean, found.failures
        assert found.notes == ()
    if before == "another process reads later":
        with Store.open(folder, writable=False) as store:
            assert verify(store).clean
    assert traces(folder) == []


def test_what_lies_in_the_trash_is_erased_with_it(store):
    remove(store, of(store, "notices@2021-06-04"), now=NOW)
    keep(store, "heard.txt", SECRET_TEXT)
    purge(store, of(store, "notices@2021-06-04"))
    assert traces(store.folder) == []
    assert trash(store) == ()


def test_purging_leaves_alone_what_else_is_in_the_trash(store):
    other = remove(store, of(store, "karrow@2019"), now=NOW)
    purge(store, of(store, "notices@2021-06-04"))
    assert [entry.name for entry in trash(store)] == [other.entry]
    put_back(store, other.entry)
    assert verify(store).clean


def test_the_trash_can_be_emptied_for_good(store):
    remove(store, of(store, "notices@2021-06-04"), now=NOW)
    remove(store, of(store, "karrow@2019"), now=NOW)
    assert traces(store.folder)
    assert empty_trash(store) == 2
    assert traces(store.folder) == []
    assert verify(store).clean
    assert empty_trash(store) == 0


def test_a_row_of_a_table_cannot_be_purged_while_others_stand_in_the_same_bytes(store):
    before = prints(store)
    with pytest.raises(OriginalShared, match="also holds 5 other statements") as raised:
        purge(store, of(store, "letters@2020-01-03"))
    sha256 = numbers(store, "SELECT original FROM capture WHERE id = ?", of(store, "letters@2020-01-03")[0])[0]
    assert f"remove --purge sha256:{sha256}" in str(raised.value)
    assert prints(store) == before
    assert verify(store).clean
    purge(store, captures_of_original(store.connection, sha256))
    assert not [path for path in store.folder.rglob("*") if path.is_file() and b"letter-3" in path.read_bytes()]


def test_other_captures_of_the_same_bytes_keep_them(store):
    keep(store, "letters.jsonl", rows(), series="copies")
    removed = remove(store, captures_of_series(store.connection, "copies"), now=NOW)
    assert removed.originals == ()
    assert verify(store).clean
    put_back(store, removed.entry)
    assert verify(store).clean


def test_an_interrupted_purge_is_a_failure_until_it_is_finished(store, monkeypatch):
    monkeypatch.setattr(removal, "finish_erasing", lambda _: None)
    purge(store, of(store, "notices@2021-06-04"))
    monkeypatch.undo()
    assert traces(store.folder)
    assert [problem.subject for problem in verify(store).failures] == [ERASING]
    finish_erasing(store)
    assert traces(store.folder) == []
    assert verify(store).clean


def test_a_reader_that_holds_old_pages_is_waited_for_and_then_named(folder, monkeypatch):
    with Store.open(folder) as store, Store.open(folder, writable=False) as reader:
        reader.connection.execute("BEGIN")
        assert numbers(reader, "SELECT count(*) FROM capture") == [17]
        store.connection.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(ErasingUnfinished, match=r"statements are gone, but .* variorum remove --purge") as raised:
            purge(store, of(store, "notices@2021-06-04"))
        assert "nothing was changed" not in str(raised.value)
        assert numbers(store, "SELECT count(*) FROM capture") == [16]
        assert not verify(store).clean
        reader.connection.execute("ROLLBACK")
        assert finish_erasing(store)
        assert verify(store).clean
        assert not finish_erasing(store)
    assert traces(folder) == []


def test_a_purge_after_an_interrupted_one_finishes_both(store, monkeypatch):
    monkeypatch.setattr(removal, "finish_erasing", lambda _: None)
    purge(store, of(store, "notices@2021-06-04"))
    monkeypatch.undo()
    purge(store, of(store, "karrow@2019"))
    assert traces(store.folder) == []
    found = verify(store)
    assert (found.clean, found.notes) == (True, ())


def test_what_another_program_begins_to_erase_meanwhile_is_not_forgotten(folder, monkeypatch):
    with Store.open(folder) as first, Store.open(folder) as second:
        last = removal._erase_pages

        def meanwhile(store):
            last(store)
            monkeypatch.setattr(removal, "finish_erasing", lambda _: None)
            purge(second, of(second, "notices@2021-06-04"))

        monkeypatch.setattr(removal, "_erase_pages", meanwhile)
        purge(first, of(first, "karrow@2019"))
        monkeypatch.undo()
        assert traces(folder)
        assert [problem.subject for problem in verify(first).failures] == [ERASING]
        assert finish_erasing(first)
        assert verify(first).clean
    assert traces(folder) == []


def test_a_purge_does_not_take_from_the_trash_what_was_not_named(store):
    row = remove(store, of(store, "letters@2020-01-03"), now=NOW)
    before = prints(store)
    rest = captures_of_series(store.connection, "letters")
    with pytest.raises(TrashShared, match="with 1 other statement that would go too") as raised:
        purge(store, rest)
    assert f"variorum remove --undo {row.entry}" in str(raised.value)
    assert prints(store) == before
    assert [entry.name for entry in trash(store)] == [row.entry]
    put_back(store, row.entry)
    purge(store, captures_of_series(store.connection, "letters"))
    assert not [path for path in store.folder.rglob("*") if path.is_file() and b"letter-3" in path.read_bytes()]


def test_a_removal_of_many_is_not_erased_for_one_of_them_that_came_in_again(store):
    removed = remove(store, captures_of_series(store.connection, "notices"), now=NOW)
    keep(store, "heard.txt", SECRET_TEXT)
    with pytest.raises(TrashShared, match="with 3 other statements"):
        purge(store, of(store, "notices@2021-06-04"))
    assert [entry.name for entry in trash(store)] == [removed.entry]
    empty_trash(store)
    purge(store, of(store, "notices@2021-06-04"))
    assert traces(store.folder) == []
