"""Names: what a statement names is found with its span, joined where the text or a table says so, by nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.analysis.facts.names.finder import find_names
from variorum.analysis.facts.names.gazetteer import gazetteer, plain
from variorum.analysis.facts.reader import reading_of
from variorum.model.alignment import SegmentedWitness
from variorum.model.facts import FactKind
from variorum.model.witnesses import Derivation, Text, Witness
from variorum.text.capitals import title_case
from variorum.text.segment import segment

GIVEN = Derivation("given", "1")


def witness(text, language=None):
    found = segment(text, language=language)
    return SegmentedWitness(
        Witness("statement", Text(text, "", GIVEN)), found.segments, found.line_breaks, found.language
    )


def names(text, kind=None, language=None, **options):
    """Kind, words as said with single spaces, and handle of all that a text names, or words and handle of a kind."""
    facts = find_names(reading_of(witness(text, language)), **options)
    rows = [(fact.kind.value, " ".join(fact.span.of(text).split()), fact.name) for fact in facts]
    return [row[1:] for row in rows if row[0] == kind] if kind else rows


def said(text, kind, **options):
    return [words for words, _ in names(text, kind, **options)]


STATEMENT = """Statement by the Ministry of Harbours of the Republic of Orsa

On 3 May 2011 President Ilka Vandermeer met the Harbour Council in Nairobi. The Council of Karrow Elders was absent.

The people of Kenya and the Kenyan Army remember the 3 May tragedy in the cities of Nairobi, Orsaville and Mombo. \
Mrs. Vandermeer recalled resolution 4411 (2009), the Treaty on Harbours and Lights and the Harbours Act of 1974.

The Orsan Lighthouse Inspection Corps (OLIC) reported to the United Nations. OLIC's boats lie in the Karrow region. \
Vandermeer thanked the OLIC."""


class TestPlaces:
    def test_a_country_is_found_under_any_of_its_names_and_joined_by_handle(self):
        found = names("The USSR was larger than Kenya. The former Soviet Union signed in Nairobi.", "place")
        assert found == [
            ("USSR", "Soviet Union"),
            ("Kenya", "Kenya"),
            ("Soviet Union", "Soviet Union"),
            ("Nairobi",) * 2,
        ]

    def test_names_that_are_merely_alike_stay_two(self):
        found = names(
            "Niger and Nigeria, Guinea and Guinea-Bissau, Dominica and the Dominican Republic, the Republic of the "
            "Congo and the Democratic Republic of the Congo, Slovakia and Slovenia signed.",
            "place",
        )
        assert len(found) == 10
        assert len({name for _, name in found}) == 10

    def test_no_two_rows_of_the_tables_give_one_spelling_two_places(self):
        table = gazetteer()
        pairs = [
            ("Niger", "Nigeria"),
            ("Iran", "Iraq"),
            ("Austria", "Australia"),
            ("Mali", "Malawi"),
            ("China", "Taiwan"),
        ]
        for one, other in pairs:
            assert table.entries[one] != table.entries[other]

    def test_spellings_of_one_name_that_a_table_lists_have_one_handle(self):
        found = names("They went from Karabakh to Garabagh, from Kiev to Kyiv.", "place")
        assert [name for _, name in found] == ["Karabakh", "Karabakh", "Kyiv", "Kyiv"]

    def test_a_name_with_and_in_it_is_one_place(self):
        assert said("Bosnia and Herzegovina and Trinidad and Tobago voted.", "place") == [
            "Bosnia and Herzegovina",
            "Trinidad and Tobago",
        ]

    def test_a_list_that_begins_with_known_places_goes_on_with_unknown_ones(self):
        assert said("People died in Nairobi, Orsaville and Mombo.", "place") == ["Nairobi", "Orsaville", "Mombo"]
        assert said("People died in the cities of Orsaville and Mombo.", "place") == ["Orsaville", "Mombo"]

    def test_a_person_after_a_place_and_a_comma_is_no_place(self):
        assert said("In Kenya, Vandermeer spoke.", "place") == ["Kenya"]

    def test_a_word_for_a_kind_of_place_makes_its_name_one(self):
        assert said("They fled the Orsa region to the Karrow valley.", "place") == ["Orsa", "Karrow"]

    def test_a_small_us_is_no_country(self):
        assert said("They told us, and it was the US that told them who the U.S. was.", "place") == ["US", "U.S."]

    def test_places_that_a_hyphen_joins_are_read_one_by_one(self):
        assert said("The Kenya-Uganda border was closed.", "place") == ["Kenya", "Uganda"]


class TestPeople:
    @pytest.mark.parametrize(
        ("text", "person", "role"),
        [
            ("Then President Vandermeer spoke.", "Vandermeer", "President"),
            ("Then National Leader Ilka Vandermeer spoke.", "Ilka Vandermeer", "National Leader"),
            ("Then Kenyan Foreign Minister Ilka Vandermeer spoke.", "Ilka Vandermeer", "Kenyan Foreign Minister"),
            ("Then Secretary of Defense Ilka Orr spoke.", "Ilka Orr", "Secretary of Defense"),
            ("Then Ilka T. Orr, Chair of the Board, spoke.", "Ilka T. Orr", "Chair of the Board"),
            ("I, ILKA T. ORR, President of Orsa, proclaim it.", "ILKA T. ORR", "President of Orsa"),
        ],
    )
    def test_an_office_is_told_apart_from_the_name_it_stands_by(self, text, person, role):
        found = [fact for fact in find_names(reading_of(witness(text))) if fact.kind is FactKind.PERSON]
        assert [(fact.span.of(text), fact.role and fact.role.of(text)) for fact in found] == [(person, role)]

    def test_a_last_name_is_that_of_the_one_person_who_has_it(self):
        text = "President Ilka Vandermeer spoke. Mrs. Vandermeer left. Vandermeer is gone."
        assert [name for _, name in names(text, "person")] == ["Ilka Vandermeer"] * 3

    def test_a_last_name_that_two_have_joins_neither(self):
        text = "President Mary Orr spoke. Minister John Orr left. Mr. Orr is gone."
        assert [name for _, name in names(text, "person")] == ["Mary Orr", "John Orr", "Orr"]

    def test_an_office_without_a_name_is_no_person(self):
        assert (
            said("The President of the Security Council and the Secretary-General met the Prime Minister.", "person")
            == []
        )

    def test_the_names_of_a_vote_are_people_with_their_office(self):
        text = "Rates stay.\n\nVoting for the decision were Ann T. Lee, Chair; Bo Ek, Vice Chair; and Di Poe."
        people = [fact for fact in find_names(reading_of(witness(text))) if fact.kind is FactKind.PERSON]
        assert [(fact.name, fact.role and fact.role.of(text)) for fact in people] == [
            ("Ann T. Lee", "Chair"),
            ("Bo Ek", "Vice Chair"),
            ("Di Poe", None),
        ]


class TestOrganisations:
    @pytest.mark.parametrize(
        "name",
        [
            "Ministry of Harbours of the Republic of Orsa",
            "Permanent Mission of Orsa",
            "Committee on the Rights of the Tide",
            "Ministry of Trade, Ports and Lights",
            "Orsan Armed Forces",
            "Lighthouse Observer Group Karrow",
            "Orsa Interim Force in Karrow",
            "Board of Governors",
            "Centers for Disease Control and Prevention",
        ],
    )
    def test_a_body_is_read_whole(self, name):
        assert said(f"We heard the {name} today.", "organisation") == [name]

    def test_a_sentence_lends_a_body_none_of_its_words(self):
        assert said(
            "Recalling Security Council decisions. The Harbour Council met. Thanking the Tide Board, we go.",
            "organisation",
        ) == [
            "Security Council",
            "Harbour Council",
            "Tide Board",
        ]

    def test_a_short_form_is_its_full_name_where_the_text_says_so(self):
        text = "OLIC met. The Orsan Lighthouse Inspection Corps (OLIC) left. The corps was praised, and OLIC too."
        assert [name for _, name in names(text, "organisation")] == ["Orsan Lighthouse Inspection Corps"] * 4

    def test_what_the_text_says_of_a_short_form_wins_over_the_table(self):
        text = "The Orsan Inspection Council (OIC) met. The OIC left."
        assert {name for _, name in names(text, "organisation")} == {"Orsan Inspection Council"}

    def test_a_short_form_behind_a_place_does_not_name_the_place(self):
        text = "The Tide Observation in Kenya (TOKEN) goes on. TOKEN is large. Kenya is larger."
        assert names(text, "place") == [("Kenya", "Kenya")] * 2

    def test_a_well_known_short_form_needs_no_full_name_beside_it(self):
        found = dict(names("The mandate of UNDOF ends.", "organisation"))
        assert found == {"UNDOF": "United Nations Disengagement Observer Force"}

    def test_an_army_written_small_has_the_handle_of_one_with_a_capital(self):
        assert [name for _, name in names("The Kenyan Army met the Kenyan army.", "organisation")] == [
            "Kenyan Army"
        ] * 2


class TestDocuments:
    @pytest.mark.parametrize(
        ("text", "handles"),
        [
            ("It recalls resolution 4411 (2009).", ["resolution 4411 (2009)"]),
            (
                "It recalls resolutions 4411 (2009), 4412 (2010) and 4413 (2011) of 3 May.",
                ["resolution 4411 (2009)", "resolution 4412 (2010)", "resolution 4413 (2011)"],
            ),
            ("The report (S/2012/4403) is here.", ["S/2012/4403"]),
            ("S/RES/4411 (2009) is resolution 4411 (2009).", ["resolution 4411 (2009)"] * 2),
            ("It recalls resolution 4411 (2009). Resolution 4411 stands.", ["resolution 4411 (2009)"] * 2),
            ("Executive Order 99038 is revoked.", ["Executive Order 99038"]),
            ("The Orsa Conventions bind them.", ["Orsa Conventions"]),
            ("The Joint Declaration of 11 February 2014 stands.", ["Joint Declaration of 11 February 2014"]),
            ("The 1974 Withdrawal of Boats Agreement stands.", ["1974 Withdrawal of Boats Agreement"]),
            ("Under the Harbour Lights Act of 1974 it is due.", ["Harbour Lights Act of 1974"]),
            ("A decision “On the lights of Orsa” was taken.", ["On the lights of Orsa"]),
        ],
    )
    def test_an_instrument_is_read_by_its_number_or_title(self, text, handles):
        assert [name for _, name in names(text, "document")] == handles

    def test_a_figure_behind_a_common_word_is_no_document(self):
        assert names("The order 5 weeks ago, the law 20 people broke and decision 3 of 4 stand.", "document") == []

    def test_a_citation_of_statutes_names_no_place(self):
        assert said("It is due (50 U.S.C. 1701 and 12 U.S. 345).", "place") == []


class TestEventsAndPeoples:
    def test_one_day_written_two_ways_gives_one_event(self):
        found = names("The 3 May tragedy, the events of 4 May and the May 3 tragedy.", "event")
        assert found == [
            ("3 May tragedy", "3 May tragedy"),
            ("events of 4 May", "4 May events"),
            ("May 3 tragedy", "3 May tragedy"),
        ]

    def test_a_people_has_one_handle_as_noun_and_adjective(self):
        assert {name for _, name in names("Kenyans and the Kenyan people.", "people")} == {"Kenyan"}

    def test_a_people_within_the_name_of_a_body_is_not_read_again(self):
        assert names("The Kenyan Army left.", "people") == []


class TestWhereNamesAreRead:
    def test_nothing_is_read_in_an_address(self):
        assert (
            names("Write to ann@Kenya.example, http://Kenya.example/Nairobi or 12 Nairobi Street, Kenya 12345.") == []
        )

    def test_only_symbols_are_read_of_a_text_that_is_not_english(self):
        text = "Der Rat verweist auf die Lage in Kenia und auf das Dokument S/2012/4403 und die Nato in Nairobi."
        found = find_names(reading_of(witness(text, "de")))
        assert [(fact.kind, fact.name) for fact in found] == [(FactKind.DOCUMENT, "S/2012/4403")]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("She is to be United States District Judge for the port.", [("place", "United States")]),
            ("He was Assistant Bureau Chief.", []),
            ("Ada is Chief of the Division of General Surgery at the port.", []),
            ("They met the Foreign Ministry Spokesperson there.", [("organisation", "Foreign Ministry")]),
            (
                "They met Marine Corps Cpl. Ada Quist there.",
                [("organisation", "Marine Corps"), ("person", "Ada Quist")],
            ),
        ],
    )
    def test_an_office_names_no_body_and_no_place_of_its_own(self, text, found):
        assert [row[:2] for row in names(text, language="en")] == found

    def test_a_document_ends_before_the_office_of_who_made_it(self):
        assert said("They read the Communiqué of the Personal Envoy of the Harbour Council.", "document") == []

    def test_nothing_is_named_in_a_citation(self):
        assert names("See 85 Fed. Reg. 12345 (Mar. 5, 2020), 42 Stat. 583 and 50 U.S.C. 1601 for the lamps.") == []

    def test_banks_of_several_places_are_named_together(self):
        text = "The Federal Reserve Banks of Boston, New York, and Chicago met in Nairobi."
        assert said(text, "organisation") == ["Federal Reserve Banks of Boston, New York, and Chicago"]
        assert said(text, "place") == ["Nairobi"]

    def test_the_case_of_a_heading_changes_nothing(self):
        head, _, body = STATEMENT.partition("\n")
        plainly = [(kind, words.lower()) for kind, words, _ in names(STATEMENT)]
        for other in (head.upper(), title_case(head), head.capitalize()):
            assert [(kind, words.lower()) for kind, words, _ in names(f"{other}\n{body}")] == plainly
        assert plainly[0] == ("organisation", "ministry of harbours of the republic of orsa")

    def test_a_reader_s_own_table_wins(self):
        own = gazetteer({"Orsa": (FactKind.PLACE, "Orsa"), "USSR": (FactKind.PLACE, "USSR"), "Kenya": None})
        text = "Orsa, the USSR and Kenya met. Karrow was there."
        assert names(text, "place", table=own) == [("Orsa", "Orsa"), ("USSR", "USSR")]
        assert "Kenya" in said(text, "place")

    def test_the_whole_statement(self):
        found = names(STATEMENT)
        assert ("person", "Ilka Vandermeer", "Ilka Vandermeer") in found
        assert [words for kind, words, _ in found if kind == "document"] == [
            "resolution 4411 (2009)",
            "Treaty on Harbours and Lights",
            "Harbours Act of 1974",
        ]
        assert [words for kind, words, _ in found if kind == "place"] == [
            "Nairobi", "Kenya", "Nairobi", "Orsaville", "Mombo", "Karrow",
        ]  # fmt: skip


WORDS = st.sampled_from(
    (
        *STATEMENT.split(),
        *"Bosnia and Herzegovina Washington, D.C. U.S.-Kenya (OLIC) “On the Lights” ''Orsa'' Resolution".split(),
        *"S/RES/44 (2001) of".split(),
        *"the The of on for Committee Secretary of State Côte d’Ivoire JOHN Q. ORR May 5, 3 January".split(),
        *"events Jr. ’s".split(),
    )
)
texts = st.lists(WORDS, max_size=60).map(" ".join)


class TestProperties:
    @given(texts)
    def test_every_span_shows_a_name_and_lies_in_the_text_in_order(self, text):
        facts = find_names(reading_of(witness(text, "en")))
        for fact in facts:
            assert 0 <= fact.span.start < fact.span.end <= len(text)
            words = fact.span.of(text)
            assert words == words.strip()
            assert fact.name
            assert 0 < fact.confidence <= 1
            assert fact.role is None or fact.role.of(text).strip()
        assert [fact.span.start for fact in facts] == sorted(fact.span.start for fact in facts)

    @given(texts)
    def test_no_name_lies_in_another_but_in_a_quoted_title(self, text):
        end = 0
        for fact in find_names(reading_of(witness(text, "en"))):
            assert fact.span.start >= end
            end = fact.span.end if fact.rule != "quoted-title" else end

    @given(st.lists(WORDS, min_size=8, max_size=60))
    def test_wrapping_changes_nothing(self, words):
        text = "We say that " + " ".join(words) + " and that is all we say."
        wrapped = text.replace(" ", "\n", 9).replace("\n", " ", 3)
        plainly = _in_one_segment(text)
        assert _in_one_segment(wrapped) == plainly
        assert _in_one_segment(text.replace("“", '"').replace("”", '"').replace("’", "'")) == plainly

    @given(texts, texts)
    def test_what_was_read_before_changes_nothing(self, before, text):
        used, fresh = gazetteer({"Atlantis": None}), gazetteer({"Atlantis": None})
        for other in (
            before,
            f"{before} {text}",
            text.replace(" ", ", "),
            text.replace(" of ", " "),
            f"{text} ({before})",
        ):
            names(other, table=used)
        assert names(text, table=used) == names(text, table=fresh)


def _in_one_segment(text):
    whole = witness(" ".join(["word"] * 3))
    only = whole.segments[0]
    span = type(only.span)(0, len(text))
    sentence = type(only)(0, type(only.kind).SENTENCE, span, 0)
    given_text = SegmentedWitness(Witness("x", Text(text, "", GIVEN)), (sentence,), whole.line_breaks, "en")
    return [(fact.kind, fact.span, fact.name, fact.rule, fact.role) for fact in find_names(reading_of(given_text))]


HOSTILE = {
    "capitals": "Orsa Karrow ",
    "of": "Committee of ",
    "brackets": "Orsa (",
    "commas": "Ministry of Trade, ",
    "resolutions": "resolutions 4411 (2009), 4412 (2010) ",
    "numbers": "resolution 123 ",
    "spaces": "Orsa      \n     ",
    "initials": "J. ",
    "slashes": "S/1",
    "quotes": "decision “On ",
    "shouts": "ORSA KARROW ",
    "titles": "President ",
    "titles of": "President of ",
    "names that go on": "Washington ",
    "given names": "Ann Lee ",
    "heads": "Council ",
    "months": "3 May events of ",
    "places": "Kenya and Orsa, ",
    "hyphens": "Orsa-Karrow-",
    "apostrophes": "O'",
    "and": "Committee on Trade and ",
    "streets": "5 Harbour Street, ",
}


class TestHostileText:
    @pytest.mark.parametrize("what", HOSTILE)
    def test_a_name_behind_ever_so_many_capitals_is_read(self, what):
        # A rule that goes back over what it has read would not end.
        unit = HOSTILE[what]
        text = unit * (200_000 // len(unit)) + ".\n\nThe lamps of Nairobi burn, as Ms. Ilka Vandermeer said.\n"
        last = [("place", "Nairobi", "Nairobi"), ("person", "Ilka Vandermeer", "Ilka Vandermeer")]
        assert names(text, language="en")[-2:] == last


def test_plain_spellings_have_one_form():
    assert plain("Côte\n d’Ivoire") == plain("Co\u0302te d'Ivoire") == "Côte d'Ivoire"


def test_behind_an_office_a_place_that_has_a_persons_name_is_that_person():
    text = "As President Washington said in Lincoln, and General Washington wrote from Washington, nothing was lost."
    assert said(text, "person") == ["Washington", "Washington"]
    assert [place for place in said(text, "place") if place == "Washington"] == ["Washington"]
