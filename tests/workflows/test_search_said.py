"""Statements are found by what they say, however it is written, and as people left it."""

from __future__ import annotations

from decimal import Decimal

import pytest

import variorum
from tests.archive.archives import NOW, keep
from variorum.archive import catalogue
from variorum.archive.bag import export
from variorum.archive.restore import restore
from variorum.archive.store import Store
from variorum.archive.verify import verify
from variorum.errors import (
    ArchiveReadOnly,
    DateUnreadable,
    NothingAsked,
    NumberUnreadable,
    ReadingMissing,
    ReadingsSeveral,
    UnitUnknown,
)
from variorum.model.facts import FactKind
from variorum.model.found import Order, Scope
from variorum.model.judgements import Verb
from variorum.model.said import NAMED_KINDS, Asked, Figure, Holds
from variorum.workflows.judge import judge_lines, judge_names, judged, standing, undo_judgement
from variorum.workflows.judge_readings import fact_judgements, reject_reading
from variorum.workflows.names_table import names_table
from variorum.workflows.rebuild import rebuild
from variorum.workflows.remembered_facts import core_reader, statement_facts
from variorum.workflows.said import find_said, read_figure

HEAD = "Notice of the Harbour Council\n\n{}\n\n{}\n"
NOTICES = {
    "1 May 2020": "In the flood 150 civilians were killed in Kyiv. The Council gave 1.5 million dollars.",
    "2 May 2021": "In the flood 150 citizens were killed near Kiev. Prices rose by 5 percent to 150 dollars.",
    "3 May 2022": "Between 100 and 200 people were killed. One and a half million dollars were spent. The Skerry "
    "Harbour Council met.",
    "4 May 2023": "Hundreds of thousands of people live there. On 20 January 1990 the quay burned. In Nigeria 3 ships "
    "sank.",
    "5 May 2024": "From 19 to 20 January 1990 the quay burned. In Niger the flood hurt 4 elderly men and 7 women.",
}


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    folder = tmp_path_factory.mktemp("said") / ".variorum"
    with Store.create(folder) as store:
        for number, (day, words) in enumerate(NOTICES.items()):
            keep(store, f"{number}.txt", HEAD.format(day, words), series="harbour" if number % 2 else "council")
    return folder


@pytest.fixture
def store(master, tmp_path):
    import shutil

    with Store.open(shutil.copytree(master, tmp_path / ".variorum")) as opened:
        yield opened


def years(found):
    """The years of what was found, in order."""
    return [saying.hit.date[:4] for saying in found.rows]


def said(found):
    """The words of the facts that answer, by year."""
    return {saying.hit.date[:4]: [each.fact.span.of(saying.content) for each in saying.facts] for saying in found.rows}


def asking(store, number="", unit="", counted="", **more):
    return find_said(store, Asked(read_figure(number, unit, counted)), **more)


def naming(store, kind, *names, **more):
    return find_said(store, Asked(None, tuple((FactKind(kind), name) for name in names)), **more)


@pytest.mark.parametrize("number", ["1500000", "1.5 million", "1,500,000", "one and a half million"])
def test_a_number_is_found_by_its_value_however_it_is_written(store, number):
    found = asking(store, number)
    assert years(found) == ["2022", "2020"]
    assert found.statements == 5
    assert all(each.holds is Holds.SAYS for saying in found.rows for each in saying.facts)


def test_a_range_that_holds_a_number_is_found_and_marked_and_a_magnitude_too(store):
    found = asking(store, "150", counted="people")
    (saying,) = found.rows
    assert [each.holds for each in saying.facts] == [Holds.RANGE]
    assert said(found) == {"2022": ["Between 100 and 200"]} or said(found) == {"2022": ["100 and 200"]}
    (vast,) = asking(store, "400000").rows
    assert [each.holds for each in vast.facts] == [Holds.RANGE]
    assert vast.hit.date == "2023-05-04"
    assert asking(store, "1000000").total == 0
    assert asking(store, "90000").total == 0


def test_a_range_that_is_asked_for_holds_what_lies_in_it(store):
    found = asking(store, "100 to 200", unit="dollars")
    assert said(found) == {"2021": ["150 dollars"]}
    whole = asking(store, "100 to 200", counted="people")
    assert [each.holds for saying in whole.rows for each in saying.facts] == [Holds.SAYS]


@pytest.mark.parametrize("noun", ["civilians", "civilian", "Civilians", "the civilians"])
def test_what_is_counted_is_found_in_any_number_and_case(store, noun):
    assert years(asking(store, "150", counted=noun)) == ["2020"]


def test_every_word_of_what_is_counted_must_be_there(store):
    assert years(asking(store, counted="men")) == years(asking(store, counted="elderly man")) == ["2024"]
    assert asking(store, counted="young man").total == 0


@pytest.mark.parametrize(("unit", "year"), [("percent", "2021"), ("%", "2021")])
def test_a_unit_is_found_by_its_name_or_its_sign(store, unit, year):
    assert years(asking(store, unit=unit)) == [year]


def test_a_number_that_brings_its_unit_asks_for_it(store):
    assert read_figure("5 percent") == Figure(Decimal(5), Decimal(5), "percent")
    assert years(asking(store, "5 percent")) == ["2021"]
    assert asking(store, "150 percent").total == 0


def test_a_unit_that_no_figure_has_is_an_error_that_lists_those_there_are(store):
    with pytest.raises(UnitUnknown, match=r"furlong: no figure has this unit\. There are: .*percent"):
        asking(store, unit="furlong")


@pytest.mark.parametrize("number", ["abc", "twelve apples and 3", "--", "150 or so, said Ann"])
def test_what_is_no_number_is_an_error_that_shows_how_to_write_one(number):
    with pytest.raises(NumberUnreadable, match="not a number"):
        read_figure(number)


def test_nothing_asked_and_no_date_are_errors(store):
    with pytest.raises(NothingAsked):
        find_said(store, Asked())
    for date in ("yesterday", "1990-13", "1990-02-31", ""):
        with pytest.raises(DateUnreadable):
            find_said(store, Asked(dates=(date,)))


def test_a_place_is_found_under_all_its_names_and_the_words_as_said_are_counted(store):
    for name in ("Kyiv", "Kiev", "kyiv"):
        found = naming(store, "place", name)
        assert years(found) == ["2021", "2020"]
        assert found.variants[0].words == (("Kyiv", 1), ("Kiev", 1))


def test_a_place_is_not_another_whose_name_it_begins(store):
    assert years(naming(store, "place", "Niger")) == ["2024"]
    assert years(naming(store, "place", "Nigeria")) == ["2023"]


def test_a_name_is_found_by_its_words_where_none_is_wholly_the_same(store):
    found = naming(store, "organisation", "Harbour")
    assert years(found) == ["2022"]
    assert found.variants[0].words == (("Skerry Harbour Council", 1),)
    assert naming(store, "organisation", "Harb").total == 0


def test_a_date_is_found_by_its_day_in_a_range_and_by_its_month_and_year(store):
    day = find_said(store, Asked(dates=("1990-01-20",)))
    assert {saying.hit.date[:4]: saying.facts[0].holds for saying in day.rows} == {
        "2024": Holds.RANGE,
        "2023": Holds.SAYS,
    }
    for wider in ("1990-01", "1990"):
        found = find_said(store, Asked(dates=(wider,)))
        assert {each.holds for saying in found.rows for each in saying.facts} == {Holds.SAYS}
        assert years(found) == ["2024", "2023"]
    assert find_said(store, Asked(dates=("1990-01-18",))).total == 0


def test_all_that_is_asked_must_be_said_and_the_line_with_most_of_it_is_shown(store):
    asked = Asked(read_figure("150"), ((FactKind.PLACE, "Kiev"),))
    found = find_said(store, asked)
    assert years(found) == ["2021", "2020"]
    assert said(found)["2021"] == ["150", "Kiev"]
    assert [saying.lines for saying in found.rows] == [1, 1]
    assert find_said(store, Asked(read_figure("3"), ((FactKind.PLACE, "Kiev"),))).total == 0


def test_the_marks_are_the_places_of_the_facts_and_the_words_stand_there(store):
    for saying in asking(store, "150").rows:
        assert [(mark.start, mark.end) for mark in saying.hit.marks] == [
            (each.fact.span.start, each.fact.span.end) for each in saying.facts
        ]
        assert saying.content[saying.hit.start : saying.hit.end] == saying.hit.words


def test_order_limit_and_scope_hold(store):
    assert years(asking(store, "150", order=Order.EARLIEST)) == ["2020", "2021", "2022"]
    few = asking(store, "150", limit=1)
    assert (years(few), few.total) == (["2022"], 3)
    assert years(asking(store, "150", scope=Scope(series="harbour"))) == ["2021"]
    assert years(asking(store, "150", scope=Scope(date_from="2021", date_to="2021"))) == ["2021"]
    assert asking(store, "150", scope=Scope(series="harbour")).statements == 2


def test_only_the_statements_of_the_scope_are_read(store):
    asking(store, "150", scope=Scope(series="harbour"))
    query = "SELECT DISTINCT series FROM statement_fact"
    assert store.connection.execute(query).fetchall() == [("harbour",)]


def test_a_persons_table_of_names_joins_and_parts_names(store):
    own = core_reader(names_table("place,Upper Niger,Niger,Nigeria\nnone,Kiev\n", "own.csv"))
    assert years(naming(store, "place", "Nigeria", reader=own)) == ["2024", "2023"]
    assert years(naming(store, "place", "Upper Niger", reader=own)) == ["2024", "2023"]
    assert years(naming(store, "place", "Kyiv", reader=own)) == ["2020"]
    assert years(naming(store, "place", "Niger")) == ["2024"]


def test_names_that_a_person_joined_are_found_together_and_so_marked(store):
    assert years(naming(store, "place", "Nigeria")) == ["2023"]
    number = judge_names(store, Verb.SAME_NAME, ("Niger", "Nigeria"), now=NOW).judgement.id
    found = naming(store, "place", "Nigeria")
    assert years(found) == ["2024", "2023"]
    assert found.variants[0].words == (("Nigeria", 1), ("Niger", 1))
    assert [each.judged for saying in found.rows for each in saying.facts] in ([True, False], [False, True])
    undo_judgement(store, number, now=NOW)
    assert years(naming(store, "place", "Nigeria")) == ["2023"]


def test_names_that_a_person_parted_are_found_apart(store):
    judge_names(store, Verb.DIFFERENT_NAME, ("Kyiv", "Kiev"), now=NOW)
    assert years(naming(store, "place", "Kyiv")) == ["2020"]
    assert years(naming(store, "place", "Kiev")) == ["2021"]
    judge_names(store, Verb.SAME_NAME, ("Kyiv", "Kiev"), now=NOW)
    assert years(naming(store, "place", "Kiev")) == ["2021", "2020"]


def test_a_rejected_reading_is_found_no_more_and_counted_until_that_is_undone(store):
    made = reject_reading(store, "council@2020-05-01", "150 civilians", FactKind.QUANTITY, now=NOW)
    assert made.judgement.reading == "quantity"
    assert made.places[0].words == "150"
    found = asking(store, "150", counted="civilians")
    assert (found.total, found.rejected) == (0, 1)
    assert years(naming(store, "place", "Kyiv")) == ["2021", "2020"]
    undo_judgement(store, made.judgement.id, now=NOW)
    assert years(asking(store, "150", counted="civilians")) == ["2020"]


def test_a_rejected_reading_changes_nothing_of_the_line(store):
    reject_reading(store, "council@2020-05-01", "150 civilians", FactKind.QUANTITY, now=NOW)
    assert not standing(store)
    judge_lines(store, Verb.REJECT, [("council@2020-05-01", "150 civilians")], now=NOW)
    assert standing(store)
    assert next(iter(fact_judgements(store).rejected.values()))[0].kind is FactKind.QUANTITY
    assert sum(map(len, fact_judgements(store).rejected.values())) == 1


def test_a_rejected_reading_stays_rejected_through_a_rebuild_and_a_copy(store, tmp_path):
    reject_reading(store, "council@2020-05-01", "150 civilians", FactKind.QUANTITY, note="a misprint", now=NOW)
    assert rebuild(store).identical
    assert asking(store, "150", counted="civilians").rejected == 1
    export(store, tmp_path / "bag")
    restore(tmp_path / "bag", tmp_path / "back")
    with Store.open(tmp_path / "back") as back:
        assert asking(back, "150", counted="civilians").rejected == 1
        (row,) = judged(back)
        assert (row.judgement.reading, row.judgement.note, row.anchored) == ("quantity", "a misprint", True)
        assert verify(back).clean


def test_words_that_are_not_read_so_are_an_error_that_says_what_is_read_there(store):
    with pytest.raises(ReadingMissing, match="not read as place") as told:
        reject_reading(store, "council@2020-05-01", "150 civilians", FactKind.PLACE, now=NOW)
    assert "--as quantity  150" in told.value.listed
    with pytest.raises(ReadingsSeveral, match="2 readings as quantity") as several:
        reject_reading(store, "council@2024-05-05", "4 elderly men and 7 women", FactKind.QUANTITY, now=NOW)
    assert several.value.listed == ("4", "7")


def test_the_list_says_where_a_rejection_and_a_link_overrule_each_other(store):
    link = [("council@2020-05-01", "150 civilians"), ("harbour@2021-05-02", "150 citizens")]
    later = [link[1]]
    judge_lines(store, Verb.LINK, link, now=NOW)
    judge_lines(store, Verb.REJECT, later, now=NOW)
    assert [row.overruled for row in judged(store)] == [2, None]
    judge_lines(store, Verb.LINK, [link[1], link[0]], now=NOW)
    assert [row.overruled for row in judged(store)] == [2, 3, None]
    undo_judgement(store, 3, now=NOW)
    # The line that goes on from it may begin wherever it will: that is the earlier line's own affair.
    judge_lines(store, Verb.REJECT, [link[0]], now=NOW)
    assert [row.overruled for row in judged(store)] == [2, None, None]


def test_a_program_finds_what_is_said_and_rejects_a_reading(store):
    folder = store.folder
    store.close()
    with variorum.open(folder) as archive:
        found = archive.said(number=150, counted="civilians", names=[("place", "Kiev")], series="council")
        assert years(found) == ["2020"]
        assert archive.said(dates=["1990-01-20"], order="earliest", limit=1).rows[0].hit.date == "2023-05-04"
        with pytest.raises(NothingAsked):
            archive.said()
        with pytest.raises(ArchiveReadOnly):
            archive.judge("reject", ("council@2020-05-01", "150 civilians"), reading="quantity", now=NOW)
    with variorum.open(folder, writable=True) as archive:
        made = archive.judge("reject", ("council@2020-05-01", "150 civilians"), reading="quantity", now=NOW)
        assert made.judgement.reading == "quantity"
        assert archive.said(number=150, counted="civilians").rejected == 1
        with pytest.raises(TypeError):
            archive.judge("link", ("council@2020-05-01", "150 civilians"), reading="quantity", now=NOW)


def test_every_fact_is_found_by_what_it_says(store):
    asking(store, "1")
    seen = set()
    for row in catalogue.witnesses(store.connection):
        for fact in statement_facts(store, row).facts:
            words = fact.span.of(catalogue.load_text(store.connection, row.text).content)
            if fact.quantity and fact.quantity.high is not None:
                figure = Figure(fact.quantity.low, fact.quantity.high, fact.quantity.unit)
                asked = Asked(figure)
            elif fact.name and fact.kind in NAMED_KINDS:
                asked = Asked(None, ((fact.kind, words),))
            elif fact.moment and fact.moment.edtf[:4].isdigit():
                asked = Asked(dates=(fact.moment.edtf.partition("/")[0],))
            else:
                continue
            seen.add(fact.kind)
            (found,) = [each for each in find_said(store, asked).rows if each.hit.reference == row.reference]
            if found.lines == 1:
                assert fact in [each.fact for each in found.facts], words
    assert seen == {FactKind.QUANTITY, FactKind.PLACE, FactKind.ORGANISATION, FactKind.DATE}
