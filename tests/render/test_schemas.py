"""What each command prints for programs is what its JSON Schema says, on an archive that has everything."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files

import jsonschema
import pytest

from tests.cli.commands import BASE, OTHER, variorum
from tests.ingest.conftest import Line, pdf_of_lines
from variorum.model.spans import Span
from variorum.model.units import LineBreaks, Segmentation
from variorum.model.witnesses import Derivation, Limit, Text, TextWarning, WarningKind
from variorum.render.printable import json_line
from variorum.render.reports import report_document

FOLDER = files("variorum.render").joinpath("schemas")
# The document of a comparison has tests of its own, in test_outputs.
NAMES = sorted(
    {each.name.removeprefix("variorum.").removesuffix("-1.schema.json") for each in FOLDER.iterdir()} - {"alignment"}
)
# Here alone members are absent where they don't apply; test_facts has tests of it.
SPARSE = {"ledger"}
TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>On the ferry</title></titleStmt><publicationStmt><p>Invented.</p></publicationStmt><sourceDesc><p>None.</p>
</sourceDesc></fileDesc></teiHeader><text><body><p>The ferry is to cross twice a day from May.</p></body></text>
</TEI>"""


def schema(name):
    return json.loads(FOLDER.joinpath(f"variorum.{name}-1.schema.json").read_text("utf-8"))


def strict(part):
    """The schema with every object closed: a member it does not name is a fault here, though no reader may mind it."""
    if isinstance(part, dict):
        closed = {key: strict(value) for key, value in part.items()}
        if "properties" in part and "$defs" not in part:
            closed.setdefault("additionalProperties", False)
        if "$defs" in part and part.get("type") == "object":
            closed.setdefault("additionalProperties", False)
        return closed
    return [strict(each) for each in part] if isinstance(part, list) else part


def checked(text, name):
    """The document in this text, held to its schema, every object closed."""
    document = json.loads(text)
    assert document["schema"] == f"variorum.{name}/1"
    jsonschema.Draft202012Validator(strict(schema(name))).validate(document)
    return document


class Page(BaseHTTPRequestHandler):
    """An address whose text is edited in silence between the first request and the second."""

    texts: list[str]

    def do_GET(self):
        body = (self.texts.pop(0) if self.path == "/river" else "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address():
    Page.texts = [BASE, BASE.replace("must be published", "may be published")]
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/river"
        server.shutdown()


@pytest.fixture(scope="module")
def added(tmp_path_factory, examples, address):
    """A folder with an archive, and every event that adding to it gave."""
    folder = tmp_path_factory.mktemp("documents")
    sources = folder / "sources"
    sources.mkdir()
    first, second = ([Line("The harbour dues are three per cent.")], [])
    (sources / "dues.pdf").write_bytes(pdf_of_lines([first, second]))
    (sources / "ferry.xml").write_text(TEI, "utf-8")
    (sources / "second.txt").write_text(OTHER, "utf-8")
    rows = [{"id": f"row {n}", "text": f"The council met {n} times. No dues were set.", "date": "2021"} for n in (4, 5)]
    (sources / "rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    (sources / "broken.pdf").write_bytes(b"%PDF-1.4\nnot one\n")
    (sources / "steers.txt").write_text("A line\u202e and \x1b[2J another.\n\n4 May 2020\n", "utf-8")
    variorum("init", cwd=folder)
    events = []
    for sources_given in (
        (examples / "karrow-bridge", "--series", "karrow"),
        ("sources", "--series", "mixed"),
        (address, "--series", "river", "--allow-private"),
        (address, "--series", "river", "--allow-private"),
        (examples / "karrow-bridge" / "2019.txt", "--series", "karrow"),
        ("sources/second.txt", "--dry-run", "--date", "2022"),
    ):
        ran = variorum("add", *sources_given, "--json", cwd=folder)
        assert ran.status in (0, 4), ran
        events.append([checked(line, "add") for line in ran.out.splitlines()])
    return folder, events


@pytest.fixture(scope="module")
def folder(added):
    return added[0]


def text_of(folder, reference):
    return checked(variorum("show", reference, "--json", cwd=folder).out, "statement")["text"]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SPARSE])
def test_each_schema_is_one_and_says_that_every_member_is_always_there(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))

    def objects(part):
        if isinstance(part, dict):
            if "properties" in part:
                yield part
            for value in part.values():
                yield from objects(value)
        elif isinstance(part, list):
            for each in part:
                yield from objects(each)

    for each in objects(schema(name)):
        assert each["required"] == list(each["properties"])


@pytest.mark.parametrize("name", NAMES)
def test_the_page_on_json_names_every_member_of_every_document(name, project_root):
    page = (project_root / "docs" / "json.md").read_text("utf-8")
    (part,) = re.findall(rf"^## `variorum\.{name}/1`\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    shared = page.split("\n## What all documents share\n")[1].split("\n## ")[0]
    members = set(re.findall(r"`([a-z_0-9]+)`", part + shared))

    def named(value):
        if isinstance(value, dict):
            yield from value.get("properties", ())
            for each in value.values():
                yield from named(each)
        elif isinstance(value, list):
            for each in value:
                yield from named(each)

    assert set(named(schema(name))) - members == set()


def test_adding_gives_an_event_for_every_statement_and_every_refusal_and_ends_with_the_counts(added):
    _, events = added
    outcomes = [[event["event"] for event in run] for run in events]
    assert outcomes[0] == [*["added"] * 7, "done"]
    assert sorted(outcomes[1]) == sorted([*["added"] * 6, "refused", "done"]) or "second" in outcomes[1]
    assert outcomes[2:5] == [["added", "done"], ["revision", "done"], ["unchanged", "done"]]
    assert events[5][-1]["dry_run"] is True
    for run in events:
        assert sum(run[-1]["counts"].values()) == len(run) - 1
    revision = events[3][0]
    assert revision["before"] == events[2][0]["reference"]
    assert any("'must' is now 'may'" in change for change in revision["changes"])
    assert any(event["warnings"] for event in events[1][:-1] if event["event"] != "refused")
    assert {event["locator"] for event in events[1] if event["event"] != "done"} >= {"", "row:1", "row:2"}


def test_the_list_and_the_series_are_as_their_schemas_say(folder):
    statements = checked(variorum("list", "--json", cwd=folder).out, "list")["statements"]
    assert {None} < {statement["date"] for statement in statements}
    counts = checked(variorum("series", "list", "--json", cwd=folder).out, "series")["series"]
    assert sum(each["statements"] for each in counts) == len(statements)


def test_every_statement_is_as_its_schema_says_and_its_digest_and_offsets_are_those_of_its_text(folder):
    statements = json.loads(variorum("list", "--json", cwd=folder).out)["statements"]
    seen = []
    for statement in statements:
        shown = checked(variorum("show", statement["reference"], "--json", cwd=folder).out, "statement")
        assert {key: shown[key] for key in statement} == statement
        text = shown["text"]
        assert hashlib.sha256(text["content"].encode()).hexdigest() == text["sha256"] == shown["text_sha256"]
        covered = "".join(text["content"][each["start"] : each["end"]] for each in text["segments"])
        assert "".join(covered.split()) == "".join(text["content"].split())
        seen.append(shown)
    assert any(len(shown["text"]["pages"]) == 2 for shown in seen)
    assert any(shown["text"]["warnings"] for shown in seen)
    assert any(block["place"].startswith("/") for shown in seen for block in shown["text"]["blocks"])
    assert {shown["captures"][0]["locator"] for shown in seen} >= {"", "row:1"}
    (fetched,) = {shown["captures"][0]["fetched"]["status"] for shown in seen if shown["captures"][0]["fetched"]}
    assert fetched == 200


def test_a_silent_edit_names_the_characters_that_changed_in_both_texts(folder):
    document = checked(variorum("revisions", "--json", cwd=folder).out, "revisions")
    (revision,) = [each for each in document["revisions"] if each["before"]["series"] == "river"]
    before, after = (text_of(folder, revision[side]["reference"]) for side in ("before", "after"))
    (line,) = revision["lines"]
    (edit,) = line["edits"]
    assert before["content"][slice(*edit["before"])] == "must"
    assert after["content"][slice(*edit["after"])] == "may"
    assert line["before"][0] in [[each["start"], each["end"]] for each in before["segments"]]
    assert document["left_out"] == 0


@pytest.mark.parametrize(
    ("options", "order"),
    [(["flood"], "newest"), (["dues", "--best"], "best"), (["--like", "The dues are three per cent"], "earliest")],
)
def test_hits_are_as_their_schema_says_and_their_words_stand_where_they_say(folder, options, order):
    found = checked(variorum("search", *options, "--json", cwd=folder).out, "hits")
    assert found["order"] == order
    assert found["hits"]
    for hit in found["hits"]:
        assert text_of(folder, hit["reference"])["content"][hit["start"] : hit["end"]] == hit["words"]
        assert (hit["score"] is None) == (order == "newest")
    if options[0] != "flood":
        assert any(hit["warnings"] for hit in found["hits"])


def test_a_quotation_is_as_its_schema_says_with_the_page_of_a_pdf_and_the_path_in_xml(folder):
    listed = json.loads(variorum("list", "mixed", "--json", cwd=folder).out)["statements"]
    found = {}
    for statement in listed:
        for words in ("per cent", "twice a day"):
            ran = variorum("quote", statement["reference"], words, "--json", cwd=folder)
            if ran.status == 0:
                found[words] = checked(ran.out, "quotation")
    assert found["per cent"]["quotations"][0]["pages"] == [1, 1]
    assert found["per cent"]["warnings"]
    assert found["twice a day"]["quotations"][0]["source"][0].startswith("/")
    assert found["twice a day"]["quotations"][0]["exact"] == "twice a day"


def test_what_is_in_the_trash_is_as_its_schema_says(folder, tmp_path):
    shutil.copytree(folder / ".variorum", tmp_path / ".variorum")
    variorum("remove", "karrow@2018", "--yes", cwd=tmp_path)
    (removal,) = checked(variorum("list", "--trash", "--json", cwd=tmp_path).out, "trash")["removals"]
    assert (len(removal["captures"]), len(removal["originals"])) == (1, 1)
    assert variorum("remove", "--undo", removal["name"], cwd=tmp_path).status == 0


def test_what_is_made_copied_and_brought_back_is_as_its_schema_says(folder, tmp_path):
    made = checked(variorum("init", "--json", cwd=tmp_path).out, "init")
    assert (tmp_path / made["archive"] / "archive.sqlite").is_file()
    archive = folder / ".variorum"
    originals = [path.name for path in (archive / "originals").rglob("*") if path.is_file()]

    copied = checked(variorum("backup", "copy.tar", "--archive", archive, "--json", cwd=tmp_path).out, "backup")
    assert copied == {**copied, "originals": len(originals), "size": (tmp_path / copied["file"]).stat().st_size}

    bag = checked(variorum("export", "bag", "--archive", archive, "--json", cwd=tmp_path).out, "export")
    payload = [path for path in (tmp_path / bag["folder"] / "data").rglob("*") if path.is_file()]
    assert (bag["files"], bag["size"]) == (len(payload), sum(path.stat().st_size for path in payload))
    listed = json.loads(variorum("list", "--json", cwd=folder).out)["statements"]
    assert (bag["originals"], bag["statements"]) == (len(originals), len(listed))

    for source in ("copy.tar", "bag"):
        ran = variorum("restore", source, f"from-{source}", "--json", cwd=tmp_path)
        back = checked(ran.out, "restore")
        verified = json.loads(variorum("verify", "--archive", back["folder"], "--json", cwd=tmp_path).out)
        assert (ran.status, ran.err, back["clean"]) == (0, "", True)
        assert {**back["verified"], "schema": "variorum.verify/1", "clean": True} == verified


def test_an_archive_that_comes_back_otherwise_than_it_should_be_says_so_in_its_document_too(folder, tmp_path):
    shutil.copytree(folder / ".variorum", tmp_path / ".variorum")
    database = sqlite3.connect(tmp_path / ".variorum" / "archive.sqlite")
    with database:
        database.execute("UPDATE warning SET message = 'none'")
    database.close()
    variorum("backup", "copy.tar", cwd=tmp_path)

    ran = variorum("restore", "copy.tar", "back", "--json", cwd=tmp_path)

    back = checked(ran.out, "restore")
    assert (ran.status, back["clean"]) == (3, False)
    assert {each["check"] for each in back["verified"]["failures"]} == {"text"}


def test_what_is_removed_put_back_and_erased_is_as_its_schema_says(folder, tmp_path):
    shutil.copytree(folder / ".variorum", tmp_path / ".variorum")
    variorum("quote", "karrow@2018", "the river Tessen", "--keep", cwd=tmp_path)

    def removed(*options):
        ran = variorum("remove", *options, "--json", cwd=tmp_path)
        assert (ran.status, ran.err) == (0, "")
        return checked(ran.out, "remove")

    shown = json.loads(variorum("show", "karrow@2018", "--json", cwd=tmp_path).out)
    told = removed("karrow@2018")
    assert (told["action"], told["done"], told["references"]) == ("remove", False, [shown["reference"]])
    assert told["originals"] == [shown["original_sha256"]]
    (quoted,) = told["quotations"]
    assert shown["text"]["content"][quoted["start"] : quoted["end"]] == quoted["exact"] == "the river\nTessen"

    went = removed("karrow@2018", "--yes")
    (name,) = went["removals"]
    assert went == {**told, "done": True, "removals": [name]}
    back = removed("--undo", name)
    assert back == {**went, "action": "undo"}

    removed("karrow@2018", "--yes")
    (left,) = removed("--empty-trash")["removals"]
    emptied = removed("--empty-trash", "--yes")
    assert (emptied["done"], emptied["removals"], emptied["captures"]) == (True, [left], told["captures"])
    assert emptied["quotations"] == told["quotations"]
    purged = removed("karrow@2019", "--purge", "--yes")
    assert (purged["action"], purged["done"], purged["removals"]) == ("purge", True, [])
    assert removed("--purge")["done"] is False
    assert variorum("verify", cwd=tmp_path).status == 0


def test_a_text_that_comes_back_under_another_reference_is_named_with_both(folder, tmp_path):
    shutil.copytree(folder / ".variorum", tmp_path / ".variorum")
    removed = json.loads(variorum("remove", "karrow@2018", "--yes", "--json", cwd=tmp_path).out)
    (name,), (before,) = removed["removals"], removed["references"]
    date = before.removeprefix("karrow@").removesuffix(":en")
    database = sqlite3.connect(tmp_path / ".variorum" / "archive.sqlite")
    with database:
        database.execute("DELETE FROM spent_number")
    database.close()
    (tmp_path / "other.txt").write_text("On the bridge\n\nThe bridge at Karrow is closed to carts.\n", "utf-8")
    variorum("add", "other.txt", "--series", "karrow", "--date", date, "--language", "en", cwd=tmp_path)

    back = checked(variorum("remove", "--undo", name, "--json", cwd=tmp_path).out, "remove")

    assert back["moved"] == [{"before": before, "after": f"karrow@{date}#2:en"}]
    assert back["references"] == [f"karrow@{date}#2:en"]


def test_verifying_is_as_its_schema_says_of_a_sound_archive_and_of_a_damaged_one(folder, tmp_path):
    assert checked(variorum("verify", "--json", cwd=folder).out, "verify")["clean"] is True
    shutil.copytree(folder / ".variorum", tmp_path / ".variorum")
    original = next(path for path in (tmp_path / ".variorum" / "originals").rglob("*") if path.is_file())
    original.chmod(0o600)
    original.write_bytes(b"other bytes")
    ran = variorum("verify", "--json", cwd=tmp_path)
    found = checked(ran.out, "verify")
    assert (ran.status, found["clean"]) == (3, False)
    assert {each["check"] for each in found["failures"]} >= {"original"}


def test_rebuilding_is_as_its_schema_says_and_names_the_texts_of_another_version(folder, tmp_path):
    shutil.copytree(folder / ".variorum", tmp_path / ".variorum")
    same = checked(variorum("rebuild", "--json", cwd=tmp_path).out, "rebuild")
    assert (same["identical"], same["kept"], same["not_read"]) == (True, [], [])
    database = sqlite3.connect(tmp_path / ".variorum" / "archive.sqlite")
    with database:
        database.execute("UPDATE derivation SET version = '0.0.1'")
    database.close()
    made = checked(variorum("rebuild", "--json", cwd=tmp_path).out, "rebuild")
    assert made["identical"] is False
    assert {each["version"] for each in made["kept"]} == {"0.0.1"}


def test_what_no_example_can_give_is_as_its_schema_says_too():
    from variorum.render.statements import _text_fields

    limit = Limit("pages", "2", "3", "page 3 was not read")
    warning = TextWarning(WarningKind.LIMIT, "Page 3 was not read.", incomplete=True)
    text = Text("", hashlib.sha256(b"").hexdigest(), Derivation("reader", "1"), (), (Span(0, 0),), (warning,), (limit,))
    part = {**strict(schema("statement")), **strict(schema("statement")["$defs"]["text"])}
    fields = _text_fields(text, Segmentation((), LineBreaks.WRAP, "en"))
    jsonschema.Draft202012Validator(part).validate(json.loads(json.dumps(fields)))
    not_read = {"capture": 3, "name": "a.pdf", "locator": "", "reason": "its pages are gone"}
    digest = text.sha256
    report = {"captures": 1, "identical": False, "kept": (), "not_read": (not_read,), "before": digest, "after": digest}
    checked(report_document("variorum.rebuild/1", **report, facts=0), "rebuild")


def test_no_document_can_steer_a_terminal_and_each_gives_every_character_back(folder):
    listed = json.loads(variorum("list", "mixed", "--json", cwd=folder).out)["statements"]
    shown = [variorum("show", each["reference"], "--json", cwd=folder).out for each in listed]
    (steering,) = [each for each in shown if "\u202e" in json.loads(each)["text"]["content"]]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", steering)
    assert json.loads(json_line("x", said="\ud83d \U000e0041"))["said"] == "\ud83d \U000e0041"


def test_a_spoiled_document_is_refused(folder):
    good = json.loads(variorum("show", "karrow@2019", "--json", cwd=folder).out)
    validator = jsonschema.Draft202012Validator(strict(schema("statement")))
    for spoil in (
        lambda d: d.pop("captures"),
        lambda d: d.update(reference="karrow@yesterday:en"),
        lambda d: d["text"].update(sha256="no digest"),
        lambda d: d["text"]["segments"][0].update(kind="chunk"),
        lambda d: d["captures"][0].update(retrieved_at="2024-05-01 10:00"),
        lambda d: d["findings"][0].update(more=1),
    ):
        spoiled = json.loads(json.dumps(good))
        spoil(spoiled)
        assert not validator.is_valid(spoiled)
