"""A person's last word: made on quoted words, obeyed by every comparison, found again, undone, and never lost."""

from __future__ import annotations

import hashlib
import io

import pytest

from variorum.align.collate import Judgements
from variorum.archive.bag import export
from variorum.archive.removal import captures_of_witness, empty_trash, purge, remove
from variorum.archive.restore import restore
from variorum.archive.store import Store
from variorum.archive.trash import put_back
from variorum.archive.verify import verify
from variorum.errors import (
    JudgementMissing,
    LineNumberMissing,
    LinesOfKinds,
    LinesOfOneText,
    NameNotFound,
    NamesTheSame,
    QuoteNotFound,
    WordsInSeveralLines,
)
from variorum.model.alignment import Side
from variorum.model.claims import Claim, Field
from variorum.model.judgements import Verb
from variorum.workflows.add import add
from variorum.workflows.arriving import Arrival
from variorum.workflows.compare import collate, compare
from variorum.workflows.judge import (
    judge_lines,
    judge_names,
    judged,
    judged_names,
    judgements_for,
    standing,
    undo_judgement,
)
from variorum.workflows.kept import kept_witness, named
from variorum.workflows.rebuild import rebuild

NOW = "2024-05-01T10:00:00Z"
FIRST = """Notice of the Harbour Council

7 March 2022

The Council regrets the closure of the east quay. Ferries are to land at Ilden until further notice. The Council thanks
the pilots for their patience.
"""
SECOND = """Notice of the Harbour Council

7 March 2023

The Council welcomes the reopening of the quay. Ferries are to land at Ilden until further notice. Zvonimír of Oskarel
dredged the basin at night.
"""
CLOSURE, REOPENING = (
    ("notices@2022-03-07", "closure of the east quay"),
    ("notices@2023-03-07", "welcomes the reopening"),
)
FERRIES = tuple((reference, "Ferries are to land") for reference in ("notices@2022-03-07", "notices@2023-03-07"))
THANKS, ZVONIMIR = ("notices@2022-03-07", "thanks\nthe pilots"), ("notices@2023-03-07", "Zvonimír of Oskarel")


def keep(store, *texts, series="notices"):
    for text in texts:
        given = (Claim(Field.SERIES, series, "given with --series"),)
        list(add(store, [Arrival("notice.txt", io.BytesIO(text.encode()), NOW, given=given)], now=lambda: NOW))


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / ".variorum") as made:
        keep(made, FIRST, SECOND)
        yield made


def decide(store, verb, *lines, **said):
    return judge_lines(store, Verb(verb), lines, now=NOW, **said)


def aligned(store, base="notices@2022-03-07", other="notices@2023-03-07"):
    sides = [kept_witness(store, named(store, each)) for each in (base, other)]
    return compare(*sides, standing=standing(store)).alignment


def bead_of(alignment, words, side=Side.OTHER):
    content = alignment.side(side).content
    for bead in alignment.beads:
        for index in bead.other if side is Side.OTHER else bead.base:
            if words in alignment.side(side).segments[index].span.of(content):
                return bead
    raise AssertionError(words)


def test_two_lines_that_a_person_links_answer_each_other_and_say_so(store):
    assert bead_of(aligned(store), "Zvonimír").kind == "added"
    made = decide(store, "link", THANKS, ZVONIMIR, note="both thank", by="Ada")
    bead = bead_of(aligned(store), "Zvonimír")
    assert (bead.base, bead.other, bead.judged, bead.reason) == ((4,), (4,), True, "judged by a person")
    assert (made.judgement.made_by, made.judgement.note, made.judgement.made_at) == ("Ada", "both thank", NOW)
    back = bead_of(aligned(store, "notices@2023-03-07", "notices@2022-03-07"), "pilots")
    assert back.judged
    assert back.kind == "reworded"


def test_two_lines_that_a_person_parts_stand_alone_and_say_so(store):
    assert bead_of(aligned(store), "Ferries").kind == "kept"
    decide(store, "unlink", *FERRIES)
    alignment = aligned(store)
    assert (bead_of(alignment, "Ferries").kind, bead_of(alignment, "Ferries").judged) == ("added", True)
    dropped = bead_of(alignment, "Ferries", Side.BASE)
    assert (dropped.kind, dropped.judged) == ("dropped", True)
    assert sum(bead.judged for bead in alignment.beads) == 2


def test_a_rejected_line_continues_no_earlier_text_and_goes_on_in_later_ones(store):
    keep(store, SECOND.replace("2023", "2024"))
    decide(store, "reject", FERRIES[1])
    assert bead_of(aligned(store), "Ferries").kind == "added"
    backwards = aligned(store, "notices@2023-03-07", "notices@2022-03-07")
    assert bead_of(backwards, "Ferries", Side.BASE).kind == "dropped"
    later = bead_of(aligned(store, "notices@2023-03-07", "notices@2024-03-07"), "Ferries")
    assert (later.kind, later.judged) == ("kept", False)


def test_of_two_decisions_on_the_same_lines_the_later_counts_and_the_list_says_so(store):
    decide(store, "unlink", *FERRIES)
    decide(store, "link", *reversed(FERRIES))
    assert bead_of(aligned(store), "Ferries").kind == "kept"
    assert [row.overruled for row in judged(store)] == [2, None]
    undo_judgement(store, 2, by="Ben", now="2024-05-02T10:00:00Z")
    assert bead_of(aligned(store), "Ferries").kind == "added"
    assert [(row.judgement.id, row.overruled) for row in judged(store)] == [(1, None)]
    everything = judged(store, undone=True)
    assert (everything[1].judgement.undone_by, everything[1].judgement.undone_at) == ("Ben", "2024-05-02T10:00:00Z")


def test_a_link_of_a_rejected_line_overrules_the_rejection(store):
    decide(store, "reject", ZVONIMIR)
    decide(store, "link", THANKS, ZVONIMIR)
    assert bead_of(aligned(store), "Zvonimír").judged
    decide(store, "reject", ZVONIMIR)
    assert bead_of(aligned(store), "Zvonimír").kind == "added"


def test_what_is_said_for_one_comparison_overrules_what_is_kept(store):
    decide(store, "unlink", *FERRIES)
    decide(store, "link", THANKS, ZVONIMIR)
    sides = [kept_witness(store, named(store, each)) for each in ("notices@2022-03-07", "notices@2023-03-07")]
    own = Judgements(pairs=((3, 3),), unpairs=((4, 4),))
    alignment = compare(*sides, judgements=own, standing=standing(store)).alignment
    assert bead_of(alignment, "Ferries").kind == "kept"
    assert bead_of(alignment, "Zvonimír").kind == "added"


def test_the_same_text_is_judged_alike_wherever_it_comes_from(store, tmp_path):
    decide(store, "link", THANKS, ZVONIMIR)
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", SECOND.replace("quay", "pier"))):
        (tmp_path / name).write_text(text, "utf-8")
    alike = compare(tmp_path / "a.txt", tmp_path / "b.txt", standing=standing(store)).alignment
    other = compare(tmp_path / "a.txt", tmp_path / "c.txt", standing=standing(store)).alignment
    assert bead_of(alike, "Zvonimír").judged
    assert not bead_of(other, "Zvonimír").judged


def test_judgements_are_given_by_the_numbers_of_the_stored_lines(store):
    decide(store, "link", CLOSURE, REOPENING)
    decide(store, "unlink", *FERRIES)
    decide(store, "reject", ZVONIMIR)
    base, other = (named(store, each) for each in ("notices@2022-03-07", "notices@2023-03-07"))
    assert judgements_for(store, base, other) == Judgements(((2, 2),), ((3, 3),), alone=((Side.OTHER, 4),))
    assert judgements_for(store, other, base) == Judgements(((2, 2),), ((3, 3),), alone=((Side.BASE, 4),))


def test_words_over_two_lines_link_both(store):
    over = ("notices@2023-03-07", "until further notice. Zvonimír of Oskarel")
    decide(store, "link", THANKS, over)
    bead = bead_of(aligned(store), "Zvonimír")
    assert (bead.base, bead.other, bead.judged) == ((4,), (3, 4), True)


def test_a_line_is_named_by_words_or_by_its_number(store):
    decide(store, "link", ("notices@2022-03-07", "line:5"), ("notices@2023-03-07", "line:5"))
    assert bead_of(aligned(store), "Zvonimír").base == (4,)


@pytest.mark.parametrize(
    ("verb", "lines", "error", "says"),
    [
        ("link", (("notices@2022-03-07", "Council"), ZVONIMIR), WordsInSeveralLines, "line:1"),
        ("link", (("notices@2022-03-07", "bridge"), ZVONIMIR), QuoteNotFound, "nearest"),
        ("link", (("notices@2022-03-07", "line:9"), ZVONIMIR), LineNumberMissing, "from 1 to 5"),
        ("link", (CLOSURE, THANKS), LinesOfOneText, "one text to another"),
        ("unlink", (("notices@2022-03-07", "7 March 2022"), ZVONIMIR), LinesOfKinds, "dateline"),
    ],
)
def test_what_no_judgement_can_be_is_an_error_with_the_way_out(store, verb, lines, error, says):
    with pytest.raises(error, match=says):
        decide(store, verb, *lines)
    assert judged(store, undone=True) == ()


def test_a_judgement_that_is_not_there_or_undone_already_cannot_be_undone(store):
    decide(store, "link", THANKS, ZVONIMIR)
    undo_judgement(store, 1, now=NOW)
    with pytest.raises(JudgementMissing, match="was undone at 2024-05-01T10:00:00Z already"):
        undo_judgement(store, 1, now=NOW)
    with pytest.raises(JudgementMissing, match="no judgement has this number"):
        undo_judgement(store, 7, now=NOW)


def test_names_are_one_or_two_as_the_last_word_has_it(store):
    names = ("Zvonimír of Oskarel", "Z. of Oskarel")
    judge_names(store, Verb.SAME_NAME, names, within=["notices@2023-03-07"], now=NOW)
    judge_names(store, Verb.DIFFERENT_NAME, ("Ilden", "Nether Ilden"), now=NOW)
    assert dict(judged_names(store)) == {tuple(sorted(names)): True, ("Ilden", "Nether Ilden"): False}
    judge_names(store, Verb.DIFFERENT_NAME, tuple(reversed(names)), now=NOW)
    assert dict(judged_names(store))[tuple(sorted(names))] is False
    assert [row.overruled for row in judged(store)] == [3, None, None]
    assert judged(store)[0].places[0].words == "Zvonimír of Oskarel"


def test_names_that_are_one_word_for_word_or_stand_nowhere_are_errors(store):
    with pytest.raises(NamesTheSame):
        judge_names(store, Verb.SAME_NAME, ("Ilden", " Ilden "), now=NOW)
    with pytest.raises(NameNotFound, match=r"not found in the text of notices@2022-03-07:en"):
        judge_names(store, Verb.SAME_NAME, ("Zvonimír", "Z."), within=["notices@2022-03-07"], now=NOW)


def reread_as(monkeypatch, change):
    """A reader of another version, which reads the texts otherwise."""
    from dataclasses import replace

    from variorum.workflows import rereading

    real = rereading.statements

    def read(*arguments, **options):
        for found in real(*arguments, **options):
            content = change(found.text.content)
            text = replace(
                found.text,
                content=content,
                sha256=hashlib.sha256(content.encode()).hexdigest(),
                derivation=replace(found.text.derivation, version="9"),
                blocks=(),
            )
            yield replace(found, text=text)

    monkeypatch.setattr(rereading, "statements", read)


def test_a_judgement_is_found_again_by_its_words_when_a_text_is_read_otherwise(store, monkeypatch):
    decide(store, "link", THANKS, ZVONIMIR)
    decide(store, "unlink", *FERRIES)
    reread_as(monkeypatch, lambda content: "Page 1\n\n" + content.replace("the pilots for", "the  pilots\nfor"))
    rebuild(store)
    assert all(row.anchored for row in judged(store))
    assert [place.lines for place in judged(store)[0].places] == [(6, 6), (6, 6)]
    assert bead_of(aligned(store), "Zvonimír").judged
    assert bead_of(aligned(store), "Ferries").kind == "added"
    assert verify(store).clean
    assert verify(store).notes == ()


def test_a_judgement_whose_words_are_gone_is_listed_and_never_lost(store, monkeypatch):
    decide(store, "link", THANKS, ZVONIMIR)
    with monkeypatch.context() as patched:
        reread_as(patched, lambda content: content.replace("Zvonimír of Oskarel", "Somebody"))
        rebuild(store)
        (row,) = judged(store)
        assert (row.anchored, [place.anchored for place in row.places]) == (False, [True, False])
        assert not any(bead.judged for bead in aligned(store).beads)
        found = verify(store)
        assert found.clean
        assert [note.subject for note in found.notes] == ["judgement 1"]
        assert rebuild(store).identical
    rebuild(store)
    assert judged(store)[0].anchored
    assert bead_of(aligned(store), "Zvonimír").judged


def test_of_several_places_of_the_words_the_one_among_the_same_words_is_meant(store, monkeypatch):
    decide(store, "reject", FERRIES[1])
    before = "Ferries are to land at Ilden until the fog lifts.\n\n"
    reread_as(monkeypatch, lambda content: content.replace("The Council welcomes", before + "The Council welcomes"))
    rebuild(store)
    (place,) = judged(store)[0].places
    assert place.lines == (5, 5)


def test_judgements_travel_and_stay_through_a_rebuild(store, tmp_path):
    decide(store, "link", THANKS, ZVONIMIR, note="both thank", by="Ada")
    decide(store, "reject", FERRIES[1])
    undo_judgement(store, 2, now=NOW)
    before = judged(store, undone=True)
    assert rebuild(store).identical
    assert judged(store, undone=True) == before
    export(store, tmp_path / "bag")
    assert restore(tmp_path / "bag", tmp_path / "back").verified.clean
    with Store.open(tmp_path / "back") as back:
        assert judged(back, undone=True) == before
        assert decide(back, "reject", ZVONIMIR).judgement.id == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE judgement SET verb = 'unlink'",
        "UPDATE judgement SET note = 'other'",
        "UPDATE judgement SET undone_at = '2024-05-01T10:00:00Z'",
        "UPDATE judgement_anchor SET exact = 'other'",
        "DELETE FROM judgement_anchor WHERE number = 1",
    ],
)
def test_a_judgement_that_was_altered_gives_itself_away(store, change):
    decide(store, "link", THANKS, ZVONIMIR)
    assert verify(store).clean
    with store.writing():
        store.connection.execute(change)
    (failure,) = verify(store).failures
    assert (failure.check, failure.subject) == ("judgement", "judgement 1")


def of(store, reference):
    return captures_of_witness(store.connection, named(store, reference))


def test_a_judgement_goes_to_the_trash_with_a_text_it_quotes_and_comes_back_with_it(store):
    decide(store, "link", THANKS, ZVONIMIR)
    decide(store, "reject", FERRIES[0])
    before = judged(store)
    gone = remove(store, of(store, "notices@2023-03-07"), now=NOW)
    assert [row.judgement.id for row in judged(store)] == [2]
    put_back(store, gone.entry)
    assert judged(store) == before
    assert verify(store).clean


def words_on_the_disk(folder, words="Zvonimír"):
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes())


def test_a_purge_leaves_no_words_of_a_judgement_behind(store):
    decide(store, "link", THANKS, ZVONIMIR, note="Zvonimír again", by="Ada")
    judge_names(store, Verb.SAME_NAME, ("Zvonimír", "Z. of Oskarel"), now=NOW)
    judge_names(store, Verb.SAME_NAME, ("Ilden", "Nether Ilden"), now=NOW)
    undo_judgement(store, 1, now=NOW)
    assert words_on_the_disk(store.folder)
    purge(store, of(store, "notices@2023-03-07"))
    assert words_on_the_disk(store.folder) == []
    assert [row.judgement.names for row in judged(store, undone=True)] == [("Ilden", "Nether Ilden")]


def test_a_purge_takes_the_judgements_on_a_text_out_of_the_trash_too(store):
    decide(store, "link", THANKS, ZVONIMIR)
    gone = remove(store, of(store, "notices@2022-03-07"), now=NOW)
    purge(store, of(store, "notices@2023-03-07"))
    assert words_on_the_disk(store.folder) == []
    put_back(store, gone.entry)
    assert judged(store, undone=True) == ()
    assert verify(store).clean


def test_emptying_the_trash_erases_its_judgements(store):
    decide(store, "link", THANKS, ZVONIMIR)
    remove(store, of(store, "notices@2023-03-07"), now=NOW)
    assert words_on_the_disk(store.folder)
    empty_trash(store)
    assert words_on_the_disk(store.folder) == []


def test_a_name_that_other_texts_have_stays_judged_when_one_of_them_is_erased(store):
    judge_names(store, Verb.SAME_NAME, ("Ilden", "Nether Ilden"), now=NOW)
    purge(store, of(store, "notices@2023-03-07"))
    assert [row.judgement.names for row in judged(store)] == [("Ilden", "Nether Ilden")]


def test_texts_in_memory_are_compared_as_ever(store):
    decide(store, "unlink", *FERRIES)
    assert bead_of(collate(FIRST, SECOND).alignment, "Ferries").kind == "kept"
